/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_parts.c -- plans of models with several parts: over random rules, libraries, starting
 * points and targets each step brings one part and keeps every rule, nothing moves that no
 * rule asks for, and where all stops are at hand the target is reached.
 *
 * A load is "p1-7": version 7 of the part number 1.  The rules are read a second time here, in plain
 * numbers.  "SEED=n" in the environment gives other cases; what fails names the case.
 */
#include <config.h>

#include "core/plan/plan.h"
#include "core/plan/stock.h"
#include "tests/unit/shelf.h"
#include "tests/unit/suite.h"

#include <check.h>

#define ROUNDS 20000
#define PARTS 3
#define NEWEST 15
#define RULES 5

static const char *const part_names[PARTS + 1] = { "application", "bootrom", "kernel", NULL };

static bool parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	struct nr_load l = { .kind = NR_KIND_LOAD, .ordered = true, .family = "P" };
	uint16_t part, version;

	(void)self;
	if (!nr_scan_lit(&name, "p") || !nr_scan_u16(&name, &part) || part >= PARTS || !nr_scan_lit(&name, "-") ||
	    !nr_scan_u16(&name, &version) || *name)
		return false;
	snprintf(l.train, sizeof(l.train), "%u", part);
	snprintf(l.part, sizeof(l.part), "%s", part_names[part]);
	snprintf(l.text, sizeof(l.text), "%u", version);
	snprintf(l.printed, sizeof(l.printed), "%u", version);
	l.version.part[0] = l.latest.part[0] = version;
	*out = l;
	return true;
}

/* -- chance ------------------------------------------------------------------------ */

static uint32_t state;

static unsigned pick(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state % n;
}

static void begin(unsigned round)
{
	const char *seed = getenv("SEED");

	state = (seed ? (uint32_t)strtoul(seed, NULL, 10) : 20061128u) + round * 2654435761u;
	state = state ? state : 1;
	for (int i = 0; i < 8; i++)
		pick(2);
}

/* -- a second reading of the rules ---------------------------------------------------- */

/* What runs of each part; -1: nobody knows. */
struct runs {
	int version[PARTS];
};

struct row {
	unsigned part, needs;
	int before, reaching, first, last;      /* the stop: first to last */
};

static bool is_inside(const struct row *r, int version)
{
	return version >= r->first && version <= r->last;
}

/* May a phone with @now take @version of @part? */
static bool may(const struct row *r, const struct runs *now, unsigned part, int version)
{
	int has = now->version[r->needs];

	if (r->part != part || version < r->reaching)
		return true;
	if (r->needs == part)
		return has >= r->before || is_inside(r, has) || is_inside(r, version);
	if (has < 0)
		return now->version[part] >= r->reaching;
	return has >= r->before || is_inside(r, has);
}

static bool is_asked_for(const struct row *rows, size_t n, unsigned part, int version)
{
	for (size_t i = 0; i < n; i++)
		if (rows[i].needs == part && is_inside(&rows[i], version))
			return true;
	return false;
}

/* -- cases ---------------------------------------------------------------------------- */

struct parts_case {
	struct row row[RULES];
	struct nr_hop hop[RULES + 1];
	char id[RULES][4];
	size_t rows;
	struct nr_model model;
	struct runs from;
	char said[64], target[16];
	int goal;
};

/* Rows of a part ask for stops of it, or of a part behind it: they cannot go round in a circle. */
static void make_rows(struct parts_case *c)
{
	c->rows = 1 + pick(RULES);
	for (size_t i = 0; i < c->rows; i++) {
		struct row *r = &c->row[i];
		struct nr_hop *h = &c->hop[i];

		r->part = pick(PARTS);
		r->needs = r->part + pick(PARTS - r->part);
		r->before = r->first = (int)(1 + pick(NEWEST - 2));
		r->last = r->first + (int)pick(2);
		r->reaching = r->needs == r->part ? r->last + 1 : (int)(1 + pick(NEWEST));
		snprintf(c->id[i], sizeof(c->id[i]), "R%u", (unsigned)(i % 10));
		*h = (struct nr_hop){ .id = c->id[i], .reason = "because", .source = "a note",
				      .confidence = NR_HIGH, .part = part_names[r->part],
				      .needs = r->needs == r->part && pick(2) ? NULL : part_names[r->needs] };
		h->before.part[0] = (uint16_t)r->before;
		h->reaching.part[0] = (uint16_t)r->reaching;
		h->via_min.part[0] = (uint16_t)r->first;
		h->via_max.part[0] = (uint16_t)r->last;
	}
}

static void make_start(struct parts_case *c)
{
	size_t n = 0;

	c->said[0] = '\0';
	for (unsigned i = 0; i < PARTS; i++) {
		c->from.version[i] = pick(4) ? (int)pick(NEWEST) : -1;
		if (c->from.version[i] >= 0)
			n += (size_t)snprintf(c->said + n, sizeof(c->said) - n, "%sp%u-%d", n ? "," : "", i,
					      c->from.version[i]);
	}
	c->goal = c->from.version[0] + 1 + (int)pick((unsigned)(NEWEST - c->from.version[0]));
	snprintf(c->target, sizeof(c->target), "p0-%d", c->goal);
}

static void make_case(struct parts_case *c, unsigned round)
{
	begin(round);
	memset(c, 0, sizeof(*c));
	make_rows(c);
	c->model = (struct nr_model){ .id = "t", .name = "T", .parse = parse, .load_format = "p0-%V",
				      .archive_format = "%V.zip", .load_suffix = "", .parts = part_names,
				      .hops = c->hop };
	make_start(c);
}

/* Every version of each part, some of them missing, in any order. */
static void make_shelf(struct shelf *s, const struct nr_model *m, bool whole)
{
	static char words[PARTS * (NEWEST + 1)][16];
	const char *list[PARTS * (NEWEST + 1)];
	size_t n = 0;

	for (unsigned p = 0; p < PARTS; p++)
		for (int v = 0; v <= NEWEST; v++)
			if (whole || pick(4)) {
				snprintf(words[n], sizeof(words[n]), "p%u-%d", p, v);
				list[n] = words[n];
				n++;
			}
	for (size_t i = n; i > 1; i--) {
		size_t k = pick((unsigned)i);
		const char *other = list[k];

		list[k] = list[i - 1];
		list[i - 1] = other;
	}
	shelf_make(s, m, list, n);
}

/* Every step keeps every rule, brings one part, and is the target or asked for. */
static void check_plan(const struct parts_case *c, const struct plan *p, unsigned round)
{
	struct runs now = c->from;

	for (size_t i = 0; i < p->count; i++) {
		const struct plan_step *s = &p->step[i];
		bool last = i + 1 == p->count;
		unsigned part;
		int version;

		ck_assert_msg(sscanf(s->load, "p%u-%d", &part, &version) == 2, "round %u: %s", round, s->load);
		ck_assert_msg(strcmp(s->part, part_names[part]) == 0, "round %u: %s is of %s", round, s->load,
			      s->part);
		for (size_t k = 0; k < c->rows; k++)
			ck_assert_msg(may(&c->row[k], &now, part, version), "round %u: %s breaks %s (from %s to %s)",
				      round, s->load, c->id[k], c->said, c->target);
		if (!last)
			ck_assert_msg(is_asked_for(c->row, c->rows, part, version),
				      "round %u: nobody asks for %s (from %s to %s)", round, s->load, c->said,
				      c->target);
		ck_assert_msg((strcasecmp(s->load, c->target) == 0) == last, "round %u: the target in the middle",
			      round);
		now.version[part] = version;
	}
	ck_assert_msg(now.version[0] == c->goal, "round %u: it ends at %d", round, now.version[0]);
}

static void plan_it(struct plan *p, const struct parts_case *c, const struct library *lib)
{
	plan_make(p, &c->model, lib, c->said[0] ? PLAN_FROM_LOAD : PLAN_FROM_UNKNOWN, c->said, c->target);
}

START_TEST(every_plan_keeps_every_rule)
{
	struct parts_case c;
	struct shelf s;
	struct plan p;

	for (unsigned round = 0; round < ROUNDS; round++) {
		make_case(&c, round);
		make_shelf(&s, &c.model, true);
		plan_it(&p, &c, &s.lib);
		ck_assert_msg(p.result == PLAN_READY, "round %u: from %s to %s: %s", round, c.said, c.target, p.why);
		check_plan(&c, &p, round);
	}
}
END_TEST

/* What the library lacks changes no rule; its order changes nothing. */
START_TEST(a_poorer_library_breaks_none)
{
	struct parts_case c;
	struct plan p, again;
	struct shelf s;

	for (unsigned round = 0; round < ROUNDS / 4; round++) {
		make_case(&c, round);
		make_shelf(&s, &c.model, false);
		plan_it(&p, &c, &s.lib);
		for (size_t i = s.lib.load_count; i > 1; i--) {
			size_t k = pick((unsigned)i);
			struct lib_load *other = s.index[k];

			s.index[k] = s.index[i - 1];
			s.index[i - 1] = other;
		}
		plan_it(&again, &c, &s.lib);
		ck_assert_int_eq(p.result, again.result);
		ck_assert_uint_eq(p.count, again.count);
		for (size_t i = 0; i < p.count; i++)
			ck_assert_str_eq(p.step[i].load, again.step[i].load);
		if (p.result != PLAN_IMPOSSIBLE)
			check_plan(&c, &p, round);
	}
}
END_TEST

/* -- one by one ------------------------------------------------------------------------- */

static const struct nr_hop polycom[] = {
	{ .id = "A", .reason = "needs a new boot ROM", .source = "a note", .confidence = NR_HIGH,
	  .part = "application", .needs = "bootrom", .before = { { 5 } }, .reaching = { { 4 } },
	  .via_min = { { 5 } }, .via_max = { { 9 } }, .via_load = "p1-6" },
	{ .id = "B", .reason = "cannot unpack it", .source = "a note", .confidence = NR_HIGH,
	  .part = "bootrom", .before = { { 3 } }, .reaching = { { 5 } },
	  .via_min = { { 3 } }, .via_max = { { 4 } }, .via_load = "p1-3" },
	{ .id = NULL }
};

static const struct nr_model boot_first = {
	.id = "t", .name = "T", .parse = parse, .load_format = "p0-%V", .archive_format = "%V.zip",
	.load_suffix = "", .parts = part_names, .hops = polycom,
};

static void expect(const char *from, const char *target, const char *steps)
{
	char text[1024] = "";
	struct plan p;

	plan_make(&p, &boot_first, NULL, from[0] ? PLAN_FROM_LOAD : PLAN_FROM_UNKNOWN, from, target);
	for (size_t i = 0; i < p.count; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text), "%s%s", i ? " " : "", p.step[i].load);
	if (p.result == PLAN_IMPOSSIBLE)
		snprintf(text, sizeof(text), "! %s", p.why);
	ck_assert_msg(strcmp(text, steps) == 0, "%s to %s: '%s', expected '%s'", from, target, text, steps);
}

/* Without a library: the loads to ask for, by their names. */
START_TEST(boot_rom_goes_first)
{
	expect("p0-1,p1-2", "p0-7", "p1-3 p1-6 p0-7");
	expect("p1-2,p0-1", "p0-7", "p1-3 p1-6 p0-7");
	expect("p0-1,p1-3", "p0-7", "p1-6 p0-7");
	expect("p0-1,p1-5", "p0-7", "p0-7");
	expect("p0-1,p1-2", "p0-3", "p0-3");
	/* nobody knows its boot ROM: its application tells that it will do, or it does not */
	expect("p0-1", "p0-7", "p1-3 p1-6 p0-7");
	expect("p0-4", "p0-7", "p0-7");
	/* a boot ROM that is known to be old is, whatever runs */
	expect("p0-4,p1-2", "p0-7", "p1-3 p1-6 p0-7");
	/* only its boot ROM is known, or nothing */
	expect("p1-5", "p0-7", "p0-7");
	expect("p1-2", "p0-7", "p1-3 p1-6 p0-7");
	expect("", "p0-7", "p1-3 p1-6 p0-7");
	/* there already, and a target of another part */
	expect("p0-7,p1-2", "p0-7", "");
	expect("p0-1,p1-2", "p1-6", "p1-3 p1-6");
	expect("p0-1,p1-6", "p1-6", "");
	/* what is no load of it says nothing */
	expect("p0-1,rubbish,,p1-5", "p0-7", "p0-7");
}
END_TEST

/* To a phone that compares names another name is another load; to others a version is one. */
START_TEST(names_of_one_version)
{
	struct nr_model compares = boot_first;

	compares.proofs = NR_PROOF_CONFIG;
	ck_assert(model_same(&boot_first, "p0-7", "P0-7") && model_same(&compares, "p0-7", "P0-7"));
	ck_assert(model_same(&boot_first, "p0-7", "p0-07"));
	ck_assert(!model_same(&compares, "p0-7", "p0-07"));
	ck_assert(!model_same(&boot_first, "p0-7", "p1-7") && !model_same(&boot_first, "p0-7", "p0-8"));
	ck_assert(!model_same(&boot_first, "p0-7", "x") && !model_same(&boot_first, "x", "y"));
	expect("p0-07,p1-2", "p0-7", "");
}
END_TEST

/* What the library has of it may be called otherwise; what a rule asks for by its name is for that. */
START_TEST(a_target_by_another_name)
{
	static const char *const words[] = { "p0-07", "p1-6" }, *const crossing[] = { "p0-007" };
	static const struct nr_hop rules[] = {
		{ .id = "C", .reason = "only this one crosses", .source = "a note", .confidence = NR_HIGH,
		  .before = { { 7 } }, .reaching = { { 7 } }, .via_text = "p0-007", .via_load = "p0-007" },
		{ .id = NULL }
	};
	struct nr_model m = boot_first;
	struct shelf s;
	struct plan p;

	shelf_make(&s, &m, words, 2);
	plan_make(&p, &m, &s.lib, PLAN_FROM_LOAD, "p0-1,p1-6", "p0-7");
	ck_assert_int_eq(p.result, PLAN_READY);
	ck_assert_uint_eq(p.count, 1);
	ck_assert_str_eq(p.step[0].load, "p0-07");
	m.proofs = NR_PROOF_CONFIG;
	plan_make(&p, &m, &s.lib, PLAN_FROM_LOAD, "p0-1,p1-6", "p0-7");
	ck_assert_int_eq(p.result, PLAN_MISSING);
	m = boot_first;
	m.hops = rules;
	shelf_make(&s, &m, crossing, 1);
	ck_assert_ptr_null(stock_same(&m, &s.lib, "p0-7"));
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("parts");

	tcase_set_timeout(t, 120);
	tcase_add_test(t, every_plan_keeps_every_rule);
	tcase_add_test(t, a_poorer_library_breaks_none);
	tcase_add_test(t, boot_rom_goes_first);
	tcase_add_test(t, names_of_one_version);
	tcase_add_test(t, a_target_by_another_name);
	return suite_run("parts", t);
}
