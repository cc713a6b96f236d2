/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_heard.c -- what is heard on the wire, and what the configuration allows of it. */
#include <config.h>

#include "core/verbs/checkup_wire.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>
#include <string.h>

static struct settings settings;
static struct bench bench;
static struct overhear o;
static struct checkup c;

/* A bench of which this is allowed. */
static void start(const char *allow)
{
	char text[200];
	const char *sets[] = { "bench.interface=wire0", "bench.address=10.77.0.1/24", text };

	snprintf(text, sizeof(text), "bench.allow=%s", allow ? allow : "");
	ck_assert_int_eq(settings_load(&settings, NULL, sets, allow ? 3 : 2), 0);
	memset(&bench, 0, sizeof(bench));
	bench.config = &settings;
	memset(&o, 0, sizeof(o));
	o.address = settings.address;
	checkup_init(&c, NULL, &bench, NULL);
	c.now = "wire";
}

static void end(void)
{
	checkup_finish(&c);
	settings_finish(&settings);
}

static void hear(struct overheard *row, size_t *count, enum overhear_kind kind, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		row[*count] = (struct overheard){ kind, { { 0, 0x11, 0x22, 0x33, 0x44, (uint8_t)i } }, { 0 }, "OSPF" };
		row[(*count)++].ip.s_addr = htonl(0xc0a80100 + i);     /* 192.168.1.i */
	}
}

/* How it was found, with these words in the first that is the worst. */
static void expect(enum nr_answer answer, int status, const char *words)
{
	checkup_wire_heard(&c, &o);
	ck_assert_int_eq(findings_answer(&c.found, "wire"), answer);
	ck_assert_int_eq(checkup_status(&c), status);
	findings_sort(&c.found);
	ck_assert_msg(strstr(c.found.row[0].text, words) != NULL, "%s", c.found.row[0].text);
	ck_assert(answer != NR_ANSWER_BAD || c.found.row[0].mend != NULL);
	end();
}

START_TEST(test_quiet)
{
	start(NULL);
	expect(NR_ANSWER_OK, EXIT_GOOD, "nobody has 10.77.0.1 on wire0");
}
END_TEST

START_TEST(test_taken)
{
	start("router, call-manager, devices");
	o.taken = true;
	expect(NR_ANSWER_BAD, EXIT_GUARD, "10.77.0.1 is the address of another host on wire0, 00:00:00:00:00:00");
}
END_TEST

START_TEST(test_router)
{
	static const char *const allowed[] = { "router", "192.168.1.0", "00:11:22:33:44:00" };

	start("call-manager, devices");
	hear(o.row, &o.count, OVERHEAR_ROUTER, 1);
	expect(NR_ANSWER_BAD, EXIT_GUARD, "a router is heard on wire0: 192.168.1.0 (00:11:22:33:44:00), by OSPF");
	for (size_t i = 0; i < NR_ARRAY_SIZE(allowed); i++) {
		start(allowed[i]);
		hear(o.row, &o.count, OVERHEAR_ROUTER, 1);
		expect(NR_ANSWER_OK, EXIT_GOOD, "and allowed");
	}
	/* One of two. */
	start("192.168.1.0");
	hear(o.row, &o.count, OVERHEAR_ROUTER, 2);
	expect(NR_ANSWER_BAD, EXIT_GUARD, "192.168.1.1");
}
END_TEST

START_TEST(test_call_manager)
{
	start("router");
	hear(o.row, &o.count, OVERHEAR_CALL_MANAGER, 1);
	expect(NR_ANSWER_BAD, EXIT_GUARD, "a call manager is heard on wire0");
	start("call-manager");
	hear(o.row, &o.count, OVERHEAR_CALL_MANAGER, 1);
	expect(NR_ANSWER_OK, EXIT_GOOD, "and allowed");
}
END_TEST

/* A few phones with addresses of where they came from are no network. */
START_TEST(test_devices)
{
	start(NULL);
	hear(o.device, &o.devices, OVERHEAR_DEVICE, OVERHEAR_MANY - 1);
	expect(NR_ANSWER_OK, EXIT_GOOD, "7 devices on wire0 with an address of another network");
	start(NULL);
	hear(o.device, &o.devices, OVERHEAR_DEVICE, OVERHEAR_MANY);
	expect(NR_ANSWER_BAD, EXIT_GUARD, "8 devices on wire0 with an address of another network");
	start("192.168.1.3");
	hear(o.device, &o.devices, OVERHEAR_DEVICE, OVERHEAR_MANY);
	expect(NR_ANSWER_OK, EXIT_GOOD, "7 devices");
	start("devices");
	hear(o.device, &o.devices, OVERHEAR_DEVICE, 40);
	expect(NR_ANSWER_OK, EXIT_GOOD, "nobody has");
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("heard");

	tcase_add_test(t, test_quiet);
	tcase_add_test(t, test_taken);
	tcase_add_test(t, test_router);
	tcase_add_test(t, test_call_manager);
	tcase_add_test(t, test_devices);
	return suite_run("heard", t);
}
