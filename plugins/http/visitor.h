/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PLUGINS_HTTP_VISITOR_H
#define PLUGINS_HTTP_VISITOR_H
/*
 * visitor.h -- who has a connection to the HTTP door, and for how long without a request.
 *
 * libmicrohttpd ends a connection that is quiet.  One that sends a byte now and then is not,
 * so it is ended here when its next request does not come to the end of its header in time.
 */
#include "plugins/listener/listener.h"

#include <ev.h>

#define VISITORS_MAX 1024u
#define VISITORS_PER_ADDRESS 8u
#define VISITOR_IDLE 60                 /* seconds without a whole request */

struct visitor {
	struct visitor *next, *prev;
	struct sockaddr_in peer;
	int fd;
	bool asks;                      /* a request is being answered */
	double since;                   /* of the connection, or the end of its last request */
};

struct visitors {
	struct nr_instance *self;
	struct visitor *first;
	unsigned count;
	uint64_t too_many, elsewhere, slow;
	ev_timer sweep;
};

void visitors_init(struct visitors *all, struct nr_instance *self);
void visitors_finish(struct visitors *all);

/* False when there are too many, in all or from its address; this is logged. */
bool visitors_may_enter(struct visitors *all, const struct sockaddr_in *peer);

/* NULL: no memory; the other functions take that. */
struct visitor *visitor_new(struct visitors *all, const struct sockaddr_in *peer, int fd);
void visitor_free(struct visitors *all, struct visitor *v);
void visitor_asks(struct visitor *v);
void visitor_answered(struct visitor *v);

#endif
