/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * esp.c -- see esp.h.
 */
#include "plugins/pcap/esp.h"
#include "plugins/pcap/cdp.h"
#include "plugins/pcap/frame.h"

#include <errno.h>

enum esp_type {
	ESP_TYPE_MAC = 0x0031,
	ESP_TYPE_LOAD = 0x0032,
	ESP_TYPE_MODEL = 0x0033,
	ESP_TYPE_SERIAL = 0x0034,
	ESP_TYPE_ADDRESS = 0x0037,
	ESP_TYPE_DEVICE = 0x003f,
};

static void read_tlv(struct esp *out, uint16_t type, struct nr_reader v)
{
	switch (type) {
	case ESP_TYPE_MAC:
		out->has_mac = nr_left(&v) == 6;
		if (out->has_mac)
			out->mac = frame_mac(&v);
		break;
	case ESP_TYPE_LOAD:
		nr_text(v, out->load, sizeof(out->load));
		break;
	case ESP_TYPE_MODEL:
		nr_text(v, out->model, sizeof(out->model));
		break;
	case ESP_TYPE_SERIAL:
		nr_text(v, out->serial, sizeof(out->serial));
		break;
	case ESP_TYPE_ADDRESS:
		if (nr_left(&v) == 4)
			out->addr = frame_addr(&v);
		break;
	case ESP_TYPE_DEVICE:
		nr_text(v, out->device, sizeof(out->device));
		break;
	default:
		break;
	}
}

/* The walk of cdp_read() again, over another header and into another struct. */
int esp_read(struct esp *out, const void *data, size_t len)
{
	struct nr_reader r = nr_reader(data, len), value;
	uint16_t type;

	memset(out, 0, sizeof(*out));
	if (nr_u8(&r) != 2)
		goto bad;
	nr_take(&r, 3);                 /* time to live, checksum */
	out->checksum_ok = cdp_checksum_ok(data, len);
	while (cdp_next(&r, &type, &value))
		read_tlv(out, type, value);
	if (nr_ok(&r))
		return 0;
bad:
	memset(out, 0, sizeof(*out));
	return -EBADMSG;
}
