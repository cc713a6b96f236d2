/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * wire.c -- see wire.h.
 */
#include <config.h>

#include "tests/unit/phone/promises/wire.h"
#include "tests/unit/phone/promises/promise.h"
#include "tests/unit/phone/promises/trace.h"

#include <string.h>
#include <strings.h>

static struct frame late[8];
static unsigned late_count;

static const char *said(const struct frame *f, enum nr_fact fact)
{
	for (unsigned i = 0; i < f->count; i++)
		if (f->say[i].fact == fact)
			return f->say[i].text;
	return NULL;
}

void wire_say(struct frame *f, enum nr_fact fact, const char *text)
{
	if (!text || f->count == FACTS)
		return;
	f->say[f->count].fact = fact;
	snprintf(f->say[f->count++].text, sizeof(f->say[0].text), "%s", text);
}

struct frame wire_frame(struct handset *h, enum nr_source source)
{
	struct frame f = { .from = h,
			   .source = source,
			   .has_mac = true,
			   .sent_at = world.now,
			   .mac = h->mac };

	return f;
}

/* "X.loads" means X. */
static const char *without_end(const char *load, char out[80])
{
	const char *end = strstr(load, ".loads");

	snprintf(out, 80, "%.*s", (int)(end ? (size_t)(end - load) : strlen(load)), load);
	return out;
}

static void note_one(struct handset *h, const char *load)
{
	for (unsigned i = 0; i < h->lie_count; i++)
		if (strcasecmp(h->lies[i], load) == 0)
			return;
	if (h->lie_count < LIES)
		snprintf(h->lies[h->lie_count++], sizeof(h->lies[0]), "%.63s", load);
}

/* The name of the list of a wiped phone: what was given under it runs. */
static bool is_list_name(const struct handset *h, const char *load)
{
	const char *list = h->breed->manifest;

	return list && strncasecmp(load, list, strcspn(list, ".")) == 0;
}

/* A loader speaks for its application, the list of a wiped phone for what was given under it. */
void wire_note_lie(struct handset *h, const char *load)
{
	char name[80], loader[64];

	note_one(h, without_end(load, name));
	if (is_list_name(h, load))
		note_one(h, h->has_all[0] ? h->has_all : handset_load_meant(h));
	/* ... also where the bench takes it for the other one that has its MAC. */
	for (const struct handset *k = NULL; (k = handset_same(h, k));)
		for (size_t i = 0; k->breed->loads[i]; i++)
			if (breed_loader(k->breed, k->breed->loads[i], loader) && strcasecmp(loader, name) == 0)
				note_one(h, k->breed->loads[i]);
}

static bool names_what_it_writes(const struct handset *h, const char *load)
{
	char name[80];

	return load && (strcasecmp(without_end(load, name), handset_load_meant(h)) == 0 ||
			is_list_name(h, load));
}

/* As an application does. */
static bool speaks_when_booted(const struct frame *f)
{
	return f->source == NR_SOURCE_SCCP || f->source == NR_SOURCE_SIP ||
	       f->source == NR_SOURCE_WEB || f->source == NR_SOURCE_TCP;
}

/* What it says now is what the bench can know; a word that came late may be false by now. */
static void note_words(const struct frame *f)
{
	struct handset *h = f->from;
	const char *load = said(f, NR_FACT_LOAD), *boot = said(f, NR_FACT_BOOT);
	char words[64], device[16];

	h->start_seen |= boot != NULL;
	if (f->is_false) {
		h->lied_about = true;
		h->false_start |= boot != NULL;
		h->false_proof |= names_what_it_writes(h, load) || speaks_when_booted(f);
	}
	if (!load)
		return;
	breed_words(h->breed, h->runs, h->name + 3, words, device);
	if (strcasecmp(words, load) != 0 && strcasecmp(h->runs, load) != 0) {
		wire_note_lie(h, load);
	} else if (!f->is_false) {
		h->spoke = true;
		h->secret = false;
		h->lie_count = 0;
		h->lied_about = h->false_start = false;
	}
}

/* What one says and does stands for all that have its MAC. */
static void note_twins(const struct frame *f)
{
	const char *load = said(f, NR_FACT_LOAD);
	bool asks = f->source == NR_SOURCE_TFTP;

	for (struct handset *k = NULL; (k = handset_same(f->from, k));) {
		if (k == f->from)
			continue;
		k->lied_about = true;
		k->false_start |= said(f, NR_FACT_BOOT) != NULL;
		k->start_seen |= said(f, NR_FACT_BOOT) || asks;
		k->false_proof |= names_what_it_writes(k, load) || speaks_when_booted(f) ||
				  (asks && f->from->phase == HANDSET_LISTS);
		if (load)
			wire_note_lie(k, load);
		if (said(f, NR_FACT_REGISTERS))
			wire_note_lie(k, f->from->named);
	}
}

static void is_heard(const struct frame *f)
{
	/* A request that is known by its address only is nobody's when that is not known. */
	for (struct handset *k = NULL; f->has_mac && (k = handset_same(f->from, k));)
		k->dismissed = false;
}

nr_phone_id wire_deliver(const struct frame *f)
{
	struct nr_fact_value facts[FACTS + 1] = { { NR_FACT_END, NULL } };
	struct nr_sighting s = { .source = f->source,
				 .mac = f->has_mac ? &f->mac : NULL,
				 .addr = f->addr,
				 .facts = facts };
	struct nr_instance *by = f->source == NR_SOURCE_TFTP ? &world.tftp :
				 f->source == NR_SOURCE_DHCP ? &world.dhcp :
							       &world.pcap;
	nr_phone_id id;

	for (unsigned i = 0; i < f->count; i++)
		facts[i] = (struct nr_fact_value){ f->say[i].fact, f->say[i].text };
	facts[f->count] = (struct nr_fact_value){ NR_FACT_END, NULL };
	note_words(f);
	note_twins(f);
	is_heard(f);
	id = nr_sight(by, &s);
	promise_look();
	return id;
}

/* Who registers in its place says that it took what it was told. */
static void note_call(struct handset *h)
{
	wire_note_lie(h, h->named);
	h->false_call_at = world.now;
}

/* What it sent before it last started, or while it ran what it is about to replace, says no more
 * of it than a lie. */
static void note_late(const struct frame *f)
{
	struct handset *h = f->from;

	if (said(f, NR_FACT_REGISTERS) && (f->sent_at <= h->booted_at || h->writes))
		note_call(h);
	h->false_proof |= h->writes && f->source != NR_SOURCE_DHCP;
}

void wire_late_frames(void)
{
	for (unsigned i = 0; i < late_count; i++) {
		note_late(&late[i]);
		trace_line("a late frame of %s arrives: %s", late[i].from->name,
			   late[i].count ? late[i].say[0].text : "");
		wire_deliver(&late[i]);
	}
	late_count = 0;
}

static bool is_sniffed(enum nr_source source)
{
	return source == NR_SOURCE_CDP || source == NR_SOURCE_LLDP || source == NR_SOURCE_TCP ||
	       source == NR_SOURCE_ARP;
}

nr_phone_id wire_send(struct frame *f)
{
	struct handset *h = f->from;

	if (world.deaf && is_sniffed(f->source)) {
		trace_line("nobody sniffs that");
		return NR_NO_PHONE;
	}
	if (h->lost) {
		h->lost--;
		trace_line("its frame is lost");
		return NR_NO_PHONE;
	}
	if (h->late && late_count < 8) {
		h->late--;
		trace_line("its frame will be late");
		late[late_count++] = *f;
		return NR_NO_PHONE;
	}
	if (h->doubled) {
		h->doubled--;
		trace_line("its frame comes twice");
		wire_deliver(f);
	}
	return wire_deliver(f);
}

void wire_lie(struct handset *h, enum nr_source source, const char *platform, const char *load,
	      const char *boot)
{
	struct frame f = wire_frame(h, source);

	f.is_false = true;
	wire_say(&f, NR_FACT_PLATFORM, platform);
	wire_say(&f, NR_FACT_LOAD, load);
	wire_say(&f, NR_FACT_BOOT, boot);
	if (source == NR_SOURCE_SIP || source == NR_SOURCE_TCP) {
		wire_say(&f, NR_FACT_REGISTERS, "sip");
		note_call(h);
	}
	wire_deliver(&f);
}

void wire_begin(void)
{
	late_count = 0;
}
