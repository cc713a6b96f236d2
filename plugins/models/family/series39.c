/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * series39.c -- load names and images of the 3905, 3911 and 3951.
 */
#include "series39.h"

static const struct dashed_part parts[] = {
	{ "APP#.", NULL, false, NULL, NULL },
	{ NULL, NULL, false, NULL, NULL },
};

static const struct dashed_series series = {
	.family = "F11",
	.forms = DASHED_LETTER,
	.parts = parts,
};

bool series39_parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	return dashed_parse(self, &series, name, out);
}
