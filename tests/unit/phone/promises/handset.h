/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_PROMISES_HANDSET_H
#define TESTS_PROMISES_HANDSET_H
/*
 * handset.h -- the truth about each phone: what runs on it, whether it writes its
 * flash, what it does next.  The core hears of it only by what goes over the wire.
 */
#include "tests/unit/phone/promises/breed.h"
#include "tests/unit/phone/promises/world.h"

#define HANDSETS 5
#define LIES     16

enum phase {
	HANDSET_OFF,     /* without power */
	HANDSET_BOOTS,   /* asks for an address */
	HANDSET_SPEAKS,  /* says who it is */
	HANDSET_READS,   /* asks for its configurations */
	HANDSET_LISTS,   /* asks for the first file of a load */
	HANDSET_FETCHES, /* asks for its images */
	HANDSET_WRITES,  /* has all that it wanted */
	HANDSET_REGISTERS,
	HANDSET_IDLES,
};

/* What sort of phone it is: bits. */
enum {
	CONDUCT_MUTE = 1,     /* no CDP */
	CONDUCT_NO_WORDS = 2, /* nor does it say its load when it registers */
	CONDUCT_REJECTS = 4,  /* reads the list, takes nothing */
	CONDUCT_KEEPS = 8,    /* takes everything, installs nothing */
	CONDUCT_CONTENT = 16, /* then it goes on with what it has, and does not ask again */
	CONDUCT_LOOPS = 32,   /* boots for ever */
	CONDUCT_HALFWAY = 64, /* restarts once in the middle of writing */
	CONDUCT_SLOW = 128,   /* writes six times as long as is usual */
	CONDUCT_FIXED = 256,  /* has an address of its own */
	CONDUCT_STAYS = 512,  /* when a download breaks off it goes on without a restart */
};

/* How a transfer to it ends. */
enum fate {
	FATE_WHOLE,
	FATE_NOTHING, /* our answers do not reach it */
	FATE_PART,
	FATE_LAST_ACK, /* it has all, and we do not hear of it */
	FATE_KILLED,   /* the bench is killed in the middle */
	FATE_PULLED,   /* its power is cut in the middle */
	FATES,
};

struct handset {
	/* what it is */
	bool here;
	const struct breed *breed;
	const struct nr_model *model;
	struct nr_mac mac;
	char name[16]; /* "SEP001B54AA0001" */
	unsigned conduct;
	bool twin; /* another one has its MAC */

	/* the truth */
	char runs[64];    /* "": wiped */
	bool writes;      /* its flash, from the first image on until it booted with it */
	char has_all[64]; /* the load of which it last got all that it wanted; "": none */
	char had_all[64]; /* ... before it came for the list again */
	bool took;        /* something since then */
	struct in_addr ip;
	bool leased; /* by the bench */

	/* what it does */
	enum phase phase;
	size_t next;                 /* configuration or image */
	char told[64];               /* load that its configurations name */
	char wants[64];              /* load that it asks for */
	const struct lib_load *list; /* of it, in the index of all; NULL: a load without */
	char named[64];              /* the same, not forgotten when it starts */
	int64_t got_at;              /* when it got its last file */
	int64_t written_at;          /* when it has written */
	int64_t booted_at;           /* when it last started */
	bool busy;                   /* it is in the middle of a step */
	bool halfway;                /* it has restarted in the middle */
	char gave_up[64];            /* a load that it does not ask for any more; "": none */

	/* what befalls it */
	unsigned lost, doubled, late;         /* so many of its next frames */
	unsigned broken;                      /* so many of its next transfers */
	enum fate fate;                       /* ... end like this */
	void (*meanwhile)(struct handset *h); /* happens in the middle of its next transfer */
	uint32_t meanwhile_arg;

	/* what the bench could know */
	bool spoke;          /* what it runs was said, or was given by the bench */
	bool secret;         /* it was changed behind the bench's back, and nothing said so */
	bool lied_about;     /* somebody used its MAC */
	char lies[LIES][64]; /* loads that it was falsely said to run */
	unsigned lie_count;
	int64_t false_call_at; /* somebody registered in its place */
	bool false_start; /* somebody started in its place, and it said nothing since */
	bool start_seen; /* since its first image: one that did not end its writing, or false */
	bool false_proof; /* since its first image somebody did what it does when it has booted
			   */
	bool forgotten;   /* what it was given before the operator had it forgotten */
	bool dismissed;   /* by force, while it wrote, and not heard since: it needs no row */
	unsigned lists;   /* that it was given */
	unsigned cycles;  /* times that the bench switched its power */
};

extern struct handset handset[HANDSETS];

/* Nobody is there. */
void handset_begin(void);
/* The load that it installs when it has all of its list; "": a list of none. */
const char *handset_load_meant(const struct handset *h);
/* The next step of its life. */
void handset_live(struct handset *h);
void handset_power(struct handset *h, bool on);
void handset_wipe(struct handset *h);
/* All promises were looked at: what the bench did to their power is old. */
void handset_look(void);
/* The bench was away: nobody knows whether those that write were seen to start. */
void handset_unseen(void);
/* What the bench has of it; NULL: nothing. */
struct phone *handset_row(const struct handset *h);
/* The one after @k (NULL: the first) of all that have its MAC, @h among them; NULL: no more. */
struct handset *handset_same(const struct handset *h, const struct handset *k);

#endif
