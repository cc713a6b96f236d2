/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * folder.c -- see folder.h.
 */
#include <config.h>

#include "core/host/folder.h"
#include "core/base/log.h"
#include "core/host/give.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int folder_open(const char *subject, const char *path, const struct rights_user *user)
{
	bool made = mkdir(path, 0755) == 0;
	/* A link is the operator's, but never to the folder that was just made. */
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (made ? O_NOFOLLOW : 0));
	int r = -errno;

	if (fd < 0) {
		log_line(LOG_ERR, subject, "%s: %m", path);
		return r;
	}
	r = made ? give_open(fd, user) : 0;
	if (r < 0)
		log_line(LOG_WARNING, subject, "%s: chown: %s", path, strerror(-r));
	return fd;
}
