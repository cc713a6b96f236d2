/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * dhcp.c -- the DHCP client of a 79xx, as seen in captures of 7911G, 7941G and
 * 7961G and in the program of a 7945G.  RFC 2131, 2132, 5859 (option 150).
 */
#include <config.h>

#include "tests/phone/dhcp.h"

#include <netrecover/reader.h>

#include <arpa/inet.h>
#include <string.h>

#define COOKIE 0x63825363u
#define OPTIONS 240

struct writer {
	uint8_t *pos, *end;
};

static void put(struct writer *w, const void *data, size_t len)
{
	if (len > (size_t)(w->end - w->pos))
		return;
	memcpy(w->pos, data, len);
	w->pos += len;
}

static void option(struct writer *w, uint8_t tag, const void *data, size_t len)
{
	uint8_t head[2] = { tag, (uint8_t)len };

	put(w, head, sizeof(head));
	put(w, data, len);
}

static void option_u32(struct writer *w, uint8_t tag, uint32_t value)
{
	uint32_t wire = htonl(value);

	if (value)
		option(w, tag, &wire, sizeof(wire));
}

uint32_t dhcp_xid(const uint8_t mac[6])
{
	return (uint32_t)mac[2] << 24 | (uint32_t)mac[3] << 16 | (uint32_t)mac[4] << 8 | mac[5];
}

/* What lay in the phone's memory before: the same for the same phone. */
static void rubbish(uint8_t *p, size_t len, uint32_t seed)
{
	for (size_t i = 0; i < len; i++) {
		seed = seed * 1103515245u + 12345u;
		p[i] = (uint8_t)(seed >> 16);
	}
}

static void encode_options(const struct dhcp_out *m, struct writer *w)
{
	static const uint8_t wanted[] = { 1, 66, 6, 3, 15, 150, 35 };
	/* of a Polycom SoundPoint, which tells no name */
	static const uint8_t others[] = { 1, 28, 160, 66, 43, 3, 4, 42, 2, 6, 15, 7 };
	static const char declined[] = "Duplicate IP Address";
	uint8_t type = (uint8_t)m->type, id[7] = { 1 };

	memcpy(id + 1, m->mac, 6);
	option(w, 53, &type, 1);
	option_u32(w, 54, m->server);
	option(w, 61, id, sizeof(id));
	if (m->type == DHCP_DECLINE) {
		option_u32(w, 50, m->requested);
		option(w, 56, declined, sizeof(declined) - 1);
		return;
	}
	if (!m->stranger)
		option(w, 12, m->host_name, strlen(m->host_name));
	if (m->class_bytes)
		option(w, 60, m->class_bytes, m->class_len);
	else if (m->class_id)
		option(w, 60, m->class_id, strlen(m->class_id) + 1);
	option_u32(w, 50, m->requested);
	if (m->wanted)
		option(w, 55, m->wanted, m->wanted_len);
	else if (m->stranger)
		option(w, 55, others, sizeof(others));
	else
		option(w, 55, wanted, sizeof(wanted));
}

void dhcp_encode(const struct dhcp_out *m, uint8_t out[DHCP_SIZE])
{
	struct writer w = { out, out + DHCP_SIZE };
	uint8_t head[28] = { 1, 1, 6, 0 };
	uint32_t xid = htonl(dhcp_xid(m->mac)), cookie = htonl(COOKIE);

	memset(out, 0, DHCP_SIZE);
	rubbish(out + 34, OPTIONS - 4 - 34, dhcp_xid(m->mac));
	memcpy(head + 4, &xid, 4);
	head[8] = (uint8_t)(m->retry << 1);
	head[10] = m->unicast ? 0 : 0x80;
	put(&w, head, sizeof(head));
	put(&w, m->mac, 6);
	w.pos = out + OPTIONS - 4;
	put(&w, &cookie, 4);
	encode_options(m, &w);
	put(&w, "\xff", 1);
}

/* Addresses of options 3, 6, 150: the cursor moves by whole addresses only, so
 * that another length makes the phone lose step. */
static bool addresses(struct nr_reader value, uint32_t *out, unsigned max, unsigned *count)
{
	unsigned n = 0;

	if (nr_left(&value) % 4)
		return false;
	while (nr_left(&value) >= 4) {
		uint32_t ip = nr_u32(&value);

		if (n < max)
			out[n++] = ip;
	}
	if (count)
		*count = n;
	return true;
}

struct decoding {
	struct dhcp_reply *reply;
	uint8_t overload;
	const char *why;
};

static bool take_option(struct decoding *d, uint8_t tag, struct nr_reader value)
{
	struct dhcp_reply *r = d->reply;
	uint32_t ignored[8];
	size_t len = nr_left(&value);

	switch (tag) {
	case 1:
		r->mask = nr_u32(&value);
		break;
	case 3:
		d->why = "option 3 is not a list of addresses";
		return addresses(value, &r->router, 1, NULL);
	case 6:
		d->why = "option 6 is not a list of addresses";
		return addresses(value, ignored, 8, NULL);
	case 51:
		r->lease = nr_u32(&value);
		break;
	case 52:
		d->overload = nr_u8(&value);
		break;
	case 53:
		r->type = (enum dhcp_type)nr_u8(&value);
		break;
	case 54:
		r->server = nr_u32(&value);
		break;
	case 66:
		d->why = "option 66 is longer than 63 characters";
		if (len > 63)
			return false;
		nr_text(value, r->tftp66, sizeof(r->tftp66));
		break;
	case 150:
		d->why = "option 150 is not a list of addresses";
		return addresses(value, r->tftp150, 2, &r->tftp150_count);
	default:
		break;
	}
	d->why = "an option is too short";
	return nr_ok(&value);
}

static bool take_options(struct decoding *d, struct nr_reader r)
{
	while (nr_left(&r) > 0) {
		uint8_t tag = nr_u8(&r);
		struct nr_reader value;

		if (tag == 0)
			continue;
		if (tag == 255)
			return true;
		value = nr_sub(&r, nr_u8(&r));
		if (!nr_ok(&value)) {
			d->why = "options run over their end";
			return false;
		}
		if (!take_option(d, tag, value))
			return false;
	}
	return true;
}

static void keep_options(struct dhcp_reply *out, struct nr_reader r)
{
	size_t len = nr_left(&r) < sizeof(out->raw) ? nr_left(&r) : sizeof(out->raw);

	memcpy(out->raw, r.pos, len);
	out->raw_len = len;
}

enum dhcp_result dhcp_decode(const uint8_t *data, size_t len, const uint8_t mac[6],
			     struct dhcp_reply *out, const char **why)
{
	struct nr_reader r = nr_reader(data, len), sname, file;
	struct decoding d = { .reply = out, .why = "it is cut off" };
	uint32_t head, xid;
	const uint8_t *chaddr;

	*out = (struct dhcp_reply){ .type = 0 };
	*why = NULL;
	head = nr_u32(&r);
	xid = nr_u32(&r);
	nr_take(&r, 8);
	out->yiaddr = nr_u32(&r);
	out->siaddr = nr_u32(&r);
	nr_take(&r, 4);
	chaddr = nr_take(&r, 16);
	sname = nr_sub(&r, 64);
	file = nr_sub(&r, 128);
	if (nr_u32(&r) != COOKIE || head >> 8 != 0x020106 || xid != dhcp_xid(mac) ||
	    memcmp(chaddr, mac, 6) != 0)
		return DHCP_OTHER;
	keep_options(out, r);
	if (take_options(&d, r) &&
	    (!(d.overload & 1) || take_options(&d, file)) &&
	    (!(d.overload & 2) || take_options(&d, sname)))
		d.why = out->type ? NULL : "it has no message type";
	if (!(d.overload & 2))
		nr_text(sname, out->sname, sizeof(out->sname));
	*why = d.why;
	return d.why ? DHCP_BAD : DHCP_TAKEN;
}

const uint8_t *dhcp_option(const struct dhcp_reply *r, uint8_t tag, size_t *len)
{
	struct nr_reader all = nr_reader(r->raw, r->raw_len);

	while (nr_left(&all) > 0) {
		uint8_t t = nr_u8(&all);
		struct nr_reader value;

		if (t == 255)
			break;
		if (t == 0)
			continue;
		value = nr_sub(&all, nr_u8(&all));
		if (!nr_ok(&value))
			break;
		if (t == tag) {
			*len = nr_left(&value);
			return value.pos;
		}
	}
	return NULL;
}

bool dhcp_option_text(const struct dhcp_reply *r, uint8_t tag, char *out, size_t size)
{
	size_t len;
	const uint8_t *value = dhcp_option(r, tag, &len);

	if (!value || len >= size)
		return false;
	nr_text(nr_reader(value, len), out, size);
	return out[0] != '\0';
}

/* Dotted text only: nobody resolves names for a phone on a bench. */
static uint32_t dotted(const char *text)
{
	struct in_addr a;

	return inet_pton(AF_INET, text, &a) == 1 ? ntohl(a.s_addr) : 0;
}

enum dhcp_server_source dhcp_tftp_server(const struct dhcp_reply *r, uint32_t *ip)
{
	*ip = 0;
	if (r->tftp150_count) {
		*ip = r->tftp150[0];
		return DHCP_SERVER_150;
	}
	if (r->tftp66[0]) {
		*ip = dotted(r->tftp66);
		return DHCP_SERVER_66;
	}
	if (r->siaddr) {
		*ip = r->siaddr;
		return DHCP_SERVER_SIADDR;
	}
	if (r->sname[0]) {
		*ip = dotted(r->sname);
		return DHCP_SERVER_SNAME;
	}
	return DHCP_SERVER_NONE;
}

const char *dhcp_server_source_name(enum dhcp_server_source s)
{
	static const char *const name[] = {
		[DHCP_SERVER_NONE] = "nothing",
		[DHCP_SERVER_150] = "option 150",
		[DHCP_SERVER_66] = "option 66",
		[DHCP_SERVER_SIADDR] = "siaddr",
		[DHCP_SERVER_SNAME] = "sname",
	};

	return name[s];
}
