/* SPDX-License-Identifier: GPL-3.0-or-later */
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

#include <fnmatch.h>
#include <stdlib.h>
#include <strings.h>

/* -- the model ----------------------------------------------------------------- */

/* What one model's rows say of a phone; a bit for each fact. */
struct opinion {
	uint32_t sure, hint;
	bool phone;
};

static struct opinion opinion_of(const struct phone *p, const struct nr_model *m)
{
	struct opinion o = { 0, 0, false };

	for (const struct nr_match *r = m->matches; r->fact != NR_FACT_END; r++) {
		if (!evidence_matches(p, r))
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
	if (evidence_is_type(p, m))
		o.sure |= 1u << NR_FACT_DEVICE_TYPE;
	/* Anybody can ask for a file: that makes no device a phone. */
	o.phone |= (o.sure & ~(1u << NR_FACT_FILE_WANTED)) != 0;
	return o;
}

static bool sure_by(const struct opinion *o, size_t f)
{
	return o->sure & 1u << evidence_telling[f].fact;
}

static bool speaks_for(const struct opinion *o, size_t f)
{
	return (o->sure | o->hint) & 1u << evidence_telling[f].fact;
}

static size_t first_sure(const struct opinion *o, size_t n)
{
	for (size_t f = 0; f < EVIDENCE_TELLING; f++)
		for (size_t i = 0; i < n; i++)
			if (sure_by(&o[i], f))
				return i;
	return n;
}

/* A text that makes another model sure contradicts this one, unless it speaks for it too. */
static size_t first_rival(const struct opinion *o, size_t n, size_t model)
{
	for (size_t f = 0; f < EVIDENCE_TELLING; f++)
		for (size_t i = 0; i < n; i++)
			if (i != model && sure_by(&o[i], f) && !speaks_for(&o[model], f))
				return i;
	return n;
}

/* Two models that are sure by the same text are rivals too. */
static size_t first_twin(const struct opinion *o, size_t n, size_t model)
{
	for (size_t f = 0; f < EVIDENCE_TELLING; f++) {
		if (!sure_by(&o[model], f))
			continue;
		for (size_t i = model + 1; i < n; i++)
			if (sure_by(&o[i], f))
				return i;
		break;
	}
	return n;
}

/* Who said the most telling text that makes it sure. */
static enum nr_source witness_of(const struct phone *p, const struct opinion *o)
{
	for (size_t f = 0; f < EVIDENCE_TELLING; f++)
		if (sure_by(o, f))
			return p->evidence.fact[evidence_telling[f].fact].source;
	return NR_SOURCE_NONE;
}

static void form_belief(const struct plugins *all, bool passive, struct phone *p, const struct opinion *o)
{
	size_t n = all->model_count, sure, other;

	for (size_t i = 0; i < n; i++) {
		p->belief.is_phone |= o[i].phone;
		if (!p->belief.hint && o[i].hint)
			p->belief.hint = &all->model[i]->model;
	}
	sure = first_sure(o, n);
	/* In a capture nobody is served: what only a phone of this model asks for is enough. */
	p->belief.is_phone |= passive && sure < n;
	if (!p->belief.is_phone || sure == n)
		return;
	p->belief.model = &all->model[sure]->model;
	p->belief.model_source = witness_of(p, &o[sure]);
	other = first_rival(o, n, sure);
	if (other == n)
		other = first_twin(o, n, sure);
	if (other < n)
		p->belief.rival = &all->model[other]->model;
}

/* The last name that only some models ask for: their family is known by it. */
static void remember_file(struct phone *p, const struct opinion *o, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((o[i].sure | o[i].hint) & 1u << NR_FACT_FILE_WANTED) {
			snprintf(p->belief.file, sizeof(p->belief.file), "%.127s",
				 evidence_fact(p, NR_FACT_FILE_WANTED));
			return;
		}
}

/* It calls itself as phones of this model are called, or asks for a file that is so called. */
static bool has_name_of(const struct phone *p, const struct nr_model *m)
{
	char name[DEVICE_NAME_SIZE];

	if (!m->phone_name)
		return false;
	device_name_write(m->phone_name, &p->mac, name);
	if (strcasecmp(evidence_fact(p, NR_FACT_DEVICE_NAME), name) == 0 ||
	    strcasecmp(evidence_fact(p, NR_FACT_HOST_NAME), name) == 0)
		return true;
	for (const struct nr_name *n = m->names; n && n->glob; n++)
		if (strchr(n->glob, '%') && evidence_glob(p, n->glob, evidence_fact(p, NR_FACT_FILE_WANTED)))
			return true;
	return false;
}

const char *belief_name(const struct bench *b, const struct phone *p)
{
	const struct memory *m = memory_find(b, &p->mac);
	const struct nr_model *model = p->belief.model;
	const char *perhaps = NULL;

	if (!model && m && m->model[0])
		model = plugins_model(b->plugins, m->model);
	if (model)
		return model->phone_name;
	for (size_t i = 0; i < b->plugins->model_count; i++) {
		const struct nr_model *one = &b->plugins->model[i]->model;
		struct opinion o = opinion_of(p, one);

		if (o.sure)
			return one->phone_name;
		if (!perhaps && (o.phone || o.hint || has_name_of(p, one)))
			perhaps = one->phone_name;
	}
	return perhaps;
}

/*
 * What a phone asked for is remembered as its latest request only, so a model
 * that was learnt from a manifest must outlive the next request.
 */
bool belief_model(const struct bench *b, struct phone *p)
{
	const struct nr_model *before = p->belief.model, *rival = p->belief.rival;
	bool phone = p->belief.is_phone;
	size_t n = b->plugins->model_count;
	const struct memory *m;
	struct opinion *o;

	p->belief.model = p->belief.rival = p->belief.hint = NULL;
	o = calloc(n ? n : 1, sizeof(*o));
	if (!o)
		return false;
	for (size_t i = 0; i < n; i++)
		o[i] = opinion_of(p, &b->plugins->model[i]->model);
	form_belief(b->plugins, b->wire.passive, p, o);
	remember_file(p, o, n);
	free(o);
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

/*
 * Words of the phone, best witness first: CDP, LLDP, ESP, SCCP, SIP, its web page
 * (enum load_source).  What it said before it last started is history.
 */
static bool is_current(const struct phone *p, enum load_source s)
{
	return witness_is_word(s) && p->belief.word[s].load[0] &&
	       p->belief.word[s].at >= p->progress.booted_at;
}

/* A witness that says something new makes history of all that others said. */
static void hear_word(struct phone *p, const char *name, enum load_source source)
{
	struct word *w = &p->belief.word[source];

	if (is_current(p, source) && strcasecmp(w->load, name) != 0)
		memset(p->belief.word, 0, sizeof(p->belief.word));
	snprintf(w->load, sizeof(w->load), "%s", name);
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
		if (is_current(p, s) && strcasecmp(p->belief.word[s].load, p->belief.load) != 0)
			return s;
	return LOAD_NONE;
}

/* True when two witnesses contradict each other as they did not before. */
static bool weigh_words(struct phone *p)
{
	enum load_source other = dissenter(p);
	char text[sizeof(p->belief.disagreement)] = "", a[16], c[16];

	if (other != LOAD_NONE)
		snprintf(text, sizeof(text), "%s says %s, %s says %s: %s is believed",
			 upper(witness_load_name(other), a), p->belief.word[other].load,
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

	if (!replaces(p, source))
		return BELIEF_SAME;
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
	char name[LOAD_NAME_SIZE];
	unsigned changed;

	if (!file_name_normalise(load, name) || strlen(name) >= sizeof(p->belief.load))
		return BELIEF_SAME;
	if (witness_is_word(source))
		hear_word(p, name, source);
	changed = believe(p, name, source);
	return weigh_words(p) ? changed | BELIEF_DISPUTE : changed;
}

void belief_wiped(struct phone *p)
{
	memset(p->belief.word, 0, sizeof(p->belief.word));
	p->belief.disagreement[0] = '\0';
	p->belief.wiped = true;
	p->belief.load[0] = '\0';
	p->belief.load_source = LOAD_NONE;
	p->belief.load_restored = false;
}

static void recall(struct phone *p, const struct memory *m)
{
	if (!m->load[0])
		return;
	snprintf(p->belief.load, sizeof(p->belief.load), "%s", m->load);
	p->belief.load_source = m->load_source;
	p->belief.load_restored = true;
}

bool belief_begin(const struct bench *b, struct phone *p)
{
	const struct settings_phone *c = b->config ? settings_phone(b->config, &p->mac) : NULL;
	const struct memory *m = memory_find(b, &p->mac);

	if (p->belief.met)
		return false;
	p->belief.met = true;
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
