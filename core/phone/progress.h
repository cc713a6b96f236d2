/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_PROGRESS_H
#define CORE_PROGRESS_H
/*
 * progress.h -- what a phone did, written down: no decision is made here.
 */
#include "core/phone/phone.h"

/* It takes a new step, or none: what it did with the last one is over. */
void progress_new_step(struct phone *p);
/* An earlier run of the bench sent it all of this step. */
void progress_sent_before(struct phone *p);
/* An earlier run gave it images of @load, at @at (clock_wall_ms()), and saw no proof that they are
 * written. */
void progress_image_before(struct phone *p, const char *load, int64_t at);

/* It starts; what was said of its last start is history.  @discovers: it has no address. */
void progress_start(struct phone *p, bool discovers);
/* It took an address from here. */
void progress_leased(struct phone *p);
/* It asks the bench for @name; it gets bytes of it, or none. */
void progress_asked(struct phone *p, const char *name);
/* A request of it for the bench was seen on the wire. */
void progress_on_wire(struct phone *p);
/* As only an application asks, and not that which it runs. */
void progress_sign(struct phone *p);
void progress_heard(struct phone *p);
void progress_unheard(struct phone *p);
/* It does not get @name; returns how often in a row, with not more than @apart ms between. */
unsigned progress_refused(struct phone *p, const char *name, int64_t apart);
/* It fetches a list, or registers: its configuration was good. */
void progress_config_good(struct phone *p);
/* A start of a known model: what happened since the last one is complete. */
void progress_boot(struct phone *p);
/* ... and nothing since the last one said which load it runs. */
void progress_silent_boot(struct phone *p);
void progress_spoke(struct phone *p);

/* It comes for a configuration that names @load (NULL: none); it has it whole. */
void progress_config_asked(struct phone *p, const char *load);
void progress_config(struct phone *p);
/* What its last configuration named counts no more. */
void progress_untold(struct phone *p);
/* It asks for a configuration that is signed; returns how often by now. */
unsigned progress_signed(struct phone *p);

/* It begins with the list of its step; true: for the first time. */
bool progress_list(struct phone *p, const char *load);
/* It asked for @load, so it does not run it; "": whatever it asked for, it runs it, or has it all. */
void progress_lacks(struct phone *p, const char *load);
/* It has that list whole. */
void progress_list_read(struct phone *p);
/* It came for the list again: it did not install what it has, or rejected the list. */
void progress_not_installed(struct phone *p);
void progress_rejected(struct phone *p);
/* It is given an image of @load: true when it may be writing from now on.  Image number @i was sent
 * whole; it has everything. */
bool progress_image(struct phone *p, const char *load);
void progress_image_sent(struct phone *p, int i);
void progress_sent(struct phone *p);
/* It surely does not write any more; true when it could have until now. */
bool progress_written(struct phone *p);
/* It goes on with what it has: its step is offered again. */
void progress_offer_again(struct phone *p);

/* It calls the call manager. */
void progress_called(struct phone *p);
/* It calls the call manager, and its words are awaited (or not any more). */
void progress_call(struct phone *p, bool awaited);
/* It registers without taking the load that its configuration named; returns how often by now. */
unsigned progress_ignored(struct phone *p);
/* It said why it did not take the load of its step. */
void progress_reason(struct phone *p, const struct reason *reason);
/* The operator wants it to restart. */
void progress_want_restart(struct phone *p);

#endif
