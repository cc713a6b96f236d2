/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * connection.c -- see connection.h.
 */
#include <config.h>

#include "plugins/listener/connection.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define ACCEPTS 64                      /* taken in one turn of the loop */
#define REST 1.                         /* seconds */

static const char *const end_names[CONNECTION_ENDS] = {
	[CONNECTION_TOO_MANY] = "too many connections",
	[CONNECTION_SILENT] = "no whole message in time",
	[CONNECTION_ELSEWHERE] = "not on the bench's network",
	[CONNECTION_NO_PHONE] = "not a phone",
	[CONNECTION_OTHER_NAME] = "gives a second name",
	[CONNECTION_UNREAD] = "does not read",
};

/* What is normal gets no line. */
static void count_end(struct connections *all, const struct sockaddr_in *peer, enum connection_end end)
{
	const char *why = end == CONNECTION_BROKEN ? all->broken : end_names[end];

	if (why)
		listener_count(all->self, &all->ends[end], "closed the connection of", peer, why);
}

static void hang_up(struct connection *c, enum connection_end end)
{
	struct ev_loop *loop = nr_loop(c->all->self);
	struct connection **p = &c->all->used;

	count_end(c->all, &c->peer, end);
	while (*p != c)
		p = &(*p)->next;
	*p = c->next;
	c->all->count--;
	ev_io_stop(loop, &c->io);
	ev_timer_stop(loop, &c->timer);
	if (end == CONNECTION_LEFT || end == CONNECTION_STOPPED)
		close(c->io.fd);
	else
		listener_abort(c->io.fd);
	free(c);
}

/* All messages that are whole; what is left of the last one goes to the front. */
static enum connection_end take_messages(struct connection *c)
{
	size_t at = 0, used;

	do {
		enum connection_end end;

		used = 0;
		end = c->all->on_bytes(c, c->buf + at, c->have - at, &used);
		if (end != CONNECTION_STAYS)
			return end;
		at += used;
	} while (used && at < c->have);
	memmove(c->buf, c->buf + at, c->have - at);
	c->have -= at;
	return c->have == c->all->longest ? CONNECTION_BROKEN : CONNECTION_STAYS;
}

static void on_readable(struct ev_loop *loop, ev_io *w, int revents)
{
	struct connection *c = w->data;
	ssize_t n = recv(w->fd, c->buf + c->have, c->all->longest - c->have, 0);
	enum connection_end end = CONNECTION_LEFT;

	(void)loop;
	(void)revents;
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n > 0) {
		c->have += (size_t)n;
		end = take_messages(c);
	}
	if (end != CONNECTION_STAYS)
		hang_up(c, end);
}

static void on_silence(struct ev_loop *loop, ev_timer *w, int revents)
{
	(void)loop;
	(void)revents;
	hang_up(w->data, CONNECTION_SILENT);
}

static bool room_for(const struct connections *all, struct in_addr addr)
{
	unsigned n = 0;

	for (const struct connection *c = all->used; c; c = c->next)
		n += c->peer.sin_addr.s_addr == addr.s_addr;
	return all->count < CONNECTIONS_MAX && n < CONNECTIONS_PER_ADDRESS;
}

static void welcome(struct connections *all, int fd, const struct sockaddr_in *peer)
{
	struct ev_loop *loop = nr_loop(all->self);
	bool near = listener_on_wire(all->self, peer->sin_addr);
	struct connection *c = near && room_for(all, peer->sin_addr) ? malloc(all->size + all->longest) : NULL;

	if (!c) {
		count_end(all, peer, near ? CONNECTION_TOO_MANY : CONNECTION_ELSEWHERE);
		listener_abort(fd);
		return;
	}
	memset(c, 0, all->size);
	c->all = all;
	c->peer = *peer;
	c->buf = (uint8_t *)c + all->size;
	c->next = all->used;
	all->used = c;
	all->count++;
	ev_io_init(&c->io, on_readable, fd, EV_READ);
	ev_timer_init(&c->timer, on_silence, CONNECTION_FIRST_WORDS, 0.);
	c->io.data = c->timer.data = c;
	ev_io_start(loop, &c->io);
	ev_timer_start(loop, &c->timer);
}

static void on_connect(struct ev_loop *loop, ev_io *w, int revents)
{
	struct connections *all = w->data;
	struct sockaddr_in peer;

	(void)revents;
	for (int i = 0; i < ACCEPTS; i++) {
		int fd = listener_accept(w->fd, &peer);

		if (fd == -EMFILE || fd == -ENFILE) {
			/* The caller stays in the queue, and the descriptor readable. */
			ev_io_stop(loop, w);
			ev_timer_start(loop, &all->rest);
		}
		if (fd == -EAGAIN || fd == -EMFILE || fd == -ENFILE)
			break;
		if (fd >= 0)
			welcome(all, fd, &peer);
	}
}

static void on_rested(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct connections *all = w->data;

	(void)revents;
	ev_io_start(loop, &all->io);
}

int connections_open(struct connections *all, uint16_t port)
{
	int fd = listener_open(all->self, LISTENER_TCP, port);

	if (fd < 0)
		return fd;
	all->fd = fd;
	ev_io_init(&all->io, on_connect, fd, EV_READ);
	ev_timer_init(&all->rest, on_rested, REST, 0.);
	all->io.data = all->rest.data = all;
	return 0;
}

void connections_start(struct connections *all)
{
	if (all->io.data)
		ev_io_start(nr_loop(all->self), &all->io);
}

void connections_stop(struct connections *all)
{
	if (!all->io.data)
		return;
	while (all->used)
		hang_up(all->used, CONNECTION_STOPPED);
	ev_io_stop(nr_loop(all->self), &all->io);
	ev_timer_stop(nr_loop(all->self), &all->rest);
	close(all->fd);
	all->io.data = NULL;
}

void connection_wait(struct connection *c, double seconds)
{
	struct ev_loop *loop = nr_loop(c->all->self);

	ev_timer_stop(loop, &c->timer);
	ev_timer_set(&c->timer, seconds, 0.);
	ev_timer_start(loop, &c->timer);
}

enum connection_end connection_send(struct connection *c, const void *data, size_t len)
{
	return send(c->io.fd, data, len, MSG_NOSIGNAL) == (ssize_t)len ? CONNECTION_STAYS : CONNECTION_UNREAD;
}
