/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * hardware.c -- which boards take which loads.
 *
 * A 79xx accepts a list when (mask & own) == own, where own is the mask of its board
 * (read from /sbin/image of 9.4(2)SR4).  Its own mask is on no wire.  A load that it
 * runs has all of own in its mask, so a list that has all of that mask is accepted;
 * whether it accepts any other one is known only when the phone says so.
 */
#include "core/plan/hardware.h"

#include "core/plan/rule.h"

#include <strings.h>

bool hardware_revision(const char *text, unsigned *out)
{
	uint16_t n, minor;

	if (*text == 'V' || *text == 'v')
		text++;
	if (!nr_scan_u16(&text, &n))
		return false;
	if (nr_scan_lit(&text, ".") && !nr_scan_u16(&text, &minor))
		return false;
	*out = n;
	return *text == '\0';
}

/* -- rows of the model ----------------------------------------------------------- */

static bool speaks(const struct nr_board *row, const struct nr_load *l)
{
	return (!row->protocol || strcasecmp(row->protocol, l->protocol) == 0) &&
	       nr_version_cmp(&l->latest, &row->oldest) < 0;
}

/* Is there a step that the row speaks of, and nothing of it refuted by what runs now? */
static bool matters(const struct plan *plan, const struct nr_model *m,
		    const struct nr_board *row)
{
	struct nr_load l;

	if (model_parse(m, plan->from, &l) && l.ordered && speaks(row, &l))
		return false;
	for (size_t i = 0; i < plan->count; i++)
		if (model_parse(m, plan->step[i].load, &l) && l.ordered && speaks(row, &l))
			return true;
	return false;
}

static bool in_range(const struct nr_board *row, unsigned revision)
{
	return revision >= row->first && (!row->last || revision <= row->last);
}

static void weigh_row(struct plan *plan, const struct nr_model *m, const struct nr_board *row,
		      const unsigned *revision)
{
	if (!matters(plan, m, row) || (revision && !in_range(row, *revision)))
		return;
	if (revision && rule_is_sure(row->confidence))
		plan_refuse(plan, "its board is V%u, and rule %s of %s: %s", *revision, row->id,
			    m->name, row->reason);
	else
		plan_mention_board(plan, row);
}

/* -- lists ----------------------------------------------------------------------- */

/* The list of a 792x is for some boards only. */
static void weigh_boards(struct plan *plan, const unsigned *revision)
{
	for (size_t i = 0; i < plan->count; i++) {
		struct plan_step *s = &plan->step[i];
		const struct lib_load *l = s->have;

		if (!l || !l->for_boards)
			continue;
		if (!revision) {
			snprintf(s->hardware, sizeof(s->hardware), "its list is for boards %u to %u only",
				 l->board_first, l->board_last);
		} else if (*revision < l->board_first || *revision > l->board_last) {
			plan_refuse(plan, "its board is %u, and the list of %.60s is for boards %u to "
				    "%u only", *revision, l->name, l->board_first, l->board_last);
			return;
		}
	}
}

/* All parts that the load of that name supports are the most that the board can have. */
static const struct lib_load *list_of(const struct nr_model *m, const struct library *lib,
				      const char *name)
{
	const struct lib_load *l = stock_find(m, lib, name, false);

	return l && l->hardware_comp ? l : NULL;
}

/* Before @s it ran @runs: does the list of @s support all that the board can have? */
static void weigh_step(struct plan_step *s, const struct lib_load *runs)
{
	uint32_t mask = s->have->hardware_comp, parts = runs->hardware_comp;

	if ((mask & parts) == parts)
		return;
	if (mask)
		snprintf(s->hardware, sizeof(s->hardware), "supports hardware %u, the load before it "
			 "%u: a newer board rejects it (Load rejected HC)", mask, parts);
	else
		snprintf(s->hardware, sizeof(s->hardware), "does not say which hardware it supports, "
			 "the load before it does: a newer board may reject it");
}

static void weigh_masks(struct plan *plan, const struct nr_model *m, const struct library *lib)
{
	const struct lib_load *runs = list_of(m, lib, plan->from);

	for (size_t i = 0; i < plan->count; i++) {
		struct plan_step *s = &plan->step[i];

		if (runs && s->have)
			weigh_step(s, runs);
		if (s->have && s->have->hardware_comp)
			runs = s->have;
	}
}

void hardware_weigh(struct plan *plan, const struct nr_model *model, const struct library *lib,
		    const char *text)
{
	unsigned number, *revision = hardware_revision(text, &number) ? &number : NULL;

	if (plan->result == PLAN_IMPOSSIBLE)
		return;
	for (const struct nr_board *row = model->boards; row && row->id; row++)
		weigh_row(plan, model, row, revision);
	weigh_boards(plan, revision);
	weigh_masks(plan, model, lib);
}

bool hardware_remedy(const struct nr_model *model, const struct library *lib,
		     const char *protocol, uint32_t mask, bool with_manifest, struct stop *out)
{
	const struct stock_query w = { .protocol = protocol, .parts = &mask,
				  .with_manifest = with_manifest };

	return stock_oldest(model, lib, &w, out);
}
