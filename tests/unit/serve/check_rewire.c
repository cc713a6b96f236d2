/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_rewire.c -- the interface or its address goes: what is put back, how long it is tried,
 * and when the bench ends.  The machine is the test's own.
 */
#include <config.h>

#include "core/phone/alert.h"
#include "core/serve/instance.h"
#include "core/serve/rewire.h"
#include "tests/unit/phone/life.h"
#include "tests/unit/suite.h"

#include <errno.h>

static struct watch_seen machine;       /* as it is */
static unsigned machine_index;          /* what the interface has */
static int put_fails, adopt_fails, plugin_fails;
static unsigned asked, adopted, told;

static int look(void *arg, unsigned index, struct in_addr address, struct watch_seen *out)
{
	(void)arg;
	(void)address;
	memset(out, 0, sizeof(*out));
	if (index == machine_index)
		*out = machine;
	return 0;
}

static int put(void *arg, struct helper_reply *out)
{
	(void)arg;
	asked++;
	if (put_fails)
		return put_fails;
	if (!machine.there)
		return -ENODEV;
	out->put = !machine.address;
	machine.address = true;
	out->index = machine_index;
	snprintf(out->name, sizeof(out->name), "%s", machine.name);
	out->mac[5] = (uint8_t)machine_index;
	return 0;
}

static int adopt(void *arg)
{
	(void)arg;
	adopted++;
	return adopt_fails;
}

static int wire_changed(struct nr_instance *self)
{
	(void)self;
	told++;
	return plugin_fails;
}

static const struct rewire_ops ops = { look, put, adopt };
static struct plugin_protocol plugin = { .protocol = { .type = "dhcp", .wire_changed = wire_changed } };
static struct nr_instance instance;
static struct rewire r;

static void setup_wire(void)
{
	setup();
	machine = (struct watch_seen){ .there = true, .name = "eth1", .up = true, .carrier = true, .address = true };
	machine_index = bench.wire.ifindex = 7;
	snprintf(bench.wire.interface, sizeof(bench.wire.interface), "eth1");
	snprintf(bench.wire.parent, sizeof(bench.wire.parent), "eth1");
	put_fails = adopt_fails = plugin_fails = 0;
	asked = adopted = told = 0;
	instance = (struct nr_instance){ .bench = &bench, .plugin = &plugin, .opened = true };
	bench.instance = &instance;
	bench.instance_count = 1;
	r = (struct rewire){ .bench = &bench, .ops = &ops };
}

static void teardown_wire(void)
{
	bench.instance = NULL;
	bench.instance_count = 0;
	teardown();
}

static bool is_said(enum code code)
{
	for (size_t i = 0; i < bench.alerts.count; i++)
		if (bench.alerts.row[i].code == code)
			return true;
	return false;
}

START_TEST(nothing_is_done_when_all_is_well)
{
	ck_assert(rewire_look(&r));
	ck_assert(rewire_tick(&r));
	machine.carrier = false;
	ck_assert(rewire_look(&r));
	machine.up = false;
	ck_assert(rewire_look(&r));
	now_ms += 1000000;
	ck_assert(rewire_tick(&r));
	ck_assert_uint_eq(asked + adopted + told, 0);
}
END_TEST

START_TEST(the_address_is_put_back)
{
	machine.address = false;
	ck_assert(rewire_look(&r));
	ck_assert(machine.address);
	ck_assert(!bench.no_address);
	ck_assert(!is_said(CODE_ADDRESS));
	ck_assert_uint_eq(adopted + told, 0);   /* nothing lost its interface */
}
END_TEST

START_TEST(but_not_for_ever)
{
	for (int i = 0; i < REWIRE_MOST; i++) {
		machine.address = false;
		ck_assert(rewire_look(&r));
		now_ms += 1000;
	}
	machine.address = false;
	ck_assert(!rewire_look(&r));
}
END_TEST

START_TEST(now_and_then_is_no_fight)
{
	for (int i = 0; i < 20; i++) {
		machine.address = false;
		ck_assert(rewire_look(&r));
		now_ms += 12001;
	}
}
END_TEST

START_TEST(without_rights_it_waits_for_a_while)
{
	put_fails = -EPERM;
	machine.address = false;
	ck_assert(rewire_look(&r));
	ck_assert(is_said(CODE_ADDRESS));
	now_ms += REWIRE_GRACE_MS - 1;
	ck_assert(rewire_tick(&r));
	machine.address = true;         /* by whoever took it */
	ck_assert(rewire_look(&r));
	ck_assert(!is_said(CODE_ADDRESS));
	machine.address = false;
	ck_assert(rewire_look(&r));
	now_ms += REWIRE_GRACE_MS - 1;
	ck_assert(rewire_tick(&r));
	now_ms += 1;
	ck_assert(!rewire_tick(&r));
}
END_TEST

START_TEST(an_interface_that_is_gone_is_waited_for)
{
	machine.there = machine.address = false;
	ck_assert(rewire_look(&r));
	ck_assert(is_said(CODE_LINK));
	now_ms += 3600000;
	ck_assert(rewire_tick(&r));
	ck_assert_uint_eq(adopted + told, 0);
	machine.there = true;
	machine_index = 9;
	ck_assert(rewire_tick(&r));
	ck_assert_uint_eq(bench.wire.ifindex, 9);
	ck_assert_uint_eq(bench.wire.mac.b[5], 9);
	ck_assert_uint_eq(adopted, 1);
	ck_assert_uint_eq(told, 1);
	ck_assert(!is_said(CODE_LINK));
	ck_assert(rewire_tick(&r));
	ck_assert_uint_eq(adopted, 1);
}
END_TEST

/* It is back, and a socket is not: tried again, then the end, and never half a bench. */
static void half_back(int *fails)
{
	machine.address = false;
	machine_index = 9;
	*fails = -EIO;
	ck_assert(rewire_look(&r));
	now_ms += 5000;
	ck_assert(rewire_tick(&r));
	*fails = 0;
	ck_assert(rewire_tick(&r));
	now_ms += 3600000;
	ck_assert(rewire_tick(&r));
	machine_index = 11;
	*fails = -EIO;
	ck_assert(rewire_look(&r));
	now_ms += REWIRE_GRACE_MS;
	ck_assert(!rewire_tick(&r));
}

START_TEST(half_a_bench_is_none)
{
	half_back(&adopt_fails);
}
END_TEST

START_TEST(a_plugin_that_cannot_ends_it)
{
	half_back(&plugin_fails);
}
END_TEST

START_TEST(another_name)
{
	snprintf(machine.name, sizeof(machine.name), "wire7");
	ck_assert(rewire_look(&r));
	ck_assert_str_eq(bench.wire.interface, "wire7");
	ck_assert_str_eq(bench.wire.parent, "wire7");
	ck_assert_uint_eq(told, 1);
	ck_assert_uint_eq(adopted, 0);
	ck_assert(rewire_look(&r));
	ck_assert_uint_eq(told, 1);
}
END_TEST

START_TEST(the_one_below_a_vlan_keeps_its_name)
{
	bench.wire.vlan = 100;
	snprintf(machine.name, sizeof(machine.name), "voice");
	ck_assert(rewire_look(&r));
	ck_assert_str_eq(bench.wire.interface, "voice");
	ck_assert_str_eq(bench.wire.parent, "eth1");
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("rewire");

	tcase_add_checked_fixture(t, setup_wire, teardown_wire);
	tcase_add_test(t, nothing_is_done_when_all_is_well);
	tcase_add_test(t, the_address_is_put_back);
	tcase_add_test(t, but_not_for_ever);
	tcase_add_test(t, now_and_then_is_no_fight);
	tcase_add_test(t, without_rights_it_waits_for_a_while);
	tcase_add_test(t, an_interface_that_is_gone_is_waited_for);
	tcase_add_test(t, half_a_bench_is_none);
	tcase_add_test(t, a_plugin_that_cannot_ends_it);
	tcase_add_test(t, another_name);
	tcase_add_test(t, the_one_below_a_vlan_keeps_its_name);
	return suite_run("rewire", t);
}
