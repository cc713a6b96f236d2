/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * recovery.c -- one state machine per phone.
 *
 *  seen --> known --> planned --> serving --> sent --> done
 *             |          ^           |          |
 *             v          |           v          v     refused: it fetched the list and
 *          blocked       +-------- stalled <----+     turned it down, again and again
 *                        +------- (next step) --+     held, stranger: never served
 *
 * Events move a phone; phone_event() is the only place where its state
 * changes, so the only one that logs it and tells the journal.  Sent is not
 * installed: a step ends only when the phone shows that it runs the load, by
 * its own word (CDP, LLDP, ...) or because it comes back, fetches its
 * configuration, does not ask for the load in it and tries to register.
 */
#include <config.h>

#include "core/bench.h"
#include "core/clock.h"
#include "core/knowledge.h"
#include "core/log.h"

#include <arpa/inet.h>
#include <stdarg.h>
#include <strings.h>

enum phone_event {
	EV_STRANGER,            /* surely not a phone */
	EV_IDENTIFIED,          /* the model is sure */
	EV_PLANNED,             /* there is a step to take */
	EV_NO_WAY,              /* something is missing, or no way leads there */
	EV_LIST,                /* it fetches the list of its step */
	EV_SENT,                /* it has all files */
	EV_STEP_PROVEN,         /* it runs its step's load; more steps follow */
	EV_TARGET_PROVEN,       /* it runs its target */
	EV_GAVE_UP,             /* it read the list, took no image and registers */
	EV_TURNED_DOWN,         /* again and again */
	EV_SILENT,              /* for longer than is normal */
	EV_ALIVE_KNOWN,         /* a stalled phone is heard: no plan yet */
	EV_ALIVE_PLANNED,       /* ... its step is still to be taken */
	EV_ALIVE_SENT,          /* ... it had been sent everything */
	EV_REPLAN,
	EV_HOLD,
	EV_RESUME,
};

static const char *const state_names[PHONE_STATES] = {
	[PHONE_SEEN] = "seen",
	[PHONE_KNOWN] = "known",
	[PHONE_PLANNED] = "planned",
	[PHONE_SERVING] = "serving",
	[PHONE_SENT] = "sent",
	[PHONE_DONE] = "done",
	[PHONE_BLOCKED] = "blocked",
	[PHONE_REFUSED] = "refused",
	[PHONE_STALLED] = "stalled",
	[PHONE_HELD] = "held",
	[PHONE_STRANGER] = "stranger",
};

const char *phone_state_name(enum phone_state s)
{
	return state_names[s];
}

static const struct {
	enum phone_state from;
	enum phone_event on;
	enum phone_state to;
} moves[] = {
	{ PHONE_SEEN, EV_STRANGER, PHONE_STRANGER },
	{ PHONE_SEEN, EV_IDENTIFIED, PHONE_KNOWN },
	{ PHONE_STRANGER, EV_IDENTIFIED, PHONE_KNOWN },
	{ PHONE_STRANGER, EV_REPLAN, PHONE_SEEN },      /* a phone after all */
	{ PHONE_KNOWN, EV_PLANNED, PHONE_PLANNED },
	{ PHONE_KNOWN, EV_NO_WAY, PHONE_BLOCKED },
	{ PHONE_KNOWN, EV_TARGET_PROVEN, PHONE_DONE },
	{ PHONE_KNOWN, EV_SILENT, PHONE_STALLED },
	{ PHONE_PLANNED, EV_LIST, PHONE_SERVING },
	{ PHONE_PLANNED, EV_SENT, PHONE_SENT },         /* sent by an earlier run of the bench */
	{ PHONE_PLANNED, EV_STEP_PROVEN, PHONE_PLANNED }, /* it fetched elsewhere */
	{ PHONE_PLANNED, EV_TARGET_PROVEN, PHONE_DONE },
	{ PHONE_PLANNED, EV_TURNED_DOWN, PHONE_REFUSED },
	{ PHONE_PLANNED, EV_SILENT, PHONE_STALLED },
	{ PHONE_PLANNED, EV_REPLAN, PHONE_KNOWN },
	{ PHONE_SERVING, EV_LIST, PHONE_SERVING },
	{ PHONE_SERVING, EV_SENT, PHONE_SENT },
	{ PHONE_SERVING, EV_STEP_PROVEN, PHONE_PLANNED },
	{ PHONE_SERVING, EV_TARGET_PROVEN, PHONE_DONE },
	{ PHONE_SERVING, EV_GAVE_UP, PHONE_PLANNED },   /* until it comes again */
	{ PHONE_SERVING, EV_TURNED_DOWN, PHONE_REFUSED },
	{ PHONE_SERVING, EV_SILENT, PHONE_STALLED },
	{ PHONE_SERVING, EV_REPLAN, PHONE_KNOWN },
	{ PHONE_SENT, EV_LIST, PHONE_SERVING },         /* not installed: it comes again */
	{ PHONE_SENT, EV_STEP_PROVEN, PHONE_PLANNED },
	{ PHONE_SENT, EV_TARGET_PROVEN, PHONE_DONE },
	{ PHONE_SENT, EV_TURNED_DOWN, PHONE_REFUSED },
	{ PHONE_SENT, EV_SILENT, PHONE_STALLED },
	{ PHONE_SENT, EV_REPLAN, PHONE_KNOWN },
	{ PHONE_STALLED, EV_LIST, PHONE_SERVING },
	{ PHONE_STALLED, EV_SENT, PHONE_SENT },
	{ PHONE_STALLED, EV_STEP_PROVEN, PHONE_PLANNED },
	{ PHONE_STALLED, EV_TARGET_PROVEN, PHONE_DONE },
	{ PHONE_STALLED, EV_TURNED_DOWN, PHONE_REFUSED },
	{ PHONE_STALLED, EV_ALIVE_KNOWN, PHONE_KNOWN },
	{ PHONE_STALLED, EV_ALIVE_PLANNED, PHONE_PLANNED },
	{ PHONE_STALLED, EV_ALIVE_SENT, PHONE_SENT },
	{ PHONE_STALLED, EV_REPLAN, PHONE_KNOWN },
	{ PHONE_DONE, EV_REPLAN, PHONE_KNOWN },         /* it runs something else now */
	{ PHONE_BLOCKED, EV_REPLAN, PHONE_KNOWN },
	{ PHONE_REFUSED, EV_REPLAN, PHONE_KNOWN },
	{ PHONE_SEEN, EV_HOLD, PHONE_HELD },
	{ PHONE_KNOWN, EV_HOLD, PHONE_HELD },
	{ PHONE_PLANNED, EV_HOLD, PHONE_HELD },
	{ PHONE_SERVING, EV_HOLD, PHONE_HELD },
	{ PHONE_SENT, EV_HOLD, PHONE_HELD },
	{ PHONE_DONE, EV_HOLD, PHONE_HELD },
	{ PHONE_BLOCKED, EV_HOLD, PHONE_HELD },
	{ PHONE_REFUSED, EV_HOLD, PHONE_HELD },
	{ PHONE_STALLED, EV_HOLD, PHONE_HELD },
	{ PHONE_HELD, EV_RESUME, PHONE_SEEN },
};

/* Loops of a phone that turned its list down before we believe it (an image of a
 * real loop is the same list every 90 to 150 s). */
#define LOOPS 3
/* A list asked again this soon, without a boot between, is one boot's doing:
 * a 7906 was seen to ask for it twice within a second. */
#define SAME_BOOT_MS 5000
#define SILENT_BOOTS 3
/* From a phone's SYN to its words, at a call manager that answers. */
#define WORDS_MS 2000

bool phone_at_rest(const struct phone *p)
{
	switch (p->state) {
	case PHONE_DONE:
	case PHONE_BLOCKED:
	case PHONE_REFUSED:
	case PHONE_HELD:
	case PHONE_STRANGER:
		return true;
	case PHONE_SEEN:
	case PHONE_KNOWN:
	case PHONE_PLANNED:
	case PHONE_SERVING:
	case PHONE_SENT:
	case PHONE_STALLED:
	case PHONE_STATES:
		break;
	}
	return false;
}

const char *phone_advice(const struct phone *p)
{
	switch (p->state) {
	case PHONE_SERVING:
	case PHONE_SENT:
		return "do not unplug";
	case PHONE_STALLED:
		return p->progress.images ? "do not unplug" : "safe to unplug";
	case PHONE_DONE:
		return "safe to move";
	case PHONE_KNOWN:
	case PHONE_PLANNED:
	case PHONE_BLOCKED:
	case PHONE_REFUSED:
	case PHONE_HELD:
		return "safe to unplug";
	case PHONE_SEEN:
	case PHONE_STRANGER:
	case PHONE_STATES:
		break;
	}
	return NULL;
}

/* -- saying it -------------------------------------------------------------------- */

void recovery_journal(struct bench *b, struct phone *p, const char *event, json_t *more, bool sync)
{
	json_t *o = json_pack("{s:s}", "phone", p->name);

	if (more) {
		json_object_update(o, more);
		json_decref(more);
	}
	b->journal_dirty |= sync;
	if (b->journal)
		journal_event(b->journal, event, o, false);
	else
		json_decref(o);
}

static void __attribute__((format(printf, 3, 4)))
say(struct phone *p, const char *code, const char *fmt, ...)
{
	va_list ap;

	snprintf(p->code, sizeof(p->code), "%s", code ? code : "");
	va_start(ap, fmt);
	vsnprintf(p->message, sizeof(p->message), fmt, ap);
	va_end(ap);
}

static json_t *trouble(const struct phone *p)
{
	return json_pack("{s:s, s:s}", "code", p->code, "message", p->message);
}

/* What the journal says when a phone enters a state. */
static void journal_state(struct bench *b, struct phone *p, enum phone_state from)
{
	switch (p->state) {
	case PHONE_PLANNED:
		if (from == PHONE_KNOWN)
			recovery_journal(b, p, "phone.planned",
					 json_pack("{s:s, s:s, s:i}", "from", p->plan.from, "target",
						   p->plan.target, "steps", (int)p->plan.count),
					 true);
		break;
	case PHONE_SENT:
		recovery_journal(b, p, "step.sent",
				 json_pack("{s:s}", "load", p->plan.step[p->step].load), true);
		break;
	case PHONE_DONE:
		recovery_journal(b, p, "phone.done",
				 json_pack("{s:s, s:s, s:s}", "load", p->load, "source",
					   load_source_name(p->load_source), "advice", "safe to move"),
				 true);
		break;
	case PHONE_BLOCKED:
		recovery_journal(b, p, "phone.blocked", trouble(p), true);
		break;
	case PHONE_REFUSED:
		recovery_journal(b, p, "phone.refused", trouble(p), true);
		break;
	case PHONE_STALLED:
		recovery_journal(b, p, "phone.stalled", trouble(p), true);
		break;
	case PHONE_HELD:
		recovery_journal(b, p, "phone.held", NULL, true);
		break;
	case PHONE_SEEN:
	case PHONE_KNOWN:
	case PHONE_SERVING:
	case PHONE_STRANGER:
	case PHONE_STATES:
		break;
	}
}

static void log_state(const struct phone *p)
{
	const char *advice = phone_advice(p);
	bool bad = p->state == PHONE_BLOCKED || p->state == PHONE_REFUSED || p->state == PHONE_STALLED;

	log_line(bad ? LOG_WARNING : LOG_INFO, p->name, "%s%s%s%s%s%s%s%s", state_names[p->state],
		 p->code[0] ? " [" : "", p->code, p->code[0] ? "]" : "", p->message[0] ? ": " : "",
		 p->message, advice ? " -- " : "", advice ? advice : "");
}

/*
 * The only place where a phone changes its state.  Code and message must be
 * set (say) before; a row that keeps the state only starts its clock anew.
 */
static bool phone_event(struct bench *b, struct phone *p, enum phone_event ev)
{
	enum phone_state from = p->state;

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
		if (moves[i].from != from || moves[i].on != ev)
			continue;
		p->state = moves[i].to;
		p->since = clock_wall_ms();
		p->since_mono = b->changed_at = clock_mono_ms();
		if (p->state != from || ev == EV_STEP_PROVEN) {
			log_state(p);
			journal_state(b, p, from);
		}
		if (b->changed)
			b->changed(b, p, b->changed_arg);
		return true;
	}
	return false;
}

/* -- the target ------------------------------------------------------------------- */

static const char *own_target(const struct bench *b, const struct phone *p)
{
	const struct config_phone *cp = config_phone(b->config, &p->mac);
	const struct config_model *cm = config_model(b->config, p->model);

	if (cp && cp->target)
		return cp->target;
	return cm ? cm->target : NULL;
}

/* The call manager's word: a load name, "" for "leave it as it is", NULL for none. */
static const char *call_manager_target(const struct bench *b, const struct phone *p)
{
	const struct xmldefault_row *row;
	bool mended;

	if (!b->xmldefault || b->config->target == CONFIG_TARGET_NEWEST)
		return NULL;
	row = xmldefault_find(b->xmldefault, p->model, &mended);
	return row ? row->load : NULL;
}

static const char *running_protocol(const struct phone *p)
{
	static char protocol[8];
	struct nr_load l;

	protocol[0] = '\0';
	if (p->load[0] && model_parse(p->model, p->load, &l))
		snprintf(protocol, sizeof(protocol), "%s", l.protocol);
	return protocol;
}

static const char *find_target(const struct bench *b, const struct phone *p)
{
	const char *t = own_target(b, p);
	const struct lib_load *l;

	if (!t)
		t = call_manager_target(b, p);
	if (t)
		return t[0] ? t : p->load;
	l = b->library ? plan_newest(p->model, b->library, running_protocol(p)) : NULL;
	return l ? l->name : NULL;
}

/* -- planning --------------------------------------------------------------------- */

static const struct plan_step *current_step(const struct phone *p)
{
	return p->planned && p->step < p->plan.count ? &p->plan.step[p->step] : NULL;
}

/* The list that the phone works through in this step. */
static const struct lib_load *step_list(const struct phone *p)
{
	const struct plan_step *s = current_step(p);

	if (!s)
		return NULL;
	return s->manifest ? s->manifest : s->have;
}

static void begin_step(struct phone *p)
{
	memset(&p->progress, 0, sizeof(p->progress));
	p->ignored = 0;
	p->file[0] = '\0';
	p->bytes = p->total = 0;
}

static void say_missing(struct phone *p)
{
	const char *what = "";
	const struct plan_step *s = NULL;

	for (size_t i = 0; i < p->plan.count && !s; i++)
		if (!p->plan.step[i].have)
			s = &p->plan.step[i];
	if (!s) {
		say(p, "NR-LIB", "the library lacks something that the way to %s needs", p->plan.target);
		return;
	}
	if (p->plan.count > 1 && s->rule)
		what = " (a required stop)";
	say(p, "NR-LIB", "the library has no whole %s%s: import %s, and it goes on by itself", s->load, what,
	    s->archive);
}

static void say_planned(struct phone *p)
{
	const struct plan_step *s = current_step(p);

	if (s)
		say(p, NULL, "step %zu of %zu: %s, when it asks for its configuration", p->step + 1,
		    p->plan.count, s->load);
	else
		say(p, NULL, "said to run its target: waiting for proof");
}

/* Is this load the target already, by the phone's own word? */
static bool on_target(const struct phone *p)
{
	return p->planned && p->plan.result == PLAN_READY && p->step >= p->plan.count &&
	       load_source_strong(p->load_source) && !p->load_restored;
}

static void recall_sent(struct bench *b, struct phone *p)
{
	const struct memory *m = registry_memory(b, p->name);
	const struct plan_step *s = current_step(p);

	if (!m || !s || strcmp(m->sent, s->load) != 0)
		return;
	p->progress.sent = true;
	p->progress.images = 1;
	say(p, "NR-WAIT", "was sent %s before the bench was started anew: waiting for proof", s->load);
	phone_event(b, p, EV_SENT);
}

static void enter_plan(struct bench *b, struct phone *p)
{
	switch (p->plan.result) {
	case PLAN_MISSING:
		say_missing(p);
		phone_event(b, p, EV_NO_WAY);
		return;
	case PLAN_IMPOSSIBLE:
		say(p, "NR-NOPLAN", "%s", p->plan.why);
		phone_event(b, p, EV_NO_WAY);
		return;
	case PLAN_READY:
		break;
	}
	if (on_target(p)) {
		say(p, "NR-DONE", "runs %s already: nothing to do", p->load);
		phone_event(b, p, EV_TARGET_PROVEN);
		return;
	}
	say_planned(p);
	phone_event(b, p, EV_PLANNED);
	recall_sent(b, p);
}

static void make_plan(struct bench *b, struct phone *p, enum plan_from from)
{
	static const struct library empty = { .dirfd = -1 };
	const struct library *lib = b->library ? b->library : &empty;
	const char *target = find_target(b, p);

	p->step = 0;
	begin_step(p);
	p->planned = target != NULL;
	if (!target || !target[0]) {
		p->planned = false;
		say(p, "NR-NOPLAN", "no target: neither the call manager's file nor the library names a load "
		    "for a %s", p->model->name);
		phone_event(b, p, EV_NO_WAY);
		return;
	}
	if (from == PLAN_FROM_WIPED && p->wiped_fallback)
		plan_make_wiped_fallback(&p->plan, p->model, lib, target);
	else
		plan_make(&p->plan, p->model, lib, from, p->load, target);
	enter_plan(b, p);
}

/* In state known: plan when enough is known to plan. */
static void try_plan(struct bench *b, struct phone *p)
{
	if (p->state != PHONE_KNOWN || b->wire.passive)
		return;
	if (p->rival) {
		say(p, "NR-AMBIG", "looks like a %s and like a %s: say which in [phone %s]",
		    p->model->name, p->rival->name, p->name);
		phone_event(b, p, EV_NO_WAY);
	} else if (p->wiped) {
		make_plan(b, p, PLAN_FROM_WIPED);
	} else if (p->load[0]) {
		make_plan(b, p, PLAN_FROM_LOAD);
	} else if (p->silent_boots >= SILENT_BOOTS) {
		log_line(LOG_NOTICE, p->name, "%u boots without a word about its load: the conservative way",
			 p->silent_boots);
		make_plan(b, p, PLAN_FROM_UNKNOWN);
	}
}

void recovery_replan(struct bench *b, struct phone *p)
{
	p->planned = false;
	p->told[0] = p->probe[0] = '\0';
	say(p, NULL, "model %s, load %s", p->model ? p->model->name : "unknown",
	    p->wiped ? "wiped" : p->load[0] ? p->load : "unknown");
	phone_event(b, p, EV_REPLAN);
	try_plan(b, p);
}

void recovery_hold(struct bench *b, struct phone *p, bool hold)
{
	p->hold = hold;
	say(p, hold ? "NR-HELD" : NULL, hold ? "held: it is served nothing that changes it" : "released");
	if (hold) {
		phone_event(b, p, EV_HOLD);
		return;
	}
	phone_event(b, p, EV_RESUME);
	if (p->model)
		phone_event(b, p, EV_IDENTIFIED);
	recovery_replan(b, p);
}

/* -- proof ------------------------------------------------------------------------ */

static void step_proven(struct bench *b, struct phone *p)
{
	recovery_journal(b, p, "step.proven",
			 json_pack("{s:s, s:s}", "load", p->plan.step[p->step].load, "source",
				   load_source_name(p->load_source)),
			 true);
	p->step++;
	begin_step(p);
	p->told[0] = '\0';
	if (p->step >= p->plan.count) {
		say(p, "NR-DONE", "runs %s (%s)", p->load,
		    load_source_name(p->load_source));
		phone_event(b, p, EV_TARGET_PROVEN);
	} else {
		say_planned(p);
		phone_event(b, p, EV_STEP_PROVEN);
	}
}

/* The proof of a step that an earlier run of the bench had sent. */
static void prove_remembered(struct bench *b, struct phone *p)
{
	if (!load_source_strong(p->load_source) || !registry_prove(b, p))
		return;
	recovery_journal(b, p, "step.proven",
			 json_pack("{s:s, s:s}", "load", p->load, "source",
				   load_source_name(p->load_source)),
			 true);
}

/* The belief about the running load changed, or was confirmed by the phone. */
static void load_known(struct bench *b, struct phone *p, bool changed)
{
	const struct plan_step *s = current_step(p);

	if (s && load_source_strong(p->load_source) && strcasecmp(p->load, s->load) == 0) {
		step_proven(b, p);
	} else if (p->planned && p->step >= p->plan.count && !changed && on_target(p) &&
		   p->state != PHONE_DONE) {
		say(p, "NR-DONE", "runs %s (%s)", p->load,
		    load_source_name(p->load_source));
		phone_event(b, p, EV_TARGET_PROVEN);
	} else if (changed) {
		prove_remembered(b, p);
		recovery_replan(b, p);
	}
}

static void journal_identified(struct bench *b, struct phone *p)
{
	json_t *o = json_pack("{s:s}", "model", p->model->name);
	char ip[INET_ADDRSTRLEN];

	if (p->load[0]) {
		json_object_set_new(o, "load", json_string(p->load));
		json_object_set_new(o, "source", json_string(load_source_name(p->load_source)));
	} else {
		json_object_set_new(o, "load", json_null());
		json_object_set_new(o, "source", json_string(nr_source_name(
			p->fact[NR_FACT_VENDOR_CLASS].text ? NR_SOURCE_DHCP :
			p->fact[NR_FACT_PLATFORM].text ? p->fact[NR_FACT_PLATFORM].source :
			NR_SOURCE_TFTP)));
	}
	if (p->ip.s_addr != INADDR_ANY)
		json_object_set_new(o, "ip",
				    json_string(inet_ntop(AF_INET, &p->ip, ip, sizeof(ip))));
	recovery_journal(b, p, "phone.identified", o, true);
	log_line(LOG_INFO, p->name, "is a %s, runs %s%s%s%s", p->model->name,
		 p->wiped ? "no load (wiped)" : p->load[0] ? p->load : "an unknown load",
		 p->load[0] ? " (" : "", p->load[0] ? load_source_name(p->load_source) : "",
		 p->load[0] ? ")" : "");
}

/* -- sightings ---------------------------------------------------------------------- */

static const char *said(const struct nr_sighting *s, enum nr_fact fact)
{
	for (const struct nr_fact_value *f = s->facts; f && f->fact != NR_FACT_END; f++)
		if (f->fact == fact)
			return f->text;
	return NULL;
}

/* Does this sighting itself show that the phone has no load? */
static bool says_wiped(const struct phone *p, const struct nr_sighting *s)
{
	for (const struct nr_match *r = p->model->wiped; r && r->fact != NR_FACT_END; r++)
		if (r->trust == NR_SURE && said(s, r->fact) && belief_matches(p, r))
			return true;
	return false;
}

/* What @load, which it says that it runs, means; false: it is no load of this model. */
static bool running_load(const struct phone *p, const char *load, char out[64])
{
	const char *device = phone_fact(p, NR_FACT_DEVICE_NAME);
	struct nr_load l;

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
	const struct plan_step *s = current_step(p);
	const struct lib_load *list = step_list(p);
	struct nr_load l, goal;

	if (!list || !list->file_count || !model_parse(p->model, load, &l) ||
	    l.kind != NR_KIND_COMPONENT || !model_parse(p->model, s->load, &goal) ||
	    nr_load_order(&l, &goal) != NR_SAME)
		return false;
	return strcmp(load, runs) == 0 || !(p->progress.images >> (list->file_count - 1) & 1);
}

static void sight_load(struct bench *b, struct phone *p, const struct nr_sighting *s)
{
	const char *load = said(s, NR_FACT_LOAD);
	enum load_source source = load_source_of(s->source);
	char runs[64];

	if (!load || source == LOAD_NONE)
		return;
	if (!running_load(p, load, runs)) {
		log_line(LOG_WARNING, p->name, "says that it runs '%s', which is no load of a %s", load,
			 p->model->name);
		return;
	}
	if (only_the_loader(p, load, runs))
		return;
	if (belief_load(b, p, runs, source)) {
		p->silent_boots = 0;
		journal_identified(b, p);
		load_known(b, p, true);
	} else {
		load_known(b, p, false);
	}
}

static void sight_wiped(struct bench *b, struct phone *p)
{
	if (p->wiped)
		return;
	belief_wiped(b, p);
	p->wiped_fallback = false;
	recovery_journal(b, p, "phone.wiped", NULL, true);
	journal_identified(b, p);
	recovery_replan(b, p);
}

/* It starts anew: what happened since the last start is now complete. */
static void sight_boot(struct bench *b, struct phone *p)
{
	p->progress.booted = true;
	p->registers_at = 0;
	if (p->state == PHONE_KNOWN && p->config_served && !p->load[0]) {
		p->silent_boots++;
		try_plan(b, p);
	}
	p->config_served = false;
	if (p->state == PHONE_SERVING && p->progress.images && !p->transfers) {
		p->progress.sent = true;
		say(p, "NR-WAIT", "restarted after %s: waiting for proof", p->plan.step[p->step].load);
		phone_event(b, p, EV_SENT);
	}
}

/*
 * Its load is unknown, and it registers: it does not boot-loop, so it is not
 * sent the conservative way.  But its configuration can ask a question: name
 * the target, and serve nothing of it.  A phone that runs it registers again
 * without a word; any other asks for the list, is told "not found", and keeps
 * what it has.
 */
static void block_unknown(struct bench *b, struct phone *p)
{
	const char *target = find_target(b, p);

	snprintf(p->probe, sizeof(p->probe), "%s", target ? target : "");
	say(p, "NR-UNKNOWN", "it registers, so it does not boot-loop, but nobody can see its load: "
	    "write load = ... in [phone %s]", p->name);
	phone_event(b, p, EV_NO_WAY);
}

static bool answers_probe(const struct phone *p)
{
	return p->state == PHONE_BLOCKED && p->probe[0] && p->config_served &&
	       strcasecmp(p->told, p->probe) == 0;
}

/* It has read the list of its step, and takes nothing of it. */
static bool gave_up(const struct phone *p)
{
	return p->state == PHONE_SERVING && p->progress.lists && !p->progress.images && !p->transfers;
}

/*
 * It got as far as registering.  After its step was sent, that is the proof.
 * When the load that it was said to run was only a guess, it is the proof that
 * it runs the load in its configuration.  When nothing is known about its
 * load, it shows that the phone does not boot-loop.
 */
static void sight_registers(struct bench *b, struct phone *p)
{
	const struct plan_step *s = current_step(p);
	bool came_back = p->progress.sent ? p->progress.config_after : p->config_served;

	p->silent_boots = 0;
	if (gave_up(p)) {
		p->progress.booted = true;
		p->told[0] = '\0';
		say(p, "NR-STEP", "read the file list of %s and goes on with what it has: it is offered again",
		    p->plan.step[p->step].load);
		phone_event(b, p, EV_GAVE_UP);
		return;
	}
	if (p->state == PHONE_KNOWN && !p->load[0] && p->config_served) {
		block_unknown(b, p);
		return;
	}
	if (answers_probe(p)) {
		belief_load(b, p, p->probe, LOAD_REGISTRATION);
		p->probe[0] = '\0';
		journal_identified(b, p);
		recovery_replan(b, p);
		return;
	}
	if (!p->told[0] || !came_back || p->state == PHONE_DONE)
		return;
	if (p->progress.sent || p->load_restored || !load_source_strong(p->load_source)) {
		if (s ? strcasecmp(p->told, s->load) != 0 : strcasecmp(p->told, p->plan.target) != 0)
			return;
		/* What it said of its load after it came back outweighs what it does. */
		if (p->progress.sent && p->fact[NR_FACT_LOAD].at > p->progress.config_at)
			return;
		belief_load(b, p, p->told, LOAD_REGISTRATION);
		p->load_source = LOAD_REGISTRATION;
		load_known(b, p, false);
		return;
	}
	if (++p->ignored == LOOPS) {
		say(p, "NR-CFG", "it reads its configuration and registers without taking %s%s", p->told,
		    p->signed_asked ? ": it holds the trust list of another call manager, erase it" : "");
		log_line(LOG_WARNING, p->name, "[%s] %s", p->code, p->message);
	}
}

/* What it said about its load before anybody knew the model counts now. */
static void recall_load(struct bench *b, struct phone *p)
{
	const struct evidence *e = &p->fact[NR_FACT_LOAD];
	char runs[64];

	if (e->text && load_source_of(e->source) != LOAD_NONE && running_load(p, e->text, runs))
		belief_load(b, p, runs, load_source_of(e->source));
}

static void model_known(struct bench *b, struct phone *p, const struct nr_sighting *s)
{
	say(p, NULL, "a %s", p->model->title);
	if (!said(s, NR_FACT_LOAD)) {
		recall_load(b, p);
		prove_remembered(b, p);
		journal_identified(b, p);
	}
	phone_event(b, p, EV_IDENTIFIED);
}

static void sight_identity(struct bench *b, struct phone *p, const struct nr_sighting *s)
{
	const struct nr_model *model = p->model, *rival = p->rival;

	if (!p->news)
		return;
	belief_model(b, p);
	if (p->model != model) {
		model_known(b, p, s);
	} else if (p->model && p->rival != rival) {
		recovery_replan(b, p);
	} else if (p->is_phone && p->state == PHONE_STRANGER) {
		say(p, NULL, "a phone, model not known yet");
		phone_event(b, p, EV_REPLAN);
	} else if (!p->is_phone && p->state == PHONE_SEEN && (p->sources & 1u << NR_SOURCE_DHCP)) {
		say(p, NULL, "not a phone: it is not served");
		phone_event(b, p, EV_STRANGER);
	}
}

/*
 * A SYN to a port at which a plugin stands in for the call manager: what the
 * phone is about to say there outweighs that it calls.  recovery_tick() takes
 * the call for itself when no word follows.
 */
static bool words_follow(const struct bench *b, const struct nr_sighting *s)
{
	const char *protocol = said(s, NR_FACT_REGISTERS);

	for (size_t i = 0; s->source == NR_SOURCE_TCP && i < b->instance_count; i++)
		if (strcmp(b->instance[i].plugin->protocol.type, protocol) == 0)
			return true;
	return false;
}

static void sight_alive(struct bench *b, struct phone *p)
{
	if (p->state != PHONE_STALLED)
		return;
	if (!p->planned) {
		say(p, NULL, "heard again");
		phone_event(b, p, EV_ALIVE_KNOWN);
	} else if (p->progress.sent) {
		say(p, "NR-WAIT", "heard again: waiting for proof of %s", p->plan.step[p->step].load);
		phone_event(b, p, EV_ALIVE_SENT);
	} else {
		say_planned(p);
		phone_event(b, p, EV_ALIVE_PLANNED);
	}
}

void recovery_sighted(struct bench *b, struct phone *p, const struct nr_sighting *s)
{
	sight_identity(b, p, s);
	if (p->hold && p->state != PHONE_HELD)
		recovery_hold(b, p, true);
	if (!p->model || p->state == PHONE_HELD) {
		if (p->model && said(s, NR_FACT_LOAD) && !says_wiped(p, s))
			belief_load(b, p, said(s, NR_FACT_LOAD), load_source_of(s->source));
		return;
	}
	sight_alive(b, p);
	if (says_wiped(p, s))
		sight_wiped(b, p);
	else
		sight_load(b, p, s);
	if (said(s, NR_FACT_BOOT))
		sight_boot(b, p);
	if (said(s, NR_FACT_REGISTERS)) {
		p->registers_at = words_follow(b, s) ? clock_mono_ms() : 0;
		if (!p->registers_at)
			sight_registers(b, p);
	}
	try_plan(b, p);
}

/* -- requests ----------------------------------------------------------------------- */

const char *recovery_load_to_name(const struct phone *p)
{
	const struct plan_step *s = current_step(p);

	switch (p->state) {
	case PHONE_PLANNED:
	case PHONE_SERVING:
	case PHONE_SENT:
	case PHONE_STALLED:
		if (s)
			return s->load;
		return p->planned ? p->plan.target : NULL;
	case PHONE_DONE:
		return p->load;
	case PHONE_BLOCKED:
		return p->probe[0] ? p->probe : NULL;
	case PHONE_SEEN:
	case PHONE_KNOWN:
	case PHONE_REFUSED:
	case PHONE_HELD:
	case PHONE_STRANGER:
	case PHONE_STATES:
		break;
	}
	return NULL;
}

void recovery_config(struct bench *b, struct phone *p)
{
	const char *load = recovery_load_to_name(p);

	(void)b;
	snprintf(p->told, sizeof(p->told), "%s", load ? load : "");
	if (load)
		p->ever_told = true;
	p->config_served = true;
	p->progress.config_at = clock_mono_ms();
	if (p->progress.sent)
		p->progress.config_after = true;
}

static bool list_is_image(const struct lib_load *l)
{
	return l && l->file_count == 1 && l->file[0] == l->list;
}

/* It comes for the same list again: what became of the last time? */
static bool turned_down(struct phone *p)
{
	struct step_progress *g = &p->progress;

	if (!g->lists)
		return false;
	/* A load of one file has no list to turn down: its download was broken off. */
	if (!g->images && list_is_image(step_list(p)))
		return false;
	if (!g->booted && clock_mono_ms() - g->list_at < SAME_BOOT_MS && !g->images)
		return false;
	if (g->sent)
		g->not_installed++;
	else if (!g->images)
		g->turned_down++;
	else
		return false;   /* broken off in the middle: it simply starts again */
	return true;
}

static void say_turned_down(struct phone *p)
{
	const char *load = p->plan.step[p->step].load;

	if (p->progress.not_installed)
		say(p, "NR-STEP", "it fetched all of %s and did not install it, %u times: hardware that the load "
		    "does not support, power lost, or a flash fault", load, p->progress.not_installed);
	else
		say(p, "NR-STEP", "it read the file list of %s and turned it down, %u times: signed with a key that "
		    "its load does not know, or hardware that the load does not support", load,
		    p->progress.turned_down);
}

/* A wiped phone that turned the target down gets the model's stepping stone. */
static bool fall_back(struct bench *b, struct phone *p)
{
	if (!p->wiped || p->wiped_fallback || !p->model->wiped_hop)
		return false;
	log_line(LOG_NOTICE, p->name, "turned down %s as it is wiped: trying the stepping stone",
		 p->plan.step[p->step].load);
	p->wiped_fallback = true;
	recovery_replan(b, p);
	return true;
}

void recovery_list(struct bench *b, struct phone *p)
{
	struct step_progress *g = &p->progress;
	bool again = turned_down(p);

	if (again && fall_back(b, p)) {
		if (!current_step(p) || p->state == PHONE_BLOCKED)
			return;
	} else if (again && (g->turned_down >= LOOPS || g->not_installed >= LOOPS)) {
		say_turned_down(p);
		phone_event(b, p, EV_TURNED_DOWN);
		return;
	}
	if (g->lists++ == 0)
		recovery_journal(b, p, "step.started",
				 json_pack("{s:s}", "load", p->plan.step[p->step].load), true);
	g->images = 0;
	g->sent = g->config_after = g->booted = false;
	g->list_at = clock_mono_ms();
	say(p, NULL, "downloading");
	phone_event(b, p, EV_LIST);
}

void recovery_sent(struct bench *b, struct phone *p, const char *file)
{
	const struct lib_load *l = step_list(p);
	uint32_t all;
	int i = -1;

	if (!l || !library_load_file(l, file, &i) || i < 0 || i >= 32)
		return;
	all = l->file_count >= 32 ? UINT32_MAX : (1u << l->file_count) - 1;
	p->progress.images |= 1u << i;
	/* A phone skips images that it has, so the last one in order is enough. */
	if (p->progress.sent || (p->progress.images != all && (size_t)i + 1 != l->file_count))
		return;
	p->progress.sent = true;
	say(p, "NR-WAIT", "has all of %s: writing flash and restarting; up to %u min is normal",
	    p->plan.step[p->step].load, (p->model->patience.flash + 59u) / 60u);
	phone_event(b, p, EV_SENT);
}

void recovery_asked_other(struct bench *b, struct phone *p, const char *want)
{
	struct nr_load l;
	const char *load;

	/* Asked for the target's list or images: so it does not run it. */
	if (p->state == PHONE_BLOCKED && model_parse(p->model, want, &l))
		p->probe[0] = '\0';
	if (p->state != PHONE_KNOWN || p->load[0] || p->ever_told || p->wiped ||
	    !model_parse(p->model, want, &l))
		return;
	load = l.kind == NR_KIND_LOAD ? want : l.kind == NR_KIND_COMPONENT ? l.load : "";
	if (!load[0] || !belief_load(b, p, load, l.kind == NR_KIND_LOAD ? LOAD_ASKED : LOAD_COMPONENT))
		return;
	journal_identified(b, p);
	try_plan(b, p);
}

/* -- silence ------------------------------------------------------------------------- */

static unsigned minutes(int64_t ms)
{
	return (unsigned)((ms + 59999) / 60000);
}

/* Its requests, or its ARP, were for another server than the bench. */
static bool asks_elsewhere(const struct bench *b, const struct phone *p)
{
	struct in_addr server;

	return inet_pton(AF_INET, phone_fact(p, NR_FACT_SERVER), &server) == 1 &&
	       server.s_addr != b->wire.address.s_addr && server.s_addr != p->ip.s_addr;
}

static void stall(struct bench *b, struct phone *p, int64_t silent)
{
	if (p->state == PHONE_SENT)
		say(p, "NR-WAIT", "no sign of life for %u min since it has all of %s; a phone that writes flash may "
		    "be this slow, one that is dead too", minutes(silent), p->plan.step[p->step].load);
	else if (p->state == PHONE_SERVING)
		say(p, "NR-GONE", "stopped in the middle of %s: cable, power, or it turned the file down",
		    p->file[0] ? p->file : "its download");
	else if (asks_elsewhere(b, p))
		say(p, "NR-NOTFTP", "has an address but asks %s for its files: an alternate TFTP server is set on "
		    "the phone", phone_fact(p, NR_FACT_SERVER));
	else
		say(p, "NR-NOTFTP", "has an address but asks for nothing for %u min: alternate TFTP server in its "
		    "settings, or damaged manufacturing data", minutes(silent));
	phone_event(b, p, EV_SILENT);
}

static void tick_serving(struct bench *b, struct phone *p, int64_t silent)
{
	if (p->transfers)
		return;         /* the transfer has a patience of its own */
	if (!p->progress.images) {
		stall(b, p, silent);
		return;
	}
	p->progress.sent = true;
	say(p, "NR-WAIT", "asks for no more of %s: writing flash and restarting", p->plan.step[p->step].load);
	phone_event(b, p, EV_SENT);
}

static void tick_phone(struct bench *b, struct phone *p, int64_t now)
{
	int64_t last = p->heard_at > p->since_mono ? p->heard_at : p->since_mono;
	int64_t silent = now - last;

	if (!p->model)
		return;
	if (p->registers_at && now - p->registers_at >= WORDS_MS) {
		p->registers_at = 0;
		sight_registers(b, p);
	}
	if (p->state == PHONE_SERVING && silent > p->model->patience.transfer * 1000)
		tick_serving(b, p, silent);
	else if (p->state == PHONE_SENT && silent > p->model->patience.flash * 1000)
		stall(b, p, silent);
	else if ((p->state == PHONE_PLANNED || p->state == PHONE_KNOWN) &&
		 p->ip.s_addr != INADDR_ANY && silent > p->model->patience.ask * 1000)
		stall(b, p, silent);
}

void recovery_tick(struct bench *b)
{
	int64_t now = clock_mono_ms();

	for (struct phone *p = b->phones; p; p = p->next)
		tick_phone(b, p, now);
}
