/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_rogue.c -- another DHCP server on the wire: what is still served, to whom, and
 * what is said.
 */
#include <config.h>

#include "core/base/log.h"
#include "core/phone/memory.h"
#include "core/phone/patience.h"
#include "core/phone/recovery.h"
#include "core/phone/registry.h"
#include "core/phone/state.h"
#include "core/plugin/plugins.h"
#include "core/serve/answer.h"
#include "core/serve/instance.h"
#include "core/serve/rogue.h"
#include "core/serve/status.h"
#include "tests/unit/phone/life.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>

static struct plugin_protocol plugin = { .protocol = { .type = "dhcp" } };
static struct nr_instance self = { .bench = &bench, .plugin = &plugin };

static struct nr_server server(const char *address, const char *mac_text)
{
	struct nr_server s = { .address = { INADDR_ANY } };
	unsigned v[6];

	inet_pton(AF_INET, address, &s.address);
	if (mac_text && sscanf(mac_text, "%x:%x:%x:%x:%x:%x", v, v + 1, v + 2, v + 3, v + 4, v + 5) == 6)
		for (int i = 0; i < 6; i++)
			s.mac.b[i] = (uint8_t)v[i];
	return s;
}

static void trips(void)
{
	struct nr_server s = server("10.77.0.254", "00:50:56:01:02:03");

	nr_guard_tripped(&self, &s, sizeof(s));
	ck_assert_int_eq(bench.guard, NR_GUARD_TRIPPED);
}

static void leased(const char *address)
{
	nr_tell(&self, the_phone()->id, NR_LEASED, address, 0, 0, NULL);
}

static const char *guard_text(void)
{
	static char text[32];
	json_t *doc = status_document(&bench);

	snprintf(text, sizeof(text), "%s", json_string_value(json_object_get(doc, "guard")));
	json_decref(doc);
	return text;
}

START_TEST(only_who_has_a_lease_keeps_it)
{
	struct nr_file f;

	boots(CLASS);
	ck_assert_int_eq(answer_lease(&bench, the_phone()), NR_SERVE);
	trips();
	ck_assert_int_eq(answer_lease(&bench, the_phone()), NR_IGNORE);
	leased("10.77.0.10");
	ck_assert_int_eq(answer_lease(&bench, the_phone()), NR_SERVE);
	ck_assert_int_eq(answer_file(&bench, NULL, "x", &f), NR_IGNORE);
}
END_TEST

/* The journal of an earlier run says that it was leased here. */
START_TEST(a_lease_of_an_earlier_run_counts)
{
	struct memory *m = calloc(1, sizeof(*m));

	snprintf(m->name, sizeof(m->name), "SEP001B54AA0001");
	ck_assert(device_name_mac(m->name, &m->mac));
	inet_pton(AF_INET, "10.77.0.10", &m->leased);
	bench.memory = m;
	bench.memory_count = 1;
	ck_assert(mac_index_put(&bench.memory_by_mac, &m->mac, 0));
	trips();
	boots(CLASS);
	ck_assert_int_eq(answer_lease(&bench, the_phone()), NR_SERVE);
}
END_TEST

START_TEST(a_step_that_was_begun_ends_and_no_other_begins)
{
	back(OLD);
	leased("10.77.0.10");
	config_names(STONE);
	ck_assert(takes(STONE ".loads"));
	trips();
	takes_images("8-5-2");
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	back(STONE);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	config_names(STONE);
	ck_assert(!takes(MIDDLE ".loads"));
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	ck_assert(!nr_ask_restart(&self, the_phone()->id));
	nr_guard(&self, NR_GUARD_CLEAR, NULL);
	ck_assert(nr_ask_restart(&self, the_phone()->id));
	config_names(MIDDLE);
	ck_assert(takes(MIDDLE ".loads"));
}
END_TEST

/* It was told of its step just before, and comes for it again and again. */
START_TEST(nothing_of_that_counts_against_it)
{
	back(OLD);
	leased("10.77.0.10");
	config_names(STONE);
	trips();
	for (int i = 0; i < 9; i++) {
		ck_assert(!takes(STONE ".loads"));
		registers();
		back(OLD);
		config_names(OLD);
	}
	now_ms += 3600 * 1000;
	patience_tick(&bench);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	ck_assert_str_eq(the_phone()->code, "");
	nr_guard(&self, NR_GUARD_CLEAR, NULL);
	now_ms += 1000;
	patience_tick(&bench);
	registers();
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	ck_assert_str_eq(the_phone()->code, "");
	back(OLD);
	config_names(STONE);
	takes_load(STONE, "8-5-2");
}
END_TEST

START_TEST(it_asks_until_it_is_answered)
{
	bench.guard = 0;
	ck_assert_str_eq(guard_text(), "asking");
	nr_guard(&self, NR_GUARD_ASKING, NULL);
	ck_assert_str_eq(guard_text(), "asking");
	trips();
	ck_assert(!bench.guard_passed);
	nr_guard(&self, NR_GUARD_CLEAR, NULL);
	ck_assert(bench.guard_passed);
	ck_assert_str_eq(guard_text(), "clear");
}
END_TEST

static char heard[2000];

static void hear(int priority, const char *text, void *arg)
{
	size_t n = strlen(heard);

	(void)priority;
	(void)arg;
	snprintf(heard + n, sizeof(heard) - n, "%s\n", text);
}

static void on_resume_says_clear(struct nr_instance *it)
{
	nr_guard(it, NR_GUARD_CLEAR, NULL);
}

/* At the operator's word nobody was seen to go. */
START_TEST(gone_is_said_of_what_was_seen_to_go)
{
	static struct plugin_protocol dhcp = { .protocol = { .type = "dhcp", .resume_guard = on_resume_says_clear } };
	struct nr_instance one = { .bench = &bench, .plugin = &dhcp, .opened = true };

	trips();
	log_set_sink(hear, NULL);
	nr_guard(&self, NR_GUARD_CLEAR, NULL);
	ck_assert_msg(strstr(heard, "the other DHCP server is gone from"), "%s", heard);
	trips();
	heard[0] = '\0';
	bench.instance = &one;
	bench.instance_count = 1;
	ck_assert_ptr_null(instance_resume_guard(&bench));
	bench.instance_count = 0;
	log_set_sink(NULL, NULL);
	ck_assert_msg(strstr(heard, "at the operator's word"), "%s", heard);
	ck_assert_msg(!strstr(heard, "is gone from"), "%s", heard);
	trips();
	ck_assert_uint_eq(bench.guard_last.s_addr, inet_addr("10.77.0.254"));
	nr_guard(&self, NR_GUARD_CLEAR, NULL);
	ck_assert_uint_eq(bench.guard_last.s_addr, inet_addr("10.77.0.254"));
}
END_TEST

START_TEST(who_it_is)
{
	json_t *doc, *by;
	struct nr_server s = server("10.77.0.254", NULL);

	s.client = mac;
	nr_guard_tripped(&self, &s, sizeof(s));
	ck_assert_str_eq(bench.guard_who, "10.77.0.254 (named by 00:1b:54:aa:00:01; it was not heard itself)");
	trips();
	ck_assert_str_eq(bench.guard_who, "10.77.0.254 (00:50:56:01:02:03, VMware)");
	doc = status_document(&bench);
	by = json_object_get(doc, "guard_by");
	ck_assert_str_eq(json_string_value(json_object_get(by, "address")), "10.77.0.254");
	ck_assert_str_eq(json_string_value(json_object_get(by, "mac")), "00:50:56:01:02:03");
	json_decref(doc);
	nr_guard(&self, NR_GUARD_CLEAR, NULL);
	doc = status_document(&bench);
	ck_assert(json_is_null(json_object_get(doc, "guard_by")));
	json_decref(doc);
}
END_TEST

/* A switch announces itself. */
static void announced(const char *name, const char *port)
{
	static const struct nr_mac sw = { { 0, 0x1b, 0x54, 1, 1, 1 } };
	struct nr_fact_value facts[] = { { NR_FACT_DEVICE_NAME, name }, { NR_FACT_SWITCH_PORT, port },
					 { NR_FACT_END, NULL } };
	struct nr_sighting seen = { .source = NR_SOURCE_CDP, .mac = &sw, .facts = facts };

	ck_assert_ptr_null(recovery_sight(&bench, &seen));
}

static void switch_is(const char *port)
{
	json_t *doc = status_document(&bench), *by = json_object_get(doc, "guard_by");
	const char *alert = json_string_value(json_object_get(json_array_get(json_object_get(doc, "alerts"), 0),
							      "message"));

	ck_assert_pstr_eq(json_string_value(json_object_get(by, "switch")), port);
	ck_assert_ptr_nonnull(alert);
	if (port) {
		ck_assert_ptr_nonnull(strstr(json_string_value(json_object_get(by, "who")), port));
		ck_assert_ptr_nonnull(strstr(alert, port));
	}
	ck_assert_uint_eq(json_array_size(json_object_get(doc, "phones")), bench.phone_count);
	json_decref(doc);
}

/* At the port of the only switch that says its name, also when it says so later; no device. */
START_TEST(where_it_is)
{
	size_t phones = bench.phone_count;

	trips();
	switch_is(NULL);
	announced("cabinet-3", "GigabitEthernet0/7");
	switch_is("port GigabitEthernet0/7 of cabinet-3");
	announced("cabinet-4", "GigabitEthernet0/1"); /* which of them has the bench's cable? */
	switch_is(NULL);
	now_ms += 100000;
	announced("cabinet-4", "GigabitEthernet0/1");
	now_ms += 100000; /* the other is not heard any more */
	switch_is("port GigabitEthernet0/1 of cabinet-4");
	now_ms += 100000;
	switch_is(NULL);
	ck_assert_uint_eq(bench.phone_count, phones);
}
END_TEST

START_TEST(a_foreign_address_is_noted_in_the_row_only)
{
	json_t *row;

	sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, CLASS, NR_FACT_ADDRESS, "10.10.15.97");
	row = status_phone(&bench, the_phone());
	ck_assert_str_eq(json_string_value(json_object_get(row, "address_note")),
			 "comes with 10.10.15.97, an address of another network: typed in, or leased there");
	json_decref(row);
	ck_assert_int_eq(bench.guard, NR_GUARD_CLEAR);
}
END_TEST

static bool resumed;

static void on_resume(struct nr_instance *it)
{
	(void)it;
	resumed = true;
}

START_TEST(the_operator_resumes)
{
	static struct plugin_protocol dhcp = { .protocol = { .type = "dhcp", .resume_guard = on_resume } };
	struct nr_instance one = { .bench = &bench, .plugin = &dhcp, .opened = true };

	bench.instance = &one;
	bench.instance_count = 1;
	ck_assert_ptr_nonnull(instance_resume_guard(&bench));
	ck_assert(!resumed);
	trips();
	ck_assert_ptr_null(instance_resume_guard(&bench));
	ck_assert(resumed);
	bench.instance_count = 0;
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("rogue");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, only_who_has_a_lease_keeps_it);
	tcase_add_test(t, a_lease_of_an_earlier_run_counts);
	tcase_add_test(t, a_step_that_was_begun_ends_and_no_other_begins);
	tcase_add_test(t, nothing_of_that_counts_against_it);
	tcase_add_test(t, it_asks_until_it_is_answered);
	tcase_add_test(t, gone_is_said_of_what_was_seen_to_go);
	tcase_add_test(t, who_it_is);
	tcase_add_test(t, where_it_is);
	tcase_add_test(t, a_foreign_address_is_noted_in_the_row_only);
	tcase_add_test(t, the_operator_resumes);
	return suite_run("rogue", t);
}
