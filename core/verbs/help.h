/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_HELP_H
#define CORE_HELP_H
/*
 * help.h -- what the program says about itself: one screen of 24 lines and 80 columns
 * each; and the words for the completions of shells, out of the same tables.
 */
#include "core/verbs/verbs.h"

/* --help */
void help_short(void);
/* VERB --help */
void help_verb(const struct verb *v);
/* help, help VERB, help --words [VERB] */
int help_run(struct app *app, int argc, char **argv);
/* There is no such command: EXIT_USAGE, and what may have been meant. */
int help_unknown(const char *name);

#endif
