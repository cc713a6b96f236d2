/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_TELLER_H
#define CORE_TELLER_H
/*
 * teller.h -- a bench tells a broker:
 *
 *	PREFIX/BENCH/state              retained; the status without phones, and a last will
 *	PREFIX/BENCH/phone/NAME         retained; a phone as the status has it
 *	PREFIX/BENCH/journal            each line of the journal, at least once
 *
 * Everything in QoS 1.  What the broker says is not listened to.
 */
#include "core/fleet/broker.h"

struct teller;

struct teller_conf {
	const char *prefix, *bench;
	int keep_alive;                 /* seconds: twice in it the state is told */
	int state_fd;                   /* the state folder; its caller's */
	const char *view;               /* the bench's socket for looking */
	const char *will;               /* what state says when nobody tells any more */
};

/* @conf is not copied.  NULL: no memory. */
struct teller *teller_new(struct ev_loop *loop, const struct teller_conf *conf, const struct broker_conf *broker);
void teller_free(struct teller *t);     /* NULL is right */

#endif
