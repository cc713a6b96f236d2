/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * tree.c -- folders and files that an import reads, compares and takes away.
 */
#include <config.h>
#include "core/library/tree.h"

#include "core/library/index.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void tree_remove(int dirfd, const char *name, int depth)
{
	int fd = openat(dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *d;

	if (!dir && fd >= 0)
		close(fd);
	while (dir && (d = readdir(dir)) != NULL) {
		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
			continue;
		if (unlinkat(fd, d->d_name, 0) != 0 && depth < 64)
			tree_remove(fd, d->d_name, depth + 1);
	}
	if (dir)
		closedir(dir);
	unlinkat(dirfd, name, AT_REMOVEDIR);
}

int tree_write(int fd, const uint8_t *p, size_t n)
{
	while (n > 0) {
		ssize_t w = write(fd, p, n);

		if (w < 0 && errno != EINTR)
			return -errno;
		if (w > 0) {
			p += w;
			n -= (size_t)w;
		}
	}
	return 0;
}

ssize_t tree_read(int fd, uint8_t *p, size_t n)
{
	ssize_t r;

	do
		r = read(fd, p, n);
	while (r < 0 && errno == EINTR);
	return r < 0 ? -errno : r;
}

static bool same_bytes(int a, int b)
{
	uint8_t x[16384], y[16384];
	ssize_t n, m, k;

	do {
		n = tree_read(a, x, sizeof(x));
		for (m = 0; n > 0 && m < n; m += k)
			if ((k = tree_read(b, y + m, (size_t)(n - m))) <= 0)
				return false;
		if (n > 0 && memcmp(x, y, (size_t)n) != 0)
			return false;
	} while (n > 0);
	return n == 0 && tree_read(b, y, 1) == 0;
}

int tree_open(int dirfd, const char *path)
{
	struct stat st;
	int fd = openat(dirfd, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (fd >= 0 && (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))) {
		close(fd);
		errno = EINVAL;
		fd = -1;
	}
	return fd;
}

bool tree_same(int dir_a, const char *path_a, int dir_b, const char *path_b)
{
	int a = tree_open(dir_a, path_a), b = tree_open(dir_b, path_b);
	bool same = a >= 0 && b >= 0 && same_bytes(a, b);

	if (a >= 0)
		close(a);
	if (b >= 0)
		close(b);
	return same;
}

bool tree_same_file(int dir_a, int dir_b, const char *path)
{
	return tree_same(dir_a, path, dir_b, path);
}

int tree_count(int dirfd, const char *name, int depth)
{
	int fd = openat(dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *d;
	struct stat st;
	int n = 0;

	if (!dir) {
		if (fd >= 0)
			close(fd);
		return -1;
	}
	while (n >= 0 && (d = readdir(dir)) != NULL) {
		int in = 1;

		if (d->d_name[0] == '.')
			continue;
		if (fstatat(fd, d->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
			in = -1;
		else if (S_ISDIR(st.st_mode))
			in = depth < LIBRARY_DEPTH ? tree_count(fd, d->d_name, depth + 1) : -1;
		n = in < 0 ? -1 : n + in;
	}
	closedir(dir);
	return n;
}
