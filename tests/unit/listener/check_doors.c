/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_doors.c -- what a bad guest costs at the TCP doors (sccp, sip, http): real
 * connections on the loopback, and a clock of our own, so that a byte a second does
 * not take a second.
 */
#include <config.h>

#include "tests/unit/verbs.h"

#include <arpa/inet.h>
#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <ev.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define CONNECTS 10000

/* -- the clock ----------------------------------------------------------------------- */

static time_t ahead;                    /* seconds */

/* In the place of libc's, for the plugins, libev and libmicrohttpd too. */
__attribute__((visibility("default"))) int clock_gettime(clockid_t id, struct timespec *t)
{
	int rc = (int)syscall(SYS_clock_gettime, id, t);

	t->tv_sec += ahead;
	return rc;
}

/* -- the doors ------------------------------------------------------------------------ */

static struct nr_instance core;

static const struct door {
	const char *plugin;
	unsigned most;                  /* connections from one address */
	const char *dribble;            /* the start of a message that does not end */
	size_t dribble_len;
	int patience;                   /* seconds until it is thrown out, at most */
	const char *huge;               /* 4 GiB are announced */
	size_t huge_len;
} doors[] = {
#define TEXT(s) (s), sizeof(s) - 1
	/* SCCP: length 128, version 0, id 1 (Register), a name, and no more; length ffffffff */
	{ "sccp", 4, TEXT("\x80\0\0\0\0\0\0\0\1\0\0\0SEP001B54AA0001"), 32, TEXT("\xff\xff\xff\xff") },
	{ "sip", 4, TEXT("REGISTER sip:10.77.0.1 SIP/2.0\r\nVia: SIP/2.0/TCP 10.77.0.10\r\n"), 32,
	  TEXT("REGISTER sip:a SIP/2.0\r\nVia: SIP/2.0/TCP a\r\nf: x\r\nt: y\r\ni: z\r\nCSeq: 1 REGISTER\r\n"
	       "Content-Length: 4294967296\r\n\r\n") },
	{ "http", 8, TEXT("GET /SEP001B54AA0001.cnf.xml HTTP/1.1\r\nHost:10.77.0.1:6970\r\nX-Padding: xxxxxxxx\r\n"), 80,
	  TEXT("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 4294967296\r\n\r\nx") },
};
#define DOORS ((int)NR_ARRAY_SIZE(doors))

static const struct door *door;

static void open_door(int i)
{
	struct rlimit r;

	getrlimit(RLIMIT_NOFILE, &r);
	r.rlim_cur = r.rlim_max < 4096 ? r.rlim_max : 4096;
	setrlimit(RLIMIT_NOFILE, &r);
	door = &doors[i];
	ahead = 0;
	verbs_open(&core, door->plugin);
}

static unsigned descriptors(void)
{
	DIR *d = opendir("/proc/self/fd");
	unsigned n = 0;

	while (readdir(d))
		n++;
	closedir(d);
	return n;
}

static bool turn(void)
{
	/* A timer that has run out needs a loop that looks at the clock. */
	return ev_run(core.loop, EVRUN_NOWAIT);
}

static bool closed(int fd)
{
	struct verbs_end end = { false, false };
	char buf[512];
	size_t n = 0;

	return verbs_receive(fd, buf, sizeof(buf), &n, &end);
}

static bool is_closed(void *arg)
{
	return closed(*(int *)arg);
}

static bool tells_many(void *arg)
{
	(void)arg;
	return strstr(core.log, "(8192 so far)") != NULL;
}

/* All of them stay open on this side, as long as the other lets them. */
START_TEST(test_ten_thousand)
{
	int fds[256], n = 0, before;

	open_door(_i);
	before = (int)descriptors();
	for (int i = 0; i < 256; i++)
		fds[i] = -1;
	for (int i = 0; i < CONNECTS; i++) {
		if (fds[n] >= 0)
			close(fds[n]);
		fds[n] = verbs_connect(core.port);
		turn();
		n = (n + 1) % 256;
		/* The first ones never go. */
		if (n == 0)
			n = (int)door->most;
	}
	verbs_run(&core, tells_many, NULL);
	ck_assert_int_le((int)descriptors(), before + 256 + (int)door->most);
	ck_assert_msg(strstr(core.log, "too many connections (1 so far)") != NULL, "%s", core.log);
	ck_assert_str_eq(core.sights, "");
	for (int i = 0; i < 256; i++)
		close(fds[i]);
	verbs_close(&core);
	ck_assert_int_le((int)descriptors(), before);
}
END_TEST

START_TEST(test_byte_a_second)
{
	int fd;

	open_door(_i);
	fd = verbs_connect(core.port);
	for (int i = 0; !closed(fd); i++, ahead++) {
		ck_assert_msg(i < door->patience, "still there after %d s", i);
		/* It always has one more byte. */
		(void)!send(fd, i < (int)door->dribble_len ? door->dribble + i : "x", 1, MSG_NOSIGNAL);
		for (int j = 0; j < 4; j++)
			turn();
	}
	ck_assert_int_ge((int)ahead, 29);
	ck_assert_msg(strstr(core.log, "in time (1 so far)") != NULL, "%s", core.log);
	close(fd);
	verbs_close(&core);
}
END_TEST

START_TEST(test_four_gigabytes)
{
	struct rusage before, after;
	int fd;

	open_door(_i);
	getrusage(RUSAGE_SELF, &before);
	core.file_verdict = NR_REFUSE;
	fd = verbs_connect(core.port);
	ck_assert_int_eq(send(fd, door->huge, door->huge_len, MSG_NOSIGNAL), (ssize_t)door->huge_len);
	verbs_run(&core, is_closed, &fd);
	getrusage(RUSAGE_SELF, &after);
	ck_assert_int_le(after.ru_maxrss - before.ru_maxrss, 16384);
	ck_assert_msg(strstr(core.log, "(1 so far)") != NULL, "%s", core.log);
	close(fd);
	verbs_close(&core);
}
END_TEST

/* A connection from @address, of this machine. */
static int connect_from(const char *address)
{
	struct sockaddr_in a = { .sin_family = AF_INET }, to = { .sin_family = AF_INET, .sin_port = htons(core.port) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	inet_pton(AF_INET, address, &a.sin_addr);
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(connect(fd, (struct sockaddr *)&to, sizeof(to)), 0);
	ck_assert_int_eq(fcntl(fd, F_SETFL, O_NONBLOCK), 0);
	return fd;
}

/* Somebody behind a router asks, where the bench has a route to. */
START_TEST(test_elsewhere)
{
	int near, far;

	open_door(_i);
	inet_pton(AF_INET, "127.0.0.1", &core.bench.address);
	inet_pton(AF_INET, "255.255.255.0", &core.bench.netmask);
	near = connect_from("127.0.0.9");
	far = connect_from("127.0.1.9");
	verbs_run(&core, is_closed, &far);
	ck_assert_msg(strstr(core.log, "not on the bench's network (1 so far)") != NULL, "%s", core.log);
	ck_assert(!closed(near));
	close(near);
	close(far);
	verbs_close(&core);
}
END_TEST

/* Without a descriptor for more of them, it sleeps; with one again, it goes on. */
static bool is_welcome(void *arg)
{
	(void)arg;
	return strstr(core.log, "too many") || strstr(core.log, "in time");
}

START_TEST(test_no_descriptor)
{
	struct rlimit r, low;
	int fds[16];

	open_door(_i);
	for (int i = 0; i < 16; i++)
		fds[i] = verbs_connect(core.port);
	getrlimit(RLIMIT_NOFILE, &r);
	low = r;
	low.rlim_cur = descriptors();
	low.rlim_cur = low.rlim_cur > 3 ? low.rlim_cur - 3 : 3;
	setrlimit(RLIMIT_NOFILE, &low);
	for (int i = 0; i < 100; i++)
		turn();
	setrlimit(RLIMIT_NOFILE, &r);
	for (int i = 0; i < 16; i++)
		close(fds[i]);
	for (int i = 0; i < 3; i++, ahead++)
		turn();
	for (int i = 0; i < 16; i++)
		fds[i] = verbs_connect(core.port);
	verbs_run(&core, is_welcome, NULL);
	for (int i = 0; i < 16; i++)
		close(fds[i]);
	verbs_close(&core);
}
END_TEST

START_TEST(test_taken)
{
	struct nr_instance second;

	open_door(_i);
	second = core;
	second.data = NULL;
	second.log[0] = '\0';
	ck_assert_int_eq(core.protocol->open(&second), -EADDRINUSE);
	ck_assert_msg(strstr(second.log, "Address already in use"), "%s", second.log);
	core.protocol->stop(&second);
	verbs_close(&core);
}
END_TEST

static Suite *suite(void)
{
	Suite *s = suite_create("doors");
	TCase *tc = tcase_create("bad guests");

	tcase_set_timeout(tc, 120);
	tcase_add_loop_test(tc, test_ten_thousand, 0, DOORS);
	tcase_add_loop_test(tc, test_byte_a_second, 0, DOORS);
	tcase_add_loop_test(tc, test_four_gigabytes, 0, DOORS);
	tcase_add_loop_test(tc, test_elsewhere, 0, DOORS);
	tcase_add_loop_test(tc, test_no_descriptor, 0, DOORS);
	tcase_add_loop_test(tc, test_taken, 0, DOORS);
	suite_add_tcase(s, tc);
	return s;
}

int main(void)
{
	SRunner *r = srunner_create(suite());
	int failed;

	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
