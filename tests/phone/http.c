/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * http.c -- what the firmware of a 7945 does: "GET /name HTTP/1.1", a Host
 * without a blank before it, and an answer that must begin "HTTP/1.1 200 OK" and
 * hold "Content-Length: ".  It knows neither chunks nor redirections.
 */
#include <config.h>

#include "tests/phone/http.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void http_begin(struct http *h, size_t max)
{
	*h = (struct http){ .max = max };
}

size_t http_request(char out[HTTP_REQUEST_MAX], const char *name, const char *host, uint16_t port,
		    const char *agent)
{
	int n = snprintf(out, HTTP_REQUEST_MAX, "GET /%s HTTP/1.1\r\nHost:%s:%u\r\n%s%s%s\r\n", name, host,
			 port, agent[0] ? "User-Agent: " : "", agent, agent[0] ? "\r\n" : "");

	return n < HTTP_REQUEST_MAX ? (size_t)n : HTTP_REQUEST_MAX - 1;
}

static enum http_result fail(struct http *h, const char *why)
{
	snprintf(h->error, sizeof(h->error), "%s", why);
	return HTTP_FAILED;
}

static enum http_result read_head(struct http *h)
{
	static const char ok[] = "HTTP/1.1 200 OK\r\n", none[] = "HTTP/1.1 404 ";
	const char *length = strstr(h->head, "Content-Length: ");
	unsigned long long size;
	char *end;

	if (strncmp(h->head, none, sizeof(none) - 1) == 0) {
		snprintf(h->error, sizeof(h->error), "404");
		return HTTP_ABSENT;
	}
	if (strncmp(h->head, ok, sizeof(ok) - 1) != 0)
		return fail(h, "not 200 OK");
	if (!length)
		return fail(h, "no Content-Length");
	size = strtoull(length + 16, &end, 10);
	if (*end != '\r' || size > h->max)
		return fail(h, "TFTP size error");
	h->size = (size_t)size;
	h->data = malloc(h->size + 1);
	h->body = true;
	return h->data ? HTTP_GOING : fail(h, "Write Error");
}

/* How many of these bytes belong to the head. */
static enum http_result head_input(struct http *h, const uint8_t *data, size_t len, size_t *used)
{
	for (*used = 0; *used < len && !h->body;) {
		enum http_result r;

		if (h->head_len == HTTP_HEAD_MAX)
			return fail(h, "no end of the header");
		h->head[h->head_len++] = (char)data[(*used)++];
		if (h->head_len < 4 || memcmp(h->head + h->head_len - 4, "\r\n\r\n", 4) != 0)
			continue;
		r = read_head(h);
		if (r != HTTP_GOING)
			return r;
	}
	return HTTP_GOING;
}

enum http_result http_input(struct http *h, const uint8_t *data, size_t len)
{
	size_t used = 0;
	enum http_result r = head_input(h, data, len, &used);

	if (r != HTTP_GOING || !h->body)
		return r;
	if (len - used > h->size - h->len)
		return fail(h, "more than Content-Length");
	if (len > used)
		memcpy(h->data + h->len, data + used, len - used);
	h->len += len - used;
	return h->len == h->size ? HTTP_DONE : HTTP_GOING;
}

void http_finish(struct http *h)
{
	free(h->data);
	h->data = NULL;
	h->len = h->size = 0;
}
