/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_COLUMNS_H
#define CORE_COLUMNS_H
/*
 * columns.h -- lists for people: rows of cells, each column as wide as its
 * widest cell.  Two others have widths of their own: the live table (view.h),
 * which has to fit a terminal, and the help (help.c), which has to fit a screen.
 */
#include "core/base/tint.h"

#include <stdbool.h>
#include <stdio.h>

#define COLUMNS_MAX 8
/* Where a line below a row is broken on a terminal, at a blank. */
#define COLUMNS_WIDTH 80

struct columns {
	size_t count;                   /* of columns */
	size_t width[COLUMNS_MAX];
	struct columns_cell {
		char *text;
		bool below;             /* a line for itself */
		enum tint tint;
	} *cell;
	size_t used, room;
	bool no_memory;
};

/* @count columns; @titles: their first row, NULL for none. */
void columns_init(struct columns *c, size_t count, const char *const *titles);
/* A column is at least so wide. */
void columns_least(struct columns *c, size_t column, size_t width);
/* The next cell, row by row. */
void columns_put(struct columns *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* ... which was put last, has this colour where there are colours. */
void columns_tint(struct columns *c, enum tint tint);
/* A line below the row that was finished last. */
void columns_below(struct columns *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Write all of it, and forget it: 0, -ENOMEM or -EIO. */
int columns_write(struct columns *c, FILE *out);
/* The same to standard output, for a verb: its exit status, and why it failed is said. */
int columns_print(struct columns *c);

#endif
