/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* folder.c -- see folder.h. */
#include <config.h>

#include "tests/fuzz/folder.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int folder_make(void)
{
	char folder[] = "/tmp/netrecover-fuzz-XXXXXX";
	int fd = mkdtemp(folder) ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

	if (fd < 0)
		abort();
	return fd;
}

void folder_put(int dirfd, const char *name, const void *bytes, size_t size)
{
	int fd = openat(dirfd, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd < 0 || write(fd, bytes, size) != (ssize_t)size)
		abort();
	close(fd);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

void folder_remove(int dirfd)
{
	char link[40], path[60];
	ssize_t n;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", dirfd);
	n = readlink(link, path, sizeof(path) - 1);
	close(dirfd);
	if (n <= 0)
		abort();
	path[n] = '\0';
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
