/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_idle.c -- which phones may be asked for their own word, and when: never one
 * that fetches files or may write its flash.
 */
#include <config.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/phone/download.h"
#include "core/phone/registry.h"
#include "core/phone/sighting.h"
#include "core/phone/state.h"
#include "core/serve/idle.h"
#include "core/serve/instance.h"

#include <arpa/inet.h>
#include <check.h>
#include <stdlib.h>

static int64_t now_ms = 1000000;

static int64_t test_now(void)
{
	return now_ms;
}

static const struct clock_ops test_clock = { test_now, test_now };
static const struct nr_model model = { .name = "7945", .title = "7945" };
static struct settings config;
static struct plugins plugins;
static struct bench bench;
static struct plugin_protocol plugin = { .protocol = { .type = "tftp" } };
static struct nr_instance self = { .bench = &bench, .plugin = &plugin };

static void quiet(int priority, const char *line, void *arg)
{
	(void)priority;
	(void)line;
	(void)arg;
}

static void setup(void)
{
	clock_ops = &test_clock;
	log_set_sink(quiet, NULL);
	bench = (struct bench){ .config = &config, .plugins = &plugins, .guard = NR_GUARD_CLEAR };
	inet_pton(AF_INET, "10.77.0.1", &bench.wire.address);
	inet_pton(AF_INET, "255.255.255.0", &bench.wire.netmask);
}

static void teardown(void)
{
	registry_finish(&bench);
}

/* A phone whose load nobody knows. */
static struct phone *note(const struct nr_sighting *what)
{
	struct sighting s;

	sighting_read(&s, what);
	return registry_sight(&bench, &s);
}

static struct phone *phone(uint8_t last, const char *ip)
{
	const struct nr_mac mac = { { 0x00, 0x1b, 0x54, 0xaa, 0x00, last } };
	struct nr_sighting s = { .source = NR_SOURCE_DHCP, .mac = &mac };
	struct phone *p;

	inet_pton(AF_INET, ip, &s.addr);
	p = note(&s);
	p->belief.is_phone = true;
	p->belief.model = &model;
	p->state = PHONE_KNOWN;
	return p;
}

static void sees(struct phone *p, enum nr_fact fact, const char *text, enum nr_source source)
{
	const struct nr_fact_value facts[] = { { fact, text }, { NR_FACT_END, NULL } };
	const struct nr_sighting s = { .source = source, .mac = &p->mac, .facts = facts };

	note(&s);
}

START_TEST(test_walk)
{
	struct phone *p[4];
	struct in_addr addr = { 0 };
	struct nr_mac mac;

	ck_assert_uint_eq(nr_next_idle(&self, NR_NO_PHONE, &mac, &addr), NR_NO_PHONE);
	p[0] = phone(1, "10.77.0.10");
	p[1] = phone(2, "10.77.0.11");
	p[2] = phone(3, "10.77.0.12");
	p[3] = phone(4, "10.77.0.13");
	p[1]->transfer.running = 1;
	ck_assert_uint_eq(nr_next_idle(&self, NR_NO_PHONE, &mac, &addr), p[0]->id);
	ck_assert_mem_eq(&mac, &p[0]->mac, sizeof(mac));
	ck_assert_uint_eq(addr.s_addr, p[0]->ip.s_addr);
	ck_assert_uint_eq(nr_next_idle(&self, p[0]->id, &mac, &addr), p[2]->id);
	ck_assert_uint_eq(nr_next_idle(&self, p[2]->id, &mac, &addr), p[3]->id);
	ck_assert_uint_eq(nr_next_idle(&self, p[3]->id, &mac, &addr), NR_NO_PHONE);
	ck_assert_mem_eq(&mac, &p[3]->mac, sizeof(mac));
	/* a phone that was forgotten in the middle of a walk */
	registry_forget(&bench, p[2]);
	ck_assert_uint_eq(nr_next_idle(&self, 3, &mac, &addr), p[3]->id);
	ck_assert_uint_eq(nr_next_idle(&self, UINT32_MAX, &mac, &addr), NR_NO_PHONE);
}
END_TEST

START_TEST(test_address)
{
	ck_assert(idle_may_ask(&bench, phone(1, "10.77.0.10")));
	ck_assert(!idle_may_ask(&bench, phone(2, "0.0.0.0")));
	ck_assert(!idle_may_ask(&bench, phone(3, "10.77.1.10")));
	ck_assert(!idle_may_ask(&bench, phone(4, "8.8.8.8")));
	ck_assert(!idle_may_ask(&bench, phone(5, "10.77.0.1")));
}
END_TEST

START_TEST(test_silence_of_the_bench)
{
	struct phone *p = phone(1, "10.77.0.10");

	bench.guard = NR_GUARD_TRIPPED;
	ck_assert(!idle_may_ask(&bench, p));
	bench.guard = NR_GUARD_CLEAR;
	bench.wire.passive = true;
	ck_assert(!idle_may_ask(&bench, p));
	bench.wire.passive = false;
	ck_assert(idle_may_ask(&bench, p));
	/* "serve = all" is no reason to ask anybody who is no phone */
	p->belief.is_phone = false;
	config.serve_all = true;
	ck_assert(!idle_may_ask(&bench, p));
	config.serve_all = false;
}
END_TEST

START_TEST(test_quiet)
{
	struct phone *p = phone(1, "10.77.0.10");

	sees(p, NR_FACT_BOOT, "discover", NR_SOURCE_DHCP);
	ck_assert(!idle_may_ask(&bench, p));
	now_ms += 9999;
	ck_assert(!idle_may_ask(&bench, p));
	now_ms += 1;
	ck_assert(idle_may_ask(&bench, p));
	sees(p, NR_FACT_FILE_WANTED, "SEP001B54AA0001.cnf.xml", NR_SOURCE_TFTP);
	ck_assert(!idle_may_ask(&bench, p));
	now_ms += 3000;
	ck_assert(idle_may_ask(&bench, p));
	nr_tell(&self, p->id, NR_FILE_STARTED, "a", 0, 10, NULL);
	now_ms += 3000;
	ck_assert(!idle_may_ask(&bench, p));
	nr_tell(&self, p->id, NR_FILE_FAILED, "a", 0, 10, "timeout");
	ck_assert(idle_may_ask(&bench, p));
	sees(p, NR_FACT_BOOT, "discover", NR_SOURCE_DHCP);
	now_ms += 3000;
	ck_assert(!idle_may_ask(&bench, p));
}
END_TEST

START_TEST(test_flash)
{
	struct phone *p = phone(1, "10.77.0.10");

	p->state = PHONE_SERVING;
	ck_assert(!idle_may_ask(&bench, p));
	p->state = PHONE_SENT;
	download_image(&bench, p);
	ck_assert(!idle_may_ask(&bench, p));
	p->state = PHONE_HELD;
	ck_assert(!idle_may_ask(&bench, p));
	p->state = PHONE_STALLED; /* longer than flash takes: its answer may be the proof */
	ck_assert(idle_may_ask(&bench, p));
	p->state = PHONE_SENT;
	now_ms += 1000;
	download_config_asked(&bench, p);
	ck_assert(idle_may_ask(&bench, p));
}
END_TEST

/* Planned anew while it writes: left alone until it comes for its configuration. */
START_TEST(test_flash_after_a_replan)
{
	static const enum phone_state states[] = { PHONE_KNOWN, PHONE_PLANNED, PHONE_BLOCKED,
						   PHONE_REFUSED, PHONE_HELD, PHONE_SENT };
	struct phone *p = phone(1, "10.77.0.10");

	download_config_asked(&bench, p);
	now_ms += 1000;
	download_image(&bench, p);
	now_ms += 60000;
	for (size_t i = 0; i < NR_ARRAY_SIZE(states); i++) {
		p->state = states[i];
		ck_assert_msg(!idle_may_ask(&bench, p), "when %s", state_name(p->state));
	}
	download_config_asked(&bench, p);
	for (size_t i = 0; i < NR_ARRAY_SIZE(states); i++) {
		p->state = states[i];
		ck_assert_msg(idle_may_ask(&bench, p), "when %s", state_name(p->state));
	}
}
END_TEST

START_TEST(test_wanted)
{
	struct phone *p = phone(1, "10.77.0.10");

	sees(p, NR_FACT_SERIAL, "FCH1", NR_SOURCE_WEB);
	ck_assert(idle_may_ask(&bench, p));
	snprintf(p->belief.load, sizeof(p->belief.load), "SCCP45.8-3-3S");
	p->belief.load_source = LOAD_ASKED;
	ck_assert(idle_may_ask(&bench, p));
	p->belief.load_source = LOAD_CDP;
	ck_assert(!idle_may_ask(&bench, p));
	p->belief.load_restored = true;
	ck_assert(idle_may_ask(&bench, p));
	p->belief.load_restored = false;
	/* a step waits for its proof */
	p->state = PHONE_SENT;
	p->progress.step.images = 1;
	p->progress.step.sent = p->progress.step.config_after = true;
	ck_assert(idle_may_ask(&bench, p));
	p->state = PHONE_DONE;
	memset(&p->progress, 0, sizeof(p->progress));
	ck_assert(!idle_may_ask(&bench, p));
	/* its page may still tell serial number and hardware: but who is safe to move may be gone */
	p->evidence.sources = 1u << NR_SOURCE_CDP;
	ck_assert(!idle_may_ask(&bench, p));
	p->state = PHONE_PLANNED;
	ck_assert(idle_may_ask(&bench, p));
	/* what it did says that it is done: a word is wanted yet */
	p->state = PHONE_DONE;
	p->belief.load_source = LOAD_REGISTRATION;
	ck_assert(idle_may_ask(&bench, p));
	/* a loader has no page */
	p->belief.wiped = true;
	ck_assert(!idle_may_ask(&bench, p));
}
END_TEST

static Suite *suite(void)
{
	Suite *s = suite_create("idle");
	TCase *c = tcase_create("idle");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, test_walk);
	tcase_add_test(c, test_address);
	tcase_add_test(c, test_silence_of_the_bench);
	tcase_add_test(c, test_quiet);
	tcase_add_test(c, test_flash);
	tcase_add_test(c, test_flash_after_a_replan);
	tcase_add_test(c, test_wanted);
	suite_add_tcase(s, c);
	return s;
}

int main(void)
{
	SRunner *r = srunner_create(suite());
	int failed;

	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
