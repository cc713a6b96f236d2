/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_PLAYER_H
#define PHONE_PLAYER_H
/*
 * player.h -- plays a transcript against a bench: the phones of it ask for what their
 * forebears asked for, in that order and at that pace.  How a request is answered is the
 * bench's matter; the log says it, and where that differs from the answer of then.
 *
 * What a transcript leaves out is done as any phone does it: DHCP before the first file
 * and after each restart.  Nothing that was lost then is heard now.
 */
#include "tests/phone/actor.h"
#include "tests/phone/family.h"

struct player_phone {           /* what the transcript leaves out of a phone */
	const struct handset *handset;  /* NULL: not known */
	uint8_t mac[6];         /* zero: of all that have no row of their own */
	char class_id[64];      /* option 60; "": that of a loader that tells no model */
	char load[64];          /* by CDP, at each boot; "": it sends none */
	char until[64];         /* the same, after a restart with new firmware; "": as before */
};

struct player_setup {
	const struct player_phone *phone;
	size_t count;
	uint32_t server;        /* for a phone that gets no address */
	unsigned speed;         /* what lay between two lines is divided by it */
};

struct part {                   /* one phone */
	struct actor actor;
	const struct player_phone *setup;
	char name[16], class_id[96], load[64];
	size_t next;            /* its next step */
	bool booted;            /* in this life: it told what it is, and asked for an address */
	bool asking;            /* step @next is under way */
	bool firmware;          /* it got some in this life */
	int64_t ready;          /* when a step without a time may begin */
	int64_t up;             /* when its restart is over */
	int64_t late;           /* behind the transcript */
	unsigned requests, differ;
};

struct player {
	struct player_setup setup;
	struct transcript script;
	struct wire *wire;
	struct host foreign;    /* the other DHCP server of a transcript */
	FILE *log;
	int64_t started;
	struct part *part;
};

/* 0, or as transcript_read(): *row is then the line that is to blame. */
int player_init(struct player *p, const struct player_setup *s, const uint8_t *data, size_t len,
		struct wire *w, FILE *log, unsigned *row);
void player_start(struct player *p, int64_t now);
void player_frame(struct player *p, const uint8_t *frame, size_t len, int64_t now);
void player_timer(struct player *p, int64_t now);
int64_t player_due(const struct player *p);
/* All have played their parts. */
bool player_done(const struct player *p);
/* One line for each phone. */
void player_report(const struct player *p, int64_t now);
void player_finish(struct player *p);

#endif
