/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_port.c -- can a port be had, and who has it?  On the loopback. */
#include <config.h>

#include "core/host/holder.h"
#include "core/host/port.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const struct in_addr loopback = { 0x0100007f };
static const struct in_addr elsewhere = { 0x01004d0a };         /* 10.77.0.1: not on this machine */

/* A port that is taken at @addr from now on; *number says which. */
static int take(bool tcp, struct in_addr addr, uint16_t *number)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_addr = addr };
	int fd = socket(AF_INET, tcp ? SOCK_STREAM : SOCK_DGRAM, 0), on = 1;
	socklen_t len = sizeof(a);

	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert(!tcp || listen(fd, 1) == 0);
	ck_assert_int_eq(getsockname(fd, (struct sockaddr *)&a, &len), 0);
	*number = ntohs(a.sin_port);
	return fd;
}

START_TEST(test_taken)
{
	bool tcp = _i & 1, all = _i & 2;
	struct port p = { .how = tcp ? NR_PORT_TCP : NR_PORT_UDP, .plugin = "x" };
	int fd = take(tcp, all ? (struct in_addr){ INADDR_ANY } : loopback, &p.number);
	struct holder h;
	char want[32];

	ck_assert_int_eq(port_try(&p, "lo", loopback), -EADDRINUSE);
	holder_find(&h, tcp, loopback, p.number);
	snprintf(want, sizeof(want), "(process %d)", (int)getpid());
	ck_assert_msg(strstr(h.name, want), "%s", h.name);
	if (strncmp(h.stop, "systemctl", 9) != 0) {
		snprintf(want, sizeof(want), "kill %d", (int)getpid());
		ck_assert_str_eq(h.stop, want);
	}
	/* The other protocol has ports of its own. */
	p.how ^= NR_PORT_TCP;
	ck_assert_int_eq(port_try(&p, "lo", loopback), 0);
	p.how ^= NR_PORT_TCP;
	close(fd);
	ck_assert_int_eq(port_try(&p, "lo", loopback), 0);
	p.how |= NR_PORT_EVERY;
	ck_assert_int_eq(port_try(&p, "lo", loopback), 0);
	holder_find(&h, tcp, loopback, p.number);
	ck_assert_str_eq(h.name, "another program");
}
END_TEST

/* The bench's address is not on the interface before it runs; a socket of every address is in its way. */
START_TEST(test_not_there_yet)
{
	struct port p = { .how = NR_PORT_TCP, .plugin = "x" };
	int fd = take(true, (struct in_addr){ INADDR_ANY }, &p.number);

	ck_assert_int_eq(port_try(&p, "lo", elsewhere), -EADDRINUSE);
	close(fd);
	ck_assert_int_eq(port_try(&p, "lo", elsewhere), 0);
	fd = take(true, loopback, &p.number);
	ck_assert_int_eq(port_try(&p, "lo", elsewhere), 0);
	close(fd);
	ck_assert_int_lt(port_try(&p, "no-such-wire", elsewhere), 0);
}
END_TEST

/* A program that takes IPv4 through an IPv6 socket is in the way too. */
START_TEST(test_taken_by_ipv6)
{
	struct port p = { .how = NR_PORT_TCP, .plugin = "x" };
	struct sockaddr_in6 any = { .sin6_family = AF_INET6 };
	int off = 0, fd = socket(AF_INET6, SOCK_STREAM, 0);
	socklen_t len = sizeof(any);
	struct holder h;
	char want[32];

	if (fd < 0 || setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof(off)) < 0 ||
	    bind(fd, (struct sockaddr *)&any, sizeof(any)) < 0 || listen(fd, 1) < 0)
		return;                         /* no IPv6 here */
	ck_assert_int_eq(getsockname(fd, (struct sockaddr *)&any, &len), 0);
	p.number = ntohs(any.sin6_port);
	ck_assert_int_eq(port_try(&p, "lo", elsewhere), -EADDRINUSE);
	holder_find(&h, true, elsewhere, p.number);
	snprintf(want, sizeof(want), "(process %d)", (int)getpid());
	ck_assert_msg(strstr(h.name, want), "%s", h.name);
	close(fd);
}
END_TEST

START_TEST(test_list)
{
	struct port_list l = { NULL, 0 };
	char buf[PORT_TEXT_SIZE];

	ck_assert_int_eq(ports_add(&l, &(struct port){ 69, NR_PORT_UDP, "tftp" }), 0);
	ck_assert_int_eq(ports_add(&l, &(struct port){ 67, NR_PORT_EVERY | NR_PORT_HELD, "dhcp" }), 0);
	ck_assert_int_eq(ports_add(&l, &(struct port){ 2000, NR_PORT_TCP, "sccp" }), 0);
	ck_assert_str_eq(port_text(&l.row[0], elsewhere, buf), "UDP port 69 of 10.77.0.1");
	ck_assert_str_eq(port_text(&l.row[1], elsewhere, buf), "UDP port 67");
	ck_assert_str_eq(port_text(&l.row[2], elsewhere, buf), "TCP port 2000 of 10.77.0.1");
	ck_assert(!port_is_low(&l.row[2]));
	ports_finish(&l);
	ck_assert_uint_eq(l.count, 0);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("ports");

	tcase_add_loop_test(t, test_taken, 0, 4);
	tcase_add_test(t, test_not_there_yet);
	tcase_add_test(t, test_taken_by_ipv6);
	tcase_add_test(t, test_list);
	return suite_run("port", t);
}
