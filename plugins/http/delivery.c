/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * delivery.c -- see delivery.h.  One ends in delivery_end() and nowhere else.
 */
#include <config.h>

#include "plugins/http/delivery.h"
#include "plugins/listener/listener.h"

#include <fcntl.h>
#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <syslog.h>
#include <unistd.h>

#define MOVED_EVERY 65536u              /* bytes between two NR_FILE_MOVED */
#define DRAIN_EVERY .02                 /* seconds between two looks at what is not confirmed */
#define DRAIN_MAX 30.
#define STATE_CLOSED 7                  /* TCP_CLOSE, as the kernel numbers it */
#define DRAINING_MAX 1024u              /* each keeps a descriptor */

static void tell(struct delivery *t, enum nr_deed deed, uint64_t bytes, const char *why)
{
	t->told = bytes;
	nr_tell(t->all->self, t->phone, deed, t->file.name, bytes, t->file.size, why);
}

static void delivery_end(struct delivery *t, const char *why)
{
	if (t->started && why) {
		nr_log(t->all->self, LOG_NOTICE, "'%s' ended after %llu of %llu %s: %s", t->file.name,
		       (unsigned long long)t->moved, (unsigned long long)t->count, t->count == 1 ? "byte" : "bytes", why);
		tell(t, NR_FILE_FAILED, t->first + t->moved, why);
	} else if (t->started) {
		tell(t, NR_FILE_SENT, t->count, NULL);
	}
	if (t->fd >= 0)
		close(t->fd);
	nr_file_close(t->all->self, &t->file);
	free(t);
}

ssize_t delivery_read(void *transfer, uint64_t pos, char *buf, size_t max)
{
	struct delivery *t = transfer;
	size_t n = t->count - pos < max ? (size_t)(t->count - pos) : max;

	memcpy(buf, t->file.data + t->first + pos, n);
	t->moved = pos + n;
	if (t->started && t->moved - t->told >= MOVED_EVERY && t->moved < t->count)
		tell(t, NR_FILE_MOVED, t->moved, NULL);
	return (ssize_t)n;
}

static bool look(int fd, struct tcp_info *info)
{
	socklen_t len = sizeof(*info);

	memset(info, 0, sizeof(*info));
	return getsockopt(fd, IPPROTO_TCP, TCP_INFO, info, &len) == 0;
}

/*
 * Its last byte, as a number among all that ever went into the connection.  An answer of the
 * peer between two looks would be counted twice; it sends few, for we send nothing meanwhile.
 */
static bool find_goal(struct delivery *t)
{
	struct tcp_info before, after;
	int unconfirmed;

	do {
		unconfirmed = 0;
		if (!look(t->fd, &before) || ioctl(t->fd, SIOCOUTQ, &unconfirmed) < 0 || !look(t->fd, &after))
			return false;
	} while (after.tcpi_bytes_acked != before.tcpi_bytes_acked);
	t->goal = after.tcpi_bytes_acked + (uint64_t)unconfirmed;
	return true;
}

/* True when it ended. */
static bool try_end(struct delivery *t)
{
	const char *why = NULL;
	struct tcp_info info;

	if (!look(t->fd, &info))
		why = "connection lost";
	else if (info.tcpi_bytes_acked >= t->goal)
		why = NULL;
	else if (info.tcpi_state == STATE_CLOSED)
		why = "connection reset";
	else if (listener_clock() >= t->until)
		why = "timeout";
	else
		return false;
	delivery_end(t, why);
	return true;
}

static void on_drain(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct deliveries *all = w->data;
	struct delivery **p = &all->draining;

	(void)revents;
	while (*p) {
		struct delivery *t = *p, *next = t->next;

		if (!try_end(t)) {
			p = &t->next;
			continue;
		}
		*p = next;
		all->count--;
	}
	if (!all->draining)
		ev_timer_stop(loop, w);
}

/* All of it is with the kernel; now for the phone. */
static void drain(struct delivery *t)
{
	struct deliveries *all = t->all;

	t->until = listener_clock() + DRAIN_MAX;
	if (t->fd < 0 || !find_goal(t)) {
		delivery_end(t, "no descriptor");
		return;
	}
	if (try_end(t))
		return;
	if (all->count >= DRAINING_MAX) {
		delivery_end(t, "too many wait for confirmation");
		return;
	}
	t->next = all->draining;
	all->draining = t;
	all->count++;
	/* Running already, it would only be put off. */
	if (!ev_is_active(&all->drain))
		ev_timer_again(nr_loop(all->self), &all->drain);
}

void deliveries_init(struct deliveries *all, struct nr_instance *self)
{
	memset(all, 0, sizeof(*all));
	all->self = self;
	ev_timer_init(&all->drain, on_drain, DRAIN_EVERY, DRAIN_EVERY);
	all->drain.data = all;
}

void deliveries_finish(struct deliveries *all)
{
	struct delivery *t;

	ev_timer_stop(nr_loop(all->self), &all->drain);
	while ((t = all->draining) != NULL) {
		all->draining = t->next;
		delivery_end(t, "the bench stopped");
	}
}

struct delivery *delivery_new(struct deliveries *all, nr_phone_id phone, struct nr_file *file, int fd)
{
	struct delivery *t = calloc(1, sizeof(*t));

	if (!t) {
		nr_file_close(all->self, file);
		return NULL;
	}
	t->all = all;
	t->phone = phone;
	t->file = *file;
	t->count = file->size;
	t->fd = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 0);
	return t;
}

void delivery_start(struct delivery *t)
{
	t->started = true;
	tell(t, NR_FILE_STARTED, 0, NULL);
}

void delivery_done(struct delivery *t, const char *why)
{
	if (!why && t->started && t->moved == t->count)
		drain(t);
	else
		delivery_end(t, why ? why : "interrupted");
}
