/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * proof.c -- what a phone runs, by its words and by its deeds, and which step
 * that proves.
 *
 * Sent is not installed: a step ends only when the phone shows that it runs the
 * load, by its own word (CDP, LLDP, ...) or because it comes back, fetches its
 * configuration, does not ask for the load in it and tries to register.
 */
#include <config.h>

#include "core/phone/recovery.h"
#include "core/plugin/knowledge.h"
#include "core/base/log.h"
#include "core/plan/stock.h"

#include <strings.h>

static void journal_proof(struct bench *b, struct phone *p, const char *load)
{
	recovery_journal(b, p, "step.proven",
			 json_pack("{s:s, s:s}", "load", load, "source",
				   load_source_name(p->load_source)),
			 true);
}

static void target_proven(struct bench *b, struct phone *p)
{
	phone_say(p, "NR-DONE", "runs %s (%s)", p->load, load_source_name(p->load_source));
	phone_event(b, p, EV_TARGET_PROVEN);
}

static void step_proven(struct bench *b, struct phone *p)
{
	journal_proof(b, p, p->plan.step[p->step].load);
	p->step++;
	p->power_cycles = 0;
	course_begin_step(p);
	p->told[0] = '\0';
	if (p->step >= p->plan.count) {
		target_proven(b, p);
	} else {
		course_say(p);
		phone_event(b, p, EV_STEP_PROVEN);
	}
}

/* The proof of a step that an earlier run of the bench had sent. */
void proof_remembered(struct bench *b, struct phone *p)
{
	if (!load_source_strong(p->load_source) || !registry_prove(b, p))
		return;
	journal_proof(b, p, p->load);
}

/* The belief about the running load changed, or was confirmed by the phone. */
static void load_known(struct bench *b, struct phone *p, bool changed)
{
	const struct plan_step *s = course_step(p);

	if (s && load_source_strong(p->load_source) && strcasecmp(p->load, s->load) == 0) {
		step_proven(b, p);
	} else if (p->planned && p->step >= p->plan.count && !changed && course_on_target(p) &&
		   p->state != PHONE_DONE) {
		target_proven(b, p);
	} else if (changed) {
		proof_remembered(b, p);
		recovery_replan(b, p);
	}
}

/* -- its words ----------------------------------------------------------------------- */

/* Does this sighting itself show that the phone has no load? */
bool proof_says_wiped(const struct phone *p, const struct nr_sighting *s)
{
	for (const struct nr_match *r = p->model->wiped; r && r->fact != NR_FACT_END; r++)
		if (r->trust == NR_SURE && sighting_says(s, r->fact) && belief_matches(p, r))
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
	const char *protocol = source == LOAD_SIP ? "SIP" : "SCCP";
	char first[64];

	if (source != LOAD_SIP && source != LOAD_SCCP)
		return false;
	if (!model_printed(p->model, protocol, said, true, out))
		return false;
	if (!expected(b, p, out) && model_printed(p->model, protocol, said, false, first) &&
	    (expected(b, p, first) || strcasecmp(p->load, first) == 0))
		memcpy(out, first, sizeof(first));
	return true;
}

/* What @load, which it says that it runs, means; false: it is no load of this model. */
static bool running_load(const struct bench *b, const struct phone *p, const char *load,
			 enum load_source source, char out[64])
{
	const char *device = phone_fact(p, NR_FACT_DEVICE_NAME);
	struct nr_load l;

	if (printed_load(b, p, load, source, out))
		return true;
	if (!model_parse(p->model, load, &l) ||
	    (l.kind != NR_KIND_LOAD && (l.kind != NR_KIND_COMPONENT || !p->model->running)))
		return false;
	if (!p->model->running || !p->model->running(p->model, load, device, out, 64))
		snprintf(out, 64, "%s", load);
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

	if (!list || !list->file_count || !model_parse(p->model, load, &l) ||
	    l.kind != NR_KIND_COMPONENT || !model_parse(p->model, s->load, &goal) ||
	    nr_load_order(&l, &goal) != NR_SAME)
		return false;
	return strcmp(load, runs) == 0 || !(p->progress.images >> (list->file_count - 1) & 1);
}

void proof_word(struct bench *b, struct phone *p, const struct nr_sighting *s)
{
	const char *load = sighting_says(s, NR_FACT_LOAD);
	enum load_source source = load_source_of(s->source);
	char runs[64];
	bool changed;

	if (!load || source == LOAD_NONE)
		return;
	if (!running_load(b, p, load, source, runs)) {
		log_line(LOG_WARNING, p->name, "says that it runs '%s', which is no load of a %s", load,
			 p->model->name);
		return;
	}
	if (only_the_loader(p, load, runs))
		return;
	changed = belief_load(b, p, runs, source);
	if (changed) {
		p->silent_boots = 0;
		phone_journal_identified(b, p);
	} else if (strcasecmp(p->word[source].load, p->load) != 0) {
		return;         /* a better witness stands against it */
	}
	load_known(b, p, changed);
}

void proof_wiped(struct bench *b, struct phone *p)
{
	if (p->wiped)
		return;
	belief_wiped(b, p);
	p->wiped_tries = 0;
	p->wiped_parts = 0;
	recovery_journal(b, p, "phone.wiped", NULL, true);
	phone_journal_identified(b, p);
	recovery_replan(b, p);
}

/* -- its deeds ----------------------------------------------------------------------- */

/*
 * Its load is unknown, and it registers: it does not boot-loop, so it is not
 * sent the conservative way.  But its configuration can ask a question: name
 * the target, and serve nothing of it.  A phone that runs it registers again
 * without a word; any other asks for the list, is told "not found", and keeps
 * what it has.
 */
static void block_unknown(struct bench *b, struct phone *p)
{
	struct stop goal;

	snprintf(p->probe, sizeof(p->probe), "%.63s", course_goal(b, p, &goal) ? goal.name : "");
	phone_say(p, "NR-UNKNOWN", "it registers, so it does not boot-loop, but nobody can see its load: "
		  "write load = ... in [phone %s]", p->name);
	phone_event(b, p, EV_NO_WAY);
}

static bool answers_probe(const struct phone *p)
{
	return p->state == PHONE_BLOCKED && p->probe[0] && p->config_served &&
	       strcasecmp(p->told, p->probe) == 0;
}

bool proof_gave_up(const struct phone *p)
{
	return p->state == PHONE_SERVING && p->progress.lists && !p->progress.images && !p->transfers;
}

static void offer_again(struct bench *b, struct phone *p)
{
	p->progress.booted = true;
	p->told[0] = '\0';
	if (p->reason)
		phone_say(p, "NR-STEP", "did not take %s and says '%s': %s", p->plan.step[p->step].load,
			  p->reason->words, p->reason->plain);
	else
		phone_say(p, "NR-STEP", "read the file list of %s and goes on with what it has: it is offered "
			  "again", p->plan.step[p->step].load);
	phone_event(b, p, EV_GAVE_UP);
}

static void probe_answered(struct bench *b, struct phone *p)
{
	belief_load(b, p, p->probe, LOAD_REGISTRATION);
	p->probe[0] = '\0';
	phone_journal_identified(b, p);
	recovery_replan(b, p);
}

/* It came back, read a configuration with this load in it, and did not ask for it. */
static void runs_what_it_was_told(struct bench *b, struct phone *p)
{
	const struct plan_step *s = course_step(p);

	if (strcasecmp(p->told, s ? s->load : p->plan.target) != 0)
		return;
	/* What it said of its load after it came back outweighs what it does. */
	if (p->progress.sent && p->fact[NR_FACT_LOAD].at > p->progress.config_at)
		return;
	belief_load(b, p, p->told, LOAD_REGISTRATION);
	p->load_source = LOAD_REGISTRATION;
	load_known(b, p, false);
}

static void ignores_its_configuration(struct phone *p)
{
	if (++p->ignored != LOOPS)
		return;
	phone_say(p, "NR-CFG", "it reads its configuration and registers without taking %s%s", p->told,
		  p->signed_asked ? ": it holds the trust list of another call manager, erase it" : "");
	log_line(LOG_WARNING, p->name, "[%s] %s", p->code, p->message);
}

/*
 * It got as far as registering.  After its step was sent, that is the proof.
 * When the load that it was said to run was only a guess, it is the proof that
 * it runs the load in its configuration.  When nothing is known about its
 * load, it shows that the phone does not boot-loop.
 */
void proof_registers(struct bench *b, struct phone *p)
{
	bool came_back = p->progress.sent ? p->progress.config_after : p->config_served;

	p->silent_boots = 0;
	if (p->state == PHONE_REFUSED)
		return;
	if (proof_gave_up(p))
		offer_again(b, p);
	else if (p->state == PHONE_KNOWN && !p->load[0] && p->config_served)
		block_unknown(b, p);
	else if (answers_probe(p))
		probe_answered(b, p);
	else if (!p->told[0] || !came_back || p->state == PHONE_DONE)
		return;
	else if (p->progress.sent || p->load_restored || !load_source_strong(p->load_source))
		runs_what_it_was_told(b, p);
	else
		ignores_its_configuration(p);
}

/* A word that moves nothing: of a phone that is held. */
void proof_overhear(struct bench *b, struct phone *p, const struct nr_sighting *s)
{
	const char *load = sighting_says(s, NR_FACT_LOAD);
	enum load_source source = load_source_of(s->source);
	char runs[64];

	if (load && source != LOAD_NONE && running_load(b, p, load, source, runs))
		belief_load(b, p, runs, source);
}

/* What it said about its load before anybody knew the model counts now. */
void proof_recall_word(struct bench *b, struct phone *p)
{
	const struct evidence *e = &p->fact[NR_FACT_LOAD];
	enum load_source source = load_source_of(e->source);
	char runs[64];

	if (e->text && source != LOAD_NONE && running_load(b, p, e->text, source, runs))
		belief_load(b, p, runs, source);
}
