/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * copies.c -- copies LADDER.so: what this program's copies of a plugin's tables hold, and what
 * its callbacks answer.  abi.sh builds it, with the program's own sources, with headers that
 * are newer than the plugin's, and runs it.
 */
#include <config.h>
#include "core/plugin/model.h"
#include "core/plugin/plugin_copy.h"

#include <dlfcn.h>
#include <stdlib.h>

static int failed;

static void check(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "copies: %s\n", what);
	failed = 1;
}

bool plugin_file_wrong(struct plugin_file_problem *p, const char *fmt, ...)
{
	snprintf(p->text, sizeof(p->text), "%s", fmt);
	return false;
}

/* The new members of a row: nobody but a newer plugin wrote them. */
#ifdef GROWN
#define UNKNOWN(row) (!(row).later[0] && !(row).later[1])
#else
#define UNKNOWN(row) true
#endif

static void check_tables(const struct nr_model *m)
{
	check(strcmp(m->matches[2].glob, "ladder-*") == 0 && !m->matches[3].glob, "matches");
	check(UNKNOWN(m->matches[1]), "a new member of a match");
	check(strcmp(m->hops[3].id, "L4") == 0 && !m->hops[4].id, "hops");
	check(UNKNOWN(m->hops[0]) && UNKNOWN(m->hops[3]), "a new member of a hop");
	check(m->wiped_hop && strcmp(m->wiped_hop->id, "L0") == 0 && UNKNOWN(*m->wiped_hop), "wiped");
	check(strcmp(m->names[2].glob, "ladder.lst") == 0 && !m->names[3].glob, "names");
	check(UNKNOWN(m->names[1]), "a new member of a name");
	check(m->boards[1].first == 4 && !m->boards[2].id && UNKNOWN(m->boards[1]), "boards");
	check(strcmp(m->suffixes[1].text, ".img") == 0 && !m->suffixes[2].text, "suffixes");
	check(strcmp(m->aliases[1].file, "*.img") == 0 && !m->aliases[2].ask, "aliases");
	check(m->dhcp[1].option == 160 && !m->dhcp[2].option && UNKNOWN(m->dhcp[1]), "dhcp");
	check(strcmp(m->restarts[1].text, "/restart") == 0 && !m->restarts[2].text, "restarts");
	check(UNKNOWN(*m), "a new member of the model");
}

static void check_calls(const struct nr_model *m)
{
	struct nr_ask ask = { .load = "ladder-2.0" };
	struct nr_load l;
	char text[64];
	struct nr_body body = { text, sizeof(text), 0 };

	memset(&l, 0x5a, sizeof(l));
	check(model_parse(m, "ladder-12.7.lst", &l) || model_parse(m, "ladder-12.7", &l), "parse");
	check(l.version.part[0] == 12 && l.version.part[1] == 7 && UNKNOWN(l), "the load");
#ifdef GROWN
	ask.later[0] = ask.later[1] = (void *)1;
	l.later[0] = l.later[1] = (void *)1;
#endif
	check(model_config(m, NR_WANT_CONFIG, &ask, &body) && body.len == strlen("ladder-2.0"), "config");
	check(model_archive(m, &l, text, sizeof(text)) && strcmp(text, "ladder-12.7.zip") == 0, "archive");
}

int main(int argc, char **argv)
{
	struct plugin_file_problem p = { "" };
	const struct nr_plugin *e;
	struct plugin_copy kept;
	struct nr_model m;
	void *handle = argc == 2 ? dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) : NULL;

	e = handle ? (const struct nr_plugin *)dlsym(handle, NR_PLUGIN_SYMBOL) : NULL;
	if (!e) {
		fprintf(stderr, "copies: %s\n", argc == 2 ? dlerror() : "PLUGIN.so");
		return 2;
	}
	if (plugin_copy_model(&m, &kept, e, e->models[0], argv[1], &p)) {
		check_tables(&m);
		check_calls(&m);
	} else {
		check(false, p.text);
	}
	plugin_copy_finish(&kept);
	dlclose(handle);
	return failed;
}
