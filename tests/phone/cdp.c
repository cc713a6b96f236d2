/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cdp.c -- CDP version 2 with the TLVs of a 79xx on its switch port.
 */
#include <config.h>

#include "tests/phone/cdp.h"

#include <string.h>

#define HEADER 22               /* Ethernet, LLC, SNAP */

static void put16(uint8_t *p, size_t v)
{
	p[0] = (uint8_t)(v >> 8);
	p[1] = (uint8_t)v;
}

static size_t tlv(uint8_t *out, size_t at, unsigned type, const void *value, size_t len)
{
	if (len + 4 > CDP_FRAME_MAX - at)
		return at;
	put16(out + at, type);
	put16(out + at + 2, len + 4);
	memcpy(out + at + 4, value, len);
	return at + 4 + len;
}

static size_t text(uint8_t *out, size_t at, unsigned type, const char *value)
{
	return tlv(out, at, type, value, strlen(value));
}

/* The Internet checksum, but the odd last octet counts as a signed word. */
static uint16_t checksum(const uint8_t *p, size_t len)
{
	uint32_t sum = 0;

	for (; len > 1; p += 2, len -= 2)
		sum += (uint32_t)(p[0] << 8 | p[1]);
	if (len)
		sum += *p < 0x80 ? *p : 0xff00u + *p - 1;
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return (uint16_t)~sum;
}

size_t cdp_encode(const struct cdp_says *s, uint8_t out[CDP_FRAME_MAX])
{
	static const uint8_t to[6] = { 0x01, 0x00, 0x0c, 0xcc, 0xcc, 0xcc };
	static const uint8_t snap[8] = { 0xaa, 0xaa, 0x03, 0x00, 0x00, 0x0c, 0x20, 0x00 };
	static const uint8_t abilities[4] = { 0, 0, 0x04, 0x90 };
	static const uint8_t vlan_query[4] = { 0x20, 0x02, 0x00, 0x01 };
	static const uint8_t full_duplex[1] = { 1 }, power[2] = { 0x2e, 0xe0 };
	uint8_t address[13] = { 0, 0, 0, 1, 1, 1, 0xcc, 0, 4 };
	size_t at = HEADER + 4;

	memset(out, 0, CDP_FRAME_MAX);
	memcpy(out, to, 6);
	memcpy(out + 6, s->mac, 6);
	memcpy(out + 14, snap, 8);
	out[HEADER] = 2;
	out[HEADER + 1] = 180;
	put16(address + 9, s->ip >> 16);
	put16(address + 11, s->ip & 0xffff);
	at = text(out, at, 0x01, s->device);
	at = tlv(out, at, 0x02, address, sizeof(address));
	at = text(out, at, 0x03, "Port 1");
	at = tlv(out, at, 0x04, abilities, sizeof(abilities));
	at = text(out, at, 0x05, s->version);
	at = text(out, at, 0x06, s->platform);
	at = tlv(out, at, 0x0f, vlan_query, sizeof(vlan_query));
	at = tlv(out, at, 0x0b, full_duplex, sizeof(full_duplex));
	at = tlv(out, at, 0x10, power, sizeof(power));
	put16(out + HEADER + 2, checksum(out + HEADER, at - HEADER));
	put16(out + 12, at - 14);
	return at;
}
