/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * plan.c -- from what a phone runs to what it shall run, in steps that its
 * model allows and the library can serve.
 *
 * The way is walked stop by stop.  At each stop the rows of the model that
 * speak about the jump from here to the target are looked up; the lowest stop
 * that one of them asks for becomes the next step.  A row speaks unless it is
 * certain that it does not: a load is an interval on the scale, and its worse
 * end counts.  Pure: no I/O, no clock; the same input gives the same plan.
 */
#include "core/plan/plan.h"

#include "core/base/file_name.h"
#include "core/plan/rule.h"
#include "core/plan/stock.h"
#include "core/plugin/version.h"

#include <stdarg.h>
#include <strings.h>

#define NO_RULE         "no rule is known that asks for a stop between these two"
#define NO_RULE_DOWN    "an older load: not known whether it takes an older load"
#define NO_RULE_SAME    "the same version with the other protocol: no rule is known that asks for a stop"
#define NO_RULE_CHANGE  "another protocol: no rule is known that asks for a stop before this load"
#define WIPED           "a wiped phone takes the load list that it asks for: the target's first"
#define WIPED_OTHER     "a wiped phone needs a load list of its own, and the target's archive " \
			"has none: this load has one"
#define WIPED_BOARD     "it rejected older loads: this is the oldest at hand that supports newer " \
			"hardware"
#define WIPED_OLDER     "it rejected all newer lists: a formatted phone may take an old one only"
#define NOTHING_READ    "no document was found for this model"
#define SEEN_WIPED      "load lists that wiped phones were seen to ask for"

struct trip {
	struct plan *plan;
	const struct nr_model *model;
	const struct library *lib;      /* may be NULL: nothing at hand */
	struct stop target;
	int part;                       /* of the target, */
	struct stop now[MODEL_PARTS];   /* what runs of each part, */
	bool known[MODEL_PARTS];        /* if that is known of another part than the target's */
};

/* What runs of the target's part. */
#define HERE(t) (&(t)->now[(t)->part])

void plan_refuse(struct plan *plan, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(plan->why, sizeof(plan->why), fmt, ap);
	va_end(ap);
	plan->result = PLAN_IMPOSSIBLE;
	plan->count = 0;
}

/* -- rules ---------------------------------------------------------------------- */

/* The load that a row says to ask for. */
static bool name_of_stop(const struct trip *t, const struct nr_hop *h, const char *protocol,
			 struct stop *out)
{
	bool named = h->via_load ?
			     file_name_normalise(h->via_load, out->name) :
			     h->via_text && model_format(t->model->load_format, protocol, h->via_text, out->name,
							 sizeof(out->name));

	return named && model_parse(t->model, out->name, &out->load) &&
	       model_part(t->model, out->load.part) >= 0;
}

/* The load of that name, with what the library has of it. */
static bool named_stop(const struct trip *t, const struct nr_hop *h, struct stop *out)
{
	memset(out, 0, sizeof(*out));
	if (!name_of_stop(t, h, t->target.load.protocol, out))
		return false;
	out->have = stock_find(t->model, t->lib, out->name, false);
	if (out->have)
		file_name_normalise(out->have->name, out->name);
	return true;
}

/* The newest load between the row's bounds: of the phone's protocol, else the target's.
 * A row about a change speaks of a load of the old protocol only. */
static bool stop_for(const struct trip *t, const struct nr_hop *h, struct stop *out)
{
	int part = rule_needs(t->model, h);
	const char *present = t->now[part].load.protocol, *later = t->target.load.protocol;
	const char *change = h->protocol ? strchr(h->protocol, '>') : NULL;
	struct stock_query w = { .train = part == t->part ? t->target.load.train : NULL, .protocol = present,
			    .min = &h->via_min, .max = &h->via_max, .part = part };
	char old[8];

	if (rule_is_named(h))
		return named_stop(t, h, out) && out->have;
	if (change) {
		snprintf(old, sizeof(old), "%.*s", (int)(change - h->protocol), h->protocol);
		w.protocol = old;
		return stock_newest(t->model, t->lib, &w, out);
	}
	if (present[0] && stock_newest(t->model, t->lib, &w, out))
		return true;
	w.protocol = later;
	return stock_newest(t->model, t->lib, &w, out);
}

static void add_advice(struct plan *plan, const struct nr_hop *h)
{
	for (size_t i = 0; i < plan->advice_count; i++)
		if (plan->advice[i] == h)
			return;
	if (plan->advice_count < NR_ARRAY_SIZE(plan->advice))
		plan->advice[plan->advice_count++] = h;
}

void plan_mention_board(struct plan *plan, const struct nr_board *row)
{
	if (plan->board_count < NR_ARRAY_SIZE(plan->board))
		plan->board[plan->board_count++] = row;
}

/* What runs of @part, as it stands to @goal: where nobody knows, older than everything. */
static struct nr_load runs(const struct trip *t, int part, const struct nr_load *goal)
{
	struct nr_load l = { .kind = NR_KIND_LOAD, .ordered = true };

	if (part == t->part || t->known[part])
		return t->now[part].load;
	memcpy(l.family, goal->family, sizeof(l.family));
	memcpy(l.train, goal->train, sizeof(l.train));
	return l;
}

/* Is the row about the target's part, and about nothing else? */
static bool is_own(const struct trip *t, const struct nr_hop *h)
{
	return rule_part(t->model, h) == t->part && rule_needs(t->model, h) == t->part;
}

/* Does the row speak about reaching @goal from what runs now? */
static bool speaks(const struct trip *t, const struct nr_hop *h, const struct nr_load *goal)
{
	int part = model_part(t->model, goal->part), needs = rule_needs(t->model, h);
	struct nr_load from, needed;

	if (rule_part(t->model, h) != part || needs < 0)
		return false;
	from = runs(t, part, goal);
	if (needs == part)
		return rule_speaks(h, &from, goal);
	needed = t->now[needs].load;
	return rule_speaks_across(h, needs == t->part || t->known[needs] ? &needed : NULL, &from, goal);
}

/* Of two rows that speak, does @a come first?  What is needed of other parts is taken before. */
static bool comes_before(const struct trip *t, const struct nr_hop *a, const struct nr_hop *b)
{
	int pa = rule_needs(t->model, a), pb = rule_needs(t->model, b);
	bool across = pa != rule_part(t->model, a), other = pb != rule_part(t->model, b);

	if (across != other)
		return across;
	return pa == pb && rule_comes_before(a, b);
}

static void gather_advice(struct trip *t)
{
	bool same = nr_load_order(&HERE(t)->load, &t->target.load) == NR_SAME;

	for (const struct nr_hop *h = t->model->hops; h && h->id; h++)
		if (!rule_enforced(h) && speaks(t, h, &t->target.load) &&
		    !(same && rule_is_change(h)) && (h->down || !rule_says_direct(h)))
			add_advice(t->plan, h);
}

/*
 * Nobody knows which protocol the phone has, and rules about a change may or may not
 * be meant.  Where they speak of changes in one direction only, to take it for the one
 * that they speak of is right for both.  False: they do not, *rule is one of them.
 */
static bool settle_protocol(struct trip *t, const struct nr_hop **rule)
{
	const char *to = t->target.load.protocol;
	const struct nr_hop *h = rule_of_change(t->model, to, true);

	if (HERE(t)->load.protocol[0] || !h || !rule_speaks(h, &HERE(t)->load, &t->target.load))
		return true;
	*rule = h;
	if (rule_of_change(t->model, to, false))
		return false;
	snprintf(HERE(t)->load.protocol, sizeof(HERE(t)->load.protocol), "%.*s",
		 (int)strcspn(h->protocol, ">"), h->protocol);
	return true;
}

/* The row whose stop comes next on the way to @goal, or NULL: go there directly. */
static const struct nr_hop *next_hop(struct trip *t, const struct nr_load *goal)
{
	const struct nr_hop *best = NULL;
	struct stop unused;

	for (const struct nr_hop *h = t->model->hops; h && h->id; h++) {
		if (!rule_enforced(h) || !speaks(t, h, goal))
			continue;
		if (h->optional && !h->down && rule_says_direct(h))
			continue;
		if (h->optional && !stop_for(t, h, &unused))
			add_advice(t->plan, h);
		else if (!best || comes_before(t, h, best))
			best = h;
	}
	return best;
}

/* A stop that the library lacks: the load to ask for. */
static bool missing_stop(struct trip *t, const struct nr_hop *h, struct stop *out)
{
	const char *protocol = t->now[rule_needs(t->model, h)].load.protocol;

	if (rule_is_named(h))
		return named_stop(t, h, out);
	memset(out, 0, sizeof(*out));
	if (!protocol[0])
		protocol = t->target.load.protocol;
	return name_of_stop(t, h, protocol, out) && out->load.ordered;
}

/* -- steps ------------------------------------------------------------------------ */

static void copy(char *out, size_t size, const char *text)
{
	size_t n = 0;

	for (; n + 1 < size && text[n]; n++)
		out[n] = text[n];
	out[n] = '\0';
}

static bool visited(const struct plan *plan, const char *name)
{
	for (size_t i = 0; i < plan->count; i++)
		if (strcasecmp(plan->step[i].load, name) == 0)
			return true;
	return false;
}

static struct plan_step *add_step(struct trip *t, const struct stop *s)
{
	struct plan *plan = t->plan;
	struct plan_step *step;

	if (strlen(s->name) >= sizeof(step->load)) {
		plan_refuse(plan, "the name of the load is too long: %.40s...", s->name);
		return NULL;
	}
	if (visited(plan, s->name) || plan->count == PLAN_STEPS) {
		plan_refuse(plan, "the rules of %s lead in a circle at %s", t->model->name, s->name);
		return NULL;
	}
	step = &plan->step[plan->count++];
	memset(step, 0, sizeof(*step));
	copy(step->load, sizeof(step->load), s->name);
	copy(step->version, sizeof(step->version), s->load.printed);
	if (t->model->parts && t->model->parts[0])
		copy(step->part, sizeof(step->part), t->model->parts[model_part(t->model, s->load.part)]);
	model_archive(t->model, &s->load, step->archive, sizeof(step->archive));
	step->have = s->have;
	step->named_only = s->load.named_only || !s->load.ordered;
	return step;
}

/* The row that asked for a load like the one that runs now; the one with the widest bounds
 * explains most. */
static const struct nr_hop *passed_stop(const struct trip *t)
{
	const struct nr_load *from = &HERE(t)->load, *to = &t->target.load;
	const struct nr_hop *best = NULL;

	for (const struct nr_hop *h = t->model->hops; h && h->id; h++) {
		if (!is_own(t, h) || !rule_enforced(h) || ((h->down || h->optional) && !h->direct) ||
		    !rule_is_inside(from, h) || rule_is_inside(to, h) ||
		    (nr_version_cmp(&to->latest, &h->reaching) < 0) != h->down ||
		    !rule_fits_protocol(h->protocol, from->protocol, to->protocol))
			continue;
		if (!best || nr_version_cmp(&h->via_min, &best->via_min) < 0)
			best = h;
	}
	return best;
}

/* A row that says of this very jump that nothing asks for a stop. */
static const struct nr_hop *direct_row(const struct trip *t)
{
	const struct nr_load *from = &HERE(t)->load, *to = &t->target.load;
	bool down = nr_load_order(from, to) == NR_NEWER;

	for (const struct nr_hop *h = t->model->hops; h && h->id; h++)
		if (is_own(t, h) && rule_says_direct(h) && rule_speaks(h, from, to) && h->down == down &&
		    (!h->protocol || from->protocol[0]))
			return h;
	return NULL;
}

static const char *no_rule(const struct nr_load *from, const struct nr_load *to)
{
	enum nr_order order = nr_load_order(from, to);

	if (order == NR_SAME)
		return NO_RULE_SAME;
	if (order == NR_NEWER)
		return NO_RULE_DOWN;
	return from->protocol[0] && to->protocol[0] && strcmp(from->protocol, to->protocol) != 0 ?
		       NO_RULE_CHANGE : NO_RULE;
}

/* Why the last jump needs no stop. */
static void explain_last(const struct trip *t, struct plan_step *step)
{
	const struct nr_hop *h = passed_stop(t);

	if (!h)
		h = direct_row(t);
	step->reason = !h ? no_rule(&HERE(t)->load, &t->target.load) : h->direct ? h->direct : h->reason;
	step->source = h ? h->source : t->model->read ? t->model->read : NOTHING_READ;
}

static void forbidden(struct trip *t, const struct nr_hop *h)
{
	plan_refuse(t->plan, "rule %s of %s: %.120s", h->id, t->model->name, h->reason);
}

/* One step towards the target; false at its end. */
static bool walk(struct trip *t)
{
	struct stop goal = t->target;
	const struct nr_hop *hop = NULL, *h;
	struct plan_step *step;
	int part;

	/* The way to a stop may have a stop of its own. */
	for (int depth = 0; (h = next_hop(t, &goal.load)) != NULL; depth++) {
		if (depth == PLAN_STEPS) {
			plan_refuse(t->plan, "rule %s of %s contradicts others", h->id,
				   t->model->name);
			return false;
		}
		if (!rule_has_stop(h)) {
			forbidden(t, h);
			return false;
		}
		if (!stop_for(t, h, &goal) && !missing_stop(t, h, &goal)) {
			plan_refuse(t->plan, "rule %s of %s: %.110s", h->id, t->model->name,
				   h->via_text ? "names no load to ask for" : h->reason);
			return false;
		}
		hop = h;
	}
	step = add_step(t, &goal);
	if (!step)
		return false;
	if (hop) {
		step->reason = hop->reason;
		step->source = hop->source;
		step->rule = hop->id;
	} else {
		explain_last(t, step);
	}
	part = model_part(t->model, goal.load.part);
	t->now[part] = goal;
	t->known[part] = true;
	return part != t->part || strcasecmp(goal.name, t->target.name) != 0;
}

/* "did you mean SIP45.9-3-1SR4-1S?" of a name that lacks something. */
static bool meant(const struct trip *t, const struct nr_load *load, char out[80])
{
	struct stop like;

	if (!stock_like(t->model, t->lib, load, &like) || strlen(like.name) >= 60)
		return false;
	snprintf(out, 80, "did you mean %.60s?", like.name);
	return true;
}

/* The library lacks the target, and has a load whose name only goes on. */
static void hint_target(struct trip *t)
{
	const struct plan_step *last = &t->plan->step[t->plan->count - 1];
	char hint[80];

	if (!t->plan->why[0] && !last->have && meant(t, &t->target.load, hint))
		snprintf(t->plan->why, sizeof(t->plan->why), "%.60s: %s", last->load, hint);
}

static void finish(struct trip *t)
{
	struct plan *plan = t->plan;

	if (plan->result == PLAN_IMPOSSIBLE)
		return;
	plan->result = PLAN_READY;
	for (size_t i = 0; i < plan->count; i++)
		if (!plan->step[i].have)
			plan->result = PLAN_MISSING;
	if (plan->result == PLAN_MISSING)
		hint_target(t);
}

static void walk_on(struct trip *t)
{
	gather_advice(t);
	while (walk(t))
		;
	finish(t);
}

/* -- from a wiped phone ------------------------------------------------------------- */

/* The first step of a wiped phone: @s with its manifest.  False: nothing more to plan. */
static bool wiped_step(struct trip *t, const struct stop *s, const char *reason,
		       const struct nr_hop *hop)
{
	const struct nr_hop *wiped = t->model->wiped_hop;
	struct plan_step *step = add_step(t, s);

	if (!step)
		return false;
	step->manifest = s->have ? stock_manifest(t->model, t->lib, s->have) : NULL;
	step->reason = reason;
	step->source = wiped && wiped->source ? wiped->source : SEEN_WIPED;
	step->rule = hop ? hop->id : NULL;
	/* Without a list there is nothing to serve: its archive is missing. */
	if (!step->manifest) {
		step->have = NULL;
		if (s->have)
			snprintf(t->plan->why, sizeof(t->plan->why),
				 "the library holds %s without its load list for wiped phones; a load of "
				 "the same protocol that has one opens the way", step->load);
	}
	if (wiped && !hop && nr_version_cmp(&s->load.version, &wiped->via_max) > 0)
		add_advice(t->plan, wiped);
	*HERE(t) = *s;
	return strcasecmp(s->name, t->target.name) != 0;
}

/*
 * A load with a manifest: not newer than the target when there is one, else the newest;
 * else the stepping stone, with whichever protocol.
 */
static bool other_with_manifest(const struct trip *t, struct stop *out)
{
	const struct nr_load *target = &t->target.load;
	const struct nr_hop *stone = t->model->wiped_hop;
	struct stock_query w = { .train = target->train, .protocol = target->protocol,
			    .max = &target->version, .with_manifest = true };

	if (stock_newest(t->model, t->lib, &w, out))
		return true;
	w.max = NULL;
	if (stock_newest(t->model, t->lib, &w, out))
		return true;
	if (!stone)
		return false;
	w = (struct stock_query){ .train = target->train, .min = &stone->via_min,
				  .max = &stone->via_max, .with_manifest = true };
	return stock_newest(t->model, t->lib, &w, out);
}

static bool asks_for_list(const struct nr_model *m)
{
	const struct nr_name *n = m->names;

	while (n && n->glob && n->want != NR_WANT_MANIFEST)
		n++;
	return n && n->glob;
}

static void plan_wiped(struct trip *t)
{
	struct stop first = t->target;
	const char *reason = WIPED;

	if (!asks_for_list(t->model)) {
		plan_refuse(t->plan, "it is not known what a wiped %s asks for: say which load it runs, or "
				    "unknown", t->model->name);
		return;
	}
	first.have = stock_find(t->model, t->lib, first.name, true);
	if (!first.have && t->target.have && other_with_manifest(t, &first))
		reason = WIPED_OTHER;
	else if (!first.have)
		first.have = t->target.have;
	if (wiped_step(t, &first, reason, NULL))
		walk_on(t);
	finish(t);
}

/* -- the plan -------------------------------------------------------------------------- */

/* Firmware that the model reads and never runs, and says what it is: another product. */
static bool is_product(const struct nr_model *m, const struct nr_load *l)
{
	return l->note && !model_serves(m, l->protocol);
}

/* What the rows say about a change to another product: of no interest unless the phone is
 * known to have this one. */
static void mention_product(struct trip *t, const char *protocol)
{
	struct plan *plan = t->plan;

	if (!HERE(t)->load.protocol[0] || !model_serves(t->model, HERE(t)->load.protocol))
		return;
	for (const struct nr_hop *h = t->model->hops; h && h->id; h++)
		if (h->protocol && strcasecmp(h->protocol, protocol) == 0)
			add_advice(plan, h);
	for (const struct nr_board *b = t->model->boards; b && b->id; b++)
		if (b->protocol && strcasecmp(b->protocol, protocol) == 0)
			plan_mention_board(plan, b);
}

/*
 * A phone compares the name of a load with the one inside, case and all: it is given
 * the library's spelling, else the model's.
 */
static void spell(const struct trip *t, struct stop *s)
{
	char name[LOAD_NAME_SIZE];

	if (s->have) {
		file_name_normalise(s->have->name, s->name);
	} else if (model_format(t->model->load_format, s->load.protocol, s->load.text, name,
				sizeof(name)) && strcasecmp(name, s->name) == 0) {
		memcpy(s->name, name, sizeof(name));
	}
}

/* A list of any version: the newest load of the library that has one, of the protocol
 * that the phone has, else of the usual one if there is such. */
static bool from_manifest(const struct trip *t, struct stop *s)
{
	struct stock_query w = { .protocol = HERE(t)->load.protocol, .with_manifest = true };

	if (w.protocol[0] && stock_newest(t->model, t->lib, &w, s))
		return true;
	for (const char *const *p = t->model->protocols; p && *p; p++) {
		w.protocol = *p;
		if (stock_newest(t->model, t->lib, &w, s))
			return true;
	}
	return false;
}

/* By its name; or by its version, of the protocol that runs or else the usual one. */
/*
 * The call manager's files of 7940s name the universal loader, P003-8-12-00, where they mean the
 * load that it comes with: what a phone runs that says so and has an application.
 */
static void loader_means(const struct nr_model *m, struct stop *s)
{
	struct nr_load l;
	char load[64];

	if (s->load.kind != NR_KIND_COMPONENT || s->load.load[0] ||
	    !model_running(m, s->name, "SIP", load) || !model_parse(m, load, &l) ||
	    l.kind != NR_KIND_LOAD)
		return;
	copy(s->name, sizeof(s->name), load);
	s->load = l;
}

static bool read_target(const struct trip *t, const char *target, struct stop *s)
{
	const char *protocol = HERE(t)->load.protocol;

	if (file_name_normalise(target, s->name) && model_read(t->model, s->name, &s->load)) {
		loader_means(t->model, s);
		return true;
	}
	if (!protocol[0] && t->model->protocols)
		protocol = model_usual_protocol(t->model);
	return protocol[0] && stock_version(t->model, t->lib, protocol, target, s);
}

static bool set_target(struct trip *t, const char *target)
{
	const struct nr_hop *floor;
	struct stop *s = &t->target;
	char hint[80] = "";

	if (!read_target(t, target, s)) {
		plan_refuse(t->plan, version_said(target, hint) ?
			    "nobody knows what the load %.40s of %s is called, and the library has none of "
			    "that version: name it" : "%.60s is not a load of %s", target, t->model->name);
		return false;
	}
	if (s->load.kind == NR_KIND_MANIFEST && !from_manifest(t, s)) {
		plan_refuse(t->plan, "%.40s is not a load but the list that a wiped phone asks for, of any "
				    "version, and the library has none: say which load", s->name);
		return false;
	}
	if (s->load.kind != NR_KIND_LOAD) {
		plan_refuse(t->plan, "%.60s is not a load%s%s", s->name,
			   s->load.load[0] ? ": it belongs to " : "", s->load.load);
		return false;
	}
	if (is_product(t->model, &s->load)) {
		plan_refuse(t->plan, "%.50s is %s", s->name, s->load.note);
		mention_product(t, s->load.protocol);
		return false;
	}
	if (!model_serves(t->model, s->load.protocol)) {
		plan_refuse(t->plan, "%.50s is %s firmware, which no call manager has for the model %s",
			   s->name, s->load.protocol, t->model->name);
		return false;
	}
	/* A real load needs no place where no rule depends on it. */
	if (!s->load.ordered && (!s->load.doubt || rule_any(t->model))) {
		plan_refuse(t->plan, "%.40s %s%s%s", s->name, s->load.doubt ?
			   "has no certain place among the releases" : "is no released load",
			   meant(t, &s->load, hint) ? "; " : "", hint);
		return false;
	}
	floor = stock_too_old(t->model, &s->load);
	if (floor) {
		forbidden(t, floor);
		return false;
	}
	if (s->load.named_only && stock_is_ambiguous(t->lib, s->name)) {
		plan_refuse(t->plan, "the library has %.60s from more than one archive, and they may be for "
			    "different regions: leave only the one of this phone's region there", s->name);
		return false;
	}
	if (model_part(t->model, s->load.part) < 0) {
		plan_refuse(t->plan, "%.60s is of the part '%s', which its model does not have", s->name,
			   s->load.part);
		return false;
	}
	t->part = model_part(t->model, s->load.part);
	s->have = stock_same(t->model, t->lib, s->name);
	spell(t, s);
	copy(t->plan->target, sizeof(t->plan->target), s->name);
	return true;
}

/* Older than everything, and comparable with the target.  @protocol: "" when that is not
 * known either. */
static void set_unknown(struct trip *t, const char *protocol)
{
	struct nr_load *l = &HERE(t)->load;

	memset(HERE(t), 0, sizeof(*HERE(t)));
	copy(l->protocol, sizeof(l->protocol), protocol);
	l->kind = NR_KIND_LOAD;
	l->ordered = true;
	memcpy(l->family, t->target.load.family, sizeof(l->family));
	memcpy(l->train, t->target.load.train, sizeof(l->train));
}

/* @load: what it says it runs, and cannot be placed; or NULL. */
static void plan_unknown(struct trip *t, const char *load)
{
	char protocol[MODEL_PROTOCOL_SIZE];
	const struct nr_hop *h = NULL;

	set_unknown(t, model_protocol(t->model, load, protocol));
	if (!settle_protocol(t, &h))
		plan_refuse(t->plan, "it is not known which protocol it has now, and rule %s of %s depends on "
				    "it: say which load it runs", h->id, t->model->name);
	else
		walk_on(t);
}

/* It stands nowhere on the scale, and a rule asks for it. */
static bool is_named_stop(const struct nr_model *m, const struct nr_load *l)
{
	for (const struct nr_hop *h = m->hops; h && h->id; h++)
		if (rule_is_named(h) && rule_is_inside(l, h))
			return true;
	return false;
}

/* Both are for one region only, and not for the same. */
static bool changes_region(const struct nr_load *a, const struct nr_load *b)
{
	return a->named_only && b->named_only && a->region[0] && b->region[0] &&
	       strcmp(a->region, b->region) != 0;
}

/* What it runs, from a load's name or an image's.  False: that says nothing. */
static bool set_here(struct trip *t, const char *load)
{
	struct stop *s = HERE(t);

	if (!load || !file_name_normalise(load, s->name) || !model_read(t->model, s->name, &s->load) ||
	    (!s->load.ordered && !is_named_stop(t->model, &s->load)))
		return false;
	if (s->load.kind == NR_KIND_COMPONENT && s->load.load[0])
		copy(s->name, sizeof(s->name), s->load.load);
	return s->load.kind == NR_KIND_LOAD || s->load.kind == NR_KIND_COMPONENT;
}

static bool is_marker(const struct nr_model *m, const char *load)
{
	struct nr_load l;

	return load && model_parse(m, load, &l) && l.kind == NR_KIND_MARKER;
}

/* A phone with another product, by the load that it runs: nothing leads from there. */
static bool set_stranger(struct trip *t, const char *load)
{
	struct nr_load l;

	if (!load || !model_parse(t->model, load, &l) || !is_product(t->model, &l))
		return false;
	file_name_normalise(load, HERE(t)->name);
	copy(t->plan->from, sizeof(t->plan->from), HERE(t)->name);
	plan_refuse(t->plan, "it runs %.50s, %s", HERE(t)->name, l.note);
	return true;
}

/* A name says enough to be the same, also where it has no place. */
static bool runs_target(const struct trip *t, const char *load)
{
	char name[LOAD_NAME_SIZE];

	return load && file_name_normalise(load, name) && model_same(t->model, name, t->target.name);
}

/* What is said to run of each part; "": nothing. */
struct said {
	char text[MODEL_PARTS][LOAD_NAME_SIZE];
};

/* @load: see plan_make(). */
static void read_said(const struct nr_model *m, const char *load, struct said *out)
{
	memset(out, 0, sizeof(*out));
	if (!m->parts || !m->parts[0]) {
		copy(out->text[0], sizeof(out->text[0]), load);
		return;
	}
	while (*load) {
		size_t n = strcspn(load, ",");
		char one[LOAD_NAME_SIZE];
		int part;

		copy(one, n + 1 < sizeof(one) ? n + 1 : sizeof(one), load);
		load += n + (load[n] == ',');
		part = one[0] ? model_part_of(m, one) : -1;
		if (part >= 0)
			memcpy(out->text[part], one, sizeof(one));
	}
}

/* What is known of the parts that the target is not of. */
static void set_others(struct trip *t, const struct said *said)
{
	for (int i = 0; i < MODEL_PARTS; i++) {
		struct stop *s = &t->now[i];

		if (i != t->part)
			t->known[i] = said->text[i][0] && file_name_normalise(said->text[i], s->name) &&
				      model_read(t->model, s->name, &s->load) && s->load.kind == NR_KIND_LOAD &&
				      s->load.ordered;
	}
}

/* @runs: a load that says which protocol the phone has now; or NULL. */
static bool start(struct trip *t, struct plan *out, const struct nr_model *model,
		  const struct library *lib, const char *runs, const char *target)
{
	memset(out, 0, sizeof(*out));
	memset(t, 0, sizeof(*t));
	t->plan = out;
	t->model = model;
	t->lib = lib;
	model_protocol(model, runs, HERE(t)->load.protocol);
	return set_target(t, target);
}

bool plan_target(const struct nr_model *model, const struct library *lib, const char *runs,
		 const char *target, struct stop *out)
{
	struct plan unused;
	struct trip t;

	if (!start(&t, &unused, model, lib, runs, target))
		return false;
	*out = t.target;
	return true;
}

void plan_make(struct plan *out, const struct nr_model *model, const struct library *lib,
	       enum plan_from from, const char *load, const char *target)
{
	struct said said;
	struct trip t;

	read_said(model, load ? load : "", &said);
	load = said.text[0][0] ? said.text[0] : NULL;
	if (!start(&t, out, model, lib, from == PLAN_FROM_LOAD ? load : NULL, target))
		return;
	load = said.text[t.part][0] ? said.text[t.part] : NULL;
	set_others(&t, &said);
	if (from == PLAN_FROM_LOAD && is_marker(model, load))
		from = PLAN_FROM_WIPED;
	if (from == PLAN_FROM_LOAD && set_stranger(&t, load))
		return;
	if (from == PLAN_FROM_LOAD && runs_target(&t, load)) {
		copy(out->from, sizeof(out->from), t.target.name);
		return;
	}
	if (from == PLAN_FROM_LOAD && !set_here(&t, load))
		from = PLAN_FROM_UNKNOWN;
	switch (from) {
	case PLAN_FROM_LOAD:
		copy(out->from, sizeof(out->from), HERE(&t)->name);
		if (changes_region(&HERE(&t)->load, &t.target.load))
			plan_refuse(out, "%.60s is for the region %s, and this phone is locked to %s for good",
				    t.target.name, t.target.load.region, HERE(&t)->load.region);
		else if (strcasecmp(HERE(&t)->name, t.target.name) != 0)
			walk_on(&t);
		break;
	case PLAN_FROM_WIPED:
		copy(out->from, sizeof(out->from), "wiped");
		plan_wiped(&t);
		break;
	case PLAN_FROM_UNKNOWN:
		copy(out->from, sizeof(out->from), "unknown");
		plan_unknown(&t, load);
		break;
	case PLAN_FROM_LISTS:
		copy(out->from, sizeof(out->from), "unknown");
		set_unknown(&t, "");
		HERE(&t)->load.version = HERE(&t)->load.latest = model->lists_from;
		walk_on(&t);
		break;
	case PLAN_FROM_OLDEST:
		copy(out->from, sizeof(out->from), "oldest");
		set_unknown(&t, t.target.load.protocol);
		walk_on(&t);
		break;
	}
}

/* The load for a wiped phone that rejected its target: with a list, else to ask for. */
static bool fallback_stop(struct trip *t, const struct nr_hop *h, struct stop *out)
{
	const struct nr_load *target = &t->target.load;
	struct stock_query w = { .train = target->train, .protocol = target->protocol,
			    .min = &h->via_min, .max = &h->via_max, .with_manifest = true };

	if (stock_newest(t->model, t->lib, &w, out))
		return true;
	w.protocol = NULL;
	return stock_newest(t->model, t->lib, &w, out) || missing_stop(t, h, out);
}

void plan_make_wiped_fallback(struct plan *out, const struct nr_model *model,
			      const struct library *lib, const char *target)
{
	const struct nr_hop *h = model->wiped_hop;
	struct stop first;
	struct trip t;

	if (!start(&t, out, model, lib, NULL, target))
		return;
	copy(out->from, sizeof(out->from), "wiped");
	if (!h) {
		plan_refuse(out, "it is not known what a wiped %s accepts when it rejects the "
				"target", model->name);
		return;
	}
	if (!fallback_stop(&t, h, &first)) {
		plan_refuse(out, "rule %s of %s names no load to ask for", h->id, model->name);
		return;
	}
	if (wiped_step(&t, &first, h->reason, h))
		walk_on(&t);
	finish(&t);
}

static void wiped_by(struct plan *out, const struct nr_model *model, const struct library *lib,
		     const struct stop *first, const char *reason, const char *target)
{
	struct trip t;

	if (!start(&t, out, model, lib, NULL, target))
		return;
	copy(out->from, sizeof(out->from), "wiped");
	if (wiped_step(&t, first, reason, NULL))
		walk_on(&t);
	finish(&t);
}

void plan_make_wiped_board(struct plan *out, const struct nr_model *model,
			   const struct library *lib, const struct stop *first,
			   const char *target)
{
	wiped_by(out, model, lib, first, WIPED_BOARD, target);
}

void plan_make_wiped_older(struct plan *out, const struct nr_model *model,
			   const struct library *lib, const struct stop *first,
			   const char *target)
{
	wiped_by(out, model, lib, first, WIPED_OLDER, target);
}

enum plan_way plan_way_of(const struct nr_model *model, const char *runs, const char *target)
{
	struct nr_load from, to;

	if (!model_parse(model, runs, &from) || !model_parse(model, target, &to))
		return PLAN_WAY_UNREAD;
	if (strcmp(from.protocol, to.protocol) != 0)
		return from.protocol[0] && to.protocol[0] ? PLAN_WAY_PROTOCOL : PLAN_WAY_UNREAD;
	if (strcasecmp(runs, target) == 0)
		return PLAN_WAY_STAY;
	switch (nr_load_order(&from, &to)) {
	case NR_OLDER:
		return PLAN_WAY_UP;
	case NR_SAME:
		return PLAN_WAY_STAY;
	case NR_NEWER:
		return PLAN_WAY_BACK;
	case NR_ORDER_UNKNOWN:
		break;
	}
	return PLAN_WAY_UNORDERED;
}

const struct lib_load *plan_newest(const struct nr_model *model, const struct library *lib,
				   const char *protocol)
{
	struct stock_query w = { .protocol = protocol };
	struct stop s;

	if (protocol && protocol[0])
		return stock_newest(model, lib, &w, &s) ? s.have : NULL;
	for (const char *const *p = model->protocols; p && *p; p++) {
		w.protocol = *p;
		if (stock_newest(model, lib, &w, &s))
			return s.have;
	}
	return NULL;
}
