/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * proof.c -- what a phone runs, by its words and by its deeds, and which step
 * that proves.
 *
 * Sent is not installed: a step ends only when the phone shows that it runs the
 * load, by its own word (CDP, LLDP, ...) or because it comes back, fetches its
 * configuration, does not ask for the load in it and tries to register.
 */
#include <config.h>

#include "core/phone/proof.h"
#include "core/base/file_name.h"
#include "core/base/log.h"
#include "core/phone/alert.h"
#include "core/phone/belief.h"
#include "core/phone/course.h"
#include "core/phone/diary.h"
#include "core/phone/evidence.h"
#include "core/phone/memory.h"
#include "core/phone/news.h"
#include "core/phone/power.h"
#include "core/phone/progress.h"
#include "core/phone/safety.h"
#include "core/phone/sighting.h"
#include "core/phone/state.h"
#include "core/phone/witness.h"
#include "core/plan/stock.h"
#include "core/plugin/knowledge.h"

#include <strings.h>

/* @part: "" of the first, or only one. */
static void journal_proof(struct bench *b, struct phone *p, const char *load, const char *part)
{
	json_t *o = json_pack("{s:s, s:s}", "load", load, "source",
			      model_part(p->belief.model, part) > 0 ? witness_load_name(belief_runs_source(p, part)) :
							      witness_of_load(p));

	if (model_part(p->belief.model, part) > 0)
		json_object_set_new(o, "part", json_string(part));
	diary_note(b, p, "step.proven", o, true);
}

void proof_written(struct bench *b, struct phone *p)
{
	if (progress_written(p))
		diary_note(b, p, "phone.written", NULL, true);
}

static void say_done(struct phone *p)
{
	state_say(p, "NR-DONE", "runs %s (%s)", p->belief.load,
		  witness_of_load(p));
}

static void target_proven(struct bench *b, struct phone *p)
{
	proof_written(b, p);
	alert_clear(b, CODE_TRUST, p->id);
	say_done(p);
	state_event(b, p, EV_TARGET_PROVEN);
}

static void step_proven(struct bench *b, struct phone *p)
{
	const struct plan_step *s = course_step(p);

	proof_written(b, p);
	journal_proof(b, p, s->load, s->part);
	progress_lacks(p, "");
	power_proven(p);
	course_next_step(p);
	if (p->course.step >= p->course.plan->count) {
		target_proven(b, p);
	} else if (safety_at_rest(p) || course_is_rejected(b, p)) { /* what it waits for may have changed */
		course_replan(b, p);
	} else {
		course_say(p);
		state_event(b, p, EV_STEP_PROVEN);
	}
}

/* The proof of a step that an earlier run of the bench had sent. */
void proof_remembered(struct bench *b, struct phone *p)
{
	if (!witness_is_strong(p->belief.load_source) || !memory_prove(b, p, p->belief.load))
		return;
	journal_proof(b, p, p->belief.load, "");
}

/* Of several names of one version, the one that is used for it here: see model_same(). */
static void use_known_name(const struct phone *p, char load[64])
{
	const struct plan_step *s = course_step(p);
	const char *const names[] = { s ? s->load : "", p->course.planned ? p->course.plan->target : "",
				      p->belief.load };

	for (size_t i = 0; i < NR_ARRAY_SIZE(names); i++)
		if (names[i][0] && model_same(p->belief.model, names[i], load)) {
			snprintf(load, 64, "%s", names[i]);
			return;
		}
}

/* The belief about the running load changed, or was confirmed by the phone. */
static void load_known(struct bench *b, struct phone *p, bool changed)
{
	const struct plan_step *s = course_step(p);

	/* It may be writing another load than the one that it says: that is no end of it. */
	if (safety_may_write(p) && strcasecmp(p->progress.writing, p->belief.load) != 0) {
		if (changed)
			course_replan(b, p);
	} else if (s && witness_is_strong(p->belief.load_source) &&
	    strcasecmp(p->belief.load, s->load) == 0) {
		step_proven(b, p);
	} else if (p->course.planned && p->course.step >= p->course.plan->count && !changed &&
		   course_on_target(p) && p->state != PHONE_DONE && !safety_may_write(p)) {
		target_proven(b, p);
	} else if (changed) {
		proof_remembered(b, p);
		course_replan(b, p);
	}
}

/* It runs @load, says @source: true when something else was believed. */
static bool learn(struct bench *b, struct phone *p, const char *load, enum load_source source)
{
	unsigned changed = belief_load(p, load, source);

	news_load(b, p, changed);
	return changed & BELIEF_LOAD;
}

/* -- its words ----------------------------------------------------------------------- */

/* Does this sighting itself show that the phone has no load? */
bool proof_says_wiped(const struct phone *p, const struct sighting *s)
{
	for (const struct nr_match *r = p->belief.model->wiped; r && r->fact != NR_FACT_END;
	     r++)
		if (r->trust == NR_SURE && s->says[r->fact] && evidence_matches(p, r))
			return true;
	return false;
}

/* Is it the target, or in the library? */
static bool expected(const struct bench *b, const struct phone *p, const char *load)
{
	struct stop goal;

	return (course_goal(b, p, &goal) && strcasecmp(goal.name, load) == 0) ||
	       (b->library && index_load(b->library, load));
}

/*
 * A version in place of a name; the witness tells the protocol.  The number behind the
 * point is left out where that makes a load that there is, and with it does not.
 */
static bool printed_load(const struct bench *b, const struct phone *p, const char *said,
			 enum load_source source, char out[64])
{
	const char *protocol = witness_protocol(source);
	char first[64];

	if (!protocol || !model_printed(p->belief.model, protocol, said, true, out))
		return false;
	if (!expected(b, p, out) &&
	    model_printed(p->belief.model, protocol, said, false, first) &&
	    (expected(b, p, first) || strcasecmp(p->belief.load, first) == 0))
		memcpy(out, first, sizeof(first));
	return true;
}

/*
 * A phone that was wiped calls what it runs by the name of the list that it asked for,
 * "term65.default", until it was named a load (a 7965 and a 7941 did): it runs what it was
 * given under that name.
 */
static bool list_load(const struct phone *p, const struct nr_load *said, char out[64])
{
	const struct plan_step *s = course_step(p);

	if (said->kind != NR_KIND_MANIFEST)
		return false;
	if (s && s->manifest && p->progress.step.sent)
		snprintf(out, 64, "%s", s->load);
	else if (p->belief.load[0] && witness_is_strong(p->belief.load_source))
		snprintf(out, 64, "%s", p->belief.load);
	else
		return false;
	return true;
}

/* What it called itself to the same witness since it last started; "": nothing. */
static const char *called_itself(const struct phone *p, enum load_source source)
{
	const struct fact *e = &p->evidence.fact[NR_FACT_DEVICE_NAME];

	return e->text && witness_load_source(e->source) == source &&
			       e->at >= p->progress.booted_at ?
		       e->text :
		       "";
}

/* What @load, which it says that it runs, means; false: it is no load of this model. */
static bool running_load(const struct bench *b, const struct phone *p, const char *load,
			 enum load_source source, char out[64])
{
	const char *device = called_itself(p, source);
	char name[LOAD_NAME_SIZE];
	struct nr_load l;

	if (printed_load(b, p, load, source, out))
		return true;
	if (!model_parse(p->belief.model, load, &l))
		return false;
	if (list_load(p, &l, out))
		return true;
	if ((l.kind != NR_KIND_LOAD &&
	     (l.kind != NR_KIND_COMPONENT || !p->belief.model->running)))
		return false;
	if (model_running(p->belief.model, load, device, out))
		return true;
	if (!file_name_normalise(load, name) || strlen(name) >= 64)
		return false;
	memcpy(out, name, strlen(name) + 1);
	return true;
}

/*
 * A loader that speaks for its application proves nothing while the step that
 * brought it is under way.  @load: what the phone said, @runs: what that means.
 */
static bool only_the_loader(const struct phone *p, const char *load, const char *runs)
{
	const struct plan_step *s = course_step(p);
	const struct lib_load *list = course_list(p);
	struct nr_load l, goal;

	if (!list || !list->file_count || !model_parse(p->belief.model, load, &l) ||
	    l.kind != NR_KIND_COMPONENT || !model_parse(p->belief.model, s->load, &goal) ||
	    nr_load_order(&l, &goal) != NR_SAME)
		return false;
	return strcmp(load, runs) == 0 ||
	       !(p->progress.step.images >> (list->file_count - 1) & 1);
}

/*
 * A phone that was given images and did not come back since is still what it was, whatever a
 * frame with its MAC address says: the word that counts comes after its start.  Nobody saw
 * whether it started while the bench was away: then its first word counts.
 */
static bool said_too_early(const struct phone *p)
{
	return safety_may_write(p) && !p->progress.wrote_before && !safety_came_back(p);
}

/* Its words contradict each other, or do no longer: what is done waits for the better witness,
 * and so does what has not begun. */
static void doubted(struct bench *b, struct phone *p)
{
	if (!belief_in_doubt(p)) /* for the next run: which does not trust what was doubted */
		diary_identified(b, p);
	if (p->state == PHONE_DONE)
		course_replan(b, p);
	else if (p->state == PHONE_PLANNED)
		course_say(p);
}

/* What cannot be taken for what it runs still stands against what is believed. */
static void contradicts(struct bench *b, struct phone *p, const char *said, enum load_source source)
{
	if (!belief_contradicted(p, said, source))
		return;
	news_contradicted(b, p, said, source);
	doubted(b, p);
}

void proof_word(struct bench *b, struct phone *p, const struct sighting *s)
{
	const char *load = s->says[NR_FACT_LOAD];
	enum load_source source = witness_load_source(s->source);
	bool changed, doubt = belief_in_doubt(p);
	char runs[64];

	if (!load || source == LOAD_NONE)
		return;
	if (!running_load(b, p, load, source, runs)) {
		log_line(LOG_WARNING, p->name,
			 "says that it runs '%s', which is no load of a %s", load,
			 p->belief.model->name);
		contradicts(b, p, load, source);
		return;
	}
	if (only_the_loader(p, load, runs))
		return;
	use_known_name(p, runs);
	if (said_too_early(p)) {
		if (strcasecmp(runs, p->progress.writing) != 0 && strcasecmp(runs, p->belief.load) != 0)
			contradicts(b, p, runs, source);
		return;
	}
	if (witness_is_application(source) && safety_came_back(p))
		proof_written(b, p);
	changed = learn(b, p, runs, source);
	if (!changed && doubt != belief_in_doubt(p))
		doubted(b, p);
	if (changed) {
		progress_spoke(p);
		diary_identified(b, p);
	} else if (strcasecmp(belief_word(p, source), p->belief.load) != 0) {
		return;         /* a better witness stands against it */
	}
	load_known(b, p, changed);
}

/* What it runs of @part became known, or was confirmed. */
static void part_known(struct bench *b, struct phone *p, const char *part, bool changed)
{
	const struct plan_step *s = course_step(p);
	const char *runs = belief_runs(p, part);

	/* It may be writing another load, be it of another part: that is no end of it. */
	if (safety_may_write(p) && strcasecmp(p->progress.writing, runs) != 0) {
		if (changed)
			course_replan(b, p);
	} else if (s && strcasecmp(s->part, part) == 0 && strcasecmp(s->load, runs) == 0) {
		step_proven(b, p);
	} else if (changed) {
		if (memory_prove(b, p, runs))
			journal_proof(b, p, runs, part);
		course_replan(b, p);
	}
}

void proof_parts(struct bench *b, struct phone *p, const struct sighting *s)
{
	enum load_source source = witness_load_source(s->source);
	const char *const *parts = p->belief.model->parts;

	/* The first part is proven as the load; a model without parts has not even that. */
	for (int i = 1; parts && parts[0] && i < MODEL_PARTS && parts[i]; i++) {
		const char *part = parts[i];
		char runs[64];
		bool changed;

		if (!s->part[i][0] || source == LOAD_NONE || said_too_early(p))
			continue;
		memcpy(runs, s->part[i], sizeof(runs));
		use_known_name(p, runs);
		changed = belief_part(p, part, runs, source);
		if (changed)
			diary_identified(b, p);
		part_known(b, p, part, changed);
	}
}

void proof_wiped(struct bench *b, struct phone *p)
{
	if (p->belief.wiped)
		return;
	belief_wiped(p);
	news_wiped(b, p);
	course_forget_rejected(p);
	diary_note(b, p, "phone.wiped", NULL, true);
	diary_identified(b, p);
	course_replan(b, p);
}

/* -- its deeds ----------------------------------------------------------------------- */

/*
 * Its load is unknown, and it registers: it does not boot-loop, so it is not
 * sent the conservative way.  But its configuration can ask a question: name
 * the target, and serve nothing of it.  A phone that runs it registers again
 * without a word; any other asks for the list, hears "not found", and keeps
 * what it has.
 */
static void block_unknown(struct bench *b, struct phone *p)
{
	struct stop goal;

	course_probe(p, course_goal(b, p, &goal) ? goal.name : "");
	state_say(p, "NR-UNKNOWN",
		  "it registers, so it is not in a boot loop, but its load cannot be seen: "
		  "write load = ... in [phone %s]",
		  p->name);
	state_event(b, p, EV_NO_WAY);
}

static bool answers_probe(const struct phone *p)
{
	return p->state == PHONE_BLOCKED && p->course.probe[0] && p->progress.config_served &&
	       strcasecmp(p->progress.lacks, p->course.probe) != 0 &&
	       strcasecmp(p->progress.told, p->course.probe) == 0;
}

bool proof_gave_up(const struct phone *p)
{
	return p->state == PHONE_SERVING && p->progress.step.lists &&
	       !p->progress.step.images && !p->transfer.running;
}

static void offer_again(struct bench *b, struct phone *p)
{
	progress_offer_again(p);
	if (p->progress.step.reason)
		state_say(p, "NR-STEP", "rejected %s and says '%s': %s",
			  p->course.plan->step[p->course.step].load,
			  p->progress.step.reason->words, p->progress.step.reason->plain);
	else
		state_say(
			p, "NR-STEP",
			"read the file list of %s and goes on with what it has: it is offered "
			"again",
			p->course.plan->step[p->course.step].load);
	if (belief_in_doubt(p)) /* then it is not */
		course_say(p);
	state_event(b, p, EV_GAVE_UP);
}

static void probe_answered(struct bench *b, struct phone *p)
{
	learn(b, p, p->course.probe, LOAD_REGISTRATION);
	course_probe(p, "");
	diary_identified(b, p);
	course_replan(b, p);
}

/*
 * A deed proves only for phones that are known to compare the load in their configuration
 * with their own, and to fetch it when it differs.  Of others nothing but their word counts.
 */
static bool deeds_prove(const struct nr_model *m)
{
	return m->proofs & NR_PROOF_CONFIG;
}

/* Since @since it said itself that it runs something else than @load, or what nobody reads. */
static bool speaks_against(const struct bench *b, const struct phone *p, const char *load,
			   int64_t since)
{
	const struct fact *said = &p->evidence.fact[NR_FACT_LOAD];
	enum load_source source = witness_load_source(said->source);
	char runs[64], name[LOAD_NAME_SIZE];

	for (enum load_source s = LOAD_CDP; s <= LOAD_PLUGIN; s++)
		if (p->belief.word[s].load && p->belief.word[s].at >= since &&
		    strcasecmp(p->belief.word[s].load, load) != 0)
			return true;
	/* "sip88xx.12-5-1.loads" is how an 88xx says it. */
	return said->text && source != LOAD_NONE && said->at >= since &&
	       (!running_load(b, p, said->text, source, runs) || !file_name_normalise(runs, name) ||
		strcasecmp(name, load) != 0);
}

/*
 * It came back, read a configuration with this load in it, and did not ask for it.  What it
 * says of its load outweighs what it does: after its last image, else after its start.
 */
static void runs_what_was_named(struct bench *b, struct phone *p)
{
	const struct progress *g = &p->progress;
	const struct plan_step *s = course_step(p);
	int64_t since = g->step.images ? g->image_at : g->booted_at;

	if (!deeds_prove(p->belief.model) || (s && model_part(p->belief.model, s->part) > 0) ||
	    strcasecmp(g->told, s ? s->load : p->course.plan->target) != 0 ||
	    speaks_against(b, p, g->told, since))
		return;
	news_load(b, p, belief_registration(p, g->told));
	load_known(b, p, false);
}

static void ignores_its_configuration(const struct bench *b, struct phone *p)
{
	/* While its step must not begin it is named what it runs. */
	if (course_waits(b, p) || strcasecmp(p->progress.told, p->belief.load) == 0 ||
	    progress_ignored(p) != LOOPS)
		return;
	state_say(p, "NR-CFG", "it reads its configuration and registers without taking %s%s",
		  p->progress.told,
		  p->progress.signed_asked ?
			  ": it holds the trust list of another call manager, erase it" :
			  "");
	log_line(LOG_WARNING, p->name, "[%s] %s", p->code, p->message);
}

/*
 * May what it does be taken for what it runs?  When its step was sent whole, and nothing but the
 * proof is missing.  Else when what it was said to run was a guess only, and it was never seen to
 * ask for what its configuration names: who asks does not run it, and who gave it up may leave it
 * alone from then on.  What it said or showed before the bench was restarted is no guess; a deed
 * confirms it, and does not change it.
 */
static bool deeds_may_prove(const struct phone *p)
{
	const struct progress *g = &p->progress;

	if (p->belief.load_restored && !g->booted_at)
		return false;   /* what it did before may have been in an earlier run */
	if (g->step.sent)
		return true;
	if (g->step.images || strcasecmp(g->lacks, g->told) == 0)
		return false;
	return !witness_is_strong(p->belief.load_source) ||
	       (p->belief.load_restored && strcasecmp(g->told, p->belief.load) == 0);
}

/*
 * It got as far as registering.  After its step was sent, that is the proof.
 * When the load that it was said to run was only a guess, it is the proof that
 * it runs the load in its configuration.  When nothing is known about its
 * load, it shows that the phone does not boot-loop.
 */
void proof_at_rest(struct phone *p)
{
	if (p->state != PHONE_DONE || !p->stuck)
		return;
	state_unstuck(p);
	say_done(p);
}

void proof_registers(struct bench *b, struct phone *p)
{
	const struct progress *g = &p->progress;
	bool came_back = g->config_served && g->step.config_at >= g->image_at;

	/* What it asked for in between may have come from an address that nobody knew. */
	if (g->told[0] && g->told_ip.s_addr != p->ip.s_addr)
		progress_untold(p);
	progress_spoke(p);
	progress_config_good(p);
	if (g->booted_at > g->image_at)
		proof_written(b, p);
	if (p->state == PHONE_REFUSED)
		return;
	proof_at_rest(p); /* what was missing is this */
	if (proof_gave_up(p))
		offer_again(b, p);
	else if (p->state == PHONE_KNOWN && !p->belief.load[0] && g->config_served)
		block_unknown(b, p);
	else if (answers_probe(p) && !speaks_against(b, p, p->course.probe, g->booted_at))
		probe_answered(b, p);
	else if (!g->told[0] || !came_back || p->state == PHONE_DONE)
		return;
	else if (deeds_may_prove(p))
		runs_what_was_named(b, p);
	else if (!g->step.images && !(p->belief.load_restored && !g->booted_at))
		ignores_its_configuration(b, p);
}

/*
 * The new application asks.  What the phone says of itself since its last image outweighs
 * that.  Like a registration this is the bench's own conclusion: the phone's word may follow.
 */
void proof_asked(struct bench *b, struct phone *p)
{
	const struct plan_step *s = course_step(p);

	if (!s || speaks_against(b, p, s->load, p->progress.image_at))
		return;
	progress_spoke(p);
	if (learn(b, p, s->load, LOAD_SIGN))
		diary_identified(b, p);
	load_known(b, p, false);
}

/* A word that moves nothing: of a phone that is held. */
void proof_overhear(struct bench *b, struct phone *p, const struct sighting *s)
{
	const char *load = s->says[NR_FACT_LOAD];
	enum load_source source = witness_load_source(s->source);
	char runs[64];

	if (load && source != LOAD_NONE && running_load(b, p, load, source, runs) &&
	    learn(b, p, runs, source))
		diary_identified(b, p);
}

/* What it said about its load before anybody knew the model counts now. */
void proof_recall_word(struct bench *b, struct phone *p)
{
	const struct fact *e = &p->evidence.fact[NR_FACT_LOAD];
	enum load_source source = witness_load_source(e->source);
	char runs[64];

	if (e->text && source != LOAD_NONE && running_load(b, p, e->text, source, runs))
		learn(b, p, runs, source);
}
