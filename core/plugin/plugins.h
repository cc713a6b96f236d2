/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_PLUGINS_H
#define CORE_PLUGINS_H
/*
 * plugins.h -- find, check and load plugins.
 *
 * A plugin is believed only after its symbol, ABI number, sizes, names and
 * required members were checked; each failure names the path, what was found
 * and what was expected.  The core works with copies of its own size, in which
 * members that the plugin did not know are zero.
 */
#include "core/plugin/plugin_copy.h"

struct plugin_model {
	struct nr_model model;          /* ours; what callbacks get as self is the plugin's own */
	struct plugin_copy copy;        /* what it is made of: plugins.c frees it */
	const char *plugin;             /* "cisco-7945"; of a model as data: its id */
	const char *path;
};

struct plugin_protocol {
	struct nr_protocol protocol;
	struct nr_option *options;      /* of it */
	struct nr_sizes sizes;          /* as the plugin knew them */
	const char *plugin, *path;
};

struct rows;

/* A plugin that is not used, since another one of its name was found earlier. */
struct plugin_replaced {
	const char *name;               /* the plugin's, which lives as long as the collection */
	char *path, *by;
};

struct plugins {
	struct plugin_model **model;            /* sorted by name */
	size_t model_count;
	struct plugin_protocol **protocol;      /* in the order wanted, else by type */
	size_t protocol_count;
	char **idle;                            /* types of protocols that are installed, */
	size_t idle_count;                      /* but were not wanted */
	struct rows *rows;                      /* of all models, rows.h; NULL: not compiled yet */
	struct model_data **data;               /* models as data, freed after all others */
	size_t data_count;
	struct plugin_replaced *replaced;
	size_t replaced_count;
	void **handle;                          /* of dlopen, closed last */
	size_t handle_count;
};

/*
 * Load the models and the protocol plugins that are wanted (NULL-terminated
 * lists of names; NULL: all; models may be named "7945" or "cisco-7945", "*"
 * is all).  Folders: NETRECOVER_PLUGIN_PATH (not when running with raised
 * rights), then the installed ones; in each, "models" and "plugins" below it
 * and the folder itself.  A plugin found earlier hides a later one of the same
 * name.  Then the models as data (model_data.h): files ".ini" of the same folders, of "models.d"
 * below them, and of the installed models.d; one of them replaces a plugin's of its name.
 * A broken or missing wanted plugin is logged and makes this return -EINVAL; everything
 * that could be loaded is.
 */
int plugins_load(struct plugins *out, const char *const *models, const char *const *protocols);
void plugins_finish(struct plugins *p);

/* All models of one open plugin, for a child that has only this one.  False: one is not sound. */
bool plugins_take(struct plugins *out, const struct nr_plugin *e, const char *path, struct plugin_file_problem *p);

/* The rows of all models, compiled when this is asked first; NULL: no memory. */
struct rows *plugins_rows(struct plugins *p);

/* The model that @text is a spelling of (spelling.h), first of all one that is called just so; NULL: none. */
const struct nr_model *plugins_model(const struct plugins *p, const char *text);

#endif
