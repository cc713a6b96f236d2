/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_PICKUP_H
#define CORE_PICKUP_H
/*
 * pickup.h -- the library of a bench: its first index, and a new one whenever
 * its folder has changed.  Both are made in small slices between other events;
 * nothing is served before the first, and serving does not wait for the others.
 */
#include "core/phone/bench.h"

struct pickup {
	struct bench *bench;
	struct library library;         /* bench->library, once it is there */
	struct scan *scan;              /* NULL: nothing is to be done */
	bool again;                     /* asked for while one was under way */
	ev_timer slice;
	void (*ready)(int error, void *arg);    /* the first index is there: 0, or not: -errno */
	void *arg;
};

/* Opens the folder, reads nothing.  0 or -errno. */
int pickup_init(struct pickup *p, struct bench *b, const char *folder,
		void (*ready)(int error, void *arg), void *arg);
/* From here on the loop of the bench makes the index. */
void pickup_start(struct pickup *p);
/* Has the library changed?  Looks at each folder; a new index is made if so, or if @anyway. */
void pickup_look(struct pickup *p, bool anyway);
void pickup_finish(struct pickup *p);

/* *@now takes the place of *b->library: all plans are moved to it, phones that wait
 * for it are planned anew. */
void pickup_replace(struct bench *b, const struct library *now);

#endif
