/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * belief.c -- from evidence to belief: is it a phone, of which model, what does
 * it run?  Each belief can be computed again from the evidence.
 */
#include <config.h>

#include "core/base/file_name.h"
#include "core/phone/bench.h"
#include "core/base/clock.h"
#include "core/plugin/knowledge.h"
#include "core/base/log.h"

#include <fnmatch.h>
#include <stdlib.h>
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

const char *model_source_name(const struct phone *p)
{
	return p->model_source == NR_SOURCE_NONE ? "journal" : nr_source_name(p->model_source);
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

/* What one model's rows say of a phone; a bit for each fact. */
struct opinion {
	uint32_t sure, hint;
	bool phone;
};

static struct opinion opinion_of(const struct phone *p, const struct nr_model *m)
{
	struct opinion o = { 0, 0, false };

	for (const struct nr_match *r = m->matches; r->fact != NR_FACT_END; r++) {
		if (!belief_matches(p, r))
			continue;
		switch (r->trust) {
		case NR_SURE:
			o.sure |= 1u << r->fact;
			break;
		case NR_HINT:
			o.hint |= 1u << r->fact;
			break;
		case NR_PHONE:
			o.phone = true;
			break;
		}
	}
	/* Anybody can ask for a file: that makes no device a phone. */
	o.phone |= (o.sure & ~(1u << NR_FACT_FILE_WANTED)) != 0;
	return o;
}

/* The facts that tell a model, the most telling first (see struct nr_match). */
static const enum nr_fact telling[] = { NR_FACT_VENDOR_CLASS, NR_FACT_PLATFORM, NR_FACT_FILE_WANTED };
#define TELLING (sizeof(telling) / sizeof(telling[0]))

static size_t first_sure(const struct opinion *o, size_t n)
{
	for (size_t f = 0; f < TELLING; f++)
		for (size_t i = 0; i < n; i++)
			if (o[i].sure & 1u << telling[f])
				return i;
	return n;
}

/* A text that makes another model sure contradicts this one, unless it speaks for it too. */
static size_t first_rival(const struct opinion *o, size_t n, size_t model)
{
	for (size_t f = 0; f < TELLING; f++)
		for (size_t i = 0; i < n; i++)
			if (i != model && o[i].sure & 1u << telling[f] &&
			    !((o[model].sure | o[model].hint) & 1u << telling[f]))
				return i;
	return n;
}

/* Two models that are sure by the same text are rivals too. */
static size_t first_twin(const struct opinion *o, size_t n, size_t model)
{
	for (size_t f = 0; f < TELLING; f++) {
		if (!(o[model].sure & 1u << telling[f]))
			continue;
		for (size_t i = model + 1; i < n; i++)
			if (o[i].sure & 1u << telling[f])
				return i;
		break;
	}
	return n;
}

/* Who said the most telling text that makes it sure. */
static enum nr_source witness_of(const struct phone *p, const struct opinion *o)
{
	for (size_t f = 0; f < TELLING; f++)
		if (o->sure & 1u << telling[f])
			return p->fact[telling[f]].source;
	return NR_SOURCE_NONE;
}

static void form_belief(const struct plugins *all, struct phone *p, const struct opinion *o)
{
	size_t n = all->model_count, sure, other;

	for (size_t i = 0; i < n; i++) {
		p->is_phone |= o[i].phone;
		if (!p->hint && o[i].hint)
			p->hint = &all->model[i]->model;
	}
	sure = p->is_phone ? first_sure(o, n) : n;
	if (sure == n)
		return;
	p->model = &all->model[sure]->model;
	p->model_source = witness_of(p, &o[sure]);
	other = first_rival(o, n, sure);
	if (other == n)
		other = first_twin(o, n, sure);
	if (other < n)
		p->rival = &all->model[other]->model;
}

/*
 * What a phone asked for is remembered as its latest request only, so a model
 * that was learnt from a manifest must outlive the next request.
 */
void belief_model(struct bench *b, struct phone *p)
{
	const struct nr_model *before = p->model, *rival = p->rival;
	bool phone = p->is_phone;
	size_t n = b->plugins->model_count;
	const struct memory *m;
	struct opinion *o;

	p->news = false;
	p->model = p->rival = p->hint = NULL;
	o = calloc(n ? n : 1, sizeof(*o));
	if (!o)
		return;
	for (size_t i = 0; i < n; i++)
		o[i] = opinion_of(p, &b->plugins->model[i]->model);
	form_belief(b->plugins, p, o);
	free(o);
	if (!p->model && before)
		p->model = before;
	m = p->model ? NULL : registry_memory(b, p->name);
	if (m && m->model[0] && (p->model = plugins_model(b->plugins, m->model)))
		p->is_phone = true;
	if (p->model != before || p->rival != rival || p->is_phone != phone)
		news_model(b, p);
}

/* -- the load ------------------------------------------------------------------ */

/*
 * Words of the phone, best witness first: CDP, LLDP, ESP, SCCP, SIP, its web page
 * (enum load_source).  What it said before it last started is history.
 */
static bool is_word(enum load_source s)
{
	return s >= LOAD_CDP && s <= LOAD_WEB;
}

static bool is_current(const struct phone *p, enum load_source s)
{
	return is_word(s) && p->word[s].load[0] && p->word[s].at >= p->booted_at;
}

/* A witness that says something new makes history of all that others said. */
static void hear_word(struct phone *p, const char *name, enum load_source source)
{
	struct word *w = &p->word[source];

	if (is_current(p, source) && strcasecmp(w->load, name) != 0)
		memset(p->word, 0, sizeof(p->word));
	snprintf(w->load, sizeof(w->load), "%s", name);
	w->at = clock_mono_ms();
}

/* A word or proof beats a guess, and a guess a worse one; what a better witness
 * says stands; else the later word beats the earlier. */
static bool replaces(const struct phone *p, enum load_source source)
{
	if (!p->load[0] || p->load_restored)
		return true;
	if (!load_source_strong(source))
		return !load_source_strong(p->load_source) && source < p->load_source;
	return !is_word(source) || source <= p->load_source || !is_current(p, p->load_source);
}

/* Is @source the witness to name for a load that was believed already? */
static bool better_witness(const struct phone *p, enum load_source source)
{
	if (!load_source_strong(p->load_source) || p->load_restored)
		return true;
	/* The registration proof says nothing new about what CDP said before. */
	return is_word(source) && (source < p->load_source || !is_current(p, p->load_source));
}

static const char *upper(const char *name, char out[16])
{
	size_t n = 0;

	for (; name[n] && n < 15; n++)
		out[n] = name[n] >= 'a' && name[n] <= 'z' ? (char)(name[n] - 'a' + 'A') : name[n];
	out[n] = '\0';
	return out;
}

static void report_disagreement(struct bench *b, struct phone *p, enum load_source other)
{
	const char *believed = load_source_name(p->load_source), *name = load_source_name(other);
	char text[sizeof(p->disagreement)], a[16], c[16];

	snprintf(text, sizeof(text), "%s says %s, %s says %s: %s is believed", upper(name, a),
		 p->word[other].load, upper(believed, c), p->load, c);
	if (strcmp(text, p->disagreement) == 0)
		return;
	snprintf(p->disagreement, sizeof(p->disagreement), "%s", text);
	log_line(LOG_WARNING, p->name, "%s", text);
	recovery_journal(b, p, "phone.disagreement",
			 json_pack("{s:s, s:s, s:s, s:s}", "load", p->load, "source", believed, "other",
				   p->word[other].load, "other_source", name), false);
}

/* Does a witness contradict what is believed now? */
static void weigh_words(struct bench *b, struct phone *p)
{
	for (enum load_source s = LOAD_CDP; s <= LOAD_WEB; s++)
		if (is_current(p, s) && strcasecmp(p->word[s].load, p->load) != 0) {
			report_disagreement(b, p, s);
			return;
		}
	p->disagreement[0] = '\0';
}

static bool believe(struct bench *b, struct phone *p, const char *name, enum load_source source)
{
	bool same = strcasecmp(p->load, name) == 0, guessed = !load_source_strong(p->load_source);

	if (!replaces(p, source))
		return false;
	if (!same || better_witness(p, source))
		p->load_source = source;
	p->load_restored = false;
	if (load_source_strong(source))
		p->wiped = false;
	snprintf(p->load, sizeof(p->load), "%s", name);
	if (!same || (guessed && load_source_strong(p->load_source)))
		news_load(b, p);
	return !same;
}

bool belief_load(struct bench *b, struct phone *p, const char *load, enum load_source source)
{
	char name[LOAD_NAME_SIZE];
	bool changed;

	if (!file_name_normalise(load, name) || strlen(name) >= sizeof(p->load))
		return false;
	if (is_word(source))
		hear_word(p, name, source);
	changed = believe(b, p, name, source);
	weigh_words(b, p);
	return changed;
}

void belief_wiped(struct bench *b, struct phone *p)
{
	memset(p->word, 0, sizeof(p->word));
	p->disagreement[0] = '\0';
	p->wiped = true;
	p->load[0] = '\0';
	p->load_source = LOAD_NONE;
	p->load_restored = false;
	news_wiped(b, p);
}
