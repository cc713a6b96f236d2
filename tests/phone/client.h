/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_CLIENT_H
#define PHONE_CLIENT_H
/*
 * client.h -- a TCP connection that a phone opens to ask one thing: what is lost on its
 * way is sent again, what comes out of order is put in order (RFC 9293, without options
 * but the segment size).  The caller owns it, and calls client_timer() when it is due.
 */
#include "tests/phone/arrival.h"
#include "tests/phone/host.h"

#define CLIENT_SEND_MAX 512             /* bytes of its question */

enum client_event {
	CLIENT_NOTHING,
	CLIENT_OPEN,                    /* the other side answered: send the question */
	CLIENT_BYTES,                   /* of its answer, in order */
	CLIENT_RESET,                   /* refused before it was open, ended after that */
};

struct client {
	struct stream stream;           /* dport 0: there is none */
	bool open;
	struct arrival arrival;
	uint8_t sent[CLIENT_SEND_MAX];  /* what is not confirmed */
	size_t sent_len;
	unsigned tries;
	int64_t due;                    /* to send that again; CLIENT_NEVER */
};

#define CLIENT_NEVER INT64_MAX

void client_init(struct client *c);
/* Open one to @peer from port @sport; what was before is forgotten. */
void client_open(struct client *c, struct host *h, const struct stream *to, int64_t now);
void client_send(struct client *c, struct host *h, const void *data, size_t len, int64_t now);
/* A segment of the peer.  With CLIENT_BYTES *@data has @len bytes until the next call. */
enum client_event client_input(struct client *c, struct host *h, const struct packet *p, const uint8_t **data,
			       size_t *len);
void client_timer(struct client *c, struct host *h, int64_t now);
/* Its end: in peace, or because nobody waits for the rest. */
void client_close(struct client *c, struct host *h);
void client_abort(struct client *c, struct host *h);
/* A segment of a connection that is closed: its end is confirmed, bytes are refused. */
void client_late(struct host *h, const struct packet *p);

#endif
