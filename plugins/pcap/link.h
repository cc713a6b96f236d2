/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PCAP_LINK_H
#define PCAP_LINK_H
/*
 * link.h -- the link of the bench's interface: down, up again, how often, and
 * when that is worth a line.  Pure: what rtnetlink says (RFC 3549) and the time
 * go in, a line comes out.
 *
 * A phone plugged straight into the interface takes the link down whenever it
 * restarts, so each change is reported; after FLAPS of them in a WINDOW it is flapping,
 * which is reported once, and then nothing until it is quiet.
 */
#include <stdbool.h>
#include <stddef.h>

#define LINK_FLAPS 4            /* times down */
#define LINK_WINDOW 60.0        /* s */
#define LINK_QUIET 30.0         /* s without a change: the flapping is over */

enum link_state {
	LINK_UNKNOWN = 0,
	LINK_UP,
	LINK_DOWN,
	LINK_GONE,              /* the interface itself */
};

struct link {
	enum link_state state;
	unsigned downs;         /* since the start */
	double changed;         /* when, in seconds from any point on */
	double down[LINK_FLAPS];        /* when it went down lately, a ring */
	bool flapping;
	unsigned reported;      /* @downs when it began to flap */
};

/*
 * Read netlink messages of @len bytes.  The state of the link number @ifindex
 * after them, or LINK_UNKNOWN when none of them is about it.
 */
enum link_state link_read(const void *data, size_t len, unsigned ifindex);

/* It is in @state at @now: true when @line says something that the operator should hear. */
bool link_change(struct link *l, enum link_state state, double now, const char *interface,
		 char *line, size_t size);

/* Nothing happened: has the flapping ended?  Call it now and then while @flapping. */
bool link_settled(struct link *l, double now, const char *interface, char *line, size_t size);

#endif
