/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * envelope.c -- see envelope.h.
 */
#include <config.h>

#include "tests/phone/envelope.h"

#include <ctype.h>
#include <string.h>

static uint32_t le32(struct nr_reader *r)
{
	uint32_t v = 0;

	for (int i = 0; i < 4; i++)
		v |= (uint32_t)nr_u8(r) << (8 * i);
	return v;
}

bool envelope_wraps(const uint8_t *data, size_t len)
{
	return len >= 4 && data[0] == 0xcd && data[1] == 0x34 && data[2] == 0x12 && data[3] == 0xab;
}

/* Its length at 4, that of the payload at 12, of the name at 0x34; the name at 0x38. */
static enum verdict open_wrapper(struct nr_reader *r, const char *name)
{
	struct nr_reader whole = *r, text;
	uint32_t size, payload, named;
	char inside[128];

	nr_take(r, 4);
	size = le32(r);
	nr_take(r, 4);
	payload = le32(r);
	nr_take(r, 0x34 - 16);
	named = le32(r);
	text = nr_sub(r, named);
	nr_text(text, inside, sizeof(inside));
	nr_take(&whole, size);
	if (!nr_ok(&text) || !nr_ok(&whole) || size < 0x38 + named || nr_left(&whole) != payload)
		return VERDICT_BROKEN;
	*r = whole;
	return strcmp(inside, name) == 0 ? VERDICT_TAKE : VERDICT_NAME;
}

enum verdict envelope_open(struct nr_reader *r, const char *name)
{
	struct nr_reader whole = *r, head;
	bool named = false, same = false;
	uint16_t size;

	if (envelope_wraps(r->pos, nr_left(r)))
		return open_wrapper(r, name);

	if (nr_u8(r) != 1 || nr_u16(r) != 2)
		return VERDICT_BROKEN;
	nr_take(r, 2);
	if (nr_u8(r) != 2 || nr_u16(r) != 2)
		return VERDICT_BROKEN;
	size = nr_u16(r);
	head = nr_sub(&whole, size);
	nr_take(&head, 10);
	while (nr_left(&head) > 0) {
		uint8_t tag = nr_u8(&head);
		struct nr_reader value;
		char inside[128];

		if (tag == 0x0d)
			continue;
		/* How an image is encrypted: these say less than they hold. */
		if (tag == 0x10 || tag == 0x11 || tag == 0x15) {
			nr_take(&head, 2);
			continue;
		}
		value = nr_sub(&head, nr_u16(&head));
		if (tag != 0x0e)
			continue;
		nr_text(value, inside, sizeof(inside));
		named = true;
		same = strcmp(inside, name) == 0;
	}
	if (!nr_ok(&head) || size < 0x40 || !named)
		return VERDICT_BROKEN;
	*r = whole;
	return same ? VERDICT_TAKE : VERDICT_NAME;
}

bool envelope_line(struct nr_reader *r, char *line, size_t size)
{
	size_t n = 0;

	if (nr_left(r) == 0)
		return false;
	while (nr_left(r) > 0) {
		uint8_t c = nr_u8(r);

		if (c == '\n')
			break;
		if (n + 1 < size)
			line[n++] = (char)c;
	}
	while (n > 0 && isspace((unsigned char)line[n - 1]))
		n--;
	line[n] = '\0';
	return true;
}
