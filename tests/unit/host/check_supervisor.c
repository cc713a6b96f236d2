/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_supervisor.c -- what a service manager hears, on a socket as it opens it. */
#include <config.h>

#include "core/host/supervisor.h"
#include "tests/unit/scratch.h"
#include "tests/unit/suite.h"

#include <netrecover/types.h>

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static struct supervisor n;
static int manager = -1;

/* The manager's end; @name as it stands in the environment. */
static void listen_at(const char *name)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	size_t length = strlen(name);

	memcpy(a.sun_path, name, length);
	if (name[0] == '@')
		a.sun_path[0] = '\0';
	manager = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
	ck_assert_int_eq(bind(manager, (struct sockaddr *)&a,
			      (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length)), 0);
	ck_assert_int_eq(setenv("NOTIFY_SOCKET", name, 1), 0);
}

static void expect_heard(const char *want)
{
	char text[200] = "";
	ssize_t got = recv(manager, text, sizeof(text) - 1, 0);

	ck_assert_int_eq(got, (ssize_t)strlen(want));
	ck_assert_str_eq(text, want);
}

static void teardown(void)
{
	supervisor_finish(&n);
	if (manager >= 0)
		close(manager);
	manager = -1;
	unsetenv("NOTIFY_SOCKET");
}

static void speak(void)
{
	supervisor_init(&n);
	/* No child is to speak in its place. */
	ck_assert_ptr_null(getenv("NOTIFY_SOCKET"));
	supervisor_say(&n, "READY=1\nSTATUS=serving eth1");
	expect_heard("READY=1\nSTATUS=serving eth1");
	supervisor_say(&n, "STOPPING=1");
	expect_heard("STOPPING=1");
}

START_TEST(test_path)
{
	listen_at(scratch_path("notify"));
	speak();
}
END_TEST

START_TEST(test_abstract)
{
	char name[64];

	snprintf(name, sizeof(name), "@netrecover-check-%d", (int)getpid());
	listen_at(name);
	speak();
}
END_TEST

START_TEST(test_nobody)
{
	static const char *const names[] = { "", "@", "relative", "/nowhere/at/all" };
	char far[200];

	supervisor_init(&n);
	ck_assert_int_eq(n.fd, -1);
	supervisor_say(&n, "READY=1");
	for (size_t i = 0; i < NR_ARRAY_SIZE(names); i++) {
		setenv("NOTIFY_SOCKET", names[i], 1);
		supervisor_init(&n);
		ck_assert_int_eq(n.fd, -1);
		ck_assert_ptr_null(getenv("NOTIFY_SOCKET"));
	}
	memset(far, 'x', sizeof(far));
	far[0] = '/';
	far[sizeof(far) - 1] = '\0';
	setenv("NOTIFY_SOCKET", far, 1);
	supervisor_init(&n);
	ck_assert_int_eq(n.fd, -1);
}
END_TEST

/* Whoever does not read is not waited for. */
START_TEST(test_deaf)
{
	char name[64];

	snprintf(name, sizeof(name), "@netrecover-deaf-%d", (int)getpid());
	listen_at(name);
	supervisor_init(&n);
	for (int i = 0; i < 5000; i++)
		supervisor_say(&n, "STATUS=one more");
	expect_heard("STATUS=one more");
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("supervisor");

	tcase_add_checked_fixture(t, scratch_setup, NULL);
	tcase_add_checked_fixture(t, NULL, scratch_teardown);
	tcase_add_checked_fixture(t, NULL, teardown);
	tcase_add_test(t, test_path);
	tcase_add_test(t, test_abstract);
	tcase_add_test(t, test_nobody);
	tcase_add_test(t, test_deaf);
	return suite_run("supervisor", t);
}
