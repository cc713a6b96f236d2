/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_PLACE_H
#define CORE_PLACE_H
/*
 * place.h -- where the bench's address is to be: on an interface, or on a sub-interface that
 * is made for its VLAN.  What changes the machine here needs CAP_NET_ADMIN.
 */
#include "core/host/netlink.h"

#include <net/if.h>
#include <netinet/in.h>
#include <stdint.h>

struct place {
	struct in_addr address;
	unsigned index, prefix;
	unsigned vlan;                          /* on a sub-interface for this one; 0: none */
	char name[IF_NAMESIZE];                 /* what the address is put on */
	unsigned found_index, found_prefix;     /* where it is; 0: nowhere */
};

/* Where is @w->address?  Sets its found_index and found_prefix; @w->index counts more than any other. */
int place_find(struct netlink *n, struct place *w);
/* With a VLAN, @w->index is the interface below before and the sub-interface after. */
int place_put_on(struct netlink *n, struct place *w);
int place_take_off(struct netlink *n, const struct place *w);
/* The mask of a prefix, in network order. */
uint32_t place_mask(unsigned prefix);

#endif
