/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * lldp.c -- see lldp.h.
 */
#include "plugins/pcap/lldp.h"
#include "plugins/pcap/frame.h"

#include <ctype.h>
#include <errno.h>

enum lldp_type {
	LLDP_TYPE_END = 0,
	LLDP_TYPE_CHASSIS = 1,
	LLDP_TYPE_PORT = 2,
	LLDP_TYPE_PORT_TEXT = 4,
	LLDP_TYPE_NAME = 5,
	LLDP_TYPE_TEXT = 6,
	LLDP_TYPE_CAPABILITIES = 7,
	LLDP_TYPE_ADDRESS = 8,
	LLDP_TYPE_ORGANISATION = 127,
};

#define OUI_MED 0x0012bb

enum med_type {
	MED_TYPE_CAPABILITIES = 1,
	MED_TYPE_HARDWARE = 5,
	MED_TYPE_FIRMWARE = 6,
	MED_TYPE_SOFTWARE = 7,
	MED_TYPE_SERIAL = 8,
	MED_TYPE_MODEL = 10,
};

#define CHASSIS_NETWORK_ADDRESS 5
#define PORT_MAC_ADDRESS 3
#define PORT_NETWORK_ADDRESS 4
#define ADDRESS_IPV4 1

/* An address of its family; only IPv4 counts. */
static void read_address(struct in_addr *out, struct nr_reader v)
{
	if (nr_u8(&v) == ADDRESS_IPV4 && nr_left(&v) == 4)
		*out = frame_addr(&v);
}

static void read_port(struct lldp *out, struct nr_reader v)
{
	uint8_t kind = nr_u8(&v);

	if (kind != PORT_MAC_ADDRESS && kind != PORT_NETWORK_ADDRESS)
		nr_text(v, out->port, sizeof(out->port));
}

static void read_med(struct lldp *out, struct nr_reader v)
{
	switch (nr_u8(&v)) {
	case MED_TYPE_CAPABILITIES:
		nr_u16(&v);
		out->med_class = nr_u8(&v);
		break;
	case MED_TYPE_HARDWARE:
		nr_text(v, out->med_hardware, sizeof(out->med_hardware));
		break;
	case MED_TYPE_FIRMWARE:
		nr_text(v, out->med_firmware, sizeof(out->med_firmware));
		break;
	case MED_TYPE_SOFTWARE:
		nr_text(v, out->med_software, sizeof(out->med_software));
		break;
	case MED_TYPE_SERIAL:
		nr_text(v, out->med_serial, sizeof(out->med_serial));
		break;
	case MED_TYPE_MODEL:
		nr_text(v, out->med_model, sizeof(out->med_model));
		break;
	default:
		break;
	}
}

static void read_organisation(struct lldp *out, struct nr_reader v)
{
	uint32_t oui = (uint32_t)nr_u8(&v) << 16;

	oui |= nr_u16(&v);
	if (nr_ok(&v) && oui == OUI_MED)
		read_med(out, v);
}

static void read_tlv(struct lldp *out, unsigned type, struct nr_reader v)
{
	switch (type) {
	case LLDP_TYPE_CHASSIS:
		if (nr_u8(&v) == CHASSIS_NETWORK_ADDRESS)
			read_address(&out->addr, v);
		break;
	case LLDP_TYPE_PORT:
		read_port(out, v);
		break;
	case LLDP_TYPE_PORT_TEXT:
		nr_text(v, out->port_text, sizeof(out->port_text));
		break;
	case LLDP_TYPE_NAME:
		nr_text(v, out->device, sizeof(out->device));
		out->device[strcspn(out->device, ".")] = '\0';
		break;
	case LLDP_TYPE_TEXT:
		nr_text(v, out->text, sizeof(out->text));
		break;
	case LLDP_TYPE_CAPABILITIES:
		out->capabilities = nr_u16(&v);
		break;
	case LLDP_TYPE_ADDRESS:
		read_address(&out->addr, nr_sub(&v, nr_u8(&v)));
		break;
	case LLDP_TYPE_ORGANISATION:
		read_organisation(out, v);
		break;
	default:
		break;
	}
}

/* The part of @text up to the next comma, without blanks around it; moves @text. */
static void take_part(const char **text, char *dst, size_t size)
{
	size_t n = strcspn(*text, ",");

	nr_text(nr_reader(*text, n), dst, size);
	*text += n;
	if (**text)
		++*text;
	*text += strspn(*text, " ");
}

static bool is_revision(const char *s)
{
	return (s[0] == 'V' || s[0] == 'v') && isdigit((unsigned char)s[1]) &&
	       strspn(s + 1, "0123456789.") == strlen(s + 1);
}

/*
 * "Cisco IP Phone 7962G,V12, SCCP42.9-3-1ES27S".  A 6901 leaves the revision
 * out.  Other devices write what they like: theirs is not split.
 */
static void split_text(struct lldp *out)
{
	const char *s = out->text;
	char part[64];

	if (!strstr(s, "Phone"))
		return;
	take_part(&s, out->platform, sizeof(out->platform));
	take_part(&s, part, sizeof(part));
	if (is_revision(part)) {
		nr_text(nr_reader(part, strlen(part)), out->revision, sizeof(out->revision));
		take_part(&s, part, sizeof(part));
	}
	memcpy(out->text_load, part, sizeof(part));
}

int lldp_read(struct lldp *out, const void *data, size_t len)
{
	struct nr_reader r = nr_reader(data, len);

	memset(out, 0, sizeof(*out));
	if (nr_left(&r) == 0)
		return -EBADMSG;
	while (nr_left(&r) > 0) {
		uint16_t head = nr_u16(&r);
		struct nr_reader value = nr_sub(&r, head & 0x01ff);

		if (!nr_ok(&r)) {
			memset(out, 0, sizeof(*out));
			return -EBADMSG;
		}
		if (head >> 9 == LLDP_TYPE_END)
			break;
		read_tlv(out, head >> 9, value);
	}
	split_text(out);
	return 0;
}
