/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TFTP_TRANSFER_H
#define TFTP_TRANSFER_H
/*
 * transfer.h -- one file on its way to one client: which blocks leave when.
 *
 * Pure: time is passed in (milliseconds that never go back), what is to be sent
 * comes out.  Blocks are counted from 1 and never wrap here; only their last 16
 * bits are on the wire, so that 65535 is followed by 0.
 *
 *              .---- ACK of something else, repeated ACK: nothing ----.
 *              |                                                      |
 *   start -> OACK sent --ACK 0--> blocks acked+1..sent on their way --+--> done
 *      \_____________(no options)_____/   |            ^              |
 *                                         |            |    ACK of the last block
 *                                         '--deadline: all of them again
 *
 * Blocks are sent again only when the deadline passes, never because of an ACK
 * (no sorcerer's apprentice, RFC 1123 4.2.3.1).  The deadline comes from the
 * measured round trip (RFC 6298), doubles from one resend to the next, and takes
 * no measure from a block that was sent twice (Karn).  It never exceeds 4 s, the
 * timer of a 79xx phone, which ignores a block that it has and does not ACK it
 * again.  With the timeout option (RFC 2349) it is what was agreed instead.
 *
 * Until the first ACK nothing shows that the client is where its request came from: the
 * OACK, or the first block, leaves at most three times, and nothing else.
 */
#include <stdbool.h>
#include <stdint.h>

#define TRANSFER_RTO_FIRST 300u
#define TRANSFER_RTO_MIN 200u
#define TRANSFER_RTO_MAX 4000u
#define TRANSFER_BLIND 3u               /* sends before the client was ever heard */
#define TRANSFER_BLIND_PAUSE 2000       /* ms; then a repeated request gets one more */

struct transfer_options {
	uint16_t blksize, window;       /* at least 1 each */
	uint8_t timeout;                /* seconds; 0: by measured round trip */
	bool oack;                      /* options are acknowledged first */
	uint32_t patience;              /* give up so long after the last new ACK */
};

struct transfer {
	uint64_t size;
	uint64_t last;                  /* number of the last, short block */
	uint64_t acked, sent;           /* highest block of each kind; 0: none */
	int64_t sent_at, progress_at, deadline;
	uint32_t patience;
	uint32_t rto, srtt, rttvar;     /* srtt in 1/8 ms, rttvar in 1/4 ms */
	uint16_t blksize, window;
	uint8_t blind;                  /* sends so far, before @answered */
	bool fixed;                     /* rto is what the client asked for */
	bool oack;                      /* the OACK is not answered yet */
	bool answered;                  /* the client has ACKed anything */
	bool timed;                     /* what is on its way was sent once */
	bool measured;                  /* srtt holds a value */
};

enum transfer_verb {
	TRANSFER_NOTHING = 0,
	TRANSFER_SEND_OACK,
	TRANSFER_SEND,                  /* blocks @first to @first + @count - 1 */
	TRANSFER_DONE,
	TRANSFER_GIVE_UP,
};

struct transfer_step {
	enum transfer_verb verb;
	uint64_t first;
	unsigned count;
};

void transfer_init(struct transfer *t, const struct transfer_options *o, uint64_t size,
		   int64_t now);

/* The first packets.  Call it once. */
struct transfer_step transfer_start(struct transfer *t, int64_t now);

/*
 * The same request came again: the first packet again, if none was ACKed, and it left less
 * than TRANSFER_BLIND times or not for TRANSFER_BLIND_PAUSE.
 */
struct transfer_step transfer_on_repeat(struct transfer *t, int64_t now);

struct transfer_step transfer_on_ack(struct transfer *t, uint16_t block, int64_t now);
struct transfer_step transfer_on_timer(struct transfer *t, int64_t now);

/* When transfer_on_timer() has something to do; it moves with every ACK. */
static inline int64_t transfer_next_deadline(const struct transfer *t)
{
	return t->deadline;
}

/* Where the bytes of @block begin, and how many they are. */
static inline uint64_t transfer_offset(const struct transfer *t, uint64_t block)
{
	return (block - 1) * t->blksize;
}

static inline uint32_t transfer_length(const struct transfer *t, uint64_t block)
{
	uint64_t left = t->size - transfer_offset(t, block);

	return left < t->blksize ? (uint32_t)left : t->blksize;
}

/* Bytes that the client has confirmed. */
static inline uint64_t transfer_bytes(const struct transfer *t)
{
	return t->acked >= t->last ? t->size : t->acked * t->blksize;
}

#endif
