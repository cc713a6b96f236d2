/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_OWN_WIRE_H
#define CORE_OWN_WIRE_H
/*
 * own_wire.h -- is an address on the wire of the bench?  The page is not served there, and
 * no broker is told by it.  Pure.
 */
#include <ifaddrs.h>
#include <netinet/in.h>
#include <stdbool.h>

/* Interface NULL or "": there is none. */
struct own_wire {
	const char *interface;
	struct in_addr network;
	unsigned prefix;        /* 0: none */
};

/* Is @a in its network? */
bool own_wire_covers(const struct own_wire *w, const struct sockaddr *a);
/*
 * The interface on its cable, be it a VLAN or what is below one ("eth1", "eth1.100"), that
 * has the address @own, of all that this machine @have; NULL: none.  Points into @have.
 */
const char *own_wire_interface(const struct own_wire *w, const struct sockaddr *own, const struct ifaddrs *have);

#endif
