/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_cursor.c -- the journal from a line on, over files; collected journals; ways to a broker. */
#include "core/fleet/cursor.h"
#include "core/fleet/collected.h"
#include "core/fleet/road.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/check_cursor.XXXXXX", command[100];
static int dirfd_;
static struct cursor *c;

static void setup(void)
{
	ck_assert_ptr_nonnull(mkdtemp(folder));
	dirfd_ = open(folder, O_RDONLY | O_DIRECTORY);
	ck_assert_int_ge(dirfd_, 0);
}

static void teardown(void)
{
	cursor_free(c);
	c = NULL;
	close(dirfd_);
	snprintf(command, sizeof(command), "rm -r %s", folder);
	ck_assert_int_eq(system(command), 0);
	memcpy(folder + sizeof(folder) - 7, "XXXXXX", 6);
}

/* Append lines with these numbers to the file; 0 ends them. */
static void put(const char *name, ...)
{
	int fd = openat(dirfd_, name, O_WRONLY | O_CREAT | O_APPEND, 0644), n;
	va_list ap;

	ck_assert_int_ge(fd, 0);
	va_start(ap, name);
	while ((n = va_arg(ap, int)) != 0)
		ck_assert_int_gt(dprintf(fd, "{\"time\":\"2026-01-01T00:%02d:00.000Z\",\"seq\":%d,\"event\":\"x\"}\n", n % 60, n),
				 0);
	va_end(ap);
	close(fd);
}

/* The numbers of all lines that there are now: "3 4 5". */
static const char *numbers(void)
{
	static char text[400];
	json_int_t seq;
	size_t len, n = 0;

	text[0] = '\0';
	while (cursor_next(c, &len, &seq))
		n += (size_t)snprintf(text + n, sizeof(text) - n, "%s%lld", n ? " " : "", (long long)seq);
	return text;
}

START_TEST(while_it_grows)
{
	c = cursor_new(dirfd_, 0);
	ck_assert_str_eq(numbers(), "");
	put("journal.jsonl", 1, 2, 0);
	ck_assert_str_eq(numbers(), "1 2");
	ck_assert_str_eq(numbers(), "");
	put("journal.jsonl", 3, 0);
	ck_assert_str_eq(numbers(), "3");
}
END_TEST

/* Closed by the bench, and by logrotate, also more than once between two looks. */
START_TEST(over_files)
{
	put("journal.jsonl", 1, 2, 0);
	c = cursor_new(dirfd_, 1);
	ck_assert_str_eq(numbers(), "2");
	put("journal.jsonl", 3, 0);
	ck_assert_int_eq(renameat(dirfd_, "journal.jsonl", dirfd_, "journal.jsonl.1"), 0);
	put("journal.jsonl.1", 4, 0);
	put("journal.jsonl", 5, 6, 0);
	ck_assert_int_eq(renameat(dirfd_, "journal.jsonl", dirfd_, "journal.jsonl-20260101-1"), 0);
	put("journal.jsonl", 7, 0);
	ck_assert_str_eq(numbers(), "3 4 5 6 7");
	put("journal.jsonl", 8, 0);
	ck_assert_str_eq(numbers(), "8");
	/* another process, from the middle */
	cursor_free(c);
	c = cursor_new(dirfd_, 4);
	ck_assert_str_eq(numbers(), "5 6 7 8");
	cursor_free(c);
	c = cursor_new(dirfd_, 8);
	ck_assert_str_eq(numbers(), "");
}
END_TEST

START_TEST(what_is_gone_and_torn)
{
	static char longest[200000];
	int fd;

	put("journal.jsonl", 10, 11, 0);
	c = cursor_new(dirfd_, 4);
	ck_assert_str_eq(numbers(), "10 11");
	fd = openat(dirfd_, "journal.jsonl", O_WRONLY | O_APPEND);
	ck_assert_int_gt(dprintf(fd, "{\"seq\":12,\"ev"), 0);
	ck_assert_str_eq(numbers(), "");
	ck_assert_int_gt(dprintf(fd, "ent\":\"x\"}\nrubbish\n{\"seq\":12}\n"), 0);
	ck_assert_str_eq(numbers(), "12");
	memset(longest, 'x', sizeof(longest) - 1);
	ck_assert_int_gt(dprintf(fd, "{\"seq\":13,\"text\":\"%s\"}\n{\"seq\":14}\n", longest), 0);
	ck_assert_str_eq(numbers(), "13 14");
	close(fd);
}
END_TEST

START_TEST(place_is_kept)
{
	json_t *doc = cursor_load(dirfd_);

	ck_assert_uint_eq(json_object_size(doc), 0);
	json_object_set_new(doc, "seq", json_integer(7));
	ck_assert_int_eq(cursor_save(dirfd_, doc), 0);
	json_decref(doc);
	doc = cursor_load(dirfd_);
	ck_assert_int_eq(json_integer_value(json_object_get(doc, "seq")), 7);
	json_decref(doc);
	put(CURSOR_NAME, 1, 2, 0);      /* two documents: rubbish */
	doc = cursor_load(dirfd_);
	ck_assert(json_is_object(doc));
	json_decref(doc);
}
END_TEST

static char told[400];

static void each(const json_t *line, void *arg)
{
	size_t n = strlen(told);

	ck_assert_ptr_eq(arg, told);
	snprintf(told + n, sizeof(told) - n, "%s%d", n ? " " : "",
		 (int)json_integer_value(json_object_get(line, "seq")));
}

static const char *collect(struct collected *all)
{
	told[0] = '\0';
	ck_assert_int_ge(collected_read(all, each, told), 0);
	return told;
}

START_TEST(collected_files)
{
	struct collected *all = collected_new(folder);
	int fd;

	ck_assert_ptr_nonnull(all);
	ck_assert_str_eq(collect(all), "");
	ck_assert_int_eq(mkdirat(dirfd_, "b", 0755), 0);
	put("b/journal.jsonl", 5, 6, 0);
	put("b/journal.jsonl.1", 3, 4, 0);
	put("a.jsonl", 1, 2, 0);
	put("a.jsonl.gz", 1, 2, 0);
	put("notes.txt", 1, 2, 0);
	ck_assert_int_eq(symlinkat("/dev/zero", dirfd_, "z.jsonl"), 0);
	ck_assert_int_eq(mkfifoat(dirfd_, "p.jsonl", 0644), 0);
	ck_assert_str_eq(collect(all), "1 2 3 4 5 6");
	ck_assert_str_eq(collect(all), "");
	fd = openat(dirfd_, "a.jsonl", O_WRONLY | O_APPEND);
	ck_assert_int_gt(dprintf(fd, "rubbish\n{\"seq\":7}\n{\"seq\":"), 0);
	ck_assert_str_eq(collect(all), "7");
	ck_assert_int_gt(dprintf(fd, "8}\n"), 0);
	ck_assert_str_eq(collect(all), "8");
	close(fd);
	/* renamed: nothing is read again */
	ck_assert_int_eq(renameat(dirfd_, "a.jsonl", dirfd_, "a.jsonl.1"), 0);
	put("a.jsonl", 9, 0);
	ck_assert_str_eq(collect(all), "9");
	collected_free(all);
	all = collected_new("/nowhere/at/all");
	ck_assert_int_eq(collected_read(all, each, told), -ENOENT);
	collected_free(all);
}
END_TEST

START_TEST(roads)
{
	static const struct {
		const char *text, *host;
		unsigned port;
		bool tls;
	} good[] = {
		{ "broker", "broker", 1883, false },           { "broker:1", "broker", 1, false },
		{ "mqtt://b.example", "b.example", 1883, false }, { "mqtts://b", "b", 8883, true },
		{ "mqtts://b:1884", "b", 1884, true },         { "[::1]:1884", "::1", 1884, false },
		{ "::1", "::1", 1883, false },                 { "[fe80::1%eth0]", "fe80::1%eth0", 1883, false },
	};
	static const char *const bad[] = { "", "b:", "b:0", "b:65536", "b:x", "http://b", "b/c", "-h", "[::1", "[::1]x", "a b" };
	struct own_wire wire = { .prefix = 0 };
	char why[ROAD_WHY];
	struct road r;

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		ck_assert_msg(road_read(good[i].text, &r), "%s", good[i].text);
		ck_assert_str_eq(r.host, good[i].host);
		ck_assert_uint_eq(r.port, good[i].port);
		ck_assert(r.tls == good[i].tls);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		ck_assert_msg(!road_read(bad[i], &r), "%s", bad[i]);
	ck_assert(road_read("127.0.0.1", &r));
	ck_assert_int_eq(road_look(&r, &wire, why), 0);
	wire.interface = "lo";
	ck_assert_int_eq(road_look(&r, &wire, why), -EPERM);
	ck_assert_ptr_nonnull(strstr(why, "the wire of the bench (lo)"));
	wire.interface = "eth99";
	inet_pton(AF_INET, "127.0.0.9", &wire.network);
	wire.prefix = 8;
	ck_assert_int_eq(road_look(&r, &wire, why), -EPERM);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("cursor");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, while_it_grows);
	tcase_add_test(t, over_files);
	tcase_add_test(t, what_is_gone_and_torn);
	tcase_add_test(t, place_is_kept);
	tcase_add_test(t, collected_files);
	tcase_add_test(t, roads);
	return suite_run("cursor", t);
}
