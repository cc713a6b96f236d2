/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* transcript.c -- see transcript.h. */
#include <config.h>

#include "tests/phone/transcript.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#define TIMES_MAX 10000
#define SECONDS_MAX 1000000
#define RETRY_MS 10000                  /* what is repeated faster is the same try */
#define RETRIES 5                       /* from one port, as a 7960 does */
#define TRIES 12                        /* and more it makes only when it hears nothing */
#define SAME_TRY_MS 15000
#define BOOT_MS 5000
#define BOOT_MIN_MS 4000                /* a request sooner is a late try */

/* What a line of each kind must have behind it. */
static const struct {
	const char *word;
	bool named;
} kinds[] = {
	[TRANSCRIPT_RRQ] = { "rrq", true },
	[TRANSCRIPT_WRQ] = { "wrq", true },
	[TRANSCRIPT_GET] = { "get", true },
	[TRANSCRIPT_PUT] = { "put", true },
	[TRANSCRIPT_SENT] = { "sent", true },
	[TRANSCRIPT_NOTFOUND] = { "notfound", true },
	[TRANSCRIPT_TIMEOUT] = { "timeout", true },
	[TRANSCRIPT_ERROR] = { "error", true },
	[TRANSCRIPT_CDP] = { "cdp", true },
	[TRANSCRIPT_DISCOVER] = { "dhcp-discover", false },
	[TRANSCRIPT_OFFER] = { "dhcp-offer", false },
	[TRANSCRIPT_REQUEST] = { "dhcp-request", false },
	[TRANSCRIPT_ACK] = { "dhcp-ack", false },
	[TRANSCRIPT_RESTART] = { "restart", false },
	[TRANSCRIPT_ALARM] = { "sccp-alarm", false },
	[TRANSCRIPT_REGISTER] = { "sccp-register", false },
	[TRANSCRIPT_SIP_SYN] = { "sip-syn", true },
	[TRANSCRIPT_DNS] = { "dns-query", true },
};

const char *transcript_kind_name(enum transcript_kind k)
{
	return k < TRANSCRIPT_KINDS ? kinds[k].word : "nothing";
}

/* -- words ------------------------------------------------------------------------ */

static bool at_blank(const struct nr_reader *r)
{
	return *r->pos == ' ' || *r->pos == '\t' || *r->pos == '\r';
}

/* The next line without its end; false: there is none. */
static bool next_line(struct nr_reader *r, struct nr_reader *line)
{
	const uint8_t *nl;
	size_t len;

	if (nr_left(r) == 0)
		return false;
	nl = memchr(r->pos, '\n', nr_left(r));
	len = nl ? (size_t)(nl - r->pos) : nr_left(r);
	*line = nr_sub(r, len);
	if (nl)
		nr_take(r, 1);
	return true;
}

/* The next word, without quotes; false: there is none. */
static bool next_word(struct nr_reader *line, struct nr_reader *word)
{
	struct nr_reader from;
	bool quoted;

	while (nr_left(line) && at_blank(line))
		nr_take(line, 1);
	if (nr_left(line) == 0)
		return false;
	quoted = *line->pos == '"';
	if (quoted)
		nr_take(line, 1);
	from = *line;
	while (nr_left(line) && (quoted ? *line->pos != '"' : !at_blank(line)))
		nr_take(line, 1);
	*word = nr_reader(from.pos, (size_t)(line->pos - from.pos));
	if (quoted && nr_left(line))
		nr_take(line, 1);
	return true;
}

static bool is(struct nr_reader word, const char *text)
{
	size_t n = strlen(text);

	return nr_left(&word) == n && memcmp(word.pos, text, n) == 0;
}

/* "sport=49152": @word is left at what follows. */
static bool has_key(struct nr_reader *word, const char *key)
{
	size_t n = strlen(key);

	if (nr_left(word) < n || memcmp(word->pos, key, n) != 0)
		return false;
	nr_take(word, n);
	return true;
}

static bool number(struct nr_reader *word, uint32_t max, uint32_t *out)
{
	uint32_t n = 0;
	size_t digits = 0;

	for (; nr_left(word) && *word->pos >= '0' && *word->pos <= '9'; digits++) {
		n = n * 10 + (uint32_t)(nr_u8(word) - '0');
		if (n > max)
			return false;
	}
	*out = n;
	return digits > 0;
}

static bool whole_number(struct nr_reader word, uint32_t max, uint32_t *out)
{
	return number(&word, max, out) && nr_left(&word) == 0;
}

/* "2.505", in ms. */
static bool seconds(struct nr_reader word, int64_t *out)
{
	uint32_t whole, scale = 100;

	if (!number(&word, SECONDS_MAX, &whole))
		return false;
	*out = (int64_t)whole * 1000;
	if (nr_left(&word) == 0)
		return true;
	if (nr_u8(&word) != '.' || nr_left(&word) == 0)
		return false;
	for (; nr_left(&word); scale /= 10) {
		uint8_t c = nr_u8(&word);

		if (c < '0' || c > '9')
			return false;
		*out += (int64_t)(c - '0') * scale;
	}
	return true;
}

static bool address(struct nr_reader word, uint32_t *out)
{
	uint32_t part;

	*out = 0;
	for (int i = 0; i < 4; i++) {
		if (i > 0 && nr_u8(&word) != '.')
			return false;
		if (!number(&word, 255, &part))
			return false;
		*out = *out << 8 | part;
	}
	return nr_left(&word) == 0;
}

static int hex_digit(uint8_t c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool hex32(struct nr_reader word, uint32_t *out)
{
	*out = 0;
	if (nr_left(&word) != 8)
		return false;
	while (nr_left(&word)) {
		int digit = hex_digit(nr_u8(&word));

		if (digit < 0)
			return false;
		*out = *out << 4 | (uint32_t)digit;
	}
	return true;
}

/* -- a line ----------------------------------------------------------------------- */

static bool take_text(struct nr_reader word, char out[TRANSCRIPT_NAME_MAX])
{
	if (nr_left(&word) >= TRANSCRIPT_NAME_MAX)
		return false;
	nr_text(word, out, TRANSCRIPT_NAME_MAX);
	return true;
}

/* "x15" */
static bool is_times(struct nr_reader word)
{
	if (nr_left(&word) < 2 || nr_u8(&word) != 'x')
		return false;
	while (nr_left(&word) && *word.pos >= '0' && *word.pos <= '9')
		nr_take(&word, 1);
	return nr_left(&word) == 0;
}

static bool take_times(struct nr_reader word, struct transcript_line *out)
{
	uint32_t n;

	nr_take(&word, 1);
	if (!whole_number(word, TIMES_MAX, &n) || n == 0)
		return false;
	out->times = n;
	return true;
}

/* A word after the kind; false: it makes no sense. */
static bool take_word(struct nr_reader word, struct transcript_line *out)
{
	uint32_t n;

	if (has_key(&word, "sport=")) {
		if (!whole_number(word, UINT16_MAX, &n) || n == 0)
			return false;
		out->sport = (uint16_t)n;
		return true;
	}
	if (has_key(&word, "ip="))
		return address(word, &out->ip);
	if (has_key(&word, "src="))
		return (out->old = address(word, &out->ip));
	if (has_key(&word, "xid="))
		return (out->has_xid = hex32(word, &out->xid));
	if (has_key(&word, "every="))
		return seconds(word, &out->every);
	if (is(word, "150=text"))
		return (out->text_150 = true);
	if ((out->name[0] || !kinds[out->kind].named) && is_times(word))
		return take_times(word, out);
	if (memchr(word.pos, '=', nr_left(&word)))
		return true;            /* for people */
	if (!out->name[0])
		return take_text(word, out->name);
	return out->more[0] || take_text(word, out->more);
}

static bool take_time(struct nr_reader word, int64_t *out)
{
	if (nr_u8(&word) != '+')
		return false;
	*out = -1;
	return is(word, "?") || seconds(word, out);
}

static bool take_kind(struct nr_reader word, enum transcript_kind *out)
{
	for (int k = 0; k < TRANSCRIPT_KINDS; k++)
		if (is(word, kinds[k].word)) {
			*out = (enum transcript_kind)k;
			return true;
		}
	return false;
}

static bool read_line(struct nr_reader line, struct transcript_line *out)
{
	struct nr_reader word;

	if (!next_word(&line, &word) || !take_time(word, &out->at))
		return false;
	if (!next_word(&line, &word) || !take_kind(word, &out->kind))
		return false;
	while (next_word(&line, &word))
		if (nr_left(&word) && !take_word(word, out))
			return false;
	return out->name[0] || !kinds[out->kind].named;
}

enum transcript_found transcript_next(struct nr_reader *r, unsigned *row, struct transcript_line *out,
				      struct nr_reader *text)
{
	struct nr_reader line;

	while (next_line(r, &line)) {
		++*row;
		while (nr_left(&line) && at_blank(&line))
			nr_take(&line, 1);
		if (nr_left(&line) == 0 || *line.pos == '#')
			continue;
		*text = line;
		if (has_key(text, "= expect:"))
			return TRANSCRIPT_EXPECT;
		*out = (struct transcript_line){ .row = *row, .times = 1 };
		return read_line(line, out) ? TRANSCRIPT_LINE : TRANSCRIPT_BAD;
	}
	return TRANSCRIPT_END;
}

/* -- steps ------------------------------------------------------------------------ */

static bool grow(struct transcript *t)
{
	size_t room = t->room ? 2 * t->room : 64;
	struct transcript_step *more;

	if (t->count < t->room)
		return true;
	more = realloc(t->step, room * sizeof(*more));
	if (!more)
		return false;
	t->step = more;
	t->room = room;
	return true;
}

static int add_step(struct transcript *t, const struct transcript_line *line, int64_t order)
{
	if (t->count == TRANSCRIPT_STEPS_MAX)
		return -E2BIG;
	if (!grow(t))
		return -ENOMEM;
	t->step[t->count] = (struct transcript_step){
		.line = *line, .order = order, .serial = (unsigned)t->count, .answer = TRANSCRIPT_KINDS,
	};
	t->step[t->count++].line.times = 1;
	return 0;
}

/* Lines that are repeated together. */
struct group {
	struct transcript_line line[8];
	int64_t order[8];
	size_t count;
};

static bool belongs(const struct group *g, const struct transcript_line *line)
{
	const struct transcript_line *first = &g->line[0];

	if (g->count == 0 || g->count == 8)
		return g->count == 0;
	if (line->times == 1 || line->times != first->times || line->every != first->every ||
	    line->at - first->at > line->every)
		return false;
	for (size_t i = 0; i < g->count; i++)
		if (g->line[i].kind == line->kind && strcmp(g->line[i].name, line->name) == 0)
			return false;
	return true;
}

/* Ports go up by one for each file, and for each try at one. */
static uint16_t port_of(const struct group *g, const struct transcript_line *line, unsigned k)
{
	unsigned requests = 0;

	if (line->sport == 0)
		return 0;
	for (size_t i = 0; i < g->count; i++)
		requests += g->line[i].kind == TRANSCRIPT_RRQ;
	if (requests > 1)
		k *= requests;
	else if (line->every < RETRY_MS)
		k /= RETRIES;
	return (uint16_t)(line->sport + k);
}

static int flush(struct transcript *t, struct group *g)
{
	for (unsigned k = 0; g->count && k < g->line[0].times; k++)
		for (size_t i = 0; i < g->count; i++) {
			struct transcript_line line = g->line[i];
			int64_t later = line.every * (int64_t)k;
			int rc;

			line.sport = port_of(g, &line, k);
			if (line.at >= 0)
				line.at += later;
			rc = add_step(t, &line, g->order[i] + later);
			if (rc < 0)
				return rc;
		}
	g->count = 0;
	return 0;
}

static int read_steps(struct nr_reader r, struct transcript *t, unsigned *row)
{
	struct group g = { .count = 0 };
	struct transcript_line line;
	struct nr_reader text;
	enum transcript_found found;
	int64_t order = 0;
	int rc = 0;

	while (rc == 0 && (found = transcript_next(&r, row, &line, &text)) != TRANSCRIPT_END) {
		if (found == TRANSCRIPT_BAD)
			return -EINVAL;
		if (found == TRANSCRIPT_EXPECT) {
			nr_text(text, t->expect, sizeof(t->expect));
			continue;
		}
		if (line.at >= 0)
			order = line.at;
		if (!belongs(&g, &line))
			rc = flush(t, &g);
		g.line[g.count] = line;
		g.order[g.count++] = order;
	}
	return rc < 0 ? rc : flush(t, &g);
}

static int by_order(const void *a, const void *b)
{
	const struct transcript_step *x = a, *y = b;

	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return x->serial < y->serial ? -1 : 1;
}

/* -- phones ----------------------------------------------------------------------- */

static bool mac_at(const char *p, uint8_t out[6])
{
	static const uint8_t none[6];

	for (int i = 0; i < 12; i++) {
		int digit = hex_digit((uint8_t)p[i]);

		if (digit < 0)
			return false;
		out[i / 2] = (uint8_t)(out[i / 2] << 4 | digit);
	}
	return hex_digit((uint8_t)p[12]) < 0 && memcmp(out, none, 6) != 0;
}

/* SEP001B54AA0001.cnf.xml, CTLSEP..., SIP...; 0004F2AA0001.cfg. */
static bool mac_in(const char *name, uint8_t out[6])
{
	for (const char *p = name; *p; p++) {
		uint8_t mac[6] = { 0 };

		if ((p == name || p[-1] == 'P' || p[-1] == '/') && mac_at(p, mac)) {
			memcpy(out, mac, 6);
			return true;
		}
	}
	return false;
}

static bool is_file(enum transcript_kind k)
{
	return k == TRANSCRIPT_RRQ || k == TRANSCRIPT_WRQ || k == TRANSCRIPT_GET || k == TRANSCRIPT_PUT;
}

static int phone_of(struct transcript *t, const struct transcript_line *line, unsigned *last)
{
	if (line->ip == 0)
		return 0;
	for (*last = 0; *last < t->phones; ++*last)
		if (t->phone[*last].ip == line->ip)
			return 0;
	if (t->phones == TRANSCRIPT_PHONES_MAX)
		return -E2BIG;
	t->phone[t->phones++].ip = line->ip;
	return 0;
}

/* Whose is each step, and what are their addresses?  A line that does not say belongs to
 * the phone of the one before. */
static int tell_phones(struct transcript *t)
{
	static const uint8_t none[6];
	unsigned last = 0;

	for (size_t i = 0; i < t->count; i++) {
		const struct transcript_line *line = &t->step[i].line;
		struct transcript_phone *p;
		int rc = phone_of(t, line, &last);

		if (rc < 0)
			return rc;
		if (t->phones == 0)
			t->phones = 1;
		p = &t->phone[last];
		t->step[i].phone = last;
		if (memcmp(p->mac, none, 6) != 0)
			continue;
		if (is_file(line->kind))
			mac_in(line->name, p->mac);
		if (line->has_xid) {
			p->mac[1] = 0x1b;
			for (int k = 0; k < 4; k++)
				p->mac[2 + k] = (uint8_t)(line->xid >> (24 - 8 * k));
		}
	}
	return 0;
}

/* -- what is between the lines ------------------------------------------------------ */

static bool is_answer(enum transcript_kind k)
{
	return k == TRANSCRIPT_SENT || k == TRANSCRIPT_NOTFOUND || k == TRANSCRIPT_TIMEOUT ||
	       k == TRANSCRIPT_ERROR;
}

/* The next step of the same phone after @i; NULL: it was the last. */
static struct transcript_step *after(const struct transcript *t, size_t *i)
{
	unsigned phone = t->step[*i].phone;

	while (++*i < t->count)
		if (t->step[*i].phone == phone)
			return &t->step[*i];
	return NULL;
}

static enum transcript_kind answer_to(const struct transcript *t, size_t i)
{
	const char *name = t->step[i].line.name;
	const struct transcript_step *s;

	while ((s = after(t, &i))) {
		bool same = strcmp(s->line.name, name) == 0;

		if (same && is_answer(s->line.kind))
			return s->line.kind;
		if ((same && is_file(s->line.kind)) || s->line.kind == TRANSCRIPT_RESTART)
			break;
	}
	return TRANSCRIPT_KINDS;
}

/* It asks again for the same file, from the same port or soon from another one. */
static bool tries_again(const struct transcript *t, size_t i)
{
	const struct transcript_step *first = &t->step[i], *s;

	while ((s = after(t, &i)) && !is_file(s->line.kind))
		if (s->line.kind == TRANSCRIPT_RESTART)
			return false;
	return s && first->line.sport && s->line.sport >= first->line.sport &&
	       strcmp(s->line.name, first->line.name) == 0 && s->order - first->order <= SAME_TRY_MS;
}

/* A log with ports tells of all answers; one without may leave them out. */
static enum transcript_outcome outcome_of(const struct transcript *t, size_t i)
{
	const struct transcript_step *s = &t->step[i];

	if (s->line.kind != TRANSCRIPT_RRQ)
		return TRANSCRIPT_HEARD;
	if (s->answer == TRANSCRIPT_ERROR)
		return TRANSCRIPT_BROKEN;
	if (s->answer == TRANSCRIPT_TIMEOUT || tries_again(t, i))
		return TRANSCRIPT_DEAF;
	return s->answer == TRANSCRIPT_KINDS && s->line.sport ? TRANSCRIPT_DEAF : TRANSCRIPT_HEARD;
}

/* The last of so many tries was not heard either: it gave up. */
static void tell_outcomes(struct transcript *t)
{
	unsigned deaf[TRANSCRIPT_PHONES_MAX] = { 0 };

	for (size_t i = 0; i < t->count; i++) {
		struct transcript_step *s = &t->step[i];

		s->answer = answer_to(t, i);
		s->outcome = outcome_of(t, i);
		if (!is_file(s->line.kind))
			continue;
		if (deaf[s->phone] >= TRIES && s->outcome == TRANSCRIPT_HEARD && s->line.sport)
			s->outcome = TRANSCRIPT_DEAF;
		deaf[s->phone] = tries_again(t, i) ? deaf[s->phone] + 1 : 0;
	}
}

static bool has_restarts(const struct transcript *t)
{
	for (size_t i = 0; i < t->count; i++)
		if (t->step[i].line.kind == TRANSCRIPT_RESTART)
			return true;
	return false;
}

/* A phone asks for its address some seconds before its first file. */
static int64_t before(const struct transcript_step *s, int64_t last)
{
	return s->order - BOOT_MS > last ? s->order - BOOT_MS : last;
}

static int add_restarts(struct transcript *t)
{
	uint16_t port[TRANSCRIPT_PHONES_MAX] = { 0 };
	int64_t last[TRANSCRIPT_PHONES_MAX] = { 0 };
	size_t count = t->count;

	for (size_t i = 0; i < count; i++) {
		const struct transcript_step s = t->step[i];
		struct transcript_line line = { .kind = TRANSCRIPT_RESTART, .at = -1, .row = s.line.row };
		int rc;

		if (s.line.kind != TRANSCRIPT_RRQ || s.line.sport == 0) {
			last[s.phone] = s.order;
			continue;
		}
		if (s.line.sport < port[s.phone] && s.order - last[s.phone] >= BOOT_MIN_MS) {
			rc = add_step(t, &line, before(&s, last[s.phone]));
			if (rc < 0)
				return rc;
			t->step[t->count - 1].phone = s.phone;
			t->step[t->count - 1].serial = s.serial - 1;
		}
		port[s.phone] = s.line.sport;
		last[s.phone] = s.order;
	}
	return 0;
}

/* An even place for each of the lines, so that a restart fits before any of them. */
static void sort_steps(struct transcript *t)
{
	if (t->count)
		qsort(t->step, t->count, sizeof(t->step[0]), by_order);
	for (size_t i = 0; i < t->count; i++)
		t->step[i].serial = (unsigned)(2 * i + 1);
}

int transcript_read(const uint8_t *data, size_t len, struct transcript *out, unsigned *row)
{
	int rc;

	*out = (struct transcript){ .count = 0 };
	*row = 0;
	rc = read_steps(nr_reader(data, len), out, row);
	if (rc == 0) {
		sort_steps(out);
		rc = tell_phones(out);
	}
	if (rc == 0 && !has_restarts(out)) {
		rc = add_restarts(out);
		sort_steps(out);
	}
	if (rc < 0) {
		transcript_finish(out);
		return rc;
	}
	tell_outcomes(out);
	return 0;
}

void transcript_finish(struct transcript *t)
{
	free(t->step);
	*t = (struct transcript){ .count = 0 };
}
