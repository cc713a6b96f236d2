/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_COLLECTED_H
#define CORE_COLLECTED_H
/*
 * collected.h -- journals that somebody collects in a folder: of each bench its own file or folder, or
 * all in one, since each line says whose it is.  What was read is not read again while it grows.
 *
 * A file counts when ".jsonl" is in its name, in the folder or one below it; one that is compressed
 * does not.  Files go by the time of their first line, so that those that were closed come first.
 */
#include <jansson.h>

#define COLLECTED_FILES 4096

struct collected;

/* @path is copied.  NULL: no memory. */
struct collected *collected_new(const char *path);
void collected_free(struct collected *c);       /* NULL is right */
/* Give each whole line that is new to @each.  How many there were, or -errno of the folder. */
long collected_read(struct collected *c, void (*each)(const json_t *line, void *arg), void *arg);

#endif
