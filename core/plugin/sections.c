/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * sections.c -- sections of bench.ini against the plugins that are there.
 */
#include <config.h>
#include "core/plugin/sections.h"

#include "core/base/log.h"
#include "core/base/nearest.h"
#include "core/plugin/plugins.h"
#include "core/plugin/spelling.h"

#include <stdlib.h>
#include <strings.h>

static const char *const own_sections[] = SETTINGS_SECTIONS;

/* The sections that somebody may write, the core's first. */
static const char **all_sections(const struct plugins *p, size_t *count)
{
	const size_t own = NR_ARRAY_SIZE(own_sections);
	const char **all = calloc(own + p->protocol_count + p->idle_count, sizeof(*all));

	*count = 0;
	for (size_t i = 0; all && i < own; i++)
		all[(*count)++] = own_sections[i];
	for (size_t i = 0; all && i < p->protocol_count; i++)
		all[(*count)++] = p->protocol[i]->protocol.type;
	for (size_t i = 0; all && i < p->idle_count; i++)
		all[(*count)++] = p->idle[i];
	return all;
}

static bool is_loaded(const struct plugins *p, const char *type)
{
	for (size_t i = 0; i < p->protocol_count; i++)
		if (strcmp(p->protocol[i]->protocol.type, type) == 0)
			return true;
	return false;
}

static bool is_idle(const struct plugins *p, const char *type)
{
	for (size_t i = 0; i < p->idle_count; i++)
		if (strcmp(p->idle[i], type) == 0)
			return true;
	return false;
}

static void report_unknown(struct settings *c, const struct ini_section *s,
			   const struct plugins *p)
{
	size_t count;
	const char **all = all_sections(p, &count), *near = nearest(s->section, all, count);

	if (near)
		ini_section_error(&c->ini, s, "unknown section [%s] (did you mean [%s]?)",
				  s->section, near);
	else
		ini_section_error(&c->ini, s, "unknown section [%s]", s->section);
	free(all);
}

void sections_check_unused(struct settings *c, const struct plugins *p)
{
	for (size_t i = 0; i < c->ini.section_count; i++) {
		const struct ini_section *s = &c->ini.section[i];

		if (s->used || settings_is_own(s->section) || is_loaded(p, s->section))
			continue;
		if (is_idle(p, s->section))
			log_line(LOG_INFO, "bench", "[%s] is not used: no plugin '%s' is loaded",
				 s->section, s->section);
		else
			report_unknown(c, s, p);
	}
}

void sections_read_bench(struct settings *c, const struct plugins *p)
{
	for (size_t i = 0; i < p->protocol_count; i++) {
		const struct nr_protocol *t = &p->protocol[i]->protocol;

		if (t->serve_named)
			settings_read_named(c, t->type, t->serve_named);
	}
}

static const struct ini_section *section_of(const struct settings *c, const char *name)
{
	for (size_t i = 0; i < c->ini.section_count; i++)
		if (strcmp(c->ini.section[i].section, "model") == 0 &&
		    strcasecmp(c->ini.section[i].name, name) == 0)
			return &c->ini.section[i];
	return NULL;
}

static void check_model(struct settings *c, size_t at, const struct plugins *plugins,
			const char *const *names)
{
	const char *name = c->model[at].name, *near;
	const struct ini_section *s = section_of(c, name);

	if (!s)
		return;
	for (size_t i = 0; i < plugins->model_count; i++) {
		const struct nr_model *m = &plugins->model[i]->model;

		if (!spelling_is(m, name))
			continue;
		for (size_t j = 0; j < at; j++)
			if (spelling_is(m, c->model[j].name))
				ini_section_error(&c->ini, s, "[model %s] the same model as [model %s]",
						  name, c->model[j].name);
		return;
	}
	if (c->models)          /* others are left out on purpose */
		return;
	near = nearest(name, names, plugins->model_count);
	if (near)
		ini_section_error(&c->ini, s, "[model %s] no such model is loaded (did you mean '%s'?)",
				  name, near);
	else
		ini_section_error(&c->ini, s, "[model %s] no such model is loaded", name);
}

void sections_check_models(struct settings *c, const struct plugins *plugins)
{
	const char **names = calloc(plugins->model_count + 1, sizeof(*names));

	for (size_t i = 0; names && i < plugins->model_count; i++)
		names[i] = plugins->model[i]->model.name;
	/* With no model at all there is something else to complain about. */
	for (size_t i = 0; names && plugins->model_count && i < c->model_count; i++)
		check_model(c, i, plugins, names);
	free(names);
}

const struct settings_model *sections_model(const struct settings *c,
					    const struct nr_model *model)
{
	for (size_t i = 0; i < c->model_count; i++)
		if (spelling_is(model, c->model[i].name))
			return &c->model[i];
	return NULL;
}
