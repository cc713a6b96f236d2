/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_EVIDENCE_H
#define CORE_EVIDENCE_H
/*
 * evidence.h -- what was seen of a phone.
 */
#include "core/phone/phone.h"

const char *evidence_fact(const struct phone *p, enum nr_fact fact); /* "" when unknown */
void evidence_put(struct phone *p, enum nr_fact fact, const char *text, enum nr_source source);
/* Does a row of evidence hold for this phone? */
bool evidence_matches(const struct phone *p, const struct nr_match *row);
/* Who said what is newest of all that was seen. */
enum nr_source evidence_newest(const struct phone *p);

#endif
