/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_PLAN_STORE_H
#define CORE_PLAN_STORE_H
/*
 * plan_store.h -- one copy of each plan: phones of a shelf that stand alike go the same way, and
 * a plan takes 5 kB.
 */
#include "core/plan/plan.h"

#define PLAN_STORE_UNUSED 16

struct plan_kept;

/* All zero is an empty one. */
struct plan_store {
	struct plan_kept *kept;         /* by content */
	struct plan_kept *unused;       /* the first of them to go */
	size_t unused_count;
};

/* No way: what a phone has that was never planned. */
extern const struct plan plan_store_none;

/*
 * A plan that equals @plan, byte for byte, for one user more.  The store owns it; nobody changes it.
 * &plan_store_none: no memory.
 */
const struct plan *plan_store_take(struct plan_store *s, const struct plan *plan);

/*
 * One user less of what plan_store_take() returned.  Without a user it stays until PLAN_STORE_UNUSED
 * others were given back: who makes a new plan may still be reading of the old one.
 */
void plan_store_give(struct plan_store *s, const struct plan *plan);

/* So many different plans are kept, with a user or without. */
size_t plan_store_count(const struct plan_store *s);

/* Free what it holds; nobody uses any. */
void plan_store_finish(struct plan_store *s);

#endif
