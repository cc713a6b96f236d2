/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PLUGINS_SIP_NOTIFY_H
#define PLUGINS_SIP_NOTIFY_H
/*
 * notify.h -- the NOTIFYs that tell phones to restart.  By UDP one is repeated until it
 * is answered (RFC 3261, 17.1.2); by TCP it is sent once and not kept.
 */
#include "plugins/listener/connection.h"
#include "plugins/sip/sip.h"

#define NOTIFIES_MAX 256u               /* that wait for an answer; no more are sent then */

struct notifies {
	struct nr_instance *self;
	int udp;                        /* the plugin's socket */
	char local[LISTENER_PEER_SIZE]; /* "10.77.0.1:5060" */
	struct notify *first;
	unsigned count;
};

/* Who sent a message. */
struct sip_peer {
	struct sockaddr_in from;
	struct connection *c;           /* NULL: by UDP */
};

/*
 * Tell the phone @name, as it registered with @m, to restart: with @event ("check-sync"), or, where
 * that is NULL, as a call manager does: with @action ("restart", "reset").  Without a Contact of
 * its own, or with an event that is no header's text, nothing is sent.
 */
enum connection_end notify_send(struct notifies *all, const struct sip_peer *to, const struct sip_message *m,
				const char *name, const char *event, const char *action);
/* @m is a response; perhaps to one of them. */
void notify_answered(struct notifies *all, const struct sip_message *m);
void notify_finish(struct notifies *all);

#endif
