/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * http.c -- see http.h.
 */
#include "plugins/http/http.h"

#include <netrecover/reader.h>
#include <strings.h>

bool http_name(const char *path, char out[HTTP_NAME_SIZE])
{
	while (*path == '/' || *path == '\\' || (path[0] == '.' && (path[1] == '/' || path[1] == '\\')))
		path++;
	if (!*path || strlen(path) >= HTTP_NAME_SIZE)
		return false;
	nr_text(nr_reader(path, strlen(path)), out, HTTP_NAME_SIZE);
	return *out;
}

/* Digits at *s; false when there are none, or too many for a number. */
static bool number(const char **s, uint64_t *out)
{
	const char *p = *s;

	*out = 0;
	while (*p >= '0' && *p <= '9') {
		uint64_t digit = (uint64_t)(*p++ - '0');

		if (*out > (UINT64_MAX - digit) / 10)
			return false;
		*out = *out * 10 + digit;
	}
	if (p == *s)
		return false;
	*s = p;
	return true;
}

/* "-500": the last 500 bytes. */
static enum http_range suffix(uint64_t n, uint64_t size, uint64_t *first, uint64_t *count)
{
	if (n == 0 || size == 0)
		return HTTP_RANGE_OUTSIDE;
	*count = n < size ? n : size;
	*first = size - *count;
	return HTTP_RANGE_PART;
}

enum http_range http_range(const char *header, uint64_t size, uint64_t *first, uint64_t *count)
{
	const char *p = header;
	uint64_t last = UINT64_MAX;

	if (!p || strncasecmp(p, "bytes=", 6) != 0)
		return HTTP_RANGE_NONE;
	p += 6;
	if (*p == '-') {
		p++;
		return number(&p, &last) && !*p ? suffix(last, size, first, count) : HTTP_RANGE_NONE;
	}
	if (!number(&p, first) || *p++ != '-')
		return HTTP_RANGE_NONE;
	if (*p && (!number(&p, &last) || *p || last < *first))
		return HTTP_RANGE_NONE;
	if (*first >= size)
		return HTTP_RANGE_OUTSIDE;
	*count = (last < size ? last + 1 : size) - *first;
	return HTTP_RANGE_PART;
}
