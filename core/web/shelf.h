/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_SHELF_H
#define CORE_SHELF_H
/*
 * shelf.h -- what the page shows, and what is new for somebody who has seen some of it.
 * Pure: status documents in, events out; no socket, no clock.
 *
 * Each change has a number.  A viewer keeps one number, that of the last change that it was
 * told, so a slow one costs no memory, and gets what has changed since in one event.
 *
 * An event, as server-sent events are written:
 *
 *	event: all | some               (all: forget what you have)
 *	data: {"now":MS,"asof":MS,"lost":TEXT|null,"bench":{...},"phones":[...]}
 *
 * "bench" is there when something of it has changed.  A phone has what the status has, and
 * "group" (enum group), "rank" (group_rank()), "do" (what to do, where its code says it),
 * "percent" of its step; "left" in steps of 5 s.
 */
#include <jansson.h>
#include <stdint.h>

struct shelf;

struct shelf *shelf_new(void);  /* NULL: no memory */
void shelf_free(struct shelf *s);
/* The bench said this at @now (milliseconds since 1970).  0 or -ENOMEM. */
int shelf_take(struct shelf *s, const json_t *status, int64_t now);
/* It does not answer; @why in a sentence. */
void shelf_lose(struct shelf *s, const char *why);
/* The number of the last change; at least 1, so that 0 is "nothing seen". */
uint64_t shelf_version(const struct shelf *s);
/* What is new after @seen, malloc()ed; NULL: no memory. */
char *shelf_event(const struct shelf *s, uint64_t seen, int64_t now);

#endif
