/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_SUITE_H
#define TESTS_SUITE_H
/* suite.h -- run one case of tests as a program of its own. */
#include <check.h>
#include <stdlib.h>

/* The exit status of main(). */
static inline int suite_run(const char *name, TCase *t)
{
	Suite *s = suite_create(name);
	SRunner *r = srunner_create(s);
	int failed;

	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
