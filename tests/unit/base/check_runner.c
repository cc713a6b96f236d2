/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_runner.c -- the process that runs the operator's commands; and what it does with
 * messages of a bench that somebody else has taken over.
 */
#include <config.h>

#include "core/base/log.h"
#include "core/base/runner.h"
#include "core/base/runner_loop.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static struct runner *runner;
static char logged[8192];
static int error, status, ends;

static void keep(int priority, const char *line, void *arg)
{
	size_t n = strlen(logged);

	(void)priority;
	(void)arg;
	snprintf(logged + n, sizeof(logged) - n, "%s\n", line);
}

static void on_end(int e, int s, void *arg)
{
	ck_assert_ptr_eq(arg, &ends);
	error = e;
	status = s;
	ends++;
}

/* Under @name, /bin/sh runs @script; further words are $1, $2. */
static void add_script(const char *name, const char *script)
{
	const struct command c = { .word = { "sh", "-c", script, "sh" }, .count = 4 };

	ck_assert_int_eq(runner_add(runner, name, "/bin/sh", &c), 0);
}

static void setup(void)
{
	const struct command none = { .word = { "gone" }, .count = 1 };

	log_set_sink(keep, NULL);
	runner = runner_new();
	ck_assert(runner_is_empty(runner));
	add_script("say", "echo \"$1 $NETRECOVER_PHONE $HOME\"; cat; exit 3");
	add_script("hang", "trap '' TERM; echo up; while :; do sleep 1; done");
	add_script("many", "sleep 0.2");
	ck_assert_int_eq(runner_add(runner, "gone", "/no/such/file", &none), 0);
	ck_assert_int_eq(runner_add(runner, "gone", "/bin/true", &none), -EEXIST);
	setenv("HOME", "/home/of/bench", 1);
	setenv("NETRECOVER_PHONE", "from before", 1);
	ck_assert_int_eq(runner_start(runner, NULL, NULL), 0);
}

static void teardown(void)
{
	runner_finish(runner);
	runner = NULL;
	ck_assert_msg(waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD, "a child is left");
}

static void until_ended(int times)
{
	const struct timespec pause = { 0, 5000000 };

	for (int i = 0; i < 4000 && ends < times; i++) {
		nanosleep(&pause, NULL);
		runner_tick(runner);
	}
	ck_assert_int_eq(ends, times);
}

static int run(const char *command, const char *const *args, const char *const *env, const char *input)
{
	const struct runner_job job = {
		.command = command, .subject = "test", .args = args, .env = env, .input = input,
		.input_size = input ? strlen(input) : 0, .limit = 60000, .ended = on_end, .arg = &ends,
	};

	return runner_run(runner, &job);
}

START_TEST(a_job_from_begin_to_end)
{
	const char *const args[] = { "a b; $(id)", NULL }, *const env[] = { "NETRECOVER_PHONE=SEP1", NULL };
	int id = run("say", args, env, "{\"event\":1}\n");

	ck_assert_int_gt(id, 0);
	ck_assert(runner_runs(runner, id));
	until_ended(1);
	ck_assert(!runner_runs(runner, id));
	ck_assert_int_eq(error, 0);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 3);
	ck_assert_ptr_nonnull(strstr(logged, "test: says: a b; $(id) SEP1 /home/of/bench\n"));
	ck_assert_ptr_nonnull(strstr(logged, "test: says: {\"event\":1}\n"));
}
END_TEST

START_TEST(what_cannot_run_is_said)
{
	ck_assert_int_eq(run("no such name", NULL, NULL, NULL), -ENOENT);
	ck_assert_int_eq(run("/bin/true", NULL, NULL, NULL), -ENOENT);
	ck_assert_int_eq(runner_run(NULL, &(struct runner_job){ .command = "say" }), -ENOENT);
	ck_assert_int_gt(run("gone", NULL, NULL, NULL), 0);
	until_ended(1);
	ck_assert_int_eq(error, -ENOENT);
}
END_TEST

START_TEST(a_number_at_a_time)
{
	for (int i = 0; i < RUNNER_JOBS; i++)
		ck_assert_int_gt(run("many", NULL, NULL, NULL), 0);
	ck_assert_int_eq(run("many", NULL, NULL, NULL), -EAGAIN);
	until_ended(RUNNER_JOBS);
	ck_assert_int_gt(run("many", NULL, NULL, NULL), 0);
	until_ended(RUNNER_JOBS + 1);
}
END_TEST

static char large[RUNNER_INPUT_MAX + 2];

START_TEST(input_has_a_bound)
{
	memset(large, 'x', sizeof(large) - 1);
	ck_assert_int_eq(run("say", NULL, NULL, large), -E2BIG);
	large[RUNNER_INPUT_MAX] = '\0';
	ck_assert_int_gt(run("say", NULL, NULL, large), 0);
	until_ended(1);
	ck_assert_int_eq(error, 0);
}
END_TEST

static int refuse(void *arg)
{
	(void)arg;
	return -EPERM;
}

START_TEST(rights_that_stay_start_nothing)
{
	struct runner *other = runner_new();

	ck_assert_int_eq(runner_start(other, refuse, NULL), -EPIPE);
	ck_assert_int_eq(runner_run(other, &(struct runner_job){ .command = "say", .limit = 1 }), -ENOENT);
	runner_finish(other);
}
END_TEST

/* -- a bench that was taken over ------------------------------------------------------------- */

static struct runner_message m;
static int wire;
static pid_t process;

static void start_process(void)
{
	static char name[] = "true", file[] = "/bin/true", *argv[] = { file, NULL };
	static struct runner_command row = { name, argv, 1 };
	static const struct runner_commands commands = { &row, 1 };
	struct runner_reply hello;
	int pair[2];

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), 0);
	process = fork();
	if (process == 0)
		runner_loop(pair[1], &commands, NULL, NULL);
	close(pair[1]);
	wire = pair[0];
	ck_assert_int_gt(recv(wire, &hello, sizeof(hello), 0), 0);
}

static void put(const char *bytes, size_t n)
{
	memcpy(m.bytes + m.size, bytes, n);
	m.size += n;
}

/* What the process answers to m: the error of the job. */
static int answer(void)
{
	struct pollfd p = { .fd = wire, .events = POLLIN };
	struct runner_reply r = { .error = 1 };

	ck_assert_int_gt(send(wire, &m, offsetof(struct runner_message, bytes) + m.size, 0), 0);
	do {
		ck_assert_int_eq(poll(&p, 1, 20000), 1);
		ck_assert_int_gt(recv(wire, &r, sizeof(r), 0), 0);
	} while (r.verb != RUNNER_ENDED);
	ck_assert_uint_eq(r.id, m.id);
	return r.error;
}

static void fresh(uint32_t args, uint32_t env, uint32_t input)
{
	m = (struct runner_message){ .verb = RUNNER_RUN, .id = m.id + 1, .limit = 1000, .args = args,
				     .env = env, .input = input };
}

START_TEST(messages_of_a_stranger)
{
	start_process();
	fresh(0, 0, 0);
	ck_assert_int_eq(answer(), 0);
	m.command = 1;
	ck_assert_int_eq(answer(), -EBADMSG);
	m.command = UINT32_MAX;
	ck_assert_int_eq(answer(), -EBADMSG);
	fresh(1, 0, 0);                         /* a text that is not there, */
	ck_assert_int_eq(answer(), -EBADMSG);
	put("abc", 3);                          /* or does not end */
	ck_assert_int_eq(answer(), -EBADMSG);
	fresh(UINT32_MAX, 0, 0);
	ck_assert_int_eq(answer(), -EBADMSG);
	fresh(0, UINT32_MAX, 0);
	ck_assert_int_eq(answer(), -EBADMSG);
	fresh(0, 0, UINT32_MAX);
	ck_assert_int_eq(answer(), -EBADMSG);
	fresh(0, 0, 4);
	put("abc", 3);
	ck_assert_int_eq(answer(), -EBADMSG);
	fresh(0, 1, 0);                         /* variables that change what runs */
	put("LD_PRELOAD=/tmp/x", sizeof("LD_PRELOAD=/tmp/x"));
	ck_assert_int_eq(answer(), -EBADMSG);
	fresh(0, 1, 0);
	put("NETRECOVER_", sizeof("NETRECOVER_"));
	ck_assert_int_eq(answer(), -EBADMSG);
	fresh(0, 0, 0);
	m.limit = UINT32_MAX;
	ck_assert_int_eq(answer(), -EBADMSG);
	fresh(1, 1, 1);
	put("", 1);
	put("NETRECOVER_=", sizeof("NETRECOVER_="));
	put("x", 1);
	ck_assert_int_eq(answer(), 0);
	ck_assert_int_eq(send(wire, "x", 1, 0), 1);     /* too short for anything: no answer */
	ck_assert_int_eq(answer(), 0);
	close(wire);
	ck_assert_int_eq(waitpid(process, &status, 0), process);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("runner"), *hostile = tcase_create("hostile");
	Suite *s = suite_create("runner");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, a_job_from_begin_to_end);
	tcase_add_test(t, what_cannot_run_is_said);
	tcase_add_test(t, a_number_at_a_time);
	tcase_add_test(t, input_has_a_bound);
	tcase_add_test(t, rights_that_stay_start_nothing);
	suite_add_tcase(s, t);
	tcase_add_test(hostile, messages_of_a_stranger);
	suite_add_tcase(s, hostile);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? 1 : 0;
}
