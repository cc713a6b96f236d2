/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_REACH_H
#define CORE_REACH_H
/*
 * reach.h -- may something be sent to an address?  A source address of UDP is what its
 * sender wrote there, so an answer may hit somebody who never asked.
 */
#include "core/phone/bench.h"

/*
 * Only to a host of the bench's own network, which has that address by a lease from here,
 * or which answers ARP there with the MAC address of the device that is known to have it.
 */
bool reach_may_send(struct bench *b, struct in_addr to);

/* The same, when ARP said @arp: 0 (then @mac), or a negative errno of neighbour_find(). */
bool reach_decide(const struct phone *p, struct in_addr to, int arp, const struct nr_mac *mac);
/* Is it a host's address on the bench's network? */
bool reach_on_wire(const struct nr_bench *wire, struct in_addr to);

#endif
