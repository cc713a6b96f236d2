/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * registry.c -- the devices that were seen: one struct phone per MAC address,
 * with the latest text of each fact; found by number, MAC, address and name.
 */
#include <config.h>

#include "core/phone/registry.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/phone/belief.h"
#include "core/phone/course.h"
#include "core/phone/crowd.h"
#include "core/phone/evidence.h"
#include "core/phone/memory.h"
#include "core/phone/sighting.h"
#include "core/phone/state.h"

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

const struct phone *registry_known(const struct bench *b, const struct nr_mac *mac)
{
	const struct phone *p;

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
void registry_bind(struct bench *b, struct phone *p, struct in_addr ip)
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

/* A phone that goes on fetching after the bench was started anew is known by
 * the address that it had. */
static struct phone *find_remembered(struct bench *b, struct in_addr ip)
{
	const struct memory *m = memory_find_ip(b, ip);
	struct phone *p = m && !find_mac(b, &m->mac) ? registry_get(b, &m->mac) : NULL;

	if (p)
		registry_bind(b, p, ip);
	return p;
}

struct phone *registry_find_ip(struct bench *b, struct in_addr ip)
{
	struct phone *p;

	if (ip.s_addr == INADDR_ANY)
		return NULL;
	HASH_FIND(by_ip, b->by_ip, &ip, sizeof(ip), p);
	return p ? p : find_remembered(b, ip);
}

static void phone_free(struct bench *b, struct phone *p)
{
	course_finish(b, p);
	belief_finish(p);
	state_finish(p);
	evidence_finish(p);
	free(p);
}

void registry_forget(struct bench *b, struct phone *p)
{
	unbind(b, p);
	HASH_DELETE(by_id, b->by_id, p);
	HASH_DELETE(by_mac, b->by_mac, p);
	DL_DELETE(b->phones, p);
	b->phone_count--;
	phone_free(b, p);
}

void registry_finish(struct bench *b)
{
	while (b->phones)
		registry_forget(b, b->phones);
	plan_store_finish(&b->plans);
	memory_finish(b);
}

static bool make_room(struct bench *b)
{
	struct phone *oldest;

	if (!crowd_has_room(b, &oldest))
		return false;
	if (!oldest)
		return true;
	crowd_forgot(b);
	registry_forget(b, oldest);
	return true;
}

struct phone *registry_get(struct bench *b, const struct nr_mac *mac)
{
	struct phone *p = find_mac(b, mac);
	const struct memory *m;

	if (p)
		return p;
	if (!make_room(b) || !(p = calloc(1, sizeof(*p))))
		return NULL;
	p->id = ++b->last_id;
	p->mac = *mac;
	device_name_write(NULL, mac, p->name);
	p->section = b->config ? settings_phone(b->config, mac) : NULL;
	m = memory_find(b, mac);
	if (m)
		snprintf(p->name, sizeof(p->name), "%s", m->name);
	course_begin(p);
	evidence_begin(p);
	state_begin(p);
	DL_APPEND(b->phones, p);
	HASH_ADD(by_id, b->by_id, id, sizeof(p->id), p);
	HASH_ADD(by_mac, b->by_mac, mac, sizeof(p->mac), p);
	b->phone_count++;
	return p;
}

bool registry_name(struct phone *p, const char *pattern)
{
	char name[DEVICE_NAME_SIZE];

	if (strcmp(device_name_write(pattern, &p->mac, name), p->name) == 0)
		return false;
	memcpy(p->name, name, sizeof(name));
	return true;
}

struct phone *registry_sight(struct bench *b, const struct sighting *s)
{
	struct phone *p = s->mac ? registry_get(b, s->mac) : registry_find_ip(b, s->addr);

	/* Anybody can write any address: it takes nobody's away. */
	bool is_new = !p && s->has_own_mac;

	if (is_new)
		p = registry_get(b, &s->own_mac);
	if (!p)
		return NULL;
	if (s->mac || (is_new && p->ip.s_addr == INADDR_ANY))
		registry_bind(b, p, s->addr);
	evidence_note(p, s);
	return p;
}

/* -- what an earlier run knew -------------------------------------------------- */

bool registry_leased(struct phone *p, struct in_addr ip)
{
	if (ip.s_addr == p->leased.s_addr)
		return false;
	p->leased = ip;
	return true;
}
