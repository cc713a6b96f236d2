/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* nearest.c -- "did you mean?": the word that somebody may have meant. */
#include <config.h>
#include "core/base/nearest.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#define WORD 48

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/*
 * How many letters must be put in, left out, changed or swapped with their
 * neighbour to make @a into @b (optimal string alignment, without case).
 */
static size_t distance(const char *a, size_t n, const char *b, size_t m)
{
	size_t row[3][WORD + 1], *before = row[0], *last = row[1], *now = row[2];

	for (size_t j = 0; j <= m; j++)
		last[j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t *spare = before;

		now[0] = i;
		for (size_t j = 1; j <= m; j++) {
			bool same = lower(a[i - 1]) == lower(b[j - 1]);

			now[j] = least(last[j - 1] + !same, least(last[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
			    lower(a[i - 2]) == lower(b[j - 1]))
				now[j] = least(now[j], before[j - 2] + 1);
		}
		before = last;
		last = now;
		now = spare;
	}
	return last[m];
}

const char *nearest(const char *word, const char *const *candidates, size_t count)
{
	size_t n = strlen(word), limit = n < 4 ? 1 : n < 9 ? 2 : n / 3, best = limit + 1;
	const char *found = NULL, *longer = NULL;
	size_t longer_count = 0;

	if (n == 0 || n > WORD)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		size_t m = strlen(candidates[i]), d;

		if (m > WORD)
			continue;
		d = distance(word, n, candidates[i], m);
		if (d < best && d < n) {
			best = d;
			found = candidates[i];
		}
		if (n >= 3 && m > n && strncasecmp(word, candidates[i], n) == 0) {
			longer = candidates[i];
			longer_count++;
		}
	}
	return found ? found : longer_count == 1 ? longer : NULL;
}
