/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* record.c -- see record.h. */
#include <config.h>

#include "core/report/record.h"
#include "core/base/clock.h"
#include "core/base/code.h"

#include <errno.h>
#include <netrecover/types.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* -- memory ----------------------------------------------------------------------- */

/* A terminal is one of the places where it goes: no control characters, C1 neither. */
static const char *keep(struct record *r, const char *text)
{
	char *kept = text ? pool_text(&r->pool, text) : NULL;

	r->no_memory |= text && !kept;
	for (char *c = kept; c && *c; c++) {
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			*c = '?';
		else if ((unsigned char)*c == 0xc2 && (unsigned char)c[1] < 0xa0 && c[1])
			c[0] = c[1] = '?';
	}
	return kept;
}

/* Room for one more item of @size in an array; NULL: no memory. */
static void *one_more(struct record *r, void *array, size_t count, size_t *room, size_t size)
{
	size_t more = *room ? *room * 2 : 4;
	void *grown;

	if (count < *room)
		return array;
	grown = reallocarray(array, more, size);
	if (!grown) {
		r->no_memory = true;
		return NULL;
	}
	*room = more;
	return grown;
}

static void add_line(struct record *r, struct record_line **line, size_t *count, size_t *room,
		     const struct record_line *what)
{
	struct record_line *grown = one_more(r, *line, *count, room, sizeof(**line));

	if (!grown)
		return;
	*line = grown;
	grown[(*count)++] = (struct record_line){ what->at, keep(r, what->code), keep(r, what->text) };
}

static void free_phone(struct record_phone *p)
{
	free(p->step);
	free(p->trouble);
	free(p->note);
	free(p->change);
	free(p);
}

void record_finish(struct record *r)
{
	for (size_t i = 0; i < r->phone_count; i++)
		free_phone(r->phone[i]);
	free(r->phone);
	free(r->alarm);
	pool_finish(&r->pool);
	memset(r, 0, sizeof(*r));
}

/* -- phones ----------------------------------------------------------------------- */

/* Where the phone of that name stands, or would stand. */
static size_t place_of(const struct record *r, const char *name)
{
	size_t low = 0, high = r->phone_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(r->phone[mid]->name, name) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static struct record_phone *get_phone(struct record *r, const char *name)
{
	size_t at = place_of(r, name);
	struct record_phone **grown, *p;

	if (at < r->phone_count && strcmp(r->phone[at]->name, name) == 0)
		return r->phone[at];
	grown = one_more(r, r->phone, r->phone_count, &r->phone_room, sizeof(*r->phone));
	if (grown)
		r->phone = grown;
	p = grown ? calloc(1, sizeof(*p)) : NULL;
	r->no_memory |= !p;
	if (!p)
		return NULL;
	p->name = keep(r, name);
	p->state = "seen";
	if (!p->name) {
		free(p);
		return NULL;
	}
	memmove(r->phone + at + 1, r->phone + at, (r->phone_count - at) * sizeof(*r->phone));
	r->phone[at] = p;
	r->phone_count++;
	return p;
}

static enum record_phase phase_of(const struct record_phone *p)
{
	if (strcmp(p->state, "done") == 0)
		return RECORD_DONE;
	if (strcmp(p->state, "serving") == 0)
		return RECORD_DOWNLOAD;
	if (p->writing || strcmp(p->state, "sent") == 0)
		return RECORD_WRITING;
	if (p->code || strcmp(p->state, "stalled") == 0)
		return RECORD_TROUBLE;
	return RECORD_WAITING;
}

/* The timeline goes on, in another colour if need be. */
static void note_phase(struct record *r, struct record_phone *p, int64_t at)
{
	enum record_phase to = phase_of(p);
	struct record_change *grown;

	if (p->change_count && p->change[p->change_count - 1].to == to)
		return;
	grown = one_more(r, p->change, p->change_count, &p->change_room, sizeof(*grown));
	if (!grown)
		return;
	p->change = grown;
	grown[p->change_count++] = (struct record_change){ at, to };
}

const char *record_advice(const struct record_phone *p)
{
	if (p->writing || strcmp(p->state, "serving") == 0 || strcmp(p->state, "sent") == 0)
		return "do not unplug";
	if (strcmp(p->state, "done") == 0)
		return p->advice ? p->advice : "safe to unplug";
	if (strcmp(p->state, "seen") == 0 || strcmp(p->state, "stranger") == 0)
		return NULL;
	return "safe to unplug";
}

enum group record_group(const struct record_phone *p)
{
	return group_of(p->state, record_advice(p), p->code);
}

void record_count(const struct record *r, size_t count[GROUPS])
{
	memset(count, 0, GROUPS * sizeof(*count));
	for (size_t i = 0; i < r->phone_count; i++)
		count[record_group(r->phone[i])]++;
}

/* -- events ------------------------------------------------------------------------ */

/* One line of the journal about one phone. */
struct news {
	struct record *record;
	struct record_phone *phone;
	const json_t *event;
	int64_t at;
	bool many;              /* benches */
};

static const char *said(const struct news *n, const char *key)
{
	return json_string_value(json_object_get(n->event, key));
}

static void take(const struct news *n, const char *key, const char **to)
{
	const char *text = said(n, key);

	if (text && (!*to || strcmp(*to, text) != 0))
		*to = keep(n->record, text);
}

static void well(struct record_phone *p)
{
	p->code = p->message = NULL;
}

static void on_seen(const struct news *n)
{
	take(n, "mac", &n->phone->mac);
}

static void on_described(const struct news *n)
{
	take(n, "serial", &n->phone->serial);
	take(n, "hardware", &n->phone->hardware);
}

static void on_identified(const struct news *n)
{
	struct record_phone *p = n->phone;

	take(n, "model", &p->model);
	take(n, "load", &p->runs);
	if (said(n, "load"))
		take(n, "source", &p->witness);
	if (!p->from && said(n, "load"))
		p->from = p->runs;
	if (strcmp(p->state, "seen") == 0)
		p->state = "known";
}

static void on_planned(const struct news *n)
{
	const char *from = said(n, "from");

	if (!n->phone->from && from && from[0])
		take(n, "from", &n->phone->from);
	take(n, "target", &n->phone->to);
	n->phone->state = "planned";
	well(n->phone);
}

static struct record_step *last_step(struct record_phone *p)
{
	return p->step_count ? &p->step[p->step_count - 1] : NULL;
}

/* The step that it is at; a new one when the load is another, or the last one is proven. */
static struct record_step *step_of(const struct news *n, const char *load)
{
	struct record_phone *p = n->phone;
	struct record_step *s = last_step(p), *grown;

	if (s && !s->proven && load && strcmp(s->load, load) == 0)
		return s;
	grown = load ? one_more(n->record, p->step, p->step_count, &p->step_room, sizeof(*grown)) : NULL;
	if (!grown)
		return NULL;
	p->step = grown;
	s = &grown[p->step_count];
	*s = (struct record_step){ .load = keep(n->record, load) };
	if (!s->load)
		return NULL;
	p->step_count++;
	return s;
}

static void on_step_started(const struct news *n)
{
	struct record_step *s = step_of(n, said(n, "load"));

	n->phone->state = "serving";
	well(n->phone);
	if (!s)
		return;
	s->times++;
	if (!s->started)
		s->started = n->at;
	take(n, "list", &s->list);
	take(n, "sha256", &s->sha256);
	take(n, "signed", &s->signed_on);
}

static void on_step_again(const struct news *n)
{
	struct record_step *s = last_step(n->phone);

	n->phone->state = "serving";
	well(n->phone);
	if (s)
		s->times++;
}

static void on_step_sent(const struct news *n)
{
	struct record_step *s = step_of(n, said(n, "load"));

	n->phone->state = "sent";
	if (s)
		s->sent = n->at;
}

static void on_step_proven(const struct news *n)
{
	struct record_step *s = step_of(n, said(n, "load"));

	n->phone->state = "planned";
	well(n->phone);
	take(n, "load", &n->phone->runs);
	take(n, "source", &n->phone->witness);
	if (!s)
		return;
	s->proven = n->at;
	take(n, "source", &s->source);
}

static void on_transfer_done(const struct news *n)
{
	struct record_step *s = last_step(n->phone);

	if (!s || s->proven)
		return;
	s->files++;
	s->bytes += (uint64_t)json_integer_value(json_object_get(n->event, "bytes"));
}

/* Alive again: of that alone the journal has no line. */
static void on_heard(const struct news *n)
{
	if (strcmp(n->phone->state, "stalled") != 0)
		return;
	n->phone->state = "planned";
	well(n->phone);
}

static void on_writing(const struct news *n)
{
	n->phone->writing = true;
}

static void on_written(const struct news *n)
{
	n->phone->writing = false;
}

static void on_done(const struct news *n)
{
	struct record_phone *p = n->phone;

	p->state = "done";
	p->done = n->at;
	p->writing = false;
	well(p);
	take(n, "load", &p->runs);
	take(n, "source", &p->witness);
	take(n, "advice", &p->advice);
	if (!p->to)
		p->to = p->runs;
}

static void on_trouble(const struct news *n)
{
	struct record_phone *p = n->phone;
	const char *event = said(n, "event");

	if (strcmp(event, "phone.stuck") != 0)
		p->state = event[6] == 'b' ? "blocked" : event[6] == 'r' ? "refused" : "stalled";
	take(n, "code", &p->code);
	take(n, "message", &p->message);
	add_line(n->record, &p->trouble, &p->trouble_count, &p->trouble_room,
		 &(struct record_line){ n->at, said(n, "code"), said(n, "message") });
}

static void on_reason(const struct news *n)
{
	add_line(n->record, &n->phone->trouble, &n->phone->trouble_count, &n->phone->trouble_room,
		 &(struct record_line){ n->at, "NR-STEP", said(n, "message") });
}

static void on_failed(const struct news *n)
{
	enum code code = code_of_transfer(said(n, "protocol"));

	add_line(n->record, &n->phone->trouble, &n->phone->trouble_count, &n->phone->trouble_room,
		 &(struct record_line){ n->at, code_text(code), said(n, "message") });
}

static void on_wiped(const struct news *n)
{
	n->phone->wiped = n->at;
	n->phone->runs = n->phone->witness = NULL;
}

static void on_held(const struct news *n)
{
	n->phone->state = "held";
	well(n->phone);
}

static void on_note(const struct news *n)
{
	add_line(n->record, &n->phone->note, &n->phone->note_count, &n->phone->note_room,
		 &(struct record_line){ n->at, NULL, said(n, "text") });
}

static const struct {
	const char *event;
	void (*take)(const struct news *n);
} events[] = {
	{ "phone.seen", on_seen },
	{ "phone.described", on_described },
	{ "phone.identified", on_identified },
	{ "phone.planned", on_planned },
	{ "step.started", on_step_started },
	{ "step.again", on_step_again },
	{ "phone.leased", on_heard },
	{ "transfer.started", on_heard },
	{ "transfer.done", on_transfer_done },
	{ "transfer.failed", on_failed },
	{ "phone.writing", on_writing },
	{ "phone.written", on_written },
	{ "step.sent", on_step_sent },
	{ "step.reason", on_reason },
	{ "step.proven", on_step_proven },
	{ "phone.done", on_done },
	{ "phone.blocked", on_trouble },
	{ "phone.refused", on_trouble },
	{ "phone.stalled", on_trouble },
	{ "phone.stuck", on_trouble },
	{ "phone.held", on_held },
	{ "phone.wiped", on_wiped },
	{ "phone.note", on_note },
};

static void phone_line(struct news *n, const char *event, const char *name)
{
	n->phone = get_phone(n->record, name);
	if (!n->phone)
		return;
	if (n->many)
		take(n, "bench", &n->phone->bench);
	n->phone->last = n->at;
	if (!n->phone->seen)
		n->phone->seen = n->at;
	for (size_t i = 0; i < NR_ARRAY_SIZE(events); i++)
		if (strcmp(events[i].event, event) == 0)
			events[i].take(n);
	note_phase(n->record, n->phone, n->at);
}

/* Of which bench, where there may be several. */
static void add_alarm(const struct news *n, const char *code, const char *what)
{
	const char *bench = n->many ? said(n, "bench") : NULL;
	struct record *r = n->record;
	char text[300];

	snprintf(text, sizeof(text), "%.64s%s%.200s", bench ? bench : "", bench ? ": " : "", what);
	add_line(r, &r->alarm, &r->alarm_count, &r->alarm_room, &(struct record_line){ n->at, code, text });
}

/* The place of the bench among those on whose wire another DHCP server is; the end: it is not there. */
static size_t tripped_at(const struct news *n)
{
	const struct record *r = n->record;
	const char *bench = said(n, "bench");
	size_t i = 0;

	while (i < r->tripped_count && strcmp(r->tripped[i], bench ? bench : "") != 0)
		i++;
	return i;
}

/* Every start looks whether another server is there, and says so when there is none: what was
 * not there cannot go. */
static void guard_line(const struct news *n, const char *event)
{
	struct record *r = n->record;
	const char *by = said(n, "by"), *bench = said(n, "bench");
	size_t at = tripped_at(n);

	if (strcmp(event, "guard.tripped") == 0) {
		if (at == r->tripped_count && at < NR_ARRAY_SIZE(r->tripped) && (bench = keep(r, bench ? bench : "")))
			r->tripped[r->tripped_count++] = bench;
		add_alarm(n, "NR-ROGUE", said(n, "who") ? said(n, "who") : "another DHCP server was on this wire");
	} else if (strcmp(event, "guard.cleared") == 0 && at < r->tripped_count) {
		r->tripped[at] = r->tripped[--r->tripped_count];
		add_alarm(n, NULL, by && strcmp(by, "operator") == 0 ? "everything is served again, at the operator's word" :
								       "the other DHCP server is gone");
	}
}

static void bench_line(struct news *n, const char *event)
{
	struct record *r = n->record;

	if (strcmp(event, "bench.started") == 0) {
		take(n, "version", &r->version);
		take(n, "interface", &r->interface);
		take(n, "address", &r->address);
	} else if (strncmp(event, "guard.", strlen("guard.")) == 0) {
		guard_line(n, event);
	}
	r->stopped = strcmp(event, "bench.stopped") == 0;
}

/* Another run than the one of the line before?  In 0.1.0 only its first line says so. */
static bool begins_run(const struct record_reader *q, const char *event, const char *run)
{
	if (!run || q->query.many)
		return strcmp(event, "bench.started") == 0;
	return !q->run || strcmp(q->run, run) != 0;
}

static bool counts(const struct record_query *q, const char *run, int64_t at)
{
	if (q->since && at < q->since)
		return false;
	if (q->until && at > q->until)
		return false;
	return !q->run || (run && strcmp(q->run, run) == 0);
}

void record_line(const json_t *event, void *arg)
{
	struct record_reader *q = arg;
	struct news n = { .record = q->record, .event = event, .many = q->query.many };
	const char *what = said(&n, "event"), *run = said(&n, "run"), *phone = said(&n, "phone");
	bool begins = what && begins_run(q, what, run);

	n.at = clock_parse(said(&n, "time"));
	if (!what || !counts(&q->query, run, n.at))
		return;
	if (begins) {
		if (q->query.last)
			record_finish(q->record);
		q->record->runs++;
		q->record->run = q->run = keep(q->record, run);
	}
	take(&n, "bench", &q->record->bench);
	if (!q->record->from)
		q->record->from = n.at;
	q->record->to = n.at;
	if (phone)
		phone_line(&n, what, phone);
	else
		bench_line(&n, what);
}

#define KEPT 8          /* troubles, notes and changes of a phone, and alarms */

/* Only the last of them. */
#define KEEP_LAST(array, count) do {								\
	if ((count) > KEPT) {									\
		memmove((array), (array) + (count) - KEPT, KEPT * sizeof(*(array)));		\
		(count) = KEPT;									\
	}											\
} while (0)

static void keep_lines(struct record *r, struct record_line *line, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		line[i].code = keep(r, line[i].code);
		line[i].text = keep(r, line[i].text);
	}
}

static void keep_phone(struct record *r, struct record_phone *p)
{
	const char **const text[] = { &p->name, &p->mac, &p->serial, &p->hardware, &p->model, &p->from, &p->to,
				      &p->runs, &p->witness, &p->advice, &p->code, &p->message, &p->bench };

	KEEP_LAST(p->trouble, p->trouble_count);
	KEEP_LAST(p->note, p->note_count);
	KEEP_LAST(p->change, p->change_count);
	KEEP_LAST(p->step, p->step_count);
	for (size_t i = 0; i < NR_ARRAY_SIZE(text); i++)
		*text[i] = keep(r, *text[i]);
	keep_lines(r, p->trouble, p->trouble_count);
	keep_lines(r, p->note, p->note_count);
	for (size_t i = 0; i < p->step_count; i++) {
		struct record_step *s = &p->step[i];

		s->load = keep(r, s->load);
		s->source = keep(r, s->source);
		s->list = keep(r, s->list);
		s->sha256 = keep(r, s->sha256);
		s->signed_on = keep(r, s->signed_on);
	}
}

void record_trim(struct record_reader *q)
{
	struct record *r = q->record;
	struct pool before = r->pool;

	memset(&r->pool, 0, sizeof(r->pool));
	KEEP_LAST(r->alarm, r->alarm_count);
	keep_lines(r, r->alarm, r->alarm_count);
	for (size_t i = 0; i < r->phone_count; i++)
		keep_phone(r, r->phone[i]);
	r->bench = keep(r, r->bench);
	r->run = q->run = keep(r, r->run);
	r->version = keep(r, r->version);
	r->interface = keep(r, r->interface);
	r->address = keep(r, r->address);
	pool_finish(&before);
}

int record_end(struct record *r)
{
	return r->no_memory ? -ENOMEM : 0;
}
