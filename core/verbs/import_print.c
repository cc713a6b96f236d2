/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * import_print.c -- what an import did, for people and for scripts.
 *
 * Findings of one kind stand together, and those of one text in one line: a folder with
 * 2,000 files fits on one screen.  What was not taken goes to standard error.
 */
#include <config.h>
#include "core/verbs/import_print.h"

#include "core/base/noun.h"
#include "core/library/problem.h"
#include "core/library/stage.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 80
#define INDENT 4                /* of a line that goes on */

/* @text from column 2 on, broken at blanks. */
static void put_wrapped(FILE *out, const char *text)
{
	size_t column;

	putc(' ', out);
	for (column = 1; *text; text += strspn(text, " ")) {
		size_t word = strcspn(text, " ");

		if (column > INDENT && column + 1 + word > WIDTH) {
			fprintf(out, "\n%*s", INDENT - 1, "");
			column = INDENT - 1;
		}
		putc(' ', out);
		fwrite(text, 1, word, out);
		column += 1 + word;
		text += word;
	}
	putc('\n', out);
}

/* The name without the folder that was asked for. */
static const char *short_name(const char *name, const char *path)
{
	size_t n = path ? strlen(path) : 0;

	if (n == 0 || strncmp(name, path, n) != 0)
		return name;
	if (name[n] == '/' && name[n + 1])
		return name + n + 1 + (path[n - 1] == '/' && name[n + 1] == '/');
	return path[n - 1] == '/' && name[n] ? name + n : name;
}

/* How many outcomes from @i on are of its kind and text; 0: an earlier one stood for it. */
static size_t alike(const struct outcomes *f, size_t i)
{
	size_t n = 0;

	for (size_t k = 0; k < f->count; k++) {
		if (f->item[k].kind != f->item[i].kind || strcmp(f->item[k].text, f->item[i].text) != 0)
			continue;
		if (k < i)
			return 0;
		n++;
	}
	return n;
}

static void put_taken(FILE *out, const struct outcome *f, const char *name)
{
	char text[1400], files[32];
	bool small = f->bytes < 1000000;

	snprintf(text, sizeof(text), "%.600s: %.500s, %s %s, %.*f %s", name, f->text,
		 problem_number(f->files, files), noun_of(f->files, "file", "files"), !small,
		 (double)f->bytes / (small ? 1e3 : 1e6), small ? "kB" : "MB");
	put_wrapped(out, text);
}

static void put_refused(FILE *out, const struct outcome *f, const char *name, size_t count)
{
	char text[1600], more[64] = "", n[32];

	if (count > 1)
		snprintf(more, sizeof(more), " and %s more", problem_number(count - 1, n));
	snprintf(text, sizeof(text), "%.600s%s: %.900s", name, more, f->text);
	put_wrapped(out, text);
}

static void put_aside(FILE *out, const struct outcome *f, const char *name, size_t count)
{
	char text[1400], n[32];

	snprintf(text, sizeof(text), "%.600s: %s (%.600s%s)", f->text, problem_number(count, n), name,
		 count > 1 ? ", ..." : "");
	put_wrapped(out, text);
}

/* A load that is not whole has the name of its list. */
static void put_broken(FILE *out, const struct outcome *f, const char *name)
{
	size_t len = strlen(name);
	char text[1600];

	if (file_name_ends(name, ".loads"))
		len -= strlen(".loads");
	snprintf(text, sizeof(text), "%.*s: %.900s", (int)(len < 600 ? len : 600), name, f->text);
	put_wrapped(out, text);
}

static void put(FILE *out, const struct outcome *f, const char *name, size_t count)
{
	switch (f->kind) {
	case OUTCOME_TAKEN:
		put_taken(out, f, name);
		break;
	case OUTCOME_BROKEN:
		put_broken(out, f, name);
		break;
	case OUTCOME_THERE:
	case OUTCOME_REFUSED:
		put_refused(out, f, name, count);
		break;
	case OUTCOME_ASIDE:
		put_aside(out, f, name, count);
		break;
	}
}

/* Every load and every archive has a line; of other things those that are alike share one. */
static void put_section(FILE *out, const struct outcomes *f, enum outcome_kind kind, const char *title,
			const char *path)
{
	bool begun = false;

	for (size_t i = 0; i < f->count; i++) {
		bool shared = kind == OUTCOME_REFUSED || kind == OUTCOME_ASIDE;
		size_t count = f->item[i].kind != kind ? 0 : shared ? alike(f, i) : 1;

		if (count == 0)
			continue;
		if (!begun)
			fprintf(out, "%s\n", title);
		begun = true;
		put(out, &f->item[i], short_name(f->item[i].name, path), count);
	}
	fflush(out);
}

void import_print_text(const struct app *app, const char *library, const char *path,
		       const struct import_report *r)
{
	char title[400];

	snprintf(title, sizeof(title), "Taken into %.300s:", library);
	if (!app->quiet && !app->json) {
		put_section(stdout, &r->found, OUTCOME_TAKEN, title, path);
		put_section(stdout, &r->found, OUTCOME_THERE, "There already:", path);
	}
	put_section(stderr, &r->found, OUTCOME_BROKEN,
		    "Loads that are not whole, left out; import the archives that they came in:", path);
	put_section(stderr, &r->found, OUTCOME_REFUSED, "Not taken:", path);
	if (app->quiet || app->json)
		return;
	put_section(stdout, &r->found, OUTCOME_ASIDE, "No firmware, left where it is:", path);
	printf("%s: %zu imported (%zu %s), %zu already there, %zu not taken\n", library, r->imported,
	       r->loads, noun_of(r->loads, "load", "loads"), r->unchanged, r->failed);
}

void import_print_lines(const struct app *app, const struct import_report *r)
{
	for (size_t i = 0; i < r->found.count; i++) {
		const struct outcome *f = &r->found.item[i];
		bool bad = f->kind == OUTCOME_BROKEN || f->kind == OUTCOME_REFUSED;

		if (bad || !app->quiet)
			put(bad ? stderr : stdout, f, f->name, 1);
	}
	fflush(stdout);
}

static json_t *json_outcome(const struct outcome *f)
{
	return json_pack("{s:s, s:o, s:o, s:I, s:I, s:I}", "kind", outcomes_word(f->kind),
			 "name", app_json_text(f->name), "text", app_json_text(f->text),
			 "loads", (json_int_t)f->loads, "files", (json_int_t)f->files,
			 "bytes", (json_int_t)f->bytes);
}

void import_print_stream(const struct import_report *r)
{
	for (size_t i = 0; i < r->found.count; i++) {
		json_t *doc = json_outcome(&r->found.item[i]);

		if (doc)
			json_dumpf(doc, stdout, JSON_COMPACT);
		json_decref(doc);
		putchar('\n');
	}
	fflush(stdout);
}

json_t *import_print_json(const struct import_report *r)
{
	json_t *items = json_array();

	for (size_t i = 0; i < r->found.count; i++)
		json_array_append_new(items, json_outcome(&r->found.item[i]));
	return json_pack("{s:I, s:I, s:I, s:I, s:o}", "imported", (json_int_t)r->imported,
			 "unchanged", (json_int_t)r->unchanged, "failed", (json_int_t)r->failed,
			 "loads", (json_int_t)r->loads, "items", items);
}
