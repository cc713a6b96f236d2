/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_GROUP_H
#define CORE_GROUP_H
/*
 * group.h -- what is to be done with a phone: the four groups of the table, of the page
 * and of the report.  One place decides, for all of them, from what the status says.
 */
#include <stdbool.h>

enum group {
	GROUP_NEEDS_YOU,
	GROUP_DO_NOT_UNPLUG,
	GROUP_SAFE_TO_UNPLUG,
	GROUP_SAFE_TO_MOVE,
	GROUP_ASIDE,            /* nothing: held, no phone, or nobody knows yet */
	GROUPS,
};

/* @state, @advice and @code as in the status; NULL or "": none. */
enum group group_of(const char *state, const char *advice, const char *code);
/* The order within a group, the worst first; equal numbers go by name. */
int group_rank(const char *state, bool overdue);
/* "needs you", "do not unplug", "safe to unplug", "safe to move", "aside" */
const char *group_name(enum group group);
/* The same for a heading: "NEEDS YOU" */
const char *group_title(enum group group);

#endif
