/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_log.c -- subjects, escapes, levels and repeats of the log. */
#include "core/base/clock.h"
#include "core/base/log.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char got[16][1100];
static int got_priority[16];
static unsigned got_count;

static void keep(int priority, const char *line, void *arg)
{
	ck_assert_ptr_eq(arg, got);
	ck_assert_uint_lt(got_count, 16);
	got_priority[got_count] = priority;
	snprintf(got[got_count++], sizeof(got[0]), "%s", line);
}

static void setup(void)
{
	log_set_level(LOG_INFO);
	log_set_sink(keep, got);
	got_count = 0;
}

static void teardown(void)
{
	log_set_sink(NULL, NULL);
}

START_TEST(subject_comes_first)
{
	log_line(LOG_INFO, "dhcp", "offers %d", 5);
	log_line(LOG_WARNING, NULL, "no subject");
	ck_assert_uint_eq(got_count, 2);
	ck_assert_str_eq(got[0], "dhcp: offers 5");
	ck_assert_str_eq(got[1], "no subject");
	ck_assert_int_eq(got_priority[1], LOG_WARNING);
}
END_TEST

START_TEST(level_drops_lines)
{
	log_line(LOG_DEBUG, "dhcp", "not seen");
	log_set_level(LOG_WARNING);
	log_line(LOG_INFO, "dhcp", "not seen");
	log_line(LOG_ERR, "dhcp", "seen");
	ck_assert_uint_eq(got_count, 1);
	ck_assert_int_eq(log_level(), LOG_WARNING);
}
END_TEST

START_TEST(control_bytes_are_escaped)
{
	log_line(LOG_INFO, "x", "%s", "a\x1b[2Jb\nc\x7f");
	log_line(LOG_INFO, "x", "%s", "gr\xc3\xbcn \xc2\x9b \x9b \xff");
	ck_assert_str_eq(got[0], "x: a\\x1b[2Jb\\x0ac\\x7f");
	ck_assert_str_eq(got[1], "x: gr\xc3\xbcn \\xc2\\x9b \\x9b \\xff");
}
END_TEST

START_TEST(cut_character_is_escaped)
{
	log_line(LOG_INFO, "x", "%s", "a\xe2\x82");
	ck_assert_str_eq(got[0], "x: a\\xe2\\x82");
}
END_TEST

START_TEST(long_lines_are_cut)
{
	static char text[5000];

	memset(text, '\n', sizeof(text) - 1);
	log_line(LOG_INFO, "x", "%s", text);
	ck_assert_uint_lt(strlen(got[0]), 1024);
	ck_assert_ptr_nonnull(strstr(got[0], "..."));
}
END_TEST

START_TEST(repeats_are_counted)
{
	for (int i = 0; i < 15; i++)
		log_line(LOG_INFO, "dhcp", "dropped");
	ck_assert_uint_eq(got_count, 1);
	log_line(LOG_INFO, "dhcp", "other");
	ck_assert_uint_eq(got_count, 3);
	ck_assert_str_eq(got[1], "dhcp: (the line before, 14 times more)");
	ck_assert_str_eq(got[2], "dhcp: other");
}
END_TEST

START_TEST(flush_writes_the_count)
{
	log_line(LOG_INFO, "dhcp", "dropped");
	log_line(LOG_INFO, "dhcp", "dropped");
	log_flush();
	log_flush();
	ck_assert_uint_eq(got_count, 2);
	ck_assert_str_eq(got[1], "dhcp: (the line before, 1 time more)");
	log_line(LOG_INFO, "dhcp", "dropped");
	ck_assert_uint_eq(got_count, 2);
}
END_TEST

/* What log_write() puts into a pipe in this form. */
static const char *written(enum log_form form, int priority, const char *line)
{
	static char text[200];
	ssize_t n;
	int p[2];

	ck_assert_int_eq(pipe(p), 0);
	log_set_form(form);
	log_write(p[1], priority, line);
	log_set_form(LOG_FORM_PLAIN);
	n = read(p[0], text, sizeof(text) - 1);
	ck_assert_int_gt(n, 0);
	text[n] = '\0';
	close(p[0]);
	close(p[1]);
	return text;
}

static int64_t stand_still(void)
{
	return 1767225600123;           /* 2026-01-01T00:00:00.123Z */
}

START_TEST(forms)
{
	static const struct clock_ops still = { stand_still, stand_still };

	clock_ops = &still;
	ck_assert_str_eq(written(LOG_FORM_PLAIN, LOG_WARNING, "a: b"), "a: b\n");
	ck_assert_str_eq(written(LOG_FORM_JOURNALD, LOG_WARNING, "a: b"), "<4>a: b\n");
	ck_assert_str_eq(written(LOG_FORM_STAMPED, LOG_INFO, "a: b"), "2026-01-01T00:00:00.123Z info    a: b\n");
	ck_assert_str_eq(written(LOG_FORM_STAMPED, LOG_ERR, "a: b"), "2026-01-01T00:00:00.123Z error   a: b\n");
}
END_TEST

START_TEST(form_by_what_it_is)
{
	char stream[64];
	struct stat st;
	int p[2];

	ck_assert_int_eq(pipe(p), 0);
	ck_assert_int_eq(fstat(p[1], &st), 0);
	unsetenv("JOURNAL_STREAM");
	ck_assert_int_eq(log_find_form(p[1], false), LOG_FORM_PLAIN);
	ck_assert_int_eq(log_find_form(p[1], true), LOG_FORM_STAMPED);
	snprintf(stream, sizeof(stream), "%llu:%llu", (unsigned long long)st.st_dev, (unsigned long long)st.st_ino);
	setenv("JOURNAL_STREAM", stream, 1);
	ck_assert_int_eq(log_find_form(p[1], true), LOG_FORM_JOURNALD);
	ck_assert_int_eq(log_find_form(p[1], false), LOG_FORM_JOURNALD);
	/* redirected since: not journald's any more */
	setenv("JOURNAL_STREAM", "1:1", 1);
	ck_assert_int_eq(log_find_form(p[1], true), LOG_FORM_STAMPED);
	close(p[0]);
	close(p[1]);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("lines");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, subject_comes_first);
	tcase_add_test(t, level_drops_lines);
	tcase_add_test(t, control_bytes_are_escaped);
	tcase_add_test(t, cut_character_is_escaped);
	tcase_add_test(t, long_lines_are_cut);
	tcase_add_test(t, repeats_are_counted);
	tcase_add_test(t, flush_writes_the_count);
	tcase_add_test(t, forms);
	tcase_add_test(t, form_by_what_it_is);
	return suite_run("log", t);
}
