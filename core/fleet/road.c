/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* road.c -- see road.h. */
#include <config.h>

#include "core/fleet/road.h"

#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <netdb.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static bool read_port(const char *text, unsigned *out)
{
	unsigned n = 0;

	for (const char *p = text; *p; p++) {
		if (*p < '0' || *p > '9' || n > 65535)
			return false;
		n = n * 10 + (unsigned)(*p - '0');
	}
	*out = n;
	return text[0] && n >= 1 && n <= 65535;
}

static bool is_host(const char *host)
{
	static const char good[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:%";

	return host[0] && host[0] != '-' && host[strspn(host, good)] == '\0';
}

bool road_read(const char *text, struct road *out)
{
	char *port = NULL, *end;
	size_t n;

	memset(out, 0, sizeof(*out));
	if (strncmp(text, "mqtts://", 8) == 0)
		out->tls = true;
	text += out->tls ? 8 : strncmp(text, "mqtt://", 7) == 0 ? 7 : 0;
	n = strlen(text);
	if (n >= sizeof(out->host))
		return false;
	out->port = out->tls ? 8883 : 1883;
	if (text[0] == '[') {
		memcpy(out->host, text + 1, n);
		end = strchr(out->host, ']');
		if (!end || (end[1] && end[1] != ':'))
			return false;
		port = end[1] ? end + 2 : NULL;
		*end = '\0';
	} else {
		memcpy(out->host, text, n + 1);
		end = strchr(out->host, ':');
		if (end && !strchr(end + 1, ':')) {
			*end = '\0';
			port = end + 1;
		}
	}
	return is_host(out->host) && (!port || read_port(port, &out->port));
}

/* Does @own, an address of this machine, belong to the wire? */
static bool is_on_wire(const struct sockaddr *own, const struct own_wire *w)
{
	struct ifaddrs *have = NULL;
	bool is = own_wire_covers(w, own);

	if (is || getifaddrs(&have) < 0)
		return is;
	is = own_wire_interface(w, own, have) != NULL;
	freeifaddrs(have);
	return is;
}

bool road_is_by_wire(int fd, const struct own_wire *w)
{
	struct sockaddr_storage own, peer;
	socklen_t len = sizeof(own), plen = sizeof(peer);

	if (getsockname(fd, (struct sockaddr *)&own, &len) == 0 && is_on_wire((const struct sockaddr *)&own, w))
		return true;
	return getpeername(fd, (struct sockaddr *)&peer, &plen) == 0 &&
	       own_wire_covers(w, (const struct sockaddr *)&peer);
}

/* From which own address would that be reached?  A datagram socket that is connected sends nothing. */
static int look_at(const struct addrinfo *a, const struct own_wire *w)
{
	struct sockaddr_storage own;
	socklen_t len = sizeof(own);
	int fd, r = 0;

	if (own_wire_covers(w, a->ai_addr))
		return -EPERM;
	fd = socket(a->ai_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -errno;
	if (connect(fd, a->ai_addr, a->ai_addrlen) < 0 || getsockname(fd, (struct sockaddr *)&own, &len) < 0)
		r = -errno;
	else if (is_on_wire((const struct sockaddr *)&own, w))
		r = -EPERM;
	close(fd);
	return r;
}

int road_look(const struct road *road, const struct own_wire *w, char why[ROAD_WHY])
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *all = NULL;
	int n, r = -EHOSTUNREACH, one;
	char port[12];

	snprintf(port, sizeof(port), "%u", road->port);
	n = getaddrinfo(road->host, port, &hints, &all);
	if (n != 0) {
		snprintf(why, ROAD_WHY, "%.100s: %s", road->host, gai_strerror(n));
		return -EHOSTUNREACH;
	}
	for (const struct addrinfo *a = all; a && r != -EPERM; a = a->ai_next) {
		one = look_at(a, w);
		if (one == -EPERM || one == 0)
			r = one;
	}
	freeaddrinfo(all);
	if (r == -EPERM)
		snprintf(why, ROAD_WHY, "the way to %.100s is the wire of the bench (%.16s): nothing is told there", road->host,
			 w->interface ? w->interface : "");
	else if (r < 0)
		snprintf(why, ROAD_WHY, "no way leads to %.100s", road->host);
	return r;
}
