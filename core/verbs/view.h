/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_VIEW_H
#define CORE_VIEW_H
/*
 * view.h -- what the table of a bench shows: lines of text made of its status document.
 * Pure: no terminal, no clock; screen.h puts it on one.
 *
 * The order is that of what is to be done (base/group.h).  A group that does not fit says how
 * many more there are, and none hides another's heading.
 */
#include "core/base/group.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VIEW_COLUMNS 240
#define VIEW_ROWS 120
#define VIEW_TEXT (VIEW_COLUMNS * 3 + 1)

enum view_style {
	VIEW_PLAIN,
	VIEW_HEAD,
	VIEW_ALARM,
	VIEW_DIM,
	VIEW_ACTION,
	VIEW_SELECTED,
	VIEW_GROUP,             /* ... and the group's number: a heading */
};

enum view_sort {
	VIEW_BY_NEED,           /* the worst first */
	VIEW_BY_NAME,
	VIEW_BY_MODEL,
	VIEW_BY_TIME,           /* the longest in its state first */
	VIEW_SORTS,
};

/* What the operator wants to see. */
struct view_wish {
	unsigned columns, rows;         /* of the terminal; 60 x 10 at least is made of less */
	bool utf8;
	char selected[32];              /* the name of a phone; "": the first */
	char filter[40];                /* phones whose line has it; "": all */
	enum view_sort sort;
	int64_t now;                    /* milliseconds since 1970 */
	const char *const *log;         /* the last lines, newest last */
	size_t log_count;
	const char *prompt;             /* a question, or what was answered; NULL: the keys */
	bool can_order;                 /* hold, retry and so on are possible */
};

struct view {
	struct view_line {
		char text[VIEW_TEXT];   /* @columns wide at most */
		int style;
	} line[VIEW_ROWS];
	size_t count;
	char (*order)[32];              /* names in the order in which they stand; owned */
	size_t phones;
	unsigned writing;               /* phones that must not be unplugged */
};

/* Make it anew; also at first, from zeros.  0 or -ENOMEM. */
int view_make(struct view *v, const json_t *status, const struct view_wish *w);
/* All about one phone, as `status PHONE` answers; @scroll lines further down. */
void view_details(struct view *v, const json_t *phone, const struct view_wish *w, size_t scroll);
/* The keys. */
void view_help(struct view *v, const struct view_wish *w);
void view_finish(struct view *v);

#endif
