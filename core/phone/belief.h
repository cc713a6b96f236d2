/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_BELIEF_H
#define CORE_BELIEF_H
/*
 * belief.h -- from evidence to belief: is it a phone, of which model, what does it run?
 */
#include "core/phone/bench.h"
#include "core/plugin/rows.h"

/* What changed in the belief about the load: bits. */
enum {
	BELIEF_SAME = 0,
	BELIEF_LOAD = 1,    /* it is a different one */
	BELIEF_WITNESS = 2, /* the same, and what was a guess is now the phone's word */
	BELIEF_DISPUTE = 4, /* two witnesses contradict each other as they did not before, or anew */
};

/* What the rows of all models say of a phone.  It holds until belief_ask() is called again, for
 * whichever phone: it is asked once a sighting, and handed on. */
struct opinions {
	const struct rows_hit *hit;
	size_t count;
};
struct opinions belief_ask(const struct bench *b, const struct phone *p);

/* Its first belief: what an earlier run knew and what the operator wrote.  False: it has
 * one already. */
bool belief_begin(const struct bench *b, struct phone *p);
/* The pattern of its name: of its model, or of the first that speaks for it; NULL: none does. */
const char *belief_name(const struct bench *b, const struct phone *p, const struct opinions *o);
/* The model whose wire it is on (nr_model.dhcp): its own; while that is open, one of those that
 * take it for a phone, if all of them want the same; NULL: none. */
const struct nr_model *belief_wire_model(const struct bench *b, const struct phone *p);
/* Compute model, rival, hint and is_phone anew from the evidence; true when they changed. */
bool belief_model(const struct bench *b, struct phone *p, const struct opinions *o);
/* It asks for a list of itself: it runs nothing older than nr_model.lists_from. */
void belief_lists(struct phone *p);
/* It asks for @name, and its model is known.  Jar11sip.8-2-2ES4.sbn tells "SIP" of the images
 * that it asks for until it comes for a list again. */
void belief_image(struct phone *p, const char *name);
/* The operator says which model it is; belief_model() follows. */
void belief_say_model(struct phone *p, const struct nr_model *m);
/* A source said what the phone runs. */
unsigned belief_load(struct phone *p, const char *load, enum load_source source);
/* What it runs of another part than the first; true when that is news. */
bool belief_part(struct phone *p, const char *part, const char *load, enum load_source source);
/* The load that it runs of @part ("": of the first, or only one); "": not known. */
const char *belief_runs(const struct phone *p, const char *part);
/* Who says so. */
enum load_source belief_runs_source(const struct phone *p, const char *part);
/* All of them as plan_make() takes them: "application-3.1,bootrom-4.2".  Returns @out. */
/* What that witness says it runs; "": nothing. */
const char *belief_word(const struct phone *p, enum load_source witness);
/* Free what it holds. */
void belief_finish(struct phone *p);
#define BELIEF_ALL_SIZE (MODEL_PARTS * 65)
const char *belief_all(const struct phone *p, char out[BELIEF_ALL_SIZE]);
/* Since the witness that is believed last spoke, another one said otherwise: nothing is done, and
 * nothing begins, before it speaks again, or the phone starts and any of them does. */
bool belief_in_doubt(const struct phone *p);
/* @source said that it runs @said, which is no word to believe: nobody reads it, or it came while
 * the phone may be writing.  True when that is what brings the doubt. */
bool belief_contradicted(struct phone *p, const char *said, enum load_source source);
/* It registers with @load, by what it did: that stands in place of older words. */
unsigned belief_registration(struct phone *p, const char *load);
void belief_wiped(struct phone *p);
/* The revision of its board; true when that is news. */
bool belief_board(struct phone *p, unsigned revision);
/* It starts: what was said before is history. */
void belief_start(struct phone *p);

#endif
