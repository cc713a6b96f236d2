/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sections.c -- sections of bench.ini against the plugins that are there.
 */
#include <config.h>

#include "core/plugin/sections.h"

#include "core/base/log.h"
#include "core/base/nearest.h"
#include "core/plugin/model.h"
#include "core/plugin/plugins.h"

#include <stdlib.h>
#include <strings.h>

static const char *const own_sections[] = { "bench", "model", "phone" };

/* Sections that a configuration may hold although their plugin is not here. */
static const char *const project_plugins[] = { "dhcp", "tftp", "pcap", "http", "sccp", "sip" };

static bool among(const char *word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(word, words[i]) == 0)
			return true;
	return false;
}

static void report_section(struct config *c, const struct ini_section *s,
			   const char *const *known, size_t known_count)
{
	const char *near = nearest(s->section, known, known_count);

	if (!near)
		near = nearest(s->section, own_sections, NR_ARRAY_SIZE(own_sections));
	if (near)
		ini_section_error(&c->ini, s, "unknown section [%s] (did you mean [%s]?)",
				  s->section, near);
	else
		ini_section_error(&c->ini, s, "unknown section [%s]", s->section);
}

void config_check_unused(struct config *c, const char *const *known, size_t known_count)
{
	for (size_t i = 0; i < c->ini.section_count; i++) {
		const struct ini_section *s = &c->ini.section[i];

		if (s->used || among(s->section, own_sections, NR_ARRAY_SIZE(own_sections)) ||
		    among(s->section, known, known_count))
			continue;
		if (among(s->section, project_plugins, NR_ARRAY_SIZE(project_plugins)))
			log_line(LOG_INFO, "bench", "[%s] is not used: no plugin '%s' is loaded",
				 s->section, s->section);
		else
			report_section(c, s, known, known_count);
	}
}

static const struct ini_section *section_of(const struct config *c, const char *name)
{
	for (size_t i = 0; i < c->ini.section_count; i++)
		if (strcmp(c->ini.section[i].section, "model") == 0 &&
		    strcasecmp(c->ini.section[i].name, name) == 0)
			return &c->ini.section[i];
	return NULL;
}

static void check_model(struct config *c, size_t at, const struct plugins *plugins,
			const char *const *names)
{
	const char *name = c->model[at].name, *near;
	const struct ini_section *s = section_of(c, name);

	if (!s)
		return;
	for (size_t i = 0; i < plugins->model_count; i++) {
		const struct nr_model *m = &plugins->model[i]->model;

		if (!model_is_named(m, name))
			continue;
		for (size_t j = 0; j < at; j++)
			if (model_is_named(m, c->model[j].name))
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

void config_check_models(struct config *c, const struct plugins *plugins)
{
	const char **names = calloc(plugins->model_count + 1, sizeof(*names));

	for (size_t i = 0; names && i < plugins->model_count; i++)
		names[i] = plugins->model[i]->model.name;
	/* With no model at all there is something else to complain about. */
	for (size_t i = 0; names && plugins->model_count && i < c->model_count; i++)
		check_model(c, i, plugins, names);
	free(names);
}

const struct config_model *config_model(const struct config *c, const struct nr_model *model)
{
	for (size_t i = 0; i < c->model_count; i++)
		if (model_is_named(model, c->model[i].name))
			return &c->model[i];
	return NULL;
}
