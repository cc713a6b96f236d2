/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_TRANSCRIPT_H
#define PHONE_TRANSCRIPT_H
/*
 * transcript.h -- what phones once asked a server for, as text: its lines, and the
 * steps that they make for each of the phones.  Pure: bytes in, values out.
 *
 *   # comment
 *   +0.5 rrq SEP001B54AA0001.cnf.xml sport=49152
 *   +?   sent SEP001B54AA0001.cnf.xml 1954
 *   +31  rrq SIP001B54AA0001.cnf sport=49153 x10 every=30.9
 *   = expect: what a server has to make of it
 *
 * A line is a time in seconds ("?": not known), a kind, what the kind needs, and words
 * that are understood where they stand: sport=PORT, ip=ADDRESS (which phone, where the
 * log has several), src=ADDRESS and xid=HEX of a DHCP message, xN every=SECONDS.
 * Neighbours with the same xN are repeated together.
 */
#include <netrecover/reader.h>

#define TRANSCRIPT_NAME_MAX 128
#define TRANSCRIPT_EXPECT_MAX 2048
#define TRANSCRIPT_STEPS_MAX 4096
#define TRANSCRIPT_PHONES_MAX 64

enum transcript_kind {
	TRANSCRIPT_RRQ,         /* by TFTP; WRQ: it wants to write */
	TRANSCRIPT_WRQ,
	TRANSCRIPT_GET,         /* by HTTP */
	TRANSCRIPT_PUT,
	TRANSCRIPT_SENT,        /* how a server answered then: */
	TRANSCRIPT_NOTFOUND,
	TRANSCRIPT_TIMEOUT,
	TRANSCRIPT_ERROR,       /* "refused": the phone broke it off */
	TRANSCRIPT_CDP,
	TRANSCRIPT_DISCOVER,
	TRANSCRIPT_OFFER,       /* of a server that was there */
	TRANSCRIPT_REQUEST,
	TRANSCRIPT_ACK,
	TRANSCRIPT_RESTART,
	TRANSCRIPT_ALARM,
	TRANSCRIPT_REGISTER,
	TRANSCRIPT_SIP_SYN,
	TRANSCRIPT_DNS,
	TRANSCRIPT_KINDS,
};
/* "rrq", "dhcp-discover" */
const char *transcript_kind_name(enum transcript_kind k);

struct transcript_line {
	enum transcript_kind kind;
	unsigned row;                   /* where it stands, from 1 */
	int64_t at;                     /* ms; -1: not known */
	char name[TRANSCRIPT_NAME_MAX]; /* file, model of a DISCOVER, address, load of a CDP frame */
	char more[TRANSCRIPT_NAME_MAX]; /* the word after it: "404", "init-reboot", platform */
	uint16_t sport;                 /* 0: not known */
	uint32_t ip;                    /* ip= or src=, 0: not said */
	bool old;                       /* src=: it sends from there before it has an address */
	uint32_t xid;
	bool has_xid;
	bool text_150;                  /* option 150 of an OFFER is text */
	unsigned times;                 /* xN; at least 1 */
	int64_t every;                  /* ms */
};

enum transcript_found {
	TRANSCRIPT_LINE,
	TRANSCRIPT_EXPECT,
	TRANSCRIPT_END,
	TRANSCRIPT_BAD,
};

/* The next line of @r that is no comment; *row goes up by one for each line.  After
 * TRANSCRIPT_EXPECT @text is what stood behind "= expect:", and *out is nothing. */
enum transcript_found transcript_next(struct nr_reader *r, unsigned *row, struct transcript_line *out,
				      struct nr_reader *text);

/* What a request came to, as far as the phone could tell. */
enum transcript_outcome {
	TRANSCRIPT_HEARD,               /* it heard the answer */
	TRANSCRIPT_DEAF,                /* nothing reached it */
	TRANSCRIPT_BROKEN,              /* it broke the answer off */
};

/* A line, one of its repetitions: what a phone does, or how it was answered. */
struct transcript_step {
	struct transcript_line line;
	int64_t order;                  /* ms: its time, or that of the one before */
	unsigned phone;                 /* whose it is */
	enum transcript_outcome outcome;
	enum transcript_kind answer;    /* SENT, NOTFOUND, TIMEOUT, ERROR; KINDS: not said */
	unsigned serial;
};

struct transcript_phone {
	uint32_t ip;
	uint8_t mac[6];                 /* zero: no line says it */
};

struct transcript {
	struct transcript_step *step;   /* malloc()ed, in order of time */
	size_t count, room;
	struct transcript_phone phone[TRANSCRIPT_PHONES_MAX];
	unsigned phones;
	char expect[TRANSCRIPT_EXPECT_MAX];
};

/*
 * Read all of it.  Where the source has no restarts, one is put before a request whose
 * port is lower than that of the request before: ports begin anew at every boot.
 * 0; -EINVAL: *row is not understood; -E2BIG: too much; -ENOMEM.
 */
int transcript_read(const uint8_t *data, size_t len, struct transcript *out, unsigned *row);
void transcript_finish(struct transcript *t);

#endif
