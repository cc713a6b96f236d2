/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PLUGINS_SCCP_SCCP_H
#define PLUGINS_SCCP_SCCP_H
/*
 * sccp.h -- bytes <-> SCCP messages, as far as a phone needs to register.
 *
 * A frame: length (of what follows the first eight bytes), header version,
 * message number, body; all little-endian.  The layouts are those that Wireshark
 * shows.  Pure: no socket, clock, log or allocation.
 */
#include <netinet/in.h>
#include <netrecover/reader.h>

#define SCCP_LENGTH_MAX 4096u           /* the longest that phones send is an alarm of 2 kB */
#define SCCP_FRAME_MAX (SCCP_LENGTH_MAX + 8)
#define SCCP_PUT_MAX 256                /* the longest that is put here */

enum sccp_id {
	SCCP_KEEPALIVE = 0x0000,
	SCCP_REGISTER = 0x0001,
	SCCP_CONFIG_STAT_REQ = 0x000c,
	SCCP_BUTTON_TEMPLATE_REQ = 0x000e,
	SCCP_VERSION_REQ = 0x000f,
	SCCP_ALARM = 0x0020,
	SCCP_SOFTKEY_SET_REQ = 0x0025,
	SCCP_UNREGISTER = 0x0027,
	SCCP_SOFTKEY_TEMPLATE_REQ = 0x0028,
	SCCP_TOKEN_REQ = 0x0029,
	SCCP_REGISTER_ACK = 0x0081,
	SCCP_CONFIG_STAT = 0x0093,
	SCCP_BUTTON_TEMPLATE = 0x0097,
	SCCP_VERSION = 0x0098,
	SCCP_CAPABILITIES_REQ = 0x009b,
	SCCP_REGISTER_REJECT = 0x009d,
	SCCP_RESET = 0x009f,
	SCCP_KEEPALIVE_ACK = 0x0100,
	SCCP_SOFTKEY_TEMPLATE = 0x0108,
	SCCP_SOFTKEY_SET = 0x0109,
	SCCP_UNREGISTER_ACK = 0x0118,
	SCCP_TOKEN_ACK = 0x011a,
	SCCP_XML_ALARM = 0x015a,
};

struct sccp_frame {
	uint32_t version;               /* of the header */
	uint32_t id;                    /* enum sccp_id, or another */
	struct nr_reader body;
};

enum sccp_result {
	SCCP_FRAME,                     /* *out and *used are set */
	SCCP_MORE,                      /* its end has not come yet */
	SCCP_BROKEN,                    /* a length that cannot be */
};

enum sccp_result sccp_read(const uint8_t *data, size_t len, struct sccp_frame *out, size_t *used);

/* Also the start of a TokenReq. */
struct sccp_register {
	char name[17];
	struct in_addr addr;            /* as the phone believes it */
	uint32_t type;                  /* of the device */
	uint8_t protocol;               /* 0: too old to say */
	char load[33];                  /* "": too old to say */
};

bool sccp_read_register(struct nr_reader body, struct sccp_register *out);

struct sccp_alarm {
	uint32_t severity;
	char text[81];
	uint32_t parameter[2];          /* 0 when they are missing */
};

bool sccp_read_alarm(struct nr_reader body, struct sccp_alarm *out);

/* Bridges, gateways, ports of software: they register too, and are no phones. */
bool sccp_type_is_phone(uint32_t type);

/* Each returns the length of the frame that it wrote. */
size_t sccp_put_register_ack(uint8_t out[SCCP_PUT_MAX], uint32_t keepalive, uint8_t protocol);
size_t sccp_put_register_reject(uint8_t out[SCCP_PUT_MAX], const char *text);

enum sccp_reset {
	SCCP_RESET_HARD = 1,            /* boot */
	SCCP_RESET_RESTART = 2,         /* fetch the configuration, register again */
};

size_t sccp_put_reset(uint8_t out[SCCP_PUT_MAX], enum sccp_reset kind);

/* A frame without a body. */
size_t sccp_put_empty(uint8_t out[SCCP_PUT_MAX], enum sccp_id id);

/* What a phone without any line gets to its question @id; 0: nothing. */
size_t sccp_put_answer(uint8_t out[SCCP_PUT_MAX], uint32_t id, const char *device);

#endif
