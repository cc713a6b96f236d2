/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_CHECKUP_WIRE_H
#define CORE_CHECKUP_WIRE_H
/*
 * checkup_wire.h -- the checks of the wire: who else is on it.
 */
#include "core/host/overhear.h"
#include "core/verbs/checkup.h"

/* Listens for a while: a duplicate address, a router, a call manager, a whole network. */
void checkup_wire_neighbours(struct checkup *c);
/* What was heard: which of it is BAD, and what the configuration allows. */
void checkup_wire_heard(struct checkup *c, const struct overhear *o);
/* Asks for other DHCP servers by the dhcp plugin, which is opened for it. */
void checkup_wire_guard(struct checkup *c);

#endif
