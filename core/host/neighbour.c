/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * neighbour.c -- see neighbour.h.  Whoever sends to this machine has asked for its MAC
 * address before, and so stands in the table; one that remembers an earlier run's is asked
 * for by the kernel, when something is to be sent to it: an empty datagram to the port
 * "discard" (RFC 863), which leaves only when somebody answers.
 */
#include <config.h>

#include "core/host/neighbour.h"
#include "core/base/clock.h"

#include <errno.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define DISCARD_PORT 9

static bool may_ask(void)
{
	static int64_t second;
	static unsigned asked;
	int64_t now = clock_mono_ms() / 1000;

	if (now != second)
		asked = 0;
	second = now;
	return asked++ < NEIGHBOUR_ASKS;
}

static void ask(int fd, const char *interface, const struct sockaddr_in *who)
{
	if (!may_ask())
		return;
	(void)setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, interface, (socklen_t)strlen(interface));
	(void)sendto(fd, "", 0, MSG_DONTWAIT, (const struct sockaddr *)who, sizeof(*who));
}

static bool knows_arp(int fd, const char *interface)
{
	struct ifreq r = { 0 };

	snprintf(r.ifr_name, sizeof(r.ifr_name), "%s", interface);
	return ioctl(fd, SIOCGIFFLAGS, &r) == 0 && !(r.ifr_flags & (IFF_LOOPBACK | IFF_NOARP));
}

static int look(int fd, const char *interface, struct in_addr addr, struct nr_mac *out)
{
	struct sockaddr_in who = { .sin_family = AF_INET, .sin_addr = addr };
	struct arpreq r = { .arp_flags = 0 };

	if (!knows_arp(fd, interface))
		return -EOPNOTSUPP;
	memcpy(&r.arp_pa, &who, sizeof(who));
	snprintf(r.arp_dev, sizeof(r.arp_dev), "%s", interface);
	if (ioctl(fd, SIOCGARP, &r) == 0 && (r.arp_flags & ATF_COM)) {
		memcpy(out->b, r.arp_ha.sa_data, sizeof(out->b));
		return 0;
	}
	who.sin_port = htons(DISCARD_PORT);
	ask(fd, interface, &who);
	return -ENOENT;
}

int neighbour_find(const char *interface, struct in_addr addr, struct nr_mac *out)
{
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), r;

	if (fd < 0)
		return -errno;
	r = look(fd, interface, addr, out);
	close(fd);
	return r;
}
