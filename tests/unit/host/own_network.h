/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_OWN_NETWORK_H
#define TESTS_OWN_NETWORK_H
/* own_network.h -- a network namespace for one test program. */
#include <fcntl.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static inline bool own_network_write(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);
	bool good = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);

	if (fd >= 0)
		close(fd);
	return good;
}

/* Who is not root needs a user namespace for it; false: there is none to be had. */
static inline bool own_network(void)
{
	char uid[40], gid[40];

	if (geteuid() == 0 && unshare(CLONE_NEWNET) == 0)
		return true;
	snprintf(uid, sizeof(uid), "0 %u 1", (unsigned)geteuid());
	snprintf(gid, sizeof(gid), "0 %u 1", (unsigned)getegid());
	if (unshare(CLONE_NEWUSER | CLONE_NEWNET) < 0)
		return false;
	return own_network_write("/proc/self/setgroups", "deny") &&
	       own_network_write("/proc/self/uid_map", uid) && own_network_write("/proc/self/gid_map", gid);
}

#endif
