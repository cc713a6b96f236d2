/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * model_export.c -- see model_export.h.  What is zero or empty is left out.
 */
#include <config.h>
#include "core/plugin/model_export.h"

#include "core/plugin/model_data.h"

#include <string.h>

static void put_quoted(FILE *out, const char *text, bool in_list)
{
	size_t n = strlen(text);

	for (size_t i = 0; i < n; i++) {
		bool blank = text[i] == ' ' && (i == 0 || i + 1 == n);

		if (text[i] == '\n') {
			fputs("\\n", out);
			continue;
		}
		if (blank || strchr("\\#;", text[i]) || (in_list && text[i] == ','))
			fputc('\\', out);
		fputc(text[i], out);
	}
}

static bool put_text(FILE *out, const char *key, const char *at)
{
	const char *text;

	memcpy(&text, at, sizeof(text));
	if (!text || !text[0])
		return false;
	fprintf(out, "%s = ", key);
	put_quoted(out, text, false);
	return true;
}

static bool put_list(FILE *out, const char *key, const char *at)
{
	const char *const *list;

	memcpy(&list, at, sizeof(list));
	if (!list || !list[0])
		return false;
	fprintf(out, "%s = ", key);
	for (size_t i = 0; list[i]; i++) {
		fputs(i ? ", " : "", out);
		put_quoted(out, list[i], true);
	}
	return true;
}

static bool put_number(FILE *out, const char *key, uint32_t v)
{
	return v && fprintf(out, "%s = %u", key, v) > 0;
}

static bool put_version(FILE *out, const char *key, const char *at)
{
	struct nr_version v;
	size_t n = NR_ARRAY_SIZE(v.part);

	memcpy(&v, at, sizeof(v));
	while (n > 0 && v.part[n - 1] == 0)
		n--;
	if (n == 0)
		return false;
	fprintf(out, "%s = ", key);
	for (size_t i = 0; i < n; i++)
		fprintf(out, "%s%u", i ? "." : "", v.part[i]);
	return true;
}

static bool put_word(FILE *out, const struct model_data_field *f, const char *at)
{
	int v;

	memcpy(&v, at, sizeof(v));
	for (const struct model_data_word *w = f->words; v && w->text; w++)
		if (w->value == v)
			return fprintf(out, "%s = %s", f->key, w->text) > 0;
	return false;
}

static bool put_flag(FILE *out, const char *key, const char *at)
{
	bool yes;

	memcpy(&yes, at, sizeof(yes));
	return yes && fprintf(out, "%s = yes", key) > 0;
}

static bool put_field(FILE *out, const struct model_data_field *f, const char *at)
{
	uint32_t u32;
	uint16_t u16;

	switch (f->kind) {
	case MODEL_DATA_TEXT:
		return put_text(out, f->key, at);
	case MODEL_DATA_LIST:
		return put_list(out, f->key, at);
	case MODEL_DATA_FLAG:
		return put_flag(out, f->key, at);
	case MODEL_DATA_U8:
		return put_number(out, f->key, (uint8_t)*at);
	case MODEL_DATA_U16:
		memcpy(&u16, at, sizeof(u16));
		return put_number(out, f->key, u16);
	case MODEL_DATA_U32:
		memcpy(&u32, at, sizeof(u32));
		return put_number(out, f->key, u32);
	case MODEL_DATA_VERSION:
		return put_version(out, f->key, at);
	case MODEL_DATA_WORD:
		return put_word(out, f, at);
	}
	return false;
}

static void put_fields(FILE *out, const struct model_data_field *f, const char *row)
{
	for (; f->key; f++)
		if (put_field(out, f, row + f->offset))
			fputc('\n', out);
}

static bool is_end(const struct model_data_table *t, const char *row)
{
	static const char zero[sizeof(void *)];
	/* the number of an option is a byte, all other keys are texts */
	size_t n = t->fields->kind == MODEL_DATA_U8 ? 1 : sizeof(void *);

	return memcmp(row + t->key, zero, n) == 0;
}

static void put_table(FILE *out, const struct model_data_table *t, const struct nr_model *m)
{
	const char *row;
	unsigned n = 0;

	memcpy(&row, (const char *)m + t->member, sizeof(row));
	for (; row && !(t->one && n) && !is_end(t, row); row += t->row) {
		fprintf(out, "\n[%s %u]\n", t->section, ++n);
		put_fields(out, t->fields, row);
	}
}

void model_export_write(FILE *out, const struct nr_model *m)
{
	fprintf(out, "# %s, as data: netrecover-models(5)\n[model]\nlike = %s\n", m->title, m->id);
	put_fields(out, model_data_fields, (const char *)m);
	for (const struct model_data_table *t = model_data_tables; t->section; t++)
		put_table(out, t, m);
}
