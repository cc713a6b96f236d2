/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_DISK_H
#define CORE_DISK_H
/*
 * disk.h -- files as they lie on the disk.
 */
#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>

int64_t disk_mtime(const struct stat *st);
/* Open @path below @dirfd; no link on the way is followed.  -1 with errno. */
int disk_open(int dirfd, const char *path, int flags);
/* The same, to read, if it is a file: nothing that holds us up.  -1: it is none, or cannot be opened. */
int disk_open_file(int dirfd, const char *path, struct stat *st);
/* Fill @buf up to @size from the file; @from bytes are there already.  How many are
 * there then, or -errno. */
ssize_t disk_read(int fd, uint8_t *buf, size_t size, size_t from);

/* May this process read all that lies in the folder, so many folders deep? */
bool disk_readable(int dirfd, int depth);

#endif
