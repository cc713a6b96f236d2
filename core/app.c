/* SPDX-License-Identifier: GPL-3.0-or-later */
/* app.c -- what most verbs do first and last. */
#include <config.h>

#include "core/app.h"
#include "core/log.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <unistd.h>

static void print_errors(const struct config *c)
{
	for (size_t i = 0; i < c->ini.errors.count; i++)
		log_line(LOG_ERR, NULL, "%s", c->ini.errors.line[i]);
}

int app_config(struct app *app, struct config *out)
{
	const char *path = app->config_path;
	int r;

	if (!path && access("bench.ini", F_OK) == 0)
		path = "bench.ini";
	r = config_load(out, path, app->sets, app->set_count);
	if (r == 0)
		return EXIT_GOOD;
	print_errors(out);
	if (r == -ENOMEM)
		log_line(LOG_ERR, NULL, "no memory");
	config_finish(out);
	return r == -ENOMEM ? EXIT_RUNTIME : EXIT_USAGE;
}

int app_models(struct app *app, struct config *c, struct plugins *out)
{
	static const char *const none[] = { NULL };
	int r = plugins_load(out, c->models, none);

	(void)app;
	/* A broken plugin was logged; it stops us only when it was asked for by name. */
	if (r < 0 && c->models) {
		plugins_finish(out);
		return EXIT_USAGE;
	}
	config_check_models(c, out);
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

int app_print_json(json_t *doc)
{
	int r;

	if (!doc) {
		log_line(LOG_ERR, NULL, "cannot make the answer: no memory, or a text is not UTF-8");
		return EXIT_RUNTIME;
	}
	r = json_dumpf(doc, stdout, JSON_INDENT(2));
	json_decref(doc);
	putchar('\n');
	return r < 0 || fflush(stdout) != 0 ? EXIT_RUNTIME : EXIT_GOOD;
}
