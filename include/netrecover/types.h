/* SPDX-License-Identifier: ISC */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef NETRECOVER_TYPES_H
#define NETRECOVER_TYPES_H
/*
 * types.h -- values that every plugin shares.
 *
 * Plain values and static inline functions only: a model plugin that includes
 * nothing but model.h and plugin.h imports no symbol from the program.
 */
#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How many elements an array has; not for a pointer. */
#define NR_ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

struct nr_mac {
	uint8_t b[6];
};

/* "00:1b:54:aa:00:01" and its NUL. */
#define NR_MAC_STR_SIZE 18

/* Write @mac as lower-case hexadecimal with colons into @buf; returns @buf. */
static inline char *nr_mac_str(const struct nr_mac *mac, char buf[NR_MAC_STR_SIZE])
{
	static const char digits[] = "0123456789abcdef";
	char *to = buf;

	for (size_t i = 0; i < sizeof(mac->b); i++) {
		*to++ = digits[mac->b[i] >> 4];
		*to++ = digits[mac->b[i] & 15];
		*to++ = ':';
	}
	to[-1] = '\0';
	return buf;
}

/* "SEP001B54AA0001" and its NUL. */
#define NR_PHONE_NAME_SIZE 16

/* Write the name of the phone whose address is @mac into @buf; returns @buf. */
static inline char *nr_phone_name(const struct nr_mac *mac, char buf[NR_PHONE_NAME_SIZE])
{
	const uint8_t *b = mac->b;

	snprintf(buf, NR_PHONE_NAME_SIZE, "SEP%02X%02X%02X%02X%02X%02X",
		 b[0], b[1], b[2], b[3], b[4], b[5]);
	return buf;
}

/* The value of a hexadecimal digit in either case; -1 when @c is none. */
static inline int nr_hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/*
 * Scan twelve hexadecimal digits.  Each pair but the last may be followed by
 * characters of @between ("": by none).  Moves *s only when it matches; else
 * *out is untouched.
 */
static inline bool nr_scan_mac(const char **s, const char *between, struct nr_mac *out)
{
	const char *p = *s;
	struct nr_mac mac;

	for (int i = 0; i < 6; i++) {
		int high, low;

		while (i > 0 && *p && strchr(between, *p))
			p++;
		high = nr_hex_digit(*p);
		low = high < 0 ? -1 : nr_hex_digit(p[1]);
		if (low < 0)
			return false;
		mac.b[i] = (uint8_t)(high << 4 | low);
		p += 2;
	}
	*out = mac;
	*s = p;
	return true;
}

/* Read a name that nr_phone_name() may have written, in any case, and nothing
 * else.  False: it is none, and *out is untouched. */
static inline bool nr_phone_name_mac(const char *name, struct nr_mac *out)
{
	struct nr_mac mac;

	if (strncasecmp(name, "SEP", 3) != 0)
		return false;
	name += 3;
	if (!nr_scan_mac(&name, "", &mac) || *name)
		return false;
	*out = mac;
	return true;
}

/* Read an address as people write it: "SEP001B54AA0001", "00:1b:54:aa:00:01",
 * "001b.54aa.0001", "001b54aa0001".  False: it is none, and *out is untouched. */
static inline bool nr_mac_read(const char *text, struct nr_mac *out)
{
	const char *s = strncasecmp(text, "SEP", 3) == 0 ? text + 3 : text;
	struct nr_mac mac;

	if (!nr_scan_mac(&s, ":-.", &mac) || *s)
		return false;
	*out = mac;
	return true;
}

/*
 * A firmware version as a key to order by, most significant part first:
 * 9-4-2SR3-1 is {9,4,2,3,1}.  Missing parts are zero.
 */
struct nr_version {
	uint16_t part[8];
};

static inline int nr_version_cmp(const struct nr_version *a, const struct nr_version *b)
{
	for (int i = 0; i < 8; i++)
		if (a->part[i] != b->part[i])
			return a->part[i] < b->part[i] ? -1 : 1;
	return 0;
}

/* Scanners for load names.  Each moves *s only when it matches. */
static inline bool nr_scan_lit(const char **s, const char *literal)
{
	size_t n = strlen(literal);

	if (strncmp(*s, literal, n) != 0)
		return false;
	*s += n;
	return true;
}

/* A decimal number of at least one digit that fits 16 bits. */
static inline bool nr_scan_u16(const char **s, uint16_t *out)
{
	const char *p = *s;
	uint32_t v = 0;

	for (; *p >= '0' && *p <= '9'; p++) {
		v = v * 10 + (uint32_t)(*p - '0');
		if (v > UINT16_MAX)
			return false;
	}
	if (p == *s)
		return false;
	*out = (uint16_t)v;
	*s = p;
	return true;
}

#ifdef __cplusplus
}
#endif
#endif /* NETRECOVER_TYPES_H */
