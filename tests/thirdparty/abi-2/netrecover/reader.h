/* SPDX-License-Identifier: ISC */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef NETRECOVER_READER_H
#define NETRECOVER_READER_H
/*
 * reader.h -- a bounded cursor over received bytes.
 *
 * A read past the end returns zeros and sets a sticky error; every later read
 * fails too.  So a decoder reads a whole structure straight through and asks
 * nr_ok() once.  nr_sub() confines a nested TLV to its own bytes.  Lengths are
 * compared with what is left, never added to a position.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

struct nr_reader {
	const uint8_t *pos, *end;
	bool bad;
};

static inline struct nr_reader nr_reader(const void *data, size_t len)
{
	struct nr_reader r;

	r.pos = (const uint8_t *)data;
	r.end = len ? r.pos + len : r.pos;
	r.bad = false;
	return r;
}

static inline bool nr_ok(const struct nr_reader *r)
{
	return !r->bad;
}

static inline size_t nr_left(const struct nr_reader *r)
{
	return r->bad ? 0 : (size_t)(r->end - r->pos);
}

/* Take @n bytes, or NULL.  The only function that moves the cursor. */
static inline const uint8_t *nr_take(struct nr_reader *r, size_t n)
{
	const uint8_t *p = r->pos;

	if (r->bad || n > (size_t)(r->end - r->pos)) {
		r->bad = true;
		return NULL;
	}
	if (n)
		r->pos += n;
	return p;
}

static inline uint8_t nr_u8(struct nr_reader *r)
{
	const uint8_t *p = nr_take(r, 1);

	return p ? p[0] : 0;
}

/* Big-endian, as everything on the wire here. */
static inline uint16_t nr_u16(struct nr_reader *r)
{
	const uint8_t *p = nr_take(r, 2);

	return p ? (uint16_t)(p[0] << 8 | p[1]) : 0;
}

static inline uint32_t nr_u32(struct nr_reader *r)
{
	const uint8_t *p = nr_take(r, 4);

	return p ? (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3] : 0;
}

/* A reader over the next @n bytes only; empty and bad when there are fewer. */
static inline struct nr_reader nr_sub(struct nr_reader *r, size_t n)
{
	const uint8_t *p = nr_take(r, n);
	struct nr_reader s = nr_reader(p ? p : r->end, p ? n : 0);

	s.bad = p == NULL;
	return s;
}

/* The NUL-terminated string at the cursor, or NULL when no NUL is in bounds. */
static inline const char *nr_cstr(struct nr_reader *r)
{
	const void *nul = nr_left(r) ? memchr(r->pos, 0, nr_left(r)) : NULL;

	if (!nul) {
		r->bad = true;
		return NULL;
	}
	return (const char *)nr_take(r, (size_t)((const uint8_t *)nul - r->pos) + 1);
}

/*
 * Copy what is left of @r into @dst (of @size bytes, at least 1) as text:
 * cut at the first NUL, trailing blanks dropped, every byte outside printable
 * ASCII written as '?', always NUL-terminated, cut when too long.  This is the
 * border at which bytes of the network become text.
 */
static inline void nr_text(struct nr_reader r, char *dst, size_t size)
{
	size_t n = 0;

	while (nr_left(&r) > 0 && n + 1 < size) {
		uint8_t c = nr_u8(&r);

		if (c == 0)
			break;
		dst[n++] = c < 0x20 || c > 0x7e ? '?' : (char)c;
	}
	while (n > 0 && dst[n - 1] == ' ')
		n--;
	dst[n] = '\0';
}

#ifdef __cplusplus
}
#endif
#endif /* NETRECOVER_READER_H */
