/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* reach.c -- see reach.h. */
#include <config.h>

#include "core/serve/reach.h"
#include "core/host/neighbour.h"
#include "core/phone/registry.h"

#include <errno.h>

bool reach_on_wire(const struct nr_bench *wire, struct in_addr to)
{
	in_addr_t hosts = ~wire->netmask.s_addr, host = to.s_addr & hosts;

	if ((to.s_addr ^ wire->address.s_addr) & wire->netmask.s_addr)
		return false;
	/* A network of one or two hosts has no broadcast address, RFC 3021. */
	return ntohl(hosts) < 2 || (host != 0 && host != hosts);
}

static bool leased_here(const struct phone *p, struct in_addr to)
{
	return p && p->leased.s_addr == to.s_addr;
}

bool reach_decide(const struct phone *p, struct in_addr to, int arp, const struct nr_mac *mac)
{
	if (leased_here(p, to) || arp == -EOPNOTSUPP)
		return true;
	return arp == 0 && (!p || memcmp(&p->mac, mac, sizeof(*mac)) == 0);
}

bool reach_may_send(struct bench *b, struct in_addr to)
{
	const struct phone *p;
	struct nr_mac mac = { { 0 } };

	if (b->wire.passive || !reach_on_wire(&b->wire, to))
		return false;
	p = registry_find_ip(b, to);
	if (leased_here(p, to))
		return true;
	return reach_decide(p, to, neighbour_find(b->wire.interface, to, &mac), &mac);
}
