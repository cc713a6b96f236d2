/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_PROMISES_HISTORY_H
#define TESTS_PROMISES_HISTORY_H
/*
 * history.h -- a list of happenings: made of a seed, run, cut to the shortest that still
 * breaks a promise, printed.
 */
#include "tests/unit/phone/promises/happening.h"

#include <stdbool.h>
#include <stddef.h>

#define HISTORY_MAX 48

struct history {
	uint64_t seed;
	unsigned goals; /* which file of the call manager */
	bool hears_macs;
	bool strict; /* what is known to be broken counts too */
	struct happening event[HISTORY_MAX];
	size_t count;
};

void history_make(struct history *h, uint64_t seed);
/* The check that failed, or NULL; *at: in which event. */
const char *history_run(const struct history *h, size_t *at);
/* Run the one that was run last again: does the bench say the same at each moment?  If not,
 * something of an earlier history was left over, and no seed can be trusted. */
bool history_same_again(const struct history *h);
/* Shorter, as long as the same check fails. */
void history_shrink(struct history *h, const char *check);
/* One line of it. */
void history_print_short(const struct history *h);
/* What happens in it, and which promise it breaks. */
void history_print(const struct history *h);

#endif
