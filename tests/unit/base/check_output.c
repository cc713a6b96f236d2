/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_output.c -- run a program, read what it prints. */
#include <config.h>

#include "core/base/output.h"
#include "tests/unit/suite.h"

#include <errno.h>
#include <string.h>

static char out[64], err[64];

static int run(const char *script)
{
	const char *const argv[] = { "sh", "-c", script, NULL };

	return output_of(argv, out, sizeof(out), err, sizeof(err));
}

START_TEST(test_output)
{
	const char *const none[] = { "no-such-program-here", NULL };

	ck_assert_int_eq(run("echo good; echo bad >&2; exit 3"), 3);
	ck_assert_str_eq(out, "good\n");
	ck_assert_str_eq(err, "bad\n");
	ck_assert_int_eq(run("cat"), 0);
	ck_assert_str_eq(out, "");
	ck_assert_int_eq(output_of(none, out, sizeof(out), err, sizeof(err)), -ENOENT);
	ck_assert_int_eq(run("kill -9 $$"), -ECHILD);
}
END_TEST

START_TEST(test_too_much)
{
	ck_assert_int_eq(run("i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i + 1)); done"), -E2BIG);
	ck_assert_uint_lt(strlen(out), sizeof(out));
}
END_TEST

START_TEST(test_too_long)
{
	ck_assert_int_eq(run("exec sleep 1000"), -ETIMEDOUT);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("output");

	tcase_set_timeout(t, 30);
	tcase_add_test(t, test_output);
	tcase_add_test(t, test_too_much);
	tcase_add_test(t, test_too_long);
	return suite_run("output", t);
}
