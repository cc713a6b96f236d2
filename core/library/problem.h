/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_PROBLEM_H
#define CORE_PROBLEM_H
/*
 * problem.h -- what is wrong with a file, a load or the library: one line each.
 */
#include "core/library/making.h"

/* One line about the library, or about one file: the first of a file is the one that is told.
 * 0 or -ENOMEM. */
int scan_problem(struct scan *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
int file_problem(struct scan *s, struct lib_file *f, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* @load is not whole, since @text. */
int load_spoil(struct pool *p, struct lib_load *load, const char *text);
/* Give a file with a bad signature its problem; 0 or -ENOMEM. */
int file_spoil(struct pool *p, struct lib_file *f);

/* "1,895,872" */
const char *with_commas(uint64_t n, char buf[32]);

#endif
