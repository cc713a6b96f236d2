/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_journal.c -- what is appended, what is read back, and a torn last line. */
#include "core/base/clock.h"
#include "core/base/journal.h"
#include "core/base/journal_file.h"
#include "core/base/log.h"
#include "core/host/give.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <sys/resource.h>
#include <signal.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

static char folder[] = "/tmp/check_journal.XXXXXX", content[20000];
static int dirfd_ = -1;
static struct journal *j;

static int64_t stand_still(void)
{
	return 1767225600123;           /* 2026-01-01T00:00:00.123Z */
}

static const struct clock_ops still = { stand_still, stand_still };

static char last_line[400];

static void ignore(int priority, const char *line, void *arg)
{
	(void)priority;
	snprintf(last_line, sizeof(last_line), "%s", line);
	++*(int *)arg;
}

static int lines_logged;

static void setup(void)
{
	ck_assert_ptr_nonnull(mkdtemp(folder));
	dirfd_ = open(folder, O_RDONLY | O_DIRECTORY);
	ck_assert_int_ge(dirfd_, 0);
	clock_ops = &still;
	lines_logged = 0;
	log_set_sink(ignore, &lines_logged);
}

static void teardown(void)
{
	journal_close(j);
	j = NULL;
	unlinkat(dirfd_, "journal.jsonl", 0);
	for (unsigned n = 1; n < 20; n++) {
		char name[JOURNAL_NAME_SIZE];

		unlinkat(dirfd_, journal_file_name(n, name), 0);
	}
	close(dirfd_);
	rmdir(folder);
	memcpy(folder + sizeof(folder) - 7, "XXXXXX", 6);
	log_set_sink(NULL, NULL);
}

static void put_file(const char *text)
{
	int fd = openat(dirfd_, "journal.jsonl", O_WRONLY | O_CREAT | O_TRUNC, 0644);

	ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
}

static const char *get_file(void)
{
	int fd = openat(dirfd_, "journal.jsonl", O_RDONLY);
	ssize_t n = read(fd, content, sizeof(content) - 1);

	ck_assert_int_ge(n, 0);
	content[n] = '\0';
	close(fd);
	return content;
}

static void count(const json_t *event, void *arg)
{
	ck_assert(json_is_object(event));
	++*(int *)arg;
}

START_TEST(members_in_order)
{
	ck_assert_int_eq(journal_open(&j, dirfd_, "bench", "run"), 0);
	journal_event(j, "bench.started", NULL, true);
	journal_event(j, "step.proven", json_pack("{s:s, s:s, s:i}", "phone", "SEP001B54AA0001",
						  "load", "SCCP45.8-5-2S", "a", 1), false);
	ck_assert_str_eq(get_file(),
			 "{\"time\":\"2026-01-01T00:00:00.123Z\",\"bench\":\"bench\",\"run\":\"run\",\"schema\":1,\"seq\":1,"
			 "\"event\":\"bench.started\"}\n"
			 "{\"time\":\"2026-01-01T00:00:00.123Z\",\"bench\":\"bench\",\"run\":\"run\",\"schema\":1,\"seq\":2,"
			 "\"event\":\"step.proven\","
			 "\"phone\":\"SEP001B54AA0001\",\"load\":\"SCCP45.8-5-2S\",\"a\":1}\n");
}
END_TEST

START_TEST(time_and_event_are_ours)
{
	ck_assert_int_eq(journal_open(&j, dirfd_, "bench", "run"), 0);
	journal_event(j, "x", json_pack("{s:s, s:s, s:i, s:i, s:s, s:s}", "event", "y", "time", "z", "seq", 7,
					"schema", 9, "run", "other", "bench", "other"), false);
	ck_assert_str_eq(get_file(), "{\"time\":\"2026-01-01T00:00:00.123Z\",\"bench\":\"bench\","
			 "\"run\":\"run\",\"schema\":1,\"seq\":1,\"event\":\"x\"}\n");
}
END_TEST

START_TEST(appends)
{
	int events = 0;

	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(journal_open(&j, dirfd_, "bench", "run"), 0);
		journal_event(j, "x", NULL, i % 2);
		journal_close(j);
	}
	j = NULL;
	ck_assert_int_eq(journal_read(dirfd_, count, &events), 0);
	ck_assert_int_eq(events, 3);
}
END_TEST

/* The number that the next line gets after what is in the file. */
static json_int_t next_seq(const char *before)
{
	char *at;

	put_file(before);
	ck_assert_int_eq(journal_open(&j, dirfd_, "bench", "run"), 0);
	journal_event(j, "x", NULL, false);
	journal_close(j);
	j = NULL;
	get_file();
	at = strrchr(content, ',');
	ck_assert_ptr_nonnull(at);
	*at = '\0';
	at = strrchr(content, ':');
	ck_assert_ptr_nonnull(at);
	return strtoll(at + 1, NULL, 10);
}

START_TEST(seq_goes_on)
{
	ck_assert_int_eq(next_seq(""), 1);
	ck_assert_int_eq(next_seq("{\"seq\":41,\"event\":\"a\"}\n"), 42);
	/* torn: its number was never used */
	ck_assert_int_eq(next_seq("{\"seq\":41,\"event\":\"a\"}\n{\"seq\":42,"), 42);
	/* of 0.1.0, without numbers: the place in the file */
	ck_assert_int_eq(next_seq("{\"event\":\"a\"}\n{\"event\":\"b\"}\n"), 3);
	ck_assert_int_eq(next_seq("{\"seq\":41,\"event\":\"a\"}\nrubbish\n"), 43);
	/* in what somebody said it is no number */
	ck_assert_int_eq(next_seq("{\"seq\":1,\"text\":\"\\\"seq\\\":99\"}\n"), 2);
	ck_assert_int_eq(next_seq("{\"seq\":99999999999999999999,\"event\":\"a\"}\n"), 2);
}
END_TEST

START_TEST(runs_differ)
{
	char a[JOURNAL_RUN_SIZE], b[JOURNAL_RUN_SIZE];

	ck_assert_uint_eq(strlen(journal_new_run(a)), 12);
	ck_assert_uint_eq(strspn(a, "0123456789abcdef"), 12);
	ck_assert_str_ne(a, journal_new_run(b));
}
END_TEST

START_TEST(torn_line_is_cut)
{
	int events = 0;

	put_file("{\"event\":\"a\"}\n{\"event\":\"b");
	ck_assert_int_eq(journal_read(dirfd_, count, &events), 0);
	ck_assert_int_eq(events, 1);
	ck_assert_int_eq(journal_open(&j, dirfd_, "bench", "run"), 0);
	ck_assert_str_eq(get_file(), "{\"event\":\"a\"}\n");
	ck_assert_int_eq(lines_logged, 1);
	journal_event(j, "c", NULL, false);
	events = 0;
	ck_assert_int_eq(journal_read(dirfd_, count, &events), 0);
	ck_assert_int_eq(events, 2);
}
END_TEST

START_TEST(torn_line_longer_than_a_block)
{
	static char text[12000];

	memset(text, 'x', sizeof(text) - 1);
	memcpy(text, "{}\n", 3);
	put_file(text);
	ck_assert_int_eq(journal_open(&j, dirfd_, "bench", "run"), 0);
	ck_assert_str_eq(get_file(), "{}\n");
	journal_close(j);
	text[2] = 'x';
	put_file(text);
	ck_assert_int_eq(journal_open(&j, dirfd_, "bench", "run"), 0);
	ck_assert_str_eq(get_file(), "");
	journal_close(j);
	text[sizeof(text) - 2] = '\n';
	put_file(text);
	ck_assert_int_eq(journal_open(&j, dirfd_, "bench", "run"), 0);
	ck_assert_uint_eq(strlen(get_file()), sizeof(text) - 1);
}
END_TEST

START_TEST(rubbish_is_passed_over)
{
	int events = 0;

	put_file("{}\nrubbish\n[1]\n\n{\"a\":1}\n");
	ck_assert_int_eq(journal_read(dirfd_, count, &events), 0);
	ck_assert_int_eq(events, 2);
	ck_assert_int_gt(lines_logged, 0);
}
END_TEST

START_TEST(no_journal_yet)
{
	int events = 0;

	ck_assert_int_eq(journal_read(dirfd_, count, &events), -ENOENT);
	journal_event(NULL, "x", json_object(), true);
	journal_close(NULL);
}
END_TEST

/* It is neither opened nor read, and one line says what is in its place. */
static void refused(const char *what)
{
	int events = 0;

	lines_logged = 0;
	ck_assert_int_lt(journal_open(&j, dirfd_, "bench", "run"), 0);
	ck_assert_int_eq(lines_logged, 1);
	ck_assert_msg(strstr(last_line, what) != NULL, "%s", last_line);
	ck_assert_int_lt(journal_read(dirfd_, count, &events), 0);
	ck_assert_int_eq(events, 0);
	ck_assert_int_eq(unlinkat(dirfd_, "journal.jsonl", 0), 0);
}

START_TEST(regular_files_only)
{
	put_file("{\"event\":\"a\"}\n");
	ck_assert_int_eq(renameat(dirfd_, "journal.jsonl", dirfd_, "victim"), 0);
	ck_assert_int_eq(symlinkat("victim", dirfd_, "journal.jsonl"), 0);
	refused("symbolic link");
	ck_assert_int_eq(unlinkat(dirfd_, "victim", 0), 0);
	ck_assert_int_eq(mkfifoat(dirfd_, "journal.jsonl", 0644), 0);
	refused("is a pipe");
	if (mknodat(dirfd_, "journal.jsonl", S_IFCHR | 0644, makedev(1, 3)) == 0)
		refused("not a regular file");
}
END_TEST

/* The folder is another's, and the file that has a name there is not. */
START_TEST(no_second_name_of_anothers_file)
{
	if (geteuid() != 0 || fchown(dirfd_, 65534, 65534) < 0)
		return;
	put_file("{\"event\":\"a\"}\n{\"torn");
	ck_assert_int_eq(linkat(dirfd_, "journal.jsonl", dirfd_, "victim", 0), 0);
	lines_logged = 0;
	ck_assert_int_lt(journal_open(&j, dirfd_, "bench", "run"), 0);
	ck_assert_int_eq(lines_logged, 1);
	ck_assert_str_eq(get_file(), "{\"event\":\"a\"}\n{\"torn");
	/* a backup made of links is the owner's own */
	ck_assert_int_eq(fchownat(dirfd_, "victim", 65534, 65534, 0), 0);
	ck_assert_int_eq(journal_open(&j, dirfd_, "bench", "run"), 0);
	ck_assert_int_eq(unlinkat(dirfd_, "victim", 0), 0);
}
END_TEST

/* Who may write in the folder puts another file under its name meanwhile. */
START_TEST(given_away_is_what_was_opened)
{
	const struct rights_user nobody = { 65534, 65534 };
	struct stat st;

	if (geteuid() != 0)
		return;
	ck_assert_int_eq(journal_open(&j, dirfd_, "bench", "run"), 0);
	ck_assert_int_eq(renameat(dirfd_, "journal.jsonl", dirfd_, "opened"), 0);
	put_file("");
	ck_assert_int_eq(renameat(dirfd_, "journal.jsonl", dirfd_, "victim"), 0);
	ck_assert_int_eq(symlinkat("victim", dirfd_, "journal.jsonl"), 0);
	ck_assert_int_eq(give_open(journal_fd(j), &nobody), 0);
	ck_assert_int_eq(fstatat(dirfd_, "victim", &st, 0), 0);
	ck_assert_uint_eq(st.st_uid, 0);
	ck_assert_int_eq(fstatat(dirfd_, "opened", &st, 0), 0);
	ck_assert_uint_eq(st.st_uid, 65534);
	unlinkat(dirfd_, "victim", 0);
	unlinkat(dirfd_, "opened", 0);
}
END_TEST

START_TEST(text_that_is_not_utf8)
{
	ck_assert_int_eq(journal_open(&j, dirfd_, "bench", "run"), 0);
	journal_event(j, "x", json_pack("{s:s*}", "file", "\xff"), false);
	journal_event(j, "y", NULL, false);
	ck_assert_ptr_nonnull(strstr(get_file(), "\"y\"}\n"));
}
END_TEST

static int snapshots;

static json_t *snapshot(void *arg)
{
	ck_assert_ptr_eq(arg, &snapshots);
	snapshots++;
	return json_pack("{s:[]}", "phones");
}

static bool is_there(unsigned number)
{
	char name[JOURNAL_NAME_SIZE];

	return faccessat(dirfd_, journal_file_name(number, name), F_OK, 0) == 0;
}

static json_int_t last_number;
static unsigned out_of_order;

static void in_order(const json_t *e, void *arg)
{
	json_int_t seq = json_integer_value(json_object_get(e, "seq"));

	out_of_order += seq != last_number + 1;
	last_number = seq;
	++*(int *)arg;
}

/* Closed at its size, begun anew with what is known; no line is lost, and seq goes on. */
START_TEST(a_full_file_is_closed)
{
	int events = 0, known = 0;

	ck_assert_int_eq(journal_open(&j, dirfd_, "bench", "run"), 0);
	journal_limit(j, 2000, snapshot, &snapshots);
	for (int i = 0; i < 60; i++)
		journal_event(j, "event", json_pack("{s:i}", "i", i), false);
	ck_assert(is_there(1) && is_there(2));
	ck_assert_int_gt(snapshots, 1);
	ck_assert_int_eq(strncmp(strstr(get_file(), "\"event\":"), "\"event\":\"journal.continued\",\"phones\":[]", 39), 0);
	ck_assert_int_eq(journal_read(dirfd_, in_order, &events), 0);
	ck_assert_int_eq(events, 60 + snapshots);
	ck_assert_uint_eq(out_of_order, 0);
	ck_assert_int_eq(journal_read_known(dirfd_, NULL, count, &known), 0);
	ck_assert_int_lt(known, 30);
	journal_close(j);
	ck_assert_int_eq(journal_open(&j, dirfd_, "bench", "run"), 0);
	journal_event(j, "later", NULL, false);
	ck_assert_int_eq(journal_read(dirfd_, in_order, &events), 0);
	ck_assert_int_eq((int)last_number, 61 + snapshots);
}
END_TEST

/* The bench died between the old file's new name and the first line of the new one. */
START_TEST(died_while_it_was_closed)
{
	int known = 0;

	put_file("{\"seq\":1,\"event\":\"a\"}\n{\"seq\":2,\"event\":\"b\"}\n");
	ck_assert_int_eq(renameat(dirfd_, "journal.jsonl", dirfd_, "journal.jsonl.3"), 0);
	(void)journal_read_known(dirfd_, NULL, count, &known);
	ck_assert_int_eq(known, 2);
	put_file("");
	known = 0;
	ck_assert_int_eq(journal_read_known(dirfd_, NULL, count, &known), 0);
	ck_assert_int_eq(known, 2);
	ck_assert_int_eq(journal_open(&j, dirfd_, "bench", "run"), 0);
	journal_event(j, "c", NULL, false);
	ck_assert_ptr_nonnull(strstr(get_file(), "\"seq\":3,"));
}
END_TEST

/* A power cut leaves NULs, as many as the disk likes; here 300 MB that take no room. */
START_TEST(nuls_without_end)
{
	int events = 0, fd;

	put_file("{\"event\":\"a\"}\n");
	fd = openat(dirfd_, "journal.jsonl", O_WRONLY | O_APPEND);
	ck_assert_int_eq(ftruncate(fd, 300 << 20), 0);
	ck_assert_int_eq(write(fd, "\n{\"event\":\"b\"}\n", 16), 16);
	close(fd);
	ck_assert_int_eq(journal_read(dirfd_, count, &events), 0);
	ck_assert_int_eq(events, 1);    /* the last MiBs: "a" is before them */
	/* two lines, whatever was in them */
	ck_assert_int_le(lines_logged, 2);
}
END_TEST

START_TEST(taken_away_and_back)
{
	ck_assert_int_eq(journal_open(&j, dirfd_, "bench", "run"), 0);
	journal_limit(j, 1 << 20, snapshot, &snapshots);
	ck_assert_int_eq(journal_check(j), 0);
	/* the file: begun anew, with all that is known */
	ck_assert_int_eq(unlinkat(dirfd_, "journal.jsonl", 0), 0);
	ck_assert_int_eq(journal_check(j), 0);
	ck_assert_ptr_nonnull(strstr(get_file(), "journal.continued"));
	/* another, empty one in its place: taken; one with something in it is another's */
	ck_assert_int_eq(renameat(dirfd_, "journal.jsonl", dirfd_, "journal.jsonl.9"), 0);
	put_file("");
	ck_assert_int_eq(journal_check(j), 0);
	ck_assert_ptr_nonnull(strstr(get_file(), "\"seq\":2,\"event\":\"journal.continued\""));
	put_file("");
	ck_assert_int_eq(renameat(dirfd_, "journal.jsonl", dirfd_, "journal.jsonl.9"), 0);
	put_file("{}\n");
	ck_assert_int_eq(journal_check(j), -ESTALE);
	ck_assert_str_eq(get_file(), "{}\n");
	ck_assert_int_eq(renameat(dirfd_, "journal.jsonl.9", dirfd_, "journal.jsonl"), 0);
	ck_assert_int_eq(journal_check(j), 0);
	/* the folder: said, once */
	ck_assert_int_eq(unlinkat(dirfd_, "journal.jsonl", 0), 0);
	ck_assert_int_eq(rmdir(folder), 0);
	lines_logged = 0;
	ck_assert_int_eq(journal_check(j), -ENOENT);
	ck_assert_int_eq(journal_check(j), -ENOENT);
	ck_assert_int_eq(lines_logged, 1);
	journal_event(j, "x", NULL, false);
	ck_assert_uint_eq(journal_missing(j), 1);
}
END_TEST

/* No room: counted, said once, and made up for when there is some. */
START_TEST(full_disk)
{
	struct rlimit old, none;
	void (*handler)(int);

	ck_assert_int_eq(journal_open(&j, dirfd_, "bench", "run"), 0);
	journal_limit(j, 1 << 20, snapshot, &snapshots);
	journal_event(j, "a", NULL, false);
	handler = signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
	none = old;
	none.rlim_cur = strlen(get_file()) + 10;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &none), 0);
	lines_logged = 0;
	journal_event(j, "b", NULL, false);
	journal_event(j, "c", NULL, false);
	ck_assert_int_lt(journal_check(j), 0);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &old), 0);
	signal(SIGXFSZ, handler);
	ck_assert_uint_eq(journal_missing(j), 2);
	ck_assert_int_eq(lines_logged, 1);
	ck_assert_int_eq(journal_check(j), 0);
	ck_assert_ptr_nonnull(strstr(get_file(), "journal.continued"));
	ck_assert_ptr_null(strstr(get_file(), "\"b\""));
	journal_event(j, "d", NULL, false);
	ck_assert_ptr_nonnull(strstr(get_file(), "\"d\"}\n"));
}
END_TEST

/* Lines that wait leave together, in order, when they are told to, or with one that must not. */
START_TEST(lines_wait)
{
	ck_assert_int_eq(journal_open(&j, dirfd_, "bench", "run"), 0);
	journal_batch(j, true);
	journal_event(j, "a", NULL, false);
	journal_event(j, "b", json_pack("{s:s, s:i}", "text", "one \"two\" \x01 \xc3\xa9", "n", -7), false);
	ck_assert_str_eq(get_file(), "");
	journal_flush(j);
	ck_assert_str_eq(get_file(),
			 "{\"time\":\"2026-01-01T00:00:00.123Z\",\"bench\":\"bench\",\"run\":\"run\",\"schema\":1,\"seq\":1,"
			 "\"event\":\"a\"}\n"
			 "{\"time\":\"2026-01-01T00:00:00.123Z\",\"bench\":\"bench\",\"run\":\"run\",\"schema\":1,\"seq\":2,"
			 "\"event\":\"b\",\"text\":\"one \\\"two\\\" \\u0001 \xc3\xa9\",\"n\":-7}\n");
	journal_event(j, "c", NULL, false);
	journal_event(j, "d", NULL, true);
	ck_assert_ptr_nonnull(strstr(get_file(), "\"c\"}\n"));
	ck_assert_ptr_nonnull(strstr(get_file(), "\"seq\":4,\"event\":\"d\"}\n"));
	journal_event(j, "e", NULL, false);
	journal_close(j);
	j = NULL;
	ck_assert_ptr_nonnull(strstr(get_file(), "\"e\"}\n"));
}
END_TEST

/* Of lines that wait those for which there is room get there; the numbers of the others do not. */
START_TEST(disk_takes_some)
{
	struct rlimit old, some;
	void (*handler)(int);
	size_t one;

	ck_assert_int_eq(journal_open(&j, dirfd_, "bench", "run"), 0);
	journal_event(j, "a", NULL, false);
	one = strlen(get_file());
	journal_batch(j, true);
	journal_event(j, "b", NULL, false);
	journal_event(j, "c", NULL, false);
	journal_event(j, "d", NULL, false);
	handler = signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
	some = old;
	some.rlim_cur = 2 * one + one / 2;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &some), 0);
	journal_flush(j);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &old), 0);
	signal(SIGXFSZ, handler);
	ck_assert_uint_eq(strlen(get_file()), 2 * one);
	ck_assert_ptr_nonnull(strstr(get_file(), "\"seq\":2,\"event\":\"b\"}\n"));
	ck_assert_uint_eq(journal_missing(j), 2);
	journal_event(j, "e", NULL, false);
	journal_flush(j);
	ck_assert_ptr_nonnull(strstr(get_file(), "\"seq\":3,\"event\":\"e\"}\n"));
}
END_TEST

/* Of a long file only the end is read for the number; where that says none, all of it. */
START_TEST(number_of_a_long_file)
{
	FILE *f = fdopen(openat(dirfd_, "journal.jsonl", O_WRONLY | O_CREAT | O_EXCL, 0644), "w");

	ck_assert_ptr_nonnull(f);
	for (int i = 1; i <= 20000; i++)
		fprintf(f, "{\"seq\":%d,\"event\":\"phone.seen\"}\n", 1000 + i);
	fprintf(f, "{\"event\":\"without a number\"}\n{\"event\":\"torn");
	fflush(f);
	ck_assert_int_eq(journal_file_seq(dirfd_, 0), 21001);
	ck_assert_int_eq(ftruncate(fileno(f), 0), 0);
	rewind(f);
	for (int i = 1; i <= 20000; i++)
		fprintf(f, "{\"event\":\"of another version\"}\n");
	fclose(f);
	ck_assert_int_eq(journal_file_seq(dirfd_, 0), 20000);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("journal");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, members_in_order);
	tcase_add_test(t, time_and_event_are_ours);
	tcase_add_test(t, appends);
	tcase_add_test(t, seq_goes_on);
	tcase_add_test(t, runs_differ);
	tcase_add_test(t, torn_line_is_cut);
	tcase_add_test(t, torn_line_longer_than_a_block);
	tcase_add_test(t, rubbish_is_passed_over);
	tcase_add_test(t, no_journal_yet);
	tcase_add_test(t, regular_files_only);
	tcase_add_test(t, no_second_name_of_anothers_file);
	tcase_add_test(t, given_away_is_what_was_opened);
	tcase_add_test(t, text_that_is_not_utf8);
	tcase_add_test(t, a_full_file_is_closed);
	tcase_add_test(t, died_while_it_was_closed);
	tcase_add_test(t, nuls_without_end);
	tcase_add_test(t, taken_away_and_back);
	tcase_add_test(t, lines_wait);
	tcase_add_test(t, disk_takes_some);
	tcase_add_test(t, number_of_a_long_file);
	tcase_add_test(t, full_disk);
	return suite_run("journal", t);
}
