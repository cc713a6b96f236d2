/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * tftp.c -- RFC 1350 as a 7945G does it: no options; a block out of sequence is
 * neither taken nor acknowledged again; more than 512 bytes are an error; block
 * 65535 is followed by 0.
 */
#include <config.h>

#include "tests/phone/tftp.h"

#include <netrecover/reader.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OP_RRQ = 1, OP_DATA = 3, OP_ACK = 4, OP_ERROR = 5 };

void tftp_begin(struct tftp *t, const char *name, size_t max)
{
	uint8_t *p = t->out;
	size_t n = strlen(name);

	*t = (struct tftp){ .expect = 1, .max = max };
	if (n > sizeof(t->name) - 1)
		n = sizeof(t->name) - 1;
	memcpy(t->name, name, n);
	p[0] = 0;
	p[1] = OP_RRQ;
	memcpy(p + 2, t->name, n + 1);
	memcpy(p + 3 + n, "octet", 6);
	t->out_len = n + 9;
}

static void say_ack(struct tftp *t, uint16_t block)
{
	t->out[0] = 0;
	t->out[1] = OP_ACK;
	t->out[2] = (uint8_t)(block >> 8);
	t->out[3] = (uint8_t)block;
	t->out_len = 4;
}

static enum tftp_result fail(struct tftp *t, const char *text, bool *reply)
{
	size_t n = strlen(text);

	snprintf(t->error, sizeof(t->error), "%s", text);
	t->out[0] = t->out[2] = t->out[3] = 0;
	t->out[1] = OP_ERROR;
	memcpy(t->out + 4, text, n + 1);
	t->out_len = n + 5;
	*reply = true;
	return TFTP_FAILED;
}

static bool store(struct tftp *t, const uint8_t *data, size_t len)
{
	if (len > t->room - t->len) {
		size_t room = t->room ? t->room * 2 : 65536;
		uint8_t *more = realloc(t->data, room);

		if (!more)
			return false;
		t->data = more;
		t->room = room;
	}
	if (len)
		memcpy(t->data + t->len, data, len);
	t->len += len;
	return true;
}

static enum tftp_result data_input(struct tftp *t, struct nr_reader r, bool *reply)
{
	uint16_t block = nr_u16(&r);
	size_t len = nr_left(&r);

	if (!nr_ok(&r) || block != t->expect)
		return TFTP_IGNORED;
	if (len > 512)
		return fail(t, "Data block exceeds 512", reply);
	if (len > t->max - t->len)
		return fail(t, "Max file size reached", reply);
	if (!store(t, r.pos, len))
		return fail(t, "Write Error", reply);
	say_ack(t, block);
	*reply = true;
	t->expect++;
	t->blocks++;
	return len < 512 ? TFTP_DONE : TFTP_GOING;
}

static enum tftp_result error_input(struct tftp *t, struct nr_reader r)
{
	uint16_t code = nr_u16(&r);

	nr_text(r, t->error, sizeof(t->error));
	if (code == 1)
		return TFTP_ABSENT;
	return code == 3 ? TFTP_BUSY : TFTP_FAILED;
}

enum tftp_result tftp_input(struct tftp *t, uint16_t port, const uint8_t *data, size_t len,
			    bool *reply)
{
	struct nr_reader r = nr_reader(data, len);
	uint16_t op = nr_u16(&r);

	*reply = false;
	/* From the first reply on its socket is connected: others never arrive. */
	if (!nr_ok(&r) || (t->tid && port != t->tid) || (op != OP_DATA && op != OP_ERROR))
		return TFTP_IGNORED;
	t->tid = port;
	return op == OP_DATA ? data_input(t, r, reply) : error_input(t, r);
}

void tftp_finish(struct tftp *t)
{
	free(t->data);
	t->data = NULL;
	t->len = t->room = 0;
}
