/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pickup.c -- a bench that runs notices what is put into its library.
 *
 * A new index is made beside the old one and takes its place at once.  Plans
 * point into the index, so those of all phones are moved over: the same load in
 * the same release, whole, is the same step.  Transfers that are under way hold
 * bytes of the old index, which goes away with the last of them.
 */
#include <config.h>
#include "core/bench.h"

#include "core/log.h"

/* Does the new index hold what @l was?  NULL: no longer, or no longer whole. */
static const struct lib_load *moved(const struct library *lib, const struct lib_load *l)
{
	const struct lib_load *same = l ? library_same_load(lib, l) : NULL;

	return same && same->whole ? same : NULL;
}

/* Steps that are behind it may go; false when one that is to come is lost. */
static bool move_plan(const struct library *lib, struct phone *p)
{
	bool all = true;

	for (size_t i = 0; i < p->plan.count; i++) {
		struct plan_step *s = &p->plan.step[i];
		bool had = s->have != NULL, listed = s->manifest != NULL;

		s->have = moved(lib, s->have);
		s->manifest = moved(lib, s->manifest);
		all &= i < p->step || ((!had || s->have) && (!listed || s->manifest));
	}
	return all;
}

/* Would a new plan end in another way than the old one did? */
static bool waits_for_library(const struct phone *p)
{
	return p->state == PHONE_BLOCKED &&
	       (strcmp(p->code, "NR-LIB") == 0 || strcmp(p->code, "NR-NOPLAN") == 0);
}

static bool was_told(const struct library *old, const char *problem)
{
	for (size_t i = 0; i < old->problem_count; i++)
		if (strcmp(old->problem[i], problem) == 0)
			return true;
	for (size_t i = 0; i < old->load_count; i++)
		for (size_t k = 0; k < old->load[i]->problem_count; k++)
			if (strcmp(old->load[i]->problem[k], problem) == 0)
				return true;
	return false;
}

static void tell_problems(const struct library *now, const struct library *old)
{
	for (size_t i = 0; i < now->problem_count; i++)
		if (!was_told(old, now->problem[i]))
			log_line(LOG_WARNING, "library", "%s", now->problem[i]);
	for (size_t i = 0; i < now->load_count; i++)
		for (size_t k = 0; k < now->load[i]->problem_count; k++)
			if (!was_told(old, now->load[i]->problem[k]))
				log_line(LOG_WARNING, "library", "%s", now->load[i]->problem[k]);
}

int library_pick_up(struct bench *b)
{
	struct library old = *b->library, now;
	int r = library_reopen(&now, &old, b->plugins);

	if (r < 0) {
		log_line(LOG_WARNING, "library", "%s: cannot be read again: %s", old.path, strerror(-r));
		return r;
	}
	log_line(library_loads(&now) != library_loads(&old) ? LOG_INFO : LOG_DEBUG, "library",
		 "%s has changed: %zu loads", now.path, library_loads(&now));
	tell_problems(&now, &old);
	*b->library = now;
	/* All pointers first: planning looks at one phone, its journal at none. */
	for (struct phone *p = b->phones; p; p = p->next)
		if (p->planned && !move_plan(b->library, p) && p->state != PHONE_BLOCKED &&
		    p->state != PHONE_REFUSED && p->state != PHONE_HELD)
			recovery_replan(b, p);
	for (struct phone *p = b->phones; p; p = p->next)
		if (waits_for_library(p))
			recovery_replan(b, p);
	library_retire(&old);
	return 0;
}
