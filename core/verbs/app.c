/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* app.c -- what most verbs do first and last. */
#include <config.h>

#include "core/verbs/app.h"
#include "core/base/build.h"
#include "core/base/log.h"
#include "core/plugin/callback.h"
#include "core/plugin/sections.h"
#include "core/serve/instance.h"

#include <ctype.h>
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <unistd.h>

int app_fail(int status, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	log_vline(LOG_ERR, PACKAGE_NAME, fmt, ap);
	va_end(ap);
	return status;
}

void app_note(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	log_vline(LOG_NOTICE, PACKAGE_NAME ": note", fmt, ap);
	va_end(ap);
}

static void print_errors(const struct settings *c)
{
	for (size_t i = 0; i < c->ini.errors.count; i++)
		log_line(LOG_ERR, NULL, "%s", c->ini.errors.line[i]);
}

bool app_has_file(const struct app *app)
{
	return app->config_path || app->set_count || access("bench.ini", F_OK) == 0;
}

static int read_config(const struct app *app, struct settings *out)
{
	const char *path = app->config_path, *sets[NR_ARRAY_SIZE(app->sets) + 1];
	size_t count = 0;

	if (!path && access("bench.ini", F_OK) == 0)
		path = "bench.ini";
	/* -vv is a key of the plugin that hears every frame; what --set says wins. */
	if (app->verbose > 1)
		sets[count++] = "pcap.packets=yes";
	for (size_t i = 0; i < app->set_count; i++)
		sets[count++] = app->sets[i];
	return settings_load(out, path, sets, count);
}

static int config_failed(struct settings *c, int r)
{
	print_errors(c);
	if (r == -ENOMEM)
		app_fail(EXIT_RUNTIME, "no memory");
	settings_finish(c);
	return r == -ENOMEM ? EXIT_RUNTIME : EXIT_USAGE;
}

int app_config(struct app *app, struct settings *out)
{
	int r = read_config(app, out);

	return r == 0 ? EXIT_GOOD : config_failed(out, r);
}

/* The sections of plugins can be checked only when those are loaded. */
static void check_sections(struct settings *c, const struct plugins *p)
{
	sections_check_models(c, p);
	sections_check_unused(c, p);
	sections_read_bench(c, p);
}

/* A crash in a plugin names it.  The sanitizers have a handler of their own that tells more. */
static void watch_plugins(void)
{
	if (!build_sanitized())
		callback_watch(STDERR_FILENO, false);
}

int app_bench(struct app *app, struct bench *b, struct settings *c, struct plugins *p)
{
	int r = read_config(app, c), loaded, made;

	if (r == -ENOMEM)
		return config_failed(c, r);
	watch_plugins();
	loaded = plugins_load(p, c->models, c->plugins);
	b->config = c;
	b->plugins = p;
	made = instance_make_all(b);
	check_sections(c, p);
	if (c->ini.errors.count || r < 0 || loaded < 0) {
		print_errors(c);
		return EXIT_USAGE;
	}
	return made < 0 ? EXIT_RUNTIME : EXIT_GOOD;
}

int app_models(struct app *app, struct settings *c, struct plugins *out)
{
	static const char *const none[] = { NULL };
	int r;

	(void)app;
	watch_plugins();
	r = plugins_load(out, c->models, none);
	/* A broken plugin was logged; it stops us only when it was asked for by name. */
	if (r < 0 && c->models) {
		plugins_finish(out);
		return EXIT_USAGE;
	}
	sections_check_models(c, out);
	if (c->ini.errors.count) {
		print_errors(c);
		plugins_finish(out);
		return EXIT_USAGE;
	}
	if (out->model_count > 0)
		return EXIT_GOOD;
	log_line(LOG_ERR, "plugins", "no phone model is installed: looked in %s and in "
		 "NETRECOVER_PLUGIN_PATH", MODELDIR);
	plugins_finish(out);
	return EXIT_USAGE;
}

json_t *app_json_text(const char *s)
{
	json_t *j = json_string(s);
	char plain[600];

	if (j)
		return j;
	snprintf(plain, sizeof(plain), "%s", s);
	for (char *p = plain; *p; p++)
		if (*p < 0x20 || *p > 0x7e)
			*p = '?';
	return json_string(plain);
}

json_t *app_json_strings(const char *const *strings)
{
	json_t *array = json_array();

	for (; strings && *strings; strings++)
		json_array_append_new(array, json_string(*strings));
	return array;
}

const char *app_plain(const char *s, char *buf, size_t size)
{
	snprintf(buf, size, "%s", s);
	for (char *p = buf; *p; p++)
		if (iscntrl((unsigned char)*p))
			*p = '?';
	return buf;
}

int app_print_json(json_t *doc)
{
	int r;

	if (!doc)
		return app_fail(EXIT_RUNTIME, "cannot write the answer: no memory, or a text is not UTF-8");
	r = json_dumpf(doc, stdout, JSON_INDENT(2));
	json_decref(doc);
	putchar('\n');
	return r < 0 || fflush(stdout) != 0 ? EXIT_RUNTIME : EXIT_GOOD;
}
