/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef DHCP_EXTRA_H
#define DHCP_EXTRA_H
/*
 * extra.h -- options that the model of a device or the operator wants in its answer, beside or
 * in place of what all devices get, as bytes.  Pure.
 */
#include <netrecover/protocol.h>

#define EXTRA_OPTIONS 32
#define EXTRA_BYTES 312                 /* of all together: RFC 2131 promises no more to anyone */

struct extra_option {
	uint8_t code;
	bool always;                    /* whether the device asked for it or not */
	bool silent;                    /* it is not to be sent at all */
	uint8_t size;
	uint16_t at;                    /* in extra.bytes */
};

struct extra {
	struct extra_option option[EXTRA_OPTIONS];
	size_t count, used;
	uint8_t bytes[EXTRA_BYTES];
};

/*
 * Take one row.  The first row of an option counts; sub-options go into one option, in their
 * order, which must follow each other.  False: it is none, cannot be read as its type, or there
 * is no room; *x is as it was.
 */
bool extra_add(struct extra *x, const struct nr_dhcp *row);

/* Take what the operator wrote for @option: see extra_fault(). */
bool extra_add_text(struct extra *x, uint32_t option, const char *text);

/*
 * What is wrong with an option that the operator wrote, in words; NULL: nothing.  "0x01ff" is
 * bytes; the text of an option that holds addresses is those, separated by blanks (RFC 2132:
 * 3 to 11 are of this kind, 42, 44, 45, 48, 49, 65, 68 to 76, and 150 of RFC 5859); else the text
 * is sent as it is.
 */
const char *extra_fault(uint32_t option, const char *text);

/* Does it say anything of this option, be it that it is not to be sent? */
bool extra_has(const struct extra *x, uint8_t code);

#endif
