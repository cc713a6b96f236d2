/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* columns.c -- see columns.h. */
#include <config.h>

#include "core/verbs/columns.h"
#include "core/verbs/app.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void columns_init(struct columns *c, size_t count, const char *const *titles)
{
	memset(c, 0, sizeof(*c));
	c->count = count;
	for (size_t i = 0; titles && i < count; i++)
		columns_put(c, "%s", titles[i]);
}

void columns_least(struct columns *c, size_t column, size_t width)
{
	if (width > c->width[column])
		c->width[column] = width;
}

static char **next_cell(struct columns *c, bool below)
{
	if (c->used == c->room) {
		size_t room = c->room ? c->room * 2 : 64;
		struct columns_cell *more = realloc(c->cell, room * sizeof(*more));

		if (!more) {
			c->no_memory = true;
			return NULL;
		}
		c->cell = more;
		c->room = room;
	}
	c->cell[c->used] = (struct columns_cell){ .below = below };
	return &c->cell[c->used++].text;
}

static void __attribute__((format(printf, 3, 0)))
put(struct columns *c, bool below, const char *fmt, va_list ap)
{
	char **text = next_cell(c, below);

	if (text && vasprintf(text, fmt, ap) < 0) {
		*text = NULL;
		c->no_memory = true;
	}
}

void columns_put(struct columns *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put(c, false, fmt, ap);
	va_end(ap);
}

void columns_below(struct columns *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put(c, true, fmt, ap);
	va_end(ap);
}

void columns_tint(struct columns *c, enum tint tint)
{
	if (c->used)
		c->cell[c->used - 1].tint = tint;
}

static void fit(struct columns *c)
{
	size_t column = 0;

	for (size_t i = 0; i < c->used; i++)
		if (!c->cell[i].below) {
			columns_least(c, column, strlen(c->cell[i].text));
			column = (column + 1) % c->count;
		}
}

/*
 * A line for itself.  For a reader it is broken at blanks, and what follows is two columns
 * further in; a program that reads finds in one line what belongs together.
 */
static void write_below(const char *text, FILE *out)
{
	size_t first = strspn(text, " "), indent = first;
	bool wraps = isatty(fileno(out)) == 1;

	for (text += first; wraps && strlen(text) > COLUMNS_WIDTH - indent; indent = first + 2) {
		size_t n = COLUMNS_WIDTH - indent;

		while (n > 0 && text[n] != ' ')
			n--;
		if (n == 0)             /* a word that has no room: it stays whole */
			n = strcspn(text, " ");
		fprintf(out, "%*s%.*s\n", (int)indent, "", (int)n, text);
		text += n;
		text += strspn(text, " ");
	}
	if (*text)
		fprintf(out, "%*s%s\n", (int)indent, "", text);
}

static void write_cells(const struct columns *c, FILE *out)
{
	size_t column = 0;

	for (size_t i = 0; i < c->used; i++) {
		enum tint tint = c->cell[i].tint;
		const char *on = tint ? tint_on(out, tint) : "", *off = tint ? tint_off(out) : "";

		if (c->cell[i].below)
			write_below(c->cell[i].text, out);
		else if (column + 1 == c->count)
			fprintf(out, "%s%s%s\n", on, c->cell[i].text, off);
		else
			fprintf(out, "%s%-*s%s  ", on, (int)c->width[column], c->cell[i].text, off);
		if (!c->cell[i].below)
			column = (column + 1) % c->count;
	}
}

int columns_write(struct columns *c, FILE *out)
{
	int r = c->no_memory ? -ENOMEM : 0;

	if (r == 0) {
		fit(c);
		write_cells(c, out);
		r = fflush(out) == EOF || ferror(out) ? -EIO : 0;
	}
	for (size_t i = 0; i < c->used; i++)
		free(c->cell[i].text);
	free(c->cell);
	memset(c, 0, sizeof(*c));
	return r;
}

int columns_print(struct columns *c)
{
	int r = columns_write(c, stdout);

	return r < 0 ? app_fail(EXIT_RUNTIME, "cannot write the answer: %s", strerror(-r)) : EXIT_GOOD;
}
