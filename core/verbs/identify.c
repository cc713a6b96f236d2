/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * identify.c -- identify: the phones in a capture file, or on the wire.  Sends
 * nothing; the same ears and the same beliefs as a running bench.
 */
#include <config.h>

#include "core/base/log.h"
#include "core/host/address.h"
#include "core/phone/evidence.h"
#include "core/phone/registry.h"
#include "core/phone/vendor.h"
#include "core/phone/witness.h"
#include "core/plugin/knowledge.h"
#include "core/plugin/model.h"
#include "core/serve/instance.h"
#include "core/verbs/app.h"
#include "core/verbs/identify_print.h"

#include <signal.h>
#include <stdlib.h>

/* A request that is answered is not repeated so often: a 79x1 sends it four times, a 7940 15. */
#define UNANSWERED 3

/* The line of a phone as it was printed last. */
struct printed {
	nr_phone_id id;
	struct identify_phone row;
	UT_hash_handle hh;
};

struct identify {
	struct app *app;
	struct bench bench;
	struct settings config;
	struct plugins plugins;
	struct printed *printed;        /* by id */
	ev_signal interrupted, terminated;
	bool broken_off;                /* by Ctrl-C */
	ev_prepare prepare;
};

/* A device that nobody takes for a phone is not shown; one that registers with
 * a call manager, or asks for a phone's own file, is one in a capture. */
static bool shown(const struct phone *p)
{
	return p->belief.is_phone || p->belief.model || p->belief.hint ||
	       witness_phones_only(evidence_fact(p, NR_FACT_REGISTERS)) || p->evidence.own_file ||
	       p->belief.file[0];
}

/* The models that ask for what it asked for. */
static void describe_family(const struct plugins *all, const struct phone *p, struct identify_phone *row)
{
	size_t n = 0;

	for (size_t i = 0; i < all->model_count && n + 1 < NR_ARRAY_SIZE(row->family); i++) {
		const struct nr_model *m = &all->model[i]->model;

		for (const struct nr_match *r = m->matches; r->fact != NR_FACT_END; r++)
			if (r->fact == NR_FACT_FILE_WANTED && r->trust != NR_PHONE &&
			    evidence_glob(p, r->glob, p->belief.file)) {
				row->family[n++] = m->name;
				break;
			}
	}
}

/* What it fetches: a load by its list or by one of its images. */
static void describe_download(const struct plugins *all, const struct phone *p, struct identify_phone *row)
{
	const struct nr_model *m = p->belief.model;
	char file[LOAD_NAME_SIZE];
	const char *protocol;
	struct nr_load l;

	for (size_t i = 0; !m && row->family[0] && i < all->model_count; i++)
		if (strcmp(all->model[i]->model.name, row->family[0]) == 0)
			m = &all->model[i]->model;
	if (!m || !file_name_normalise(evidence_fact(p, NR_FACT_FILE_WANTED), file) || !model_read(m, file, &l))
		return;
	protocol = l.protocol[0] ? l.protocol : p->belief.image_protocol;
	if (l.kind == NR_KIND_LOAD)
		snprintf(row->fetches, sizeof(row->fetches), "%.63s", file);
	else if (l.kind == NR_KIND_COMPONENT && l.load[0])
		snprintf(row->fetches, sizeof(row->fetches), "%.63s", l.load);
	else if (l.kind == NR_KIND_COMPONENT && l.printed[0])
		snprintf(row->fetches, sizeof(row->fetches), "%.8s%s%.31s", protocol, protocol[0] ? " " : "",
			 l.printed);
}

static void describe(const struct identify *l, const struct phone *p, struct identify_phone *row)
{
	const struct fact *load = &p->evidence.fact[NR_FACT_LOAD];
	char name[LOAD_NAME_SIZE];
	size_t n = 0;

	memset(row, 0, sizeof(*row));
	snprintf(row->name, sizeof(row->name), "%s", p->name);
	row->mac = p->mac;
	row->ip = p->ip;
	row->model = p->belief.model && !p->belief.rival ? p->belief.model->name : NULL;
	if (p->belief.load[0]) {
		snprintf(row->load, sizeof(row->load), "%s", p->belief.load);
		row->load_source = witness_of_load(p);
	} else if (load->text && file_name_normalise(load->text, name)) {
		snprintf(row->load, sizeof(row->load), "%.63s", name);
		row->load_source = witness_name(load->source);
	}
	row->wiped = p->belief.wiped;
	if (p->evidence.repeated >= UNANSWERED)
		row->asked = p->evidence.repeated + 1;
	if (!row->model && !p->belief.model)
		describe_family(&l->plugins, p, row);
	describe_download(&l->plugins, p, row);
	row->vlan = (unsigned)strtoul(evidence_fact(p, NR_FACT_VLAN), NULL, 10);
	for (int s = NR_SOURCE_CDP; s < NR_SOURCE_COUNT; s++)
		if (p->evidence.sources & 1u << s &&
		    n + 1 < NR_ARRAY_SIZE(row->sources))
			row->sources[n++] = witness_name((enum nr_source)s);
}

/* Devices that are no phones of ours, as far as they have a name. */
static void describe_others(const struct identify *l, char out[200])
{
	size_t at = 0;

	out[0] = '\0';
	for (const struct phone *p = l->bench.phones; p && at < 160; p = p->next) {
		const char *text, *whose = shown(p) ? NULL : vendor_find(p, &text);

		if (whose)
			at += (size_t)snprintf(out + at, 200 - at, "%s%s (%.24s)", at ? ", " : "", whose, text);
	}
}

static int print_all(const struct identify *l)
{
	char others[200];

	struct identify_phone *rows = calloc(l->bench.phone_count + 1, sizeof(*rows));
	size_t n = 0;
	int err;

	if (!rows)
		return EXIT_RUNTIME;
	for (const struct phone *p = l->bench.phones; p; p = p->next)
		if (shown(p))
			describe(l, p, &rows[n++]);
	err = identify_print(rows, n, l->app->json);
	describe_others(l, others);
	if (!l->app->json && (n > 0 || others[0]) && err == 0)
		err = identify_print_summary(stdout, rows, n, others);
	free(rows);
	return err < 0 ? EXIT_RUNTIME : EXIT_GOOD;
}

/* -- a capture file --------------------------------------------------------------- */

static int replay(struct identify *l)
{
	struct nr_instance *self = &l->bench.instance[0];

	if (!self->plugin->protocol.replay)
		return app_fail(EXIT_RUNTIME, "plugin %s cannot read captures", self->plugin->plugin);
	if (instance_replay(self, l->app->capture) < 0)
		return EXIT_RUNTIME;
	return print_all(l);
}

/* -- the wire ---------------------------------------------------------------------- */

static void on_signal(struct ev_loop *loop, ev_signal *w, int revents)
{
	struct identify *l = w->data;

	(void)revents;
	l->broken_off = w->signum == SIGINT;
	ev_break(loop, EVBREAK_ALL);
}

/* The load and the sources are in the row by value and by pointers to constant names. */
static bool same_row(const struct identify_phone *a, const struct identify_phone *b)
{
	return memcmp(a, b, sizeof(*a)) == 0;
}

static struct printed *printed_of(struct identify *l, const struct phone *p)
{
	struct printed *known;

	HASH_FIND(hh, l->printed, &p->id, sizeof(p->id), known);
	if (known)
		return known;
	known = calloc(1, sizeof(*known));
	if (!known)
		return NULL;
	known->id = p->id;
	HASH_ADD(hh, l->printed, id, sizeof(known->id), known);
	return known;
}

/* A line for each phone of which more is known than its last line says. */
static void on_prepare(struct ev_loop *loop, ev_prepare *w, int revents)
{
	struct identify *l = w->data;
	struct identify_phone row;

	(void)loop;
	(void)revents;
	for (const struct phone *p = l->bench.phones; p; p = p->next) {
		struct printed *known = shown(p) ? printed_of(l, p) : NULL;

		if (!known)
			continue;
		describe(l, p, &row);
		if (same_row(&known->row, &row))
			continue;
		known->row = row;
		identify_print_line(stdout, &row, l->app->json);
	}
}

static void forget_printed(struct identify *l)
{
	struct printed *p, *next;

	HASH_ITER(hh, l->printed, p, next) {
		HASH_DELETE(hh, l->printed, p);
		free(p);
	}
}

/* Of each phone the last line counts. */
static void sum_up(const struct identify *l)
{
	struct identify_phone *rows = calloc(l->bench.phone_count + 1, sizeof(*rows));
	char others[200];
	size_t n = 0;

	for (const struct phone *p = l->bench.phones; rows && p; p = p->next)
		if (shown(p))
			describe(l, p, &rows[n++]);
	describe_others(l, others);
	if (rows && !l->app->json)
		identify_print_summary(stdout, rows, n, others);
	free(rows);
}

static int listen_live(struct identify *l)
{
	struct nr_instance *self = &l->bench.instance[0];

	if (address_look(&l->bench.wire, l->app->interface) < 0)
		return EXIT_RUNTIME;
	l->bench.wire.passive = true;
	if (instance_open(self) < 0 || instance_start(self) < 0)
		return EXIT_RUNTIME;
	ev_signal_init(&l->interrupted, on_signal, SIGINT);
	ev_signal_init(&l->terminated, on_signal, SIGTERM);
	l->interrupted.data = l->terminated.data = l;
	ev_signal_start(l->bench.loop, &l->interrupted);
	ev_signal_start(l->bench.loop, &l->terminated);
	ev_prepare_init(&l->prepare, on_prepare);
	l->prepare.data = l;
	ev_prepare_start(l->bench.loop, &l->prepare);
	if (!l->app->json)
		identify_print_header(stdout);
	ev_run(l->bench.loop, 0);
	sum_up(l);
	forget_printed(l);
	return l->broken_off ? EXIT_INTERRUPTED : EXIT_GOOD;
}

static int setup(struct identify *l)
{
	static const char *const ears[] = { "pcap", NULL };
	int err = app_config(l->app, &l->config);

	if (err != EXIT_GOOD)
		return err;
	if (plugins_load(&l->plugins, (const char *const *)l->config.models, ears) < 0)
		return EXIT_USAGE;
	l->bench.config = &l->config;
	l->bench.plugins = &l->plugins;
	l->bench.wire.passive = true;
	if (instance_make_all(&l->bench) < 0)
		return EXIT_RUNTIME;
	if (l->bench.instance_count != 1)
		return app_fail(EXIT_RUNTIME, "the pcap plugin is not installed");
	return EXIT_GOOD;
}

int verb_identify(struct app *app, int argc, char **argv)
{
	struct identify l = { .app = app };
	int status;

	(void)argc;
	(void)argv;
	l.bench.loop = ev_loop_new(EVFLAG_AUTO);
	if (!app->verbose)
		log_set_level(LOG_WARNING);
	status = setup(&l);
	if (status == EXIT_GOOD)
		status = app->capture ? replay(&l) : listen_live(&l);
	/* The order of doctor.c, over another struct: what is used ends last. */
	instance_stop_all(&l.bench);
	registry_finish(&l.bench);
	plugins_finish(&l.plugins);
	settings_finish(&l.config);
	ev_loop_destroy(l.bench.loop);
	return status;
}
