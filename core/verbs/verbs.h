/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_VERBS_H
#define CORE_VERBS_H
/*
 * verbs.h -- the table of the verbs, for the command line, the help and the completions.
 */
#include "core/verbs/app.h"

/* Where a verb stands in the help. */
enum verb_group {
	VERBS_START,
	VERBS_FIRMWARE,
	VERBS_BENCH,
	VERBS_RESULTS,
	VERBS_ASK,
	VERB_GROUPS,
};

struct verb {
	const char *name, *args, *help;         /* @help: one line, without a full stop */
	/* NULL: help, which reads this table */
	int (*run)(struct app *app, int argc, char **argv);
	int least, most;        /* arguments; @most -1: any number */
	enum verb_group group;
	const char *more;       /* a paragraph; "": nothing more is to be said */
};

extern const struct verb verbs_rows[];
extern const size_t verbs_count;

/* NULL: there is none of that name. */
const struct verb *verbs_find(const char *name);
/* "Bench" */
const char *verbs_group_name(enum verb_group group);

#endif
