/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* release.c -- see release.h. */
#include <config.h>

#include "tests/phone/release.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

bool release_parse(const char *text, struct release *out)
{
	const char *dot = strchr(text, '.');

	if (dot)
		text = dot + 1;
	for (int i = 0; i < 3; i++) {
		char *end;

		if (!isdigit((unsigned char)*text))
			return false;
		out->part[i] = (unsigned)strtoul(text, &end, 10);
		if (i < 2 && *end != '-')
			return false;
		text = end + 1;
	}
	return true;
}

int release_cmp(const struct release *a, const struct release *b)
{
	for (int i = 0; i < 3; i++)
		if (a->part[i] != b->part[i])
			return a->part[i] < b->part[i] ? -1 : 1;
	return 0;
}

bool release_knows_itl(const struct release *r)
{
	return r->part[0] >= 9;
}
