/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_DESK_H
#define CORE_DESK_H
/*
 * desk.h -- what the verbs that only answer questions have before them: the
 * configuration and the models; and how they print.
 */
#include "core/verbs/app.h"
#include "core/plan/plan.h"

struct desk {
	struct settings config;
	struct plugins plugins;
};

/* EXIT_GOOD, or an exit status: what is wrong has been said, nothing is to be closed. */
int desk_open(struct desk *d, struct app *app);
void desk_close(struct desk *d);

/* The model of that name, or a line on standard error and NULL. */
const struct nr_model *desk_model(const struct desk *d, const char *name);

/* Print words, wrapped; the first line starts with @first, the others at @indent. */
void desk_print(const char *first, int indent, const char *text);

/* For JSON: an empty text is null. */
const char *desk_text_or_null(const char *s);

/* "low", "medium", "high" */
const char *desk_confidence(enum nr_confidence c);

#endif
