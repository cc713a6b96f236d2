/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * pickup.c -- a bench that runs notices what is put into its library.
 *
 * A new index is made beside the old one, a few files at a time, and takes its
 * place at once.  Plans point into the index, so those of all phones are moved
 * over: the same load in the same release, whole, is the same step.  Transfers
 * that are under way hold bytes of the old index, which goes away with the last
 * of them.
 */
#include <config.h>
#include "core/serve/pickup.h"
#include "core/base/log.h"
#include "core/base/noun.h"
#include "core/phone/course.h"

#define FIRST_SLICE_US 20000            /* nothing is served yet */
#define SLICE_US 1000                   /* no packet waits longer because of it */
#define PAUSE_S 0.004                   /* a fifth of the time at most, however busy the bench is */

/* Does the new index hold what @l was?  NULL: no longer, or no longer whole. */
static const struct lib_load *moved(const struct library *lib, const struct lib_load *l)
{
	const struct lib_load *same = l ? index_same_load(lib, l) : NULL;

	return same && same->whole ? same : NULL;
}

static void move_plan(const struct library *lib, struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++) {
		plan->step[i].have = moved(lib, plan->step[i].have);
		plan->step[i].manifest = moved(lib, plan->step[i].manifest);
	}
}

/* Steps that are behind it may go; false when one that is to come is lost. */
static bool has_all(const struct phone *p, const struct plan *now)
{
	const struct plan *was = p->course.plan;
	bool all = true;

	for (size_t i = p->course.step; i < was->count; i++)
		all &= (!was->step[i].have || now->step[i].have) &&
		       (!was->step[i].manifest || now->step[i].manifest);
	return all;
}

/* Moves its plan over; @was and @now are those of the phone before it, which mostly has the same. */
static bool move_phone(struct bench *b, struct phone *p, const struct plan **was, struct plan *now)
{
	bool all;

	if (p->course.plan != *was) {
		*was = p->course.plan;
		*now = **was;
		move_plan(b->library, now);
	}
	all = has_all(p, now);
	course_go_by(b, p, now);
	return all && p->course.plan != &plan_store_none;
}

/* Would a new plan end in another way than the old one did? */
static bool waits_for_library(const struct phone *p)
{
	return p->state == PHONE_BLOCKED &&
	       (strcmp(p->code, "NR-LIB") == 0 || strcmp(p->code, "NR-NOPLAN") == 0);
}

static bool is_old(const struct library *old, const char *problem)
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

static void log_problems(const struct library *now, const struct library *old)
{
	for (size_t i = 0; i < now->problem_count; i++)
		if (!is_old(old, now->problem[i]))
			log_line(LOG_WARNING, "library", "%s", now->problem[i]);
	for (size_t i = 0; i < now->load_count; i++)
		for (size_t k = 0; k < now->load[i]->problem_count; k++)
			if (!is_old(old, now->load[i]->problem[k]))
				log_line(LOG_WARNING, "library", "%s", now->load[i]->problem[k]);
}

void pickup_replace(struct bench *b, const struct library *now)
{
	struct library old = *b->library;
	const struct plan *was = NULL;
	struct plan plan;

	log_line(index_count_loads(now) != index_count_loads(&old) ? LOG_INFO : LOG_DEBUG, "library",
		 "%s has changed: %zu %s", now->path, index_count_loads(now),
		 noun_of(index_count_loads(now), "load", "loads"));
	log_problems(now, &old);
	*b->library = *now;
	/* All pointers first: planning looks at one phone, its journal at none. */
	for (struct phone *p = b->phones; p; p = p->next)
		if (p->course.planned && !move_phone(b, p, &was, &plan) &&
		    p->state != PHONE_BLOCKED && p->state != PHONE_REFUSED &&
		    p->state != PHONE_HELD)
			course_replan(b, p);
	for (struct phone *p = b->phones; p; p = p->next)
		if (waits_for_library(p))
			course_replan(b, p);
	library_retire(&old);
}

/* -- slices --------------------------------------------------------------------- */

static void go_on(struct pickup *p)
{
	bool first = !p->bench->library;

	ev_timer_set(&p->slice, first ? 0. : PAUSE_S, 0.);
	ev_timer_start(p->bench->loop, &p->slice);
}

static void first_index(struct pickup *p, const struct library *now)
{
	static const struct library empty = { .dirfd = -1 };

	p->library = *now;
	p->bench->library = &p->library;
	p->bench->indexing = false;
	log_problems(now, &empty);
	p->ready(0, p->arg);
}

static void fail(struct pickup *p, int error)
{
	if (p->bench->library)
		log_line(LOG_WARNING, "library", "%s: cannot be read again: %s", p->library.path,
			 strerror(-error));
	else
		p->ready(error, p->arg);
}

static void on_slice(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct pickup *p = w->data;
	bool first = !p->bench->library;
	struct library now;
	int r = scan_step(p->scan, first ? FIRST_SLICE_US : SLICE_US, &now);

	(void)loop;
	(void)revents;
	p->bench->indexed = scan_files(p->scan);
	if (r > 0) {
		go_on(p);
		return;
	}
	scan_free(p->scan);
	p->scan = NULL;
	if (r < 0)
		fail(p, r);
	else if (first)
		first_index(p, &now);
	else
		pickup_replace(p->bench, &now);
	if (p->again)
		pickup_look(p, true);
}

int pickup_init(struct pickup *p, struct bench *b, const char *folder,
		void (*ready)(int error, void *arg), void *arg)
{
	memset(p, 0, sizeof(*p));
	p->bench = b;
	p->library.dirfd = -1;
	p->ready = ready;
	p->arg = arg;
	ev_timer_init(&p->slice, on_slice, 0., 0.);
	p->slice.data = p;
	return scan_begin(&p->scan, folder, b->plugins);
}

void pickup_start(struct pickup *p)
{
	p->bench->indexing = true;
	go_on(p);
}

void pickup_look(struct pickup *p, bool anyway)
{
	int r;

	if (!p->bench->library || p->scan) {
		p->again |= anyway;
		return;
	}
	if (!anyway && !library_changed(&p->library))
		return;
	p->again = false;
	r = scan_again(&p->scan, &p->library, p->bench->plugins);
	if (r < 0)
		fail(p, r);
	else
		go_on(p);
}

void pickup_finish(struct pickup *p)
{
	if (!p->bench)
		return;
	ev_timer_stop(p->bench->loop, &p->slice);
	scan_free(p->scan);
	if (p->bench->library)
		library_close(&p->library);
	p->bench->library = NULL;
	p->bench = NULL;
}
