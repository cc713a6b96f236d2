/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * container.c -- the signed header before every firmware file.
 *
 * The header is a list of elements (tag, 16-bit length, value), as sgnfile and
 * stripsgn of usecallmanagernz/certutils write and read it.  Two exceptions:
 * a pad is one byte without a length, and compounds hold their members inside.
 * The rules are those that held for all of 127 files of public packages.
 */
#include "core/library/container.h"

#include <ctype.h>

enum tag {
	TAG_SIGNER = 0x03,
	TAG_SIGNATURE_INFO = 0x07,
	TAG_HASH = 0x08,
	TAG_ALGORITHM_INFO = 0x09,
	TAG_SIGNATURE = 0x0c,
	TAG_PAD = 0x0d,
	TAG_NAME = 0x0e,
};

#define HEADER_MIN 0x40
#define MAX_DEPTH 3             /* signature info > algorithm info > members */

struct header_walk {
	struct container *out;
	const uint8_t *start;
	unsigned names, signatures;
	bool bad;
};

static void take_name(struct header_walk *w, struct nr_reader value)
{
	size_t size = nr_left(&value);
	const char *s = nr_cstr(&value);

	if (!s || nr_left(&value) > 0 || *s == '\0' || size > sizeof(w->out->name)) {
		w->bad = true;
		return;
	}
	w->names++;
	memcpy(w->out->name, s, size);
	for (char *p = w->out->name; *p; p++)
		if (!isgraph((unsigned char)*p))
			*p = '?';
}

static void take_signature(struct header_walk *w, struct nr_reader value)
{
	bool only = w->signatures++ == 0;

	w->out->signature_at = only ? (uint16_t)(value.pos - w->start) : 0;
	w->out->signature_size = only ? (uint16_t)nr_left(&value) : 0;
}

static void walk_elements(struct header_walk *w, struct nr_reader *r, int depth)
{
	while (nr_left(r) > 0 && !w->bad) {
		uint8_t tag = nr_u8(r);
		struct nr_reader value;

		if (tag == TAG_PAD)
			continue;
		value = nr_sub(r, nr_u16(r));
		if (!nr_ok(&value)) {
			w->bad = true;
		} else if (tag == TAG_SIGNER || tag == TAG_SIGNATURE_INFO ||
			   tag == TAG_ALGORITHM_INFO) {
			if (depth == MAX_DEPTH)
				w->bad = true;
			else
				walk_elements(w, &value, depth + 1);
		} else if (tag == TAG_NAME) {
			take_name(w, value);
		} else if (tag == TAG_SIGNATURE) {
			take_signature(w, value);
		} else if (tag == TAG_HASH) {
			w->out->hash = nr_u8(&value);
		}
	}
	w->bad |= !nr_ok(r);
}

enum container_result container_decode(const uint8_t *data, size_t len, uint64_t file_size,
				       struct container *out)
{
	static const uint8_t start[] = { 0x01, 0x00, 0x02 };
	struct container c;
	struct header_walk w = { .out = &c, .start = data };
	struct nr_reader r = nr_reader(data, len);
	uint8_t tag;
	uint16_t size;

	if (len < sizeof(start) || memcmp(data, start, sizeof(start)) != 0)
		return CONTAINER_NONE;
	memset(&c, 0, sizeof(c));
	nr_take(&r, 5);
	tag = nr_u8(&r);
	size = nr_u16(&r);
	c.header_size = nr_u16(&r);
	if (!nr_ok(&r) || tag != 2 || size != 2 || c.header_size < HEADER_MIN ||
	    c.header_size > file_size || c.header_size > len)
		return CONTAINER_BROKEN;

	r = nr_reader(data, c.header_size);
	walk_elements(&w, &r, 0);
	if (w.bad || w.names != 1)
		return CONTAINER_BROKEN;
	*out = c;
	return CONTAINER_OK;
}
