/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_KNOWLEDGE_H
#define CORE_KNOWLEDGE_H
/*
 * knowledge.h -- what all loaded models together say about a name.
 */
#include "core/base/file_name.h"
#include "core/plugin/formats.h"
#include "core/plugin/model.h"
#include "core/plugin/plugins.h"

struct meaning {
	struct nr_load load;
	const struct nr_model *models[128];     /* all that know this name */
	size_t model_count;                     /* 0: unknown */
};
void knowledge_explain(const struct plugins *p, const char *raw, struct meaning *out);

/* Which model's own list, or own kind of load, may @file be?  By its suffix, and a model that
 * knows its name before others.  NULL: none of any. */
const struct nr_model *knowledge_owner(const struct plugins *p, const char *file,
				       enum nr_file_kind kind);

/* Is this reader of ours for @file?  A model that knows its name says so,
 * else any with files that end so. */
bool knowledge_reads(const struct plugins *p, const char *file, enum formats format);

/* Compare two raw names: the order, or NR_ORDER_UNKNOWN. */
enum nr_order knowledge_compare(const struct plugins *p, const char *a, const char *b);

#endif
