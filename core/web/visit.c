/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* visit.c -- see visit.h. */
#include <config.h>

#include "core/web/visit.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define HOST_SIZE 256

/* The host without its port and without the brackets of IPv6; false: it is none. */
static bool split(const char *host, char out[HOST_SIZE])
{
	const char *begin = host, *end, *port;

	if (host[0] == '[') {
		begin++;
		end = strchr(begin, ']');
		port = end ? end + 1 : NULL;
	} else {
		end = begin + strcspn(begin, ":");
		port = end;
	}
	if (!end || end == begin || end - begin >= HOST_SIZE)
		return false;
	if (port[0] != '\0' && (port[0] != ':' || port[1 + strspn(port + 1, "0123456789")] != '\0'))
		return false;
	snprintf(out, HOST_SIZE, "%.*s", (int)(end - begin), begin);
	return true;
}

/* An address in the spelling that all have; false: it is a name. */
static bool same_address(const char *a, const char *b)
{
	unsigned char x[16], y[16];

	if (inet_pton(AF_INET, a, x) == 1)
		return inet_pton(AF_INET, b, y) == 1 && memcmp(x, y, 4) == 0;
	return inet_pton(AF_INET6, a, x) == 1 && inet_pton(AF_INET6, b, y) == 1 && memcmp(x, y, 16) == 0;
}

static bool is_loopback(const char *address)
{
	struct in_addr a;

	return same_address(address, "::1") || (inet_pton(AF_INET, address, &a) == 1 && ntohl(a.s_addr) >> 24 == 127);
}

bool visit_host_is_ours(const char *host, const char *local, const char *name)
{
	char said[HOST_SIZE];
	size_t n = strlen(name);

	if (!host || !split(host, said))
		return false;
	if (same_address(said, local))
		return true;
	if (strcasecmp(said, "localhost") == 0)
		return is_loopback(local);
	return n > 0 && strncasecmp(said, name, n) == 0 &&
	       (said[n] == '\0' || strcasecmp(said + n, ".local") == 0);
}

bool visit_is_own_page(const char *origin, const char *site, const char *host)
{
	static const char scheme[] = "http://";

	if (site && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0)
		return false;
	if (!origin)
		return true;
	return host && strncasecmp(origin, scheme, strlen(scheme)) == 0 &&
	       strcasecmp(origin + strlen(scheme), host) == 0;
}
