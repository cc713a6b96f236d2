/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* fleet.c -- see fleet.h. */
#include <config.h>

#include "core/fleet/fleet.h"
#include "core/base/build.h"
#include "core/base/clock.h"
#include "core/base/event.h"
#include "core/base/group.h"
#include "core/base/member.h"
#include "core/base/noun.h"
#include "core/report/record.h"

#include <netrecover/types.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_SIZE 64
#define RUNS 16                 /* whose names are kept */
#define HOLES 32                /* in seq, whose places are kept */
#define TRIM_EVERY 5000         /* lines */
#define SILENT_MS 180000        /* of a bench that does not say how often it speaks */

struct hole {
	json_int_t from, to;
};

struct bench_of {
	char name[NAME_SIZE];
	int64_t heard;
	bool changed;                   /* since its phones were made */
	json_t *phones;                 /* name -> what is shown */
	/* out of messages */
	json_t *status;                 /* of the bench itself; NULL: none came */
	char state[16];
	int64_t keep_alive;             /* milliseconds; 0: not said */
	bool unclear;                   /* it speaks another version */
	/* out of a journal */
	bool journal;
	struct record record;
	struct record_reader reader;
	char run[RUNS][16];
	unsigned runs;
	json_int_t first, last;
	struct hole hole[HOLES];
	size_t holes;
	uint64_t lines, missing, twice;
	bool two;                       /* benches with this name */
	bool tripped;
	char who[160];                  /* tripped the guard */
};

struct fleet {
	struct bench_of **bench;        /* in order of names */
	size_t count;
	size_t phones;                  /* of all */
	uint64_t refused;               /* benches and phones for which there was no room */
	char lost[160];
	void (*each)(const json_t *line, void *arg);
	void *arg;
};

struct fleet *fleet_new(void)
{
	return calloc(1, sizeof(struct fleet));
}

static void bench_free(struct bench_of *b)
{
	record_finish(&b->record);
	json_decref(b->phones);
	json_decref(b->status);
	free(b);
}

void fleet_free(struct fleet *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->count; i++)
		bench_free(f->bench[i]);
	free(f->bench);
	free(f);
}

void fleet_lost(struct fleet *f, const char *why)
{
	snprintf(f->lost, sizeof(f->lost), "%s", why ? why : "");
}

/* -- benches ------------------------------------------------------------------------- */

static size_t place_of(const struct fleet *f, const char *name)
{
	size_t low = 0, high = f->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(f->bench[mid]->name, name) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static struct bench_of *bench_new(struct fleet *f, const char *name, size_t at)
{
	struct bench_of *b = calloc(1, sizeof(*b)), **grown;

	grown = b ? reallocarray(f->bench, f->count + 1, sizeof(*f->bench)) : NULL;
	if (!grown || !(b->phones = json_object())) {
		if (grown)
			f->bench = grown;
		free(b);
		return NULL;
	}
	f->bench = grown;
	memmove(f->bench + at + 1, f->bench + at, (f->count - at) * sizeof(*f->bench));
	f->bench[at] = b;
	f->count++;
	snprintf(b->name, sizeof(b->name), "%s", name);
	b->reader = (struct record_reader){ .record = &b->record, .query = { .last = true } };
	return b;
}

/* NULL: there is no room for one more. */
static struct bench_of *get_bench(struct fleet *f, const char *name)
{
	size_t at = place_of(f, name);
	struct bench_of *b;

	if (at < f->count && strcmp(f->bench[at]->name, name) == 0)
		return f->bench[at];
	b = name[0] && strlen(name) < NAME_SIZE && f->count < FLEET_BENCHES ? bench_new(f, name, at) : NULL;
	f->refused += !b;
	return b;
}

/* -- out of a journal ------------------------------------------------------------------ */

static bool knows_run(const struct bench_of *b, const char *run)
{
	for (unsigned i = 0; i < RUNS && i < b->runs; i++)
		if (strcmp(b->run[i], run) == 0)
			return true;
	return false;
}

static const char *last_run(const struct bench_of *b)
{
	return b->runs ? b->run[(b->runs - 1) % RUNS] : "";
}

static void add_hole(struct bench_of *b, json_int_t from, json_int_t to)
{
	b->missing += (uint64_t)(to - from + 1);
	if (b->holes < HOLES)
		b->hole[b->holes++] = (struct hole){ from, to };
}

/* Is that the number of a line that was missing?  Then it is no longer. */
static bool fill_hole(struct bench_of *b, json_int_t seq)
{
	for (size_t i = 0; i < b->holes; i++) {
		struct hole *h = &b->hole[i], after = { seq + 1, h->to };

		if (seq < h->from || seq > h->to)
			continue;
		b->missing--;
		h->to = seq - 1;
		if (h->to < h->from)
			*h = after;
		else if (after.from <= after.to && b->holes < HOLES)
			b->hole[b->holes++] = after;
		if (h->to < h->from)
			*h = b->hole[--b->holes];
		return true;
	}
	return false;
}

/* A number that was there: of a line that came twice, of one that came late, or of a new journal. */
static bool begins_anew(struct bench_of *b, json_int_t seq, const char *run, int64_t at)
{
	bool known = knows_run(b, run);

	if (!known && at >= b->heard) {
		b->holes = 0;
		b->last = seq;
		b->first = seq;
		b->lines = 1;
		b->missing = b->twice = 0;
		return true;
	}
	if (fill_hole(b, seq))
		b->lines++;
	else
		b->twice++;
	/* Of an earlier run, and later than all: somebody else goes on with it. */
	b->two |= known && strcmp(run, last_run(b)) != 0 && at > b->heard;
	return false;
}

/* Does the line go on where the last one ended? */
static bool is_news(struct bench_of *b, json_int_t seq, const char *run, int64_t at)
{
	if (b->last && seq <= b->last)
		return begins_anew(b, seq, run, at);
	if (!b->last)
		b->first = seq;
	else if (seq > b->last + 1)
		add_hole(b, b->last + 1, seq - 1);
	b->last = seq;
	b->lines++;
	return true;
}

static void note_run(struct bench_of *b, const char *run)
{
	if (strcmp(run, last_run(b)) == 0)
		return;
	if (knows_run(b, run)) {
		b->two = true;
		return;
	}
	snprintf(b->run[b->runs++ % RUNS], sizeof(b->run[0]), "%s", run);
}

static void note_guard(struct bench_of *b, const json_t *line, const char *event)
{
	if (strcmp(event, "guard.tripped") == 0) {
		b->tripped = true;
		snprintf(b->who, sizeof(b->who), "%s", member_text(line, "who"));
	} else if (strcmp(event, "guard.cleared") == 0 || strcmp(event, "bench.started") == 0) {
		b->tripped = false;
	}
}

void fleet_line(struct fleet *f, const json_t *line)
{
	json_int_t seq = json_integer_value(json_object_get(line, "seq"));
	const char *run = member_text(line, "run"), *event = member_text(line, "event");
	struct bench_of *b = seq > 0 && event[0] ? get_bench(f, member_text(line, "bench")) : NULL;
	int64_t at = clock_parse(member_text(line, "time"));

	if (!b || strlen(run) >= sizeof(b->run[0]) || !is_news(b, seq, run, at))
		return;
	if (f->each)
		f->each(line, f->arg);
	b->journal = b->changed = true;
	b->heard = at > b->heard ? at : b->heard;
	note_run(b, run);
	note_guard(b, line, event);
	record_line(line, &b->reader);
	if (b->lines % TRIM_EVERY == 0)
		record_trim(&b->reader);
}

void fleet_each(const json_t *line, void *fleet)
{
	fleet_line(fleet, line);
}

void fleet_watch(struct fleet *f, void (*each)(const json_t *line, void *arg), void *arg)
{
	f->each = each;
	f->arg = arg;
}

size_t fleet_count(const struct fleet *f)
{
	return f->count;
}

const char *fleet_name(const struct fleet *f, struct pool *pool)
{
	char text[40];

	snprintf(text, sizeof(text), "%zu benches", f->count);
	return pool_text(pool, text);
}

static json_t *text_or_null(const char *text)
{
	return text ? json_string(text) : json_null();
}

static json_t *time_or_null(int64_t at)
{
	char text[CLOCK_STR_SIZE];

	return at ? json_string(clock_str(at, text)) : json_null();
}

static json_t *phone_of_record(const struct record_phone *p)
{
	const struct record_step *s = p->step_count ? &p->step[p->step_count - 1] : NULL;
	int64_t since = p->done ? p->done : p->change_count ? p->change[p->change_count - 1].at : p->seen;
	json_t *o = json_object();

	json_object_set_new(o, "name", json_string(p->name));
	json_object_set_new(o, "mac", text_or_null(p->mac));
	json_object_set_new(o, "serial", text_or_null(p->serial));
	json_object_set_new(o, "hardware", text_or_null(p->hardware));
	json_object_set_new(o, "model", text_or_null(p->model));
	json_object_set_new(o, "load", text_or_null(p->runs));
	json_object_set_new(o, "load_source", text_or_null(p->witness));
	json_object_set_new(o, "target", text_or_null(p->to));
	json_object_set_new(o, "state", json_string(p->state));
	json_object_set_new(o, "step", json_integer((json_int_t)p->step_count));
	json_object_set_new(o, "step_load", text_or_null(s && !s->proven ? s->load : NULL));
	json_object_set_new(o, "code", text_or_null(p->code));
	json_object_set_new(o, "message", text_or_null(p->message));
	json_object_set_new(o, "advice", text_or_null(record_advice(p)));
	json_object_set_new(o, "writing_since", time_or_null(p->writing ? since : 0));
	json_object_set_new(o, "since", time_or_null(since));
	json_object_set_new(o, "heard", time_or_null(p->last));
	return o;
}

/* What the record says now. */
static void make_phones(struct fleet *f, struct bench_of *b)
{
	const struct record *r = &b->record;

	if (!b->journal || !b->changed)
		return;
	b->changed = false;
	f->phones -= json_object_size(b->phones);
	json_object_clear(b->phones);
	for (size_t i = 0; i < r->phone_count && f->phones + i < FLEET_PHONES; i++)
		json_object_set_new(b->phones, r->phone[i]->name, phone_of_record(r->phone[i]));
	f->refused += json_object_size(b->phones) < r->phone_count;
	f->phones += json_object_size(b->phones);
}

/* -- out of messages --------------------------------------------------------------------- */

/* What is shown of a phone: what a broker says may have anything beside. */
static json_t *pick(const json_t *from)
{
	static const char *const keys[] = { "name", "mac", "ip", "serial", "hardware", "model", "model_source", "load",
					    "load_version", "load_source", "target", "state", "step", "steps",
					    "step_load", "step_version", "file", "bytes", "total", "file_number",
					    "files", "step_bytes", "step_total", "rate", "left", "writing_since",
					    "overdue", "link", "code", "message", "advice", "since", "disagreement",
					    "address_note", "reason" };
	json_t *o = json_object();

	for (size_t i = 0; i < NR_ARRAY_SIZE(keys); i++) {
		json_t *v = json_object_get(from, keys[i]);
		size_t n = json_string_length(v);

		if (!v || json_is_object(v) || json_is_array(v) || n > 1000)
			continue;
		json_object_set(o, keys[i], v);
	}
	return o;
}

static const char *take_phone(struct fleet *f, struct bench_of *b, const char *name, json_t *doc, int64_t now)
{
	char heard[CLOCK_STR_SIZE];
	json_t *o;

	if (!doc) {             /* forgotten */
		f->phones -= json_object_get(b->phones, name) != NULL;
		json_object_del(b->phones, name);
		return NULL;
	}
	if (strcmp(member_text(doc, "name"), name) != 0)
		return "its name is another one";
	if (!json_object_get(b->phones, name)) {
		if (f->phones >= FLEET_PHONES) {
			f->refused++;
			return NULL;
		}
		f->phones++;
	}
	o = pick(doc);
	json_object_set_new(o, "heard", json_string(member_text(doc, "time")[0] ? member_text(doc, "time") :
										    clock_str(now, heard)));
	json_object_set_new(b->phones, name, o);
	return NULL;
}

static const char *take_state(struct bench_of *b, const json_t *doc, bool retained, int64_t now)
{
	int64_t said = clock_parse(member_text(doc, "time")), every = json_integer_value(json_object_get(doc, "keep_alive"));
	const char *state = member_text(doc, "state");
	json_t *status = json_object_get(doc, "status");

	if (!state[0] || strlen(state) >= sizeof(b->state))
		return "it has no state";
	b->unclear = false;
	snprintf(b->state, sizeof(b->state), "%s", state);
	b->keep_alive = every > 0 && every < 86400 ? every * 1000 : b->keep_alive;
	b->heard = retained && said && said < now ? said : now;
	if (json_is_object(status)) {
		json_decref(b->status);
		b->status = json_incref(status);
	}
	return NULL;
}

/* "BENCH/state", "BENCH/phone/NAME": the name of the bench; *rest: what is behind it. */
static bool read_topic(const char *topic, char name[NAME_SIZE], const char **rest)
{
	size_t n = strcspn(topic, "/");

	if (n == 0 || n >= NAME_SIZE || topic[n] != '/')
		return false;
	memcpy(name, topic, n);
	name[n] = '\0';
	*rest = topic + n + 1;
	return true;
}

const char *fleet_message(struct fleet *f, const char *topic, const char *text, size_t len, bool retained, int64_t now,
			  char why[FLEET_WHY])
{
	json_t *doc = len && len <= FLEET_MESSAGE ? json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL) : NULL;
	json_int_t schema = json_integer_value(json_object_get(doc, "schema"));
	char name[NAME_SIZE];
	const char *rest, *wrong = NULL;
	struct bench_of *b = read_topic(topic, name, &rest) ? get_bench(f, name) : NULL;

	if (!b)
		wrong = "it is of no bench";
	else if (len && !json_is_object(doc))
		wrong = "it is no JSON object";
	else if (len && schema != EVENT_SCHEMA)
		b->unclear = true;
	else if (strncmp(rest, "phone/", 6) == 0 && rest[6] && strlen(rest + 6) < 32)
		wrong = take_phone(f, b, rest + 6, len ? doc : NULL, now);
	else if (strcmp(rest, "state") == 0)
		wrong = len ? take_state(b, doc, retained, now) : NULL;
	else
		wrong = "nobody knows that topic";
	if (b && len && json_is_object(doc) && schema != EVENT_SCHEMA)
		snprintf(why, FLEET_WHY, "%.60s: it is of version %lld, and this program reads %d", topic,
			 (long long)schema, EVENT_SCHEMA);
	else if (wrong)
		snprintf(why, FLEET_WHY, "%.60s: %s", topic, wrong);
	else
		why[0] = '\0';
	json_decref(doc);
	return why[0] ? why : NULL;
}

/* -- the document -------------------------------------------------------------------------- */

static const char *state_of(const struct bench_of *b, int64_t now)
{
	int64_t silent = b->keep_alive ? b->keep_alive : SILENT_MS;

	if (b->unclear)
		return "unclear";
	if (b->journal)
		return b->record.stopped ? "stopped" : "running";
	if (!b->state[0])
		return "unclear";
	if (strcmp(b->state, "running") == 0 && now - b->heard > silent)
		return "gone";
	return b->state;
}

static const char *guard_of(const struct bench_of *b)
{
	if (b->journal)
		return b->tripped ? "tripped" : "clear";
	return b->status ? member_text(b->status, "guard") : "";
}

static const char *who_of(const struct bench_of *b)
{
	return b->journal ? b->who : member_text(json_object_get(b->status, "guard_by"), "who");
}

static const char *note_of(const struct bench_of *b)
{
	if (b->two)
		return "two benches have this name: give each its own, name = TEXT in [bench]";
	if (b->unclear)
		return "it speaks another version than this program";
	return NULL;
}

/* How many phones are in each group. */
struct tally {
	size_t of[GROUPS];
};

static enum group group_of_phone(const json_t *p)
{
	return group_of(member_text(p, "state"), member_text(p, "advice"), member_text(p, "code"));
}

static json_t *bench_shown(const struct bench_of *b, int64_t now)
{
	size_t need = 0;
	const char *key;
	json_t *p, *o;

	json_object_foreach(b->phones, key, p)
		need += group_of_phone(p) == GROUP_NEEDS_YOU;
	o = json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:I, s:I}", "bench", b->name, "state", state_of(b, now), "guard",
		      guard_of(b), "heard", time_or_null(b->heard), "interface",
		      text_or_null(b->journal ? b->record.interface : member_text(b->status, "interface")), "address",
		      text_or_null(b->journal ? b->record.address : member_text(b->status, "address")), "phones",
		      (json_int_t)json_object_size(b->phones), "need", (json_int_t)need);
	if (b->journal) {
		json_object_set_new(o, "lines", json_integer((json_int_t)b->lines));
		json_object_set_new(o, "missing", json_integer((json_int_t)b->missing));
		json_object_set_new(o, "twice", json_integer((json_int_t)b->twice));
	}
	if (note_of(b))
		json_object_set_new(o, "note", json_string(note_of(b)));
	return o;
}

static void add_alert(json_t *alerts, const char *bench, const char *code, const char *message)
{
	json_t *o = json_pack("{s:o, s:o}", "code", text_or_null(code), "message",
			      bench ? json_sprintf("%s: %s", bench, message) : json_string(message));

	if (bench)
		json_object_set_new(o, "bench", json_string(bench));
	json_array_append_new(alerts, o);
}

/* What is wrong with a bench, and what it says itself. */
static void put_alerts(const struct fleet *f, json_t *alerts, int64_t now)
{
	char text[120];

	if (f->lost[0])
		add_alert(alerts, NULL, "NR-MQTT", f->lost);
	for (size_t i = 0; i < f->count; i++) {
		const struct bench_of *b = f->bench[i];
		const json_t *own = json_object_get(b->status, "alerts"), *a;
		size_t k;

		if (strcmp(state_of(b, now), "gone") == 0)
			add_alert(alerts, b->name, NULL, "this bench is gone: what is shown of it is the last that it said");
		if (strcmp(guard_of(b), "tripped") == 0)
			add_alert(alerts, b->name, "NR-ROGUE", who_of(b));
		if (note_of(b))
			add_alert(alerts, b->name, NULL, note_of(b));
		json_array_foreach(own, k, a)
			if (!json_is_string(json_object_get(a, "phone")) && strcmp(member_text(a, "code"), "NR-ROGUE") != 0)
				add_alert(alerts, b->name, member_text(a, "code"), member_text(a, "message"));
	}
	if (f->refused) {
		snprintf(text, sizeof(text), "there are more than %d benches or more than %d phones: the rest is not shown",
			 FLEET_BENCHES, FLEET_PHONES);
		add_alert(alerts, NULL, NULL, text);
	}
}

struct row {
	const json_t *phone;
	const char *bench;
	enum group group;
	int rank;
};

static int compare(const void *x, const void *y)
{
	const struct row *a = x, *b = y;
	int d = (int)a->group - (int)b->group;

	if (d == 0)
		d = a->rank - b->rank;
	return d ? d : strcmp(member_text(a->phone, "name"), member_text(b->phone, "name"));
}

static int by_name(const void *x, const void *y)
{
	const struct row *a = x, *b = y;
	int d = strcmp(member_text(a->phone, "name"), member_text(b->phone, "name"));

	return d ? d : strcmp(member_text(b->phone, "heard"), member_text(a->phone, "heard"));
}

/* All phones, each once: that of the bench that heard it last. */
static size_t gather(const struct fleet *f, struct row *row)
{
	size_t n = 0, kept = 0;
	const char *key;
	json_t *p;

	for (size_t i = 0; i < f->count; i++)
		json_object_foreach(f->bench[i]->phones, key, p)
			row[n++] = (struct row){ p, f->bench[i]->name, group_of_phone(p),
						 group_rank(member_text(p, "state"), json_is_true(json_object_get(p, "overdue"))) };
	qsort(row, n, sizeof(*row), by_name);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || strcmp(member_text(row[i].phone, "name"), member_text(row[i - 1].phone, "name")) != 0)
			row[kept++] = row[i];
	qsort(row, kept, sizeof(*row), compare);
	return kept;
}

static json_t *totals_of(const struct row *row, size_t n)
{
	struct tally t = { { 0 } };

	for (size_t i = 0; i < n; i++)
		t.of[row[i].group]++;
	return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I}", "phones", (json_int_t)n, "needs_you",
			 (json_int_t)t.of[GROUP_NEEDS_YOU], "do_not_unplug", (json_int_t)t.of[GROUP_DO_NOT_UNPLUG],
			 "safe_to_unplug", (json_int_t)t.of[GROUP_SAFE_TO_UNPLUG], "safe_to_move",
			 (json_int_t)t.of[GROUP_SAFE_TO_MOVE], "aside", (json_int_t)t.of[GROUP_ASIDE]);
}

static json_t *phones_of(const struct row *row, size_t n)
{
	json_t *phones = json_array();

	for (size_t i = 0; i < n; i++) {
		json_t *o = json_copy((json_t *)(uintptr_t)row[i].phone);

		json_object_set_new(o, "bench", json_string(row[i].bench));
		json_array_append_new(phones, o);
	}
	return phones;
}

/* "3 benches, 1 gone" */
static json_t *title_of(const struct fleet *f, int64_t now)
{
	size_t gone = 0;

	for (size_t i = 0; i < f->count; i++)
		gone += strcmp(state_of(f->bench[i], now), "gone") == 0;
	return gone ? json_sprintf("%zu %s, %zu gone", f->count, noun_of(f->count, "bench", "benches"), gone) :
		      json_sprintf("%zu %s", f->count, noun_of(f->count, "bench", "benches"));
}

/* "clear", "off": at all; "tripped at NAME": the worst, where one is. */
static json_t *all_guards(const struct fleet *f)
{
	static const char *const worst[] = { "tripped", "asking", "off", "clear" };

	for (size_t w = 0; w < NR_ARRAY_SIZE(worst); w++) {
		const char *name = NULL;
		size_t n = 0;

		for (size_t i = 0; i < f->count; i++)
			if (strcmp(guard_of(f->bench[i]), worst[w]) == 0) {
				name = name ? name : f->bench[i]->name;
				n++;
			}
		if (n)
			return n == f->count ? json_string(worst[w]) : json_sprintf("%s at %s", worst[w], name);
	}
	return json_string("");
}

json_t *fleet_document(struct fleet *f, int64_t now, size_t most)
{
	json_t *o = json_object(), *benches = json_array(), *alerts = json_array();
	struct row *row;
	size_t n;

	for (size_t i = 0; i < f->count; i++)
		make_phones(f, f->bench[i]);
	row = calloc(f->phones + 1, sizeof(*row));
	if (!row || !o || !benches || !alerts) {
		free(row);
		json_decref(o);
		json_decref(benches);
		json_decref(alerts);
		return NULL;
	}
	n = gather(f, row);
	for (size_t i = 0; i < f->count; i++)
		json_array_append_new(benches, bench_shown(f->bench[i], now));
	put_alerts(f, alerts, now);
	json_object_set_new(o, "version", json_string(build_version()));
	json_object_set_new(o, "bench", title_of(f, now));
	json_object_set_new(o, "guard", all_guards(f));
	json_object_set_new(o, "alerts", alerts);
	json_object_set_new(o, "benches", benches);
	json_object_set_new(o, "totals", totals_of(row, n));
	json_object_set_new(o, "phones", phones_of(row, most && n > most ? most : n));
	free(row);
	return o;
}
