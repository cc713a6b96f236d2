/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_FRAMES_H
#define TESTS_FRAMES_H
/*
 * frames.h -- build frames field by field, and write sightings as text.
 */
#include <netrecover/sighting.h>

#define FRAME_SIZE 2048

struct wire {
	uint8_t data[FRAME_SIZE];
	size_t len;
	size_t start;           /* of the CDP body, of the IP header: what sums are made over */
};

void put_u8(struct wire *w, unsigned v);
void put_u16(struct wire *w, unsigned v);
void put_u32(struct wire *w, uint32_t v);
void put_bytes(struct wire *w, const void *data, size_t len);
void put_text(struct wire *w, const char *text);        /* without its NUL */
void put_mac(struct wire *w, const char *mac);          /* "0c:27:24:31:7f:2e" */
void put_addr(struct wire *w, const char *addr);

/* Addresses, and a tag when @vlan is not 0. */
void wire_begin(struct wire *w, const char *to, const char *from, unsigned vlan);

/* IEEE 802.3 with SNAP 00000c and @protocol, version 2; sums are put in by the end. */
void snap_begin(struct wire *w, const char *from, unsigned protocol);
void snap_text(struct wire *w, unsigned type, const char *text);
void snap_u32(struct wire *w, unsigned type, uint32_t value);
void snap_addr(struct wire *w, unsigned type, const char *addr);
void snap_end(struct wire *w);

/* CDP of a phone: device id, IPv4 address, port, capabilities, version, platform. */
void cdp_phone(struct wire *w, const char *mac, const char *device, const char *addr,
	       uint32_t capabilities, const char *load, const char *platform);

void lldp_begin(struct wire *w, const char *from);
void lldp_tlv(struct wire *w, unsigned type, const void *value, size_t len);
void lldp_text(struct wire *w, unsigned type, const char *text);
void lldp_port(struct wire *w, const char *id);
void lldp_chassis_addr(struct wire *w, const char *addr);
void lldp_capabilities(struct wire *w, unsigned capabilities);
void lldp_med(struct wire *w, unsigned subtype, const char *text);
/* LLDP-MED of a class III device, and the end of the frame. */
void lldp_inventory(struct wire *w, const char *hardware, const char *firmware, const char *software,
		    const char *serial, const char *model);
/* All that a 7962 says. */
void lldp_7962(struct wire *w);

void arp(struct wire *w, unsigned operation, const char *mac, const char *addr, const char *target);

/* IPv4 with a UDP or TCP header; put the payload, then ip_end(). */
void udp_begin(struct wire *w, const char *from_mac, const char *from, const char *to, unsigned port);
void tcp_begin(struct wire *w, const char *from_mac, const char *from, const char *to,
	       unsigned port, unsigned flags);
void ip_end(struct wire *w);

/* A DISCOVER (requested NULL) or an INIT-REBOOT REQUEST of a 79xx. */
void dhcp_phone(struct wire *w, const char *mac, const char *vendor_class, const char *requested);
void tftp_request(struct wire *w, const char *from_mac, const char *from, const char *to,
		  const char *file);

/* "cdp" */
const char *frame_source(enum nr_source s);
/* "cdp 0c:27:24:31:7f:2e 10.0.0.45 name=SEP0C2724317F2E platform=Cisco IP Phone 7945 ...";
 * returns @buf. */
char *sighting_text(const struct nr_sighting *s, char *buf, size_t size);

#endif
