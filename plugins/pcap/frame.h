/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PCAP_FRAME_H
#define PCAP_FRAME_H
/*
 * frame.h -- the headers of one captured frame, as far as the ears need them.
 * Pure: bytes to values.
 *
 * Ethernet II and IEEE 802.3 with LLC/SNAP, IEEE 802.1Q and 802.1ad tags, IPv4
 * (RFC 791), UDP (RFC 768), TCP (RFC 9293); for captures also Linux "cooked"
 * and raw IP frames.  Checksums are not looked at: hosts that leave them to the
 * network card have wrong ones in their own captures.
 */
#include <netrecover/reader.h>
#include <netrecover/types.h>

/* What a captured frame starts with. */
enum frame_link {
	FRAME_LINK_ETHERNET,
	FRAME_LINK_COOKED,              /* LINKTYPE_LINUX_SLL: source MAC only */
	FRAME_LINK_COOKED2,             /* LINKTYPE_LINUX_SLL2 */
	FRAME_LINK_IP,                  /* no link header, no MAC */
};

enum frame_kind {
	FRAME_OTHER = 0,
	FRAME_SNAP,                     /* @oui and @type are set */
	FRAME_LLDP,
	FRAME_ARP,
	FRAME_IPV4,
};

struct frame {
	enum frame_kind kind;
	bool has_source;                /* a unicast sender's MAC in @source */
	struct nr_mac source;
	uint16_t vlan;                  /* 0: untagged, or tagged for priority only */
	uint32_t oui;
	uint16_t type;                  /* EtherType, or the protocol of SNAP */
	struct nr_reader body;          /* without padding where a length says so */
};

#define FRAME_UDP 17
#define FRAME_TCP 6

struct ipv4 {
	struct in_addr source, target;
	uint8_t protocol, ttl;
	struct nr_reader body;          /* never of a fragment */
};

struct udp {
	uint16_t source, target;
	struct nr_reader body;
};

#define TCP_SYN 0x02
#define TCP_ACK 0x10

struct tcp {
	uint16_t source, target;
	uint8_t flags;
	struct nr_reader body;
};

/* Each returns false when the bytes are not a whole, sound header. */
bool frame_read(struct frame *out, enum frame_link link, const void *data, size_t len);
bool frame_read_ipv4(struct ipv4 *out, struct nr_reader r);
bool frame_read_udp(struct udp *out, struct nr_reader r);
bool frame_read_tcp(struct tcp *out, struct nr_reader r);

/* Four octets as they are on the wire. */
static inline struct in_addr frame_addr(struct nr_reader *r)
{
	struct in_addr a = { htonl(nr_u32(r)) };

	return a;
}

static inline struct nr_mac frame_mac(struct nr_reader *r)
{
	const uint8_t *p = nr_take(r, 6);
	struct nr_mac mac = { { 0 } };

	if (p)
		memcpy(mac.b, p, 6);
	return mac;
}

#endif
