/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * folder.c -- see folder.h.
 */
#include <config.h>

#include "core/host/folder.h"
#include "core/base/log.h"
#include "core/host/give.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
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

/* The folder that @path is or will be made in. */
static const char *parent_of(const char *path, char *buf, size_t size)
{
	char *slash;

	snprintf(buf, size, "%s", path);
	for (slash = strrchr(buf, '/'); slash && slash > buf && slash[1] == '\0'; slash = strrchr(buf, '/'))
		*slash = '\0';
	if (!slash)
		return ".";
	slash[slash == buf] = '\0';
	return buf;
}

const char *folder_fault(const char *path)
{
	char parent[4096];
	struct stat st;

	if (stat(path, &st) == 0) {
		if (!S_ISDIR(st.st_mode))
			return "is not a folder";
	} else if (errno != ENOENT) {
		return strerror(errno);
	} else {
		path = parent_of(path, parent, sizeof(parent));
		if (stat(path, &st) < 0)
			return "cannot be made: the folder above it is not there";
	}
	return faccessat(AT_FDCWD, path, W_OK | X_OK, AT_EACCESS) < 0 ? strerror(errno) : NULL;
}

int64_t folder_free(const char *path)
{
	char parent[4096];
	struct statvfs v;

	if (statvfs(path, &v) < 0 && statvfs(parent_of(path, parent, sizeof(parent)), &v) < 0)
		return -errno;
	return (int64_t)((uint64_t)v.f_bavail * v.f_frsize);
}
