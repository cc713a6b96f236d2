/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_needs_print.c -- what scripts read of the needs of a bench. */
#include "core/verbs/needs_print.h"
#include "tests/unit/suite.h"

#include <check.h>

#define GOAL "SCCP45.9-4-2SR3-1S"
#define ARCHIVE "cmterm-7945_7965-sccp.9-4-2SR3-1.zip"

static const struct nr_model m7945 = { .name = "7945", .type = 435 };
static const struct nr_model m7965 = { .name = "7965", .type = 434 };
static const struct xmldefault_row stranger = { .type = 99999 };

/* A way with a step that is missing, a load that is left as it is, a row of nobody. */
static struct need need[] = {
	{ .model = &m7945, .target = GOAL,
	  .plan = { .count = 1, .result = PLAN_MISSING,
		    .step = { { .load = GOAL, .version = "9.4(2)SR3", .archive = ARCHIVE } } } },
	{ .model = &m7965, .target = "" },
	{ .row = &stranger, .target = "SCCP99.1-2-3S" },
};
static struct shopping_row list[] = { { ARCHIVE, GOAL }, { "", "SCCP99.1-2-3S" } };
static const struct needs needs = { .need = need, .count = 3, .list = list, .list_count = 2 };

static const char *text_of(const json_t *array, size_t i, const char *key)
{
	return json_string_value(json_object_get(json_array_get(array, i), key));
}

START_TEST(each_model)
{
	json_t *doc = needs_print_json(&needs), *models = json_object_get(doc, "models"), *steps;

	ck_assert_uint_eq(json_array_size(models), 3);
	ck_assert_str_eq(text_of(models, 0, "model"), "7945");
	ck_assert_str_eq(text_of(models, 0, "result"), "missing");
	ck_assert_str_eq(text_of(models, 0, "target"), GOAL);
	steps = json_object_get(json_array_get(models, 0), "steps");
	ck_assert_uint_eq(json_array_size(steps), 1);
	ck_assert_str_eq(text_of(steps, 0, "archive"), ARCHIVE);
	ck_assert(json_is_false(json_object_get(json_array_get(steps, 0), "have")));
	ck_assert_str_eq(text_of(models, 1, "result"), "unchanged");
	ck_assert_ptr_null(text_of(models, 1, "target"));
	ck_assert_str_eq(text_of(models, 2, "result"), "unknown");
	ck_assert_ptr_null(text_of(models, 2, "model"));
	ck_assert_int_eq(json_integer_value(json_object_get(json_array_get(models, 2), "number")),
			 99999);
	json_decref(doc);
}
END_TEST

START_TEST(each_archive)
{
	json_t *doc = needs_print_json(&needs), *missing = json_object_get(doc, "missing");

	ck_assert_uint_eq(json_array_size(missing), 2);
	ck_assert_str_eq(text_of(missing, 0, "archive"), ARCHIVE);
	ck_assert_str_eq(text_of(missing, 0, "load"), GOAL);
	ck_assert_ptr_null(text_of(missing, 1, "archive"));
	json_decref(doc);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("needs");

	tcase_add_test(t, each_model);
	tcase_add_test(t, each_archive);
	return suite_run("needs_print", t);
}
