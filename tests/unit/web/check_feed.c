/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_feed.c -- the connection to the bench: one, asked while somebody looks, tried again. */
#include "core/web/feed.h"
#include "tests/unit/suite.h"

#include <netrecover/types.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static char folder[] = "/tmp/check_feed.XXXXXX", path[100], why[200];
static struct ev_loop *loop;
static struct feed *f;
static int listens, talks;
static unsigned said, lost;
static ev_timer end;

static void on_said(const json_t *status, void *arg)
{
	ck_assert_ptr_eq(arg, &said);
	ck_assert(json_is_array(json_object_get(status, "phones")));
	said++;
}

static void on_lost(const char *text, void *arg)
{
	ck_assert_ptr_eq(arg, &said);
	snprintf(why, sizeof(why), "%s", text);
	lost++;
}

static const struct feed_ops ops = { on_said, on_lost };

static void on_end(struct ev_loop *l, ev_timer *w, int revents)
{
	(void)w;
	(void)revents;
	ev_break(l, EVBREAK_ALL);
}

static void listen_there(void)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };

	snprintf(a.sun_path, sizeof(a.sun_path), "%s", path);
	listens = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
	ck_assert_int_eq(bind(listens, (const struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(listen(listens, 4), 0);
}

static void setup(void)
{
	memcpy(folder + sizeof(folder) - 7, "XXXXXX", 6);
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/view", folder);
	loop = ev_loop_new(0);
	listens = talks = -1;
	said = lost = 0;
	f = feed_new(loop, path, &ops, &said);
	ck_assert_ptr_nonnull(f);
	/* A turn of the loop waits for the feed's own timer, and at most so long. */
	ev_timer_init(&end, on_end, 5., 5.);
	ev_timer_start(loop, &end);
}

static void teardown(void)
{
	feed_free(f);
	ev_loop_destroy(loop);
	if (talks >= 0)
		close(talks);
	if (listens >= 0)
		close(listens);
	unlink(path);
	rmdir(folder);
}

/* Turn until it has asked; the bench's end is talks. */
static void asked(void)
{
	char line[64];
	ssize_t n = -1;

	for (int i = 0; i < 100 && n < 0; i++) {
		ev_run(loop, EVRUN_ONCE);
		if (talks < 0)
			talks = accept(listens, NULL, NULL);
		n = talks < 0 ? -1 : recv(talks, line, sizeof(line), MSG_DONTWAIT);
	}
	ck_assert_int_eq(n, 7);
	ck_assert_int_eq(memcmp(line, "status\n", 7), 0);
}

static void answer(const char *text)
{
	ck_assert_int_eq(write(talks, text, strlen(text)), (ssize_t)strlen(text));
	for (int i = 0; i < 20; i++)
		ev_run(loop, EVRUN_NOWAIT);
}

START_TEST(nobody_looks)
{
	listen_there();
	ev_run(loop, EVRUN_NOWAIT);
	ck_assert_int_eq(accept(listens, NULL, NULL), -1);
	ck_assert_int_eq(errno, EAGAIN);
}
END_TEST

START_TEST(one_connection)
{
	listen_there();
	feed_want(f, true);
	feed_want(f, true);
	asked();
	answer("{\"phones\":");
	ck_assert_uint_eq(said, 0);
	answer("[]}\n{\"ok\"");
	ck_assert_uint_eq(said, 0);
	answer(":true}\n");
	ck_assert_uint_eq(said, 1);
	asked();
	answer("{\"phones\":[{\"name\":\"a\"}]}\n{\"ok\":true}\n");
	ck_assert_uint_eq(said, 2);
	ck_assert_int_eq(accept(listens, NULL, NULL), -1);
	ck_assert_uint_eq(lost, 0);
	feed_want(f, false);
	ck_assert_int_eq(recv(talks, path, 1, 0), 0);
}
END_TEST

START_TEST(away_and_back)
{
	feed_want(f, true);
	for (int i = 0; i < 100 && !lost; i++)
		ev_run(loop, EVRUN_ONCE);
	ck_assert_str_eq(why, "no bench runs");
	listen_there();
	asked();
	answer("{\"phones\":[]}\n{\"ok\":true}\n");
	ck_assert_uint_eq(said, 1);
	close(talks);
	talks = -1;
	ev_run(loop, EVRUN_NOWAIT);
	ck_assert_str_eq(why, "the bench has stopped");
	asked();
	answer("{\"phones\":[]}\n{\"ok\":true}\n");
	ck_assert_uint_eq(said, 2);
}
END_TEST

START_TEST(what_it_does_not_understand)
{
	static const char *const texts[] = { "{\"error\":\"permission denied\"}\n", "rubbish\n{\"ok\":true}\n",
					     "{\"phones\":5}\n{\"ok\":true}\n", "[]\n{\"ok\":true}\n",
					     "\n{\"ok\":true}\n" };

	listen_there();
	feed_want(f, true);
	for (size_t i = 0; i < NR_ARRAY_SIZE(texts); i++) {
		asked();
		answer(texts[i]);
		ck_assert_uint_eq(lost, i + 1);
		ck_assert_str_eq(why, i ? "the bench says what this page does not understand" : "permission denied");
		close(talks);
		talks = -1;
	}
	ck_assert_uint_eq(said, 0);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("feed");

	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, nobody_looks);
	tcase_add_test(t, one_connection);
	tcase_add_test(t, away_and_back);
	tcase_add_test(t, what_it_does_not_understand);
	return suite_run("feed", t);
}
