/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * identify.c -- identify: the phones in a capture file, or on the wire.  Sends
 * nothing; the same ears and the same beliefs as a running bench.
 */
#include <config.h>

#include "core/base/file_name.h"
#include "core/host/address.h"
#include "core/verbs/app.h"
#include "core/phone/bench.h"
#include "core/verbs/identify_print.h"
#include "core/plugin/knowledge.h"
#include "core/base/log.h"

#include <signal.h>
#include <stdlib.h>

/* The line of a phone as it was printed last. */
struct printed {
	nr_phone_id id;
	struct identify_phone row;
	UT_hash_handle hh;
};

struct listener {
	struct app *app;
	struct bench bench;
	struct settings config;
	struct plugins plugins;
	struct printed *printed;        /* by id */
	ev_signal interrupted, terminated;
	ev_prepare prepare;
};

/* A device that nobody takes for a phone is not shown; one that registers with
 * a call manager, or asks for a phone's own file, is one in a capture. */
static bool shown(const struct phone *p)
{
	return p->is_phone || p->model || p->hint ||
	       strcmp(phone_fact(p, NR_FACT_REGISTERS), "sccp") == 0 ||
	       strcasestr(phone_fact(p, NR_FACT_FILE_WANTED), p->name);
}

static void describe(const struct phone *p, struct identify_phone *row)
{
	const struct evidence *load = &p->fact[NR_FACT_LOAD];
	char name[LOAD_NAME_SIZE];
	size_t n = 0;

	memset(row, 0, sizeof(*row));
	snprintf(row->name, sizeof(row->name), "%s", p->name);
	row->mac = p->mac;
	row->ip = p->ip;
	row->model = p->model && !p->rival ? p->model->name : NULL;
	if (p->load[0]) {
		snprintf(row->load, sizeof(row->load), "%s", p->load);
		row->load_source = load_source_name(p->load_source);
	} else if (load->text && file_name_normalise(load->text, name)) {
		snprintf(row->load, sizeof(row->load), "%.63s", name);
		row->load_source = nr_source_name(load->source);
	}
	row->vlan = (unsigned)strtoul(phone_fact(p, NR_FACT_VLAN), NULL, 10);
	for (int s = NR_SOURCE_CDP; s < NR_SOURCE_COUNT; s++)
		if (p->sources & 1u << s && n + 1 < sizeof(row->sources) / sizeof(row->sources[0]))
			row->sources[n++] = nr_source_name((enum nr_source)s);
}

static int print_all(const struct listener *l)
{
	struct identify_phone *rows = calloc(l->bench.phone_count + 1, sizeof(*rows));
	size_t n = 0;
	int err;

	if (!rows)
		return EXIT_RUNTIME;
	for (const struct phone *p = l->bench.phones; p; p = p->next)
		if (shown(p))
			describe(p, &rows[n++]);
	err = identify_print(rows, n, l->app->json);
	free(rows);
	return err < 0 ? EXIT_RUNTIME : EXIT_GOOD;
}

/* -- a capture file --------------------------------------------------------------- */

static int replay(struct listener *l)
{
	struct nr_instance *self = &l->bench.instance[0];

	if (!self->plugin->protocol.replay) {
		fprintf(stderr, "netrecover: plugin %s cannot read captures\n", self->plugin->plugin);
		return EXIT_RUNTIME;
	}
	self->opened = true;            /* so that it is stopped */
	if (self->plugin->protocol.replay(self, l->app->capture) < 0)
		return EXIT_RUNTIME;
	return print_all(l);
}

/* -- the wire ---------------------------------------------------------------------- */

static void on_signal(struct ev_loop *loop, ev_signal *w, int revents)
{
	(void)w;
	(void)revents;
	ev_break(loop, EVBREAK_ALL);
}

/* The load and the sources are in the row by value and by pointers to constant names. */
static bool same_row(const struct identify_phone *a, const struct identify_phone *b)
{
	return memcmp(a, b, sizeof(*a)) == 0;
}

static struct printed *printed_of(struct listener *l, const struct phone *p)
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
	struct listener *l = w->data;
	struct identify_phone row;

	(void)loop;
	(void)revents;
	for (const struct phone *p = l->bench.phones; p; p = p->next) {
		struct printed *known = shown(p) ? printed_of(l, p) : NULL;

		if (!known)
			continue;
		describe(p, &row);
		if (same_row(&known->row, &row))
			continue;
		known->row = row;
		identify_write_line(stdout, &row, l->app->json);
	}
}

static void forget_printed(struct listener *l)
{
	struct printed *p, *next;

	HASH_ITER(hh, l->printed, p, next) {
		HASH_DELETE(hh, l->printed, p);
		free(p);
	}
}

static int listen_live(struct listener *l)
{
	struct nr_instance *self = &l->bench.instance[0];

	if (address_look(&l->bench.wire, l->app->interface) < 0)
		return EXIT_RUNTIME;
	l->bench.wire.passive = true;
	self->opened = true;
	if (self->plugin->protocol.open(self) < 0 || self->plugin->protocol.start(self) < 0)
		return EXIT_RUNTIME;
	ev_signal_init(&l->interrupted, on_signal, SIGINT);
	ev_signal_init(&l->terminated, on_signal, SIGTERM);
	ev_signal_start(l->bench.loop, &l->interrupted);
	ev_signal_start(l->bench.loop, &l->terminated);
	ev_prepare_init(&l->prepare, on_prepare);
	l->prepare.data = l;
	ev_prepare_start(l->bench.loop, &l->prepare);
	ev_run(l->bench.loop, 0);
	forget_printed(l);
	return EXIT_GOOD;
}

static int setup(struct listener *l)
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
	if (instances_make(&l->bench) < 0)
		return EXIT_RUNTIME;
	if (l->bench.instance_count != 1) {
		fprintf(stderr, "netrecover: the pcap plugin is not installed\n");
		return EXIT_RUNTIME;
	}
	return EXIT_GOOD;
}

int verb_identify(struct app *app, int argc, char **argv)
{
	struct listener l = { .app = app };
	int status;

	(void)argv;
	if (argc > 0 || !app->capture == !app->interface) {
		fprintf(stderr, "usage: netrecover identify -r CAPTURE | -i INTERFACE\n");
		return EXIT_USAGE;
	}
	l.bench.loop = ev_loop_new(EVFLAG_AUTO);
	if (!app->verbose)
		log_set_level(LOG_WARNING);
	status = setup(&l);
	if (status == EXIT_GOOD)
		status = app->capture ? replay(&l) : listen_live(&l);
	instances_stop(&l.bench);
	registry_finish(&l.bench);
	plugins_finish(&l.plugins);
	settings_finish(&l.config);
	ev_loop_destroy(l.bench.loop);
	return status;
}
