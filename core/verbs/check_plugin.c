/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_plugin.c -- check-plugin: load one file alone, print what it holds and what is wrong
 * with it.
 *
 * The plugin is loaded and called in a child (check_sandbox.c), never here: a crash in it, or a
 * loop without end, is a finding like any other.  When it is sound, another child plays the lives of
 * its models (check_life.c) with files that are made here.  What is unsound the loader refuses
 * too; a life that fails it does not see.
 */
#include <config.h>

#include "core/verbs/check_plugin.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/config/ini_value.h"
#include "core/plugin/callback.h"
#include "core/plugin/plugin_copy.h"
#include "core/plugin/plugins.h"
#include "core/plugin/soundness.h"
#include "core/verbs/app.h"
#include "core/verbs/check_calls.h"
#include "core/verbs/check_life.h"
#include "core/verbs/check_sandbox.h"
#include "core/verbs/check_stage.h"
#include "core/verbs/columns.h"

#include <dlfcn.h>
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <unistd.h>

/* -- what it holds ------------------------------------------------------------------ */

static json_t *describe_model(const struct nr_model *m)
{
	json_t *names = json_array();

	for (const struct nr_name *n = m->names; n && n->glob; n++)
		json_array_append_new(names, json_string(n->glob));
	return json_pack("{s:s, s:s, s:s, s:I, s:o, s:o, s:I, s:o, s:o}", "model", m->name, "id", m->id,
			 "title", m->title, "enum", (json_int_t)m->type, "load_prefixes",
			 app_json_strings(m->load_prefixes), "protocols", app_json_strings(m->protocols), "hops",
			 (json_int_t)soundness_hops(m), "names", names, "files", check_life_files(m));
}

static json_t *describe_protocol(const struct nr_protocol *t, json_t *tried)
{
	json_t *keys = json_array();

	for (const struct nr_option *o = t->options; o && o->key; o++) {
		json_t *row = json_pack("{s:s, s:s}", "key", o->key, "type", ini_value_type_name(o->type));

		if (o->fallback)
			json_object_set_new(row, "default", json_string(o->fallback));
		json_array_append_new(keys, row);
	}
	return json_pack("{s:s, s:b, s:o, s:o}", "protocol", t->type, "replay", t->replay != NULL, "keys",
			 keys, "tried", tried);
}

static void look_at_model(json_t *problems, json_t *models, const struct nr_plugin *e, size_t i)
{
	const struct nr_model *in = e->models[i];
	struct plugin_file_problem p;
	struct plugin_copy kept = { .origin = NULL };
	char line[SOUNDNESS_LINE], what[96];
	struct nr_model m;
	bool good = plugin_file_check_model(in, &p) && plugin_file_check_number(e, i, &p);

	snprintf(what, sizeof(what), "model '%.40s'", good ? in->name : "?");
	callback_begin(what, "the tables", NULL);
	good = good && plugin_copy_model(&m, &kept, e, in, what, &p);
	callback_end(good);
	if (!good) {
		json_array_append_new(problems, json_string(p.text));
	} else {
		for (unsigned k = 0; k < 32 && soundness_problem(&m, k, line); k++)
			json_array_append_new(problems, json_string(line));
		check_calls_model(&m, problems);
		json_array_append_new(models, describe_model(&m));
	}
	plugin_copy_finish(&kept);
}

static void look_at_protocol(json_t *problems, json_t *protocols, const struct nr_plugin *e,
			     const struct nr_protocol *in, const char *file)
{
	struct plugin_protocol t = { .plugin = e->name, .path = "" };
	struct plugin_file_problem p;

	memcpy(&t.sizes, e->sizes, e->sizes->size < sizeof(t.sizes) ? e->sizes->size : sizeof(t.sizes));
	if (!plugin_copy_protocol(&t.protocol, &t.options, e, in, &p) ||
	    !plugin_file_check_protocol(&t.protocol, &p)) {
		json_array_append_new(problems, json_string(p.text));
		free(t.options);
		return;
	}
	json_array_append_new(protocols, describe_protocol(&t.protocol, check_calls_protocol(&t, file, problems)));
	free(t.options);
}

/* In the child: the document, with the problems in it, as text. */
static char *look(const char *file, void *arg)
{
	json_t *models = json_array(), *protocols = json_array(), *problems = json_array();
	json_t *doc = json_pack("{s:s, s:o, s:o, s:o}", "path", (const char *)arg, "models", models,
				"protocols", protocols, "problems", problems);
	struct plugin_file_problem p = { "" };
	struct nr_plugin e;
	void *handle;

	check_calls_quiet();
	handle = plugin_file_open(file, RTLD_NOW, &p);
	if (!handle || !plugin_file_envelope(handle, &e, &p)) {
		json_array_append_new(problems, json_string(p.text));
	} else {
		callback_know(file, dlsym(handle, NR_PLUGIN_SYMBOL));
		json_object_set_new(doc, "name", json_string(e.name));
		json_object_set_new(doc, "version", json_string(e.version));
		for (size_t i = 0; e.models && i < PLUGIN_MAX_PARTS && e.models[i]; i++)
			look_at_model(problems, models, &e, i);
		for (size_t i = 0; e.protocols && i < PLUGIN_MAX_PARTS && e.protocols[i]; i++)
			look_at_protocol(problems, protocols, &e, e.protocols[i], file);
	}
	return json_dumps(doc, JSON_COMPACT);
}

/* A document without more than the one problem. */
static json_t *only_problem(const char *path, const char *why)
{
	return json_pack("{s:s, s:[], s:[], s:[s], s:b}", "path", path, "models", "protocols", "problems", why,
			 "sound", 0);
}

/* -- the lives of its models ----------------------------------------------------------- */

#define LIVES_MS 1500           /* those that begin later are not played */

/* In another child: a list of what came of each. */
static char *live(const char *file, void *arg)
{
	struct plugin_file_problem p = { "" };
	json_t *lives = json_array();
	int64_t end = clock_kernel_ms() + LIVES_MS;
	void *handle = plugin_file_open(file, RTLD_NOW, &p);
	struct plugins all;
	struct nr_plugin e;
	char folder[CHECK_STAGE_PATH + 24];

	check_calls_quiet();
	if (!handle || !plugin_file_envelope(handle, &e, &p) || !plugins_take(&all, &e, file, &p))
		return json_dumps(json_pack("{s:s}", "problem", p.text), JSON_COMPACT);
	for (size_t i = 0; i < all.model_count; i++) {
		snprintf(folder, sizeof(folder), "%s/%zu", (const char *)arg, i);
		json_array_append_new(lives, clock_kernel_ms() < end ? check_life_play(&all, i, folder) :
				      json_pack("{s:[], s:s}", "played", "note", "no time was left for it"));
	}
	return json_dumps(json_pack("{s:o}", "lives", lives), JSON_COMPACT);
}

static void take_lives(json_t *models, const json_t *said, const char *why, json_t *problems)
{
	json_t *model;
	size_t i;

	if (!json_object_get(said, "lives"))
		json_array_append_new(problems, json_string(why[0] ? why : "its models could not be played"));
	json_array_foreach(models, i, model) {
		json_t *life = json_array_get(json_object_get(said, "lives"), i);

		if (life)
			json_object_set(model, "life", life);
	}
}

/* @used_ms: what the first child took of the time of both. */
static void play_lives(struct check_sandbox *s, json_t *doc, int64_t used_ms)
{
	json_t *models = json_object_get(doc, "models"), *problems = json_object_get(doc, "problems"), *said = NULL;
	char folder[CHECK_STAGE_PATH], why[CHECK_SANDBOX_LINE] = "", *text;

	if (json_array_size(models) == 0 || json_array_size(problems) > 0)
		return;
	if (!check_stage_make(models, folder)) {
		log_line(LOG_WARNING, NULL, "%s: the lives of its models are not played: no folder could be made below %s",
			 s->path, getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
		return;
	}
	s->seconds = CHECK_SANDBOX_SECONDS;
	s->seconds -= used_ms / 1000 < CHECK_SANDBOX_SECONDS ? (unsigned)(used_ms / 1000) : CHECK_SANDBOX_SECONDS - 1;
	text = check_sandbox_run(s, live, folder, why);
	check_stage_remove(models, folder);
	if (text)
		said = json_loads(text, 0, NULL);
	take_lives(models, said, why, problems);
	json_decref(said);
	free(text);
}

static json_t *look_safely(const char *path)
{
	char why[CHECK_SANDBOX_LINE] = "", *text = NULL;
	int64_t begin = clock_kernel_ms();
	struct check_sandbox s;
	json_t *doc, *model;
	size_t i;

	if (!check_sandbox_take(&s, path, why))
		return only_problem(path, why);
	text = check_sandbox_run(&s, look, (void *)(uintptr_t)path, why);
	doc = text ? json_loads(text, 0, NULL) : NULL;
	free(text);
	if (!doc)
		doc = only_problem(path, why[0] ? why : "it wrote into what this program wrote");
	play_lives(&s, doc, clock_kernel_ms() - begin);
	close(s.file);
	json_array_foreach(json_object_get(doc, "models"), i, model)
		json_object_del(model, "files");
	json_object_set_new(doc, "sound", json_boolean(json_array_size(json_object_get(doc, "problems")) == 0));
	return doc;
}

/* -- for people --------------------------------------------------------------------- */

static const char *text_of(const json_t *object, const char *key)
{
	const char *s = json_string_value(json_object_get(object, key));

	return s ? s : "?";
}

static void put_list(struct columns *c, const char *label, const json_t *list)
{
	const json_t *item;
	char all[1024];
	size_t i, len = 0;

	snprintf(all, sizeof(all), "none");
	json_array_foreach(list, i, item)
		if (len < sizeof(all))
			len += (size_t)snprintf(all + len, sizeof(all) - len, "%s%s", i ? ", " : "",
						json_is_object(item) ? text_of(item, "key") : json_string_value(item));
	columns_put(c, "  %s", label);
	columns_put(c, "%s%s", all, len >= sizeof(all) ? "..." : "");
}

static void put_life(struct columns *c, const json_t *life)
{
	const char *note = json_string_value(json_object_get(life, "note"));

	if (!life)
		return;
	put_list(c, "played", json_object_get(life, "played"));
	if (!note)
		return;
	columns_put(c, "  not");
	columns_put(c, "%s", note);
}

static void print_model(const json_t *m)
{
	struct columns c;

	printf("model %s (%s), number %lld: %s\n", text_of(m, "model"), text_of(m, "id"),
	       (long long)json_integer_value(json_object_get(m, "enum")), text_of(m, "title"));
	columns_init(&c, 2, NULL);
	put_list(&c, "prefixes", json_object_get(m, "load_prefixes"));
	put_list(&c, "protocols", json_object_get(m, "protocols"));
	put_list(&c, "names", json_object_get(m, "names"));
	columns_put(&c, "  hops");
	columns_put(&c, "%lld", (long long)json_integer_value(json_object_get(m, "hops")));
	put_life(&c, json_object_get(m, "life"));
	(void)columns_print(&c);
}

static void print_protocol(const json_t *protocol)
{
	struct columns c;

	printf("protocol %s\n", text_of(protocol, "protocol"));
	columns_init(&c, 2, NULL);
	put_list(&c, "keys", json_object_get(protocol, "keys"));
	put_list(&c, "tried", json_object_get(protocol, "tried"));
	(void)columns_print(&c);
}

static const char *problem_of_life(const json_t *model)
{
	return json_string_value(json_object_get(json_object_get(model, "life"), "problem"));
}

static void print_findings(const json_t *doc)
{
	const json_t *item;
	size_t i;

	if (json_object_get(doc, "name"))
		printf("%s: plugin '%s', version %s\n", text_of(doc, "path"), text_of(doc, "name"),
		       text_of(doc, "version"));
	json_array_foreach(json_object_get(doc, "models"), i, item)
		print_model(item);
	json_array_foreach(json_object_get(doc, "protocols"), i, item)
		print_protocol(item);
	if (json_is_true(json_object_get(doc, "sound")))
		puts("sound");
	fflush(stdout);
	json_array_foreach(json_object_get(doc, "problems"), i, item)
		log_line(LOG_ERR, NULL, "%s: %s", text_of(doc, "path"), json_string_value(item));
	json_array_foreach(json_object_get(doc, "models"), i, item)
		if (problem_of_life(item))
			log_line(LOG_ERR, NULL, "%s: model '%s': its life: %s", text_of(doc, "path"), text_of(item, "model"),
				 problem_of_life(item));
}

static bool all_live(const json_t *doc)
{
	const json_t *model;
	size_t i;

	json_array_foreach(json_object_get(doc, "models"), i, model)
		if (problem_of_life(model))
			return false;
	return true;
}

int check_plugin(const char *path, bool json)
{
	json_t *doc = look_safely(path);
	bool good = json_is_true(json_object_get(doc, "sound")) && all_live(doc);

	if (json) {
		app_print_json(doc);
	} else {
		print_findings(doc);
		json_decref(doc);
	}
	return good ? 0 : -EINVAL;
}
