/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * problem.c -- what is wrong with a file, a load or the library.
 */
#include <config.h>
#include "core/library/problem.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int problem_of_library(struct scan *s, const char *fmt, ...)
{
	char text[600];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return list_add(&s->problems, pool_line(s->pool, text));
}

int problem_unread(struct scan *s, const char *name, bool folder, int error)
{
	char text[600];

	if (error == ENOENT)
		return 0;
	snprintf(text, sizeof(text), "%.255s: %s", *name ? name : ".", strerror(error));
	s->lib.unread++;
	if (!s->lib.unread_first)
		s->lib.unread_first = pool_text(s->pool, text);
	if (!s->lib.unread_first)
		return -ENOMEM;
	return folder ? problem_of_library(s, "%s: folder cannot be read: %s", *name ? name : ".", strerror(error)) : 0;
}

int problem_of_file(struct scan *s, struct lib_file *f, const char *fmt, ...)
{
	char text[600];
	int at = snprintf(text, sizeof(text), "%.255s: ", f->name);
	va_list ap;

	if (f->problem)
		return 0;
	va_start(ap, fmt);
	vsnprintf(text + at, sizeof(text) - (size_t)at, fmt, ap);
	va_end(ap);
	f->problem = pool_line(s->pool, text);
	return f->problem ? 0 : -ENOMEM;
}

int problem_of_load(struct pool *p, struct lib_load *load, const char *text)
{
	size_t n = load->problem_count;
	const char **more;

	load->whole = false;
	for (size_t i = 0; i < n; i++)
		if (strcmp(load->problem[i], text) == 0)
			return 0;
	more = pool_take(p, (n + 1) * sizeof(*more));
	if (!more)
		return -ENOMEM;
	if (n)
		memcpy(more, load->problem, n * sizeof(*more));
	more[n] = text;
	load->problem = more;
	load->problem_count = n + 1;
	return 0;
}

int problem_bad_signature(struct pool *p, struct lib_file *f)
{
	char text[400], date[16];

	if (f->problem)
		return 0;
	snprintf(text, sizeof(text), "%.255s: damaged: not the bytes that were signed (for the %s, on %s)",
		 f->name, f->signature.family, signature_date(&f->signature, date));
	f->problem = pool_line(p, text);
	return f->problem ? 0 : -ENOMEM;
}

const char *problem_number(uint64_t n, char buf[32])
{
	char digits[24];
	int len = snprintf(digits, sizeof(digits), "%llu", (unsigned long long)n), at = 0;

	for (int i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			buf[at++] = ',';
		buf[at++] = digits[i];
	}
	buf[at] = '\0';
	return buf;
}
