/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * patience.c -- what can be stuck: how it shows, for how long that is normal, what it
 * means and what to do.  One table, in the order in which its rows are tried: what
 * was seen goes before what was not.
 */
#include <config.h>

#include "core/phone/patience.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/noun.h"
#include "core/phone/course.h"
#include "core/phone/download.h"
#include "core/phone/evidence.h"
#include "core/phone/progress.h"
#include "core/phone/proof.h"
#include "core/phone/safety.h"
#include "core/phone/state.h"
#include "core/phone/witness.h"

#include <arpa/inet.h>
#include <strings.h>

/* From a phone's SYN to its words, at a call manager that answers. */
#define WORDS_MS 2000
/* A phone that runs sends CDP and LLDP every minute; three are missed by then. */
#define ANNOUNCES_MS 200000
#define HEARD_MS     70000
/* It asks four times for an address within 60 s (4, 8, 16, 32 s apart). */
#define DISCOVERS 4
/* The loader of a 7940 sends a request 15 times in 60 s, a 79x1 four times in 16. */
#define UNHEARD 3
/* A 7960 on a bad path made 60 such requests in 15 minutes; on a good one there are none. */
#define LOSSES 12
/* 66 pairs of requests for its configuration in 63 s were seen of one that rejects it. */
#define CONFIGS        6
#define CONFIGS_ALONE  2
#define LONELY_MS      60000
#define ELSEWHERE_MS   15000
/* It asks four times for each file: one alone may have come late to the ear. */
#define ON_THE_WIRE    2
#define ON_THE_WIRE_MS 5000

#define IN(state) (1u << (state))
#define BEFORE    (IN(PHONE_KNOWN) | IN(PHONE_PLANNED))
#define AT_WORK   (IN(PHONE_SERVING) | IN(PHONE_SENT))
#define WAITS     (BEFORE | AT_WORK | IN(PHONE_STALLED))

enum manner {
	QUIET,
	TALKS,   /* it is heard all the same */
	GOES_ON, /* ... and keeps its state */
};

struct stuck {
	const char *code, *certainty;
	unsigned states; /* in which it may be so */
	enum manner manner;
	bool (*holds)(const struct bench *b, const struct phone *p, int64_t now);
	void (*say)(const struct bench *b, struct phone *p, int64_t now, const char *code);
};

static unsigned minutes(int64_t ms)
{
	return (unsigned)((ms + 59999) / 60000);
}

/* Silence while another server was on the wire, or the bench was not, is nobody's fault. */
static int64_t silence(const struct bench *b, const struct phone *p, int64_t now)
{
	int64_t last = p->evidence.heard_at > p->since_mono ? p->evidence.heard_at : p->since_mono;

	if (b->wire_at > last)
		last = b->wire_at;
	return now - (b->guard_at > last ? b->guard_at : last);
}

static const char *step_load(const struct phone *p)
{
	const struct plan_step *s = course_step(p);

	return s ? s->load : "its load";
}

static bool announces(const struct phone *p)
{
	return p->evidence.sources & (1u << NR_SOURCE_CDP | 1u << NR_SOURCE_LLDP);
}

/* -- its requests ------------------------------------------------------------------- */

static bool takes_no_offer(const struct bench *b, const struct phone *p, int64_t now)
{
	(void)b;
	(void)now;
	return p->belief.is_phone && p->progress.discovers >= DISCOVERS;
}

static void say_no_offer(const struct bench *b, struct phone *p, int64_t now, const char *code)
{
	(void)b;
	(void)now;
	state_say(
		p, code,
		"has asked %u %s for an address and takes none of the offers: what the bench "
		"sends does not reach it (cable, VLAN, port of the switch), or it rejects them",
		p->progress.discovers, noun_of(p->progress.discovers, "time", "times"));
}

/* The capture sees requests for the bench, and the server gets none. */
static bool is_behind_a_firewall(const struct bench *b, const struct phone *p, int64_t now)
{
	(void)b;
	return p->progress.on_wire >= ON_THE_WIRE && now - p->progress.on_wire_at >= ON_THE_WIRE_MS &&
	       !p->transfer.running;
}

static void say_firewall(const struct bench *b, struct phone *p, int64_t now, const char *code)
{
	(void)b;
	(void)now;
	state_say(
		p, code,
		"its requests are on the wire and do not reach the bench's program: a firewall on "
		"this machine drops UDP 69; netrecover -t names the rule");
}

static bool is_unheard(const struct bench *b, const struct phone *p, int64_t now)
{
	(void)b;
	(void)now;
	return p->progress.unheard >= UNHEARD;
}

static void say_unheard(const struct bench *b, struct phone *p, int64_t now, const char *code)
{
	bool done = p->state == PHONE_DONE;

	(void)b;
	(void)now;
	state_say(
		p, code,
		"%s%s%sasks again and again for the same file: the answers do not reach it; check cable and "
		"port, and whether a firewall on this machine drops what the bench sends",
		done ? "runs " : "", done ? p->belief.load : "", done ? ", and " : "");
}

/* Some arrive. */
static bool is_lossy(const struct bench *b, const struct phone *p, int64_t now)
{
	const struct step_progress *g = &p->progress.step;

	(void)b;
	(void)now;
	return g->lost >= LOSSES && g->lost * 4 >= g->arrived;
}

static void say_lossy(const struct bench *b, struct phone *p, int64_t now, const char *code)
{
	(void)b;
	(void)now;
	state_say(
		p, code,
		"had to ask %u %s again for what the bench had sent, and goes on: packets are lost on "
		"the way; check cable, port of the switch and its duplex",
		p->progress.step.lost, noun_of(p->progress.step.lost, "time", "times"));
}

static bool asks_elsewhere(const struct bench *b, const struct phone *p, int64_t now)
{
	const struct fact *asks = &p->evidence.fact[NR_FACT_SERVER];

	return p->ip.s_addr != INADDR_ANY && evidence_asks_elsewhere(p, b->wire.address) &&
	       asks->at > p->progress.asked_at &&
	       now - (p->progress.asked_at > p->since_mono ? p->progress.asked_at :
							     p->since_mono) >=
		       ELSEWHERE_MS;
}

static void say_elsewhere(const struct bench *b, struct phone *p, int64_t now, const char *code)
{
	(void)b;
	(void)now;
	state_say(
		p, code,
		"asks %s for its files, not the bench: an alternate TFTP server is set on the phone; "
		"erase it in Settings > Network Configuration, or reset the phone",
		evidence_fact(p, NR_FACT_SERVER));
}

/* It took its address from another DHCP server while that one was here. */
static bool was_led_astray(const struct bench *b, const struct phone *p, int64_t now)
{
	struct in_addr server;

	return b->guard_last.s_addr != INADDR_ANY && asks_elsewhere(b, p, now) &&
	       inet_pton(AF_INET, evidence_fact(p, NR_FACT_SERVER), &server) == 1 &&
	       server.s_addr == b->guard_last.s_addr;
}

static void say_astray(const struct bench *b, struct phone *p, int64_t now, const char *code)
{
	(void)b;
	(void)now;
	state_say(
		p, code,
		"asks %s for its files, not the bench: a DHCP server answered there, and gave it its "
		"address; with that server off this wire it comes back when it starts again",
		evidence_fact(p, NR_FACT_SERVER));
}

static bool rejects_its_configuration(const struct bench *b, const struct phone *p, int64_t now)
{
	(void)b;
	(void)now;
	return p->progress.configs >= CONFIGS;
}

static void say_rejects(const struct bench *b, struct phone *p, int64_t now, const char *code)
{
	(void)b;
	(void)now;
	state_say(
		p, code,
		"has fetched its configuration %u %s and neither fetches a load nor registers: it "
		"rejects it%s, or has not heard the end of it; reset the phone",
		p->progress.configs, noun_of(p->progress.configs, "time", "times"),
		p->progress.signed_asked ? " (it wants it signed: it holds a trust list)" : "");
}

/* One that hears the end of its configuration goes on: to a list, to its call manager, or to
 * its next start. */
static bool reads_nothing_else(const struct bench *b, const struct phone *p, int64_t now)
{
	(void)b;
	(void)now;
	return p->progress.configs_alone >= CONFIGS_ALONE;
}

static void say_nothing_else(const struct bench *b, struct phone *p, int64_t now, const char *code)
{
	(void)b;
	(void)now;
	state_say(
		p, code,
		"has fetched %s %u %s, again and again, and asks for nothing else: it rejects it, or "
		"does not hear the end of it (a firewall, a bad port of the switch)",
		p->progress.asked, p->progress.configs_alone, noun_of(p->progress.configs_alone, "time", "times"));
}

/* Its firmware is what it shall be, and still it does not come to rest. */
static bool finds_no_manager(const struct bench *b, const struct phone *p, int64_t now)
{
	return rejects_its_configuration(b, p, now);
}

static void say_no_manager(const struct bench *b, struct phone *p, int64_t now, const char *code)
{
	bool sip = strncasecmp(p->progress.config, "SIP", 3) == 0;

	(void)b;
	(void)now;
	state_say(p, code,
		  "runs %s (%s): its firmware is done. It has fetched %s %u %s since and does not "
		  "register: %s",
		  p->belief.load, witness_of_load(p), p->progress.config,
		  p->progress.configs, noun_of(p->progress.configs, "time", "times"),
		  sip ? "it is not provisioned, which is for its call manager to do" :
			"no call manager answers it");
}

/* -- who it is ------------------------------------------------------------------------ */

static bool has_fixed_address(const struct bench *b, const struct phone *p, int64_t now)
{
	(void)b;
	return p->belief.is_phone && announces(p) &&
	       !(p->evidence.sources & 1u << NR_SOURCE_DHCP) && !p->progress.asked_at &&
	       now - p->evidence.seen_at >= LONELY_MS;
}

static void say_fixed(const struct bench *b, struct phone *p, int64_t now, const char *code)
{
	(void)b;
	(void)now;
	state_say(
		p, code,
		"is on the wire and never asked for an address: it has a fixed one; set DHCP Enabled to "
		"Yes in Settings > Network Configuration, or reset the phone");
}

static bool is_of_no_known_model(const struct bench *b, const struct phone *p, int64_t now)
{
	(void)b;
	return p->belief.is_phone && !p->belief.model && !p->off_wire &&
	       now - p->evidence.seen_at >= LONELY_MS;
}

static void say_no_model(const struct bench *b, struct phone *p, int64_t now, const char *code)
{
	const char *says = evidence_fact(p, NR_FACT_PLATFORM);

	(void)b;
	(void)now;
	if (!says[0])
		says = evidence_fact(p, NR_FACT_VENDOR_CLASS);
	state_say(
		p, code,
		"is a phone, and nobody knows its model%s%.60s%s: say it with netrecover model %s MODEL",
		says[0] ? " ('" : "", says, says[0] ? "')" : "", p->name);
}

/* -- silence -------------------------------------------------------------------------- */

static bool is_overdue(const struct bench *b, const struct phone *p, int64_t now)
{
	(void)b;
	return safety_is_overdue(p) && !p->transfer.running &&
	       silence(b, p, now) >= p->belief.model->patience.transfer * INT64_C(1000);
}

static void say_overdue(const struct bench *b, struct phone *p, int64_t now, const char *code)
{
	const char *ritual = p->belief.model->reset;

	(void)b;
	(void)now;
	state_say(
		p, code,
		"may be writing %s for longer than it ever takes (%u min): look at its display. If it "
		"shows nothing, and no lamp has changed for ten more minutes, take its power and give it back%s%s",
		step_load(p), (p->belief.model->patience.flash + 59u) / 60u,
		ritual ? "; if that does not help: " : "", ritual ? ritual : "");
}

static bool writes_quietly(const struct bench *b, const struct phone *p, int64_t now)
{
	(void)b;
	return p->state == PHONE_SENT &&
	       silence(b, p, now) > p->belief.model->patience.flash * INT64_C(1000);
}

static void say_quietly(const struct bench *b, struct phone *p, int64_t now, const char *code)
{
	(void)b;
	state_say(
		p, code,
		"no sign of life for %u min since it has all of %s: a phone that writes flash may be "
		"this slow, and so may one that is dead; look at its display",
		minutes(silence(b, p, now)), step_load(p));
}

static bool stopped_midway(const struct bench *b, const struct phone *p, int64_t now)
{
	(void)b;
	return p->state == PHONE_SERVING && !p->transfer.running &&
	       silence(b, p, now) > p->belief.model->patience.transfer * INT64_C(1000);
}

/* It may write what it has, wait for what did not reach it, or have lost its power. */
static void say_midway(const struct bench *b, struct phone *p, int64_t now, const char *code)
{
	unsigned of, taken = download_taken(p, &of);

	(void)b;
	if (taken)
		state_say(
			p, code,
			"no sign of life for %u min after %u of %u %s of %s: it may be writing "
			"them, or have lost cable or power; look at its display",
			minutes(silence(b, p, now)), taken, of, noun_of(of, "file", "files"), step_load(p));
	else
		state_say(
			p, code,
			"stopped in the middle of %s: check cable and power, or it rejected the file",
			p->transfer.file[0] ? p->transfer.file : "its download");
}

static bool is_silent(const struct bench *b, const struct phone *p, int64_t now)
{
	return p->ip.s_addr != INADDR_ANY &&
	       silence(b, p, now) > p->belief.model->patience.ask * INT64_C(1000);
}

static bool is_gone(const struct bench *b, const struct phone *p, int64_t now)
{
	(void)b;
	return announces(p) && is_silent(b, p, now) && silence(b, p, now) >= ANNOUNCES_MS;
}

static void say_gone(const struct bench *b, struct phone *p, int64_t now, const char *code)
{
	(void)b;
	state_say(
		p, code,
		"is gone: it announced itself every minute, and nothing was heard for %u min; it is "
		"unplugged or has no power",
		minutes(silence(b, p, now)));
}

/* How long it has asked for nothing. */
static int64_t idle(const struct phone *p, int64_t now)
{
	int64_t last = p->since_mono;

	if (p->progress.asked_at > last)
		last = p->progress.asked_at;
	return now - (p->progress.booted_at > last ? p->progress.booted_at : last);
}

/* It is heard, does not register, and asks for nothing. */
static bool asks_for_nothing(const struct bench *b, const struct phone *p, int64_t now)
{
	const struct fact *calls = &p->evidence.fact[NR_FACT_REGISTERS];

	(void)b;
	return announces(p) && p->ip.s_addr != INADDR_ANY && silence(b, p, now) < HEARD_MS &&
	       !(calls->text && calls->at >= p->progress.booted_at) &&
	       idle(p, now) > p->belief.model->patience.ask * INT64_C(1000);
}

static void say_nothing(const struct bench *b, struct phone *p, int64_t now, const char *code)
{
	(void)b;
	state_say(
		p, code,
		"has an address, is heard, and asks for nothing for %u min: an alternate TFTP server in "
		"its settings, or damaged manufacturing data; reset the phone",
		minutes(idle(p, now)));
}

static bool is_quiet(const struct bench *b, const struct phone *p, int64_t now)
{
	(void)b;
	return !announces(p) && is_silent(b, p, now);
}

static void say_quiet(const struct bench *b, struct phone *p, int64_t now, const char *code)
{
	(void)b;
	state_say(
		p, code,
		"has an address and asks for nothing for %u min: it is unplugged, has an alternate TFTP "
		"server in its settings, or damaged manufacturing data",
		minutes(silence(b, p, now)));
}

static const struct stuck stuck[] = {
	{ "NR-OFFER", "likely", IN(PHONE_SEEN) | BEFORE | IN(PHONE_STALLED), TALKS,
	  takes_no_offer, say_no_offer },
	{ "NR-FIREWALL", "sure", IN(PHONE_SEEN) | WAITS, TALKS, is_behind_a_firewall,
	  say_firewall },
	{ "NR-UNHEARD", "likely", WAITS | IN(PHONE_DONE), TALKS, is_unheard, say_unheard },
	{ "NR-UNHEARD", "likely", IN(PHONE_PLANNED) | AT_WORK, GOES_ON, is_lossy, say_lossy },
	{ "NR-ROGUE", "likely", WAITS, TALKS, was_led_astray, say_astray },
	{ "NR-NOTFTP", "sure", WAITS, TALKS, asks_elsewhere, say_elsewhere },
	{ "NR-CFG", "likely", BEFORE | IN(PHONE_STALLED), TALKS, rejects_its_configuration,
	  say_rejects },
	{ "NR-CFG", "guess", BEFORE | IN(PHONE_STALLED), TALKS, reads_nothing_else,
	  say_nothing_else },
	{ "NR-DONE", "likely", IN(PHONE_DONE), TALKS, finds_no_manager, say_no_manager },
	{ "NR-FIXED", "likely", IN(PHONE_SEEN) | BEFORE | IN(PHONE_STALLED), TALKS,
	  has_fixed_address, say_fixed },
	{ "NR-MODEL", "sure", IN(PHONE_SEEN), TALKS, is_of_no_known_model, say_no_model },
	{ "NR-WAIT", "guess", WAITS, QUIET, is_overdue, say_overdue },
	{ "NR-WAIT", "likely", IN(PHONE_SENT), QUIET, writes_quietly, say_quietly },
	{ "NR-GONE", "likely", IN(PHONE_SERVING), QUIET, stopped_midway, say_midway },
	{ "NR-GONE", "likely", BEFORE, QUIET, is_gone, say_gone },
	{ "NR-NOTFTP", "likely", BEFORE, TALKS, asks_for_nothing, say_nothing },
	{ "NR-NOTFTP", "guess", BEFORE, QUIET, is_quiet, say_quiet },
};

static const struct stuck *find_stuck(const struct bench *b, const struct phone *p, int64_t now)
{
	for (size_t i = 0; i < NR_ARRAY_SIZE(stuck); i++)
		if (stuck[i].states & IN(p->state) &&
		    (p->belief.model || IN(PHONE_SEEN) & stuck[i].states) &&
		    stuck[i].holds(b, p, now))
			return &stuck[i];
	return NULL;
}

/* What stands in its row already is not told again; its figures may be other ones by now. */
static void look(struct bench *b, struct phone *p, int64_t now)
{
	const struct stuck *s = find_stuck(b, p, now);

	if (!s)
		return;
	s->say(b, p, now, s->code);
	if (p->stuck == s) {
		state_still_stuck(p, s->certainty);
		return;
	}
	state_stuck(b, p, s, s->manner != QUIET, s->certainty, s->manner == GOES_ON);
}

bool patience_holds(const struct bench *b, const struct phone *p)
{
	const struct stuck *s = p->stuck;

	return s && s->holds(b, p, clock_mono_ms());
}

void patience_look(struct bench *b, struct phone *p)
{
	if (!b->wire.passive && b->guard != NR_GUARD_TRIPPED && !b->no_address &&
	    (b->link != BENCH_LINK_DOWN || safety_may_write(p)))
		look(b, p, clock_mono_ms());
}

static void tick_phone(struct bench *b, struct phone *p, int64_t now)
{
	if (p->belief.model && p->progress.registers_at &&
	    now - p->progress.registers_at >= WORDS_MS) {
		bool read_since = p->progress.config_at > p->progress.registers_at;

		progress_call(p, false);
		if (!read_since)
			proof_registers(b, p);
	}
	patience_look(b, p);
}

void patience_tick(struct bench *b)
{
	int64_t now = clock_mono_ms();

	for (struct phone *p = b->phones; p; p = p->next)
		tick_phone(b, p, now);
}
