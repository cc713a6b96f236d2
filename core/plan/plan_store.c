/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * plan_store.c -- see plan_store.h.  A hash over where a plan begins and ends finds the few that may
 * be equal; that they are is seen byte by byte.
 */
#include <config.h>

#include "core/plan/plan_store.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>
#include <utlist.h>

struct plan_kept {
	struct plan plan;       /* first: users hold a pointer to it */
	size_t users;
	struct plan_kept *next, *prev;  /* without a user */
	UT_hash_handle hh;
};

const struct plan plan_store_none = { .result = PLAN_IMPOSSIBLE, .why = "no memory for a plan" };

/* FNV-1a: "The FNV Non-Cryptographic Hash Algorithm", RFC 9923. */
static unsigned hash_of(const struct plan *plan)
{
	const unsigned char *at = (const unsigned char *)plan;
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < offsetof(struct plan, step); i++)
		h = (h ^ at[i]) * 16777619u;
	return h;
}

const struct plan *plan_store_take(struct plan_store *s, const struct plan *plan)
{
	unsigned hash = hash_of(plan);
	struct plan_kept *k;

	HASH_FIND_BYHASHVALUE(hh, s->kept, plan, sizeof(*plan), hash, k);
	if (!k) {
		k = calloc(1, sizeof(*k));
		if (!k)
			return &plan_store_none;
		memcpy(&k->plan, plan, sizeof(*plan));
		HASH_ADD_KEYPTR_BYHASHVALUE(hh, s->kept, &k->plan, sizeof(*plan), hash, k);
	} else if (!k->users) {
		DL_DELETE(s->unused, k);
		s->unused_count--;
	}
	k->users++;
	return &k->plan;
}

static void drop(struct plan_store *s, struct plan_kept *k)
{
	DL_DELETE(s->unused, k);
	s->unused_count--;
	HASH_DEL(s->kept, k);
	free(k);
}

void plan_store_give(struct plan_store *s, const struct plan *plan)
{
	struct plan_kept *k;

	if (plan == &plan_store_none)
		return;
	HASH_FIND_BYHASHVALUE(hh, s->kept, plan, sizeof(*plan), hash_of(plan), k);
	if (!k || --k->users > 0)
		return;
	DL_APPEND(s->unused, k);
	s->unused_count++;
	if (s->unused_count > PLAN_STORE_UNUSED)
		drop(s, s->unused);
}

size_t plan_store_count(const struct plan_store *s)
{
	return HASH_COUNT(s->kept);
}

void plan_store_finish(struct plan_store *s)
{
	while (s->unused)
		drop(s, s->unused);
}
