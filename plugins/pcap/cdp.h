/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PCAP_CDP_H
#define PCAP_CDP_H
/*
 * cdp.h -- Cisco Discovery Protocol, versions 1 and 2, as phones speak it.
 * Pure: the bytes behind the SNAP header to a struct.
 */
#include <netrecover/reader.h>
#include <netrecover/types.h>

/* Bits of cdp.capabilities. */
#define CDP_ROUTER 0x01
#define CDP_SWITCH 0x08
#define CDP_HOST 0x10
#define CDP_PHONE 0x80

struct cdp {
	uint8_t version, ttl;
	bool checksum_ok;               /* a wrong one is reported, never a reason to drop */
	char device[64];                /* "SEP0C2724317F2E" */
	char port[32];                  /* "Port 1" */
	char load[64];                  /* TLV 5, as sent: "sip88xx.10-3-1-20.loads" */
	char platform[64];              /* "Cisco IP Phone 7945", no blank behind it */
	uint32_t capabilities;
	struct in_addr addr;            /* first IPv4 address; zero: none */
	bool asks_vlan;                 /* VoIP VLAN query: it looks for a voice VLAN */
	uint16_t power;                 /* mW */
};

/* 0, or -EBADMSG; @out is then zero. */
int cdp_read(struct cdp *out, const void *data, size_t len);

/*
 * The checksum of CDP and of its sibling with protocol 0x0128.  It is the one
 * of RFC 1071, except that an odd last octet is added as a signed 16-bit word
 * (seen on 79xx and 88xx phones, and in what switches send).
 */
bool cdp_checksum_ok(const void *data, size_t len);

/* One TLV: 16-bit type, 16-bit length with its own header.  False at the end,
 * and when the bytes are bad: nr_ok() says which. */
bool cdp_next(struct nr_reader *r, uint16_t *type, struct nr_reader *value);

#endif
