/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * explain_stock.c -- what the lists of the library say about the name of a file: a second
 * name of a list says nothing by itself, and a boot image has a version of its own.
 */
#include "core/verbs/explain_stock.h"
#include "core/base/file_name.h"

#include <stdio.h>
#include <strings.h>

/* What a phone asks for, without the folder before it. */
static const char *last_part(const char *raw)
{
	const char *slash = strrchr(raw, '/');

	return slash ? slash + 1 : raw;
}

static bool is_alias(const struct lib_load *l, const char *name)
{
	char alias[LOAD_NAME_SIZE], plain[LOAD_NAME_SIZE];

	return l->alias && file_name_normalise(l->alias, alias) && file_name_normalise(name, plain) &&
	       strcasecmp(alias, plain) == 0;
}

/* A file may stand in the sections of several platforms. */
static bool is_image(const struct lib_load *l, const char *name, uint32_t *platforms)
{
	bool found = false, for_all = false;

	*platforms = 0;
	for (size_t i = 0; i < l->file_count; i++) {
		if (strcasecmp(l->file_name[i], name) != 0)
			continue;
		found = true;
		for_all |= !l->file_platforms || !l->file_platforms[i];
		*platforms |= l->file_platforms ? l->file_platforms[i] : 0;
	}
	if (for_all)
		*platforms = 0;
	return found;
}

static bool was_said(const struct explain_stock *out, size_t count, const struct lib_load *l)
{
	for (size_t i = 0; i < count; i++)
		if (strcasecmp(out[i].load->name, l->name) == 0)
			return true;
	return false;
}

size_t explain_stock(const struct library *lib, const char *raw, struct explain_stock *out, size_t room)
{
	const char *name = last_part(raw);
	size_t count = 0;

	for (size_t i = 0; lib && i < lib->load_count && count < room; i++) {
		struct explain_stock s = { .load = lib->load[i], .part = EXPLAIN_STOCK_ALIAS };

		if (s.load->parsed.kind != NR_KIND_LOAD || was_said(out, count, s.load))
			continue;
		if (!is_alias(s.load, name)) {
			s.part = EXPLAIN_STOCK_IMAGE;
			if (!is_image(s.load, name, &s.platforms))
				continue;
		}
		out[count++] = s;
	}
	return count;
}

void explain_stock_say(const struct explain_stock *s, char *out, size_t size)
{
	size_t len;

	if (s->part == EXPLAIN_STOCK_ALIAS) {
		snprintf(out, size, "a second name (ALTLOADS) of %s", s->load->name);
		return;
	}
	len = (size_t)snprintf(out, size, "of %s", s->load->name);
	for (unsigned n = 0, first = 1; n < 32 && len < size; n++) {
		if (!(s->platforms >> n & 1))
			continue;
		len += (size_t)snprintf(out + len, size - len, "%s%u", first ? ", for platform " : " and ", n + 1);
		first = 0;
	}
}
