/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_COURSE_H
#define CORE_COURSE_H
/*
 * course.h -- where a phone shall go, by which steps, and at which it is.
 */
#include "core/phone/bench.h"

/* The load to reach: "" for one that stays as it is and is not known, NULL for none. */
const char *course_target(const struct bench *b, const struct phone *p);
/* A phone that was never planned; and one that is forgotten. */
void course_begin(struct phone *p);
void course_finish(struct bench *b, struct phone *p);
/* Its plan is one that equals @plan from now on; its step stays. */
void course_go_by(struct bench *b, struct phone *p, const struct plan *plan);
/* The step that it is taking; NULL: no plan, or all are proven. */
const struct plan_step *course_step(const struct phone *p);
/* It has not begun its step, and must not now: another DHCP server is on the wire, or its words
 * contradict each other. */
bool course_waits(const struct bench *b, const struct phone *p);
/* The list that it works through in this step, or NULL. */
const struct lib_load *course_list(const struct phone *p);
/* The load that is its target; false: there is none, or it is not known which. */
struct stop;
bool course_goal(const struct bench *b, const struct phone *p, struct stop *out);
/* The load with a list for a wiped phone that rejected others, which support the hardware
 * @parts; false: none is there. */
bool course_wiped_board(const struct bench *b, const struct phone *p, uint32_t parts,
			struct stop *out);
/* Does its plan depend on the revision of its board? */
bool course_weighs_board(const struct phone *p);
/* Its step is proven. */
void course_next_step(struct phone *p);
void course_hold(struct phone *p, bool hold);
/* The operator says where it shall go, for this phone alone. */
void course_want(struct phone *p, const char *load);
/* Its load is unknown and it registers: its configuration names @load, to see whether it
 * asks for it.  "": no longer. */
void course_probe(struct phone *p, const char *load);
/* It is wiped and rejected its list: plan otherwise. */
void course_fall_back(struct phone *p);
/* The list that it would get then, by a plan made in @out; NULL: none. */
const struct lib_load *course_after_rejection(const struct bench *b, const struct phone *p,
					      struct plan *out);
/* All hardware that the lists support which it rejected, this one included. */
/* What a wiped phone turned down, with the list of its step: all hardware that is supported, and the
 * oldest place; all zero: no list. */
struct rejected {
	uint32_t parts;
	struct nr_version floor;
};
struct rejected course_rejected(const struct phone *p);
/* The list after that and the stepping stone: the oldest one for newer hardware, else the newest
 * that is older than all of them.  False: the library has none. */
bool course_wiped_next(const struct bench *b, const struct phone *p, const struct rejected *r,
		       struct stop *out);
void course_forget_rejected(struct phone *p);
/* An earlier run saw that it rejected @load while it was wiped. */
void course_recall_rejected(struct phone *p, const char *load);
/* It rejected its target while it was wiped, and runs a newer load: it is not led back. */
bool course_is_rejected(const struct bench *b, const struct phone *p);
/* Say what is next. */
void course_say(struct phone *p);
/* Is its load the target already, by its own word? */
bool course_on_target(const struct phone *p);
/* In state known: plan when enough is known to plan. */
void course_try(struct bench *b, struct phone *p);

/* In state known: it lives where the bench does not serve. */
void course_off_wire(struct bench *b, struct phone *p);
/* Say so. */
void course_say_off_wire(const struct bench *b, struct phone *p);
/* Plan again from what is believed now. */
void course_replan(struct bench *b, struct phone *p);

#endif
