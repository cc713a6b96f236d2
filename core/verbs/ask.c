/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * ask.c -- the client's end of the control socket: one line, and the answer.
 */
#include <config.h>

#include "core/verbs/ask.h"
#include "core/base/clock.h"
#include "core/serve/control.h"
#include "core/verbs/app.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_ANSWER (64u << 20)

struct reply {
	char *text;
	size_t len, room;
};

/* Read more of the answer: 1, 0 at its end, or -errno. */
static int read_more(int fd, struct reply *a, int64_t until)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	int64_t left = until - clock_mono_ms();
	ssize_t n;

	if (left <= 0 || poll(&p, 1, (int)left) == 0)
		return -ETIMEDOUT;
	if (a->room - a->len < 4096) {
		size_t room = a->room ? a->room * 2 : 65536;
		char *more = room <= MAX_ANSWER ? realloc(a->text, room) : NULL;

		if (!more)
			return -ENOMEM;
		a->text = more;
		a->room = room;
	}
	n = recv(fd, a->text + a->len, a->room - a->len - 1, 0);
	if (n < 0)
		return errno == EINTR ? 1 : -errno;
	a->len += (size_t)n;
	a->text[a->len] = '\0';
	return n > 0;
}

/* The last line decides: {"ok":true} or {"error":...}. */
static json_t *read_last(const struct reply *a)
{
	size_t end = a->len;
	json_t *last;

	if (end < 2 || a->text[end - 1] != '\n')
		return NULL;
	end--;
	while (end > 0 && a->text[end - 1] != '\n')
		end--;
	last = json_loads(a->text + end, 0, NULL);
	if (!json_object_get(last, "error") && !json_is_true(json_object_get(last, "ok"))) {
		json_decref(last);
		return NULL;
	}
	return last;
}

static json_t *read_answer(int fd, const char *path)
{
	struct reply a = { NULL, 0, 0 };
	int64_t until = clock_mono_ms() + CONTROL_LIMIT;
	json_t *last = NULL, *doc = NULL;
	int r = 1;

	while (!last && r > 0) {
		r = read_more(fd, &a, until);
		last = a.len ? read_last(&a) : NULL;
	}
	if (!last)
		app_fail(EXIT_RUNTIME, "no complete answer from %s: %s", path,
			 r < 0 ? strerror(-r) : "the bench went away");
	else if (json_object_get(last, "error"))
		app_fail(EXIT_RUNTIME, "the bench says: %s",
			 json_string_value(json_object_get(last, "error"))
				 ? json_string_value(json_object_get(last, "error")) : "error");
	else
		doc = json_loads(a.text, JSON_DISABLE_EOF_CHECK, NULL);
	json_decref(last);
	free(a.text);
	return doc;
}

/* Through @fd, which is closed; or what control_connect() failed with. */
static json_t *ask_through(int fd, const char *path, const char *line)
{
	json_t *doc = NULL;
	char *text;
	int n;

	if (fd == -EACCES || fd == -EPERM) {
		app_fail(EXIT_RUNTIME, "no permission for %s: be root, or the owner of its folder", path);
		return NULL;
	}
	if (fd < 0) {
		app_fail(EXIT_RUNTIME, "no bench answers at %s: is it running? (%s)", path,
			 strerror(-fd));
		return NULL;
	}
	n = asprintf(&text, "%s\n", line);
	if (n >= 0 && send(fd, text, (size_t)n, MSG_NOSIGNAL) == n)
		doc = read_answer(fd, path);
	else
		app_fail(EXIT_RUNTIME, "no bench answers at %s: %s", path, strerror(errno));
	if (n >= 0)
		free(text);
	close(fd);
	return doc;
}

json_t *ask_bench(const char *path, const char *line)
{
	return ask_through(control_connect(path), path, line);
}

json_t *ask_to_look(const char *control, const char *view, const char *line)
{
	int fd = control_connect(control), other;

	if (fd != -EACCES && fd != -EPERM)
		return ask_through(fd, control, line);
	other = control_connect(view);
	return other >= 0 ? ask_through(other, view, line) : ask_through(fd, control, line);
}
