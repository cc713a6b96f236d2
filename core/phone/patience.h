/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_PATIENCE_H
#define CORE_PATIENCE_H
/*
 * patience.h -- silence: how long is normal, and what it means after that.
 */
#include "core/phone/bench.h"

/* Look at the clock: which phone is silent for too long? */
void patience_tick(struct bench *b);
/* The same for one phone, after what it did. */
void patience_look(struct bench *b, struct phone *p);
/* Is it still stuck, for the reason that was reported last? */
bool patience_holds(const struct bench *b, const struct phone *p);

#endif
