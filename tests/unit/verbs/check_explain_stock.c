/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_explain_stock.c -- what the lists of a library say about a name.
 */
#include <config.h>

#include "core/verbs/explain_stock.h"
#include "tests/unit/suite.h"

#include <check.h>

static const char *names[] = { "kern88xx.12-0-7.sbn", "sb2288xx.BE-01-015P.sbn", "fbi88xx.BE-01-010.sbn",
			       "fbi88xx.BE-01-010.sbn" };
static uint32_t platforms[] = { 1, 2, 1, 4 };
static struct lib_load first = {
	.name = "sip88xx.12-0-7", .parsed = { .kind = NR_KIND_LOAD }, .alias = "sip88xx-other.12-0-7.loads",
	.file_name = names, .file_platforms = platforms, .file_count = 4,
};
/* without sections, in another release too */
static const char *one[] = { "odd image.bin" };
static struct lib_load second = { .name = "odd-1", .parsed = { .kind = NR_KIND_LOAD }, .file_name = one,
				  .file_count = 1 };
static struct lib_load again = { .name = "ODD-1", .parsed = { .kind = NR_KIND_LOAD }, .file_name = one,
				 .file_count = 1 };
/* a manifest names the images of its load once more */
static struct lib_load manifest = { .name = "term88", .parsed = { .kind = NR_KIND_MANIFEST },
				    .file_name = names, .file_count = 4 };
static struct lib_load *loads[] = { &manifest, &first, &second, &again };
static const struct library lib = { .load = loads, .load_count = 4 };

static const struct {
	const char *name, *said;
} rows[] = {
	{ "sb2288xx.BE-01-015P.sbn", "of sip88xx.12-0-7, for platform 2" },
	{ "SB2288XX.be-01-015p.SBN", "of sip88xx.12-0-7, for platform 2" },
	{ "/folder/kern88xx.12-0-7.sbn", "of sip88xx.12-0-7, for platform 1" },
	{ "fbi88xx.BE-01-010.sbn", "of sip88xx.12-0-7, for platform 1 and 3" },
	{ "sip88xx-other.12-0-7", "a second name (ALTLOADS) of sip88xx.12-0-7" },
	{ "sip88xx-other.12-0-7.loads", "a second name (ALTLOADS) of sip88xx.12-0-7" },
	{ "odd image.bin", "of odd-1" },
	{ "sip88xx.12-0-7", NULL },     /* its own name says it already */
	{ "kern88xx.12-0-8.sbn", NULL },
	{ "", NULL },
};

START_TEST(lists_say)
{
	struct explain_stock of[2];
	char text[160];
	size_t count = explain_stock(&lib, rows[_i].name, of, 2);

	ck_assert_uint_eq(count, rows[_i].said ? 1 : 0);
	if (!rows[_i].said)
		return;
	explain_stock_say(&of[0], text, sizeof(text));
	ck_assert_str_eq(text, rows[_i].said);
}
END_TEST

START_TEST(no_library)
{
	struct explain_stock of;

	ck_assert_uint_eq(explain_stock(NULL, "odd image.bin", &of, 1), 0);
	ck_assert_uint_eq(explain_stock(&lib, "odd image.bin", &of, 0), 0);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("explain and the library");

	tcase_add_loop_test(t, lists_say, 0, NR_ARRAY_SIZE(rows));
	tcase_add_test(t, no_library);
	return suite_run("explain_stock", t);
}
