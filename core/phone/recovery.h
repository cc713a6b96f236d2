/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_RECOVERY_H
#define CORE_RECOVERY_H
/*
 * recovery.h -- what a sighting does to a phone.
 */
#include "core/phone/bench.h"

/* New evidence is in: believe, plan, prove.  Its phone; NULL: no known device. */
struct phone *recovery_sight(struct bench *b, const struct nr_sighting *s);
/* After memory_read(): phones that may be writing since before are there at once. */
void recovery_revive(struct bench *b);
/* What it was stalled for is over: it goes on. */
void recovery_alive(struct bench *b, struct phone *p);
void recovery_hold(struct bench *b, struct phone *p, bool hold);
/*
 * The operator's answers: which model it is, what it runs, where it shall go (for this phone
 * alone).  NULL, or why not.
 */
const char *recovery_say_model(struct bench *b, struct phone *p, const char *name);
const char *recovery_say_load(struct bench *b, struct phone *p, const char *load);
const char *recovery_say_target(struct bench *b, struct phone *p, const char *load);
/* Know nothing of it any more.  NULL: it is gone; or why not. */
const char *recovery_forget(struct bench *b, struct phone *p, bool force);
/* The operator wants another try.  NULL, or why not: @force plans it even while it may
 * be writing. */
const char *recovery_retry(struct bench *b, struct phone *p, bool force);

#endif
