/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef DHCP_PORT_H
#define DHCP_PORT_H
/*
 * port.h -- hold UDP port 67, so that nobody else serves and the kernel does
 * not answer clients with "port unreachable".  Nothing is ever read from it:
 * requests come in by raw frames (wire.h).
 */
#define PORT_SERVER 67

/* A socket bound to it on @interface, or a negative errno. */
int port_hold(const char *interface);

#endif
