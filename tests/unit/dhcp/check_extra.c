/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_extra.c -- options that a model or the operator wants in an answer.
 */
#include "plugins/dhcp/extra.h"
#include "tests/unit/suite.h"

#include <check.h>

/* One option as it would stand in an answer, NULL: there is none. */
static const struct extra_option *option(const struct extra *x, uint8_t code)
{
	for (size_t i = 0; i < x->count; i++)
		if (x->option[i].code == code)
			return &x->option[i];
	return NULL;
}

static void ck_bytes(const struct extra *x, uint8_t code, const char *bytes, size_t n)
{
	const struct extra_option *o = option(x, code);

	ck_assert_ptr_nonnull(o);
	ck_assert_uint_eq(o->size, n);
	ck_assert_mem_eq(x->bytes + o->at, bytes, n);
}

START_TEST(each_type_becomes_its_bytes)
{
	struct extra x = { .count = 0 };

	ck_assert(extra_add(&x, &(struct nr_dhcp){ 66, 0, NR_DHCP_TEXT, "tftp://h", false, NULL }));
	ck_assert(extra_add(&x, &(struct nr_dhcp){ 67, 0, NR_DHCP_TEXT_NUL, "ab", false, NULL }));
	ck_assert(extra_add(&x, &(struct nr_dhcp){ 42, 0, NR_DHCP_ADDRESSES, "10.0.0.1  10.0.0.2", false, NULL }));
	ck_assert(extra_add(&x, &(struct nr_dhcp){ 200, 0, NR_DHCP_BYTES, "00 ffA0", true, NULL }));
	ck_assert(extra_add(&x, &(struct nr_dhcp){ 150, 0, NR_DHCP_TEXT, NULL, false, NULL }));
	ck_bytes(&x, 66, "tftp://h", 8);
	ck_bytes(&x, 67, "ab\0", 3);
	ck_bytes(&x, 42, "\12\0\0\1\12\0\0\2", 8);
	ck_bytes(&x, 200, "\0\377\240", 3);
	ck_assert(option(&x, 200)->always && !option(&x, 66)->always);
	ck_assert(option(&x, 150)->silent && !option(&x, 66)->silent);
}
END_TEST

START_TEST(what_is_no_value_is_left_out)
{
	static const struct nr_dhcp rows[] = {
		{ 66, 0, NR_DHCP_TEXT, "", false, NULL },        { 42, 0, NR_DHCP_ADDRESSES, "", false, NULL },
		{ 42, 0, NR_DHCP_ADDRESSES, "10.0.0", false, NULL },
		{ 42, 0, NR_DHCP_ADDRESSES, "10.0.0.1,10.0.0.2", false, NULL },
		{ 42, 0, NR_DHCP_ADDRESSES, "10.0.0.1 10.0.0.1234567890", false, NULL },
		{ 200, 0, NR_DHCP_BYTES, "0", false, NULL },     { 200, 0, NR_DHCP_BYTES, "0g", false, NULL },
		{ 200, 0, NR_DHCP_BYTES, "", false, NULL },      { 200, 0, (enum nr_dhcp_type)9, "a", false, NULL },
		{ 43, 2, NR_DHCP_TEXT, NULL, false, NULL },      { 43, 2, NR_DHCP_BYTES, "x", false, NULL },
		{ 1, 0, NR_DHCP_ADDRESSES, "10.0.0.1", false, NULL },
		{ 53, 0, NR_DHCP_BYTES, "05", false, NULL },     { 54, 0, NR_DHCP_ADDRESSES, "10.0.0.1", false, NULL },
		{ 51, 0, NR_DHCP_BYTES, "00000001", false, NULL }, { 255, 0, NR_DHCP_BYTES, "00", false, NULL },
		{ 0, 0, NR_DHCP_BYTES, "00", false, NULL },      { 82, 0, NR_DHCP_BYTES, "00", false, NULL },
	};
	struct extra x = { .count = 0 };

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++)
		ck_assert_msg(!extra_add(&x, &rows[i]), "row %zu", i);
	ck_assert_uint_eq(x.count + x.used, 0);
}
END_TEST

START_TEST(sub_options_go_into_one_option)
{
	struct extra x = { .count = 0 };

	ck_assert(extra_add(&x, &(struct nr_dhcp){ 43, 2, NR_DHCP_TEXT, "http://a", true, NULL }));
	ck_assert(extra_add(&x, &(struct nr_dhcp){ 43, 3, NR_DHCP_BYTES, "00", false, NULL }));
	ck_assert(extra_add(&x, &(struct nr_dhcp){ 66, 0, NR_DHCP_TEXT, "b", false, NULL }));
	/* another option is between: it would not be one any more */
	ck_assert(!extra_add(&x, &(struct nr_dhcp){ 43, 4, NR_DHCP_TEXT, "c", false, NULL }));
	ck_bytes(&x, 43, "\2\10http://a\3\1\0", 13);
	ck_assert(option(&x, 43)->always);
}
END_TEST

/* The model's word comes first, and so counts. */
START_TEST(first_row_counts)
{
	struct extra x = { .count = 0 };

	ck_assert(extra_add(&x, &(struct nr_dhcp){ 160, 0, NR_DHCP_TEXT, "model", false, NULL }));
	ck_assert(!extra_add_text(&x, 160, "operator"));
	ck_assert(extra_add_text(&x, 161, "operator"));
	ck_bytes(&x, 160, "model", 5);
	ck_bytes(&x, 161, "operator", 8);
}
END_TEST

START_TEST(operator_is_told_what_is_wrong)
{
	static const struct {
		uint32_t option;
		const char *text, *fault;
	} rows[] = {
		{ 160, "http://10.77.0.1/", NULL },  { 43, "0x0104c0a80001", NULL },
		{ 42, "10.77.0.1 10.77.0.2", NULL }, { 150, "10.77.0.5", NULL },
		{ 150, "http://a", "addresses" },    { 43, "0x010", "hexadecimal" },
		{ 54, "10.0.0.1", "server's own" },  { 1, "255.0.0.0", "server's own" },
		{ 42, "ntp.example.net", "addresses" },
	};
	char text[300];

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++) {
		const char *fault = extra_fault(rows[i].option, rows[i].text);

		if (!rows[i].fault)
			ck_assert_msg(!fault, "row %zu: %s", i, fault);
		else
			ck_assert_msg(fault && strstr(fault, rows[i].fault), "row %zu", i);
	}
	memset(text, 'x', 256);
	text[256] = '\0';
	ck_assert_ptr_nonnull(strstr(extra_fault(160, text), "255 bytes"));
	text[255] = '\0';
	ck_assert_ptr_null(extra_fault(160, text));
}
END_TEST

/* Whatever does not fit any more leaves what is there as it was. */
START_TEST(room_ends_cleanly)
{
	struct extra x = { .count = 0 };
	char text[128];

	memset(text, 'y', 100);
	text[100] = '\0';
	ck_assert(extra_add_text(&x, 160, text) && extra_add_text(&x, 161, text) && extra_add_text(&x, 162, text));
	ck_assert(!extra_add_text(&x, 163, text));
	ck_assert_uint_eq(x.used, 300);
	ck_assert(extra_add_text(&x, 163, "yyyyyyyyyyyy"));
	ck_assert_uint_eq(x.used, EXTRA_BYTES);
	ck_assert(!extra_add_text(&x, 164, "y"));
	ck_assert(extra_add(&x, &(struct nr_dhcp){ 66, 0, NR_DHCP_TEXT, NULL, false, NULL }));
	x.count = x.used = 0;
	for (uint32_t i = 0; i < EXTRA_OPTIONS; i++)
		ck_assert(extra_add_text(&x, 100 + i, "z"));
	ck_assert(!extra_add_text(&x, 99, "z"));
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("extra");

	tcase_add_test(t, each_type_becomes_its_bytes);
	tcase_add_test(t, what_is_no_value_is_left_out);
	tcase_add_test(t, sub_options_go_into_one_option);
	tcase_add_test(t, first_row_counts);
	tcase_add_test(t, operator_is_told_what_is_wrong);
	tcase_add_test(t, room_ends_cleanly);
	return suite_run("extra", t);
}
