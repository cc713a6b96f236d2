/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_address.c -- the address comes and goes, also when the bench is killed.
 * Everything happens on "lo" of a network namespace of the test's own.
 */
#include <config.h>

#include "core/host/address.h"
#include "core/base/log.h"
#include "tests/unit/host/own_network.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char said[1000];
static struct in_addr ten;

static void keep(int priority, const char *line, void *arg)
{
	(void)priority;
	(void)arg;
	snprintf(said, sizeof(said), "%s", line);
}

static void setup(void)
{
	log_set_sink(keep, NULL);
	inet_pton(AF_INET, "10.77.0.1", &ten);
}

static int put(struct address *a, struct nr_bench *b, const char *interface, unsigned prefix)
{
	return address_ensure(a, b, &(struct address_wanted){ interface, 0, ten, prefix, { NULL } });
}

/* The prefix mask under which 10.77.0.1 is on lo now; 0: it is not. */
static uint32_t mask_there(void)
{
	struct ifaddrs *list;
	uint32_t mask = 0;

	ck_assert_int_eq(getifaddrs(&list), 0);
	for (const struct ifaddrs *i = list; i; i = i->ifa_next) {
		struct sockaddr_in a, m;

		if (!i->ifa_addr || i->ifa_addr->sa_family != AF_INET)
			continue;
		memcpy(&a, i->ifa_addr, sizeof(a));
		memcpy(&m, i->ifa_netmask, sizeof(m));
		if (a.sin_addr.s_addr == ten.s_addr && strcmp(i->ifa_name, "lo") == 0)
			mask = ntohl(m.sin_addr.s_addr);
	}
	freeifaddrs(list);
	return mask;
}

static void wait_until_gone(void)
{
	struct timespec pause = { 0, 2000000 };

	for (int i = 0; i < 5000 && mask_there(); i++)
		nanosleep(&pause, NULL);
	ck_assert_uint_eq(mask_there(), 0);
}

START_TEST(comes_and_goes)
{
	struct nr_bench b = { .ifindex = 0 };
	struct address a;

	ck_assert_uint_eq(mask_there(), 0);
	ck_assert_msg(put(&a, &b, "lo", 24) == 0, "%s", said);
	ck_assert(a.added);
	ck_assert_str_eq(b.interface, "lo");
	ck_assert_uint_eq(b.ifindex, if_nametoindex("lo"));
	ck_assert_uint_eq(b.address.s_addr, ten.s_addr);
	ck_assert_uint_eq(ntohl(b.netmask.s_addr), 0xffffff00);
	ck_assert_uint_eq(mask_there(), 0xffffff00);
	address_release(&a);
	ck_assert_uint_eq(mask_there(), 0);
	address_release(&a);
}
END_TEST

/* What was there before us stays. */
START_TEST(stays_when_it_was_there)
{
	struct nr_bench b;
	struct address a, second;

	ck_assert_int_eq(put(&a, &b, "lo", 24), 0);
	ck_assert_int_eq(put(&second, &b, "lo", 24), 0);
	ck_assert(!second.added);
	address_release(&second);
	ck_assert_uint_eq(mask_there(), 0xffffff00);
	ck_assert_int_eq(put(&second, &b, "lo", 16), 0);
	ck_assert_str_eq(said, "interface: lo has 10.77.0.1/24, and the configuration says /16");
	address_release(&a);
	ck_assert_uint_eq(mask_there(), 0);
}
END_TEST

START_TEST(goes_when_the_bench_is_killed)
{
	int ready[2];
	pid_t pid;
	char byte;

	ck_assert_int_eq(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		struct nr_bench b;
		struct address a;

		byte = put(&a, &b, "lo", 24) == 0;
		if (write(ready[1], &byte, 1) == 1)
			for (;;)
				pause();
		_exit(1);
	}
	ck_assert_int_eq(read(ready[0], &byte, 1), 1);
	ck_assert_int_eq(byte, 1);
	ck_assert_uint_eq(mask_there(), 0xffffff00);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	wait_until_gone();
}
END_TEST

/* A signal to the whole process group must not take the helper away. */
START_TEST(helper_outlives_the_group)
{
	int ready[2];
	pid_t pid;
	char byte;

	ck_assert_int_eq(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		struct nr_bench b;
		struct address a;

		signal(SIGTERM, SIG_DFL);       /* Check has a handler of its own */
		setpgid(0, 0);
		byte = put(&a, &b, "lo", 24) == 0;
		if (write(ready[1], &byte, 1) == 1)
			for (;;)
				pause();
		_exit(1);
	}
	ck_assert_int_eq(read(ready[0], &byte, 1), 1);
	ck_assert_int_eq(byte, 1);
	kill(-pid, SIGTERM);
	waitpid(pid, NULL, 0);
	wait_until_gone();
}
END_TEST

START_TEST(no_such_interface)
{
	struct nr_bench b;
	struct address a;

	ck_assert_int_eq(put(&a, &b, "eth7", 24), -ENODEV);
	ck_assert_ptr_nonnull(strstr(said, "interface: there is no 'eth7' here; there are: "));
	ck_assert_ptr_nonnull(strstr(said, "lo"));
	ck_assert_int_eq(a.helper.fd, -1);
	ck_assert_int_eq(address_look(&b, "a-name-that-is-too-long"), -ENODEV);
	ck_assert_int_eq(address_look(&b, ""), -ENODEV);
}
END_TEST

/* "lo" takes no VLAN, whether the kernel knows them or not. */
START_TEST(no_vlan_to_be_had)
{
	struct address_wanted want = { "lo", 100, ten, 24, { NULL } };
	struct nr_bench b;
	struct address a;

	ck_assert_int_eq(address_ensure(&a, &b, &want), -EOPNOTSUPP);
	ck_assert_str_eq(said, "interface: this kernel makes no VLAN of lo: try modprobe 8021q, or another "
			 "interface");
	ck_assert_int_eq(a.helper.fd, -1);
	ck_assert_uint_eq(mask_there(), 0);
	ck_assert_uint_eq(if_nametoindex("lo.100"), 0);
	ck_assert_ptr_null(address_no_vlan("lo"));
}
END_TEST

/* An address that the interface has already cannot be on its VLAN too. */
START_TEST(vlan_needs_an_address_of_its_own)
{
	struct address_wanted want = { "lo", 100, ten, 24, { NULL } };
	struct address a, second;
	struct nr_bench b;

	ck_assert_int_eq(put(&a, &b, "lo", 24), 0);
	ck_assert_str_eq(b.parent, "lo");
	ck_assert_uint_eq(b.vlan, 0);
	ck_assert_int_eq(address_ensure(&second, &b, &want), -EADDRINUSE);
	ck_assert_str_eq(said, "interface: 10.77.0.1 is the address of lo: take it off there, or set another "
			 "address");
	address_release(&a);
}
END_TEST

START_TEST(look_changes_nothing)
{
	struct nr_bench b;

	ck_assert_int_eq(address_look(&b, "lo"), 0);
	ck_assert_uint_eq(b.ifindex, if_nametoindex("lo"));
	ck_assert_uint_eq(mask_there(), 0);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("address");

	if (!own_network()) {
		puts("SKIP: no network namespace to be had; on Debian: "
		     "sysctl kernel.unprivileged_userns_clone=1");
		return 77;
	}
	tcase_add_checked_fixture(t, setup, NULL);
	tcase_set_timeout(t, 30);
	tcase_add_test(t, comes_and_goes);
	tcase_add_test(t, stays_when_it_was_there);
	tcase_add_test(t, goes_when_the_bench_is_killed);
	tcase_add_test(t, helper_outlives_the_group);
	tcase_add_test(t, no_such_interface);
	tcase_add_test(t, no_vlan_to_be_had);
	tcase_add_test(t, vlan_needs_an_address_of_its_own);
	tcase_add_test(t, look_changes_nothing);
	return suite_run("address", t);
}
