/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_tint.c -- colour only where a person sees it, and wants it. */
#include "core/base/tint.h"
#include "tests/unit/suite.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* A terminal; NULL: there is none here. */
static FILE *terminal(void)
{
	int ours = posix_openpt(O_RDWR | O_NOCTTY);
	const char *name = ours >= 0 && grantpt(ours) == 0 && unlockpt(ours) == 0 ? ptsname(ours) : NULL;
	int fd = name ? open(name, O_RDWR | O_NOCTTY) : -1;

	return fd >= 0 ? fdopen(fd, "w") : NULL;
}

static void plain(FILE *f)
{
	ck_assert_str_eq(tint_on(f, TINT_BAD), "");
	ck_assert_str_eq(tint_off(f), "");
}

START_TEST(only_a_terminal)
{
	FILE *f = terminal(), *file = tmpfile();

	setenv("TERM", "xterm", 1);
	unsetenv("NO_COLOR");
	plain(file);
	fclose(file);
	if (!f)
		return;
	ck_assert_str_eq(tint_on(f, TINT_BAD), "\033[1;31m");
	ck_assert_str_eq(tint_on(f, TINT_DIM), "\033[2m");
	ck_assert_str_eq(tint_off(f), "\033[0m");
	/* no-color.org: when it is there and not empty */
	setenv("NO_COLOR", "", 1);
	ck_assert_str_eq(tint_off(f), "\033[0m");
	setenv("NO_COLOR", "1", 1);
	plain(f);
	unsetenv("NO_COLOR");
	setenv("TERM", "dumb", 1);
	plain(f);
	unsetenv("TERM");
	plain(f);
	fclose(f);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("tint");

	tcase_add_test(t, only_a_terminal);
	return suite_run("tint", t);
}
