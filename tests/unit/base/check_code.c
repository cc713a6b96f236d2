/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_code.c -- the table of codes is whole, and finds what it holds. */
#include "core/base/code.h"

#include <check.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool is_sentence(const char *s)
{
	size_t n = s ? strlen(s) : 0;

	return n > 10 && s[n - 1] == '.' && s[0] >= 'A' && s[0] <= 'Z';
}

START_TEST(every_row_is_whole)
{
	for (enum code c = 0; c < CODE_COUNT; c++) {
		const struct code_row *row = code_row(c);

		ck_assert_ptr_nonnull(row->text);
		ck_assert_int_eq(strncmp(row->text, "NR-", 3), 0);
		/* struct phone has room for so much. */
		ck_assert_uint_lt(strlen(row->text), 12);
		ck_assert_msg(is_sentence(row->means) && is_sentence(row->remedy), "%s", row->text);
		ck_assert_ptr_nonnull(code_actor_name(row->actor));
		ck_assert_str_eq(code_text(c), row->text);
		/* In order, so that nobody adds one twice. */
		ck_assert(c == 0 || strcmp(code_text(c - 1), row->text) < 0);
	}
}
END_TEST

START_TEST(found_by_text)
{
	for (enum code c = 0; c < CODE_COUNT; c++)
		ck_assert_int_eq(code_find(code_text(c)), c);
	ck_assert_int_eq(code_find("nr-step"), CODE_STEP);
	ck_assert_int_eq(code_find("NR-STEPS"), CODE_COUNT);
	ck_assert_int_eq(code_find("STEP"), CODE_COUNT);
	ck_assert_int_eq(code_find(""), CODE_COUNT);
}
END_TEST

START_TEST(of_a_transfer)
{
	ck_assert_int_eq(code_of_transfer("tftp"), CODE_TFTP);
	ck_assert_int_eq(code_of_transfer("http"), CODE_HTTP);
	ck_assert_int_eq(code_of_transfer("https"), CODE_HTTP);
	ck_assert_int_eq(code_of_transfer(NULL), CODE_TFTP);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("code");
	TCase *t = tcase_create("code");
	SRunner *runner = srunner_create(s);
	int failed;

	tcase_add_test(t, every_row_is_whole);
	tcase_add_test(t, found_by_text);
	tcase_add_test(t, of_a_transfer);
	suite_add_tcase(s, t);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
