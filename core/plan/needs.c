/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * needs.c -- what a whole bench needs of its library.
 *
 * The oldest phone there is needs every stop, so all is planned from a load
 * that is not known.  Models of one family share stops: an archive is named once.
 */
#include <config.h>
#include "core/plan/needs.h"

#include "core/plan/rule.h"
#include "core/plugin/model.h"
#include "core/plugin/plugins.h"
#include "core/plugin/sections.h"

#include <errno.h>
#include <stdlib.h>
#include <strings.h>

static bool is_listed(const struct needs *n, const struct plan_step *s)
{
	for (size_t i = 0; i < n->list_count; i++) {
		const struct shopping_row *r = &n->list[i];

		if (s->archive[0] ? strcasecmp(r->archive, s->archive) == 0 :
		    !r->archive[0] && strcasecmp(r->load, s->load) == 0)
			return true;
	}
	return false;
}

static int list_missing(struct needs *n, const struct plan *p)
{
	for (size_t i = 0; i < p->count; i++) {
		const struct plan_step *s = &p->step[i];
		struct shopping_row *more;

		if (s->have || is_listed(n, s))
			continue;
		more = realloc(n->list, (n->list_count + 1) * sizeof(*more));
		if (!more)
			return -ENOMEM;
		n->list = more;
		more[n->list_count++] = (struct shopping_row){ s->archive, s->load };
	}
	return 0;
}

/* The load that an optional stop on the way to the target asks for; false: it has no name. */
static bool name_optional(const struct need *d, const struct nr_hop *h, struct optional_row *out)
{
	const struct nr_model *m = d->model;
	char protocol[MODEL_PROTOCOL_SIZE];
	struct nr_load l;

	model_protocol(m, d->target, protocol);
	if (!model_format(m->load_format, protocol, h->via_text, out->load, sizeof(out->load)) ||
	    !model_parse(m, out->load, &l))
		return false;
	out->archive[0] = '\0';
	model_archive(m, &l, out->archive, sizeof(out->archive));
	out->hop = h;
	return true;
}

static bool is_optional_listed(const struct needs *n, const struct optional_row *row)
{
	for (size_t i = 0; i < n->optional_count; i++)
		if (strcasecmp(n->optional[i].load, row->load) == 0)
			return true;
	return false;
}

/* The planner gave them as advice because the library has none. */
static int list_optional(struct needs *n, const struct need *d)
{
	for (size_t i = 0; i < d->plan.advice_count; i++) {
		const struct nr_hop *h = d->plan.advice[i];
		struct optional_row row, *more;

		if (!h->optional || !h->via_text || !name_optional(d, h, &row) ||
		    is_optional_listed(n, &row))
			continue;
		more = realloc(n->optional, (n->optional_count + 1) * sizeof(*more));
		if (!more)
			return -ENOMEM;
		n->optional = more;
		more[n->optional_count++] = row;
	}
	return 0;
}

static void add_unnamed(struct needs *n, const struct nr_model *m, const struct library *lib)
{
	const struct lib_load *newest = lib ? plan_newest(m, lib, "") : NULL;

	if (newest)
		n->unnamed[n->unnamed_count++] = (struct unnamed){ m, newest->name };
}

static void add_model(struct needs *n, const struct nr_model *m, const struct library *lib,
		      const struct settings *config, const struct xmldefault *x)
{
	static const struct library empty = { .dirfd = -1 };
	const struct settings_model *own = sections_model(config, m);
	struct need *d = &n->need[n->count];
	bool mended;

	memset(d, 0, sizeof(*d));
	d->model = m;
	d->row = xmldefault_find(x, m, &mended);
	d->target = own && own->target ? own->target : d->row ? d->row->load : NULL;
	if (!d->target) {
		add_unnamed(n, m, lib);
		return;
	}
	n->count++;
	if (!d->target[0])
		return;
	plan_make(&d->plan, m, lib ? lib : &empty, PLAN_FROM_OLDEST, "", d->target);
	n->impossible |= d->plan.result == PLAN_IMPOSSIBLE;
}

/* Rows that none of the models took. */
static void add_strangers(struct needs *n, const struct xmldefault *x)
{
	size_t known = n->count;

	for (size_t i = 0; i < x->count; i++) {
		bool taken = !x->row[i].load[0];

		for (size_t k = 0; k < known && !taken; k++)
			taken = n->need[k].row && (n->need[k].row == &x->row[i] ||
						   n->need[k].model->type == x->row[i].type);
		if (!taken)
			n->need[n->count++] = (struct need){ .row = &x->row[i],
							     .target = x->row[i].load };
	}
}

int needs_make(struct needs *out, const struct plugins *plugins, const struct library *lib,
	       const struct settings *config, const struct xmldefault *x)
{
	memset(out, 0, sizeof(*out));
	out->need = calloc(plugins->model_count + x->count + 1, sizeof(*out->need));
	out->unnamed = calloc(plugins->model_count + 1, sizeof(*out->unnamed));
	if (!out->need || !out->unnamed) {
		needs_finish(out);
		return -ENOMEM;
	}
	out->leaves_unnamed = settings_leaves_missing(config);
	for (size_t i = 0; i < plugins->model_count; i++)
		add_model(out, &plugins->model[i]->model, lib, config, x);
	add_strangers(out, x);
	for (size_t i = 0; i < out->count; i++)
		if (list_missing(out, &out->need[i].plan) < 0 ||
		    (out->need[i].model && list_optional(out, &out->need[i]) < 0)) {
			needs_finish(out);
			return -ENOMEM;
		}
	return 0;
}

void needs_finish(struct needs *n)
{
	free(n->need);
	free(n->unnamed);
	free(n->list);
	free(n->optional);
	memset(n, 0, sizeof(*n));
}

void needs_remark(const struct need *d, char *out, size_t size)
{
	out[0] = '\0';
	/* Its section says another target: then the line does not matter. */
	if (d->model && d->row && d->target == d->row->load)
		xmldefault_remark(d->row, d->model, out, size);
}
