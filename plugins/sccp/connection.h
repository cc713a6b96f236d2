/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PLUGINS_SCCP_CONNECTION_H
#define PLUGINS_SCCP_CONNECTION_H
/*
 * connection.h -- the connections that phones have to the bench, and the bounds
 * on them: how many, how many from one address, how long they may say nothing.
 */
#include "plugins/sccp/message.h"

#include <ev.h>
#include <netrecover/protocol.h>

#define CONNECTIONS_MAX 512u
#define CONNECTIONS_PER_ADDRESS 4u

struct connection {
	struct connection *next;        /* in use, or free */
	struct nr_instance *owner;
	struct sockaddr_in peer;
	ev_io io;
	ev_timer timer;                 /* until the next whole message must be here */
	nr_phone_id phone;
	char name[17];                  /* "": not said yet */
	char load[64];
	bool registered;
	size_t have;
	uint8_t buf[SCCP_FRAME_MAX];
};

struct connections {
	struct connection *used, *free;
	unsigned count;
};

/* NULL when there are too many, in all or from @peer's address, or no memory. */
struct connection *connection_take(struct connections *c, const struct sockaddr_in *peer);
void connection_give_back(struct connections *c, struct connection *one);
void connections_finish(struct connections *c);

#endif
