/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_OUTPUT_H
#define CORE_OUTPUT_H
/*
 * output.h -- run a program of the system and read what it prints.  For verbs that only
 * look: it blocks, for a bounded time.
 */
#include <stddef.h>

/*
 * Run @argv (NULL-terminated; found in $PATH, /usr/sbin or /sbin) without a shell and without
 * input.  Fills @out, which ends with NUL, with what it printed, its errors in @err.  Returns
 * its exit status, or -errno: -ENOENT, there is no such program; -ETIMEDOUT; -E2BIG, it did
 * not fit.
 */
int output_of(const char *const *argv, char *out, size_t out_size, char *err, size_t err_size);

#endif
