/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_SIGCACHE_H
#define CORE_SIGCACHE_H
/*
 * sigcache.h -- what checks of signatures found, in a file of the library, so
 * that a folder of 6,000 files is read whole once and not at every start.
 *
 * Nothing depends on it: without it, or with one that is damaged or of other
 * keys, files count as not looked at.  A row holds only for a file of the same
 * path, size, time and inode.
 */
#include "core/library/index.h"

#define SIGCACHE_NAME ".netrecover-index"

/* Give the files of @lib what is known of them; how many remain pending. */
size_t sigcache_load(struct library *lib);
/* Write what @lib knows.  0, or -errno: the folder is not ours to write. */
int sigcache_save(const struct library *lib);
/* Add what is known of the files of @part, which are now in the folder @release
 * ("": the library itself) of the library @dirfd. */
int sigcache_append(int dirfd, const char *release, const struct library *part);

#endif
