/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * memory.c -- what the journal of an earlier run says about each phone.
 */
#include <config.h>

#include "core/phone/memory.h"
#include "core/base/clock.h"
#include "core/base/journal.h"
#include "core/base/journal_file.h"
#include "core/phone/bench.h"
#include "core/phone/witness.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

static struct memory *find(const struct bench *b, const struct nr_mac *mac)
{
	uint32_t i = mac_index_find(&b->memory_by_mac, mac);

	return i == MAC_INDEX_NONE ? NULL : &b->memory[i];
}

const struct memory *memory_find(const struct bench *b, const struct nr_mac *mac)
{
	return find(b, mac);
}

/* An address in the form of the other index. */
static struct nr_mac as_mac(struct in_addr ip)
{
	struct nr_mac mac = { { 0 } };

	memcpy(mac.b, &ip, sizeof(ip));
	return mac;
}

const struct memory *memory_find_ip(const struct bench *b, struct in_addr ip)
{
	struct nr_mac at = as_mac(ip);
	uint32_t i = mac_index_find(&b->memory_by_ip, &at);

	return i == MAC_INDEX_NONE ? NULL : &b->memory[i];
}

static void drop(struct bench *b, const struct nr_mac *mac)
{
	struct memory *m = find(b, mac);
	struct nr_mac at;

	if (!m)
		return;
	at = as_mac(m->ip);
	if (memory_find_ip(b, m->ip) == m)
		mac_index_remove(&b->memory_by_ip, &at);
	mac_index_remove(&b->memory_by_mac, mac);
	memset(m, 0, sizeof(*m));
}

/* Row @i is found by its addresses from now on. */
static void remember(struct bench *b, uint32_t i)
{
	const struct memory *m = &b->memory[i];
	struct nr_mac at = as_mac(m->ip);

	mac_index_put(&b->memory_by_mac, &m->mac, i);
	if (m->ip.s_addr != INADDR_ANY && !memory_find_ip(b, m->ip))
		mac_index_put(&b->memory_by_ip, &at, i);
}

/* What the ledger still says of it is known to this run too. */
static void recall(struct bench *b, const struct memory *m)
{
	struct memory *grown = realloc(b->memory, (b->memory_count + 1) * sizeof(*grown));

	if (!grown)
		return;
	b->memory = grown;
	b->memory[b->memory_count] = *m;
	remember(b, (uint32_t)b->memory_count++);
}

void memory_forget(struct bench *b, const struct nr_mac *mac)
{
	uint32_t i = mac_index_find(&b->ledger_by_mac, mac);

	drop(b, mac);
	if (i != MAC_INDEX_NONE && b->ledger[i].writing[0])
		recall(b, &b->ledger[i]);
}

void memory_begun(struct bench *b, const struct nr_mac *mac)
{
	struct memory *m = find(b, mac);

	if (m)
		m->sent[0] = '\0';
}

bool memory_prove(struct bench *b, const struct phone *p, const char *load)
{
	struct memory *m = find(b, &p->mac);

	if (!m || !m->sent[0] || strcasecmp(m->sent, load) != 0)
		return false;
	m->sent[0] = '\0';
	return true;
}

/* One of which little is lost: nothing that it writes, was sent, or the operator said. */
static bool may_go(const struct memory *m)
{
	return !m->writing[0] && !m->sent[0] && !m->said_model[0] && !m->target[0];
}

/* In a full ledger the next one behind the hand of which little is lost makes room. */
#define LOOK_AT 256

static struct memory *take_over(struct bench *b)
{
	for (size_t i = 0; i < LOOK_AT && i < b->ledger_count; i++) {
		struct memory *m = &b->ledger[b->ledger_hand];

		b->ledger_hand = (b->ledger_hand + 1) % b->ledger_count;
		if (!may_go(m))
			continue;
		mac_index_remove(&b->ledger_by_mac, &m->mac);
		return m;
	}
	return NULL;
}

static struct memory *new_row(struct bench *b)
{
	size_t room = b->ledger_room ? 2 * b->ledger_room : 64;
	struct memory *more;

	if (b->ledger_count >= bench_devices(b))
		return take_over(b);
	if (b->ledger_count == b->ledger_room) {
		more = reallocarray(b->ledger, room, sizeof(*more));
		if (!more)
			return NULL;
		b->ledger = more;
		b->ledger_room = room;
	}
	return &b->ledger[b->ledger_count++];
}

static void copy_name(struct memory *m, const char *name)
{
	if (strlen(name) < sizeof(m->name))
		memcpy(m->name, name, strlen(name) + 1);
}

/* Under whichever name: it is told by its address. */
static struct memory *ledger_get(struct bench *b, const char *name)
{
	struct memory *m;
	struct nr_mac mac;
	uint32_t i;

	if (!device_name_mac(name, &mac))
		return NULL;
	i = mac_index_find(&b->ledger_by_mac, &mac);
	if (i == MAC_INDEX_NONE) {
		m = new_row(b);
		if (!m)
			return NULL;
		memset(m, 0, sizeof(*m));
		m->mac = mac;
		if (!mac_index_put(&b->ledger_by_mac, &mac, (uint32_t)(m - b->ledger)))
			return NULL;
	} else {
		m = &b->ledger[i];
	}
	copy_name(m, name);
	return m;
}

static void copy_member(const json_t *o, const char *key, char *dst, size_t size)
{
	const char *s = json_string_value(json_object_get(o, key));

	if (s)
		snprintf(dst, size, "%s", s);
}

static enum load_source source_by_name(const char *name)
{
	for (int s = LOAD_CDP; name && s < LOAD_SOURCES; s++)
		if (strcmp(witness_load_name((enum load_source)s), name) == 0)
			return (enum load_source)s;
	/* by a plugin of another maker, whose type it is */
	return name && name[0] && witness_source(name) == NR_SOURCE_NONE && strcmp(name, "journal") != 0 &&
			       strcmp(name, witness_load_name(LOAD_NONE)) != 0 ?
		       LOAD_PLUGIN : LOAD_NONE;
}

static void remember_load(struct memory *m, const json_t *e)
{
	copy_member(e, "load", m->load, sizeof(m->load));
	m->load_source = source_by_name(json_string_value(json_object_get(e, "source")));
}

static void remember_part(struct memory *m, const char *part, const char *load)
{
	size_t i = 0;

	while (i < NR_ARRAY_SIZE(m->part) && m->part[i].part[0] && strcasecmp(m->part[i].part, part) != 0)
		i++;
	if (i == NR_ARRAY_SIZE(m->part) || strlen(part) >= sizeof(m->part[i].part) ||
	    strlen(load) >= sizeof(m->part[i].load))
		return;
	snprintf(m->part[i].part, sizeof(m->part[i].part), "%s", part);
	snprintf(m->part[i].load, sizeof(m->part[i].load), "%s", load);
}

/* {"bootrom": "bootrom-4.2"} */
static void remember_parts(struct memory *m, const json_t *parts)
{
	const char *part;
	json_t *load;

	json_object_foreach((json_t *)(uintptr_t)parts, part, load)
		if (json_is_string(load))
			remember_part(m, part, json_string_value(load));
}

/* From a first image, or, in a journal of 0.1.0, from the last one on. */
static void remember_writing(struct memory *m, const json_t *e)
{
	m->dismissed = false;
	if (m->writing[0])
		return;
	snprintf(m->writing, sizeof(m->writing), "its load");
	copy_member(e, "load", m->writing, sizeof(m->writing));
	m->writing_at = json_object_get(e, "time") ?
				clock_parse(json_string_value(json_object_get(e, "time"))) :
				clock_wall_ms();
}

/* step.again names no load: it is that of the step that was begun, or sent. */
static void remember_lacks(struct memory *m, const json_t *e)
{
	if (m->sent[0])
		memcpy(m->lacks, m->sent, sizeof(m->lacks));
	copy_member(e, "load", m->lacks, sizeof(m->lacks));
	m->sent[0] = '\0';
}

/* An order to forget ends no writing: that is only not spoken of, until it is heard again. */
static void forget(struct memory *m)
{
	m->said_model[0] = m->target[0] = m->lacks[0] = '\0';
	m->power_cycles = 0;
	m->dismissed = m->writing[0] != '\0';
}

/* Events that say nothing that the next start needs, in the order of how many there are. */
static bool tells(const char *event)
{
	static const char *const idle[] = { "transfer.started", "transfer.done", "transfer.failed", "phone.seen",
					    "phone.planned", "phone.stalled", "phone.stuck", "phone.blocked",
					    "file.served", "phone.refused", "phone.held", "step.served" };

	for (size_t i = 0; i < NR_ARRAY_SIZE(idle); i++)
		if (strcmp(event, idle[i]) == 0)
			return false;
	return true;
}

static bool line_tells(const char *line)
{
	const char *at = strstr(line, "\"event\":\"");
	char event[32];

	if (!at || sscanf(at + 9, "%31[^\"]", event) != 1)
		return true;            /* another spelling of JSON: to be parsed */
	return tells(event);
}

static void note(struct bench *b, const char *event, const char *name, const json_t *e)
{
	const char *ip = json_string_value(json_object_get(e, "ip"));
	struct memory *m = tells(event) ? ledger_get(b, name) : NULL;

	if (!m)
		return;
	if (ip)
		inet_pton(AF_INET, ip, &m->ip);
	if (strcmp(event, "phone.leased") == 0) {
		m->leased = m->ip;
	} else if (strcmp(event, "phone.identified") == 0) {
		copy_member(e, "model", m->model, sizeof(m->model));
		if (json_is_string(json_object_get(e, "load")))
			remember_load(m, e);
		remember_parts(m, json_object_get(e, "parts"));
	} else if (strcmp(event, "phone.disagreement") == 0) { /* its next word tells, and is noted when it is another one */
		m->load[0] = '\0';
		m->load_source = LOAD_NONE;
	} else if (strcmp(event, "step.proven") == 0) {
		const char *part = json_string_value(json_object_get(e, "part"));
		const char *load = json_string_value(json_object_get(e, "load"));

		if (part && load)
			remember_part(m, part, load);
		else
			remember_load(m, e);
		m->sent[0] = m->lacks[0] = '\0';
		m->power_cycles = 0;
		if (m->by_sent)
			m->writing[0] = '\0';
	} else if (strcmp(event, "phone.writing") == 0) {
		remember_writing(m, e);
	} else if (strcmp(event, "phone.written") == 0 || strcmp(event, "phone.done") == 0) {
		m->writing[0] = '\0';
	} else if (strcmp(event, "operator.model") == 0) {
		copy_member(e, "model", m->said_model, sizeof(m->said_model));
	} else if (strcmp(event, "operator.target") == 0) {
		copy_member(e, "load", m->target, sizeof(m->target));
	} else if (strcmp(event, "power.started") == 0) {
		m->power_cycles++;
	} else if (strcmp(event, "step.started") == 0 || strcmp(event, "step.again") == 0) {
		remember_lacks(m, e);
	} else if (strcmp(event, "step.sent") == 0) {
		copy_member(e, "load", m->sent, sizeof(m->sent));
		m->lacks[0] = '\0';
		m->by_sent |= !m->writing[0];
		remember_writing(m, e);
	} else if (strcmp(event, "step.rejected") == 0) {
		copy_member(e, "load", m->rejected, sizeof(m->rejected));
	} else if (strcmp(event, "operator.retry") == 0) {
		memset(m->rejected, 0, sizeof(m->rejected));
	} else if (strcmp(event, "phone.wiped") == 0 || strcmp(event, "phone.forgotten") == 0) {
		m->load[0] = m->sent[0] = m->rejected[0] = '\0';
		m->load_source = LOAD_NONE;
		if (strcmp(event, "phone.forgotten") == 0)
			forget(m);
	}
}

/* -- a snapshot ------------------------------------------------------------------------- */

static json_t *text_or_null(const char *text)
{
	return text[0] ? json_string(text) : json_null();
}

static json_t *address_or_null(struct in_addr a)
{
	char text[INET_ADDRSTRLEN];

	return a.s_addr == INADDR_ANY ? json_null() : json_string(inet_ntop(AF_INET, &a, text, sizeof(text)));
}

static json_t *parts_of(const struct memory *m)
{
	json_t *o = json_object();

	for (size_t i = 0; i < NR_ARRAY_SIZE(m->part) && m->part[i].part[0]; i++)
		json_object_set_new(o, m->part[i].part, json_string(m->part[i].load));
	return o;
}

static json_t *row_of(const struct memory *m)
{
	char at[CLOCK_STR_SIZE];
	json_t *o = json_pack("{s:s, s:o, s:o, s:o, s:o, s:s, s:o}", "phone", m->name, "ip", address_or_null(m->ip),
			      "leased", address_or_null(m->leased), "model", text_or_null(m->model), "load",
			      text_or_null(m->load), "source", witness_load_name(m->load_source), "sent",
			      text_or_null(m->sent));

	if (!o)
		return NULL;
	if (m->writing[0]) {
		json_object_set_new(o, "writing", json_string(m->writing));
		json_object_set_new(o, "writing_since", json_string(clock_str(m->writing_at, at)));
		json_object_set_new(o, "by_sent", json_boolean(m->by_sent));
		json_object_set_new(o, "dismissed", json_boolean(m->dismissed));
	}
	if (m->part[0].part[0])
		json_object_set_new(o, "parts", parts_of(m));
	if (m->said_model[0])
		json_object_set_new(o, "operator_model", json_string(m->said_model));
	if (m->target[0])
		json_object_set_new(o, "operator_target", json_string(m->target));
	if (m->rejected[0])
		json_object_set_new(o, "rejected", json_string(m->rejected));
	if (m->power_cycles)
		json_object_set_new(o, "power_cycles", json_integer(m->power_cycles));
	return o;
}

json_t *memory_snapshot(void *bench)
{
	const struct bench *b = bench;
	json_t *phones = json_array();

	for (size_t i = 0; i < b->ledger_count; i++)
		json_array_append_new(phones, row_of(&b->ledger[i]));
	return json_pack("{s:o}", "phones", phones);
}

static void copy_address(const json_t *o, const char *key, struct in_addr *out)
{
	const char *s = json_string_value(json_object_get(o, key));

	if (s)
		inet_pton(AF_INET, s, out);
}

static void take_row(struct bench *b, const json_t *o)
{
	const char *name = json_string_value(json_object_get(o, "phone"));
	struct memory *m = name ? ledger_get(b, name) : NULL;

	if (!m)
		return;
	copy_address(o, "ip", &m->ip);
	copy_address(o, "leased", &m->leased);
	copy_member(o, "model", m->model, sizeof(m->model));
	remember_load(m, o);
	remember_parts(m, json_object_get(o, "parts"));
	copy_member(o, "sent", m->sent, sizeof(m->sent));
	copy_member(o, "writing", m->writing, sizeof(m->writing));
	m->writing_at = clock_parse(json_string_value(json_object_get(o, "writing_since")));
	m->by_sent = json_is_true(json_object_get(o, "by_sent"));
	m->dismissed = json_is_true(json_object_get(o, "dismissed"));
	copy_member(o, "operator_model", m->said_model, sizeof(m->said_model));
	copy_member(o, "operator_target", m->target, sizeof(m->target));
	copy_member(o, "rejected", m->rejected, sizeof(m->rejected));
	m->power_cycles = (unsigned)json_integer_value(json_object_get(o, "power_cycles"));
}

/* It says all: what was known before is not added to it. */
static void take_snapshot(struct bench *b, const json_t *e)
{
	const json_t *phones = json_object_get(e, "phones");

	if (!json_is_array(phones))
		return;
	b->ledger_count = b->ledger_hand = 0;
	mac_index_finish(&b->ledger_by_mac);
	for (size_t i = 0; i < json_array_size(phones); i++)
		take_row(b, json_array_get(phones, i));
}

/* -- reading ------------------------------------------------------------------------------ */

static void remember_event(const json_t *e, void *arg)
{
	const char *event = json_string_value(json_object_get(e, "event"));
	const char *name = json_string_value(json_object_get(e, "phone"));

	if (event && strcmp(event, JOURNAL_CONTINUED) == 0)
		take_snapshot(arg, e);
	else if (event && name)
		note(arg, event, name, e);
}

void memory_note(struct bench *b, const char *event, const char *name, const json_t *more)
{
	note(b, event, name, more);
}

void memory_read(struct bench *b, int state_dirfd)
{
	journal_read_known(state_dirfd, line_tells, remember_event, b);
	if (b->ledger_count == 0)
		return;
	b->memory = malloc(b->ledger_count * sizeof(*b->memory));
	if (!b->memory)
		return;
	memcpy(b->memory, b->ledger, b->ledger_count * sizeof(*b->memory));
	b->memory_count = b->ledger_count;
	for (size_t i = 0; i < b->memory_count; i++)
		remember(b, (uint32_t)i);
}

void memory_finish(struct bench *b)
{
	free(b->memory);
	free(b->ledger);
	b->memory = b->ledger = NULL;
	b->memory_count = b->ledger_count = b->ledger_room = b->ledger_hand = 0;
	mac_index_finish(&b->memory_by_mac);
	mac_index_finish(&b->memory_by_ip);
	mac_index_finish(&b->ledger_by_mac);
}
