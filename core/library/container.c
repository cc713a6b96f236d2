/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * container.c -- the header before a firmware file.
 *
 * That of most phones is a list of elements (tag, 16-bit length, value), as sgnfile
 * and stripsgn of usecallmanagernz/certutils write and read it.  Two exceptions:
 * a pad is one byte without a length, and compounds hold their members inside.
 * The rules are those that held for all of 127 files of public packages.  Encrypted
 * images (.sebn) have the elements of an encrypted configuration, too, as enccnf of
 * certutils writes them: the lengths of their compounds do not reach to the end of
 * the members, which are read as if they stood behind.  So measured on four images of
 * an 8961 with 9.4(2)SR4-1.
 *
 * The wrapper of the 78xx and of a part of the 88xx has its values at fixed places,
 * the low byte first.  Measured on a list and four images of a 78xx with 12.8(1):
 *
 *	  0  cd 34 12 ab
 *	  4  its own length, 32 bits: 158, 154 (hexadecimal)
 *	 12  length of what follows it, 32 bits
 *	 52  length of the name, 16 bits, and two bytes of 0
 *	 56  the name, and a NUL; behind it a signature, which may hold any byte
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
	TAG_ENCRYPTION = 0x10,          /* these three are compounds, */
	TAG_ENCRYPTION_KEY = 0x11,
	TAG_ENCRYPTION_INFO = 0x15,     /* and longer than they say */
};

#define VERSION_MIN 0x0100      /* others were never seen: what does not fit them */
#define VERSION_MAX 0x0102      /* is not known, rather than broken */
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

static bool is_encryption(uint8_t tag)
{
	return tag == TAG_ENCRYPTION || tag == TAG_ENCRYPTION_KEY || tag == TAG_ENCRYPTION_INFO;
}

static void walk_elements(struct header_walk *w, struct nr_reader *r, int depth)
{
	while (nr_left(r) > 0 && !w->bad) {
		uint8_t tag = nr_u8(r);
		struct nr_reader value;

		if (tag == TAG_PAD)
			continue;
		if (is_encryption(tag)) {
			w->out->encrypted = true;
			nr_take(r, 2);
			continue;
		}
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

static enum container_result decode_signed(struct nr_reader r, uint64_t file_size,
					   struct container *out)
{
	struct header_walk w = { .out = out, .start = r.pos };
	struct nr_reader start = r;
	uint8_t tag;
	uint16_t version, size;
	enum container_result broken;

	nr_take(&start, 3);
	version = nr_u16(&start);
	broken = nr_ok(&start) && (version < VERSION_MIN || version > VERSION_MAX) ? CONTAINER_NONE :
		 CONTAINER_BROKEN;
	tag = nr_u8(&start);
	size = nr_u16(&start);
	out->header_size = nr_u16(&start);
	if (!nr_ok(&start) || tag != 2 || size != 2 || out->header_size < HEADER_MIN ||
	    out->header_size > file_size || out->header_size > nr_left(&r))
		return broken;
	r = nr_sub(&r, out->header_size);
	walk_elements(&w, &r, 0);
	return w.bad || w.names != 1 ? broken : CONTAINER_OK;
}

/* -- the wrapper ------------------------------------------------------------- */

#define WRAPPER_NAME 52         /* its length; the name follows */

static uint32_t le32(struct nr_reader *r)
{
	const uint8_t *p = nr_take(r, 4);

	return p ? p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24 : 0;
}

/* One that cannot be read is none: nothing but the size of the header is needed. */
static void take_wrapper_name(struct nr_reader r, char out[128])
{
	struct nr_reader name = nr_sub(&r, le32(&r) & 0xffff);
	const void *nul = nr_left(&name) ? memchr(name.pos, 0, nr_left(&name)) : NULL;
	size_t n = nul ? (size_t)((const uint8_t *)nul - name.pos) : nr_left(&name);

	if (!nr_ok(&name) || n >= 128)
		return;
	for (size_t i = 0; i < n; i++)
		if (!isgraph(name.pos[i]))
			return;
	memcpy(out, name.pos, n);
}

static enum container_result decode_wrapper(struct nr_reader r, uint64_t file_size,
					    struct container *out)
{
	struct nr_reader head = r;

	out->kind = CONTAINER_WRAPPER;
	nr_take(&head, 4);
	out->header_size = le32(&head);
	nr_take(&head, 4);
	out->payload_size = le32(&head);
	if (!nr_ok(&head) || out->header_size < WRAPPER_NAME + 4 || out->header_size > file_size ||
	    out->header_size > nr_left(&r))
		return CONTAINER_BROKEN;
	r = nr_sub(&r, out->header_size);
	nr_take(&r, WRAPPER_NAME);
	take_wrapper_name(r, out->name);
	return CONTAINER_OK;
}

enum container_result container_decode(const uint8_t *data, size_t len, uint64_t file_size,
				       struct container *out)
{
	static const uint8_t elements[] = { 0x01, 0x00, 0x02 };
	static const uint8_t wrapper[] = { 0xcd, 0x34, 0x12, 0xab };
	struct container c;
	enum container_result result = CONTAINER_NONE;

	memset(&c, 0, sizeof(c));
	if (len >= sizeof(elements) && memcmp(data, elements, sizeof(elements)) == 0)
		result = decode_signed(nr_reader(data, len), file_size, &c);
	else if (len >= sizeof(wrapper) && memcmp(data, wrapper, sizeof(wrapper)) == 0)
		result = decode_wrapper(nr_reader(data, len), file_size, &c);
	if (result == CONTAINER_OK)
		*out = c;
	return result;
}
