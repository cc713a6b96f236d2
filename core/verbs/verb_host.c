/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* verb_host.c -- check-plugin and --help-conf. */
#include <config.h>

#include "core/config/ini_value.h"
#include "core/verbs/app.h"
#include "core/verbs/check_plugin.h"

#include <jansson.h>
#include <stdlib.h>

int verb_check_plugin(struct app *app, int argc, char **argv)
{
	int r = EXIT_GOOD;

	if (app->json && argc > 1)
		return app_fail(EXIT_USAGE, "check-plugin --json takes one file");
	for (int i = 0; i < argc; i++)
		if (check_plugin(argv[i], app->json) < 0)
			r = EXIT_RUNTIME;
	return r;
}

/* -- --help-conf ------------------------------------------------------------------ */

static void range_text(const struct nr_option *o, char *out, size_t size)
{
	out[0] = '\0';
	if (o->min || o->max)
		snprintf(out, size, "%u to %u", o->min, o->max);
}

static json_t *option_json(const struct nr_option *o)
{
	json_t *row = json_pack("{s:s, s:s}", "key", o->key, "type", ini_value_type_name(o->type));

	if (o->fallback)
		json_object_set_new(row, "default", json_string(o->fallback));
	if (o->min || o->max) {
		json_object_set_new(row, "min", json_integer(o->min));
		json_object_set_new(row, "max", json_integer(o->max));
	}
	if (o->help)
		json_object_set_new(row, "help", json_string(o->help));
	return row;
}

static void print_section(const char *section, const struct nr_option *rows, json_t *out)
{
	json_t *keys = json_array();
	char range[40];

	if (!out)
		printf("[%s]\n", section);
	for (const struct nr_option *o = rows; o && o->key; o++) {
		json_array_append_new(keys, option_json(o));
		if (out)
			continue;
		range_text(o, range, sizeof(range));
		printf("%s = %s%s%s\n", o->key, ini_value_type_name(o->type), range[0] ? ", " : "", range);
		if (o->fallback)
			printf("\tdefault: %s\n", o->fallback);
		if (o->help)
			printf("\t%s\n", o->help);
	}
	if (out)
		json_array_append_new(out, json_pack("{s:s, s:O}", "section", section, "keys", keys));
	else
		putchar('\n');
	json_decref(keys);
}

int verb_help_conf(struct app *app, int argc, char **argv)
{
	static const char *const none[] = { NULL };
	json_t *doc = app->json ? json_array() : NULL;
	struct plugins p;

	(void)argc;
	(void)argv;
	plugins_load(&p, none, NULL);           /* what is broken is logged */
	for (const struct settings_section *s = settings_sections; s->section; s++)
		print_section(s->section, s->rows, doc);
	for (size_t i = 0; i < p.protocol_count; i++)
		print_section(p.protocol[i]->protocol.type, p.protocol[i]->protocol.options, doc);
	plugins_finish(&p);
	return doc ? app_print_json(doc) : EXIT_GOOD;
}
