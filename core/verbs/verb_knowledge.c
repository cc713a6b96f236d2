/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * verb_knowledge.c -- models, explain, compare: the verbs that answer from the
 * model plugins.
 */
#include "core/base/code.h"
#include "core/base/file_name.h"
#include "core/base/log.h"
#include "core/plan/rule.h"
#include "core/plan/stock.h"
#include "core/plugin/knowledge.h"
#include "core/plugin/model_export.h"
#include "core/plugin/names.h"
#include "core/plugin/version.h"
#include "core/verbs/columns.h"
#include "core/verbs/desk.h"
#include "core/verbs/explain_stock.h"

#include <jansson.h>
#include <stdlib.h>
#include <strings.h>

/* -- models -------------------------------------------------------------------- */

/* Files whose plugin this model's has taken the place of. */
static json_t *json_replaced(const struct plugins *all, const struct plugin_model *p)
{
	json_t *list = NULL;

	for (size_t i = 0; i < all->replaced_count; i++)
		if (strcmp(all->replaced[i].by, p->path) == 0) {
			list = list ? list : json_array();
			json_array_append_new(list, json_string(all->replaced[i].path));
		}
	return list;
}

static json_t *json_model(const struct plugins *all, const struct plugin_model *p)
{
	const struct nr_model *m = &p->model;
	json_t *replaces = json_replaced(all, p), *row;

	row = json_pack("{s:s, s:s?, s:s?, s:I, s:o, s:o}", "model", m->name, "title", m->title,
			 "plugin", p->plugin, "enum", (json_int_t)m->type, "load_prefixes",
			 app_json_strings(m->load_prefixes), "protocols", app_json_strings(m->protocols));
	if (replaces)
		json_object_set_new(row, "replaces", replaces);
	return row;
}

static void join(char *out, size_t size, const char *const *strings)
{
	size_t len = 0;

	out[0] = '\0';
	for (; strings && *strings && len < size; strings++)
		len += (size_t)snprintf(out + len, size - len, "%s%s", len ? " " : "", *strings);
}

/* The columns of the list; the last two only where they are asked for. */
enum { COL_LOADS = 4, COL_COUNT = 7 };

static const char *const model_titles[COL_COUNT] = {
	"MODEL", "NUMBER", "PLUGIN", "PROTOCOLS", "LOADS", "FETCHES BY", "TITLE",
};

static const char *const doors[] = {
	[NR_TRANSPORT_UNKNOWN] = "",  [NR_TFTP] = "TFTP",
	[NR_TFTP_OR_HTTP] = "TFTP, later HTTP first", [NR_HTTP_FIRST] = "HTTP, then TFTP",
};

static void put_model(struct columns *c, const struct plugin_model *p, bool titles)
{
	const struct nr_model *m = &p->model;
	char text[120];

	columns_put(c, "%s", m->name);
	columns_put(c, "%6u", m->type);
	columns_put(c, "%s", p->plugin);
	join(text, sizeof(text), m->protocols);
	columns_put(c, "%s", text);
	join(text, sizeof(text), m->load_prefixes);
	columns_put(c, "%s", text);
	if (!titles)
		return;
	columns_put(c, "%s", m->transport <= NR_HTTP_FIRST ? doors[m->transport] : "");
	columns_put(c, "%s", m->title ? m->title : "");
}

static int print_models(const struct plugins *p, bool titles)
{
	struct columns c;

	columns_init(&c, titles ? COL_COUNT : COL_LOADS + 1, model_titles);
	for (size_t i = 0; i < p->model_count; i++)
		put_model(&c, p->model[i], titles);
	return columns_print(&c);
}

/* A row that names no stop is advice: shown, but not enforced. */
static bool only_shown(const struct nr_hop *h)
{
	return !rule_enforced(h) || (h->optional && !rule_has_stop(h));
}

/* "8-5-2", "8-5-2-0-*" with all its builds; "" for zero. */
static const char *version_text(const struct nr_version *v, char out[64])
{
	size_t len = 0;
	int last = 7;

	while (last >= 0 && v->part[last] == 0)
		last--;
	out[0] = '\0';
	for (int i = 0; i <= last && len < 48; i++) {
		if (v->part[i] == UINT16_MAX) {
			snprintf(out + len, 64 - len, "%s*", i ? "-" : "");
			break;
		}
		len += (size_t)snprintf(out + len, 64 - len, "%s%u", i ? "-" : "", v->part[i]);
	}
	return out;
}

static bool is_all(const struct nr_version *v)
{
	return v->part[0] == UINT16_MAX;
}

/* From where to where a row speaks, and what it asks for between. */
static void print_range(const struct nr_hop *h)
{
	char text[256], a[64], b[64];
	size_t len = 0;

	text[0] = '\0';
	version_text(&h->before, a);
	if (a[0] && !is_all(&h->before))
		len += (size_t)snprintf(text, sizeof(text), h->down ? "from %s on" : "before %s", a);
	version_text(&h->reaching, a);
	if (a[0] && !is_all(&h->reaching))
		len += (size_t)snprintf(text + len, sizeof(text) - len, h->down ? "%sto before %s" :
					"%sto %s and later", len ? ", " : "", a);
	version_text(&h->via_min, a);
	version_text(&h->via_max, b);
	if (b[0])
		len += (size_t)snprintf(text + len, sizeof(text) - len, "%sstop at %s to %s",
					len ? ": " : "", a, b);
	else if (h->via_text)
		len += (size_t)snprintf(text + len, sizeof(text) - len, "%sstop at %s",
					len ? ": " : "", h->via_text);
	if (len)
		desk_print("      ", 6, text);
}

/* No table, as print_field() is none: a rule's name is short, and its text goes on in the next line. */
static void print_reason(const char *id, const char *reason)
{
	char head[32];

	snprintf(head, sizeof(head), "  %-4s", id);
	desk_print(head, 6, reason);
}

/* @kept: ": " and whether plans keep it; or "". */
static void print_source(const char *source, const char *protocol, enum nr_confidence confidence,
			 const char *kept)
{
	desk_print("      source: ", 14, source);
	printf("      %s%sconfidence %s%s\n", protocol ? protocol : "", protocol ? ", " : "",
	       desk_confidence(confidence), kept);
}

static void print_hop(const struct nr_hop *h)
{
	print_reason(h->id, h->reason);
	if (h->direct)
		desk_print("      from there on: ", 6, h->direct);
	print_range(h);
	print_source(h->source, h->protocol, h->confidence,
		     only_shown(h) ? ": shown, not enforced" :
		     h->optional ? ": only when the library has such a load" : "");
}

static void print_board(const struct nr_board *b)
{
	char range[48] = "", oldest[64];

	print_reason(b->id, b->reason);
	if (b->last)
		snprintf(range, sizeof(range), " V%u to V%u", b->first, b->last);
	else if (b->first)
		snprintf(range, sizeof(range), " V%u and later", b->first);
	if (is_all(&b->oldest))
		snprintf(oldest, sizeof(oldest), "none");
	else
		version_text(&b->oldest, oldest);
	printf("      boards%s: oldest load %s\n", range[0] ? range : ", all", oldest);
	print_source(b->source, b->protocol, b->confidence, rule_is_sure(b->confidence) ?
		     ": kept when the board is known" : ": shown, not enforced");
}

/* What distinguishes two rows; there is no id behind the last one. */
struct words {
	const char *id, *reason;
};

static struct words hop_words(const struct nr_model *m, size_t i)
{
	return m->hops ? (struct words){ m->hops[i].id, m->hops[i].reason } : (struct words){ NULL, NULL };
}

static struct words board_words(const struct nr_model *m, size_t i)
{
	return m->boards ? (struct words){ m->boards[i].id, m->boards[i].reason } :
			   (struct words){ NULL, NULL };
}

/* Plugins of one family bring the same rows, each its own copy. */
static bool same_rows(const struct nr_model *a, const struct nr_model *b,
		      struct words (*words)(const struct nr_model *m, size_t i))
{
	for (size_t i = 0;; i++) {
		struct words x = words(a, i), y = words(b, i);

		if (!x.id || !y.id)
			return !x.id && !y.id;
		if (strcmp(x.id, y.id) != 0 || strcmp(x.reason, y.reason) != 0)
			return false;
	}
}

static bool same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool same_rules(const struct nr_model *a, const struct nr_model *b)
{
	return same_text(a->read, b->read) && same_text(a->not_known, b->not_known) &&
	       (a->wiped_hop != NULL) == (b->wiped_hop != NULL) && same_rows(a, b, hop_words) &&
	       same_rows(a, b, board_words);
}

/* All of its rules. */
static void print_rows(const struct nr_model *m)
{
	for (const struct nr_hop *h = m->hops; h && h->id; h++)
		print_hop(h);
	if (m->wiped_hop)
		print_hop(m->wiped_hop);
	for (const struct nr_board *b = m->boards; b && b->id; b++)
		print_board(b);
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
	if (!m->wiped_hop && (!m->hops || !m->hops->id) && !m->boards)
		desk_print("No rule is known of ", 20, names);
	else
		desk_print("Rules of ", 9, names);
	if (m->read)
		desk_print("  read: ", 8, m->read);
	if (m->not_known)
		desk_print("  not known: ", 13, m->not_known);
	print_rows(m);
}

/* How to wipe them: once for all models with the same words. */
static void print_reset_once(const struct plugins *p, size_t first)
{
	const char *words = p->model[first]->model.reset;
	char names[1024];
	size_t len = 0;

	if (!words)
		return;
	for (size_t i = 0; i < p->model_count && len < sizeof(names); i++) {
		const struct nr_model *m = &p->model[i]->model;

		if (!m->reset || strcmp(m->reset, words) != 0)
			continue;
		if (i < first)
			return;
		len += (size_t)snprintf(names + len, sizeof(names) - len, "%s%s", len ? ", " : "", m->name);
	}
	putchar('\n');
	desk_print("To wipe ", 8, names);
	desk_print("  ", 2, words);
}

/* Whose plugin it is that runs. */
static void print_replaced(const struct plugins *p)
{
	for (size_t i = 0; i < p->replaced_count; i++)
		printf("'%s' of %s takes the place of %s\n", p->replaced[i].name, p->replaced[i].by,
		       p->replaced[i].path);
}

int verb_models(struct app *app, int argc, char **argv)
{
	struct desk d;
	int status;

	(void)argc;
	(void)argv;
	/* Here -v asks for more about the models, not about how they were loaded. */
	if (app->verbose)
		log_set_level(LOG_INFO);
	status = desk_open(&d, app);
	if (status != EXIT_GOOD)
		return status;
	if (app->json) {
		json_t *array = json_array();

		for (size_t i = 0; i < d.plugins.model_count; i++)
			json_array_append_new(array, json_model(&d.plugins, d.plugins.model[i]));
		status = app_print_json(array);
	} else {
		status = print_models(&d.plugins, app->verbose);
		print_replaced(&d.plugins);
		for (size_t i = 0; app->verbose && i < d.plugins.model_count; i++)
			print_rules_once(&d.plugins, i);
		for (size_t i = 0; app->verbose && i < d.plugins.model_count; i++)
			print_reset_once(&d.plugins, i);
	}
	desk_close(&d);
	return status;
}

static int print_export(const struct nr_model *m, bool json)
{
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	int status;

	if (!out)
		return app_fail(EXIT_RUNTIME, "no memory");
	model_export_write(out, m);
	fclose(out);
	status = json ? app_print_json(json_pack("{s:s, s:s}", "model", m->name, "ini", text)) :
			fputs(text, stdout) < 0 ? EXIT_RUNTIME : EXIT_GOOD;
	free(text);
	return status;
}

/* One that is data already is its own file. */
int verb_export_model(struct app *app, int argc, char **argv)
{
	const struct nr_model *m;
	int status;
	struct desk d;

	(void)argc;
	status = desk_open(&d, app);
	if (status != EXIT_GOOD)
		return status;
	m = desk_model(&d, argv[0]);
	if (!m)
		status = EXIT_USAGE;
	else if (m->origin && file_name_ends(m->origin->path, ".ini"))
		status = app_fail(EXIT_USAGE, "%s is data already: %s", m->name, m->origin->path);
	else
		status = print_export(m, app->json);
	desk_close(&d);
	return status;
}

/* -- explain -------------------------------------------------------------------- */

static const char *const kind_names[] = {
	[NR_KIND_UNKNOWN] = "unknown",     [NR_KIND_LOAD] = "load",
	[NR_KIND_COMPONENT] = "component", [NR_KIND_MANIFEST] = "manifest",
	[NR_KIND_ARCHIVE] = "archive",     [NR_KIND_MARKER] = "marker",
};

/* The loads that a name stands for: its own, or those that it belongs to. */
struct owners {
	char name[4][LOAD_NAME_SIZE];
	size_t count;
};

/* An image that serves every protocol of its release: a load of each. */
static void owners_of_image(const struct meaning *m, struct owners *out)
{
	char version[32], name[64];

	if (m->load.kind != NR_KIND_COMPONENT || m->load.protocol[0] || !m->load.ordered || m->load.doubt ||
	    !version_said(m->load.printed, version))
		return;
	for (const char *const *p = m->models[0]->protocols; *p && out->count < NR_ARRAY_SIZE(out->name); p++)
		if (m->models[0]->load_of && model_load_of(m->models[0], *p, version, name))
			snprintf(out->name[out->count++], sizeof(out->name[0]), "%s", name);
}

static const struct owners *owners_of(const struct meaning *m, const char *name, struct owners *out)
{
	const char *one = m->load.kind == NR_KIND_LOAD ? name : m->load.load;

	out->count = 0;
	if (one[0])
		snprintf(out->name[out->count++], sizeof(out->name[0]), "%s", one);
	else
		owners_of_image(m, out);
	return out;
}

/*
 * What a name without a place seems to mean: a load that the model knows, or one of the
 * library; false: nothing.  @lib: NULL, no library.
 */
static bool seems_to_mean(const struct library *lib, const struct meaning *m, char out[LOAD_NAME_SIZE])
{
	struct stop like;

	if (m->load.kind != NR_KIND_LOAD || m->load.ordered)
		return false;
	if (lib && stock_like(m->models[0], lib, &m->load, &like))
		snprintf(out, LOAD_NAME_SIZE, "%s", like.name);
	else
		snprintf(out, LOAD_NAME_SIZE, "%s", m->load.load);
	return out[0] != '\0';
}

static const char *remark(const struct meaning *m)
{
	if (m->load.note)
		return m->load.note;
	if (m->model_count && !model_serves(m->models[0], m->load.protocol))
		return "firmware of a protocol that no call manager here speaks: recognised, never served";
	switch (m->load.kind) {
	case NR_KIND_UNKNOWN:
		return "nobody here knows this name";
	case NR_KIND_LOAD:
		return m->load.ordered || m->load.doubt ? NULL :
		       "its place among the versions is not known, and it is never chosen: it is a build "
		       "of the developers, or no source says which release it is";
	case NR_KIND_COMPONENT:
		return m->load.load[0] || m->load.ordered ? NULL :
		       "numbered on its own, as boot components are: the name does not say the load";
	case NR_KIND_MANIFEST:
		return "the load list that this model asks for when it is wiped; its version "
		       "is inside the file";
	case NR_KIND_ARCHIVE:
		return NULL;
	case NR_KIND_MARKER:
		return "what a wiped phone reports: no load is installed";
	}
	return NULL;
}

static json_t *json_names(const struct nr_model *const *models, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(array, json_string(models[i]->name));
	return array;
}

/* What the lists of the library say about it. */
#define STOCK_SHOWN 8

static json_t *json_stock(const char *raw, const struct library *lib)
{
	struct explain_stock of[STOCK_SHOWN];
	size_t count = explain_stock(lib, raw, of, STOCK_SHOWN);
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++) {
		json_t *platforms = json_array();

		for (unsigned n = 0; n < 32; n++)
			if (of[i].platforms >> n & 1)
				json_array_append_new(platforms, json_integer(n + 1));
		json_array_append_new(array, json_pack("{s:s, s:s, s:o}", "load", of[i].load->name, "as",
						       of[i].part == EXPLAIN_STOCK_ALIAS ? "alias" : "image",
						       "platforms", platforms));
	}
	return array;
}

static void print_stock(const char *raw, const struct library *lib)
{
	struct explain_stock of[STOCK_SHOWN];
	size_t count = explain_stock(lib, raw, of, STOCK_SHOWN);
	char text[160];

	for (size_t i = 0; i < count; i++) {
		explain_stock_say(&of[i], text, sizeof(text));
		desk_print(i ? "            " : "  library   ", 12, text);
	}
}

static json_t *json_meaning(const char *raw, const char *name, const struct meaning *m,
			    const struct library *lib)
{
	json_t *models = json_names(m->models, m->model_count);
	char like[LOAD_NAME_SIZE];
	struct owners loads;
	json_t *all = json_array();

	owners_of(m, name, &loads);
	for (size_t i = 0; i < loads.count; i++)
		json_array_append_new(all, json_string(loads.name[i]));
	return json_pack("{s:o, s:s, s:s?, s:s?, s:o, s:s?, s:s?, s:o, s:b, s:s?, s:s?, s:s?, s:o}", "name",
			 app_json_text(raw), "kind",
			 kind_names[m->load.kind], "family", desk_text_or_null(m->load.family),
			 "protocol", desk_text_or_null(m->load.protocol), "models", models, "version",
			 desk_text_or_null(m->load.printed), "load", loads.count ? loads.name[0] : NULL,
			 "loads", all, "ordered", m->load.ordered, "doubt", m->load.doubt, "note",
			 remark(m), "did_you_mean", seems_to_mean(lib, m, like) ? like : NULL,
			 "library", json_stock(raw, lib));
}

/* A line of what is said of one name: no table, for a long text goes on in the next line. */
static void print_field(const char *label, const char *text)
{
	char head[16];

	snprintf(head, sizeof(head), "  %-9s ", label);
	desk_print(head, 12, text);
}

/* What nearly every phone asks for says nothing about its model. */
#define MANY 24

static void print_names(const struct nr_model *const *models, size_t count)
{
	char text[1024] = "";
	size_t len = 0;

	if (count > MANY)
		snprintf(text, sizeof(text), "%zu, nearly all", count);
	for (size_t i = 0; count <= MANY && i < count && len < sizeof(text); i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%s", i ? ", " : "",
					models[i]->name);
	if (count)
		print_field("models", text);
}

static void print_meaning(const char *raw, const char *name, const struct meaning *m,
			  const struct library *lib)
{
	const struct nr_model *first = m->model_count ? m->models[0] : NULL;
	const char *note = remark(m);
	char text[512], archive[96], like[LOAD_NAME_SIZE];
	struct owners loads;

	printf("%s\n", app_plain(raw, text, sizeof(text)));
	print_field("kind", kind_names[m->load.kind]);
	if (m->load.printed[0])
		print_field("version", m->load.printed);
	if (m->load.protocol[0])
		print_field("protocol", m->load.protocol);
	owners_of(m, name, &loads);
	for (size_t i = 0; m->load.kind != NR_KIND_LOAD && i < loads.count; i++)
		print_field(i ? "" : "load", loads.name[i]);
	print_names(m->models, m->model_count);
	if (first && m->load.kind == NR_KIND_LOAD && m->load.ordered &&
	    model_archive(first, &m->load, archive, sizeof(archive)))
		print_field("archive", archive);
	if (m->load.doubt)
		print_field("doubtful", m->load.doubt);
	if (seems_to_mean(lib, m, like))
		printf("  did you mean %s?\n", like);
	print_stock(raw, lib);
	if (note)
		print_field("note", note);
}

/* A code has the members of a name too, so that a script can read a mixed answer. */
static json_t *json_code(const struct code_row *row)
{
	return json_pack("{s:s, s:s, s:n, s:n, s:[], s:n, s:n, s:s, s:s, s:s}", "name", row->text, "kind",
			 "code", "family", "protocol", "models", "version", "load", "means", row->means,
			 "actor", code_actor_name(row->actor), "remedy", row->remedy);
}

static void print_code(const struct code_row *row)
{
	puts(row->text);
	print_field("kind", "code");
	print_field("means", row->means);
	print_field("actor", code_actor_name(row->actor));
	print_field("remedy", row->remedy);
}

/* -- explain: names of no model ------------------------------------------------- */

static json_t *json_other(const char *raw, const struct names_meaning *n, const char *near)
{
	json_t *models = json_names(n->models, n->model_count);
	char name[LOAD_NAME_SIZE] = "";

	if (n->kind == NAMES_LOAD)
		file_name_normalise(raw, name);
	else
		snprintf(name, sizeof(name), "%s", n->load);
	for (size_t i = 0; i < n->product_count; i++)
		json_array_append_new(models, json_string(n->product[i]));
	return json_pack("{s:o, s:s, s:n, s:s?, s:o, s:s?, s:s?, s:b, s:n, s:s?, s:s?}", "name",
			 app_json_text(raw), "kind", names_kind_name(n->kind), "family", "protocol",
			 desk_text_or_null(n->protocol), "models", models, "version",
			 desk_text_or_null(n->version), "load", desk_text_or_null(name), "ordered", 0, "doubt",
			 "note", n->note, "did_you_mean", desk_text_or_null(near));
}

static void print_other(const char *raw, const struct names_meaning *n, const char *near)
{
	char plain[512];

	printf("%s\n", app_plain(raw, plain, sizeof(plain)));
	print_field("kind", names_kind_name(n->kind));
	if (n->version[0])
		print_field("version", n->version);
	if (n->protocol[0])
		print_field("protocol", n->protocol);
	if (n->load[0])
		print_field("load", n->load);
	print_names(n->models, n->model_count);
	for (size_t i = 0; i < n->product_count; i++)
		printf("%s%s%s", i ? ", " : "  product   ", n->product[i], i + 1 < n->product_count ? "" : "\n");
	if (near[0])
		printf("  did you mean %s?\n", near);
	print_field("note", n->note ? n->note : "nobody here knows this name");
}

/* -- explain: rules, models, versions ------------------------------------------- */

/* The rows of one rule, each once, and the models that have any of them. */
struct rule {
	const struct nr_hop *hop[16];
	const struct nr_board *board[16];
	const struct nr_model *models[128];
	size_t hop_count, board_count, model_count;
};

/* As add_board() below: rows of two kinds, and no macro is worth six lines. */
static bool add_hop(struct rule *r, const struct nr_hop *h, const char *id)
{
	if (!h || strcasecmp(h->id, id) != 0)
		return false;
	for (size_t i = 0; i < r->hop_count; i++)
		if (strcmp(r->hop[i]->reason, h->reason) == 0)
			return true;
	if (r->hop_count < NR_ARRAY_SIZE(r->hop))
		r->hop[r->hop_count++] = h;
	return true;
}

/* As add_hop() above. */
static bool add_board(struct rule *r, const struct nr_board *b, const char *id)
{
	if (strcasecmp(b->id, id) != 0)
		return false;
	for (size_t i = 0; i < r->board_count; i++)
		if (strcmp(r->board[i]->reason, b->reason) == 0)
			return true;
	if (r->board_count < NR_ARRAY_SIZE(r->board))
		r->board[r->board_count++] = b;
	return true;
}

static bool find_rule(const struct plugins *p, const char *id, struct rule *r)
{
	memset(r, 0, sizeof(*r));
	for (size_t i = 0; i < p->model_count && r->model_count < NR_ARRAY_SIZE(r->models); i++) {
		const struct nr_model *m = &p->model[i]->model;
		bool has = add_hop(r, m->wiped_hop, id);

		for (const struct nr_hop *h = m->hops; h && h->id; h++)
			has |= add_hop(r, h, id);
		for (const struct nr_board *b = m->boards; b && b->id; b++)
			has |= add_board(r, b, id);
		if (has)
			r->models[r->model_count++] = m;
	}
	return r->model_count > 0;
}

/* What all answers of explain have, for what is no name of a file. */
static json_t *json_topic(const char *raw, const char *kind, json_t *models, const char *version,
			  const char *note)
{
	return json_pack("{s:o, s:s, s:n, s:n, s:o, s:s?, s:n, s:b, s:n, s:s?, s:n}", "name",
			 app_json_text(raw), "kind", kind, "family", "protocol", "models", models,
			 "version", version, "load", "ordered", 0, "doubt", "note", note, "did_you_mean");
}

static json_t *json_row(const char *reason, const char *source, const char *protocol,
			enum nr_confidence confidence)
{
	return json_pack("{s:s, s:s, s:s?, s:s}", "reason", reason, "source", source, "protocol", protocol,
			 "confidence", desk_confidence(confidence));
}

static json_t *json_rule(const char *raw, const struct rule *r)
{
	json_t *rows = json_array(), *doc;

	for (size_t i = 0; i < r->hop_count; i++)
		json_array_append_new(rows, json_row(r->hop[i]->reason, r->hop[i]->source,
						     r->hop[i]->protocol, r->hop[i]->confidence));
	for (size_t i = 0; i < r->board_count; i++)
		json_array_append_new(rows, json_row(r->board[i]->reason, r->board[i]->source,
						     r->board[i]->protocol, r->board[i]->confidence));
	doc = json_topic(raw, "rule", json_names(r->models, r->model_count), NULL,
			 r->hop_count ? r->hop[0]->reason : r->board[0]->reason);
	json_object_set_new(doc, "rules", rows);
	return doc;
}

static void print_rule(const char *raw, const struct rule *r)
{
	puts(raw);
	print_field("kind", "rule");
	print_names(r->models, r->model_count);
	for (size_t i = 0; i < r->hop_count; i++)
		print_hop(r->hop[i]);
	for (size_t i = 0; i < r->board_count; i++)
		print_board(r->board[i]);
}

static json_t *json_known(const char *raw, const struct nr_model *m)
{
	json_t *doc = json_topic(raw, "model", json_names(&m, 1), NULL, m->title);

	json_object_set_new(doc, "enum", json_integer((json_int_t)m->type));
	json_object_set_new(doc, "load_prefixes", app_json_strings(m->load_prefixes));
	json_object_set_new(doc, "protocols", app_json_strings(m->protocols));
	return doc;
}

static void print_known(const char *raw, const struct nr_model *m)
{
	char text[160], number[12];

	snprintf(number, sizeof(number), "%u", (unsigned)m->type);
	puts(raw);
	print_field("kind", "model");
	print_field("title", m->title ? m->title : m->name);
	print_field("number", number);
	join(text, sizeof(text), m->protocols);
	print_field("protocols", text);
	join(text, sizeof(text), m->load_prefixes);
	if (text[0])
		print_field("loads", text);
	print_rows(m);
	if (m->reset)
		print_field("to wipe", m->reset);
}

/* The loads that models are sure of, not those that only their format makes; each once. */
struct version_loads {
	char name[96][64];
	const struct nr_model *models[128];
	size_t name_count, model_count;
};

static void add_load(struct version_loads *v, const char *name)
{
	for (size_t i = 0; i < v->name_count; i++)
		if (strcasecmp(v->name[i], name) == 0)
			return;
	if (v->name_count < NR_ARRAY_SIZE(v->name))
		snprintf(v->name[v->name_count++], sizeof(v->name[0]), "%s", name);
}

static void find_version(const struct plugins *p, const char *version, struct version_loads *v)
{
	char name[64];

	v->name_count = v->model_count = 0;
	for (size_t i = 0; i < p->model_count && v->model_count < NR_ARRAY_SIZE(v->models); i++) {
		const struct nr_model *m = &p->model[i]->model;
		bool has = false;

		for (const char *const *q = m->protocols; q && *q; q++) {
			if (!m->load_of || !model_load_of(m, *q, version, name))
				continue;
			add_load(v, name);
			has = true;
		}
		if (has)
			v->models[v->model_count++] = m;
	}
}

#define VERSION_NOTE \
	"a version: where the model is known it may stand for the name of a load (plan, compare, target)"

static json_t *json_version(const char *raw, const char *version, const struct version_loads *v)
{
	json_t *loads = json_array(), *doc;

	for (size_t i = 0; i < v->name_count; i++)
		json_array_append_new(loads, json_string(v->name[i]));
	doc = json_topic(raw, "version", json_names(v->models, v->model_count), version, VERSION_NOTE);
	json_object_set_new(doc, "loads", loads);
	return doc;
}

static void print_version(const char *raw, const char *version, const struct version_loads *v)
{
	char text[2048] = "";
	size_t len = 0;

	puts(raw);
	print_field("kind", "version");
	print_field("version", version);
	for (size_t i = 0; i < v->name_count && len < sizeof(text); i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%s", i ? ", " : "", v->name[i]);
	if (text[0])
		print_field("loads", text);
	print_field("note", VERSION_NOTE);
}

/* A rule, a model or a version; false: it is none. */
static bool explain_topic(const struct plugins *p, const char *raw, json_t *array)
{
	const struct nr_model *m = plugins_model(p, raw);
	static struct version_loads loads;
	struct rule rule;
	char version[32];
	json_t *doc = NULL;

	if (m && array) {
		doc = json_known(raw, m);
	} else if (m) {
		print_known(raw, m);
	} else if (find_rule(p, raw, &rule)) {
		if (array)
			doc = json_rule(raw, &rule);
		else
			print_rule(raw, &rule);
	} else if (version_said(raw, version)) {
		find_version(p, version, &loads);
		if (array)
			doc = json_version(raw, version, &loads);
		else
			print_version(raw, version, &loads);
	} else {
		return false;
	}
	if (doc)
		json_array_append_new(array, doc);
	return true;
}

/* The library of a desk is opened by the first name that needs it. */
struct explained {
	struct desk desk;
	struct library stock;
	const struct library *lib;      /* &stock, or NULL: not open */
	bool unknown;                   /* some name is */
};

/* NULL: there is none, and then nothing is known of its lists. */
static const struct library *stock_of(struct explained *e)
{
	if (!e->lib && e->desk.config.library &&
	    library_open(&e->stock, e->desk.config.library, &e->desk.plugins) == 0)
		e->lib = &e->stock;
	return e->lib;
}

/* A name that nobody reads, and a list of the library has.  False: none has it. */
static bool explain_listed(struct explained *e, const char *raw, json_t *array)
{
	struct explain_stock of;
	char text[160];
	json_t *doc;

	if (explain_stock(stock_of(e), raw, &of, 1) == 0)
		return false;
	explain_stock_say(&of, text, sizeof(text));
	if (!array) {
		puts(raw);
		print_field("kind", of.part == EXPLAIN_STOCK_ALIAS ? "load" : "component");
		print_stock(raw, stock_of(e));
		return true;
	}
	doc = json_topic(raw, of.part == EXPLAIN_STOCK_ALIAS ? "load" : "component", json_array(), NULL, text);
	json_object_set_new(doc, "load", json_string(of.load->name));
	json_object_set_new(doc, "library", json_stock(raw, stock_of(e)));
	return json_array_append_new(array, doc) == 0;
}

/* A name that no model reads.  @array: append the answer to it; NULL: print it. */
static bool explain_other(struct explained *e, const char *raw, json_t *array)
{
	const struct plugins *p = &e->desk.plugins;
	char near[LOAD_NAME_SIZE] = "";
	struct names_meaning n;

	if (explain_topic(p, raw, array))
		return true;
	if (!names_explain(p, raw, &n) && explain_listed(e, raw, array))
		return true;
	if (n.kind == NAMES_UNKNOWN)
		names_near(p, raw, near);
	if (array)
		json_array_append_new(array, json_other(raw, &n, near));
	else
		print_other(raw, &n, near);
	return n.kind != NAMES_UNKNOWN;
}

/*
 * What is there may be meant by a name that stands nowhere, and a list may name it, also
 * as its second name.
 */
static const struct library *stock_for(struct explained *e, const struct meaning *m)
{
	return m->load.kind == NR_KIND_LOAD || m->load.kind == NR_KIND_COMPONENT ? stock_of(e) : NULL;
}

/* With @array: append the answer to it, -1 when that fails; else print it. */
static int explain_name(struct explained *e, const char *raw, json_t *array)
{
	enum code code = code_find(raw);
	char name[LOAD_NAME_SIZE] = "";
	struct meaning m;

	if (code != CODE_COUNT && array)
		return json_array_append_new(array, json_code(code_row(code)));
	if (code != CODE_COUNT) {
		print_code(code_row(code));
		return 0;
	}
	file_name_normalise(raw, name);
	knowledge_explain(&e->desk.plugins, raw, &m);
	if (m.model_count == 0) {
		e->unknown |= !explain_other(e, raw, array);
		return 0;
	}
	if (array)
		return json_array_append_new(array, json_meaning(raw, name, &m, stock_for(e, &m)));
	print_meaning(raw, name, &m, stock_for(e, &m));
	return 0;
}

int verb_explain(struct app *app, int argc, char **argv)
{
	struct explained e = { .lib = NULL };
	json_t *array = NULL;
	int status;

	status = desk_open(&e.desk, app);
	if (status != EXIT_GOOD)
		return status;
	if (app->json)
		array = json_array();
	for (int i = 0; i < argc && !app->json == !array; i++)
		if (explain_name(&e, argv[i], array) < 0) {
			json_decref(array);
			array = NULL;
		}
	if (e.lib)
		library_close(&e.stock);
	if (app->json)
		status = app_print_json(array);
	desk_close(&e.desk);
	return status == EXIT_GOOD && e.unknown ? EXIT_RUNTIME : status;
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

/* Why nothing can be said of two names; NULL: it can, or was said already. */
static const char *no_order(const struct meaning m[2])
{
	const struct nr_load *a = &m[0].load, *b = &m[1].load;

	if (!a->ordered || !b->ordered)
		return NULL;
	if (strcmp(a->family, b->family) == 0 && strcmp(a->train, b->train) == 0)
		return "each is only known to lie between two others, and these spans overlap";
	return strcmp(a->protocol, b->protocol) != 0 ? "no scale holds both" :
						       "loads of different phones: no scale holds both";
}

/* Why the answer may not be what was meant. */
static void compare_notes(const struct plugins *p, char *const names[2], enum nr_order order)
{
	struct meaning m[2];
	const char *why;
	char plain[512];

	for (int i = 0; i < 2; i++) {
		knowledge_explain(p, names[i], &m[i]);
		if (order != NR_ORDER_UNKNOWN || m[i].load.ordered)
			continue;
		why = m[i].load.doubt ? m[i].load.doubt : remark(&m[i]);
		if (why)
			app_note("%s: %s", app_plain(names[i], plain, sizeof(plain)), why);
	}
	why = order == NR_ORDER_UNKNOWN ? no_order(m) : NULL;
	if (why)
		app_note("%s", why);
	if (order != NR_ORDER_UNKNOWN && m[0].load.protocol[0] && m[1].load.protocol[0] &&
	    strcmp(m[0].load.protocol, m[1].load.protocol) != 0)
		app_note("%s and %s: compared by number, but going from one to the other changes the "
			 "protocol", m[0].load.protocol, m[1].load.protocol);
}

int verb_compare(struct app *app, int argc, char **argv)
{
	enum nr_order order;
	struct desk d;
	int status;

	(void)argc;
	status = desk_open(&d, app);
	if (status != EXIT_GOOD)
		return status;
	order = knowledge_compare(&d.plugins, argv[0], argv[1]);
	if (app->json)
		status = app_print_json(json_pack("{s:o, s:o, s:s}", "a", app_json_text(argv[0]),
						  "b", app_json_text(argv[1]), "order",
						  order_sign(order)));
	else
		printf("%s\n", order_sign(order));
	compare_notes(&d.plugins, argv, order);
	desk_close(&d);
	return status;
}
