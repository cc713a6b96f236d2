/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_MODEL_H
#define CORE_MODEL_H
/*
 * model.h -- what one model says about a name.
 */
#include <netrecover/model.h>

/* Where a model comes from; a model that a test made itself has none. */
struct nr_origin {
	const struct nr_model *theirs;  /* the plugin's own: what its callbacks get as self */
	const char *plugin, *path;      /* "acme-100", and its file */
	size_t load_size, found_size, ask_size;  /* as the plugin knew them */
};

/* The largest struct that a plugin may have (plugin_file.c looks). */
#define MODEL_ROOM 4096

/* Ask one model what @raw, or @name, which is normalised already, means to it.
 * False: nothing, and *out is untouched. */
bool model_parse(const struct nr_model *m, const char *raw, struct nr_load *out);
bool model_read(const struct nr_model *m, const char *name, struct nr_load *out);

/* The protocol of the load @raw (NULL: none), "" when that is not known.  Returns @out. */
#define MODEL_PROTOCOL_SIZE 8
const char *model_protocol(const struct nr_model *m, const char *raw,
			   char out[MODEL_PROTOCOL_SIZE]);

/*
 * Is a load of @protocol one that this model may be given?  Others are known by name only, and
 * nr_load.note says why when they are another product.  "": yes.
 */
bool model_serves(const struct nr_model *m, const char *protocol);

/* The load that @printed means to the model (see nr_model.printed); false: none that is
 * known and has its place. */
bool model_printed(const struct nr_model *m, const char *protocol, const char *printed,
		   bool build, char out[64]);

/* The load of @protocol that @version, as version_said() gives it, is to the model; false:
 * none that is sure. */
bool model_load_of(const struct nr_model *m, const char *protocol, const char *version, char out[64]);

/* A name with the place of the version @said, whether a load is called so or not: to compare
 * with, and to start from.  False: it is no version, or has no place. */
bool model_place(const struct nr_model *m, const char *protocol, const char *said, char out[64]);

/* config() of the model; false: it has none, or says no. */
bool model_config(const struct nr_model *m, enum nr_want want, const struct nr_ask *ask,
		  struct nr_body *body);

/* running() of the model, likewise. */
bool model_running(const struct nr_model *m, const char *said, const char *device, char out[64]);

/* How many parts a model may have. */
#define MODEL_PARTS 4
#define MODEL_PART_SIZE 16

/* The number of that part, from 0; NULL or "": 0, the first, also of a model that has only one.
 * -1: it has no such part. */
int model_part(const struct nr_model *m, const char *part);
/* The part of the load @raw, likewise. */
int model_part_of(const struct nr_model *m, const char *raw);

/*
 * Are both the same load to it?  A phone that compares the load in its configuration with its
 * own (NR_PROOF_CONFIG) takes another name for another load.  To any other, two names of one
 * version, protocol and part are one.
 */
bool model_same(const struct nr_model *m, const char *a, const char *b);

/* The protocol of its loads that is usual; "": its loads say none. */
const char *model_usual_protocol(const struct nr_model *m);

/* Does it say that files may end like @file, and are of this kind then? */
bool model_has_suffix(const struct nr_model *m, const char *file, enum nr_file_kind kind);

/* The load of which @found is the file, by identify(); false: it does not say. */
bool model_identify(const struct nr_model *m, const struct nr_found *found, char name[64],
		    struct nr_load *out);

/* The @i-th load that @text says to run, by says(); false: no more.  @load: of 64 bytes. */
bool model_says(const struct nr_model *m, enum nr_fact fact, const char *text, const char *asked,
		unsigned i, char load[64]);

/* list() of the model; false: no more. */
bool model_list(const struct nr_model *m, const struct nr_found *found, unsigned i, char *file,
		size_t size);

/* Expand load_format or archive_format (%P %p %V); false when it does not fit. */
bool model_format(const char *format, const char *protocol, const char *text,
		  char *out, size_t size);
/* The name of the archive that holds @load; false when it does not fit. */
bool model_archive(const struct nr_model *m, const struct nr_load *load, char *out, size_t size);

#endif
