/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_types.c -- names and addresses of phones: written and read in one place. */
#include "tests/unit/suite.h"

#include <netrecover/types.h>

#include <check.h>
#include <stdlib.h>

static const struct nr_mac phone = { { 0x00, 0x1b, 0x54, 0xaa, 0x00, 0x01 } };
static const struct nr_mac mark = { { 0x5a, 0x5a, 0x5a, 0x5a, 0x5a, 0x5a } };

static void is(const struct nr_mac *found, const struct nr_mac *expected, const char *text)
{
	ck_assert_msg(memcmp(found, expected, sizeof(*found)) == 0, "'%s'", text);
}

START_TEST(name_of_an_address)
{
	static const struct nr_mac all = { { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff } };
	char name[NR_PHONE_NAME_SIZE + 1];

	memset(name, '#', sizeof(name));
	ck_assert_ptr_eq(nr_phone_name(&phone, name), name);
	ck_assert_str_eq(name, "SEP001B54AA0001");
	ck_assert_int_eq(name[NR_PHONE_NAME_SIZE], '#');
	ck_assert_str_eq(nr_phone_name(&all, name), "SEPFFFFFFFFFFFF");
}
END_TEST

START_TEST(address_of_a_name)
{
	static const char *const good[] = { "SEP001B54AA0001", "sep001b54aa0001", "Sep001b54AA0001" };
	static const char *const bad[] = {
		"", "S", "SE", "SEP", "SEP0", "SEP001B54AA000", "SEP001B54AA00011",
		"SEP001B54AA000G", "SEP 01B54AA0001", "SEP+01B54AA0001", "SEP00:1B:54:AA:00:01",
		"SIP001B54AA0001", "001B54AA0001", "SEP001B54AA0001.cnf.xml", "NONSECURE_CONF",
	};
	struct nr_mac mac;

	for (size_t i = 0; i < NR_ARRAY_SIZE(good); i++) {
		mac = mark;
		ck_assert_msg(nr_phone_name_mac(good[i], &mac), "%s", good[i]);
		is(&mac, &phone, good[i]);
	}
	for (size_t i = 0; i < NR_ARRAY_SIZE(bad); i++) {
		mac = mark;
		ck_assert_msg(!nr_phone_name_mac(bad[i], &mac), "%s", bad[i]);
		is(&mac, &mark, bad[i]);
	}
}
END_TEST

START_TEST(address_as_people_write_it)
{
	static const char *const good[] = {
		"SEP001B54AA0001", "sep001b54aa0001", "001b54aa0001", "00:1b:54:aa:00:01",
		"001b.54aa.0001", "00-1B-54-AA-00-01", "SEP00:1b:54:aa:00:01",
	};
	static const char *const bad[] = {
		"", "SEP", "001b54aa000", "001b54aa00010", "0:01b54aa0001", ":001b54aa0001",
		"001b54aa0001:", "00 1b 54 aa 00 01", "001b54aa000g", "SEPSEP001b54aa0001",
	};
	struct nr_mac mac;

	for (size_t i = 0; i < NR_ARRAY_SIZE(good); i++) {
		mac = mark;
		ck_assert_msg(nr_mac_read(good[i], &mac), "%s", good[i]);
		is(&mac, &phone, good[i]);
	}
	for (size_t i = 0; i < NR_ARRAY_SIZE(bad); i++) {
		mac = mark;
		ck_assert_msg(!nr_mac_read(bad[i], &mac), "%s", bad[i]);
		is(&mac, &mark, bad[i]);
	}
}
END_TEST

/* It stops behind the address, and stays where it was when there is none. */
START_TEST(scanner_moves_only_on_success)
{
	static const char text[] = "001b54aa0001.cnf", few[] = "001b54aa000";
	const char *s = text;
	struct nr_mac mac = mark;

	ck_assert(nr_scan_mac(&s, "", &mac));
	ck_assert_str_eq(s, ".cnf");
	is(&mac, &phone, text);
	s = few;
	mac = mark;
	ck_assert(!nr_scan_mac(&s, ":", &mac));
	ck_assert_ptr_eq(s, few);
	is(&mac, &mark, few);
}
END_TEST

START_TEST(digits)
{
	for (int c = -128; c < 256; c++) {
		char text[2] = { (char)c, '\0' }, *end;
		long value = strtol(text, &end, 16);
		bool is_digit = c > ' ' && end == text + 1;

		ck_assert_int_eq(nr_hex_digit((char)c), is_digit ? (int)value : -1);
	}
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("names");

	tcase_add_test(t, name_of_an_address);
	tcase_add_test(t, address_of_a_name);
	tcase_add_test(t, address_as_people_write_it);
	tcase_add_test(t, scanner_moves_only_on_success);
	tcase_add_test(t, digits);
	return suite_run("types", t);
}
