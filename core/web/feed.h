/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_FEED_H
#define CORE_FEED_H
/*
 * feed.h -- the one connection to the bench, however many look: its socket for looking
 * (view) is asked for the status once a second, as long as somebody wants it.  A bench
 * that is away is tried again every second.
 */
#include <ev.h>
#include <jansson.h>
#include <stdbool.h>

/* Seconds between two questions, and for an answer. */
#define FEED_EVERY 1.
#define FEED_LIMIT 6.

struct feed;

struct feed_ops {
	void (*said)(const json_t *status, void *arg);  /* @status is not kept */
	void (*lost)(const char *why, void *arg);       /* each time that it did not answer */
};

/* @path is copied.  NULL: no memory. */
struct feed *feed_new(struct ev_loop *loop, const char *path, const struct feed_ops *ops, void *arg);
/* Somebody looks, or nobody does any more. */
void feed_want(struct feed *f, bool wanted);
void feed_free(struct feed *f);         /* NULL is right */

#endif
