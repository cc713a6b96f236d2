/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_ini.c -- lines, values and errors of the configuration file. */
#include "core/base/nearest.h"
#include "core/config/ini.h"
#include "core/config/ini_value.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>
#include <check.h>
#include <stdlib.h>

static struct ini ini;

static void parse(const char *text)
{
	ini_finish(&ini);
	ck_assert_int_eq(ini_parse(&ini, "bench.ini", text, strlen(text)), 0);
}

static void teardown(void)
{
	ini_finish(&ini);
}

static const char *value(const char *section, const char *name, const char *key)
{
	const struct ini_entry *e = ini_find(&ini, section, name, key);

	return e ? e->value : NULL;
}

static void error_is(size_t at, const char *text)
{
	ck_assert_uint_gt(ini.errors.count, at);
	ck_assert_str_eq(ini.errors.line[at], text);
}

static void only_error(const char *text)
{
	error_is(0, text);
	ck_assert_uint_eq(ini.errors.count, 1);
}

/* -- lines -- */

START_TEST(plain_file)
{
	parse("# a comment\n; another\n\n[bench]\ninterface = eth1\n  library=a b \n"
	      "[model 7945]\ntarget = SCCP45.9-4-2SR3-1S   # why\n[tftp]\n");
	ck_assert_uint_eq(ini.errors.count, 0);
	ck_assert_uint_eq(ini.count, 3);
	ck_assert_uint_eq(ini.section_count, 3);
	ck_assert_str_eq(value("bench", "", "interface"), "eth1");
	ck_assert_str_eq(value("bench", "", "library"), "a b");
	ck_assert_str_eq(value("model", "7945", "target"), "SCCP45.9-4-2SR3-1S");
	ck_assert_uint_eq(ini.entry[2].line, 8);
	ck_assert_str_eq(ini.section[2].section, "tftp");
	ck_assert_uint_eq(ini.section[2].line, 9);
}
END_TEST

START_TEST(windows_file)
{
	parse("\xef\xbb\xbf[bench]\r\ninterface = eth1\r\nuser=");
	ck_assert_uint_eq(ini.errors.count, 0);
	ck_assert_str_eq(value("bench", "", "interface"), "eth1");
	ck_assert_str_eq(value("bench", "", "user"), "");
}
END_TEST

START_TEST(comments_need_a_blank)
{
	parse("[bench] ; tail\nlibrary = a#b;c\nstate = x\t; y\nuser = # none\n[ phone  SEP1 ]\nload=1");
	ck_assert_uint_eq(ini.errors.count, 0);
	ck_assert_str_eq(value("bench", "", "library"), "a#b;c");
	ck_assert_str_eq(value("bench", "", "state"), "x");
	ck_assert_str_eq(value("bench", "", "user"), "");
	ck_assert_str_eq(value("phone", "sep1", "load"), "1");
}
END_TEST

START_TEST(empty_file)
{
	parse("");
	ck_assert_uint_eq(ini.errors.count, 0);
	ck_assert_int_eq((ini_finish(&ini), ini_parse(&ini, NULL, NULL, 0)), 0);
	ck_assert_uint_eq(ini.count, 0);
}
END_TEST

START_TEST(syntax_errors_in_one_run)
{
	parse("pool = 1\n[bench\n[bench] x\n[]\n[bench]\nwords only # c\n= 5\nba d = 1\n"
	      "user = \"nobody\"\n");
	error_is(0, "bench.ini:1: a section such as [bench] must come first");
	error_is(1, "bench.ini:2: ']' is missing after '[bench'");
	error_is(2, "bench.ini:3: text after ']'");
	error_is(3, "bench.ini:4: '[]' is not a section: write [section] or [section NAME]");
	error_is(4, "bench.ini:6: 'words only' is neither [section] nor key = value");
	error_is(5, "bench.ini:7: '' is not a key");
	error_is(6, "bench.ini:8: 'ba d' is not a key");
	error_is(7, "bench.ini:9: write the value of 'user' without quotes");
	ck_assert_uint_eq(ini.errors.count, 8);
	ck_assert_uint_eq(ini.count, 0);
}
END_TEST

START_TEST(duplicate_key)
{
	parse("[dhcp]\npool = a\n[tftp]\npool = b\n[dhcp]\nlease = 1\npool = c\n");
	only_error("bench.ini:7: [dhcp] 'pool' is already set in line 2");
	ck_assert_str_eq(value("dhcp", "", "pool"), "a");
	ck_assert_uint_eq(ini.section_count, 2);
}
END_TEST

START_TEST(bad_bytes)
{
	static const char text[] = "[bench]\nuser = a\0b\nstate = \x1b[2J\nlibrary = gr\xc3\xbcn\n";

	ck_assert_int_eq(ini_parse(&ini, "b.ini", text, sizeof(text) - 1), 0);
	error_is(0, "b.ini:2: a NUL byte in this line");
	error_is(1, "b.ini:3: a control character in this line");
	ck_assert_uint_eq(ini.errors.count, 2);
	ck_assert_str_eq(value("bench", "", "library"), "gr\xc3\xbcn");
}
END_TEST

START_TEST(utf16)
{
	static const char text[] = "\xff\xfe[\0b\0]\0\n\0";

	ck_assert_int_eq(ini_parse(&ini, "b.ini", text, sizeof(text) - 1), 0);
	only_error("b.ini: this is UTF-16; save it as UTF-8");
}
END_TEST

START_TEST(line_length)
{
	static char text[5200];

	memset(text, 'x', sizeof(text) - 1);
	memcpy(text, "[a]\nk=", 6);
	text[4 + 4096] = '\n';
	memcpy(text + 4 + 4097, "#\n", 2);
	text[sizeof(text) - 1] = '\0';
	parse(text);
	ck_assert_uint_eq(ini.count, 1);
	ck_assert_uint_eq(strlen(ini.entry[0].value), 4094);
	only_error("bench.ini:4: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' "
		   "is neither [section] nor key = value");
	text[4 + 4096] = 'x';
	parse(text);
	error_is(0, "bench.ini:2: this line has 4098 bytes; the limit is 4096");
}
END_TEST

START_TEST(too_many)
{
	size_t n = 10001, len = 0;
	char *text = malloc(n * 8);

	for (size_t i = 0; i < n; i++)
		text[len++] = '\n';
	text[len] = '\0';
	parse(text);
	only_error("bench.ini:10001: more than 10000 lines");
	for (size_t i = len = 0; i < 3000; i++)
		len += (size_t)snprintf(text + len, 8, "x\n");
	parse(text);
	ck_assert_uint_eq(ini.errors.count, 201);
	error_is(200, "bench.ini: more errors, not shown");
	for (size_t i = len = 0; i < 2001; i++)
		len += (size_t)snprintf(text + len, 16, "[a %zu]\n", i);
	parse(text);
	only_error("bench.ini:2001: more than 2000 sections");
	free(text);
}
END_TEST

/* -- --set -- */

START_TEST(set_wins)
{
	parse("[bench]\ninterface = eth1\n[phone SEP001B54AA0001]\nload = a\n");
	ck_assert_int_eq(ini_set(&ini, "bench.interface=eth1.10"), 0);
	ck_assert_int_eq(ini_set(&ini, "bench.user = root "), 0);
	ck_assert_int_eq(ini_set(&ini, "phone.SEP001B54AA0001.load=b"), 0);
	ck_assert_int_eq(ini_set(&ini, "model 7945.target=c"), 0);
	ck_assert_int_eq(ini_set(&ini, "model.7945.target=d"), 0);
	ck_assert_int_eq(ini_set(&ini, "phone 00:1b:54:aa:00:02.hold=yes"), 0);
	ck_assert_uint_eq(ini.errors.count, 0);
	ck_assert_str_eq(value("bench", "", "interface"), "eth1.10");
	ck_assert_str_eq(value("bench", "", "user"), "root");
	ck_assert_str_eq(value("phone", "SEP001B54AA0001", "load"), "b");
	ck_assert_str_eq(value("model", "7945", "target"), "d");
	ck_assert_str_eq(value("phone", "00:1b:54:aa:00:02", "hold"), "yes");
	ck_assert_uint_eq(ini.count, 5);
}
END_TEST

START_TEST(set_errors)
{
	static const char *const wrong[] = { "", "x", "x=1", ".=", "a.=1", ".b=1", "a b c", "dhcp.pool",
					     "a.b\n=1", "a.b=\x1b" };

	parse("");
	for (size_t i = 0; i < NR_ARRAY_SIZE(wrong); i++)
		ck_assert_int_eq(ini_set(&ini, wrong[i]), 0);
	ck_assert_uint_eq(ini.errors.count, NR_ARRAY_SIZE(wrong));
	ck_assert_uint_eq(ini.count, 0);
	error_is(7, "--set dhcp.pool: write --set section.key=value");
	error_is(8, "--set a.b?=1: write --set section.key=value");
}
END_TEST

/* -- values -- */

struct conf {
	bool flag;
	uint32_t number, time;
	const char *text, *path;
	struct in_addr addr;
	struct nr_range range;
};

static const struct nr_option rows[] = {
	{ .key = "guard", .type = NR_BOOL, .offset = offsetof(struct conf, flag), .fallback = "on" },
	{ .key = "port", .type = NR_UINT, .offset = offsetof(struct conf, number), .fallback = "69",
	  .min = 1, .max = 65535 },
	{ .key = "lease", .type = NR_SECONDS, .offset = offsetof(struct conf, time),
	  .fallback = "10m", .min = 60, .max = 86400 },
	{ .key = "text", .type = NR_STRING, .offset = offsetof(struct conf, text) },
	{ .key = "folder", .type = NR_PATH, .offset = offsetof(struct conf, path), .fallback = "x" },
	{ .key = "server", .type = NR_ADDR, .offset = offsetof(struct conf, addr) },
	{ .key = "pool", .type = NR_RANGE, .offset = offsetof(struct conf, range) },
	{ .key = NULL },
};

static struct conf apply(const char *text)
{
	struct conf c;

	memset(&c, 0xa5, sizeof(c));
	parse(text);
	ini_value_apply(&ini, "dhcp", "", rows, &c);
	return c;
}

START_TEST(defaults)
{
	struct conf c = apply("[tftp]\nx = 1\n[dhcp]\nport =\n");

	ck_assert_uint_eq(ini.errors.count, 0);
	ck_assert(c.flag);
	ck_assert_uint_eq(c.number, 69);
	ck_assert_uint_eq(c.time, 600);
	ck_assert_ptr_null(c.text);
	ck_assert_str_eq(c.path, "x");
	ck_assert_uint_eq(c.addr.s_addr, 0);
	ck_assert_uint_eq(c.range.last.s_addr, 0);
	ck_assert(!ini.entry[0].used);
	ck_assert(ini.entry[1].used);
	ck_assert(!ini.section[0].used);
	ck_assert(ini.section[1].used);
}
END_TEST

START_TEST(all_values)
{
	struct conf c = apply("[dhcp]\nguard = Off\nport = 65535\nlease = 2h\ntext = a, b\n"
			      "folder = /abs\nserver = 10.0.0.1\npool = 10.0.0.2 - 10.0.0.2\n");

	ck_assert_uint_eq(ini.errors.count, 0);
	ck_assert(!c.flag);
	ck_assert_uint_eq(c.number, 65535);
	ck_assert_uint_eq(c.time, 7200);
	ck_assert_str_eq(c.text, "a, b");
	ck_assert_str_eq(c.path, "/abs");
	ck_assert_uint_eq(ntohl(c.addr.s_addr), 0x0a000001);
	ck_assert_uint_eq(ntohl(c.range.first.s_addr), 0x0a000002);
	ck_assert_uint_eq(ntohl(c.range.last.s_addr), 0x0a000002);
}
END_TEST

START_TEST(value_errors)
{
	struct conf c = apply("[dhcp]\nguard = maybe\nport = 0\nlease = 5x\nserver = 10.0.0\n"
			      "pool = 10.0.0.9-10.0.0.2\npoool = 1\nzzz = 2\n");

	error_is(0, "bench.ini:2: [dhcp] guard: 'maybe' is not yes or no");
	error_is(1, "bench.ini:3: [dhcp] port: '0' is not between 1 and 65535");
	error_is(2, "bench.ini:4: [dhcp] lease: '5x' is not a duration such as 90s, 10m or 2h");
	error_is(3, "bench.ini:5: [dhcp] server: '10.0.0' is not an IPv4 address");
	error_is(4, "bench.ini:6: [dhcp] pool: '10.0.0.9-10.0.0.2' ends before it starts");
	error_is(5, "bench.ini:7: [dhcp] unknown key 'poool' (did you mean 'pool'?)");
	error_is(6, "bench.ini:8: [dhcp] unknown key 'zzz'");
	ck_assert_uint_eq(c.number, 69);
	ck_assert(c.flag);
}
END_TEST

START_TEST(numbers)
{
	static const char *const wrong[] = { "-1", "+1", "0x10", "1 2", "4294967296", "1.5", "x",
					     "99999999999999999999999" };
	char text[80];

	for (size_t i = 0; i < NR_ARRAY_SIZE(wrong); i++) {
		snprintf(text, sizeof(text), "[dhcp]\nport = %s\n", wrong[i]);
		apply(text);
		ck_assert_msg(ini.errors.count == 1, "%s", wrong[i]);
	}
}
END_TEST

START_TEST(durations)
{
	ck_assert_uint_eq(apply("[dhcp]\nlease=90").time, 90);
	ck_assert_uint_eq(apply("[dhcp]\nlease=90s").time, 90);
	ck_assert_uint_eq(apply("[dhcp]\nlease=24h").time, 86400);
	ck_assert_uint_eq(apply("[dhcp]\nlease=25h").time, 600);
	only_error("bench.ini:2: [dhcp] lease: '25h' is not between 60 and 86400 seconds");
	apply("[dhcp]\nlease=4294967295h");
	ck_assert_uint_eq(ini.errors.count, 1);
	apply("[dhcp]\nlease=10ms");
	ck_assert_uint_eq(ini.errors.count, 1);
}
END_TEST

START_TEST(paths_follow_the_file)
{
	static const char text[] = "[dhcp]\nfolder = a/b\n";
	struct conf c;

	ck_assert_int_eq(ini_parse(&ini, "/etc/nr/bench.ini", text, strlen(text)), 0);
	ini_value_apply(&ini, "dhcp", "", rows, &c);
	ck_assert_str_eq(c.path, "/etc/nr/a/b");
	ini_finish(&ini);
	ck_assert_int_eq(ini_parse(&ini, "/bench.ini", "", 0), 0);
	ini_value_apply(&ini, "dhcp", "", rows, &c);
	ck_assert_str_eq(c.path, "/x");
}
END_TEST

START_TEST(errors_in_order_of_lines)
{
	struct conf c;

	parse("[dhcp]\nport = x\n[tftp]\nport = y\nrubbish\n");
	ini_set(&ini, "dhcp.lease=z");
	ini_value_apply(&ini, "tftp", "", rows, &c);
	ini_value_apply(&ini, "dhcp", "", rows, &c);
	error_is(0, "bench.ini:2: [dhcp] port: 'x' is not a number");
	error_is(1, "bench.ini:4: [tftp] port: 'y' is not a number");
	error_is(2, "bench.ini:5: 'rubbish' is neither [section] nor key = value");
	error_is(3, "--set dhcp.lease: 'z' is not a duration such as 90s, 10m or 2h");
}
END_TEST

START_TEST(no_rows)
{
	parse("[pcap]\nx = 1\n");
	ini_value_apply(&ini, "pcap", "", NULL, NULL);
	only_error("bench.ini:2: [pcap] unknown key 'x'");
}
END_TEST

START_TEST(near_words)
{
	static const char *const words[] = { "pool", "lease", "guard", "call-manager", "ip" };

#define NEAREST(word) nearest(word, words, 5)
	ck_assert_str_eq(NEAREST("poool"), "pool");
	ck_assert_str_eq(NEAREST("opol"), "pool");
	ck_assert_str_eq(NEAREST("GAURD"), "guard");
	ck_assert_str_eq(NEAREST("call_manger"), "call-manager");
	ck_assert_str_eq(NEAREST("call"), "call-manager");
	ck_assert_ptr_null(NEAREST("to"));
	ck_assert_ptr_null(NEAREST(""));
	ck_assert_ptr_null(NEAREST("entirely"));
	ck_assert_ptr_null(nearest("x", NULL, 0));
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("ini");

	tcase_add_checked_fixture(t, NULL, teardown);
	tcase_add_test(t, plain_file);
	tcase_add_test(t, windows_file);
	tcase_add_test(t, comments_need_a_blank);
	tcase_add_test(t, empty_file);
	tcase_add_test(t, syntax_errors_in_one_run);
	tcase_add_test(t, duplicate_key);
	tcase_add_test(t, bad_bytes);
	tcase_add_test(t, utf16);
	tcase_add_test(t, line_length);
	tcase_add_test(t, too_many);
	tcase_add_test(t, set_wins);
	tcase_add_test(t, set_errors);
	tcase_add_test(t, defaults);
	tcase_add_test(t, all_values);
	tcase_add_test(t, value_errors);
	tcase_add_test(t, numbers);
	tcase_add_test(t, durations);
	tcase_add_test(t, paths_follow_the_file);
	tcase_add_test(t, errors_in_order_of_lines);
	tcase_add_test(t, no_rows);
	tcase_add_test(t, near_words);
	return suite_run("ini", t);
}
