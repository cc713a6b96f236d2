/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TFTP_TFTP_H
#define TFTP_TFTP_H
/*
 * tftp.h -- TFTP packets, bytes <-> values (RFC 1350, 2347, 2348, 2349, 7440).
 *
 * Pure: no socket, no clock, no log, no allocation.  A parsed value borrows
 * nothing from the packet.
 */
#include <netrecover/reader.h>
#include <netrecover/types.h>

enum tftp_opcode {
	TFTP_RRQ = 1,
	TFTP_WRQ,
	TFTP_DATA,
	TFTP_ACK,
	TFTP_ERROR,
	TFTP_OACK,
};

enum tftp_error {
	TFTP_E_UNDEFINED = 0,
	TFTP_E_NOT_FOUND = 1,
	TFTP_E_ACCESS = 2,
	TFTP_E_FULL = 3,        /* a 79xx phone waits 4 s and asks again */
	TFTP_E_ILLEGAL = 4,
	TFTP_E_TID = 5,
	TFTP_E_OPTION = 8,
};

enum tftp_mode {
	TFTP_MODE_OCTET = 1,
	TFTP_MODE_NETASCII,
	TFTP_MODE_OTHER,        /* mail, or none that exists */
};

/* Bits of tftp_options.has. */
#define TFTP_HAS_BLKSIZE (1u << 0)
#define TFTP_HAS_TIMEOUT (1u << 1)
#define TFTP_HAS_TSIZE (1u << 2)
#define TFTP_HAS_WINDOW (1u << 3)

#define TFTP_BLOCK 512u                 /* without an option */
#define TFTP_HEADER 4u                  /* before the bytes of a block */
#define TFTP_MAX_BLOCK 65464u

/* Only legal values get in: an option with another value was never asked for. */
struct tftp_options {
	unsigned has;
	uint16_t blksize;               /* 8 to 65464 */
	uint16_t window;                /* 1 to 65535 */
	uint8_t timeout;                /* 1 to 255 seconds */
	uint64_t tsize;
};

struct tftp_request {
	enum tftp_opcode opcode;        /* TFTP_RRQ or TFTP_WRQ */
	enum tftp_mode mode;
	char name[256];                 /* as it was asked, as text */
	struct tftp_options options;
};

/* Why a packet to the server's port is dropped. */
enum tftp_drop {
	TFTP_TAKEN = 0,                 /* it is not */
	TFTP_DROP_SHORT,
	TFTP_DROP_OPCODE,
	TFTP_DROP_NAME,
	TFTP_DROP_MODE,
	TFTP_DROP_TOO_LONG,
	TFTP_DROP_UNREACHED,            /* its address is none that may be answered */
	TFTP_DROP_COUNT,
};

const char *tftp_drop_str(enum tftp_drop drop);

/* Parse what came to the server's port.  *out is whole only with TFTP_TAKEN. */
enum tftp_drop tftp_parse_request(const uint8_t *data, size_t len, struct tftp_request *out);

/*
 * The name that is looked up: @name without the prefixes that old phones put
 * before it ("TFTP:", "/", "./", backslashes).  Points into @name.
 */
const char *tftp_bare_name(const char *name);

/* What comes to the port of a transfer. */
struct tftp_answer {
	enum tftp_opcode opcode;        /* TFTP_ACK or TFTP_ERROR */
	uint16_t number;                /* block, or error code */
	char text[128];                 /* of an error */
};

/* Returns false when it is neither ACK nor ERROR. */
bool tftp_parse_answer(const uint8_t *data, size_t len, struct tftp_answer *out);

/*
 * What the server grants of what was @asked: blocks of at most @max_block (or
 * 512) bytes, windows of at most @max_window blocks, the true @size.
 */
struct tftp_options tftp_grant(const struct tftp_options *asked, uint16_t max_block,
			       uint16_t max_window, uint64_t size);

/* Each writes a packet into @buf and returns its length; it always fits. */
#define TFTP_OACK_MAX 96u
#define TFTP_ERROR_MAX 128u
size_t tftp_put_oack(uint8_t buf[TFTP_OACK_MAX], const struct tftp_options *granted);
size_t tftp_put_error(uint8_t buf[TFTP_ERROR_MAX], enum tftp_error code, const char *text);

static inline void tftp_put_data(uint8_t buf[TFTP_HEADER], uint64_t block)
{
	buf[0] = 0;
	buf[1] = TFTP_DATA;
	buf[2] = (uint8_t)(block >> 8);
	buf[3] = (uint8_t)block;
}

#endif
