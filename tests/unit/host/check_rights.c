/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_rights.c -- rights are gone for good.  Each test is a process of its own. */
#include <config.h>

#include "core/base/log.h"
#include "core/host/rights.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

static char said[500];

static void keep(int priority, const char *line, void *arg)
{
	(void)priority;
	(void)arg;
	snprintf(said, sizeof(said), "%s", line);
}

static void setup(void)
{
	log_set_sink(keep, NULL);
}

START_TEST(lookup)
{
	struct rights_user u;

	ck_assert_int_eq(rights_lookup("root", &u), 0);
	ck_assert_uint_eq(u.uid, 0);
	ck_assert_int_eq(rights_lookup("no-such-user-here", &u), -ENOENT);
	ck_assert_str_eq(said, "user: no user 'no-such-user-here'");
}
END_TEST

START_TEST(unprivileged)
{
	struct rights_user u = { 1, 1 };
	uid_t before = geteuid();

	if (before == 0)
		return;
	ck_assert_int_eq(rights_drop(&u, false), 0);
	ck_assert_uint_eq(geteuid(), before);
}
END_TEST

static unsigned long long capabilities(const char *set)
{
	char text[4096], *at;
	int fd = open("/proc/self/status", O_RDONLY);
	ssize_t n = read(fd, text, sizeof(text) - 1);

	close(fd);
	text[n > 0 ? n : 0] = '\0';
	at = strstr(text, set);
	return at ? strtoull(at + strlen(set), NULL, 16) : ~0ull;
}

START_TEST(to_an_ordinary_user)
{
	struct rights_user u;

	if (geteuid() != 0)
		return;
	ck_assert_int_eq(rights_lookup("nobody", &u), 0);
	if (rights_drop(&u, false) != 0) {
		/* A namespace that maps only root. */
		ck_assert_ptr_nonnull(strstr(said, "set user = root"));
		return;
	}
	ck_assert_uint_eq(getuid(), u.uid);
	ck_assert_uint_eq(getegid(), u.gid);
	ck_assert_int_eq(setuid(0), -1);
	ck_assert_int_eq(setgid(0), -1);
	ck_assert_int_eq(getgroups(0, NULL), 1);
	ck_assert(capabilities("CapPrm:") == 0);
	ck_assert(capabilities("CapEff:") == 0);
	ck_assert(capabilities("CapAmb:") == 0);
	ck_assert_int_eq(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), 1);
	ck_assert_int_eq(prctl(PR_GET_KEEPCAPS, 0, 0, 0, 0), 0);
}
END_TEST

static char secret[] = "/tmp/check_rights.XXXXXX";

/* In the process that keeps its rights: the test could not take its file away. */
static void make_secret(void)
{
	int fd = mkstemp(secret);

	if (fd >= 0)
		close(fd);
}

static void remove_secret(void)
{
	unlink(secret);
}

START_TEST(read_all)
{
	struct rights_user u;
	int fd;

	if (geteuid() != 0)
		return;
	ck_assert_int_eq(rights_lookup("nobody", &u), 0);
	if (rights_drop(&u, true) == 0) {
		fd = open(secret, O_RDONLY);
		ck_assert_int_ge(fd, 0);
		ck_assert_int_eq(open(secret, O_WRONLY), -1);
		ck_assert(capabilities("CapEff:") == 1ull << 2);
	}
}
END_TEST

/* "user = root": no other id to be had in a namespace, but no capability stays. */
START_TEST(root_of_a_namespace)
{
	struct rights_user u = { 0, 0 };
	char map[40], groups[40];
	int fd;

	snprintf(map, sizeof(map), "0 %u 1", (unsigned)geteuid());
	snprintf(groups, sizeof(groups), "0 %u 1", (unsigned)getegid());
	if (unshare(CLONE_NEWUSER) < 0)
		return;
	fd = open("/proc/self/setgroups", O_WRONLY);
	ck_assert_int_eq(write(fd, "deny", 4), 4);
	close(fd);
	fd = open("/proc/self/uid_map", O_WRONLY);
	ck_assert_int_eq(write(fd, map, strlen(map)), (ssize_t)strlen(map));
	close(fd);
	fd = open("/proc/self/gid_map", O_WRONLY);
	ck_assert_int_eq(write(fd, groups, strlen(groups)), (ssize_t)strlen(groups));
	close(fd);
	ck_assert_uint_eq(geteuid(), 0);
	ck_assert_msg(rights_drop(&u, false) == 0, "%s", said);
	ck_assert(capabilities("CapPrm:") == 0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("rights");
	TCase *t = tcase_create("rights");
	SRunner *r;
	int failed;

	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_test(t, lookup);
	tcase_add_test(t, unprivileged);
	tcase_add_test(t, to_an_ordinary_user);
	tcase_add_unchecked_fixture(t, make_secret, remove_secret);
	tcase_add_test(t, read_all);
	tcase_add_test(t, root_of_a_namespace);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_set_fork_status(r, CK_FORK);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
