/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_LLDP_H
#define PHONE_LLDP_H
/*
 * lldp.h -- the LLDP frame of a phone (IEEE 802.1AB): its load is in the system
 * description.
 */
#include "tests/phone/cdp.h"

/* The whole Ethernet frame; returns its length. */
size_t lldp_encode(const struct cdp_says *s, uint8_t out[CDP_FRAME_MAX]);

#endif
