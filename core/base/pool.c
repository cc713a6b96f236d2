/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * pool.c -- memory that is taken in small pieces and given back at once.
 */
#include <config.h>
#include "core/base/pool.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK (64 * 1024)

struct chunk {
	struct chunk *next;
	size_t size, used;
	max_align_t data[];
};

void *pool_take(struct pool *p, size_t size)
{
	struct chunk *c = p->chunk;
	void *out;

	size = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
	if (!c || size > c->size - c->used) {
		size_t want = size > CHUNK ? size : CHUNK;

		c = malloc(sizeof(*c) + want);
		if (!c)
			return NULL;
		c->size = want;
		c->used = 0;
		c->next = p->chunk;
		p->chunk = c;
		p->bytes += sizeof(*c) + want;
	}
	out = (char *)c->data + c->used;
	c->used += size;
	return memset(out, 0, size);
}

char *pool_text(struct pool *p, const char *text)
{
	size_t n = strlen(text) + 1;
	char *out = pool_take(p, n);

	return out ? memcpy(out, text, n) : NULL;
}

char *pool_line(struct pool *p, char *text)
{
	for (char *c = text; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			*c = '?';
	return pool_text(p, text);
}

char *pool_path(struct pool *p, const char *folder, const char *name)
{
	size_t n = strlen(folder), k = strlen(name) + 1;
	char *path = pool_take(p, n + 1 + k);

	if (!path)
		return NULL;
	memcpy(path, folder, n);
	if (n)
		path[n++] = '/';
	memcpy(path + n, name, k);
	return path;
}

void pool_finish(struct pool *p)
{
	while (p->chunk) {
		struct chunk *c = p->chunk;

		p->chunk = c->next;
		free(c);
	}
	p->bytes = 0;
}
