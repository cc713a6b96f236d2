/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_finding.c -- five answers, the worst first, and what is said of them. */
#include <config.h>

#include "core/base/finding.h"
#include "tests/unit/suite.h"

START_TEST(test_worst_first)
{
	static const char *const names[] = { "BAD", "BAD", "LACKS", "WAITS", "not checked", "ok", "ok" };
	static const char *const texts[] = { "b 2", "e", "c", "d", "not 7 a", "a", "g" };
	struct finding_list l = { NULL, 0 };

	findings_add(&l, NR_ANSWER_OK, 0, "one", NULL, "a");
	findings_add(&l, NR_ANSWER_BAD, 1, "one", "mend it", "b %d", 2);
	findings_add(&l, NR_ANSWER_LACKS, 6, "two", NULL, "c");
	findings_add(&l, NR_ANSWER_WAITS, 0, "three", NULL, "d");
	findings_add(&l, NR_ANSWER_BAD, 4, "four", NULL, "e");
	findings_add(&l, NR_ANSWER_UNCHECKED, 0, "four", NULL, "not %d %s", 7, "a");
	findings_add(&l, NR_ANSWER_OK, 0, "five", NULL, "g");
	ck_assert_uint_eq(findings_count_bad(&l, 0), 2);
	ck_assert_uint_eq(findings_count_bad(&l, 2), 1);
	findings_sort(&l);
	ck_assert_uint_eq(l.count, 7);
	for (size_t i = 0; i < l.count; i++) {
		ck_assert_str_eq(finding_answer_name(l.row[i].answer), names[i]);
		ck_assert_str_eq(l.row[i].text, texts[i]);
	}
	ck_assert_str_eq(l.row[0].mend, "mend it");
	ck_assert_ptr_null(l.row[1].mend);
	ck_assert_int_eq(findings_answer(&l, "one"), NR_ANSWER_BAD);
	ck_assert_int_eq(findings_answer(&l, "three"), NR_ANSWER_WAITS);
	ck_assert_int_eq(findings_answer(&l, "six"), 0);
	findings_finish(&l);
	ck_assert_uint_eq(l.count, 0);
}
END_TEST

/* A plugin built with other headers may know more answers than we. */
START_TEST(test_unknown_answer)
{
	struct finding_list l = { NULL, 0 };

	findings_add(&l, (enum nr_answer)77, 0, "one", NULL, "a");
	ck_assert_int_eq(findings_answer(&l, "one"), NR_ANSWER_UNCHECKED);
	ck_assert_str_eq(finding_answer_name((enum nr_answer)-1), "not checked");
	findings_finish(&l);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("list");

	tcase_add_test(t, test_worst_first);
	tcase_add_test(t, test_unknown_answer);
	return suite_run("finding", t);
}
