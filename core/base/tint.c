/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* tint.c -- see tint.h. */
#include <config.h>

#include "core/base/tint.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool has_colour(FILE *out)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	return !(no && no[0]) && term && term[0] && strcmp(term, "dumb") != 0 && isatty(fileno(out));
}

const char *tint_on(FILE *out, enum tint tint)
{
	static const char *const codes[] = {
		[TINT_NONE] = "",
		[TINT_BAD] = "\033[1;31m",
		[TINT_WARN] = "\033[33m",
		[TINT_GOOD] = "\033[32m",
		[TINT_DIM] = "\033[2m",
	};

	return has_colour(out) ? codes[tint] : "";
}

const char *tint_off(FILE *out)
{
	return has_colour(out) ? "\033[0m" : "";
}
