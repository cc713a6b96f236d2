/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_inbox.c -- which of the files that are dropped into a folder are complete, and how
 * far something is as text.  Time is handed in.
 */
#include <config.h>
#include "core/library/estimate.h"
#include "core/library/inbox.h"
#include "tests/unit/scratch.h"

#include <netrecover/types.h>

#include <errno.h>
#include <poll.h>

static struct inbox *box;
static char got[PATH_SIZE];

static void setup(void)
{
	scratch_setup();
	scratch_folder("in");
}

static void teardown(void)
{
	inbox_free(box);
	scratch_teardown();
}

static void open_box(void)
{
	ck_assert_int_eq(inbox_new(&box, scratch_path("in"), 0), 0);
}

/* Two looks, so that the first may see what the file is like. */
static bool next(int64_t now_ms)
{
	ck_assert_int_eq(inbox_read(box, now_ms), 0);
	return inbox_next(box, now_ms, got);
}

static bool is(const char *name)
{
	return strcmp(got, scratch_path(name)) == 0;
}

START_TEST(there_before)
{
	scratch_write("in/a.zip", "x", 1);
	open_box();
	ck_assert(!next(0));
	ck_assert_int_gt(inbox_wait_ms(box), 0);
	ck_assert(!next(999));
	ck_assert(next(1000) && is("in/a.zip"));
	ck_assert(!next(5000));
	ck_assert_int_eq(inbox_wait_ms(box), -1);
}
END_TEST

START_TEST(dropped)
{
	struct pollfd p = { .events = POLLIN };

	open_box();
	p.fd = inbox_fd(box);
	ck_assert_int_eq(poll(&p, 1, 0), 0);
	scratch_write("in/a.zip", "x", 1);
	ck_assert_int_eq(poll(&p, 1, 5000), 1);
	ck_assert(!next(100));
	ck_assert(!next(1099));
	ck_assert(next(1100) && is("in/a.zip"));
	/* Written again: given again. */
	scratch_write("in/a.zip", "xy", 2);
	ck_assert(!next(2000));
	ck_assert(next(3000) && is("in/a.zip"));
}
END_TEST

START_TEST(written_slowly)
{
	int fd;

	open_box();
	fd = open(scratch_path("in/a.zip"), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
	ck_assert_int_eq(write(fd, "x", 1), 1);
	for (int64_t now = 0; now < 100000; now += 10000)       /* it was not closed */
		ck_assert(!next(now));
	close(fd);
	ck_assert(!next(100000));
	/* And once more before its time: whoever copies may close it in between. */
	fd = open(scratch_path("in/a.zip"), O_WRONLY | O_APPEND | O_CLOEXEC);
	ck_assert(!next(101500));
	ck_assert_int_eq(write(fd, "y", 1), 1);
	ck_assert(!next(103000));
	close(fd);
	ck_assert(!next(103100));
	ck_assert(next(104100) && is("in/a.zip"));
}
END_TEST

START_TEST(moved_in)
{
	open_box();
	scratch_write("a.zip", "x", 1);
	ck_assert_int_eq(rename(scratch_path("a.zip"), scratch_path("in/a.zip")), 0);
	ck_assert(!next(0));
	ck_assert(next(1000) && is("in/a.zip"));
}
END_TEST

START_TEST(not_complete)
{
	static const char *const names[] = {
		"in/.a.zip", "in/a.zip.part", "in/a.zip.crdownload", "in/a.zip.filepart", "in/a.zip~",
	};

	open_box();
	for (size_t i = 0; i < NR_ARRAY_SIZE(names); i++)
		scratch_write(names[i], "x", 1);
	scratch_write("in/empty.zip", "", 0);
	scratch_folder("in/folder");
	scratch_write("in/gone.zip", "x", 1);
	unlink(scratch_path("in/gone.zip"));
	for (int64_t now = 0; now < 100000; now += 10000)
		ck_assert(!next(now));
	ck_assert_int_eq(rename(scratch_path("in/a.zip.part"), scratch_path("in/a.zip")), 0);
	ck_assert(!next(100000));
	ck_assert(next(101000) && is("in/a.zip"));
}
END_TEST

START_TEST(folder_gone)
{
	open_box();
	ck_assert_int_eq(rmdir(scratch_path("in")), 0);
	ck_assert_int_eq(inbox_read(box, 0), -ENOENT);
	inbox_free(box);
	ck_assert_int_eq(inbox_new(&box, scratch_path("in"), 0), -ENOENT);
	ck_assert_ptr_null(box);
}
END_TEST

static const struct {
	uint64_t done, total;
	int64_t ms;
	const char *text;
} estimates[] = {
	{ 0, 0, 1000, "0.0 MB" },
	{ 0, 5000000, 1000, "0.0 MB" },
	{ 5000000, 0, 1000, "5.0 MB" },
	{ 5000000, 5000000, 1000, "5.0 MB" },
	{ 30000000, 120000000, 4000, "30.0 of 120.0 MB, 13 s left" },
	{ 1000000, 1000000000, 1000, "1.0 of 1000.0 MB, 17 min left" },
	{ 1, 18446744073709551615u, 1000000, NULL },
};

START_TEST(estimate)
{
	char text[ESTIMATE_SIZE];

	estimate_text(estimates[_i].done, estimates[_i].total, estimates[_i].ms, text);
	if (estimates[_i].text)
		ck_assert_str_eq(text, estimates[_i].text);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("inbox");
	TCase *t = tcase_create("inbox");
	SRunner *r;
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, there_before);
	tcase_add_test(t, dropped);
	tcase_add_test(t, written_slowly);
	tcase_add_test(t, moved_in);
	tcase_add_test(t, not_complete);
	tcase_add_test(t, folder_gone);
	tcase_add_loop_test(t, estimate, 0, (int)(NR_ARRAY_SIZE(estimates)));
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
