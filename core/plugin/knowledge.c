/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * knowledge.c -- what all loaded models together say about a name.
 *
 * Pure: text in, values out.
 */
#include "core/plugin/knowledge.h"

#include "core/base/file_name.h"
#include "core/plugin/version.h"

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

const struct nr_model *knowledge_owner(const struct plugins *p, const char *file,
				       enum nr_file_kind kind)
{
	const struct nr_model *perhaps = NULL;
	struct nr_load load;

	for (size_t i = 0; i < p->model_count; i++) {
		const struct nr_model *m = &p->model[i]->model;

		if (!model_has_suffix(m, file, kind))
			continue;
		if (model_parse(m, file, &load))
			return m;
		perhaps = perhaps ? perhaps : m;
	}
	return perhaps;
}

static bool any_suffix(const struct nr_model *m, const char *file)
{
	return model_has_suffix(m, file, NR_FILE_LIST) || model_has_suffix(m, file, NR_FILE_LOAD) ||
	       model_has_suffix(m, file, NR_FILE_IMAGE);
}

bool knowledge_reads(const struct plugins *p, const char *file, enum formats format)
{
	bool perhaps = false, strangers = false;
	struct nr_load load;

	for (size_t i = 0; i < p->model_count; i++)
		strangers |= !formats_has(&p->model[i]->model, format);
	if (!strangers)
		return true;
	for (size_t i = 0; i < p->model_count; i++) {
		const struct nr_model *m = &p->model[i]->model;

		if (!any_suffix(m, file))
			continue;
		if (model_parse(m, file, &load))
			return formats_has(m, format);
		perhaps |= formats_has(m, format);
	}
	return perhaps;
}

/* One load under one name is the same, whether it can be placed or not. */
static bool one_load(const struct nr_load *l, const char *a, const char *b)
{
	char na[LOAD_NAME_SIZE], nb[LOAD_NAME_SIZE];

	return (l->kind == NR_KIND_LOAD || l->kind == NR_KIND_COMPONENT) &&
	       file_name_normalise(a, na) && file_name_normalise(b, nb) && strcasecmp(na, nb) == 0;
}

static bool place_version(const struct nr_model *m, const char *protocol, const char *said,
			  struct nr_load *out)
{
	char name[64];

	return model_place(m, protocol, said, name) && model_parse(m, name, out);
}

/* One of them may be a version: of the protocol of the other. */
static bool read_both(const struct nr_model *m, const char *a, const char *b, struct nr_load *la,
		      struct nr_load *lb)
{
	if (model_parse(m, a, la))
		return model_parse(m, b, lb) || place_version(m, la->protocol, b, lb);
	return model_parse(m, b, lb) && place_version(m, lb->protocol, a, la);
}

/* Two versions compare where all models that can read both agree. */
static enum nr_order compare_versions(const struct plugins *p, const char *a, const char *b)
{
	enum nr_order all = NR_ORDER_UNKNOWN;
	struct nr_load la, lb;

	for (size_t i = 0; i < p->model_count; i++) {
		const struct nr_model *m = &p->model[i]->model;

		for (const char *const *q = m->protocols; q && *q; q++) {
			enum nr_order o;

			if (!place_version(m, *q, a, &la) || !place_version(m, *q, b, &lb))
				continue;
			o = nr_load_order(&la, &lb);
			if (all && o != all)
				return NR_ORDER_UNKNOWN;
			all = o;
		}
	}
	return all;
}

enum nr_order knowledge_compare(const struct plugins *p, const char *a, const char *b)
{
	char va[32], vb[32];
	struct nr_load la, lb;

	if (version_said(a, va) && version_said(b, vb))
		return compare_versions(p, a, b);
	for (size_t i = 0; i < p->model_count; i++) {
		const struct nr_model *m = &p->model[i]->model;

		if (read_both(m, a, b, &la, &lb))
			return one_load(&la, a, b) ? NR_SAME : nr_load_order(&la, &lb);
	}
	return NR_ORDER_UNKNOWN;
}
