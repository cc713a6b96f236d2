/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_across.c -- rules that lead from a part to another one and back: an application that
 * needs a kernel, which an application before it cannot write.
 */
#include <config.h>

#include "core/plan/plan.h"
#include "tests/unit/suite.h"

#include <check.h>

static const char *const parts[] = { "application", "kernel", NULL };

/* "app-6.5", "kernel-3.38", "screen-1.0" */
static bool parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	struct nr_load l = { .kind = NR_KIND_LOAD, .ordered = true, .family = "X" };
	const char *dash = strchr(name, '-'), *s = dash ? dash + 1 : "";

	(void)self;
	if (!dash || !nr_scan_u16(&s, &l.version.part[0]) || !nr_scan_lit(&s, ".") ||
	    !nr_scan_u16(&s, &l.version.part[1]) || *s)
		return false;
	snprintf(l.part, sizeof(l.part), "%.*s", (int)(dash - name), name);
	if (strcmp(l.part, "app") == 0)
		snprintf(l.part, sizeof(l.part), "application");
	snprintf(l.train, sizeof(l.train), "%.4s", name);
	snprintf(l.text, sizeof(l.text), "%.20s", name);
	snprintf(l.printed, sizeof(l.printed), "%.20s", dash + 1);
	l.latest = l.version;
	*out = l;
	return true;
}

static const struct nr_hop hops[] = {
	{ .id = "K", .reason = "7 needs the kernel 3.38", .source = "a note", .confidence = NR_HIGH,
	  .part = "application", .needs = "kernel", .before = { { 3, 38 } }, .reaching = { { 7 } },
	  .via_min = { { 3, 38 } }, .via_max = { { 3, 38 } }, .via_text = "kernel-3.38" },
	{ .id = "A", .reason = "the kernel 3.38 is written by 6 and later", .source = "a note",
	  .confidence = NR_HIGH, .part = "kernel", .needs = "application", .before = { { 6 } },
	  .reaching = { { 3, 38 } }, .via_min = { { 6 } }, .via_max = { { 6, UINT16_MAX } },
	  .via_text = "app-6.5" },
	{ .id = NULL }
};

static const char *const none[] = { NULL };

static const struct nr_model model = {
	.id = "x", .name = "x", .title = "X", .load_prefixes = none, .protocols = none, .formats = none,
	.load_suffix = ".bin", .load_format = "%V", .archive_format = "%V.zip", .parse = parse,
	.hops = hops, .parts = parts,
};

static const char *steps(const struct nr_model *m, const char *from, const char *to)
{
	static struct plan plan;
	static char out[256];
	size_t n = 0;

	plan_make(&plan, m, NULL, PLAN_FROM_LOAD, from, to);
	if (plan.result == PLAN_IMPOSSIBLE)
		return plan.why;
	out[0] = '\0';
	for (size_t i = 0; i < plan.count; i++)
		n += (size_t)snprintf(out + n, sizeof(out) - n, "%s%s", i ? " " : "", plan.step[i].load);
	return out;
}

START_TEST(what_runs_of_the_targets_part_is_known)
{
	ck_assert_str_eq(steps(&model, "app-6.5,kernel-3.25", "app-7.3"), "kernel-3.38 app-7.3");
	ck_assert_str_eq(steps(&model, "app-5.5,kernel-3.25", "app-7.3"), "app-6.5 kernel-3.38 app-7.3");
	ck_assert_str_eq(steps(&model, "app-5.5,kernel-3.38", "app-7.3"), "app-7.3");
}
END_TEST

START_TEST(a_part_that_it_does_not_have)
{
	struct nr_model simple = model;

	ck_assert_str_eq(steps(&model, "app-6.5", "screen-1.0"),
			 "screen-1.0 is of the part 'screen', which its model does not have");
	/* of a model that has only one, all loads are of that */
	simple.parts = none;
	simple.hops = NULL;
	ck_assert_str_eq(steps(&simple, "app-6.5", "app-7.3"), "app-7.3");
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("across");

	tcase_add_test(t, what_runs_of_the_targets_part_is_known);
	tcase_add_test(t, a_part_that_it_does_not_have);
	return suite_run("across", t);
}
