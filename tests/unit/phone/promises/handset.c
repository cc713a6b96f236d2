/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * handset.c -- see handset.h.
 *
 * A phone writes its flash from the first byte of the first image that it got until it has
 * booted with it; when it loses power, or gives the load up, it writes no more.
 */
#include <config.h>

#include "tests/unit/phone/promises/handset.h"
#include "core/phone/registry.h"
#include "tests/unit/phone/promises/promise.h"
#include "tests/unit/phone/promises/trace.h"
#include "tests/unit/phone/promises/wire.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

#define RESENDS     3
#define CALL_MS     3000   /* the bench waits two seconds for the words of who calls */
#define PATIENCE_MS 180000 /* of a phone whose next image does not come */

struct handset handset[HANDSETS];

struct phone *handset_row(const struct handset *h)
{
	return registry_find_name(&world.bench, h->name);
}

const char *handset_load_meant(const struct handset *h)
{
	if (!h->list || h->list->parsed.kind != NR_KIND_MANIFEST)
		return h->wants;
	for (size_t i = 0; h->breed->loads[i]; i++) {
		const struct lib_load *l = world_load(h->breed->loads[i]);

		if (l && l->release == h->list->release)
			return h->breed->loads[i];
	}
	return "";
}

struct handset *handset_same(const struct handset *h, const struct handset *k)
{
	for (size_t i = k ? (size_t)(k - handset) + 1 : 0; i < HANDSETS; i++)
		if (handset[i].here && memcmp(&handset[i].mac, &h->mac, sizeof(h->mac)) == 0)
			return &handset[i];
	return NULL;
}

/* -- files ---------------------------------------------------------------------------- */

enum what { A_CONFIG, A_LIST, AN_IMAGE };

/* What it last got whole. */
static char last[16384];
static size_t last_size;

/* Which list did it just get?  Those of wiped phones have one name in all releases. */
static void know_list(struct handset *h)
{
	h->list = h->runs[0] ? world_load(h->wants) : NULL;
	for (size_t i = 0; !h->list && !h->runs[0]; i++) {
		const struct lib_load *l = world_manifest(h->wants, i);

		if (!l)
			break;
		if (memmem(last, last_size, l->file_name[0], strlen(l->file_name[0])))
			h->list = l;
	}
}

/* It has this image already: the load that it runs has the same. */
static bool has_image(const struct handset *h, const char *image)
{
	const struct lib_load *l = h->runs[0] ? world_load(h->runs) : NULL;
	char loader[64];

	if (strncmp(h->runs, "P003-", 5) == 0 &&
	    strncasecmp(image, h->runs, strlen(h->runs)) == 0)
		return true;
	for (size_t i = 0; l && i < l->file_count; i++)
		if (strcasecmp(l->file_name[i], image) == 0)
			return true;
	return breed_loader(h->breed, h->runs, loader) &&
	       strncasecmp(image, loader, strlen(loader)) == 0;
}

/* A list may have a section for each platform: it is of the first. */
static bool is_for_it(const struct handset *h, size_t i)
{
	const struct lib_load *l = h->list;
	uint32_t first = l->platforms & (~l->platforms + 1);

	return !l->file_platforms || !l->file_platforms[i] || l->file_platforms[i] & first;
}

static bool wants(const struct handset *h, size_t i)
{
	return is_for_it(h, i) && !has_image(h, h->list->file_name[i]);
}

/* Does it want another image of its list, after the one that it is at? */
static bool wants_more(const struct handset *h)
{
	for (size_t i = h->next + 1; h->list && i < h->list->file_count; i++)
		if (wants(h, i))
			return true;
	return false;
}

static void begin_file(struct handset *h, enum what what)
{
	if (what == A_LIST) {
		h->forgotten = false;
		if (h->has_all[0])
			memcpy(h->had_all, h->has_all, sizeof(h->had_all));
		h->has_all[0] = '\0';
		h->took = false;
	}
	if (what != AN_IMAGE)
		return;
	h->took = true;
	if (!h->writes)
		h->start_seen = h->false_proof = false;
	h->writes = true;
}

static void has_file(struct handset *h, enum what what)
{
	h->got_at = world.now;
	if (what == AN_IMAGE && !wants_more(h))
		snprintf(h->has_all, sizeof(h->has_all), "%s", handset_load_meant(h));
	h->lists += h->phase == HANDSET_LISTS;
	if (what == A_LIST)
		know_list(h);
}

enum got { GOT_NOTHING, GOT_NO, GOT_ALL, GOT_BROKEN };

static nr_phone_id request(struct handset *h, const char *name)
{
	struct frame f = wire_frame(h, NR_SOURCE_TFTP);

	f.addr = h->ip;
	f.has_mac = world.hears_macs;
	wire_say(&f, NR_FACT_FILE_WANTED, name);
	/* It asks again when nothing comes. */
	for (int i = 0; i < RESENDS && (h->lost || h->late); i++) {
		wire_send(&f);
		world_pass(4000, promise_look);
	}
	return wire_send(&f);
}

static void middle(struct handset *h)
{
	void (*happens)(struct handset *) = h->meanwhile;

	h->meanwhile = NULL;
	world_pass(1000, promise_look);
	if (!happens)
		return;
	happens(h);
	promise_look();
}

/* The bytes move; how many get there? */
static enum got transfer(struct handset *h, nr_phone_id id, struct nr_file *f, enum what what)
{
	enum fate fate = h->broken ? h->fate : FATE_WHOLE;
	uint64_t half = f->size / 2;

	h->broken -= h->broken > 0;
	nr_tell(&world.tftp, id, NR_FILE_STARTED, f->name, 0, f->size, NULL);
	if (fate == FATE_NOTHING) {
		world_pass(20000, promise_look);
		nr_tell(&world.tftp, id, NR_FILE_FAILED, f->name, 0, f->size, "timeout");
		return GOT_NOTHING;
	}
	begin_file(h, what);
	nr_tell(&world.tftp, id, NR_FILE_MOVED, f->name, half, f->size, NULL);
	middle(h);
	switch (fate) {
	case FATE_PULLED:
		handset_power(h, false);
		/* fall through */
	case FATE_PART:
		world_pass(20000, promise_look);
		nr_tell(&world.tftp, id, NR_FILE_FAILED, f->name, half, f->size, "timeout");
		return GOT_BROKEN;
	case FATE_KILLED:
		trace_line("the bench is killed and started again");
		world_restart(false);
		return GOT_BROKEN;
	case FATE_LAST_ACK:
		has_file(h, what);
		nr_tell(&world.tftp, id, NR_FILE_FAILED, f->name, f->size - 1, f->size,
			"timeout");
		return GOT_ALL;
	case FATE_WHOLE:
	case FATE_NOTHING:
	case FATES:
		break;
	}
	has_file(h, what);
	nr_tell(&world.tftp, id, NR_FILE_SENT, f->name, f->size, f->size, NULL);
	return GOT_ALL;
}

static enum got fetch(struct handset *h, const char *name, enum what what)
{
	static const char *const result[] = { "nothing comes", "\"not found\"", "has it",
					      "it breaks off" };
	nr_phone_id id = request(h, name);
	enum got got = GOT_NOTHING;
	struct nr_file f;

	switch (nr_ask_file(&world.tftp, id, name, &f)) {
	case NR_IGNORE:
		break;
	case NR_REFUSE:
		nr_tell(&world.tftp, id, NR_FILE_REFUSED, name, 0, 0, NULL);
		got = GOT_NO;
		break;
	case NR_SERVE:
		promise_served(h, f.name);
		last_size = f.size < sizeof(last) ? f.size : sizeof(last) - 1;
		memcpy(last, f.data, last_size);
		last[last_size] = '\0';
		if (what == A_CONFIG && breed_read_config(name, last, h->named) &&
		    h->false_call_at && world.now - h->false_call_at < CALL_MS)
			wire_note_lie(h, h->named);
		got = transfer(h, id, &f, what);
		nr_file_close(&world.tftp, &f);
		break;
	}
	trace_line("asks for %s: %s", name, result[got]);
	world_pass(got == GOT_NOTHING ? 12000 : 1000, promise_look);
	promise_look();
	return got;
}

/* -- its life ------------------------------------------------------------------------- */

static void go(struct handset *h, enum phase phase)
{
	h->phase = phase;
	h->next = 0;
}

static const char *const *configs(const struct handset *h)
{
	char loader[64];
	bool universal =
		strncmp(h->runs, "P003-", 5) == 0 || breed_loader(h->breed, h->runs, loader);

	return h->breed->old_configs && !universal ? h->breed->old_configs : h->breed->configs;
}

/* It starts with what it runs: whatever it wrote is over. */
static void boot(struct handset *h)
{
	h->writes = h->halfway = false;
	if (!(h->conduct & CONDUCT_CONTENT) || h->forgotten)
		h->gave_up[0] = '\0';
	h->told[0] = '\0';
	h->booted_at = world.now;
	go(h, HANDSET_BOOTS);
}

static bool asks_for_lease(struct handset *h, const char *how)
{
	struct frame f = wire_frame(h, NR_SOURCE_DHCP);
	char address[INET_ADDRSTRLEN];
	nr_phone_id id;

	wire_say(&f, NR_FACT_VENDOR_CLASS, h->breed->vendor_class);
	wire_say(&f, NR_FACT_HOST_NAME, h->name);
	wire_say(&f, NR_FACT_WANTS_SERVER, "150");
	wire_say(&f, NR_FACT_BOOT, how);
	id = wire_send(&f);
	if (nr_ask_lease(&world.dhcp, id) != NR_SERVE)
		return false;
	promise_leased(h);
	h->leased = true;
	f.addr = h->ip;
	f.count = 0;
	wire_deliver(&f);
	nr_tell(&world.dhcp, id, NR_LEASED,
		inet_ntop(AF_INET, &h->ip, address, sizeof(address)), 0, 0, NULL);
	return true;
}

static void live_boots(struct handset *h)
{
	struct frame f = wire_frame(h, NR_SOURCE_ARP);

	world_pass(h->next ? 8000 : 20000, promise_look);
	if (h->conduct & CONDUCT_FIXED) {
		trace_line("starts with an address of its own");
		f.addr = h->ip;
		wire_send(&f);
		go(h, HANDSET_SPEAKS);
	} else if (asks_for_lease(h, "discover")) {
		trace_line("starts and gets an address");
		go(h, HANDSET_SPEAKS);
	} else {
		trace_line("starts and gets no address");
		/* Some go on with the one that they had. */
		if (++h->next > 3 && h->leased)
			go(h, HANDSET_SPEAKS);
	}
}

static void speak(struct handset *h)
{
	struct frame f = wire_frame(h, NR_SOURCE_CDP);
	char load[64], device[16];

	if (h->conduct & CONDUCT_MUTE)
		return;
	breed_words(h->breed, h->runs, h->name + 3, load, device);
	trace_line("says in CDP that it runs %s", load);
	wire_say(&f, NR_FACT_PLATFORM, h->breed->platform);
	wire_say(&f, NR_FACT_DEVICE_NAME, device);
	wire_say(&f, NR_FACT_LOAD, load);
	wire_send(&f);
}

static void live_speaks(struct handset *h)
{
	world_pass(1000, promise_look);
	speak(h);
	go(h, HANDSET_READS);
}

/* A universal loader runs no application: it registers nowhere, and begins anew. */
static bool only_loads(const struct handset *h)
{
	char loader[64];

	for (size_t i = 0; h->breed->loads[i]; i++)
		if (breed_loader(h->breed, h->breed->loads[i], loader) &&
		    strcasecmp(loader, h->runs) == 0)
			return true;
	return false;
}

/* What it does with what its configurations said. */
static void decide(struct handset *h)
{
	char loader[64];
	bool has =
		strcasecmp(h->told, h->runs) == 0 ||
		(breed_loader(h->breed, h->runs, loader) && strcasecmp(h->told, loader) == 0);

	if (!h->runs[0]) {
		snprintf(h->wants, sizeof(h->wants), "%s", h->breed->manifest);
		go(h, HANDSET_LISTS);
	} else if (h->told[0] && !has &&
		   (only_loads(h) || strcasecmp(h->told, h->gave_up) != 0)) {
		snprintf(h->wants, sizeof(h->wants), "%s", h->told);
		go(h, HANDSET_LISTS);
	} else if (only_loads(h)) {
		world_pass(60000, promise_look);
		boot(h);
	} else {
		go(h, HANDSET_REGISTERS);
	}
}

static void live_reads(struct handset *h)
{
	const char *name = configs(h)[h->next], *mark;
	char full[80];

	if (!name) {
		decide(h);
		return;
	}
	h->next++;
	mark = strstr(name, "%M");
	if (mark)
		snprintf(full, sizeof(full), "%.*s%s%s", (int)(mark - name), name, h->name + 3,
			 mark + 2);
	else
		snprintf(full, sizeof(full), "%s", name);
	if (fetch(h, full, A_CONFIG) != GOT_ALL)
		return;
	if (breed_read_config(full, last, h->told))
		trace_line("is told %s", h->told);
}

static void has_images(struct handset *h)
{
	int64_t usual = h->breed->flash * INT64_C(1000);

	h->written_at = world.now + usual * (h->conduct & CONDUCT_SLOW ? 6 : 1);
	h->halfway = false;
	go(h, HANDSET_WRITES);
}

/* Does it leave alone what it could not take?  All families here are known to ask for it
 * again, so that only one that says what it runs may be taken for content. */
static bool is_content(const struct handset *h)
{
	bool silent = h->conduct & CONDUCT_NO_WORDS;

	return h->conduct & CONDUCT_CONTENT && h->runs[0] && !silent;
}

static void give_up(struct handset *h, bool gives_up)
{
	snprintf(h->gave_up, sizeof(h->gave_up), "%s", gives_up ? handset_load_meant(h) : "");
}

static void after_no(struct handset *h)
{
	world_pass(30000, promise_look);
	if (h->runs[0] && !(h->conduct & CONDUCT_LOOPS))
		go(h, HANDSET_REGISTERS);
	else
		boot(h);
}

/* The first file of a load is its list; of an old one, or a loader, the image itself. */
static void live_lists(struct handset *h)
{
	const struct lib_load *l = h->runs[0] ? world_load(h->wants) : NULL;
	bool image = h->runs[0] && (!l || (l->file_count == 1 && l->file[0] == l->list));
	char name[80];

	if (h->runs[0])
		breed_first_file(h->breed, h->runs, h->wants, name);
	else
		snprintf(name, sizeof(name), "%s", h->wants);
	h->list = NULL;
	switch (fetch(h, name, image ? AN_IMAGE : A_LIST)) {
	case GOT_NOTHING:
	case GOT_NO:
		after_no(h);
		return;
	case GOT_BROKEN:
		if (h->phase != HANDSET_OFF)
			boot(h);
		return;
	case GOT_ALL:
		break;
	}
	if (image) {
		has_images(h);
	} else if (h->conduct & CONDUCT_REJECTS) {
		trace_line("rejects it");
		give_up(h, is_content(h));
		after_no(h);
	} else {
		go(h, HANDSET_FETCHES);
	}
}

static void live_fetches(struct handset *h)
{
	const struct lib_load *l = h->list;
	const char *image;

	if (!l || h->next >= l->file_count) {
		has_images(h);
		return;
	}
	image = l->file_name[h->next];
	if (!wants(h, h->next)) {
		h->next++;
		return;
	}
	if (fetch(h, image, AN_IMAGE) == GOT_ALL) {
		h->next++;
		if (h->breed->stages)
			has_images(h);
	} else if (h->phase != HANDSET_OFF && h->conduct & CONDUCT_STAYS) {
		trace_line("gives up and goes on");
		give_up(h, true);
		h->writes = false;
		world_pass(90000, promise_look);
		go(h, HANDSET_READS);
	} else if (h->phase != HANDSET_OFF) {
		trace_line("gives up and starts with what it had");
		world_pass(20000, promise_look);
		boot(h);
	}
}

/* It runs what it has written: its loader first, the application by the next start. */
static void install(struct handset *h)
{
	const char *load = handset_load_meant(h);
	char loader[64];

	if (breed_loader(h->breed, load, loader) && strcasecmp(h->runs, loader) != 0)
		load = loader;
	snprintf(h->runs, sizeof(h->runs), "%s", load);
}

static void has_written(struct handset *h)
{
	if (h->conduct & CONDUCT_KEEPS) {
		trace_line("%s has installed nothing, and starts with %s", h->name, h->runs);
		give_up(h, is_content(h));
	} else {
		install(h);
		/* By a lie the bench took that for over long ago, and for old what it said meanwhile. */
		h->secret |= h->start_seen && h->false_proof;
		trace_line("%s starts with %s", h->name, h->runs);
	}
	boot(h);
}

static void live_writes(struct handset *h)
{
	int64_t left = h->written_at - world.now;

	if (left <= 0) {
		has_written(h);
		return;
	}
	world_pass(left > 60000 ? left / 2 : left, promise_look);
	if (h->conduct & CONDUCT_HALFWAY && !h->halfway) {
		trace_line("restarts, and goes on to write");
		h->halfway = h->start_seen = true;
		asks_for_lease(h, "discover");
	} else {
		trace_line("writes its flash");
		speak(h);
	}
}

/* What it does while nobody hears of it. */
static void go_on(struct handset *h)
{
	if (h->phase == HANDSET_WRITES && world.now >= h->written_at)
		has_written(h);
	else if (h->phase == HANDSET_FETCHES && world.now >= h->got_at + PATIENCE_MS)
		boot(h);
}

void handset_look(void)
{
	for (int i = 0; i < HANDSETS; i++) {
		struct handset *h = &handset[i];
		const struct phone *p = h->here ? handset_row(h) : NULL;

		if (!h->here)
			continue;
		h->cycles = p ? p->power.count : 0;
		if (!h->busy)
			go_on(h);
	}
}

static void live_registers(struct handset *h)
{
	struct frame f = wire_frame(h, NR_SOURCE_TCP);
	char load[64], device[16];

	world_pass(5000, promise_look);
	f.addr = h->ip;
	wire_say(&f, NR_FACT_REGISTERS, h->breed->registers);
	wire_send(&f);
	breed_words(h->breed, h->runs, h->name + 3, load, device);
	trace_line("registers%s%s",
		   h->conduct & CONDUCT_NO_WORDS ? "" : " and says that it runs ",
		   h->conduct & CONDUCT_NO_WORDS ? "" : load);
	f.source = strcmp(h->breed->registers, "sip") == 0 ? NR_SOURCE_SIP : NR_SOURCE_SCCP;
	if (!(h->conduct & CONDUCT_NO_WORDS))
		wire_say(&f, NR_FACT_LOAD, h->runs[0] ? h->runs : NULL);
	wire_send(&f);
	world_pass(3000, promise_look);
	go(h, HANDSET_IDLES);
}

static void live_idles(struct handset *h)
{
	struct phone *p = handset_row(h);

	if (p && nr_ask_restart(&world.tftp, p->id)) {
		trace_line("is told to restart");
		boot(h);
		return;
	}
	world_pass(h->conduct & CONDUCT_LOOPS ? 30000 : 60000, promise_look);
	if (h->conduct & CONDUCT_LOOPS)
		boot(h);
	else
		speak(h);
}

void handset_live(struct handset *h)
{
	h->busy = true;
	switch (h->phase) {
	case HANDSET_OFF:
		handset_power(h, true);
		break;
	case HANDSET_BOOTS:
		live_boots(h);
		break;
	case HANDSET_SPEAKS:
		live_speaks(h);
		break;
	case HANDSET_READS:
		live_reads(h);
		break;
	case HANDSET_LISTS:
		live_lists(h);
		break;
	case HANDSET_FETCHES:
		live_fetches(h);
		break;
	case HANDSET_WRITES:
		live_writes(h);
		break;
	case HANDSET_REGISTERS:
		live_registers(h);
		break;
	case HANDSET_IDLES:
		live_idles(h);
		break;
	}
	h->busy = false;
	promise_look();
}

void handset_power(struct handset *h, bool on)
{
	trace_line(on ? "has power" : "loses power");
	boot(h);
	if (!on)
		go(h, HANDSET_OFF);
}

void handset_wipe(struct handset *h)
{
	if (!h->breed->manifest)
		return;
	trace_line("is wiped by its keys");
	h->runs[0] = '\0';
	h->spoke = false;
	h->secret = true;
	h->gave_up[0] = '\0';
	boot(h);
}

void handset_unseen(void)
{
	for (int i = 0; i < HANDSETS; i++)
		handset[i].start_seen |= handset[i].writes;
}

void handset_begin(void)
{
	memset(handset, 0, sizeof(handset));
	wire_begin();
}
