/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_names.c -- every table of names: what each name means, which names mean
 * nothing, which load is older, and that older is an order.
 */
#include <config.h>

#include "tests/unit/family.h"
#include "tests/unit/models/names.h"
#include "tests/unit/suite.h"

static const struct names *const tables[] = { &names_java, &names_legacy, &names_modern };
#define TABLES (int)NR_ARRAY_SIZE(tables)
static struct plugins models[NR_ARRAY_SIZE(tables)];

/* The number of a loop's turn says which table and which row of it. */
#define ROWS 1000
#define TABLE (tables[_i / ROWS])
#define MODELS (&models[_i / ROWS])
#define ROW (_i % ROWS)

/* "7945,7965" */
static const char *models_of(const struct meaning *m)
{
	static char text[512];
	size_t len = 0;

	text[0] = '\0';
	for (size_t i = 0; i < m->model_count; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%s", i ? "," : "",
					m->models[i]->name);
	return text;
}

static void check_vector(const struct plugins *all, const struct vector *v)
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

static void check_stranger(const struct plugins *all, const char *name)
{
	struct meaning m;

	knowledge_explain(all, name, &m);
	ck_assert_msg(m.model_count == 0, "%s: %s", name, models_of(&m));
}

static void check_pair(const struct plugins *all, const struct pair *p)
{
	enum nr_order o = knowledge_compare(all, p->a, p->b);

	ck_assert_msg(o == p->order, "%s %s: %d", p->a, p->b, o);
	ck_assert_msg(knowledge_compare(all, p->b, p->a) == mirror(p->order), "%s %s", p->b, p->a);
}

#define ORDER_MAX 160

/* Older than older is older, and what is the same stands where the same stands. */
static void check_three(enum nr_order (*o)[ORDER_MAX], size_t a, size_t b, size_t c)
{
	if (o[a][b] && o[a][b] == o[b][c])
		ck_assert_msg(o[a][c] == o[a][b], "%zu %zu %zu", a, b, c);
	if (o[a][b] == NR_SAME && o[b][c])
		ck_assert_msg(o[a][c] == o[b][c], "%zu %zu %zu", a, b, c);
}

/* Whatever the names are: antisymmetric, reflexive where ordered, transitive. */
static void check_order(const struct plugins *all, const struct vector *v, size_t n)
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

START_TEST(vector)
{
	check_vector(MODELS, &TABLE->vectors[ROW]);
}
END_TEST

START_TEST(stranger)
{
	check_stranger(MODELS, TABLE->strangers[ROW]);
}
END_TEST

START_TEST(pair)
{
	check_pair(MODELS, &TABLE->pairs[ROW]);
}
END_TEST

START_TEST(chain)
{
	const char *const *c = TABLE->chains[ROW];

	for (size_t i = 0; c[i]; i++)
		for (size_t k = 0; c[k]; k++) {
			enum nr_order want = i < k ? NR_OLDER : i > k ? NR_NEWER : NR_SAME;
			enum nr_order o = knowledge_compare(MODELS, c[i], c[k]);

			ck_assert_msg(o == want, "%s %s: %d", c[i], c[k], o);
		}
}
END_TEST

START_TEST(order_is_an_order)
{
	check_order(&models[_i], tables[_i]->vectors, tables[_i]->vector_count);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("names");
	int status;

	for (int i = 0; i < TABLES; i++) {
		const struct names *n = tables[i];
		int first = i * ROWS;

		modules_load(&models[i]);
		modules_keep(&models[i], n->models);
		tcase_add_loop_test(t, vector, first, first + (int)n->vector_count);
		tcase_add_loop_test(t, stranger, first, first + (int)n->stranger_count);
		tcase_add_loop_test(t, pair, first, first + (int)n->pair_count);
		tcase_add_loop_test(t, chain, first, first + (int)n->chain_count);
	}
	tcase_add_loop_test(t, order_is_an_order, 0, TABLES);
	tcase_set_timeout(t, 120);
	status = suite_run("names", t);
	for (int i = 0; i < TABLES; i++)
		modules_unload(&models[i]);
	return status;
}
