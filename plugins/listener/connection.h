/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PLUGINS_LISTENER_CONNECTION_H
#define PLUGINS_LISTENER_CONNECTION_H
/*
 * connection.h -- the TCP connections that phones have to a plugin, and the bounds
 * on them: how many, how many from one address, how long they may say nothing,
 * how long a message may be.
 *
 * The plugin owns a struct connections; the connections in it are owned here.  One
 * ends when it is given an end, by the plugin's on_bytes() or here, and nowhere else.
 */
#include "plugins/listener/listener.h"

#include <ev.h>

#define CONNECTIONS_MAX 512u
#define CONNECTIONS_PER_ADDRESS 4u
#define CONNECTION_FIRST_WORDS 30.      /* seconds for the first whole message */

/* Why a connection ends; each has its own counter. */
enum connection_end {
	CONNECTION_STAYS = 0,           /* it does not */
	CONNECTION_LEFT,                /* closed by the peer */
	CONNECTION_TOO_MANY,
	CONNECTION_ELSEWHERE,           /* its address is none of the bench's network */
	CONNECTION_BROKEN,              /* what it sends is no message */
	CONNECTION_SILENT,              /* no whole message in time */
	CONNECTION_NO_PHONE,
	CONNECTION_OTHER_NAME,          /* one connection, two names */
	CONNECTION_UNREAD,              /* it does not read what it is sent */
	CONNECTION_STOPPED,             /* by the end of the bench */
	CONNECTION_ENDS,
};

/* First member of the plugin's own. */
struct connection {
	struct connection *next;
	struct connections *all;
	struct sockaddr_in peer;
	ev_io io;
	ev_timer timer;                 /* until the next whole message must be here */
	size_t have;
	uint8_t *buf;
};

struct connections {
	/* Filled by the plugin before connections_open(): */
	struct nr_instance *self;
	size_t size;                    /* of its own struct; a new one is zero behind the first member */
	size_t longest;                 /* message; a longer one is broken */
	const char *broken;             /* what is said of one that is */
	/*
	 * Deal with the message at the start of @data and say how long it was.  *used 0, as
	 * it comes: its end is not here yet.  *used counts when the connection stays.
	 */
	enum connection_end (*on_bytes)(struct connection *c, uint8_t *data, size_t len, size_t *used);

	int fd;
	ev_io io;
	ev_timer rest;                  /* no descriptor is left: accept again later */
	struct connection *used;
	unsigned count;
	uint64_t ends[CONNECTION_ENDS];
};

/* Returns 0 or a negative errno, which is logged. */
int connections_open(struct connections *all, uint16_t port);
void connections_start(struct connections *all);
/* Ends all; also when it was not opened. */
void connections_stop(struct connections *all);

/* The next whole message must be here in @seconds. */
void connection_wait(struct connection *c, double seconds);

/*
 * A whole answer, or the connection is to end: it always fits, unless the peer has
 * read nothing of a great many.
 */
enum connection_end connection_send(struct connection *c, const void *data, size_t len);

#endif
