/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_link.c -- the link of the interface: what rtnetlink says of it, and how
 * much of that the operator hears.
 */
#include "plugins/pcap/link.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <libmnl/libmnl.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdlib.h>

#define OURS 7

static struct link cable;
static char line[256];

static void setup(void)
{
	memset(&cable, 0, sizeof(cable));
	link_change(&cable, LINK_UP, 0, "eth1", line, sizeof(line));
}

static const char *told(enum link_state state, double now)
{
	line[0] = '\0';
	return link_change(&cable, state, now, "eth1", line, sizeof(line)) ? line : "";
}

static size_t message(char *buf, uint16_t type, int ifindex, unsigned flags)
{
	struct nlmsghdr *h = mnl_nlmsg_put_header(buf);
	struct ifinfomsg *info = mnl_nlmsg_put_extra_header(h, sizeof(*info));

	h->nlmsg_type = type;
	info->ifi_index = ifindex;
	info->ifi_flags = flags;
	mnl_attr_put_strz(h, IFLA_IFNAME, "eth1");
	return h->nlmsg_len;
}

START_TEST(messages)
{
	_Alignas(struct nlmsghdr) char buf[1024];
	size_t n = message(buf, RTM_NEWLINK, OURS, IFF_UP | IFF_RUNNING), more;

	ck_assert_int_eq(link_read(buf, n, OURS), LINK_UP);
	ck_assert_int_eq(link_read(buf, n, OURS + 1), LINK_UNKNOWN);
	more = message(buf + n, RTM_NEWLINK, OURS, IFF_UP);     /* no carrier */
	ck_assert_int_eq(link_read(buf, n + more, OURS), LINK_DOWN);
	more += message(buf + n + more, RTM_DELLINK, OURS, 0);
	ck_assert_int_eq(link_read(buf, n + more, OURS), LINK_GONE);
	more += message(buf + n + more, RTM_NEWLINK, 1, IFF_UP | IFF_RUNNING);
	ck_assert_int_eq(link_read(buf, n + more, OURS), LINK_GONE);
	n = message(buf, RTM_NEWADDR, OURS, IFF_UP | IFF_RUNNING);
	ck_assert_int_eq(link_read(buf, n, OURS), LINK_UNKNOWN);
	n = message(buf, RTM_NEWLINK, OURS, IFF_UP);
	for (size_t i = 0; i < n; i++)
		ck_assert_int_eq(link_read(buf, i, OURS), LINK_UNKNOWN);
	((struct nlmsghdr *)(void *)buf)->nlmsg_len = NLMSG_HDRLEN;     /* without a body */
	ck_assert_int_eq(link_read(buf, n, OURS), LINK_UNKNOWN);
}
END_TEST

START_TEST(down_and_up)
{
	ck_assert_str_eq(told(LINK_UP, 5), "");
	ck_assert_ptr_nonnull(strstr(told(LINK_DOWN, 10), "eth1 is down (1 time so far): "));
	ck_assert_str_eq(told(LINK_DOWN, 11), "");
	ck_assert_str_eq(told(LINK_UNKNOWN, 11), "");
	ck_assert_str_eq(told(LINK_UP, 22), "the link of eth1 is up again after 12 s");
	ck_assert_ptr_nonnull(strstr(told(LINK_DOWN, 200), "(2 times so far)"));
	ck_assert_ptr_nonnull(strstr(told(LINK_GONE, 201), "eth1 is gone: "));
}
END_TEST

START_TEST(down_from_the_start)
{
	memset(&cable, 0, sizeof(cable));
	ck_assert_str_eq(told(LINK_DOWN, 1), "the link of eth1 is down: plug in a cable, or look at the "
			 "switch port");
	ck_assert_str_eq(told(LINK_UP, 4), "the link of eth1 is up again after 3 s");
	ck_assert_uint_eq(cable.downs, 0);
}
END_TEST

/* A bad plug: thousands of changes, a handful of lines. */
START_TEST(flapping)
{
	unsigned lines = 0;
	double now = 100;

	for (int i = 0; i < 5000; i++) {
		lines += told(LINK_DOWN, now += 0.5)[0] != '\0';
		lines += told(LINK_UP, now += 0.5)[0] != '\0';
		ck_assert(!link_settled(&cable, now + 20, "eth1", line, sizeof(line)));
	}
	ck_assert_uint_eq(lines, 7);            /* three times down and up, then: it flaps */
	ck_assert(cable.flapping);
	ck_assert_uint_eq(cable.downs, 5000);
	ck_assert(link_settled(&cable, now + 31, "eth1", line, sizeof(line)));
	ck_assert_str_eq(line, "the link of eth1 is quiet: up; it was down 4996 times more");
	ck_assert(!link_settled(&cable, now + 62, "eth1", line, sizeof(line)));
	ck_assert_ptr_nonnull(strstr(told(LINK_DOWN, now + 100), "is down (5001 times so far)"));
}
END_TEST

/* A phone plugged in directly restarts every few minutes: each time is told. */
START_TEST(a_phone_that_restarts)
{
	for (int i = 0; i < 50; i++) {
		ck_assert_str_ne(told(LINK_DOWN, i * 60.), "");
		ck_assert_str_ne(told(LINK_UP, i * 60. + 5), "");
	}
	ck_assert(!cable.flapping);
}
END_TEST

START_TEST(flaps_line)
{
	for (int i = 0; i < 3; i++) {
		told(LINK_DOWN, 10 + i * 2);
		told(LINK_UP, 11 + i * 2);
	}
	ck_assert_str_eq(told(LINK_DOWN, 16), "the link of eth1 flaps: down 4 times in 6 s; look at cable, plugs "
			 "and switch port.  No more lines about it until it is quiet");
	ck_assert(link_settled(&cable, 46, "eth1", line, sizeof(line)));
	ck_assert_str_eq(line, "the link of eth1 is quiet: down; it was down 0 times more");
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("link");

	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_test(t, messages);
	tcase_add_test(t, down_and_up);
	tcase_add_test(t, down_from_the_start);
	tcase_add_test(t, flapping);
	tcase_add_test(t, a_phone_that_restarts);
	tcase_add_test(t, flaps_line);
	return suite_run("link", t);
}
