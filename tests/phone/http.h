/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_HTTP_H
#define PHONE_HTTP_H
/*
 * http.h -- the HTTP client of a 79xx and its followers: one GET for each
 * connection, and little patience with the answer.  Pure: bytes in, bytes out.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HTTP_PORT 6970
#define HTTP_REQUEST_MAX 448
#define HTTP_HEAD_MAX 8196              /* of an answer; a longer one it cannot read */

enum http_result {
	HTTP_GOING,
	HTTP_DONE,
	HTTP_ABSENT,            /* 404: final, TFTP is not asked */
	HTTP_FAILED,            /* anything else */
};

struct http {
	char head[HTTP_HEAD_MAX + 1];
	size_t head_len;
	bool body;              /* the head is over */
	uint8_t *data;          /* malloc()ed; the caller may take it after HTTP_DONE */
	size_t len, size, max;
	char error[64];
};

void http_begin(struct http *h, size_t max);
/* Returns the length of the request for @name of the server at @host, where @agent tells what it
 * calls itself ("": nothing). */
size_t http_request(char out[HTTP_REQUEST_MAX], const char *name, const char *host, uint16_t port,
		    const char *agent);
/* The next bytes of the answer. */
enum http_result http_input(struct http *h, const uint8_t *data, size_t len);
/* Frees what arrived. */
void http_finish(struct http *h);

#endif
