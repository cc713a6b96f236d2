/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_FETCH_H
#define PHONE_FETCH_H
/*
 * fetch.h -- one file on its way: owns the transfer by TFTP, and the one by HTTP before it;
 * tells files.c how it ended.
 */
#include "tests/phone/phone.h"

/* Ask for what is wanted, by the first of its doors. */
void fetch_begin(struct phone *p, int64_t now);
/* No answer in 16 s, or an answer that makes no sense. */
void fetch_failed(struct phone *p, int64_t now, const char *why);
/* A datagram of the server, or a segment. */
void fetch_tftp(struct phone *p, const struct packet *packet, int64_t now);
void fetch_http(struct phone *p, const struct packet *packet, int64_t now);
bool fetch_from_http(const struct phone *p, const struct packet *packet);
/* No answer came in time. */
void fetch_again(struct phone *p, int64_t now);

#endif
