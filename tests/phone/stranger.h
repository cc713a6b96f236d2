/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_STRANGER_H
#define PHONE_STRANGER_H
/*
 * stranger.h -- a phone of another maker: does what its profile (profile.h) says.
 */
#include "tests/phone/phone.h"

/* Is it one? */
bool stranger_is(const struct phone *p);
/* "6.5.20/3.36/3.38", as --phone load= has it, to its parts; and back. */
bool stranger_set(struct phone *p, const char *load);
/* What it says by DHCP. */
void stranger_dhcp(struct phone *p, struct dhcp_out *m);
/* It has an address: what comes first now? */
void stranger_first(struct phone *p, int64_t now);
/* What it wanted is in p->tftp, or the server has no such file; what it wrote is written. */
void stranger_got(struct phone *p, int64_t now);
void stranger_absent(struct phone *p, int64_t now);
void stranger_flashed(struct phone *p, int64_t now);

#endif
