/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * plugin_file.c -- one plugin file: open it, believe it or not.
 *
 * Nothing inside is read before its ABI number and its sizes were found right.
 */
#include <errno.h>
#include <config.h>
#include "core/plugin/plugin_file.h"
#include "core/base/refused.h"

#include "core/config/ini.h"
#include "core/config/ini_value.h"
#include "core/config/settings.h"
#include "core/plugin/callback.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

/* What a plugin of the first version knew; these never change. */
#define END_OF(type, member) (offsetof(type, member) + sizeof(((type *)0)->member))
#define PLUGIN_SIZE_2 END_OF(struct nr_plugin, sizes)
#define SIZES_SIZE_2 END_OF(struct nr_sizes, file)
#define MODEL_SIZE_2 END_OF(struct nr_model, origin)
#define PROTOCOL_SIZE_2 END_OF(struct nr_protocol, check)
#define SANE_SIZE 4096u
#define SANE_CONF 65536u

bool plugin_file_wrong(struct plugin_file_problem *p, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(p->text, sizeof(p->text), fmt, ap);
	va_end(ap);
	return false;
}

void plugin_file_first(void *problem, const char *line)
{
	struct plugin_file_problem *p = problem;

	if (!p->text[0])
		plugin_file_wrong(p, "%s", line);
}

/* -- checks: true, or false with the problem -------------------------------------- */

bool plugin_file_good_name(const char *name)
{
	size_t n = name ? strnlen(name, 64) : 0;

	if (n == 0 || n >= 64)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.+",
			    name[i]))
			return false;
	return true;
}

static bool check_size(struct plugin_file_problem *p, const char *member, size_t found,
		       size_t least)
{
	if (found >= least && found <= SANE_SIZE)
		return true;
	return plugin_file_wrong(p, "%s is %zu, expected %zu to %u", member, found, least, SANE_SIZE);
}

/* The rows that every plugin of this ABI knows, as large as they were at first. */
static bool check_rows(const struct nr_sizes *sizes, bool protocols, struct plugin_file_problem *p)
{
	const struct {
		const char *name;
		size_t found, least;
	} rows[] = {
		{ "match", sizes->match, END_OF(struct nr_match, and_glob) },
		{ "hop", sizes->hop, END_OF(struct nr_hop, via_load) },
		{ "board", sizes->board, END_OF(struct nr_board, oldest) },
		{ "name", sizes->name, END_OF(struct nr_name, glob) },
		{ "suffix", sizes->suffix, END_OF(struct nr_suffix, kind) },
		{ "alias", sizes->alias, END_OF(struct nr_alias, file) },
		{ "dhcp", sizes->dhcp, END_OF(struct nr_dhcp, always) },
		{ "restart", sizes->restart, END_OF(struct nr_restart, text) },
		{ "load", sizes->load, END_OF(struct nr_load, part) },
		{ "found", sizes->found, END_OF(struct nr_found, size) },
		{ "ask", sizes->ask, END_OF(struct nr_ask, user_agent) },
		{ "option", sizes->option, END_OF(struct nr_option, help) },
		{ "sighting", sizes->sighting, END_OF(struct nr_sighting, facts) },
		{ "file", sizes->file, END_OF(struct nr_file, handle) },
	};
	size_t n = NR_ARRAY_SIZE(rows) - (protocols ? 0 : 3);

	for (size_t i = 0; i < n; i++) {
		char member[32];

		snprintf(member, sizeof(member), "sizes.%s", rows[i].name);
		if (!check_size(p, member, rows[i].found, rows[i].least))
			return false;
	}
	return true;
}

static bool check_envelope(const struct nr_plugin *e, struct plugin_file_problem *p)
{
	if (e->abi != NR_ABI)
		return plugin_file_wrong(p, "made for plugin ABI %u, expected %u: build it "
					 "again with these headers",
			     e->abi, NR_ABI);
	if (!check_size(p, "plugin_size", e->plugin_size, PLUGIN_SIZE_2))
		return false;
	if (!plugin_file_good_name(e->name))
		return plugin_file_wrong(p, "no usable name, expected letters, digits, '-', '_' and '.'");
	if (!e->version || e->version[0] == '\0')
		return plugin_file_wrong(p, "plugin '%s' has no version", e->name);
	if (!e->models && !e->protocols)
		return plugin_file_wrong(p, "plugin '%s' holds neither models nor protocols", e->name);
	if (e->models && !check_size(p, "model_size", e->model_size, MODEL_SIZE_2))
		return false;
	if (e->protocols && !check_size(p, "protocol_size", e->protocol_size, PROTOCOL_SIZE_2))
		return false;
	if (!e->sizes)
		return plugin_file_wrong(p, "plugin '%s' does not say how large its rows are", e->name);
	return check_size(p, "sizes.size", e->sizes->size, SIZES_SIZE_2) &&
	       check_rows(e->sizes, e->protocols != NULL, p);
}

bool plugin_file_check_model(const struct nr_model *m, struct plugin_file_problem *p)
{
	const struct {
		const char *member;
		bool there;
	} needed[] = {
		{ "title", m->title != NULL },
		{ "load_format", m->load_format != NULL },
		{ "matches", m->matches != NULL },
		{ "parse", m->parse != NULL },
	};

	if (!plugin_file_good_name(m->id))
		return plugin_file_wrong(p, "a model has no usable id, such as \"acme-100\"");
	if (!plugin_file_good_name(m->name))
		return plugin_file_wrong(p, "model '%s' has no usable name, such as \"A100\"", m->id);
	for (size_t i = 0; i < NR_ARRAY_SIZE(needed); i++)
		if (!needed[i].there)
			return plugin_file_wrong(p, "model '%s' has no %s", m->name, needed[i].member);
	if (!strstr(m->load_format, "%V"))
		return plugin_file_wrong(p, "model '%s': load_format \"%s\" has no %%V", m->name,
					 m->load_format);
	return true;
}

bool plugin_file_check_number(const struct nr_plugin *e, size_t i, struct plugin_file_problem *p)
{
	for (size_t k = 0; k < i; k++)
		if (e->models[i]->type && e->models[k]->type == e->models[i]->type)
			return plugin_file_wrong(p, "models '%s' and '%s' have the same number %u", e->models[k]->name,
						 e->models[i]->name, (unsigned)e->models[i]->type);
	return true;
}

/* A row of options against its conf struct. */
static bool check_option(const struct nr_protocol *t, const struct nr_option *row,
			 struct plugin_file_problem *p)
{
	size_t size = ini_value_type_size(row->type);

	if (!plugin_file_good_name(row->key))
		return plugin_file_wrong(p, "protocol '%s': option with an unusable key", t->type);
	if (size == 0)
		return plugin_file_wrong(p, "protocol '%s': option '%s' has the unknown type %d", t->type,
			     row->key, (int)row->type);
	if (row->offset > t->conf_size || size > t->conf_size - row->offset)
		return plugin_file_wrong(p, "protocol '%s': option '%s' lies outside its conf struct "
			     "(%zu + %zu, conf_size %zu)", t->type, row->key, row->offset, size,
			     t->conf_size);
	if (!row->help || !row->help[0])
		return plugin_file_wrong(p, "protocol '%s': option '%s' has no help sentence", t->type, row->key);
	for (const struct nr_option *o = t->options; o < row; o++)
		if (strcmp(o->key, row->key) == 0)
			return plugin_file_wrong(p, "protocol '%s': option '%s' is listed twice", t->type, row->key);
	return true;
}

/* Can every default be read?  Asks ini.c to do it. */
static bool check_defaults(const struct nr_protocol *t, struct plugin_file_problem *p)
{
	struct ini ini;
	void *conf = calloc(1, t->conf_size);
	bool good = true;

	if (!conf)
		return plugin_file_wrong(p, "no memory");
	if (ini_parse(&ini, NULL, NULL, 0) == 0) {
		ini_value_apply(&ini, t->type, "", t->options, conf);
		if (ini.errors.count)
			good = plugin_file_wrong(p, "protocol '%s': %s", t->type, ini.errors.line[0]);
		ini_finish(&ini);
	}
	free(conf);
	return good;
}

/* A key that it says something of is one of its own, and of a type that can say it. */
static bool check_named_key(const struct nr_protocol *t, const char *member, const char *key, bool number,
			    struct plugin_file_problem *p)
{
	for (const struct nr_option *row = t->options; key && row && row->key; row++)
		if (strcmp(row->key, key) == 0 &&
		    (number ? row->type == NR_UINT || row->type == NR_UINTS : row->type == NR_BOOL))
			return true;
	return !key || plugin_file_wrong(p, "protocol '%s': %s is \"%.40s\", which is no option of it with %s", t->type,
					 member, key, number ? "a number" : "yes or no");
}

bool plugin_file_check_protocol(const struct nr_protocol *t, struct plugin_file_problem *p)
{
	size_t n = 0;

	if (!plugin_file_good_name(t->type) || strchr(t->type, '.'))
		return plugin_file_wrong(p, "a protocol has no usable type, such as \"dhcp\"");
	if (settings_is_own(t->type))
		return plugin_file_wrong(p, "protocol type '%s' is a section of the program's own", t->type);
	if (!t->open || !t->start || !t->stop)
		return plugin_file_wrong(p, "protocol '%s' has no %s", t->type,
			     !t->open ? "open" : !t->start ? "start" : "stop");
	if (t->conf_size > SANE_CONF)
		return plugin_file_wrong(p, "protocol '%s': conf_size is %zu, expected at most %u", t->type,
			     t->conf_size, SANE_CONF);
	for (const struct nr_option *row = t->options; row && row->key; row++) {
		if (++n > 64)
			return plugin_file_wrong(p, "protocol '%s' has more than 64 options", t->type);
		if (!check_option(t, row, p))
			return false;
	}
	return check_named_key(t, "http_port", t->http_port, true, p) &&
	       check_named_key(t, "serve_named", t->serve_named, false, p) && (n == 0 || check_defaults(t, p));
}

/* -- one file ----------------------------------------------------------------------- */

bool plugin_file_envelope(void *handle, struct nr_plugin *out, struct plugin_file_problem *p)
{
	const struct nr_plugin *e = dlsym(handle, NR_PLUGIN_SYMBOL);

	if (!e)
		return plugin_file_wrong(p, "not a netrecover plugin: no symbol '%s' in it",
					 NR_PLUGIN_SYMBOL);
	if (!check_envelope(e, p))
		return false;
	memset(out, 0, sizeof(*out));
	memcpy(out, e, e->plugin_size < sizeof(*out) ? e->plugin_size : sizeof(*out));
	return true;
}

/* dlerror() starts with the path, which we name anyway. */
void *plugin_file_open(const char *path, int flags, struct plugin_file_problem *p)
{
	size_t n = strlen(path);
	const char *why;
	void *handle;

	callback_begin(path, "loading", NULL);
	handle = dlopen(path, flags | RTLD_LOCAL);
	/* Without memory for a moment the linker says what it likes, such as that there is no file. */
	if (!handle)
		handle = dlopen(path, flags | RTLD_LOCAL);
	callback_end(true);
	why = handle ? NULL : dlerror();

	if (why && strncmp(why, path, n) == 0 && why[n] == ':')
		why += n + 1 + strspn(why + n + 1, " ");
	/* The linker's own memory is none of ours, and its words are all that it says of it. */
	if (why && (strstr(why, strerror(ENOMEM)) || strstr(why, "out of memory")))
		refused_note();
	if (why)
		plugin_file_wrong(p, "cannot be loaded: %s", why);
	return handle;
}
