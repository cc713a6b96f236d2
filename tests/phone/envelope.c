/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * envelope.c -- see envelope.h.
 */
#include <config.h>

#include "tests/phone/envelope.h"

#include <ctype.h>
#include <string.h>

enum verdict envelope_open(struct nr_reader *r, const char *name)
{
	struct nr_reader whole = *r, head;
	bool named = false, same = false;
	uint16_t size;

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
