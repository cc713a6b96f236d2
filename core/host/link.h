/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_LINK_H
#define CORE_LINK_H
/*
 * link.h -- one network interface, as the kernel has it.
 */
#include "core/host/netlink.h"

#include <stdint.h>

struct interface {
	unsigned index, flags;          /* IFF_UP and its like */
	uint8_t mac[6];
};

/* 0 or -errno: -ENODEV, no interface has that name. */
int link_get(struct netlink *n, const char *name, struct interface *out);
int link_set_up(struct netlink *n, unsigned index);

#endif
