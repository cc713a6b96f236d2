/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_life.c -- see check_life.h.
 *
 * The bench is the real one, without a network and with a clock of its own.  Two things are left
 * out of it: nobody can make the signatures of a maker, so the formats that ask for them are, and
 * what a user agent with several versions looks like only says() knows, so the phone of a model
 * with parts speaks in words of ours.
 */
#include <config.h>

#include "core/verbs/check_life.h"
#include "core/base/clock.h"
#include "core/base/file_name.h"
#include "core/phone/course.h"
#include "core/phone/deed.h"
#include "core/phone/recovery.h"
#include "core/phone/registry.h"
#include "core/plan/stock.h"
#include "core/plugin/formats.h"
#include "core/plugin/rows.h"
#include "core/plugin/soundness.h"
#include "core/plugin/trial.h"
#include "core/serve/answer.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <strings.h>

#define MOST_LOADS 40
#define WORDS "check-plugin says: "

/* -- its firmware, made up ------------------------------------------------------------ */

static const char *suffix_of(const struct nr_model *m, const struct nr_load *l)
{
	return l->suffix[0] ? l->suffix : m->load_suffix;
}

/* How an image ends that is no load by itself, where that can be. */
static const char *image_suffix(const struct nr_model *m, const char *list)
{
	for (int kind = NR_FILE_IMAGE; kind >= NR_FILE_LOAD; kind--)
		for (const struct nr_suffix *s = m->suffixes; s && s->text; s++)
			if (s->kind == (enum nr_file_kind)kind && strcasecmp(s->text, list) != 0)
				return s->text;
	return ".bin";
}

static bool is_list(const struct nr_model *m, const char *suffix)
{
	char name[32];

	snprintf(name, sizeof(name), "x%.16s", suffix);
	return model_has_suffix(m, name, NR_FILE_LIST);
}

/* May it be the name of a file that this program makes? */
static bool good_file(const char *name)
{
	for (const char *c = name; *c; c++)
		if (*c == '/' || *c < 0x21 || *c > 0x7e)
			return false;
	return name[0] && name[0] != '.' && strlen(name) < 120;
}

static void add_file(json_t *files, const char *name, const char *text)
{
	if (good_file(name))
		json_array_append_new(files, json_pack("{s:s, s:s}", "name", name, "text", text));
}

json_t *check_life_files(const struct nr_model *m)
{
	json_t *files = json_array();
	struct nr_load l;
	char load[64];

	for (size_t i = 0; trial_load(m, &i, load, &l) && json_array_size(files) < MOST_LOADS;) {
		const char *suffix = suffix_of(m, &l);
		char name[128], image[128], text[160];

		snprintf(name, sizeof(name), "%s%.16s", load, suffix);
		snprintf(image, sizeof(image), "part-of-%s%.16s", load, image_suffix(m, suffix));
		if (!suffix[0])
			continue;
		if (!is_list(m, suffix)) {
			snprintf(text, sizeof(text), "made up: %s\n", load);
			add_file(files, name, text);
			continue;
		}
		snprintf(text, sizeof(text), "%s\n", image);
		add_file(files, name, text);
		add_file(files, image, "made up\n");
	}
	return files;
}

/* -- the stage ------------------------------------------------------------------------ */

struct life {
	struct nr_model *model;
	struct bench bench;
	struct settings config;
	struct library library;
	struct nr_mac mac;              /* of the phone that is led through all of it */
	char running[MODEL_PARTS][64];  /* what it runs, by the number of the part; "": not known */
	struct stop from, goal;
	json_t *played;
	char problem[400], note[200];
};

static int64_t now_ms = 1000000;

static int64_t played_now(void)
{
	return now_ms;
}

static const struct clock_ops played_clock = { played_now, played_now };

/* As the plugin has it; one life is played at a time. */
static bool (*own_says)(const struct nr_model *self, enum nr_fact fact, const char *text, const char *asked,
			unsigned i, char *load, size_t size);

static bool says(const struct nr_model *self, enum nr_fact fact, const char *text, const char *asked,
		 unsigned i, char *load, size_t size)
{
	const char *s = text;

	if (!nr_scan_lit(&s, WORDS))
		return own_says && own_says(self, fact, text, asked, i, load, size);
	while (i-- > 0 && *s)
		s += strcspn(s, " ") + (s[strcspn(s, " ")] == ' ');
	return *s && snprintf(load, size, "%.*s", (int)strcspn(s, " "), s) < (int)size;
}

static bool __attribute__((format(printf, 2, 3))) wrong(struct life *f, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	if (!f->problem[0])
		vsnprintf(f->problem, sizeof(f->problem), fmt, ap);
	va_end(ap);
	return false;
}

static bool __attribute__((format(printf, 2, 3))) cannot(struct life *f, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	if (!f->note[0])
		vsnprintf(f->note, sizeof(f->note), fmt, ap);
	va_end(ap);
	return false;
}

static void done(struct life *f, const char *act)
{
	json_array_append_new(f->played, json_string(act));
}

/* -- recognised ----------------------------------------------------------------------- */

/* A text that fits @glob: "snom*-SIP ?" is "snomx-SIP x".  False: none was found. */
static bool sample(const char *glob, const struct nr_mac *mac, char out[160])
{
	char digits[DEVICE_NAME_DIGITS];
	size_t n = 0;

	for (const char *p = glob; *p && n < 120; p++) {
		if (*p == '%' && (p[1] == 'M' || p[1] == 'm')) {
			n += (size_t)snprintf(out + n, 160 - n, "%s", device_name_digits(mac, digits));
			p++;
		} else if (*p == '[' && p[1] && p[1] != '!' && strchr(p + 2, ']')) {
			out[n++] = p[1];
			p = strchr(p + 2, ']');
		} else if (*p == '\\' && p[1]) {
			out[n++] = *++p;
		} else {
			out[n++] = *p == '*' || *p == '?' ? 'x' : *p;
		}
	}
	out[n] = '\0';
	return rows_glob(mac, glob, out);
}

static enum nr_source source_of(enum nr_fact fact)
{
	switch (fact) {
	case NR_FACT_VENDOR_CLASS:
	case NR_FACT_HOST_NAME:
	case NR_FACT_WANTS_SERVER:
	case NR_FACT_BOOT:
		return NR_SOURCE_DHCP;
	case NR_FACT_PLATFORM:
	case NR_FACT_DEVICE_NAME:
	case NR_FACT_SWITCH_PORT:
		return NR_SOURCE_CDP;
	case NR_FACT_USER_AGENT:
		return NR_SOURCE_HTTP;
	case NR_FACT_FILE_WANTED:
		return NR_SOURCE_TFTP;
	case NR_FACT_DEVICE_TYPE:
		return NR_SOURCE_SCCP;
	case NR_FACT_END:
	case NR_FACT_LOAD:
	case NR_FACT_HARDWARE:
	case NR_FACT_SERIAL:
	case NR_FACT_SERVER:
	case NR_FACT_REGISTERS:
	case NR_FACT_REASON:
	case NR_FACT_VLAN:
	case NR_FACT_ADDRESS:
	case NR_FACT_MAC:
	case NR_FACT_COUNT:
		break;
	}
	return NR_SOURCE_PLUGIN;
}

static struct phone *sight(struct life *f, enum nr_source source, enum nr_fact fact, const char *text,
			   enum nr_fact fact2, const char *text2)
{
	const struct nr_fact_value facts[] = { { fact, text }, { fact2, text2 }, { NR_FACT_END, NULL } };
	const struct nr_sighting s = { .source = source, .mac = &f->mac, .facts = facts };

	f->bench.speaker = "check-plugin";
	return recovery_sight(&f->bench, &s);
}

/* A device that says what @row wants.  False: no text for it was found. */
static bool appear(struct life *f, const struct nr_match *row)
{
	char text[160], text2[160] = "";

	if (row->fact == NR_FACT_MAC || row->and_fact == NR_FACT_MAC || !sample(row->glob, &f->mac, text) ||
	    (row->and_fact && !sample(row->and_glob, &f->mac, text2)))
		return false;
	if (row->and_fact)
		sight(f, source_of(row->and_fact), row->and_fact, text2, NR_FACT_END, NULL);
	return sight(f, source_of(row->fact), row->fact, text, NR_FACT_END, NULL) != NULL;
}

static struct phone *the_phone(struct life *f)
{
	return registry_get(&f->bench, &f->mac);
}

/* The name of a file makes nobody a phone: what asks for it is one already, by another row.  False:
 * there is none. */
static bool appear_first(struct life *f)
{
	for (const struct nr_match *row = f->model->matches; row && row->glob; row++)
		if (row->trust != NR_HINT && row->fact != NR_FACT_FILE_WANTED && appear(f, row))
			return true;
	return false;
}

/* Nothing makes it sure: then the operator says so. */
static bool play_said(struct life *f, const char *note)
{
	const char *why;
	struct phone *p = sight(f, NR_SOURCE_DHCP, NR_FACT_BOOT, "discover", NR_FACT_END, NULL);

	cannot(f, "%s", note);
	why = p ? recovery_say_model(&f->bench, p, f->model->id) : "no device";
	return !why || wrong(f, "the operator says that a device is this model: %.200s", why);
}

/* Each row that is sure, by a device of its own. */
static bool play_recognised(struct life *f)
{
	struct nr_mac last = f->mac;
	unsigned sure = 0, tried = 0;

	for (const struct nr_match *row = f->model->matches; row && row->glob; row++) {
		const struct belief *believed;

		if (row->trust != NR_SURE)
			continue;
		sure++;
		f->mac.b[5] = (uint8_t)(f->mac.b[5] + 1);
		if ((row->fact == NR_FACT_FILE_WANTED && !appear_first(f)) || !appear(f, row))
			continue;
		tried++;
		last = f->mac;
		believed = &the_phone(f)->belief;
		if (believed->model && believed->model != f->model)
			return wrong(f, "what fits its match \"%.60s\" is taken for model '%s'", row->glob,
				     believed->model->name);
		if (believed->rival || !believed->model)
			return wrong(f, "what fits its match \"%.60s\" is not surely this model%s%s%s", row->glob,
				     believed->rival ? ": it may be '" : "",
				     believed->rival ? believed->rival->name : "", believed->rival ? "'" : "");
	}
	if (sure == 0)
		return play_said(f, "recognised: no match is sure, the operator must say which phone is of this model");
	if (tried == 0)
		return play_said(f, "recognised: no device could be made up that fits a match");
	f->mac = last;
	done(f, "recognised");
	return true;
}

/* -- listed and planned ----------------------------------------------------------------- */

/* What list() makes of a text with a name in each line are names of files that may lie beside it. */
static bool check_list(struct life *f)
{
	static const char text[] = "part-1.bin\npart-2.bin\n";
	static const char *const beside[] = { "a.list", "part-1.bin", "part-2.bin", NULL };
	const struct nr_found found = { .release = "", .name = "a.list", .beside = beside, .head = (const uint8_t *)text,
					.head_size = sizeof(text) - 1, .size = sizeof(text) - 1 };
	char file[128];

	for (unsigned i = 0; i < 8 && model_list(f->model, &found, i, file, sizeof(file)); i++)
		if (!good_file(file))
			return wrong(f, "list() names \"%.80s\", which is no file beside the list", file);
	return true;
}

static bool play_listed(struct life *f)
{
	size_t whole = 0;

	if (!check_list(f))
		return false;
	if (f->library.load_count == 0 && f->model->list)
		return cannot(f, "its lists have a form of their own, which only list() knows");
	if (!f->model->load_suffix[0])
		return cannot(f, "it has no load_suffix: nobody knows how its files end");
	for (size_t i = 0; i < f->library.load_count; i++)
		whole += f->library.load[i]->whole;
	if (whole == 0 && f->library.load_count > 0 && f->model->list && f->library.load[0]->file_count == 0)
		return cannot(f, "its lists have a form of their own, which only list() knows");
	if (whole == 0 && f->library.load_count > 0 && f->library.load[0]->problem_count > 0)
		return wrong(f, "of the files that it declares the library makes no whole load: %.160s",
			     f->library.load[0]->problem[0]);
	if (whole == 0)
		return cannot(f, "no name of a load could be made up that parse() knows");
	done(f, "listed");
	return true;
}

/* A load that may be somebody's target, or what somebody runs. */
static bool take_load(const struct life *f, size_t i, struct stop *out)
{
	const struct lib_load *l = f->library.load[i];

	memset(out, 0, sizeof(*out));
	out->have = l;
	return l->whole && model_parse(f->model, l->name, &out->load) && out->load.kind == NR_KIND_LOAD &&
	       out->load.ordered && !out->load.named_only && model_part(f->model, out->load.part) == 0 &&
	       model_serves(f->model, out->load.protocol) && !stock_too_old(f->model, &out->load) &&
	       file_name_normalise(l->name, out->name);
}

/* From which to which load there is a way that can be gone with what was made up: the longest. */
static bool find_way(struct life *f)
{
	size_t best = 0;
	struct stop from, to;
	struct plan plan;

	for (size_t i = 0; i < f->library.load_count; i++)
		for (size_t k = 0; k < f->library.load_count; k++) {
			if (i == k || !take_load(f, i, &from) || !take_load(f, k, &to) ||
			    nr_load_order(&from.load, &to.load) == NR_NEWER)
				continue;
			plan_make(&plan, f->model, &f->library, PLAN_FROM_LOAD, from.name, to.name);
			if (plan.result == PLAN_IMPOSSIBLE && strstr(plan.why, "circle"))
				return wrong(f, "%.300s", plan.why);
			if (plan.result != PLAN_READY || plan.count <= best)
				continue;
			best = plan.count;
			f->from = from;
			f->goal = to;
		}
	return best > 0 || cannot(f, "no way between two loads of which the names can be made up");
}

/* In its own words, where those are known. */
static bool agent_of(struct life *f, char text[TRIAL_TEXT])
{
	char load[64];

	for (size_t i = 0; trial_agent(f->model, &i, text, load);)
		if (strcasecmp(load, f->running[0]) == 0)
			return true;
	return false;
}

/* By the word of an application: a model with parts says all of them in one text. */
static struct phone *speak(struct life *f)
{
	char own[TRIAL_TEXT];
	char text[5 * 64 + sizeof(WORDS)] = WORDS;
	size_t n = strlen(text);

	if (!f->model->parts[0] && agent_of(f, own))
		return sight(f, NR_SOURCE_HTTP, NR_FACT_USER_AGENT, own, NR_FACT_END, NULL);
	if (!f->model->parts[0])
		return sight(f, NR_SOURCE_PLUGIN, NR_FACT_LOAD, f->running[0], NR_FACT_END, NULL);
	for (size_t i = 0; i < MODEL_PARTS; i++)
		if (f->running[i][0])
			n += (size_t)snprintf(text + n, sizeof(text) - n, "%s%s", i ? " " : "", f->running[i]);
	return sight(f, NR_SOURCE_HTTP, NR_FACT_USER_AGENT, text, NR_FACT_END, NULL);
}

static struct phone *start(struct life *f)
{
	now_ms += 600000;
	sight(f, NR_SOURCE_DHCP, NR_FACT_BOOT, "discover", NR_FACT_END, NULL);
	return speak(f);
}

static bool play_planned(struct life *f)
{
	const char *why;
	struct phone *p;

	if (!find_way(f))
		return false;
	snprintf(f->running[0], sizeof(f->running[0]), "%.63s", f->from.name);
	p = start(f);
	why = recovery_say_target(&f->bench, p, f->goal.name);
	if (why)
		return wrong(f, "from %s to %s: %.200s", f->from.name, f->goal.name, why);
	if (strcasecmp(p->belief.load, f->from.name) != 0)
		return wrong(f, "its phone says that it runs %s, and is believed to run %s", f->from.name,
			     p->belief.load[0] ? p->belief.load : "nothing that is known");
	if (p->state != PHONE_PLANNED)
		return wrong(f, "from %s to %s: %.240s", f->from.name, f->goal.name, p->message);
	done(f, "planned");
	return true;
}

/* -- served and proven ------------------------------------------------------------------- */

/* Ask as a door does, and have it whole. */
static bool takes(struct life *f, const char *name)
{
	struct phone *p = sight(f, NR_SOURCE_HTTP, NR_FACT_FILE_WANTED, name, NR_FACT_END, NULL);
	const struct nr_request r = { .want = name, .door = NR_DOOR_HTTP, .port = 6970 };
	struct nr_file file;

	now_ms += 1000;
	if (answer_request(&f->bench, p, &r, &file) != NR_SERVE) {
		deed_refused(&f->bench, p, name);
		return false;
	}
	deed_started(&f->bench, p, "http", file.name, file.size);
	deed_sent(&f->bench, p, "http", file.name, file.size, file.size);
	answer_close(&f->bench, &file);
	return true;
}

static void take_configs(struct life *f)
{
	char name[160];

	for (const struct nr_name *n = f->model->names; n && n->glob; n++)
		if ((n->want == NR_WANT_CONFIG || n->want == NR_WANT_TEXT) && sample(n->glob, &f->mac, name))
			takes(f, name);
}

static bool play_step(struct life *f, struct phone *p, const struct plan_step *step)
{
	const struct lib_load *l = plan_list(step);
	struct nr_load load;

	take_configs(f);
	if (!takes(f, l->list->name))
		return wrong(f, "%s, with which its step %s begins, is not served", l->list->name, step->load);
	for (size_t i = 0; i < l->file_count; i++)
		if (l->file[i] && l->file[i] != l->list && !takes(f, l->file[i]->name))
			return wrong(f, "%s of its step %s is not served", l->file[i]->name, step->load);
	if (p->state != PHONE_SENT)
		return wrong(f, "it was given all of %s, and does not count as sent: %.160s", step->load, p->message);
	if (model_parse(f->model, step->load, &load) && model_part(f->model, load.part) >= 0)
		snprintf(f->running[model_part(f->model, load.part)], sizeof(f->running[0]), "%s", step->load);
	return true;
}

static bool play_steps(struct life *f)
{
	struct phone *p = the_phone(f);

	for (unsigned i = 0; i <= PLAN_STEPS && p->state != PHONE_DONE; i++) {
		const struct plan_step *step = course_step(p);
		char load[64];

		if (!step || !plan_list(step))
			return wrong(f, "on the way from %s to %s: %.200s", f->from.name, f->goal.name, p->message);
		snprintf(load, sizeof(load), "%s", step->load);
		if (!play_step(f, p, step))
			return false;
		if (i == 0)
			done(f, "served");
		start(f);
		step = course_step(p);
		if (p->state != PHONE_DONE && step && strcasecmp(step->load, load) == 0)
			return wrong(f, "it says that it runs %s, and that does not prove its step: %.160s", load, p->message);
	}
	if (p->state != PHONE_DONE)
		return wrong(f, "it does not get from %s to %s: %.200s", f->from.name, f->goal.name, p->message);
	done(f, "proven");
	return true;
}

/* -- one life ------------------------------------------------------------------------------ */

/* Formats that need what only the maker can make.  The child that plays keeps what it takes. */
static void leave_out_signatures(struct nr_model *m)
{
	const char **kept = calloc(FORMATS_COUNT + 1, sizeof(*kept));
	size_t n = 0;

	if (!kept)
		return;
	for (enum formats f = 0; f < FORMATS_COUNT; f++)
		if (f != FORMATS_IMAGE && f != FORMATS_SIGNED && formats_has(m, f))
			kept[n++] = formats_name(f);
	m->formats = kept;
}

static void play(struct life *f, struct plugins *all)
{
	f->bench.config = &f->config;
	f->bench.plugins = all;
	f->bench.library = &f->library;
	f->bench.guard = NR_GUARD_CLEAR;
	f->bench.http_port = 6970;
	f->bench.wire.address.s_addr = htonl(0x0a4d0001);
	f->bench.wire.netmask.s_addr = htonl(0xffffff00);
	if (play_recognised(f) && play_listed(f) && play_planned(f))
		play_steps(f);
	registry_finish(&f->bench);
}

json_t *check_life_play(struct plugins *all, size_t i, const char *folder)
{
	struct life f = {
		.model = &all->model[i]->model, .mac = { { 2, 0, 0, 0xc4, 0x0e, 0 } }, .played = json_array(),
	};
	json_t *out;

	clock_ops = &played_clock;
	own_says = f.model->says;
	for (size_t k = 0; k < all->model_count; k++)
		leave_out_signatures(&all->model[k]->model);
	f.model->says = says;
	if (settings_load(&f.config, NULL, NULL, 0) < 0 || library_open(&f.library, folder, all) < 0) {
		cannot(&f, "its files could not be read");
	} else {
		play(&f, all);
		library_close(&f.library);
	}
	settings_finish(&f.config);
	f.model->says = own_says;
	out = json_pack("{s:o}", "played", f.played);
	if (f.problem[0])
		json_object_set_new(out, "problem", json_string(f.problem));
	if (f.note[0])
		json_object_set_new(out, "note", json_string(f.note));
	return out;
}
