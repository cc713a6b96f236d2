/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_FLEET_H
#define CORE_FLEET_H
/*
 * fleet.h -- many benches as one: their status documents are merged into one that the table,
 * the page and --json show like that of a bench.  Pure: lines and messages in, a document out; no
 * file, no socket, no clock.
 *
 * The document has what a status has (status.h), and
 *
 *	"benches"       [{"bench", "state": running|stopped|gone|unclear, "guard", "heard", "interface",
 *	                "address", "phones", "need", "lines", "missing", "twice", "note"}]
 *	"totals"        {"phones", "needs_you", "do_not_unplug", "safe_to_unplug", "safe_to_move", "aside"}
 *	each phone      "bench" and "heard"
 *
 * A phone that several benches have is that of the one that heard it last.
 */
#include "core/base/pool.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* More are counted and not shown. */
#define FLEET_BENCHES 1000
#define FLEET_PHONES 200000
/* Bytes of a message. */
#define FLEET_MESSAGE 262144

struct fleet;

struct fleet *fleet_new(void);          /* NULL: no memory */
void fleet_free(struct fleet *f);       /* NULL is right */
/*
 * A line of the journal of some bench, told by "bench".  One that was there already ("seq") counts for
 * nothing; holes are counted.
 */
void fleet_line(struct fleet *f, const json_t *line);
/* The same, for collected_read(); @fleet: a struct fleet. */
void fleet_each(const json_t *line, void *fleet);
/* Call @each for every line that counts, too. */
void fleet_watch(struct fleet *f, void (*each)(const json_t *line, void *arg), void *arg);
/* How many benches there are, and that in words, in @pool; NULL: no memory. */
size_t fleet_count(const struct fleet *f);
const char *fleet_name(const struct fleet *f, struct pool *pool);
/*
 * A message: @topic PREFIX/BENCH/state or PREFIX/BENCH/phone/NAME, without the prefix; @retained: it
 * may be old.  @now in milliseconds since 1970.  NULL, or what is wrong with it, in @why: then
 * it counts for nothing.
 */
#define FLEET_WHY 160
const char *fleet_message(struct fleet *f, const char *topic, const char *text, size_t len, bool retained, int64_t now,
			  char why[FLEET_WHY]);
/* The source of all of it is away, in a sentence; NULL: it is there. */
void fleet_lost(struct fleet *f, const char *why);
/* A new reference; the phones with trouble first, @most of them (0: all); NULL: no memory. */
json_t *fleet_document(struct fleet *f, int64_t now, size_t most);

#endif
