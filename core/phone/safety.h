/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_SAFETY_H
#define CORE_SAFETY_H
/*
 * safety.h -- may a phone be unplugged, disturbed, or left alone?
 */
#include "core/phone/phone.h"

const char *safety_advice(const struct phone *p); /* or NULL */
/*
 * May it be writing its flash?  From the first byte of an image that it is given until it
 * proves its load, or shows what excludes it: it registers, or speaks as a running
 * application does, after it came back; it comes for its list again after a start; or
 * it starts, where its model says that this is enough.  Never by the clock, in no state and
 * by no new plan.
 */
bool safety_may_write(const struct phone *p);
/* Since its last image it was seen to start, or to ask for its configuration. */
bool safety_came_back(const struct phone *p);
/* It may be writing, and for longer than its model ever takes. */
bool safety_is_overdue(const struct phone *p);
/* Must its power stay on?  It takes the files of its step, or may be writing. */
bool safety_needs_power(const struct phone *p);
/* A restart, or a new plan, would disturb it: it fetches files, or needs its power. */
bool safety_disturbs(const struct phone *p);
/*
 * May it be asked something?  Less than "it does not write": a question harms less than a
 * pulled plug, and the answer of one that came back, or is silent for too long, may be the
 * proof.
 */
bool safety_is_quiet(const struct phone *p);
/* done, blocked, refused, held, stranger: nothing moves any more. */
bool safety_at_rest(const struct phone *p);

#endif
