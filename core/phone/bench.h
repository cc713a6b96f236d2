/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_BENCH_H
#define CORE_BENCH_H
/*
 * bench.h -- the bench: what it was configured with, what it has open, and the
 * phones on it.
 */
#include "core/base/code.h"
#include "core/base/journal.h"
#include "core/base/mac_index.h"
#include "core/base/runner.h"
#include "core/config/settings.h"
#include "core/library/library.h"
#include "core/phone/phone.h"
#include "core/plan/plan_store.h"
#include "core/plan/xmldefault.h"
#include "core/plugin/plugins.h"

#include <ev.h>

#define BENCH_CROWD 4096        /* devices that were heard in one way only and did nothing: at most so many */
#define BENCH_DEVICES 100000    /* in all, when the configuration does not say */

struct nr_instance;             /* serve/instance.h */
struct memory;                  /* memory.h */
struct hook;                    /* serve/hook.h */

/* The one command that may run at a time. */
struct power {
	int job;                /* of the runner; 0: none */
	char phone[DEVICE_NAME_SIZE]; /* its name; the phone may be forgotten meanwhile */
};

#define ALERTS 32

struct alert {
	enum code code;
	nr_phone_id phone;      /* whom it is about; NR_NO_PHONE: the bench */
	int64_t since;          /* clock_wall_ms() of the first, */
	int64_t until;          /* clock_mono_ms(); 0: it is ended by alert_clear() */
	char message[400];
};

/* What is so now and no state of a phone says.  Only alert.c writes here. */
struct alerts {
	struct alert row[ALERTS];
	size_t count;
};

/* More devices than there is room for, or than may be believed.  Only crowd.c writes here. */
#define CROWD_AT_ONCE 256

struct crowd_row {
	nr_phone_id id;
	int64_t heard_at;
	unsigned rank;          /* the least goes first */
};

struct crowd {
	struct crowd_row row[CROWD_AT_ONCE];    /* those that go next, */
	size_t next, count;                     /* from the one to the other */
	size_t room;            /* so many devices there may be before it is looked again */
	int64_t barren_at;      /* nobody could go: clock_mono_ms(); 0: never */
	uint64_t forgotten;
	int64_t said_at;        /* clock_mono_ms(); 0: never */
	unsigned lines;         /* written of late about those heard in one way only, */
	int64_t lines_at;       /* counted down then: clock_mono_ms() */
	uint64_t unwritten;
};

/* A belief about a phone has changed, by the word of @source. */
struct news_line {
	struct nr_mac mac;
	enum nr_source source;
	char text[200];
};

/* What plugins are to be told when the verb ends that is under way.  Only news.c writes here. */
struct news_queue {
	bool wanted;            /* by any plugin */
	struct news_line *line;
	size_t next, count, room;
};

/* The switch at the other end of the cable, as it announces itself.  Only uplink.c writes here. */
struct uplink {
	struct nr_mac mac;
	char name[64], port[48];
	int64_t at;             /* clock_mono_ms(); 0: never */
	int64_t other_at;       /* another one did: clock_mono_ms(); 0: never */
};

/* Of the bench's interface, as the kernel has it.  Only wire.c writes these. */
enum bench_link {
	BENCH_LINK_UNKNOWN,
	BENCH_LINK_UP,
	BENCH_LINK_DOWN,        /* no carrier, set down, or no such interface any more */
};

struct bench {
	struct settings *config;
	char run[JOURNAL_RUN_SIZE];     /* the name of this run, in the journal; "": it does not run */
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
	uint16_t http_port;             /* the first at which HTTP is served; 0: none */
	uint32_t stands_in;             /* bit per enum nr_source: a plugin at which phones register */

	enum bench_link link;
	bool no_address;                /* its own is not on the interface any more */
	int64_t wire_at;                /* clock_mono_ms() of the last change of either; 0: none */

	enum nr_guard_state guard;      /* 0: nobody has asked yet */
	bool guard_passed;              /* it let the bench serve: it no longer ends the run */
	bool guard_resumed;             /* ... by the operator, at this moment: nothing was seen to go */
	int64_t guard_at;               /* clock_mono_ms() of its last change; 0: none */
	struct nr_server guard_by;      /* who tripped it, as far as known */
	char guard_who[256];            /* the same in words */
	struct in_addr guard_last;      /* who tripped it last, also when it is clear again; 0: nobody */

	struct phone *phones;           /* oldest first */
	struct phone *by_id, *by_mac, *by_ip;
	size_t phone_count;
	nr_phone_id last_id;
	const char *speaker;            /* the type of the plugin whose sighting is read now; or NULL */
	struct memory *memory;          /* what an earlier run knew, as it was at the start; what was */
	size_t memory_count;            /* forgotten since is all zero */
	struct mac_index memory_by_mac, memory_by_ip;
	struct memory *ledger;          /* the same and what happened since: what the journal says */
	size_t ledger_count, ledger_room;
	size_t ledger_hand;             /* where the next is looked for that may go */
	struct mac_index ledger_by_mac;

	struct hook *hook;              /* commands that hear what became of a phone; may be NULL */
	struct runner *runner;          /* of the commands of the configuration; may be NULL */
	struct plan_store plans;        /* what its phones go by.  Only course.c writes here */
	struct power power;
	struct crowd crowd;
	struct uplink uplink;
	struct alerts alerts;
	struct news_queue news;

	void (*changed)(struct bench *b, struct phone *p, void *arg);   /* or NULL */
	void *changed_arg;
	int64_t changed_at;             /* clock_mono_ms() of the last change of any state */
};

/* So many devices are known at most. */
static inline size_t bench_devices(const struct bench *b)
{
	return b->config && b->config->devices ? b->config->devices : BENCH_DEVICES;
}

#endif
