/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_needs.c -- what a whole bench lacks: each archive once, and for each row
 * of the call manager's file one plain word.
 */
#include <config.h>
#include "core/library/library.h"
#include "core/plan/needs.h"
#include "core/base/log.h"
#include "tests/phone/firmware.h"
#include "tests/unit/modules.h"
#include "tests/unit/scratch.h"

#include <check.h>

#define GOAL "SCCP45.9-4-2SR3-1S"

static struct plugins all;
static struct settings config;
static struct xmldefault xml;
static struct library lib;
static struct needs needs;
static bool have_library;

static void quiet(int priority, const char *line, void *arg)
{
	(void)priority;
	(void)line;
	(void)arg;
}

static void setup(void)
{
	memset(&all, 0, sizeof(all));
	modules_load(&all);
	ck_assert_uint_gt(all.model_count, 20);
	ck_assert_int_eq(settings_load(&config, NULL, NULL, 0), 0);
	log_set_sink(quiet, NULL);
	scratch_setup();
	scratch_folder("lib");
	have_library = false;
}

static void teardown(void)
{
	needs_finish(&needs);
	xmldefault_finish(&xml);
	if (have_library)
		library_close(&lib);
	settings_finish(&config);
	modules_unload(&all);
	scratch_teardown();
}

static void hold(const char *load)
{
	struct firmware fw;

	ck_assert_int_eq(firmware_make(&fw, load, 60000), 0);
	ck_assert_int_eq(firmware_write(&fw, scratch_path("lib"), true), 0);
	firmware_finish(&fw);
}

/* @rows: what stands between <Default> and </Default>. */
static void make(const char *rows)
{
	char text[2048];

	snprintf(text, sizeof(text), "<?xml version=\"1.0\"?>\n<Default>\n%s</Default>\n", rows);
	ck_assert_int_eq(xmldefault_parse(&xml, "XMLDefault.cnf.xml", text, strlen(text)), 0);
	ck_assert_int_eq(library_open(&lib, scratch_path("lib"), &all), 0);
	have_library = true;
	ck_assert_int_eq(needs_make(&needs, &all, &lib, &config, &xml), 0);
}

#define ROW(number, load) "<loadInformation" number ">" load "</loadInformation" number ">\n"

static const struct need *need_of(const char *model)
{
	for (size_t i = 0; i < needs.count; i++)
		if (needs.need[i].model && strcmp(needs.need[i].model->name, model) == 0)
			return &needs.need[i];
	return NULL;
}

static unsigned listed(const char *archive)
{
	unsigned n = 0;

	for (size_t i = 0; i < needs.list_count; i++)
		n += strcmp(needs.list[i].archive, archive) == 0;
	return n;
}

/* The ladder from the oldest start; two models of one family share each archive. */
START_TEST(each_archive_once)
{
	make(ROW("435", GOAL) ROW("436", GOAL));
	ck_assert_uint_eq(needs.count, 2);
	ck_assert_ptr_nonnull(need_of("7945"));
	ck_assert_ptr_nonnull(need_of("7965"));
	ck_assert_uint_eq(need_of("7945")->plan.count, 2);
	ck_assert_str_eq(need_of("7945")->plan.step[1].load, GOAL);
	ck_assert_uint_eq(needs.list_count, 2);
	ck_assert_uint_eq(listed("cmterm-7945_7965-sccp.8-5-2.zip"), 1);
	ck_assert_uint_eq(listed("cmterm-7945_7965-sccp.9-4-2SR3-1.zip"), 1);
	ck_assert(!needs.impossible);
}
END_TEST

START_TEST(what_is_there_is_not_listed)
{
	hold("SCCP45.8-5-2S");
	make(ROW("435", GOAL));
	ck_assert_uint_eq(needs.list_count, 1);
	ck_assert_uint_eq(listed("cmterm-7945_7965-sccp.8-5-2.zip"), 0);
	ck_assert_ptr_nonnull(need_of("7945")->plan.step[0].have);
	ck_assert_ptr_null(need_of("7945")->plan.step[1].have);
}
END_TEST

START_TEST(all_is_there)
{
	hold("SCCP45.8-5-2S");
	hold(GOAL);
	make(ROW("435", GOAL));
	ck_assert_uint_eq(needs.list_count, 0);
	ck_assert_int_eq(need_of("7945")->plan.result, PLAN_READY);
}
END_TEST

/* A row of no plugin is shown, an empty one leaves the load as it is. */
START_TEST(rows_of_nobody)
{
	make(ROW("99999", "SCCP99.1-2-3S") ROW("434", "") ROW("99998", ""));
	ck_assert_uint_eq(needs.count, 2);
	ck_assert_str_eq(need_of("7942")->target, "");
	ck_assert_ptr_null(needs.need[1].model);
	ck_assert_uint_eq(needs.need[1].row->type, 99999);
	ck_assert_str_eq(needs.need[1].target, "SCCP99.1-2-3S");
	ck_assert_uint_eq(needs.list_count, 0);
}
END_TEST

/* [model 7945] target wins over the call manager, and counts without it. */
START_TEST(own_target)
{
	static const char *const sets[] = { "model 7945.target=SCCP45.9-3-1SR4-1S",
					    "model 7965.target=SCCP45.8-5-2S" };

	settings_finish(&config);
	ck_assert_int_eq(settings_load(&config, NULL, sets, 2), 0);
	make(ROW("435", GOAL));
	ck_assert_uint_eq(needs.count, 2);
	ck_assert_str_eq(need_of("7945")->target, "SCCP45.9-3-1SR4-1S");
	ck_assert_str_eq(need_of("7965")->target, "SCCP45.8-5-2S");
	ck_assert_ptr_null(need_of("7965")->row);
	ck_assert_uint_eq(listed("cmterm-7945_7965-sccp.8-5-2.zip"), 1);
}
END_TEST

/* Said of the line that counts, unless the operator's own word counts. */
START_TEST(lines_of_other_numbers)
{
	static const char *const sets[] = { "model 7965.target=SCCP45.8-5-2S" };
	char text[160];

	make("<loadInformation8 model=\"Cisco 7965\">" GOAL "</loadInformation8>\n"
	     "<loadInformation>SCCP42.9-4-2SR3-1S</loadInformation>\n"
	     "<loadInformation>SCCP99.9-4-2SR3-1S</loadInformation>\n");
	needs_remark(need_of("7965"), text, sizeof(text));
	ck_assert_str_eq(text, "line 3 has the number 8, which is not that of a 7965: it should be "
			       "loadInformation436");
	needs_remark(need_of("7962"), text, sizeof(text));
	ck_assert_str_eq(text, "line 4 has no number, and its load fits: it should be "
			       "loadInformation404");
	ck_assert_uint_eq(needs.count, 4);      /* 7942, 7962, 7965, and what nobody runs */
	ck_assert_ptr_null(needs.need[3].model);
	ck_assert_uint_eq(needs.need[3].row->line, 5);
	needs_finish(&needs);
	settings_finish(&config);
	ck_assert_int_eq(settings_load(&config, NULL, sets, 1), 0);
	ck_assert_int_eq(needs_make(&needs, &all, &lib, &config, &xml), 0);
	needs_remark(need_of("7965"), text, sizeof(text));
	ck_assert_str_eq(text, "");
}
END_TEST

/* Models that the library has loads of and the file no line for. */
START_TEST(unnamed)
{
	static const char *const sets[] = { "bench.target-missing=newest" };

	hold("SCCP45.8-5-2S");
	hold(GOAL);
	make(ROW("435", GOAL));
	ck_assert_uint_eq(needs.unnamed_count, 1);
	ck_assert_str_eq(needs.unnamed[0].model->name, "7965");
	ck_assert_str_eq(needs.unnamed[0].load, GOAL);
	ck_assert(needs.leaves_unnamed);
	needs_finish(&needs);
	settings_finish(&config);
	ck_assert_int_eq(settings_load(&config, NULL, sets, 1), 0);
	ck_assert_int_eq(needs_make(&needs, &all, &lib, &config, &xml), 0);
	ck_assert_uint_eq(needs.unnamed_count, 1);
	ck_assert(!needs.leaves_unnamed);
}
END_TEST

/* A stop that experience asks for and Cisco does not: named, and never missing. */
START_TEST(optional_stops)
{
	make(ROW("435", GOAL) ROW("436", GOAL));
	ck_assert_uint_eq(needs.optional_count, 1);
	ck_assert_str_eq(needs.optional[0].archive, "cmterm-7945_7965-sccp.9-3-1SR4-1.zip");
	ck_assert_str_eq(needs.optional[0].load, "SCCP45.9-3-1SR4-1S");
	ck_assert_str_eq(needs.optional[0].hop->id, "J4");
	ck_assert_uint_eq(needs.list_count, 2);
	ck_assert_uint_eq(listed("cmterm-7945_7965-sccp.9-3-1SR4-1.zip"), 0);
}
END_TEST

START_TEST(optional_stop_at_hand)
{
	hold("SCCP45.9-3-1SR4-1S");
	make(ROW("435", GOAL));
	ck_assert_uint_eq(needs.optional_count, 0);
	ck_assert_uint_eq(need_of("7945")->plan.count, 3);
}
END_TEST

START_TEST(without_a_library)
{
	static const char text[] = "<Default>" ROW("435", GOAL) "</Default>";

	ck_assert_int_eq(xmldefault_parse(&xml, "x", text, strlen(text)), 0);
	ck_assert_int_eq(needs_make(&needs, &all, NULL, &config, &xml), 0);
	ck_assert_uint_eq(needs.list_count, 2);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("needs");
	TCase *t = tcase_create("needs");
	SRunner *r;
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, each_archive_once);
	tcase_add_test(t, what_is_there_is_not_listed);
	tcase_add_test(t, all_is_there);
	tcase_add_test(t, rows_of_nobody);
	tcase_add_test(t, own_target);
	tcase_add_test(t, lines_of_other_numbers);
	tcase_add_test(t, unnamed);
	tcase_add_test(t, optional_stops);
	tcase_add_test(t, optional_stop_at_hand);
	tcase_add_test(t, without_a_library);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
