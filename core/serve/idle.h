/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_IDLE_H
#define CORE_IDLE_H
/*
 * idle.h -- which phones may be asked for their own word, or restarted.
 */
#include "core/phone/bench.h"

/* Does nothing keep it busy, so that a restart by a GET harms nothing? */
bool idle_may_restart(const struct bench *b, const struct phone *p);

/* May it be asked for its own word now, and is that word wanted? */
bool idle_may_ask(const struct bench *b, const struct phone *p);

#endif
