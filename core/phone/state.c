/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * state.c -- the state of a phone, and the table of its moves.
 *
 *  seen --> known --> planned --> serving --> sent --> done
 *             |          ^           |          |
 *             v          |           v          v     refused: it fetched the list and
 *          blocked       +-------- stalled <----+     rejected it, again and again
 *                        +------- (next step) --+     held, stranger: never served
 *
 * Events move a phone; state_event() is the only place where its state
 * changes, so the only one that logs it and tells the journal.
 */
#include <config.h>

#include "core/phone/state.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/phone/crowd.h"
#include "core/phone/diary.h"
#include "core/phone/safety.h"
#include "core/phone/witness.h"

#include <arpa/inet.h>
#include <stdarg.h>
#include <stdlib.h>

static const char *const state_names[PHONE_STATES] = {
	[PHONE_SEEN] = "seen",
	[PHONE_KNOWN] = "known",
	[PHONE_PLANNED] = "planned",
	[PHONE_SERVING] = "serving",
	[PHONE_SENT] = "sent",
	[PHONE_DONE] = "done",
	[PHONE_BLOCKED] = "blocked",
	[PHONE_REFUSED] = "refused",
	[PHONE_STALLED] = "stalled",
	[PHONE_HELD] = "held",
	[PHONE_STRANGER] = "stranger",
};

const char *state_name(enum phone_state s)
{
	return state_names[s];
}

static const struct {
	enum phone_state from;
	enum state_event on;
	enum phone_state to;
} moves[] = {
	{ PHONE_SEEN, EV_STRANGER, PHONE_STRANGER },
	{ PHONE_SEEN, EV_IDENTIFIED, PHONE_KNOWN },
	{ PHONE_STRANGER, EV_IDENTIFIED, PHONE_KNOWN },
	{ PHONE_STRANGER, EV_REPLAN, PHONE_SEEN }, /* a phone after all */
	{ PHONE_KNOWN, EV_PLANNED, PHONE_PLANNED },
	{ PHONE_KNOWN, EV_NO_WAY, PHONE_BLOCKED },
	{ PHONE_KNOWN, EV_TARGET_PROVEN, PHONE_DONE },
	{ PHONE_KNOWN, EV_SILENT, PHONE_STALLED },
	{ PHONE_PLANNED, EV_LIST, PHONE_SERVING },
	{ PHONE_PLANNED, EV_SENT, PHONE_SENT }, /* sent by an earlier run of the bench */
	{ PHONE_PLANNED, EV_STEP_PROVEN, PHONE_PLANNED }, /* it fetched elsewhere */
	{ PHONE_PLANNED, EV_TARGET_PROVEN, PHONE_DONE },
	{ PHONE_PLANNED, EV_REJECTED, PHONE_REFUSED },
	{ PHONE_PLANNED, EV_SILENT, PHONE_STALLED },
	{ PHONE_PLANNED, EV_REPLAN, PHONE_KNOWN },
	{ PHONE_SERVING, EV_LIST, PHONE_SERVING },
	{ PHONE_SERVING, EV_SENT, PHONE_SENT },
	{ PHONE_SERVING, EV_STEP_PROVEN, PHONE_PLANNED },
	{ PHONE_SERVING, EV_TARGET_PROVEN, PHONE_DONE },
	{ PHONE_SERVING, EV_GAVE_UP, PHONE_PLANNED }, /* until it comes again */
	{ PHONE_SERVING, EV_REJECTED, PHONE_REFUSED },
	{ PHONE_SERVING, EV_SILENT, PHONE_STALLED },
	{ PHONE_SERVING, EV_REPLAN, PHONE_KNOWN },
	{ PHONE_SENT, EV_LIST, PHONE_SERVING }, /* not installed: it comes again */
	{ PHONE_SENT, EV_STEP_PROVEN, PHONE_PLANNED },
	{ PHONE_SENT, EV_TARGET_PROVEN, PHONE_DONE },
	{ PHONE_SENT, EV_REJECTED, PHONE_REFUSED },
	{ PHONE_SENT, EV_SILENT, PHONE_STALLED },
	{ PHONE_SENT, EV_REPLAN, PHONE_KNOWN },
	{ PHONE_STALLED, EV_LIST, PHONE_SERVING },
	{ PHONE_STALLED, EV_SENT, PHONE_SENT },
	{ PHONE_STALLED, EV_STEP_PROVEN, PHONE_PLANNED },
	{ PHONE_STALLED, EV_TARGET_PROVEN, PHONE_DONE },
	{ PHONE_STALLED, EV_REJECTED, PHONE_REFUSED },
	{ PHONE_STALLED, EV_ALIVE_KNOWN, PHONE_KNOWN },
	{ PHONE_STALLED, EV_ALIVE_PLANNED, PHONE_PLANNED },
	{ PHONE_STALLED, EV_ALIVE_SENT, PHONE_SENT },
	{ PHONE_STALLED, EV_REPLAN, PHONE_KNOWN },
	{ PHONE_DONE, EV_REPLAN, PHONE_KNOWN }, /* it runs something else now */
	{ PHONE_BLOCKED, EV_REPLAN, PHONE_KNOWN },
	{ PHONE_REFUSED, EV_REPLAN, PHONE_KNOWN },
	{ PHONE_SEEN, EV_HOLD, PHONE_HELD },
	{ PHONE_KNOWN, EV_HOLD, PHONE_HELD },
	{ PHONE_PLANNED, EV_HOLD, PHONE_HELD },
	{ PHONE_SERVING, EV_HOLD, PHONE_HELD },
	{ PHONE_SENT, EV_HOLD, PHONE_HELD },
	{ PHONE_BLOCKED, EV_HOLD, PHONE_HELD },
	{ PHONE_REFUSED, EV_HOLD, PHONE_HELD },
	{ PHONE_STALLED, EV_HOLD, PHONE_HELD },
	{ PHONE_HELD, EV_RESUME, PHONE_SEEN },
};

/* -- saying it -------------------------------------------------------------------- */

#define MESSAGE_SIZE 720        /* the longest ritual of a reset fits */
#define BLOCKED_MAX 239         /* letters of a message that are compared */

static const char begun[] = "seen: nothing is known of it yet";
static const char speechless[] = "no memory is left to say how it stands";

void state_begin(struct phone *p)
{
	p->since = clock_wall_ms();
	p->since_mono = clock_mono_ms();
	p->message = begun;
}

static void drop_message(struct phone *p)
{
	if (p->message != begun && p->message != speechless)
		free((void *)(uintptr_t)p->message);
	p->message = begun;
}

void state_finish(struct phone *p)
{
	drop_message(p);
	free(p->blocked);
	p->blocked = NULL;
}

static void set_message(struct phone *p, const char *text)
{
	const char *copy;

	if (strcmp(p->message, text) == 0)
		return;
	copy = strdup(text);
	drop_message(p);
	p->message = copy ? copy : speechless;
}

void state_say(struct phone *p, const char *code, const char *fmt, ...)
{
	char text[MESSAGE_SIZE];
	va_list ap;

	p->certainty = NULL;
	snprintf(p->code, sizeof(p->code), "%s", code ? code : "");
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	set_message(p, text);
}

static json_t *trouble(const struct phone *p)
{
	return json_pack("{s:s, s:s}", "code", p->code, "message", p->message);
}

/* What the journal says when a phone enters a state. */
static void journal_state(struct bench *b, struct phone *p, enum phone_state from)
{
	switch (p->state) {
	case PHONE_PLANNED:
		if (from == PHONE_KNOWN)
			diary_note(b, p, "phone.planned",
				   json_pack("{s:s, s:s, s:i}", "from", p->course.plan->from,
					     "target", p->course.plan->target, "steps",
					     (int)p->course.plan->count),
				   true);
		break;
	case PHONE_SENT:
		diary_note(b, p, "step.sent",
			   json_pack("{s:s}", "load", p->course.plan->step[p->course.step].load),
			   true);
		break;
	case PHONE_DONE:
		diary_note(b, p, "phone.done",
			   json_pack("{s:s, s:s, s:s}", "load", p->belief.load, "source",
				     witness_of_load(p), "advice",
				     safety_advice(p)),
			   true);
		break;
	case PHONE_BLOCKED:
		diary_note(b, p, "phone.blocked", trouble(p), true);
		break;
	case PHONE_REFUSED:
		diary_note(b, p, "phone.refused", trouble(p), true);
		break;
	case PHONE_STALLED:
		diary_note(b, p, "phone.stalled", trouble(p), true);
		break;
	case PHONE_HELD:
		diary_note(b, p, "phone.held", NULL, true);
		break;
	case PHONE_SEEN:
	case PHONE_KNOWN:
	case PHONE_SERVING:
	case PHONE_STRANGER:
	case PHONE_STATES:
		break;
	}
}

static void log_state(struct bench *b, const struct phone *p)
{
	const char *advice = safety_advice(p);
	bool bad = p->state == PHONE_BLOCKED || p->state == PHONE_REFUSED || p->state == PHONE_STALLED;

	if (!crowd_may_write(b, p))
		return;
	log_line(bad ? LOG_WARNING : LOG_INFO, p->name, "%s%s%s%s%s%s%s%s", state_names[p->state],
		 p->code[0] ? " [" : "", p->code, p->code[0] ? "]" : "", p->message[0] ? ": " : "",
		 p->message, advice ? " -- " : "", advice ? advice : "");
}

/* Planned anew, and blocked for the same reason as before: that is no news. */
static bool said_before(struct phone *p)
{
	bool same = p->state == PHONE_BLOCKED && p->blocked &&
		    strncmp(p->blocked, p->message, BLOCKED_MAX) == 0;

	if (same || p->state == PHONE_KNOWN)
		return same;
	free(p->blocked);
	p->blocked = p->state == PHONE_BLOCKED ? strndup(p->message, BLOCKED_MAX) : NULL;
	return false;
}

void state_unstuck(struct phone *p)
{
	p->stuck = NULL;
	p->talks = false;
}

/*
 * The only place where a phone changes its state.  Code and message must be
 * set (state_say) before; a row that keeps the state only starts its clock anew.
 */
bool state_event(struct bench *b, struct phone *p, enum state_event ev)
{
	enum phone_state from = p->state;

	for (size_t i = 0; i < NR_ARRAY_SIZE(moves); i++) {
		if (moves[i].from != from || moves[i].on != ev)
			continue;
		p->state = moves[i].to;
		if (ev != EV_SILENT)
			state_unstuck(p);
		p->since = clock_wall_ms();
		p->since_mono = b->changed_at = clock_mono_ms();
		if ((p->state != from || ev == EV_STEP_PROVEN) && !said_before(p)) {
			log_state(b, p);
			journal_state(b, p, from);
		}
		if (b->changed)
			b->changed(b, p, b->changed_arg);
		return true;
	}
	return false;
}

void state_still_stuck(struct phone *p, const char *certainty)
{
	p->certainty = certainty;
}

void state_stuck(struct bench *b, struct phone *p, const void *row, bool talks,
		 const char *certainty, bool goes_on)
{
	p->stuck = row;
	p->talks = talks;
	p->certainty = certainty;
	if (!goes_on && state_event(b, p, EV_SILENT))
		return;
	log_state(b, p);
	diary_note(b, p, "phone.stuck", trouble(p), true);
	if (b->changed)
		b->changed(b, p, b->changed_arg);
}
