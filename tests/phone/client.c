/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* client.c -- see client.h. */
#include <config.h>

#include "tests/phone/client.h"

#include <string.h>

#define AGAIN_MS 300                    /* the first time; then twice as long */
#define TRIES 8

void client_init(struct client *c)
{
	c->stream.dport = 0;
	c->open = false;
	c->due = CLIENT_NEVER;
}

static void wait_for(struct client *c, int64_t now)
{
	c->due = c->tries < TRIES ? now + ((int64_t)AGAIN_MS << c->tries) : CLIENT_NEVER;
}

static void send_out(struct client *c, struct host *h)
{
	if (!c->open)
		host_send_control(h, &c->stream, TCP_SYN);
	else
		host_send_stream(h, &c->stream, c->sent, c->sent_len);
}

void client_open(struct client *c, struct host *h, const struct stream *to, int64_t now)
{
	client_init(c);
	c->stream = *to;
	c->stream.seq = host_random(h);
	c->sent_len = 0;
	c->tries = 0;
	send_out(c, h);
	wait_for(c, now);
}

void client_send(struct client *c, struct host *h, const void *data, size_t len, int64_t now)
{
	c->sent_len = len < sizeof(c->sent) ? len : sizeof(c->sent);
	memcpy(c->sent, data, c->sent_len);
	c->tries = 0;
	send_out(c, h);
	wait_for(c, now);
}

void client_timer(struct client *c, struct host *h, int64_t now)
{
	if (now < c->due)
		return;
	c->tries++;
	send_out(c, h);
	wait_for(c, now);
}

static enum client_event opened(struct client *c, const struct packet *p)
{
	if ((p->tcp_flags & (TCP_SYN | TCP_ACK)) != (TCP_SYN | TCP_ACK) || p->tcp_ack != c->stream.seq + 1)
		return CLIENT_NOTHING;
	c->open = true;
	c->stream.seq++;
	c->stream.ack = p->tcp_seq + 1;
	c->due = CLIENT_NEVER;
	arrival_begin(&c->arrival, c->stream.ack);
	return CLIENT_OPEN;
}

/* Nothing else is sent before all of it is confirmed. */
static void confirmed(struct client *c, uint32_t ack)
{
	if (c->sent_len == 0 || ack != c->stream.seq + (uint32_t)c->sent_len)
		return;
	c->stream.seq = ack;
	c->sent_len = 0;
	c->due = CLIENT_NEVER;
}

enum client_event client_input(struct client *c, struct host *h, const struct packet *p, const uint8_t **data,
			       size_t *len)
{
	bool fin = p->tcp_flags & TCP_FIN;

	if (p->tcp_flags & TCP_RST) {
		client_init(c);
		return CLIENT_RESET;
	}
	if (!c->open)
		return opened(c, p);
	confirmed(c, p->tcp_ack);
	*len = arrival_take(&c->arrival, p->tcp_seq, p->data, p->len, data);
	/* Its end counts as one byte, when all before it is here. */
	c->stream.ack = c->arrival.next + (fin && p->tcp_seq + (uint32_t)p->len == c->arrival.next);
	if (p->len || fin || p->tcp_flags & TCP_SYN)
		host_send_stream(h, &c->stream, c->sent, c->sent_len);
	return *len ? CLIENT_BYTES : CLIENT_NOTHING;
}

void client_close(struct client *c, struct host *h)
{
	if (c->stream.dport && c->open)
		host_send_fin(h, &c->stream);
	client_init(c);
}

void client_abort(struct client *c, struct host *h)
{
	if (c->stream.dport)
		host_send_control(h, &c->stream, c->open ? TCP_RST | TCP_ACK : TCP_RST);
	client_init(c);
}

void client_late(struct host *h, const struct packet *p)
{
	struct stream s = {
		.peer = p->src, .sport = p->dport, .dport = p->sport, .seq = p->tcp_ack,
		.ack = p->tcp_seq + (uint32_t)p->len + 1,
	};

	if (p->len && !(p->tcp_flags & TCP_FIN))
		host_send_rst(h, p);
	else if (p->tcp_flags & TCP_FIN)
		host_send_control(h, &s, TCP_ACK);
}
