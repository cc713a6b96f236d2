/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_config.c -- [bench], [model] and [phone]. */
#include <config.h>

#include "core/config/settings.h"
#include "core/plugin/plugins.h"
#include "core/plugin/sections.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static struct settings c;
static char folder[] = "/tmp/check_config.XXXXXX", path[64];

static void make_folder(void)
{
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/bench.ini", folder);
}

static void remove_folder(void)
{
	unlink(path);
	rmdir(folder);
}

static void teardown(void)
{
	settings_finish(&c);
}

static int load(const char *text)
{
	FILE *f = fopen(path, "w");

	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	fclose(f);
	return settings_load(&c, path, NULL, 0);
}

/* Error @at is @text after "<folder>/bench.ini:". */
static void error_is(size_t at, const char *text)
{
	ck_assert_uint_gt(c.ini.errors.count, at);
	ck_assert_str_eq(c.ini.errors.line[at] + strlen(path) + 1, text);
}

START_TEST(target_missing)
{
	ck_assert_int_eq(load("[bench]\ntarget-missing = newest\n"), 0);
	ck_assert(!settings_leaves_missing(&c));
	settings_finish(&c);
	ck_assert_int_eq(load("[bench]\ntarget = newest\n"), 0);
	ck_assert(!settings_leaves_missing(&c));
	settings_finish(&c);
	ck_assert_int_eq(load("[bench]\ntarget-missing = new\n"), -EINVAL);
	error_is(0, "2: [bench] target-missing: 'new' is not known (did you mean 'newest'?)");
}
END_TEST

START_TEST(name)
{
	ck_assert_int_eq(load("[bench]\nname = Bench 2.b_c-d\nmetrics = x.prom\n"), 0);
	ck_assert_str_eq(c.name, "Bench 2.b_c-d");
	ck_assert_str_eq(c.metrics + strlen(folder), "/x.prom");
	settings_finish(&c);
	/* the machine's, whatever that is */
	ck_assert_int_eq(load(""), 0);
	ck_assert_str_ne(c.name, "");
	ck_assert_ptr_null(c.metrics);
	settings_finish(&c);
	ck_assert_int_eq(load("[bench]\nname = a/b\n"), -EINVAL);
	error_is(0, "2: [bench] name: 'a/b' may have letters, digits, blanks and ._- only");
	settings_finish(&c);
	ck_assert_int_eq(load("[bench]\nname = 123456789012345678901234567890123456789012345678901234567890123\n"), 0);
	settings_finish(&c);
	ck_assert_int_eq(load("[bench]\nname = 1234567890123456789012345678901234567890123456789012345678901234\n"),
			 -EINVAL);
	error_is(0, "2: [bench] name: it is longer than 63");
}
END_TEST

START_TEST(no_file)
{
	ck_assert_int_eq(settings_load(&c, NULL, NULL, 0), 0);
	ck_assert_ptr_null(c.interface);
	ck_assert_uint_eq(c.prefix, 0);
	ck_assert_str_eq(c.library, "firmware");
	ck_assert_str_eq(c.state, "state");
	ck_assert_str_eq(c.control, "netrecover.sock");
	ck_assert_str_eq(c.view, "netrecover-view.sock");
	ck_assert_str_eq(c.user, NR_USER);
	ck_assert(settings_leaves_missing(&c));
	ck_assert_ptr_null(c.plugins);
	ck_assert_ptr_null(c.models);
	ck_assert_ptr_null(c.call_manager);
	ck_assert_int_eq(c.target, SETTINGS_TARGET_CALL_MANAGER);
	ck_assert(!c.serve_all);
}
END_TEST

START_TEST(view)
{
	ck_assert_int_eq(load("[bench]\ncontrol = /run/nr/control.sock\n"), 0);
	ck_assert_str_eq(c.view, "/run/nr/control-view.sock");
	settings_finish(&c);
	ck_assert_int_eq(load("[bench]\ncontrol = /run/.sock\n"), 0);
	ck_assert_str_eq(c.view, "/run/-view.sock");
	settings_finish(&c);
	ck_assert_int_eq(load("[bench]\ncontrol = /run/bench\nview = /run/look\n"), 0);
	ck_assert_str_eq(c.control, "/run/bench");
	ck_assert_str_eq(c.view, "/run/look");
	settings_finish(&c);
	ck_assert_int_eq(load("[bench]\ncontrol = /run/bench\n"), 0);
	ck_assert_str_eq(c.view, "/run/bench-view.sock");
}
END_TEST

START_TEST(neighbours)
{
	static const struct nr_mac mac = { { 0x00, 0x1b, 0x54, 0xaa, 0x00, 0x01 } };
	static const struct in_addr ip = { 0x0500000a };        /* 10.0.0.5 */

	ck_assert_int_eq(load("[bench]\ndefault-route = allow\nallow = router, 10.0.0.5\n"), 0);
	ck_assert(c.default_route);
	ck_assert(settings_allows(&c, "router", (struct in_addr){ 0 }, &mac));
	ck_assert(!settings_allows(&c, "devices", (struct in_addr){ 0 }, &mac));
	ck_assert(settings_allows(&c, "call-manager", ip, &mac));
	settings_finish(&c);
	ck_assert_int_eq(load("[bench]\nallow = 001b.54aa.0001\n"), 0);
	ck_assert(!c.default_route);
	ck_assert(settings_allows(&c, "call-manager", ip, &mac));
	settings_finish(&c);
	ck_assert_int_eq(load("[bench]\nallow = routers, everything\ndefault-route = yes\n"), -EINVAL);
	error_is(0, "2: [bench] allow: 'routers' is not known (did you mean 'router'?)");
	error_is(1, "2: [bench] allow: 'everything' is neither router, call-manager or devices nor an address");
	error_is(2, "3: [bench] default-route: 'yes' is neither refuse nor allow");
}
END_TEST

/* The file of the manual, with every key. */
START_TEST(everything)
{
	static const struct nr_mac mac = { { 0x00, 0x1b, 0x54, 0xaa, 0x00, 0x01 } };
	struct nr_model m = { .id = "cisco-7945", .name = "7945" };
	char want[80];

	ck_assert_int_eq(load("[bench]\ninterface    = eth1   # serve here\naddress = 10.77.0.1/24\n"
			      "library = firmware\nstate = /var/x\nplugins = dhcp, tftp ,pcap\nmodels = *\n"
			      "call-manager = XMLDefault.cnf.xml\ntarget = newest\nserve = all\n"
			      "user = bench\n[dhcp]\npool = 10.77.0.10-10.77.0.200\n[http]\nport = 6970\n"
			      "[model cisco-7945]\ntarget = SCCP45.9-4-2SR3-1S\n"
			      "[phone SEP001B54AA0001]\ntarget = a\nload = b\nhold = yes\n"), 0);
	ck_assert_str_eq(c.interface, "eth1");
	ck_assert_uint_eq(ntohl(c.address.s_addr), 0x0a4d0001);
	ck_assert_uint_eq(c.prefix, 24);
	snprintf(want, sizeof(want), "%s/firmware", folder);
	ck_assert_str_eq(c.library, want);
	ck_assert_str_eq(c.state, "/var/x");
	snprintf(want, sizeof(want), "%s/XMLDefault.cnf.xml", folder);
	ck_assert_str_eq(c.call_manager, want);
	ck_assert_str_eq(c.plugins[0], "dhcp");
	ck_assert_str_eq(c.plugins[1], "tftp");
	ck_assert_str_eq(c.plugins[2], "pcap");
	ck_assert_ptr_null(c.plugins[3]);
	ck_assert_ptr_null(c.models);
	ck_assert_int_eq(c.target, SETTINGS_TARGET_NEWEST);
	ck_assert(c.serve_all);
	ck_assert_str_eq(c.user, "bench");
	ck_assert_str_eq(sections_model(&c, &m)->target, "SCCP45.9-4-2SR3-1S");
	m.id = m.name = "x";
	ck_assert_ptr_null(sections_model(&c, &m));
	ck_assert_str_eq(settings_phone(&c, &mac)->target, "a");
	ck_assert_str_eq(settings_phone(&c, &mac)->load, "b");
	ck_assert(settings_phone(&c, &mac)->hold);
}
END_TEST

START_TEST(all_errors_at_once)
{
	ck_assert_int_eq(load("[bench]\ninterface = a-name-too-long-x\naddress = 10.77.0.1\n"
			      "intrface = x\ntarget = newst\nserve = x\nplugins = a,,a\n[bench x]\n"
			      "[phone]\n[phone SEP001B]\nload = x\n[model]\ntarget = x\n"), -EINVAL);
	error_is(0, "2: [bench] interface: 'a-name-too-long-x' cannot be the name of an interface");
	error_is(1, "3: [bench] address: '10.77.0.1' is not an address with its prefix length, such as "
		 "10.77.0.1/24");
	error_is(2, "4: [bench] unknown key 'intrface' (did you mean 'interface'?)");
	error_is(3, "5: [bench] target: 'newst' is not known (did you mean 'newest'?)");
	error_is(4, "6: [bench] serve: 'x' is neither phones nor all");
	error_is(5, "7: [bench] plugins: an empty name in 'a,,a'");
	error_is(6, "7: [bench] plugins: 'a' is listed twice");
	error_is(7, "8: [bench] takes no name: 'x'");
	error_is(8, "9: [phone] needs a name: [phone SEP001B54AA0001]");
	error_is(9, "10: [phone SEP001B] 'SEP001B' is not a phone: write its name, with the twelve "
		 "digits of its MAC address");
	error_is(10, "12: [model] needs a name: [model 7945]");
	ck_assert_uint_eq(c.ini.errors.count, 11);
}
END_TEST

START_TEST(vlans)
{
	static const char *const wrong[] = { "0", "4095", "-1", "voice", "100,110", "0x64", "99999999999" };
	char text[80];

	ck_assert_int_eq(load("[bench]\nvlan = 4094\n"), 0);
	ck_assert_uint_eq(c.vlan, 4094);
	settings_finish(&c);
	ck_assert_int_eq(load(""), 0);
	ck_assert_uint_eq(c.vlan, 0);
	for (size_t i = 0; i < NR_ARRAY_SIZE(wrong); i++) {
		settings_finish(&c);
		snprintf(text, sizeof(text), "[bench]\nvlan = %s\n", wrong[i]);
		ck_assert_int_eq(load(text), -EINVAL);
		ck_assert_uint_eq(c.ini.errors.count, 1);
		ck_assert_uint_eq(c.vlan, 0);
	}
}
END_TEST

START_TEST(addresses)
{
	static const char *const wrong[] = { "10.77.0.1/7", "10.77.0.1/31", "10.77.0.0/24", "10.77.0.255/24",
					     "127.0.0.1/8", "239.1.2.3/8", "10.77.0.1/", "10.77.0.1/24x",
					     "/24", "10.77.0.1/999999999999", "0.0.0.1/8",
					     "1111111111111111111.1.1.1/8" };
	char text[80];

	for (size_t i = 0; i < NR_ARRAY_SIZE(wrong); i++) {
		snprintf(text, sizeof(text), "[bench]\naddress = %s\n", wrong[i]);
		ck_assert_msg(load(text) == -EINVAL && c.ini.errors.count == 1, "%s", wrong[i]);
		settings_finish(&c);
	}
	ck_assert_int_eq(load("[bench]\naddress = 10.77.0.1/30\n"), 0);
	ck_assert_uint_eq(c.prefix, 30);
}
END_TEST

START_TEST(phone_names)
{
	ck_assert_int_eq(load("[phone SEP001B54AA0001]\nload = x\n[phone 00:1b:54:aa:00:01]\nload = y\n"),
			 -EINVAL);
	error_is(0, "3: [phone 00:1b:54:aa:00:01] the same phone as in line 1");
	ck_assert_uint_eq(c.phone_count, 1);
}
END_TEST

/* How many errors there are when a plugin declares what its key says about the bench. */
static int load_named(const char *text)
{
	struct plugin_protocol dhcp = { .protocol = { .type = "dhcp", .serve_named = "serve" } };
	struct plugin_protocol tftp = { .protocol = { .type = "tftp" } }, *loaded[] = { &dhcp, &tftp };
	const struct plugins p = { .protocol = loaded, .protocol_count = 2 };

	ck_assert_int_eq(load(text), 0);
	sections_read_bench(&c, &p);
	return (int)c.ini.errors.count;
}

/* Whom a guest of a site's DHCP server serves is named, or it does not start. */
START_TEST(beside)
{
	const struct nr_mac mine = { { 0x00, 0x1b, 0x54, 0xaa, 0, 1 } }, other = { { 0x00, 0x1b, 0x54, 0xaa, 0, 2 } };

	ck_assert_int_eq(load_named("[dhcp]\nserve = no\n[phone SEP001B54AA0001]\n"), 0);
	ck_assert(!settings_leaves(&c, settings_phone(&c, &mine)));
	ck_assert(settings_leaves(&c, settings_phone(&c, &other)));
	settings_finish(&c);
	ck_assert_int_eq(load_named("[dhcp]\nserve = yes\n[phone SEP001B54AA0001]\n"), 0);
	ck_assert(!settings_leaves(&c, settings_phone(&c, &other)));
	settings_finish(&c);
	/* A key of that name says nothing where no plugin says that it does. */
	ck_assert_int_eq(load_named("[tftp]\nserve = no\n[phone SEP001B54AA0001]\n"), 0);
	ck_assert(!settings_leaves(&c, settings_phone(&c, &other)));
	settings_finish(&c);
	ck_assert_int_eq(load_named("[dhcp]\nserve = off\n"), 1);
	error_is(0, "2: [dhcp] serve: it serves only phones with a section of their own, and there is none: write "
		 "[phone SEP001B54AA0001] for each");
	settings_finish(&c);
	ck_assert_int_eq(load_named("[bench]\nserve = all\n[dhcp]\nserve = no\n[phone SEP001B54AA0001]\n"), 1);
}
END_TEST

START_TEST(set_wins)
{
	static const char *const sets[] = { "bench.user=root", "model 7965.target=x", "bench.usr=x" };

	ck_assert_int_eq(settings_load(&c, NULL, sets, 3), -EINVAL);
	ck_assert_str_eq(c.user, "root");
	ck_assert_str_eq(c.model[0].target, "x");
	ck_assert_uint_eq(c.ini.errors.count, 1);
	ck_assert_str_eq(c.ini.errors.line[0], "--set bench.usr: unknown key 'usr' (did you mean 'user'?)");
}
END_TEST

START_TEST(missing_file)
{
	ck_assert_int_eq(settings_load(&c, "/nonexistent/b.ini", NULL, 0), -EINVAL);
	ck_assert_str_eq(c.ini.errors.line[0],
			 "/nonexistent/b.ini: cannot read this file: No such file or directory");
}
END_TEST

START_TEST(unknown_sections)
{
	struct plugin_protocol dhcp = { .protocol = { .type = "dhcp" } };
	struct plugin_protocol tftp = { .protocol = { .type = "tftp" } };
	struct plugin_protocol *loaded[] = { &dhcp, &tftp };
	char http[] = "http", probe[] = "probe", *idle[] = { http, probe };
	struct plugins p = { .protocol = loaded, .protocol_count = 2, .idle = idle, .idle_count = 2 };

	/* [http] and [probe] are installed, [sip] is not: nothing is known of plugins but that. */
	ck_assert_int_eq(load("[bench]\n[tftp]\n[dhpc]\npool = x\n[http]\nport = 1\n[benhc]\n[nothing]\n"
			      "x = 1\n[probe]\n[sip]\nport = 5060\n[porbe]\n"), 0);
	sections_check_unused(&c, &p);
	error_is(0, "3: unknown section [dhpc] (did you mean [dhcp]?)");
	error_is(1, "7: unknown section [benhc] (did you mean [bench]?)");
	error_is(2, "8: unknown section [nothing]");
	error_is(3, "11: unknown section [sip]");
	error_is(4, "13: unknown section [porbe] (did you mean [probe]?)");
	ck_assert_uint_eq(c.ini.errors.count, 5);
}
END_TEST

START_TEST(unknown_models)
{
	struct plugin_model a = { .model = { .id = "cisco-7945", .name = "7945" } };
	struct plugin_model b = { .model = { .id = "cisco-7965", .name = "7965" } };
	struct plugin_model *list[] = { &a, &b };
	struct plugins p = { .model = list, .model_count = 2 };

	ck_assert_int_eq(load("[model 7945]\ntarget = x\n[model cisco-7945]\n[model 7956]\n[model ata]\n"), 0);
	sections_check_models(&c, &p);
	error_is(0, "3: [model cisco-7945] the same model as [model 7945]");
	error_is(1, "4: [model 7956] no such model is loaded (did you mean '7965'?)");
	error_is(2, "5: [model ata] no such model is loaded");
	ck_assert_uint_eq(c.ini.errors.count, 3);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("config");

	tcase_add_unchecked_fixture(t, make_folder, remove_folder);
	tcase_add_checked_fixture(t, NULL, teardown);
	tcase_add_test(t, target_missing);
	tcase_add_test(t, name);
	tcase_add_test(t, no_file);
	tcase_add_test(t, everything);
	tcase_add_test(t, view);
	tcase_add_test(t, neighbours);
	tcase_add_test(t, all_errors_at_once);
	tcase_add_test(t, vlans);
	tcase_add_test(t, addresses);
	tcase_add_test(t, phone_names);
	tcase_add_test(t, beside);
	tcase_add_test(t, set_wins);
	tcase_add_test(t, missing_file);
	tcase_add_test(t, unknown_sections);
	tcase_add_test(t, unknown_models);
	return suite_run("config", t);
}
