/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * guard.c -- the questions' timetable.
 */
#include "plugins/dhcp/guard.h"

/*
 * What must pass between a question and the next, and after the last.  Counted
 * from one to the next, so that a busy program waits longer, never shorter.
 */
static const int64_t pauses[] = { 1000, 1500, 2000 };

#define QUESTIONS NR_ARRAY_SIZE(pauses)

void guard_init(struct guard *g, enum guard_phase phase, const uint8_t random[GUARD_RANDOM])
{
	memset(g, 0, sizeof(*g));
	g->phase = phase;
	memcpy(g->mac.b, random, 6);
	g->mac.b[0] = (uint8_t)((g->mac.b[0] & 0xfc) | 0x02);   /* local, one station */
	memcpy(&g->xid, random + 6, 4);
}

enum guard_step guard_step(struct guard *g, int64_t now, int64_t *wait)
{
	int64_t due = g->sent ? g->last + pauses[g->sent - 1] : now;

	*wait = 0;
	if (g->phase != GUARD_ASKING)
		return GUARD_END;
	if (now < due) {
		*wait = due - now;
		return GUARD_WAIT;
	}
	if (g->sent < QUESTIONS)
		return GUARD_SEND;
	g->phase = GUARD_CLEAR;
	return GUARD_END;
}

void guard_sent(struct guard *g, int64_t now)
{
	g->sent++;
	g->last = now;
}

bool guard_heard(struct guard *g)
{
	if (g->phase != GUARD_ASKING)
		return false;
	g->phase = GUARD_TRIPPED;
	return true;
}
