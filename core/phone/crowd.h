/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_CROWD_H
#define CORE_CROWD_H
/*
 * crowd.h -- more devices than a bench is made for: who is forgotten for a new one, and
 * how many lines are written about devices that may not exist.
 *
 * A MAC address costs a sender nothing.  So a device counts for little until it was heard
 * in a second way (witness_twice()): a frame that anybody can send makes a row, and takes
 * nothing away from a phone.
 */
#include "core/phone/bench.h"

/*
 * Is there room for one more device?  BENCH_CROWD rows, besides those that must stay, and
 * bench_devices() in all.  *goes: the row that must go first, or NULL: the stranger that was
 * silent longest; else the longest silent row that was heard in one way only (without a lease
 * before one that has one), of which nothing is known that matters: it fetched nothing, may
 * not be writing, and no operator said anything about it.
 * False: every row must stay.
 */
bool crowd_has_room(struct bench *b, struct phone **goes);
/* It went: said once, and then once a minute. */
void crowd_forgot(struct bench *b);
/*
 * May one more line be written about @p?  Always when it was heard in two ways; about the
 * others CROWD_LINES at once, and CROWD_LINES_PER_S later.
 */
bool crowd_may_write(struct bench *b, const struct phone *p);

#define CROWD_LINES 4096
#define CROWD_LINES_PER_S 20

#endif
