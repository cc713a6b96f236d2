/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_SCAN_H
#define CORE_SCAN_H
/*
 * scan.h -- from the folders of a library to its index, in steps.
 */
#include "core/library/index.h"

struct plugins;
struct scan;

/*
 * In steps, for a bench that runs: an index of @path, or of the folder
 * of @old, by the handle that it holds: its path need not be reachable any more.
 * @old must outlive the scan; what has not changed since is not read again, and
 * what it knows of signatures is taken over.  0 or -errno.
 */
int scan_begin(struct scan **out, const char *path, const struct plugins *plugins);
int scan_again(struct scan **out, const struct library *old, const struct plugins *plugins);
/* Go on for about @us microseconds (0: to the end).  1: there is more to do; 0: *out is
 * the index; -errno. */
int scan_step(struct scan *s, unsigned us, struct library *out);
size_t scan_files(const struct scan *s);        /* seen so far */
void scan_free(struct scan *s);

#endif
