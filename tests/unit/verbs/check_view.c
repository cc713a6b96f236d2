/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_view.c -- the lines of the table, at every size, for every code, with hostile texts. */
#include <config.h>

#include "core/base/code.h"
#include "core/verbs/view.h"
#include "tests/unit/suite.h"

#include <netrecover/types.h>

#include <string.h>

static struct view view;
static struct view_wish wish;
static json_t *status, *phones;

static void setup(void)
{
	memset(&view, 0, sizeof(view));
	wish = (struct view_wish){ .columns = 80, .rows = 24, .now = 1767225600000, .can_order = true };
	phones = json_array();
	status = json_pack("{s:s, s:s, s:s, s:s, s:O}", "bench", "shelf", "interface", "eth1", "address", "10.77.0.1",
			   "guard", "clear", "phones", phones);
}

static void teardown(void)
{
	json_decref(phones);
	json_decref(status);
	view_finish(&view);
}

static json_t *add(int n, const char *state, const char *advice, const char *code, const char *message)
{
	char name[24];
	json_t *p;

	snprintf(name, sizeof(name), "SEP001B54AA%04X", (unsigned)n & 0xffff);
	p = json_pack("{s:s, s:s, s:s, s:s?, s:s?, s:s, s:s}", "name", name, "model", "7945", "state", state, "advice",
		      advice, "code", code, "message", message, "since", "2025-12-31T23:50:00.000Z");
	json_array_append_new(phones, p);
	return p;
}

static size_t columns_of(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += (*text & 0xc0) != 0x80;
	return n;
}

/* The line that has it; -1: none. */
static int find(const char *text)
{
	for (size_t i = 0; i < view.count; i++)
		if (strstr(view.line[i].text, text))
			return (int)i;
	return -1;
}

static void make(void)
{
	ck_assert_int_eq(view_make(&view, status, &wish), 0);
}

static void add_mixed(int n)
{
	static const struct {
		const char *state, *advice, *code;
	} kinds[] = {
		{ "blocked", "safe to unplug", "NR-NOPLAN" }, { "serving", "do not unplug", NULL },
		{ "planned", "safe to unplug", NULL },        { "done", "safe to move", "NR-DONE" },
		{ "sent", "do not unplug", "NR-WAIT" },       { "held", "safe to unplug", "NR-HELD" },
		{ "stranger", NULL, NULL },
	};
	char message[80];

	for (int i = 0; i < n; i++) {
		const int k = i % (int)(NR_ARRAY_SIZE(kinds));

		snprintf(message, sizeof(message), "message of phone number %d, which is a little longer", i);
		add(i, kinds[k].state, kinds[k].advice, kinds[k].code, message);
	}
}

/* What is no phone is not counted as one. */
START_TEST(strangers_are_no_phones)
{
	add(1, "done", "safe to move", "NR-DONE", "runs it");
	add(2, "stranger", NULL, NULL, "not a phone: it is not served");
	add(3, "seen", NULL, NULL, "seen: nothing is known of it yet");
	view_make(&view, status, &wish);
	ck_assert_int_eq(find("   1 phone "), 0);
	ck_assert_int_ge(find("aside: 1 stranger, 1 not known yet"), 1);
}
END_TEST

START_TEST(groups_by_what_to_do)
{
	add(1, "done", "safe to move", "NR-DONE", "runs it");
	add(2, "planned", "safe to unplug", NULL, "waits until it asks");
	add(3, "sent", "do not unplug", "NR-WAIT", "writes");
	add(4, "blocked", "safe to unplug", "NR-LIB", "the library lacks x");
	/* it needs somebody, and it may be writing: its power comes first */
	add(5, "blocked", "do not unplug", "NR-LIB", "the library lacks x");
	make();
	ck_assert_int_lt(find("NEEDS YOU  1"), find("SEP001B54AA0004"));
	ck_assert_int_lt(find("SEP001B54AA0004"), find("DO NOT UNPLUG  2"));
	ck_assert_int_lt(find("DO NOT UNPLUG  2"), find("SEP001B54AA0005"));
	ck_assert_int_lt(find("SEP001B54AA0005"), find("SAFE TO UNPLUG  1"));
	ck_assert_int_lt(find("SEP001B54AA0002"), find("SAFE TO MOVE  1"));
	ck_assert_int_gt(find("5 phones, 1 needs you"), -1);
	ck_assert_uint_eq(view.writing, 2);
}
END_TEST

/* No line is wider than the terminal, all of it is filled, no heading is hidden, and the
 * selected phone is seen. */
START_TEST(fits_every_size)
{
	static const int sizes[][2] = { { 60, 16 }, { 80, 24 }, { 120, 40 }, { 200, 50 }, { 200, 60 }, { 100, 12 } };
	static const int counts[] = { 1, 12, 300, 1000 };

	for (size_t c = 0; c < 4; c++) {
		json_array_clear(phones);
		add_mixed(counts[c]);
		for (size_t s = 0; s < 6; s++)
			for (int utf8 = 0; utf8 < 2; utf8++) {
				wish.columns = (unsigned)sizes[s][0];
				wish.rows = (unsigned)sizes[s][1];
				wish.utf8 = utf8;
				snprintf(wish.selected, sizeof(wish.selected), "SEP001B54AA%04X",
					 counts[c] > 7 ? (unsigned)(counts[c] / 7 * 7 - 4) : 0);
				make();
				ck_assert_uint_eq(view.count, wish.rows);
				for (size_t i = 0; i < view.count; i++)
					ck_assert_msg(columns_of(view.line[i].text) <= wish.columns, "%s", view.line[i].text);
				ck_assert_int_gt(find("NEEDS YOU"), -1);
				ck_assert_int_gt(find(wish.selected), -1);
				for (int g = 0; counts[c] > 7 && g < GROUP_ASIDE; g++)
					ck_assert_int_gt(find(group_title((enum group)g)), -1);
			}
	}
}
END_TEST

/* At 80 columns the screen says in full what to do, whichever code it is, and however long
 * what is so: the ritual of a reset has 700 characters. */
START_TEST(every_code_says_what_to_do)
{
	for (int c = 0; c < 2 * CODE_COUNT; c++) {
		const struct code_row *row = code_row((enum code)(c / 2));
		char all[1000] = "", message[700] = "";

		while (c % 2 && strlen(message) < sizeof(message) - 20)
			snprintf(message + strlen(message), 20, "something is so, ");
		json_array_clear(phones);
		add(1, "blocked", "safe to unplug", row->text, c % 2 ? message : "something is so");
		make();
		for (size_t i = 0; i < view.count; i++)
			if (view.line[i].style == VIEW_ACTION)
				snprintf(all + strlen(all), sizeof(all) - strlen(all), "%s ", view.line[i].text);
		ck_assert_msg(strstr(all, row->remedy) != NULL, "%s: %s", row->text, all);
	}
}
END_TEST

START_TEST(hostile_texts)
{
	json_t *p = add(1, "blocked", "safe to unplug", "NR-LIB", "a\x1b[2Jb\nc \xc2\x9b d");

	json_object_set_new(p, "load", json_string("\x1b]0;x\x07"));
	make();
	for (size_t i = 0; i < view.count; i++)
		for (const char *t = view.line[i].text; *t; t++)
			ck_assert(*t >= 0x20 && *t < 0x7f);
	view_details(&view, p, &wish, 0);
	for (size_t i = 0; i < view.count; i++)
		for (const char *t = view.line[i].text; *t; t++)
			ck_assert(*t >= 0x20 && *t < 0x7f);
}
END_TEST

START_TEST(the_same_is_said_once)
{
	for (int i = 0; i < 5; i++)
		add(i, "blocked", "safe to unplug", "NR-LIB", "the library lacks SCCP45.8-5-2S");
	make();
	ck_assert_int_gt(find("NEEDS YOU  5   all: the library lacks"), -1);
	ck_assert_ptr_null(strstr(view.line[find(" SEP001B54AA0001  ")].text, "library"));
}
END_TEST

/* Where a group has one line, its heading says how many there are beside. */
START_TEST(how_many_are_not_shown)
{
	add_mixed(300);
	make();
	ck_assert_int_gt(find(" ... "), -1);
	ck_assert_int_gt(find("DO NOT UNPLUG  86  (85 more)"), -1);
	ck_assert_int_gt(find("SAFE TO MOVE  43  (42 more)"), -1);
}
END_TEST

/* What has no room ends with two dots, and the key that answers it stands behind. */
START_TEST(what_has_no_room)
{
	json_t *p = add(1, "blocked", "safe to unplug", "NR-NOPLAN", "the call manager's file does not name a 7961");

	add(2, "blocked", "safe to unplug", "NR-LIB", "the library lacks SCCP45.8-5-2S and some others");
	make();
	ck_assert_int_gt(find("NR-NOPLAN   the call manager's file..  [t]"), -1);
	ck_assert_int_gt(find("NR-LIB      the library lacks SCCP45.8-5-.."), -1);
	json_object_update_new(p, json_pack("{s:s, s:s, s:s, s:i, s:i}", "state", "serving", "advice", "do not unplug", "file",
					    "apps45.9-3-1ES26.sbn", "file_number", 3, "files", 5));
	json_object_update_new(p, json_pack("{s:i, s:i, s:i, s:n}", "step_bytes", 5, "step_total", 10, "left", 100, "code"));
	wish.columns = 120;
	make();
	ck_assert_int_gt(find("1:40 left  file 3 of 5"), -1);
	ck_assert_int_eq(find("file 3 of 5  a"), -1);
	wish.columns = 200;
	make();
	ck_assert_int_gt(find("file 3 of 5  apps45.9-3-1ES26.sbn"), -1);
}
END_TEST

START_TEST(details_are_under_each_other)
{
	json_t *p = add(1, "blocked", "safe to unplug", "NR-NOPLAN", "no way leads there");

	view_details(&view, p, &wish, 0);
	ck_assert_int_gt(find("do         The line says why; name another target"), -1);
ck_assert_int_gt(find("           take what the call manager's file"), -1);
	ck_assert_int_eq(find("2025-12-31T"), -1);
	ck_assert_int_gt(find("state      blocked since 202"), -1);
}
END_TEST

START_TEST(what_is_wrong_with_the_bench)
{
	json_object_set_new(status, "guard", json_string("tripped"));
	json_object_set_new(status, "guard_by", json_pack("{s:s}", "who", "10.0.0.1 (00:50:56:01:02:03)"));
	json_object_set_new(status, "alerts", json_pack("[{s:s, s:s}]", "code", "NR-DISK", "message", "the disk is full"));
	make();
	ck_assert_int_eq(view.line[find("NR-ROGUE: 10.0.0.1")].style, VIEW_ALARM);
	ck_assert_int_eq(view.line[find("NR-DISK: the disk is full")].style, VIEW_ALARM);
}
END_TEST

/* The command that mends it stands at the end of its message. */
START_TEST(what_to_do_about_the_bench)
{
	json_object_set_new(status, "alerts", json_pack("[{s:s, s:s}]", "code", "NR-ADDRESS", "message",
			    "the bench's address 10.77.0.1 was taken off bench0, so no phone reaches it; ip address add "
			    "10.77.0.1/24 dev bench0 brings it back. Who took it does so again: nmcli device set bench0 "
			    "managed no"));
	make();
	ck_assert_int_gt(find("managed no"), -1);
}
END_TEST

/* A version of which the end is cut off is another version. */
START_TEST(no_half_of_a_version)
{
	json_t *p = add(1, "sent", "do not unplug", "NR-WAIT", "has all of it");

	json_object_update_new(p, json_pack("{s:s, s:s, s:s}", "load_version", "9.3(1)SR4-1", "step_load", "x",
					    "step_version", "9.4(2)SR3-1"));
	make();
	ck_assert_int_gt(find("  > 9.4(2)SR3-1  "), -1);
	wish.columns = 120;
	make();
	ck_assert_int_gt(find("9.3(1)SR4-1 > 9.4(2)SR3-1"), -1);
}
END_TEST

/* Of a fleet: its benches, those with trouble first, and each phone with its own. */
START_TEST(many_benches)
{
	json_t *benches = json_array();
	char name[24];

	for (int i = 0; i < 20; i++) {
		snprintf(name, sizeof(name), "bench-%02d", i);
		json_array_append_new(benches, json_pack("{s:s, s:s, s:s, s:s, s:i, s:i}", "bench", name, "state",
							 i == 17 ? "gone" : "running", "guard",
							 i == 18 ? "tripped" : "clear", "heard",
							 "2026-01-01T00:00:00.000Z", "phones", 5, "need", i == 3));
	}
	json_object_set_new(status, "benches", benches);
	json_object_set_new(status, "totals", json_pack("{s:i, s:i}", "phones", 7000, "needs_you", 9));
	json_object_set_new(add(1, "blocked", "safe to unplug", "NR-LIB", "it lacks something, and more is to be said"),
			    "bench", json_string("bench-03"));
	json_object_set_new(add(2, "done", "safe to move", "NR-DONE", "runs it"), "bench", json_string("a name that is long"));
	make();
	ck_assert_ptr_nonnull(strstr(view.line[0].text, "7000 phones, 9 need you"));
	ck_assert_int_eq(find("bench-17"), 1);
	ck_assert_int_eq(find("bench-18"), 2);
	ck_assert_int_eq(view.line[1].style, VIEW_ALARM);
	ck_assert_int_eq(find("bench-03"), 3);
	ck_assert_int_eq(find("... 15 more benches"), 6);
	ck_assert_int_ge(find("SEP001B54AA0001  bench-03    7945"), 0);
	ck_assert_int_ge(find("SEP001B54AA0002  a name tha  7945"), 0);
	for (size_t i = 0; i < view.count; i++)
		ck_assert_uint_le(columns_of(view.line[i].text), 80);
}
END_TEST

START_TEST(how_far_it_is)
{
	json_t *p = add(1, "serving", "do not unplug", NULL, "downloading");

	json_object_update_new(p, json_pack("{s:i, s:i, s:i, s:i, s:i, s:s, s:s}", "step", 1, "steps", 3, "step_bytes", 50,
					    "step_total", 100, "left", 100, "load_version", "8.3(3)", "step_load", "x"));
	json_object_set_new(p, "step_version", json_string("8.5(2)"));
	make();
	ck_assert_int_gt(find("8.3(3) > 8.5(2)       1/3  [#####     ]  50%  1:40 left"), -1);
	json_object_update_new(p, json_pack("{s:s, s:s, s:b}", "state", "sent", "writing_since",
					    "2025-12-31T23:48:28.000Z", "overdue", 1));
	make();
	ck_assert_int_gt(find("writing 11:32  OVERDUE"), -1);
	json_object_set_new(p, "state", json_string("held"));
	make();
	ck_assert_int_gt(find("writing 11:32  OVERDUE  held"), -1);
	json_object_update_new(p, json_pack("{s:s, s:s, s:b}", "state", "sent", "link", "down", "overdue", 0));
	make();
	ck_assert_int_gt(find("writing 11:32  link down"), -1);
}
END_TEST

START_TEST(find_and_sort)
{
	add_mixed(12);
	snprintf(wish.filter, sizeof(wish.filter), "nr-noplan");
	make();
	ck_assert_uint_eq(view.phones, 2);
	wish.filter[0] = '\0';
	wish.sort = VIEW_BY_NAME;
	make();
	ck_assert_str_eq(view.order[0], "SEP001B54AA0000");
	ck_assert_str_eq(view.order[1], "SEP001B54AA0007");
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("lines");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, strangers_are_no_phones);
	tcase_add_test(t, groups_by_what_to_do);
	tcase_add_test(t, fits_every_size);
	tcase_add_test(t, every_code_says_what_to_do);
	tcase_add_test(t, hostile_texts);
	tcase_add_test(t, the_same_is_said_once);
	tcase_add_test(t, how_many_are_not_shown);
	tcase_add_test(t, what_has_no_room);
	tcase_add_test(t, details_are_under_each_other);
	tcase_add_test(t, what_is_wrong_with_the_bench);
	tcase_add_test(t, what_to_do_about_the_bench);
	tcase_add_test(t, no_half_of_a_version);
	tcase_add_test(t, many_benches);
	tcase_add_test(t, how_far_it_is);
	tcase_add_test(t, find_and_sort);
	return suite_run("view", t);
}
