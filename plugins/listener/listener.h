/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PLUGINS_LISTENER_H
#define PLUGINS_LISTENER_H
/*
 * listener.h -- a door of the bench: a TCP or UDP socket that is bound to its
 * address and its wire, and nowhere else.  For plugins that serve; linked into
 * each of them.
 */
#include <netrecover/protocol.h>

enum listener_kind {
	LISTENER_TCP,
	LISTENER_UDP,
};

/*
 * Returns the socket, which does not block, or a negative errno.  The error is
 * logged.
 */
int listener_open(struct nr_instance *self, enum listener_kind kind, uint16_t port);
/* For a plugin's check(): it will be opened, unless the bench only listens. */
void listener_want(struct nr_instance *self, enum listener_kind kind, uint16_t port);

/* Take a connection: returns it, or a negative errno (-EAGAIN: no more of them).  It
 * does not block, sends at once, and is given up when its peer is gone. */
int listener_accept(int fd, struct sockaddr_in *peer);

/* Close it so that the peer gets a reset, not a polite end. */
void listener_abort(int fd);

/*
 * For what can happen ten thousand times: log "@what @peer: @why" when it happens for
 * the 1st, 2nd, 4th, 8th, ... time; *n counts.
 */
void listener_count(struct nr_instance *self, uint64_t *n, const char *what,
		    const struct sockaddr_in *peer, const char *why);

/* Seconds that go on evenly, whatever is done to the time of day. */
double listener_clock(void);

/* The same in milliseconds: a few of them coarse, and nearly free. */
int64_t listener_clock_ms(void);

/* Is @peer a host of the bench's own network?  With a route somewhere, others can reach a port too. */
bool listener_on_wire(struct nr_instance *self, struct in_addr peer);

#define LISTENER_PEER_SIZE (INET_ADDRSTRLEN + 6)

/* "10.77.0.10:49152"; returns @buf. */
const char *listener_peer(const struct sockaddr_in *peer, char buf[LISTENER_PEER_SIZE]);

#endif
