/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_ROGUE_H
#define CORE_ROGUE_H
/*
 * rogue.h -- what the guard found: nobody, or another DHCP server, and what is
 * said of it.  What a bench does about it is in answer.c (no new lease) and in
 * phone/want.c (no new step).
 */
#include "core/phone/bench.h"

/* The guard is in @state; @who: in a plugin's words, or NULL. */
void rogue_state(struct bench *b, enum nr_guard_state state, const char *who);
/* It tripped, or is tripped and now knows more. */
void rogue_tripped(struct bench *b, const struct nr_server *by);

#endif
