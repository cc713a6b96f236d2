/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H
/*
 * scratch.h -- a folder of its own for each test, and files in it.
 */
#include <check.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char scratch[64];

static inline void scratch_setup(void)
{
	snprintf(scratch, sizeof(scratch), "/tmp/netrecover-test-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(scratch));
}

static inline int scratch_remove_one(const char *path, const struct stat *st, int flag,
				     struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

static inline void scratch_teardown(void)
{
	nftw(scratch, scratch_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* A path in the scratch folder; good for a few calls. */
static inline const char *scratch_path(const char *name)
{
	static char path[8][512];
	static int next;

	next = (next + 1) % 8;
	snprintf(path[next], sizeof(path[next]), "%s/%s", scratch, name);
	return path[next];
}

static inline void scratch_folder(const char *name)
{
	ck_assert_int_eq(mkdir(scratch_path(name), 0755), 0);
}

static inline void scratch_write(const char *name, const void *data, size_t len)
{
	int fd = open(scratch_path(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, data, len), (ssize_t)len);
	close(fd);
}

static unsigned scratch_files;
static inline int scratch_count_one(const char *path, const struct stat *st, int flag,
				    struct FTW *ftw)
{
	(void)path;
	(void)st;
	(void)flag;
	scratch_files += ftw->level > 0;
	return 0;
}

/* Everything below a folder, hidden files too; 0 also when there is no such folder. */
static inline unsigned scratch_count(const char *name)
{
	scratch_files = 0;
	nftw(scratch_path(name), scratch_count_one, 16, FTW_PHYS);
	return scratch_files;
}

#endif
