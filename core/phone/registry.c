/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * registry.c -- the devices that were seen: one struct phone per MAC address,
 * with the latest text of each fact; found by number, MAC, address and name.
 */
#include <config.h>

#include "core/phone/bench.h"
#include "core/base/clock.h"
#include "core/base/log.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <strings.h>
#include <utlist.h>

struct phone *registry_find(struct bench *b, nr_phone_id id)
{
	struct phone *p;

	HASH_FIND(by_id, b->by_id, &id, sizeof(id), p);
	return p;
}

struct phone *registry_after(struct bench *b, nr_phone_id id)
{
	struct phone *p = registry_find(b, id);

	if (p)
		return p->next;
	for (p = b->phones; p && p->id <= id; p = p->next)
		;
	return p;
}

struct phone *registry_find_name(struct bench *b, const char *name)
{
	for (struct phone *p = b->phones; p; p = p->next)
		if (strcasecmp(p->name, name) == 0)
			return p;
	return NULL;
}

static struct phone *find_mac(struct bench *b, const struct nr_mac *mac)
{
	struct phone *p;

	HASH_FIND(by_mac, b->by_mac, mac, sizeof(*mac), p);
	return p;
}

static void unbind(struct bench *b, struct phone *p)
{
	if (p->ip.s_addr != INADDR_ANY)
		HASH_DELETE(by_ip, b->by_ip, p);
	p->ip.s_addr = INADDR_ANY;
}

/* Two devices cannot have one address: the later word wins. */
static void bind_address(struct bench *b, struct phone *p, struct in_addr ip)
{
	struct phone *other;

	if (ip.s_addr == INADDR_ANY || p->ip.s_addr == ip.s_addr)
		return;
	HASH_FIND(by_ip, b->by_ip, &ip, sizeof(ip), other);
	if (other)
		unbind(b, other);
	unbind(b, p);
	p->ip = ip;
	HASH_ADD(by_ip, b->by_ip, ip, sizeof(ip), p);
}

const struct memory *registry_memory(const struct bench *b, const char *name)
{
	for (size_t i = 0; i < b->memory_count; i++)
		if (strcmp(b->memory[i].name, name) == 0)
			return &b->memory[i];
	return NULL;
}

bool registry_prove(struct bench *b, const struct phone *p)
{
	for (size_t i = 0; i < b->memory_count; i++) {
		struct memory *m = &b->memory[i];

		if (strcmp(m->name, p->name) != 0 || !m->sent[0] || strcasecmp(m->sent, p->load) != 0)
			continue;
		m->sent[0] = '\0';
		return true;
	}
	return false;
}

static bool mac_of_name(const char *name, struct nr_mac *mac)
{
	unsigned v[6];

	if (sscanf(name, "SEP%2x%2x%2x%2x%2x%2x", &v[0], &v[1], &v[2], &v[3], &v[4], &v[5]) != 6)
		return false;
	for (int i = 0; i < 6; i++)
		mac->b[i] = (uint8_t)v[i];
	return true;
}

/* A phone that goes on fetching after the bench was started anew is known by
 * the address that it had. */
static struct phone *find_remembered(struct bench *b, struct in_addr ip)
{
	struct phone *p;
	struct nr_mac mac;

	for (size_t i = 0; i < b->memory_count; i++) {
		if (b->memory[i].ip.s_addr != ip.s_addr || !mac_of_name(b->memory[i].name, &mac) ||
		    find_mac(b, &mac))
			continue;
		p = registry_get(b, &mac);
		if (p)
			bind_address(b, p, ip);
		return p;
	}
	return NULL;
}

struct phone *registry_find_ip(struct bench *b, struct in_addr ip)
{
	struct phone *p;

	if (ip.s_addr == INADDR_ANY)
		return NULL;
	HASH_FIND(by_ip, b->by_ip, &ip, sizeof(ip), p);
	return p ? p : find_remembered(b, ip);
}

static void phone_free(struct phone *p)
{
	for (int i = 0; i < NR_FACT_COUNT; i++)
		free(p->fact[i].text);
	free(p);
}

void registry_forget(struct bench *b, struct phone *p)
{
	unbind(b, p);
	HASH_DELETE(by_id, b->by_id, p);
	HASH_DELETE(by_mac, b->by_mac, p);
	DL_DELETE(b->phones, p);
	b->phone_count--;
	phone_free(p);
}

void registry_finish(struct bench *b)
{
	while (b->phones)
		registry_forget(b, b->phones);
	free(b->memory);
	b->memory = NULL;
	b->memory_count = 0;
}

/* When the registry is full, the stranger that was silent longest makes room. */
static bool make_room(struct bench *b)
{
	struct phone *oldest = NULL;

	if (b->phone_count < REGISTRY_MAX)
		return true;
	for (struct phone *p = b->phones; p; p = p->next)
		if (p->state == PHONE_STRANGER && (!oldest || p->heard_at < oldest->heard_at))
			oldest = p;
	if (!oldest)
		return false;
	registry_forget(b, oldest);
	return true;
}

static void recall(struct bench *b, struct phone *p)
{
	const struct memory *m = registry_memory(b, p->name);

	if (!m)
		return;
	p->power_cycles = m->power_cycles;
	p->power_at = p->seen_at;
	if (m->sent[0])
		p->image_at = p->seen_at;
	if (!m->load[0])
		return;
	snprintf(p->load, sizeof(p->load), "%s", m->load);
	p->load_source = m->load_source;
	p->load_restored = true;
}

static void apply_config(struct bench *b, struct phone *p)
{
	const struct settings_phone *c = b->config ? settings_phone(b->config, &p->mac) : NULL;

	if (!c)
		return;
	p->hold = c->hold;
	if (c->load)
		belief_load(b, p, c->load, LOAD_OPERATOR);
}

struct phone *registry_get(struct bench *b, const struct nr_mac *mac)
{
	struct phone *p = find_mac(b, mac);
	const uint8_t *m = mac->b;

	if (p)
		return p;
	if (!make_room(b) || !(p = calloc(1, sizeof(*p))))
		return NULL;
	p->id = ++b->last_id;
	p->mac = *mac;
	snprintf(p->name, sizeof(p->name), "SEP%02X%02X%02X%02X%02X%02X",
		 m[0], m[1], m[2], m[3], m[4], m[5]);
	p->seen_at = p->heard_at = p->since_mono = clock_mono_ms();
	p->since = clock_wall_ms();
	DL_APPEND(b->phones, p);
	HASH_ADD(by_id, b->by_id, id, sizeof(p->id), p);
	HASH_ADD(by_mac, b->by_mac, mac, sizeof(p->mac), p);
	b->phone_count++;
	recall(b, p);
	apply_config(b, p);
	return p;
}

const char *phone_fact(const struct phone *p, enum nr_fact fact)
{
	return p->fact[fact].text ? p->fact[fact].text : "";
}

static void put_fact(struct phone *p, enum nr_fact fact, const char *text, enum nr_source source)
{
	struct evidence *e = &p->fact[fact];

	if (!e->text || strcmp(e->text, text) != 0) {
		char *copy = strndup(text, 255);

		if (!copy)
			return;
		free(e->text);
		e->text = copy;
		/* What a known phone asks for does not change which model it is. */
		if (fact != NR_FACT_FILE_WANTED || !p->model)
			p->news = true;
	}
	e->source = source;
	e->at = clock_mono_ms();
}

struct phone *registry_sight(struct bench *b, const struct nr_sighting *s)
{
	struct phone *p = s->mac ? registry_get(b, s->mac) : registry_find_ip(b, s->addr);

	if (!p)
		return NULL;
	if (s->mac)
		bind_address(b, p, s->addr);
	p->heard_at = clock_mono_ms();
	p->sources |= 1u << s->source;
	for (const struct nr_fact_value *f = s->facts; f && f->fact != NR_FACT_END; f++)
		if (f->fact > NR_FACT_END && f->fact < NR_FACT_COUNT && f->text)
			put_fact(p, f->fact, f->text, s->source);
	return p;
}

/* -- what an earlier run knew -------------------------------------------------- */

static struct memory *memory_get(struct bench *b, const char *name)
{
	struct memory *m;

	for (size_t i = 0; i < b->memory_count; i++)
		if (strcmp(b->memory[i].name, name) == 0)
			return &b->memory[i];
	if (b->memory_count >= REGISTRY_MAX)
		return NULL;
	m = realloc(b->memory, (b->memory_count + 1) * sizeof(*m));
	if (!m)
		return NULL;
	b->memory = m;
	m = &b->memory[b->memory_count++];
	memset(m, 0, sizeof(*m));
	snprintf(m->name, sizeof(m->name), "%s", name);
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
		if (strcmp(load_source_name((enum load_source)s), name) == 0)
			return (enum load_source)s;
	return LOAD_NONE;
}

static void remember_load(struct memory *m, const json_t *e)
{
	copy_member(e, "load", m->load, sizeof(m->load));
	m->load_source = source_by_name(json_string_value(json_object_get(e, "source")));
}

static void remember_event(const json_t *e, void *arg)
{
	struct bench *b = arg;
	const char *event = json_string_value(json_object_get(e, "event"));
	const char *name = json_string_value(json_object_get(e, "phone"));
	const char *ip = json_string_value(json_object_get(e, "ip"));
	struct memory *m = event && name ? memory_get(b, name) : NULL;

	if (!m)
		return;
	if (ip)
		inet_pton(AF_INET, ip, &m->ip);
	if (strcmp(event, "phone.identified") == 0) {
		copy_member(e, "model", m->model, sizeof(m->model));
		if (json_is_string(json_object_get(e, "load")))
			remember_load(m, e);
	} else if (strcmp(event, "step.proven") == 0) {
		remember_load(m, e);
		m->sent[0] = '\0';
		m->power_cycles = 0;
	} else if (strcmp(event, "power.started") == 0) {
		m->power_cycles++;
	} else if (strcmp(event, "step.started") == 0) {
		m->sent[0] = '\0';
	} else if (strcmp(event, "step.sent") == 0) {
		copy_member(e, "load", m->sent, sizeof(m->sent));
	} else if (strcmp(event, "phone.wiped") == 0 || strcmp(event, "phone.forgotten") == 0) {
		m->load[0] = m->sent[0] = '\0';
		m->load_source = LOAD_NONE;
	}
}

void registry_remember(struct bench *b, int state_dirfd)
{
	journal_read(state_dirfd, remember_event, b);
}
