/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_FAMILY_H
#define TESTS_FAMILY_H
/*
 * family.h -- what the tests of the families of models have in common: orders turned
 * round, what a text makes a model believe, and what holds of every table.
 */
#include "core/plugin/knowledge.h"
#include "tests/unit/modules.h"

#include <check.h>
#include <fnmatch.h>

static inline enum nr_order mirror(enum nr_order o)
{
	return o == NR_OLDER ? NR_NEWER : o == NR_NEWER ? NR_OLDER : o;
}

/* -- evidence --------------------------------------------------------------------- */

/* The best that a model's rows make of one text alone. */
static inline enum nr_trust trust_of(const struct nr_model *m, enum nr_fact fact, const char *text)
{
	enum nr_trust best = (enum nr_trust)0;

	for (const struct nr_match *r = m->matches; r->glob; r++)
		if (r->fact == fact && !r->and_glob && r->trust > best &&
		    fnmatch(r->glob, text, FNM_CASEFOLD) == 0)
			best = r->trust;
	return best;
}

/* -- tables ------------------------------------------------------------------------ */

/* What holds of every model, also of one that no test knows. */
static inline void check_tables(const struct plugin_model *p)
{
	const struct nr_model *m = &p->model;

	ck_assert_str_eq(m->id, p->plugin);
	ck_assert_msg(strncmp(m->id, "cisco-", 6) == 0 && strcasecmp(m->id + 6, m->name) == 0,
		      "%s is called %s", m->id, m->name);
	ck_assert_msg(m->title && m->type_name, "%s", m->name);
	/* a port of a gateway fetches nothing */
	ck_assert_msg(m->transport || !m->load_prefixes, "%s", m->name);
	ck_assert_msg(m->type && m->patience.ask && m->patience.transfer && m->patience.flash,
		      "%s", m->name);
	ck_assert_msg(m->protocols && m->protocols[0] && m->parse && m->load_format &&
		      m->archive_format, "%s", m->name);
	for (const struct nr_hop *h = m->hops; h && h->id; h++)
		ck_assert_msg(h->reason && h->source && h->confidence, "%s: %s", m->name, h->id);
}

#endif
