/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* give.c -- see give.h. */
#include <config.h>

#include "core/host/give.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * The folder may be the user's to whom it goes, so the name may mean something else by now:
 * what is given away is what was looked at.
 */
int give_socket(const char *path, const struct rights_user *user)
{
	struct stat st;
	int fd = open(path, O_PATH | O_NOFOLLOW | O_CLOEXEC), r = 0;

	if (fd < 0)
		return -errno;
	if (fstat(fd, &st) < 0)
		r = -errno;
	else if (!S_ISSOCK(st.st_mode) || st.st_nlink != 1 || st.st_uid != geteuid())
		r = -EEXIST;
	else if (fchownat(fd, "", user->uid, user->gid, AT_EMPTY_PATH) < 0)
		r = -errno;
	close(fd);
	return r;
}

int give_open(int fd, const struct rights_user *user)
{
	if (geteuid() != 0)
		return 0;
	return fchown(fd, user->uid, user->gid) < 0 ? -errno : 0;
}
