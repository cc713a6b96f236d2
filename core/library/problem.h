/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_PROBLEM_H
#define CORE_PROBLEM_H
/*
 * problem.h -- what is wrong with a file, a load or the library: one line each.
 */
#include "core/library/making.h"

/* One line about the library, or about one file, of which the first problem is kept.
 * 0 or -ENOMEM. */
int problem_of_library(struct scan *s, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
int problem_of_file(struct scan *s, struct lib_file *f, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* It is there and could not be read; for a folder a line about the library too.  What is gone
 * meanwhile (ENOENT) is no problem.  0 or -ENOMEM. */
int problem_unread(struct scan *s, const char *name, bool folder, int error);

/* @load is not whole, since @text. */
int problem_of_load(struct pool *p, struct lib_load *load, const char *text);
/* Give a file with a bad signature its problem; 0 or -ENOMEM. */
int problem_bad_signature(struct pool *p, struct lib_file *f);

/* "1,895,872" */
const char *problem_number(uint64_t n, char buf[32]);

#endif
