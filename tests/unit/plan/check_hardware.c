/* SPDX-License-Identifier: GPL-3.0-or-later */
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

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
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
	/* Back to a load before 12.8(1): told while nobody knows the board, or it is a V15. */
	p = weighed(m, LOAD88("14-0-1-0101-145"), LOAD88("12-5-1SR2-2"), "");
	ck_assert(tells(&p, "N9") && !tells(&p, "N5") && p.result == PLAN_MISSING);
	p = weighed(m, LOAD88("14-0-1-0101-145"), LOAD88("12-5-1SR2-2"), "V15");
	ck_assert(tells(&p, "N9"));
	p = weighed(m, LOAD88("14-0-1-0101-145"), LOAD88("12-5-1SR2-2"), "V14");
	ck_assert(!tells(&p, "N9"));
	p = weighed(m, LOAD88("14-0-1-0101-145"), LOAD88("12-8-1-0101-482"), "");
	ck_assert(!tells(&p, "N9"));
	/* It runs an older one: so it takes them. */
	p = weighed(m, LOAD88("10-3-1-20"), LOAD88("12-5-1SR2-2"), "V15");
	ck_assert(!tells(&p, "N9"));
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
	tcase_add_test(t, kept_row);
	tcase_add_test(t, boards_of_a_list);
	tcase_add_test(t, parts_of_a_list);
	tcase_add_test(t, remedies);
	status = suite_run("hardware", t);
	modules_unload(&all);
	return status;
}
