/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * belief.c -- from evidence to belief: is it a phone, of which model, what does
 * it run?  Each belief can be computed again from the evidence.
 */
#include <config.h>

#include "core/bench.h"
#include "core/clock.h"
#include "core/knowledge.h"
#include "core/log.h"

#include <fnmatch.h>
#include <strings.h>

static const char *const load_source_names[LOAD_SOURCES] = {
	[LOAD_NONE] = "none",
	[LOAD_CDP] = "cdp",
	[LOAD_LLDP] = "lldp",
	[LOAD_ESP] = "esp",
	[LOAD_SCCP] = "sccp",
	[LOAD_SIP] = "sip",
	[LOAD_WEB] = "web",
	[LOAD_REGISTRATION] = "registration",
	[LOAD_ASKED] = "asked",
	[LOAD_COMPONENT] = "component",
	[LOAD_OPERATOR] = "operator",
};

static const char *const nr_source_names[NR_SOURCE_COUNT] = {
	[NR_SOURCE_NONE] = "none",
	[NR_SOURCE_CDP] = "cdp",
	[NR_SOURCE_LLDP] = "lldp",
	[NR_SOURCE_ESP] = "esp",
	[NR_SOURCE_DHCP] = "dhcp",
	[NR_SOURCE_TFTP] = "tftp",
	[NR_SOURCE_HTTP] = "http",
	[NR_SOURCE_SCCP] = "sccp",
	[NR_SOURCE_SIP] = "sip",
	[NR_SOURCE_WEB] = "web",
	[NR_SOURCE_ARP] = "arp",
	[NR_SOURCE_TCP] = "tcp",
};

const char *load_source_name(enum load_source s)
{
	return load_source_names[s];
}

const char *nr_source_name(enum nr_source s)
{
	return s < NR_SOURCE_COUNT ? nr_source_names[s] : "unknown";
}

enum load_source load_source_of(enum nr_source s)
{
	static const enum load_source of[NR_SOURCE_COUNT] = {
		[NR_SOURCE_CDP] = LOAD_CDP,   [NR_SOURCE_LLDP] = LOAD_LLDP,
		[NR_SOURCE_ESP] = LOAD_ESP,   [NR_SOURCE_SCCP] = LOAD_SCCP,
		[NR_SOURCE_SIP] = LOAD_SIP,   [NR_SOURCE_WEB] = LOAD_WEB,
	};

	return s < NR_SOURCE_COUNT ? of[s] : LOAD_NONE;
}

/* The phone said so itself, or proved it. */
bool load_source_strong(enum load_source s)
{
	return s >= LOAD_CDP && s <= LOAD_REGISTRATION;
}

/* -- the model ----------------------------------------------------------------- */

static bool glob_matches(const struct phone *p, const char *glob, const char *text)
{
	const char *mark = strstr(glob, "%M");
	char full[300];

	if (!text[0])
		return false;
	if (!mark)
		return fnmatch(glob, text, FNM_CASEFOLD) == 0;
	snprintf(full, sizeof(full), "%.*s%s%s", (int)(mark - glob), glob, p->name + 3, mark + 2);
	return fnmatch(full, text, FNM_CASEFOLD) == 0;
}

bool belief_matches(const struct phone *p, const struct nr_match *row)
{
	return glob_matches(p, row->glob, phone_fact(p, row->fact)) &&
	       (row->and_fact == NR_FACT_END ||
		glob_matches(p, row->and_glob, phone_fact(p, row->and_fact)));
}

/* Does any row of @m about @fact hold with at least @trust? */
static bool model_has(const struct phone *p, const struct nr_model *m, enum nr_fact fact,
		      enum nr_trust least, enum nr_trust most)
{
	for (const struct nr_match *r = m->matches; r->fact != NR_FACT_END; r++)
		if (r->fact == fact && r->trust >= least && r->trust <= most &&
		    belief_matches(p, r))
			return true;
	return false;
}

static bool model_sure(const struct phone *p, const struct nr_model *m, enum nr_fact fact)
{
	return model_has(p, m, fact, NR_SURE, NR_SURE);
}

/* A text that makes @other sure contradicts @m, unless it is a hint for @m too. */
static bool contradicts(const struct phone *p, const struct nr_model *m,
			const struct nr_model *other, enum nr_fact fact)
{
	return m != other && model_sure(p, other, fact) && !model_sure(p, m, fact) &&
	       !model_has(p, m, fact, NR_HINT, NR_HINT);
}

/* Anybody can ask for a file: that makes no device a phone. */
static void believe_trust(const struct plugins *all, struct phone *p)
{
	for (size_t i = 0; i < all->model_count; i++) {
		const struct nr_model *m = &all->model[i]->model;

		for (const struct nr_match *r = m->matches; r->fact != NR_FACT_END; r++) {
			if ((r->trust == NR_HINT && p->hint) || !belief_matches(p, r))
				continue;
			if (r->trust == NR_HINT)
				p->hint = m;
			else if (r->fact != NR_FACT_FILE_WANTED)
				p->is_phone = true;
		}
	}
}

/* The facts that tell a model, the most telling first (see struct nr_match). */
static const enum nr_fact telling[] = { NR_FACT_VENDOR_CLASS, NR_FACT_PLATFORM, NR_FACT_FILE_WANTED };
#define TELLING (sizeof(telling) / sizeof(telling[0]))

static void believe_model(const struct plugins *all, struct phone *p)
{
	for (size_t f = 0; f < TELLING; f++)
		for (size_t i = 0; i < all->model_count; i++) {
			const struct nr_model *m = &all->model[i]->model;

			if (!p->model && model_sure(p, m, telling[f]))
				p->model = m;
			else if (p->model && !p->rival && contradicts(p, p->model, m, telling[f]))
				p->rival = m;
		}
}

/*
 * What a phone asked for is remembered as its latest request only, so a model
 * that was learnt from a manifest must outlive the next request.
 */
void belief_model(struct bench *b, struct phone *p)
{
	const struct nr_model *before = p->model;
	const struct memory *m;

	p->news = false;
	p->model = p->rival = p->hint = NULL;
	believe_trust(b->plugins, p);
	if (p->is_phone)
		believe_model(b->plugins, p);
	if (!p->model && before)
		p->model = before;
	m = p->model ? NULL : registry_memory(b, p->name);
	if (m && m->model[0] && (p->model = plugins_model(b->plugins, m->model)))
		p->is_phone = true;
}

/* -- the load ------------------------------------------------------------------ */

/* A word of the phone itself beats a guess; the later word of a phone beats the
 * earlier; a guess never replaces what somebody knew. */
static bool replaces(const struct phone *p, enum load_source source)
{
	if (!p->load[0] || p->load_restored || load_source_strong(source))
		return true;
	return !load_source_strong(p->load_source) && source < p->load_source;
}

bool belief_load(struct bench *b, struct phone *p, const char *load, enum load_source source)
{
	char name[LOAD_NAME_SIZE];
	bool same;

	(void)b;
	if (!load_normalise(load, name) || strlen(name) >= sizeof(p->load) || !replaces(p, source))
		return false;
	same = strcasecmp(p->load, name) == 0;
	/* The registration proof says nothing new about what CDP said before. */
	if (!same || !load_source_strong(p->load_source) || p->load_restored)
		p->load_source = source;
	p->load_restored = false;
	if (load_source_strong(source))
		p->wiped = false;
	snprintf(p->load, sizeof(p->load), "%s", name);
	return !same;
}

void belief_wiped(struct phone *p)
{
	p->wiped = true;
	p->load[0] = '\0';
	p->load_source = LOAD_NONE;
	p->load_restored = false;
}
