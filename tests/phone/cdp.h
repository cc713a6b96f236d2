/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_CDP_H
#define PHONE_CDP_H
/*
 * cdp.h -- the CDP frame by which a phone tells everybody what it is and runs.
 */
#include <stddef.h>
#include <stdint.h>

#define CDP_FRAME_MAX 400

struct cdp_says {
	const uint8_t *mac;
	const char *device;             /* "SEP001B54AA0001" */
	const char *version;            /* the load, or "79XX_default_load" */
	const char *platform;           /* "Cisco IP Phone 7945" */
	uint32_t ip;                    /* 0: none yet */
};
/* The whole Ethernet frame; returns its length. */
size_t cdp_encode(const struct cdp_says *s, uint8_t out[CDP_FRAME_MAX]);

#endif
