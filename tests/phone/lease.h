/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_LEASE_H
#define PHONE_LEASE_H
/*
 * lease.h -- the address of a phone: owns its lease, from the first DISCOVER, or from the
 * REQUEST for its old address, to the ARP probe after the ACK.
 */
#include "tests/phone/phone.h"

/* @again: nobody answered the one before. */
void lease_discover(struct phone *p, int64_t now, bool again);
void lease_rebind(struct phone *p, int64_t now, bool again);
void lease_request(struct phone *p, int64_t now, bool again);
/* With the old address, or without. */
void lease_begin(struct phone *p, int64_t now);
/* Has anybody this address?  After the last probe the phone is bound. */
void lease_probe(struct phone *p, int64_t now, bool again);
/* A reply. */
void lease_input(struct phone *p, const struct packet *packet, int64_t now);

#endif
