/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_server.c -- who gets which answer, and from which pool.
 */
#include "plugins/dhcp/server.h"
#include "tests/unit/dhcp/packet.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>
#include <check.h>
#include <stdlib.h>

static struct server server;

static void server_up(void)
{
	server = (struct server){ .address = ip("10.77.0.1"), .netmask = ip("255.255.255.0"), .lease = 600 };
	server.book = book_of("10.77.0.0", "10.77.0.255");
	server_reserve_own(&server);
}

static void server_down(void)
{
	lease_book_free(server.book);
}

static struct message_answer ask(const struct message *m, int64_t now, enum drop want)
{
	struct message_answer a;

	ck_assert_int_eq(server_answer(&server, m, now, &a), want);
	if (want != DROP_NONE)
		ck_assert_int_eq(a.type, MESSAGE_NONE);
	return a;
}

/* What a REQUEST of @mac gets: ACK, NAK or NONE. */
static enum message_type request(const struct nr_mac *mac, const char *from, const char *wanted,
				 const char *uses)
{
	struct message m = simple(MESSAGE_REQUEST, mac);
	struct message_answer a;

	m.server = ip(from);
	m.requested = ip(wanted);
	m.ciaddr = ip(uses);
	server_answer(&server, &m, 0, &a);
	if (a.type == MESSAGE_ACK)
		ck_assert_uint_eq(a.address.s_addr, (m.requested.s_addr ? m.requested : m.ciaddr).s_addr);
	else
		ck_assert_uint_eq(a.address.s_addr, 0);
	return a.type;
}

#define NOWHERE "0.0.0.0"
#define OWN "10.77.0.1"

START_TEST(discover_offer_request_ack)
{
	struct message m = simple(MESSAGE_DISCOVER, &phone_mac);
	struct message_answer offer = ask(&m, 0, DROP_NONE), ack;

	ck_assert_int_eq(offer.type, MESSAGE_OFFER);
	ck_assert_ip(server_destination(&m, &offer), "255.255.255.255");
	m.type = MESSAGE_REQUEST;
	m.server = server.address;
	m.requested = offer.address;
	ack = ask(&m, 0, DROP_NONE);
	ck_assert_int_eq(ack.type, MESSAGE_ACK);
	ck_assert_uint_eq(ack.address.s_addr, offer.address.s_addr);
	m.flags = 0;
	ck_assert_uint_eq(server_destination(&m, &ack).s_addr, offer.address.s_addr);
	/* another phone can not have it */
	ck_assert_int_eq(request(&(struct nr_mac){ { 0, 1, 2, 3, 4, 5 } }, OWN,
				 inet_ntoa(offer.address), NOWHERE), MESSAGE_NAK);
}
END_TEST

START_TEST(offer_of_another_server_is_taken)
{
	struct message m = simple(MESSAGE_DISCOVER, &phone_mac);

	ask(&m, 0, DROP_NONE);
	m.type = MESSAGE_REQUEST;
	m.server = ip("10.0.0.1");
	m.requested = ip("10.0.0.99");
	ask(&m, 0, DROP_OTHER_SERVER);
	ck_assert_uint_eq(lease_of(server.book, &phone_mac).s_addr, 0);
}
END_TEST

START_TEST(init_reboot)
{
	struct nr_mac other = mac_number(5);

	/* the address of another network, the reason why a phone hangs for a minute */
	ck_assert_int_eq(request(&phone_mac, NOWHERE, "10.10.15.97", NOWHERE), MESSAGE_NAK);
	ck_assert_int_eq(request(&phone_mac, NOWHERE, OWN, NOWHERE), MESSAGE_NAK);
	ck_assert_int_eq(request(&phone_mac, NOWHERE, "10.77.0.255", NOWHERE), MESSAGE_NAK);
	ck_assert_int_eq(request(&phone_mac, NOWHERE, "10.77.0.0", NOWHERE), MESSAGE_NAK);
	/* free and not known: we gave it before we were restarted */
	ck_assert_int_eq(request(&phone_mac, NOWHERE, "10.77.0.44", NOWHERE), MESSAGE_ACK);
	ck_assert_int_eq(request(&phone_mac, NOWHERE, "10.77.0.44", NOWHERE), MESSAGE_ACK);
	ck_assert_int_eq(request(&phone_mac, NOWHERE, "10.77.0.45", NOWHERE), MESSAGE_NAK);
	ck_assert_int_eq(request(&other, NOWHERE, "10.77.0.44", NOWHERE), MESSAGE_NAK);
	ck_assert_int_eq(request(&other, NOWHERE, NOWHERE, NOWHERE), MESSAGE_NONE);
}
END_TEST

START_TEST(renewing)
{
	struct nr_mac other = mac_number(5);
	struct message m = simple(MESSAGE_REQUEST, &phone_mac);
	struct message_answer a;

	ck_assert_int_eq(request(&phone_mac, NOWHERE, NOWHERE, "10.77.0.44"), MESSAGE_ACK);
	ck_assert_int_eq(request(&other, NOWHERE, NOWHERE, "10.77.0.44"), MESSAGE_NAK);
	ck_assert_int_eq(request(&other, NOWHERE, NOWHERE, "192.168.0.4"), MESSAGE_NAK);
	m.ciaddr = ip("10.77.0.44");
	a = ask(&m, 0, DROP_NONE);
	ck_assert_ip(server_destination(&m, &a), "10.77.0.44");
	ck_assert_ip(server_client_address(&server, &m), "10.77.0.44");
	m.ciaddr = ip("192.168.0.4");
	a = ask(&m, 0, DROP_NONE);
	ck_assert_int_eq(a.type, MESSAGE_NAK);
	ck_assert_ip(server_destination(&m, &a), "255.255.255.255");
	ck_assert_ip(server_client_address(&server, &m), NOWHERE);
}
END_TEST

START_TEST(addresses_of_other_networks)
{
	struct message m = simple(MESSAGE_REQUEST, &phone_mac);
	struct in_addr none = ip(NOWHERE), old = ip("10.10.15.97");

	ck_assert_ip(server_foreign_address(&server, &m, none), NOWHERE);
	ck_assert_ip(server_foreign_address(&server, &m, ip("10.77.0.44")), NOWHERE);
	ck_assert_ip(server_foreign_address(&server, &m, old), "10.10.15.97");
	m.requested = ip("192.168.0.4");
	ck_assert_ip(server_foreign_address(&server, &m, none), "192.168.0.4");
	/* That is another server's offer, and the guard's business. */
	m.server = ip("192.168.0.1");
	ck_assert_ip(server_foreign_address(&server, &m, old), NOWHERE);
}
END_TEST

START_TEST(inform_decline_release)
{
	struct message m = simple(MESSAGE_INFORM, &phone_mac);
	struct message_answer a;

	m.ciaddr = ip("10.77.0.222");
	a = ask(&m, 0, DROP_NONE);
	ck_assert_int_eq(a.type, MESSAGE_ACK);
	ck_assert_uint_eq(a.address.s_addr, 0);
	ck_assert_ip(server_destination(&m, &a), "10.77.0.222");
	m.ciaddr = ip("192.168.0.4");
	ask(&m, 0, DROP_NO_ADDRESS);

	ck_assert_int_eq(request(&phone_mac, NOWHERE, "10.77.0.44", NOWHERE), MESSAGE_ACK);
	m = simple(MESSAGE_DECLINE, &phone_mac);
	m.requested = ip("10.77.0.44");
	m.server = ip("10.0.0.1");
	ask(&m, 0, DROP_OTHER_SERVER);
	m.server = server.address;
	ck_assert_int_eq(ask(&m, 0, DROP_NONE).type, MESSAGE_NONE);
	ask(&m, 0, DROP_NOT_ITS_OWN);
	ck_assert_int_eq(request(&phone_mac, NOWHERE, "10.77.0.44", NOWHERE), MESSAGE_NAK);

	ck_assert_int_eq(request(&phone_mac, NOWHERE, "10.77.0.45", NOWHERE), MESSAGE_ACK);
	m = simple(MESSAGE_RELEASE, &phone_mac);
	m.ciaddr = ip("10.77.0.45");
	m.server = server.address;
	ck_assert_int_eq(ask(&m, 0, DROP_NONE).type, MESSAGE_NONE);
	ck_assert_ip(lease_of(server.book, &phone_mac), "10.77.0.45");
}
END_TEST

START_TEST(relays_and_replies_are_left_alone)
{
	struct message m = simple(MESSAGE_DISCOVER, &phone_mac);

	m.giaddr = ip("10.77.0.254");
	ask(&m, 0, DROP_RELAYED);
	m.giaddr.s_addr = 0;
	m.type = MESSAGE_OFFER;
	ask(&m, 0, DROP_TYPE);
}
END_TEST

START_TEST(full_pool_is_said)
{
	struct message m = simple(MESSAGE_DISCOVER, &phone_mac);

	for (uint32_t i = 0; i < 253; i++) {
		m.mac = mac_number(i);
		m.type = MESSAGE_DISCOVER;
		m.requested = ask(&m, 0, DROP_NONE).address;
		m.type = MESSAGE_REQUEST;
		ck_assert_int_eq(ask(&m, 0, DROP_NONE).type, MESSAGE_ACK);
	}
	m.type = MESSAGE_DISCOVER;
	m.mac = phone_mac;
	ask(&m, 0, DROP_POOL_FULL);
}
END_TEST

START_TEST(default_pools)
{
	static const struct {
		const char *address, *mask, *first, *last;
	} rows[] = {
		{ "10.77.0.1", "255.255.255.0", "10.77.0.10", "10.77.0.200" },
		{ "10.77.0.1", "255.255.0.0", "10.77.10.0", "10.77.200.0" },
		{ "192.168.1.130", "255.255.255.128", "192.168.1.133", "192.168.1.254" },
		{ "192.168.1.2", "255.255.255.248", "192.168.1.1", "192.168.1.6" },
		{ "192.168.1.2", "255.255.255.252", "192.168.1.1", "192.168.1.2" },
		{ "10.0.0.1", "255.0.0.0", "10.10.0.0", "10.10.255.255" },
	};
	struct in_addr first, last;

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++) {
		ck_assert(server_default_pool(ip(rows[i].address), ip(rows[i].mask), &first, &last));
		ck_assert_ip(first, rows[i].first);
		ck_assert_ip(last, rows[i].last);
		ck_assert_ptr_null(server_pool_fault(ip(rows[i].address), ip(rows[i].mask), first, last));
	}
	ck_assert(!server_default_pool(ip("10.0.0.1"), ip("255.255.255.255"), &first, &last));
	ck_assert(!server_default_pool(ip("10.0.0.1"), ip("255.255.255.254"), &first, &last));
}
END_TEST

START_TEST(pools_that_can_not_be)
{
	struct in_addr own = ip(OWN), mask = ip("255.255.255.0");

	ck_assert_ptr_nonnull(server_pool_fault(own, mask, ip("10.77.0.20"), ip("10.77.0.10")));
	ck_assert_ptr_nonnull(server_pool_fault(own, mask, ip("10.77.1.10"), ip("10.77.1.20")));
	ck_assert_ptr_nonnull(server_pool_fault(own, mask, ip("10.76.255.250"), ip("10.77.0.20")));
	ck_assert_ptr_nonnull(server_pool_fault(own, mask, ip("10.77.0.250"), ip("10.77.1.2")));
	ck_assert_ptr_nonnull(server_pool_fault(own, ip("255.0.0.0"), ip("10.0.0.1"), ip("10.200.0.1")));
	ck_assert_ptr_null(server_pool_fault(own, mask, ip("10.77.0.10"), ip("10.77.0.10")));
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("server");

	tcase_add_checked_fixture(t, server_up, server_down);
	tcase_add_test(t, discover_offer_request_ack);
	tcase_add_test(t, offer_of_another_server_is_taken);
	tcase_add_test(t, init_reboot);
	tcase_add_test(t, renewing);
	tcase_add_test(t, inform_decline_release);
	tcase_add_test(t, relays_and_replies_are_left_alone);
	tcase_add_test(t, full_pool_is_said);
	tcase_add_test(t, addresses_of_other_networks);
	tcase_add_test(t, default_pools);
	tcase_add_test(t, pools_that_can_not_be);
	return suite_run("server", t);
}
