/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_reach.c -- to which addresses something may be sent.
 */
#include <config.h>

#include "core/serve/reach.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>
#include <check.h>
#include <errno.h>

static struct in_addr ip(const char *text)
{
	struct in_addr a;

	ck_assert_int_eq(inet_pton(AF_INET, text, &a), 1);
	return a;
}

START_TEST(only_hosts_of_the_wire)
{
	struct nr_bench wire = { .address = ip("10.77.0.1"), .netmask = ip("255.255.255.0") };

	ck_assert(reach_on_wire(&wire, ip("10.77.0.10")));
	ck_assert(reach_on_wire(&wire, ip("10.77.0.254")));
	ck_assert(!reach_on_wire(&wire, ip("10.77.0.255")));
	ck_assert(!reach_on_wire(&wire, ip("10.77.0.0")));
	ck_assert(!reach_on_wire(&wire, ip("10.77.1.10")));
	ck_assert(!reach_on_wire(&wire, ip("8.8.8.8")));
	ck_assert(!reach_on_wire(&wire, ip("255.255.255.255")));
	ck_assert(!reach_on_wire(&wire, ip("0.0.0.0")));
	ck_assert(!reach_on_wire(&wire, ip("224.0.0.1")));
	wire.netmask = ip("255.255.255.254");   /* RFC 3021: two hosts, no broadcast */
	ck_assert(reach_on_wire(&wire, ip("10.77.0.0")));
	ck_assert(!reach_on_wire(&wire, ip("10.77.0.2")));
}
END_TEST

START_TEST(by_lease_or_by_arp)
{
	const struct nr_mac own = { { 0, 0x1b, 0x54, 0xaa, 0, 1 } }, other = { { 2, 0, 0, 0, 0, 9 } };
	struct in_addr to = ip("10.77.0.10");
	struct phone p = { .mac = own, .ip = to };

	ck_assert(!reach_decide(&p, to, -ENOENT, &other));
	ck_assert(reach_decide(&p, to, 0, &own));
	ck_assert(!reach_decide(&p, to, 0, &other));    /* somebody else is there */
	ck_assert(reach_decide(NULL, to, 0, &other));   /* serve = all: whoever it is */
	ck_assert(!reach_decide(NULL, to, -ENOENT, &other));
	ck_assert(reach_decide(NULL, to, -EOPNOTSUPP, &other));
	p.leased = to;
	ck_assert(reach_decide(&p, to, -ENOENT, &other));
	p.leased = ip("10.77.0.11");
	ck_assert(!reach_decide(&p, to, -ENOENT, &other));
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("reach");

	tcase_add_test(t, only_hosts_of_the_wire);
	tcase_add_test(t, by_lease_or_by_arp);
	return suite_run("reach", t);
}
