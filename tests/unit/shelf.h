/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_SHELF_H
#define TESTS_SHELF_H
/*
 * shelf.h -- a library made of words, for the planner: "SCCP45.8-5-2S" is a whole
 * load and a release of its own, "+term45.default" a list in the release of the
 * load before it, "-X" a load that is not whole.
 */
#include "core/base/file_name.h"
#include "core/plugin/knowledge.h"
#include "core/library/library.h"

#include <strings.h>

#define SHELF_MAX 64

struct shelf {
	struct library lib;
	struct lib_release release[SHELF_MAX];
	struct lib_load load[SHELF_MAX], *index[SHELF_MAX];
	char name[SHELF_MAX][64];
	const char *image[SHELF_MAX][3];
};

static void shelf_add(struct shelf *s, const struct nr_model *m, const char *word)
{
	size_t i = s->lib.load_count++;
	bool manifest = word[0] == '+';
	struct lib_load *l = &s->load[i];

	s->image[i][0] = "a";
	s->image[i][1] = "b";
	s->image[i][2] = "c";
	snprintf(s->name[i], sizeof(s->name[i]), "%s", word + (manifest || word[0] == '-'));
	l->name = s->name[i];
	l->whole = word[0] != '-';
	l->release = manifest && i > 0 ? s->load[i - 1].release : &s->release[i];
	l->file_name = s->image[i];
	l->file_count = 3;
	model_parse(m, l->name, &l->parsed);
	s->index[i] = l;
}

static void shelf_make(struct shelf *s, const struct nr_model *m, const char *const *words,
		       size_t count)
{
	memset(s, 0, sizeof(*s));
	s->lib.load = s->index;
	for (size_t i = 0; i < count && i < SHELF_MAX; i++)
		shelf_add(s, m, words[i]);
}

/* Only this function of the library is used; the real one wants a sorted index. */
const struct lib_load *index_manifest(const struct library *lib, const struct lib_release *r,
				      const char *name);
__attribute__((weak)) const struct lib_load *
index_manifest(const struct library *lib, const struct lib_release *r, const char *name)
{
	char want[LOAD_NAME_SIZE];

	if (!file_name_normalise(name, want))
		return NULL;
	for (size_t i = 0; i < lib->load_count; i++)
		if (lib->load[i]->release == r && strcasecmp(lib->load[i]->name, want) == 0)
			return lib->load[i];
	return NULL;
}

#endif
