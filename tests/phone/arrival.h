/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_ARRIVAL_H
#define PHONE_ARRIVAL_H
/*
 * arrival.h -- the bytes of one direction of a TCP connection, put in order; pure
 * (RFC 9293 3.10.7.4).  What comes before its turn is kept, as a phone's own TCP does:
 * else each lost segment costs all that was sent behind it, and the sender waits twice
 * as long every time.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ARRIVAL_WINDOW 8192             /* bytes that may come before their turn */

struct arrival {
	uint32_t next;                  /* the number of the next byte: what is confirmed */
	size_t early;                   /* bytes that wait for one before them */
	bool have[ARRIVAL_WINDOW];      /* which of those behind next are here */
	uint8_t data[ARRIVAL_WINDOW];
	uint8_t ready[ARRIVAL_WINDOW];  /* what arrival_take() gave last */
};

void arrival_begin(struct arrival *a, uint32_t next);
/*
 * @len bytes from number @seq on came.  Returns how many are next in order now, in
 * *@out, which is valid until the next call or until @data goes.
 */
size_t arrival_take(struct arrival *a, uint32_t seq, const uint8_t *data, size_t len, const uint8_t **out);

#endif
