/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * guard.c -- the questions' timetable.
 */
#include "plugins/dhcp/guard.h"

/*
 * What must pass between a question and the next, and after the last.  Counted
 * from one to the next, so that a busy program waits longer, never shorter.
 */
static const int64_t asking[] = { 1000, 1500, 2000 };
static const int64_t hearsay[] = { 3000, 3000, 4000 };
/* ... and since its last packet: two questions, and a last silence. */
#define SURE_MS 60000
#define SURE_QUESTIONS 2

#define QUESTIONS NR_ARRAY_SIZE(asking)
_Static_assert(NR_ARRAY_SIZE(hearsay) == QUESTIONS, "as many questions");

static bool same_mac(const struct nr_mac *a, const struct nr_mac *b)
{
	return memcmp(a, b, sizeof(*a)) == 0;
}

static bool is_set(const struct nr_mac *mac)
{
	static const struct nr_mac none;

	return !same_mac(mac, &none);
}

void guard_init(struct guard *g, enum guard_phase phase, const uint8_t random[GUARD_RANDOM])
{
	memset(g, 0, sizeof(*g));
	g->phase = phase;
	memcpy(g->mac.b, random, 6);
	g->mac.b[0] = (uint8_t)((g->mac.b[0] & 0xfc) | 0x02);   /* local, one station */
	memcpy(&g->xid, random + 6, 4);
}

/* -- the timetable ------------------------------------------------------------ */

static bool is_sure(const struct guard *g)
{
	return g->phase == GUARD_TRIPPED && !g->hearsay;
}

static unsigned questions(const struct guard *g)
{
	return is_sure(g) ? SURE_QUESTIONS : (unsigned)QUESTIONS;
}

/* When the next question, or the end, is due. */
static int64_t due(const struct guard *g, int64_t now)
{
	if (is_sure(g))
		return (g->sent ? g->last : g->heard) + SURE_MS;
	if (!g->sent)
		return now;
	return g->last + (g->phase == GUARD_ASKING ? asking : hearsay)[g->sent - 1];
}

static void forget(struct guard *g)
{
	memset(&g->server_mac, 0, sizeof(g->server_mac));
	memset(&g->client, 0, sizeof(g->client));
	g->server.s_addr = INADDR_ANY;
	g->hearsay = false;
	g->sent = 0;
}

enum guard_step guard_step(struct guard *g, int64_t now, int64_t *wait)
{
	int64_t then = due(g, now);

	*wait = 0;
	if (g->phase != GUARD_ASKING && g->phase != GUARD_TRIPPED)
		return GUARD_END;
	if (now < then) {
		*wait = then - now;
		return GUARD_WAIT;
	}
	if (g->sent < questions(g))
		return GUARD_SEND;
	g->phase = GUARD_CLEAR;
	forget(g);
	return GUARD_END;
}

void guard_sent(struct guard *g, int64_t now)
{
	g->sent++;
	g->last = now;
}

/* -- what is heard -------------------------------------------------------------- */

static void trip(struct guard *g, struct in_addr server, int64_t now)
{
	g->phase = GUARD_TRIPPED;
	g->server = server;
	g->heard = now;
	g->sent = 0;
}

enum guard_news guard_heard(struct guard *g, struct in_addr server, const struct nr_mac *mac,
			    int64_t now)
{
	bool was = g->phase == GUARD_TRIPPED, knew = is_set(&g->server_mac);

	if (g->phase == GUARD_OFF)
		return GUARD_KNOWN;
	trip(g, server, now);
	g->hearsay = false;
	if (!knew)
		g->server_mac = *mac;
	if (!was)
		return GUARD_TRIPS;
	return knew ? GUARD_KNOWN : GUARD_LEARNS;
}

enum guard_news guard_named(struct guard *g, struct in_addr server, const struct nr_mac *client,
			    int64_t now)
{
	bool first = !is_set(&g->client) || g->server.s_addr != server.s_addr;

	switch (g->phase) {
	case GUARD_ASKING:
		/* The questions are on their way: one client's word waits for their answer. */
		if (first) {
			g->server = server;
			g->client = *client;
			return GUARD_KNOWN;
		}
		if (same_mac(&g->client, client))
			return GUARD_KNOWN;
		trip(g, server, now);
		return GUARD_TRIPS;
	case GUARD_CLEAR:
		trip(g, server, now);
		g->client = *client;
		g->hearsay = true;
		return GUARD_TRIPS;
	case GUARD_TRIPPED:
		if (g->hearsay && same_mac(&g->client, client))
			return GUARD_KNOWN;
		g->heard = now;
		g->sent = 0;
		if (!g->hearsay)
			return GUARD_KNOWN;
		g->hearsay = false;
		return GUARD_LEARNS;
	case GUARD_OFF:
		break;
	}
	return GUARD_KNOWN;
}

bool guard_resume(struct guard *g)
{
	if (g->phase != GUARD_TRIPPED)
		return false;
	g->phase = GUARD_CLEAR;
	forget(g);
	return true;
}
