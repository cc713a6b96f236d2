/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_FAMILY_H
#define TESTS_FAMILY_H
/*
 * family.h -- what the tests of the families of models have in common: vectors of
 * names, the laws of their order, and what a text makes a model believe.
 */
#include "core/plugin/knowledge.h"
#include "tests/unit/modules.h"

#include <check.h>
#include <fnmatch.h>

/* "7945,7965" */
static inline const char *models_of(const struct meaning *m)
{
	static char text[512];
	size_t len = 0;

	text[0] = '\0';
	for (size_t i = 0; i < m->model_count; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%s", i ? "," : "",
					m->models[i]->name);
	return text;
}

struct vector {
	const char *name;
	enum nr_kind kind;
	const char *family, *protocol, *models, *printed, *load;
	bool ordered;
};

static inline void check_vector(const struct plugins *all, const struct vector *v)
{
	struct meaning m;

	knowledge_explain(all, v->name, &m);
	ck_assert_msg(strcmp(models_of(&m), v->models) == 0, "%s: models %s", v->name,
		      models_of(&m));
	ck_assert_msg(m.load.kind == v->kind, "%s: kind %d", v->name, m.load.kind);
	ck_assert_msg(strcmp(m.load.printed, v->printed) == 0, "%s: printed %s", v->name,
		      m.load.printed);
	ck_assert_str_eq(m.load.family, v->family);
	ck_assert_str_eq(m.load.protocol, v->protocol);
	ck_assert_msg(strcmp(m.load.load, v->load) == 0, "%s: load '%s'", v->name, m.load.load);
	ck_assert_msg(m.load.ordered == v->ordered, "%s: ordered", v->name);
}

static inline void check_stranger(const struct plugins *all, const char *name)
{
	struct meaning m;

	knowledge_explain(all, name, &m);
	ck_assert_msg(m.model_count == 0, "%s: %s", name, models_of(&m));
}

/* -- order ---------------------------------------------------------------------- */

struct pair {
	const char *a;
	enum nr_order order;    /* of @a to @b */
	const char *b;
};

static inline enum nr_order mirror(enum nr_order o)
{
	return o == NR_OLDER ? NR_NEWER : o == NR_NEWER ? NR_OLDER : o;
}

static inline void check_pair(const struct plugins *all, const struct pair *p)
{
	enum nr_order o = knowledge_compare(all, p->a, p->b);

	ck_assert_msg(o == p->order, "%s %s: %d", p->a, p->b, o);
	ck_assert_msg(knowledge_compare(all, p->b, p->a) == mirror(p->order), "%s %s", p->b, p->a);
}

#define ORDER_MAX 160

/* Older than older is older, and what is the same stands where the same stands. */
static inline void check_three(enum nr_order (*o)[ORDER_MAX], size_t a, size_t b, size_t c)
{
	if (o[a][b] && o[a][b] == o[b][c])
		ck_assert_msg(o[a][c] == o[a][b], "%zu %zu %zu", a, b, c);
	if (o[a][b] == NR_SAME && o[b][c])
		ck_assert_msg(o[a][c] == o[b][c], "%zu %zu %zu", a, b, c);
}

/* Whatever the names are: antisymmetric, reflexive where ordered, transitive. */
static inline void check_order(const struct plugins *all, const struct vector *v, size_t n)
{
	static enum nr_order o[ORDER_MAX][ORDER_MAX];

	ck_assert_uint_le(n, ORDER_MAX);
	for (size_t a = 0; a < n; a++)
		for (size_t b = 0; b < n; b++)
			o[a][b] = knowledge_compare(all, v[a].name, v[b].name);
	for (size_t a = 0; a < n; a++) {
		bool same = v[a].ordered || v[a].kind == NR_KIND_LOAD || v[a].kind == NR_KIND_COMPONENT;

		ck_assert_int_eq(o[a][a], same ? NR_SAME : NR_ORDER_UNKNOWN);
		for (size_t b = 0; b < n; b++) {
			ck_assert_int_eq(o[b][a], mirror(o[a][b]));
			for (size_t c = 0; c < n; c++)
				check_three(o, a, b, c);
		}
	}
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
