/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * feed.c -- see feed.h.
 *
 * An answer is a line with the document and a line {"ok":true}, or one line with "error".
 */
#include <config.h>

#include "core/web/feed.h"
#include "core/serve/control.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_ANSWER (64u << 20)
#define FIRST_ROOM (64u << 10)

struct feed {
	struct feed_ops ops;
	void *arg;
	char *path;
	struct ev_loop *loop;
	ev_io io;
	ev_timer second, limit;
	int fd;                 /* -1: not connected */
	bool wanted, asked;     /* @asked: its answer is not whole yet */
	char *text;
	size_t len, room;
};

static void hang_up(struct feed *f)
{
	if (f->fd < 0)
		return;
	ev_io_stop(f->loop, &f->io);
	ev_timer_stop(f->loop, &f->limit);
	close(f->fd);
	f->fd = -1;
	f->asked = false;
	f->len = 0;
}

static void lose(struct feed *f, const char *why)
{
	hang_up(f);
	f->ops.lost(why, f->arg);
}

/* -- an answer ------------------------------------------------------------------------ */

static bool make_room(struct feed *f)
{
	size_t room = f->room ? f->room * 2 : FIRST_ROOM;
	char *more;

	if (f->room - f->len >= FIRST_ROOM / 2)
		return true;
	more = room <= MAX_ANSWER ? realloc(f->text, room) : NULL;
	if (!more)
		return false;
	f->text = more;
	f->room = room;
	return true;
}

static void take_answer(struct feed *f, size_t first)
{
	json_t *doc = json_loadb(f->text, first, 0, NULL);
	const char *error = json_string_value(json_object_get(doc, "error"));

	f->asked = false;
	f->len = 0;
	ev_timer_stop(f->loop, &f->limit);
	if (json_is_array(json_object_get(doc, "phones")))
		f->ops.said(doc, f->arg);
	else
		lose(f, error ? error : "the bench says what this page does not understand");
	json_decref(doc);
}

static bool is_whole(const struct feed *f)
{
	static const char ok[] = "\n{\"ok\":true}\n", error[] = "{\"error\"";
	size_t n = sizeof(ok) - 1, m = sizeof(error) - 1;

	if (f->len >= n && memcmp(f->text + f->len - n, ok, n) == 0)
		return true;
	return f->len > m && f->text[f->len - 1] == '\n' && memcmp(f->text, error, m) == 0;
}

static void on_answer(struct ev_loop *loop, ev_io *w, int revents)
{
	struct feed *f = w->data;
	ssize_t n;

	(void)loop;
	(void)revents;
	if (!make_room(f)) {
		lose(f, "the bench's answer is too long");
		return;
	}
	n = recv(f->fd, f->text + f->len, f->room - f->len, 0);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		lose(f, "the bench has stopped");
		return;
	}
	if (!f->asked)          /* nobody asked */
		return;
	f->len += (size_t)n;
	if (is_whole(f))
		take_answer(f, (size_t)((char *)memchr(f->text, '\n', f->len) - f->text));
}

/* -- a question ------------------------------------------------------------------------- */

static const char *why_not(int error)
{
	switch (error) {
	case -ENOENT:
	case -ECONNREFUSED:
		return "no bench runs";
	case -EACCES:
	case -EPERM:
		return "this page may not reach the bench's socket: see netrecover(8), web";
	case -EAGAIN:
		return "the bench is busy";
	default:
		return strerror(-error);
	}
}

static int dial(struct feed *f)
{
	int fd = control_connect(f->path);

	if (fd < 0)
		return fd;
	if (fcntl(fd, F_SETFL, O_NONBLOCK) < 0) {
		close(fd);
		return -errno;
	}
	f->fd = fd;
	ev_io_set(&f->io, fd, EV_READ);
	ev_io_start(f->loop, &f->io);
	return 0;
}

static void ask(struct feed *f)
{
	static const char line[] = "status\n";
	int err = f->fd < 0 ? dial(f) : 0;

	if (err < 0) {
		f->ops.lost(why_not(err), f->arg);
		return;
	}
	if (f->asked)
		return;
	if (send(f->fd, line, strlen(line), MSG_NOSIGNAL) != (ssize_t)strlen(line)) {
		lose(f, "the bench has stopped");
		return;
	}
	f->asked = true;
	f->len = 0;
	ev_timer_set(&f->limit, FEED_LIMIT, 0.);
	ev_timer_start(f->loop, &f->limit);
}

static void on_second(struct ev_loop *loop, ev_timer *w, int revents)
{
	(void)loop;
	(void)revents;
	ask(w->data);
}

static void on_limit(struct ev_loop *loop, ev_timer *w, int revents)
{
	(void)loop;
	(void)revents;
	lose(w->data, "the bench does not answer");
}

/* -- its life ----------------------------------------------------------------------------- */

struct feed *feed_new(struct ev_loop *loop, const char *path, const struct feed_ops *ops, void *arg)
{
	struct feed *f = calloc(1, sizeof(*f));

	if (!f || !(f->path = strdup(path))) {
		free(f);
		return NULL;
	}
	f->ops = *ops;
	f->arg = arg;
	f->loop = loop;
	f->fd = -1;
	ev_init(&f->io, on_answer);
	ev_timer_init(&f->second, on_second, 0., FEED_EVERY);
	ev_init(&f->limit, on_limit);
	f->io.data = f->second.data = f->limit.data = f;
	return f;
}

void feed_want(struct feed *f, bool wanted)
{
	if (wanted == f->wanted)
		return;
	f->wanted = wanted;
	if (wanted) {
		ev_timer_set(&f->second, 0., FEED_EVERY);
		ev_timer_start(f->loop, &f->second);
	} else {
		ev_timer_stop(f->loop, &f->second);
		hang_up(f);
	}
}

void feed_free(struct feed *f)
{
	if (!f)
		return;
	feed_want(f, false);
	hang_up(f);
	free(f->text);
	free(f->path);
	free(f);
}
