/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* own_wire.c -- see own_wire.h. */
#include <config.h>

#include "core/host/own_wire.h"

#include <arpa/inet.h>
#include <stdint.h>
#include <string.h>

/* The interface itself, or a VLAN on its cable, or the cable below its VLAN: "eth1", "eth1.100". */
static bool is_on_cable(const char *name, const char *wire)
{
	size_t n = strcspn(name, "."), m = strcspn(wire, ".");

	return n == m && strncmp(name, wire, n) == 0;
}

static bool same_host(const struct sockaddr *a, const struct sockaddr *b)
{
	if (!a || a->sa_family != b->sa_family)
		return false;
	if (a->sa_family == AF_INET)
		return ((const struct sockaddr_in *)(const void *)a)->sin_addr.s_addr ==
		       ((const struct sockaddr_in *)(const void *)b)->sin_addr.s_addr;
	return memcmp(&((const struct sockaddr_in6 *)(const void *)a)->sin6_addr,
		      &((const struct sockaddr_in6 *)(const void *)b)->sin6_addr, 16) == 0;
}

bool own_wire_covers(const struct own_wire *w, const struct sockaddr *a)
{
	uint32_t mask = w->prefix ? htonl(~UINT32_C(0) << (32 - w->prefix)) : 0;

	return w->prefix && a->sa_family == AF_INET &&
	       (((const struct sockaddr_in *)(const void *)a)->sin_addr.s_addr & mask) == (w->network.s_addr & mask);
}

const char *own_wire_interface(const struct own_wire *w, const struct sockaddr *own, const struct ifaddrs *have)
{
	if (!w->interface || !w->interface[0])
		return NULL;
	for (; have; have = have->ifa_next)
		if (is_on_cable(have->ifa_name, w->interface) && same_host(have->ifa_addr, own))
			return have->ifa_name;
	return NULL;
}
