/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * jail.c -- see jail.h.  It gives away and takes nothing from anybody else.
 */
#include <config.h>
#include "core/host/jail.h"

#include "core/base/build.h"
#include "core/host/rights.h"

#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST_MEMORY ((rlim_t)1 << 30)
#define NOBODY 65534

static void limit(int what, rlim_t most)
{
	const struct rlimit l = { most, most };

	setrlimit(what, &l);
}

/* Of its own, which nothing leads out of: whoever serves there needs no rights for it. */
static void raise_loopback(void)
{
	FILE *first = fopen("/proc/sys/net/ipv4/ip_unprivileged_port_start", "we");
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct ifreq r;

	memset(&r, 0, sizeof(r));
	snprintf(r.ifr_name, sizeof(r.ifr_name), "lo");
	if (fd >= 0 && ioctl(fd, SIOCGIFFLAGS, &r) == 0) {
		r.ifr_flags |= IFF_UP;
		ioctl(fd, SIOCSIFFLAGS, &r);
	}
	if (fd >= 0)
		close(fd);
	if (first) {
		fputs("0\n", first);
		fclose(first);
	}
}

/* In a user namespace there may be nobody but oneself. */
static struct rights_user who(void)
{
	FILE *map = fopen("/proc/self/uid_map", "re");
	unsigned long inside, outside, count = 0;
	struct rights_user user = { NOBODY, NOBODY };

	if (map && fscanf(map, "%lu %lu %lu", &inside, &outside, &count) == 3 && count <= NOBODY)
		user = (struct rights_user){ geteuid(), getegid() };
	if (map)
		fclose(map);
	return user;
}

void jail_enter(unsigned seconds)
{
	const struct rights_user nobody = who();

	if (unshare(CLONE_NEWNET) == 0 || unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0)
		raise_loopback();
	(void)rights_drop(&nobody, false);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);     /* /proc/self/fd is its own again */
	signal(SIGXFSZ, SIG_IGN);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NOFILE, 64);
	limit(RLIMIT_CPU, seconds);
	if (!build_sanitized())
		limit(RLIMIT_AS, MOST_MEMORY);
}
