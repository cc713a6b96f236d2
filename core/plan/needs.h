/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_NEEDS_H
#define CORE_NEEDS_H
/*
 * needs.h -- what a whole bench needs of its library: for each model that the
 * call manager's file names, the way of its oldest phone to its target, and the
 * archives to get, each once.
 */
#include "core/config/settings.h"
#include "core/plan/plan.h"
#include "core/plan/xmldefault.h"

struct plugins;

struct need {
	const struct nr_model *model;   /* NULL: no plugin knows this row */
	const struct xmldefault_row *row;       /* NULL: only [model] target says it */
	const char *target;             /* "": the load is left as it is */
	struct plan plan;               /* from an unknown load; valid when @model and @target[0] */
};

struct shopping_row {
	const char *archive;            /* "": it is not known which one holds it */
	const char *load;               /* the first that it is for */
};

/* A model that the file does not name, and of which the library has loads. */
struct unnamed {
	const struct nr_model *model;
	const char *load;               /* the newest of them */
};

/* A stop that no rule demands, and that the library lacks. */
struct optional_row {
	char archive[96], load[64];
	const struct nr_hop *hop;
};

struct needs {
	struct need *need;              size_t count;
	struct unnamed *unnamed;        size_t unnamed_count;
	bool leaves_unnamed;            /* else they go to the newest load */
	struct shopping_row *list;      size_t list_count;
	struct optional_row *optional;  size_t optional_count;  /* never counted as missing */
	bool impossible;                /* some way does not lead anywhere */
};

/* @lib: NULL for none.  What is given must outlive @out.  0 or -ENOMEM. */
int needs_make(struct needs *out, const struct plugins *plugins, const struct library *lib,
	       const struct settings *config, const struct xmldefault *x);
void needs_finish(struct needs *n);

/* What is wrong with the line of the file that counts for it; "" when nothing is. */
void needs_remark(const struct need *d, char *out, size_t size);

#endif
