/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * needs_print.c -- what a whole bench needs of its library, for people and for
 * scripts: the verbs plan and fetch show it.
 */
#include <config.h>
#include "core/verbs/needs_print.h"
#include "core/base/noun.h"
#include "core/plan/rule.h"
#include "core/verbs/app.h"
#include "core/verbs/columns.h"

#include <stdio.h>

/* -- text ---------------------------------------------------------------------- */

static const char *name_of(const struct need *d, char buf[24])
{
	if (d->model)
		return d->model->name;
	if (d->row->type)
		snprintf(buf, 24, "%u", d->row->type);
	else
		snprintf(buf, 24, "line %u", d->row->line);
	return buf;
}

static size_t missing_of(const struct plan *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->count; i++)
		n += !p->step[i].have;
	return n;
}

static void put_state(struct columns *c, const struct need *d)
{
	bool lacks = d->plan.result == PLAN_MISSING;

	size_t missing = missing_of(&d->plan);

	if (!d->model && !d->row->type)
		columns_put(c, "it has no number, and no model is known that runs this load%s%s",
			    d->row->model[0] ? ": " : "", d->row->model);
	else if (!d->model)
		columns_put(c, "no plugin knows it%s%s", d->row->model[0] ? ": " : "", d->row->model);
	else if (!d->target[0])
		columns_put(c, "the call manager leaves its load as it is");
	else if (d->plan.result == PLAN_IMPOSSIBLE)
		columns_put(c, "no way: %s", d->plan.why);
	else if (missing)
		columns_put(c, "%zu of %zu %s missing", missing, d->plan.count, noun_of(d->plan.count, "step", "steps"));
	else if (lacks)
		columns_put(c, "%s", d->plan.why[0] ? d->plan.why : "the library lacks something");
	else
		columns_put(c, "%zu %s, all in the library", d->plan.count, noun_of(d->plan.count, "step", "steps"));
	if (d->model && d->target[0] && (missing || lacks || d->plan.result == PLAN_IMPOSSIBLE))
		columns_tint(c, TINT_BAD);
}

/* @d with its state, and what should not have had to be guessed of its line in the file. */
static void put_need(struct columns *c, const struct need *d)
{
	char number[24], remark[160];

	columns_put(c, "%s", name_of(d, number));
	columns_put(c, "%s", d->target[0] ? d->target : "-");
	put_state(c, d);
	needs_remark(d, remark, sizeof(remark));
	if (remark[0])
		columns_below(c, "    %s", remark);
}

static int print_needs(const struct needs *n)
{
	struct columns c;

	columns_init(&c, 3, NULL);
	for (size_t i = 0; i < n->count; i++)
		put_need(&c, &n->need[i]);
	return columns_print(&c);
}

static int print_steps(const struct need *d)
{
	const struct plan *p = &d->plan;
	struct columns c;
	int r;

	columns_init(&c, 3, NULL);
	put_need(&c, d);
	r = columns_print(&c);
	columns_init(&c, 5, NULL);
	for (size_t i = 0; i < p->count; i++) {
		columns_put(&c, "%3zu", i + 1);
		columns_put(&c, "%s", p->step[i].rule ? p->step[i].rule : "-");
		columns_put(&c, "%s", p->step[i].load);
		columns_put(&c, "%s", p->step[i].version);
		columns_put(&c, "%s", p->step[i].have ? "in the library" : "MISSING");
		columns_tint(&c, p->step[i].have ? TINT_GOOD : TINT_BAD);
	}
	return r == EXIT_GOOD ? columns_print(&c) : r;
}

static int print_unnamed(const struct needs *n)
{
	struct columns c;

	if (n->unnamed_count == 0)
		return EXIT_GOOD;
	puts(n->leaves_unnamed ?
		     "\nThe file does not name these: they are left alone. With target-missing = newest "
		     "they go to" :
		     "\nThe file does not name these: they go to the newest load of the library, as "
		     "target-missing says");
	columns_init(&c, 2, NULL);
	for (size_t i = 0; i < n->unnamed_count; i++) {
		columns_put(&c, "%s", n->unnamed[i].model->name);
		columns_put(&c, "%s", n->unnamed[i].load);
	}
	return columns_print(&c);
}

static void put_archive(struct columns *c, const char *archive)
{
	columns_put(c, "     %s", archive[0] ? archive : "(archive not known)");
}

static int print_shopping(const struct needs *n)
{
	struct columns c;

	if (n->list_count + n->optional_count == 0)
		return EXIT_GOOD;
	puts("\nGet these, then: netrecover import ARCHIVE...");
	columns_init(&c, 2, NULL);
	for (size_t i = 0; i < n->list_count; i++) {
		put_archive(&c, n->list[i].archive);
		columns_put(&c, "for %s", n->list[i].load);
	}
	for (size_t i = 0; i < n->optional_count; i++) {
		put_archive(&c, n->optional[i].archive);
		columns_put(&c, "for %s (optional, %s)", n->optional[i].load,
			    rule_enforced(n->optional[i].hop) ? "the way that worked" : "advice");
	}
	return columns_print(&c);
}

int needs_print(const struct needs *n, bool steps)
{
	int r = steps ? EXIT_GOOD : print_needs(n);

	for (size_t i = 0; steps && i < n->count && r == EXIT_GOOD; i++)
		r = print_steps(&n->need[i]);
	if (r == EXIT_GOOD)
		r = print_unnamed(n);
	return r == EXIT_GOOD ? print_shopping(n) : r;
}

/* -- JSON ---------------------------------------------------------------------- */

static json_t *json_steps(const struct plan *p)
{
	json_t *array = json_array();

	for (size_t i = 0; i < p->count; i++) {
		const struct plan_step *s = &p->step[i];

		json_array_append_new(array, json_pack("{s:s, s:s, s:s, s:s?, s:b}", "load", s->load,
						       "version", s->version, "archive", s->archive,
						       "rule", s->rule, "have", s->have != NULL));
	}
	return array;
}

static const char *result_word(const struct need *d)
{
	if (!d->model)
		return "unknown";
	if (!d->target[0])
		return "unchanged";
	switch (d->plan.result) {
	case PLAN_READY:
		return "ready";
	case PLAN_MISSING:
		return "missing";
	case PLAN_IMPOSSIBLE:
		break;
	}
	return "impossible";
}

static json_t *json_need(const struct need *d)
{
	char text[160];
	json_t *o = json_pack("{s:s?, s:s?, s:s, s:o}", "model", d->model ? d->model->name : NULL,
			      "target", d->target[0] ? d->target : NULL, "result", result_word(d),
			      "steps", json_steps(&d->plan));

	json_object_set_new(o, "number", json_integer(d->model ? (json_int_t)d->model->type :
						      (json_int_t)d->row->type));
	if (d->plan.why[0])
		json_object_set_new(o, "why", json_string(d->plan.why));
	needs_remark(d, text, sizeof(text));
	if (text[0])
		json_object_set_new(o, "remark", json_string(text));
	return o;
}

json_t *needs_print_json(const struct needs *n)
{
	json_t *models = json_array(), *list = json_array(), *unnamed = json_array();
	json_t *optional = json_array();

	for (size_t i = 0; i < n->count; i++)
		json_array_append_new(models, json_need(&n->need[i]));
	for (size_t i = 0; i < n->list_count; i++)
		json_array_append_new(list, json_pack("{s:s?, s:s}", "archive", n->list[i].archive[0] ?
						      n->list[i].archive : NULL, "load",
						      n->list[i].load));
	for (size_t i = 0; i < n->optional_count; i++)
		json_array_append_new(optional, json_pack("{s:s?, s:s, s:s, s:s}", "archive",
							  n->optional[i].archive[0] ?
							  n->optional[i].archive : NULL, "load",
							  n->optional[i].load, "rule",
							  n->optional[i].hop->id, "reason",
							  n->optional[i].hop->reason));
	for (size_t i = 0; i < n->unnamed_count; i++)
		json_array_append_new(unnamed, json_pack("{s:s, s:s, s:b}", "model",
							 n->unnamed[i].model->name, "newest",
							 n->unnamed[i].load, "left",
							 n->leaves_unnamed));
	return json_pack("{s:o, s:o, s:o, s:o}", "models", models, "missing", list, "optional", optional,
			 "unnamed", unnamed);
}
