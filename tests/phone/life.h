/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_LIFE_H
#define PHONE_LIFE_H
/*
 * life.h -- the means that every part of a phone uses: its log and its waiting times, what
 * its loader knows, its CDP, and its restarts.
 */
#include "tests/phone/phone.h"

/* A line of its log. */
void __attribute__((format(printf, 3, 4)))
life_say(const struct phone *p, int64_t now, const char *format, ...);
const char *life_dotted(uint32_t ip, char buf[16]);
/* Go to @state for @ms of a real phone, never shorter than @floor. */
void life_move(struct phone *p, enum phone_state state, int64_t now, int64_t ms, int64_t floor);
const struct family *life_family(const struct phone *p);
/* What its loader knows of itself. */
struct loader life_loader(const struct phone *p);
/* What it calls the load that it runs. */
const char *life_load(const struct phone *p);
/* "SEP001B54AA0001", or as it calls itself else. */
void life_device_name(const struct phone *p, char out[16]);
void life_cdp(struct phone *p, int64_t now);
/* Power, or the end of a reboot. */
void life_boot(struct phone *p, int64_t now);
/* A new port of its own. */
uint16_t life_port(struct phone *p);
/* Go down; life_boot() follows when it is due. */
void life_reboot(struct phone *p, int64_t now);

#endif
