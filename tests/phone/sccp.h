/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_PHONE_SCCP_H
#define TESTS_PHONE_SCCP_H
/*
 * sccp.h -- what an SCCP phone says when it registers, and the few words that it
 * understands then.  Pure.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SCCP_HELLO_MAX 256

enum sccp_word {
	SCCP_NOTHING = 0,
	SCCP_REGISTERED = 1,
	SCCP_RESET = 2,
	SCCP_RESTART = 4,
};

/* What the alarm says of it. */
struct sccp_alarm {
	const char *name, *load;
	bool prints;            /* "Load= 9.4(2SR3.1S)" in place of the name of the load */
	bool rejected;          /* it turned a load down for its hardware */
};

/* An alarm and a registration; returns their length. */
size_t sccp_hello(uint8_t out[SCCP_HELLO_MAX], const struct sccp_alarm *alarm, uint32_t type);
size_t sccp_keepalive(uint8_t out[SCCP_HELLO_MAX]);

/* The words in a segment, or-ed. */
unsigned sccp_hear(const uint8_t *data, size_t len);

#endif
