/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * crowd.c -- see crowd.h.  A search of the whole registry finds the CROWD_AT_ONCE oldest
 * rows that may go, and how many may not: a crowd is bounded, known phones are not counted in
 * it.  The rows are taken one after another as long as they stay as silent as they were, so
 * that a storm of new addresses costs no search for each.
 */
#include <config.h>

#include "core/phone/crowd.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/phone/alert.h"
#include "core/phone/safety.h"
#include "core/phone/witness.h"

#include <string.h>

#define SAY_EVERY_MS 60000
#define LOOK_EVERY_MS 1000      /* for one who may go, while there is none */

/* The operator's word, or anything that it did. */
static bool matters(const struct phone *p)
{
	return safety_disturbs(p) || p->course.hold || p->course.wanted[0] || p->belief.said ||
	       p->progress.asked_at || p->progress.ever_told || p->section;
}

static bool may_go(const struct phone *p)
{
	if (p->state == PHONE_STRANGER)
		return true;
	return !witness_twice(p->evidence.sources) && p->state != PHONE_DONE &&
	       p->state != PHONE_REFUSED && p->state != PHONE_HELD && !matters(p);
}

/* A lease is worth something: there are no more of them than addresses in the pool. */
static unsigned rank_of(const struct phone *p)
{
	return p->state == PHONE_STRANGER ? 0 : p->leased.s_addr == INADDR_ANY ? 1 : 2;
}

static bool goes_before(const struct phone *p, const struct crowd_row *r)
{
	unsigned rank = rank_of(p);

	return rank != r->rank ? rank < r->rank : p->evidence.heard_at < r->heard_at;
}

static void find_oldest(struct bench *b)
{
	struct crowd *c = &b->crowd;

	c->next = c->count = 0;
	c->room = BENCH_CROWD;
	for (const struct phone *p = b->phones; p; p = p->next) {
		size_t i = c->count;

		if (!may_go(p)) {
			c->room++;
			continue;
		}
		if ((i == CROWD_AT_ONCE && !goes_before(p, &c->row[i - 1])))
			continue;
		if (i == CROWD_AT_ONCE)
			i--;
		else
			c->count++;
		for (; i > 0 && goes_before(p, &c->row[i - 1]); i--)
			c->row[i] = c->row[i - 1];
		c->row[i] = (struct crowd_row){ .id = p->id, .heard_at = p->evidence.heard_at,
						.rank = rank_of(p) };
	}
}

static struct phone *next_oldest(struct bench *b)
{
	struct crowd *c = &b->crowd;

	while (c->next < c->count) {
		const struct crowd_row *r = &c->row[c->next++];
		struct phone *p;

		HASH_FIND(by_id, b->by_id, &r->id, sizeof(r->id), p);
		if (p && p->evidence.heard_at == r->heard_at && rank_of(p) == r->rank && may_go(p))
			return p;
	}
	return NULL;
}

/* Known phones do not count among a crowd. */
static bool has_room(const struct bench *b)
{
	const struct crowd *c = &b->crowd;
	size_t room = c->room > BENCH_CROWD ? c->room : BENCH_CROWD;

	return b->phone_count < (room < bench_devices(b) ? room : bench_devices(b));
}

bool crowd_has_room(struct bench *b, struct phone **goes)
{
	struct crowd *c = &b->crowd;
	int64_t now = clock_mono_ms();

	*goes = NULL;
	if (has_room(b))
		return true;
	*goes = next_oldest(b);
	if (*goes || (c->barren_at && now - c->barren_at < LOOK_EVERY_MS))
		return *goes;
	find_oldest(b);
	if (has_room(b))
		return true;
	*goes = next_oldest(b);
	c->barren_at = *goes ? 0 : now;
	return *goes;
}

void crowd_forgot(struct bench *b)
{
	struct crowd *c = &b->crowd;
	int64_t now = clock_mono_ms();

	c->forgotten++;
	if (c->said_at && now - c->said_at < SAY_EVERY_MS)
		return;
	c->said_at = now;
	log_line(LOG_WARNING, "bench", "[NR-CROWD] more than %u devices are on this wire, or somebody makes up "
		 "addresses: of those heard in one way only, the longest silent are forgotten (%llu so far)",
		 BENCH_CROWD, (unsigned long long)c->forgotten);
	alert_raise(b, CODE_CROWD, NR_NO_PHONE, 2 * SAY_EVERY_MS, "more than %u devices are on this wire, or "
		    "somebody makes up addresses: find out who", BENCH_CROWD);
}

bool crowd_may_write(struct bench *b, const struct phone *p)
{
	struct crowd *c = &b->crowd;
	int64_t now = clock_mono_ms(), more;

	if (witness_twice(p->evidence.sources) || matters(p))
		return true;
	more = (now - c->lines_at) * CROWD_LINES_PER_S / 1000;
	if (more > 0) {
		c->lines = c->lines > (unsigned)(more > CROWD_LINES ? CROWD_LINES : more) ?
				   c->lines - (unsigned)more : 0;
		c->lines_at = now;
	}
	if (c->lines < CROWD_LINES) {
		c->lines++;
		return true;
	}
	if (c->unwritten++ == 0)
		log_line(LOG_WARNING, "bench", "[NR-CROWD] too many devices were heard in one way only: from here "
			 "on few lines are written about these; phones that ask for files keep all of theirs");
	return false;
}
