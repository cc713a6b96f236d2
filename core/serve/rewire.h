/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_REWIRE_H
#define CORE_REWIRE_H
/*
 * rewire.h -- the bench's interface or address went, or it has another name: what can be put
 * back is, and all sockets with it; what cannot ends the bench.  wire.h says what is seen.
 */
#include "core/host/helper.h"
#include "core/host/watch.h"
#include "core/phone/bench.h"

/* How long something that cannot be put back is tried, before the bench ends. */
#define REWIRE_GRACE_MS 10000
/* An address that is taken off more often than that within a minute is not put back any more. */
#define REWIRE_MOST 5

/* The machine; a test has one of its own.  All return 0 or -errno. */
struct rewire_ops {
	int (*look)(void *arg, unsigned index, struct in_addr address, struct watch_seen *out);
	int (*put)(void *arg, struct helper_reply *out);
	int (*adopt)(void *arg);        /* the sockets of the interface that was there before */
};

struct rewire {
	struct bench *bench;
	const struct rewire_ops *ops;
	void *arg;
	bool half;              /* it is back, and not all sockets are there yet */
	int64_t lost_at;        /* clock_mono_ms() of the first failure; 0: none */
	int64_t put_at[REWIRE_MOST]; /* when it was put back last, a ring */
	unsigned puts;
};

/* What rewire_ops of the real machine get as @arg. */
struct rewire_machine {
	struct watch *watch;
	struct helper *helper;
};
extern const struct rewire_ops rewire_machine_ops;

/* Something may have changed, or a second is over while something was wrong.  False: the
 * bench cannot go on, which was said. */
bool rewire_look(struct rewire *r);
/* Once a second. */
bool rewire_tick(struct rewire *r);

#endif
