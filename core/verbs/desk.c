/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * desk.c -- what the verbs that only answer questions have before them.
 */
#include "core/verbs/desk.h"
#include "core/base/nearest.h"

#define LINE_WIDTH 79

int desk_open(struct desk *d, struct app *app)
{
	int status = app_config(app, &d->config);

	if (status != EXIT_GOOD)
		return status;
	memset(&d->plugins, 0, sizeof(d->plugins));
	if (app_models(app, &d->config, &d->plugins) == 0)
		return EXIT_GOOD;
	plugins_finish(&d->plugins);
	settings_finish(&d->config);
	return EXIT_USAGE;
}

void desk_close(struct desk *d)
{
	plugins_finish(&d->plugins);
	settings_finish(&d->config);
}

const struct nr_model *desk_model(const struct desk *d, const char *name)
{
	const struct nr_model *m = plugins_model(&d->plugins, name);
	const char *names[256], *near;
	size_t n = 0;

	if (m)
		return m;
	for (; n < d->plugins.model_count && n < 256; n++)
		names[n] = d->plugins.model[n]->model.name;
	near = nearest(name, names, n);
	if (near)
		app_fail(EXIT_USAGE, "no model '%s' (did you mean '%s'?)", name, near);
	else
		app_fail(EXIT_USAGE, "no model '%s'; 'netrecover models' lists them", name);
	return NULL;
}

void desk_print(const char *first, int indent, const char *text)
{
	int at = printf("%s", first);
	const char *blank = "";

	while (*text) {
		int n = (int)strcspn(text, " ");

		if (*blank && at + n + 1 > LINE_WIDTH) {
			at = printf("\n%*s", indent, "") - 1;
			blank = "";
		}
		at += printf("%s%.*s", blank, n, text);
		blank = " ";
		text += n;
		while (*text == ' ')
			text++;
	}
	putchar('\n');
}

const char *desk_text_or_null(const char *s)
{
	return s[0] ? s : NULL;
}

const char *desk_confidence(enum nr_confidence c)
{
	switch (c) {
	case NR_LOW:
		return "low";
	case NR_MEDIUM:
		return "medium";
	case NR_HIGH:
		return "high";
	}
	return "unknown";
}
