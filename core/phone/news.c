/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * news.c -- a belief about a phone has changed: note it, in one line with its
 * witness, for the plugins that want to know; and say that two witnesses disagree.
 */
#include <config.h>

#include "core/phone/news.h"
#include "core/base/log.h"
#include "core/phone/belief.h"
#include "core/phone/diary.h"
#include "core/phone/evidence.h"
#include "core/phone/witness.h"

#include <stdlib.h>

static struct news_line *new_line(struct news_queue *n)
{
	size_t room = n->room ? 2 * n->room : 8;
	struct news_line *more;

	if (n->count < n->room)
		return &n->line[n->count++];
	more = reallocarray(n->line, room, sizeof(*more));
	if (!more)
		return NULL;
	n->line = more;
	n->room = room;
	return &n->line[n->count++];
}

static void __attribute__((format(printf, 4, 5)))
note(struct bench *b, const struct phone *p, enum nr_source source, const char *fmt, ...)
{
	struct news_line *line;
	va_list ap;

	if (!b->news.wanted || source == NR_SOURCE_NONE || !p->belief.is_phone)
		return;
	line = new_line(&b->news);
	if (!line) {
		log_line(LOG_ERR, p->name, "no memory: no capture says what was learnt of it now");
		return;
	}
	line->mac = p->mac;
	line->source = source;
	va_start(ap, fmt);
	vsnprintf(line->text, sizeof(line->text), fmt, ap);
	va_end(ap);
}

void news_want(struct bench *b, bool wanted)
{
	if (!wanted) {
		free(b->news.line);
		b->news = (struct news_queue){ .wanted = false };
	}
	b->news.wanted = wanted;
}

bool news_take(struct bench *b, struct news_line *out)
{
	struct news_queue *n = &b->news;

	if (n->next == n->count) {
		n->next = n->count = 0;
		return false;
	}
	*out = n->line[n->next++];
	return true;
}

/* Does that text make the phone's model sure? */
static bool speaks_for(const struct phone *p, enum nr_fact fact)
{
	if (fact == NR_FACT_DEVICE_TYPE)
		return evidence_is_type(p, p->belief.model);
	for (const struct nr_match *r = p->belief.model->matches; r->fact != NR_FACT_END; r++)
		if (r->fact == fact && r->trust == NR_SURE && evidence_matches(p, r))
			return true;
	return false;
}

void news_model(struct bench *b, const struct phone *p)
{
	enum nr_source newest = evidence_newest(p);

	if (!p->belief.model) {
		note(b, p, newest, "a phone, by %s", witness_words(newest));
		return;
	}
	if (p->belief.rival) {
		note(b, p, newest, "model %s or %s, by %s", p->belief.model->name,
		       p->belief.rival->name, witness_words(newest));
		return;
	}
	for (size_t i = 0; i < EVIDENCE_TELLING; i++) {
		const struct telling *t = &evidence_telling[i];
		enum nr_source source = p->evidence.fact[t->fact].source;

		if (!speaks_for(p, t->fact))
			continue;
		note(b, p, source, "model %s, by %s %s", p->belief.model->name, witness_words(source),
		       t->words);
		return;
	}
}

static void load_changed(struct bench *b, const struct phone *p)
{
	enum nr_source source;

	switch (p->belief.load_source) {
	case LOAD_CDP:
	case LOAD_LLDP:
	case LOAD_ESP:
	case LOAD_SCCP:
	case LOAD_SIP:
	case LOAD_WEB:
	case LOAD_AGENT:
	case LOAD_PLUGIN:
		source = p->evidence.fact[NR_FACT_LOAD].source;
		note(b, p, source, "runs %s, by %s", p->belief.load, witness_words(source));
		break;
	case LOAD_REGISTRATION:
		note(b, p, p->evidence.fact[NR_FACT_REGISTERS].source,
		       "runs %s: it registers, and does not ask for it", p->belief.load);
		break;
	case LOAD_SIGN:
		note(b, p, p->evidence.fact[NR_FACT_FILE_WANTED].source,
		       "runs %s: it asks for what only its application does", p->belief.load);
		break;
	case LOAD_ASKED:
		note(b, p, p->evidence.fact[NR_FACT_FILE_WANTED].source,
		       "runs %s, by the load that it asks for", p->belief.load);
		break;
	case LOAD_COMPONENT:
		note(b, p, p->evidence.fact[NR_FACT_FILE_WANTED].source,
		       "runs %s, by the image that it asks for", p->belief.load);
		break;
	case LOAD_NONE:
	case LOAD_OPERATOR:             /* no packet said so */
	case LOAD_SOURCES:
		break;
	}
}

static void disputed(struct bench *b, struct phone *p, const char *said, enum load_source by)
{
	log_line(LOG_WARNING, p->name, "%s", p->belief.disagreement);
	diary_note(b, p, "phone.disagreement",
		   json_pack("{s:s, s:s, s:s, s:s}", "load", p->belief.load, "source",
			     witness_load_name(p->belief.load_source), "other", said, "other_source",
			     witness_load_name(by)),
		   true);
}

void news_load(struct bench *b, struct phone *p, unsigned changed)
{
	if (changed & (BELIEF_LOAD | BELIEF_WITNESS))
		load_changed(b, p);
	if (changed & BELIEF_DISPUTE)
		disputed(b, p, belief_word(p, p->belief.other), p->belief.other);
}

void news_contradicted(struct bench *b, struct phone *p, const char *said, enum load_source by)
{
	disputed(b, p, said, by);
}

void news_wiped(struct bench *b, const struct phone *p)
{
	enum nr_source newest = evidence_newest(p);

	note(b, p, newest, "has no load, by %s", witness_words(newest));
}
