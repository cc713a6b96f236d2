/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_PHONE_SCCP_H
#define TESTS_PHONE_SCCP_H
/*
 * sccp.h -- what an SCCP phone says when it registers, and the few words that it
 * understands then.  Pure.
 */
#include <stddef.h>
#include <stdint.h>

#define SCCP_HELLO_MAX 256

enum sccp_word {
	SCCP_NOTHING = 0,
	SCCP_REGISTERED = 1,
	SCCP_RESET = 2,
	SCCP_RESTART = 4,
};

/* An alarm and a registration; returns their length. */
size_t sccp_hello(uint8_t out[SCCP_HELLO_MAX], const char *name, uint32_t type, const char *load);
size_t sccp_keepalive(uint8_t out[SCCP_HELLO_MAX]);

/* The words in a segment, or-ed. */
unsigned sccp_hear(const uint8_t *data, size_t len);

#endif
