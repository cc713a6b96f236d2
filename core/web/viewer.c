/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * viewer.c -- see viewer.h.
 *
 * libmicrohttpd asks for bytes when it could send some.  Where there are none the connection
 * is suspended, and resumed when something is new; so nothing turns in circles.
 */
#include <config.h>

#include "core/web/viewer.h"
#include "core/base/clock.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK (32 << 10)

struct viewer {
	struct viewers *all;
	struct MHD_Connection *connection;
	uint64_t seen;          /* shelf_version() that it was told */
	char *text;             /* the event that it is being told, or NULL */
	size_t len, at;
	bool beat, asleep, ending;
	struct viewer *next, **link;
};

static bool next_event(struct viewer *v)
{
	const struct shelf *shelf = v->all->shelf;

	if (!v->beat && v->seen == shelf_version(shelf))
		return false;
	v->text = shelf_event(shelf, v->seen, clock_wall_ms());
	v->seen = shelf_version(shelf);
	v->beat = false;
	v->len = v->text ? strlen(v->text) : 0;
	v->at = 0;
	return v->text != NULL;
}

static ssize_t on_read(void *cls, uint64_t pos, char *buf, size_t max)
{
	struct viewer *v = cls;
	size_t n;

	(void)pos;
	if (v->ending)
		return MHD_CONTENT_READER_END_OF_STREAM;
	if (!v->text && !next_event(v)) {
		v->asleep = true;
		MHD_suspend_connection(v->connection);
		return 0;
	}
	n = v->len - v->at < max ? v->len - v->at : max;
	memcpy(buf, v->text + v->at, n);
	v->at += n;
	if (v->at == v->len) {
		free(v->text);
		v->text = NULL;
	}
	return (ssize_t)n;
}

static void on_free(void *cls)
{
	struct viewer *v = cls;

	*v->link = v->next;
	if (v->next)
		v->next->link = v->link;
	v->all->count--;
	free(v->text);
	free(v);
}

struct MHD_Response *viewers_stream(struct viewers *all, struct MHD_Connection *connection)
{
	struct viewer *v = all->count < VIEWERS_MAX ? calloc(1, sizeof(*v)) : NULL;
	struct MHD_Response *r;

	if (!v)
		return NULL;
	v->all = all;
	v->connection = connection;
	r = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, on_read, v, on_free);
	if (!r) {
		free(v);
		return NULL;
	}
	v->next = all->first;
	v->link = &all->first;
	if (v->next)
		v->next->link = &v->next;
	all->first = v;
	all->count++;
	return r;
}

static void wake(struct viewer *v)
{
	if (!v->asleep)
		return;
	v->asleep = false;
	MHD_resume_connection(v->connection);
}

void viewers_wake(struct viewers *all, bool beat)
{
	for (struct viewer *v = all->first; v; v = v->next) {
		v->beat |= beat;
		if (v->beat || v->seen != shelf_version(all->shelf))
			wake(v);
	}
}

void viewers_end(struct viewers *all)
{
	for (struct viewer *v = all->first; v; v = v->next) {
		v->ending = true;
		wake(v);
	}
}
