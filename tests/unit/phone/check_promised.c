/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_promised.c -- every word about a phone is true: what is no proof, and what
 * does not make it safe to unplug, however it looks.
 */
#include <config.h>

#include "core/phone/course.h"
#include "core/phone/deed.h"
#include "core/phone/memory.h"
#include "core/phone/patience.h"
#include "core/phone/recovery.h"
#include "core/phone/registry.h"
#include "core/phone/safety.h"
#include "core/phone/state.h"
#include "core/serve/answer.h"
#include "core/serve/orders.h"
#include "tests/unit/phone/life.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>
#include <check.h>

static void advice_is(const char *want)
{
	ck_assert_str_eq(safety_advice(the_phone()), want);
}

/* Its configuration broke off, so it never read which load to fetch. */
START_TEST(half_a_configuration_proves_nothing)
{
	struct nr_file f;

	cdp(OLD);
	boots(CLASS);
	ck_assert(asks(CONFIG, &f));
	deed_failed(&bench, the_phone(), "tftp", f.name, 0, "timeout");
	answer_close(&bench, &f);
	registers();
	ck_assert_int_ne(the_phone()->state, PHONE_DONE);
	ck_assert_str_eq(the_phone()->belief.load, OLD);
	ck_assert_uint_eq(the_phone()->course.step, 0);
}
END_TEST

/* The same after all of its step: it may have been rejected. */
START_TEST(half_a_configuration_after_a_step)
{
	struct nr_file f;

	cdp(OLD);
	config_names(STONE);
	takes_load(STONE, "8-5-2");
	boots(CLASS);
	ck_assert(asks(CONFIG, &f));
	deed_failed(&bench, the_phone(), "tftp", f.name, 0, "timeout");
	answer_close(&bench, &f);
	registers();
	ck_assert_uint_eq(the_phone()->course.step, 0);
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
}
END_TEST

/* Replies are lost: it has two of five images, starts, and says what it still runs. */
START_TEST(part_of_a_step_is_not_sent)
{
	cdp(OLD);
	config_names(STONE);
	ck_assert(takes(STONE ".loads"));
	ck_assert(takes("jar45sccp.8-5-2.sbn"));
	ck_assert(takes("cnu45.8-5-2.sbn"));
	boots(CLASS);
	ck_assert_int_ne(the_phone()->state, PHONE_SENT);
	advice_is("do not unplug");
	cdp(OLD);
	config_names(STONE);
	registers();
	ck_assert_uint_eq(the_phone()->course.step, 0);
	ck_assert_str_eq(the_phone()->belief.load, OLD);
	advice_is("safe to unplug"); /* it runs, and registers */
}
END_TEST

START_TEST(power_cut_after_two_of_five)
{
	cdp(OLD);
	config_names(STONE);
	ck_assert(takes(STONE ".loads"));
	ck_assert(takes("jar45sccp.8-5-2.sbn"));
	ck_assert(takes("cnu45.8-5-2.sbn"));
	now_ms += 200000;
	patience_tick(&bench);
	ck_assert_int_eq(the_phone()->state, PHONE_STALLED);
	ck_assert_msg(strstr(the_phone()->message, "2 of 5") != NULL, "%s",
		      the_phone()->message);
	now_ms += 660000;
	patience_tick(&bench);
	ck_assert_msg(strstr(the_phone()->message, "look at its display") != NULL, "%s",
		      the_phone()->message);
	ck_assert_msg(strstr(the_phone()->message, "do not cut its power then.") != NULL,
		      "the ritual is cut: %s", the_phone()->message);
	ck_assert_msg(!strstr(the_phone()->message, "has all"), "%s", the_phone()->message);
	ck_assert_str_eq(the_phone()->certainty, "guess");
	advice_is("do not unplug");
}
END_TEST

/* A frame with its MAC address, while it writes: whatever it names. */
START_TEST(a_lie_while_it_writes)
{
	static const char *const said[] = { OLD, STONE, GOAL, "SIP45.9-2-1S", "SCCP11.8-3-3S" };

	cdp(OLD);
	config_names(STONE);
	takes_load(STONE, "8-5-2");
	for (size_t i = 0; i < NR_ARRAY_SIZE(said); i++) {
		cdp(said[i]);
		ck_assert_int_eq(the_phone()->state, PHONE_SENT);
		ck_assert_uint_eq(the_phone()->course.step, 0);
		advice_is("do not unplug");
	}
	sight(NR_SOURCE_CDP, NR_FACT_PLATFORM, "Cisco IP Phone 7911", NR_FACT_LOAD,
	      "SCCP11.8-3-3S");
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	advice_is("do not unplug");
	back(STONE);
	ck_assert_uint_eq(the_phone()->course.step, 1);
}
END_TEST

START_TEST(done_stays_done_when_held)
{
	cdp(GOAL);
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	recovery_hold(&bench, the_phone(), true);
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	advice_is("safe to move");
	cdp(GOAL);
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	cdp(OLD); /* now it is held */
	ck_assert_int_eq(the_phone()->state, PHONE_HELD);
	recovery_hold(&bench, the_phone(), false);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
}
END_TEST

/* By its deeds alone it is done; to move it, its own word is waited for. */
START_TEST(its_own_word_makes_it_safe_to_move)
{
	cdp(MIDDLE);
	config_names(GOAL);
	takes_load(GOAL, "9-4-2ES26");
	boots(CLASS);
	config_names(GOAL);
	registers();
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	advice_is("safe to unplug");
	cdp(GOAL);
	advice_is("safe to move");
}
END_TEST

/* A phone of a vendor whose ways are not known downloads, does not install, and registers. */
START_TEST(deeds_of_strangers_prove_nothing)
{
	static const struct nr_name names[] = { { NR_WANT_CONFIG, "SEP*.cnf.xml" },
						{ NR_WANT_OTHER, NULL } };
	struct nr_model model;
	struct nr_file f;

	cdp(MIDDLE);
	model = *the_phone()->belief.model;
	model.names = names;
	the_phone()->belief.model = &model;
	ck_assert(asks(CONFIG, &f));
	receives(&f);
	takes_load(GOAL, "9-4-2ES26");
	now_ms += 60000;
	sight(NR_SOURCE_DHCP, NR_FACT_BOOT, "discover", NR_FACT_END, NULL);
	ck_assert(asks(CONFIG, &f));
	receives(&f);
	registers();
	ck_assert_int_ne(the_phone()->state, PHONE_DONE);
	ck_assert_str_eq(the_phone()->belief.load, MIDDLE);
}
END_TEST

/* The bench was started anew while it writes: there it is, before it says anything. */
START_TEST(writes_over_a_restart)
{
	int dirfd = journal_begins();

	cdp(OLD);
	config_names(STONE);
	ck_assert(takes(STONE ".loads"));
	ck_assert(takes("jar45sccp.8-5-2.sbn"));
	registry_finish(&bench);
	memory_read(&bench, dirfd);
	recovery_revive(&bench);
	ck_assert_ptr_nonnull(bench.phones);
	ck_assert_str_eq(bench.phones->name, "SEP001B54AA0001");
	ck_assert_str_eq(bench.phones->belief.model->name, "7945");
	advice_is("do not unplug");
	ck_assert_msg(strstr(bench.phones->message, "before the bench was restarted") != NULL,
		      "%s", bench.phones->message);
	boots(CLASS);
	advice_is("do not unplug");
	back(STONE);
	ck_assert_str_eq(the_phone()->belief.load, STONE);
	registry_finish(&bench);
	memory_read(&bench, dirfd);
	recovery_revive(&bench);
	ck_assert_ptr_null(bench.phones); /* proven: nothing is to be said */
	journal_ends(dirfd);
}
END_TEST

/* It read the list of its step, gave it up, and leaves it alone from then on. */
static void lives_on_with_what_it_has(void)
{
	boots(CLASS);
	config_names(STONE);
	registers();
	ck_assert_uint_eq(the_phone()->course.step, 0);
	ck_assert_str_eq(the_phone()->belief.load, OLD);
	ck_assert_int_ne(the_phone()->state, PHONE_DONE);
}

START_TEST(gave_up_before_a_restart_of_the_bench)
{
	int dirfd = journal_begins();

	cdp(OLD);
	config_names(STONE);
	ck_assert(takes(STONE ".loads"));
	registry_finish(&bench);
	memory_read(&bench, dirfd);
	recovery_revive(&bench);
	lives_on_with_what_it_has();
	journal_ends(dirfd);
}
END_TEST

/* It was sent a load before the bench was restarted, and comes for it again: it has not all of it. */
START_TEST(sent_before_and_asked_again)
{
	int dirfd = journal_begins();

	cdp(OLD);
	config_names(STONE);
	takes_load(STONE, "8-5-2");
	registry_finish(&bench);
	memory_read(&bench, dirfd);
	recovery_revive(&bench);
	back(OLD);
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	config_names(STONE);
	ck_assert(takes(STONE ".loads"));
	ck_assert_int_eq(the_phone()->state, PHONE_SERVING);
	course_replan(&bench, the_phone());
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	journal_ends(dirfd);
}
END_TEST

/* What it runs is only what the operator said; a new plan forgets no list that it asked for. */
START_TEST(gave_up_and_only_guessed)
{
	sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, CLASS, NR_FACT_BOOT, "discover");
	ck_assert_ptr_null(recovery_say_load(&bench, the_phone(), OLD));
	config_names(STONE);
	ck_assert(takes(STONE ".loads"));
	lives_on_with_what_it_has();
	course_replan(&bench, the_phone());
	lives_on_with_what_it_has();
	boots(CLASS);
	config_names(STONE);
	takes_load(STONE, "8-5-2");
	boots(CLASS);
	config_names(STONE);
	registers();
	ck_assert_str_eq(the_phone()->belief.load, STONE); /* now it has all of it */
}
END_TEST

/* Its request is on the wire, and does not reach the server: a firewall. */
START_TEST(asking_is_no_proof)
{
	boots(CLASS);
	config_names(NULL);
	registers();
	ck_assert_str_eq(the_phone()->code, "NR-UNKNOWN");
	boots(CLASS);
	config_names(GOAL);
	sight(NR_SOURCE_TFTP, NR_FACT_FILE_WANTED, GOAL ".loads", NR_FACT_END, NULL);
	registers();
	ck_assert_int_ne(the_phone()->state, PHONE_DONE);
	boots(CLASS);
	config_names(GOAL);
	registers(); /* it gave it up */
	ck_assert_int_ne(the_phone()->state, PHONE_DONE);
}
END_TEST

/* Between its configuration and its call it asked from an address that nobody knows. */
START_TEST(another_address_in_between)
{
	struct nr_fact_value calls[] = { { NR_FACT_REGISTERS, "sccp" }, { NR_FACT_END, NULL } };
	struct nr_sighting s = { .source = NR_SOURCE_TCP, .mac = &mac, .facts = calls };

	boots(CLASS);
	config_names(NULL);
	registers();
	ck_assert_str_eq(the_phone()->code, "NR-UNKNOWN");
	boots(CLASS);
	config_names(GOAL);
	inet_pton(AF_INET, "10.77.0.99", &s.addr);
	ck_assert_ptr_nonnull(recovery_sight(&bench, &s));
	ck_assert_int_ne(the_phone()->state, PHONE_DONE);
}
END_TEST

/* It is wiped while it is held: what it said before is history. */
START_TEST(wiped_while_it_is_held)
{
	cdp(MIDDLE);
	recovery_hold(&bench, the_phone(), true);
	back("79XX_default_load");
	recovery_hold(&bench, the_phone(), false);
	ck_assert_int_ne(the_phone()->state, PHONE_DONE);
	ck_assert(the_phone()->belief.wiped);
}
END_TEST

/* The call manager's file alone takes no phone back, nor to another protocol. */
START_TEST(an_old_file_is_no_will)
{
	cdp("SCCP45.9-4-2SR4-1S");
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	ck_assert_str_eq(the_phone()->code, "NR-DOWN");
	ck_assert_msg(strstr(the_phone()->message, "SCCP45.9-4-2SR4-1S") &&
			      strstr(the_phone()->message, GOAL),
		      "%s", the_phone()->message);
	ck_assert_ptr_null(recovery_say_target(&bench, the_phone(), GOAL));
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	ck_assert_str_eq(the_phone()->course.plan->target, GOAL);
}
END_TEST

START_TEST(another_protocol)
{
	cdp("SIP45.8-5-2S");
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	ck_assert_str_eq(the_phone()->code, "NR-PROTO");
	config.protocol_change = true;
	course_replan(&bench, the_phone());
	ck_assert_str_ne(the_phone()->code, "NR-PROTO");
}
END_TEST

/* What the operator answers. */
START_TEST(the_operator_answers)
{
	sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone",
	      NR_FACT_BOOT, "discover");
	ck_assert_ptr_nonnull(recovery_say_load(&bench, the_phone(), OLD));
	ck_assert_ptr_nonnull(recovery_say_model(&bench, the_phone(), "7999"));
	ck_assert_ptr_null(recovery_say_model(&bench, the_phone(), "7945"));
	ck_assert_str_eq(the_phone()->belief.model->name, "7945");
	ck_assert_ptr_nonnull(recovery_say_load(&bench, the_phone(), "what"));
	ck_assert_ptr_null(recovery_say_load(&bench, the_phone(), STONE));
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	ck_assert_str_eq(the_phone()->belief.load, STONE);
	cdp(MIDDLE);
	ck_assert_str_eq(the_phone()->belief.load, MIDDLE);
	ck_assert_ptr_nonnull(recovery_say_load(&bench, the_phone(), STONE));
}
END_TEST

static void order_says(const char *order, const char *words)
{
	char *error = NULL;
	json_t *o = orders_answer(&bench, order, &error);
	const char *text = o ? json_string_value(json_object_get(o, "message")) : error;

	ck_assert_msg(text && strstr(text, words), "%s: %s", order, text ? text : "nothing");
	json_decref(o);
	free(error);
}

/* What a verb says while it writes is no call to unplug it, with --force or without. */
START_TEST(verbs_while_it_writes)
{
	cdp(OLD);
	config_names(STONE);
	takes_load(STONE, "8-5-2");
	order_says("hold SEP001B54AA0001", "SEP001B54AA0001: held: it is served nothing that changes it; it may still");
	order_says("hold SEP001B54AA0001", "do not unplug: it may be writing its flash");
	order_says("resume SEP001B54AA0001", "do not unplug: it may be writing its flash");
	order_says("retry SEP001B54AA0001", "may be writing its flash: do not unplug it");
	order_says("reset SEP001B54AA0001", "may be writing its flash: leave it alone");
	order_says("retry force SEP001B54AA0001", "do not unplug: it may be writing its flash");
	order_says("forget SEP001B54AA0001", "may be writing its flash: do not unplug it");
	order_says("forget force SEP001B54AA0001",
		   "forgotten; it may be writing its flash, which is not forgotten: do not unplug it");
}
END_TEST

/* The row goes when the operator insists; what may be writing is not forgotten, in no run. */
START_TEST(forgotten_while_it_writes)
{
	int dirfd = journal_begins();

	cdp(OLD);
	config_names(STONE);
	takes_load(STONE, "8-5-2");
	ck_assert_ptr_null(recovery_forget(&bench, the_phone(), true));
	ck_assert_ptr_null(bench.phones);
	cdp(OLD);
	advice_is("do not unplug");
	ck_assert_ptr_null(recovery_forget(&bench, the_phone(), true));
	registry_finish(&bench);
	memory_read(&bench, dirfd);
	recovery_revive(&bench);
	ck_assert_ptr_null(bench.phones); /* who had it forgotten wants no row of it */
	cdp(OLD);
	advice_is("do not unplug");
	registry_finish(&bench);
	memory_read(&bench, dirfd);
	recovery_revive(&bench);
	ck_assert_ptr_nonnull(bench.phones); /* it was heard since */
	back(STONE);
	ck_assert_str_eq(the_phone()->belief.load, STONE);
	advice_is("safe to unplug");
	journal_ends(dirfd);
}
END_TEST

/* What it is said to run in CDP, it denies in SIP: nothing is done, and nothing begins. */
START_TEST(its_word_against_its_word)
{
	cdp(GOAL);
	advice_is("safe to move");
	sight(NR_SOURCE_SIP, NR_FACT_LOAD, OLD, NR_FACT_END, NULL);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	advice_is("safe to unplug");
	ck_assert_str_eq(the_phone()->message, "SIP says " OLD ", CDP says " GOAL
					       ": CDP is believed: waiting for its next word");
	cdp(GOAL);
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	sight(NR_SOURCE_SIP, NR_FACT_LOAD, "SIP96xx.1-2-3", NR_FACT_END, NULL);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	cdp(GOAL);
	advice_is("safe to move");
}
END_TEST

/* The same over a start of the phone, and of the bench. */
START_TEST(its_word_against_its_word_begins_nothing)
{
	int dirfd = journal_begins();

	cdp(OLD);
	sight(NR_SOURCE_SIP, NR_FACT_LOAD, GOAL, NR_FACT_END, NULL);
	config_names(OLD);
	ck_assert(!takes(STONE ".loads"));
	boots(CLASS);
	config_names(OLD);
	ck_assert(!takes(STONE ".loads"));
	registry_finish(&bench);
	memory_read(&bench, dirfd);
	boots(CLASS);
	ck_assert_str_eq(the_phone()->belief.load, "");
	recovery_hold(&bench, the_phone(), true);
	cdp(MIDDLE);
	cdp(OLD);
	registry_finish(&bench);
	memory_read(&bench, dirfd);
	boots(CLASS);
	ck_assert_str_eq(the_phone()->belief.load, OLD); /* overheard, and noted */
	cdp(OLD);
	config_names(STONE);
	ck_assert(takes(STONE ".loads"));
	journal_ends(dirfd);
}
END_TEST

/* The same when only an earlier run of the bench had heard what it was said to run.  Found by
 * check_promises, seed 20468541. */
START_TEST(its_word_against_an_earlier_run)
{
	int dirfd = journal_begins();

	cdp(OLD);
	registry_finish(&bench);
	memory_read(&bench, dirfd);
	boots(CLASS);
	config_names(STONE);
	ck_assert(takes(STONE ".loads"));
	ck_assert(takes("jar45sccp.8-5-2.sbn"));
	now_ms += 1000;
	sight(NR_SOURCE_SCCP, NR_FACT_LOAD, MIDDLE, NR_FACT_END, NULL);
	now_ms += 60000;
	boots(CLASS);
	config_names(OLD);
	ck_assert(!takes(STONE ".loads"));
	cdp(MIDDLE);
	config_names(GOAL);
	journal_ends(dirfd);
}
END_TEST

/* That it fetches its list again is on disk at once: else a power cut would leave that it was sent
 * all of it.  Found by check_promises, seed 20090664. */
START_TEST(again_is_on_disk)
{
	int dirfd = journal_begins();

	cdp(OLD);
	config_names(STONE);
	takes_load(STONE, "8-5-2");
	now_ms += 60000; /* its start is not seen */
	config_names(STONE);
	bench.journal_dirty = false;
	ck_assert(takes(STONE ".loads"));
	ck_assert(bench.journal_dirty);
	journal_ends(dirfd);
}
END_TEST

/* It denies what it was said to run, while it writes and after: what has begun ends, and when it is back
 * it gets no list until it has spoken.  Found by check_promises, seed 10225222. */
START_TEST(its_word_against_a_lie_while_it_writes)
{
	cdp(OLD);
	config_names(STONE);
	takes_load(STONE, "8-5-2");
	cdp(MIDDLE); /* too early for a word */
	ck_assert(takes("jar45sccp.8-5-2.sbn")); /* it began this */
	now_ms += 60000;
	config_names(STONE);
	ck_assert(!takes(STONE ".loads"));
	config_names(OLD);
	advice_is("do not unplug");
	now_ms += 60000;
	cdp(OLD);
	config_names(STONE);
	ck_assert(takes(STONE ".loads"));
}
END_TEST

/* It asks for its trust list as it did before it got anything: a new plan does not make that news. */
START_TEST(asks_as_before_a_new_plan)
{
	boots(CLASS);
	ck_assert(!takes("CTLSEP001B54AA0001.tlv"));
	ck_assert(takes("term45.default.loads"));
	takes_images("9-4-2ES26");
	boots(CLASS);
	ck_assert(!takes("CTLSEP001B54AA0001.tlv"));
	ck_assert_ptr_null(recovery_retry(&bench, the_phone(), true));
	ck_assert(takes("term45.default.loads"));
	takes_images("9-4-2ES26");
	boots(CLASS);
	ck_assert(!takes("CTLSEP001B54AA0001.tlv"));
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("promised");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, half_a_configuration_proves_nothing);
	tcase_add_test(t, half_a_configuration_after_a_step);
	tcase_add_test(t, part_of_a_step_is_not_sent);
	tcase_add_test(t, power_cut_after_two_of_five);
	tcase_add_test(t, a_lie_while_it_writes);
	tcase_add_test(t, done_stays_done_when_held);
	tcase_add_test(t, its_own_word_makes_it_safe_to_move);
	tcase_add_test(t, deeds_of_strangers_prove_nothing);
	tcase_add_test(t, writes_over_a_restart);
	tcase_add_test(t, gave_up_before_a_restart_of_the_bench);
	tcase_add_test(t, sent_before_and_asked_again);
	tcase_add_test(t, gave_up_and_only_guessed);
	tcase_add_test(t, asking_is_no_proof);
	tcase_add_test(t, another_address_in_between);
	tcase_add_test(t, wiped_while_it_is_held);
	tcase_add_test(t, an_old_file_is_no_will);
	tcase_add_test(t, another_protocol);
	tcase_add_test(t, verbs_while_it_writes);
	tcase_add_test(t, the_operator_answers);
	tcase_add_test(t, forgotten_while_it_writes);
	tcase_add_test(t, its_word_against_its_word);
	tcase_add_test(t, its_word_against_its_word_begins_nothing);
	tcase_add_test(t, its_word_against_an_earlier_run);
	tcase_add_test(t, again_is_on_disk);
	tcase_add_test(t, its_word_against_a_lie_while_it_writes);
	tcase_add_test(t, asks_as_before_a_new_plan);
	return suite_run("promised", t);
}
