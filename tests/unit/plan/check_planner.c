/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_planner.c -- plans over libraries made by hand: the ways that are known
 * to work, what is missing, what is refused.
 */
#include <config.h>

#include "core/plugin/knowledge.h"
#include "core/plan/plan.h"
#include "tests/unit/modules.h"
#include "tests/unit/shelf.h"
#include "tests/unit/suite.h"

#include <check.h>

static struct plugins all;
static const struct nr_model *m45;

#define SHELF(s, ...)                                                                  \
	do {                                                                           \
		static const char *const words_[] = { __VA_ARGS__ };                   \
		shelf_make(s, m45, words_, NR_ARRAY_SIZE(words_));                     \
	} while (0)

/* "SCCP45.8-5-2S J1, ?SCCP45.9-3-1S J4": "?" is missing, "@" has a manifest. */
static const char *steps_of(const struct plan *p)
{
	static char text[1024];
	size_t len = 0;

	text[0] = '\0';
	for (size_t i = 0; i < p->count; i++) {
		const struct plan_step *s = &p->step[i];

		ck_assert(s->reason && s->reason[0] && s->source && s->source[0]);
		len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%s%s%s%s%s",
					i ? ", " : "", s->have ? "" : "?", s->manifest ? "@" : "",
					s->load, s->rule ? " " : "", s->rule ? s->rule : "");
	}
	return text;
}

static bool advises(const struct plan *p, const char *id)
{
	for (size_t i = 0; i < p->advice_count; i++)
		if (strcmp(p->advice[i]->id, id) == 0)
			return true;
	return false;
}

static struct plan from_load(const struct shelf *s, const char *from, const char *target)
{
	struct plan p;

	plan_make(&p, m45, s ? &s->lib : NULL, PLAN_FROM_LOAD, from, target);
	return p;
}

#define OLD     "SCCP45.8-3-3S"
#define VIA     "SCCP45.8-5-2S"
#define MID     "SCCP45.9-3-1SR4-1S"
#define NEW     "SCCP45.9-4-2SR3-1S"

#define CHECK(p, result_, steps)                                                       \
	do {                                                                           \
		ck_assert_str_eq(steps_of(&(p)), steps);                               \
		ck_assert_int_eq((p).result, result_);                                 \
	} while (0)

START_TEST(the_known_way)
{
	struct shelf s;
	struct plan p;

	SHELF(&s, NEW, VIA, MID, OLD);
	p = from_load(&s, OLD, NEW);
	CHECK(p, PLAN_READY, VIA " J4, " MID " J4, " NEW);
	ck_assert_str_eq(p.from, OLD);
	ck_assert_str_eq(p.target, NEW);
	ck_assert_str_eq(p.step[0].version, "8.5(2)");
	ck_assert_str_eq(p.step[0].archive, "cmterm-7945_7965-sccp.8-5-2.zip");
	p = from_load(&s, "SCCP45.8-2-1S", NEW);
	CHECK(p, PLAN_READY, VIA " J1, " MID " J4, " NEW);
	p = from_load(&s, VIA, NEW);
	CHECK(p, PLAN_READY, MID " J4, " NEW);
	p = from_load(&s, "SCCP45.9-2-1S", NEW);
	CHECK(p, PLAN_READY, MID " J4, " NEW);
	p = from_load(&s, MID, NEW);
	CHECK(p, PLAN_READY, NEW);
	p = from_load(&s, "SCCP45.9-3-1ES8S", NEW);
	CHECK(p, PLAN_READY, NEW);
	p = from_load(&s, NEW, NEW ".loads");
	CHECK(p, PLAN_READY, "");
	p = from_load(&s, "sccp45.9-4-2sr3-1s", NEW);
	CHECK(p, PLAN_READY, "");
}
END_TEST

/* 8.3(3) to 8.5(2) accept both signatures: straight to 9.3; the reason is J2's. */
START_TEST(both_signatures)
{
	struct shelf s;
	struct plan p;

	SHELF(&s, NEW, VIA, MID, OLD);
	p = from_load(&s, OLD, MID);
	CHECK(p, PLAN_READY, MID);
	ck_assert(strstr(p.step[0].reason, "8.3(3) to 8.5(2)"));
	p = from_load(&s, "SCCP45.8-3-2S", "SCCP45.8-4-1S");
	CHECK(p, PLAN_MISSING, "?SCCP45.8-4-1S");
	ck_assert(strstr(p.step[0].reason, "and this is none"));
	p = from_load(&s, "SCCP45.8-3-2S", VIA);
	CHECK(p, PLAN_READY, VIA);
	p = from_load(&s, "SCCP45.8-3-2S", "SCCP45.8-5-2SR1S");
	CHECK(p, PLAN_MISSING, VIA " J1, ?SCCP45.8-5-2SR1S");
	/* nowhere certain: 8.3(2) images belong to some 8.3 load, perhaps an older one */
	p = from_load(&s, "jar45sccp.8-3-2-20", MID);
	CHECK(p, PLAN_READY, VIA " J1, " MID);
	/* of this one it is known: it is in the list of 8.3(3) */
	p = from_load(&s, "jar45sccp.8-3-2-27", MID);
	CHECK(p, PLAN_READY, MID);
}
END_TEST

/* A version instead of a name: that of the library, or a name that is sure. */
START_TEST(versions_as_people_print_them)
{
	static const struct { const char *said, *load; } known[] = {
		{ "8.5(2)", VIA }, { "8-5-2", VIA }, { "8.5.2", VIA }, { "9.4(2)SR3", NEW },
		{ "9.4(2)SR3-1", NEW }, { "9.4(2SR3.1)", NEW }, { "9-4-2sr3-1", NEW },
		{ "9.3(1)SR4", MID }, { "9.4.2(1)", NEW }, { "9.3(1)", NULL }, { "9.4(2)SR9", NULL },
		{ "8.5(2", NULL }, { "9.4", NULL }, { "9.4(2)SR", NULL }, { "8.5(2)SR3-1-1-1", NULL },
	};
	struct shelf s;
	struct plan p;

	SHELF(&s, VIA, MID, NEW);
	for (size_t i = 0; i < NR_ARRAY_SIZE(known); i++) {
		p = from_load(&s, OLD, known[i].said);
		ck_assert_msg(known[i].load ? strcmp(p.target, known[i].load) == 0 :
					      p.result == PLAN_IMPOSSIBLE, "%s: %s", known[i].said, p.target);
	}
	/* A service release is not its release, and a build that is there wins. */
	SHELF(&s, "SCCP45.8-3-3SR2S", "SCCP45.9-2-1-7S", "SIP45.8-5-2S");
	p = from_load(&s, VIA, "8.3(3)");
	ck_assert_str_eq(p.target, OLD);
	p = from_load(&s, OLD, "9.2(1)");
	ck_assert_str_eq(p.target, "SCCP45.9-2-1-7S");
	p = from_load(&s, "SIP45.8-3-3S", "8.5(2)");
	CHECK(p, PLAN_READY, "SIP45.8-5-2S");
	/* Without a library a name that is sure still does. */
	p = from_load(NULL, OLD, "9.4(2)SR3");
	ck_assert_str_eq(p.target, NEW);
	p = from_load(NULL, OLD, "9.4.2(1)");
	ck_assert_str_eq(p.target, "SCCP45.9-4-2-1S");
}
END_TEST

START_TEST(optional_stop)
{
	struct shelf s;
	struct plan p;

	SHELF(&s, VIA, NEW, "-" MID);
	p = from_load(&s, OLD, NEW);
	CHECK(p, PLAN_READY, VIA " J4, " NEW);
	ck_assert(advises(&p, "J4"));
	SHELF(&s, VIA, NEW, MID, "SCCP45.9-3-1SR1-1S", "SIP45.9-3-1SR4-1S", "SCCP45.9-3-2S");
	p = from_load(&s, OLD, NEW);
	CHECK(p, PLAN_READY, VIA " J4, " MID " J4, " NEW);
	ck_assert(!advises(&p, "J4"));
}
END_TEST

START_TEST(missing)
{
	struct shelf s;
	struct plan p;

	SHELF(&s, MID, NEW);
	p = from_load(&s, OLD, NEW);
	CHECK(p, PLAN_MISSING, "?" VIA " J4, " MID " J4, " NEW);
	ck_assert_str_eq(p.step[0].archive, "cmterm-7945_7965-sccp.8-5-2.zip");
	SHELF(&s, MID, NEW, "-" VIA, "SCCP45.8-5-2SR1S");
	p = from_load(&s, "SCCP45.8-2-1S", NEW);
	CHECK(p, PLAN_MISSING, "?" VIA " J1, " MID " J4, " NEW);
	/* 8.3(3) alone would satisfy J2, not J1 */
	SHELF(&s, MID, NEW, OLD);
	p = from_load(&s, "SCCP45.8-2-1S", NEW);
	CHECK(p, PLAN_MISSING, "?" VIA " J1, " MID " J4, " NEW);
	p = from_load(NULL, OLD, NEW);
	CHECK(p, PLAN_MISSING, "?" VIA " J4, ?" NEW);
	p = from_load(&s, VIA, "SIP45.9-4-2SR3-1S");
	ck_assert_str_eq(p.step[p.count - 1].archive, "cmterm-7945_7965-sip.9-4-2SR3-1.zip");
}
END_TEST

START_TEST(unknown_start)
{
	static const char *const names[] = { "nonsense", "", "SIP45.9-3-1SR4", "SCCP41.9-4-2SR3-1S",
					     "SCCP45.9-4-2-11devS", "term45.default" };
	struct shelf s;
	struct plan p;

	SHELF(&s, VIA, MID, NEW);
	for (size_t i = 0; i < NR_ARRAY_SIZE(names); i++) {
		p = from_load(&s, names[i], NEW);
		CHECK(p, PLAN_READY, VIA " J1, " MID " J4, " NEW);
		ck_assert_str_eq(p.from, "unknown");
	}
	p = from_load(&s, NULL, NEW);
	CHECK(p, PLAN_READY, VIA " J1, " MID " J4, " NEW);
	plan_make(&p, m45, &s.lib, PLAN_FROM_UNKNOWN, NULL, VIA);
	CHECK(p, PLAN_READY, VIA);
}
END_TEST

START_TEST(other_protocol)
{
	struct shelf s;
	struct plan p;

	SHELF(&s, VIA, "SIP45.8-5-2S", "SIP45.9-3-1SR4-1S", "SIP45.9-4-2SR3-1S");
	p = from_load(&s, "SCCP45.8-2-1S", "SIP45.9-4-2SR3-1S");
	CHECK(p, PLAN_READY, VIA " J1, SIP45.9-3-1SR4-1S J4, SIP45.9-4-2SR3-1S");
	ck_assert(advises(&p, "J9"));
	p = from_load(&s, NEW, "SIP45.9-4-2SR3-1S");
	CHECK(p, PLAN_READY, "SIP45.9-4-2SR3-1S");
	ck_assert(strstr(p.step[0].reason, "and this is none"));
	SHELF(&s, "SIP45.8-5-2S", "SIP45.9-4-2SR3-1S");
	p = from_load(&s, OLD, "SIP45.9-4-2SR3-1S");
	CHECK(p, PLAN_READY, "SIP45.8-5-2S J4, SIP45.9-4-2SR3-1S");
	plan_make(&p, modules_model(&all, "7970"), NULL, PLAN_FROM_LOAD, "SCCP70.8-3-2S",
		  "SIP70.8-4-4S");
	CHECK(p, PLAN_MISSING, "?SCCP70.8-5-2S J5, ?SIP70.8-4-4S");
	ck_assert(advises(&p, "J9") && !advises(&p, "J8"));
	/* It speaks of SCCP to SIP only, so nobody needs to know which one an unknown phone has. */
	plan_make(&p, modules_model(&all, "7975"), NULL, PLAN_FROM_UNKNOWN, NULL, "SIP75.9-4-2SR3-1S");
	CHECK(p, PLAN_MISSING, "?SCCP75.8-5-2S J1, ?SIP75.9-4-2SR3-1S");
	plan_make(&p, modules_model(&all, "7945"), NULL, PLAN_FROM_UNKNOWN, NULL, "SIP45.9-4-2SR3-1S");
	CHECK(p, PLAN_MISSING, "?SIP45.8-5-2S J1, ?SIP45.9-4-2SR3-1S");
	plan_make(&p, modules_model(&all, "7970"), NULL, PLAN_FROM_LOAD, "SIP70.8-3-2S",
		  "SIP70.8-4-4S");
	ck_assert_uint_eq(p.advice_count, 0);
	plan_make(&p, modules_model(&all, "7941"), NULL, PLAN_FROM_LOAD, "TERM41.7-0-3-0S",
		  "SCCP41.9-4-2SR3-1S");
	CHECK(p, PLAN_MISSING, "?SCCP41.8-5-2S J1, ?SCCP41.9-4-2SR3-1S");
	ck_assert_str_eq(p.step[0].archive, "cmterm-7941_7961-sccp.8-5-2.zip");
	ck_assert(advises(&p, "J8"));
}
END_TEST

START_TEST(downgrade)
{
	struct shelf s;
	struct plan p;

	SHELF(&s, OLD, VIA, MID, NEW);
	p = from_load(&s, NEW, OLD);
	CHECK(p, PLAN_READY, OLD);
	ck_assert(advises(&p, "J11"));
	ck_assert(strstr(p.step[0].reason, "older"));
	p = from_load(&s, NEW, MID);
	CHECK(p, PLAN_READY, MID);
	ck_assert(!advises(&p, "J11") && advises(&p, "J10"));
	p = from_load(&s, NEW, VIA);
	CHECK(p, PLAN_READY, VIA);
	ck_assert(!advises(&p, "J11"));
}
END_TEST

START_TEST(impossible_targets)
{
	static const struct {
		const char *target, *why;
	} rows[] = {
		{ "SCCP41.9-4-2SR3-1S", "is not a load of 7945" },
		{ "sip88xx.11-2-3MPP-398", "is not a load of 7945" },
		{ "", "is not a load of 7945" },
		{ "term45.default", "is not a load" },
		{ "jar45sccp.9-4-2ES26", "belongs to SCCP45.9-4-2SR3-1S" },
		{ "cmterm-7945_7965-sccp.8-5-2.zip", "belongs to SCCP45.8-5-2S" },
		{ "SCCP45.9-3-1SR4", "did you mean SCCP45.9-3-1SR4-1S?" },
		{ "SCCP45.9-4-2-11devS", "no released load" },
	};
	struct shelf s;
	struct plan p;

	SHELF(&s, OLD, VIA, MID, NEW, "SCCP45.9-4-2-11devS");
	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++) {
		p = from_load(&s, OLD, rows[i].target);
		ck_assert_int_eq(p.result, PLAN_IMPOSSIBLE);
		ck_assert_msg(strstr(p.why, rows[i].why) != NULL, "%s", p.why);
		ck_assert_uint_eq(p.count, 0);
	}
}
END_TEST

#define NEWEST  "SCCP45.9-4-2SR4-3S"

START_TEST(wiped)
{
	struct shelf s;
	struct plan p;

	SHELF(&s, VIA, "+term45.default", "+term65.default", NEW, "+term45.default");
	plan_make(&p, m45, &s.lib, PLAN_FROM_WIPED, NULL, NEW);
	CHECK(p, PLAN_READY, "@" NEW);
	ck_assert_ptr_eq(p.step[0].manifest, &s.load[4]);
	ck_assert_str_eq(p.from, "wiped");
	p = from_load(&s, "79XX_default_load", NEW);
	CHECK(p, PLAN_READY, "@" NEW);
	/* the target's archive has no list: the newest that has one, then on by the rules */
	SHELF(&s, VIA, "+term45.default", NEW, "+term65.default", MID);
	plan_make(&p, m45, &s.lib, PLAN_FROM_WIPED, NULL, NEW);
	CHECK(p, PLAN_READY, "@" VIA ", " MID " J4, " NEW);
	/* rather older than the target than newer */
	SHELF(&s, VIA, "+term45.default", NEW, NEWEST, "+term45.default");
	plan_make(&p, m45, &s.lib, PLAN_FROM_WIPED, NULL, NEW);
	CHECK(p, PLAN_READY, "@" VIA ", " NEW);
	SHELF(&s, NEW, NEWEST, "+term45.default");
	plan_make(&p, m45, &s.lib, PLAN_FROM_WIPED, NULL, NEW);
	CHECK(p, PLAN_READY, "@" NEWEST ", " NEW);
	/* no list at all: what is missing is the archive that holds it */
	SHELF(&s, NEW, MID, "+term65.default");
	plan_make(&p, m45, &s.lib, PLAN_FROM_WIPED, NULL, NEW);
	CHECK(p, PLAN_MISSING, "?" NEW);
	ck_assert(strstr(p.why, "load list"));
	SHELF(&s, VIA, "+term45.default");
	plan_make(&p, m45, &s.lib, PLAN_FROM_WIPED, NULL, NEW);
	CHECK(p, PLAN_MISSING, "?" NEW);
	ck_assert_str_eq(p.step[0].archive, "cmterm-7945_7965-sccp.9-4-2SR3-1.zip");
}
END_TEST

/* Any load of the stepping stone's range that has a list opens the way, and what may
 * follow is told. */
START_TEST(wiped_with_another_protocol)
{
	struct shelf s;
	struct plan p;

	SHELF(&s, VIA, "+term45.default", "SIP45.9-4-2SR3-1S");
	plan_make(&p, m45, &s.lib, PLAN_FROM_WIPED, NULL, "SIP45.9-4-2SR3-1S");
	CHECK(p, PLAN_READY, "@" VIA ", SIP45.9-4-2SR3-1S");
	SHELF(&s, OLD, "+term45.default", NEW);
	plan_make_wiped_fallback(&p, m45, &s.lib, NEW);
	CHECK(p, PLAN_MISSING, "@" OLD " J6, ?" VIA " J4, " NEW);
	SHELF(&s, NEW, "+term45.default");
	plan_make(&p, m45, &s.lib, PLAN_FROM_WIPED, NULL, NEW);
	ck_assert(advises(&p, "J6"));
	plan_make(&p, m45, &s.lib, PLAN_FROM_WIPED, NULL, VIA);
	ck_assert(!advises(&p, "J6"));
}
END_TEST

/* A phone compares the name with the one inside the list, case and all. */
START_TEST(spelling_of_the_target)
{
	struct shelf s;
	struct plan p;

	SHELF(&s, NEW);
	p = from_load(&s, VIA, "sccp45.9-4-2sr3-1s.loads");
	CHECK(p, PLAN_READY, NEW);
	p = from_load(&s, VIA, "SCCP45.9-4-2sr3-1S");
	ck_assert_str_eq(p.target, NEW);
	ck_assert_str_eq(p.step[0].load, NEW);
	p = from_load(&s, VIA, "sccp45.9-4-2sr4-3s");
	ck_assert_str_eq(p.step[0].load, NEWEST);
	ck_assert_str_eq(from_load(&s, NEW, "sccp45.9-4-2SR3-1S").target, NEW);
}
END_TEST

/* A list that has a second name inside serves a target of that name. */
START_TEST(second_name_of_the_target)
{
	struct shelf s;
	struct plan p;

	SHELF(&s, VIA, NEW);
	p = from_load(&s, VIA, "SCCP45.9-4-2SR4-3S");
	CHECK(p, PLAN_MISSING, "?SCCP45.9-4-2SR4-3S");
	s.load[1].alias = "SCCP45.9-4-2sr4-3S.loads";
	p = from_load(&s, VIA, "SCCP45.9-4-2SR4-3S");
	CHECK(p, PLAN_READY, NEW);
	ck_assert_str_eq(p.target, NEW);
	p = from_load(&s, NEW, "SCCP45.9-4-2SR4-3S");
	CHECK(p, PLAN_READY, "");
	s.load[1].whole = false;
	p = from_load(&s, VIA, "SCCP45.9-4-2SR4-3S");
	CHECK(p, PLAN_MISSING, "?SCCP45.9-4-2SR4-3S");
}
END_TEST

/* An image says which load runs, as its name does. */
START_TEST(runs_it_by_its_image)
{
	struct shelf s;
	struct plan p;

	SHELF(&s, NEW);
	p = from_load(&s, "jar45sccp.9-4-2ES26", NEW);
	CHECK(p, PLAN_READY, "");
	p = from_load(&s, "jar45sccp.8-5-2", NEW);
	CHECK(p, PLAN_READY, NEW);
}
END_TEST

/* Some call managers name a load list: the newest load that the library has one of. */
START_TEST(target_is_a_list)
{
	struct shelf s;
	struct plan p;

	SHELF(&s, VIA, "+term45.default", MID, "+term45.default", NEW);
	p = from_load(&s, VIA, "term45.default");
	CHECK(p, PLAN_READY, MID);
	/* of the protocol that the phone has */
	SHELF(&s, MID, "+term45.default", "SIP45.9-4-2SR3-1S", "+term45.default");
	p = from_load(&s, "SIP45.8-5-2S", "term45.default");
	CHECK(p, PLAN_READY, "SIP45.9-4-2SR3-1S");
	p = from_load(&s, VIA, "term65.default");
	CHECK(p, PLAN_IMPOSSIBLE, "");
}
END_TEST

/* The typo is in the library under its whole name. */
START_TEST(target_meant)
{
	struct shelf s;
	struct plan p;

	SHELF(&s, VIA, MID);
	p = from_load(&s, VIA, "SCCP45.9-3-1SR4S");
	CHECK(p, PLAN_MISSING, "?SCCP45.9-3-1SR4S");
	ck_assert_str_eq(p.why, "SCCP45.9-3-1SR4S: did you mean " MID "?");
	p = from_load(&s, VIA, "SCCP45.9-3-1SR5-1S");
	ck_assert_str_eq(p.why, "");
}
END_TEST

/* Firmware of another protocol is no other product, but that of MPP is. */
START_TEST(other_protocols)
{
	const struct nr_model *ata = modules_model(&all, "ATA186");
	struct plan p;

	plan_make(&p, ata, NULL, PLAN_FROM_LOAD, "ATA030203MGCP051201A", "ATA030204SCCP090202A");
	CHECK(p, PLAN_MISSING, "?ATA030204SCCP090202A");
	plan_make(&p, modules_model(&all, "7905"), NULL, PLAN_FROM_LOAD, "ld-v1-00-h323-020612A",
		  "CP7905080003SCCP070409A");
	CHECK(p, PLAN_MISSING, "?CP7905080003SCCP070409A");
	plan_make(&p, modules_model(&all, "7940"), NULL, PLAN_FROM_LOAD, "P0030801SR01", "P0030801SR02");
	CHECK(p, PLAN_MISSING, "?P0030801SR02");
	plan_make(&p, modules_model(&all, "8841"), NULL, PLAN_FROM_LOAD, "sip88xx.12-5-1SR2-2",
		  "sip88xx.11-2-3MSR1-1");
	ck_assert_int_eq(p.result, PLAN_IMPOSSIBLE);
	ck_assert(advises(&p, "N8"));
	ck_assert_uint_eq(p.board_count, 1);
	ck_assert_str_eq(p.board[0]->id, "N5");
	plan_make(&p, modules_model(&all, "7811"), NULL, PLAN_FROM_LOAD, "sip78xx.11-3-1MSR3-3",
		  "sip78xx.12-5-1SR1-4");
	ck_assert_int_eq(p.result, PLAN_IMPOSSIBLE);
	ck_assert_ptr_nonnull(strstr(p.why, "multiplatform phones are not upgraded by this program"));
	ck_assert_uint_eq(p.advice_count + p.board_count, 0);
	plan_make(&p, modules_model(&all, "8861"), NULL, PLAN_FROM_LOAD, "sip88xx.11-0-1MPP-477",
		  "sip88xx.12-0-7MPP0201-66");
	ck_assert_ptr_nonnull(strstr(p.why, "multiplatform phones are not upgraded by this program"));
	ck_assert_uint_eq(p.advice_count + p.board_count, 0);
}
END_TEST

/* Two releases unpacked into one folder: the later list overwrote the first. */
START_TEST(wiped_list_of_another_load)
{
	static const char *const others[] = { "a", "b", "x" };
	struct shelf s;
	struct plan p;

	SHELF(&s, NEW, "+term45.default");
	s.load[1].file_name[2] = others[2];
	plan_make(&p, m45, &s.lib, PLAN_FROM_WIPED, NULL, NEW);
	CHECK(p, PLAN_MISSING, "?" NEW);
	SHELF(&s, NEW, "+term45.default");
	s.load[1].file_count = 2;
	plan_make(&p, m45, &s.lib, PLAN_FROM_WIPED, NULL, NEW);
	CHECK(p, PLAN_MISSING, "?" NEW);
	SHELF(&s, NEW, "+term45.default");
	s.load[1].whole = false;
	plan_make(&p, m45, &s.lib, PLAN_FROM_WIPED, NULL, NEW);
	CHECK(p, PLAN_MISSING, "?" NEW);
}
END_TEST

START_TEST(wiped_fallback)
{
	struct nr_model none = *m45;
	struct shelf s;
	struct plan p;

	SHELF(&s, VIA, "+term45.default", NEW, "+term45.default", MID, "SIP45.8-5-2S",
	      "+term45.default");
	plan_make_wiped_fallback(&p, m45, &s.lib, NEW);
	CHECK(p, PLAN_READY, "@" VIA " J6, " MID " J4, " NEW);
	plan_make_wiped_fallback(&p, m45, &s.lib, "SIP45.9-4-2SR3-1S");
	CHECK(p, PLAN_MISSING, "@SIP45.8-5-2S J6, ?SIP45.9-4-2SR3-1S");
	plan_make_wiped_fallback(&p, m45, &s.lib, VIA);
	CHECK(p, PLAN_READY, "@" VIA " J6");
	SHELF(&s, VIA, NEW, "+term45.default");
	plan_make_wiped_fallback(&p, m45, &s.lib, NEW);
	CHECK(p, PLAN_MISSING, "?" VIA " J6, " NEW);
	none.wiped_hop = NULL;
	plan_make_wiped_fallback(&p, &none, &s.lib, NEW);
	ck_assert_int_eq(p.result, PLAN_IMPOSSIBLE);
}
END_TEST

/* From names alone: no rule, no library. */
START_TEST(way_of_two_names)
{
	static const struct {
		const char *runs, *target;
		enum plan_way way;
	} rows[] = {
		{ OLD, NEW, PLAN_WAY_UP },
		{ NEW, OLD, PLAN_WAY_BACK },
		{ NEW, "sccp45.9-4-2sr3-1s", PLAN_WAY_STAY },
		{ NEW, "SIP45.9-4-2SR3-1S", PLAN_WAY_PROTOCOL },
		{ "SIP45.9-4-2SR3-1S", OLD, PLAN_WAY_PROTOCOL },
		{ "ABC123", NEW, PLAN_WAY_UNREAD },
		{ NEW, "", PLAN_WAY_UNREAD },
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++)
		ck_assert_msg(plan_way_of(m45, rows[i].runs, rows[i].target) == rows[i].way, "%s to %s",
			      rows[i].runs, rows[i].target);
}
END_TEST

START_TEST(newest_load)
{
	struct shelf s;

	SHELF(&s, MID, "-" NEWEST, "SIP45.9-4-2SR3-1S", NEW, VIA, "SCCP45.9-9-9-1devS",
	      "SCCP41.9-9-9S", "+term45.default");
	ck_assert_str_eq(plan_newest(m45, &s.lib, "")->name, NEW);
	ck_assert_str_eq(plan_newest(m45, &s.lib, "SCCP")->name, NEW);
	ck_assert_str_eq(plan_newest(m45, &s.lib, "SIP")->name, "SIP45.9-4-2SR3-1S");
	ck_assert_ptr_null(plan_newest(m45, &s.lib, "MGCP"));
	SHELF(&s, "SIP45.8-5-2S");
	ck_assert_str_eq(plan_newest(m45, &s.lib, "")->name, "SIP45.8-5-2S");
	ck_assert_ptr_null(plan_newest(m45, &s.lib, "SCCP"));
	ck_assert_ptr_null(plan_newest(m45, NULL, ""));
}
END_TEST

/* -- rules of other families, and wrong ones --------------------------------------------- */

static struct plan with_hops(const struct nr_hop *hops, const struct shelf *s, const char *from,
			     const char *to)
{
	struct nr_model m = *m45;
	struct plan p;

	m.hops = hops;
	plan_make(&p, &m, &s->lib, PLAN_FROM_LOAD, from, to);
	return p;
}

/* A stop that has a stop before itself: 8.0, 8.3(3), 8.5(2), 9.3, 9.4. */
START_TEST(stops_of_stops)
{
	static const struct nr_hop hops[] = {
		{ "A", "a", "s", NR_HIGH, false, false, NULL, { { 9, 3 } }, { { 9, 4 } },
		  { { 9, 3 } }, { { 9, 3, 9 } }, "9-3-1", NULL, NULL, NULL, NULL },
		{ "B", "b", "s", NR_HIGH, false, false, NULL, { { 8, 5 } }, { { 9 } },
		  { { 8, 5, 2 } }, { { 8, 5, 2 } }, "8-5-2", NULL, NULL, NULL, NULL },
		{ "C", "c", "s", NR_HIGH, false, false, NULL, { { 8, 3, 3 } }, { { 8, 5 } },
		  { { 8, 3, 3 } }, { { 8, 3, 3 } }, "8-3-3", NULL, NULL, NULL, NULL },
		{ .id = NULL }
	};
	struct shelf s;
	struct plan p;

	SHELF(&s, OLD, VIA, MID, NEW);
	p = with_hops(hops, &s, "SCCP45.8-0-1S", NEW);
	CHECK(p, PLAN_READY, OLD " C, " VIA " B, " MID " A, " NEW);
}
END_TEST

/* A rule for the way back, as the 7940 has: up to 9.3 first, then down. */
START_TEST(rule_for_the_way_back)
{
	static const struct nr_hop hops[] = {
		{ "D", "d", "s", NR_HIGH, false, true, NULL, { { 0 } }, { { 9 } }, { { 9, 3 } },
		  { { 9, 3, 9 } }, "9-3-1", NULL, NULL, NULL, NULL },
		{ .id = NULL }
	};
	struct shelf s;
	struct plan p;

	SHELF(&s, OLD, VIA, MID, NEW);
	p = with_hops(hops, &s, VIA, OLD);
	CHECK(p, PLAN_READY, MID " D, " OLD);
	p = with_hops(hops, &s, OLD, VIA);
	CHECK(p, PLAN_READY, VIA);
}
END_TEST

/* Why the stop, and why none from there on; a row that says so of all its range. */
START_TEST(two_sentences)
{
	static const struct nr_hop hops[] = {
		{ .id = "A", .reason = "before", .direct = "from there", .source = "s", .confidence = NR_HIGH,
		  .before = { { 8, 5 } }, .reaching = { { 9 } }, .via_min = { { 8, 5 } },
		  .via_max = { { 8, 5, 2 } }, .via_text = "8-5-2" },
		{ .id = "B", .reason = "all of it", .direct = "nobody asks", .source = "r", .confidence = NR_LOW,
		  .before = { { 8, 5 } }, .reaching = { { 8 } } },
		{ .id = NULL }
	};
	struct shelf s;
	struct plan p;

	SHELF(&s, OLD, VIA, MID, NEW);
	p = with_hops(hops, &s, OLD, NEW);
	CHECK(p, PLAN_READY, VIA " A, " NEW);
	ck_assert_str_eq(p.step[0].reason, "before");
	ck_assert_str_eq(p.step[1].reason, "from there");
	ck_assert_str_eq(p.step[1].source, "s");
	p = with_hops(hops, &s, OLD, VIA);
	ck_assert_str_eq(p.step[0].reason, "nobody asks");
	ck_assert_uint_eq(p.advice_count, 0);
	p = with_hops(hops, &s, NEW, OLD);
	ck_assert(strstr(p.step[0].reason, "not known whether it takes an older load"));
	ck_assert(!strstr(p.step[0].source, "plugin"));
}
END_TEST

START_TEST(rules_in_a_circle)
{
	static const struct nr_hop same[] = {    /* each stop asks for the other one */
		{ "X", "x", "s", NR_HIGH, false, false, NULL, { { 9 } }, { { 9, 4 } },
		  { { 8, 4 } }, { { 8, 4, 9 } }, "8-4-1", NULL, NULL, NULL, NULL },
		{ "Y", "y", "s", NR_HIGH, false, false, NULL, { { 9 } }, { { 9, 4 } },
		  { { 8, 3 } }, { { 8, 3, 2 } }, "8-3-2", NULL, NULL, NULL, NULL },
		{ .id = NULL }
	};
	static const struct nr_hop nothing[] = {
		{ "Z", "z", "s", NR_HIGH, false, false, NULL, { { 9 } }, { { 9, 4 } },
		  { { 8, 9 } }, { { 8, 9, 9 } }, NULL, NULL, NULL, NULL, NULL },
		{ .id = NULL }
	};
	struct shelf s;
	struct plan p;

	SHELF(&s, OLD, "SCCP45.8-3-2S", VIA, MID, NEW);
	p = with_hops(same, &s, VIA, NEW);
	ck_assert_int_eq(p.result, PLAN_IMPOSSIBLE);
	ck_assert(strstr(p.why, "circle"));
	p = with_hops(nothing, &s, VIA, NEW);
	ck_assert_int_eq(p.result, PLAN_IMPOSSIBLE);
	ck_assert(strstr(p.why, "rule Z"));
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("all");
	int status;

	modules_load(&all);
	m45 = modules_model(&all, "7945");
	tcase_add_test(t, the_known_way);
	tcase_add_test(t, both_signatures);
	tcase_add_test(t, versions_as_people_print_them);
	tcase_add_test(t, optional_stop);
	tcase_add_test(t, missing);
	tcase_add_test(t, unknown_start);
	tcase_add_test(t, other_protocol);
	tcase_add_test(t, downgrade);
	tcase_add_test(t, impossible_targets);
	tcase_add_test(t, wiped);
	tcase_add_test(t, wiped_list_of_another_load);
	tcase_add_test(t, wiped_with_another_protocol);
	tcase_add_test(t, spelling_of_the_target);
	tcase_add_test(t, second_name_of_the_target);
	tcase_add_test(t, runs_it_by_its_image);
	tcase_add_test(t, target_is_a_list);
	tcase_add_test(t, target_meant);
	tcase_add_test(t, other_protocols);
	tcase_add_test(t, wiped_fallback);
	tcase_add_test(t, way_of_two_names);
	tcase_add_test(t, newest_load);
	tcase_add_test(t, stops_of_stops);
	tcase_add_test(t, rule_for_the_way_back);
	tcase_add_test(t, two_sentences);
	tcase_add_test(t, rules_in_a_circle);
	tcase_set_timeout(t, 120);
	status = suite_run("planner", t);
	modules_unload(&all);
	return status;
}
