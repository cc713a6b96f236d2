/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_REFUSED_H
#define CORE_REFUSED_H
/*
 * refused.h -- was memory refused to this process, ever?  Whoever asked for it has gone on
 * without, or not; what was printed may lack something, and nobody else knows.  The program
 * notes it in core/verbs/wrap.c, around the allocator; a test has no such thing.
 */
#include <stdbool.h>

void refused_note(void);
bool refused_any(void);

#endif
