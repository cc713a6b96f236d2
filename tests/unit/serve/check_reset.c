/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_reset.c -- what an operator reads who wants a phone to restart, of every model. */
#include "core/base/log.h"
#include "core/serve/control.h"
#include "core/serve/reset.h"
#include "core/verbs/ask.h"
#include "tests/unit/modules.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/check_reset.XXXXXX", path[100], said[2000];
static struct plugins plugins;
static struct control *control;
static struct ev_loop *loop;
static struct ev_async end;

static void keep(int priority, const char *line, void *arg)
{
	(void)priority;
	(void)arg;
	snprintf(said, sizeof(said), "%s", line);
}

/* The request is the number of a model: restart a phone of it that never registered. */
static json_t *answer(const char *line, char **error, void *arg)
{
	struct bench bench = { 0 };
	struct phone p = { .belief.model = &plugins.model[strtoul(line, NULL, 10)]->model };

	(void)arg;
	return reset_ask(&bench, &p, error) ? json_object() : NULL;
}

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

static void setup(void)
{
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/sock", folder);
	log_set_sink(keep, NULL);
	modules_load(&plugins);
	loop = ev_loop_new(0);
	ck_assert_int_eq(control_open(&control, path), 0);
	ck_assert_int_eq(control_start(control, loop, answer, NULL), 0);
	ev_async_init(&end, stop);
	ev_async_start(loop, &end);
}

static void teardown(void)
{
	ev_async_stop(loop, &end);
	control_close(control);
	ev_loop_destroy(loop);
	modules_unload(&plugins);
	log_set_sink(NULL, NULL);
	rmdir(folder);
}

/* The warning of a 7971's reset stood at its end, and a buffer of 400 bytes cut it off. */
START_TEST(each_text_arrives_whole)
{
	size_t longest = 0, with = 0;
	pthread_t thread;

	ck_assert_int_eq(pthread_create(&thread, NULL, serve, NULL), 0);
	for (size_t i = 0; i < plugins.model_count; i++) {
		const struct nr_model *m = &plugins.model[i]->model;
		const char *expected = m->reset ? m->reset : "take its power and give it back";
		char line[24];
		size_t n;

		snprintf(line, sizeof(line), "%zu", i);
		log_set_sink(keep, NULL);       /* no "the line before, 1 more time" */
		said[0] = '\0';
		ck_assert_ptr_null(ask_bench(path, line));
		n = strlen(said);
		ck_assert_msg(n >= strlen(expected) &&
			      strcmp(said + n - strlen(expected), expected) == 0,
			      "%s: '%s' does not end in '%s'", m->name, said, expected);
		longest = n > longest ? n : longest;
		with += m->reset != NULL;
	}
	ev_async_send(loop, &end);
	pthread_join(thread, NULL);
	ck_assert_uint_ge(with, 40);
	ck_assert_uint_gt(longest, 400);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("reset");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 30);
	tcase_add_test(t, each_text_arrives_whole);
	return suite_run("reset", t);
}
