/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * plugin_copy.c -- copies of what a plugin has, in our own sizes.
 *
 * The plugin's rows are walked with the plugin's step.  So a row may grow in newer headers,
 * and no plugin need be built again.
 */
#include <config.h>
#include "core/plugin/plugin_copy.h"

#include "core/plugin/model.h"

#include <stdlib.h>

#define MAX_ROWS 1024

/* One table: how large a row is to us, and where in it is what only the end lacks. */
struct rows_of {
	const char *name;
	size_t own, key, key_size;
};

#define TABLE(name, type, member)                                                      \
	{ name, sizeof(struct type), offsetof(struct type, member),                    \
	  sizeof(((struct type *)0)->member) }

static bool is_end(const char *row, const struct rows_of *t)
{
	static const char zero[sizeof(void *)];

	return memcmp(row + t->key, zero, t->key_size) == 0;
}

/* What @in points to, of rows of @step bytes, with a zero row behind it; NULL: the problem. */
static void *copy_rows(const void *in, size_t step, const struct rows_of *t, const char *whose,
		       struct plugin_file_problem *p)
{
	const char *row = in;
	size_t n = 0, known = step < t->own ? step : t->own;
	char *out;

	while (n < MAX_ROWS && !is_end(row + n * step, t))
		n++;
	if (n == MAX_ROWS) {
		plugin_file_wrong(p, "'%s': %s has no end: %d rows, and no zero row", whose, t->name, MAX_ROWS);
		return NULL;
	}
	out = calloc(n + 1, t->own);
	if (!out)
		plugin_file_wrong(p, "no memory");
	for (size_t i = 0; out && i < n; i++)
		memcpy(out + i * t->own, row + i * step, known);
	return out;
}

static const struct rows_of option_rows = TABLE("options", nr_option, key);

/* The tables of a model: where they hang, and how large the plugin's rows are. */
static const struct {
	size_t member, step;
	struct rows_of table;
} tables[] = {
#define OF(member, step) offsetof(struct nr_model, member), offsetof(struct nr_sizes, step)
	{ OF(matches, match), TABLE("matches", nr_match, glob) },
	{ OF(wiped, match), TABLE("wiped", nr_match, glob) },
	{ OF(hops, hop), TABLE("hops", nr_hop, id) },
	{ OF(names, name), TABLE("names", nr_name, glob) },
	{ OF(boards, board), TABLE("boards", nr_board, id) },
	{ OF(suffixes, suffix), TABLE("suffixes", nr_suffix, text) },
	{ OF(aliases, alias), TABLE("aliases", nr_alias, ask) },
	{ OF(dhcp, dhcp), TABLE("dhcp", nr_dhcp, option) },
	{ OF(restarts, restart), TABLE("restarts", nr_restart, text) },
#undef OF
};

_Static_assert(NR_ARRAY_SIZE(tables) < PLUGIN_COPY_TABLES, "and one for the wiped hop");

static bool copy_tables(struct nr_model *out, struct plugin_copy *kept, const struct nr_sizes *sizes,
			struct plugin_file_problem *p)
{
	char *model = (char *)out;

	for (size_t i = 0; i < NR_ARRAY_SIZE(tables); i++) {
		const void *in;
		uint32_t step;

		memcpy(&in, model + tables[i].member, sizeof(in));
		memcpy(&step, (const char *)sizes + tables[i].step, sizeof(step));
		if (!in)
			continue;
		kept->table[i] = copy_rows(in, step, &tables[i].table, out->name, p);
		if (!kept->table[i])
			return false;
		memcpy(model + tables[i].member, &kept->table[i], sizeof(void *));
	}
	return true;
}

/* The one row that is no table. */
static bool copy_wiped_hop(struct nr_model *out, struct plugin_copy *kept, size_t step,
			   struct plugin_file_problem *p)
{
	struct nr_hop *hop;

	if (!out->wiped_hop)
		return true;
	hop = kept->table[PLUGIN_COPY_TABLES - 1] = calloc(1, sizeof(*hop));
	if (!hop)
		return plugin_file_wrong(p, "no memory");
	memcpy(hop, out->wiped_hop, step < sizeof(*hop) ? step : sizeof(*hop));
	out->wiped_hop = hop;
	return true;
}

/* Members that a model may leave out, where "none" is a table or a text too. */
static void fill_in(struct nr_model *m)
{
	static const char *const none[] = { NULL };

	if (!m->type_name)
		m->type_name = m->title;
	if (!m->load_prefixes)
		m->load_prefixes = none;
	if (!m->protocols)
		m->protocols = none;
	if (!m->load_suffix)
		m->load_suffix = "";
	if (!m->archive_format)
		m->archive_format = m->load_format;
	if (!m->formats)
		m->formats = none;
	if (!m->parts)
		m->parts = none;
}

bool plugin_copy_model(struct nr_model *out, struct plugin_copy *kept, const struct nr_plugin *e,
		       const struct nr_model *in, const char *path, struct plugin_file_problem *p)
{
	memset(kept, 0, sizeof(*kept));
	memset(out, 0, sizeof(*out));
	memcpy(out, in, e->model_size < sizeof(*out) ? e->model_size : sizeof(*out));
	kept->origin = calloc(1, sizeof(*kept->origin));
	if (!kept->origin)
		return plugin_file_wrong(p, "no memory");
	*kept->origin = (struct nr_origin){
		.theirs = in, .plugin = e->name, .path = path, .load_size = e->sizes->load,
		.found_size = e->sizes->found, .ask_size = e->sizes->ask,
	};
	out->origin = kept->origin;
	fill_in(out);
	return copy_tables(out, kept, e->sizes, p) && copy_wiped_hop(out, kept, e->sizes->hop, p);
}

void plugin_copy_finish(struct plugin_copy *kept)
{
	for (size_t i = 0; i < PLUGIN_COPY_TABLES; i++)
		free(kept->table[i]);
	free(kept->origin);
	memset(kept, 0, sizeof(*kept));
}

bool plugin_copy_protocol(struct nr_protocol *out, struct nr_option **options,
			  const struct nr_plugin *e, const struct nr_protocol *in,
			  struct plugin_file_problem *p)
{
	size_t size = e->protocol_size < sizeof(*out) ? e->protocol_size : sizeof(*out);

	memset(out, 0, sizeof(*out));
	memcpy(out, in, size);
	*options = NULL;
	if (!in->options)
		return true;
	*options = copy_rows(in->options, e->sizes->option, &option_rows, in->type, p);
	out->options = *options;
	return *options != NULL;
}
