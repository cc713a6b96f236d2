/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_VIEWER_H
#define CORE_VIEWER_H
/*
 * viewer.h -- the streams of events: one for each page that is open.
 *
 * A viewer is told what is new when it takes what it was told before: a slow one has one
 * event in memory, and the next has all that happened meanwhile.
 */
#include "core/web/shelf.h"

#include <microhttpd.h>
#include <stdbool.h>

/* Pages that are open at the same time. */
#define VIEWERS_MAX 32

struct viewer;

struct viewers {
	const struct shelf *shelf;
	struct viewer *first;
	unsigned count;
};

/* The answer that is a stream for @connection; NULL: there are enough, or no memory. */
struct MHD_Response *viewers_stream(struct viewers *v, struct MHD_Connection *connection);
/* Something is new; with @beat, tell everybody the time also when nothing is. */
void viewers_wake(struct viewers *v, bool beat);
/* Wake all for the last time, so that their connections can end. */
void viewers_end(struct viewers *v);

#endif
