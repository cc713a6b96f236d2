/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_DOOR_H
#define CORE_DOOR_H
/*
 * door.h -- HTTP for the page: GET / and GET /events, read-only, from a socket that listens
 * already.  Whoever comes from the wire of the bench is not let in.
 */
#include "core/web/shelf.h"

#include <ev.h>
#include <netinet/in.h>
#include <stdbool.h>

/* Connections at the same time, and how many of them from one address. */
#define DOOR_CONNECTIONS 96
#define DOOR_FROM_ONE 40

struct door;

struct door_conf {
	int fd;                         /* taken over */
	struct in_addr wire;            /* the network of the bench: nobody from there; 0.0.0.0/0: none */
	unsigned prefix;
	const struct shelf *shelf;
	void (*viewers)(unsigned count, void *arg);     /* so many pages are open now */
	void *arg;
};

/* 0 or -errno, with a logged line. */
int door_open(struct door **out, struct ev_loop *loop, const struct door_conf *conf);
/* The shelf has changed. */
void door_news(struct door *d);
void door_close(struct door *d);        /* NULL is right */

#endif
