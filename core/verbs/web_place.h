/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_WEB_PLACE_H
#define CORE_WEB_PLACE_H
/*
 * web_place.h -- where the page of "netrecover web" may be: on loopback, or an address of
 * another interface than the bench's.  Pure.
 */
#include <ifaddrs.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>

union web_place {
	struct sockaddr any;
	struct sockaddr_in four;
	struct sockaddr_in6 six;
};

/* "127.0.0.1:8080", "[::1]:8080"; false: it is none. */
bool web_place_read(const char *text, union web_place *out);
/*
 * Why not there?  NULL: it may.  @wire is the bench's interface (or NULL), @network and
 * @prefix its network (0: none), @have what addresses this machine has.  Returns @buf.
 */
#define WEB_PLACE_TEXT 200
const char *web_place_fault(const union web_place *place, const char *wire, struct in_addr network, unsigned prefix,
			    const struct ifaddrs *have, char buf[WEB_PLACE_TEXT]);

#endif
