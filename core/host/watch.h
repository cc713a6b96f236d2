/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_WATCH_H
#define CORE_WATCH_H
/*
 * watch.h -- does the bench's interface still have its carrier and its address?  The kernel
 * tells of changes by rtnetlink; needs no rights.
 */
#include <net/if.h>
#include <netinet/in.h>
#include <stdbool.h>

struct watch;

struct watch_seen {
	bool there;             /* an interface has this index, */
	char name[IF_NAMESIZE]; /* and this name; "": not told */
	bool up;                /* and is not set down */
	bool carrier;
	bool address;           /* ours is on it */
};

/* 0 or -errno. */
int watch_open(struct watch **out);
/* NULL is taken. */
void watch_close(struct watch *w);
/* To wait for: readable when something may have changed. */
int watch_fd(const struct watch *w);
/* Take what made it readable. */
void watch_drain(struct watch *w);
/* As it is now; 0 or -errno. */
int watch_look(struct watch *w, unsigned index, struct in_addr address, struct watch_seen *out);

#endif
