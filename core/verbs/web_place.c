/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* web_place.c -- see web_place.h. */
#include <config.h>

#include "core/verbs/web_place.h"
#include "core/host/own_wire.h"

#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool web_place_read(const char *text, union web_place *out)
{
	const char *colon = strrchr(text, ':');
	char host[INET6_ADDRSTRLEN + 2];
	size_t n = colon ? (size_t)(colon - text) : 0;
	unsigned long port;
	char *end;

	memset(out, 0, sizeof(*out));
	if (!colon || n == 0 || n >= sizeof(host) || colon[1] < '0' || colon[1] > '9')
		return false;
	port = strtoul(colon + 1, &end, 10);
	if (*end || port == 0 || port > 65535)
		return false;
	memcpy(host, text, n);
	host[n] = '\0';
	if (host[0] == '[' && host[n - 1] == ']') {
		host[n - 1] = '\0';
		out->six.sin6_family = AF_INET6;
		out->six.sin6_port = htons((uint16_t)port);
		return inet_pton(AF_INET6, host + 1, &out->six.sin6_addr) == 1;
	}
	out->four.sin_family = AF_INET;
	out->four.sin_port = htons((uint16_t)port);
	return inet_pton(AF_INET, host, &out->four.sin_addr) == 1;
}

static bool is_everywhere(const union web_place *p)
{
	return p->any.sa_family == AF_INET ? p->four.sin_addr.s_addr == INADDR_ANY :
					     IN6_IS_ADDR_UNSPECIFIED(&p->six.sin6_addr);
}

const char *web_place_fault(const union web_place *place, const char *wire, struct in_addr network, unsigned prefix,
			    const struct ifaddrs *have, char buf[WEB_PLACE_TEXT])
{
	const struct own_wire own = { wire, network, prefix };
	const char *name;

	if (is_everywhere(place))
		return "that is every interface, also the wire of the bench: name one address";
	if (own_wire_covers(&own, &place->any))
		return "that is on the wire of the bench: take 127.0.0.1, or the address of another interface";
	if (place->any.sa_family == AF_INET6 &&
	    (IN6_IS_ADDR_LINKLOCAL(&place->six.sin6_addr) || IN6_IS_ADDR_V4MAPPED(&place->six.sin6_addr)))
		return "an IPv6 address must be a global one, or ::1";
	name = own_wire_interface(&own, &place->any, have);
	if (!name)
		return NULL;
	snprintf(buf, WEB_PLACE_TEXT, "that address is on %.16s, the wire of the bench: take 127.0.0.1, or the "
		 "address of another interface", name);
	return buf;
}
