/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_wants.c -- what each plugin says when it is asked to check itself: the ports that
 * it is going to open, and what is wrong with its section.
 */
#include <config.h>

#include "tests/unit/suite.h"
#include "tests/unit/verbs.h"

#include <arpa/inet.h>
#include <string.h>
#include <unistd.h>

static struct nr_instance core;

static void ask(const char *name, const char *interface, const char *address)
{
	memset(&core, 0, sizeof(core));
	core.protocol = verbs_load(name);
	snprintf(core.bench.interface, sizeof(core.bench.interface), "%s", interface);
	inet_pton(AF_INET, address, &core.bench.address);
	inet_pton(AF_INET, "255.255.255.0", &core.bench.netmask);
	verbs_configure(&core, core.protocol);
	ck_assert_ptr_nonnull(core.protocol->check);
	ck_assert_int_eq(core.protocol->check(&core), 0);
	ck_assert_ptr_null(core.data);
}

static const struct {
	const char *plugin, *says;
} wants[] = {
	{ "tftp", "port 69 0\n" },
	{ "http", "port 6970 1\n" },
	{ "sccp", "port 2000 1\n" },
	{ "sip", "port 5060 0\nport 5060 1\n" },
	{ "probe", "ok asks idle phones at TCP port 80 ()\n" },
	{ "pcap", "frames\n" },
	{ "dhcp", "frames\nport 67 6\nok leases 10.77.0.10 to 10.77.0.200 for 10 s ()\n" },
};

START_TEST(test_wants)
{
	ask(wants[_i].plugin, "wire0", "10.77.0.1");
	ck_assert_str_eq(core.found, wants[_i].says);
	core.found[0] = '\0';
	core.bench.passive = true;
	core.protocol->check(&core);
	ck_assert_msg(!strstr(core.found, "port ") || strstr(core.found, "TCP port 80"), "%s", core.found);
}
END_TEST

START_TEST(test_loopback)
{
	ask("dhcp", "lo", "10.77.0.1");
	ck_assert_msg(strstr(core.found, "BAD lo is the loopback"), "%s", core.found);
}
END_TEST

START_TEST(test_pool)
{
	struct nr_range pool;

	ask("dhcp", "wire0", "10.77.0.1");
	inet_pton(AF_INET, "10.88.0.10", &pool.first);
	inet_pton(AF_INET, "10.88.0.20", &pool.last);
	for (const struct nr_option *o = core.protocol->options; o->key; o++)
		if (o->type == NR_RANGE)
			memcpy(core.conf.bytes + o->offset, &pool, sizeof(pool));
	core.found[0] = '\0';
	ck_assert_int_eq(core.protocol->check(&core), 0);
	ck_assert_msg(strstr(core.found, "BAD pool 10.88.0.10-10.88.0.20 "), "%s", core.found);
}
END_TEST

static void set_capture(const char *path)
{
	for (const struct nr_option *o = core.protocol->options; o->key; o++)
		if (o->type == NR_PATH)
			memcpy(core.conf.bytes + o->offset, &path, sizeof(path));
	core.found[0] = '\0';
	ck_assert_int_eq(core.protocol->check(&core), 0);
}

START_TEST(test_capture)
{
	ask("pcap", "wire0", "10.77.0.1");
	set_capture("/proc/self/status");
	ck_assert_msg(strstr(core.found, "BAD capture = /proc/self/status: is not a folder"), "%s", core.found);
	set_capture("/no/such/folder");
	ck_assert_msg(strstr(core.found, "ok capture = /no/such/folder"), "%s", core.found);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("wants");

	tcase_add_loop_test(t, test_wants, 0, NR_ARRAY_SIZE(wants));
	tcase_add_test(t, test_loopback);
	tcase_add_test(t, test_pool);
	tcase_add_test(t, test_capture);
	return suite_run("wants", t);
}
