/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * disk.c -- files as they lie on the disk.
 */
#include <config.h>
#include "core/base/disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

int disk_open(int dirfd, const char *path, int flags)
{
	int at = dirfd, fd = -1;

	for (;;) {
		const char *slash = strchr(path, '/');
		char part[256];

		if (slash && (size_t)(slash - path) >= sizeof(part)) {
			errno = ENAMETOOLONG;
			break;
		}
		if (!slash) {
			fd = openat(at, path, flags | O_NOFOLLOW | O_CLOEXEC);
			break;
		}
		memcpy(part, path, (size_t)(slash - path));
		part[slash - path] = '\0';
		fd = openat(at, part, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (fd < 0)
			break;
		if (at != dirfd)
			close(at);
		at = fd;
		fd = -1;
		path = slash + 1;
	}
	if (at != dirfd) {
		int saved = errno;

		close(at);
		errno = saved;
	}
	return fd;
}

int disk_open_file(int dirfd, const char *path, struct stat *st)
{
	int fd = disk_open(dirfd, path, O_RDONLY | O_NONBLOCK);

	if (fd >= 0 && fstat(fd, st) == 0 && S_ISREG(st->st_mode))
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

ssize_t disk_read(int fd, uint8_t *buf, size_t size, size_t from)
{
	size_t done = from;

	while (done < size) {
		ssize_t n = pread(fd, buf + done, size - done, (off_t)done);

		if (n == 0)
			break;
		if (n < 0 && errno != EINTR)
			return -errno;
		if (n > 0)
			done += (size_t)n;
	}
	return (ssize_t)done;
}

int64_t disk_mtime(const struct stat *st)
{
	return st->st_mtim.tv_sec * 1000000000LL + st->st_mtim.tv_nsec;
}

static bool may_read(int at, const char *name, int depth)
{
	struct dirent *d;
	struct stat st;
	DIR *dir = NULL;
	bool ok;
	int fd;

	if (fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT;
	if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
		return true;            /* no file of the library */
	fd = openat(at, name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
	ok = fd >= 0 || errno == ENOENT;
	if (fd >= 0 && S_ISDIR(st.st_mode))
		dir = fdopendir(fd);
	while (dir && ok && depth >= 0 && (d = readdir(dir)) != NULL)
		ok = d->d_name[0] == '.' || may_read(fd, d->d_name, depth - 1);
	if (dir)
		closedir(dir);
	else if (fd >= 0)
		close(fd);
	return ok;
}

bool disk_readable(int dirfd, int depth)
{
	return may_read(dirfd, ".", depth);
}
