/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PLUGINS_HTTP_DELIVERY_H
#define PLUGINS_HTTP_DELIVERY_H
/*
 * delivery.h -- a file on its way to a phone: of its request first, then, once all bytes
 * are with the kernel, of the server until the phone's TCP has confirmed them.
 */
#include <ev.h>
#include <netrecover/protocol.h>

struct deliveries {
	struct nr_instance *self;
	struct delivery *draining;      /* what waits for confirmation */
	unsigned count;                 /* of these */
	ev_timer drain;
};

struct delivery {
	struct delivery *next;
	struct deliveries *all;
	nr_phone_id phone;
	struct nr_file file;
	uint64_t first, count;          /* the range that is sent */
	uint64_t moved;                 /* of it, handed over */
	uint64_t told;
	bool started;                   /* NR_FILE_STARTED was reported: an end must follow */
	int fd;                         /* a copy of the connection's; -1: none */
	uint64_t goal;                  /* bytes of the connection that its end needs confirmed */
	double until;
};

void deliveries_init(struct deliveries *all, struct nr_instance *self);
/* What still waits for confirmation has failed. */
void deliveries_finish(struct deliveries *all);

/* @file is the transfer's now.  @fd: the connection's, copied; -1 for none.  NULL: no memory,
 * and @file is closed. */
struct delivery *delivery_new(struct deliveries *all, nr_phone_id phone, struct nr_file *file, int fd);

/* The answer began: with a body, of the file or a part of it. */
void delivery_start(struct delivery *t);

/* The bytes at @pos of its range; returns how many. */
ssize_t delivery_read(void *transfer, uint64_t pos, char *buf, size_t max);

/* The request is over, as it should be (@why NULL) or not.  Frees it, sooner or later. */
void delivery_done(struct delivery *t, const char *why);

#endif
