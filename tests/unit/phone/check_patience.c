/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_patience.c -- everything that can be stuck is said, once, with what to do; and
 * what goes well is not.
 */
#include <config.h>

#include "core/phone/deed.h"
#include "core/phone/patience.h"
#include "core/phone/recovery.h"
#include "core/phone/safety.h"
#include "core/phone/state.h"
#include "core/serve/answer.h"
#include "tests/unit/phone/life.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>
#include <check.h>

static void tick_for(int64_t seconds)
{
	for (int64_t i = 0; i < seconds; i++) {
		now_ms += 1000;
		patience_tick(&bench);
	}
}

static void says(const char *code, const char *words)
{
	ck_assert_str_eq(the_phone()->code, code);
	ck_assert_msg(strstr(the_phone()->message, words) != NULL, "%s", the_phone()->message);
	ck_assert_ptr_nonnull(the_phone()->certainty);
}

static void has_address(void)
{
	struct nr_sighting s = { .source = NR_SOURCE_DHCP, .mac = &mac };

	inet_pton(AF_INET, "10.77.0.10", &s.addr);
	ck_assert_ptr_nonnull(recovery_sight(&bench, &s));
}

static void discovers(void)
{
	now_ms += 8000;
	sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, CLASS, NR_FACT_BOOT, "discover");
	patience_tick(&bench);
}

START_TEST(no_offer_is_taken)
{
	bench.guard = NR_GUARD_ASKING;          /* and so there is none */
	for (int i = 0; i < 5; i++)
		discovers();
	ck_assert_str_eq(the_phone()->code, "");
	bench.guard = NR_GUARD_CLEAR;
	for (int i = 0; i < 3; i++)
		discovers();
	ck_assert_str_eq(the_phone()->code, "");
	discovers();
	says("NR-OFFER", "takes none of the offers");
	ck_assert_int_eq(the_phone()->state, PHONE_STALLED);
	discovers();
	says("NR-OFFER", "has asked 5 times");
	deed_leased(&bench, the_phone(), "10.77.0.10");
	config_names(NULL);
	ck_assert_int_ne(the_phone()->state, PHONE_STALLED);
}
END_TEST

/* What goes on for ever without being wrong with its firmware is told once, and is no state. */
START_TEST(done_and_no_manager)
{
	cdp(GOAL);
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	for (int i = 0; i < 5; i++)
		config_names(GOAL);
	ck_assert_ptr_null(strstr(the_phone()->message, "no call manager"));
	config_names(GOAL);
	says("NR-DONE", "no call manager answers it");
	config_names(GOAL);
	says("NR-DONE", "7 times");
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	registers();
	ck_assert_str_eq(the_phone()->message, "runs " GOAL " (cdp)");
}
END_TEST

/* Answers that do not arrive are said of a phone that is done too, until one arrives. */
START_TEST(repeats_one_request)
{
	cdp(GOAL);
	for (int i = 0; i < 3; i++)
		deed_again(&bench, the_phone(), CONFIG);
	says("NR-UNHEARD", "the answers do not reach it");
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	config_names(GOAL);
	ck_assert_str_eq(the_phone()->message, "runs " GOAL " (cdp)");
}
END_TEST

static void asks_and_hears_nothing(const char *name)
{
	struct nr_file f;

	ck_assert(asks(name, &f));
	deed_failed(&bench, the_phone(), "tftp", f.name, 0, "timeout");
	answer_close(&bench, &f);
	now_ms += 4000;
	patience_tick(&bench);
}

START_TEST(answers_do_not_arrive)
{
	cdp(OLD);
	for (int i = 0; i < 2; i++)
		asks_and_hears_nothing(CONFIG);
	ck_assert_str_ne(the_phone()->code, "NR-UNHEARD");
	asks_and_hears_nothing(CONFIG);
	says("NR-UNHEARD", "the answers do not reach it");
	ck_assert_int_eq(the_phone()->state, PHONE_STALLED);
	config_names(STONE);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	ck_assert_str_eq(the_phone()->code, "");
}
END_TEST

/* The same of a file that it is refused: a "no" that arrives ends a request. */
START_TEST(refusals_do_not_arrive)
{
	cdp(OLD);
	for (int i = 0; i < 5; i++) {
		deed_refused(&bench, the_phone(), "CTLSEP001B54AA0001.tlv");
		now_ms += 4000;
		patience_tick(&bench);
	}
	says("NR-UNHEARD", "the answers do not reach it");
}
END_TEST

START_TEST(a_firewall_drops_its_requests)
{
	struct nr_mac mac_of = mac;
	struct nr_fact_value facts[] = { { NR_FACT_SERVER, "10.77.0.1" },
					 { NR_FACT_END, NULL } };
	struct nr_sighting s = { .source = NR_SOURCE_TFTP, .mac = &mac_of, .facts = facts };

	inet_pton(AF_INET, "10.77.0.1", &bench.wire.address);
	cdp(OLD);
	now_ms += 10000;
	recovery_sight(&bench, &s);
	tick_for(3);
	ck_assert_str_eq(the_phone()->code, "");
	recovery_sight(&bench, &s); /* that it asks again and again puts no clock back */
	tick_for(3);
	recovery_sight(&bench, &s);
	tick_for(1);
	says("NR-FIREWALL", "a firewall on this machine drops UDP 69");
	config_names(STONE);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
}
END_TEST

/* One whose model nobody knows is refused what it asks for: no firewall is to blame. */
START_TEST(a_refusal_is_no_firewall)
{
	struct nr_fact_value facts[] = { { NR_FACT_SERVER, "10.77.0.1" }, { NR_FACT_END, NULL } };
	struct nr_sighting s = { .source = NR_SOURCE_TFTP, .mac = &mac, .facts = facts };

	inet_pton(AF_INET, "10.77.0.1", &bench.wire.address);
	has_address();
	sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone", NR_FACT_END, NULL);
	for (int i = 0; i < 5; i++) {
		now_ms += 2000;
		recovery_sight(&bench, &s);
		ck_assert(!takes("CTLSEP001B54AA0001.tlv"));
		tick_for(1);
	}
	tick_for(10);
	ck_assert_str_eq(the_phone()->code, "");
}
END_TEST

/* Its frames to the other server do not put the clock back. */
START_TEST(another_server_is_named)
{
	inet_pton(AF_INET, "10.77.0.1", &bench.wire.address);
	cdp(OLD);
	has_address();
	for (int i = 0; i < 20; i++) {
		sight(NR_SOURCE_ARP, NR_FACT_SERVER, "10.10.1.5", NR_FACT_END, NULL);
		tick_for(1);
	}
	says("NR-NOTFTP", "asks 10.10.1.5");
	ck_assert_int_eq(the_phone()->state, PHONE_STALLED);
}
END_TEST

/* One that another DHCP server gave its address has no alternate TFTP server set. */
START_TEST(another_dhcp_server_leads_it_astray)
{
	inet_pton(AF_INET, "10.77.0.1", &bench.wire.address);
	inet_pton(AF_INET, "10.77.0.254", &bench.guard_last);
	cdp(OLD);
	has_address();
	for (int i = 0; i < 20; i++) {
		sight(NR_SOURCE_ARP, NR_FACT_SERVER, "10.77.0.254", NR_FACT_END, NULL);
		tick_for(1);
	}
	says("NR-ROGUE", "asks 10.77.0.254 for its files, not the bench: a DHCP server answered there");
	ck_assert_int_eq(the_phone()->state, PHONE_STALLED);
}
END_TEST

START_TEST(a_fixed_address)
{
	cdp(OLD);
	tick_for(30);
	ck_assert_str_eq(the_phone()->code, "");
	cdp(OLD);
	tick_for(31);
	says("NR-FIXED", "never asked for an address");
}
END_TEST

START_TEST(an_unknown_model)
{
	sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone", NR_FACT_END,
	      NULL);
	ck_assert(the_phone()->belief.is_phone);
	tick_for(61);
	says("NR-MODEL", "netrecover model SEP001B54AA0001");
}
END_TEST

START_TEST(taken_away)
{
	cdp(OLD);
	sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, CLASS, NR_FACT_BOOT, "discover");
	has_address();
	config_names(STONE);
	tick_for(180);
	ck_assert_str_eq(the_phone()->code, "");
	tick_for(500);
	says("NR-GONE", "unplugged or has no power");
	cdp(OLD);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
}
END_TEST

START_TEST(rejects_its_configuration)
{
	cdp(OLD);
	for (int i = 0; i < 6; i++) {
		config_names(STONE);
		tick_for(1);
	}
	says("NR-CFG", "it rejects it");
	ck_assert(takes(STONE ".loads"));
	ck_assert_int_eq(the_phone()->state, PHONE_SERVING);
}
END_TEST

/* Nothing is said of a run in which all goes well. */
START_TEST(all_goes_well)
{
	cdp(OLD);
	sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, CLASS, NR_FACT_BOOT, "discover");
	deed_leased(&bench, the_phone(), "10.77.0.10");
	config_names(STONE);
	takes_load(STONE, "8-5-2");
	tick_for(240);
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	back(STONE);
	config_names(MIDDLE);
	takes_load(MIDDLE, "9-3-1ES26");
	back(MIDDLE);
	config_names(GOAL);
	takes_load(GOAL, "9-4-2ES26");
	back(GOAL);
	tick_for(7200);
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	ck_assert_str_eq(the_phone()->code, "NR-DONE");
	ck_assert_str_eq(safety_advice(the_phone()), "safe to move");
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("what is stuck");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, no_offer_is_taken);
	tcase_add_test(t, done_and_no_manager);
	tcase_add_test(t, repeats_one_request);
	tcase_add_test(t, answers_do_not_arrive);
	tcase_add_test(t, refusals_do_not_arrive);
	tcase_add_test(t, a_firewall_drops_its_requests);
	tcase_add_test(t, a_refusal_is_no_firewall);
	tcase_add_test(t, another_server_is_named);
	tcase_add_test(t, another_dhcp_server_leads_it_astray);
	tcase_add_test(t, a_fixed_address);
	tcase_add_test(t, an_unknown_model);
	tcase_add_test(t, taken_away);
	tcase_add_test(t, rejects_its_configuration);
	tcase_add_test(t, all_goes_well);
	return suite_run("patience", t);
}
