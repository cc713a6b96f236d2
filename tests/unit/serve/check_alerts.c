/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_alerts.c -- what no state of a phone says reaches status and rows, and goes when it is
 * over; and what the status says of a download.
 */
#include <config.h>

#include "core/phone/alert.h"
#include "core/phone/deed.h"
#include "core/phone/patience.h"
#include "core/phone/registry.h"
#include "core/phone/state.h"
#include "core/plugin/plugins.h"
#include "core/serve/answer.h"
#include "core/serve/instance.h"
#include "core/serve/status.h"
#include "core/serve/wire.h"
#include "tests/unit/phone/life.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>
#include <check.h>
#include <syslog.h>

static struct plugin_protocol plugin = { .protocol = { .type = "dhcp" } };
static struct nr_instance self = { .bench = &bench, .plugin = &plugin };

/* "CODE phone: message" of the alert @i of the status; "": there are fewer. */
static const char *alert(size_t i)
{
	static char text[600];
	json_t *doc = status_document(&bench);
	const json_t *a = json_array_get(json_object_get(doc, "alerts"), i);
	const char *phone = json_string_value(json_object_get(a, "phone"));

	text[0] = '\0';
	if (a)
		snprintf(text, sizeof(text), "%s %s: %s", json_string_value(json_object_get(a, "code")),
			 phone ? phone : "bench", json_string_value(json_object_get(a, "message")));
	json_decref(doc);
	return text;
}

static json_t *of_the_phone(const char *key)
{
	json_t *row = status_phone(&bench, the_phone());
	json_t *value = json_incref(json_object_get(row, key));

	ck_assert_msg(value != NULL, "no %s", key);
	json_decref(row);
	return value;
}

static long long number(const char *key)
{
	json_t *v = of_the_phone(key);
	long long n = json_is_integer(v) ? json_integer_value(v) : -1;

	json_decref(v);
	return n;
}

static bool is_text(const char *key, const char *want)
{
	json_t *v = of_the_phone(key);
	bool same = json_is_string(v) ? strcmp(json_string_value(v), want) == 0 : !want[0];

	json_decref(v);
	return same;
}

/* -- alerts ---------------------------------------------------------------------------- */

START_TEST(a_pool_that_is_full)
{
	ck_assert_str_eq(alert(0), "");
	nr_log(&self, LOG_WARNING, "NR-POOL: 00:1b:54:aa:00:09 gets no answer: no address is free");
	ck_assert_str_eq(alert(0),
			 "NR-POOL bench: 00:1b:54:aa:00:09 gets no answer: no address is free");
	nr_log(&self, LOG_WARNING, "NR-POOL: another one gets no answer");
	ck_assert_str_eq(alert(0), "NR-POOL bench: another one gets no answer");
	ck_assert_str_eq(alert(1), "");
	nr_log(&self, LOG_WARNING, "NR-WHAT: is no code");
	nr_log(&self, LOG_DEBUG, "NR-VLAN: is no warning");
	ck_assert_str_eq(alert(1), "");
	now_ms += 131000; /* nobody was refused since */
	ck_assert_str_eq(alert(0), "");
}
END_TEST

START_TEST(another_server)
{
	struct nr_server s = { .mac = { { 0, 0x50, 0x56, 1, 2, 3 } } };

	inet_pton(AF_INET, "10.77.0.254", &s.address);
	bench.guard_passed = true;
	nr_guard_tripped(&self, &s, sizeof(s));
	ck_assert_msg(strstr(alert(0), "NR-ROGUE bench: ") == alert(0) &&
			      strstr(alert(0), "10.77.0.254 (00:50:56:01:02:03, VMware)"),
		      "%s", alert(0));
	nr_guard(&self, NR_GUARD_CLEAR, NULL);
	ck_assert_str_eq(alert(0), "");
}
END_TEST

START_TEST(a_transfer_that_breaks_off)
{
	struct nr_file f;

	cdp(OLD);
	config_names(STONE);
	ck_assert(takes(STONE ".loads"));
	ck_assert(asks("jar45sccp.8-5-2.sbn", &f));
	deed_failed(&bench, the_phone(), "tftp", f.name, 512, "timeout");
	answer_close(&bench, &f);
	ck_assert_str_eq(alert(0), "NR-TFTP SEP001B54AA0001: jar45sccp.8-5-2.sbn broke off after 512 "
				   "bytes: timeout");
	ck_assert(is_text("code", "NR-TFTP"));
	ck_assert(takes("jar45sccp.8-5-2.sbn"));
	ck_assert_str_eq(alert(0), "");
	ck_assert(is_text("code", ""));
	ck_assert(is_text("message", "downloading"));
}
END_TEST

START_TEST(a_trust_list)
{
	cdp(OLD);
	ck_assert(!takes("SEP001B54AA0001.cnf.xml.sgn"));
	ck_assert_msg(strstr(alert(0), "NR-TRUST SEP001B54AA0001: ") == alert(0), "%s", alert(0));
	ck_assert(is_text("code", "NR-TRUST"));
	config_names(STONE);
	ck_assert(takes(STONE ".loads")); /* it takes an unsigned one too */
	ck_assert_str_eq(alert(0), "");
}
END_TEST

/* -- the bench's own end of the wire ----------------------------------------------------- */

START_TEST(the_address_is_taken_off)
{
	struct watch_seen seen = { .there = true, .up = true, .carrier = true, .address = true };

	snprintf(bench.wire.interface, sizeof(bench.wire.interface), "eth1");
	wire_seen(&bench, &seen);
	ck_assert_str_eq(alert(0), "");
	cdp(OLD);
	boots(CLASS);
	seen.address = false;
	wire_seen(&bench, &seen);
	wire_seen(&bench, &seen); /* said once */
	ck_assert_msg(strstr(alert(0), "NR-ADDRESS bench: the bench's address 10.77.0.1 was taken off eth1") ==
			      alert(0),
		      "%s", alert(0));
	ck_assert_str_eq(alert(1), "");
	/* What the phone asks cannot arrive: no firewall, and no fault of its own. */
	sight(NR_SOURCE_TFTP, NR_FACT_FILE_WANTED, CONFIG, NR_FACT_SERVER, "10.77.0.1");
	now_ms += 2000000;
	patience_tick(&bench);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	seen.address = true;
	wire_seen(&bench, &seen);
	ck_assert_str_eq(alert(0), "");
}
END_TEST

START_TEST(the_carrier_goes)
{
	struct watch_seen seen = { .there = true, .up = true, .address = true };

	snprintf(bench.wire.interface, sizeof(bench.wire.interface), "eth1");
	cdp(OLD);
	ck_assert(is_text("link", ""));
	wire_seen(&bench, &seen);
	ck_assert(is_text("link", "down"));
	ck_assert_str_eq(alert(0), ""); /* a phone at the other end starts */
	now_ms += WIRE_CARRIER_MS;
	wire_tick(&bench);
	ck_assert_msg(strstr(alert(0), "NR-LINK bench: eth1 has no carrier") == alert(0), "%s", alert(0));
	seen.carrier = true;
	wire_seen(&bench, &seen);
	ck_assert(is_text("link", "up"));
	ck_assert_str_eq(alert(0), "");
	seen.up = false;
	wire_seen(&bench, &seen);
	ck_assert_msg(strstr(alert(0), "eth1 was set down"), "%s", alert(0));
	memset(&seen, 0, sizeof(seen));
	seen.up = true;
	wire_seen(&bench, &seen);
	ck_assert_msg(strstr(alert(0), "eth1 was taken off this machine"), "%s", alert(0));
}
END_TEST

/* -- how far a download is ------------------------------------------------------------------ */

START_TEST(speed)
{
	struct nr_file f;
	long long total, first;

	cdp(OLD);
	ck_assert_int_eq(number("rate"), -1);
	config_names(STONE);
	ck_assert_int_eq(number("step_bytes"), 0);
	total = number("step_total");
	ck_assert_int_gt(total, 0);
	ck_assert(takes(STONE ".loads"));
	ck_assert_int_eq(number("step_bytes"), 0); /* the list is no image */
	ck_assert(asks("jar45sccp.8-5-2.sbn", &f));
	first = (long long)f.size;
	now_ms += 1000;
	deed_moved(&bench, the_phone(), f.name, (uint64_t)first / 2, f.size);
	ck_assert_int_eq(number("step_bytes"), first / 2);
	now_ms += 1000;
	deed_moved(&bench, the_phone(), f.name, f.size - 1, f.size);
	ck_assert_int_gt(number("rate"), 0);
	ck_assert_int_eq(number("left"),
			 (total - (first - 1) + number("rate") - 1) / number("rate"));
	receives(&f);
	ck_assert_int_eq(number("step_bytes"), first);
	ck_assert_int_eq(number("rate"), -1); /* nothing moves */
	ck_assert_int_eq(number("left"), -1);
	now_ms += 1000;
	ck_assert(takes("cnu45.8-5-2.sbn"));
	ck_assert(takes("apps45.8-5-2.sbn"));
	ck_assert(takes("dsp45.8-5-2.sbn"));
	ck_assert(takes("cvm45sccp.8-5-2.sbn"));
	ck_assert_int_eq(number("step_bytes"), total);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("alerts");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, a_pool_that_is_full);
	tcase_add_test(t, another_server);
	tcase_add_test(t, a_transfer_that_breaks_off);
	tcase_add_test(t, a_trust_list);
	tcase_add_test(t, the_address_is_taken_off);
	tcase_add_test(t, the_carrier_goes);
	tcase_add_test(t, speed);
	return suite_run("alerts", t);
}
