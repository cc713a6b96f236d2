/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_EVIDENCE_H
#define CORE_EVIDENCE_H
/*
 * evidence.h -- what was seen of a phone.
 */
#include "core/phone/phone.h"
#include "core/phone/sighting.h"

/* The facts that may make a model sure, the most telling first (see struct nr_match). */
#define EVIDENCE_TELLING 5
struct telling {
	enum nr_fact fact;
	const char *words;              /* "vendor class" */
};
extern const struct telling evidence_telling[EVIDENCE_TELLING];

const char *evidence_fact(const struct phone *p, enum nr_fact fact); /* "" when unknown */
/* A phone that was not known before. */
void evidence_begin(struct phone *p);
void evidence_finish(struct phone *p);
/* A sign of life; what one packet said. */
void evidence_heard(struct phone *p);
/* Its model read in another text that it runs this. */
void evidence_load(struct phone *p, const char *load, enum nr_source source);
void evidence_note(struct phone *p, const struct sighting *s);
/* True once after a fact changed that may change which model it is. */
bool evidence_news(struct phone *p);
/* True once after its serial number or its hardware was said, or said anew. */
bool evidence_described(struct phone *p);
/* Does @text match @glob, in which %M is the MAC address of the phone?  Case is ignored. */
bool evidence_glob(const struct phone *p, const char *glob, const char *text);
/* Does a row of evidence hold for this phone? */
bool evidence_matches(const struct phone *p, const struct nr_match *row);
/* Did it say @m's number as its device type? */
bool evidence_is_type(const struct phone *p, const struct nr_model *m);
/* Its requests, or its ARP, were for another server than @bench. */
bool evidence_asks_elsewhere(const struct phone *p, struct in_addr bench);
/* Who said what is newest of all that was seen. */
enum nr_source evidence_newest(const struct phone *p);

#endif
