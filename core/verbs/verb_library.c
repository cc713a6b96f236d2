/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * verb_library.c -- the verbs "import" and "library".
 */
#include <config.h>
#include "core/library/import.h"
#include "core/library/verify.h"
#include "core/verbs/app.h"
#include "core/plugin/knowledge.h"
#include "core/library/sigcache.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

/* What both need: the configuration for the folder, the models for the names. */
struct setting {
	struct settings config;
	struct plugins plugins;
};

static int setting_init(struct setting *s, struct app *app)
{
	int status;

	memset(s, 0, sizeof(*s));
	status = app_config(app, &s->config);
	return status == EXIT_GOOD ? app_models(app, &s->config, &s->plugins) : status;
}

static void setting_finish(struct setting *s)
{
	plugins_finish(&s->plugins);
	settings_finish(&s->config);
}

/* -- import ------------------------------------------------------------------ */

static int report_import(const struct app *app, const struct settings *config,
			 const struct import_report *r)
{
	if (app->json)
		app_print_json(json_pack("{s:I, s:I, s:I}", "imported", (json_int_t)r->imported,
					 "unchanged", (json_int_t)r->unchanged,
					 "failed", (json_int_t)r->failed));
	else if (!app->quiet)
		printf("%s: %zu imported, %zu already there, %zu failed\n", config->library,
		       r->imported, r->unchanged, r->failed);
	if (r->failed == 0)
		return EXIT_GOOD;
	return r->errors > 0 ? EXIT_RUNTIME : EXIT_LIBRARY;
}

int verb_import(struct app *app, int argc, char **argv)
{
	struct import_report report;
	struct setting s;
	int status;

	if (argc == 0) {
		fputs("usage: netrecover import PATH...  (archives, folders or single files)\n",
		      stderr);
		return EXIT_USAGE;
	}
	status = setting_init(&s, app);
	if (status == EXIT_GOOD) {
		import_paths(s.config.library, (const char *const *)argv, (size_t)argc,
			     &s.plugins, &report);
		status = report_import(app, &s.config, &report);
	}
	setting_finish(&s);
	return status;
}

/* -- library ----------------------------------------------------------------- */

static bool same_images(const struct lib_load *a, const struct lib_load *b)
{
	if (a->release != b->release || a->file_count != b->file_count || a->file_count == 0)
		return false;
	for (size_t i = 0; i < a->file_count; i++)
		if (strcasecmp(a->file_name[i], b->file_name[i]) != 0)
			return false;
	return true;
}

static bool is_manifest(const struct lib_load *l)
{
	return l->parsed.kind == NR_KIND_MANIFEST;
}

/* The load whose images a manifest lists: it is shown with it; NULL: alone. */
static const struct lib_load *shown_with(const struct library *lib, const struct lib_load *l)
{
	for (size_t i = 0; is_manifest(l) && i < lib->load_count; i++)
		if (!is_manifest(lib->load[i]) && same_images(l, lib->load[i]))
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

static json_t *json_file(const struct lib_file *f)
{
	return json_pack("{s:o, s:I}", "name", app_json_text(f->name), "bytes", (json_int_t)f->size);
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
	json_array_append_new(files, json_file(l->list));
	for (size_t i = 0; i < l->file_count; i++) {
		if (l->file[i] && l->file[i] != l->list)
			json_array_append_new(files, json_file(l->file[i]));
		else if (!l->file[i])
			json_array_append_new(missing, app_json_text(l->file_name[i]));
	}
	for (size_t i = 0; i < lib->load_count; i++)
		if (lib->load[i] != l && is_manifest(lib->load[i]) && same_images(l, lib->load[i]))
			json_array_append_new(manifests, app_json_text(lib->load[i]->list->name));
	for (size_t i = 0; i < l->problem_count; i++)
		json_array_append_new(problems, app_json_text(l->problem[i]));
	return json_pack("{s:o, s:s, s:s, s:o, s:s?, s:o, s:o, s:b, s:o, s:o, s:o, s:o, s:o}",
			 "load", app_json_text(l->name),
			 "protocol", l->parsed.protocol, "version", version_of(l),
			 "release", app_json_text(l->release->name), "release_version", l->release_version,
			 "hardware_comp", l->hardware_comp ? json_integer(l->hardware_comp) : json_null(),
			 "models", models, "whole", l->whole, "files", files,
			 "missing", missing, "manifests", manifests, "signed", json_signed(l),
			 "problems", problems);
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

static void print_load(const struct library *lib, const struct lib_load *l)
{
	const struct signature *s = index_signed_by(l);
	char date[16] = "-";

	if (s)
		signature_date(s, date);
	printf("%-24s %-5s %-14s %-7s %8.1f MB  %-10s  %s\n", l->name, l->parsed.protocol,
	       version_of(l), l->whole ? "whole" : "BROKEN", (double)bytes_of(l) / 1e6, date,
	       *l->release->name ? l->release->name : lib->path);
	for (size_t i = 0; i < l->problem_count; i++)
		printf("    %s\n", l->problem[i]);
}

/* Files that are wrong though no list names them. */
static void print_strays(const struct library *lib)
{
	for (size_t i = 0; i < lib->problem_count; i++)
		fprintf(stderr, "%s\n", lib->problem[i]);
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
				fprintf(stderr, "%s%s%s\n", r->name, *r->name ? ": " : "",
					r->file[k]->problem);
		}
	}
}

static void print_table(const struct library *lib)
{
	if (lib->load_count == 0)
		printf("%s: no loads (netrecover import ARCHIVE brings them)\n", lib->path);
	else
		printf("%-24s %-5s %-14s %-7s %11s  %-10s  %s\n", "LOAD", "PROT", "VERSION",
		       "STATE", "SIZE", "SIGNED", "FROM");
	for (size_t i = 0; i < lib->load_count; i++) {
		const struct lib_load *l = lib->load[i], *with = shown_with(lib, l);

		if (!with || (with->whole && !l->whole))
			print_load(lib, l);
	}
	print_strays(lib);
}

static void show_progress(size_t done, size_t of, void *arg)
{
	(void)arg;
	if (done == of)
		fputs("\r\033[K", stderr);
	else
		fprintf(stderr, "\rchecking signatures: %zu of %zu files\033[K", done, of);
	fflush(stderr);
}

static int show_library(const struct app *app, const struct setting *s)
{
	struct library lib;
	bool progress = !app->quiet && isatty(STDERR_FILENO);
	int status = EXIT_GOOD;
	int r = library_open(&lib, s->config.library, &s->plugins);

	if (r < 0) {
		fprintf(stderr, "netrecover: library %s: %s\n", s->config.library, strerror(-r));
		return EXIT_USAGE;
	}
	/* Kept for the next time, where this user may write. */
	if (verify_all(&lib, progress ? show_progress : NULL, NULL) > 0)
		sigcache_save(&lib);
	if (app->json)
		print_json(&lib, &s->plugins);
	else
		print_table(&lib);
	for (size_t i = 0; i < lib.load_count; i++)
		if (!lib.load[i]->whole)
			status = EXIT_LIBRARY;
	library_close(&lib);
	return status;
}

int verb_library(struct app *app, int argc, char **argv)
{
	struct setting s;
	int status;

	if (argc > 0) {
		fprintf(stderr, "netrecover: library: unexpected argument '%s'\n", argv[0]);
		return EXIT_USAGE;
	}
	status = setting_init(&s, app);
	if (status == EXIT_GOOD)
		status = show_library(app, &s);
	setting_finish(&s);
	return status;
}
