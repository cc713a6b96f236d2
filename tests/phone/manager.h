/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_MANAGER_H
#define PHONE_MANAGER_H
/*
 * manager.h -- a phone and its call manager: owns the connection, the registration and what
 * is answered to it, by SCCP and by SIP.
 */
#include "tests/phone/phone.h"

/* Knock; @again: nobody answered the last time. */
void manager_try(struct phone *p, int64_t now, bool again);
/* It works: is that with the load that it was to reach? */
void manager_reached(struct phone *p, int64_t now);
/* The connection stands: an alarm and a registration. */
void manager_connected(struct phone *p, const struct packet *packet);
void manager_keep_alive(struct phone *p, int64_t now);
/* The words (enum sccp_word) that it says; a NOTIFY is answered. */
unsigned manager_hear(struct phone *p, const struct packet *packet);
void manager_heed(struct phone *p, unsigned words, int64_t now);
/* A segment of the connection. */
void manager_packet(struct phone *p, const struct packet *packet, int64_t now);
bool manager_from_sip(const struct phone *p, const struct packet *packet);

#endif
