/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_TFTP_H
#define PHONE_TFTP_H
/*
 * tftp.h -- the TFTP client of a 79xx: 512-byte lock-step, no options, its own
 * habits.  Pure: bytes in, bytes out; the caller owns socket and timer.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TFTP_PACKET_MAX 516

enum tftp_result {
	TFTP_GOING,             /* arm the 4 s timer again when there is something to send */
	TFTP_IGNORED,           /* not for this transfer: the timer goes on */
	TFTP_DONE,
	TFTP_ABSENT,            /* ERROR 1 */
	TFTP_BUSY,              /* ERROR 3: ask again in 4 s */
	TFTP_FAILED,            /* any other ERROR, or what came makes no sense; see error */
};

struct tftp {
	char name[128];
	uint16_t tid;           /* the server's port; 0: no reply yet */
	uint16_t expect;        /* next block */
	uint32_t blocks;
	uint8_t *data;
	size_t len, room, max;
	char error[64];
	uint8_t out[TFTP_PACKET_MAX];   /* what was sent last: the request or an ACK */
	size_t out_len;                 /* of it; sent again by the timer */
};

/* Begin with @name: the request is in out.  @max: bytes the phone has room for. */
void tftp_begin(struct tftp *t, const char *name, size_t max);
/* A datagram from @port of the server.  After TFTP_GOING, TFTP_DONE and
 * TFTP_FAILED send out when @reply is set. */
enum tftp_result tftp_input(struct tftp *t, uint16_t port, const uint8_t *data, size_t len,
			    bool *reply);
/* Frees what arrived. */
void tftp_finish(struct tftp *t);

#endif
