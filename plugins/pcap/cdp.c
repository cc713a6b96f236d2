/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cdp.c -- see cdp.h.  Types and values as seen on 7940 to 8945 phones.
 */
#include "plugins/pcap/cdp.h"
#include "plugins/pcap/frame.h"

#include <errno.h>

enum cdp_type {
	CDP_TYPE_DEVICE = 0x0001,
	CDP_TYPE_ADDRESS = 0x0002,
	CDP_TYPE_PORT = 0x0003,
	CDP_TYPE_CAPABILITIES = 0x0004,
	CDP_TYPE_VERSION = 0x0005,
	CDP_TYPE_PLATFORM = 0x0006,
	CDP_TYPE_VLAN_QUERY = 0x000f,
	CDP_TYPE_POWER = 0x0010,
};

bool cdp_checksum_ok(const void *data, size_t len)
{
	struct nr_reader r = nr_reader(data, len);
	uint32_t sum = 0;

	while (nr_left(&r) >= 2)
		sum += nr_u16(&r);
	if (nr_left(&r) == 1) {
		uint8_t last = nr_u8(&r);

		sum += last & 0x80 ? 0xff00u | (uint8_t)(last - 1) : last;
	}
	while (sum > 0xffff)
		sum = (sum & 0xffff) + (sum >> 16);
	return sum == 0xffff;
}

bool cdp_next(struct nr_reader *r, uint16_t *type, struct nr_reader *value)
{
	uint16_t length;

	if (nr_left(r) == 0)
		return false;
	*type = nr_u16(r);
	length = nr_u16(r);
	if (length < 4)
		r->bad = true;
	*value = nr_sub(r, length < 4 ? 0 : length - 4u);
	return nr_ok(r);
}

/* A list of addresses; the first IPv4 one (protocol NLPID 0xcc) counts. */
static void read_addresses(struct cdp *out, struct nr_reader v)
{
	uint32_t count = nr_u32(&v);

	while (count-- > 0 && nr_left(&v) > 0 && out->addr.s_addr == 0) {
		uint8_t type = nr_u8(&v);
		struct nr_reader protocol = nr_sub(&v, nr_u8(&v));
		struct nr_reader addr = nr_sub(&v, nr_u16(&v));

		if (type == 1 && nr_left(&protocol) == 1 && nr_u8(&protocol) == 0xcc &&
		    nr_left(&addr) == 4)
			out->addr = frame_addr(&addr);
	}
}

static void read_tlv(struct cdp *out, uint16_t type, struct nr_reader v)
{
	switch (type) {
	case CDP_TYPE_DEVICE:
		nr_text(v, out->device, sizeof(out->device));
		break;
	case CDP_TYPE_ADDRESS:
		read_addresses(out, v);
		break;
	case CDP_TYPE_PORT:
		nr_text(v, out->port, sizeof(out->port));
		break;
	case CDP_TYPE_CAPABILITIES:
		out->capabilities = nr_u32(&v);
		break;
	case CDP_TYPE_VERSION:
		nr_text(v, out->load, sizeof(out->load));
		break;
	case CDP_TYPE_PLATFORM:
		nr_text(v, out->platform, sizeof(out->platform));
		break;
	case CDP_TYPE_VLAN_QUERY:
		out->asks_vlan = true;
		break;
	case CDP_TYPE_POWER:
		out->power = nr_u16(&v);
		break;
	default:
		break;
	}
}

/* esp_read() has the same walk: the headers and what is left out differ, TLVs do not. */
int cdp_read(struct cdp *out, const void *data, size_t len)
{
	struct nr_reader r = nr_reader(data, len), value;
	uint16_t type;

	memset(out, 0, sizeof(*out));
	out->version = nr_u8(&r);
	out->ttl = nr_u8(&r);
	nr_u16(&r);
	if (!nr_ok(&r) || out->version < 1 || out->version > 2)
		goto bad;
	out->checksum_ok = cdp_checksum_ok(data, len);
	while (cdp_next(&r, &type, &value))
		read_tlv(out, type, value);
	if (nr_ok(&r))
		return 0;
bad:
	memset(out, 0, sizeof(*out));
	return -EBADMSG;
}
