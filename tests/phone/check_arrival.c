/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_arrival.c -- the bytes of a TCP connection, put in order (arrival.c). */
#include <config.h>

#include "tests/phone/arrival.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static uint8_t text[4 * ARRIVAL_WINDOW];
static struct arrival a;
static uint8_t got[sizeof(text)];
static size_t got_len;

/* Numbers of the connection go past 2^32 in the middle of the text. */
static const uint32_t first = UINT32_MAX - ARRIVAL_WINDOW;

static void begin(void)
{
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (uint8_t)(i * 7 + i / 251);
	arrival_begin(&a, first);
	got_len = 0;
}

/* Bytes @at to @at + @len of the text come; returns how many are next. */
static size_t come(size_t at, size_t len)
{
	const uint8_t *out;
	size_t n = arrival_take(&a, first + (uint32_t)at, text + at, len, &out);

	memcpy(got + got_len, out, n);
	got_len += n;
	ck_assert_uint_eq(a.next, first + (uint32_t)got_len);
	ck_assert_mem_eq(got, text, got_len);
	return n;
}

START_TEST(in_order_is_as_it_came)
{
	begin();
	ck_assert_uint_eq(come(0, 536), 536);
	ck_assert_uint_eq(come(536, 1), 1);
	ck_assert_uint_eq(come(537, 0), 0);
	ck_assert_uint_eq(come(537, ARRIVAL_WINDOW), ARRIVAL_WINDOW);
}
END_TEST

START_TEST(what_came_before_counts_once)
{
	begin();
	come(0, 1000);
	ck_assert_uint_eq(come(0, 1000), 0);
	ck_assert_uint_eq(come(400, 600), 0);
	ck_assert_uint_eq(come(999, 1), 0);
	ck_assert_uint_eq(come(400, 601), 1);
	ck_assert_uint_eq(come(1000, 10), 9);
}
END_TEST

START_TEST(a_lost_segment_costs_itself_only)
{
	begin();
	come(0, 500);
	ck_assert_uint_eq(come(1000, 500), 0);
	ck_assert_uint_eq(come(2000, 500), 0);
	ck_assert_uint_eq(come(1000, 500), 0);
	ck_assert_uint_eq(a.early, 1000);
	ck_assert_uint_eq(come(500, 500), 1000);
	ck_assert_uint_eq(come(1200, 1000), 1000);
	ck_assert_uint_eq(a.early, 0);
	ck_assert_uint_eq(come(2500, 500), 500);
}
END_TEST

START_TEST(nothing_goes_beyond_the_window)
{
	begin();
	ck_assert_uint_eq(come(ARRIVAL_WINDOW, 10), 0);
	ck_assert_uint_eq(a.early, 0);
	ck_assert_uint_eq(come(ARRIVAL_WINDOW - 1, 10), 0);
	ck_assert_uint_eq(a.early, 1);
	ck_assert_uint_eq(come(0, ARRIVAL_WINDOW), ARRIVAL_WINDOW);
	ck_assert_uint_eq(a.early, 0);
	ck_assert_uint_eq(come(2 * ARRIVAL_WINDOW + 1, 5), 0);
	ck_assert_uint_eq(a.early, 0);
}
END_TEST

/* Segments of any size, a third of them lost, sent until the last one is here. */
START_TEST(it_ends_whatever_is_lost)
{
	size_t sent = 0;

	begin();
	srand((unsigned)_i);
	while (got_len < sizeof(text)) {
		size_t len = 1 + (size_t)rand() % 3000, left;

		if (sent > got_len + ARRIVAL_WINDOW || sent == sizeof(text))
			sent = got_len;
		left = sizeof(text) - sent;
		len = len < left ? len : left;
		if (rand() % 3)
			come(sent, len);
		sent += len;
	}
	ck_assert_uint_eq(a.early, 0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("arrival");
	TCase *t = tcase_create("arrival");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_test(t, in_order_is_as_it_came);
	tcase_add_test(t, what_came_before_counts_once);
	tcase_add_test(t, a_lost_segment_costs_itself_only);
	tcase_add_test(t, nothing_goes_beyond_the_window);
	tcase_add_loop_test(t, it_ends_whatever_is_lost, 0, 50);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
