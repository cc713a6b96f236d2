/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * sccp.c -- see sccp.h.  A phone of protocol 8: its load stands in the alarm only.
 */
#include "tests/phone/sccp.h"

#include <stdio.h>
#include <string.h>

static void put_le(uint8_t *p, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		p[i] = (uint8_t)(v >> 8 * i);
}

static uint32_t get_le(const uint8_t *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint8_t *frame(uint8_t *p, uint32_t id, uint32_t body)
{
	memset(p, 0, 12 + body);
	put_le(p, body + 4);
	put_le(p + 8, id);
	return p + 12;
}

/* "SCCP45.9-4-2SR3-1S" as a 79xx prints it: " 9.4(2SR3.1S)". */
static const char *printed(const char *load, char out[64])
{
	const char *version = strchr(load, '.');
	size_t len = 0;

	out[len++] = ' ';
	for (int dashes = 0; version && *++version && len < 60; )
		out[len++] = *version != '-' ? *version : ".(.."[dashes++ & 3];
	snprintf(out + len, 64 - len, ")");
	return out;
}

size_t sccp_hello(uint8_t out[SCCP_HELLO_MAX], const struct sccp_alarm *alarm, uint32_t type)
{
	uint8_t *p = frame(out, 0x20, 92);
	const char *name = alarm->name;
	char version[64];

	put_le(p, 2);
	snprintf((char *)p + 4, 80, "25: Name=%s Load=%s Last=%s", name,
		 alarm->prints ? printed(alarm->load, version) : alarm->load,
		 alarm->rejected ? "Load Rejected HC" : "Initialized");
	p = frame(out + 104, 0x01, 44);
	memcpy(p, name, strlen(name));
	put_le(p + 20, 1);
	put_le(p + 28, type);
	put_le(p + 32, 5);
	put_le(p + 40, 8);
	return 104 + 56;
}

size_t sccp_keepalive(uint8_t out[SCCP_HELLO_MAX])
{
	frame(out, 0, 0);
	return 12;
}

unsigned sccp_hear(const uint8_t *data, size_t len)
{
	unsigned words = SCCP_NOTHING;

	while (len >= 12 && get_le(data) >= 4 && get_le(data) <= len - 8) {
		size_t n = get_le(data) + 8;
		uint32_t id = get_le(data + 8);

		if (id == 0x81)
			words |= SCCP_REGISTERED;
		if (id == 0x9f && n >= 16)
			words |= get_le(data + 12) == 2 ? SCCP_RESTART : SCCP_RESET;
		data += n;
		len -= n;
	}
	return words;
}
