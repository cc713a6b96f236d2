/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_LINK_H
#define CORE_LINK_H
/*
 * link.h -- one network interface, as the kernel has it.
 */
#include "core/host/netlink.h"

#include <net/if.h>
#include <stdint.h>

struct interface {
	unsigned index, flags;          /* IFF_UP and its like */
	uint8_t mac[6];
	char name[IF_NAMESIZE];
};

/* 0 or -errno: -ENODEV, no interface has that name. */
int link_get(struct netlink *n, const char *name, struct interface *out);
/* The same by its index. */
int link_at(struct netlink *n, unsigned index, struct interface *out);
int link_set_up(struct netlink *n, unsigned index);
/* The same as link_get(), with a netlink of its own. */
int link_look(const char *name, struct interface *out);

enum link_route {
	LINK_ROUTE_NONE,
	LINK_ROUTE_IPV4,
	LINK_ROUTE_IPV6,
};
/* Which default route of this machine leads over the interface, in any table; or -errno. */
int link_default_route(unsigned index);

#endif
