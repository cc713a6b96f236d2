/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * belief.c -- from evidence to belief: is it a phone, of which model, what does
 * it run?  Each belief can be computed again from the evidence.
 */
#include <config.h>

#include "core/phone/belief.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/phone/evidence.h"
#include "core/phone/memory.h"
#include "core/phone/witness.h"
#include "core/plugin/knowledge.h"
#include "core/plugin/rows.h"

#include <stdlib.h>
#include <strings.h>

/* -- the model ----------------------------------------------------------------- */

/* Without memory nobody says anything. */
struct opinions belief_ask(const struct bench *b, const struct phone *p)
{
	struct rows *rows = plugins_rows(b->plugins);
	const char *text[NR_FACT_COUNT];
	struct opinions o = { NULL, 0 };
	char mac[NR_MAC_STR_SIZE];

	for (int f = 0; f < NR_FACT_COUNT; f++)
		text[f] = evidence_fact(p, (enum nr_fact)f);
	/* A row about the address is about the one that it has, though no text said it. */
	text[NR_FACT_MAC] = nr_mac_str(&p->mac, mac);
	if (rows)
		o.hit = rows_match(rows, text, &p->mac, &o.count);
	return o;
}

#define NOBODY UINT32_MAX       /* no model */

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* The first of the models that say @word; NOBODY: none does. */
static uint32_t first_word(const struct opinions *o, enum rows_word word)
{
	uint32_t first = NOBODY;

	for (size_t i = 0; i < o->count; i++)
		if (o->hit[i].word == word)
			first = least(first, o->hit[i].model[0]);
	return first;
}

static bool makes_sure(const struct rows_hit *h, size_t f)
{
	return h->word == ROWS_SURE && h->fact == evidence_telling[f].fact;
}

static bool speaks(const struct rows_hit *h, size_t f)
{
	return (h->word == ROWS_SURE || h->word == ROWS_HINT) && h->fact == evidence_telling[f].fact;
}

/* Where in the hit's models @model stands, or the next one. */
static size_t place_of(const struct rows_hit *h, uint32_t model)
{
	size_t low = 0, high = h->count;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (h->model[mid] < model)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static bool says(const struct rows_hit *h, uint32_t model)
{
	size_t at = place_of(h, model);

	return at < h->count && h->model[at] == model;
}

static bool sure_by(const struct opinions *o, uint32_t model, size_t f)
{
	for (size_t i = 0; i < o->count; i++)
		if (makes_sure(&o->hit[i], f) && says(&o->hit[i], model))
			return true;
	return false;
}

static bool speaks_for(const struct opinions *o, uint32_t model, size_t f)
{
	for (size_t i = 0; i < o->count; i++)
		if (speaks(&o->hit[i], f) && says(&o->hit[i], model))
			return true;
	return false;
}

/* The first that a text makes sure.  @but: and by a text that does not speak for that one too,
 * so that it contradicts it; NOBODY: by any. */
static uint32_t first_sure(const struct opinions *o, uint32_t but)
{
	uint32_t first = NOBODY;

	for (size_t f = 0; f < EVIDENCE_TELLING && first == NOBODY; f++) {
		if (but != NOBODY && speaks_for(o, but, f))
			continue;
		for (size_t i = 0; i < o->count; i++)
			if (makes_sure(&o->hit[i], f))
				first = least(first, o->hit[i].model[0]);
	}
	return first;
}

/* Two models that are sure by the same text are rivals too. */
static uint32_t first_twin(const struct opinions *o, uint32_t model)
{
	uint32_t first = NOBODY;
	size_t f = 0;

	while (f < EVIDENCE_TELLING && !sure_by(o, model, f))
		f++;
	for (size_t i = 0; f < EVIDENCE_TELLING && i < o->count; i++) {
		const struct rows_hit *h = &o->hit[i];
		size_t at = makes_sure(h, f) ? place_of(h, model + 1) : h->count;

		if (at < h->count)
			first = least(first, h->model[at]);
	}
	return first;
}

/* Who said the most telling text that makes it sure. */
static enum nr_source witness_of(const struct phone *p, const struct opinions *o, uint32_t model)
{
	for (size_t f = 0; f < EVIDENCE_TELLING; f++)
		if (sure_by(o, model, f))
			return p->evidence.fact[evidence_telling[f].fact].source;
	return NR_SOURCE_NONE;
}

/* Anybody can ask for a file: that makes no device a phone. */
static bool makes_phone(const struct rows_hit *h)
{
	return h->word == ROWS_PHONE || (h->word == ROWS_SURE && h->fact != NR_FACT_FILE_WANTED);
}

static void form_belief(const struct plugins *all, bool passive, struct phone *p, const struct opinions *o)
{
	uint32_t hint = first_word(o, ROWS_HINT), sure = first_sure(o, NOBODY), other;

	for (size_t i = 0; i < o->count; i++)
		p->belief.is_phone |= makes_phone(&o->hit[i]);
	if (hint != NOBODY)
		p->belief.hint = &all->model[hint]->model;
	/* In a capture nobody is served: what only a phone of this model asks for is enough. */
	p->belief.is_phone |= passive && sure != NOBODY;
	if (!p->belief.is_phone || sure == NOBODY)
		return;
	p->belief.model = &all->model[sure]->model;
	p->belief.model_source = witness_of(p, o, sure);
	other = first_sure(o, sure);
	if (other == NOBODY)
		other = first_twin(o, sure);
	if (other != NOBODY)
		p->belief.rival = &all->model[other]->model;
}

/* The last name that only some models ask for: their family is known by it. */
static void remember_file(struct phone *p, const struct opinions *o)
{
	for (size_t i = 0; i < o->count; i++)
		if (o->hit[i].fact == NR_FACT_FILE_WANTED &&
		    (o->hit[i].word == ROWS_SURE || o->hit[i].word == ROWS_HINT)) {
			snprintf(p->belief.file, sizeof(p->belief.file), "%.127s",
				 evidence_fact(p, NR_FACT_FILE_WANTED));
			return;
		}
}

/* The first that speaks for it in any way, and has a name for such phones. */
static uint32_t first_named(const struct plugins *all, const struct opinions *o)
{
	uint32_t first = NOBODY;

	for (size_t i = 0; i < o->count; i++)
		for (size_t j = 0; j < o->hit[i].count && o->hit[i].model[j] < first; j++)
			if (all->model[o->hit[i].model[j]]->model.phone_name)
				first = o->hit[i].model[j];
	return first;
}

const char *belief_name(const struct bench *b, const struct phone *p, const struct opinions *o)
{
	const struct memory *m = memory_find(b, &p->mac);
	const struct nr_model *model = p->belief.model;
	uint32_t one;

	if (!model && m && m->model[0])
		model = plugins_model(b->plugins, m->model);
	if (model)
		return model->phone_name;
	one = first_word(o, ROWS_SURE);
	if (one == NOBODY)
		one = first_named(b->plugins, o);
	return one == NOBODY ? NULL : b->plugins->model[one]->model.phone_name;
}

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_dhcp(const struct nr_dhcp *a, const struct nr_dhcp *b)
{
	static const struct nr_dhcp none[1];

	for (a = a ? a : none, b = b ? b : none; a->option; a++, b++)
		if (a->option != b->option || a->sub != b->sub || a->type != b->type || a->always != b->always ||
		    !same_text(a->text, b->text) || !same_text(a->vendor_class, b->vendor_class))
			return false;
	return b->option == 0;
}

const struct nr_model *belief_wire_model(const struct bench *b, const struct phone *p)
{
	const struct nr_model *one = NULL;
	struct opinions o;

	if (p->belief.model || !p->belief.is_phone)
		return p->belief.model;
	o = belief_ask(b, p);
	for (size_t i = 0; i < o.count; i++)
		for (size_t j = 0; makes_phone(&o.hit[i]) && j < o.hit[i].count; j++) {
			const struct nr_model *m = &b->plugins->model[o.hit[i].model[j]]->model;

			if (one && !same_dhcp(one->dhcp, m->dhcp))
				return NULL;
			one = m;
		}
	return one;
}

/*
 * What a phone asked for is remembered as its latest request only, so a model
 * that was learnt from a manifest must outlive the next request.
 */
bool belief_model(const struct bench *b, struct phone *p, const struct opinions *o)
{
	const struct nr_model *before = p->belief.model, *rival = p->belief.rival;
	bool phone = p->belief.is_phone;
	const struct memory *m;

	p->belief.model = p->belief.rival = p->belief.hint = NULL;
	form_belief(b->plugins, b->wire.passive, p, o);
	remember_file(p, o);
	if (p->belief.said) {
		p->belief.model = p->belief.said;
		p->belief.rival = NULL;
		p->belief.is_phone = true;
	}
	if (!p->belief.model && before)
		p->belief.model = before;
	m = p->belief.model ? NULL : memory_find(b, &p->mac);
	if (m && m->model[0] && (p->belief.model = plugins_model(b->plugins, m->model)))
		p->belief.is_phone = true;
	return p->belief.model != before || p->belief.rival != rival ||
	       p->belief.is_phone != phone;
}

void belief_image(struct phone *p, const char *name)
{
	char file[LOAD_NAME_SIZE];
	struct nr_load l;

	if (!file_name_normalise(name, file) || !model_read(p->belief.model, file, &l))
		return;
	if (l.kind != NR_KIND_COMPONENT)
		p->belief.image_protocol[0] = '\0';
	else if (l.protocol[0])
		snprintf(p->belief.image_protocol, sizeof(p->belief.image_protocol), "%.7s", l.protocol);
}

/* -- the load ------------------------------------------------------------------ */

const char *belief_word(const struct phone *p, enum load_source witness)
{
	const char *load = p->belief.word[witness].load;

	return load ? load : "";
}

static void forget_words(struct phone *p)
{
	for (size_t i = 0; i < NR_ARRAY_SIZE(p->belief.word); i++) {
		free(p->belief.word[i].load);
		p->belief.word[i] = (struct word){ NULL, 0 };
	}
}

void belief_finish(struct phone *p)
{
	forget_words(p);
}

/*
 * Words of the phone, best witness first: CDP, LLDP, ESP, SCCP, SIP, its web page
 * (enum load_source).  What it said before it last started is history.
 */
static bool is_current(const struct phone *p, enum load_source s)
{
	return witness_is_word(s) && p->belief.word[s].load &&
	       p->belief.word[s].at >= p->progress.booted_at;
}

/* A witness that says something new makes history of all that others said. */
static void hear_word(struct phone *p, const char *name, enum load_source source)
{
	struct word *w = &p->belief.word[source];

	if (is_current(p, source) && strcasecmp(w->load, name) != 0)
		forget_words(p);
	if (!w->load || strcmp(w->load, name) != 0) {
		free(w->load);
		w->load = strdup(name);
	}
	w->at = clock_mono_ms();
}

/* A word or proof beats a guess, and a guess a worse one; what a better witness
 * says stands; else the later word beats the earlier. */
static bool replaces(const struct phone *p, enum load_source source)
{
	if (!p->belief.load[0] || p->belief.load_restored)
		return true;
	if (!witness_is_strong(source))
		return !witness_is_strong(p->belief.load_source) &&
		       source < p->belief.load_source;
	return !witness_is_word(source) || source <= p->belief.load_source ||
	       !is_current(p, p->belief.load_source);
}

/* Is @source the witness to name for a load that was believed already? */
static bool better_witness(const struct phone *p, enum load_source source)
{
	if (!witness_is_strong(p->belief.load_source) || p->belief.load_restored)
		return true;
	/* The registration proof says nothing new about what CDP said before. */
	return witness_is_word(source) &&
	       (source < p->belief.load_source || !is_current(p, p->belief.load_source));
}

static const char *upper(const char *name, char out[16])
{
	size_t n = 0;

	for (; name[n] && n < 15; n++)
		out[n] = name[n] >= 'a' && name[n] <= 'z' ? (char)(name[n] - 'a' + 'A') : name[n];
	out[n] = '\0';
	return out;
}

/* The witness that contradicts what is believed now; LOAD_NONE: none does. */
static enum load_source dissenter(const struct phone *p)
{
	for (enum load_source s = LOAD_CDP; s <= LOAD_PLUGIN; s++)
		if (is_current(p, s) && strcasecmp(belief_word(p, s), p->belief.load) != 0)
			return s;
	return LOAD_NONE;
}

bool belief_in_doubt(const struct phone *p)
{
	return p->belief.doubt;
}

/* True when two witnesses contradict each other as they did not before. */
static bool weigh_words(struct phone *p)
{
	enum load_source other = dissenter(p);
	char text[sizeof(p->belief.disagreement)] = "", a[16], c[16];

	if (other != LOAD_NONE)
		snprintf(text, sizeof(text), "%s says %s, %s says %s: %s is believed",
			 upper(witness_load_name(other), a), belief_word(p, other),
			 upper(witness_load_name(p->belief.load_source), c), p->belief.load, c);
	p->belief.other = other;
	if (strcmp(text, p->belief.disagreement) == 0)
		return false;
	memcpy(p->belief.disagreement, text, sizeof(text));
	return text[0] != '\0';
}

static unsigned believe(struct phone *p, const char *name, enum load_source source)
{
	bool same = strcasecmp(p->belief.load, name) == 0;
	bool guessed = !witness_is_strong(p->belief.load_source);

	if (!replaces(p, source)) {
		p->belief.doubt |= !same && witness_is_word(source);
		return BELIEF_SAME;
	}
	p->belief.doubt = false;
	if (!same || better_witness(p, source))
		p->belief.load_source = source;
	p->belief.load_restored = false;
	if (witness_is_strong(source))
		p->belief.wiped = false;
	snprintf(p->belief.load, sizeof(p->belief.load), "%s", name);
	if (!same)
		return BELIEF_LOAD;
	return guessed && witness_is_strong(p->belief.load_source) ? BELIEF_WITNESS :
								     BELIEF_SAME;
}

unsigned belief_load(struct phone *p, const char *load, enum load_source source)
{
	bool doubt = p->belief.doubt;
	char name[LOAD_NAME_SIZE];
	unsigned changed;

	if (!file_name_normalise(load, name) || strlen(name) >= sizeof(p->belief.load))
		return BELIEF_SAME;
	if (witness_is_word(source))
		hear_word(p, name, source);
	changed = believe(p, name, source);
	if (weigh_words(p) || (p->belief.doubt && !doubt))
		changed |= BELIEF_DISPUTE;
	return changed;
}

bool belief_contradicted(struct phone *p, const char *said, enum load_source source)
{
	char a[16], c[16];

	if (!p->belief.load[0] || p->belief.doubt)
		return false;
	p->belief.doubt = true;
	snprintf(p->belief.disagreement, sizeof(p->belief.disagreement), "%s says '%.60s', %s says %s",
		 upper(witness_load_name(source), a), said, upper(witness_load_name(p->belief.load_source), c),
		 p->belief.load);
	return true;
}

/* -- parts with a version each ---------------------------------------------------- */

static const struct part_load *find_part(const struct phone *p, const char *part)
{
	for (size_t i = 0; i < NR_ARRAY_SIZE(p->belief.other_part); i++)
		if (strcasecmp(p->belief.other_part[i].part, part) == 0)
			return &p->belief.other_part[i];
	return NULL;
}

static bool is_first(const struct phone *p, const char *part)
{
	return !part[0] || !p->belief.model || model_part(p->belief.model, part) == 0;
}

/* The place of @part, or a free one; NULL: there is none. */
static struct part_load *place_of_part(struct phone *p, const char *part)
{
	const struct part_load *found = find_part(p, part);

	if (!found)
		found = find_part(p, "");
	return found ? &p->belief.other_part[found - p->belief.other_part] : NULL;
}

bool belief_part(struct phone *p, const char *part, const char *load, enum load_source source)
{
	struct part_load *l = place_of_part(p, part);
	char name[LOAD_NAME_SIZE];
	bool same;

	if (!l || !file_name_normalise(load, name) || strlen(name) >= sizeof(l->load) ||
	    strlen(part) >= sizeof(l->part))
		return false;
	same = strcasecmp(l->load, name) == 0;
	snprintf(l->part, sizeof(l->part), "%s", part);
	snprintf(l->load, sizeof(l->load), "%s", name);
	l->source = source;
	l->restored = false;
	return !same;
}

const char *belief_runs(const struct phone *p, const char *part)
{
	const struct part_load *l = is_first(p, part) ? NULL : find_part(p, part);

	return is_first(p, part) ? p->belief.load : l ? l->load : "";
}

enum load_source belief_runs_source(const struct phone *p, const char *part)
{
	const struct part_load *l = is_first(p, part) ? NULL : find_part(p, part);

	return is_first(p, part) ? p->belief.load_source : l ? l->source : LOAD_NONE;
}

const char *belief_all(const struct phone *p, char out[BELIEF_ALL_SIZE])
{
	size_t n = (size_t)snprintf(out, BELIEF_ALL_SIZE, "%s", p->belief.load);

	for (size_t i = 0; i < NR_ARRAY_SIZE(p->belief.other_part); i++)
		if (p->belief.other_part[i].part[0])
			n += (size_t)snprintf(out + n, BELIEF_ALL_SIZE - n, ",%s", p->belief.other_part[i].load);
	return out;
}

void belief_wiped(struct phone *p)
{
	p->belief.doubt = false;
	forget_words(p);
	p->belief.disagreement[0] = '\0';
	p->belief.wiped = true;
	p->belief.load[0] = '\0';
	p->belief.load_source = LOAD_NONE;
	p->belief.load_restored = false;
}

static void recall_parts(struct phone *p, const struct memory *m)
{
	for (size_t i = 0; i < NR_ARRAY_SIZE(m->part); i++) {
		struct part_load *l = m->part[i].part[0] ? place_of_part(p, m->part[i].part) : NULL;

		if (!l)
			continue;
		memcpy(l->part, m->part[i].part, sizeof(l->part));
		memcpy(l->load, m->part[i].load, sizeof(l->load));
		l->restored = true;
	}
}

static void recall(struct phone *p, const struct memory *m)
{
	recall_parts(p, m);
	if (!m->load[0])
		return;
	snprintf(p->belief.load, sizeof(p->belief.load), "%s", m->load);
	p->belief.load_source = m->load_source;
	p->belief.load_restored = true;
}

bool belief_begin(const struct bench *b, struct phone *p)
{
	const struct settings_phone *c = p->section;
	const struct memory *m;

	if (p->belief.met)
		return false;
	p->belief.met = true;
	m = memory_find(b, &p->mac);
	if (m)
		recall(p, m);
	if (m && m->said_model[0])
		p->belief.said = plugins_model(b->plugins, m->said_model);
	if (c && c->model)
		p->belief.said = plugins_model(b->plugins, c->model);
	if (c && c->load)
		belief_load(p, c->load, LOAD_OPERATOR);
	return true;
}

bool belief_board(struct phone *p, unsigned revision)
{
	bool changed = revision + 1 != p->belief.board;

	p->belief.board = revision + 1;
	return changed;
}

void belief_start(struct phone *p)
{
	p->belief.disagreement[0] = '\0';
}

unsigned belief_registration(struct phone *p, const char *load)
{
	unsigned changed = belief_load(p, load, LOAD_REGISTRATION);

	p->belief.load_source = LOAD_REGISTRATION;
	return changed;
}

void belief_lists(struct phone *p)
{
	p->belief.lists = true;
}

void belief_say_model(struct phone *p, const struct nr_model *m)
{
	p->belief.said = m;
}
