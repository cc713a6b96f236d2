/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_TRIAL_H
#define CORE_TRIAL_H
/*
 * trial.h -- what the functions of a model do with names that nobody would choose, and with its
 * own.  The tables are sound already (soundness.h).  To be done in a child: a plugin may do
 * anything.  The loader refuses what is found here, and check-plugin says it.
 */
#include "core/plugin/model.h"

/* One thing that is wrong, as one line. */
typedef void trial_said(void *arg, const char *line);

/*
 * Call every function of @m, a copy.  @thorough: with some thousand spoiled names too, which is
 * too much for each start of the program.
 */
void trial_model(const struct nr_model *m, bool thorough, trial_said *said, void *arg);

/*
 * The next name of a load that it knows, as far as its tables tell: of the stops of its rules, then
 * of versions that were tried.  *i: 0 at first.  Some come twice.  False: there are no more.
 */
bool trial_load(const struct nr_model *m, size_t *i, char name[64], struct nr_load *out);

/*
 * The next text of a user agent that fits a match of the model, and the load that it says to run, by
 * says().  *i: 0 at first.  False: there are no more.
 */
#define TRIAL_TEXT 160
bool trial_agent(const struct nr_model *m, size_t *i, char text[TRIAL_TEXT], char load[64]);

/* The next number of a sequence that begins with @seed: 24 bits, the same every time. */
uint32_t trial_dice(uint32_t *seed);

#endif
