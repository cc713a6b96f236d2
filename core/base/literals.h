/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_LITERALS_H
#define CORE_LITERALS_H
/*
 * literals.h -- which of many words stand in a text: all of them are found in one pass over
 * it, whose cost does not depend on how many words there are (Aho and Corasick, 1975).
 * Letters of ASCII are compared without case.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct literals;

#define LITERALS_NONE UINT32_MAX

/* NULL: no memory. */
struct literals *literals_new(void);
void literals_free(struct literals *l);
/*
 * Add the @len bytes at @word, len > 0.  @first: it counts only where the text begins with it.
 * Returns its number, from 0 on; the same word gets the same number.  LITERALS_NONE: no memory.
 */
uint32_t literals_add(struct literals *l, const char *word, size_t len, bool first);
/* No more words come.  False: no memory. */
bool literals_build(struct literals *l);
/* Call @found with the number of each word in @text, at each place where it ends. */
void literals_scan(const struct literals *l, const char *text, void (*found)(uint32_t word, void *arg),
		   void *arg);

#endif
