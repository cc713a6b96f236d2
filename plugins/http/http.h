/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PLUGINS_HTTP_HTTP_H
#define PLUGINS_HTTP_HTTP_H
/*
 * http.h -- what a GET asks for: the name behind its URL and the range of
 * bytes (RFC 9110, section 14).  Pure; the rest of HTTP is libmicrohttpd's.
 */
#include <netrecover/types.h>

#define HTTP_NAME_SIZE 256

/*
 * The name as the core looks it up, from the path of the URL: without slashes and
 * "./" before it, as text.  False when there is none, or it is too long.
 */
bool http_name(const char *path, char out[HTTP_NAME_SIZE]);

enum http_range {
	HTTP_RANGE_NONE,                /* the whole file: no header, or one to be ignored */
	HTTP_RANGE_PART,                /* *first and *count are set; *count is not 0 */
	HTTP_RANGE_OUTSIDE,             /* 416 */
};

/*
 * One range of bytes of a file of @size.  Several ranges, other units and what
 * does not parse are ignored, as the standard allows: the whole file is right.
 */
enum http_range http_range(const char *header, uint64_t size, uint64_t *first, uint64_t *count);

#endif
