/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_hardware.c -- which boards take which loads: revisions, the boards that a
 * list is for, the parts that it supports.
 */
#include <config.h>

#include "core/plan/hardware.h"
#include "core/plugin/knowledge.h"
#include "tests/unit/modules.h"
#include "tests/unit/shelf.h"
#include "tests/unit/suite.h"

#include <check.h>

static struct plugins all;
static struct shelf shelf;

#define OLD     "SCCP45.8-5-2S"
#define SR1     "SCCP45.9-3-1SR1-1S"
#define NEW     "SCCP45.9-4-2SR3-1S"
#define NEWEST  "SCCP45.9-4-2SR4-3S"

START_TEST(revisions)
{
	static const struct {
		const char *text;
		int number;             /* -1: none */
	} rows[] = {
		{ "V12", 12 }, { "v1", 1 }, { "V01", 1 }, { "12", 12 }, { "12.0", 12 }, { "0", 0 },
		{ "4.2", 4 }, { "", -1 }, { "V", -1 }, { "12x", -1 }, { "12.x", -1 }, { "12.0.1", -1 }, { "12.", -1 },
		{ "0x0005 0x0000", -1 }, { "99999", -1 }, { "-1", -1 }, { "rev 5", -1 },
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++) {
		unsigned n = 0;

		ck_assert_msg(hardware_revision(rows[i].text, &n) == (rows[i].number >= 0), "%s", rows[i].text);
		if (rows[i].number >= 0)
			ck_assert_uint_eq(n, (unsigned)rows[i].number);
	}
}
END_TEST

static struct plan weighed(const struct nr_model *m, const char *from, const char *target,
			   const char *revision)
{
	struct plan p;

	plan_make(&p, m, &shelf.lib, PLAN_FROM_LOAD, from, target);
	hardware_weigh(&p, m, &shelf.lib, revision);
	return p;
}

static bool tells(const struct plan *p, const char *id)
{
	for (size_t i = 0; i < p->board_count; i++)
		if (strcmp(p->board[i]->id, id) == 0)
			return true;
	return false;
}

/* -- the rows of a model --------------------------------------------------------------- */

#define LOAD88(version) "sip88xx." version

START_TEST(rows)
{
	const struct nr_model *m = modules_model(&all, "8841");
	struct plan p;

	memset(&shelf, 0, sizeof(shelf));
	/* Back to a load before 12.6: told while nobody knows the board, kept for a V15. */
	p = weighed(m, LOAD88("14-0-1-0101-145"), LOAD88("12-5-1SR2-2"), "");
	ck_assert(tells(&p, "N9") && !tells(&p, "N5") && p.result == PLAN_MISSING);
	p = weighed(m, LOAD88("14-0-1-0101-145"), LOAD88("12-5-1SR2-2"), "V15");
	ck_assert_int_eq(p.result, PLAN_IMPOSSIBLE);
	p = weighed(m, LOAD88("14-0-1-0101-145"), LOAD88("12-5-1SR2-2"), "V14");
	ck_assert(!tells(&p, "N9") && p.result == PLAN_MISSING);
	p = weighed(m, LOAD88("14-0-1-0101-145"), LOAD88("12-8-1-0101-482"), "");
	ck_assert(!tells(&p, "N9"));
	/* It runs an older one: so it takes them. */
	p = weighed(m, LOAD88("10-3-1-20"), LOAD88("12-5-1SR2-2"), "V15");
	ck_assert(!tells(&p, "N9") && p.result == PLAN_MISSING);
}
END_TEST

/* What Cisco's documents say of boards, read a second time: the oldest load that each takes. */
static const struct {
	const char *model, *board;
	const char *newest, *refused, *taken;
} oldest[] = {
	{ "8811", "V15", "sip88xx.14-0-1-0101-145", "sip88xx.12-5-1SR2-2", "sip88xx.12-6-1-0001-1" },
	{ "8851", "V16", "sip88xx.14-0-1-0101-145", "sip88xx.12-5-1SR2-2", "sip88xx.12-6-1-0001-1" },
	{ "8861", "V15", "sip88xx.14-0-1-0101-145", "sip88xx.12-5-1SR2-2", "sip88xx.12-6-1-0001-1" },
	{ "8841", "V08", "sip88xx.14-0-1-0101-145", "sip88xx.11-5-1SR1-1", "sip88xx.11-7-1-17" },
	{ "8851NR", "V08", "sip88xx.14-0-1-0101-145", "sip88xx.11-5-1SR1-1", "sip88xx.11-7-1-17" },
	{ "8851NR", "V15", "sip88xx.14-0-1-0101-145", "sip88xx.11-5-1SR1-1", "sip88xx.12-5-1SR2-2" },
	{ "8861", "V08", "sip88xx.14-0-1-0101-145", NULL, "sip88xx.11-5-1SR1-1" },
	{ "8841", "V07", "sip88xx.14-0-1-0101-145", NULL, "sip88xx.11-5-1SR1-1" },
	{ "7841", "V02", "sip78xx.14-2-1-0201-40", "sip78xx.10-1-1-9", "sip78xx.10-1-1SR1-4" },
	{ "7841", "V03", "sip78xx.14-2-1-0201-40", NULL, "sip78xx.10-1-1-9" },
	{ "7841", "V04", "sip78xx.14-2-1-0201-40", "sip78xx.10-2-1-12", "sip78xx.10-3-1-12" },
	{ "7841", "V18", "sip78xx.14-2-1-0201-40", "sip78xx.14-0-1-0101-145", "sip78xx.14-0-1-0201-1" },
	{ "7841", "V20", "sip78xx.14-2-1-0201-40", "sip78xx.12-8-1-0101-482", "sip78xx.14-0-1-0001-135" },
	{ "7811", "V01", "sip78xx.14-2-1-0201-40", "sip78xx.10-2-1-12", "sip78xx.10-3-1-12" },
	{ "7821", "V03", "sip78xx.14-2-1-0201-40", "sip78xx.10-2-1-12", "sip78xx.10-3-1-12" },
	{ "7821", "V02", "sip78xx.14-2-1-0201-40", NULL, "sip78xx.10-2-1-12" },
	{ "7821", "V21", "sip78xx.14-2-1-0201-40", "sip78xx.12-8-1-0101-482", "sip78xx.14-0-1-0001-135" },
	{ "7861", "V20", "sip78xx.14-2-1-0201-40", "sip78xx.12-8-1-0101-482", "sip78xx.14-0-1-0001-135" },
	{ "8831", "V02", "sip8831.10-3-1SR1-1", "sip8831.9-3-3-5", NULL },
	{ "8831", "V01", "sip8831.10-3-1SR1-1", NULL, "sip8831.9-3-3-5" },
};

START_TEST(oldest_of_boards)
{
	const struct nr_model *m = modules_model(&all, oldest[_i].model);
	struct plan p;

	memset(&shelf, 0, sizeof(shelf));
	if (oldest[_i].refused) {
		p = weighed(m, oldest[_i].newest, oldest[_i].refused, oldest[_i].board);
		ck_assert_msg(p.result == PLAN_IMPOSSIBLE && strstr(p.why, "its board is"), "%s %s %s: %s",
			      oldest[_i].model, oldest[_i].board, oldest[_i].refused, p.why);
	}
	if (oldest[_i].taken) {
		p = weighed(m, oldest[_i].newest, oldest[_i].taken, oldest[_i].board);
		ck_assert_msg(p.result == PLAN_MISSING, "%s %s %s: %s", oldest[_i].model, oldest[_i].board,
			      oldest[_i].taken, p.why);
	}
}
END_TEST

/* What is said of a change to multiplatform firmware: the 7811 and the 7832 may. */
START_TEST(multiplatform_boards)
{
	static const struct {
		const char *model;
		bool told;
	} changes[] = { { "7811", false }, { "7821", true }, { "7841", true }, { "7861", true } };
	struct plan p;

	memset(&shelf, 0, sizeof(shelf));
	for (size_t i = 0; i < NR_ARRAY_SIZE(changes); i++) {
		p = weighed(modules_model(&all, changes[i].model), "sip78xx.12-5-1SR1-4", "sip78xx.11-3-1MSR3-3", "");
		ck_assert_int_eq(p.result, PLAN_IMPOSSIBLE);
		ck_assert_msg(tells(&p, "N6") == changes[i].told, "%s", changes[i].model);
	}
}
END_TEST

/* A row that is sure enough is kept as soon as the board is known. */
START_TEST(kept_row)
{
	static const struct nr_board boards[] = {
		{ .id = "X1", .reason = "because", .source = "a test", .confidence = NR_HIGH,
		  .first = 8, .last = 9, .oldest = { { 9, 3, 1 } } },
		{ .id = NULL }
	};
	struct nr_model m = *modules_model(&all, "7945");
	struct plan p;

	m.boards = boards;
	memset(&shelf, 0, sizeof(shelf));
	p = weighed(&m, NEW, OLD, "V9");
	ck_assert_int_eq(p.result, PLAN_IMPOSSIBLE);
	ck_assert_uint_eq(p.count, 0);
	ck_assert_str_eq(p.why, "its board is V9, and rule X1 of 7945: because");
	p = weighed(&m, NEW, OLD, "V7");
	ck_assert_int_eq(p.result, PLAN_MISSING);
	ck_assert_uint_eq(p.board_count, 0);
	p = weighed(&m, NEW, OLD, "V10");
	ck_assert_int_eq(p.result, PLAN_MISSING);
	p = weighed(&m, NEW, OLD, "");
	ck_assert_int_eq(p.result, PLAN_MISSING);
	ck_assert(tells(&p, "X1"));
	p = weighed(&m, NEW, NEWEST, "V9");
	ck_assert_int_eq(p.result, PLAN_MISSING);
	ck_assert_uint_eq(p.board_count, 0);
}
END_TEST

/* -- lists --------------------------------------------------------------------------------- */

START_TEST(boards_of_a_list)
{
	static const char *const words[] = { "CP7921G-1.4.6.3" };
	const struct nr_model *m = modules_model(&all, "7921");
	struct plan p;

	shelf_make(&shelf, m, words, 1);
	shelf.load[0].for_boards = true;
	shelf.load[0].board_first = 1;
	shelf.load[0].board_last = 4;
	p = weighed(m, "CP7921G-1.0.3", words[0], "5.0");
	ck_assert_int_eq(p.result, PLAN_IMPOSSIBLE);
	ck_assert_str_eq(p.why, "its board is 5, and the list of CP7921G-1.4.6.3 is for boards 1 to 4 only");
	p = weighed(m, "CP7921G-1.0.3", words[0], "0");
	ck_assert_int_eq(p.result, PLAN_IMPOSSIBLE);
	p = weighed(m, "CP7921G-1.0.3", words[0], "4.9");
	ck_assert_int_eq(p.result, PLAN_READY);
	ck_assert_str_eq(p.step[0].hardware, "");
	p = weighed(m, "CP7921G-1.0.3", words[0], "");
	ck_assert_int_eq(p.result, PLAN_READY);
	ck_assert_str_eq(p.step[0].hardware, "its list is for boards 1 to 4 only");
	shelf.load[0].for_boards = false;
	p = weighed(m, "CP7921G-1.0.3", words[0], "5.0");
	ck_assert_int_eq(p.result, PLAN_READY);
}
END_TEST

static void fill(const struct nr_model *m)
{
	static const char *const words[] = { OLD, "+term45.default", SR1, "+term45.default", NEW, NEWEST };
	static const unsigned mask[] = { 0, 0, 7, 7, 15, 15 };

	shelf_make(&shelf, m, words, 6);
	for (size_t i = 0; i < 6; i++)
		shelf.load[i].hardware_comp = mask[i];
}

START_TEST(parts_of_a_list)
{
	const struct nr_model *m = modules_model(&all, "7945");
	struct plan p;

	fill(m);
	/* forward: every list supports what the one before did, or says so first */
	p = weighed(m, OLD, NEWEST, "");
	ck_assert_uint_eq(p.count, 2);
	ck_assert(!p.step[0].hardware[0] && !p.step[1].hardware[0]);
	/* back: nobody can tell before the phone does */
	p = weighed(m, NEWEST, SR1, "");
	ck_assert_int_eq(p.result, PLAN_READY);
	ck_assert_str_eq(p.step[0].hardware, "supports hardware 7, the load before it 15: a newer board rejects "
					     "it (Load rejected HC)");
	p = weighed(m, NEWEST, OLD, "");
	ck_assert(strstr(p.step[0].hardware, "does not say"));
	p = weighed(m, NEWEST, NEW, "");
	ck_assert_str_eq(p.step[0].hardware, "");
	/* nothing is known of what it runs */
	p = weighed(m, "SCCP45.9-4-2-1S", SR1, "");
	ck_assert_str_eq(p.step[0].hardware, "");
}
END_TEST

START_TEST(remedies)
{
	const struct nr_model *m = modules_model(&all, "7945");
	struct stop s;
	struct plan p;

	fill(m);
	ck_assert(hardware_remedy(m, &shelf.lib, "SCCP", 0, false, &s));
	ck_assert_str_eq(s.name, SR1);
	ck_assert(hardware_remedy(m, &shelf.lib, "SCCP", 7, false, &s));
	ck_assert_str_eq(s.name, NEW);
	ck_assert(!hardware_remedy(m, &shelf.lib, "SCCP", 7, true, &s));
	ck_assert(!hardware_remedy(m, &shelf.lib, "SCCP", 15, false, &s));
	ck_assert(!hardware_remedy(m, &shelf.lib, "SIP", 0, false, &s));
	ck_assert(!hardware_remedy(m, NULL, "SCCP", 0, false, &s));
	shelf.load[2].whole = false;
	ck_assert(hardware_remedy(m, &shelf.lib, "SCCP", 0, false, &s));
	ck_assert_str_eq(s.name, NEW);
	/* a wiped phone needs its list too */
	fill(m);
	ck_assert(hardware_remedy(m, &shelf.lib, "SCCP", 0, true, &s));
	plan_make_wiped_board(&p, m, &shelf.lib, &s, NEWEST);
	ck_assert_int_eq(p.result, PLAN_READY);
	ck_assert_uint_eq(p.count, 2);
	ck_assert_str_eq(p.step[0].load, SR1);
	ck_assert_ptr_eq(p.step[0].manifest, &shelf.load[3]);
	ck_assert_str_eq(p.step[1].load, NEWEST);
	ck_assert_str_eq(p.from, "wiped");
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("all");
	int status;

	modules_load(&all);
	tcase_add_test(t, revisions);
	tcase_add_test(t, rows);
	tcase_add_loop_test(t, oldest_of_boards, 0, (int)(NR_ARRAY_SIZE(oldest)));
	tcase_add_test(t, multiplatform_boards);
	tcase_add_test(t, kept_row);
	tcase_add_test(t, boards_of_a_list);
	tcase_add_test(t, parts_of_a_list);
	tcase_add_test(t, remedies);
	status = suite_run("hardware", t);
	modules_unload(&all);
	return status;
}
