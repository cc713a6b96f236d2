/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_transfer.c -- the transfer machine with a clock of its own, and the
 * table of sessions.
 */
#include "plugins/tftp/tftp.h"
#include "plugins/tftp/session.h"
#include "plugins/tftp/transfer.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>
#include <check.h>
#include <stdlib.h>

static struct transfer machine(uint64_t size, uint16_t blksize, uint16_t window)
{
	struct transfer_options o = { .blksize = blksize, .window = window, .patience = 120000 };
	struct transfer t;

	transfer_init(&t, &o, size, 0);
	return t;
}

static void expect(struct transfer_step s, enum transfer_verb verb, uint64_t first, unsigned count)
{
	ck_assert_int_eq(s.verb, verb);
	if (verb == TRANSFER_SEND) {
		ck_assert_uint_eq(s.first, first);
		ck_assert_uint_eq(s.count, count);
	}
}

#define SEND(first, count) TRANSFER_SEND, first, count
#define NOTHING TRANSFER_NOTHING, 0, 0
#define DONE TRANSFER_DONE, 0, 0

START_TEST(test_lock_step)
{
	struct transfer t = machine(1100, 512, 1);

	expect(transfer_start(&t, 0), SEND(1, 1));
	ck_assert_uint_eq(transfer_length(&t, 1), 512);
	expect(transfer_on_ack(&t, 1, 1), SEND(2, 1));
	ck_assert_uint_eq(transfer_offset(&t, 2), 512);
	ck_assert_uint_eq(transfer_bytes(&t), 512);
	expect(transfer_on_ack(&t, 2, 2), SEND(3, 1));
	ck_assert_uint_eq(transfer_length(&t, 3), 76);
	expect(transfer_on_ack(&t, 3, 3), DONE);
	ck_assert_uint_eq(transfer_bytes(&t), 1100);
}
END_TEST

START_TEST(test_exact_multiple)
{
	struct transfer t = machine(1024, 512, 1);

	ck_assert_uint_eq(t.last, 3);
	transfer_start(&t, 0);
	transfer_on_ack(&t, 1, 0);
	expect(transfer_on_ack(&t, 2, 0), SEND(3, 1));
	ck_assert_uint_eq(transfer_length(&t, 3), 0);
	expect(transfer_on_ack(&t, 3, 0), DONE);
}
END_TEST

START_TEST(test_empty_file)
{
	struct transfer t = machine(0, 512, 1);

	expect(transfer_start(&t, 0), SEND(1, 1));
	ck_assert_uint_eq(transfer_length(&t, 1), 0);
	expect(transfer_on_ack(&t, 1, 0), DONE);
	ck_assert_uint_eq(transfer_bytes(&t), 0);
}
END_TEST

/* Repeated, old and unknown ACKs bring nothing: no sorcerer's apprentice. */
START_TEST(test_foreign_acks)
{
	struct transfer t = machine(100000, 512, 1);

	transfer_start(&t, 0);
	expect(transfer_on_ack(&t, 0, 1), NOTHING);
	expect(transfer_on_ack(&t, 2, 1), NOTHING);
	expect(transfer_on_ack(&t, 65535, 1), NOTHING);
	expect(transfer_on_ack(&t, 1, 1), SEND(2, 1));
	for (int i = 0; i < 1000; i++)
		expect(transfer_on_ack(&t, 1, 2), NOTHING);
	expect(transfer_on_ack(&t, 0, 2), NOTHING);
	expect(transfer_on_ack(&t, 2, 3), SEND(3, 1));
	expect(transfer_on_ack(&t, 1, 3), NOTHING);
}
END_TEST

/* 140,000 blocks: the number on the wire goes 65535, 0, 1 twice. */
START_TEST(test_rollover)
{
	const uint16_t window = (uint16_t)_i;
	struct transfer t = machine(140000u * 8 - 3, 8, window);
	struct transfer_step s = transfer_start(&t, 0);
	uint64_t got = 0;
	unsigned wrong = 0;             /* an assertion for each block would take minutes */

	ck_assert_uint_eq(t.last, 140000);
	while (s.verb == TRANSFER_SEND && s.first == got + 1) {
		got += s.count;
		if (got > window)
			wrong += transfer_on_ack(&t, (uint16_t)(s.first - 1), 0).verb != TRANSFER_NOTHING;
		wrong += transfer_on_ack(&t, (uint16_t)(got + 1), 0).verb != TRANSFER_NOTHING;
		s = transfer_on_ack(&t, (uint16_t)got, 0);
	}
	ck_assert_uint_eq(wrong, 0);
	ck_assert_int_eq(s.verb, TRANSFER_DONE);
	ck_assert_uint_eq(got, 140000);
}
END_TEST

START_TEST(test_rollover_edge)
{
	struct transfer t = machine(70000u * 512, 512, 1);

	transfer_start(&t, 0);
	for (unsigned i = 1; i < 65535; i++)
		transfer_on_ack(&t, (uint16_t)i, 0);
	expect(transfer_on_ack(&t, 65535, 0), SEND(65536, 1));
	ck_assert_uint_eq(transfer_offset(&t, 65536), 65535u * 512);
	expect(transfer_on_ack(&t, 1, 0), NOTHING);
	expect(transfer_on_ack(&t, 65535, 0), NOTHING);
	expect(transfer_on_ack(&t, 0, 0), SEND(65537, 1));
	expect(transfer_on_ack(&t, 0, 0), NOTHING);
}
END_TEST

START_TEST(test_window)
{
	struct transfer t = machine(20 * 512, 512, 8);

	ck_assert_uint_eq(t.last, 21);
	expect(transfer_start(&t, 0), SEND(1, 8));
	expect(transfer_on_ack(&t, 8, 1), SEND(9, 8));
	expect(transfer_on_ack(&t, 8, 1), NOTHING);
	/* Block 12 was lost: the client says so with each that follows, once is enough. */
	expect(transfer_on_ack(&t, 11, 1), SEND(12, 8));
	for (int i = 0; i < 5; i++)
		expect(transfer_on_ack(&t, 11, 1), NOTHING);
	expect(transfer_on_ack(&t, 20, 1), NOTHING);    /* not sent yet */
	expect(transfer_on_ack(&t, 19, 2), SEND(20, 2));
	expect(transfer_on_ack(&t, 20, 2), SEND(21, 1));
	expect(transfer_on_ack(&t, 21, 2), DONE);
}
END_TEST

/* The first block of a window is lost: only the deadline repairs that. */
START_TEST(test_window_first_lost)
{
	struct transfer t = machine(20 * 512, 512, 4);

	transfer_start(&t, 0);
	transfer_on_ack(&t, 4, 0);
	expect(transfer_on_ack(&t, 4, 1), NOTHING);
	expect(transfer_on_timer(&t, transfer_next_deadline(&t)), SEND(5, 4));
	expect(transfer_on_ack(&t, 8, 500), SEND(9, 4));
}
END_TEST

START_TEST(test_oack)
{
	struct transfer_options o = { .blksize = 512, .window = 4, .oack = true, .patience = 9000 };
	struct transfer t;

	transfer_init(&t, &o, 5000, 0);
	expect(transfer_start(&t, 0), TRANSFER_SEND_OACK, 0, 0);
	expect(transfer_on_ack(&t, 1, 0), NOTHING);
	expect(transfer_on_timer(&t, 300), TRANSFER_SEND_OACK, 0, 0);
	expect(transfer_on_repeat(&t, 301), TRANSFER_SEND_OACK, 0, 0);
	expect(transfer_on_ack(&t, 0, 400), SEND(1, 4));
	expect(transfer_on_ack(&t, 0, 400), NOTHING);
	expect(transfer_on_repeat(&t, 401), NOTHING);
	expect(transfer_on_ack(&t, 4, 400), SEND(5, 4));
}
END_TEST

START_TEST(test_repeated_request)
{
	struct transfer t = machine(5000, 512, 1);

	transfer_start(&t, 0);
	expect(transfer_on_repeat(&t, 100), SEND(1, 1));
	/* Which of the two was it?  No measure is taken (Karn). */
	expect(transfer_on_ack(&t, 1, 5), SEND(2, 1));
	ck_assert(!t.measured);
	expect(transfer_on_repeat(&t, 100), NOTHING);
}
END_TEST

/* A source address may be a lie: whoever is there hears three packets, and no more. */
START_TEST(test_nobody_heard)
{
	struct transfer t = machine(5000, 512, 1);
	unsigned sent = 1;
	int64_t now = 0;

	expect(transfer_start(&t, 0), SEND(1, 1));
	while (now < 120000) {
		struct transfer_step s;

		now = transfer_next_deadline(&t);
		s = transfer_on_timer(&t, now);
		if (s.verb == TRANSFER_GIVE_UP)
			break;
		sent += s.verb == TRANSFER_SEND;
		ck_assert(s.verb == TRANSFER_NOTHING || (s.first == 1 && s.count == 1));
	}
	ck_assert_int_eq(now, 120000);
	ck_assert_uint_eq(sent, 3);
}
END_TEST

/* Repeated requests are among the three; one that comes after a pause gets one more. */
START_TEST(test_nobody_heard_and_repeats)
{
	struct transfer t = machine(5000, 512, 1);

	transfer_start(&t, 0);
	expect(transfer_on_repeat(&t, 10), SEND(1, 1));
	expect(transfer_on_repeat(&t, 20), SEND(1, 1));
	for (int64_t now = 30; now < 20 + TRANSFER_BLIND_PAUSE; now += 10) {
		expect(transfer_on_repeat(&t, now), NOTHING);
		expect(transfer_on_timer(&t, now), NOTHING);
	}
	expect(transfer_on_repeat(&t, 20 + TRANSFER_BLIND_PAUSE), SEND(1, 1));
	expect(transfer_on_repeat(&t, 21 + TRANSFER_BLIND_PAUSE), NOTHING);
	expect(transfer_on_ack(&t, 1, 9000), SEND(2, 1));
}
END_TEST

START_TEST(test_backoff)
{
	static const int64_t at[] = { 300, 900, 2100, 4500, 8500, 12500, 16500 };
	struct transfer t = machine(5000, 512, 1);

	transfer_start(&t, 0);
	expect(transfer_on_ack(&t, 1, 0), SEND(2, 1));
	t.rto = 300;
	t.deadline = 300;
	t.measured = false;
	expect(transfer_on_timer(&t, 299), NOTHING);
	for (size_t i = 0; i < NR_ARRAY_SIZE(at); i++) {
		ck_assert_int_eq(transfer_next_deadline(&t), at[i]);
		expect(transfer_on_timer(&t, at[i]), SEND(2, 1));
	}
	expect(transfer_on_ack(&t, 2, 16600), SEND(3, 1));
	ck_assert(!t.measured);
	ck_assert_int_eq(transfer_next_deadline(&t), 20600);
	/* The first block that was sent once gives a measure, and the pace is back. */
	expect(transfer_on_ack(&t, 3, 16610), SEND(4, 1));
	ck_assert_int_eq(transfer_next_deadline(&t), 16810);
}
END_TEST

START_TEST(test_round_trip)
{
	struct transfer t = machine(1000000, 512, 1);
	int64_t now = 0;

	transfer_start(&t, now);
	now += 100;
	transfer_on_ack(&t, 1, now);
	ck_assert_uint_eq(t.rto, 300);          /* 100 + 4 * 50 */
	for (uint16_t b = 2; b < 100; b++)
		transfer_on_ack(&t, b, now += 100);
	ck_assert_uint_ge(t.rto, TRANSFER_RTO_MIN);
	ck_assert_uint_le(t.rto, 210);
	/* A slow spell widens it, up to the phone's own timer. */
	for (uint16_t b = 100; b < 110; b++)
		transfer_on_ack(&t, b, now += 3000);
	ck_assert_uint_gt(t.rto, 3000);
	ck_assert_uint_le(t.rto, TRANSFER_RTO_MAX);
}
END_TEST

/* A phone that writes flash says nothing for a minute, then goes on. */
START_TEST(test_patience)
{
	struct transfer t = machine(5000, 512, 1);
	struct transfer_step s;
	int64_t now = 0;
	unsigned sent = 0;

	transfer_start(&t, 0);
	transfer_on_ack(&t, 1, 10);
	for (;;) {
		now = transfer_next_deadline(&t);
		s = transfer_on_timer(&t, now);
		if (now > 60000 && sent < 1000) {
			struct transfer awake = t;

			expect(transfer_on_ack(&awake, 2, now + 1), SEND(3, 1));
		}
		if (s.verb != TRANSFER_SEND)
			break;
		sent++;
	}
	ck_assert_int_eq(s.verb, TRANSFER_GIVE_UP);
	ck_assert_int_eq(now, 120010);
	ck_assert_uint_gt(sent, 30);
	ck_assert_uint_lt(sent, 40);
}
END_TEST

START_TEST(test_agreed_timeout)
{
	struct transfer_options o = { .blksize = 512, .window = 1, .timeout = 60, .oack = true,
				      .patience = 120000 };
	struct transfer t;

	transfer_init(&t, &o, 5000, 0);
	transfer_start(&t, 0);
	transfer_on_ack(&t, 0, 10);
	for (int64_t i = 1; i < 4; i++) {
		ck_assert_int_eq(transfer_next_deadline(&t), 10 + i * 60000);
		expect(transfer_on_timer(&t, 10 + i * 60000), SEND(1, 1));
	}
	expect(transfer_on_timer(&t, 240010), TRANSFER_GIVE_UP, 0, 0);
}
END_TEST

/* A receiver of RFC 7440 behind a wire that loses one packet in five, both ways. */
START_TEST(test_lossy_wire)
{
	struct transfer t = machine(300000, 512, (uint16_t)_i);
	struct transfer_step s = transfer_start(&t, 0);
	uint64_t got = 0, acked = 0;
	uint32_t seed = 12345;
	int64_t now = 0;
	unsigned rounds = 0;

	while (s.verb != TRANSFER_DONE) {
		bool ack = false;

		ck_assert_uint_lt(rounds++, 100000);
		for (unsigned i = 0; s.verb == TRANSFER_SEND && i < s.count; i++) {
			seed = seed * 1103515245u + 12345u;
			if ((seed >> 16) % 5 == 0)
				continue;
			got += s.first + i == got + 1;
			ack = true;
		}
		seed = seed * 1103515245u + 12345u;
		now++;
		if (ack && (seed >> 16) % 5 != 0) {
			acked = got;
			s = transfer_on_ack(&t, (uint16_t)acked, now);
			if (s.verb != TRANSFER_NOTHING)
				continue;
		}
		/* One that heard nothing yet asks again, a 79xx after four seconds. */
		if (!t.answered && t.blind == TRANSFER_BLIND) {
			s = transfer_on_repeat(&t, now += 4000);
		} else {
			now = transfer_next_deadline(&t);
			s = transfer_on_timer(&t, now);
		}
		ck_assert_int_eq(s.verb, TRANSFER_SEND);
	}
	ck_assert_uint_eq(got, t.last);
}
END_TEST

START_TEST(test_session_table)
{
	struct session_table t = { .count = 0 };
	struct sockaddr_in peer = { .sin_family = AF_INET };

	for (unsigned i = 0; i < SESSION_MAX; i++) {
		peer.sin_addr.s_addr = htonl(0x0a4d0000u + i / 2);
		peer.sin_port = htons((uint16_t)(1024 + i % 2));
		ck_assert_ptr_null(session_find(&t, &peer));
		ck_assert_ptr_nonnull(session_take(&t, &peer));
		ck_assert_ptr_nonnull(session_find(&t, &peer));
	}
	peer.sin_port = 0;
	ck_assert_ptr_null(session_take(&t, &peer));
	for (unsigned i = 0; i < SESSION_MAX; i++) {
		peer.sin_addr.s_addr = htonl(0x0a4d0000u + i / 2);
		peer.sin_port = htons((uint16_t)(1024 + i % 2));
		session_give_back(&t, session_find(&t, &peer));
		ck_assert_ptr_null(session_find(&t, &peer));
	}
	ck_assert_uint_eq(t.count, 0);
	ck_assert_ptr_null(session_any(&t));
	session_table_finish(&t);
}
END_TEST

int main(void)
{
	TCase *tc = tcase_create("transfers");

	tcase_add_test(tc, test_lock_step);
	tcase_add_test(tc, test_exact_multiple);
	tcase_add_test(tc, test_empty_file);
	tcase_add_test(tc, test_foreign_acks);
	tcase_add_loop_test(tc, test_rollover, 1, 4);
	tcase_add_test(tc, test_rollover_edge);
	tcase_add_test(tc, test_window);
	tcase_add_test(tc, test_window_first_lost);
	tcase_add_test(tc, test_oack);
	tcase_add_test(tc, test_repeated_request);
	tcase_add_test(tc, test_nobody_heard);
	tcase_add_test(tc, test_nobody_heard_and_repeats);
	tcase_add_test(tc, test_backoff);
	tcase_add_test(tc, test_round_trip);
	tcase_add_test(tc, test_patience);
	tcase_add_test(tc, test_agreed_timeout);
	tcase_add_loop_test(tc, test_lossy_wire, 1, 9);
	tcase_add_test(tc, test_session_table);
	return suite_run("transfers", tc);
}
