/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_lease.c -- the address book.
 */
#include "plugins/dhcp/lease.h"
#include "tests/unit/dhcp/packet.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>
#include <check.h>
#include <stdlib.h>

static const struct in_addr no_wish = { INADDR_ANY };

START_TEST(consecutive_macs_never_clash)
{
	struct lease_book *book = book_of("10.77.16.0", "10.77.31.255");
	uint8_t taken[4096] = { 0 };
	struct in_addr a[2000];

	for (uint32_t i = 0; i < 2000; i++) {
		struct nr_mac mac = mac_number(i);
		uint32_t slot;

		a[i] = lease_offer(book, &mac, no_wish, 0);
		slot = ntohl(a[i].s_addr) - 0x0a4d1000;
		ck_assert_uint_lt(slot, 4096);
		ck_assert_uint_eq(taken[slot]++, 0);
	}
	for (uint32_t i = 0; i < 2000; i++) {
		struct nr_mac mac = mac_number(i);

		ck_assert(lease_bind(book, &mac, a[i], 1000));
		ck_assert_uint_eq(lease_offer(book, &mac, no_wish, 700000).s_addr, a[i].s_addr);
	}
	lease_book_free(book);
}
END_TEST

/* The same MAC gets the same address from a book that knows nothing yet. */
START_TEST(address_survives_a_restart)
{
	struct lease_book *one = book_of("10.77.0.10", "10.77.0.200"), *two;
	struct nr_mac mac = mac_number(77), other = mac_number(78);
	struct in_addr a = lease_offer(one, &mac, no_wish, 0), b = ip("10.77.0.150");

	lease_book_free(one);
	two = book_of("10.77.0.10", "10.77.0.200");
	ck_assert_uint_eq(lease_offer(two, &mac, no_wish, 5).s_addr, a.s_addr);
	ck_assert_uint_eq(lease_offer(two, &other, b, 5).s_addr, b.s_addr);
	lease_book_free(two);
}
END_TEST

START_TEST(wish_is_granted_when_free)
{
	struct lease_book *book = book_of("10.77.0.10", "10.77.0.12");
	struct nr_mac a = mac_number(1), b = mac_number(2), c = mac_number(3);

	lease_reserve(book, ip("10.77.0.10"));
	ck_assert_ip(lease_offer(book, &a, ip("10.77.0.12"), 0), "10.77.0.12");
	ck_assert_ip(lease_offer(book, &b, ip("10.77.0.12"), 0), "10.77.0.11");
	ck_assert_ip(lease_offer(book, &b, ip("10.77.0.10"), 0), "10.77.0.11");
	ck_assert(!lease_bind(book, &c, ip("10.77.0.10"), 0));
	ck_assert(!lease_bind(book, &c, ip("10.77.0.99"), 0));
	lease_book_free(book);
}
END_TEST

START_TEST(full_pool_gives_what_ended_first)
{
	struct lease_book *book = book_of("10.77.0.10", "10.77.0.13");
	struct in_addr a[4];
	struct nr_mac mac[6];

	for (uint32_t i = 0; i < 6; i++)
		mac[i] = mac_number(i);
	for (uint32_t i = 0; i < 4; i++) {
		a[i] = lease_offer(book, &mac[i], no_wish, i);
		ck_assert(lease_bind(book, &mac[i], a[i], i * 1000));
	}
	ck_assert_uint_eq(lease_offer(book, &mac[4], no_wish, 599999).s_addr, 0);
	/* the first renews, so the second is the first to end */
	ck_assert(lease_bind(book, &mac[0], a[0], 300000));
	ck_assert_uint_eq(lease_offer(book, &mac[4], no_wish, 600999).s_addr, 0);
	ck_assert_uint_eq(lease_offer(book, &mac[4], no_wish, 601000).s_addr, a[1].s_addr);
	ck_assert_uint_eq(lease_of(book, &mac[1]).s_addr, 0);
	/* one that never asked further loses its offer */
	ck_assert_uint_eq(lease_offer(book, &mac[5], no_wish, 601000).s_addr, a[1].s_addr);
	ck_assert_uint_eq(lease_of(book, &mac[4]).s_addr, 0);
	ck_assert(lease_bind(book, &mac[5], a[1], 601000));
	ck_assert_uint_eq(lease_offer(book, &mac[4], no_wish, 601000).s_addr, 0);
	ck_assert(lease_release(book, &mac[0], a[0], 601001));
	ck_assert_uint_eq(lease_of(book, &mac[0]).s_addr, a[0].s_addr);
	ck_assert_uint_eq(lease_offer(book, &mac[4], no_wish, 601001).s_addr, a[0].s_addr);
	lease_book_free(book);
}
END_TEST

/* 5,000 clients ask for sport within a second.  One that means it comes in between. */
START_TEST(offers_for_sport_empty_no_pool)
{
	struct lease_book *book = book_of("10.77.0.10", "10.77.0.200");
	struct nr_mac phone = mac_number(9000), later = mac_number(9001);
	struct in_addr a = { INADDR_ANY }, b;

	for (uint32_t i = 0; i < 5000; i++) {
		struct nr_mac mac = mac_number(i);

		ck_assert_uint_ne(lease_offer(book, &mac, no_wish, i / 5).s_addr, 0);
		if (i == 1000)
			a = lease_offer(book, &phone, no_wish, 200);
		/* 190 later its offer is still its own */
		if (i == 1190)
			ck_assert(lease_bind(book, &phone, a, 240));
	}
	ck_assert_uint_ne(a.s_addr, 0);
	ck_assert_uint_eq(lease_withdrawn(book), 5000 + 1 - 191);
	ck_assert_uint_eq(lease_of(book, &phone).s_addr, a.s_addr);
	/* one that was slow takes an address that was since offered to somebody who did not */
	b = lease_offer(book, &later, no_wish, 1000);
	for (uint32_t i = 0; i < 500; i++) {
		struct nr_mac mac = mac_number(i);

		lease_offer(book, &mac, no_wish, 1001);
	}
	ck_assert_uint_eq(lease_of(book, &later).s_addr, 0);
	ck_assert(lease_bind(book, &later, b, 1002));
	ck_assert(!lease_bind(book, &later, a, 1002));
	ck_assert_uint_eq(lease_of(book, &later).s_addr, b.s_addr);
	lease_book_free(book);
}
END_TEST

START_TEST(known_mac_keeps_its_address_for_long)
{
	struct lease_book *book = book_of("10.77.0.10", "10.77.0.13");
	struct nr_mac mac = mac_number(1), other;
	struct in_addr a = lease_offer(book, &mac, no_wish, 0);

	ck_assert(lease_bind(book, &mac, a, 0));
	for (uint32_t i = 0; i < 3; i++) {
		other = mac_number(10 + i);
		ck_assert_uint_ne(lease_offer(book, &other, a, 90000000).s_addr, a.s_addr);
	}
	ck_assert_uint_eq(lease_offer(book, &mac, no_wish, 90000000).s_addr, a.s_addr);
	lease_book_free(book);
}
END_TEST

START_TEST(declined_address_rests)
{
	struct lease_book *book = book_of("10.77.0.10", "10.77.0.10");
	struct nr_mac mac = mac_number(1), other = mac_number(2);
	struct in_addr a = lease_offer(book, &mac, no_wish, 0);

	ck_assert(lease_bind(book, &mac, a, 0));
	ck_assert(!lease_decline(book, &other, a, 0));
	ck_assert(!lease_decline(book, &mac, ip("10.77.0.11"), 0));
	ck_assert(lease_decline(book, &mac, a, 0));
	ck_assert(!lease_decline(book, &mac, a, 0));
	ck_assert_uint_eq(lease_of(book, &mac).s_addr, 0);
	ck_assert(!lease_bind(book, &mac, a, 1));
	ck_assert_uint_eq(lease_offer(book, &mac, a, 599999).s_addr, 0);
	ck_assert(lease_bind(book, &other, a, 600000));
	lease_book_free(book);
}
END_TEST

START_TEST(forgotten_offer_is_free_again)
{
	struct lease_book *book = book_of("10.77.0.10", "10.77.0.10");
	struct nr_mac mac = mac_number(1), other = mac_number(2);
	struct in_addr a = lease_offer(book, &mac, no_wish, 0);

	lease_forget_offer(book, &other);
	ck_assert_uint_eq(lease_of(book, &mac).s_addr, a.s_addr);
	lease_forget_offer(book, &mac);
	ck_assert_uint_eq(lease_of(book, &mac).s_addr, 0);
	ck_assert_uint_eq(lease_offer(book, &other, no_wish, 0).s_addr, a.s_addr);
	ck_assert(lease_bind(book, &other, a, 0));
	lease_forget_offer(book, &other);       /* a lease is more than an offer */
	ck_assert_uint_eq(lease_of(book, &other).s_addr, a.s_addr);
	lease_book_free(book);
}
END_TEST

/*
 * A long random life against a plain model: an address has at most one owner,
 * nobody loses what has not ended, and full means full.
 */
#define LIFE_POOL 48
#define LIFE_MACS 80

START_TEST(random_life)
{
	struct lease_book *book = book_of("10.77.0.10", "10.77.0.57");
	int64_t bound_until[LIFE_MACS] = { 0 }, now = 0;
	uint32_t state = 12345;

	for (int step = 0; step < 60000; step++) {
		uint32_t who, owners = 0;
		struct in_addr a;
		struct nr_mac mac;

		state = state * 1664525u + 1013904223u;
		who = (state >> 8) % LIFE_MACS;
		mac = mac_number(who);
		now += (state >> 20) % 20000;
		a = lease_of(book, &mac);
		if (bound_until[who] > now)
			ck_assert_uint_ne(a.s_addr, 0);
		switch (state >> 28) {
		case 0:
			if (lease_decline(book, &mac, a, now))
				bound_until[who] = 0;
			break;
		case 1:
			if (lease_release(book, &mac, a, now))
				bound_until[who] = 0;
			break;
		case 2:
			lease_forget_offer(book, &mac);
			break;
		default:
			a = lease_offer(book, &mac, no_wish, now);
			if (a.s_addr && state >> 31 && lease_bind(book, &mac, a, now))
				bound_until[who] = now + 600000;
			break;
		}
		for (uint32_t i = 0; i < LIFE_MACS; i++) {
			struct nr_mac m = mac_number(i);

			owners += a.s_addr && lease_of(book, &m).s_addr == a.s_addr;
		}
		ck_assert_uint_le(owners, 1);
	}
	lease_book_free(book);
}
END_TEST

START_TEST(books_have_limits)
{
	struct lease_book *book;

	ck_assert_ptr_null(lease_book_new(ip("10.0.0.2"), ip("10.0.0.1"), 600));
	ck_assert_ptr_null(lease_book_new(ip("10.0.0.0"), ip("10.1.0.0"), 600));
	book = book_of("10.0.0.0", "10.0.255.255");
	for (uint32_t i = 0; i < 65536; i++) {
		struct nr_mac mac = mac_number(i);

		struct in_addr a = lease_offer(book, &mac, no_wish, 0);

		ck_assert(lease_bind(book, &mac, a, 0));
	}
	ck_assert_uint_eq(lease_offer(book, &phone_mac, no_wish, 0).s_addr, 0);
	lease_book_free(book);
	lease_book_free(NULL);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("lease");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, consecutive_macs_never_clash);
	tcase_add_test(t, address_survives_a_restart);
	tcase_add_test(t, wish_is_granted_when_free);
	tcase_add_test(t, full_pool_gives_what_ended_first);
	tcase_add_test(t, offers_for_sport_empty_no_pool);
	tcase_add_test(t, known_mac_keeps_its_address_for_long);
	tcase_add_test(t, declined_address_rests);
	tcase_add_test(t, forgotten_offer_is_free_again);
	tcase_add_test(t, random_life);
	tcase_add_test(t, books_have_limits);
	return suite_run("lease", t);
}
