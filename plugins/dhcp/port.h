/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DHCP_PORT_H
#define DHCP_PORT_H
/*
 * port.h -- hold UDP port 67, so that nobody else serves and the kernel does
 * not answer clients with "port unreachable".  Nothing is ever read from it:
 * requests come in by raw frames (wire.h).
 */
#include <stddef.h>

/* A socket bound to port 67 of @interface, or a negative errno. */
int port_hold(const char *interface);

/*
 * Who holds port 67?  Writes "dnsmasq (pid 812)" when it can be found out,
 * else "another program".
 */
void port_holder(char *out, size_t size);

#endif
