/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_STATE_H
#define CORE_STATE_H
/*
 * state.h -- the state of a phone, and its moves.
 */
#include "core/phone/bench.h"

enum state_event {
	EV_STRANGER,      /* surely not a phone */
	EV_IDENTIFIED,    /* the model is sure */
	EV_PLANNED,       /* there is a step to take */
	EV_NO_WAY,        /* something is missing, or no way leads there */
	EV_LIST,          /* it fetches the list of its step */
	EV_SENT,          /* it has all files */
	EV_STEP_PROVEN,   /* it runs its step's load; more steps follow */
	EV_TARGET_PROVEN, /* it runs its target */
	EV_GAVE_UP,       /* it goes on without the rest of its step, until it comes again */
	EV_REJECTED,      /* it rejected its load again and again */
	EV_SILENT,        /* for longer than is normal */
	EV_ALIVE_KNOWN,   /* a stalled phone is heard: no plan yet */
	EV_ALIVE_PLANNED, /* ... its step is still to be taken */
	EV_ALIVE_SENT,    /* ... it had been sent everything */
	EV_REPLAN,
	EV_HOLD,
	EV_RESUME,
};

/* Times that a phone does the same fruitless thing before we believe it (an image
 * of a real loop is the same list every 90 to 150 s). */
#define LOOPS 3

/* A phone that was not known before. */
void state_begin(struct phone *p);
void state_finish(struct phone *p);
/* What the next event means to the operator; @code: NULL for none. */
void state_say(struct phone *p, const char *code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* The only place where a phone changes its state.  Say before what it means.
 * False: the event means nothing in this state. */
bool state_event(struct bench *b, struct phone *p, enum state_event ev);
/* It is stuck, for the reason @row (of patience.c) that was just said: stalled, if it has a
 * plan, unless it @goes_on.  @talks: and yet it is heard. */
void state_stuck(struct bench *b, struct phone *p, const void *row, bool talks,
		 const char *certainty, bool goes_on);
/* It is so still, and what it does was just said anew: no news. */
void state_still_stuck(struct phone *p, const char *certainty);
/* It is not stuck any more. */
void state_unstuck(struct phone *p);
const char *state_name(enum phone_state s);

#endif
