/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_SAFETY_H
#define CORE_SAFETY_H
/*
 * safety.h -- may a phone be unplugged, disturbed, or left alone?
 */
#include "core/phone/phone.h"

const char *safety_advice(const struct phone *p); /* or NULL */
/*
 * Could it be writing its flash?  From the first image that it is given until it
 * was seen to start again and twice the time that its model takes is over: some
 * restart more than once while they write.
 */
bool safety_may_write(const struct phone *p);
/*
 * Must its power stay on?  It takes the files of its step, or may be writing, whatever
 * state it was put in since.  Not one that has proven to run its target.
 */
bool safety_needs_power(const struct phone *p);
/* A restart, or a new plan, would disturb it: it fetches files, or needs its power. */
bool safety_disturbs(const struct phone *p);
/*
 * What was sent is written to flash until the phone comes back for its configuration: less
 * than safety_may_write() asks for, as a question harms less than a pulled plug, and the
 * answer may be the proof.  A new plan forgets the progress, not the image.
 */
bool safety_writes_flash(const struct phone *p);
/* done, blocked, refused, held, stranger: nothing moves any more. */
bool safety_at_rest(const struct phone *p);

#endif
