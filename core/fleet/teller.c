/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * teller.c -- see teller.h.
 *
 * The journal goes out behind a window: at most WINDOW lines are not confirmed.  The place that is
 * kept is that of the last line before which all are confirmed, so after a restart, or another
 * connection, some lines come twice and none is lost; "seq" tells.
 */
#include <config.h>

#include "core/fleet/teller.h"
#include "core/base/clock.h"
#include "core/base/event.h"
#include "core/base/journal_file.h"
#include "core/base/log.h"
#include "core/fleet/cursor.h"
#include "core/web/feed.h"

#include <errno.h>
#include <netrecover/types.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WINDOW 64               /* lines of the journal that are not confirmed */
#define DUE_MAX 256             /* messages; phones wait */
#define NEWS_MS 5000            /* between two that say only that bytes move */
#define TOPIC_SIZE 256

struct told_line {
	int id;                 /* of the message; 0: confirmed */
	json_int_t seq;
};

struct teller {
	struct teller_conf conf;
	struct ev_loop *loop;
	struct broker *broker;
	struct feed *feed;
	struct cursor *cursor;
	ev_timer second;
	json_t *status;         /* of the bench; NULL: it does not answer */
	bool stopped;           /* it ended in order, as its journal says */
	bool changed;           /* the state, since it was told */
	int64_t state_at;       /* told last: monotonic ms */
	json_t *told;           /* name -> {"phone": as it was told, "at": when, monotonic ms} */
	json_t *names;          /* of phones whose message is retained, also by an earlier process */
	struct told_line wait[WINDOW];
	size_t first, count;    /* a ring */
	json_int_t confirmed, kept;     /* up to that line; as it is on disk */
	bool names_changed;
	int error;              /* why the place could not be kept */
};

static void topic_of(const struct teller *t, const char *rest, char out[TOPIC_SIZE])
{
	snprintf(out, TOPIC_SIZE, "%s/%s/%s", t->conf.prefix, t->conf.bench, rest);
}

static int tell(struct teller *t, const char *rest, const json_t *doc, bool retain)
{
	char topic[TOPIC_SIZE], *text = doc ? json_dumps(doc, JSON_COMPACT) : NULL;
	int id = -1;

	topic_of(t, rest, topic);
	if (text || !doc)
		id = broker_tell(t->broker, topic, text, text ? strlen(text) : 0, retain);
	free(text);
	return id;
}

/* -- the state --------------------------------------------------------------------------- */

static void tell_state(struct teller *t)
{
	char now[CLOCK_STR_SIZE];
	json_t *o = json_pack("{s:i, s:s, s:s, s:s, s:i}", "schema", EVENT_SCHEMA, "bench", t->conf.bench, "state",
			      t->status ? "running" : t->stopped ? "stopped" : "gone", "time",
			      clock_str(clock_wall_ms(), now), "keep_alive", t->conf.keep_alive);

	if (t->status) {
		json_t *own = json_copy(t->status);

		json_object_del(own, "phones");
		json_object_set_new(o, "status", own);
	}
	if (tell(t, "state", o, true) >= 0) {
		t->changed = false;
		t->state_at = clock_mono_ms();
	}
	json_decref(o);
}

/* -- phones -------------------------------------------------------------------------------- */

/* Bytes move, and nothing else? */
static bool only_moves(const json_t *a, const json_t *b)
{
	static const char *const keys[] = { "state", "model", "load", "target", "step", "file", "code", "message", "advice",
					    "serial", "overdue", "ip" };

	for (size_t i = 0; i < NR_ARRAY_SIZE(keys); i++)
		if (!json_equal(json_object_get(a, keys[i]), json_object_get(b, keys[i])))
			return false;
	return true;
}

static void tell_phone(struct teller *t, json_t *phone)
{
	const char *name = json_string_value(json_object_get(phone, "name"));
	const json_t *told = name ? json_object_get(t->told, name) : NULL, *before = json_object_get(told, "phone");
	int64_t now = clock_mono_ms();
	char rest[64], text[CLOCK_STR_SIZE];
	json_t *o;
	int id;

	if (!name || strlen(name) > 40 || strpbrk(name, "+#/"))
		return;
	if (before && (json_equal(before, phone) || (only_moves(before, phone) &&
		       now - json_integer_value(json_object_get(told, "at")) < NEWS_MS)))
		return;
	if (broker_due(t->broker) >= DUE_MAX)
		return;
	o = json_copy(phone);
	json_object_set_new(o, "schema", json_integer(EVENT_SCHEMA));
	json_object_set_new(o, "time", json_string(clock_str(clock_wall_ms(), text)));
	snprintf(rest, sizeof(rest), "phone/%s", name);
	id = tell(t, rest, o, true);
	json_decref(o);
	if (id < 0)
		return;
	json_object_set_new(t->told, name, json_pack("{s:O, s:I}", "phone", phone, "at", (json_int_t)now));
	if (!json_object_get(t->names, name)) {
		json_object_set_new(t->names, name, json_true());
		t->names_changed = true;
	}
}

static bool has_phone(const json_t *phones, const char *name)
{
	const json_t *p;
	size_t i;

	json_array_foreach(phones, i, p) {
		const char *other = json_string_value(json_object_get(p, "name"));

		if (other && strcmp(other, name) == 0)
			return true;
	}
	return false;
}

/* What the bench does not have any more goes from the broker too; only a bench that answers says so. */
static void tell_forgotten(struct teller *t, const json_t *phones)
{
	const char *name;
	json_t *v;
	void *next;

	if (json_object_size(t->names) <= json_array_size(phones))
		return;
	json_object_foreach_safe(t->names, next, name, v) {
		char rest[64];

		if (has_phone(phones, name) || broker_due(t->broker) >= DUE_MAX)
			continue;
		snprintf(rest, sizeof(rest), "phone/%.40s", name);
		if (tell(t, rest, NULL, true) < 0)
			return;
		json_object_del(t->told, name);
		json_object_del(t->names, name);
		t->names_changed = true;
	}
}

static void tell_phones(struct teller *t)
{
	const json_t *phones = json_object_get(t->status, "phones");
	json_t *p;
	size_t i;

	json_array_foreach(phones, i, p)
		tell_phone(t, p);
	if (t->status)
		tell_forgotten(t, phones);
}

/* -- the journal ------------------------------------------------------------------------------ */

static void tell_lines(struct teller *t)
{
	char topic[TOPIC_SIZE];

	topic_of(t, "journal", topic);
	while (t->cursor && broker_is_up(t->broker) && t->count < WINDOW) {
		json_int_t seq;
		size_t len;
		const char *line = cursor_next(t->cursor, &len, &seq);
		int id;

		if (!line)
			return;
		t->stopped = strstr(line, "\"event\":\"bench.stopped\"") != NULL;
		id = broker_tell(t->broker, topic, line, len, false);
		if (id < 0)
			return; /* it is down: the next connection begins behind what was confirmed */
		t->wait[(t->first + t->count++) % WINDOW] = (struct told_line){ id, seq };
	}
}

static void on_confirmed(int id, void *arg)
{
	struct teller *t = arg;

	for (size_t i = 0; i < t->count; i++)
		if (t->wait[(t->first + i) % WINDOW].id == id)
			t->wait[(t->first + i) % WINDOW].id = 0;
	while (t->count && t->wait[t->first].id == 0) {
		t->confirmed = t->wait[t->first].seq;
		t->first = (t->first + 1) % WINDOW;
		t->count--;
	}
	tell_lines(t);
}

static void keep_place(struct teller *t)
{
	json_t *doc;
	int err;

	if (t->confirmed == t->kept && !t->names_changed)
		return;
	doc = json_pack("{s:I, s:O}", "seq", t->confirmed, "phones", t->names);
	err = doc ? cursor_save(t->conf.state_fd, doc) : -ENOMEM;
	json_decref(doc);
	if (err < 0 && err != t->error)
		log_line(LOG_WARNING, "mqtt", "[NR-MQTT] " CURSOR_NAME " cannot be written: %s; after a restart lines come "
			 "twice", strerror(-err));
	t->error = err;
	if (err == 0) {
		t->kept = t->confirmed;
		t->names_changed = false;
	}
}

/* Begin behind what was confirmed; a journal that was begun anew is told from its first line. */
static int open_cursor(struct teller *t)
{
	json_int_t last = journal_file_seq(t->conf.state_fd, 0);

	if (last && t->confirmed > last) {
		log_line(LOG_NOTICE, "mqtt", "the journal was begun anew: it is told from its first line");
		t->confirmed = 0;
	}
	cursor_free(t->cursor);
	t->count = 0;
	t->cursor = cursor_new(t->conf.state_fd, t->confirmed);
	return t->cursor ? 0 : -ENOMEM;
}

/* -- what happens --------------------------------------------------------------------------- */

static void on_up(void *arg)
{
	struct teller *t = arg;

	log_line(LOG_DEBUG, "mqtt", "the broker answers; the journal goes on behind line %lld", (long long)t->confirmed);
	json_object_clear(t->told);
	if (open_cursor(t) < 0)
		return;
	tell_state(t);
	tell_phones(t);
	tell_lines(t);
}

static void on_down(const char *why, void *arg)
{
	(void)why;
	keep_place(arg);
}

static void on_heard(const char *topic, const void *text, size_t len, bool retained, void *arg)
{
	/* It asked for nothing. */
	(void)topic;
	(void)text;
	(void)len;
	(void)retained;
	(void)arg;
}

/* But for its phones and what moves each second. */
static bool same_bench(const json_t *a, const json_t *b)
{
	static const char *const keys[] = { "guard", "guard_by", "alerts", "link", "interface", "address", "run", "indexing" };

	for (size_t i = 0; i < NR_ARRAY_SIZE(keys); i++)
		if (!json_equal(json_object_get(a, keys[i]), json_object_get(b, keys[i])))
			return false;
	return a && b;
}

static void on_said(const json_t *status, void *arg)
{
	struct teller *t = arg;

	t->changed |= !same_bench(t->status, status);
	json_decref(t->status);
	t->status = json_incref((json_t *)(uintptr_t)status);
	if (!broker_is_up(t->broker))
		return;
	if (t->changed)
		tell_state(t);
	tell_phones(t);
}

static void on_lost(const char *why, void *arg)
{
	struct teller *t = arg;

	if (!t->status)
		return;
	log_line(LOG_NOTICE, "mqtt", "%s", why);
	json_decref(t->status);
	t->status = NULL;
	t->changed = true;
	if (broker_is_up(t->broker)) {
		tell_lines(t);
		tell_state(t);
	}
}

static void on_second(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct teller *t = w->data;

	(void)loop;
	(void)revents;
	keep_place(t);
	if (!broker_is_up(t->broker))
		return;
	tell_lines(t);
	if (t->changed || clock_mono_ms() - t->state_at >= (int64_t)t->conf.keep_alive * 500)
		tell_state(t);
}

struct teller *teller_new(struct ev_loop *loop, const struct teller_conf *conf, const struct broker_conf *broker)
{
	static const struct feed_ops looks = { on_said, on_lost };
	struct teller *t = calloc(1, sizeof(*t));
	struct broker_ops ops = { on_up, on_down, on_confirmed, on_heard, t };
	json_t *kept;

	if (!t)
		return NULL;
	t->conf = *conf;
	t->loop = loop;
	kept = cursor_load(conf->state_fd);
	t->confirmed = t->kept = json_integer_value(json_object_get(kept, "seq"));
	t->names = json_incref(json_object_get(kept, "phones"));
	json_decref(kept);
	if (!json_is_object(t->names)) {
		json_decref(t->names);
		t->names = json_object();
	}
	t->told = json_object();
	ev_timer_init(&t->second, on_second, 1., 1.);
	t->second.data = t;
	t->broker = broker_new(loop, broker, &ops);
	t->feed = t->broker ? feed_new(loop, conf->view, &looks, t) : NULL;
	if (!t->feed || !t->names || !t->told) {
		teller_free(t);
		return NULL;
	}
	ev_timer_start(loop, &t->second);
	feed_want(t->feed, true);
	return t;
}

void teller_free(struct teller *t)
{
	if (!t)
		return;
	ev_timer_stop(t->loop, &t->second);
	feed_free(t->feed);
	/* From here on nobody tells; in order, so the broker does not say the last will. */
	if (t->broker && broker_is_up(t->broker)) {
		json_decref(t->status);
		t->status = NULL;
		tell_state(t);
	}
	broker_free(t->broker);
	if (t->names)
		keep_place(t);
	cursor_free(t->cursor);
	json_decref(t->status);
	json_decref(t->told);
	json_decref(t->names);
	free(t);
}
