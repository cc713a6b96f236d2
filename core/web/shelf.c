/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* shelf.c -- see shelf.h. */
#include <config.h>

#include "core/web/shelf.h"
#include "core/base/code.h"
#include "core/base/group.h"
#include "core/base/member.h"

#include <errno.h>
#include <netrecover/types.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

/* What memory there is for the table of uthash decides whether a phone is kept. */
struct shelf_phone {
	char *name;             /* the key */
	json_t *shown;
	uint64_t version;       /* of its last change */
	uint64_t round;         /* of the last status that had it */
	UT_hash_handle hh;
};

struct shelf {
	struct shelf_phone *phones;     /* a hash table */
	json_t *bench, *lost;
	uint64_t version, bench_version;
	uint64_t epoch;         /* the version at which a phone went: who saw less begins anew */
	uint64_t round;
	int64_t asof;           /* the bench said something last; 0: never */
};

struct shelf *shelf_new(void)
{
	struct shelf *s = calloc(1, sizeof(*s));

	if (!s)
		return NULL;
	s->version = s->bench_version = 1;
	s->bench = json_object();
	s->lost = json_string("the bench has not answered yet");
	if (s->bench && s->lost)
		return s;
	shelf_free(s);
	return NULL;
}

static void drop(struct shelf *s, struct shelf_phone *p)
{
	HASH_DEL(s->phones, p);
	json_decref(p->shown);
	free(p->name);
	free(p);
}

void shelf_free(struct shelf *s)
{
	struct shelf_phone *p, *next;

	if (!s)
		return;
	HASH_ITER(hh, s->phones, p, next)
		drop(s, p);
	json_decref(s->bench);
	json_decref(s->lost);
	free(s);
}

/* -- what is shown ------------------------------------------------------------------- */

static void copy(json_t *to, const json_t *from, const char *const *keys, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		json_t *v = json_object_get(from, keys[i]);

		/* What is null, empty, 0 or false need not be told. */
		if (!v || json_is_null(v) || json_is_false(v) || (json_is_string(v) && !json_string_value(v)[0]) ||
		    (json_is_integer(v) && json_integer_value(v) == 0))
			continue;
		json_object_set(to, keys[i], v);
	}
}

/* Of the whole step, or of its file where nobody knows the step; -1: nothing to show. */
static int percent_of(const json_t *phone)
{
	json_int_t done = json_integer_value(json_object_get(phone, "step_bytes"));
	json_int_t of = json_integer_value(json_object_get(phone, "step_total"));

	if (of <= 0) {
		done = json_integer_value(json_object_get(phone, "bytes"));
		of = json_integer_value(json_object_get(phone, "total"));
	}
	return of <= 0 ? -1 : done <= 0 ? 0 : done >= of ? 100 : (int)((double)done * 100 / (double)of);
}

static json_t *phone_shown(const json_t *phone)
{
	static const char *const keys[] = { "name", "mac", "ip", "serial", "hardware", "model", "load", "load_version",
					    "load_source", "target", "state", "step", "steps", "step_load",
					    "step_version", "file", "file_number", "files", "writing_since", "overdue",
					    "code", "message", "advice", "since", "disagreement", "address_note",
					    "bench" };
	const char *state = member_text(phone, "state"), *code = member_text(phone, "code");
	json_int_t left = json_integer_value(json_object_get(phone, "left"));
	bool overdue = json_is_true(json_object_get(phone, "overdue"));
	enum code c = code_find(code);
	json_t *o = json_object();
	int percent = percent_of(phone);

	copy(o, phone, keys, NR_ARRAY_SIZE(keys));
	json_object_set_new(o, "group", json_integer((json_int_t)group_of(state, member_text(phone, "advice"), code)));
	json_object_set_new(o, "rank", json_integer(group_rank(state, overdue)));
	if (c < CODE_COUNT)
		json_object_set_new(o, "do", json_string(code_row(c)->remedy));
	if (strcmp(state, "serving") == 0 && percent >= 0)
		json_object_set_new(o, "percent", json_integer(percent));
	if (left > 0)
		json_object_set_new(o, "left", json_integer((left + 4) / 5 * 5));
	return o;
}

static json_t *bench_shown(const json_t *status)
{
	static const char *const keys[] = { "version", "bench", "interface", "address", "guard", "guard_by", "alerts",
					    "link", "indexing", "benches", "totals" };
	json_t *o = json_object();

	copy(o, status, keys, NR_ARRAY_SIZE(keys));
	return o;
}

/* -- what is new ------------------------------------------------------------------------ */

static struct shelf_phone *phone_new(struct shelf *s, const char *name)
{
	struct shelf_phone *p = calloc(1, sizeof(*p));

	if (!p || !(p->name = strdup(name))) {
		free(p);
		return NULL;
	}
	HASH_ADD_KEYPTR(hh, s->phones, p->name, strlen(p->name), p);
	return p;
}

static int take_phone(struct shelf *s, const json_t *phone)
{
	const char *name = member_text(phone, "name");
	struct shelf_phone *p;
	json_t *shown;

	if (!name[0])
		return 0;
	HASH_FIND_STR(s->phones, name, p);
	if (!p)
		p = phone_new(s, name);
	shown = p ? phone_shown(phone) : NULL;
	if (!shown)
		return -ENOMEM;
	p->round = s->round;
	if (p->shown && json_equal(p->shown, shown)) {
		json_decref(shown);
		return 0;
	}
	json_decref(p->shown);
	p->shown = shown;
	p->version = s->version + 1;
	return 1;
}

/* Those that the status does not have any more. */
static bool forget(struct shelf *s)
{
	struct shelf_phone *p, *next;
	bool any = false;

	HASH_ITER(hh, s->phones, p, next)
		if (p->round != s->round) {
			drop(s, p);
			any = true;
		}
	return any;
}

static bool take_bench(struct shelf *s, json_t *bench)
{
	bool same = !bench || (json_is_null(s->lost) && json_equal(s->bench, bench));

	if (same) {
		json_decref(bench);
		return false;
	}
	json_decref(s->bench);
	s->bench = bench;
	json_decref(s->lost);
	s->lost = json_null();
	return true;
}

int shelf_take(struct shelf *s, const json_t *status, int64_t now)
{
	const json_t *phone;
	bool any = false;
	size_t i;
	int r = 0;

	s->round++;
	s->asof = now;
	json_array_foreach(json_object_get(status, "phones"), i, phone) {
		int one = take_phone(s, phone);

		any |= one > 0;
		r = one < 0 ? one : r;
	}
	if (r == 0 && forget(s)) {
		s->epoch = s->version + 1;
		any = true;
	}
	if (take_bench(s, bench_shown(status))) {
		s->bench_version = s->version + 1;
		any = true;
	}
	s->version += any;
	return r;
}

void shelf_lose(struct shelf *s, const char *why)
{
	json_t *text = json_string(why);

	if (!text || json_equal(s->lost, text)) {
		json_decref(text);
		return;
	}
	json_decref(s->lost);
	s->lost = text;
	s->bench_version = ++s->version;
}

uint64_t shelf_version(const struct shelf *s)
{
	return s->version;
}

char *shelf_event(const struct shelf *s, uint64_t seen, int64_t now)
{
	bool all = seen == 0 || seen < s->epoch || seen > s->version;
	json_t *o = json_pack("{s:I, s:I, s:O}", "now", (json_int_t)now, "asof", (json_int_t)s->asof, "lost", s->lost);
	json_t *phones = json_array();
	struct shelf_phone *p, *next;
	char *text = NULL, *event;

	HASH_ITER(hh, s->phones, p, next)
		if (p->shown && (all || p->version > seen))
			json_array_append(phones, p->shown);
	if (o && phones && (all || s->bench_version > seen))
		json_object_set(o, "bench", s->bench);
	if (o && json_object_set(o, "phones", phones) == 0)
		text = json_dumps(o, JSON_COMPACT);
	json_decref(phones);
	json_decref(o);
	if (!text || asprintf(&event, "event: %s\ndata: %s\n\n", all ? "all" : "some", text) < 0)
		event = NULL;
	free(text);
	return event;
}
