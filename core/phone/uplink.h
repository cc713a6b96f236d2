/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_UPLINK_H
#define CORE_UPLINK_H
/*
 * uplink.h -- the switch at the other end of the bench's cable, by its CDP or LLDP.
 */
#include "core/phone/bench.h"
#include "core/phone/sighting.h"

#define UPLINK_TEXT_SIZE 160

/* Is that the word of a switch?  Then it is kept, and is about no device. */
bool uplink_sight(struct bench *b, const struct sighting *s);

/* Its name; "": none announces itself, or more than one does. */
const char *uplink_name(const struct bench *b);

/* "port GigabitEthernet0/7 of cabinet-3", or "".  Returns @buf. */
const char *uplink_text(const struct bench *b, char buf[UPLINK_TEXT_SIZE]);

/* Is it the device with that MAC address? */
bool uplink_is(const struct bench *b, const struct nr_mac *mac);

#endif
