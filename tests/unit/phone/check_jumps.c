/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_jumps.c -- the clock of the machine is set while phones are on the bench, as on one
 * without a battery, whose first guess NTP corrects: how long a phone may write is counted
 * by the clock that nobody sets.
 */
#include <config.h>

#include "core/phone/patience.h"
#include "core/phone/progress.h"
#include "core/phone/recovery.h"
#include "core/phone/safety.h"
#include "tests/unit/phone/life.h"
#include "tests/unit/suite.h"

#include <check.h>

#define DAY (24 * 3600 * INT64_C(1000))

static void tick_for(int64_t seconds)
{
	for (int64_t i = 0; i < seconds; i++) {
		now_ms += 1000;
		patience_tick(&bench);
	}
}

static int64_t flash_s(void)
{
	return the_phone()->belief.model->patience.flash;
}

static void writes(void)
{
	cdp(MIDDLE);
	config_names(GOAL);
	takes_load(GOAL, "9-4-2ES26");
	ck_assert(safety_may_write(the_phone()));
}

START_TEST(set_forward)
{
	writes();
	wall_ahead_ms = 20000 * DAY;
	ck_assert(!safety_is_overdue(the_phone()));
	tick_for(flash_s() - 60);
	ck_assert(!safety_is_overdue(the_phone()));
	ck_assert_ptr_null(strstr(the_phone()->message, "longer than it ever takes"));
	tick_for(120);
	ck_assert(safety_is_overdue(the_phone()));
}
END_TEST

START_TEST(set_back)
{
	writes();
	wall_ahead_ms = -20 * DAY;
	tick_for(flash_s() + 60);
	ck_assert(safety_is_overdue(the_phone()));
}
END_TEST

/* What an earlier run wrote down is by the wall: believed as far as it can be. */
static void written_before(int64_t ago_ms)
{
	cdp(MIDDLE);
	progress_image_before(the_phone(), GOAL, now_ms + wall_ahead_ms - ago_ms);
}

START_TEST(an_hour_ago)
{
	wall_ahead_ms = 20000 * DAY;
	written_before(DAY / 24);
	ck_assert(safety_is_overdue(the_phone()));
}
END_TEST

START_TEST(in_the_future)
{
	wall_ahead_ms = 20000 * DAY;
	written_before(-DAY);
	ck_assert(!safety_is_overdue(the_phone()));
	tick_for(flash_s() + 60);
	ck_assert(safety_is_overdue(the_phone()));
}
END_TEST

START_TEST(fifty_years_ago)
{
	wall_ahead_ms = 20000 * DAY;
	written_before(19999 * DAY);
	ck_assert(!safety_is_overdue(the_phone()));
	tick_for(flash_s() + 60);
	ck_assert(safety_is_overdue(the_phone()));
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("a clock that is set");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, set_forward);
	tcase_add_test(t, set_back);
	tcase_add_test(t, an_hour_ago);
	tcase_add_test(t, in_the_future);
	tcase_add_test(t, fifty_years_ago);
	return suite_run("jumps", t);
}
