/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_control.c -- the control socket: both ends, and rude clients. */
#include "core/base/log.h"
#include "core/host/give.h"
#include "core/serve/control.h"
#include "core/verbs/ask.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char folder[] = "/tmp/check_control.XXXXXX", path[300], said[1000];
static struct control *c;
static struct ev_loop *loop;
static unsigned asked;

static void keep(int priority, const char *line, void *arg)
{
	size_t n = strlen(said);

	(void)priority;
	(void)arg;
	snprintf(said + n, sizeof(said) - n, "%s\n", line);
}

static json_t *answer(const char *line, char **error, void *arg)
{
	ck_assert_ptr_eq(arg, &asked);
	asked++;
	if (strcmp(line, "status") == 0)
		return json_pack("{s:s, s:[]}", "version", "1", "phones");
	if (strcmp(line, "hold") == 0)
		return json_null();
	if (strcmp(line, "big") == 0) {
		json_t *list = json_array();

		for (int i = 0; i < 100000; i++)
			json_array_append_new(list, json_integer(i));
		return list;
	}
	*error = strcmp(line, "odd") == 0 ? NULL : strdup("unknown request");
	return NULL;
}

static void setup(void)
{
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/sock", folder);
	said[0] = '\0';
	asked = 0;
	log_set_sink(keep, NULL);
	signal(SIGPIPE, SIG_IGN);
	loop = ev_loop_new(0);
}

static void start(void)
{
	ck_assert_int_eq(control_open(&c, path), 0);
	ck_assert_int_eq(control_start(c, loop, answer, &asked), 0);
}

static void teardown(void)
{
	char command[400];

	control_close(c);
	c = NULL;
	ev_loop_destroy(loop);
	log_set_sink(NULL, NULL);
	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	ck_assert_int_eq(system(command), 0);
	memcpy(folder + sizeof(folder) - 7, "XXXXXX", 6);
}

/* A client of our own; what it says goes out at once. */
static int dial(const char *text, size_t len)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(a.sun_path, sizeof(a.sun_path), "%.107s", path);
	ck_assert_int_eq(connect(fd, (const struct sockaddr *)&a, sizeof(a)), 0);
	if (len)
		ck_assert_int_eq(write(fd, text, len), (ssize_t)len);
	return fd;
}

/* Turn the loop until the client can read; its text. */
static const char *hear(int fd)
{
	static char text[1000];
	ssize_t n = -1;

	for (int i = 0; i < 100 && n < 0; i++) {
		ev_run(loop, EVRUN_NOWAIT);
		n = recv(fd, text, sizeof(text) - 1, MSG_DONTWAIT);
	}
	text[n > 0 ? n : 0] = '\0';
	return n < 0 ? "nothing" : n == 0 ? "closed" : text;
}

#define STATUS "{\"version\":\"1\",\"phones\":[]}\n{\"ok\":true}\n"

START_TEST(lines)
{
	int fd;

	start();
	fd = dial("sta", 3);
	ck_assert_str_eq(hear(fd), "nothing");
	ck_assert_int_eq(write(fd, "tus\nhold\r\n", 10), 10);
	ck_assert_str_eq(hear(fd), STATUS "{\"ok\":true}\n");
	ck_assert_int_eq(write(fd, "x\n", 2), 2);
	ck_assert_str_eq(hear(fd), "{\"error\":\"unknown request\"}\n");
	ck_assert_int_eq(write(fd, "odd\n\n", 5), 5);
	ck_assert_str_eq(hear(fd), "{\"error\":\"no memory\"}\n");
	close(fd);
	ck_assert_uint_eq(asked, 4);
}
END_TEST

START_TEST(last_line_without_end)
{
	int fd;

	start();
	fd = dial("status", 6);
	shutdown(fd, SHUT_WR);
	ck_assert_str_eq(hear(fd), STATUS);
	ck_assert_str_eq(hear(fd), "closed");
	close(fd);
}
END_TEST

START_TEST(too_long)
{
	static char text[5000];
	int fd;

	start();
	memset(text, 'x', sizeof(text));
	fd = dial(text, sizeof(text));
	ck_assert_str_eq(hear(fd), "{\"error\":\"the line is too long\"}\n");
	close(fd);
	ck_assert_uint_eq(asked, 0);
}
END_TEST

START_TEST(gone_before_the_answer)
{
	start();
	for (int i = 0; i < 40; i++) {
		close(dial("big\nbig\n", 8));
		for (int k = 0; k < 5; k++)
			ev_run(loop, EVRUN_NOWAIT);
	}
	ck_assert_str_eq(hear(dial("status\n", 7)), STATUS);
}
END_TEST

/* Sixteen that send a byte now and then and never a line keep nobody out; who asks stays. */
START_TEST(dripped_connections)
{
	int fd[16], operator;

	start();
	operator = dial("status\n", 7);
	ck_assert_str_eq(hear(operator), STATUS);
	for (int i = 0; i < 16; i++) {
		fd[i] = dial("s", 1);
		ev_run(loop, EVRUN_NOWAIT);
	}
	for (int i = 0; i < 20; i++) {
		int more = dial("status\n", 7);

		ck_assert_str_eq(hear(more), STATUS);
		close(more);
		for (int n = 1; n < 16; n++)
			(void)!send(fd[n], "s", 1, MSG_NOSIGNAL);
		ev_run(loop, EVRUN_NOWAIT);
	}
	ck_assert_int_eq(write(operator, "status\n", 7), 7);
	ck_assert_str_eq(hear(operator), STATUS);
	ck_assert_str_eq(hear(fd[0]), "closed");
	for (int i = 0; i < 16; i++)
		close(fd[i]);
	close(operator);
}
END_TEST

START_TEST(mode_and_end)
{
	struct stat st;

	start();
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0660);
	control_close(c);
	c = NULL;
	ck_assert_int_eq(stat(path, &st), -1);
	control_close(NULL);
}
END_TEST

/* In the folder of another user: never a name through which he leads root elsewhere. */
/* Whoever reaches it may ask, and asking often costs the bench one answer. */
START_TEST(view)
{
	struct stat st;
	int one, two;

	ck_assert_int_eq(control_open_view(&c, path), 0);
	ck_assert_int_eq(control_start(c, loop, answer, &asked), 0);
	ck_assert_int_eq(lstat(path, &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0666);
	one = dial("status\n", 7);
	ck_assert_str_eq(hear(one), STATUS);
	two = dial("status\nstatus\n", 14);
	ck_assert_str_eq(hear(two), STATUS STATUS);
	ck_assert_uint_eq(asked, 1);
	ck_assert_int_eq(write(one, "hold\nstatus\n", 12), 12);
	ck_assert_str_eq(hear(one), "{\"ok\":true}\n" STATUS);
	ck_assert_uint_eq(asked, 3);
	for (int i = 0; i < 4000 && asked < 4; i++) {
		nanosleep(&(struct timespec){ 0, 1000000 }, NULL);
		ck_assert_int_eq(write(two, "status\n", 7), 7);
		ck_assert_str_eq(hear(two), STATUS);
	}
	ck_assert_uint_eq(asked, 4);
	close(one);
	close(two);
}
END_TEST

START_TEST(owner_of_its_folder)
{
	struct stat st;

	if (geteuid() != 0)
		return;
	ck_assert_int_eq(chown(folder, 65534, 65534), 0);
	start();
	ck_assert_int_eq(lstat(path, &st), 0);
	ck_assert_uint_eq(st.st_uid, 65534);
	ck_assert_uint_eq(st.st_gid, 65534);
	ck_assert_uint_eq(st.st_mode & 0777, 0660);
}
END_TEST

/* What somebody put in the place of the new socket stays as it is. */
START_TEST(only_the_socket_is_given_away)
{
	const struct rights_user nobody = { 65534, 65534 };
	char link[320];
	struct stat st;
	int fd;

	if (geteuid() != 0)
		return;
	snprintf(link, sizeof(link), "%s/victim", folder);
	fd = open(link, O_WRONLY | O_CREAT, 0600);
	ck_assert_int_eq(symlink(link, path), 0);
	ck_assert_int_lt(give_socket(path, &nobody), 0);
	ck_assert_int_eq(fstat(fd, &st), 0);
	ck_assert_uint_eq(st.st_uid, 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0600);
	ck_assert_int_eq(lstat(path, &st), 0);
	ck_assert_uint_eq(st.st_uid, 0);
	close(fd);
}
END_TEST

START_TEST(another_bench)
{
	struct control *second;

	start();
	ck_assert_int_eq(control_open(&second, path), -EADDRINUSE);
	ck_assert_ptr_null(second);
	ck_assert_ptr_nonnull(strstr(said, "another bench (pid "));
	ck_assert_int_eq(access(path, F_OK), 0);
}
END_TEST

START_TEST(stale_socket)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(a.sun_path, sizeof(a.sun_path), "%.107s", path);
	ck_assert_int_eq(bind(fd, (const struct sockaddr *)&a, sizeof(a)), 0);
	close(fd);
	start();
	ck_assert_str_eq(hear(dial("status\n", 7)), STATUS);
}
END_TEST

START_TEST(not_a_socket)
{
	close(open(path, O_WRONLY | O_CREAT, 0644));
	ck_assert_int_eq(control_open(&c, path), -EEXIST);
	ck_assert_int_eq(access(path, F_OK), 0);
	ck_assert_ptr_nonnull(strstr(said, "is no socket"));
}
END_TEST

START_TEST(no_folder)
{
	snprintf(path, sizeof(path), "%s/x/y", folder);
	ck_assert_int_lt(control_open(&c, path), 0);
	ck_assert_ptr_nonnull(strstr(said, "cannot make the socket"));
}
END_TEST

/* -- the client's end against a bench in another thread -- */

static void *serve(void *arg)
{
	ev_run(loop, 0);
	return arg;
}

static void stop(struct ev_loop *l, struct ev_async *w, int events)
{
	(void)w;
	(void)events;
	ev_break(l, EVBREAK_ALL);
}

static void ask_all(void)
{
	struct ev_async end;
	pthread_t thread;
	json_t *doc;

	start();
	ev_async_init(&end, stop);
	ev_async_start(loop, &end);
	ck_assert_int_eq(pthread_create(&thread, NULL, serve, NULL), 0);
	doc = ask_bench(path, "status");
	ck_assert_str_eq(json_string_value(json_object_get(doc, "version")), "1");
	json_decref(doc);
	doc = ask_bench(path, "big");
	ck_assert_uint_eq(json_array_size(doc), 100000);
	json_decref(doc);
	doc = ask_bench(path, "hold");
	ck_assert(json_is_true(json_object_get(doc, "ok")));
	json_decref(doc);
	ck_assert_ptr_null(ask_bench(path, "x"));
	ck_assert_str_eq(said, "netrecover: the bench says: unknown request\n");
	ev_async_send(loop, &end);
	pthread_join(thread, NULL);
	ev_async_stop(loop, &end);
}

START_TEST(ask)
{
	ask_all();
}
END_TEST

START_TEST(ask_by_a_long_path)
{
	size_t n = strlen(folder);

	memset(path, 'x', sizeof(path) - 1);
	memcpy(path, folder, n);
	path[n] = '/';
	path[n + 101] = '\0';
	ck_assert_int_eq(mkdir(path, 0700), 0);
	memcpy(path + n + 101, "/sock", 6);
	ask_all();
}
END_TEST

START_TEST(nobody_answers)
{
	ck_assert_ptr_null(ask_bench(path, "status"));
	ck_assert_ptr_nonnull(strstr(said, "no bench answers at "));
	ck_assert_ptr_nonnull(strstr(said, "is it running?"));
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("control");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 30);
	tcase_add_test(t, lines);
	tcase_add_test(t, last_line_without_end);
	tcase_add_test(t, too_long);
	tcase_add_test(t, gone_before_the_answer);
	tcase_add_test(t, dripped_connections);
	tcase_add_test(t, mode_and_end);
	tcase_add_test(t, view);
	tcase_add_test(t, owner_of_its_folder);
	tcase_add_test(t, only_the_socket_is_given_away);
	tcase_add_test(t, another_bench);
	tcase_add_test(t, stale_socket);
	tcase_add_test(t, not_a_socket);
	tcase_add_test(t, no_folder);
	tcase_add_test(t, ask);
	tcase_add_test(t, ask_by_a_long_path);
	tcase_add_test(t, nobody_answers);
	return suite_run("control", t);
}
