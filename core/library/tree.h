/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_TREE_H
#define CORE_TREE_H
/*
 * tree.h -- folders and files that an import reads, compares and takes away.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

void tree_remove(int dirfd, const char *name, int depth);
/* Files below the folder that the library would see; -1 when that cannot be known. */
int tree_count(int dirfd, const char *name, int depth);

/* A regular file, not through a link; -1 with errno. */
int tree_open(int dirfd, const char *path);
/* Is the file of that path in both folders, with the same bytes? */
bool tree_same_file(int dir_a, int dir_b, const char *path);
/* Has the one file the bytes of the other? */
bool tree_same(int dir_a, const char *path_a, int dir_b, const char *path_b);
/* What one read brings: 0 at the end, or -errno. */
ssize_t tree_read(int fd, uint8_t *p, size_t n);
/* All of it: 0 or -errno. */
int tree_write(int fd, const uint8_t *p, size_t n);

#endif
