/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_MODULES_H
#define TESTS_MODULES_H
/*
 * modules.h -- the model plugins that were just built, loaded as the program
 * does it, but without the program's loader.
 */
#include "core/plugin/plugins.h"

#include <dlfcn.h>
#include <glob.h>
#include <stdlib.h>

#define MODULES_MAX 256

static int by_name(const void *a, const void *b)
{
	const struct plugin_model *const *x = (const struct plugin_model *const *)a;
	const struct plugin_model *const *y = (const struct plugin_model *const *)b;

	return strcmp((*x)->model.name, (*y)->model.name);
}

static void modules_add(struct plugins *p, const char *path)
{
	const struct nr_plugin *plugin;
	void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);

	if (!handle) {
		fprintf(stderr, "%s\n", dlerror());
		abort();
	}
	plugin = (const struct nr_plugin *)dlsym(handle, NR_PLUGIN_SYMBOL);
	if (!plugin || plugin->abi != NR_ABI || plugin->model_size != sizeof(struct nr_model))
		abort();
	for (const struct nr_model *const *m = plugin->models; *m; m++) {
		struct plugin_model *copy = calloc(1, sizeof(*copy));

		if (!copy)
			abort();
		copy->model = **m;
		copy->plugin = plugin->name;
		p->model[p->model_count++] = copy;
	}
	p->handle[p->handle_count++] = handle;
}

static void modules_load(struct plugins *p)
{
	const char *folders = getenv("NETRECOVER_PLUGIN_PATH");
	char pattern[4096];
	glob_t found;

	memset(p, 0, sizeof(*p));
	p->model = calloc(MODULES_MAX, sizeof(*p->model));
	p->handle = calloc(MODULES_MAX, sizeof(*p->handle));
	if (!p->model || !p->handle)
		abort();
	if (!folders)
		folders = "plugins/models/.libs";
	while (*folders) {
		size_t n = strcspn(folders, ":");

		snprintf(pattern, sizeof(pattern), "%.*s/cisco-*.so", (int)n, folders);
		if (glob(pattern, 0, NULL, &found) == 0)
			for (size_t i = 0; i < found.gl_pathc && p->handle_count < MODULES_MAX; i++)
				modules_add(p, found.gl_pathv[i]);
		globfree(&found);
		folders += n + (folders[n] == ':');
	}
	qsort(p->model, p->model_count, sizeof(*p->model), by_name);
}

/* Is @name one of @names, "7906,7911,..."? */
static inline bool modules_listed(const char *names, const char *name)
{
	size_t len = strlen(name);

	for (const char *p = names; (p = strstr(p, name)) != NULL; p += len)
		if ((p == names || p[-1] == ',') && (p[len] == ',' || p[len] == '\0'))
			return true;
	return false;
}

/* Only the models of @names: a test of one family sees no other. */
static inline void modules_keep(struct plugins *p, const char *names)
{
	size_t kept = 0;

	for (size_t i = 0; i < p->model_count; i++)
		if (modules_listed(names, p->model[i]->model.name))
			p->model[kept++] = p->model[i];
		else
			free(p->model[i]);
	p->model_count = kept;
}

static inline void modules_unload(struct plugins *p)
{
	for (size_t i = 0; i < p->model_count; i++)
		free(p->model[i]);
	for (size_t i = 0; i < p->handle_count; i++)
		dlclose(p->handle[i]);
	free(p->model);
	free(p->handle);
}

static inline const struct nr_model *modules_model(const struct plugins *p, const char *name)
{
	for (size_t i = 0; i < p->model_count; i++)
		if (strcmp(p->model[i]->model.name, name) == 0)
			return &p->model[i]->model;
	return NULL;
}

#endif
