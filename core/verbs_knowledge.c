/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * verbs_knowledge.c -- models, explain, compare, plan: the verbs that answer
 * from the model plugins and the library, and touch nothing else.
 */
#include "core/app.h"
#include "core/knowledge.h"
#include "core/needs.h"
#include "core/planner.h"
#include "core/xmldefault.h"

#include <errno.h>
#include <jansson.h>

#define LINE_WIDTH 79

/* What every verb here works with. */
struct desk {
	struct config config;
	struct plugins plugins;
};

static int desk_open(struct desk *d, struct app *app)
{
	int status = app_config(app, &d->config);

	if (status != EXIT_GOOD)
		return status;
	memset(&d->plugins, 0, sizeof(d->plugins));
	if (app_models(app, &d->config, &d->plugins) == 0)
		return EXIT_GOOD;
	plugins_finish(&d->plugins);
	config_finish(&d->config);
	return EXIT_USAGE;
}

static void desk_close(struct desk *d)
{
	plugins_finish(&d->plugins);
	config_finish(&d->config);
}

static int usage(const char *text)
{
	fprintf(stderr, "usage: netrecover %s\n", text);
	return EXIT_USAGE;
}

/* The model of that name, or a line on standard error. */
static const struct nr_model *desk_model(const struct desk *d, const char *name)
{
	const struct nr_model *m = plugins_model(&d->plugins, name);
	const char *names[256], *near;
	size_t n = 0;

	if (m)
		return m;
	for (; n < d->plugins.model_count && n < 256; n++)
		names[n] = d->plugins.model[n]->model.name;
	near = ini_nearest(name, names, n);
	fprintf(stderr, "netrecover: no model '%s'", name);
	if (near)
		fprintf(stderr, " (did you mean '%s'?)", near);
	fprintf(stderr, near ? "\n" : "; 'netrecover models' lists them\n");
	return NULL;
}

/* Print words, wrapped; the first line starts after @first, the others at @indent. */
static void print_wrapped(const char *first, int indent, const char *text)
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

static const char *confidence_name(enum nr_confidence c)
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

/* -- models -------------------------------------------------------------------- */

static json_t *json_strings(const char *const *strings)
{
	json_t *array = json_array();

	for (; strings && *strings; strings++)
		json_array_append_new(array, json_string(*strings));
	return array;
}

static json_t *json_model(const struct plugin_model *p)
{
	const struct nr_model *m = &p->model;

	return json_pack("{s:s, s:s?, s:s?, s:I, s:o, s:o}", "model", m->name, "title", m->title,
			 "plugin", p->plugin, "enum", (json_int_t)m->type, "load_prefixes",
			 json_strings(m->load_prefixes), "protocols", json_strings(m->protocols));
}

static void join(char *out, size_t size, const char *const *strings)
{
	size_t len = 0;

	out[0] = '\0';
	for (; strings && *strings && len < size; strings++)
		len += (size_t)snprintf(out + len, size - len, "%s%s", len ? " " : "", *strings);
}

/* The column of the load names is as wide as the widest, when another follows. */
static int loads_width(const struct plugins *p)
{
	char loads[80];
	size_t width = 5;

	for (size_t i = 0; i < p->model_count; i++) {
		join(loads, sizeof(loads), p->model[i]->model.load_prefixes);
		if (strlen(loads) > width)
			width = strlen(loads);
	}
	return (int)width;
}

static void print_models(const struct plugins *p, bool titles)
{
	int width = titles ? loads_width(p) : 0;
	char loads[80], protocols[40];

	printf("%-9s %6s  %-15s %-10s ", "MODEL", "NUMBER", "PLUGIN", "PROTOCOLS");
	if (titles)
		printf("%-*s %s\n", width, "LOADS", "TITLE");
	else
		puts("LOADS");
	for (size_t i = 0; i < p->model_count; i++) {
		const struct nr_model *m = &p->model[i]->model;

		join(loads, sizeof(loads), m->load_prefixes);
		join(protocols, sizeof(protocols), m->protocols);
		printf("%-9s %6u  %-15s %-10s ", m->name, m->type, p->model[i]->plugin, protocols);
		if (titles)
			printf("%-*s %s\n", width, loads, m->title ? m->title : "");
		else
			printf("%s\n", loads);
	}
}

/* A row that names no stop says something that is worth knowing. */
static bool only_told(const struct nr_hop *h)
{
	return h->confidence == NR_LOW || (h->optional && !h->via_text);
}

static void print_hop(const struct nr_hop *h)
{
	char head[32];

	snprintf(head, sizeof(head), "  %-4s", h->id);
	print_wrapped(head, 6, h->reason);
	print_wrapped("      source: ", 14, h->source);
	printf("      %s%sconfidence %s%s\n", h->protocol ? h->protocol : "",
	       h->protocol ? ", " : "", confidence_name(h->confidence),
	       only_told(h) ? ": shown, not enforced" :
	       h->optional ? ": only when the library has such a load" : "");
}

/* Plugins of one family bring the same rows, each its own copy. */
static bool same_rules(const struct nr_model *a, const struct nr_model *b)
{
	const struct nr_hop *x = a->hops, *y = b->hops;

	if ((a->wiped_hop != NULL) != (b->wiped_hop != NULL))
		return false;
	if (!x || !y)
		return (!x || !x->id) && (!y || !y->id);
	for (; x->id && y->id; x++, y++)
		if (strcmp(x->id, y->id) != 0 || strcmp(x->reason, y->reason) != 0)
			return false;
	return !x->id && !y->id;
}

static void print_rules_once(const struct plugins *p, size_t first)
{
	const struct nr_model *m = &p->model[first]->model;
	char names[1024];
	size_t len = 0;

	for (size_t i = 0; i < first; i++)
		if (same_rules(&p->model[i]->model, m))
			return;
	for (size_t i = first; i < p->model_count && len < sizeof(names); i++)
		if (same_rules(&p->model[i]->model, m))
			len += (size_t)snprintf(names + len, sizeof(names) - len, "%s%s",
						len ? ", " : "", p->model[i]->model.name);
	putchar('\n');
	if (!m->wiped_hop && (!m->hops || !m->hops->id)) {
		print_wrapped("No rule is known of ", 20, names);
		return;
	}
	print_wrapped("Rules of ", 9, names);
	for (const struct nr_hop *h = m->hops; h && h->id; h++)
		print_hop(h);
	if (m->wiped_hop)
		print_hop(m->wiped_hop);
}

int verb_models(struct app *app, int argc, char **argv)
{
	struct desk d;
	int status;

	(void)argv;
	if (argc > 0)
		return usage("models [--json] [-v]");
	status = desk_open(&d, app);
	if (status != EXIT_GOOD)
		return status;
	if (app->json) {
		json_t *array = json_array();

		for (size_t i = 0; i < d.plugins.model_count; i++)
			json_array_append_new(array, json_model(d.plugins.model[i]));
		status = app_print_json(array);
	} else {
		print_models(&d.plugins, app->verbose);
		for (size_t i = 0; app->verbose && i < d.plugins.model_count; i++)
			print_rules_once(&d.plugins, i);
	}
	desk_close(&d);
	return status;
}

/* -- explain -------------------------------------------------------------------- */

static const char *const kind_names[] = {
	[NR_KIND_UNKNOWN] = "unknown",     [NR_KIND_LOAD] = "load",
	[NR_KIND_COMPONENT] = "component", [NR_KIND_MANIFEST] = "manifest",
	[NR_KIND_ARCHIVE] = "archive",     [NR_KIND_MARKER] = "marker",
};

static const char *text_or_null(const char *s)
{
	return s[0] ? s : NULL;
}

/* The load that a name stands for: its own, or the one that it belongs to. */
static const char *load_of(const struct meaning *m, const char *name)
{
	return m->load.kind == NR_KIND_LOAD ? name : text_or_null(m->load.load);
}

static json_t *json_meaning(const char *raw, const char *name, const struct meaning *m)
{
	json_t *models = json_array();

	for (size_t i = 0; i < m->model_count; i++)
		json_array_append_new(models, json_string(m->models[i]->name));
	return json_pack("{s:s, s:s, s:s?, s:s?, s:o, s:s?, s:s?, s:b}", "name", raw, "kind",
			 kind_names[m->load.kind], "family", text_or_null(m->load.family),
			 "protocol", text_or_null(m->load.protocol), "models", models, "version",
			 text_or_null(m->load.printed), "load", load_of(m, name), "ordered",
			 m->load.ordered);
}

static void join_models(char *out, size_t size, const struct meaning *m)
{
	size_t len = 0;

	out[0] = '\0';
	for (size_t i = 0; i < m->model_count && len < size; i++)
		len += (size_t)snprintf(out + len, size - len, "%s%s", i ? ", " : "",
					m->models[i]->name);
}

static const char *remark(const struct meaning *m)
{
	if (m->model_count && !model_serves(m->models[0], m->load.protocol))
		return "multiplatform firmware: another product than the firmware of a call manager; "
		       "it is recognised, never served";
	switch (m->load.kind) {
	case NR_KIND_UNKNOWN:
		return "no model plugin knows this name";
	case NR_KIND_LOAD:
		return m->load.ordered ? NULL :
		       "no released load has this name: it cannot be placed on the scale";
	case NR_KIND_COMPONENT:
		return m->load.load[0] || m->load.ordered ? NULL :
		       "counted for itself: its load is not known";
	case NR_KIND_MANIFEST:
		return "the load list that this model asks for when it is wiped; its version "
		       "is inside the file";
	case NR_KIND_ARCHIVE:
		return NULL;
	case NR_KIND_MARKER:
		return "what a wiped phone says of itself: no load is installed";
	}
	return NULL;
}

static void print_meaning(const char *raw, const char *name, const struct meaning *m)
{
	const struct nr_model *first = m->model_count ? m->models[0] : NULL;
	const char *note = remark(m);
	char text[512], archive[96];

	printf("%s\n", raw);
	printf("  %-9s %s\n", "kind", kind_names[m->load.kind]);
	if (m->load.printed[0])
		printf("  %-9s %s\n", "version", m->load.printed);
	if (m->load.protocol[0])
		printf("  %-9s %s\n", "protocol", m->load.protocol);
	if (m->load.kind != NR_KIND_LOAD && load_of(m, name))
		printf("  %-9s %s\n", "load", load_of(m, name));
	join_models(text, sizeof(text), m);
	if (first)
		print_wrapped("  models    ", 12, text);
	if (first && m->load.kind == NR_KIND_LOAD && m->load.ordered &&
	    model_archive(first, &m->load, archive, sizeof(archive)))
		printf("  %-9s %s\n", "archive", archive);
	if (note)
		print_wrapped("  note      ", 12, note);
}

int verb_explain(struct app *app, int argc, char **argv)
{
	json_t *array;
	struct desk d;
	int status;

	if (argc < 1)
		return usage("explain [--json] NAME...");
	status = desk_open(&d, app);
	if (status != EXIT_GOOD)
		return status;
	array = json_array();
	for (int i = 0; i < argc; i++) {
		char name[LOAD_NAME_SIZE] = "";
		struct meaning m;

		load_normalise(argv[i], name);
		knowledge_explain(&d.plugins, argv[i], &m);
		if (app->json)
			json_array_append_new(array, json_meaning(argv[i], name, &m));
		else
			print_meaning(argv[i], name, &m);
	}
	if (app->json)
		status = app_print_json(array);
	else
		json_decref(array);
	desk_close(&d);
	return status;
}

/* -- compare -------------------------------------------------------------------- */

static const char *order_sign(enum nr_order order)
{
	switch (order) {
	case NR_ORDER_UNKNOWN:
		return "?";
	case NR_OLDER:
		return "<";
	case NR_SAME:
		return "=";
	case NR_NEWER:
		return ">";
	}
	return "?";
}

/* Why the answer may not be what was meant. */
static void compare_notes(const struct plugins *p, const char *const names[2],
			  enum nr_order order)
{
	struct meaning m[2];

	for (int i = 0; i < 2; i++) {
		knowledge_explain(p, names[i], &m[i]);
		if (m[i].model_count == 0)
			fprintf(stderr, "netrecover: note: no model plugin knows '%s'\n", names[i]);
		else if (!m[i].load.ordered)
			fprintf(stderr, "netrecover: note: %s: %s\n", names[i],
				remark(&m[i]) ? remark(&m[i]) : "not on the scale");
	}
	if (!m[0].load.protocol[0] || !m[1].load.protocol[0] ||
	    strcmp(m[0].load.protocol, m[1].load.protocol) == 0)
		return;
	if (order == NR_ORDER_UNKNOWN)
		fprintf(stderr, "netrecover: note: %s and %s: no scale holds both\n",
			m[0].load.protocol, m[1].load.protocol);
	else
		fprintf(stderr, "netrecover: note: %s and %s: compared by number, but going from one "
				"to the other changes the protocol\n",
			m[0].load.protocol, m[1].load.protocol);
}

int verb_compare(struct app *app, int argc, char **argv)
{
	enum nr_order order;
	struct desk d;
	int status;

	if (argc != 2)
		return usage("compare [--json] A B");
	status = desk_open(&d, app);
	if (status != EXIT_GOOD)
		return status;
	order = knowledge_compare(&d.plugins, argv[0], argv[1]);
	if (app->json)
		status = app_print_json(json_pack("{s:s, s:s, s:s}", "a", argv[0], "b", argv[1],
						  "order", order_sign(order)));
	else
		printf("%s\n", order_sign(order));
	if (!app->quiet)
		compare_notes(&d.plugins, (const char *const[]){ argv[0], argv[1] }, order);
	desk_close(&d);
	return status;
}

/* -- plan ----------------------------------------------------------------------- */

/* What was asked, and what it leads to. */
struct order {
	const struct nr_model *model;
	const struct library *lib;
	enum plan_from from;
	const char *load;
	char target[LOAD_NAME_SIZE];
};

static enum plan_from from_word(const char *word)
{
	if (strcmp(word, "wiped") == 0)
		return PLAN_FROM_WIPED;
	return strcmp(word, "unknown") == 0 ? PLAN_FROM_UNKNOWN : PLAN_FROM_LOAD;
}

static int set_target(struct order *o, const char *load)
{
	snprintf(o->target, sizeof(o->target), "%s", load);
	return EXIT_GOOD;
}

/* The call manager's load.  EXIT_GOOD without a target: it says nothing of this model. */
static int target_of_call_manager(struct order *o, const char *path, bool quiet)
{
	const struct xmldefault_row *row;
	struct xmldefault x;
	bool mended = false;
	int status = EXIT_GOOD;

	if (xmldefault_load(&x, path) < 0) {
		fprintf(stderr, "netrecover: %s\n", x.error ? x.error : path);
		xmldefault_finish(&x);
		return EXIT_USAGE;
	}
	for (size_t i = 0; !quiet && i < x.warning_count; i++)
		fprintf(stderr, "netrecover: note: %s\n", x.warning[i]);
	row = xmldefault_find(&x, o->model, &mended);
	if (row && mended && !quiet)
		fprintf(stderr, "netrecover: note: %s:%u: the number does not belong to %s; its text "
				"does\n", path, row->line, o->model->name);
	if (row && row->load[0]) {
		status = set_target(o, row->load);
	} else if (row) {
		fprintf(stderr, "netrecover: %s:%u: names no load for %s; say which: plan %s FROM TO\n",
			path, row->line, o->model->name, o->model->name);
		status = EXIT_USAGE;
	}
	xmldefault_finish(&x);
	return status;
}

static int target_newest(struct order *o)
{
	const struct lib_load *l;
	struct nr_load now = { .protocol = "" };

	if (o->from == PLAN_FROM_LOAD)
		model_parse(o->model, o->load, &now);
	l = plan_newest(o->model, o->lib, now.protocol);
	if (l)
		return set_target(o, l->name);
	fprintf(stderr, "netrecover: no target: the library has no whole load for %s; say which: "
			"plan %s FROM TO\n", o->model->name, o->model->name);
	return EXIT_LIBRARY;
}

static int find_target(struct order *o, const struct config *c, bool quiet)
{
	const struct config_model *row = config_model(c, o->model);
	int status = EXIT_GOOD;

	if (row && row->target)
		return set_target(o, row->target);
	if (c->target == CONFIG_TARGET_CALL_MANAGER && c->call_manager)
		status = target_of_call_manager(o, c->call_manager, quiet);
	if (status != EXIT_GOOD || o->target[0])
		return status;
	return target_newest(o);
}

/* The row behind a step; the reason tells two rows of one id apart. */
static const struct nr_hop *hop_of(const struct nr_model *m, const struct plan_step *step)
{
	if (!step->rule)
		return NULL;
	for (const struct nr_hop *h = m->hops; h && h->id; h++)
		if (strcmp(h->id, step->rule) == 0 && h->reason == step->reason)
			return h;
	return m->wiped_hop && m->wiped_hop->reason == step->reason ? m->wiped_hop : NULL;
}

static json_t *json_hop(const struct nr_hop *h, bool is_enforced)
{
	return json_pack("{s:s, s:s?, s:s?, s:s, s:b}", "id", h->id, "reason", h->reason, "source",
			 h->source, "confidence", confidence_name(h->confidence), "enforced",
			 is_enforced);
}

static json_t *json_rules(const struct order *o, const struct plan *p)
{
	const struct nr_hop *last = NULL;
	json_t *array = json_array();

	for (size_t i = 0; i < p->count; i++) {
		const struct nr_hop *h = hop_of(o->model, &p->step[i]);

		if (h && h != last)
			json_array_append_new(array, json_hop(h, true));
		last = h;
	}
	for (size_t i = 0; i < p->advice_count; i++)
		json_array_append_new(array, json_hop(p->advice[i], false));
	return array;
}

static json_t *json_plan(const struct order *o, const struct plan *p)
{
	json_t *steps = json_array(), *lacks = json_array(), *doc;

	for (size_t i = 0; i < p->count; i++) {
		const struct plan_step *s = &p->step[i];

		json_array_append_new(
			steps, json_pack("{s:s, s:s, s:s, s:s, s:s?, s:b, s:s?}", "load", s->load,
					 "version", s->version, "reason", s->reason, "source",
					 s->source, "rule", s->rule, "have", s->have != NULL,
					 "manifest", s->manifest ? s->manifest->name : NULL));
		if (!s->have)
			json_array_append_new(lacks, json_pack("{s:s, s:s}", "load", s->load,
							       "archive", s->archive));
	}
	doc = json_pack("{s:s, s:s?, s:s?, s:o, s:o, s:o}", "model", o->model->name, "from",
			text_or_null(p->from), "to", text_or_null(p->target), "steps", steps,
			"missing", lacks, "rules", json_rules(o, p));
	if (p->why[0])
		json_object_set_new(doc, "why", json_string(p->why));
	return doc;
}

static const char *from_text(const struct plan *p)
{
	if (strcmp(p->from, "unknown") == 0)
		return "an unknown load";
	return strcmp(p->from, "wiped") == 0 ? "wiped" : p->from;
}

static void print_step(const struct plan_step *s, size_t number)
{
	char head[16];

	printf("\n%3zu  %-22s %-14s %s\n", number, s->load, s->version,
	       s->have ? "in the library" : "MISSING");
	if (s->manifest)
		printf("     served as %s.loads\n", s->manifest->name);
	snprintf(head, sizeof(head), s->rule ? "     %s: " : "     ", s->rule);
	print_wrapped(head, 5, s->reason);
	print_wrapped("     source: ", 13, s->source);
}

static void print_missing(const struct plan *p)
{
	printf("\nThe library lacks\n");
	for (size_t i = 0; i < p->count; i++)
		if (!p->step[i].have)
			printf("     %-22s of %s\n", p->step[i].load,
			       p->step[i].archive[0] ? p->step[i].archive : "an unknown archive");
	if (p->why[0])
		print_wrapped("     ", 5, p->why);
	printf("     Get the archive, then: netrecover import ARCHIVE\n");
}

static void print_plan(const struct order *o, const struct plan *p)
{
	if (p->count == 0) {
		printf("%s already runs %s: nothing to do\n", o->model->name, p->target);
		return;
	}
	printf("%s from %s to %s: %zu step%s\n", o->model->name, from_text(p), p->target, p->count,
	       p->count == 1 ? "" : "s");
	for (size_t i = 0; i < p->count; i++)
		print_step(&p->step[i], i + 1);
	if (p->advice_count > 0)
		printf("\nAdvice (not enforced)\n");
	for (size_t i = 0; i < p->advice_count; i++) {
		char head[32];

		snprintf(head, sizeof(head), "     %s: ", p->advice[i]->id);
		print_wrapped(head, 5, p->advice[i]->reason);
		if (p->advice[i]->optional && p->advice[i]->via_text)
			printf("     (left out: the library has no such load)\n");
	}
	if (p->result == PLAN_MISSING)
		print_missing(p);
}

static int show_plan(const struct app *app, const struct order *o, const struct plan *p)
{
	int status = EXIT_GOOD;

	if (p->result == PLAN_IMPOSSIBLE)
		fprintf(stderr, "netrecover: no plan: %s\n", p->why);
	else if (!app->quiet && o->from == PLAN_FROM_LOAD && strcmp(p->from, "unknown") == 0)
		fprintf(stderr, "netrecover: note: '%s' is no load of %s that can be placed: planned as "
				"older than everything\n", o->load, o->model->name);
	if (app->json)
		status = app_print_json(json_plan(o, p));
	else if (p->result != PLAN_IMPOSSIBLE)
		print_plan(o, p);
	if (status != EXIT_GOOD || p->result == PLAN_READY)
		return status;
	return p->result == PLAN_MISSING ? EXIT_LIBRARY : EXIT_USAGE;
}

static int make_plan(const struct app *app, struct desk *d, struct order *o, int argc, char **argv)
{
	struct plan p;
	int status;

	o->model = desk_model(d, argv[0]);
	if (!o->model)
		return EXIT_USAGE;
	o->from = from_word(argv[1]);
	o->load = argv[1];
	if (argc > 2 && strlen(argv[2]) >= sizeof(o->target))
		return usage("plan MODEL FROM [TO]: TO is too long");
	status = argc > 2 ? set_target(o, argv[2]) : find_target(o, &d->config, app->quiet);
	if (status != EXIT_GOOD)
		return status;
	plan_make(&p, o->model, o->lib, o->from, o->load, o->target);
	return show_plan(app, o, &p);
}

/* No library is no error: the plan then says what it would have to hold. */
static int open_library(struct order *o, const struct desk *d, struct library *lib)
{
	const char *path = d->config.library;
	int err = path ? library_open(lib, path, &d->plugins) : -ENOENT;

	if (err == 0)
		o->lib = lib;
	if (err == 0 || err == -ENOENT)
		return EXIT_GOOD;
	fprintf(stderr, "netrecover: library %s: %s\n", path, strerror(-err));
	return EXIT_LIBRARY;
}

static void no_library_note(const struct config *c)
{
	fprintf(stderr, "netrecover: note: no library%s%s, so every load counts as missing "
			"(-c FILE or --set bench.library=FOLDER names it)\n",
		c->library ? " at " : "", c->library ? c->library : "");
}

static int show_needs(const struct app *app, const struct desk *d, const struct library *lib,
		      const struct xmldefault *x)
{
	struct needs n;
	int status = EXIT_GOOD;

	if (needs_make(&n, &d->plugins, lib, &d->config, x) < 0)
		return EXIT_RUNTIME;
	if (app->json)
		status = app_print_json(needs_json(&n));
	else
		needs_print(&n, true);
	if (status == EXIT_GOOD && (n.list_count || n.impossible))
		status = n.list_count ? EXIT_LIBRARY : EXIT_USAGE;
	needs_finish(&n);
	return status;
}

/* The way of every model that the call manager's file names. */
static int plan_bench(const struct app *app, const struct desk *d, const struct library *lib)
{
	struct xmldefault x = { .count = 0 };
	int status = EXIT_USAGE;

	if (!d->config.call_manager) {
		fputs("netrecover: plan: no call-manager file is configured; say which model: plan MODEL "
		      "FROM [TO]\n", stderr);
		return EXIT_USAGE;
	}
	if (xmldefault_load(&x, d->config.call_manager) < 0)
		fprintf(stderr, "netrecover: %s\n", x.error ? x.error : d->config.call_manager);
	else
		status = show_needs(app, d, lib, &x);
	for (size_t i = 0; status != EXIT_USAGE && !app->quiet && i < x.warning_count; i++)
		fprintf(stderr, "netrecover: note: %s\n", x.warning[i]);
	xmldefault_finish(&x);
	return status;
}

int verb_plan(struct app *app, int argc, char **argv)
{
	struct order o = { .lib = NULL };
	struct library lib;
	struct desk d;
	int status;

	if (argc == 1 || argc > 3)
		return usage("plan [--json] [MODEL FROM [TO]]   (FROM: a load name, wiped, unknown)");
	status = desk_open(&d, app);
	if (status != EXIT_GOOD)
		return status;
	status = open_library(&o, &d, &lib);
	if (status == EXIT_GOOD) {
		status = argc == 0 ? plan_bench(app, &d, o.lib) : make_plan(app, &d, &o, argc, argv);
		if (status == EXIT_LIBRARY && !o.lib && !app->quiet)
			no_library_note(&d.config);
	}
	if (o.lib)
		library_close(&lib);
	desk_close(&d);
	return status;
}
