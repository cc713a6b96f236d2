/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_CURSOR_H
#define CORE_CURSOR_H
/*
 * cursor.h -- the journal of a bench from a line on, over files that are closed or taken away
 * meanwhile; and the place up to which somebody was told, kept beside it.
 */
#include <jansson.h>
#include <stddef.h>

#define CURSOR_NAME "mqtt.cursor"

struct cursor;

/* Lines behind number @seq, of the journal in the folder open at @dirfd (not kept open for us). */
struct cursor *cursor_new(int dirfd, json_int_t seq);   /* NULL: no memory */
void cursor_free(struct cursor *c);                     /* NULL is right */
/*
 * The next whole line, without its newline, ended by a NUL; until the next call.  NULL: there is none
 * now.
 */
const char *cursor_next(struct cursor *c, size_t *len, json_int_t *seq);

/* What was kept: an object, new, also where there is nothing. */
json_t *cursor_load(int dirfd);
/* Keep it, whole or not at all: 0 or -errno. */
int cursor_save(int dirfd, const json_t *doc);

#endif
