/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * happening.c -- see happening.h.
 */
#include <config.h>

#include "tests/unit/phone/promises/happening.h"

#include "core/phone/recovery.h"

#include "core/serve/reset.h"
#include "tests/unit/phone/promises/handset.h"
#include "tests/unit/phone/promises/promise.h"
#include "tests/unit/phone/promises/trace.h"
#include "tests/unit/phone/promises/wire.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

/* -- phones ---------------------------------------------------------------------------- */

static bool one_in(uint32_t *arg, unsigned n)
{
	*arg = *arg * 1664525u + 1013904223u;
	return (*arg >> 8) % n == 0;
}

static unsigned draw_conduct(uint32_t arg)
{
	static const struct {
		unsigned bit, one_in;
	} rows[] = {
		{ CONDUCT_MUTE, 4 },    { CONDUCT_NO_WORDS, 3 }, { CONDUCT_REJECTS, 12 },
		{ CONDUCT_KEEPS, 8 },   { CONDUCT_CONTENT, 2 },  { CONDUCT_LOOPS, 4 },
		{ CONDUCT_HALFWAY, 4 }, { CONDUCT_SLOW, 6 },     { CONDUCT_FIXED, 12 },
		{ CONDUCT_STAYS, 3 },
	};
	unsigned conduct = 0;

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++)
		if (one_in(&arg, rows[i].one_in))
			conduct |= rows[i].bit;
	return conduct;
}

static const char *describe(unsigned conduct)
{
	static const char *const words[] = {
		"no CDP", "no words",         "rejects", "installs nothing", "is content then",
		"loops",  "restarts halfway", "is slow", "own address",      "stays"
	};
	static char text[200];
	size_t at = 0;

	text[0] = '\0';
	for (size_t i = 0; i < NR_ARRAY_SIZE(words); i++)
		if (conduct >> i & 1)
			at += (size_t)snprintf(text + at, sizeof(text) - at, ", %s", words[i]);
	return text;
}

static void set_up(struct handset *h, uint32_t arg)
{
	int number = (int)(h - handset);
	size_t loads = 0;

	memset(h, 0, sizeof(*h));
	h->here = true;
	h->breed = &breeds[arg % breed_count];
	h->model = world_model(h->breed->model);
	while (h->breed->loads[loads])
		loads++;
	/* Most that come to a bench run something old. */
	if (!h->breed->manifest || arg / 8 % 8 != 0)
		snprintf(h->runs, sizeof(h->runs), "%s",
			 h->breed->loads[arg / 1024 % 2 ? 0 : arg / 64 % loads]);
	h->conduct = draw_conduct(arg);
	h->mac = (struct nr_mac){ { 0x00, 0x1b, 0x54, 0xaa, 0x00, (uint8_t)number } };
	snprintf(h->name, sizeof(h->name), "SEP001B54AA00%02X", (unsigned)number);
	h->ip.s_addr = htonl(0x0a4d000a + (uint32_t)number);
	h->phase = HANDSET_BOOTS;
}

static void arrives(struct handset *h, uint32_t arg)
{
	if (h->here)
		return;
	set_up(h, arg);
	trace_line("%s is a %s, %s%s", h->name, h->breed->model, h->runs[0] ? h->runs : "wiped",
		   describe(h->conduct));
}

/* Another phone with the MAC of the one before it. */
static void twin_arrives(struct handset *h, uint32_t arg)
{
	int other = (int)(h - handset + 1) % HANDSETS;

	if (h->here || !handset[other].here)
		return;
	set_up(h, arg);
	h->mac = handset[other].mac;
	memcpy(h->name, handset[other].name, sizeof(h->name));
	h->twin = handset[other].twin = true;
	/* What was said of that MAC is now said of both. */
	h->lied_about = true;
	h->lie_count = handset[other].lie_count;
	memcpy(h->lies, handset[other].lies, sizeof(h->lies));
	trace_line("another %s has the MAC of %s, %s%s", h->breed->model, h->name, h->runs,
		   describe(h->conduct));
}

static void lives(struct handset *h, uint32_t arg)
{
	for (uint32_t i = 0; i <= arg % 6 && !promise_failed(); i++)
		handset_live(h);
}

static void lives_on(struct handset *h, uint32_t arg)
{
	for (uint32_t i = 0; i <= arg % 30 && !promise_failed(); i++)
		handset_live(h);
}

static void waits(struct handset *h, uint32_t arg)
{
	static const int64_t seconds[] = { 5, 30, 70, 130, 400, 700, 1300, 2700 };
	int64_t s = seconds[arg % 8];

	(void)h;
	trace_line("%lld s pass", (long long)s);
	world_pass(s * 1000, promise_look);
}

static void loses_power(struct handset *h, uint32_t arg)
{
	(void)arg;
	handset_power(h, false);
}

static void changes_address(struct handset *h, uint32_t arg)
{
	h->ip.s_addr = htonl(0x0a4d0100 + (arg % 16) * 16 + (uint32_t)(h - handset));
	trace_line("%s has another address", h->name);
}

static void changes_conduct(struct handset *h, uint32_t arg)
{
	h->conduct = draw_conduct(arg);
	/* What it left alone as the phone that it was, it asks for now. */
	if (h->gave_up[0] && h->phase == HANDSET_REGISTERS)
		h->phase = HANDSET_READS;
	h->gave_up[0] = '\0';
	trace_line("%s behaves otherwise%s", h->name, describe(h->conduct));
}

static void is_wiped(struct handset *h, uint32_t arg)
{
	(void)arg;
	handset_wipe(h);
}

/* -- the wire -------------------------------------------------------------------------- */

static void loses_frames(struct handset *h, uint32_t arg)
{
	h->lost = 1 + arg % 3;
}

static void doubles_frames(struct handset *h, uint32_t arg)
{
	h->doubled = 1 + arg % 4;
}

static void delays_frames(struct handset *h, uint32_t arg)
{
	h->late = 1 + arg % 3;
}

static void breaks_transfers(struct handset *h, uint32_t arg)
{
	static const char *const how[FATES] = { "whole",
						"nothing gets there",
						"in the middle",
						"the last ACK is lost",
						"the bench is killed in the middle",
						"its power is cut in the middle" };

	h->fate = (enum fate)(1 + arg % (FATES - 1));
	h->broken = h->fate >= FATE_KILLED ? 1 : 1 + arg / 8 % 4;
	trace_line("the next %u transfers of %s break: %s", h->broken, h->name, how[h->fate]);
}

static const char *some_load(const struct handset *h, uint32_t arg)
{
	size_t loads = 0;

	while (h->breed->loads[loads])
		loads++;
	return h->breed->loads[arg % loads];
}

static void lies_load(struct handset *h, uint32_t arg)
{
	static const enum nr_source by[] = { NR_SOURCE_CDP, NR_SOURCE_LLDP, NR_SOURCE_SCCP,
					     NR_SOURCE_SIP, NR_SOURCE_WEB };
	const char *load = arg & 1 && h->wants[0] && world_load(h->wants) ?
				   h->wants :
				   some_load(h, arg / 2);

	trace_line("somebody says for %s that it runs %s", h->name, load);
	wire_lie(h, by[arg / 64 % 5], arg & 32 ? h->breed->platform : NULL, load, NULL);
}

static void lies_model(struct handset *h, uint32_t arg)
{
	const struct breed *b = &breeds[arg % breed_count];

	trace_line("somebody says that %s is a %s", h->name, b->model);
	wire_lie(h, NR_SOURCE_CDP, b->platform, arg & 256 ? b->loads[1] : NULL, NULL);
}

static void lies_text(struct handset *h, uint32_t arg)
{
	static const char *const text[] = { "79XX_default_load",
					    "",
					    "%s%n",
					    "../../etc/passwd",
					    "SCCP45.9-4-2SR3-1S.loads",
					    "P003-8-12-00",
					    "SCCP45.99999-1-1S",
					    "unknown" };

	trace_line("somebody says for %s that it runs '%s'", h->name, text[arg % 8]);
	wire_lie(h, arg & 64 ? NR_SOURCE_CDP : NR_SOURCE_SIP, NULL, text[arg % 8], NULL);
}

static void lies_boot(struct handset *h, uint32_t arg)
{
	trace_line("somebody starts with the MAC of %s", h->name);
	wire_lie(h, NR_SOURCE_DHCP, NULL, NULL, arg & 1 ? "discover" : "init-reboot");
}

static void lies_register(struct handset *h, uint32_t arg)
{
	(void)arg;
	trace_line("somebody registers with the MAC of %s", h->name);
	wire_lie(h, NR_SOURCE_TCP, NULL, NULL, NULL);
}

/* Requests are still read, and nothing gets out. */
static void interface_goes(struct handset *h, uint32_t arg)
{
	world.deaf = true;
	h->fate = FATE_NOTHING;
	h->broken = 1 + arg % 6;
	trace_line(
		"the interface has another name: nothing is sniffed, the next %u answers do not go out",
		h->broken);
}

static void is_deaf(struct handset *h, uint32_t arg)
{
	(void)h;
	world.deaf = arg & 1;
	trace_line(world.deaf ? "the bench sniffs nothing" : "the bench sniffs all");
}

static void frames_arrive(struct handset *h, uint32_t arg)
{
	(void)h;
	(void)arg;
	wire_late_frames();
}

/* Somebody asks for its file and wants no byte of it (HTTP HEAD). */
static void asks_only(struct handset *h, uint32_t arg)
{
	struct phone *p = handset_row(h);
	struct nr_file f;
	char name[80];

	breed_first_file(h->breed, h->runs, h->told[0] ? h->told : some_load(h, arg), name);
	for (uint32_t i = 0; i <= arg % 5 && !promise_failed(); i++) {
		trace_line("somebody asks whether there is %s for %s", name, h->name);
		if (p && nr_ask_file(&world.tftp, p->id, name, &f) == NR_SERVE)
			nr_file_close(&world.tftp, &f);
		world_pass(6000, promise_look);
	}
}

static void foreign_server(struct handset *h, uint32_t arg)
{
	(void)h;
	trace_line(arg & 1 ? "another DHCP server answers" : "no other DHCP server is there");
	world_foreign(arg & 1);
}

/* -- the operator ---------------------------------------------------------------------- */

static void hold(struct handset *h, uint32_t arg)
{
	struct phone *p = handset_row(h);

	(void)arg;
	if (p)
		recovery_hold(&world.bench, p, true);
}

static void resume(struct handset *h, uint32_t arg)
{
	struct phone *p = handset_row(h);

	(void)arg;
	if (p)
		recovery_hold(&world.bench, p, false);
}

static void retry(struct handset *h, uint32_t arg)
{
	struct phone *p = handset_row(h);

	(void)arg;
	if (p)
		recovery_retry(&world.bench, p, false);
}

static void retry_by_force(struct handset *h, uint32_t arg)
{
	struct phone *p = handset_row(h);

	(void)arg;
	if (p)
		recovery_retry(&world.bench, p, true);
}

/* The operator takes it on him: who leaves alone, in silence, what he gave up before cannot be
 * told from who runs it. */
static void is_forgotten(struct handset *h)
{
	h->spoke = false;
	h->forgotten = true;
}

static void forget(struct handset *h, uint32_t arg)
{
	struct phone *p = handset_row(h);

	(void)arg;
	if (p && !recovery_forget(&world.bench, p, false))
		is_forgotten(h);
}

static void forget_by_force(struct handset *h, uint32_t arg)
{
	struct phone *p = handset_row(h);

	(void)arg;
	is_forgotten(h);
	if (p)
		recovery_forget(&world.bench, p, true);
	for (struct handset *k = NULL; p && (k = handset_same(h, k));) {
		k->dismissed = true;
		k->start_seen |= k->writes;
	}
}

static void reset(struct handset *h, uint32_t arg)
{
	struct phone *p = handset_row(h);
	char *why = NULL;

	(void)arg;
	if (p && !reset_ask(&world.bench, p, &why))
		free(why);
}

static void library_changes(struct handset *h, uint32_t arg)
{
	static const char *const what[WORLD_LIBRARIES] = { "has everything", "has goals only",
							   "has no goals", "is empty" };

	(void)h;
	trace_line("the library %s", what[arg % WORLD_LIBRARIES]);
	world_library(arg % WORLD_LIBRARIES);
}

static void bench_killed(struct handset *h, uint32_t arg)
{
	(void)h;
	world_restart(arg & 1);
}

static void in_between(struct handset *h)
{
	static void (*const verbs[])(struct handset *, uint32_t) = {
		hold, resume, retry, retry_by_force, forget, library_changes, loses_frames
	};
	static const char *const names[] = { "hold",           "resume", "retry",
					     "retry --force",  "forget", "the library changes",
					     "frames get lost" };
	uint32_t arg = h->meanwhile_arg;

	trace_line("in the middle of it: %s", names[arg % 7]);
	verbs[arg % 7](h, arg / 7);
}

static void in_the_middle(struct handset *h, uint32_t arg)
{
	h->meanwhile = in_between;
	h->meanwhile_arg = arg;
}

/* -- the table -------------------------------------------------------------------------- */

static const struct kind {
	const char *name;
	unsigned weight;
	void (*run)(struct handset *h, uint32_t arg);
	bool always; /* also for a phone that is not there */
} kinds[] = {
	{ "comes", 3, arrives, true },
	{ "comes with a MAC that is there", 1, twin_arrives, true },
	{ "lives", 40, lives, false },
	{ "lives on", 25, lives_on, false },
	{ "time passes", 8, waits, true },
	{ "loses power", 4, loses_power, false },
	{ "changes its address", 1, changes_address, false },
	{ "changes its conduct", 3, changes_conduct, false },
	{ "is wiped", 1, is_wiped, false },
	{ "frames get lost", 2, loses_frames, false },
	{ "frames come twice", 2, doubles_frames, false },
	{ "frames are late", 2, delays_frames, false },
	{ "the interface is renamed", 4, interface_goes, false },
	{ "the bench sniffs, or does not", 2, is_deaf, true },
	{ "late frames arrive", 4, frames_arrive, true },
	{ "transfers break", 6, breaks_transfers, false },
	{ "a false load", 3, lies_load, false },
	{ "a false model", 2, lies_model, false },
	{ "a text of any kind", 2, lies_text, false },
	{ "a false start", 1, lies_boot, false },
	{ "a false registration", 1, lies_register, false },
	{ "is asked about only", 2, asks_only, false },
	{ "another DHCP server", 3, foreign_server, true },
	{ "hold", 3, hold, false },
	{ "resume", 4, resume, false },
	{ "retry", 3, retry, false },
	{ "retry --force", 2, retry_by_force, false },
	{ "forget", 2, forget, false },
	{ "forget --force", 1, forget_by_force, false },
	{ "reset", 2, reset, false },
	{ "the library changes", 3, library_changes, true },
	{ "the bench is killed and started", 3, bench_killed, true },
	{ "in the middle of the next transfer", 3, in_the_middle, false },
};

#define KINDS NR_ARRAY_SIZE(kinds)

struct happening happening_draw(uint64_t (*random)(void))
{
	static unsigned total;
	struct happening e = { 0 };
	unsigned at;

	if (!total)
		for (size_t i = 0; i < KINDS; i++)
			total += kinds[i].weight;
	at = (unsigned)(random() % total);
	while (at >= kinds[e.kind].weight)
		at -= kinds[e.kind++].weight;
	/* Most of it befalls the first. */
	e.who = random() % 4 ? 0 : (uint8_t)(random() % HANDSETS);
	e.arg = (uint32_t)random();
	return e;
}

struct happening happening_arrival(uint64_t (*random)(void), unsigned who)
{
	return (struct happening){ .kind = 0, .who = (uint8_t)who, .arg = (uint32_t)random() };
}

void happening_run(const struct happening *e)
{
	const struct kind *k = &kinds[e->kind];
	struct handset *h = &handset[e->who];

	if (!h->here && !k->always)
		return;
	k->run(h, e->arg);
	promise_look();
}

const char *happening_name(const struct happening *e)
{
	return kinds[e->kind].name;
}
