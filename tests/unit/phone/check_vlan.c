/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_vlan.c -- phones that live in a VLAN, on benches with one and without.
 */
#include <config.h>

#include "core/phone/download.h"
#include "core/phone/recovery.h"
#include "tests/unit/phone/life.h"
#include "tests/unit/suite.h"

#include <check.h>

static void asks_on(const char *vlan)
{
	now_ms += 60000;
	if (vlan)
		sight(NR_SOURCE_DHCP, NR_FACT_BOOT, "discover", NR_FACT_VLAN, vlan);
	else
		sight(NR_SOURCE_DHCP, NR_FACT_BOOT, "discover", NR_FACT_END, NULL);
}

static void is_off_wire(const char *message)
{
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	ck_assert_str_eq(the_phone()->code, "NR-VLAN");
	ck_assert_str_eq(the_phone()->message, message);
	ck_assert_ptr_null(download_load_to_name(&bench, the_phone()));
}

START_TEST(tagged_phone_is_told_what_to_do)
{
	cdp(OLD);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	asks_on("100");
	is_off_wire("asks for its address on VLAN 100, and the bench serves what is untagged: write vlan = 100 "
		    "in [bench], or use a port without a voice VLAN and clear its Admin VLAN");
	cdp(OLD);
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	cdp(STONE);             /* a load by another way: still nothing can be served */
	ck_assert_str_eq(the_phone()->code, "NR-VLAN");
	asks_on("4094");
	ck_assert_uint_eq(the_phone()->vlan, 4094);
	ck_assert_ptr_nonnull(strstr(the_phone()->message, "VLAN 4094"));
	asks_on(NULL);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	config_names(MIDDLE);
	takes_load(MIDDLE, "9-3-1ES26");
}
END_TEST

START_TEST(untagged_phone_on_a_bench_with_a_vlan)
{
	bench.wire.vlan = 100;
	cdp(OLD);               /* always untagged: says nothing about the VLAN */
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	sight(NR_SOURCE_DHCP, NR_FACT_END, NULL, NR_FACT_END, NULL);    /* its lease */
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	asks_on("100");
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	ck_assert(!the_phone()->off_wire);
	asks_on(NULL);
	is_off_wire("asks for its address untagged, and the bench serves VLAN 100 only: take vlan out of "
		    "[bench], or give the phone that VLAN");
	asks_on("110");
	is_off_wire("asks for its address on VLAN 110, and the bench serves VLAN 100 only: write vlan = 110 in "
		    "[bench]");
	asks_on("100");
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
}
END_TEST

START_TEST(done_wherever_it_lives)
{
	asks_on("100");
	ck_assert_int_eq(the_phone()->state, PHONE_STRANGER);   /* nobody knows yet */
	cdp(GOAL);
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	asks_on("110");
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	cdp(OLD);
	ck_assert_str_eq(the_phone()->code, "NR-VLAN");
}
END_TEST

START_TEST(loader_on_a_vlan_is_named)
{
	sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone", NR_FACT_VLAN, "100");
	ck_assert_int_eq(the_phone()->state, PHONE_SEEN);
	ck_assert(the_phone()->belief.is_phone);
	ck_assert_str_eq(the_phone()->code, "NR-VLAN");
	asks_on(NULL);
	ck_assert_str_eq(the_phone()->code, "");
	asks_on("100");
	boots(CLASS);
	ck_assert_int_eq(the_phone()->state, PHONE_KNOWN);
}
END_TEST

START_TEST(held_phone_on_a_vlan)
{
	cdp(OLD);
	recovery_hold(&bench, the_phone(), true);
	asks_on("100");
	ck_assert_int_eq(the_phone()->state, PHONE_HELD);
	recovery_hold(&bench, the_phone(), false);
	ck_assert_str_eq(the_phone()->code, "NR-VLAN");
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("VLANs");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, tagged_phone_is_told_what_to_do);
	tcase_add_test(t, untagged_phone_on_a_bench_with_a_vlan);
	tcase_add_test(t, done_wherever_it_lives);
	tcase_add_test(t, loader_on_a_vlan_is_named);
	tcase_add_test(t, held_phone_on_a_vlan);
	return suite_run("vlan", t);
}
