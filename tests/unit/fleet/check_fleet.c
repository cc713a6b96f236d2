/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_fleet.c -- many benches as one: journals with doubles and holes, messages, rubbish, silence. */
#include "core/fleet/fleet.h"
#include "core/base/clock.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static struct fleet *f;
static json_t *doc;

static void setup(void)
{
	f = fleet_new();
	ck_assert_ptr_nonnull(f);
}

static void teardown(void)
{
	fleet_free(f);
	json_decref(doc);
	doc = NULL;
}

#define NOON INT64_C(1767268800000)     /* 2026-01-01T12:00:00Z */

/* A line of @bench, @seconds after noon, in @run. */
static void line(const char *bench, const char *run, int seq, int seconds, const char *event, const char *more)
{
	char at[CLOCK_STR_SIZE];
	json_t *o = more ? json_loads(more, 0, NULL) : json_object();

	ck_assert_ptr_nonnull(o);
	json_object_set_new(o, "time", json_string(clock_str(NOON + seconds * 1000, at)));
	json_object_set_new(o, "bench", json_string(bench));
	json_object_set_new(o, "run", json_string(run));
	json_object_set_new(o, "schema", json_integer(1));
	json_object_set_new(o, "seq", json_integer(seq));
	json_object_set_new(o, "event", json_string(event));
	fleet_line(f, o);
	json_decref(o);
}

#define DONE "{\"phone\":\"SEP001B54AA0001\",\"load\":\"L2\",\"source\":\"cdp\",\"advice\":\"safe to move\"}"
#define SEEN "{\"phone\":\"SEP001B54AA0001\",\"mac\":\"00:1b:54:aa:00:01\"}"
#define STARTED "{\"version\":\"1\",\"interface\":\"eth1\",\"address\":\"10.77.0.1\",\"loads\":3}"

static const json_t *look(int64_t now)
{
	json_decref(doc);
	doc = fleet_document(f, now, 0);
	ck_assert_ptr_nonnull(doc);
	return doc;
}

/* The bench of that name in the document; NULL: none. */
static const json_t *bench(const char *name)
{
	const json_t *b;
	size_t i;

	json_array_foreach(json_object_get(doc, "benches"), i, b)
		if (strcmp(json_string_value(json_object_get(b, "bench")), name) == 0)
			return b;
	return NULL;
}

static const json_t *phone(size_t i)
{
	return json_array_get(json_object_get(doc, "phones"), i);
}

static const char *text(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s ? s : "";
}

static int number(const json_t *o, const char *key)
{
	return (int)json_integer_value(json_object_get(o, key));
}

START_TEST(two_journals)
{
	line("a", "r1", 1, 0, "bench.started", STARTED);
	line("a", "r1", 2, 1, "phone.seen", SEEN);
	line("a", "r1", 3, 9, "phone.done", DONE);
	line("b", "r2", 1, 2, "bench.started", STARTED);
	line("b", "r2", 2, 3, "guard.tripped", "{\"who\":\"a server at 10.0.0.1\"}");
	line("b", "r2", 3, 4, "phone.blocked",
	     "{\"phone\":\"SEP001B54AA0002\",\"code\":\"NR-NOPLAN\",\"message\":\"no target\"}");
	look(NOON);
	ck_assert_str_eq(text(doc, "bench"), "2 benches");
	ck_assert_str_eq(text(doc, "guard"), "tripped at b");
	ck_assert_str_eq(text(bench("a"), "guard"), "clear");
	ck_assert_str_eq(text(bench("a"), "interface"), "eth1");
	ck_assert_int_eq(number(bench("b"), "need"), 1);
	/* trouble first */
	ck_assert_str_eq(text(phone(0), "name"), "SEP001B54AA0002");
	ck_assert_str_eq(text(phone(0), "bench"), "b");
	ck_assert_str_eq(text(phone(1), "state"), "done");
	ck_assert_str_eq(text(phone(1), "advice"), "safe to move");
	ck_assert_int_eq(number(json_object_get(doc, "totals"), "phones"), 2);
	ck_assert_int_eq(number(json_object_get(doc, "totals"), "needs_you"), 1);
	ck_assert_int_eq(number(json_object_get(doc, "totals"), "safe_to_move"), 1);
	line("b", "r2", 4, 20, "guard.cleared", NULL);
	line("b", "r2", 5, 20, "bench.stopped", "{\"status\":0}");
	look(NOON);
	ck_assert_str_eq(text(doc, "guard"), "clear");
	ck_assert_str_eq(text(bench("b"), "state"), "stopped");
}
END_TEST

START_TEST(doubles_and_holes)
{
	line("a", "r1", 1, 0, "bench.started", STARTED);
	line("a", "r1", 2, 1, "phone.seen", SEEN);
	line("a", "r1", 3, 2, "phone.done", DONE);
	/* again, all of it: a phone that is done is not "seen" again */
	line("a", "r1", 1, 0, "bench.started", STARTED);
	line("a", "r1", 2, 1, "phone.seen", SEEN);
	line("a", "r1", 7, 3, "phone.written", "{\"phone\":\"SEP001B54AA0001\"}");
	look(NOON);
	ck_assert_int_eq(number(bench("a"), "twice"), 2);
	ck_assert_int_eq(number(bench("a"), "missing"), 3);
	ck_assert_int_eq(number(bench("a"), "lines"), 4);
	ck_assert_str_eq(text(phone(0), "state"), "done");
	/* late: from the middle of the hole, its ends, and once more */
	line("a", "r1", 5, 2, "x", NULL);
	line("a", "r1", 4, 2, "x", NULL);
	line("a", "r1", 6, 2, "x", NULL);
	line("a", "r1", 6, 2, "x", NULL);
	look(NOON);
	ck_assert_int_eq(number(bench("a"), "missing"), 0);
	ck_assert_int_eq(number(bench("a"), "twice"), 3);
	ck_assert_int_eq(number(bench("a"), "lines"), 7);
}
END_TEST

START_TEST(state_folder_was_removed)
{
	line("a", "r1", 1, 0, "bench.started", STARTED);
	line("a", "r1", 2, 1, "phone.seen", SEEN);
	line("a", "r2", 1, 9, "bench.started", STARTED);
	line("a", "r2", 2, 10, "phone.done", DONE);
	look(NOON);
	ck_assert_int_eq(number(bench("a"), "twice"), 0);
	ck_assert_int_eq(number(bench("a"), "lines"), 2);
	ck_assert_str_eq(text(phone(0), "state"), "done");
	ck_assert_ptr_null(json_object_get(bench("a"), "note"));
}
END_TEST

START_TEST(two_benches_with_one_name)
{
	line("a", "r1", 1, 0, "bench.started", STARTED);
	line("a", "r2", 1, 1, "bench.started", STARTED);
	line("a", "r1", 2, 2, "phone.seen", SEEN);
	line("a", "r2", 2, 3, "phone.seen", SEEN);
	look(NOON);
	ck_assert_ptr_nonnull(strstr(text(bench("a"), "note"), "two benches have this name"));
}
END_TEST

START_TEST(unknown_events_and_versions)
{
	line("a", "r1", 1, 0, "bench.started", STARTED);
	line("a", "r1", 2, 1, "phone.levitated", "{\"phone\":\"SEP001B54AA0001\",\"schema\":99,\"height\":[1,{}]}");
	line("a", "r1", 3, 1, "phone.done", DONE);
	look(NOON);
	ck_assert_str_eq(text(phone(0), "state"), "done");
}
END_TEST

START_TEST(moved_to_another_bench)
{
	line("a", "r1", 1, 0, "phone.seen", SEEN);
	line("b", "r2", 1, 50, "phone.done", DONE);
	look(NOON);
	ck_assert_uint_eq(json_array_size(json_object_get(doc, "phones")), 1);
	ck_assert_str_eq(text(phone(0), "bench"), "b");
}
END_TEST

static const char *say(const char *topic, const char *what, bool retained, int64_t now)
{
	static char why[FLEET_WHY];

	return fleet_message(f, topic, what, strlen(what), retained, now, why);
}

#define RUNNING(at) "{\"schema\":1,\"bench\":\"a\",\"state\":\"running\",\"time\":\"" at "\",\"keep_alive\":10," \
	"\"status\":{\"guard\":\"clear\",\"interface\":\"eth1\",\"alerts\":[{\"code\":\"NR-LINK\",\"message\":\"no carrier\"}]}}"

START_TEST(messages)
{
	ck_assert_ptr_null(say("a/state", RUNNING("2026-01-01T12:00:00.000Z"), false, NOON));
	ck_assert_ptr_null(say("a/phone/SEP001B54AA0001", "{\"schema\":1,\"name\":\"SEP001B54AA0001\",\"state\":\"serving\","
			       "\"advice\":\"do not unplug\",\"x\":{\"y\":1}}", true, NOON));
	look(NOON + 9000);
	ck_assert_str_eq(text(bench("a"), "state"), "running");
	ck_assert_str_eq(text(bench("a"), "guard"), "clear");
	ck_assert_ptr_nonnull(strstr(text(json_array_get(json_object_get(doc, "alerts"), 0), "message"), "a: no carrier"));
	ck_assert_int_eq(number(json_object_get(doc, "totals"), "do_not_unplug"), 1);
	ck_assert_ptr_null(json_object_get(phone(0), "x"));
	/* silent for longer than its keep-alive */
	look(NOON + 10001);
	ck_assert_str_eq(text(bench("a"), "state"), "gone");
	ck_assert_str_eq(text(doc, "bench"), "1 bench, 1 gone");
	/* its last will, and forgotten phones */
	ck_assert_ptr_null(say("a/state", RUNNING("2026-01-01T12:00:00.000Z"), false, NOON + 11000));
	ck_assert_ptr_null(say("a/state", "{\"schema\":1,\"bench\":\"a\",\"state\":\"gone\"}", false, NOON + 11000));
	ck_assert_ptr_null(say("a/phone/SEP001B54AA0001", "", false, NOON));
	look(NOON + 11001);
	ck_assert_str_eq(text(bench("a"), "state"), "gone");
	ck_assert_uint_eq(json_array_size(json_object_get(doc, "phones")), 0);
}
END_TEST

START_TEST(retained_of_yesterday)
{
	ck_assert_ptr_null(say("a/state", RUNNING("2025-12-31T12:00:00.000Z"), true, NOON));
	look(NOON);
	ck_assert_str_eq(text(bench("a"), "state"), "gone");
}
END_TEST

START_TEST(rubbish)
{
	static const char *const topics[] = { "a/state", "a/phone/SEP001B54AA0001" };
	static const char *const texts[] = { "rubbish", "[]", "7", "\"x\"", "{", "\xff\xfe", "{\"schema\":1}",
					     "{\"schema\":1,\"state\":7,\"name\":7}",
					     "{\"schema\":1,\"name\":\"another\",\"state\":\"a state that is far too long\"}" };

	for (size_t t = 0; t < 2; t++)
		for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
			ck_assert_msg(say(topics[t], texts[i], false, NOON) != NULL, "%s", texts[i]);
	ck_assert_ptr_nonnull(say("a", "{\"schema\":1}", false, NOON));
	ck_assert_ptr_nonnull(say("/state", "{\"schema\":1}", false, NOON));
	ck_assert_ptr_nonnull(say("a/else", "{\"schema\":1}", false, NOON));
	ck_assert_str_eq(say("a/state", "{\"schema\":2,\"state\":\"running\"}", true, NOON),
			 "a/state: it is of version 2, and this program reads 1");
	look(NOON);
	ck_assert_str_eq(text(bench("a"), "state"), "unclear");
	ck_assert_uint_eq(json_array_size(json_object_get(doc, "phones")), 0);
}
END_TEST

/* 100 benches of 1,000 phones; the document of a screen has its worst only. */
START_TEST(a_hundred_benches)
{
	char topic[80], what[200];

	for (int b = 0; b < 100; b++)
		for (int p = 0; p < 1000; p++) {
			snprintf(topic, sizeof(topic), "bench-%d/phone/SEP%012X", b, b * 1000 + p);
			snprintf(what, sizeof(what), "{\"schema\":1,\"name\":\"SEP%012X\",\"state\":\"%s\",\"advice\":\"%s\"}",
				 b * 1000 + p, p % 100 ? "done" : "blocked", p % 100 ? "safe to move" : "safe to unplug");
			ck_assert_ptr_null(say(topic, what, true, NOON));
		}
	doc = fleet_document(f, NOON, 5000);
	ck_assert_uint_eq(json_array_size(json_object_get(doc, "phones")), 5000);
	ck_assert_int_eq(number(json_object_get(doc, "totals"), "phones"), 100000);
	ck_assert_int_eq(number(json_object_get(doc, "totals"), "needs_you"), 1000);
	ck_assert_str_eq(text(phone(999), "state"), "blocked");
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("fleet");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, two_journals);
	tcase_add_test(t, doubles_and_holes);
	tcase_add_test(t, state_folder_was_removed);
	tcase_add_test(t, two_benches_with_one_name);
	tcase_add_test(t, unknown_events_and_versions);
	tcase_add_test(t, moved_to_another_bench);
	tcase_add_test(t, messages);
	tcase_add_test(t, retained_of_yesterday);
	tcase_add_test(t, rubbish);
	tcase_add_test(t, a_hundred_benches);
	return suite_run("fleet", t);
}
