/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* orphan.c -- see orphan.h.  The kernel gives the lowest free number, so they lie close together. */
#include <config.h>

#include "core/host/orphan.h"

#include <errno.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <stdbool.h>
#include <sys/socket.h>

#define GAP 1024                /* so many numbers without a descriptor: there are no more */

/* The next socket from *fd on; its family, or -1: there is none. */
static int next_socket(int *fd)
{
	for (int missing = 0; missing < GAP; (*fd)++) {
		socklen_t size = sizeof(int);
		int family;

		if (getsockopt(*fd, SOL_SOCKET, SO_DOMAIN, &family, &size) == 0)
			return family;
		missing = errno == EBADF ? missing + 1 : 0;
	}
	return -1;
}

static bool lost_device(int fd)
{
	char device[IF_NAMESIZE];
	socklen_t size = sizeof(device);

	return getsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, device, &size) < 0 && errno == ENODEV;
}

int orphan_each(int (*adopt)(int fd, void *arg), void *arg)
{
	int family, first = 0;

	for (int fd = 0; (family = next_socket(&fd)) >= 0; fd++) {
		int r = family == AF_INET && lost_device(fd) ? adopt(fd, arg) : 0;

		if (r < 0 && first == 0)
			first = r;
	}
	return first;
}

unsigned orphan_packet_count(void)
{
	unsigned n = 0;
	int family;

	for (int fd = 0; (family = next_socket(&fd)) >= 0; fd++) {
		struct sockaddr_ll at = { .sll_ifindex = 0 };
		socklen_t size = sizeof(at);

		/* packet(7) says 0 for all interfaces; the kernel -1 for one that is gone. */
		n += family == AF_PACKET && getsockname(fd, (struct sockaddr *)&at, &size) == 0 && at.sll_ifindex < 0;
	}
	return n;
}
