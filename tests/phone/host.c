/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * host.c -- frames made and read by hand; see host.h.
 *
 * UDP and TCP checksums of received packets are not looked at: between two
 * ends of a veth pair the kernel leaves them for the hardware that is not there.
 */
#include <config.h>

#include "tests/phone/host.h"

#include <netrecover/reader.h>

#include <netinet/if_ether.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

static const uint8_t everybody[6] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };

static void put16(uint8_t *p, uint32_t v)
{
	p[0] = (uint8_t)(v >> 8);
	p[1] = (uint8_t)v;
}

static void put32(uint8_t *p, uint32_t v)
{
	put16(p, v >> 16);
	put16(p + 2, v & 0xffff);
}

/* Internet checksum (RFC 1071), going on from @sum. */
static uint32_t sum16(uint32_t sum, const uint8_t *p, size_t len)
{
	for (; len > 1; p += 2, len -= 2)
		sum += (uint32_t)(p[0] << 8 | p[1]);
	if (len)
		sum += (uint32_t)p[0] << 8;
	return sum;
}

static uint16_t fold(uint32_t sum)
{
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return (uint16_t)~sum;
}

void host_init(struct host *h, struct wire *w, const uint8_t mac[6])
{
	*h = (struct host){ .wire = w };
	memcpy(h->mac, mac, 6);
	h->random = nr_u32(&(struct nr_reader){ mac + 2, mac + 6, false }) | 1;
}

void host_reset(struct host *h)
{
	h->ip = h->mask = h->router = h->probing = 0;
	h->conflict = false;
	h->pending_len = 0;
	memset(h->neighbour, 0, sizeof(h->neighbour));
}

uint32_t host_random(struct host *h)
{
	/* xorshift32 (Marsaglia 2003) */
	h->random ^= h->random << 13;
	h->random ^= h->random >> 17;
	h->random ^= h->random << 5;
	return h->random;
}

static bool lost(struct host *h)
{
	return h->loss > 0 && host_random(h) % 100 < h->loss;
}

/* IP and ARP; CDP, of IEEE 802.3, is never tagged.  Priority 5, as voice has it. */
static size_t put_tag(const struct host *h, uint8_t out[FRAME_MAX + 4], const uint8_t *frame, size_t len)
{
	memcpy(out, frame, len);
	if (!h->tagged || (frame[12] << 8 | frame[13]) < 0x600)
		return len;
	memcpy(out + 16, frame + 12, len - 12);
	put16(out + 12, ETHERTYPE_VLAN);
	put16(out + 14, 5u << 13 | h->vlan);
	return len + 4;
}

void host_send_frame(struct host *h, const uint8_t *frame, size_t len)
{
	uint8_t tagged[FRAME_MAX + 4], padded[ETH_ZLEN] = { 0 };

	if (lost(h))
		return;
	len = put_tag(h, tagged, frame, len);
	frame = tagged;
	if (len < sizeof(padded)) {
		memcpy(padded, frame, len);
		frame = padded;
		len = sizeof(padded);
	}
	wire_record(h->wire, frame, len);
	/* A full queue loses the frame, as a wire would. */
	(void)!send(h->wire->fd, frame, len, 0);
}

static void send_arp(struct host *h, uint16_t op, const uint8_t to[6], uint32_t sender,
		     uint32_t target)
{
	uint8_t f[42] = { 0 };

	memcpy(f, to, 6);
	memcpy(f + 6, h->mac, 6);
	put16(f + 12, ETHERTYPE_ARP);
	put16(f + 14, 1);
	put16(f + 16, ETHERTYPE_IP);
	f[18] = 6;
	f[19] = 4;
	put16(f + 20, op);
	memcpy(f + 22, h->mac, 6);
	put32(f + 28, sender);
	if (op == 2)
		memcpy(f + 32, to, 6);
	put32(f + 38, target);
	host_send_frame(h, f, sizeof(f));
}

void host_probe(struct host *h, uint32_t ip)
{
	h->probing = ip;
	send_arp(h, 1, everybody, 0, ip);
}

void host_announce(struct host *h)
{
	send_arp(h, 1, everybody, h->ip, h->ip);
}

static const struct neighbour *neighbour_find(const struct host *h, uint32_t ip)
{
	for (size_t i = 0; i < NEIGHBOURS; i++)
		if (h->neighbour[i].ip == ip)
			return &h->neighbour[i];
	return NULL;
}

static void neighbour_learn(struct host *h, uint32_t ip, const uint8_t mac[6])
{
	struct neighbour *n = NULL;

	for (size_t i = 0; i < NEIGHBOURS && !n; i++)
		if (h->neighbour[i].ip == ip)
			n = &h->neighbour[i];
	if (!n)
		n = &h->neighbour[h->next_neighbour++ % NEIGHBOURS];
	n->ip = ip;
	memcpy(n->mac, mac, 6);
	if (h->pending_len && h->pending_for == ip) {
		memcpy(h->pending, mac, 6);
		host_send_frame(h, h->pending, h->pending_len);
		h->pending_len = 0;
	}
}

/* Fill in the destination of @frame and send it, at once or after an ARP reply. */
static void send_routed(struct host *h, uint8_t *frame, size_t len, uint32_t dst)
{
	bool near = (dst & h->mask) == (h->ip & h->mask);
	uint32_t hop = near || h->router == 0 ? dst : h->router;
	const struct neighbour *n = neighbour_find(h, hop);

	if (dst == 0xffffffff) {
		memcpy(frame, everybody, 6);
	} else if (n) {
		memcpy(frame, n->mac, 6);
	} else {
		memcpy(h->pending, frame, len);
		h->pending_len = len;
		h->pending_for = hop;
		send_arp(h, 1, everybody, h->ip, hop);
		return;
	}
	host_send_frame(h, frame, len);
}

/* Ethernet and IP headers before a payload of @len bytes; returns where it goes. */
static uint8_t *begin_ip(struct host *h, uint8_t frame[FRAME_MAX], uint8_t protocol, uint32_t src,
			 uint32_t dst, size_t len)
{
	uint8_t *ip = frame + 14;

	memset(frame, 0, 34);
	memcpy(frame + 6, h->mac, 6);
	put16(frame + 12, ETHERTYPE_IP);
	ip[0] = 0x45;
	put16(ip + 2, (uint32_t)(20 + len));
	put16(ip + 4, h->id++);
	ip[8] = 64;
	ip[9] = protocol;
	put32(ip + 12, src);
	put32(ip + 16, dst);
	put16(ip + 10, fold(sum16(0, ip, 20)));
	return ip + 20;
}

/* Checksum of a UDP or TCP segment at @p with its pseudo header. */
static uint16_t segment_sum(const uint8_t *p, size_t len, uint8_t protocol, uint32_t src,
			    uint32_t dst)
{
	uint8_t pseudo[12] = { 0 };

	put32(pseudo, src);
	put32(pseudo + 4, dst);
	pseudo[9] = protocol;
	put16(pseudo + 10, (uint32_t)len);
	return fold(sum16(sum16(0, pseudo, sizeof(pseudo)), p, len));
}

void host_send_udp(struct host *h, const struct datagram *d)
{
	uint8_t frame[FRAME_MAX], *udp;
	size_t len = 8 + d->len;

	if (len > FRAME_MAX - 34)
		return;
	udp = begin_ip(h, frame, IPPROTO_UDP, d->src, d->dst, len);
	put16(udp, d->sport);
	put16(udp + 2, d->dport);
	put16(udp + 4, (uint32_t)len);
	put16(udp + 6, 0);
	memcpy(udp + 8, d->data, d->len);
	if (!d->no_checksum) {
		uint16_t sum = segment_sum(udp, len, IPPROTO_UDP, d->src, d->dst);

		put16(udp + 6, sum ? sum : 0xffff);
	}
	send_routed(h, frame, 34 + len, d->dst);
}

struct segment {
	uint32_t dst;
	uint16_t sport, dport;
	uint32_t seq, ack;
	uint8_t flags;
	const uint8_t *data;
	size_t len;
};

/* What a SYN says of segments to us: 1460 bytes, as Ethernet has them (RFC 9293 3.7.1). */
static const uint8_t segment_size[4] = { 2, 4, 1460 >> 8, 1460 & 0xff };

static void send_tcp(struct host *h, const struct segment *s)
{
	size_t header = s->flags & TCP_SYN ? 24 : 20;
	uint8_t frame[FRAME_MAX], *tcp = begin_ip(h, frame, IPPROTO_TCP, h->ip, s->dst, header + s->len);

	memset(tcp, 0, header);
	if (s->flags & TCP_SYN)
		memcpy(tcp + 20, segment_size, sizeof(segment_size));
	if (s->len)
		memcpy(tcp + header, s->data, s->len);
	put16(tcp, s->sport);
	put16(tcp + 2, s->dport);
	put32(tcp + 4, s->seq);
	put32(tcp + 8, s->ack);
	tcp[12] = (uint8_t)(header / 4 << 4);
	tcp[13] = s->flags;
	put16(tcp + 14, 8192);
	put16(tcp + 16, segment_sum(tcp, header + s->len, IPPROTO_TCP, h->ip, s->dst));
	send_routed(h, frame, 34 + header + s->len, s->dst);
}

void host_send_syn(struct host *h, uint32_t dst, uint16_t sport, uint16_t dport)
{
	struct segment s = {
		.dst = dst, .sport = sport, .dport = dport,
		.seq = host_random(h), .flags = TCP_SYN,
	};

	send_tcp(h, &s);
}

void host_send_rst(struct host *h, const struct packet *to)
{
	struct segment s = {
		.dst = to->src, .sport = to->dport, .dport = to->sport,
		.seq = to->tcp_ack, .flags = TCP_RST,
	};

	send_tcp(h, &s);
}

void host_send_control(struct host *h, const struct stream *t, uint8_t flags)
{
	struct segment s = {
		.dst = t->peer, .sport = t->sport, .dport = t->dport, .seq = t->seq, .ack = t->ack,
		.flags = flags,
	};

	send_tcp(h, &s);
}

void host_send_stream(struct host *h, const struct stream *t, const uint8_t *data, size_t len)
{
	struct segment s = {
		.dst = t->peer, .sport = t->sport, .dport = t->dport, .seq = t->seq, .ack = t->ack,
		.flags = TCP_ACK, .data = data, .len = len,
	};

	send_tcp(h, &s);
}

void host_send_fin(struct host *h, struct stream *t)
{
	struct segment s = {
		.dst = t->peer, .sport = t->sport, .dport = t->dport, .seq = t->seq, .ack = t->ack,
		.flags = TCP_ACK | TCP_FIN,
	};

	send_tcp(h, &s);
	t->seq++;
}

static void send_icmp(struct host *h, uint32_t dst, const uint8_t *icmp, size_t len)
{
	uint8_t frame[FRAME_MAX], *p;

	if (len > FRAME_MAX - 34)
		return;
	p = begin_ip(h, frame, IPPROTO_ICMP, h->ip, dst, len);
	memcpy(p, icmp, len);
	put16(p + 2, 0);
	put16(p + 2, fold(sum16(0, p, len)));
	send_routed(h, frame, 34 + len, dst);
}

void host_send_unreachable(struct host *h, const struct packet *p)
{
	uint8_t icmp[8 + 28] = { 3, 3 };

	if (p->ip_len < 28 || p->broadcast || h->ip == 0)
		return;
	memcpy(icmp + 8, p->ip_header, 28);
	send_icmp(h, p->src, icmp, sizeof(icmp));
}

static void arp_input(struct host *h, struct nr_reader r)
{
	uint32_t kind = nr_u32(&r);
	uint16_t sizes = nr_u16(&r), op = nr_u16(&r);
	const uint8_t *from = nr_take(&r, 6);
	uint32_t sender = nr_u32(&r), target;

	nr_take(&r, 6);
	target = nr_u32(&r);
	if (!nr_ok(&r) || kind != 0x00010800 || sizes != 0x0604 || memcmp(from, h->mac, 6) == 0)
		return;
	if (h->probing && sender == h->probing)
		h->conflict = true;
	if (h->ip == 0 || target != h->ip)
		return;
	if (sender)
		neighbour_learn(h, sender, from);
	if (op == 1)
		send_arp(h, 2, from, h->ip, sender);
}

static void udp_input(struct nr_reader r, struct packet *out)
{
	uint16_t len;

	out->sport = nr_u16(&r);
	out->dport = nr_u16(&r);
	len = nr_u16(&r);
	nr_u16(&r);
	if (!nr_ok(&r) || len < 8 || (size_t)len - 8 > nr_left(&r))
		return;
	out->kind = PACKET_UDP;
	out->data = r.pos;
	out->len = (size_t)len - 8;
}

static void tcp_input(struct nr_reader r, struct packet *out)
{
	unsigned header;

	out->sport = nr_u16(&r);
	out->dport = nr_u16(&r);
	out->tcp_seq = nr_u32(&r);
	out->tcp_ack = nr_u32(&r);
	header = nr_u8(&r) >> 4;
	out->tcp_flags = nr_u8(&r);
	nr_take(&r, header > 5 ? 6u + (header - 5u) * 4 : 6u);
	if (!nr_ok(&r))
		return;
	out->kind = PACKET_TCP;
	out->data = r.pos;
	out->len = nr_left(&r);
}

static void icmp_input(struct host *h, struct nr_reader r, struct packet *out)
{
	const uint8_t *whole = r.pos;
	size_t len = nr_left(&r);
	uint16_t what = nr_u16(&r);

	nr_take(&r, 6);
	if (nr_ok(&r) && what == 0x0800 && out->dst == h->ip && len <= FRAME_MAX - 34) {
		uint8_t echo[FRAME_MAX];

		memcpy(echo, whole, len);
		echo[0] = 0;
		send_icmp(h, out->src, echo, len);
	}
	if (what != 0x0303)
		return;
	nr_take(&r, 9);
	if (nr_u8(&r) != IPPROTO_UDP)
		return;
	nr_take(&r, 10);
	out->sport = nr_u16(&r);        /* ours: it sent what was refused */
	out->dport = nr_u16(&r);
	if (nr_ok(&r))
		out->kind = PACKET_UNREACHABLE;
}

static void ip_input(struct host *h, struct nr_reader r, struct packet *out)
{
	const uint8_t *p = r.pos;
	size_t have = nr_left(&r), header, total;
	struct nr_reader body;

	if (have < 20 || p[0] >> 4 != 4)
		return;
	header = (size_t)(p[0] & 15) * 4;
	total = (size_t)(p[2] << 8 | p[3]);
	/* no fragments: these phones never get any */
	if (header < 20 || total < header || total > have || (p[6] & 0x3f) || p[7])
		return;
	out->ip_header = p;
	out->ip_len = total;
	nr_take(&r, 12);
	out->src = nr_u32(&r);
	out->dst = nr_u32(&r);
	/* Before it has an address a phone takes what comes to its MAC (RFC 2131 4.1). */
	if (!out->broadcast && h->ip && out->dst != h->ip)
		return;
	body = nr_reader(p + header, total - header);
	if (p[9] == IPPROTO_UDP)
		udp_input(body, out);
	else if (p[9] == IPPROTO_TCP)
		tcp_input(body, out);
	else if (p[9] == IPPROTO_ICMP)
		icmp_input(h, body, out);
}

void host_input(struct host *h, const uint8_t *frame, size_t len, struct packet *out)
{
	struct nr_reader r = nr_reader(frame, len);
	const uint8_t *to = nr_take(&r, 6);
	uint16_t type, vlan = 0;

	*out = (struct packet){ .kind = PACKET_NONE };
	nr_take(&r, 6);
	type = nr_u16(&r);
	if (type == ETHERTYPE_VLAN) {
		vlan = nr_u16(&r) & 0xfff;
		type = nr_u16(&r);
	}
	if (!nr_ok(&r) || vlan != h->vlan)
		return;
	out->broadcast = memcmp(to, everybody, 6) == 0;
	if (!out->broadcast && memcmp(to, h->mac, 6) != 0)
		return;
	if (lost(h))
		return;
	if (type == ETHERTYPE_ARP)
		arp_input(h, r);
	else if (type == ETHERTYPE_IP)
		ip_input(h, r, out);
}
