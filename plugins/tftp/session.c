/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * session.c -- the running transfers, found by the client's address and port.
 */
#include "plugins/tftp/session.h"

#include <stdlib.h>
#include <string.h>

#define BATCH 32

struct session_batch {
	struct session_batch *next;
	struct session sessions[BATCH];
};

static bool same_peer(const struct sockaddr_in *a, const struct sockaddr_in *b)
{
	return a->sin_addr.s_addr == b->sin_addr.s_addr && a->sin_port == b->sin_port;
}

static unsigned bucket_of(const struct sockaddr_in *peer)
{
	uint64_t key = (uint64_t)peer->sin_addr.s_addr << 16 | peer->sin_port;

	return (unsigned)(key * 0x9e3779b97f4a7c15u >> 40) % SESSION_MAX;
}

struct session *session_find(const struct session_table *t, const struct sockaddr_in *peer)
{
	struct session *s = t->buckets[bucket_of(peer)];

	while (s && !same_peer(&s->peer, peer))
		s = s->next;
	return s;
}

static bool grow(struct session_table *t)
{
	struct session_batch *b = malloc(sizeof(*b));

	if (!b)
		return false;
	b->next = t->batches;
	t->batches = b;
	for (unsigned i = 0; i < BATCH; i++) {
		b->sessions[i].next = t->free;
		t->free = &b->sessions[i];
	}
	return true;
}

struct session *session_take(struct session_table *t, const struct sockaddr_in *peer)
{
	unsigned i = bucket_of(peer);
	struct session *s;

	if (t->count == SESSION_MAX || (!t->free && !grow(t)))
		return NULL;
	s = t->free;
	t->free = s->next;
	memset(s, 0, sizeof(*s));
	s->peer = *peer;
	s->next = t->buckets[i];
	t->buckets[i] = s;
	t->count++;
	return s;
}

void session_give_back(struct session_table *t, struct session *s)
{
	struct session **at = &t->buckets[bucket_of(&s->peer)];

	while (*at != s)
		at = &(*at)->next;
	*at = s->next;
	s->next = t->free;
	t->free = s;
	t->count--;
}

struct session *session_any(const struct session_table *t)
{
	for (unsigned i = 0; t->count > 0 && i < SESSION_MAX; i++)
		if (t->buckets[i])
			return t->buckets[i];
	return NULL;
}

void session_table_finish(struct session_table *t)
{
	while (t->batches) {
		struct session_batch *b = t->batches;

		t->batches = b->next;
		free(b);
	}
	memset(t, 0, sizeof(*t));
}
