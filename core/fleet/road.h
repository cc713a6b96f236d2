/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_ROAD_H
#define CORE_ROAD_H
/*
 * road.h -- which way leads to a server: never the wire of the bench.
 */
#include "core/host/own_wire.h"

#include <stdbool.h>
#include <stddef.h>

#define ROAD_HOST_SIZE 256
struct road {
	char host[ROAD_HOST_SIZE];
	unsigned port;
	bool tls;               /* it was written mqtts:// */
};

/* "broker", "broker:1884", "[::1]:1883", "mqtt://broker", "mqtts://broker:8883"; false: it is none. */
bool road_read(const char *text, struct road *out);

/*
 * Looks names up, sends nothing to the server.  0: no way to it is by the wire; -EPERM: one is; another
 * -errno: nobody knows the name, or no way leads there.  @why has the sentence.
 */
#define ROAD_WHY 200
int road_look(const struct road *r, const struct own_wire *wire, char why[ROAD_WHY]);
/* Is the socket @fd, which may be connecting yet, by the wire? */
bool road_is_by_wire(int fd, const struct own_wire *wire);

#endif
