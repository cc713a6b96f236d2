/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * outcome.c -- what an import did with each thing that it met.
 */
#include <config.h>
#include "core/library/outcome.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static char *plain(const char *text)
{
	char *copy = strdup(text);

	for (char *p = copy; p && *p; p++)
		if (iscntrl((unsigned char)*p))
			*p = '?';
	return copy;
}

struct outcome *outcomes_add(struct outcomes *f, enum outcome_kind kind, const char *name,
			     const char *text)
{
	struct outcome one = { .kind = kind };

	if (f->count == f->room) {
		size_t room = f->room ? f->room * 2 : 16;
		struct outcome *more = realloc(f->item, room * sizeof(*more));

		if (!more)
			return NULL;
		f->item = more;
		f->room = room;
	}
	one.name = plain(name);
	one.text = plain(text);
	if (!one.name || !one.text) {
		free(one.name);
		free(one.text);
		return NULL;
	}
	f->item[f->count] = one;
	return &f->item[f->count++];
}

const char *outcomes_word(enum outcome_kind kind)
{
	static const char *const words[] = {
		[OUTCOME_TAKEN] = "taken", [OUTCOME_THERE] = "there", [OUTCOME_BROKEN] = "broken",
		[OUTCOME_REFUSED] = "refused", [OUTCOME_ASIDE] = "aside",
	};

	return words[kind];
}

void outcomes_finish(struct outcomes *f)
{
	for (size_t i = 0; i < f->count; i++) {
		free(f->item[i].name);
		free(f->item[i].text);
	}
	free(f->item);
	*f = (struct outcomes){ 0 };
}
