/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * course.c -- where a phone shall go, by which steps, and at which it is.
 *
 * The target is the operator's word, else the call manager's, else the newest
 * load of the library unless the operator wants such a phone left alone; the way
 * there is the planner's.
 */
#include <config.h>

#include "core/phone/course.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/noun.h"
#include "core/phone/belief.h"
#include "core/phone/evidence.h"
#include "core/phone/memory.h"
#include "core/phone/progress.h"
#include "core/phone/safety.h"
#include "core/phone/state.h"
#include "core/phone/transfer.h"
#include "core/phone/witness.h"
#include "core/plan/hardware.h"
#include "core/plan/stock.h"
#include "core/plugin/model.h"
#include "core/plugin/sections.h"

#include <strings.h>

#define SILENT_BOOTS 3          /* ... and it is planned as if it ran the oldest load */

/* -- the target ------------------------------------------------------------------- */

/* Who names a target for it, and what. */
struct aim {
	const char *own;        /* the operator; NULL: nothing */
	const char *manager;    /* the call manager's file, "" for "leave it as it is"; NULL: nothing */
	bool alone;             /* nobody, and then its model is left alone */
};

static const char *own_target(const struct bench *b, const struct phone *p)
{
	const struct settings_model *cm = sections_model(b->config, p->belief.model);

	if (p->course.wanted[0])
		return p->course.wanted;
	if (p->section && p->section->target)
		return p->section->target;
	return cm ? cm->target : NULL;
}

static const char *call_manager_target(const struct bench *b, const struct phone *p)
{
	const struct xmldefault_row *row;
	bool mended;

	if (!b->xmldefault || b->config->target == SETTINGS_TARGET_NEWEST)
		return NULL;
	row = xmldefault_find(b->xmldefault, p->belief.model, &mended);
	return row ? row->load : NULL;
}

static struct aim aim_of(const struct bench *b, const struct phone *p)
{
	struct aim a = { own_target(b, p), call_manager_target(b, p), false };

	a.alone = b->xmldefault && settings_leaves_missing(b->config) && !a.own && !a.manager;
	return a;
}

/* The load that follows from it; NULL: none. */
static const char *target_of(const struct bench *b, const struct phone *p, const struct aim *a)
{
	const char *t = a->own ? a->own : a->manager;
	char running[MODEL_PROTOCOL_SIZE];
	const struct lib_load *l;

	if (t)
		return t[0] ? t : p->belief.load;
	if (a->alone || !b->library)
		return NULL;
	l = plan_newest(p->belief.model, b->library,
			model_protocol(p->belief.model, p->belief.load, running));
	return l ? l->name : NULL;
}

const char *course_target(const struct bench *b, const struct phone *p)
{
	const struct aim a = aim_of(b, p);

	return target_of(b, p, &a);
}

/* -- the plan that it goes by ------------------------------------------------------- */

void course_begin(struct phone *p)
{
	p->course.plan = &plan_store_none;
}

void course_go_by(struct bench *b, struct phone *p, const struct plan *plan)
{
	const struct plan *old = p->course.plan;

	p->course.plan = plan_store_take(&b->plans, plan);
	plan_store_give(&b->plans, old);
}

void course_finish(struct bench *b, struct phone *p)
{
	plan_store_give(&b->plans, p->course.plan);
	course_begin(p);
}

/* -- planning --------------------------------------------------------------------- */

const struct plan_step *course_step(const struct phone *p)
{
	return p->course.planned && p->course.step < p->course.plan->count ?
		       &p->course.plan->step[p->course.step] :
		       NULL;
}

/*
 * It has begun when it was given the list, or, by an earlier run too, an image.  A list that was
 * given before it was doubted what it runs harms nobody.  What it was given images of it goes on
 * with, until it is back: then its next word counts, and a doubt lasts no longer than that.
 */
bool course_waits(const struct bench *b, const struct phone *p)
{
	const struct step_progress *g = &p->progress.step;
	bool begun = g->sent || p->progress.writes;

	if (begun && !safety_came_back(p))
		return false;
	return belief_in_doubt(p) || (!begun && b->guard == NR_GUARD_TRIPPED && !g->lists);
}

/* The list that the phone works through in this step. */
const struct lib_load *course_list(const struct phone *p)
{
	const struct plan_step *s = course_step(p);

	return s ? plan_list(s) : NULL;
}

static void begin_step(struct phone *p)
{
	progress_new_step(p);
	transfer_none(p);
}

void course_next_step(struct phone *p)
{
	p->course.step++;
	begin_step(p);
	progress_untold(p);
}

void course_hold(struct phone *p, bool hold)
{
	p->course.hold = hold;
}

void course_want(struct phone *p, const char *load)
{
	snprintf(p->course.wanted, sizeof(p->course.wanted), "%.63s", load);
}

void course_probe(struct phone *p, const char *load)
{
	snprintf(p->course.probe, sizeof(p->course.probe), "%.63s", load);
}

/* After a rejection more: see struct course. */
static unsigned next_try(const struct phone *p)
{
	return p->course.wiped_tries ? 2 : 1;
}

struct rejected course_rejected(const struct phone *p)
{
	static const struct nr_version none;
	struct rejected r = { p->course.wiped_parts, p->course.wiped_floor };
	const struct lib_load *list = course_list(p);
	const struct plan_step *s = course_step(p);
	struct nr_load l;

	if (list)
		r.parts |= list->hardware_comp;
	if (s && model_parse(p->belief.model, s->load, &l) && l.ordered &&
	    (nr_version_cmp(&r.floor, &none) == 0 || nr_version_cmp(&l.version, &r.floor) < 0))
		r.floor = l.version;
	return r;
}

void course_recall_rejected(struct phone *p, const char *load)
{
	snprintf(p->course.rejected, sizeof(p->course.rejected), "%.63s", load);
}

void course_fall_back(struct phone *p)
{
	struct rejected r = course_rejected(p);
	const struct plan_step *s = course_step(p);

	if (!p->course.wiped_tries && s)
		course_recall_rejected(p, s->load);
	p->course.wiped_parts = r.parts;
	p->course.wiped_floor = r.floor;
	p->course.wiped_tries = next_try(p);
}

void course_forget_rejected(struct phone *p)
{
	p->course.wiped_tries = 0;
	p->course.wiped_parts = 0;
	p->course.rejected[0] = '\0';
	memset(&p->course.wiped_floor, 0, sizeof(p->course.wiped_floor));
}

static void say_missing(struct phone *p)
{
	const char *what = "";
	const struct plan_step *s = NULL;

	for (size_t i = 0; i < p->course.plan->count && !s; i++)
		if (!p->course.plan->step[i].have)
			s = &p->course.plan->step[i];
	if (!s) {
		state_say(p, "NR-LIB", "the library lacks something that the way to %s needs",
			  p->course.plan->target);
		return;
	}
	if (p->course.plan->count > 1 && s->rule)
		what = " (a required stop)";
	state_say(p, "NR-LIB",
		  "the library has no whole %s%s: import %s, and it goes on by itself", s->load,
		  what, s->archive);
}

void course_say(struct phone *p)
{
	const struct plan_step *s = course_step(p);

	if (belief_in_doubt(p))
		state_say(p, NULL, "%s: waiting for its next word",
			  p->belief.disagreement[0] ? p->belief.disagreement :
						      "it said before its start that it runs another load");
	else if (s)
		state_say(p, NULL, "step %zu of %zu: %s, when it asks for its configuration",
			  p->course.step + 1, p->course.plan->count, s->load);
	else
		state_say(p, NULL, "said to run its target: waiting for proof");
}

/* Is this load the target already, by the phone's own word? */
bool course_on_target(const struct phone *p)
{
	return p->course.planned && p->course.plan->result == PLAN_READY &&
	       p->course.step >= p->course.plan->count &&
	       witness_is_strong(p->belief.load_source) && !p->belief.load_restored &&
	       !belief_in_doubt(p);
}

static void recall_sent(struct bench *b, struct phone *p)
{
	const struct memory *m = memory_find(b, &p->mac);
	const struct plan_step *s = course_step(p);

	if (!m || !s || strcmp(m->sent, s->load) != 0)
		return;
	progress_sent_before(p);
	state_say(p, "NR-WAIT",
		  "was sent %s before the bench was started anew: waiting for proof", s->load);
	state_event(b, p, EV_SENT);
}

/*
 * The call manager's file alone would take it to an older load, or to another protocol: that
 * is somebody's old file more often than somebody's will.  A name is a will.
 */
static bool is_no_way_back(struct bench *b, struct phone *p, const struct aim *a)
{
	enum plan_way way = PLAN_WAY_UNREAD;

	if (!a->own && a->manager && !p->belief.wiped)
		way = plan_way_of(p->belief.model, p->belief.load, p->course.plan->target);
	if (way == PLAN_WAY_PROTOCOL && !b->config->protocol_change)
		state_say(
			p, "NR-PROTO",
			"runs %s, and the call manager's file names %s, another protocol: netrecover target "
			"%s %s allows it, or protocol-change = yes for all",
			p->belief.load, p->course.plan->target, p->name, p->course.plan->target);
	else if ((way == PLAN_WAY_BACK || way == PLAN_WAY_UNORDERED) && !b->config->downgrade)
		state_say(
			p, "NR-DOWN",
			"runs %s, and the call manager's file names %s, %s: netrecover target %s %s allows it, "
			"or downgrade = yes for all",
			p->belief.load, p->course.plan->target,
			way == PLAN_WAY_BACK ? "an older one" : "which may be an older one",
			p->name, p->course.plan->target);
	else
		return false;
	state_event(b, p, EV_NO_WAY);
	return true;
}

/*
 * It rejected its target while it was wiped, and took a newer load: its board is of those that
 * take nothing older than some load, and nobody knows an older one that it takes.
 */
bool course_is_rejected(const struct bench *b, const struct phone *p)
{
	const struct nr_model *m = p->belief.model;
	struct nr_load runs;
	struct stop goal;

	return p->course.rejected[0] && !p->belief.wiped && p->belief.load[0] && course_goal(b, p, &goal) &&
	       strcasecmp(goal.name, p->course.rejected) == 0 &&
	       model_parse(m, p->belief.load, &runs) && nr_load_order(&runs, &goal.load) == NR_NEWER;
}

static bool is_rejected(struct bench *b, struct phone *p)
{
	if (!course_is_rejected(b, p))
		return false;
	state_say(p, "NR-STEP",
		  "rejected %s while it was wiped, and took %s: no older load is known that its board takes. "
		  "Make that its target (netrecover target %s %s); retry offers the other again",
		  p->course.rejected, p->belief.load, p->name, p->belief.load);
	state_event(b, p, EV_NO_WAY);
	return true;
}

static void enter_plan(struct bench *b, struct phone *p, const struct aim *a)
{
	switch (p->course.plan->result) {
	case PLAN_MISSING:
		say_missing(p);
		state_event(b, p, EV_NO_WAY);
		return;
	case PLAN_IMPOSSIBLE:
		state_say(p, "NR-NOPLAN", "%s", p->course.plan->why);
		state_event(b, p, EV_NO_WAY);
		return;
	case PLAN_READY:
		break;
	}
	if (is_rejected(b, p) || is_no_way_back(b, p, a))
		return;
	if (course_on_target(p) && !safety_may_write(p)) {
		state_say(p, "NR-DONE", "runs %s already: nothing to do", p->belief.load);
		state_event(b, p, EV_TARGET_PROVEN);
		return;
	}
	if (p->off_wire) {
		course_off_wire(b, p);
		return;
	}
	for (size_t i = 0; i < p->course.plan->count; i++)
		if (p->course.plan->step[i].hardware[0])
			log_line(LOG_WARNING, p->name, "step %zu, %s: %s", i + 1,
				 p->course.plan->step[i].load, p->course.plan->step[i].hardware);
	course_say(p);
	state_event(b, p, EV_PLANNED);
	recall_sent(b, p);
}

/* The load that is the target: course_target() may be misspelt, or name a list. */
bool course_goal(const struct bench *b, const struct phone *p, struct stop *out)
{
	const char *target = course_target(b, p);

	return target && target[0] &&
	       plan_target(p->belief.model, b->library, p->belief.load, target, out);
}

/* The load with a list for a wiped phone that rejected others for its hardware. */
bool course_wiped_board(const struct bench *b, const struct phone *p, uint32_t parts,
			struct stop *out)
{
	struct stop goal;

	return course_goal(b, p, &goal) &&
	       hardware_remedy(p->belief.model, b->library, goal.load.protocol, parts, true,
			       out);
}

/* The last place before @v; false: there is none. */
static bool version_before(const struct nr_version *v, struct nr_version *out)
{
	size_t i = NR_ARRAY_SIZE(v->part);

	*out = *v;
	while (i > 0 && out->part[i - 1] == 0)
		out->part[--i] = UINT16_MAX;
	if (i == 0)
		return false;
	out->part[i - 1]--;
	return true;
}

/* The newest load with a list for a wiped phone that is older than all that it rejected. */
static bool wiped_older(const struct bench *b, const struct phone *p, const struct nr_version *floor,
			struct stop *out)
{
	struct stock_query w = { .with_manifest = true };
	struct nr_version last;
	struct stop goal;

	if (!b->library || !course_goal(b, p, &goal) || !version_before(floor, &last))
		return false;
	w.train = goal.load.train;
	w.protocol = goal.load.protocol;
	w.max = &last;
	if (stock_newest(p->belief.model, b->library, &w, out))
		return true;
	w.protocol = NULL;
	return stock_newest(p->belief.model, b->library, &w, out);
}

bool course_wiped_next(const struct bench *b, const struct phone *p, const struct rejected *r,
		       struct stop *out)
{
	return course_wiped_board(b, p, r->parts, out) || wiped_older(b, p, &r->floor, out);
}

bool course_weighs_board(const struct phone *p)
{
	bool weighs = p->belief.model && p->belief.model->boards;

	for (size_t i = 0; p->course.planned && i < p->course.plan->count; i++)
		weighs |=
			p->course.plan->step[i].have && p->course.plan->step[i].have->for_boards;
	return weighs;
}

static void find_way(const struct bench *b, const struct phone *p, const char *target, enum plan_from from,
		     unsigned tries, const struct rejected *r, struct plan *out)
{
	static const struct library empty = { .dirfd = -1 };
	const struct library *lib = b->library ? b->library : &empty;
	const struct nr_model *model = p->belief.model;
	char runs[BELIEF_ALL_SIZE];
	struct stop first;

	if (from == PLAN_FROM_WIPED && tries == 2 && course_wiped_board(b, p, r->parts, &first))
		plan_make_wiped_board(out, model, lib, &first, target);
	else if (from == PLAN_FROM_WIPED && tries == 2 && wiped_older(b, p, &r->floor, &first))
		plan_make_wiped_older(out, model, lib, &first, target);
	else if (from == PLAN_FROM_WIPED && tries)
		plan_make_wiped_fallback(out, model, lib, target);
	else
		plan_make(out, model, lib, from, belief_all(p, runs), target);
	hardware_weigh(out, model, lib, evidence_fact(p, NR_FACT_HARDWARE));
}

const struct lib_load *course_after_rejection(const struct bench *b, const struct phone *p,
					      struct plan *out)
{
	const char *target = course_target(b, p);
	struct rejected r;

	if (p->belief.rival || p->off_wire || !target || !target[0])
		return NULL;
	r = course_rejected(p);
	find_way(b, p, target, PLAN_FROM_WIPED, next_try(p), &r, out);
	return out->result == PLAN_READY && out->count ? plan_list(&out->step[0]) : NULL;
}

static void make_plan(struct bench *b, struct phone *p, const struct aim *a, enum plan_from from)
{
	const char *target = target_of(b, p, a);
	struct plan plan = { .result = PLAN_IMPOSSIBLE };

	p->course.step = 0;
	begin_step(p);
	p->course.planned = target && target[0];
	if (!p->course.planned) {
		state_say(p, "NR-NOPLAN",
			  a->alone ?
				  "no target for a %s: target PHONE LOAD, or target-missing = newest" :
				  "no target: neither the call manager's file nor the library names a load "
				  "for a %s",
			  p->belief.model->name);
		state_event(b, p, EV_NO_WAY);
		return;
	}
	find_way(b, p, target, from, p->course.wiped_tries,
		 &(struct rejected){ p->course.wiped_parts, p->course.wiped_floor }, &plan);
	course_go_by(b, p, &plan);
	enter_plan(b, p, a);
}

/* In state known: plan when enough is known to plan. */
void course_try(struct bench *b, struct phone *p)
{
	struct aim a;

	if (p->state != PHONE_KNOWN || b->wire.passive)
		return;
	a = aim_of(b, p);
	if (p->belief.rival) {
		state_say(p, "NR-AMBIG",
			  "looks like a %s and like a %s: say which in [phone %s]",
			  p->belief.model->name, p->belief.rival->name, p->name);
		state_event(b, p, EV_NO_WAY);
	} else if (p->belief.wiped) {
		make_plan(b, p, &a, PLAN_FROM_WIPED);
	} else if (p->belief.load[0]) {
		make_plan(b, p, &a, PLAN_FROM_LOAD);
	} else if (p->off_wire) {
		course_off_wire(b, p);
	} else if (a.alone) {
		make_plan(b, p, &a, PLAN_FROM_UNKNOWN);
	} else if (p->belief.lists) {
		log_line(LOG_NOTICE, p->name,
			 "asks for a load list of itself: its load is not known, and not older than the "
			 "first that does");
		make_plan(b, p, &a, PLAN_FROM_LISTS);
	} else if (p->progress.silent_boots >= SILENT_BOOTS) {
		log_line(LOG_NOTICE, p->name,
			 "%u %s without a word about its load: the conservative way",
			 p->progress.silent_boots, noun_of(p->progress.silent_boots, "boot", "boots"));
		make_plan(b, p, &a, PLAN_FROM_UNKNOWN);
	}
}

void course_replan(struct bench *b, struct phone *p)
{
	p->course.planned = false;
	p->course.probe[0] = '\0';
	progress_untold(p);
	if (p->state == PHONE_HELD) /* it is planned when it is released */
		return;
	state_say(p, NULL, "model %s, load %s",
		  p->belief.model ? p->belief.model->name : "unknown",
		  p->belief.wiped   ? "wiped" :
		  p->belief.load[0] ? p->belief.load :
				      "unknown");
	state_event(b, p, EV_REPLAN);
	course_try(b, p);
}

void course_say_off_wire(const struct bench *b, struct phone *p)
{
	if (!b->wire.vlan)
		state_say(
			p, "NR-VLAN",
			"asks for its address on VLAN %u, and the bench serves what is untagged: "
			"write vlan = %u in [bench], or use a port without a voice VLAN and clear its Admin "
			"VLAN",
			p->vlan, p->vlan);
	else if (!p->vlan)
		state_say(
			p, "NR-VLAN",
			"asks for its address untagged, and the bench serves VLAN %u only: take "
			"vlan out of [bench], or give the phone that VLAN",
			b->wire.vlan);
	else
		state_say(
			p, "NR-VLAN",
			"asks for its address on VLAN %u, and the bench serves VLAN %u only: write "
			"vlan = %u in [bench]",
			p->vlan, b->wire.vlan, p->vlan);
}

void course_off_wire(struct bench *b, struct phone *p)
{
	p->course.planned = false;
	course_say_off_wire(b, p);
	state_event(b, p, EV_NO_WAY);
}
