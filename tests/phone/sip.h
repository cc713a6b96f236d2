/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_PHONE_SIP_H
#define TESTS_PHONE_SIP_H
/*
 * sip.h -- what a SIP phone says when it registers, and the few words that it
 * understands then: as a 7945 and an 8841 speak (RFC 3261).  Pure.
 */
#include "tests/phone/sccp.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SIP_TEXT_MAX 2048

struct sip_line {
	const char *name;               /* SEP001B54AA0001 */
	const char *platform;           /* "Cisco IP Phone 7945" */
	const char *load;
	unsigned type;                  /* of the phone: 435 */
	uint32_t ip, server;            /* host order */
	uint16_t port;                  /* its own, where it listens too */
	bool udp;
	unsigned cseq;
};

/* A REGISTER; returns its length. */
size_t sip_register(const struct sip_line *l, char out[SIP_TEXT_MAX]);

/*
 * The words (enum sccp_word) in what was received, or-ed.  A NOTIFY to restart counts
 * only with the Call-ID of our REGISTER in it; *answer_len bytes of @answer are to be
 * sent then.
 */
unsigned sip_hear(const struct sip_line *l, const uint8_t *data, size_t len, char answer[SIP_TEXT_MAX],
		  size_t *answer_len);

#endif
