/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef DHCP_GUARD_H
#define DHCP_GUARD_H
/*
 * guard.h -- does somebody else serve this wire?  Before the first offer, and for
 * the whole run.
 *
 *   asking --3 questions, 4.5 s--> clear <--------------------------+
 *     |                              | OFFER, ACK: 180 s of silence, |
 *     | OFFER, ACK, NAK,             |   asked at 60 and 120; or the |
 *     | two clients name it          |   operator                    |
 *     +---------> tripped <----------+ one client names it: 10 s,    |
 *                    |                   asked at once, at 3 and 6   |
 *                    +-----------------------------------------------+
 *
 * It asks as a client that nobody knows.  4.5 s are longer than a server takes that
 * pings an address before it offers it (3 s).  The word of one client is hearsay,
 * until a second one says the same.
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
	GUARD_END,              /* it is clear, or off: nothing to do until something is heard */
};

struct guard {
	enum guard_phase phase;
	struct nr_mac mac;      /* the unknown client */
	uint32_t xid;
	unsigned sent;          /* questions; when tripped, those since @heard */
	int64_t last;           /* when the last question left */

	/* Tripped, or while asking, by what was said of it. */
	struct in_addr server;
	struct nr_mac server_mac;       /* zero: it was not heard itself */
	struct nr_mac client;   /* who named it first; zero: nobody */
	bool hearsay;           /* nobody else said so */
	int64_t heard;          /* when it tripped, or the other server's last packet */
};

#define GUARD_RANDOM 10

/* What a packet of another server, or a word about it, does. */
enum guard_news {
	GUARD_KNOWN,            /* nothing new */
	GUARD_TRIPS,            /* say so, and take the timetable from its begin */
	GUARD_LEARNS,           /* tripped already, and it is sure now, or who it is */
};

void guard_init(struct guard *g, enum guard_phase phase, const uint8_t random[GUARD_RANDOM]);
enum guard_step guard_step(struct guard *g, int64_t now, int64_t *wait);
void guard_sent(struct guard *g, int64_t now);

/* An answer of @server was heard. */
enum guard_news guard_heard(struct guard *g, struct in_addr server, const struct nr_mac *mac,
			    int64_t now);
/* @client took its address from @server, by its own word. */
enum guard_news guard_named(struct guard *g, struct in_addr server, const struct nr_mac *client,
			    int64_t now);
/* The operator says that it is gone.  False: it was not tripped. */
bool guard_resume(struct guard *g);

#endif
