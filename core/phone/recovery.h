/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_RECOVERY_H
#define CORE_RECOVERY_H
/*
 * recovery.h -- what the parts of the recovery share: state.c (the moves of a
 * phone), course.c (target, plan, step), proof.c (what it runs), download.c
 * (what it fetches), patience.c (silence), vlan.c (where it lives), recovery.c
 * (sightings).  What the rest of the bench calls is in bench.h.
 */
#include "core/phone/bench.h"

enum phone_event {
	EV_STRANGER,            /* surely not a phone */
	EV_IDENTIFIED,          /* the model is sure */
	EV_PLANNED,             /* there is a step to take */
	EV_NO_WAY,              /* something is missing, or no way leads there */
	EV_LIST,                /* it fetches the list of its step */
	EV_SENT,                /* it has all files */
	EV_STEP_PROVEN,         /* it runs its step's load; more steps follow */
	EV_TARGET_PROVEN,       /* it runs its target */
	EV_GAVE_UP,             /* it read the list, took no image and registers */
	EV_TURNED_DOWN,         /* again and again */
	EV_SILENT,              /* for longer than is normal */
	EV_ALIVE_KNOWN,         /* a stalled phone is heard: no plan yet */
	EV_ALIVE_PLANNED,       /* ... its step is still to be taken */
	EV_ALIVE_SENT,          /* ... it had been sent everything */
	EV_REPLAN,
	EV_HOLD,
	EV_RESUME,
};

/* Times that a phone does the same fruitless thing before we believe it (an image
 * of a real loop is the same list every 90 to 150 s). */
#define LOOPS 3

/* The text of the first fact of this kind in a sighting, or NULL. */
static inline const char *sighting_says(const struct nr_sighting *s, enum nr_fact fact)
{
	for (const struct nr_fact_value *f = s->facts; f && f->fact != NR_FACT_END; f++)
		if (f->fact == fact)
			return f->text;
	return NULL;
}

/* -- state.c ------------------------------------------------------------------ */

/* What the next event means to the operator; @code: NULL for none. */
void phone_say(struct phone *p, const char *code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* The only place where a phone changes its state.  Say before what it means.
 * False: the event means nothing in this state. */
bool phone_event(struct bench *b, struct phone *p, enum phone_event ev);
/* Journal and log: what it is and what it runs. */
void phone_journal_identified(struct bench *b, struct phone *p);

/* -- course.c ----------------------------------------------------------------- */

/* The load to reach: "" for one that stays as it is and is not known, NULL for none. */
const char *course_target(const struct bench *b, const struct phone *p);
/* The step that it is taking; NULL: no plan, or all are proven. */
const struct plan_step *course_step(const struct phone *p);
/* The list that it works through in this step, or NULL. */
const struct lib_load *course_list(const struct phone *p);
/* The load that is its target; false: there is none, or nobody knows which it is. */
struct stop;
bool course_goal(const struct bench *b, const struct phone *p, struct stop *out);
/* The load with a list for a wiped phone that turned others down; false: none is there. */
bool course_wiped_board(const struct bench *b, const struct phone *p, struct stop *out);
/* Does its plan depend on the revision of its board? */
bool course_weighs_board(const struct phone *p);
void course_begin_step(struct phone *p);
/* Say what is next. */
void course_say(struct phone *p);
/* Is its load the target already, by its own word? */
bool course_on_target(const struct phone *p);
/* In state known: plan when enough is known to plan. */
void course_try(struct bench *b, struct phone *p);

/* -- proof.c ------------------------------------------------------------------ */

/* Does this sighting itself show that the phone has no load? */
bool proof_says_wiped(const struct phone *p, const struct nr_sighting *s);
void proof_wiped(struct bench *b, struct phone *p);
/* A sighting that may say what it runs. */
void proof_word(struct bench *b, struct phone *p, const struct nr_sighting *s);
void proof_registers(struct bench *b, struct phone *p);
/* It has read the list of its step, and takes nothing of it. */
bool proof_gave_up(const struct phone *p);
/* A word that moves nothing: of a phone that is held. */
void proof_overhear(struct bench *b, struct phone *p, const struct nr_sighting *s);
/* What it said about its load before anybody knew the model counts now. */
void proof_recall_word(struct bench *b, struct phone *p);
/* The proof of a step that an earlier run of the bench had sent. */
void proof_remembered(struct bench *b, struct phone *p);

/* -- vlan.c ------------------------------------------------------------------- */

/* A sighting that may say on which VLAN it asks for its address. */
void vlan_sight(struct bench *b, struct phone *p, const struct nr_sighting *s);
/* In state known: it lives where the bench does not serve. */
void vlan_block(struct bench *b, struct phone *p);

#endif
