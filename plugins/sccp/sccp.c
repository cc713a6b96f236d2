/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * sccp.c -- see sccp.h.
 */
#include "plugins/sccp/sccp.h"

/* What stands before the length begins to count. */
#define LENGTH_AND_VERSION 8
#define BUTTONS 42
#define DATE_TEMPLATE "M/D/Y"

static uint32_t get_u32(struct nr_reader *r)
{
	uint32_t v = nr_u32(r);

	return v >> 24 | (v >> 8 & 0xff00) | (v << 8 & 0xff0000) | v << 24;
}

enum sccp_result sccp_read(const uint8_t *data, size_t len, struct sccp_frame *out, size_t *used)
{
	struct nr_reader r = nr_reader(data, len);
	uint32_t length = get_u32(&r);

	/* Said as soon as the length is there: the rest need not come. */
	if (nr_ok(&r) && (length < 4 || length > SCCP_LENGTH_MAX))
		return SCCP_BROKEN;
	out->version = get_u32(&r);
	if (!nr_ok(&r) || nr_left(&r) < length)
		return SCCP_MORE;
	out->id = get_u32(&r);
	out->body = nr_sub(&r, length - 4);
	*used = LENGTH_AND_VERSION + (size_t)length;
	return SCCP_FRAME;
}

/* Old phones end early: what follows the device type came with later protocols. */
bool sccp_read_register(struct nr_reader body, struct sccp_register *out)
{
	struct nr_reader r = body, version;

	memset(out, 0, sizeof(*out));
	nr_text(nr_sub(&r, 16), out->name, sizeof(out->name));
	nr_take(&r, 8);                         /* user, instance */
	out->addr.s_addr = htonl(nr_u32(&r));
	out->type = get_u32(&r);
	if (!nr_ok(&r))
		return false;
	nr_take(&r, 8);                         /* most streams, active streams */
	version = nr_sub(&r, 4);
	out->protocol = nr_u8(&version);
	/* conferences, active conferences, MAC address, scope, lines, IPv6, scope */
	nr_take(&r, 4 + 4 + 12 + 4 + 4 + 16 + 4);
	if (nr_ok(&r))
		nr_text(nr_sub(&r, nr_left(&r) < 32 ? nr_left(&r) : 32), out->load,
			sizeof(out->load));
	return true;
}

/* The text has 80 bytes; some send fewer. */
bool sccp_read_alarm(struct nr_reader body, struct sccp_alarm *out)
{
	struct nr_reader r = body;

	memset(out, 0, sizeof(*out));
	out->severity = get_u32(&r);
	if (!nr_ok(&r))
		return false;
	nr_text(nr_sub(&r, nr_left(&r) < 80 ? nr_left(&r) : 80), out->text, sizeof(out->text));
	out->parameter[0] = get_u32(&r);
	out->parameter[1] = get_u32(&r);
	return true;
}

/* Types 30 to 134 are gateways, bridges, music, ports of software; two phones stand between. */
bool sccp_type_is_phone(uint32_t type)
{
	if (type == 115 || type == 119)         /* 7941G, 7971G */
		return true;
	return !(type >= 30 && type <= 134) && !(type >= 253 && type <= 255);
}

/* -- writing ------------------------------------------------------------------- */

struct sccp_writer {
	uint8_t *out;
	size_t len;
};

static void put_u32(struct sccp_writer *w, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		w->out[w->len++] = (uint8_t)(v >> 8 * i);
}

/* A field of @size bytes, the rest of it zero; the last byte always. */
static void put_text(struct sccp_writer *w, const char *text, size_t size)
{
	size_t n = strlen(text);

	if (n >= size)
		n = size - 1;
	memset(w->out + w->len, 0, size);
	memcpy(w->out + w->len, text, n);
	w->len += size;
}

static void put_zeros(struct sccp_writer *w, size_t n)
{
	memset(w->out + w->len, 0, n);
	w->len += n;
}

/* Header version 0 is what call managers answer with until the phone is registered. */
static struct sccp_writer begin(uint8_t *out, uint32_t id)
{
	struct sccp_writer w = { out, 0 };

	put_u32(&w, 0);
	put_u32(&w, 0);
	put_u32(&w, id);
	return w;
}

static size_t end(struct sccp_writer w)
{
	size_t len = w.len;

	w.len = 0;
	put_u32(&w, (uint32_t)(len - LENGTH_AND_VERSION));
	return len;
}

size_t sccp_put_empty(uint8_t out[SCCP_PUT_MAX], enum sccp_id id)
{
	return end(begin(out, id));
}

/* Protocol and features come with version 4 and later; older phones do not read that far. */
size_t sccp_put_register_ack(uint8_t out[SCCP_PUT_MAX], uint32_t keepalive, uint8_t protocol)
{
	struct sccp_writer w = begin(out, SCCP_REGISTER_ACK);

	put_u32(&w, keepalive);
	put_text(&w, DATE_TEMPLATE, 6);
	put_zeros(&w, 2);
	put_u32(&w, 2 * keepalive);
	put_u32(&w, protocol);
	return end(w);
}

size_t sccp_put_register_reject(uint8_t out[SCCP_PUT_MAX], const char *text)
{
	struct sccp_writer w = begin(out, SCCP_REGISTER_REJECT);

	put_text(&w, text, 33);
	put_zeros(&w, 3);
	return end(w);
}

size_t sccp_put_reset(uint8_t out[SCCP_PUT_MAX], enum sccp_reset kind)
{
	struct sccp_writer w = begin(out, SCCP_RESET);

	put_u32(&w, kind);
	return end(w);
}

static size_t put_config_stat(uint8_t *out, const char *device)
{
	struct sccp_writer w = begin(out, SCCP_CONFIG_STAT);

	put_text(&w, device, 16);
	put_zeros(&w, 8);               /* user, instance */
	put_zeros(&w, 40 + 40);         /* names of user and server */
	put_zeros(&w, 8);               /* lines, speed dials */
	return end(w);
}

/* @n bytes of zeros behind the number: nothing is configured. */
static size_t put_nothing(uint8_t *out, enum sccp_id id, size_t n)
{
	struct sccp_writer w = begin(out, id);

	put_zeros(&w, n);
	return end(w);
}

size_t sccp_put_answer(uint8_t out[SCCP_PUT_MAX], uint32_t id, const char *device)
{
	switch (id) {
	case SCCP_CONFIG_STAT_REQ:
		return put_config_stat(out, device);
	case SCCP_BUTTON_TEMPLATE_REQ:
		return put_nothing(out, SCCP_BUTTON_TEMPLATE, 12 + BUTTONS * 2);
	case SCCP_SOFTKEY_TEMPLATE_REQ:
		return put_nothing(out, SCCP_SOFTKEY_TEMPLATE, 12);
	case SCCP_SOFTKEY_SET_REQ:
		return put_nothing(out, SCCP_SOFTKEY_SET, 12);
	case SCCP_VERSION_REQ:
		/* Empty: a name here is a load that the oldest phones would fetch. */
		return put_nothing(out, SCCP_VERSION, 16);
	case SCCP_UNREGISTER:
		return put_nothing(out, SCCP_UNREGISTER_ACK, 4);
	default:
		return 0;
	}
}
