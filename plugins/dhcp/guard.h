/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DHCP_GUARD_H
#define DHCP_GUARD_H
/*
 * guard.h -- before the first offer: does somebody else serve this wire?
 *
 * Asks as a client that nobody knows, three times, and listens 4.5 s in all:
 * longer than a server takes that pings an address before it offers it (3 s).
 * Pure: time comes in, steps come out; the caller sends and listens.
 */
#include <netrecover/types.h>

enum guard_phase {
	GUARD_ASKING = 0,
	GUARD_CLEAR,
	GUARD_TRIPPED,
	GUARD_OFF,
};

enum guard_step {
	GUARD_SEND,             /* ask now, then say guard_sent() */
	GUARD_WAIT,             /* until *wait milliseconds have passed */
	GUARD_END,              /* the phase is no longer GUARD_ASKING */
};

struct guard {
	enum guard_phase phase;
	struct nr_mac mac;      /* the unknown client */
	uint32_t xid;
	unsigned sent;
	int64_t last;           /* when the last question left */
};

#define GUARD_RANDOM 10

void guard_init(struct guard *g, enum guard_phase phase, const uint8_t random[GUARD_RANDOM]);
enum guard_step guard_step(struct guard *g, int64_t now, int64_t *wait);
void guard_sent(struct guard *g, int64_t now);

/* A foreign server was heard.  True: the guard was still asking, and trips. */
bool guard_heard(struct guard *g);

#endif
