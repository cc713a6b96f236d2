/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_KNOWLEDGE_H
#define CORE_KNOWLEDGE_H
/*
 * knowledge.h -- what all loaded models together say about a name.
 */
#include "core/base/file_name.h"
#include "core/plugin/plugins.h"

/* Ask one model what @raw, or @name, which is normalised already, means to it.
 * False: nothing, and *out is untouched. */
bool model_parse(const struct nr_model *m, const char *raw, struct nr_load *out);
bool model_read(const struct nr_model *m, const char *name, struct nr_load *out);

/*
 * Is a load of @protocol one that this model may be given?  Others are known by
 * name only: multiplatform firmware ("MPP") is another product.  "": yes.
 */
bool model_serves(const struct nr_model *m, const char *protocol);

/* The load that @printed means to the model (see nr_model.printed); false: none that is
 * known and has its place. */
bool model_printed(const struct nr_model *m, const char *protocol, const char *printed,
		   bool build, char out[64]);

struct meaning {
	struct nr_load load;
	const struct nr_model *models[128];     /* all that know this name */
	size_t model_count;                     /* 0: unknown */
};
void knowledge_explain(const struct plugins *p, const char *raw, struct meaning *out);

/* Compare two raw names: the order, or NR_ORDER_UNKNOWN. */
enum nr_order knowledge_compare(const struct plugins *p, const char *a, const char *b);

/* Expand load_format or archive_format (%P %p %V); false when it does not fit. */
bool model_format(const char *format, const char *protocol, const char *text,
		  char *out, size_t size);
/* The name of the archive that holds @load; false when it does not fit. */
bool model_archive(const struct nr_model *m, const struct nr_load *load, char *out, size_t size);

#endif
