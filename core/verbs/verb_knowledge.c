/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * verb_knowledge.c -- models, explain, compare: the verbs that answer from the
 * model plugins.
 */
#include "core/base/file_name.h"
#include "core/plan/rule.h"
#include "core/verbs/desk.h"
#include "core/plugin/knowledge.h"
#include "core/base/log.h"
#include "core/plan/stock.h"

#include <jansson.h>
#include <strings.h>

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

/* The cells of a row of the table; the title only where it is asked for. */
enum { COL_MODEL, COL_NUMBER, COL_PLUGIN, COL_PROTOCOLS, COL_LOADS, COL_DOORS, COL_TITLE, COL_COUNT };

static const char *const doors[] = {
	[NR_TRANSPORT_UNKNOWN] = "",  [NR_TFTP] = "TFTP",
	[NR_TFTP_OR_HTTP] = "TFTP, later HTTP first", [NR_HTTP_FIRST] = "HTTP, then TFTP",
};

struct row {
	char cell[COL_COUNT][120];
};

static void fill_row(struct row *r, const struct plugin_model *p)
{
	const struct nr_model *m = &p->model;

	snprintf(r->cell[COL_MODEL], sizeof(r->cell[0]), "%s", m->name);
	snprintf(r->cell[COL_NUMBER], sizeof(r->cell[0]), "%6u", m->type);
	snprintf(r->cell[COL_PLUGIN], sizeof(r->cell[0]), "%s", p->plugin);
	join(r->cell[COL_PROTOCOLS], sizeof(r->cell[0]), m->protocols);
	join(r->cell[COL_LOADS], sizeof(r->cell[0]), m->load_prefixes);
	snprintf(r->cell[COL_DOORS], sizeof(r->cell[0]), "%s",
		 m->transport <= NR_HTTP_FIRST ? doors[m->transport] : "");
	snprintf(r->cell[COL_TITLE], sizeof(r->cell[0]), "%s", m->title ? m->title : "");
}

static void print_row(const struct row *r, const int width[COL_COUNT], int columns)
{
	for (int c = 0; c < columns - 1; c++)
		printf("%-*s  ", width[c], r->cell[c]);
	puts(r->cell[columns - 1]);
}

static void print_models(const struct plugins *p, bool titles)
{
	static const struct row head = {
		{ "MODEL", "NUMBER", "PLUGIN", "PROTOCOLS", "LOADS", "FETCHES BY", "TITLE" },
	};
	int width[COL_COUNT] = { 0 };
	struct row r;

	for (size_t i = 0; i <= p->model_count; i++) {
		if (i < p->model_count)
			fill_row(&r, p->model[i]);
		for (int c = 0; c < COL_COUNT; c++) {
			int n = (int)strlen(i < p->model_count ? r.cell[c] : head.cell[c]);

			width[c] = n > width[c] ? n : width[c];
		}
	}
	print_row(&head, width, titles ? COL_COUNT : COL_DOORS);
	for (size_t i = 0; i < p->model_count; i++) {
		fill_row(&r, p->model[i]);
		print_row(&r, width, titles ? COL_COUNT : COL_DOORS);
	}
}

/* A row that names no stop says something that is worth knowing. */
static bool only_told(const struct nr_hop *h)
{
	return !rule_enforced(h) || (h->optional && !h->via_text);
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
	if (len)
		desk_print("      ", 6, text);
}

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
	print_range(h);
	print_source(h->source, h->protocol, h->confidence,
		     only_told(h) ? ": shown, not enforced" :
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
	print_source(b->source, b->protocol, b->confidence, !rule_is_sure(b->confidence) ?
		     ": shown, not enforced" : ": kept when the board is known");
}

/* What tells two rows apart; no id behind the last one. */
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

static bool same_rules(const struct nr_model *a, const struct nr_model *b)
{
	return (a->wiped_hop != NULL) == (b->wiped_hop != NULL) && same_rows(a, b, hop_words) &&
	       same_rows(a, b, board_words);
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
	if (!m->wiped_hop && (!m->hops || !m->hops->id) && !m->boards) {
		desk_print("No rule is known of ", 20, names);
		return;
	}
	desk_print("Rules of ", 9, names);
	for (const struct nr_hop *h = m->hops; h && h->id; h++)
		print_hop(h);
	if (m->wiped_hop)
		print_hop(m->wiped_hop);
	for (const struct nr_board *b = m->boards; b && b->id; b++)
		print_board(b);
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

int verb_models(struct app *app, int argc, char **argv)
{
	struct desk d;
	int status;

	(void)argv;
	if (argc > 0)
		return desk_usage("models [--json] [-v]");
	/* Here -v asks for more about the models, not about how they were loaded. */
	if (app->verbose)
		log_set_level(LOG_INFO);
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
		for (size_t i = 0; app->verbose && i < d.plugins.model_count; i++)
			print_reset_once(&d.plugins, i);
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

/*
 * The load of the library that a name without a place seems to mean; false: none.
 * @lib: NULL, no library.
 */
static bool seems_to_mean(const struct library *lib, const struct meaning *m, struct stop *like)
{
	return lib && m->load.kind == NR_KIND_LOAD && !m->load.ordered &&
	       stock_like(m->models[0], lib, &m->load, like);
}

static json_t *json_meaning(const char *raw, const char *name, const struct meaning *m,
			    const struct library *lib)
{
	json_t *models = json_array();
	struct stop like;

	for (size_t i = 0; i < m->model_count; i++)
		json_array_append_new(models, json_string(m->models[i]->name));
	return json_pack("{s:o, s:s, s:s?, s:s?, s:o, s:s?, s:s?, s:b, s:s?, s:s?}", "name",
			 app_json_text(raw), "kind",
			 kind_names[m->load.kind], "family", text_or_null(m->load.family),
			 "protocol", text_or_null(m->load.protocol), "models", models, "version",
			 text_or_null(m->load.printed), "load", load_of(m, name), "ordered",
			 m->load.ordered, "doubt", m->load.doubt, "did_you_mean",
			 seems_to_mean(lib, m, &like) ? like.name : NULL);
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
	if (strcmp(m->load.protocol, "MPP") == 0)
		return "multiplatform firmware: another product than the firmware of a call manager; "
		       "it is recognised, never served";
	if (m->model_count && !model_serves(m->models[0], m->load.protocol))
		return "firmware of a protocol that no call manager here speaks: recognised, never served";
	switch (m->load.kind) {
	case NR_KIND_UNKNOWN:
		return "no model plugin knows this name";
	case NR_KIND_LOAD:
		return m->load.ordered || m->load.doubt ? NULL :
		       "it cannot be placed on the scale: it was never released, or nobody has written "
		       "down which release it is";
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

static void print_meaning(const char *raw, const char *name, const struct meaning *m,
			  const struct library *lib)
{
	const struct nr_model *first = m->model_count ? m->models[0] : NULL;
	const char *note = remark(m);
	char text[512], archive[96];
	struct stop like;

	printf("%s\n", app_plain(raw, text, sizeof(text)));
	printf("  %-9s %s\n", "kind", kind_names[m->load.kind]);
	if (m->load.printed[0])
		printf("  %-9s %s\n", "version", m->load.printed);
	if (m->load.protocol[0])
		printf("  %-9s %s\n", "protocol", m->load.protocol);
	if (m->load.kind != NR_KIND_LOAD && load_of(m, name))
		printf("  %-9s %s\n", "load", load_of(m, name));
	join_models(text, sizeof(text), m);
	if (first)
		desk_print("  models    ", 12, text);
	if (first && m->load.kind == NR_KIND_LOAD && m->load.ordered &&
	    model_archive(first, &m->load, archive, sizeof(archive)))
		printf("  %-9s %s\n", "archive", archive);
	if (m->load.doubt)
		desk_print("  doubtful  ", 12, m->load.doubt);
	if (seems_to_mean(lib, m, &like))
		printf("  did you mean %s?\n", like.name);
	if (note)
		desk_print("  note      ", 12, note);
}

/*
 * What is there may be meant by a name that stands nowhere.  Only such a name needs
 * the library, and without one nothing is meant.
 */
static const struct library *stock_for(const struct desk *d, const struct meaning *m,
				       const struct library *open, struct library *lib)
{
	if (open || m->load.kind != NR_KIND_LOAD || m->load.ordered || !d->config.library)
		return open;
	return library_open(lib, d->config.library, &d->plugins) == 0 ? lib : NULL;
}

int verb_explain(struct app *app, int argc, char **argv)
{
	const struct library *lib = NULL;
	struct library stock;
	json_t *array;
	struct desk d;
	int status;

	if (argc < 1)
		return desk_usage("explain [--json] NAME...");
	status = desk_open(&d, app);
	if (status != EXIT_GOOD)
		return status;
	array = json_array();
	for (int i = 0; i < argc; i++) {
		char name[LOAD_NAME_SIZE] = "";
		struct meaning m;

		file_name_normalise(argv[i], name);
		knowledge_explain(&d.plugins, argv[i], &m);
		lib = stock_for(&d, &m, lib, &stock);
		if (app->json && json_array_append_new(array, json_meaning(argv[i], name, &m, lib)) < 0) {
			json_decref(array);
			array = NULL;
			break;
		}
		if (!app->json)
			print_meaning(argv[i], name, &m, lib);
	}
	if (lib)
		library_close(&stock);
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
			fprintf(stderr, "netrecover: note: %s: %s\n",
				app_plain(names[i], plain, sizeof(plain)), why);
	}
	why = order == NR_ORDER_UNKNOWN ? no_order(m) : NULL;
	if (why)
		fprintf(stderr, "netrecover: note: %s\n", why);
	if (order != NR_ORDER_UNKNOWN && m[0].load.protocol[0] && m[1].load.protocol[0] &&
	    strcmp(m[0].load.protocol, m[1].load.protocol) != 0)
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
		return desk_usage("compare [--json] A B");
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
	if (!app->quiet)
		compare_notes(&d.plugins, argv, order);
	desk_close(&d);
	return status;
}
