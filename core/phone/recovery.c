/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * recovery.c -- what a sighting does to a phone: which device it is, that it boots, that
 * it registers, that it lives.  The parts: state.c (moves), course.c (target and
 * steps), proof.c (what it runs), download.c (what it fetches), patience.c
 * (silence), vlan.c (where it lives).
 */
#include <config.h>

#include "core/phone/recovery.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/phone/belief.h"
#include "core/phone/course.h"
#include "core/phone/diary.h"
#include "core/phone/download.h"
#include "core/phone/evidence.h"
#include "core/phone/memory.h"
#include "core/phone/news.h"
#include "core/phone/power.h"
#include "core/phone/progress.h"
#include "core/phone/proof.h"
#include "core/phone/registry.h"
#include "core/phone/safety.h"
#include "core/phone/sighting.h"
#include "core/phone/sign.h"
#include "core/phone/state.h"
#include "core/phone/uplink.h"
#include "core/phone/vendor.h"
#include "core/phone/vlan.h"
#include "core/phone/witness.h"
#include "core/plan/hardware.h"
#include "core/plugin/knowledge.h"

#include <arpa/inet.h>

static void held(struct bench *b, struct phone *p)
{
	state_say(p, "NR-HELD", "%s%s", b->config && settings_leaves(b->config, p->section) ?
			  "has no [phone] section: beside the DHCP server of a site the bench serves it nothing" :
			  "it is served nothing that changes it",
		  safety_may_write(p) ?
			  "; it may still be writing what it was given before: do "
			  "not unplug it until the advice says that it is safe" :
			  "");
	state_event(b, p, EV_HOLD);
}

/* One that is done stays so: nothing would change it anyway. */
void recovery_hold(struct bench *b, struct phone *p, bool hold)
{
	course_hold(p, hold);
	if (p->state == PHONE_DONE)
		return;
	if (hold) {
		held(b, p);
		return;
	}
	state_say(p, NULL, "released");
	state_event(b, p, EV_RESUME);
	if (p->belief.model)
		state_event(b, p, EV_IDENTIFIED);
	course_replan(b, p);
}

const char *recovery_retry(struct bench *b, struct phone *p, bool force)
{
	if (p->state == PHONE_HELD)
		return "it is held: release it with resume";
	if (!force && safety_disturbs(p))
		return "it fetches files or may be writing its flash: do not unplug it, and wait; "
		       "retry --force makes a new plan nevertheless";
	if (p->course.rejected[0])
		diary_note(b, p, "operator.retry", NULL, true);
	course_forget_rejected(p);
	course_replan(b, p);
	return NULL;
}

const char *recovery_forget(struct bench *b, struct phone *p, bool force)
{
	if (!force && safety_disturbs(p))
		return "it fetches files or may be writing its flash: do not unplug it, and wait; "
		       "forget --force takes its row away nevertheless";
	diary_note(b, p, "phone.forgotten", NULL, true);
	memory_forget(b, &p->mac);
	registry_forget(b, p);
	return NULL;
}

/* The operator's answers.  Each is kept in the journal, and known to the next run. */
static const char *busy(const struct phone *p)
{
	return safety_disturbs(p) ?
		       "it fetches files or may be writing its flash: wait until it is done "
		       "with that" :
		       NULL;
}

const char *recovery_say_model(struct bench *b, struct phone *p, const char *name)
{
	const struct nr_model *m = plugins_model(b->plugins, name);
	struct opinions o;

	if (!m)
		return "there is no such model: netrecover models lists them";
	if (busy(p))
		return busy(p);
	belief_say_model(p, m);
	diary_note(b, p, "operator.model", json_pack("{s:s}", "model", m->name), true);
	o = belief_ask(b, p);
	belief_model(b, p, &o);
	state_say(p, NULL, "a %s, says the operator", m->title);
	if (!state_event(b, p, EV_IDENTIFIED))
		course_replan(b, p);
	course_try(b, p);
	return NULL;
}

/* @load as one of its model's, on the way from @from (NULL: from anywhere). */
static const char *read_order(const struct bench *b, const struct phone *p, const char *from, const char *load,
			     struct stop *out)
{
	if (!p->belief.model)
		return "its model is not known: say that first, with model";
	if (busy(p))
		return busy(p);
	return plan_target(p->belief.model, b->library, from, load, out) ? NULL : "that is no load of its model";
}

const char *recovery_say_load(struct bench *b, struct phone *p, const char *load)
{
	struct stop stop;
	const char *why = read_order(b, p, NULL, load, &stop);

	if (why)
		return why;
	if (witness_is_strong(p->belief.load_source) && !p->belief.load_restored &&
	    strcasecmp(p->belief.load, stop.name) != 0)
		return "it says itself, or has shown, that it runs another load";
	belief_load(p, stop.name, LOAD_OPERATOR);
	diary_identified(b, p);
	course_replan(b, p);
	return NULL;
}

const char *recovery_say_target(struct bench *b, struct phone *p, const char *load)
{
	struct stop stop;
	const char *why = read_order(b, p, p->belief.load, load, &stop);

	if (why)
		return why;
	course_want(p, stop.name);
	diary_note(b, p, "operator.target", json_pack("{s:s}", "load", stop.name), true);
	course_replan(b, p);
	return NULL;
}

/* What it said is final: not to be offered again. */
static void refuse_for_hardware(struct bench *b, struct phone *p)
{
	const struct lib_load *refused = course_list(p);
	const struct plan_step *step = course_step(p);
	struct nr_load l;
	struct stop other;

	if (refused && model_parse(p->belief.model, step->load, &l) &&
	    hardware_remedy(p->belief.model, b->library, l.protocol, refused->hardware_comp,
			    false, &other))
		state_say(p, "NR-STEP",
			  "rejected %s and says '%s': its board needs a load that "
			  "supports newer hardware; the oldest in the library is %.60s%s",
			  step->load, p->progress.step.reason->words, other.name,
			  step->rule ? "" : ": make that its target");
	else
		state_say(p, "NR-STEP", "rejected %s and says '%s': %s", step->load,
			  p->progress.step.reason->words, p->progress.step.reason->plain);
	progress_untold(p);
	state_event(b, p, EV_REJECTED);
}

/* Its own words why it did not take a load: of this step, when it has begun it. */
static void sight_reason(struct bench *b, struct phone *p, const char *said)
{
	const struct reason *r = reason_find(said);
	const struct plan_step *s = course_step(p);
	const char *load = s && p->progress.step.lists ? s->load : NULL;

	if (!r)
		return;
	if (r != p->progress.step.reason) {
		progress_reason(p, r);
		log_line(LOG_WARNING, p->name, "[NR-STEP] rejected %s and says '%s': %s",
			 load ? load : "its last load", r->words, r->plain);
		diary_note(b, p, "step.reason",
			   json_pack("{s:s?, s:s, s:s}", "load", load, "reason", r->words,
				     "message", r->plain),
			   true);
	}
	/* An alarm may be old: only what it just read and left alone is meant. */
	if (r->is_final && proof_gave_up(p))
		refuse_for_hardware(b, p);
}

/* The version of its board became known, or is not the one that was believed. */
static bool sight_board(struct phone *p, const struct sighting *s)
{
	const char *text = s->says[NR_FACT_HARDWARE];
	unsigned revision;

	return text && hardware_revision(text, &revision) && belief_board(p, revision);
}

/* It asks for a list though none was named to it. */
static void sight_list(struct bench *b, struct phone *p, const char *name)
{
	bool open = p->state == PHONE_KNOWN || (p->state == PHONE_STALLED && !p->course.planned);

	if (!open || p->belief.load[0] || p->belief.wiped || !download_of_itself(b, p) ||
	    !sign_of_lists(p, name))
		return;
	belief_lists(p);
	recovery_alive(b, p);
}

/* It starts anew: what happened since the last start is now complete. */
static void sight_boot(struct bench *b, struct phone *p)
{
	bool silent =
		p->state == PHONE_KNOWN && p->progress.config_served && !p->belief.load[0];

	progress_boot(p);
	if (silent) {
		progress_silent_boot(p);
		course_try(b, p);
	}
	if (p->belief.model->boot_ends_writing)
		proof_written(b, p);
	if (p->state == PHONE_SERVING && p->progress.step.images && !p->transfer.running)
		download_broken_off(b, p);
}

static void model_known(struct bench *b, struct phone *p, const struct sighting *s)
{
	if (p->state != PHONE_HELD)
		state_say(p, NULL, "a %s", p->belief.model->title);
	if (!s->says[NR_FACT_LOAD]) {
		proof_recall_word(b, p);
		proof_remembered(b, p);
		diary_identified(b, p);
	}
	state_event(b, p, EV_IDENTIFIED);
}

static void say_stranger(struct phone *p)
{
	const char *text, *whose = vendor_find(p, &text);

	if (whose)
		state_say(p, NULL, "%s ('%.80s'), which no model of this bench knows: it is not served",
			  whose, text);
	else
		state_say(p, NULL, "not a phone: it is not served");
}

static void sight_identity(struct bench *b, struct phone *p, const struct sighting *s, const struct opinions *o)
{
	const struct nr_model *model = p->belief.model, *rival = p->belief.rival;

	/* What a frame with its MAC address says while it writes is weighed when it is back. */
	if ((p->belief.model && safety_may_write(p) && !safety_came_back(p)) ||
	    !evidence_news(p))
		return;
	if (belief_model(b, p, o))
		news_model(b, p);
	if (p->belief.model != model && model) {
		diary_identified(b, p);
		course_replan(b, p);
	} else if (p->belief.model != model) {
		model_known(b, p, s);
	} else if (p->belief.model && p->belief.rival != rival) {
		course_replan(b, p);
	} else if (p->belief.is_phone && p->state == PHONE_STRANGER) {
		state_say(p, NULL, "a phone, model not known yet");
		state_event(b, p, EV_REPLAN);
	} else if (!p->belief.is_phone && p->state == PHONE_SEEN &&
		   (p->evidence.sources & 1u << NR_SOURCE_DHCP)) {
		say_stranger(p);
		state_event(b, p, EV_STRANGER);
	}
}

/*
 * A SYN to a port at which a plugin stands in for the call manager: what the
 * phone is about to say there outweighs that it calls.  patience_tick() takes
 * the call for itself when no word follows.
 */
static bool words_follow(const struct bench *b, const struct sighting *s)
{
	return s->source == NR_SOURCE_TCP &&
	       b->stands_in >> witness_source(s->says[NR_FACT_REGISTERS]) & 1;
}

void recovery_alive(struct bench *b, struct phone *p)
{
	if (p->state != PHONE_STALLED)
		return;
	if (!p->course.planned) {
		state_say(p, NULL, "heard again");
		state_event(b, p, EV_ALIVE_KNOWN);
	} else if (p->progress.step.sent) {
		state_say(p, "NR-WAIT", "heard again: waiting for proof of %s",
			  p->course.plan->step[p->course.step].load);
		state_event(b, p, EV_ALIVE_SENT);
	} else {
		course_say(p);
		state_event(b, p, EV_ALIVE_PLANNED);
	}
}

/* One that was held when it was done, and is no longer; or that is held from the start. */
static void hold_again(struct bench *b, struct phone *p)
{
	if (p->course.hold && p->state != PHONE_HELD && p->state != PHONE_DONE)
		held(b, p);
}

/* The rest of what an earlier run knew and the operator wrote. */
static void meet(struct bench *b, struct phone *p)
{
	const struct memory *m = memory_find(b, &p->mac);

	if (m) {
		power_recall(p, m->power_cycles);
		registry_leased(p, m->leased);
	}
	if (m && m->writing[0])
		progress_image_before(p, m->writing, m->writing_at);
	if (m && m->dismissed) /* and here it is again */
		diary_note(b, p, "phone.writing", json_pack("{s:s}", "load", m->writing), true);
	if (m)
		progress_lacks(p, m->lacks);
	if (m && m->target[0])
		course_want(p, m->target);
	if (m && m->rejected[0])
		course_recall_rejected(p, m->rejected);
	if (p->section)
		course_hold(p, p->section->hold);
	else if (b->config && settings_leaves(b->config, NULL))
		course_hold(p, true);
}

/* One load that it says to run: of the first part it is the load, as of any phone. */
static void read_load(struct phone *p, struct sighting *s, const char *load)
{
	int part = model_part_of(p->belief.model, load);

	if (part > 0) {
		snprintf(s->part[part], sizeof(s->part[part]), "%.63s", load);
	} else if (!s->says[NR_FACT_LOAD]) {
		snprintf(s->load, sizeof(s->load), "%.63s", load);
		s->says[NR_FACT_LOAD] = s->load;
		evidence_load(p, s->load, s->source);
	}
}

/* The loads that its own way of speaking names, which only its model can read. */
static void read_words(struct phone *p, struct sighting *s)
{
	static const enum nr_fact texts[] = { NR_FACT_USER_AGENT, NR_FACT_PLATFORM, NR_FACT_VENDOR_CLASS };
	const char *said = s->says[NR_FACT_LOAD];
	bool found = false;
	char load[64];

	if (witness_load_source(s->source) == LOAD_NONE)
		return;
	if (said && model_part_of(p->belief.model, said) > 0) {
		s->says[NR_FACT_LOAD] = NULL;
		read_load(p, s, said);
		return;
	}
	for (size_t i = 0; !said && !found && i < NR_ARRAY_SIZE(texts); i++)
		for (unsigned k = 0; k < MODEL_PARTS && model_says(p->belief.model, texts[i], s->says[texts[i]],
								   s->says[NR_FACT_FILE_WANTED], k, load); k++) {
			read_load(p, s, load);
			found = true;
		}
}

/* While the guard asks or has tripped nobody is offered an address, so nobody leaves one. */
static bool makes_offers(const struct bench *b)
{
	return b->guard != NR_GUARD_ASKING && b->guard != NR_GUARD_TRIPPED && !b->no_address;
}

/* A request on the wire; whether it reaches the server that server tells. */
static bool asks_the_bench(const struct bench *b, const struct sighting *s)
{
	struct in_addr server;

	return s->source == NR_SOURCE_TFTP && s->says[NR_FACT_SERVER] &&
	       inet_pton(AF_INET, s->says[NR_FACT_SERVER], &server) == 1 &&
	       server.s_addr == b->wire.address.s_addr;
}

/* @o: as belief_ask() said, when a fact is new. */
static void sighted(struct bench *b, struct phone *p, struct sighting *s, const struct opinions *o)
{
	bool board = sight_board(p, s);

	if (belief_begin(b, p))
		meet(b, p);
	if (asks_the_bench(b, s))
		progress_on_wire(p);
	if (s->says[NR_FACT_BOOT]) {
		progress_start(p, makes_offers(b) && strcmp(s->says[NR_FACT_BOOT], "discover") == 0);
		belief_start(p);
	}
	sight_identity(b, p, s, o);
	if (p->belief.is_phone && evidence_described(p))
		diary_described(b, p);
	hold_again(b, p);
	if (p->belief.model)
		read_words(p, s);
	if (p->belief.model && s->says[NR_FACT_FILE_WANTED])
		belief_image(p, s->says[NR_FACT_FILE_WANTED]);
	vlan_sight(b, p, s);
	if (!p->belief.model || p->state == PHONE_HELD) {
		if (p->belief.model && proof_says_wiped(p, s))
			proof_wiped(b, p);
		else if (p->belief.model)
			proof_overhear(b, p, s);
		return;
	}
	if (!p->talks)
		recovery_alive(b, p);
	if (board && p->state == PHONE_PLANNED && !p->progress.step.lists &&
	    course_weighs_board(p))
		course_replan(b, p);
	proof_parts(b, p, s);
	if (proof_says_wiped(p, s))
		proof_wiped(b, p);
	else
		proof_word(b, p, s);
	if (s->says[NR_FACT_BOOT])
		sight_boot(b, p);
	if (s->says[NR_FACT_REASON])
		sight_reason(b, p, s->says[NR_FACT_REASON]);
	if (s->says[NR_FACT_REGISTERS]) {
		progress_called(p);
		progress_call(p, words_follow(b, s));
		if (!p->progress.registers_at)
			proof_registers(b, p);
	}
	if (s->says[NR_FACT_FILE_WANTED]) {
		download_wants(p, s->says[NR_FACT_FILE_WANTED]);
		sight_list(b, p, s->says[NR_FACT_FILE_WANTED]);
	}
	course_try(b, p);
	hold_again(b, p);
}

static void revive(struct bench *b, const struct memory *m)
{
	struct phone *p;
	struct opinions o;

	if (!m->writing[0] || m->dismissed || !(p = registry_get(b, &m->mac)))
		return;
	if (belief_begin(b, p))
		meet(b, p);
	registry_bind(b, p, m->ip);
	o = belief_ask(b, p);
	belief_model(b, p, &o);
	state_say(
		p, "NR-WAIT",
		"was given images of %s before the bench was restarted: waiting for its first word",
		m->writing);
	state_event(b, p, EV_IDENTIFIED);
}

void recovery_revive(struct bench *b)
{
	for (size_t i = 0; i < b->memory_count; i++)
		revive(b, &b->memory[i]);
}

/* What it is called follows from what was heard; nothing of it is lost when that changes. */
static void name_it(struct bench *b, struct phone *p, const struct opinions *o, bool is_new)
{
	const char *pattern = belief_name(b, p, o);
	char before[sizeof(p->name)], mac[NR_MAC_STR_SIZE];

	memcpy(before, p->name, sizeof(before));
	/* A name is never taken back for none. */
	if ((!pattern && !is_new) || !registry_name(p, pattern) || is_new)
		return;
	diary_note(b, p, "phone.named",
		   json_pack("{s:s, s:s}", "before", before, "mac", nr_mac_str(&p->mac, mac)), false);
}

static void announce(struct bench *b, struct phone *p)
{
	char mac[NR_MAC_STR_SIZE];

	diary_note(b, p, "phone.seen", json_pack("{s:s}", "mac", nr_mac_str(&p->mac, mac)),
		   false);
	if (b->changed)
		b->changed(b, p, b->changed_arg);
}

struct phone *recovery_sight(struct bench *b, const struct nr_sighting *what)
{
	nr_phone_id last = b->last_id;
	struct opinions o = { NULL, 0 };
	struct sighting s;
	struct phone *p;

	sighting_read(&s, what);
	s.by = b->speaker;
	if (uplink_sight(b, &s))
		return NULL;
	p = registry_sight(b, &s);
	if (!p)
		return NULL;
	if (p->evidence.news) {
		o = belief_ask(b, p);
		name_it(b, p, &o, b->last_id != last);
	}
	if (b->last_id != last)
		announce(b, p);
	sighted(b, p, &s, &o);
	return p;
}
