/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_PHONE_H
#define CORE_PHONE_H
/*
 * phone.h -- a phone on the bench: what is known and believed of it, and how far
 * it has come.
 */
#include "core/base/device_name.h"
#include "core/phone/reason.h"
#include "core/plan/plan.h"
#include "core/plugin/model.h"

#include <netrecover/protocol.h>

#include <netinet/in.h>
#include <uthash.h>

enum phone_state {
	PHONE_SEEN,             /* a device, model unknown */
	PHONE_KNOWN,            /* the model is sure, the load is not */
	PHONE_PLANNED,          /* has a step to take and has not begun it */
	PHONE_SERVING,          /* fetches the files of its step */
	PHONE_SENT,             /* has them all: writes flash, reboots */
	PHONE_DONE,             /* proven to run its target */
	PHONE_BLOCKED,          /* something is missing: code and message say what */
	PHONE_REFUSED,          /* rejected its load, again and again */
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
	LOAD_AGENT,             /* what its application calls itself when it asks for a file */
	LOAD_PLUGIN,            /* by a protocol that only the plugin of another maker knows */
	LOAD_REGISTRATION,      /* fetched its configuration, did not ask for the load in it, registers */
	LOAD_SIGN,              /* asks for what only the application does that it was given */
	LOAD_ASKED,             /* the load that it asked for before any was named to it */
	LOAD_COMPONENT,         /* the release of an image that it asked for before any load was named */
	LOAD_OPERATOR,          /* [phone] load = */
	LOAD_SOURCES,
};

/* The latest text of a fact. */
struct fact {
	char *text;             /* owned; NULL: never seen */
	enum nr_source source;
	int64_t at;             /* clock_mono_ms() */
};

/* What one witness said that the phone runs. */
struct word {
	char *load;             /* owned; NULL: nothing */
	int64_t at;             /* clock_mono_ms() */
};

/* What it runs of another part of its firmware than the first: nr_model.parts. */
struct part_load {
	char part[MODEL_PART_SIZE]; /* "": no more of them */
	char load[64];
	enum load_source source;
	bool restored;          /* from the journal, not seen in this run */
};

/* What was seen of it.  Only evidence.c writes here. */
struct evidence {
	struct fact fact[NR_FACT_COUNT];
	uint32_t sources;       /* bit per enum nr_source */
	int64_t seen_at, heard_at; /* first and last sign of life, clock_mono_ms() */
	unsigned repeats, repeated; /* so often in a row it asked again for one file: the last, the most */
	char plugin[16];           /* the plugin that heard its own word last, of those whose protocol has no
				    * name here: NR_SOURCE_PLUGIN; "": none */
	bool own_file;             /* it asked for a file with its own name in it */
	bool news;                 /* a fact changed since belief_model() */
	bool described;            /* its serial number or hardware changed, and nobody took note */
};

/* What is believed of it.  Only belief.c writes here. */
struct belief {
	bool met;                       /* its first belief was formed */
	const struct nr_model *said;    /* by the operator; or NULL */
	const struct nr_model *model;   /* sure, and only one; else NULL */
	const struct nr_model *rival;   /* another that is as sure: ambiguous */
	const struct nr_model *hint;    /* a guess for the operator */
	char file[128];                 /* the last name that few models ask for; "": none */
	char image_protocol[8];         /* that an image which it fetched since its list tells; "": none */
	enum nr_source model_source;    /* who said what made the model sure; none: the journal */
	bool is_phone;
	char load[64];          /* that it runs; "": unknown */
	enum load_source load_source;
	bool load_restored;     /* from the journal, not seen in this run */
	struct word word[LOAD_PLUGIN + 1];      /* by enum load_source */
	bool doubt;             /* another word came against that of the witness believed, which is silent since */
	char disagreement[200]; /* two words since its last start; "": none */
	enum load_source other; /* whose word is the one that is not believed */
	struct part_load other_part[MODEL_PARTS - 1];
	bool wiped;             /* no load installed */
	bool lists;             /* it asked for a load list of itself: see nr_model.lists_from */
	unsigned board;         /* one more than the hardware revision that it said; 0: none */
};

/* Where it shall go.  Only course.c writes here. */
struct course {
	bool hold;              /* the operator said so */
	char wanted[64];        /* the operator's answer to "where to?"; "": none */
	bool planned;           /* @plan is valid */
	const struct plan *plan; /* of the bench's store, where phones that stand alike share one; never NULL */
	size_t step;            /* index of the step being taken; == plan.count: all proven */
	unsigned wiped_tries;   /* it rejected: 1 the target's list, 2 the stone's and more */
	uint32_t wiped_parts;   /* all hardware that those lists support */
	struct nr_version wiped_floor; /* and the oldest of them; all zero: none yet */
	char rejected[64];      /* the load that it rejected first while it was wiped; "": none */
	char probe[64];         /* its load is unknown and it registers: does it run this? */
};

/* What it did with the step that it is taking. */
struct step_progress {
	unsigned lists;         /* times it fetched the load list */
	unsigned rejected;      /* ... and came again without an image */
	unsigned not_installed; /* ... and came again after all images */
	unsigned arrived, lost; /* signs that answers arrived, and that they did not */
	unsigned ignored;       /* times it registered without taking the load that its configuration named */
	uint64_t images;        /* bit per image sent since the last list */
	bool list_read;         /* the last list was sent whole */
	bool list_alone;        /* whenever it came for its list: its start was seen, and in that
				 * it had not asked as an application does: sign.h */
	bool booted;            /* since the last list */
	bool sent;              /* everything was fetched */
	bool config_after;      /* and it came back for its configuration */
	int64_t list_at, config_at;  /* when it last asked for them */
	const struct reason *reason; /* it said why it did not take this load; or NULL */
};

/* What it did.  Only progress.c writes here. */
struct progress {
	struct step_progress step;
	char naming[64];        /* load named in the configuration that is being sent */
	char told[64];          /* load named in the last one that it has whole; "": none */
	struct in_addr told_ip; /* its address then */
	bool ever_told;         /* a configuration that named a load was served */
	char lacks[64];         /* it asked for this load, and was not sent the whole of it; "": none */
	bool config_served;     /* whole, since its last boot */
	bool restart_wanted;    /* by the operator; until it fetches its configuration */
	unsigned silent_boots;  /* boots in a row that said nothing of its load */
	unsigned signed_asked;  /* times it asked for a signed configuration */
	int64_t called_at;      /* it last tried to register; 0: never */
	int64_t registers_at;   /* a SYN to the call manager was seen, its words are awaited */
	bool writes;            /* it may be writing its flash, */
	char writing[64];       /* the load whose images it was last given */
	bool wrote_before;      /* since before the bench was started, */
	int64_t writing_since;  /* or since then: clock_wall_ms(), to be shown, */
	int64_t writing_from;   /* and to be counted: clock_mono_ms() */
	int64_t image_at;       /* it was last given an image; 0: never */
	int64_t booted_at;      /* it last started; 0: not seen */
	int64_t config_at;      /* it last came for its configuration, in whatever step; 0: never */
	int64_t asked_at;       /* it last asked the bench for a file; 0: never */
	unsigned on_wire;       /* its requests for the bench that were on the wire, when none has reached it
				 * since, */
	int64_t on_wire_at;     /* and when the first was */
	int64_t sign_at;        /* ... as only another application does than it runs; 0: never */
	unsigned discovers; /* times it asked for an address since it last had one from here */
	unsigned unheard;   /* times in a row that it did not get what it was sent */
	unsigned configs;   /* whole ones since it last fetched a list, or registered */
	unsigned configs_alone; /* ... and since it last started, or asked for anything else */
	char asked[64];     /* the last name that it asked for, */
	char config[64];    /* and the last configuration that it has whole */
	char refused[64];   /* the last name that it did not get, */
	unsigned refusals;  /* how often in a row */
	int64_t refused_at; /* and when; 0: never */
};

/* The transfer to show.  Only transfer.c writes here. */
struct shown_transfer {
	unsigned running; /* how many at this moment */
	char file[64];
	uint64_t bytes, total;
	uint64_t moved;         /* bytes, in all files, since @moved_at: */
	int64_t moved_at, shown_at; /* clock_mono_ms(); 0: none; the last that moved */
	uint64_t rate;          /* bytes a second over the last seconds; 0: not known yet */
};

/* Its power.  Only power.c writes here. */
struct power_cycles {
	unsigned count; /* since its last proof */
	int64_t at;     /* the last of them began or ended */
};

/*
 * Six parts with one writer each, and what registry.c (which device it is, and its address),
 * state.c (its state and what is said of it) and vlan.c write.  tests/lint/writers.sh
 * looks after that.
 */
struct phone {
	/* registry.c */
	nr_phone_id id;
	struct nr_mac mac;
	char name[DEVICE_NAME_SIZE]; /* "SEP001B54AA0001", or "00:1b:54:aa:00:01" while nobody knows better */
	const struct settings_phone *section; /* its [phone], in the configuration; NULL: none */
	struct in_addr ip;
	struct in_addr leased;     /* by this bench, in this run or an earlier one: the journal knows it */
	struct phone *next, *prev; /* oldest first */
	UT_hash_handle by_id, by_mac, by_ip;

	/* state.c */
	enum phone_state state;
	int64_t since; /* wall clock of the last change of state */
	int64_t since_mono;
	char code[12];
	const char *message; /* owned; never NULL */
	char *blocked; /* the message with which it was last said to be blocked; owned, NULL: none */
	const void *stuck; /* the row of patience.c that holds; NULL: none */
	bool talks;        /* ... and it is heard all the same */
	const char *certainty; /* of @message: "sure", "likely", "guess"; NULL: it is so */

	/* vlan.c */
	unsigned vlan; /* that it asks for its address on; 0: untagged, or did not ask */
	bool off_wire; /* ... and that is not where the bench serves */

	struct evidence evidence;
	struct belief belief;
	struct course course;
	struct progress progress;
	struct shown_transfer transfer;
	struct power_cycles power;
};

#endif
