/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_RECORD_H
#define CORE_RECORD_H
/*
 * record.h -- what the journal says of a run, or of a span of time, phone by phone.
 */
#include "core/base/group.h"
#include "core/base/pool.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All times: milliseconds since 1970 (UTC); 0: it did not happen. */

struct record_step {
	const char *load;
	int64_t started, sent, proven;
	unsigned times;                 /* that it began */
	const char *source;             /* the witness of the proof; NULL: none yet */
	const char *list, *sha256;      /* the list that was served; NULL: not known */
	const char *signed_on;          /* the day; NULL: not all of it could be checked */
	unsigned files;                 /* that it took whole */
	uint64_t bytes;
};

/* What was said of it: a trouble with its code, or a note of the operator without one. */
struct record_line {
	int64_t at;
	const char *code, *text;
};

/* What the timeline shows. */
enum record_phase {
	RECORD_WAITING,
	RECORD_DOWNLOAD,
	RECORD_WRITING,
	RECORD_DONE,
	RECORD_TROUBLE,
	RECORD_PHASES,
};

struct record_change {
	int64_t at;
	enum record_phase to;
};

struct record_phone {
	const char *name;               /* "SEP001B54AA0001" */
	const char *bench;              /* at which it was last, where there are several; or NULL */
	const char *mac, *serial, *hardware, *model;    /* NULL: not known */
	const char *from, *to, *runs;   /* loads; NULL: not known */
	const char *witness;            /* of what it runs */
	const char *state;              /* as in the status, when the span ended */
	const char *advice;             /* the same; NULL: none */
	const char *code, *message;     /* its last trouble, while that lasts */
	int64_t seen, last;             /* first and last line of it */
	int64_t done;
	int64_t wiped;                  /* it was seen to have no load installed */
	bool writing;
	struct record_step *step;       size_t step_count, step_room;
	struct record_line *trouble;    size_t trouble_count, trouble_room;
	struct record_line *note;       size_t note_count, note_room;
	struct record_change *change;   size_t change_count, change_room;
};

struct record {
	struct pool pool;               /* its texts */
	const char *bench, *run;        /* the last that wrote; NULL: of 0.1.0 */
	const char *version, *interface, *address;
	int64_t from, to;               /* of the first and the last line that counts */
	unsigned runs;                  /* how many there are in the span */
	size_t benches;                 /* 0, 1: one */
	bool stopped;                   /* the last one ended in order */
	const char *tripped[16];        /* benches on whose wire another DHCP server was heard, and not that */
	size_t tripped_count;           /* it went; of more, the end is not told */
	struct record_line *alarm;      size_t alarm_count, alarm_room;     /* about the bench */
	struct record_phone **phone;    size_t phone_count, phone_room;     /* in order of names */
	bool no_memory;
};

/* Which lines of the journal count. */
struct record_query {
	int64_t since, until;           /* 0: no bound */
	const char *run;                /* NULL: all, or the last when @last */
	bool last;
	bool many;                      /* of several benches: their runs go on beside each other */
};

/* Feed it with every line, oldest first; @arg: a struct record_reader. */
struct record_reader {
	struct record *record;
	struct record_query query;
	const char *run;                /* that is being read */
};
void record_line(const json_t *event, void *arg);
/* All lines were read: 0, or -ENOMEM. */
int record_end(struct record *r);
/* Forget what is long past: of each phone and of the bench the last few steps, troubles and notes stay. */
void record_trim(struct record_reader *q);
void record_finish(struct record *r);

/* As in the status; NULL: none. */
const char *record_advice(const struct record_phone *p);
enum group record_group(const struct record_phone *p);
/* How many phones are in each group. */
void record_count(const struct record *r, size_t count[GROUPS]);

#endif
