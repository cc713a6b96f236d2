/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * history.c -- see history.h.
 *
 * Cut by delta debugging: away with halves, then quarters, down to single events, until
 * none can go; then numbers get smaller.
 */
#include <config.h>

#include "tests/unit/phone/promises/history.h"
#include "core/phone/safety.h"
#include "core/phone/state.h"
#include "tests/unit/phone/promises/handset.h"
#include "tests/unit/phone/promises/promise.h"
#include "tests/unit/phone/promises/trace.h"

#include <stdio.h>
#include <string.h>

/* splitmix64 */
static uint64_t state;

static uint64_t draw(void)
{
	uint64_t z = (state += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

void history_make(struct history *h, uint64_t seed)
{
	bool strict = h->strict;
	size_t phones;

	memset(h, 0, sizeof(*h));
	state = seed * 0x2545f4914f6cdd1du;
	h->seed = seed;
	h->strict = strict;
	h->goals = draw() % 4 == 0;
	h->hears_macs = draw() % 3 != 0;
	phones = 1 + (draw() % 3 == 0);
	for (size_t i = 0; i < phones; i++)
		h->event[h->count++] = happening_arrival(draw, (unsigned)i);
	for (size_t n = h->count + 8 + draw() % (HISTORY_MAX - 10); h->count < n;)
		h->event[h->count++] = happening_draw(draw);
}

static void show(const struct history *h, size_t i)
{
	const struct happening *e = &h->event[i];
	const struct handset *at = &handset[e->who];

	printf("%3zu  %s: %s (%lu)\n", i, at->here ? at->name : "-", happening_name(e),
	       (unsigned long)e->arg);
}

static void show_row(const struct handset *h)
{
	const struct phone *p = handset_row(h);
	const char *advice = p ? safety_advice(p) : NULL;

	if (!h->here)
		return;
	printf("   => %s runs %s%s%s | ", h->name, h->runs[0] ? h->runs : "nothing",
	       h->writes ? ", WRITES " : "", h->writes ? h->wants : "");
	if (p)
		printf("%s [%s] %s (%s)\n", state_name(p->state), p->code, p->message,
		       advice ? advice : "no advice");
	else
		puts("no row");
}

/* FNV-1a of all that the rows said after each event. */
static uint64_t digest;

static void digest_text(const char *text)
{
	for (; *text; text++)
		digest = (digest ^ (unsigned char)*text) * 0x100000001b3u;
	digest = (digest ^ '\n') * 0x100000001b3u;
}

static void digest_row(const struct handset *h)
{
	const struct phone *p = h->here ? handset_row(h) : NULL;
	const char *advice = p ? safety_advice(p) : NULL;

	digest_text(h->runs);
	if (!p)
		return;
	digest_text(state_name(p->state));
	digest_text(p->code);
	digest_text(p->message);
	digest_text(p->belief.load);
	digest_text(advice ? advice : "");
}

static const char *run(const struct history *h, size_t *at, bool shown)
{
	const char *why, *broken = NULL;

	world_begin(h->goals);
	world.hears_macs = h->hears_macs;
	handset_begin();
	promise_begin(h->strict);
	digest = 0xcbf29ce484222325u;
	for (size_t i = 0; i < h->count && !broken; i++) {
		*at = i;
		if (shown)
			show(h, i);
		happening_run(&h->event[i]);
		broken = promise_broken(&why);
		for (int k = 0; k < HANDSETS; k++) {
			digest_row(&handset[k]);
			if (shown)
				show_row(&handset[k]);
		}
	}
	if (shown && broken)
		printf("BROKEN %s: %s\n", broken, why);
	world_end();
	return broken;
}

const char *history_run(const struct history *h, size_t *at)
{
	return run(h, at, false);
}

bool history_same_again(const struct history *h)
{
	uint64_t first = digest;
	size_t at;

	run(h, &at, false);
	return digest == first;
}

/* -- shorter ---------------------------------------------------------------------------- */

static bool still_fails(const struct history *h, const char *check, size_t *at)
{
	const char *broken = run(h, at, false);

	return broken && strcmp(broken, check) == 0;
}

static void cut(struct history *h, size_t from, size_t n)
{
	memmove(&h->event[from], &h->event[from + n],
		(h->count - from - n) * sizeof(h->event[0]));
	h->count -= n;
}

static bool cut_pieces(struct history *h, const char *check, size_t n)
{
	bool shorter = false;

	for (size_t from = 0; from + n <= h->count;) {
		struct history less = *h;
		size_t at;

		cut(&less, from, n);
		if (less.count && still_fails(&less, check, &at)) {
			less.count = at + 1;
			*h = less;
			shorter = true;
		} else {
			from += n;
		}
	}
	return shorter;
}

/* Smaller numbers, the first phone: what they mean does not matter. */
static void make_simple(struct history *h, const char *check)
{
	for (size_t i = 0; i < h->count; i++) {
		static const uint32_t smaller[] = { 0, 1, 2, 3, 5, 8, 13, 21, 29 };
		struct history less = *h;
		size_t at;

		for (size_t k = 0; k < NR_ARRAY_SIZE(smaller); k++) {
			less.event[i].arg = smaller[k];
			if (h->event[i].arg <= smaller[k] || !still_fails(&less, check, &at))
				continue;
			less.count = at + 1;
			*h = less;
			break;
		}
	}
}

void history_shrink(struct history *h, const char *check)
{
	bool shorter;
	size_t at;

	if (!still_fails(h, check, &at))
		return;
	h->count = at + 1;
	do {
		shorter = false;
		for (size_t n = h->count / 2; n > 0; n /= 2)
			shorter |= cut_pieces(h, check, n);
	} while (shorter);
	make_simple(h, check);
	cut_pieces(h, check, 1);
}

void history_print(const struct history *h)
{
	size_t at;

	printf("seed %llu, %zu events; the call manager wants %s loads, %s\n",
	       (unsigned long long)h->seed, h->count, h->goals ? "older" : "the newest",
	       h->hears_macs ? "MACs are heard" : "requests are known by address");
	trace_turn(true);
	run(h, &at, true);
	trace_turn(false);
}

void history_print_short(const struct history *h)
{
	const char *why, *broken;
	size_t at;

	broken = run(h, &at, false);
	promise_broken(&why);
	printf("seed %llu, %s:", (unsigned long long)h->seed, broken ? broken : "holds");
	for (size_t i = 0; i < h->count; i++)
		printf(" %s;", happening_name(&h->event[i]));
	printf(" -- %s\n", why);
}
