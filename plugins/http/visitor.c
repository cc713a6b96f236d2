/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * visitor.c -- see visitor.h.
 */
#include <config.h>

#include "plugins/http/visitor.h"

#include <stdlib.h>
#include <sys/socket.h>

#define SWEEP_EVERY 5.                  /* seconds */

static void on_sweep(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct visitors *all = w->data;
	double now = listener_clock();

	(void)loop;
	(void)revents;
	for (struct visitor *v = all->first; v; v = v->next) {
		/* One that is quiet ends before, in libmicrohttpd, without a word. */
		if (v->asks || now - v->since < VISITOR_IDLE + SWEEP_EVERY)
			continue;
		/* libmicrohttpd sees an end, and closes it. */
		listener_count(all->self, &all->slow, "closed the connection of", &v->peer,
			       "no whole request in time");
		(void)shutdown(v->fd, SHUT_RDWR);
		v->since = now;
	}
}

void visitors_init(struct visitors *all, struct nr_instance *self)
{
	memset(all, 0, sizeof(*all));
	all->self = self;
	ev_timer_init(&all->sweep, on_sweep, SWEEP_EVERY, SWEEP_EVERY);
	all->sweep.data = all;
}

void visitors_finish(struct visitors *all)
{
	ev_timer_stop(nr_loop(all->self), &all->sweep);
	while (all->first)
		visitor_free(all, all->first);
}

bool visitors_may_enter(struct visitors *all, const struct sockaddr_in *peer)
{
	unsigned n = 0;

	if (!listener_on_wire(all->self, peer->sin_addr)) {
		listener_count(all->self, &all->elsewhere, "closed the connection of", peer, "not on the bench's network");
		return false;
	}
	for (const struct visitor *v = all->first; v; v = v->next)
		n += v->peer.sin_addr.s_addr == peer->sin_addr.s_addr;
	if (all->count < VISITORS_MAX && n < VISITORS_PER_ADDRESS)
		return true;
	listener_count(all->self, &all->too_many, "closed the connection of", peer, "too many connections");
	return false;
}

struct visitor *visitor_new(struct visitors *all, const struct sockaddr_in *peer, int fd)
{
	struct visitor *v = calloc(1, sizeof(*v));

	if (!v)
		return NULL;
	v->peer = *peer;
	v->fd = fd;
	v->since = listener_clock();
	v->next = all->first;
	if (v->next)
		v->next->prev = v;
	all->first = v;
	if (all->count++ == 0)
		ev_timer_again(nr_loop(all->self), &all->sweep);
	return v;
}

void visitor_free(struct visitors *all, struct visitor *v)
{
	if (!v)
		return;
	if (v->prev)
		v->prev->next = v->next;
	else
		all->first = v->next;
	if (v->next)
		v->next->prev = v->prev;
	if (--all->count == 0)
		ev_timer_stop(nr_loop(all->self), &all->sweep);
	free(v);
}

void visitor_asks(struct visitor *v)
{
	if (v)
		v->asks = true;
}

void visitor_answered(struct visitor *v)
{
	if (!v)
		return;
	v->asks = false;
	v->since = listener_clock();
}
