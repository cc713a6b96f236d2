/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_BENCH_H
#define CORE_BENCH_H
/*
 * bench.h -- the two structures that matter: the bench and a phone on it.
 *
 * A packet becomes a sighting (instance.c), a sighting becomes evidence on a
 * phone (registry.c), evidence becomes belief (belief.c), belief moves the
 * phone's state (recovery.c, state.c), and requests are answered from that state
 * (answer.c).  Nothing else changes a phone.
 */
#include "core/config/settings.h"
#include "core/base/journal.h"
#include "core/library/library.h"
#include "core/plan/plan.h"
#include "core/phone/power.h"
#include "core/phone/reason.h"
#include "core/plugin/plugins.h"
#include "core/plan/xmldefault.h"

#include <ev.h>
#include <jansson.h>
#include <uthash.h>

enum phone_state {
	PHONE_SEEN,             /* a device, model unknown */
	PHONE_KNOWN,            /* the model is sure, the load is not */
	PHONE_PLANNED,          /* has a step to take and has not begun it */
	PHONE_SERVING,          /* fetches the files of its step */
	PHONE_SENT,             /* has them all: writes flash, reboots */
	PHONE_DONE,             /* proven to run its target */
	PHONE_BLOCKED,          /* something is missing: code and message say what */
	PHONE_REFUSED,          /* turned its load down, again and again */
	PHONE_STALLED,          /* silent for longer than it should be */
	PHONE_HELD,             /* the operator said so */
	PHONE_STRANGER,         /* not a phone */
	PHONE_STATES,
};

/* Where the belief about the running load comes from, best first. */
enum load_source {
	LOAD_NONE,
	LOAD_CDP,
	LOAD_LLDP,
	LOAD_ESP,
	LOAD_SCCP,
	LOAD_SIP,
	LOAD_WEB,
	LOAD_REGISTRATION,      /* fetched its configuration, did not ask for the load in it, registers */
	LOAD_ASKED,             /* the load that it asked for before it was told any */
	LOAD_COMPONENT,         /* the release of an image that it asked for before it was told any */
	LOAD_OPERATOR,          /* [phone] load = */
	LOAD_SOURCES,
};

struct evidence {
	char *text;             /* owned; NULL: never seen */
	enum nr_source source;
	int64_t at;             /* clock_mono_ms() */
};

/* What one witness said that the phone runs. */
struct word {
	char load[64];          /* "": nothing */
	int64_t at;             /* clock_mono_ms() */
};

/* What the bench knows about the step that a phone is taking. */
struct step_progress {
	unsigned lists;         /* times it fetched the load list */
	unsigned turned_down;   /* ... and came again without an image */
	unsigned not_installed; /* ... and came again after all images */
	uint32_t images;        /* bit per image sent since the last list */
	bool booted;            /* since the last list */
	bool sent;              /* everything was fetched */
	bool config_after;      /* and it came back for its configuration */
	int64_t list_at, config_at;     /* when it last asked for them */
};

struct phone {
	nr_phone_id id;
	struct nr_mac mac;
	char name[16];          /* "SEP001B54AA0001" */
	struct in_addr ip;
	struct in_addr leased;  /* the address that the journal knows */
	unsigned vlan;          /* that it asks for its address on; 0: untagged, or did not ask */
	bool off_wire;          /* ... and that is not where the bench serves */
	struct phone *next, *prev;      /* in the registry, oldest first */
	UT_hash_handle by_id, by_mac, by_ip;
	bool news;              /* a fact changed since belief_model() */

	/* evidence */
	struct evidence fact[NR_FACT_COUNT];
	uint32_t sources;       /* bit per enum nr_source */
	int64_t seen_at, heard_at;      /* first and last sign of life */

	/* belief */
	const struct nr_model *model;   /* sure, and only one; else NULL */
	const struct nr_model *rival;   /* another that is as sure: ambiguous */
	const struct nr_model *hint;    /* a guess for the operator */
	enum nr_source model_source;    /* who said what made the model sure; none: the journal */
	bool is_phone;
	char load[64];          /* that it runs; "": unknown */
	enum load_source load_source;
	bool load_restored;     /* from the journal, not seen in this run */
	struct word word[LOAD_WEB + 1];         /* by enum load_source */
	char disagreement[200]; /* two words since its last start; "": none */
	bool wiped;             /* no load installed */

	/* recovery */
	enum phone_state state;
	int64_t since;          /* wall clock of the last change of state */
	int64_t since_mono;
	char code[12], message[240];
	char blocked[240];      /* the message with which it was last told to be blocked */
	bool hold;
	bool restart_wanted;    /* by the operator; until it fetches its configuration */
	bool planned;           /* @plan is valid */
	struct plan plan;
	size_t step;            /* index of the step being taken; == plan.count: all proven */
	struct step_progress progress;
	const struct reason *reason;    /* it said why it did not take this step's load; or NULL */
	unsigned wiped_tries;   /* it turned down: 1 the target's list, 2 the stone's too */
	uint32_t wiped_parts;   /* all hardware that those lists support */
	unsigned board;         /* one more than the hardware revision that it said; 0: none */
	char told[64];          /* load named in the last configuration; "": none */
	bool ever_told;         /* a configuration that named a load was served */
	bool config_served;     /* since its last boot */
	unsigned silent_boots;  /* boots in a row that told nothing */
	unsigned signed_asked;  /* times it asked for a signed configuration */
	int64_t registers_at;   /* a SYN to the call manager was seen, its words are awaited */
	unsigned ignored;       /* registered without taking the load it was told */
	char probe[64];         /* its load is unknown and it registers: does it run this? */
	int64_t image_at;       /* it was last given an image; 0: never */
	int64_t booted_at;      /* it last started; 0: not seen */
	unsigned power_cycles;  /* since its last proof */
	int64_t power_at;       /* the last of them began or ended */

	/* the transfer to show */
	unsigned transfers;     /* running now */
	char file[64];
	uint64_t bytes, total;
};

struct nr_instance {
	struct bench *bench;
	const struct plugin_protocol *plugin;
	void *conf, *data;
	bool opened;
};

/* What the journal of an earlier run says about a phone. */
struct memory {
	char name[16];
	struct in_addr ip;
	char model[24], load[64], sent[64];
	enum load_source load_source;
	unsigned power_cycles;
};

struct bench {
	struct settings *config;
	struct plugins *plugins;
	struct library *library;        /* NULL: none, or not yet */
	bool indexing;                  /* its first index is being made, */
	size_t indexed;                 /* and that many files are in it */
	const struct xmldefault *xmldefault; /* NULL: none */
	struct journal *journal;        /* NULL: none */
	bool journal_dirty;             /* lines that must soon be on disk */
	struct ev_loop *loop;
	struct nr_bench wire;
	struct nr_instance *instance;
	size_t instance_count;

	enum nr_guard_state guard;      /* 0: not known yet */
	char guard_who[128];

	struct phone *phones;           /* oldest first */
	struct phone *by_id, *by_mac, *by_ip;
	size_t phone_count;
	nr_phone_id last_id;
	struct memory *memory;
	size_t memory_count;

	struct power power;

	void (*changed)(struct bench *b, struct phone *p, void *arg);   /* or NULL */
	void *changed_arg;
	int64_t changed_at;             /* clock_mono_ms() of the last change of any state */
};

/* -- registry.c -------------------------------------------------------------- */

#define REGISTRY_MAX 4096

struct phone *registry_find(struct bench *b, nr_phone_id id);
/* The first phone of a greater number, or NULL. */
struct phone *registry_after(struct bench *b, nr_phone_id id);
struct phone *registry_find_ip(struct bench *b, struct in_addr ip);
struct phone *registry_find_name(struct bench *b, const char *name);
/* The phone of a MAC, made when new; NULL when the registry is full. */
struct phone *registry_get(struct bench *b, const struct nr_mac *mac);
void registry_forget(struct bench *b, struct phone *p);
void registry_finish(struct bench *b);
/* Record one sighting as evidence; returns its phone, or NULL. */
struct phone *registry_sight(struct bench *b, const struct nr_sighting *s);
/* Read what an earlier run's journal knew. */
void registry_remember(struct bench *b, int state_dirfd);
const struct memory *registry_memory(const struct bench *b, const char *name);
/* True once when an earlier run had sent the load that the phone now runs. */
bool registry_prove(struct bench *b, const struct phone *p);
const char *phone_fact(const struct phone *p, enum nr_fact fact);      /* "" when unknown */

/* -- belief.c ---------------------------------------------------------------- */

/* Compute model, rival, hint and is_phone anew from the evidence. */
void belief_model(struct bench *b, struct phone *p);
/* Does a row of evidence hold for this phone? */
bool belief_matches(const struct phone *p, const struct nr_match *row);
/* A source said what the phone runs.  True when the belief changed. */
bool belief_load(struct bench *b, struct phone *p, const char *load, enum load_source source);
void belief_wiped(struct bench *b, struct phone *p);
bool load_source_strong(enum load_source s);
const char *load_source_name(enum load_source s);
enum load_source load_source_of(enum nr_source s);
const char *nr_source_name(enum nr_source s);
const char *model_source_name(const struct phone *p);

/* -- news.c ------------------------------------------------------------------- */

/* A belief changed: tell the plugins that want to know (nr_protocol.believed). */
void news_model(struct bench *b, const struct phone *p);
void news_load(struct bench *b, const struct phone *p);
void news_wiped(struct bench *b, const struct phone *p);

/* -- recovery.c and its parts: state, course, proof, download, patience ------- */

const char *phone_state_name(enum phone_state s);
const char *phone_advice(const struct phone *p);        /* or NULL */
/*
 * Could it be writing its flash?  From the first image that it is given until it
 * was seen to start again and twice the time that its model takes is over: some
 * restart more than once while they write.
 */
bool phone_may_write(const struct phone *p);
/* It asks another file server than the bench. */
bool phone_asks_elsewhere(const struct bench *b, const struct phone *p);
/* New evidence is in: believe, plan, prove. */
void recovery_sighted(struct bench *b, struct phone *p, const struct nr_sighting *s);
/* The load that the phone's configuration must name now; NULL: none. */
const char *recovery_load_to_name(const struct phone *p);
/* It fetches its configuration. */
void recovery_config(struct bench *b, struct phone *p);
/* It asks for the list of its step (or its manifest); may change the plan. */
void recovery_list(struct bench *b, struct phone *p);
/* It is given an image of its step. */
void recovery_image(struct phone *p);
/* A file of its step was sent whole. */
void recovery_sent(struct bench *b, struct phone *p, const char *file);
/* It asks for a load or image that is not its step's. */
void recovery_asked_other(struct bench *b, struct phone *p, const char *want);
/* Look at the clock: who is silent for too long? */
void recovery_tick(struct bench *b);
/* Plan again from what is believed now. */
void recovery_replan(struct bench *b, struct phone *p);
void recovery_hold(struct bench *b, struct phone *p, bool hold);
/* Append a journal line about a phone; steals @more.  @sync: it must soon be on
 * disk; the run loop syncs once for all that changed together. */
void recovery_journal(struct bench *b, struct phone *p, const char *event, json_t *more, bool sync);
/* done, blocked, refused, held, stranger: nothing moves any more. */
bool phone_at_rest(const struct phone *p);

/* -- answer.c: the one place that decides what is served ---------------------- */

enum nr_verdict answer_lease(struct bench *b, struct phone *p);
enum nr_verdict answer_file(struct bench *b, struct phone *p, const char *want,
			    struct nr_file *out);
void answer_close(struct bench *b, struct nr_file *file);

/* -- idle.c --------------------------------------------------------------------- */

/* May it be asked for its own word now, and is that word wanted? */
bool phone_idle(struct bench *b, struct phone *p);

/* -- reset.c -------------------------------------------------------------------- */

/* Have it restarted when it next speaks.  NULL, or why that cannot be (valid until
 * the next call). */
const char *phone_reset(struct bench *b, struct phone *p);

/* -- pickup.c -------------------------------------------------------------------- */

/* *@now takes the place of *b->library: all plans are moved to it, phones that wait
 * for it are planned anew. */
void library_replace(struct bench *b, const struct library *now);

/* -- status.c ------------------------------------------------------------------ */

json_t *status_document(const struct bench *b);
json_t *status_phone(const struct phone *p);

/* -- instance.c ---------------------------------------------------------------- */

/* Make the instances of all loaded protocol plugins, with their configuration. */
int instances_make(struct bench *b);
int instances_open(struct bench *b);
int instances_start(struct bench *b);
void instances_stop(struct bench *b);   /* all, then free all */

#endif
