/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* profile.c -- what several profiles need; see profile.h. */
#include <config.h>

#include "tests/phone/profile.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool profile_server(const char *url, struct server *out)
{
	struct server s = { .tftp = strncmp(url, "tftp://", 7) == 0, .port = 80 };
	char host[32];
	const char *p = url + 7, *slash;
	struct in_addr ip;
	size_t n;

	if (!s.tftp && strncmp(url, "http://", 7) != 0)
		return false;
	n = strcspn(p, ":/");
	if (n >= sizeof(host))
		return false;
	snprintf(host, sizeof(host), "%.*s", (int)n, p);
	if (inet_pton(AF_INET, host, &ip) != 1)
		return false;
	s.ip = ntohl(ip.s_addr);
	if (p[n] == ':')
		s.port = (uint16_t)strtoul(p + n + 1, NULL, 10);
	slash = strchr(p, '/');
	if (snprintf(s.path, sizeof(s.path), "%s", slash ? slash + 1 : "") >= (int)sizeof(s.path))
		return false;
	*out = s;
	return s.port > 0;
}

bool profile_url(struct device *d, const char *url)
{
	struct server s;

	if (!profile_server(url, &s) || !s.path[0])
		return false;
	memcpy(d->want, s.path, sizeof(d->want));
	s.path[0] = '\0';
	d->server = s;
	return true;
}

const char *profile_mac(const struct device *d, bool small, char out[13])
{
	const uint8_t *m = d->mac;

	snprintf(out, 13, small ? "%02x%02x%02x%02x%02x%02x" : "%02X%02X%02X%02X%02X%02X", m[0], m[1],
		 m[2], m[3], m[4], m[5]);
	return out;
}

bool profile_between(const uint8_t *data, size_t len, const char *before, char end, char *out,
		     size_t size)
{
	const uint8_t *at = memmem(data, len, before, strlen(before));
	size_t n = 0, left;

	if (!at)
		return false;
	at += strlen(before);
	left = len - (size_t)(at - data);
	while (n < left && at[n] != (uint8_t)end && at[n] != '\r' && at[n] != '\n')
		n++;
	if (n == 0 || n >= size)
		return false;
	memcpy(out, at, n);
	out[n] = '\0';
	return true;
}

/* The number at *@s, which moves behind it and what separates it from the next one. */
static unsigned long take_number(const char **s)
{
	unsigned long n = 0;

	while (**s >= '0' && **s <= '9')
		n = n * 10 + (unsigned long)(*(*s)++ - '0');
	if (**s)
		(*s)++;
	return n;
}

int profile_compare(const char *a, const char *b)
{
	while (*a || *b) {
		unsigned long x = take_number(&a), y = take_number(&b);

		if (x != y)
			return x < y ? -1 : 1;
	}
	return 0;
}
