/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_crowd.c -- more devices than the bench has room for.
 */
#include <config.h>

#include "core/phone/crowd.h"
#include "core/phone/deed.h"
#include "core/phone/recovery.h"
#include "core/phone/registry.h"
#include "tests/unit/phone/life.h"
#include "tests/unit/suite.h"

#include <check.h>

static struct nr_mac number(uint32_t n)
{
	struct nr_mac m = { { 0x02, 0, (uint8_t)(n >> 24), (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n } };

	return m;
}

/* The DISCOVER of somebody with a MAC address of its own, and the class of a 7945. */
static struct phone *discover(uint32_t n)
{
	struct nr_mac m = number(n);
	struct nr_fact_value facts[] = { { NR_FACT_VENDOR_CLASS, CLASS }, { NR_FACT_BOOT, "discover" },
					 { NR_FACT_END, NULL } };
	struct nr_sighting s = { .source = NR_SOURCE_DHCP, .mac = &m, .facts = facts };

	now_ms++;
	return recovery_sight(&bench, &s);
}

static bool known(uint32_t n)
{
	struct nr_mac m = number(n);

	return registry_known(&bench, &m);
}

START_TEST(five_thousand_discovers_leave_room)
{
	struct nr_mac third = number(3);

	boots(CLASS);
	cdp(OLD);               /* in two ways */
	discover(1);            /* one that asks for a file, */
	ck_assert_ptr_nonnull(discover(1));
	deed_refused(&bench, discover(1), "CTLSEP.tlv");
	discover(2);            /* one that the operator held, */
	recovery_hold(&bench, discover(2), true);
	discover(3);            /* and one with a lease */
	deed_leased(&bench, registry_get(&bench, &third), "10.77.0.33");
	for (uint32_t i = 100; i < 5100; i++)
		ck_assert_ptr_nonnull(discover(i));
	/* three that matter, and a crowd */
	ck_assert_uint_eq(bench.phone_count, 3 + BENCH_CROWD);
	ck_assert_ptr_nonnull(registry_known(&bench, &mac));
	ck_assert(known(2));
	ck_assert(known(3));
	ck_assert(!known(100));         /* the longest silent */
	ck_assert(known(5099));
	ck_assert_uint_eq(bench.crowd.forgotten, 5001 - BENCH_CROWD);
	/* who speaks again is no longer the longest silent */
	discover(2000);
	for (uint32_t i = 6000; i < 8000; i++)
		discover(i);
	ck_assert(known(2000));
	ck_assert(!known(2001));
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
}
END_TEST

START_TEST(strangers_go_first)
{
	struct nr_mac laptop = number(50000);
	struct nr_fact_value facts[] = { { NR_FACT_VENDOR_CLASS, "MSFT 5.0" }, { NR_FACT_END, NULL } };
	struct nr_sighting s = { .source = NR_SOURCE_DHCP, .mac = &laptop, .facts = facts };

	discover(1);
	for (uint32_t i = 100; i < 100 + BENCH_CROWD - 2; i++)
		discover(i);
	ck_assert_int_eq(recovery_sight(&bench, &s)->state, PHONE_STRANGER);
	ck_assert_uint_eq(bench.phone_count, BENCH_CROWD);
	discover(9999);
	ck_assert_ptr_null(registry_known(&bench, &laptop));
	ck_assert(known(1));
}
END_TEST

/* Lines about those heard in one way have an end; a phone's have none. */
START_TEST(few_lines_about_a_crowd)
{
	struct phone *p;
	unsigned n = 0;

	boots(CLASS);
	cdp(OLD);
	p = discover(1);
	while (n < 2 * CROWD_LINES && crowd_may_write(&bench, p))
		n++;
	ck_assert_uint_le(n, CROWD_LINES);
	ck_assert(!crowd_may_write(&bench, p));
	ck_assert(crowd_may_write(&bench, the_phone()));
	now_ms += 1000;
	for (n = 0; crowd_may_write(&bench, p); n++)
		;
	ck_assert_uint_eq(n, CROWD_LINES_PER_S);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("crowd");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, five_thousand_discovers_leave_room);
	tcase_add_test(t, strangers_go_first);
	tcase_add_test(t, few_lines_about_a_crowd);
	return suite_run("crowd", t);
}
