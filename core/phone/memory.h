/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_MEMORY_H
#define CORE_MEMORY_H
/*
 * memory.h -- what the journal of an earlier run says about each phone.
 */
#include "core/phone/phone.h"

#include <jansson.h>

struct bench;

/* What the journal of an earlier run says about a phone. */
struct memory {
	struct nr_mac mac;
	char name[DEVICE_NAME_SIZE]; /* as it was called last */
	struct in_addr ip, leased; /* leased: by the bench itself */
	char model[24], load[64], sent[64];
	enum load_source load_source;
	struct {
		char part[MODEL_PART_SIZE], load[64];
	} part[MODEL_PARTS - 1]; /* what it ran of other parts than the first; "": no more */
	char lacks[64];     /* it fetched the list of this load, and was not sent the whole of it; "": none */
	char rejected[64];  /* it rejected this load first while it was wiped; "": none */
	char writing[64];   /* it was given images of this load, and did not prove it; "": no */
	int64_t writing_at; /* clock_wall_ms() */
	bool by_sent;           /* a journal of 0.1.0 said so: it has no phone.writing */
	bool dismissed;         /* the operator had it forgotten while it wrote: no row before it is heard */
	char said_model[24], target[64]; /* the operator's answers; "": none */
	unsigned power_cycles;
};

/* Read what an earlier run's journal knew. */
void memory_read(struct bench *b, int state_dirfd);
/* An event about the phone @name goes into the journal, with @more (or NULL): so that a
 * snapshot says what a reader of all lines would know. */
void memory_note(struct bench *b, const char *event, const char *name, const json_t *more);
/* All that is known, for the line with which a new file of the journal begins: a new object. */
json_t *memory_snapshot(void *bench);
const struct memory *memory_find(const struct bench *b, const struct nr_mac *mac);
/* The first that had this address; NULL: none. */
const struct memory *memory_find_ip(const struct bench *b, struct in_addr ip);
/* Free what it holds. */
void memory_finish(struct bench *b);
/* After phone.forgotten: nothing is known of it any more, but that it may be writing. */
void memory_forget(struct bench *b, const struct nr_mac *mac);
/* It came for a list in this run: what was sent before is no longer all that it was sent. */
void memory_begun(struct bench *b, const struct nr_mac *mac);
/* True once when an earlier run had sent @load, which the phone now runs. */
bool memory_prove(struct bench *b, const struct phone *p, const char *load);

#endif
