/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_NOUN_H
#define CORE_NOUN_H
/*
 * noun.h -- the noun that agrees with a number: "1 load", "2 loads", "0 loads".
 * The number stands before it: "%zu %s", n, noun_of(n, "load", "loads").
 * tests/lint/nouns.sh finds those that are written out.
 */

static inline const char *noun_of(unsigned long long n, const char *one, const char *many)
{
	return n == 1 ? one : many;
}

#endif
