/* SPDX-License-Identifier: ISC */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * crasher.c -- a protocol plugin that crashes while the bench runs: crash.sh builds it once for
 * each place, with -DIN_name.
 */
#include <netrecover/plugin.h>
#include <netrecover/protocol.h>

#include <ev.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct data {
	ev_timer timer;
	ev_io io;
	struct nr_instance *self;
	int pair[2];
};

static volatile int *volatile nowhere;

static void on_readable(struct ev_loop *loop, ev_io *w, int revents)
{
	(void)loop, (void)w, (void)revents;
#ifdef IN_libc
	memset((void *)(uintptr_t)16, 0, *(volatile size_t *)&(size_t){ 64 });
#else
	*nowhere = 1;
#endif
}

static void on_timer(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct data *d = w->data;
	static const struct nr_mac mac = { { 0x02, 0, 0, 0, 0, 0x77 } };
	static const struct nr_fact_value facts[] = {
		{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone CP-7945G" }, { NR_FACT_END, NULL },
	};
	const struct nr_sighting s = { .source = NR_SOURCE_PLUGIN, .mac = &mac, .facts = facts };

	(void)loop, (void)revents;
	nr_sight(d->self, &s);
#ifdef IN_timer
	*nowhere = 1;
#else
	if (write(d->pair[1], "x", 1) != 1)
		abort();
#endif
}

static int open_it(struct nr_instance *self)
{
	struct data *d = calloc(1, sizeof(*d));

	if (!d || socketpair(AF_UNIX, SOCK_STREAM, 0, d->pair) != 0)
		return -1;
	d->self = self;
	nr_set_data(self, d);
	return 0;
}

static int start(struct nr_instance *self)
{
	struct data *d = nr_data(self);

#ifdef IN_start
	*nowhere = 1;
#endif
	ev_timer_init(&d->timer, on_timer, 0.1, 0.);
	d->timer.data = d;
	ev_timer_start(nr_loop(self), &d->timer);
	ev_io_init(&d->io, on_readable, d->pair[0], EV_READ);
	ev_io_start(nr_loop(self), &d->io);
	return 0;
}

static void stop(struct nr_instance *self)
{
	(void)self;
}

static const struct nr_protocol protocol = {
	.type = "crasher", .open = open_it, .start = start, .stop = stop,
};

NR_PROTOCOL_PLUGIN("crasher", "1.0", &protocol);
