/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_TABLE_H
#define CORE_TABLE_H
/*
 * table.h -- the live table of phones on a terminal.
 *
 * It is drawn again in place, below whatever was written before it.  Who writes
 * a log line calls table_clear() first and table_draw() afterwards, so that lines
 * scroll away above the table.
 */
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

struct table;

/* @color is only a wish: NO_COLOR in the environment wins.  NULL: no memory. */
struct table *table_new(FILE *out, bool color);
/* The table stays on the terminal as it was drawn last.  NULL is allowed. */
void table_free(struct table *t);

/* Draw the document that "status --json" prints. */
void table_draw(struct table *t, const json_t *status);
/* Take the table off the terminal; nothing when it is not there. */
void table_clear(struct table *t);

/* Ask the terminal no longer: tests.  At least 24 columns and 5 rows are assumed. */
void table_set_size(struct table *t, unsigned columns, unsigned rows);

#endif
