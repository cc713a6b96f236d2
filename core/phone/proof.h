/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_PROOF_H
#define CORE_PROOF_H
/*
 * proof.h -- what a phone runs, by its words and by its deeds, and which step that proves.
 */
#include "core/phone/bench.h"
#include "core/phone/sighting.h"

/* Does this sighting itself show that the phone has no load? */
bool proof_says_wiped(const struct phone *p, const struct sighting *s);
/* It surely does not write its flash any more. */
void proof_written(struct bench *b, struct phone *p);
void proof_wiped(struct bench *b, struct phone *p);
/* A sighting that may say what it runs. */
void proof_word(struct bench *b, struct phone *p, const struct sighting *s);
/* The same of other parts than the first. */
void proof_parts(struct bench *b, struct phone *p, const struct sighting *s);
void proof_registers(struct bench *b, struct phone *p);
/* A phone that is done is not stuck any more, for the reason that was reported last. */
void proof_at_rest(struct phone *p);
/* It asks for what only the application of its step asks for: see sign.h. */
void proof_asked(struct bench *b, struct phone *p);
/* It has read the list of its step, and takes nothing of it. */
bool proof_gave_up(const struct phone *p);
/* A word that moves nothing: of a phone that is held. */
void proof_overhear(struct bench *b, struct phone *p, const struct sighting *s);
/* What it said about its load before anybody knew the model counts now. */
void proof_recall_word(struct bench *b, struct phone *p);
/* The proof of a step that an earlier run of the bench had sent. */
void proof_remembered(struct bench *b, struct phone *p);

#endif
