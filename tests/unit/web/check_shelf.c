/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_shelf.c -- what the page is told: all at first, then what has changed, each once. */
#include <config.h>

#include "core/base/code.h"
#include "core/web/shelf.h"
#include "tests/unit/suite.h"

#include <string.h>

static struct shelf *s;
static json_t *doc;
static char kind[8];

static void setup(void)
{
	s = shelf_new();
	ck_assert_ptr_nonnull(s);
	doc = NULL;
}

static void teardown(void)
{
	json_decref(doc);
	shelf_free(s);
}

static json_t *phone(int n, const char *state, const char *advice)
{
	char name[24];

	snprintf(name, sizeof(name), "SEP%d", n);
	return json_pack("{s:s, s:s, s:s, s:n, s:s?}", "name", name, "model", "7945", "state", state, "code", "advice",
			 advice);
}

/* A status of the phones up to NULL, which are taken. */
static json_t *status(const char *guard, json_t *const *list)
{
	json_t *phones = json_array();

	for (; *list; list++)
		json_array_append_new(phones, *list);
	return json_pack("{s:s, s:s, s:o}", "bench", "shelf", "guard", guard, "phones", phones);
}

static void say(const char *guard, json_t *const *list)
{
	json_t *said = status(guard, list);

	ck_assert_int_eq(shelf_take(s, said, 1000), 0);
	json_decref(said);
}

/* What somebody who has seen @seen is told, into kind and doc; the names of the phones. */
static const char *told(uint64_t seen)
{
	static char names[200];
	char *text = shelf_event(s, seen, 5000), *data;
	const json_t *p;
	size_t i;

	ck_assert_ptr_nonnull(text);
	ck_assert_int_eq(sscanf(text, "event: %7s\n", kind), 1);
	data = strstr(text, "\ndata: ");
	ck_assert_ptr_nonnull(data);
	/* one line, and an empty one: else a browser reads it as two */
	ck_assert_ptr_eq(strchr(data + 1, '\n'), text + strlen(text) - 2);
	ck_assert_str_eq(text + strlen(text) - 2, "\n\n");
	json_decref(doc);
	doc = json_loads(data + 7, 0, NULL);
	ck_assert_ptr_nonnull(doc);
	free(text);
	names[0] = '\0';
	json_array_foreach(json_object_get(doc, "phones"), i, p) {
		size_t n = strlen(names);

		snprintf(names + n, sizeof(names) - n, "%s%s", n ? " " : "",
			 json_string_value(json_object_get(p, "name")));
	}
	return names;
}

static const json_t *of_phone(size_t i, const char *key)
{
	return json_object_get(json_array_get(json_object_get(doc, "phones"), i), key);
}

START_TEST(changes)
{
	uint64_t one, two;

	ck_assert_str_eq(told(0), "");
	ck_assert_str_eq(kind, "all");
	ck_assert_str_eq(json_string_value(json_object_get(doc, "lost")), "the bench has not answered yet");
	say("clear", (json_t *const[]){ phone(1, "planned", "safe to unplug"), phone(2, "known", NULL), NULL });
	one = shelf_version(s);
	ck_assert_str_eq(told(0), "SEP1 SEP2");
	ck_assert_str_eq(kind, "all");
	ck_assert(json_is_null(json_object_get(doc, "lost")));
	ck_assert_int_eq(json_integer_value(json_object_get(doc, "asof")), 1000);
	ck_assert_int_eq(json_integer_value(json_object_get(doc, "now")), 5000);
	ck_assert_str_eq(json_string_value(json_object_get(json_object_get(doc, "bench"), "guard")), "clear");
	/* the same once more is nothing new */
	say("clear", (json_t *const[]){ phone(1, "planned", "safe to unplug"), phone(2, "known", NULL), NULL });
	ck_assert_uint_eq(shelf_version(s), one);
	ck_assert_str_eq(told(one), "");
	ck_assert_str_eq(kind, "some");
	ck_assert_ptr_null(json_object_get(doc, "bench"));
	/* one phone */
	say("clear", (json_t *const[]){ phone(1, "planned", "safe to unplug"), phone(2, "serving", "do not unplug"), NULL });
	two = shelf_version(s);
	ck_assert_uint_gt(two, one);
	ck_assert_str_eq(told(one), "SEP2");
	ck_assert_str_eq(kind, "some");
	ck_assert_ptr_null(json_object_get(doc, "bench"));
	/* the bench */
	say("tripped", (json_t *const[]){ phone(1, "planned", "safe to unplug"), phone(2, "serving", "do not unplug"), NULL });
	ck_assert_str_eq(told(two), "");
	ck_assert_str_eq(json_string_value(json_object_get(json_object_get(doc, "bench"), "guard")), "tripped");
	/* who missed both gets both */
	ck_assert_str_eq(told(one), "SEP2");
	ck_assert_ptr_nonnull(json_object_get(doc, "bench"));
}
END_TEST

START_TEST(a_phone_goes)
{
	uint64_t seen;

	say("clear", (json_t *const[]){ phone(1, "planned", NULL), phone(2, "known", NULL), NULL });
	seen = shelf_version(s);
	say("clear", (json_t *const[]){ phone(1, "planned", NULL), NULL });
	ck_assert_str_eq(told(seen), "SEP1");
	ck_assert_str_eq(kind, "all");
	seen = shelf_version(s);
	ck_assert_str_eq(told(seen), "");
	ck_assert_str_eq(kind, "some");
	/* a page of an earlier server */
	ck_assert_str_eq(told(seen + 100), "SEP1");
	ck_assert_str_eq(kind, "all");
}
END_TEST

START_TEST(lost)
{
	uint64_t seen;

	say("clear", (json_t *const[]){ phone(1, "planned", NULL), NULL });
	seen = shelf_version(s);
	shelf_lose(s, "no bench runs");
	ck_assert_uint_gt(shelf_version(s), seen);
	ck_assert_str_eq(told(seen), "");
	ck_assert_str_eq(json_string_value(json_object_get(doc, "lost")), "no bench runs");
	seen = shelf_version(s);
	shelf_lose(s, "no bench runs");
	ck_assert_uint_eq(shelf_version(s), seen);
	say("clear", (json_t *const[]){ phone(1, "planned", NULL), NULL });
	ck_assert_str_eq(told(seen), "");
	ck_assert(json_is_null(json_object_get(doc, "lost")));
}
END_TEST

/* Groups, percent and time are decided here and not in a browser. */
START_TEST(decided)
{
	json_t *p = phone(1, "serving", "do not unplug"), *q = phone(2, "blocked", "safe to unplug");

	json_object_set_new(p, "step_bytes", json_integer(50));
	json_object_set_new(p, "step_total", json_integer(200));
	json_object_set_new(p, "left", json_integer(61));
	json_object_set_new(p, "rate", json_integer(12345));
	json_object_set_new(q, "code", json_string("NR-LIB"));
	say("clear", (json_t *const[]){ p, q, NULL });
	ck_assert_str_eq(told(0), "SEP1 SEP2");
	ck_assert_int_eq(json_integer_value(of_phone(0, "group")), 1);
	ck_assert_int_eq(json_integer_value(of_phone(1, "group")), 0);
	ck_assert_int_eq(json_integer_value(of_phone(0, "percent")), 25);
	ck_assert_ptr_null(of_phone(1, "percent"));
	ck_assert_int_eq(json_integer_value(of_phone(0, "left")), 65);
	ck_assert_str_eq(json_string_value(of_phone(1, "do")), code_row(CODE_LIB)->remedy);
	ck_assert_ptr_null(of_phone(0, "do"));
	/* changes all the time, and nobody looks at it */
	ck_assert_ptr_null(of_phone(0, "rate"));
}
END_TEST

START_TEST(more_than_all)
{
	json_t *p = phone(1, "serving", "do not unplug");

	json_object_set_new(p, "bytes", json_integer(INT64_MAX));
	json_object_set_new(p, "total", json_integer(1));
	say("clear", (json_t *const[]){ p, NULL });
	told(0);
	ck_assert_int_eq(json_integer_value(of_phone(0, "percent")), 100);
}
END_TEST

/* Whatever the bench says: nothing is kept that is no phone, and a text stays one line. */
START_TEST(odd)
{
	json_t *p = phone(1, "planned", NULL), *no_name = json_pack("{s:s}", "state", "planned");
	json_t *said = json_pack("{s:s}", "phones", "none");

	json_object_set_new(p, "serial", json_string("a\n\ndata: b\r\n"));
	json_object_set_new(p, "model", json_integer(7945));
	say("clear", (json_t *const[]){ p, no_name, json_null(), json_integer(5), NULL });
	ck_assert_str_eq(told(0), "SEP1");
	ck_assert_str_eq(json_string_value(of_phone(0, "serial")), "a\n\ndata: b\r\n");
	ck_assert_int_eq(shelf_take(s, said, 1), 0);
	ck_assert_str_eq(told(0), "");
	json_decref(said);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("shelf");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, changes);
	tcase_add_test(t, a_phone_goes);
	tcase_add_test(t, lost);
	tcase_add_test(t, decided);
	tcase_add_test(t, more_than_all);
	tcase_add_test(t, odd);
	return suite_run("shelf", t);
}
