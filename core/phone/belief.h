/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_BELIEF_H
#define CORE_BELIEF_H
/*
 * belief.h -- from evidence to belief: is it a phone, of which model, what does it run?
 */
#include "core/phone/bench.h"

/* Its first belief: what an earlier run knew and what the operator wrote.  False: it has
 * one already. */
bool belief_begin(struct bench *b, struct phone *p);
/* Compute model, rival, hint and is_phone anew from the evidence. */
void belief_model(struct bench *b, struct phone *p);
/* A source said what the phone runs.  True when the belief changed. */
bool belief_load(struct bench *b, struct phone *p, const char *load, enum load_source source);
void belief_wiped(struct bench *b, struct phone *p);
/* The revision of its board; true when that is news. */
bool belief_board(struct phone *p, unsigned revision);
/* It starts: what was said before is history. */
void belief_start(struct phone *p);
/* It registers with @load, by what it did: that stands in place of older words. */
void belief_registration(struct bench *b, struct phone *p, const char *load);

#endif
