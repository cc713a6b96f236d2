/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * course.c -- where a phone shall go, by which steps, and at which it is.
 *
 * The target is the operator's word, else the call manager's, else the newest
 * load of the library; the way there is the planner's.
 */
#include <config.h>

#include "core/phone/recovery.h"
#include "core/base/clock.h"
#include "core/plan/hardware.h"
#include "core/plugin/knowledge.h"
#include "core/base/log.h"
#include "core/plugin/sections.h"

#include <strings.h>

#define SILENT_BOOTS 3          /* ... and it is planned as if it ran the oldest load */

/* -- the target ------------------------------------------------------------------- */

static const char *own_target(const struct bench *b, const struct phone *p)
{
	const struct settings_phone *cp = settings_phone(b->config, &p->mac);
	const struct settings_model *cm = sections_model(b->config, p->model);

	if (cp && cp->target)
		return cp->target;
	return cm ? cm->target : NULL;
}

/* The call manager's word: a load name, "" for "leave it as it is", NULL for none. */
static const char *call_manager_target(const struct bench *b, const struct phone *p)
{
	const struct xmldefault_row *row;
	bool mended;

	if (!b->xmldefault || b->config->target == SETTINGS_TARGET_NEWEST)
		return NULL;
	row = xmldefault_find(b->xmldefault, p->model, &mended);
	return row ? row->load : NULL;
}

static const char *running_protocol(const struct phone *p)
{
	static char protocol[8];
	struct nr_load l;

	protocol[0] = '\0';
	if (p->load[0] && model_parse(p->model, p->load, &l))
		snprintf(protocol, sizeof(protocol), "%s", l.protocol);
	return protocol;
}

const char *course_target(const struct bench *b, const struct phone *p)
{
	const char *t = own_target(b, p);
	const struct lib_load *l;

	if (!t)
		t = call_manager_target(b, p);
	if (t)
		return t[0] ? t : p->load;
	l = b->library ? plan_newest(p->model, b->library, running_protocol(p)) : NULL;
	return l ? l->name : NULL;
}

/* -- planning --------------------------------------------------------------------- */

const struct plan_step *course_step(const struct phone *p)
{
	return p->planned && p->step < p->plan.count ? &p->plan.step[p->step] : NULL;
}

/* The list that the phone works through in this step. */
const struct lib_load *course_list(const struct phone *p)
{
	const struct plan_step *s = course_step(p);

	if (!s)
		return NULL;
	return s->manifest ? s->manifest : s->have;
}

void course_begin_step(struct phone *p)
{
	memset(&p->progress, 0, sizeof(p->progress));
	p->ignored = 0;
	p->reason = NULL;
	p->file[0] = '\0';
	p->bytes = p->total = 0;
}

static void say_missing(struct phone *p)
{
	const char *what = "";
	const struct plan_step *s = NULL;

	for (size_t i = 0; i < p->plan.count && !s; i++)
		if (!p->plan.step[i].have)
			s = &p->plan.step[i];
	if (!s) {
		phone_say(p, "NR-LIB", "the library lacks something that the way to %s needs", p->plan.target);
		return;
	}
	if (p->plan.count > 1 && s->rule)
		what = " (a required stop)";
	phone_say(p, "NR-LIB", "the library has no whole %s%s: import %s, and it goes on by itself", s->load, what,
		  s->archive);
}

void course_say(struct phone *p)
{
	const struct plan_step *s = course_step(p);

	if (s)
		phone_say(p, NULL, "step %zu of %zu: %s, when it asks for its configuration", p->step + 1,
			  p->plan.count, s->load);
	else
		phone_say(p, NULL, "said to run its target: waiting for proof");
}

/* Is this load the target already, by the phone's own word? */
bool course_on_target(const struct phone *p)
{
	return p->planned && p->plan.result == PLAN_READY && p->step >= p->plan.count &&
	       load_source_strong(p->load_source) && !p->load_restored;
}

static void recall_sent(struct bench *b, struct phone *p)
{
	const struct memory *m = registry_memory(b, p->name);
	const struct plan_step *s = course_step(p);

	if (!m || !s || strcmp(m->sent, s->load) != 0)
		return;
	p->progress.sent = true;
	p->progress.images = 1;
	phone_say(p, "NR-WAIT", "was sent %s before the bench was started anew: waiting for proof", s->load);
	phone_event(b, p, EV_SENT);
}

static void enter_plan(struct bench *b, struct phone *p)
{
	switch (p->plan.result) {
	case PLAN_MISSING:
		say_missing(p);
		phone_event(b, p, EV_NO_WAY);
		return;
	case PLAN_IMPOSSIBLE:
		phone_say(p, "NR-NOPLAN", "%s", p->plan.why);
		phone_event(b, p, EV_NO_WAY);
		return;
	case PLAN_READY:
		break;
	}
	if (course_on_target(p)) {
		phone_say(p, "NR-DONE", "runs %s already: nothing to do", p->load);
		phone_event(b, p, EV_TARGET_PROVEN);
		return;
	}
	if (p->off_wire) {
		vlan_block(b, p);
		return;
	}
	for (size_t i = 0; i < p->plan.count; i++)
		if (p->plan.step[i].hardware[0])
			log_line(LOG_WARNING, p->name, "step %zu, %s: %s", i + 1, p->plan.step[i].load,
				 p->plan.step[i].hardware);
	course_say(p);
	phone_event(b, p, EV_PLANNED);
	recall_sent(b, p);
}

/* The load that is the target: course_target() may be misspelt, or name a list. */
bool course_goal(const struct bench *b, const struct phone *p, struct stop *out)
{
	const char *target = course_target(b, p);

	return target && target[0] && plan_target(p->model, b->library, p->load, target, out);
}

/* The load with a list for a wiped phone that turned others down for its hardware. */
bool course_wiped_board(const struct bench *b, const struct phone *p, struct stop *out)
{
	struct stop goal;

	return course_goal(b, p, &goal) &&
	       hardware_remedy(p->model, b->library, goal.load.protocol, p->wiped_parts, true, out);
}

bool course_weighs_board(const struct phone *p)
{
	bool weighs = p->model && p->model->boards;

	for (size_t i = 0; p->planned && i < p->plan.count; i++)
		weighs |= p->plan.step[i].have && p->plan.step[i].have->for_boards;
	return weighs;
}

static void make_plan(struct bench *b, struct phone *p, enum plan_from from)
{
	static const struct library empty = { .dirfd = -1 };
	const struct library *lib = b->library ? b->library : &empty;
	const char *target = course_target(b, p);
	struct stop first;

	p->step = 0;
	course_begin_step(p);
	p->planned = target != NULL;
	if (!target || !target[0]) {
		p->planned = false;
		phone_say(p, "NR-NOPLAN", "no target: neither the call manager's file nor the library names a load "
			  "for a %s", p->model->name);
		phone_event(b, p, EV_NO_WAY);
		return;
	}
	if (from == PLAN_FROM_WIPED && p->wiped_tries == 2 && course_wiped_board(b, p, &first))
		plan_make_wiped_board(&p->plan, p->model, lib, &first, target);
	else if (from == PLAN_FROM_WIPED && p->wiped_tries)
		plan_make_wiped_fallback(&p->plan, p->model, lib, target);
	else
		plan_make(&p->plan, p->model, lib, from, p->load, target);
	hardware_weigh(&p->plan, p->model, lib, phone_fact(p, NR_FACT_HARDWARE));
	enter_plan(b, p);
}

/* In state known: plan when enough is known to plan. */
void course_try(struct bench *b, struct phone *p)
{
	if (p->state != PHONE_KNOWN || b->wire.passive)
		return;
	if (p->rival) {
		phone_say(p, "NR-AMBIG", "looks like a %s and like a %s: say which in [phone %s]",
			  p->model->name, p->rival->name, p->name);
		phone_event(b, p, EV_NO_WAY);
	} else if (p->wiped) {
		make_plan(b, p, PLAN_FROM_WIPED);
	} else if (p->load[0]) {
		make_plan(b, p, PLAN_FROM_LOAD);
	} else if (p->off_wire) {
		vlan_block(b, p);
	} else if (p->silent_boots >= SILENT_BOOTS) {
		log_line(LOG_NOTICE, p->name, "%u boots without a word about its load: the conservative way",
			 p->silent_boots);
		make_plan(b, p, PLAN_FROM_UNKNOWN);
	}
}

void recovery_replan(struct bench *b, struct phone *p)
{
	p->planned = false;
	p->told[0] = p->probe[0] = '\0';
	phone_say(p, NULL, "model %s, load %s", p->model ? p->model->name : "unknown",
		  p->wiped ? "wiped" : p->load[0] ? p->load : "unknown");
	phone_event(b, p, EV_REPLAN);
	course_try(b, p);
}
