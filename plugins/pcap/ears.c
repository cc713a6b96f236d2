/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * ears.c -- see ears.h.
 */
#include "plugins/pcap/ears.h"

#define BOOT_PAUSE 2.0          /* a phone repeats its DISCOVER after 4 s, a copy comes at once */

void ears_init(struct ears *e)
{
	memset(e, 0, sizeof(*e));
	for (size_t i = 0; i < EARS_KNOWN; i++)
		e->head[i] = -1;
}

static int16_t *chain(struct ears *e, const struct nr_mac *mac)
{
	uint32_t h = 2166136261u;

	for (int i = 0; i < 6; i++)
		h = (h ^ mac->b[i]) * 16777619u;
	return &e->head[(h ^ h >> 15) % EARS_KNOWN];
}

static bool mac_equal(const struct nr_mac *a, const struct nr_mac *b)
{
	return memcmp(a, b, sizeof(*a)) == 0;
}

static struct ears_device *find(struct ears *e, const struct nr_mac *mac)
{
	for (int16_t i = *chain(e, mac); i >= 0; i = e->device[i].next)
		if (mac_equal(&e->device[i].mac, mac))
			return &e->device[i];
	return NULL;
}

/* Take the device that was learnt first out of its chain. */
static size_t forget_oldest(struct ears *e)
{
	size_t at = e->oldest;
	int16_t *link = chain(e, &e->device[at].mac);

	while (*link != (int16_t)at)
		link = &e->device[*link].next;
	*link = e->device[at].next;
	e->oldest = (at + 1) % EARS_KNOWN;
	return at;
}

static struct ears_device *learn(struct ears *e, const struct nr_mac *mac)
{
	struct ears_device *d = find(e, mac);
	int16_t *head;
	size_t at;

	if (d)
		return d;
	at = e->count < EARS_KNOWN ? e->count++ : forget_oldest(e);
	d = &e->device[at];
	head = chain(e, mac);
	*d = (struct ears_device){ .mac = *mac, .next = *head, .booted = -BOOT_PAUSE };
	*head = (int16_t)at;
	return d;
}

/* FNV-1a over the facts, with their ends; never 0. */
static uint64_t digest(const struct sniff *s)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < s->count; i++) {
		const char *p = s->facts[i].text;

		if (s->facts[i].fact == NR_FACT_BOOT)
			continue;
		h = (h ^ (uint64_t)s->facts[i].fact) * 1099511628211u;
		do
			h = (h ^ (uint8_t)*p) * 1099511628211u;
		while (*p++);
	}
	return h ? h : 1;
}

/*
 * Announcements are always news: one of them is the proof that a load runs.
 * ARP is news when the address or the host asked for changed, DHCP when its
 * texts changed or a boot begins.
 */
static bool is_news(struct ears_device *d, const struct sniff *s, double now)
{
	bool moved = s->addr.s_addr != 0 && s->addr.s_addr != d->addr.s_addr;
	uint64_t texts;
	bool news;

	if (moved)
		d->addr = s->addr;
	if (s->source == NR_SOURCE_ARP) {
		news = moved || (s->target.s_addr != 0 && s->target.s_addr != d->target.s_addr);
		if (s->target.s_addr != 0)
			d->target = s->target;
		return news;
	}
	if (s->source != NR_SOURCE_DHCP)
		return true;
	texts = digest(s);
	news = moved || texts != d->dhcp || (s->boots && now - d->booted >= BOOT_PAUSE);
	d->dhcp = texts;
	if (s->boots && news)
		d->booted = now;
	return news;
}

/* Which device @s is about: sets @s->mac; NULL: none that we may name. */
static struct ears_device *attribute(struct ears *e, struct sniff *s)
{
	if (s->identifies && s->has_mac)
		return learn(e, &s->mac);
	if (s->names && (!e->serving || (s->has_mac && mac_equal(&s->named, &s->mac)))) {
		s->mac = s->named;
		s->has_mac = true;
		return learn(e, &s->mac);
	}
	/* A wiped phone asks for its list, and never says its name. */
	if (s->near && s->has_mac && !s->names && !e->serving)
		return learn(e, &s->mac);
	return s->has_mac ? find(e, &s->mac) : NULL;
}

/* The server of our own bench reports the request itself, and at the right moment. */
static void drop_own_request(const struct ears *e, struct sniff *s)
{
	size_t kept = 0;

	if (!e->serving || s->source != NR_SOURCE_TFTP ||
	    s->target.s_addr != e->self_addr.s_addr)
		return;
	for (size_t i = 0; i < s->count; i++)
		if (s->facts[i].fact != NR_FACT_FILE_WANTED)
			s->facts[kept++] = s->facts[i];
	s->count = kept;
	s->facts[kept] = (struct nr_fact_value){ NR_FACT_END, NULL };
}

bool ears_sighting(struct ears *e, struct sniff *s, double now, struct nr_sighting *out)
{
	struct ears_device *d;

	if (s->source == NR_SOURCE_NONE ||
	    (s->has_mac && mac_equal(&s->mac, &e->self)))
		return false;
	d = attribute(e, s);
	if (!d || !is_news(d, s, now))
		return false;
	drop_own_request(e, s);
	out->source = s->source;
	out->mac = &s->mac;
	out->addr = s->addr;
	out->facts = s->facts;
	return true;
}
