/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_plan_store.c -- one copy of plans that are equal.
 */
#include <config.h>

#include "core/plan/plan_store.h"
#include "tests/unit/suite.h"

#include <stdio.h>
#include <string.h>

static struct plan_store store;

static struct plan way(const char *from, const char *load)
{
	struct plan p = { .result = PLAN_READY };

	snprintf(p.from, sizeof(p.from), "%s", from);
	snprintf(p.target, sizeof(p.target), "SCCP45.9-4-2SR3-1S");
	snprintf(p.step[0].load, sizeof(p.step[0].load), "%s", load);
	p.count = 1;
	return p;
}

START_TEST(equal_plans_are_one)
{
	struct plan a = way("SCCP45.8-3-1S", "SCCP45.8-5-2S"), b = way("SCCP45.8-3-1S", "SCCP45.8-5-2S");
	struct plan c = way("SCCP45.8-3-1S", "SCCP45.8-5-3S"), d = way("SCCP45.8-3-2S", "SCCP45.8-5-2S");
	const struct plan *first = plan_store_take(&store, &a), *third, *fourth;

	ck_assert_ptr_eq(plan_store_take(&store, &b), first);
	/* One that begins and ends alike, with another step between; and one that begins elsewhere. */
	third = plan_store_take(&store, &c);
	fourth = plan_store_take(&store, &d);
	ck_assert(third != first && fourth != first && third != fourth);
	ck_assert_uint_eq(plan_store_count(&store), 3);
	ck_assert_str_eq(first->step[0].load, "SCCP45.8-5-2S");
	plan_store_give(&store, first);
	plan_store_finish(&store);
	ck_assert_uint_eq(plan_store_count(&store), 3);
	plan_store_give(&store, first);
	plan_store_finish(&store);
	/* Only those that have a user are left. */
	ck_assert_uint_eq(plan_store_count(&store), 2);
	plan_store_give(&store, third);
	plan_store_give(&store, fourth);
	plan_store_finish(&store);
	ck_assert_uint_eq(plan_store_count(&store), 0);
}
END_TEST

START_TEST(one_without_a_user_stays_a_while)
{
	struct plan a = way("SCCP45.8-3-1S", "SCCP45.8-5-2S"), other;
	const struct plan *first = plan_store_take(&store, &a);
	char load[64];

	plan_store_give(&store, first);
	for (int i = 0; i < PLAN_STORE_UNUSED - 1; i++) {
		snprintf(load, sizeof(load), "SCCP45.8-6-%dS", i);
		other = way("SCCP45.8-3-1S", load);
		plan_store_give(&store, plan_store_take(&store, &other));
	}
	/* It can be read, and it is taken again. */
	ck_assert_str_eq(first->step[0].load, "SCCP45.8-5-2S");
	ck_assert_ptr_eq(plan_store_take(&store, &a), first);
	plan_store_give(&store, first);
	for (int i = 0; i < 3 * PLAN_STORE_UNUSED; i++) {
		snprintf(load, sizeof(load), "SCCP45.9-0-%dS", i);
		other = way("SCCP45.8-3-1S", load);
		plan_store_give(&store, plan_store_take(&store, &other));
	}
	ck_assert_uint_eq(plan_store_count(&store), PLAN_STORE_UNUSED);
	plan_store_finish(&store);
	ck_assert_uint_eq(plan_store_count(&store), 0);
}
END_TEST

START_TEST(none_is_no_way)
{
	plan_store_give(&store, &plan_store_none);
	ck_assert_int_eq(plan_store_none.result, PLAN_IMPOSSIBLE);
	ck_assert_uint_eq(plan_store_none.count, 0);
	ck_assert_uint_eq(plan_store_count(&store), 0);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("plan_store");

	tcase_add_test(t, equal_plans_are_one);
	tcase_add_test(t, one_without_a_user_stays_a_while);
	tcase_add_test(t, none_is_no_way);
	return suite_run("plan_store", t);
}
