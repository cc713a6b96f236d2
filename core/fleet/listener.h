/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_LISTENER_H
#define CORE_LISTENER_H
/*
 * listener.h -- what benches tell a broker, for "netrecover fleet": a JSON object a line on
 * standard output,
 *
 *	{"topic": "BENCH/state", "retained": true, "text": "..."}       without the prefix
 *	{"up": true}
 *	{"down": "why"}
 */
#include "core/fleet/broker.h"

struct listener;

/* @prefix is not copied; @ended is called when nobody reads any more.  NULL: no memory. */
struct listener *listener_new(struct ev_loop *loop, const char *prefix, const struct broker_conf *broker,
			      void (*ended)(void *arg), void *arg);
void listener_free(struct listener *l);

#endif
