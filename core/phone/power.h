/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_POWER_H
#define CORE_POWER_H
/*
 * power.h -- switch a phone off and on, by a command of the operator, when it
 * stays stalled and nothing else helps.
 */
#include "core/phone/bench.h"

/* Look at the clock: is one over, is one due? */
void power_tick(struct bench *b);
/* Its power is being switched: it is served nothing that it could be writing then. */
bool power_busy(const struct bench *b, const struct phone *p);
/* An earlier run switched it @count times. */
void power_recall(struct phone *p, unsigned count);
/* A step is proven: it may be switched again. */
void power_proven(struct phone *p);
/* The bench is about to end: says so when it must wait for a command. */
void power_say_end(const struct bench *b);
/* Add the commands of the configuration, before the runner starts.  0 or -errno. */
int power_add_commands(struct bench *b, struct runner *r);

/*
 * Do the commands of the configuration exist, and may they be run with the
 * present rights?  Calls @say for each that may not; returns how many.
 */
unsigned power_check(struct bench *b, void (*say)(const char *command, const char *why, void *arg),
		     void *arg);

#endif
