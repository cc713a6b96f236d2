/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_HOST_H
#define PHONE_HOST_H
/*
 * host.h -- the network side of a simulated phone: Ethernet, ARP, IPv4, UDP, a
 * little TCP and ICMP errors, made by hand.
 *
 * A host is one MAC and one address on a wire, which has any number of them.  The
 * caller owns both.  RFC 791, 768, 826, 792, 9293; IEEE 802.1Q.
 */
#include "tests/phone/wire.h"

#define FRAME_MAX 2048                  /* of what we send */
#define NEIGHBOURS 4

struct neighbour {
	uint32_t ip;                    /* addresses are host order everywhere here */
	uint8_t mac[6];
};

struct host {
	struct wire *wire;
	uint8_t mac[6];
	uint32_t ip, mask, router;      /* ip 0: none yet */
	uint32_t probing;               /* address under ARP probe, or 0 */
	bool conflict;                  /* somebody answered for it */
	bool tagged;                    /* its frames carry an 802.1Q tag, with this number: */
	uint16_t vlan;                  /* 0: untagged, or a tag for its priority only */
	unsigned loss;                  /* per cent of the frames lost, each way */
	uint32_t random;                /* state of host_random() */
	uint16_t id;                    /* IP identification */
	struct neighbour neighbour[NEIGHBOURS];
	unsigned next_neighbour;
	uint8_t pending[FRAME_MAX];     /* one packet that waits for an ARP reply */
	size_t pending_len;
	uint32_t pending_for;
};

void host_init(struct host *h, struct wire *w, const uint8_t mac[6]);
/* Forget address and neighbours, as a restart does. */
void host_reset(struct host *h);
/* The same numbers for the same MAC in every run. */
uint32_t host_random(struct host *h);

/* A frame as it is; what is shorter than Ethernet allows gets padding. */
void host_send_frame(struct host *h, const uint8_t *frame, size_t len);

struct datagram {
	uint32_t src, dst;
	uint16_t sport, dport;
	const void *data;
	size_t len;
	bool no_checksum;               /* UDP checksum 0, as the phones' DHCP has it */
};
void host_send_udp(struct host *h, const struct datagram *d);
void host_send_syn(struct host *h, uint32_t dst, uint16_t sport, uint16_t dport);
/* End a connection that was opened for us: RST. */
struct packet;
void host_send_rst(struct host *h, const struct packet *to);
/* "Port unreachable" about @p. */
void host_send_unreachable(struct host *h, const struct packet *p);
/* Ask whether somebody has @ip (RFC 5227 probe); see conflict. */
void host_probe(struct host *h, uint32_t ip);
/* Tell everybody that we have our address. */
void host_announce(struct host *h);

enum packet_kind {
	PACKET_NONE,                    /* not for us, or dealt with */
	PACKET_UDP,
	PACKET_TCP,
	PACKET_UNREACHABLE,             /* ICMP: our datagram from sport was refused */
};

struct packet {
	enum packet_kind kind;
	uint32_t src, dst;
	uint16_t sport, dport;
	bool broadcast;
	uint8_t tcp_flags;
	uint32_t tcp_seq, tcp_ack;
	const uint8_t *ip_header;       /* with what follows: */
	size_t ip_len;
	const uint8_t *data;
	size_t len;
};

#define TCP_FIN 0x01
#define TCP_SYN 0x02
#define TCP_RST 0x04
#define TCP_ACK 0x10

/* A connection, as far as a wire without losses needs one; client.h has the rest. */
struct stream {
	uint32_t peer;
	uint16_t sport, dport;
	uint32_t seq, ack;              /* the next byte to send, to receive */
};

/* A segment without bytes: TCP_SYN | TCP_ACK, TCP_FIN | TCP_ACK, ... */
void host_send_control(struct host *h, const struct stream *t, uint8_t flags);
/* Send @len bytes, or only say what was received; the caller moves @t->seq on. */
void host_send_stream(struct host *h, const struct stream *t, const uint8_t *data, size_t len);
/* The end of what we send; moves @t->seq on. */
void host_send_fin(struct host *h, struct stream *t);

/* Digest one frame; ARP and ping are answered here.  @out points into @frame. */
void host_input(struct host *h, const uint8_t *frame, size_t len, struct packet *out);

#endif
