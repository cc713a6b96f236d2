/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * needs_print.c -- what a whole bench needs of its library, for people and for
 * scripts: the verbs plan and fetch show it.
 */
#include <config.h>
#include "core/verbs/needs_print.h"
#include "core/plan/rule.h"

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

static void print_state(const struct need *d)
{
	size_t missing = missing_of(&d->plan);

	if (!d->model && !d->row->type)
		printf("it has no number, and no model is known that runs this load%s%s\n",
		       d->row->model[0] ? ": " : "", d->row->model);
	else if (!d->model)
		printf("no plugin knows it%s%s\n", d->row->model[0] ? ": " : "", d->row->model);
	else if (!d->target[0])
		puts("the call manager leaves its load as it is");
	else if (d->plan.result == PLAN_IMPOSSIBLE)
		printf("no way: %s\n", d->plan.why);
	else if (missing)
		printf("%zu of %zu steps missing\n", missing, d->plan.count);
	else if (d->plan.result == PLAN_MISSING)
		printf("%s\n", d->plan.why[0] ? d->plan.why : "the library lacks something");
	else
		printf("%zu step%s, all in the library\n", d->plan.count, d->plan.count == 1 ? "" : "s");
}

/* A line of the file that counts for this model, and should not have had to be guessed. */
static void print_remark(const struct need *d)
{
	char text[160];

	needs_remark(d, text, sizeof(text));
	if (text[0])
		printf("%34s%s\n", "", text);
}

static void print_steps(const struct plan *p)
{
	for (size_t i = 0; i < p->count; i++)
		printf("%3zu  %-5s %-24s %-14s %s\n", i + 1, p->step[i].rule ? p->step[i].rule : "",
		       p->step[i].load, p->step[i].version,
		       p->step[i].have ? "in the library" : "MISSING");
}

static void print_unnamed(const struct needs *n)
{
	if (n->unnamed_count == 0)
		return;
	puts(n->leaves_unnamed ?
		     "\nThe file does not name these: they are left alone. With target-missing = newest "
		     "they go to" :
		     "\nThe file does not name these: they go to the newest load of the library, as "
		     "target-missing says");
	for (size_t i = 0; i < n->unnamed_count; i++)
		printf("%-8s %s\n", n->unnamed[i].model->name, n->unnamed[i].load);
}

void needs_print(const struct needs *n, bool steps)
{
	char number[24];

	for (size_t i = 0; i < n->count; i++) {
		const struct need *d = &n->need[i];

		printf("%-8s %-24s ", name_of(d, number), d->target[0] ? d->target : "-");
		print_state(d);
		print_remark(d);
		if (steps)
			print_steps(&d->plan);
	}
	print_unnamed(n);
	if (n->list_count + n->optional_count == 0)
		return;
	puts("\nGet these, then: netrecover import ARCHIVE...");
	for (size_t i = 0; i < n->list_count; i++)
		printf("     %-44s for %s\n",
		       n->list[i].archive[0] ? n->list[i].archive : "(archive not known)",
		       n->list[i].load);
	for (size_t i = 0; i < n->optional_count; i++)
		printf("     %-44s for %s (optional, %s)\n",
		       n->optional[i].archive[0] ? n->optional[i].archive : "(archive not known)",
		       n->optional[i].load, rule_enforced(n->optional[i].hop) ?
		       "the way that worked" : "advice");
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
