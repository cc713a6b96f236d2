/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_candidate.c -- which interface is proposed as the bench's wire, and which is refused. */
#include "core/host/candidate.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>
#include <string.h>

static struct candidate row[4];

/* A wire that nothing speaks against. */
static struct candidate good(const char *name)
{
	struct candidate c = { .ethernet = true, .hardware = true, .up = true, .carrier = true, .phones = -1 };

	memcpy(c.name, name, strlen(name) + 1);
	return c;
}

static const char *chosen(size_t n)
{
	const struct candidate *c = candidate_choose(row, n);

	return c ? c->name : "none";
}

START_TEST(refused)
{
	struct candidate c = good("eth0");

	ck_assert_ptr_null(candidate_refused(&c));
	c.route = LINK_ROUTE_IPV6;
	ck_assert_ptr_nonnull(strstr(candidate_refused(&c), "default route"));
	c = good("eth0");
	c.wireless = true;
	ck_assert_str_eq(candidate_refused(&c), "it is wireless");
	c = good("eth0");
	c.part = true;
	ck_assert_ptr_nonnull(candidate_refused(&c));
	c = good("eth0");
	c.ethernet = false;
	ck_assert_ptr_nonnull(candidate_refused(&c));
}
END_TEST

START_TEST(never_a_guess)
{
	row[0] = good("eth0");
	row[1] = good("eth1");
	ck_assert_str_eq(chosen(1), "eth0");
	ck_assert_str_eq(chosen(2), "none");
	/* one of them is in use, or has no cable */
	row[0].address.s_addr = htonl(0xc0000205);
	ck_assert_str_eq(chosen(2), "eth1");
	row[0] = good("eth0");
	row[0].carrier = false;
	ck_assert_str_eq(chosen(2), "eth1");
	/* nobody knows where the default route leads */
	row[1].route = -1;
	ck_assert_str_eq(chosen(2), "eth0");
}
END_TEST

START_TEST(phones_decide)
{
	row[0] = good("eth0");
	row[1] = good("eth1");
	row[2] = good("eth2");
	row[1].phones = 3;
	row[1].address.s_addr = htonl(0xc0000205);
	ck_assert_str_eq(chosen(3), "eth1");
	/* on two wires: which is meant? */
	row[2].phones = 1;
	ck_assert_str_eq(chosen(3), "none");
	/* and never where it is refused */
	row[1].route = LINK_ROUTE_IPV4;
	ck_assert_str_eq(chosen(3), "eth2");
}
END_TEST

START_TEST(both_sides_are_said)
{
	char text[CANDIDATE_REASONS][CANDIDATE_REASON];
	struct candidate c = good("eth0");

	c.usb = true;
	c.phones = 1;
	ck_assert_uint_eq(candidate_reasons(&c, false, text), 4);
	ck_assert_str_eq(text[0], "1 phone was heard there");
	ck_assert_str_eq(text[1], "a wired USB adapter");
	ck_assert_uint_eq(candidate_reasons(&c, true, text), 0);
	c.up = c.carrier = false;
	ck_assert_uint_eq(candidate_reasons(&c, true, text), 1);
	ck_assert_str_eq(text[0], "it is down, so a cable does not show");
}
END_TEST

START_TEST(a_network_of_its_own)
{
	char text[INET_ADDRSTRLEN];
	struct in_addr a;

	row[0] = good("eth0");
	a = candidate_address(row, 1);
	ck_assert_str_eq(inet_ntop(AF_INET, &a, text, sizeof(text)), "10.77.0.1");
	inet_pton(AF_INET, "10.1.2.3", &row[0].address);
	inet_pton(AF_INET, "255.0.0.0", &row[0].netmask);
	a = candidate_address(row, 1);
	ck_assert_str_eq(inet_ntop(AF_INET, &a, text, sizeof(text)), "192.168.255.1");
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("wire");

	tcase_add_test(t, refused);
	tcase_add_test(t, never_a_guess);
	tcase_add_test(t, phones_decide);
	tcase_add_test(t, both_sides_are_said);
	tcase_add_test(t, a_network_of_its_own);
	return suite_run("candidate", t);
}
