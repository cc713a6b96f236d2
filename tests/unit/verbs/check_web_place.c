/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_web_place.c -- where the page may be: never on the wire of the bench. */
#include "core/verbs/web_place.h"
#include "tests/unit/suite.h"

#include <netrecover/types.h>

#include <arpa/inet.h>
#include <string.h>

static char text[WEB_PLACE_TEXT];

START_TEST(reading)
{
	static const char *const bad[] = { "", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536",
					   "127.0.0.1:-1", "127.0.0.1: 80", "127.0.0.1:80x", "127.1:80", "localhost:8080",
					   "::1:80", "[::1]", "[::1:80", "[127.0.0.1]:80", "1.2.3.4.5:80", "127.0.0.1:+80",
					   "[0000:0000:0000:0000:0000:0000:255.255.255.255:0000:0000]:80" };
	union web_place p;

	for (size_t i = 0; i < NR_ARRAY_SIZE(bad); i++)
		ck_assert_msg(!web_place_read(bad[i], &p), "%s", bad[i]);
	ck_assert(web_place_read("192.168.1.5:65535", &p));
	ck_assert_int_eq(p.any.sa_family, AF_INET);
	ck_assert_uint_eq(ntohl(p.four.sin_addr.s_addr), 0xc0a80105);
	ck_assert_uint_eq(ntohs(p.four.sin_port), 65535);
	ck_assert(web_place_read("[2001:db8::5]:1", &p));
	ck_assert_int_eq(p.any.sa_family, AF_INET6);
	ck_assert_uint_eq(ntohs(p.six.sin6_port), 1);
}
END_TEST

/* Of a machine with lo, eth0 192.168.1.5, eth1 10.77.0.1 (the bench) and eth1.100 172.16.0.1. */
static const char *fault(const char *place, const char *wire, unsigned prefix)
{
	static struct sockaddr_in at[4];
	static struct sockaddr_in6 six = { .sin6_family = AF_INET6 };
	static char names[5][12] = { "lo", "eth0", "eth1", "eth1.100", "eth1" };
	static const char *const addresses[4] = { "127.0.0.1", "192.168.1.5", "10.88.0.1", "172.16.0.1" };
	struct ifaddrs have[6];
	struct in_addr network;
	union web_place p;

	memset(have, 0, sizeof(have));
	for (int i = 0; i < 4; i++) {
		at[i].sin_family = AF_INET;
		inet_pton(AF_INET, addresses[i], &at[i].sin_addr);
		have[i] = (struct ifaddrs){ .ifa_next = &have[i + 1], .ifa_name = names[i],
					    .ifa_addr = (struct sockaddr *)&at[i] };
	}
	inet_pton(AF_INET6, "2001:db8::1", &six.sin6_addr);
	have[4] = (struct ifaddrs){ .ifa_next = &have[5], .ifa_name = names[4], .ifa_addr = (struct sockaddr *)&six };
	have[5] = (struct ifaddrs){ .ifa_name = names[0] };     /* without an address */
	inet_pton(AF_INET, "10.77.0.1", &network);
	ck_assert(web_place_read(place, &p));
	return web_place_fault(&p, wire, network, prefix, have, text);
}

START_TEST(places)
{
	ck_assert_ptr_null(fault("127.0.0.1:8080", "eth1", 24));
	ck_assert_ptr_null(fault("[::1]:8080", "eth1", 24));
	ck_assert_ptr_null(fault("192.168.1.5:8080", "eth1", 24));
	ck_assert_ptr_null(fault("10.77.1.1:8080", "eth1", 24));        /* another network */
	ck_assert_ptr_null(fault("10.88.0.1:8080", "eth10", 24));       /* another interface */
	ck_assert_ptr_null(fault("10.88.0.1:8080", NULL, 0));
	ck_assert_ptr_nonnull(fault("0.0.0.0:8080", "eth1", 24));
	ck_assert_ptr_nonnull(fault("0.0.0.0:8080", NULL, 0));
	ck_assert_ptr_nonnull(fault("[::]:8080", "eth1", 24));
	ck_assert_ptr_nonnull(fault("[::ffff:10.77.0.1]:8080", "eth1", 24));
	ck_assert_ptr_nonnull(fault("[fe80::1]:8080", "eth1", 24));
	/* the bench's own, also before it is put on the interface */
	ck_assert_ptr_nonnull(fault("10.77.0.1:8080", "eth1", 24));
	ck_assert_ptr_nonnull(fault("10.77.0.200:8080", "eth1", 24));
	/* other addresses of the wire, and of a VLAN on it */
	ck_assert_ptr_nonnull(fault("10.88.0.1:8080", "eth1", 24));
	ck_assert_ptr_nonnull(fault("172.16.0.1:8080", "eth1", 24));
	ck_assert_ptr_nonnull(fault("10.88.0.1:8080", "eth1.200", 24));
	ck_assert_ptr_nonnull(fault("[2001:db8::1]:8080", "eth1", 24));
	ck_assert_ptr_nonnull(strstr(text, "eth1"));
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("web_place");

	tcase_add_test(t, reading);
	tcase_add_test(t, places);
	return suite_run("web_place", t);
}
