/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* listener.c -- see listener.h. */
#include <config.h>

#include "core/fleet/listener.h"
#include "core/fleet/fleet.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct listener {
	const char *prefix;
	struct broker *broker;
	void (*ended)(void *arg);
	void *arg;
};

/* Steals @o.  The reader may be slow: then so are we, and the broker keeps what is next. */
static void put(struct listener *l, json_t *o)
{
	char *text = o ? json_dumps(o, JSON_COMPACT) : NULL;

	json_decref(o);
	if (text && (puts(text) < 0 || fflush(stdout) < 0))
		l->ended(l->arg);
	free(text);
}

static void on_up(void *arg)
{
	struct listener *l = arg;
	char state[200], phones[200];

	snprintf(state, sizeof(state), "%s/+/state", l->prefix);
	snprintf(phones, sizeof(phones), "%s/+/phone/+", l->prefix);
	if (broker_listen(l->broker, state) == 0 && broker_listen(l->broker, phones) == 0)
		put(l, json_pack("{s:b}", "up", 1));
}

static void on_down(const char *why, void *arg)
{
	put(arg, json_pack("{s:s}", "down", why));
}

static void on_confirmed(int id, void *arg)
{
	(void)id;
	(void)arg;
}

static void on_heard(const char *topic, const void *text, size_t len, bool retained, void *arg)
{
	struct listener *l = arg;
	size_t n = strlen(l->prefix);
	json_t *line;

	if (strncmp(topic, l->prefix, n) != 0 || topic[n] != '/')
		return;
	/* An empty one means that a phone is forgotten: what cannot be handed on is not that. */
	line = len <= FLEET_MESSAGE ? json_pack("{s:s, s:b, s:s%}", "topic", topic + n + 1, "retained", retained, "text",
						len ? text : "", len) : NULL;
	if (!line)
		line = json_pack("{s:s, s:b, s:s}", "topic", topic + n + 1, "retained", retained, "text", "?");
	put(l, line);
}

struct listener *listener_new(struct ev_loop *loop, const char *prefix, const struct broker_conf *broker,
			      void (*ended)(void *arg), void *arg)
{
	struct listener *l = calloc(1, sizeof(*l));
	struct broker_ops ops = { on_up, on_down, on_confirmed, on_heard, l };

	if (!l)
		return NULL;
	*l = (struct listener){ .prefix = prefix, .ended = ended, .arg = arg };
	l->broker = broker_new(loop, broker, &ops);
	if (l->broker)
		return l;
	free(l);
	return NULL;
}

void listener_free(struct listener *l)
{
	if (!l)
		return;
	broker_free(l->broker);
	free(l);
}
