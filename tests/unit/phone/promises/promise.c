/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * promise.c -- what must hold after every event, against the truth.
 *
 * Who uses the MAC of a phone can say whatever the phone could say.  So a promise that
 * rests on the words of a phone is asked for only as far as they were its own; where it
 * does not rest on them, the liar is not excused.
 */
#include <config.h>

#include "tests/unit/phone/promises/promise.h"
#include "core/phone/safety.h"
#include "core/phone/state.h"
#include "core/plan/rule.h"
#include "core/plan/stock.h"
#include "core/plugin/knowledge.h"
#include "core/serve/status.h"
#include "tests/unit/phone/promises/known.h"

#include <jansson.h>
#include <stdarg.h>
#include <strings.h>

static const char *broken, *only;
static char reason[400];
static bool is_strict;

static bool __attribute__((format(printf, 2, 3)))
wrong(const struct handset *h, const char *fmt, ...)
{
	va_list ap;
	int at = h ? snprintf(reason, sizeof(reason), "%s: ", h->name) : 0;

	va_start(ap, fmt);
	vsnprintf(reason + at, sizeof(reason) - (size_t)at, fmt, ap);
	va_end(ap);
	return false;
}

static bool is_excused(const char *name)
{
	if (only)
		return strcmp(only, name) != 0;
	for (const struct known *k = known; k->check && !is_strict; k++)
		if (strcmp(k->check, name) == 0)
			return true;
	return false;
}

/* -- the truth about all that have this MAC -------------------------------------------- */

/* Was its MAC falsely said to run @load? */
static bool lied(const struct handset *h, const char *load)
{
	for (unsigned i = 0; i < h->lie_count; i++)
		if (strcasecmp(h->lies[i], load) == 0)
			return true;
	return false;
}

/* Does one with this MAC run @load, or was one changed behind the bench's back? */
static bool one_runs(const struct handset *h, const char *load)
{
	for (const struct handset *k = NULL; (k = handset_same(h, k));)
		if (k->secret || strcasecmp(k->runs, load) == 0)
			return true;
	return false;
}

/* Has one with this MAC all of @load, for a state whose words are @message? */
static bool one_has_all(const struct handset *h, const char *load, const char *message)
{
	bool all = strstr(message, "has all of");

	for (const struct handset *k = NULL; (k = handset_same(h, k));)
		if (strcasecmp(k->has_all, load) == 0 || (k->breed->stages && !all) ||
		    (strcasecmp(k->had_all, load) == 0 && !(k->took && all)))
			return true;
	return false;
}

static unsigned all_lists(const struct handset *h)
{
	unsigned lists = 0;

	for (const struct handset *k = NULL; (k = handset_same(h, k));)
		lists += k->lists;
	return lists;
}

static bool one_is_leased(const struct handset *h)
{
	for (const struct handset *k = NULL; (k = handset_same(h, k));)
		if (k->leased)
			return true;
	return false;
}

static bool is_safe(const struct phone *p)
{
	const char *advice = safety_advice(p);

	return advice && strncmp(advice, "safe", 4) == 0;
}

/* Do its words, as far as the bench heard them, say what it runs? */
static bool is_honest(const struct handset *h)
{
	return h->spoke && !h->lied_about && !h->twin && !h->lie_count;
}

/* -- checks on a phone ---------------------------------------------------------------- */

/* Must it be known that it writes?  Not where the operator used force, nor where a start was
 * seen and somebody else then did what it does when it has booted. */
static bool must_be_known(const struct handset *h)
{
	return h->writes && !(h->start_seen && h->false_proof);
}

static bool check_unplug(const struct handset *h, const struct phone *p)
{
	if (!p || !must_be_known(h) || !is_safe(p))
		return true;
	return wrong(h, "\"%s\" (%s) while it writes %s", safety_advice(p),
		     state_name(p->state), h->wants);
}

/* The bench itself cuts its power.  What it remembers when it starts is no new cut. */
static bool check_power(const struct handset *h, const struct phone *p)
{
	if (!p || !must_be_known(h) || p->power.count <= h->cycles ||
	    world.now == world.started)
		return true;
	return wrong(h, "the bench switches its power while it writes %s", h->wants);
}

/* Excused: it was said to run it, or was changed without a sign, or asked for something before
 * a start that was none, so that it looks new after the next one. */
static bool check_done(const struct handset *h, const struct phone *p)
{
	const char *advice = p ? safety_advice(p) : NULL;

	if (!p ||
	    (p->state != PHONE_DONE && !(advice && strcmp(advice, "safe to move") == 0)) ||
	    one_runs(h, p->belief.load) || lied(h, p->belief.load) ||
	    (h->false_start && p->belief.load_source == LOAD_SIGN))
		return true;
	return wrong(h, "%s, %s: runs %s; it runs %s", state_name(p->state),
		     advice ? advice : "", p->belief.load, h->runs[0] ? h->runs : "nothing");
}

/* What the state and its words say that it was given.  One that installs its images one by
 * one has, after each, all that it wants now. */
static bool check_sent(const struct handset *h, const struct phone *p)
{
	const struct plan_step *s =
		p && p->course.planned && p->course.step < p->course.plan->count ?
			&p->course.plan->step[p->course.step] :
			NULL;

	if (!s || p->state != PHONE_SENT || one_has_all(h, s->load, p->message))
		return true;
	return wrong(h, "sent: \"%s\"; of %s it has not all", p->message, s->load);
}

/* Nobody rejects what he was not given, so many times as it takes to be refused. */
static bool check_refused(const struct handset *h, const struct phone *p)
{
	if (!p || p->state != PHONE_REFUSED || all_lists(h) >= LOOPS)
		return true;
	return wrong(h, "refused: \"%s\"; it was given %u lists", p->message,
		     all_lists(h));
}

static bool needs_code(const struct phone *p)
{
	return p->state == PHONE_BLOCKED || p->state == PHONE_REFUSED ||
	       p->state == PHONE_STALLED || p->state == PHONE_HELD;
}

static bool check_reason(const struct handset *h, const struct phone *p)
{
	if (!p || p->state == PHONE_SEEN || (p->message[0] && (p->code[0] || !needs_code(p))))
		return true;
	return wrong(h, "%s, and no %s", state_name(p->state),
		     p->message[0] ? "code" : "message");
}

static bool check_seen(const struct handset *h, const struct phone *p)
{
	return !p || p->state != PHONE_SEEN || p->message[0] ||
	       wrong(h, "seen, and no message");
}

/* A phone that writes what the bench gave it is in a row, also when the bench is new. */
static bool check_row(const struct handset *h, const struct phone *p)
{
	if (p || h->dismissed || !must_be_known(h))
		return true;
	return wrong(h, "writes %s, and is in no row", h->wants);
}

/* -- checks on the bench ---------------------------------------------------------------- */

/* What is not asked yet is not clear. */
static bool check_guard(const struct handset *h, const struct phone *p)
{
	json_t *o;
	bool clear;

	(void)h;
	(void)p;
	if (world.guard_asked)
		return true;
	o = status_document(&world.bench);
	clear = strcmp(json_string_value(json_object_get(o, "guard")), "clear") == 0;
	json_decref(o);
	return !clear || wrong(NULL, "the guard is clear, and nobody was asked");
}

static const struct check {
	const char *name, *promise;
	bool (*holds)(const struct handset *h, const struct phone *p);
	bool once; /* of the bench */
} checks[] = {
	{ "unplug", "4: nothing is safe that may be writing", check_unplug, false },
	{ "power", "4: nor is its power switched", check_power, false },
	{ "done", "3: what is done runs its load", check_done, false },
	{ "sent", "3: sent is what it has", check_sent, false },
	{ "refused", "4: refused is what it was given", check_refused, false },
	{ "reason", "4: no state without a reason", check_reason, false },
	{ "seen", "4: nor a device that is new", check_seen, false },
	{ "row", "5: what writes has a row", check_row, false },
	{ "guard", "1: clear is what was asked", check_guard, true },
	{ "forbidden", "2: no load that it cannot take", NULL, false },
	{ "lease", "1: no new lease beside another server", NULL, false },
};

#define CHECKS NR_ARRAY_SIZE(checks)

void promise_look(void)
{
	for (size_t i = 0; i < CHECKS && !broken; i++) {
		const struct check *c = &checks[i];

		if (!c->holds || is_excused(c->name))
			continue;
		if (c->once && !c->holds(NULL, NULL))
			broken = c->name;
		for (int k = 0; k < HANDSETS && !c->once && !broken; k++)
			if (handset[k].here && !c->holds(&handset[k], handset_row(&handset[k])))
				broken = c->name;
	}
	handset_look();
}

/* -- checks on what is served ------------------------------------------------------------ */

/* The rule of the model that forbids to go straight from @from to @to; NULL: none. */
static const struct nr_hop *forbids(const struct nr_model *m, const struct nr_load *from,
				    const struct nr_load *to)
{
	for (const struct nr_hop *r = m->hops; r && r->id; r++)
		if (rule_enforced(r) && !r->optional && rule_speaks(r, from, to))
			return r;
	return NULL;
}

/* The load that begins with this file; NULL: it begins none. */
static const char *begins(const struct handset *h, const char *file)
{
	for (size_t i = 0; h->breed->loads[i]; i++) {
		const struct lib_load *l = world_load(h->breed->loads[i]);
		int image;

		if (l && index_load_file(l, file, &image) &&
		    (image < 0 || l->file[image] == l->list))
			return h->breed->loads[i];
	}
	return NULL;
}

/*
 * Forbidden is a load that its model does not allow from what the phone truly runs.  Asked
 * for where the bench knows, or could know: the phone has said what it runs, or was given
 * it by this bench, since it was last changed by anybody else; and nobody else used its
 * MAC.  A wiped phone may be given whatever has a list for it.
 */
void promise_served(const struct handset *h, const char *file)
{
	const char *load = begins(h, file);
	struct nr_load from, to;
	const struct nr_hop *rule;

	if (broken || is_excused("forbidden") || !load || !is_honest(h) || h->secret ||
	    !h->runs[0] || !model_parse(h->model, h->runs, &from) ||
	    !model_parse(h->model, load, &to))
		return;
	rule = forbids(h->model, &from, &to);
	if (!rule)
		rule = stock_too_old(h->model, &to);
	if (!rule)
		return;
	broken = "forbidden";
	wrong(h, "runs %s and is given %s of %s, against rule %s", h->runs, file, load,
	      rule->id);
}

/* A lease belongs to a MAC: that of a twin is its own. */
void promise_leased(const struct handset *h)
{
	if (broken || is_excused("lease") || world.bench.guard != NR_GUARD_TRIPPED ||
	    one_is_leased(h))
		return;
	broken = "lease";
	wrong(h, "gets a lease beside another server");
}

/* -- what came out ----------------------------------------------------------------------- */

void promise_begin(bool strict)
{
	broken = NULL;
	is_strict = strict;
}

bool promise_failed(void)
{
	return broken != NULL;
}

void promise_only(const char *name)
{
	only = name;
}

const char *promise_broken(const char **why)
{
	*why = reason;
	return broken;
}

void promise_list(void)
{
	for (size_t i = 0; i < CHECKS; i++)
		printf("%-10s %s\n", checks[i].name, checks[i].promise);
}
