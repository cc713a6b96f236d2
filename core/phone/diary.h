/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_DIARY_H
#define CORE_DIARY_H
/*
 * diary.h -- what the journal says about a phone.
 */
#include "core/phone/bench.h"

#include <jansson.h>

/* Append a journal line about a phone; steals @more.  @sync: it must soon be on
 * disk; the run loop syncs once for all that changed together. */
void diary_note(struct bench *b, struct phone *p, const char *event, json_t *more, bool sync);
/* Journal and log: what it is and what it runs. */
void diary_identified(struct bench *b, struct phone *p);
/* What it runs of other parts than the first, for the journal and the status: {"bootrom": "bootrom-4.2"};
 * NULL: nothing is known of such, or it has none. */
json_t *diary_parts(const struct phone *p);
/* Journal: its serial number and hardware, each as it says them, or null. */
void diary_described(struct bench *b, struct phone *p);

#endif
