/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_HOOK_H
#define CORE_HOOK_H
/*
 * hook.h -- commands of the operator that hear what became of a phone: on-done, on-trouble,
 * on-end, and label-command, which gets a label to print.  The runner runs them
 * (core/base/runner.h); what they hear is JSON on their standard input.
 */
#include "core/phone/bench.h"

#include <jansson.h>

#define HOOK_WAITING 64         /* jobs that wait for a place in the runner */

struct hook_told;               /* what was said of a phone last */

struct hook {
	const struct bench *bench;
	char *label;                    /* the template; NULL: none */
	struct hook_told *told;         /* by number of the phone */
	struct hook_job {
		const char *command;    /* its key */
		char *input;
	} waiting[HOOK_WAITING];
	size_t first, count;
	unsigned long lost;             /* jobs for which there was no room */
};

/* Add the commands and read the template, before the rights go.  0 or -errno, with a line. */
int hook_setup(struct hook *h, struct bench *b, struct runner *r);
/*
 * Are the commands of the configuration there, and may they be run with the present rights?
 * Calls @say for each that may not; returns how many.
 */
unsigned hook_check(struct settings *c, void (*say)(const char *key, const char *what, const char *why, void *arg),
		    void *arg);
/* A phone has changed: is that news for a command? */
void hook_phone(struct hook *h, const struct phone *p);
/* Once a second: start what waits. */
void hook_tick(struct hook *h);
/* The bench ends with this exit status; runner_finish() comes next. */
void hook_end(struct hook *h, int status);
void hook_finish(struct hook *h);

/* The template filled for @p, malloc()ed: {name} {mac} {ip} {model} {load} {target} {serial}
 * {hardware} {state} {bench} {date}; other braces stay. */
char *hook_label_text(const char *label, const struct bench *b, const struct phone *p);
/* For `label PHONE`: the answer, or NULL with *error as in control.h. */
json_t *hook_label(struct hook *h, const struct phone *p, char **error);

#endif
