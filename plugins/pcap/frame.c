/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * frame.c -- see frame.h.
 */
#include "plugins/pcap/frame.h"

#define TYPE_IPV4 0x0800
#define TYPE_ARP 0x0806
#define TYPE_VLAN 0x8100
#define TYPE_QINQ 0x88a8
#define TYPE_LLDP 0x88cc
#define TYPE_LLC 0x0004         /* how cooked frames say "IEEE 802.3 with LLC" */
#define TYPE_IS_LENGTH 0x05dc   /* up to here the field is a length */
#define MAX_TAGS 2

static enum frame_kind kind_of(uint16_t type)
{
	switch (type) {
	case TYPE_IPV4: return FRAME_IPV4;
	case TYPE_ARP: return FRAME_ARP;
	case TYPE_LLDP: return FRAME_LLDP;
	default: return FRAME_OTHER;
	}
}

static void set_source(struct frame *f, struct nr_mac mac)
{
	static const struct nr_mac none;

	f->source = mac;
	f->has_source = !(mac.b[0] & 1) && memcmp(&mac, &none, sizeof(mac)) != 0;
}

/* LLC of SNAP: DSAP AA, SSAP AA, UI; then OUI and protocol. */
static bool read_llc(struct frame *f)
{
	struct nr_reader *r = &f->body;

	if (nr_u8(r) != 0xaa || nr_u8(r) != 0xaa || nr_u8(r) != 0x03)
		return nr_ok(r);        /* another LLC: none of ours, but sound */
	f->oui = (uint32_t)nr_u8(r) << 16;
	f->oui |= nr_u16(r);
	f->type = nr_u16(r);
	if (!nr_ok(r))
		return false;
	f->kind = f->oui == 0 ? kind_of(f->type) : FRAME_SNAP;
	return true;
}

/* From the EtherType on; the first tag is the one that counts. */
static bool read_type(struct frame *f, struct nr_reader r)
{
	uint16_t type = nr_u16(&r);

	for (int i = 0; i < MAX_TAGS && (type == TYPE_VLAN || type == TYPE_QINQ); i++) {
		uint16_t tag = nr_u16(&r) & 0x0fff;

		if (i == 0)
			f->vlan = tag;
		type = nr_u16(&r);
	}
	if (!nr_ok(&r))
		return false;
	if (type <= TYPE_IS_LENGTH && type != TYPE_LLC) {
		f->body = nr_sub(&r, type);
		return read_llc(f);
	}
	f->body = r;
	f->type = type;
	if (type == TYPE_LLC)
		return read_llc(f);
	f->kind = kind_of(type);
	return true;
}

static bool read_ethernet(struct frame *f, struct nr_reader r)
{
	nr_take(&r, 6);
	set_source(f, frame_mac(&r));
	return read_type(f, r);
}

static bool read_cooked(struct frame *f, struct nr_reader r)
{
	uint16_t length;

	nr_take(&r, 4);                 /* direction, kind of device */
	length = nr_u16(&r);
	if (length == 6)
		set_source(f, frame_mac(&r));
	nr_take(&r, length == 6 ? 2 : 8);
	return read_type(f, r);
}

/* The protocol stands first here: put the rest behind it without copying. */
static bool read_cooked2(struct frame *f, struct nr_reader r)
{
	uint16_t type = nr_u16(&r);
	uint8_t length;

	nr_take(&r, 2 + 4 + 2 + 1);     /* reserved, interface, kind, direction */
	length = nr_u8(&r);
	if (length == 6)
		set_source(f, frame_mac(&r));
	nr_take(&r, length == 6 ? 2 : 8);
	f->body = r;
	f->type = type;
	f->kind = kind_of(type);
	if (!nr_ok(&r))
		return false;
	return type == TYPE_LLC ? read_llc(f) : true;
}

static bool read_ip(struct frame *f, struct nr_reader r)
{
	f->body = r;
	if ((nr_u8(&r) & 0xf0) == 0x40)
		f->kind = FRAME_IPV4;
	return nr_ok(&r);
}

bool frame_read(struct frame *out, enum frame_link link, const void *data, size_t len)
{
	struct nr_reader r = nr_reader(data, len);

	memset(out, 0, sizeof(*out));
	switch (link) {
	case FRAME_LINK_ETHERNET: return read_ethernet(out, r);
	case FRAME_LINK_COOKED: return read_cooked(out, r);
	case FRAME_LINK_COOKED2: return read_cooked2(out, r);
	case FRAME_LINK_IP: return read_ip(out, r);
	}
	return false;
}

bool frame_read_ipv4(struct ipv4 *out, struct nr_reader r)
{
	size_t whole = nr_left(&r), header, total;
	uint8_t first = nr_u8(&r);
	uint16_t fragment;

	nr_u8(&r);
	total = nr_u16(&r);
	nr_u16(&r);
	fragment = nr_u16(&r);
	out->ttl = nr_u8(&r);
	out->protocol = nr_u8(&r);
	nr_u16(&r);
	out->source = frame_addr(&r);
	out->target = frame_addr(&r);
	header = (size_t)(first & 0x0f) * 4;
	if (!nr_ok(&r) || first >> 4 != 4 || header < 20)
		return false;
	nr_take(&r, header - 20);
	if (total == 0)                 /* left to the network card */
		total = whole;
	if (total < header || total > whole || (fragment & 0x3fff) != 0)
		return false;
	out->body = nr_sub(&r, total - header);
	return nr_ok(&out->body);
}

bool frame_read_udp(struct udp *out, struct nr_reader r)
{
	uint16_t length;

	out->source = nr_u16(&r);
	out->target = nr_u16(&r);
	length = nr_u16(&r);
	nr_u16(&r);
	if (!nr_ok(&r) || length < 8)
		return false;
	out->body = nr_sub(&r, length - 8u);
	return nr_ok(&out->body);
}

bool frame_read_tcp(struct tcp *out, struct nr_reader r)
{
	size_t header;

	out->source = nr_u16(&r);
	out->target = nr_u16(&r);
	nr_take(&r, 8);                 /* sequence, acknowledgement */
	header = (size_t)(nr_u8(&r) >> 4) * 4;
	out->flags = nr_u8(&r);
	nr_take(&r, 6);                 /* window, checksum, urgent */
	if (!nr_ok(&r) || header < 20)
		return false;
	nr_take(&r, header - 20);
	out->body = r;
	return nr_ok(&r);
}
