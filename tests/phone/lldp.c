/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * lldp.c -- the mandatory TLVs, system name and description, as a 7911G had them;
 * the form of the description, without a hardware version, is that of a 6901.
 */
#include <config.h>

#include "tests/phone/lldp.h"

#include <stdio.h>
#include <string.h>

static size_t tlv(uint8_t *out, size_t at, unsigned type, const void *value, size_t len)
{
	if (len > 511 || len + 2 > CDP_FRAME_MAX - at)
		return at;
	out[at] = (uint8_t)(type << 1 | len >> 8);
	out[at + 1] = (uint8_t)len;
	if (len)
		memcpy(out + at + 2, value, len);
	return at + 2 + len;
}

size_t lldp_encode(const struct cdp_says *s, uint8_t out[CDP_FRAME_MAX])
{
	static const uint8_t to[6] = { 0x01, 0x80, 0xc2, 0, 0, 0x0e }, ttl[2] = { 0, 180 };
	static const uint8_t abilities[4] = { 0, 0x24, 0, 0x24 };
	uint8_t chassis[6] = { 5, 1 };
	char port[24], text[128];
	size_t at = 14;

	memset(out, 0, CDP_FRAME_MAX);
	memcpy(out, to, 6);
	memcpy(out + 6, s->mac, 6);
	out[12] = 0x88;
	out[13] = 0xcc;
	for (int i = 0; i < 4; i++)
		chassis[2 + i] = (uint8_t)(s->ip >> (24 - 8 * i));
	snprintf(port, sizeof(port), "\x07%s:P1", s->device + 3);
	snprintf(text, sizeof(text), "%s,%s", s->platform, s->version);
	at = tlv(out, at, 1, chassis, sizeof(chassis));
	at = tlv(out, at, 2, port, strlen(port));
	at = tlv(out, at, 3, ttl, sizeof(ttl));
	at = tlv(out, at, 4, "SW PORT", 7);
	at = tlv(out, at, 5, s->device, strlen(s->device));
	at = tlv(out, at, 6, text, strlen(text));
	at = tlv(out, at, 7, abilities, sizeof(abilities));
	return tlv(out, at, 0, NULL, 0);
}
