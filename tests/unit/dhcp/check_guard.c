/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_guard.c -- is another DHCP server on the wire?
 */
#include "plugins/dhcp/guard.h"
#include "tests/unit/dhcp/packet.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <stdlib.h>

static const struct in_addr server = { 0xfe004d0a };
static const struct nr_mac rogue = { { 0, 0x50, 0x56, 1, 2, 3 } };
static const struct nr_mac liar = { { 0, 0x1b, 0x54, 1, 1, 1 } }, other = { { 0, 0x1b, 0x54, 1, 1, 2 } };
static int64_t sent_at[16];
static unsigned sent;

static int64_t random_up_to(long most)
{
	return random() % most;
}

START_TEST(guard_asks_three_times_and_listens)
{
	static const uint8_t random[GUARD_RANDOM] = { 0xff, 1, 2, 3, 4, 5, 6, 7, 8, 9 };
	int64_t now = 1000, wait;
	struct guard g;

	sent = 0;
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
}
END_TEST

/*
 * A server that takes 3 s over each answer (it looks first whether the address is free), in a
 * program that is late by any time at each of its turns: before anybody is offered anything it is
 * found, whichever question it answered first.
 */
START_TEST(a_late_answer_is_always_in_time)
{
	static const uint8_t random[GUARD_RANDOM];
	unsigned found = 0;

	srandom(17);
	for (int i = 0; i < 100; i++) {
		int64_t now = 1000 + random_up_to(1000), answer = -1, wait;
		struct guard g;

		guard_init(&g, GUARD_ASKING, random);
		while (g.phase == GUARD_ASKING && now < 100000) {
			/* What has come is read before the timer is looked at, and after. */
			if (answer >= 0 && answer <= now) {
				ck_assert_int_eq(guard_heard(&g, server, &rogue, now), GUARD_TRIPS);
				break;
			}
			switch (guard_step(&g, now, &wait)) {
			case GUARD_SEND:
				guard_sent(&g, now);
				if (answer < 0)
					answer = now + 3000;
				break;
			case GUARD_WAIT:
				/* It sleeps until then, or until a packet wakes it; and is late. */
				now += answer >= 0 && answer - now < wait ? answer - now : wait;
				now += random_up_to(i % 2 ? 20 : 2000);
				break;
			case GUARD_END:
				break;
			}
		}
		found += g.phase == GUARD_TRIPPED;
	}
	ck_assert_uint_eq(found, 100);
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
	ck_assert_int_eq(guard_heard(&g, server, &rogue, 120002), GUARD_TRIPS);
	ck_assert_int_eq(g.phase, GUARD_TRIPPED);
}
END_TEST

/* Go on until it is clear, or @end; when each question left goes to sent_at. */
static int64_t run_until_clear(struct guard *g, int64_t now, int64_t end)
{
	int64_t wait;

	for (sent = 0; now <= end; now++)
		switch (guard_step(g, now, &wait)) {
		case GUARD_SEND:
			ck_assert_uint_lt(sent, NR_ARRAY_SIZE(sent_at));
			sent_at[sent++] = now;
			guard_sent(g, now);
			break;
		case GUARD_WAIT:
			ck_assert_int_gt(wait, 0);
			break;
		case GUARD_END:
			return now;
		}
	return -1;
}

static void begin_clear(struct guard *g)
{
	static const uint8_t random[GUARD_RANDOM];

	guard_init(g, GUARD_ASKING, random);
	ck_assert_int_eq(run_until_clear(g, 0, 10000), 4500);
	ck_assert_int_eq(g->phase, GUARD_CLEAR);
}

/* A server that comes up later, answers, and is taken away again. */
START_TEST(guard_trips_later_and_clears)
{
	struct guard g;

	begin_clear(&g);
	ck_assert_int_eq(guard_heard(&g, server, &rogue, 50000), GUARD_TRIPS);
	ck_assert_int_eq(g.phase, GUARD_TRIPPED);
	ck_assert_uint_eq(g.server.s_addr, server.s_addr);
	ck_assert_mem_eq(&g.server_mac, &rogue, sizeof(rogue));
	ck_assert_int_eq(run_until_clear(&g, 50000, 120000), -1);
	ck_assert_uint_eq(sent, 1);
	ck_assert_int_eq(sent_at[0], 110000);
	/* It is still there: all begins anew. */
	ck_assert_int_eq(guard_heard(&g, server, &rogue, 120001), GUARD_KNOWN);
	ck_assert_int_eq(run_until_clear(&g, 120001, 900000), 300001);
	ck_assert_uint_eq(sent, 2);
	ck_assert_int_eq(sent_at[0], 180001);
	ck_assert_int_eq(sent_at[1], 240001);
	ck_assert_int_eq(g.phase, GUARD_CLEAR);
}
END_TEST

/* One client that lies, or is on its way to another network. */
START_TEST(guard_hearsay_is_asked_about_at_once)
{
	struct guard g;

	begin_clear(&g);
	ck_assert_int_eq(guard_named(&g, server, &liar, 20000), GUARD_TRIPS);
	ck_assert_int_eq(guard_named(&g, server, &liar, 20001), GUARD_KNOWN);
	ck_assert_int_eq(run_until_clear(&g, 20001, 90000), 30001);
	ck_assert_uint_eq(sent, 3);
	ck_assert_int_eq(sent_at[0], 20001);
	ck_assert_int_eq(sent_at[1], 23001);
	ck_assert_int_eq(sent_at[2], 26001);
	ck_assert_int_eq(g.phase, GUARD_CLEAR);
}
END_TEST

START_TEST(guard_two_words_are_no_hearsay)
{
	struct guard g;

	begin_clear(&g);
	ck_assert_int_eq(guard_named(&g, server, &liar, 20000), GUARD_TRIPS);
	ck_assert_int_eq(run_until_clear(&g, 20000, 25000), -1);
	ck_assert_int_eq(guard_named(&g, server, &other, 25000), GUARD_LEARNS);
	ck_assert_int_eq(run_until_clear(&g, 25000, 900000), 205000);
	/* ... nor is one that is answered. */
	ck_assert_int_eq(guard_named(&g, server, &liar, 300000), GUARD_TRIPS);
	ck_assert_int_eq(guard_heard(&g, server, &rogue, 300100), GUARD_LEARNS);
	ck_assert_int_eq(guard_heard(&g, server, &rogue, 300200), GUARD_KNOWN);
	ck_assert_int_eq(run_until_clear(&g, 300200, 900000), 480200);
}
END_TEST

/* Before the start one word waits for the answers, two are enough. */
START_TEST(guard_one_word_does_not_stop_the_start)
{
	static const uint8_t random[GUARD_RANDOM];
	struct guard g;

	guard_init(&g, GUARD_ASKING, random);
	ck_assert_int_eq(guard_named(&g, server, &liar, 10), GUARD_KNOWN);
	ck_assert_int_eq(guard_named(&g, server, &liar, 20), GUARD_KNOWN);
	ck_assert_int_eq(run_until_clear(&g, 20, 9000), 4520);
	guard_init(&g, GUARD_ASKING, random);
	ck_assert_int_eq(guard_named(&g, server, &liar, 10), GUARD_KNOWN);
	ck_assert_int_eq(guard_named(&g, server, &other, 20), GUARD_TRIPS);
	ck_assert_int_eq(g.phase, GUARD_TRIPPED);
}
END_TEST

/* A machine that slept for an hour has not listened for an hour. */
START_TEST(guard_does_not_clear_unasked)
{
	struct guard g;
	int64_t wait;

	begin_clear(&g);
	ck_assert_int_eq(guard_heard(&g, server, &rogue, 10000), GUARD_TRIPS);
	ck_assert_int_eq(guard_step(&g, 3600000, &wait), GUARD_SEND);
	guard_sent(&g, 3600000);
	ck_assert_int_eq(guard_step(&g, 3600001, &wait), GUARD_WAIT);
	ck_assert_int_eq(wait, 59999);
}
END_TEST

START_TEST(guard_resumes_by_word_and_is_off)
{
	static const uint8_t random[GUARD_RANDOM];
	struct guard g;

	begin_clear(&g);
	ck_assert(!guard_resume(&g));
	ck_assert_int_eq(guard_heard(&g, server, &rogue, 10000), GUARD_TRIPS);
	ck_assert(guard_resume(&g));
	ck_assert_int_eq(g.phase, GUARD_CLEAR);
	ck_assert_int_eq(guard_heard(&g, server, &rogue, 10010), GUARD_TRIPS);
	guard_init(&g, GUARD_OFF, random);
	ck_assert_int_eq(guard_heard(&g, server, &rogue, 10), GUARD_KNOWN);
	ck_assert_int_eq(guard_named(&g, server, &liar, 10), GUARD_KNOWN);
	ck_assert_int_eq(g.phase, GUARD_OFF);
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
	tcase_add_test(t, a_late_answer_is_always_in_time);
	tcase_add_test(t, guard_never_hurries);
	tcase_add_test(t, guard_trips_later_and_clears);
	tcase_add_test(t, guard_hearsay_is_asked_about_at_once);
	tcase_add_test(t, guard_two_words_are_no_hearsay);
	tcase_add_test(t, guard_one_word_does_not_stop_the_start);
	tcase_add_test(t, guard_does_not_clear_unasked);
	tcase_add_test(t, guard_resumes_by_word_and_is_off);
	tcase_add_test(t, guard_question_is_a_sound_discover);
	return suite_run("guard", t);
}
