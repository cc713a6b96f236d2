/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * knowledge.c -- what all loaded models together say about a name.
 *
 * Pure: text in, values out.
 */
#include "core/plugin/knowledge.h"

#include "core/base/file_name.h"

#include <strings.h>

void knowledge_explain(const struct plugins *p, const char *raw, struct meaning *out)
{
	const size_t room = NR_ARRAY_SIZE(out->models);
	char name[LOAD_NAME_SIZE];
	struct nr_load load;

	memset(out, 0, sizeof(*out));
	if (!file_name_normalise(raw, name))
		return;
	for (size_t i = 0; i < p->model_count && out->model_count < room; i++) {
		const struct nr_model *m = &p->model[i]->model;

		if (!model_read(m, name, &load))
			continue;
		if (out->model_count == 0)
			out->load = load;
		if (load.kind == out->load.kind)
			out->models[out->model_count++] = m;
	}
}

/* One load under one name is the same, whether it can be placed or not. */
static bool one_load(const struct nr_load *l, const char *a, const char *b)
{
	char na[LOAD_NAME_SIZE], nb[LOAD_NAME_SIZE];

	return (l->kind == NR_KIND_LOAD || l->kind == NR_KIND_COMPONENT) &&
	       file_name_normalise(a, na) && file_name_normalise(b, nb) && strcasecmp(na, nb) == 0;
}

enum nr_order knowledge_compare(const struct plugins *p, const char *a, const char *b)
{
	struct nr_load la, lb;

	for (size_t i = 0; i < p->model_count; i++) {
		const struct nr_model *m = &p->model[i]->model;

		if (model_parse(m, a, &la) && model_parse(m, b, &lb))
			return one_load(&la, a, b) ? NR_SAME : nr_load_order(&la, &lb);
	}
	return NR_ORDER_UNKNOWN;
}
