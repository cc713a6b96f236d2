/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_PLUGIN_COPY_H
#define CORE_PLUGIN_COPY_H
/*
 * plugin_copy.h -- what a plugin has, in structs and rows of this program's own size.
 *
 * A plugin that was built with older headers knew less of each, one that was built with
 * newer ones more: what it did not know is zero here, what we do not know is left out.
 */
#include "core/plugin/plugin_file.h"

#define PLUGIN_COPY_TABLES 10

struct nr_origin;

/* What the copy of a model is made of, and must live as long. */
struct plugin_copy {
	struct nr_origin *origin;
	void *table[PLUGIN_COPY_TABLES]; /* copies of its rows; NULL: it has none */
};

/*
 * @e: the envelope that @in came with; @path: its file, kept by the caller.  False: a table
 * without an end, or no memory.  plugin_copy_finish() in any case.
 */
bool plugin_copy_model(struct nr_model *out, struct plugin_copy *kept, const struct nr_plugin *e,
		       const struct nr_model *in, const char *path, struct plugin_file_problem *p);
void plugin_copy_finish(struct plugin_copy *kept);

/* The same of a protocol; *options is malloc()ed, or NULL when it has no keys. */
bool plugin_copy_protocol(struct nr_protocol *out, struct nr_option **options,
			  const struct nr_plugin *e, const struct nr_protocol *in,
			  struct plugin_file_problem *p);

#endif
