/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_NEIGHBOUR_H
#define CORE_NEIGHBOUR_H
/*
 * neighbour.h -- who answers ARP at an address of the wire, by this machine's own table.
 * Needs no right.
 */
#include <netrecover/types.h>

/*
 * The MAC address behind @addr on @interface.  0; -ENOENT: nobody has answered yet (the
 * table then asks, at most NEIGHBOUR_ASKS times a second for all addresses);
 * -EOPNOTSUPP: that interface knows no ARP.  Or another negative errno.
 */
int neighbour_find(const char *interface, struct in_addr addr, struct nr_mac *out);

#define NEIGHBOUR_ASKS 64

#endif
