/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * world.c -- see world.h.
 */
#include <config.h>

#include "tests/unit/phone/promises/world.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/phone/memory.h"
#include "core/phone/patience.h"
#include "core/phone/power.h"
#include "core/phone/recovery.h"
#include "core/phone/registry.h"
#include "core/serve/pickup.h"
#include "tests/phone/firmware.h"
#include "tests/unit/phone/promises/breed.h"
#include "tests/unit/phone/promises/handset.h"
#include "tests/unit/phone/promises/promise.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <unistd.h>

#define START_MS  1000000
#define LOAD_SIZE 4096
#define SLICE_MS  10000

struct world world;

static char scratch[64];
static int state_fd = -1, journal_file = -1;
static struct plugins plugins;
static struct settings config;
static struct library all, current;
static struct xmldefault goals[2];
static struct plugin_protocol tftp = { .protocol = { .type = "tftp" } },
			      dhcp = { .protocol = { .type = "dhcp" } },
			      pcap = { .protocol = { .type = "pcap" } };

static int64_t world_now(void)
{
	return world.now;
}

static const struct clock_ops world_clock = { world_now, world_now };

static void on_log(int priority, const char *line, void *arg)
{
	(void)priority;
	(void)arg;
	if (getenv("VERBOSE"))
		fprintf(stderr, "%s\n", line);
}

static void must(bool ok, const char *what)
{
	if (ok)
		return;
	perror(what);
	exit(99);
}

/* -- what is made once --------------------------------------------------------------- */

static const char *in_scratch(const char *name)
{
	static char path[2][256];
	static int next;

	next = !next;
	snprintf(path[next], sizeof(path[next]), "%s/%s", scratch, name);
	return path[next];
}

static bool holds(unsigned which, const struct breed *b, size_t load)
{
	bool is_goal = strcmp(b->loads[load], b->goals[0]) == 0;

	switch (which) {
	case WORLD_NO_STOPS:
		return is_goal;
	case WORLD_NO_GOALS:
		return !is_goal;
	case WORLD_EMPTY:
		return false;
	default:
		return true;
	}
}

static const char *folder_of(unsigned which)
{
	static char name[16];

	snprintf(name, sizeof(name), "library%u", which);
	return in_scratch(name);
}

static void make_library(unsigned which)
{
	char folder[256];

	snprintf(folder, sizeof(folder), "%s", folder_of(which));
	must(mkdir(folder, 0755) == 0, folder);
	for (size_t i = 0; i < breed_count; i++)
		for (size_t k = 0; breeds[i].loads[k]; k++) {
			struct firmware fw;

			if (!breed_in_library(&breeds[i], k) || !holds(which, &breeds[i], k))
				continue;
			must(firmware_make(&fw, breeds[i].loads[k], LOAD_SIZE) == 0,
			     breeds[i].loads[k]);
			must(firmware_write(&fw, folder, true) == 0, folder);
			firmware_finish(&fw);
		}
}

static void make_goals(unsigned which)
{
	char text[2048];
	int at = snprintf(text, sizeof(text), "<Default><callManagerGroup/>");

	for (size_t i = 0; i < breed_count; i++)
		at += snprintf(text + at, sizeof(text) - (size_t)at,
			       "<loadInformation%u model=\"Cisco %s\">%s</loadInformation%u>",
			       breeds[i].type, breeds[i].model, breeds[i].goals[which],
			       breeds[i].type);
	at += snprintf(text + at, sizeof(text) - (size_t)at, "</Default>");
	must(xmldefault_parse(&goals[which], "XMLDefault.cnf.xml", text, (size_t)at) == 0,
	     text);
}

static void load_plugins(void)
{
	static const char *const none[] = { NULL };
	const char *names[16];
	size_t n = 0;

	for (; n < breed_count; n++)
		names[n] = breeds[n].model;
	names[n] = NULL;
	must(plugins_load(&plugins, names, none) == 0, "plugins");
}

void world_open(void)
{
	/* The journal is written a thousand times: where memory is a disk, there. */
	const char *shm = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
	/* A command that is not there: it is chosen to be run, which is what counts. */
	static const char *const sets[] = { "bench.power-cycle=/nonexistent/power-cycle" };

	clock_ops = &world_clock;
	world.now = START_MS;
	log_set_sink(on_log, NULL);
	log_set_level(getenv("VERBOSE") ? LOG_INFO : LOG_EMERG);
	snprintf(scratch, sizeof(scratch), "%s/netrecover-promises-XXXXXX", shm);
	must(mkdtemp(scratch) != NULL, scratch);
	for (unsigned i = 0; i < WORLD_LIBRARIES; i++)
		make_library(i);
	load_plugins();
	must(settings_load(&config, NULL, sets, 1) == 0, "settings");
	must(library_open(&all, folder_of(WORLD_ALL), &plugins) == 0, "library");
	must(library_open(&current, folder_of(WORLD_ALL), &plugins) == 0, "library");
	make_goals(0);
	make_goals(1);
	state_fd = open(scratch, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	must(state_fd >= 0, scratch);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

void world_close(void)
{
	library_close(&all);
	library_close(&current);
	xmldefault_finish(&goals[0]);
	xmldefault_finish(&goals[1]);
	settings_finish(&config);
	plugins_finish(&plugins);
	close(state_fd);
	nftw(scratch, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* -- the bench ----------------------------------------------------------------------- */

static void start_bench(void)
{
	struct bench *b = &world.bench;

	*b = (struct bench){ .config = &config,
			     .plugins = &plugins,
			     .library = &current,
			     .xmldefault = &goals[world.goals] };
	snprintf(b->wire.interface, sizeof(b->wire.interface), "bench0");
	inet_pton(AF_INET, "10.77.0.1", &b->wire.address);
	inet_pton(AF_INET, "255.255.0.0", &b->wire.netmask);
	b->stands_in = 1u << NR_SOURCE_SCCP | 1u << NR_SOURCE_SIP;
	world.tftp = (struct nr_instance){ .bench = b, .plugin = &tftp };
	world.dhcp = (struct nr_instance){ .bench = b, .plugin = &dhcp };
	world.pcap = (struct nr_instance){ .bench = b, .plugin = &pcap };
	memory_read(b, state_fd);
	recovery_revive(b);
	must(journal_open(&b->journal, state_fd, "bench", "run") == 0, "journal");
	journal_file = journal_fd(b->journal);
	world.on_disk = lseek(journal_file, 0, SEEK_END);
	world.guard_asked = false;
	world.started = world.now;
}

static void stop_bench(void)
{
	registry_finish(&world.bench);
	journal_close(world.bench.journal);
	world.bench.journal = NULL;
}

void world_begin(unsigned which)
{
	unlinkat(state_fd, "journal.jsonl", 0);
	world.now = START_MS;
	world.goals = which % 2;
	world.foreign = world.deaf = false;
	start_bench();
}

void world_end(void)
{
	if (world.library != WORLD_ALL)
		world_library(WORLD_ALL);
	stop_bench();
}

/* The loop of the bench puts on disk what must be there, in each of its turns. */
static void turn(void)
{
	struct bench *b = &world.bench;

	if (b->journal_dirty)
		world.on_disk = lseek(journal_file, 0, SEEK_END);
	b->journal_dirty = false;
}

void world_restart(bool power_cut)
{
	turn();
	if (power_cut)
		must(ftruncate(journal_file, world.on_disk) == 0, "journal");
	stop_bench();
	world.now += 2000;
	start_bench();
	handset_unseen();
	promise_look();
}

/* Somebody looked who else serves DHCP: soon after the start, and then on. */
static void look_around(void)
{
	if (world.guard_asked)
		return;
	world.guard_asked = true;
	nr_guard(&world.dhcp, world.foreign ? NR_GUARD_TRIPPED : NR_GUARD_CLEAR,
		 world.foreign ? "10.77.0.9 (00:11:22:33:44:55)" : NULL);
}

void world_pass(int64_t ms, void (*look)(void))
{
	while (ms > 0 && !promise_failed()) {
		int64_t slice = ms < SLICE_MS ? ms : SLICE_MS;

		world.now += slice;
		ms -= slice;
		look_around();
		patience_tick(&world.bench);
		power_tick(&world.bench);
		turn();
		look();
	}
}

void world_library(unsigned which)
{
	struct library now;

	must(library_open(&now, folder_of(which), &plugins) == 0, "library");
	world.library = which;
	pickup_replace(&world.bench, &now);
	turn();
}

const struct lib_load *world_load(const char *name)
{
	return index_load(&all, name);
}

const struct lib_load *world_manifest(const char *name, size_t n)
{
	for (size_t i = 0; i < all.load_count; i++)
		if (all.load[i]->parsed.kind == NR_KIND_MANIFEST &&
		    strcasecmp(all.load[i]->list->name, name) == 0 && n-- == 0)
			return all.load[i];
	return NULL;
}

const struct nr_model *world_model(const char *name)
{
	return plugins_model(&plugins, name);
}

void world_foreign(bool there)
{
	world.foreign = there;
	world.guard_asked = true;
	nr_guard(&world.dhcp, there ? NR_GUARD_TRIPPED : NR_GUARD_CLEAR,
		 there ? "10.77.0.9 (00:11:22:33:44:55)" : NULL);
	turn();
}
