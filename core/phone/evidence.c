/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * evidence.c -- what was seen of a phone: the latest text of each fact, with its
 * source and its time; and whether a row of a model holds for it.
 */
#include <config.h>

#include "core/phone/evidence.h"
#include "core/base/clock.h"
#include "core/phone/sighting.h"
#include "core/plugin/rows.h"

#include <arpa/inet.h>
#include <stdlib.h>

const struct telling evidence_telling[EVIDENCE_TELLING] = {
	{ NR_FACT_DEVICE_TYPE, "device type" },
	{ NR_FACT_VENDOR_CLASS, "vendor class" },
	{ NR_FACT_PLATFORM, "platform" },
	{ NR_FACT_USER_AGENT, "user agent" },
	{ NR_FACT_FILE_WANTED, "request" },
};

const char *evidence_fact(const struct phone *p, enum nr_fact fact)
{
	return p->evidence.fact[fact].text ? p->evidence.fact[fact].text : "";
}

static void put(struct phone *p, enum nr_fact fact, const char *text, enum nr_source source)
{
	struct fact *e = &p->evidence.fact[fact];

	if (!e->text || strcmp(e->text, text) != 0) {
		char *copy = strndup(text, 255);

		if (!copy)
			return;
		free(e->text);
		e->text = copy;
		/* What a known phone asks for does not change which model it is. */
		if (fact != NR_FACT_FILE_WANTED || !p->belief.model)
			p->evidence.news = true;
		p->evidence.described |= fact == NR_FACT_SERIAL || fact == NR_FACT_HARDWARE;
	}
	e->source = source;
	e->at = clock_mono_ms();
}

bool evidence_glob(const struct phone *p, const char *glob, const char *text)
{
	return rows_glob(&p->mac, glob, text);
}

/* A row about the MAC address is about the one that it has, though no text said it. */
static bool fact_fits(const struct phone *p, enum nr_fact fact, const char *glob)
{
	char mac[NR_MAC_STR_SIZE];

	return evidence_glob(p, glob, fact == NR_FACT_MAC ? nr_mac_str(&p->mac, mac) : evidence_fact(p, fact));
}

bool evidence_matches(const struct phone *p, const struct nr_match *row)
{
	return fact_fits(p, row->fact, row->glob) &&
	       (row->and_fact == NR_FACT_END || fact_fits(p, row->and_fact, row->and_glob));
}

bool evidence_is_type(const struct phone *p, const struct nr_model *m)
{
	const char *said = evidence_fact(p, NR_FACT_DEVICE_TYPE);

	return m->type && said[0] && strtoul(said, NULL, 10) == m->type;
}

enum nr_source evidence_newest(const struct phone *p)
{
	const struct fact *newest = &p->evidence.fact[NR_FACT_END];

	for (int f = 0; f < NR_FACT_COUNT; f++)
		if (p->evidence.fact[f].text &&
		    (!newest->text || p->evidence.fact[f].at > newest->at))
			newest = &p->evidence.fact[f];
	return newest->text ? newest->source : NR_SOURCE_NONE;
}

void evidence_begin(struct phone *p)
{
	p->evidence.seen_at = p->evidence.heard_at = clock_mono_ms();
}

void evidence_heard(struct phone *p)
{
	p->evidence.heard_at = clock_mono_ms();
}

void evidence_note(struct phone *p, const struct sighting *s)
{
	char hex[DEVICE_NAME_DIGITS];
	const char *wants = s->says[NR_FACT_FILE_WANTED];

	evidence_heard(p);
	p->evidence.sources |= 1u << s->source;
	if (s->source == NR_SOURCE_PLUGIN && s->by)
		snprintf(p->evidence.plugin, sizeof(p->evidence.plugin), "%.15s", s->by);
	if (wants)
		p->evidence.repeats = strcmp(wants, evidence_fact(p, NR_FACT_FILE_WANTED)) == 0 ?
					      p->evidence.repeats + 1 : 0;
	if (p->evidence.repeats > p->evidence.repeated)
		p->evidence.repeated = p->evidence.repeats;
	p->evidence.own_file |= wants && strcasestr(wants, device_name_digits(&p->mac, hex));
	for (int f = NR_FACT_END + 1; f < NR_FACT_COUNT; f++)
		if (s->says[f])
			put(p, (enum nr_fact)f, s->says[f], s->source);
}

void evidence_load(struct phone *p, const char *load, enum nr_source source)
{
	bool news = p->evidence.news;

	put(p, NR_FACT_LOAD, load, source);
	p->evidence.news = news;        /* it is no other text than the one that was heard */
}

bool evidence_news(struct phone *p)
{
	bool news = p->evidence.news;

	p->evidence.news = false;
	return news;
}

bool evidence_described(struct phone *p)
{
	bool described = p->evidence.described;

	p->evidence.described = false;
	return described;
}

void evidence_finish(struct phone *p)
{
	for (int i = 0; i < NR_FACT_COUNT; i++)
		free(p->evidence.fact[i].text);
}

bool evidence_asks_elsewhere(const struct phone *p, struct in_addr bench)
{
	struct in_addr server;

	return inet_pton(AF_INET, evidence_fact(p, NR_FACT_SERVER), &server) == 1 &&
	       server.s_addr != bench.s_addr && server.s_addr != p->ip.s_addr;
}
