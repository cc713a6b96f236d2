/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_POOL_H
#define CORE_POOL_H
/*
 * pool.h -- memory that is taken in small pieces and given back at once.
 */
#include <stddef.h>

struct pool {
	struct chunk *chunk;
	size_t bytes;                   /* taken from the system */
};

/* @size zeroed bytes; NULL when memory ends. */
void *pool_take(struct pool *p, size_t size);
char *pool_text(struct pool *p, const char *text);
/* The same for a line that people read, since file names may hold any bytes: control
 * characters become '?', in @text too. */
char *pool_line(struct pool *p, char *text);
/* "folder/name", or "name" when @folder is "". */
char *pool_path(struct pool *p, const char *folder, const char *name);
void pool_finish(struct pool *p);

#endif
