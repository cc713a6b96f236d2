/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_recovery.c -- the life of a phone, event by event: from load to load, what
 * stops it, and what is not served to it.
 */
#include <config.h>

#include "core/phone/belief.h"
#include "core/phone/course.h"
#include "core/phone/memory.h"
#include "core/phone/patience.h"
#include "core/phone/recovery.h"
#include "core/phone/registry.h"
#include "core/phone/safety.h"
#include "core/phone/state.h"
#include "core/serve/answer.h"
#include "core/serve/instance.h"
#include "core/serve/reset.h"
#include "tests/unit/phone/life.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <stdlib.h>

START_TEST(three_steps_by_cdp)
{
	cdp(OLD);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	ck_assert_uint_eq(the_phone()->course.plan->count, 3);
	boots(CLASS);
	config_names(STONE);
	takes_load(STONE, "8-5-2");
	ck_assert_str_eq(safety_advice(the_phone()), "do not unplug");
	back(STONE);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	config_names(MIDDLE);
	takes_load(MIDDLE, "9-3-1ES26");
	back(MIDDLE);
	config_names(GOAL);
	takes_load(GOAL, "9-4-2ES26");
	ck_assert_int_ne(the_phone()->state, PHONE_DONE);
	back(GOAL);
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	ck_assert_str_eq(safety_advice(the_phone()), "safe to move");
}
END_TEST

START_TEST(only_its_step_is_served)
{
	cdp(OLD);
	config_names(STONE);
	ck_assert(!takes(GOAL ".loads"));
	ck_assert(!takes("jar45sccp.9-4-2ES26.sbn"));
	ck_assert(!takes("CTLSEP001B54AA0001.tlv"));
	ck_assert(!takes("SEP001B54AA0002.cnf.xml"));
	ck_assert(!takes("../../../etc/passwd"));
	ck_assert(takes("sccp45.8-5-2s.LOADS"));
}
END_TEST

START_TEST(proof_by_registration)
{
	struct phone *p;

	sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, CLASS, NR_FACT_BOOT, "discover");
	p = the_phone();
	belief_load(p, OLD, LOAD_OPERATOR);
	course_replan(&bench, p);
	config_names(STONE);
	takes_load(STONE, "8-5-2");
	boots(CLASS);
	ck_assert_int_eq(p->state, PHONE_SENT);
	registers();
	ck_assert_msg(p->state == PHONE_SENT, "it has not even fetched its configuration");
	config_names(STONE);
	registers();
	ck_assert_int_eq(p->state, PHONE_PLANNED);
	ck_assert_str_eq(p->belief.load, STONE);
	ck_assert_int_eq(p->belief.load_source, LOAD_REGISTRATION);
	registers();
	ck_assert_msg(p->course.step == 1, "one fetch proves one step");
	config_names(MIDDLE);
}
END_TEST

/* HEAD, or a write request: nothing was served, so nothing has happened. */
START_TEST(asking_moves_nothing)
{
	static const char *const names[] = { STONE ".loads", "cnu45.8-5-2.sbn", CONFIG,
					     GOAL ".loads", "SEP001B54AA0001.cnf.xml.sgn" };
	struct phone before;
	struct nr_file f;

	back(OLD);
	before = *the_phone();
	for (size_t i = 0; i < 20; i++) {
		now_ms += 60000;
		if (answer_file(&bench, the_phone(), names[i % 5], &f) == NR_SERVE)
			answer_close(&bench, &f);
	}
	ck_assert_mem_eq(&before, the_phone(), sizeof(before));
}
END_TEST

START_TEST(on_target_is_left_alone)
{
	cdp(GOAL);
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	config_names(GOAL);
	ck_assert(!takes(GOAL ".loads"));
}
END_TEST

static void read_defaults(const char *text)
{
	xmldefault_finish(&defaults);
	ck_assert_int_eq(xmldefault_parse(&defaults, "x", text, strlen(text)), 0);
}

/* The call manager's file does not name its model: it is asked for, and not changed. */
START_TEST(unnamed_is_left_alone)
{
	read_defaults("<Default><loadInformation>SCCP11.8-5-2S</loadInformation></Default>");
	cdp(OLD);
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	ck_assert_str_eq(the_phone()->code, "NR-NOPLAN");
	ck_assert_str_eq(the_phone()->message,
			 "no target for a 7945: target PHONE LOAD, or target-missing = newest");
	config_names(NULL);
	ck_assert(!takes(GOAL ".loads"));
	ck_assert(!takes(STONE ".loads"));
	registers();
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	config_names(NULL);
}
END_TEST

/* ... also one that nobody hears a load of, and one that is wiped. */
START_TEST(unnamed_without_a_load)
{
	read_defaults("<Default/>");
	boots(CLASS);
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	ck_assert_str_eq(the_phone()->code, "NR-NOPLAN");
	ck_assert(!takes("term45.default.loads"));
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
}
END_TEST

START_TEST(unnamed_goes_to_the_newest)
{
	read_defaults("<Default/>");
	config.missing_newest = true;
	cdp(OLD);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	ck_assert_str_eq(the_phone()->course.plan->target, GOAL);
}
END_TEST

/* Without a call manager's file the newest load is the target, as ever. */
START_TEST(no_file_is_newest)
{
	bench.xmldefault = NULL;
	cdp(OLD);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	ck_assert_str_eq(the_phone()->course.plan->target, GOAL);
}
END_TEST

START_TEST(missing_stop_blocks)
{
	teardown();
	setup_with((const char *const[]){ MIDDLE, GOAL, NULL }, GOAL);
	cdp("SCCP45.8-2-1S");
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	ck_assert_str_eq(the_phone()->code, "NR-LIB");
	ck_assert_ptr_nonnull(strstr(the_phone()->message, "cmterm-7945_7965-sccp.8-5-2.zip"));
	config_names(NULL);
	ck_assert(!takes(GOAL ".loads"));
	ck_assert(!takes(MIDDLE ".loads"));
}
END_TEST

START_TEST(wiped_takes_the_target)
{
	boots("Cisco Systems, Inc. IP Phone");
	ck_assert_msg(the_phone()->belief.is_phone && !the_phone()->belief.model,
		      "a boot loader's class is a phone");
	ck_assert(takes("term45.default.loads"));
	ck_assert(the_phone()->belief.wiped);
	takes_images("9-4-2ES26");
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	boots(CLASS);
	config_names(GOAL);
	registers();
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	ck_assert(!the_phone()->belief.wiped);
}
END_TEST

/* A wiped one asks for its list alone: who asks for its trust list has an application again. */
START_TEST(wiped_no_more)
{
	boots("Cisco Systems, Inc. IP Phone");
	ck_assert(takes("term45.default.loads"));
	takes_images("9-4-2ES26");
	boots(CLASS);
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	ck_assert(!takes("CTLSEP001B54AA0001.tlv"));
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	ck_assert_str_eq(the_phone()->belief.load, GOAL);
	ck_assert_int_eq(the_phone()->belief.load_source, LOAD_SIGN);
	ck_assert_str_eq(safety_advice(the_phone()), "safe to unplug");
}
END_TEST

/* ... but not one whose loader asks for it too, nor one whose start nobody saw. */
START_TEST(wiped_and_asks_alike)
{
	boots(CLASS);
	ck_assert(!takes("CTLSEP001B54AA0001.tlv"));
	ck_assert(takes("term45.default.loads"));
	takes_images("9-4-2ES26");
	boots(CLASS);
	ck_assert(!takes("CTLSEP001B54AA0001.tlv"));
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
}
END_TEST

START_TEST(wiped_and_not_seen_to_start)
{
	cdp("79XX_default_load");
	ck_assert(takes("term45.default.loads"));
	takes_images("9-4-2ES26");
	ck_assert(!takes("CTLSEP001B54AA0001.tlv"));
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
}
END_TEST

/* It calls what it runs by the name of the list, until it is named a load. */
START_TEST(named_by_its_list)
{
	cdp("term45.default");
	ck_assert_str_eq(the_phone()->belief.load, "");
	cdp("79XX_default_load");
	ck_assert(takes("term45.default.loads"));
	takes_images("9-4-2ES26");
	back("term45.default");
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	ck_assert_str_eq(the_phone()->belief.load, GOAL);
	cdp("term45.default");
	ck_assert_str_eq(the_phone()->belief.load, GOAL);
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
}
END_TEST

/* The number of its model, which a registration has, is enough. */
START_TEST(known_by_its_device_type)
{
	sight(NR_SOURCE_SCCP, NR_FACT_DEVICE_NAME, "SEP001B54AA0001", NR_FACT_DEVICE_TYPE, "435");
	ck_assert_ptr_nonnull(the_phone()->belief.model);
	ck_assert_str_eq(the_phone()->belief.model->name, "7945");
	ck_assert_int_eq(the_phone()->belief.model_source, NR_SOURCE_SCCP);
}
END_TEST

START_TEST(wiped_falls_back)
{
	cdp("79XX_default_load");
	ck_assert(takes("term45.default.loads"));
	boots(CLASS);
	ck_assert(takes("term45.default.loads"));
	ck_assert_str_eq(the_phone()->course.plan->step[0].load, STONE);
	takes_images("8-5-2");
	back(STONE);
	config_names(MIDDLE);
}
END_TEST

START_TEST(rejected_again_and_again)
{
	cdp(OLD);
	for (int i = 0; i < 3; i++) {
		boots(CLASS);
		config_names(STONE);
		ck_assert(takes(STONE ".loads"));
	}
	boots(CLASS);
	ck_assert(!takes(STONE ".loads"));
	ck_assert_int_eq(the_phone()->state, PHONE_REFUSED);
	ck_assert_str_eq(the_phone()->code, "NR-STEP");
	config_names(NULL);
}
END_TEST

/* A phone that does not loop keeps its load and registers: it must be told again. */
START_TEST(rejected_and_registers)
{
	struct nr_instance self = { .bench = &bench };

	cdp(OLD);
	for (int i = 0; i < 3; i++) {
		boots(CLASS);
		config_names(STONE);
		ck_assert(takes(STONE ".loads"));
		registers();
		ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
		ck_assert_msg(nr_ask_restart(&self, the_phone()->id), "it is restarted to try again");
	}
	boots(CLASS);
	config_names(STONE);
	ck_assert(!takes(STONE ".loads"));
	ck_assert_int_eq(the_phone()->state, PHONE_REFUSED);
	ck_assert(!nr_ask_restart(&self, the_phone()->id));
}
END_TEST

START_TEST(twice_in_one_boot_is_no_refusal)
{
	cdp(OLD);
	for (int i = 0; i < 8; i++) {
		config_names(STONE);
		ck_assert(takes(STONE ".loads"));
	}
	ck_assert_int_eq(the_phone()->state, PHONE_SERVING);
}
END_TEST

START_TEST(broken_off_starts_again)
{
	cdp(OLD);
	for (int i = 0; i < 6; i++) {
		boots(CLASS);
		ck_assert(takes(STONE ".loads"));
		ck_assert(takes("jar45sccp.8-5-2.sbn"));
		the_phone()->transfer.running =
			1; /* the next file is under way when power goes */
	}
	ck_assert_int_eq(the_phone()->state, PHONE_SERVING);
}
END_TEST

START_TEST(unknown_load_after_three_boots)
{
	for (int i = 0; i < 3; i++) {
		boots(CLASS);
		config_names(NULL);
		ck_assert_int_eq(the_phone()->state, PHONE_KNOWN);
	}
	boots(CLASS);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	config_names(STONE);
}
END_TEST

START_TEST(unknown_load_that_registers)
{
	boots(CLASS);
	config_names(NULL);
	registers();
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	ck_assert_str_eq(the_phone()->code, "NR-UNKNOWN");
	boots(CLASS);
	config_names(GOAL);
	ck_assert_msg(!takes(GOAL ".loads"), "a question is no offer");
	registers();
	for (int i = 0; i < 5; i++) {
		boots(CLASS);
		config_names(NULL);
	}
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	cdp(OLD);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
}
END_TEST

START_TEST(unknown_load_that_is_the_target)
{
	boots(CLASS);
	config_names(NULL);
	registers();
	registers();
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	boots(CLASS);
	config_names(GOAL);
	registers();
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	ck_assert_int_eq(the_phone()->belief.load_source, LOAD_REGISTRATION);
}
END_TEST

START_TEST(asked_before_told)
{
	boots(CLASS);
	config_names(NULL);
	ck_assert(!takes(OLD ".loads"));
	ck_assert_str_eq(the_phone()->belief.load, OLD);
	ck_assert_int_eq(the_phone()->belief.load_source, LOAD_ASKED);
	config_names(STONE);
}
END_TEST

START_TEST(laptop_is_a_stranger)
{
	struct nr_file f;

	sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, "MSFT 5.0", NR_FACT_HOST_NAME, "LAPTOP");
	ck_assert_int_eq(the_phone()->state, PHONE_STRANGER);
	ck_assert_int_eq(answer_lease(&bench, the_phone()), NR_IGNORE);
	ck_assert_int_eq(answer_file(&bench, the_phone(), CONFIG, &f), NR_IGNORE);
	ck_assert_int_eq(answer_file(&bench, NULL, GOAL ".loads", &f), NR_IGNORE);
}
END_TEST

START_TEST(two_models_are_not_served)
{
	sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, CLASS, NR_FACT_END, NULL);
	sight(NR_SOURCE_CDP, NR_FACT_PLATFORM, "Cisco IP Phone 7911", NR_FACT_LOAD, "SCCP11.8-3-3S");
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	ck_assert_str_eq(the_phone()->code, "NR-AMBIG");
	config_names(NULL);
}
END_TEST

/* ... unless the configuration says which it is, as NR-AMBIG asks for. */
START_TEST(the_configuration_says_the_model)
{
	struct settings_phone said = { .mac = mac, .line = 1, .model = "7945" };

	config.phone = &said;
	config.phone_count = 1;
	sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, CLASS, NR_FACT_END, NULL);
	sight(NR_SOURCE_CDP, NR_FACT_PLATFORM, "Cisco IP Phone 7911", NR_FACT_LOAD, OLD);
	ck_assert_str_ne(the_phone()->code, "NR-AMBIG");
	ck_assert_ptr_nonnull(the_phone()->belief.model);
	ck_assert_str_eq(the_phone()->belief.model->name, "7945");
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	config.phone = NULL;
	config.phone_count = 0;
}
END_TEST

START_TEST(held_phone_is_left_alone)
{
	cdp(OLD);
	recovery_hold(&bench, the_phone(), true);
	ck_assert_int_eq(the_phone()->state, PHONE_HELD);
	config_names(NULL);
	ck_assert(!takes(STONE ".loads"));
	recovery_hold(&bench, the_phone(), false);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	config_names(STONE);
}
END_TEST

/* The phone is not restarted, and @words say why. */
static void reset_refuses(struct phone *p, const char *words)
{
	char *why;

	ck_assert(!reset_ask(&bench, p, &why));
	ck_assert_msg(why && strstr(why, words), "%s, not %s", why, words);
	free(why);
}

START_TEST(operator_restarts_a_registered_phone)
{
	struct nr_instance self = { .bench = &bench };
	nr_phone_id id;
	char *why;

	cdp(GOAL);
	id = the_phone()->id;
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	reset_refuses(the_phone(), "not registered");
	sight(NR_SOURCE_SCCP, NR_FACT_LOAD, GOAL, NR_FACT_REGISTERS, "sccp");
	ck_assert(!nr_ask_restart(&self, id));
	ck_assert(reset_ask(&bench, the_phone(), &why));
	ck_assert_ptr_null(why);
	ck_assert(nr_ask_restart(&self, id));
	now_ms += 1000;
	sight(NR_SOURCE_DHCP, NR_FACT_BOOT, "1", NR_FACT_END, NULL);
	ck_assert_msg(!nr_ask_restart(&self, id), "it has restarted");
	reset_refuses(the_phone(), "not registered");
}
END_TEST

START_TEST(phone_at_work_is_not_restarted)
{
	cdp(OLD);
	takes_load(STONE, "8-5-2");
	sight(NR_SOURCE_SCCP, NR_FACT_LOAD, OLD, NR_FACT_REGISTERS, "sccp");
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	reset_refuses(the_phone(), "do not unplug");
}
END_TEST

/* No word of the operator and no new plan makes a phone safe that may be writing. */
START_TEST(power_stays_on_while_it_may_write)
{
	enum phone_state state;
	struct phone *p;

	cdp(OLD);
	takes_load(STONE, "8-5-2");
	p = the_phone();
	recovery_hold(&bench, p, true);
	ck_assert_str_eq(safety_advice(p), "do not unplug");
	recovery_hold(&bench, p, false);
	ck_assert_int_eq(p->state, PHONE_PLANNED);
	ck_assert_str_eq(safety_advice(p), "do not unplug");
	sight(NR_SOURCE_SCCP, NR_FACT_LOAD, OLD, NR_FACT_REGISTERS, "sccp");
	reset_refuses(p, "do not unplug");
	course_replan(&bench, p);
	ck_assert_str_eq(safety_advice(p), "do not unplug");
	state = p->state;
	for (int s = 0; s < PHONE_STATES; s++) {
		p->state = (enum phone_state)s;
		ck_assert_msg(safety_advice(p) &&
				      strcmp(safety_advice(p), "do not unplug") == 0,
			      "when %s", state_name(p->state));
	}
	p->state = state;
	boots(CLASS);
	now_ms += p->belief.model->patience.flash * INT64_C(20000);
	ck_assert_msg(strcmp(safety_advice(p), "do not unplug") == 0,
		      "some restart more than once");
	registers();
	ck_assert_str_eq(safety_advice(p), "safe to unplug");
}
END_TEST

START_TEST(held_while_it_may_write)
{
	struct phone *p;

	cdp(OLD);
	p = the_phone();
	recovery_hold(&bench, p, true);
	ck_assert_str_eq(p->message, "it is served nothing that changes it");
	recovery_hold(&bench, p, false);
	takes_load(STONE, "8-5-2");
	recovery_hold(&bench, p, true);
	ck_assert_int_eq(p->state, PHONE_HELD);
	ck_assert(!takes(STONE ".loads"));
	ck_assert_str_eq(safety_advice(p), "do not unplug");
	ck_assert_msg(strstr(p->message, "may still be writing") != NULL, "%s", p->message);
}
END_TEST

START_TEST(retry_waits_while_it_may_write)
{
	const char *why;
	struct phone *p;

	cdp(OLD);
	p = the_phone();
	ck_assert_ptr_null(recovery_retry(&bench, p, false));
	takes_load(STONE, "8-5-2");
	why = recovery_retry(&bench, p, false);
	ck_assert_ptr_nonnull(why);
	ck_assert_msg(strstr(why, "may be writing") && strstr(why, "--force"), "%s", why);
	ck_assert_int_eq(p->state, PHONE_SENT);
	ck_assert_ptr_null(recovery_retry(&bench, p, true));
	ck_assert_int_eq(p->state, PHONE_PLANNED);
	ck_assert_str_eq(safety_advice(p), "do not unplug");
	ck_assert_ptr_nonnull(recovery_retry(&bench, p, false));
}
END_TEST

START_TEST(silence_is_explained)
{
	cdp(OLD);
	takes_load(STONE, "8-5-2");
	now_ms += 120000;
	patience_tick(&bench);
	ck_assert_msg(the_phone()->state == PHONE_SENT, "writing flash takes minutes");
	now_ms += 3600000;
	patience_tick(&bench);
	ck_assert_int_eq(the_phone()->state, PHONE_STALLED);
	ck_assert_str_eq(safety_advice(the_phone()), "do not unplug");
	boots(CLASS);
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	cdp(STONE);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
}
END_TEST

static char proven[64];

static void find_proof(const json_t *event, void *arg)
{
	const char *name = json_string_value(json_object_get(event, "event"));

	(void)arg;
	if (strcmp(name, "step.proven") == 0)
		snprintf(proven, sizeof(proven), "%s",
			 json_string_value(json_object_get(event, "load")));
}

/* The bench was killed after a step was sent; the phone's first word afterwards proves it. */
START_TEST(sent_before_a_restart_is_proven_after)
{
	int dirfd = journal_begins();

	cdp(OLD);
	takes_load(STONE, "8-5-2");
	registry_finish(&bench);
	memory_read(&bench, dirfd);
	cdp(STONE);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	proven[0] = '\0';
	ck_assert_int_eq(journal_read(dirfd, find_proof, NULL), 0);
	ck_assert_str_eq(proven, STONE);
	config_names(MIDDLE);
	journal_ends(dirfd);
}
END_TEST

START_TEST(sent_before_a_restart_is_waited_for)
{
	int dirfd = journal_begins();

	cdp(OLD);
	takes_load(STONE, "8-5-2");
	registry_finish(&bench);
	memory_read(&bench, dirfd);
	boots(CLASS);
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	config_names(STONE);
	registers();
	ck_assert_str_eq(the_phone()->belief.load, STONE);
	config_names(MIDDLE);
	journal_ends(dirfd);
}
END_TEST

START_TEST(rolled_back_phone_is_planned_again)
{
	cdp(GOAL);
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	cdp(OLD);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	config_names(STONE);
}
END_TEST

START_TEST(restart_until_told)
{
	struct nr_instance self = { .bench = &bench };
	nr_phone_id id;

	boots(CLASS);
	id = the_phone()->id;
	ck_assert_msg(!nr_ask_restart(&self, id), "nothing is planned");
	cdp(OLD);
	ck_assert(nr_ask_restart(&self, id));
	ck_assert(!nr_ask_restart(&self, NR_NO_PHONE));
	config_names(STONE);
	ck_assert_msg(!nr_ask_restart(&self, id), "it was told");
	takes_load(STONE, "8-5-2");
	ck_assert_msg(!nr_ask_restart(&self, id), "it writes flash");
	back(STONE);
	ck_assert_msg(nr_ask_restart(&self, id), "the next step waits");
	bench.guard = NR_GUARD_TRIPPED;
	ck_assert(!nr_ask_restart(&self, id));
	bench.guard = NR_GUARD_CLEAR;
	recovery_hold(&bench, the_phone(), true);
	ck_assert(!nr_ask_restart(&self, id));
	recovery_hold(&bench, the_phone(), false);
	ck_assert(nr_ask_restart(&self, id));
	cdp(GOAL);
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	ck_assert(!nr_ask_restart(&self, id));
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("a phone's life");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, three_steps_by_cdp);
	tcase_add_test(t, only_its_step_is_served);
	tcase_add_test(t, proof_by_registration);
	tcase_add_test(t, on_target_is_left_alone);
	tcase_add_test(t, missing_stop_blocks);
	tcase_add_test(t, unnamed_is_left_alone);
	tcase_add_test(t, unnamed_without_a_load);
	tcase_add_test(t, unnamed_goes_to_the_newest);
	tcase_add_test(t, no_file_is_newest);
	tcase_add_test(t, wiped_takes_the_target);
	tcase_add_test(t, wiped_no_more);
	tcase_add_test(t, wiped_and_asks_alike);
	tcase_add_test(t, wiped_and_not_seen_to_start);
	tcase_add_test(t, named_by_its_list);
	tcase_add_test(t, known_by_its_device_type);
	tcase_add_test(t, wiped_falls_back);
	tcase_add_test(t, asking_moves_nothing);
	tcase_add_test(t, rejected_again_and_again);
	tcase_add_test(t, rejected_and_registers);
	tcase_add_test(t, twice_in_one_boot_is_no_refusal);
	tcase_add_test(t, broken_off_starts_again);
	tcase_add_test(t, unknown_load_after_three_boots);
	tcase_add_test(t, unknown_load_that_registers);
	tcase_add_test(t, unknown_load_that_is_the_target);
	tcase_add_test(t, asked_before_told);
	tcase_add_test(t, laptop_is_a_stranger);
	tcase_add_test(t, two_models_are_not_served);
	tcase_add_test(t, the_configuration_says_the_model);
	tcase_add_test(t, held_phone_is_left_alone);
	tcase_add_test(t, operator_restarts_a_registered_phone);
	tcase_add_test(t, phone_at_work_is_not_restarted);
	tcase_add_test(t, power_stays_on_while_it_may_write);
	tcase_add_test(t, held_while_it_may_write);
	tcase_add_test(t, retry_waits_while_it_may_write);
	tcase_add_test(t, silence_is_explained);
	tcase_add_test(t, sent_before_a_restart_is_proven_after);
	tcase_add_test(t, sent_before_a_restart_is_waited_for);
	tcase_add_test(t, rolled_back_phone_is_planned_again);
	tcase_add_test(t, restart_until_told);
	return suite_run("recovery", t);
}
