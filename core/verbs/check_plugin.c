/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * check_plugin.c -- check-plugin: load one file alone, print what it holds and
 * what is wrong with it.
 *
 * The plugin's own functions are called in a child, so that a crash in one is
 * a finding like any other.
 */
#include <config.h>

#include "core/verbs/check_plugin.h"
#include "core/config/ini_value.h"
#include "core/plugin/knowledge.h"
#include "core/plan/rule.h"
#include "core/verbs/app.h"
#include "core/config/ini.h"
#include "core/base/log.h"
#include "core/plugin/plugin_copy.h"
#include "core/plugin/plugins.h"

#include <dlfcn.h>
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATIENCE 5      /* seconds that a plugin's functions may take */

struct findings {
	json_t *list;           /* of strings */
};

static void __attribute__((format(printf, 2, 3)))
find(struct findings *f, const char *fmt, ...)
{
	char text[400];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	json_array_append_new(f->list, json_string(text));
}

/* -- tables of a model ---------------------------------------------------------- */

static void check_hop(struct findings *f, const struct nr_model *m, const struct nr_hop *h,
		      const char *what)
{
	if (!h->id || !h->reason || !h->source)
		find(f, "model '%s': %s '%s' has no %s", m->name, what, h->id ? h->id : "?",
		     !h->id ? "id" : !h->reason ? "reason" : "source");
	if (nr_version_cmp(&h->via_min, &h->via_max) > 0)
		find(f, "model '%s': %s '%s': via_min is newer than via_max", m->name, what,
		     h->id ? h->id : "?");
}

static bool empty_hop(const struct nr_hop *h)
{
	static const struct nr_version zero;

	return !h->id && !h->reason && !h->source && !h->via_text &&
	       nr_version_cmp(&h->via_max, &zero) == 0;
}

static void check_match(struct findings *f, const struct nr_model *m, const struct nr_match *row)
{
	if ((unsigned)row->fact >= NR_FACT_COUNT || (unsigned)row->and_fact >= NR_FACT_COUNT)
		find(f, "model '%s': a match for a fact that this program does not know", m->name);
	if (row->trust < NR_HINT || row->trust > NR_SURE)
		find(f, "model '%s': match \"%s\" has no trust", m->name, row->glob);
	if (row->and_fact && !row->and_glob)
		find(f, "model '%s': match \"%s\" has and_fact but no and_glob", m->name, row->glob);
}

static void check_boards(struct findings *f, const struct nr_model *m)
{
	size_t n = 0;

	for (const struct nr_board *b = m->boards; b && n < 256 && b->id; b++, n++) {
		if (!b->reason || !b->source || !b->confidence)
			find(f, "model '%s': board '%s' has no %s", m->name, b->id,
			     !b->reason ? "reason" : !b->source ? "source" : "confidence");
		if (b->last && b->first > b->last)
			find(f, "model '%s': board '%s': first is greater than last", m->name, b->id);
	}
}

static size_t count_hops(const struct nr_model *m)
{
	size_t n = 0;

	while (m->hops && n < 256 && !empty_hop(&m->hops[n]))
		n++;
	return n;
}

static void check_tables(struct findings *f, const struct nr_model *m)
{
	for (size_t i = 0; i < count_hops(m); i++)
		check_hop(f, m, &m->hops[i], "hop");
	if (m->wiped_hop)
		check_hop(f, m, m->wiped_hop, "wiped_hop");
	check_boards(f, m);
	for (const struct nr_match *row = m->matches; row->glob; row++)
		check_match(f, m, row);
	for (const struct nr_match *row = m->wiped; row && row->glob; row++)
		check_match(f, m, row);
	if (!m->matches->glob)
		find(f, "model '%s': no match: no device will ever be this model", m->name);
	if (!strstr(m->archive_format, "%V"))
		find(f, "model '%s': archive_format \"%s\" has no %%V", m->name, m->archive_format);
}

/* -- functions of a model, in the child ------------------------------------------ */

/* A load that load_format makes must be one that parse() knows. */
static void check_round_trip(struct findings *f, const struct nr_model *m,
			     const struct nr_hop *h)
{
	/* The stop of a change comes before the change. */
	const char *protocol = h->protocol && !strchr(h->protocol, '>') ? h->protocol :
									   model_usual_protocol(m);
	char name[LOAD_NAME_SIZE];
	struct nr_load load;

	if (!h->via_text)
		return;
	memset(&load, 0, sizeof(load));
	if (!model_format(m->load_format, protocol, h->via_text, name, sizeof(name)))
		find(f, "model '%s': load_format does not fit with \"%s\"", m->name, h->via_text);
	else if (!model_read(m, name, &load) || load.kind != NR_KIND_LOAD)
		find(f, "model '%s': parse() does not know %s, which load_format made", m->name, name);
	else if (strcmp(load.text, h->via_text) != 0)
		find(f, "model '%s': parse() reads version \"%.31s\" from %s, expected \"%s\"", m->name,
		     load.text, name, h->via_text);
	else if (!rule_is_named(h) &&
		 (!load.ordered || nr_version_cmp(&load.version, &h->via_min) < 0 ||
		  nr_version_cmp(&load.latest, &h->via_max) > 0))
		find(f, "model '%s': hop '%s': its via_text \"%s\" is not between via_min and via_max",
		     m->name, h->id ? h->id : "?", h->via_text);
}

/* What parse() may write is as large as the plugin knew it. */
union room {
	struct nr_load load;
	char bytes[MODEL_ROOM];
};

static void check_foreign_name(struct findings *f, const struct nr_model *m, const char *name,
			       const char *shown)
{
	union room load, before;

	memset(&before, 0x5a, sizeof(before));
	load = before;
	if (m->parse(m->origin->theirs, name, &load.load))
		find(f, "model '%s': parse() claims to know \"%.16s\"", m->name, shown);
	else if (memcmp(&load, &before, sizeof(load)) != 0)
		find(f, "model '%s': parse() changed its result although it knew nothing", m->name);
}

static void check_foreign_names(struct findings *f, const struct nr_model *m)
{
	const char *const names[] = { "", "\x01\x7f\xff", "%s%n", ".", "-", "99999999999999999999" };
	char longest[LOAD_NAME_SIZE] = "";
	struct nr_load load;
	char name[LOAD_NAME_SIZE];

	memset(longest, 'A', sizeof(longest) - 1);
	check_foreign_name(f, m, longest, longest);
	for (size_t i = 0; i < NR_ARRAY_SIZE(names); i++)
		check_foreign_name(f, m, names[i], i == 1 ? "(control characters)" : names[i]);
	for (size_t i = 0; m->load_prefixes[i]; i++) {
		snprintf(name, sizeof(name), "%s%s", m->load_prefixes[i], longest);
		model_read(m, name, &load);
		snprintf(name, sizeof(name), "%s99999999999999999999-1-1S", m->load_prefixes[i]);
		model_read(m, name, &load);
		snprintf(name, sizeof(name), "%s", m->load_prefixes[i]);
		model_read(m, name, &load);
	}
}

static void check_functions(struct findings *f, const struct nr_model *m)
{
	check_foreign_names(f, m);
	for (size_t i = 0; i < count_hops(m); i++)
		check_round_trip(f, m, &m->hops[i]);
	if (m->wiped_hop)
		check_round_trip(f, m, m->wiped_hop);
}

static void run_child(const struct nr_model *m, int fd)
{
	struct findings f = { json_array() };
	char *text;
	ssize_t n;

	alarm(PATIENCE);
	check_functions(&f, m);
	text = json_dumps(f.list, JSON_COMPACT);
	n = text ? write(fd, text, strlen(text)) : -1;
	_exit(n < 0);
}

static void try_functions(struct findings *f, const struct nr_model *m)
{
	json_t *more;
	int fd[2], status = 0;
	pid_t pid;
	FILE *in;

	fflush(stdout);
	if (pipe(fd) < 0 || (pid = fork()) < 0) {
		find(f, "model '%s': its functions were not tried: %s", m->name, strerror(errno));
		return;
	}
	if (pid == 0)
		run_child(m, fd[1]);
	close(fd[1]);
	in = fdopen(fd[0], "r");
	more = in ? json_loadf(in, 0, NULL) : NULL;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
		find(f, "model '%s': parse() did not return in %d seconds", m->name, PATIENCE);
	else if (status != 0)
		find(f, "model '%s': parse() crashed on a name that it does not know", m->name);
	else if (more)
		json_array_extend(f->list, more);
	json_decref(more);
	if (in)
		fclose(in);
}

/* -- what it holds ------------------------------------------------------------------ */

static json_t *describe_model(const struct nr_model *m)
{
	json_t *names = json_array();

	for (const struct nr_name *n = m->names; n && n->glob; n++)
		json_array_append_new(names, json_string(n->glob));
	return json_pack("{s:s, s:s, s:s, s:I, s:o, s:o, s:I, s:o}", "model", m->name, "id", m->id,
			 "title", m->title, "enum", (json_int_t)m->type, "load_prefixes",
			 app_json_strings(m->load_prefixes), "protocols", app_json_strings(m->protocols), "hops",
			 (json_int_t)count_hops(m), "names", names);
}

static json_t *describe_protocol(const struct nr_protocol *t)
{
	json_t *keys = json_array();

	for (const struct nr_option *o = t->options; o && o->key; o++) {
		json_t *row = json_pack("{s:s, s:s}", "key", o->key, "type", ini_value_type_name(o->type));

		if (o->fallback)
			json_object_set_new(row, "default", json_string(o->fallback));
		json_array_append_new(keys, row);
	}
	return json_pack("{s:s, s:b, s:o}", "protocol", t->type, "replay", t->replay != NULL, "keys",
			 keys);
}

static void look_at_model(struct findings *f, json_t *models, const struct nr_plugin *e,
			  const struct nr_model *in)
{
	struct plugin_file_problem p;
	struct plugin_copy kept = { NULL };
	struct nr_model m;

	if (!plugin_file_check_model(in, &p) || !plugin_copy_model(&m, &kept, e, in, "", &p)) {
		find(f, "%s", p.text);
	} else {
		check_tables(f, &m);
		try_functions(f, &m);
		json_array_append_new(models, describe_model(&m));
	}
	plugin_copy_finish(&kept);
}

static void look_at_protocol(struct findings *f, json_t *protocols, const struct nr_plugin *e,
			     const struct nr_protocol *in)
{
	struct plugin_file_problem p;
	struct nr_option *options = NULL;
	struct nr_protocol t;

	if (!plugin_copy_protocol(&t, &options, e, in, &p) || !plugin_file_check_protocol(&t, &p)) {
		find(f, "%s", p.text);
		free(options);
		return;
	}
	for (const struct nr_option *o = t.options; o && o->key; o++)
		if (!o->help)
			find(f, "protocol '%s': option '%s' has no help sentence", t.type, o->key);
	json_array_append_new(protocols, describe_protocol(&t));
	free(options);
}

/* The document, and in it the problems. */
static json_t *look(const char *path)
{
	struct plugin_file_problem p;
	struct findings f = { json_array() };
	json_t *models = json_array(), *protocols = json_array();
	json_t *doc = json_pack("{s:s, s:o, s:o, s:o}", "path", path, "models", models,
				"protocols", protocols, "problems", f.list);
	struct nr_plugin e;
	char slashed[4200];
	void *handle;

	/* Without a slash dlopen() would search the system's folders. */
	snprintf(slashed, sizeof(slashed), "%s%.4096s", strchr(path, '/') ? "" : "./", path);
	handle = plugin_file_open(slashed, RTLD_NOW, &p);
	if (!handle || !plugin_file_envelope(handle, &e, &p)) {
		find(&f, "%s", p.text);
	} else {
		json_object_set_new(doc, "name", json_string(e.name));
		json_object_set_new(doc, "version", json_string(e.version));
		for (size_t i = 0; e.models && i < PLUGIN_MAX_PARTS && e.models[i]; i++)
			look_at_model(&f, models, &e, e.models[i]);
		for (size_t i = 0; e.protocols && i < PLUGIN_MAX_PARTS && e.protocols[i]; i++)
			look_at_protocol(&f, protocols, &e, e.protocols[i]);
	}
	json_object_set_new(doc, "sound", json_boolean(json_array_size(f.list) == 0));
	if (handle)
		dlclose(handle);
	return doc;
}

/* -- for people --------------------------------------------------------------------- */

static const char *text_of(const json_t *object, const char *key)
{
	const char *s = json_string_value(json_object_get(object, key));

	return s ? s : "?";
}

static void print_list(const char *label, const json_t *list)
{
	const json_t *item;
	size_t i;

	printf("  %-11s", label);
	json_array_foreach(list, i, item)
		printf("%s%s", i ? ", " : "", json_is_object(item) ? text_of(item, "key")
								  : json_string_value(item));
	puts(json_array_size(list) ? "" : "none");
}

static void print_model(const json_t *m)
{
	printf("model %s (%s), number %lld: %s\n", text_of(m, "model"), text_of(m, "id"),
	       (long long)json_integer_value(json_object_get(m, "enum")), text_of(m, "title"));
	print_list("prefixes", json_object_get(m, "load_prefixes"));
	print_list("protocols", json_object_get(m, "protocols"));
	print_list("names", json_object_get(m, "names"));
	printf("  %-11s%lld\n", "hops", (long long)json_integer_value(json_object_get(m, "hops")));
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
	json_array_foreach(json_object_get(doc, "protocols"), i, item) {
		printf("protocol %s\n", text_of(item, "protocol"));
		print_list("keys", json_object_get(item, "keys"));
	}
	if (json_is_true(json_object_get(doc, "sound")))
		puts("sound");
	fflush(stdout);
	json_array_foreach(json_object_get(doc, "problems"), i, item)
		log_line(LOG_ERR, NULL, "%s: %s", text_of(doc, "path"), json_string_value(item));
}

int check_plugin(const char *path, bool json)
{
	json_t *doc = look(path);
	bool sound = json_is_true(json_object_get(doc, "sound"));

	if (json) {
		app_print_json(doc);
	} else {
		print_findings(doc);
		json_decref(doc);
	}
	return sound ? 0 : -EINVAL;
}
