/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_WIRE_H
#define CORE_WIRE_H
/*
 * wire.h -- the bench's own end of the wire: what becomes of its interface, its carrier and
 * its address is noticed and said.  rewire.h puts it back.
 */
#include "core/host/watch.h"
#include "core/phone/bench.h"

/* How long a carrier may be away before it is said: a phone that is plugged in directly takes
 * it away when it starts. */
#define WIRE_CARRIER_MS 60000

/* So it is now. */
void wire_seen(struct bench *b, const struct watch_seen *now);
/* Once a second: a carrier that stays away. */
void wire_tick(struct bench *b);

#endif
