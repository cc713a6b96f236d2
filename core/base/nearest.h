/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_NEAREST_H
#define CORE_NEAREST_H
/*
 * nearest.h -- "did you mean?": the word that somebody may have meant.
 */
#include <stddef.h>

/* The candidate nearest to @word, when it is near enough to be meant; else NULL. */
const char *nearest(const char *word, const char *const *candidates, size_t count);

#endif
