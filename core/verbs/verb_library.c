/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * verb_library.c -- the verbs "import" and "library".
 */
#include <config.h>
#include "core/base/noun.h"
#include "core/library/import.h"
#include "core/library/sigcache.h"
#include "core/library/stage.h"
#include "core/library/verify.h"
#include "core/plugin/knowledge.h"
#include "core/verbs/app.h"
#include "core/verbs/columns.h"
#include "core/verbs/desk.h"
#include "core/verbs/import_print.h"
#include "core/verbs/import_watch.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

/* -- import ------------------------------------------------------------------ */

/* All of it is in the library, some, or nothing. */
static int import_status(const struct import_report *r)
{
	if (r->imported + r->unchanged == 0)
		return EXIT_RUNTIME;
	return r->failed ? EXIT_LIBRARY : EXIT_GOOD;
}

static int import_all(struct app *app, struct desk *d, size_t count, char **paths)
{
	struct import_report report;
	int status;

	import_quietly(d->config.library, (const char *const *)paths, count, &d->plugins, &report);
	import_print_text(app, d->config.library, count == 1 ? paths[0] : NULL, &report);
	if (app->json)
		app_print_json(import_print_json(&report));
	status = import_status(&report);
	outcomes_finish(&report.found);
	return status;
}

int verb_import(struct app *app, int argc, char **argv)
{
	struct desk d;
	int status;

	if ((argc > 0) == (app->watched != NULL))
		return app_fail(EXIT_USAGE, "usage: " PACKAGE_NAME " import PATH... | --watch FOLDER");
	status = desk_open(&d, app);
	if (status != EXIT_GOOD)
		return status;
	status = app->watched ? import_watch(app, &d, app->watched) :
		 import_all(app, &d, (size_t)argc, argv);
	desk_close(&d);
	return status;
}

/* -- library ----------------------------------------------------------------- */

static bool is_manifest(const struct lib_load *l)
{
	return l->parsed.kind == NR_KIND_MANIFEST;
}

/* The load whose images a manifest lists: it is shown with it; NULL: alone. */
static const struct lib_load *shown_with(const struct library *lib, const struct lib_load *l)
{
	for (size_t i = 0; is_manifest(l) && i < lib->load_count; i++)
		if (!is_manifest(lib->load[i]) && index_same_images(l, lib->load[i]))
			return lib->load[i];
	return NULL;
}

static bool knows(const struct nr_model *m, const char *name)
{
	struct nr_load load;

	return model_read(m, name, &load);
}

static const char *version_of(const struct lib_load *l)
{
	if (l->parsed.printed[0])
		return l->parsed.printed;
	return l->release_version ? l->release_version : "";
}

/* The platforms that fetch the Ith file of @l; null: all do. */
static json_t *json_platforms(const struct lib_load *l, size_t i)
{
	json_t *out;

	if (!l->file_platforms[i])
		return json_null();
	out = json_array();
	for (int n = 0; n < 32; n++)
		if (l->file_platforms[i] >> n & 1)
			json_array_append_new(out, json_integer(n + 1));
	return out;
}

static json_t *json_file(const struct lib_file *f, json_t *platforms)
{
	const char *why = signature_unchecked(&f->signature);
	const char *state = why ? "not checked" : f->signature.state == SIGNATURE_GOOD ? "good" : "bad";

	return json_pack("{s:o, s:I, s:o, s:s, s:s?}", "name", app_json_text(f->name),
			 "bytes", (json_int_t)f->size, "platforms", platforms,
			 "signature", state, "why", why);
}

/* The Ith file of @l, the list first; NULL: it is missing, or there are no more. */
static const struct lib_file *file_of(const struct lib_load *l, size_t i)
{
	const struct lib_file *f = i == 0 ? l->list : i <= l->file_count ? l->file[i - 1] : NULL;

	return i > 0 && f == l->list ? NULL : f;
}

static json_t *json_notes(const struct lib_load *l)
{
	json_t *out = json_array();
	char text[600];

	for (size_t i = 0; i <= l->file_count; i++) {
		const struct lib_file *f = file_of(l, i);
		const char *why = f ? signature_unchecked(&f->signature) : NULL;

		if (!why)
			continue;
		snprintf(text, sizeof(text), "%.255s: signature not checked: %s", f->name, why);
		json_array_append_new(out, app_json_text(text));
	}
	return out;
}

static json_t *json_signed(const struct lib_load *l)
{
	const struct signature *s = index_signed_by(l);
	char date[16];

	return s ? json_pack("{s:s, s:s}", "family", s->family, "date", signature_date(s, date)) :
	       json_null();
}

static json_t *json_load(const struct library *lib, const struct plugins *plugins,
			 const struct lib_load *l)
{
	json_t *models = json_array(), *files = json_array(), *missing = json_array();
	json_t *manifests = json_array(), *problems = json_array();

	for (size_t i = 0; i < plugins->model_count; i++)
		if (knows(&plugins->model[i]->model, l->name))
			json_array_append_new(models, app_json_text(plugins->model[i]->model.name));
	json_array_append_new(files, json_file(l->list, json_null()));
	for (size_t i = 0; i < l->file_count; i++) {
		if (l->file[i] && l->file[i] != l->list)
			json_array_append_new(files, json_file(l->file[i], json_platforms(l, i)));
		else if (!l->file[i])
			json_array_append_new(missing, app_json_text(l->file_name[i]));
	}
	for (size_t i = 0; i < lib->load_count; i++)
		if (lib->load[i] != l && is_manifest(lib->load[i]) && index_same_images(l, lib->load[i]))
			json_array_append_new(manifests, app_json_text(lib->load[i]->list->name));
	for (size_t i = 0; i < l->problem_count; i++)
		json_array_append_new(problems, app_json_text(l->problem[i]));
	return json_pack("{s:o, s:s, s:s, s:o, s:s?, s:o, s:o, s:b, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
			 "load", app_json_text(l->name),
			 "protocol", l->parsed.protocol, "version", version_of(l),
			 "release", app_json_text(l->release->name), "release_version", l->release_version,
			 "hardware_comp", l->hardware_comp ? json_integer(l->hardware_comp) : json_null(),
			 "models", models, "whole", l->whole, "files", files,
			 "missing", missing, "manifests", manifests, "signed", json_signed(l),
			 "alias", l->alias ? app_json_text(l->alias) : json_null(),
			 "problems", problems, "notes", json_notes(l));
}

static void print_json(const struct library *lib, const struct plugins *plugins)
{
	json_t *out = json_array();

	for (size_t i = 0; i < lib->load_count; i++)
		if (!shown_with(lib, lib->load[i]))
			json_array_append_new(out, json_load(lib, plugins, lib->load[i]));
	app_print_json(out);
}

static uint64_t bytes_of(const struct lib_load *l)
{
	uint64_t n = l->list->size;

	for (size_t i = 0; i < l->file_count; i++)
		n += l->file[i] && l->file[i] != l->list ? l->file[i]->size : 0;
	return n;
}

/* Why none of its files was checked; NULL: some were, or for different reasons. */
static const char *unchecked(const struct lib_load *l)
{
	const char *why = signature_unchecked(&l->list->signature);

	for (size_t i = 1; why && i <= l->file_count; i++) {
		const struct lib_file *f = file_of(l, i);

		if (f && signature_unchecked(&f->signature) != why)
			return NULL;
	}
	return why;
}

/* The files of @l that were not checked since @why, from the Ith on; NULL: no memory. */
static char *names_of(const struct lib_load *l, size_t i, const char *why)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	for (const char *comma = ""; out && i <= l->file_count; i++) {
		const struct lib_file *f = file_of(l, i);

		if (!f || signature_unchecked(&f->signature) != why)
			continue;
		fprintf(out, "%s%s", comma, f->name);
		comma = ", ";
	}
	if (out)
		fclose(out);
	return text;
}

/* Was a file before the Ith not checked for the same reason? */
static bool said_before(const struct lib_load *l, size_t i, const char *why)
{
	while (i-- > 0) {
		const struct lib_file *f = file_of(l, i);

		if (f && signature_unchecked(&f->signature) == why)
			return true;
	}
	return false;
}

/* Which signatures were not checked, and why: a line for each reason. */
static void put_unchecked(struct columns *c, const struct lib_load *l)
{
	const char *all = unchecked(l);

	if (all)
		columns_below(c, "    signatures not checked: %s", all);
	for (size_t i = 0; !all && i <= l->file_count; i++) {
		const struct lib_file *f = file_of(l, i);
		const char *why = f ? signature_unchecked(&f->signature) : NULL;
		char *names = why && !said_before(l, i, why) ? names_of(l, i, why) : NULL;

		if (names)
			columns_below(c, "    signatures not checked: %s: %s", names, why);
		free(names);
	}
}

/* In 80 columns; with @more also where it is from, and why it is not signed. */
static void put_load(struct columns *c, const struct library *lib, const struct lib_load *l, bool more)
{
	const struct signature *s = index_signed_by(l);
	char date[16] = "-";

	if (s)
		signature_date(s, date);
	columns_put(c, "%s", l->name);
	columns_put(c, "%s", l->parsed.protocol);
	columns_put(c, "%s", version_of(l));
	columns_put(c, l->whole ? "whole" : l->unread ? "unknown" : "BROKEN");
	columns_put(c, "%8.1f MB", (double)bytes_of(l) / 1e6);
	columns_put(c, "%s", date);
	if (more)
		columns_below(c, "    from %s", *l->release->name ? l->release->name : lib->path);
	for (size_t i = 0; i < l->problem_count; i++)
		columns_below(c, "    %s", l->problem[i]);
	if (more)
		put_unchecked(c, l);
}

/* Files that are wrong though no list names them. */
static void print_strays(const struct library *lib)
{
	for (size_t i = 0; i < lib->problem_count; i++)
		app_fail(EXIT_LIBRARY, "%s", lib->problem[i]);
	for (size_t i = 0; i < lib->release_count; i++) {
		const struct lib_release *r = lib->release[i];

		for (size_t k = 0; k < r->file_count; k++) {
			bool listed = false;

			for (size_t n = 0; r->file[k]->problem && n < lib->load_count; n++) {
				listed |= lib->load[n]->list == r->file[k];
				for (size_t f = 0; f < lib->load[n]->file_count; f++)
					listed |= lib->load[n]->file[f] == r->file[k];
			}
			if (r->file[k]->problem && !listed)
				app_fail(EXIT_LIBRARY, "%s%s%s", r->name, *r->name ? ": " : "",
					 r->file[k]->problem);
		}
	}
}

static int print_table(const struct library *lib, bool more)
{
	static const char *const titles[] = { "LOAD", "PROT", "VERSION", "STATE", "       SIZE", "SIGNED" };
	struct columns c;
	size_t unsigned_ones = 0;
	int r;

	columns_init(&c, NR_ARRAY_SIZE(titles), lib->load_count ? titles : NULL);
	if (lib->load_count == 0)
		columns_below(&c, "%s: no loads (netrecover import ARCHIVE brings them)", lib->path);
	for (size_t i = 0; i < lib->load_count; i++) {
		const struct lib_load *l = lib->load[i], *with = shown_with(lib, l);

		if (with && !(with->whole && !l->whole))
			continue;
		put_load(&c, lib, l, more);
		unsigned_ones += index_signed_by(l) == NULL;
	}
	if (unsigned_ones && !more)
		columns_below(&c, "SIGNED -: the signature of %zu %s could not be checked; -v says why.", unsigned_ones,
			      noun_of(unsigned_ones, "load", "loads"));
	r = columns_print(&c);
	print_strays(lib);
	return r;
}

static void show_progress(size_t done, size_t of, void *arg)
{
	(void)arg;
	if (done == of)
		fputs("\r\033[K", stderr);
	else
		fprintf(stderr, "\rchecking signatures: %zu of %zu %s\033[K", done, of,
			noun_of(of, "file", "files"));
	fflush(stderr);
}

static int show_library(const struct app *app, const struct desk *d)
{
	struct library lib;
	bool progress = !app->quiet && isatty(STDERR_FILENO);
	int status = EXIT_GOOD;
	int r = library_open(&lib, d->config.library, &d->plugins);

	if (r < 0)
		return app_fail(EXIT_USAGE, "library %s: %s", d->config.library, strerror(-r));
	/* Kept for the next time, where this user may write. */
	if (verify_all(&lib, progress ? show_progress : NULL, NULL) > 0)
		sigcache_save(&lib);
	if (app->json)
		print_json(&lib, &d->plugins);
	else
		status = print_table(&lib, app->verbose);
	if (lib.unread)
		status = app_fail(EXIT_RUNTIME, "library %s: %zu cannot be read, so more may be in it: %s",
				  d->config.library, lib.unread, lib.unread_first);
	for (size_t i = 0; i < lib.load_count; i++)
		if (status == EXIT_GOOD && !lib.load[i]->whole)
			status = EXIT_LIBRARY;
	library_close(&lib);
	return status;
}

int verb_library(struct app *app, int argc, char **argv)
{
	struct desk d;
	int status = desk_open(&d, app);

	(void)argc;
	(void)argv;
	if (status != EXIT_GOOD)
		return status;
	status = show_library(app, &d);
	desk_close(&d);
	return status;
}
