/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * trial.c -- see trial.h.  The same calls every time: what is found can be found again.
 */
#include <config.h>

#include "core/plugin/trial.h"
#include "core/base/file_name.h"
#include "core/plugin/callback.h"
#include "core/plugin/soundness.h"

#include <stdlib.h>
#include <strings.h>

#define NONSENSE 3000           /* names, made of the model's own */
#define MOST_FOUND 16           /* lines about one model */

struct trial_findings {
	trial_said *said;
	void *arg;
	unsigned count;
};

static void __attribute__((format(printf, 2, 3)))
find(struct trial_findings *f, const char *fmt, ...)
{
	char text[400];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (f->count++ < MOST_FOUND)
		f->said(f->arg, text);
}

/* -- names ---------------------------------------------------------------------- */

/* Its stop is that load alone, which may have no place on the scale. */
static bool is_named(const struct nr_hop *h)
{
	static const struct nr_version zero;

	return h->via_text && nr_version_cmp(&h->via_max, &zero) == 0;
}

/* A load that load_format makes must be one that parse() knows. */
static void check_round_trip(struct trial_findings *f, const struct nr_model *m,
			     const struct nr_hop *h)
{
	/* The stop of a change comes before the change. */
	const char *protocol = h->protocol && !strchr(h->protocol, '>') ? h->protocol :
									   model_usual_protocol(m);
	char name[LOAD_NAME_SIZE];
	struct nr_load load;

	if (!h->via_text)
		return;
	memset(&load, 0, sizeof(load));
	if (!model_format(m->load_format, protocol, h->via_text, name, sizeof(name)))
		find(f, "model '%s': load_format does not fit with \"%s\"", m->name, h->via_text);
	else if (!model_read(m, name, &load) || load.kind != NR_KIND_LOAD)
		find(f, "model '%s': parse() does not know %s, which load_format made", m->name, name);
	else if (strcmp(load.text, h->via_text) != 0)
		find(f, "model '%s': parse() reads version \"%.31s\" from %s, expected \"%s\"", m->name,
		     load.text, name, h->via_text);
	else if (!is_named(h) &&
		 (!load.ordered || nr_version_cmp(&load.version, &h->via_min) < 0 ||
		  nr_version_cmp(&load.latest, &h->via_max) > 0))
		find(f, "model '%s': hop '%s': its via_text \"%s\" is not between via_min and via_max",
		     m->name, h->id ? h->id : "?", h->via_text);
}

/* What parse() may write is as large as the plugin knew it. */
union room {
	struct nr_load load;
	char bytes[MODEL_ROOM];
};

static void check_foreign_name(struct trial_findings *f, const struct nr_model *m, const char *name,
			       const char *shown)
{
	union room load, before;

	memset(&before, 0x5a, sizeof(before));
	load = before;
	callback_begin(m->origin->path, "parse", shown);
	if (callback_end(m->parse(m->origin->theirs, name, &load.load)))
		find(f, "model '%s': parse() claims to know \"%.16s\"", m->name, shown);
	else if (memcmp(&load, &before, sizeof(load)) != 0)
		find(f, "model '%s': parse() changed its result although it knew nothing", m->name);
}

static void check_foreign_names(struct trial_findings *f, const struct nr_model *m)
{
	const char *const names[] = { "", "\x01\x7f\xff", "%s%n", ".", "-", "99999999999999999999" };
	char longest[LOAD_NAME_SIZE] = "";
	struct nr_load load;
	char name[LOAD_NAME_SIZE];

	memset(longest, 'A', sizeof(longest) - 1);
	check_foreign_name(f, m, longest, longest);
	for (size_t i = 0; i < NR_ARRAY_SIZE(names); i++)
		check_foreign_name(f, m, names[i], i == 1 ? "(control characters)" : names[i]);
	for (size_t i = 0; m->load_prefixes[i]; i++) {
		snprintf(name, sizeof(name), "%s%s", m->load_prefixes[i], longest);
		model_read(m, name, &load);
		snprintf(name, sizeof(name), "%s99999999999999999999-1-1S", m->load_prefixes[i]);
		model_read(m, name, &load);
		snprintf(name, sizeof(name), "%s", m->load_prefixes[i]);
		model_read(m, name, &load);
	}
}

uint32_t trial_dice(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* A name of the model's own, spoiled: bytes changed, left out, doubled. */
static void spoil(char *name, uint32_t *seed)
{
	size_t n = strlen(name);

	for (unsigned k = 1 + trial_dice(seed) % 4; k > 0 && n > 0; k--) {
		size_t at = trial_dice(seed) % n;

		switch (trial_dice(seed) % 4) {
		case 0:
			name[at] = (char)(1 + trial_dice(seed) % 255);
			break;
		case 1:
			memmove(name + at, name + at + 1, n - at);
			n--;
			break;
		case 2:
			name[at] = "0123456789.-_()S%"[trial_dice(seed) % 17];
			break;
		default:
			if (n + 2 < LOAD_NAME_SIZE) {
				memmove(name + at + 1, name + at, n - at + 1);
				n++;
			}
			break;
		}
	}
}

/* What a reading must be, whatever was read. */
static void check_load(struct trial_findings *f, const struct nr_model *m, const char *name,
		       const struct nr_load *l)
{
	const struct {
		const char *member, *text;
		size_t size;
	} texts[] = {
		{ "family", l->family, sizeof(l->family) }, { "train", l->train, sizeof(l->train) },
		{ "protocol", l->protocol, sizeof(l->protocol) }, { "text", l->text, sizeof(l->text) },
		{ "printed", l->printed, sizeof(l->printed) }, { "load", l->load, sizeof(l->load) },
		{ "suffix", l->suffix, sizeof(l->suffix) }, { "part", l->part, sizeof(l->part) },
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(texts); i++)
		if (memchr(texts[i].text, '\0', texts[i].size) == NULL) {
			find(f, "model '%s': parse(\"%.40s\") leaves %s without an end", m->name, name,
			     texts[i].member);
			return;
		}
	if ((unsigned)l->kind > NR_KIND_MARKER)
		find(f, "model '%s': parse(\"%.40s\") says a kind that is none", m->name, name);
	if (nr_version_cmp(&l->version, &l->latest) > 0)
		find(f, "model '%s': parse(\"%.40s\"): version is newer than latest", m->name, name);
	if (l->part[0] && (!m->parts[0] || model_part(m, l->part) < 0))
		find(f, "model '%s': parse(\"%.40s\") says the part \"%.15s\", which is none of its parts", m->name, name,
		     l->part);
}

static void check_nonsense(struct trial_findings *f, const struct nr_model *m)
{
	uint32_t seed = 1;
	struct nr_load l;

	for (unsigned i = 0; i < NONSENSE && f->count < MOST_FOUND; i++) {
		const struct nr_hop *h = soundness_hops(m) ? &m->hops[i % soundness_hops(m)] : NULL;
		char name[LOAD_NAME_SIZE] = "load-1.2.3";

		if (h && h->via_text && !model_format(m->load_format, model_usual_protocol(m), h->via_text,
						      name, sizeof(name)))
			continue;
		else if (!h && m->load_prefixes[0])
			snprintf(name, sizeof(name), "%.100s1.2.3-4", m->load_prefixes[0]);
		if (i > 0)
			spoil(name, &seed);
		if (model_read(m, name, &l))
			check_load(f, m, name, &l);
	}
}

static void check_configs(struct trial_findings *f, const struct nr_model *m)
{
	static const enum nr_want wants[] = { NR_WANT_CONFIG, NR_WANT_DEFAULTS, NR_WANT_TEXT };
	static const char *const nothing[] = { NULL };
	char text[256];

	for (size_t i = 0; m->config && i < NR_ARRAY_SIZE(wants); i++)
		for (int with = 0; with < 2; with++) {
			const struct nr_ask ask = {
				.load = with ? "load-1.2.3" : NULL, .protocol = model_usual_protocol(m),
				.want_name = "config", .runs = "", .file = with ? "load-1.2.3.bin" : NULL,
				.part = "", .parts = nothing, .http_port = with ? 6970 : 0, .user_agent = "",
			};
			struct nr_body body = { text, sizeof(text), 0 };
			char behind = 0x5a;

			model_config(m, wants[i], &ask, &body);
			if (body.buf != text || body.size != sizeof(text) || behind != 0x5a)
				find(f, "model '%s': config() changed the place that it was to write to", m->name);
		}
}

static void check_readers(struct trial_findings *f, const struct nr_model *m)
{
	static const uint8_t head[64] = { 0xff, 'a', 0, '\n', '<' };
	static const char *const beside[] = { "a.bin", NULL };
	char name[LOAD_NAME_SIZE];
	struct nr_load l;

	for (size_t n = 0; n <= sizeof(head); n += 16) {
		const struct nr_found found = { .release = "", .name = "a.bin", .beside = beside, .head = head,
						.head_size = n, .size = n };

		if (model_identify(m, &found, name, &l) && !model_parse(m, name, &l))
			find(f, "model '%s': identify() names %.60s, which parse() does not know", m->name, name);
		for (unsigned i = 0; model_list(m, &found, i, name, sizeof(name)); i++)
			if (i > 4096) {
				find(f, "model '%s': list() has no end", m->name);
				break;
			}
	}
	for (int fact = NR_FACT_END + 1; fact < NR_FACT_COUNT; fact++)
		for (unsigned i = 0; model_says(m, (enum nr_fact)fact, "Zq7/1.2 (x; y)", "", i, name); i++)
			if (i > 64) {
				find(f, "model '%s': says() has no end", m->name);
				break;
			}
	if (m->printed)
		model_printed(m, model_usual_protocol(m), "9.9(9SR9.9S)", true, name);
	if (m->running)
		model_running(m, "nobody", "", name);
	if (m->load_of)
		model_load_of(m, model_usual_protocol(m), "9.9(9)", name);
}


/* -- names of its own ------------------------------------------------------------- */

/* As makers write them; a grammar takes some of these or none. */
static const char *const versions[] = {
	"1.0", "2.0", "1-0", "2-0", "1.2.3", "2.2.3", "1-2-3", "2-2-3", "1.2.3.4", "2.2.3.4", "1-2-3-4", "2-2-3-4",
	"1-0-0ES1", "1_2_3", "2_2_3", "01.02.03.04", "02.02.03.04", "1.0.0", "2.0.0", "10", "20", "8-5-2", "9-4-2",
	"9-4-2SR3-1", "12-5-1SR1-4", "10-2-1-16", "080504", "090402", "8.7.5.35", "10.1.20.0",
};

static bool hop_load(const struct nr_model *m, const struct nr_hop *h, char name[64])
{
	const char *protocol = h->protocol && !strchr(h->protocol, '>') ? h->protocol : model_usual_protocol(m);

	if (h->via_load)
		return snprintf(name, 64, "%s", h->via_load) < 64;
	return h->via_text && model_format(m->load_format, protocol, h->via_text, name, 64);
}

/* What stands before a version: nothing, and then its prefixes. */
static bool guess(const struct nr_model *m, size_t i, char name[64])
{
	const char *version = versions[i % NR_ARRAY_SIZE(versions)];
	size_t prefix = i / NR_ARRAY_SIZE(versions);

	if (prefix == 0)
		return model_format(m->load_format, model_usual_protocol(m), version, name, 64);
	return snprintf(name, 64, "%s%s", m->load_prefixes[prefix - 1], version) < 64;
}

/* The @n-th row that is about a user agent; NULL: there are no more. */
static const struct nr_match *agent_row(const struct nr_model *m, size_t n)
{
	for (const struct nr_match *row = m->matches; row && row->glob; row++)
		if (row->fact == NR_FACT_USER_AGENT && n-- == 0)
			return row;
	return NULL;
}

/* What stands for anything in the pattern is the version. */
static bool fill_in(const char *glob, const char *version, char text[TRIAL_TEXT])
{
	size_t n = 0;

	for (const char *p = glob; *p; p++) {
		n += (size_t)snprintf(text + n, TRIAL_TEXT - n, *p == '*' ? "%s" : "%.1s", *p == '*' ? version : p);
		if (n >= TRIAL_TEXT)
			return false;
	}
	return true;
}

bool trial_agent(const struct nr_model *m, size_t *i, char text[TRIAL_TEXT], char load[64])
{
	const struct nr_match *row;

	while ((row = agent_row(m, *i / NR_ARRAY_SIZE(versions))) != NULL) {
		const char *version = versions[(*i)++ % NR_ARRAY_SIZE(versions)];

		if (fill_in(row->glob, version, text) && model_says(m, NR_FACT_USER_AGENT, text, "", 0, load))
			return true;
	}
	return false;
}

bool trial_load(const struct nr_model *m, size_t *i, char name[64], struct nr_load *out)
{
	size_t hops = soundness_hops(m), prefixes = 0, guesses;
	char text[TRIAL_TEXT];

	while (m->load_prefixes[prefixes] && prefixes < 16)
		prefixes++;
	guesses = hops + (1 + prefixes) * NR_ARRAY_SIZE(versions);
	while (*i < guesses) {
		size_t at = (*i)++;
		bool made = at < hops ? hop_load(m, &m->hops[at], name) : guess(m, at - hops, name);

		if (made && model_parse(m, name, out) && out->kind == NR_KIND_LOAD)
			return true;
	}
	for (size_t at = *i - guesses; trial_agent(m, &at, text, name);) {
		*i = guesses + at;
		if (model_parse(m, name, out) && out->kind == NR_KIND_LOAD)
			return true;
	}
	return false;
}

static void check_own_names(struct trial_findings *f, const struct nr_model *m)
{
	struct nr_load l;
	char name[64];

	for (size_t i = 0; trial_load(m, &i, name, &l);)
		check_load(f, m, name, &l);
}

void trial_model(const struct nr_model *m, bool thorough, trial_said *said, void *arg)
{
	struct trial_findings f = { said, arg, 0 };

	check_foreign_names(&f, m);
	for (size_t i = 0; i < soundness_hops(m); i++)
		check_round_trip(&f, m, &m->hops[i]);
	if (m->wiped_hop)
		check_round_trip(&f, m, m->wiped_hop);
	check_own_names(&f, m);
	if (thorough)
		check_nonsense(&f, m);
	check_configs(&f, m);
	check_readers(&f, m);
}
