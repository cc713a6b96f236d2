/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_TINT_H
#define CORE_TINT_H
/*
 * tint.h -- colour for what a verb prints, beside the words and never instead of them.
 * None where it does not go to a terminal, with NO_COLOR, and with TERM=dumb or without TERM.
 */
#include <stdio.h>

enum tint {
	TINT_NONE,
	TINT_BAD,               /* red */
	TINT_WARN,              /* yellow */
	TINT_GOOD,              /* green */
	TINT_DIM,
};

/* What to print before, and after; "" where there is no colour. */
const char *tint_on(FILE *out, enum tint tint);
const char *tint_off(FILE *out);

#endif
