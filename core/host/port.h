/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_PORT_H
#define CORE_PORT_H
/*
 * port.h -- the ports that plugins are going to open, and whether they can be had.
 */
#include <netrecover/protocol.h>

struct port {
	uint16_t number;
	unsigned how;                   /* enum nr_port */
	const char *plugin;             /* whose: its type; the plugin's own text */
};

struct port_list {
	struct port *row;
	size_t count;
};

/* 0 or -ENOMEM. */
int ports_add(struct port_list *l, const struct port *p);
void ports_finish(struct port_list *l);

/* "UDP port 69 of 10.77.0.1"; returns @buf. */
#define PORT_TEXT_SIZE 48
const char *port_text(const struct port *p, struct in_addr address, char buf[PORT_TEXT_SIZE]);
/* Only those with a right to it may open it? */
bool port_is_low(const struct port *p);
/*
 * Open it as a plugin would, and close it again.  @address need not be on the
 * interface.  0 or -errno: -EADDRINUSE, somebody has it; -EACCES, a right is missing.
 */
int port_try(const struct port *p, const char *interface, struct in_addr address);

#endif
