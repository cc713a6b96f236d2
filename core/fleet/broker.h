/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_BROKER_H
#define CORE_BROKER_H
/*
 * broker.h -- one connection to a broker, by libmosquitto on our loop.  When it ends it is tried
 * again, ever more rarely up to BROKER_LATEST; what a broker has not confirmed is its user's to
 * send again.
 */
#include "core/fleet/road.h"

#include <ev.h>
#include <stdbool.h>
#include <stddef.h>

/* Seconds: for its first word, for any confirmation while some is due, between two tries. */
#define BROKER_ANSWER 15.
#define BROKER_CONFIRM 60.
#define BROKER_LATEST 30.

struct broker;

struct broker_conf {
	struct road road;
	struct own_wire wire;
	const char *user, *password;            /* or NULL */
	const char *ca, *certificate, *key;     /* paths, or NULL */
	const char *client;                     /* its name at the broker */
	int keep_alive;                         /* seconds */
	const char *will_topic, *will;          /* retained; or NULL */
};

struct broker_ops {
	void (*up)(void *arg);
	void (*down)(const char *why, void *arg);       /* it was up, or it could not be reached */
	void (*confirmed)(int id, void *arg);
	void (*heard)(const char *topic, const void *text, size_t len, bool retained, void *arg);
	void *arg;
};

/* @conf is not copied.  NULL: no memory. */
struct broker *broker_new(struct ev_loop *loop, const struct broker_conf *conf, const struct broker_ops *ops);
void broker_free(struct broker *b);     /* says good-bye; NULL is right */
bool broker_is_up(const struct broker *b);
/* How many messages it has not confirmed. */
unsigned broker_due(const struct broker *b);
/* QoS 1.  The number of the message, which confirmed() says again; or -1: not now. */
int broker_tell(struct broker *b, const char *topic, const char *text, size_t len, bool retain);
/* 0 or -EIO */
int broker_listen(struct broker *b, const char *pattern);

#endif
