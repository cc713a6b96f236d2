/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * check_guard.c -- is another DHCP server on the wire?
 */
#include "plugins/dhcp/guard.h"
#include "tests/unit/dhcp/packet.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <stdlib.h>

START_TEST(guard_asks_three_times_and_listens)
{
	static const uint8_t random[GUARD_RANDOM] = { 0xff, 1, 2, 3, 4, 5, 6, 7, 8, 9 };
	int64_t sent_at[8], now = 1000, wait;
	unsigned sent = 0;
	struct guard g;

	guard_init(&g, GUARD_ASKING, random);
	ck_assert_uint_eq(g.mac.b[0] & 3, 2);
	for (; g.phase == GUARD_ASKING && now < 100000; now++)
		if (guard_step(&g, now, &wait) == GUARD_SEND) {
			sent_at[sent++] = now;
			guard_sent(&g, now);
		}
	ck_assert_uint_eq(sent, 3);
	ck_assert_int_eq(sent_at[0], 1000);
	ck_assert_int_eq(sent_at[1], 2000);
	ck_assert_int_eq(sent_at[2], 3500);
	ck_assert_int_eq(g.phase, GUARD_CLEAR);
	ck_assert_int_eq(now - 1, 5500);
	ck_assert(!guard_heard(&g));
	ck_assert_int_eq(g.phase, GUARD_CLEAR);
}
END_TEST

/* A program that was away for long still listens after its last question. */
START_TEST(guard_never_hurries)
{
	static const uint8_t random[GUARD_RANDOM];
	int64_t wait;
	struct guard g;

	guard_init(&g, GUARD_ASKING, random);
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(guard_step(&g, i * 60000, &wait), GUARD_SEND);
		guard_sent(&g, i * 60000);
	}
	ck_assert_int_eq(guard_step(&g, 120001, &wait), GUARD_WAIT);
	ck_assert_int_eq(wait, 1999);
	ck_assert(guard_heard(&g));
	ck_assert_int_eq(g.phase, GUARD_TRIPPED);
	ck_assert(!guard_heard(&g));
	ck_assert_int_eq(guard_step(&g, 200000, &wait), GUARD_END);
	ck_assert_int_eq(g.phase, GUARD_TRIPPED);
}
END_TEST

START_TEST(guard_question_is_a_sound_discover)
{
	uint8_t out[MESSAGE_MAX];
	struct nr_mac mac = { { 2, 1, 2, 3, 4, 5 } };
	struct message m;
	size_t n = message_write_discover(out, &mac, 7, "Cisco Systems, Inc. IP Phone");

	ck_assert_uint_ge(n, 300);
	ck_assert_int_eq(message_parse(out, n, MESSAGE_REQUEST_OP, &m), DROP_NONE);
	ck_assert_int_eq(m.type, MESSAGE_DISCOVER);
	ck_assert(message_broadcast(&m));
	ck_assert(message_wants(&m, 150));
	ck_assert_mem_eq(&m.mac, &mac, 6);
	ck_assert_str_eq(m.vendor_class, "Cisco Systems, Inc. IP Phone");
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("guard");

	tcase_add_test(t, guard_asks_three_times_and_listens);
	tcase_add_test(t, guard_never_hurries);
	tcase_add_test(t, guard_question_is_a_sound_discover);
	return suite_run("guard", t);
}
