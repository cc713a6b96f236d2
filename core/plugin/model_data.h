/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_MODEL_DATA_H
#define CORE_MODEL_DATA_H
/*
 * model_data.h -- a model as data: the tables of struct nr_model in an INI file, for models
 * without code of their own.  The file and a plugin say the same in two ways, and are held to
 * the same checks.
 *
 *   [model]             the members of struct nr_model, "like" another model
 *   [match 1]           rows, in the order of the file; the word behind tells them apart
 *
 * A backslash before a character takes it as it is: "\#" is no comment; "\n" is a line feed.
 */
#include "core/config/ini.h"
#include "core/plugin/model.h"

enum model_data_kind {
	MODEL_DATA_TEXT,        /* const char * */
	MODEL_DATA_LIST,        /* const char *const *, by comma */
	MODEL_DATA_FLAG,        /* bool */
	MODEL_DATA_U8, MODEL_DATA_U16, MODEL_DATA_U32,
	MODEL_DATA_VERSION,     /* struct nr_version: "8.5.2" */
	MODEL_DATA_WORD,        /* an enum, by its word */
};

struct model_data_word {
	const char *text;               /* NULL: no more */
	int value;
};

/* A member that stands in a file. */
struct model_data_field {
	const char *key;                /* NULL: no more */
	size_t offset;
	enum model_data_kind kind;
	const struct model_data_word *words;
};

/* A table of a model: its sections, and where it hangs. */
struct model_data_table {
	const char *section;            /* NULL: no more */
	size_t member;                  /* offset in struct nr_model */
	size_t row, key;                /* size of a row; offset of what is zero in the last one only */
	bool one;                       /* it is no table, but one row */
	const struct model_data_field *fields;
};

extern const struct model_data_field model_data_fields[];      /* of [model] */
extern const struct model_data_table model_data_tables[];

/* A model that was read: it lives until model_data_free(). */
struct model_data;

/* Read the file @path, open as @fd.  NULL with the first error in @why, "file.ini:14: ...". */
#define MODEL_DATA_WHY 320
struct model_data *model_data_read(const char *path, int fd, char why[MODEL_DATA_WHY]);
/* The same of @size bytes, which need no end; @path stands in errors only. */
struct model_data *model_data_parse(const char *path, const char *text, size_t size, char why[MODEL_DATA_WHY]);
const struct nr_model *model_data_model(const struct model_data *d);
/* The model whose functions it has, by name or id; NULL: it has its own grammar. */
const char *model_data_like(const struct model_data *d);
/* Take the functions of @like, whose own model they are called with. */
void model_data_take(struct model_data *d, const struct nr_model *like);
void model_data_free(struct model_data *d);

#endif
