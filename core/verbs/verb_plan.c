/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * verb_plan.c -- plan: the way from one load to another, or that of every model
 * that the call manager's file names.
 */
#include "core/base/noun.h"
#include "core/base/tint.h"
#include "core/plugin/sections.h"
#include "core/verbs/columns.h"
#include "core/verbs/desk.h"
#include "core/plan/hardware.h"
#include "core/plan/stock.h"
#include "core/plugin/knowledge.h"
#include "core/plugin/version.h"
#include "core/verbs/needs_print.h"
#include "core/plan/xmldefault.h"

#include <errno.h>
#include <jansson.h>
#include <strings.h>

/* -- plan ----------------------------------------------------------------------- */

/* What was asked, and what it leads to. */
struct order {
	const struct nr_model *model;
	const struct library *lib;
	enum plan_from from;
	char load[LOAD_NAME_SIZE];
	char target[LOAD_NAME_SIZE];
};

static enum plan_from from_word(const char *word)
{
	if (strcasecmp(word, "wiped") == 0)
		return PLAN_FROM_WIPED;
	return strcasecmp(word, "unknown") == 0 ? PLAN_FROM_UNKNOWN : PLAN_FROM_LOAD;
}

/* Is it a name of other models only?  Then that has been said. */
static bool is_foreign(const struct order *o, const struct desk *d, const char *word)
{
	struct meaning m;
	char plain[80];

	knowledge_explain(&d->plugins, word, &m);
	if (m.model_count)
		app_fail(EXIT_USAGE, "'%s' is none of %s: it belongs to %s%s",
			 app_plain(word, plain, sizeof(plain)), o->model->name, m.models[0]->name,
			 m.model_count > 1 ? " and others" : "");
	return m.model_count > 0;
}

/* The load of a version, of the protocol of the target @to where that is a name. */
static bool from_version(struct order *o, const char *word, const char *to)
{
	const char *protocol = o->model->protocols ? o->model->protocols[0] : "";
	struct nr_load l;
	struct stop s;
	char name[64];

	o->load[0] = '\0';
	if (to && model_parse(o->model, to, &l) && l.protocol[0])
		protocol = l.protocol;
	if (stock_version(o->model, o->lib, protocol, word, &s))
		snprintf(o->load, sizeof(o->load), "%s", s.name);
	else if (model_place(o->model, protocol, word, name))
		snprintf(o->load, sizeof(o->load), "%s", name);
	else
		app_fail(EXIT_USAGE, "nobody knows what the load %s of a %s is called: name it", word,
			 o->model->name);
	return o->load[0] != '\0';
}

/* A load of each part that is known, with commas between them. */
static bool from_parts(const struct order *o, const char *word)
{
	struct nr_load l;
	char one[64];

	while (*word) {
		size_t n = strcspn(word, ",");

		snprintf(one, sizeof(one), "%.*s", (int)(n < sizeof(one) ? n : sizeof(one) - 1), word);
		word += n + (word[n] == ',');
		if (model_parse(o->model, one, &l) && l.kind == NR_KIND_LOAD)
			continue;
		app_fail(EXIT_USAGE, "%s is not a load of a %s", one, o->model->name);
		return false;
	}
	return true;
}

/* FROM: "wiped", "unknown", a load, its version, or a name that stands for one of these. */
static bool set_from(struct order *o, const struct desk *d, const char *word, const char *to)
{
	char version[VERSION_SIZE];
	struct nr_load l;

	o->from = from_word(word);
	snprintf(o->load, sizeof(o->load), "%s", word);
	if (o->from != PLAN_FROM_LOAD)
		return true;
	if (o->model->parts && strchr(word, ','))
		return from_parts(o, word);
	if (!model_parse(o->model, word, &l) && version_said(word, version))
		return from_version(o, word, to);
	if (!model_parse(o->model, word, &l))
		return !is_foreign(o, d, word);
	if (l.kind == NR_KIND_MANIFEST)
		o->from = PLAN_FROM_WIPED;
	else if (l.kind == NR_KIND_ARCHIVE && l.load[0])
		snprintf(o->load, sizeof(o->load), "%s", l.load);
	return true;
}

static int set_target(struct order *o, const char *load)
{
	snprintf(o->target, sizeof(o->target), "%s", load);
	return EXIT_GOOD;
}

/* The call manager's load.  EXIT_GOOD without a target: it says nothing of this model. */
static int target_of_call_manager(struct order *o, const char *path)
{
	const struct xmldefault_row *row;
	struct xmldefault x;
	bool mended = false;
	char remark[160];
	int status = EXIT_GOOD;

	if (xmldefault_load(&x, path) < 0) {
		app_fail(EXIT_USAGE, "%s", x.messages.error ? x.messages.error : path);
		xmldefault_finish(&x);
		return EXIT_USAGE;
	}
	for (size_t i = 0; i < x.messages.warning_count; i++)
		app_note("%s", x.messages.warning[i]);
	row = xmldefault_find(&x, o->model, &mended);
	if (row && mended) {
		xmldefault_remark(row, o->model, remark, sizeof(remark));
		app_note("%s: %s", path, remark);
	}
	if (row && row->load[0])
		status = set_target(o, row->load);
	else if (row)
		status = app_fail(EXIT_USAGE, "%s:%u: names no load for %s; say which: plan %s FROM TO", path,
				  row->line, o->model->name, o->model->name);
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
	return app_fail(EXIT_LIBRARY, "no target: the library has no whole load for %s; say which: "
			"plan %s FROM TO", o->model->name, o->model->name);
}

static int find_target(struct order *o, const struct settings *c)
{
	const struct settings_model *row = sections_model(c, o->model);
	int status = EXIT_GOOD;

	if (row && row->target)
		return set_target(o, row->target);
	if (c->target == SETTINGS_TARGET_CALL_MANAGER && c->call_manager)
		status = target_of_call_manager(o, c->call_manager);
	if (status != EXIT_GOOD || o->target[0])
		return status;
	if (c->call_manager && settings_leaves_missing(c))
		return app_fail(EXIT_USAGE, "no target: %s names no load for a %s; say which: plan %s FROM TO, or "
				"target-missing = newest", c->call_manager, o->model->name, o->model->name);
	return target_newest(o);
}

/* The row behind a step; the reason distinguishes two rows of one id. */
static const struct nr_hop *hop_of(const struct nr_model *m, const struct plan_step *step)
{
	if (!step->rule)
		return NULL;
	for (const struct nr_hop *h = m->hops; h && h->id; h++)
		if (strcmp(h->id, step->rule) == 0 && h->reason == step->reason)
			return h;
	return m->wiped_hop && m->wiped_hop->reason == step->reason ? m->wiped_hop : NULL;
}

static json_t *json_row(const char *id, const char *reason, const char *source,
			enum nr_confidence confidence, bool is_enforced)
{
	return json_pack("{s:s, s:s?, s:s?, s:s, s:b}", "id", id, "reason", reason, "source", source,
			 "confidence", desk_confidence(confidence), "enforced", is_enforced);
}

static json_t *json_hop(const struct nr_hop *h, bool is_enforced)
{
	return json_row(h->id, h->reason, h->source, h->confidence, is_enforced);
}

static json_t *json_board(const struct nr_board *b)
{
	return json_row(b->id, b->reason, b->source, b->confidence, false);
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
	for (size_t i = 0; i < p->board_count; i++)
		json_array_append_new(array, json_board(p->board[i]));
	return array;
}

static json_t *json_plan(const struct order *o, const struct plan *p)
{
	json_t *steps = json_array(), *lacks = json_array(), *doc;

	for (size_t i = 0; i < p->count; i++) {
		const struct plan_step *s = &p->step[i];

		json_t *step = json_pack("{s:s, s:s, s:s, s:s, s:s?, s:b, s:s?, s:s?}", "load", s->load,
					 "version", s->version, "reason", s->reason, "source",
					 s->source, "rule", s->rule, "have", s->have != NULL,
					 "manifest", s->manifest ? s->manifest->name : NULL,
					 "hardware", desk_text_or_null(s->hardware));

		if (s->part[0])
			json_object_set_new(step, "part", json_string(s->part));
		json_array_append_new(steps, step);
		if (!s->have)
			json_array_append_new(lacks, json_pack("{s:s, s:s}", "load", s->load,
							       "archive", s->archive));
	}
	doc = json_pack("{s:s, s:s?, s:s?, s:o, s:o, s:o}", "model", o->model->name, "from",
			desk_text_or_null(p->from), "to", desk_text_or_null(p->target), "steps", steps,
			"missing", lacks, "rules", json_rules(o, p));
	if (p->why[0])
		json_object_set_new(doc, "why", app_json_text(p->why));
	return doc;
}

static const char *from_text(const struct plan *p)
{
	if (strcmp(p->from, "unknown") == 0)
		return "an unknown load";
	return p->from;
}

static void print_step(const struct plan_step *s, size_t number)
{
	char head[16];

	printf("\n%3zu  %s  %s  %s%s%s\n", number, s->load, s->version,
	       tint_on(stdout, s->have ? TINT_GOOD : TINT_BAD), s->have ? "in the library" : "MISSING", tint_off(stdout));
	if (s->manifest)
		printf("     served as %s.loads\n", s->manifest->name);
	snprintf(head, sizeof(head), s->rule ? "     %s: " : "     ", s->rule);
	desk_print(head, 5, s->reason);
	desk_print("     source: ", 13, s->source);
	if (s->hardware[0])
		desk_print("     hardware: ", 15, s->hardware);
}

/* No missing load is for one region only. */
static bool is_free(const struct plan *p)
{
	for (size_t i = 0; i < p->count; i++)
		if (!p->step[i].have && p->step[i].named_only)
			return false;
	return true;
}

static void print_missing(const struct plan *p)
{
	struct columns c;

	printf("\nThe library lacks\n");
	columns_init(&c, 2, NULL);
	for (size_t i = 0; i < p->count; i++) {
		if (p->step[i].have)
			continue;
		columns_put(&c, "     %s", p->step[i].load);
		columns_put(&c, "of %s", p->step[i].archive[0] ? p->step[i].archive : "an unknown archive");
	}
	(void)columns_print(&c);
	if (p->why[0])
		desk_print("     ", 5, p->why);
	printf("     Get the archive, then: netrecover import ARCHIVE\n");
	desk_print("     ", 5, is_free(p) ?
		   "Any other archive that contains this load will do: their names vary." :
		   "Only an archive of the phone's own region will do: the end of its name says which.");
}

static void print_row(const char *id, const char *reason)
{
	char head[32];

	snprintf(head, sizeof(head), "     %s: ", id);
	desk_print(head, 5, reason);
}

static void print_advice(const struct plan *p)
{
	if (p->advice_count + p->board_count > 0)
		printf("\nAdvice (not enforced)\n");
	for (size_t i = 0; i < p->advice_count; i++) {
		print_row(p->advice[i]->id, p->advice[i]->reason);
		if (p->advice[i]->optional && p->advice[i]->via_text)
			printf("     (left out: the library has no such load)\n");
	}
	for (size_t i = 0; i < p->board_count; i++)
		print_row(p->board[i]->id, p->board[i]->reason);
}

static void print_plan(const struct order *o, const struct plan *p)
{
	if (p->count == 0) {
		printf("%s already runs %s: nothing to do\n", o->model->name, p->target);
		return;
	}
	printf(strcmp(p->from, "wiped") == 0 ? "%s, %s, to %s: %zu %s\n" :
					       "%s from %s to %s: %zu %s\n",
	       o->model->name, from_text(p), p->target, p->count, noun_of(p->count, "step", "steps"));
	for (size_t i = 0; i < p->count; i++)
		print_step(&p->step[i], i + 1);
	print_advice(p);
	if (p->result == PLAN_MISSING)
		print_missing(p);
}

static int show_plan(const struct app *app, const struct order *o, const struct plan *p)
{
	int status = EXIT_GOOD;
	char why[sizeof(p->why)];

	if (p->result == PLAN_IMPOSSIBLE)
		app_fail(EXIT_USAGE, "no plan: %s", app_plain(p->why, why, sizeof(why)));
	else if (o->from == PLAN_FROM_LOAD && strcmp(p->from, "unknown") == 0)
		app_note("'%s' is no load of %s that can be placed: planned as older than everything",
			 app_plain(o->load, why, sizeof(why)), o->model->name);
	if (app->json)
		status = app_print_json(json_plan(o, p));
	else if (p->result != PLAN_IMPOSSIBLE)
		print_plan(o, p);
	else if (!app->quiet)
		print_advice(p);
	if (status != EXIT_GOOD || p->result == PLAN_READY)
		return status;
	return p->result == PLAN_MISSING ? EXIT_LIBRARY : EXIT_USAGE;
}

static int make_plan(const struct app *app, struct desk *d, struct order *o, int argc, char **argv)
{
	unsigned revision;
	struct plan p;
	int status;

	o->model = desk_model(d, argv[0]);
	if (!o->model)
		return EXIT_USAGE;
	if (!set_from(o, d, argv[1], argc > 2 ? argv[2] : NULL))
		return EXIT_USAGE;
	if (app->hardware && !hardware_revision(app->hardware, &revision))
		return app_fail(EXIT_USAGE, "--hardware: '%s' is not the version of a board such as V15",
				app->hardware);
	if (argc > 2 && strlen(argv[2]) >= sizeof(o->target))
		return app_fail(EXIT_USAGE, "plan: TO is too long for the name of a load");
	status = argc > 2 ? set_target(o, argv[2]) : find_target(o, &d->config);
	if (status != EXIT_GOOD) {
		memset(&p, 0, sizeof(p));
		snprintf(p.from, sizeof(p.from), "%s", o->from == PLAN_FROM_LOAD ? o->load : argv[1]);
		snprintf(p.why, sizeof(p.why), "no target");
		if (app->json)
			app_print_json(json_plan(o, &p));
		return status;
	}
	plan_make(&p, o->model, o->lib, o->from, o->load, o->target);
	hardware_weigh(&p, o->model, o->lib, app->hardware ? app->hardware : "");
	return show_plan(app, o, &p);
}

/* No library is no error: the plan then says what it would have to hold. */
static int open_library(struct order *o, const struct desk *d, struct library *lib)
{
	const char *path = d->config.library;
	int err = path ? library_open(lib, path, &d->plugins) : -ENOENT;

	if (err == 0)
		o->lib = lib;
	if (err == 0 && lib->unread)
		return app_fail(EXIT_RUNTIME, "library %s: %zu cannot be read, so a plan could be wrong: %s", path,
				lib->unread, lib->unread_first);
	if (err == 0 || err == -ENOENT)
		return EXIT_GOOD;
	return app_fail(EXIT_LIBRARY, "library %s: %s", path, strerror(-err));
}

static void no_library_note(const struct settings *c)
{
	app_note("no library%s%s, so every load counts as missing (-c FILE or "
		 "--set bench.library=FOLDER names it)", c->library ? " at " : "",
		 c->library ? c->library : "");
}

static int show_needs(const struct app *app, const struct desk *d, const struct library *lib,
		      const struct xmldefault *x)
{
	struct needs n;
	int status = EXIT_GOOD;

	if (needs_make(&n, &d->plugins, lib, &d->config, x) < 0)
		return EXIT_RUNTIME;
	if (app->json)
		status = app_print_json(needs_print_json(&n));
	else
		status = needs_print(&n, true);
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

	if (!d->config.call_manager)
		return app_fail(EXIT_USAGE, "plan: no call-manager file is configured; say which model: plan "
				"MODEL FROM [TO]");
	if (xmldefault_load(&x, d->config.call_manager) < 0)
		app_fail(EXIT_USAGE, "%s", x.messages.error ? x.messages.error : d->config.call_manager);
	else
		status = show_needs(app, d, lib, &x);
	for (size_t i = 0; status != EXIT_USAGE && i < x.messages.warning_count; i++)
		app_note("%s", x.messages.warning[i]);
	xmldefault_finish(&x);
	return status;
}

int verb_plan(struct app *app, int argc, char **argv)
{
	struct order o = { .lib = NULL };
	struct library lib;
	struct desk d;
	int status;

	if (argc == 1)
		return app_fail(EXIT_USAGE, "usage: netrecover plan [MODEL FROM [TO]]   (FROM: a load name, "
				"wiped, unknown)");
	status = desk_open(&d, app);
	if (status != EXIT_GOOD)
		return status;
	status = open_library(&o, &d, &lib);
	if (status == EXIT_GOOD) {
		status = argc == 0 ? plan_bench(app, &d, o.lib) : make_plan(app, &d, &o, argc, argv);
		if (status == EXIT_LIBRARY && !o.lib)
			no_library_note(&d.config);
	}
	if (o.lib)
		library_close(&lib);
	desk_close(&d);
	return status;
}
