/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* candidate.c -- see candidate.h.  What is behind an interface stands below /sys/class/net. */
#include <config.h>

#include "core/host/candidate.h"
#include "core/base/noun.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <netrecover/types.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

/* if.h of glibc does not have it. */
#define LOWER_UP 0x10000

static const char *path_of(char *path, size_t size, const char *sys, const char *name, const char *what)
{
	snprintf(path, size, "%.200s/class/net/%.15s/%.40s", sys, name, what);
	return path;
}

static bool there(const char *sys, const char *name, const char *what)
{
	char path[300];

	return access(path_of(path, sizeof(path), sys, name, what), F_OK) == 0;
}

/* Of the kernel itself: /sys may be that of another network namespace. */
static int hardware_type(const char *name)
{
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), type = -1;
	struct ifreq r = { 0 };

	if (fd < 0)
		return -1;
	snprintf(r.ifr_name, sizeof(r.ifr_name), "%s", name);
	if (ioctl(fd, SIOCGIFHWADDR, &r) == 0)
		type = r.ifr_hwaddr.sa_family;
	close(fd);
	return type;
}

static bool is_usb(const char *sys, const char *name)
{
	char path[300], target[400];
	ssize_t n = readlink(path_of(path, sizeof(path), sys, name, "device/subsystem"), target, sizeof(target) - 1);

	if (n < 0)
		return false;
	target[n] = '\0';
	return strcmp(strrchr(target, '/') ? strrchr(target, '/') : target, "/usb") == 0;
}

static void look(struct candidate *c, const char *sys)
{
	struct interface link;

	c->ethernet = hardware_type(c->name) == ARPHRD_ETHER;
	c->wireless = there(sys, c->name, "wireless") || there(sys, c->name, "phy80211");
	c->hardware = there(sys, c->name, "device");
	c->usb = is_usb(sys, c->name);
	c->part = there(sys, c->name, "master");
	if (link_look(c->name, &link) == 0) {
		c->up = link.flags & IFF_UP;
		c->carrier = c->up && (link.flags & LOWER_UP);
	}
	c->route = link_default_route(c->index);
	c->manager = manager_find("", c->index);
	c->phones = -1;
}

static struct in_addr ipv4_of(const struct sockaddr *a)
{
	struct sockaddr_in in;

	memcpy(&in, a, sizeof(in));
	return in.sin_addr;
}

static void look_addresses(struct candidate *c, size_t count)
{
	struct ifaddrs *all = NULL;

	if (getifaddrs(&all) < 0)
		return;
	for (const struct ifaddrs *a = all; a; a = a->ifa_next)
		for (size_t i = 0; i < count; i++)
			if (a->ifa_addr && a->ifa_addr->sa_family == AF_INET && a->ifa_netmask &&
			    strcmp(a->ifa_name, c[i].name) == 0 && c[i].address.s_addr == INADDR_ANY) {
				c[i].address = ipv4_of(a->ifa_addr);
				c[i].netmask = ipv4_of(a->ifa_netmask);
			}
	freeifaddrs(all);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct candidate *)a)->name, ((const struct candidate *)b)->name);
}

size_t candidate_list(struct candidate out[CANDIDATES], const char *sys)
{
	struct if_nameindex *all = if_nameindex();
	size_t n = 0;

	for (const struct if_nameindex *i = all; i && i->if_index && n < CANDIDATES; i++) {
		if (hardware_type(i->if_name) == ARPHRD_LOOPBACK)
			continue;
		memset(&out[n], 0, sizeof(out[n]));
		snprintf(out[n].name, sizeof(out[n].name), "%s", i->if_name);
		out[n++].index = i->if_index;
	}
	if (all)
		if_freenameindex(all);
	qsort(out, n, sizeof(*out), by_name);
	for (size_t i = 0; i < n; i++)
		look(&out[i], sys);
	look_addresses(out, n);
	return n;
}

const char *candidate_refused(const struct candidate *c)
{
	if (!c->ethernet)
		return "it is no Ethernet";
	if (c->wireless)
		return "it is wireless";
	if (c->part)
		return "it is part of a bridge or a bond";
	if (c->route > LINK_ROUTE_NONE)
		return "the default route of this machine leads over it, to your network";
	return NULL;
}

static void __attribute__((format(printf, 3, 4)))
add(char out[CANDIDATE_REASONS][CANDIDATE_REASON], size_t *n, const char *fmt, ...)
{
	va_list ap;

	if (*n >= CANDIDATE_REASONS)
		return;
	va_start(ap, fmt);
	vsnprintf(out[(*n)++], CANDIDATE_REASON, fmt, ap);
	va_end(ap);
}

static size_t reasons_for(const struct candidate *c, char out[CANDIDATE_REASONS][CANDIDATE_REASON])
{
	size_t n = 0;

	if (c->phones > 0)
		add(out, &n, "%d %s heard there", c->phones, noun_of((unsigned)c->phones, "phone was", "phones were"));
	if (c->ethernet && !c->wireless && c->hardware)
		add(out, &n, c->usb ? "a wired USB adapter" : "wired");
	if (c->carrier)
		add(out, &n, "a cable with something at its other end");
	if (c->route == LINK_ROUTE_NONE)
		add(out, &n, "no default route");
	return n;
}

static size_t reasons_against(const struct candidate *c, char out[CANDIDATE_REASONS][CANDIDATE_REASON])
{
	const char *refused = candidate_refused(c);
	char text[INET_ADDRSTRLEN];
	size_t n = 0;

	if (refused)
		add(out, &n, "%s", refused);
	if (c->route < 0)
		add(out, &n, "whether the default route leads over it is not known");
	if (c->address.s_addr != INADDR_ANY)
		add(out, &n, "it has an address already, %s", inet_ntop(AF_INET, &c->address, text, sizeof(text)));
	if (!c->hardware && c->ethernet)
		add(out, &n, "no hardware is behind it");
	if (!c->up)
		add(out, &n, "it is down, so a cable does not show");
	else if (!c->carrier)
		add(out, &n, "no cable, or nothing at its other end");
	if (c->manager != MANAGER_NONE)
		add(out, &n, "%s manages it", manager_name(c->manager));
	return n;
}

size_t candidate_reasons(const struct candidate *c, bool against, char out[CANDIDATE_REASONS][CANDIDATE_REASON])
{
	return against ? reasons_against(c, out) : reasons_for(c, out);
}

static bool has_phones(const struct candidate *c)
{
	return c->phones > 0;
}

static bool is_free(const struct candidate *c)
{
	return c->carrier && c->address.s_addr == INADDR_ANY;
}

static bool is_any(const struct candidate *c)
{
	(void)c;
	return true;
}

const struct candidate *candidate_choose(const struct candidate *c, size_t count)
{
	static bool (*const tests[])(const struct candidate *c) = { has_phones, is_free, is_any };

	for (size_t t = 0; t < NR_ARRAY_SIZE(tests); t++) {
		const struct candidate *found = NULL;
		size_t n = 0;

		for (size_t i = 0; i < count; i++)
			if (!candidate_refused(&c[i]) && c[i].route >= 0 && tests[t](&c[i])) {
				found = &c[i];
				n++;
			}
		if (n == 1)
			return found;
		if (n > 1 && t == 0)    /* phones on two wires: which is meant? */
			return NULL;
	}
	return NULL;
}

static bool taken(const struct candidate *c, size_t count, uint32_t network)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t mask = ntohl(c[i].netmask.s_addr) & 0xffffff00u;

		if (c[i].address.s_addr != INADDR_ANY && ((ntohl(c[i].address.s_addr) ^ network) & mask) == 0)
			return true;
	}
	return false;
}

struct in_addr candidate_address(const struct candidate *c, size_t count)
{
	struct in_addr out = { htonl(0x0a4d0001u) };    /* 10.77.0.1 */

	for (uint32_t i = 0; i < 256 && taken(c, count, ntohl(out.s_addr)); i++)
		out.s_addr = htonl(0xc0a80001u | (255 - i) << 8);       /* 192.168.255.1 and down */
	return out;
}
