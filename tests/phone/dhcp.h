/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_DHCP_H
#define PHONE_DHCP_H
/*
 * dhcp.h -- DHCP as a Cisco 79xx speaks it: what it sends, byte by byte, and
 * which replies it takes.  Pure: bytes and values, no socket, no clock.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DHCP_SIZE 548           /* the phones' messages always have this length */

enum dhcp_type {
	DHCP_DISCOVER = 1,
	DHCP_OFFER = 2,
	DHCP_REQUEST = 3,
	DHCP_DECLINE = 4,
	DHCP_ACK = 5,
	DHCP_NAK = 6,
};

/* The xid never changes: the last four bytes of the MAC, over retries and reboots. */
uint32_t dhcp_xid(const uint8_t mac[6]);

struct dhcp_out {
	enum dhcp_type type;
	const uint8_t *mac;
	const char *class_id;   /* option 60 with a NUL behind it; NULL: none */
	const char *host_name;  /* option 12 */
	uint32_t requested;     /* option 50, 0: none */
	uint32_t server;        /* option 54, 0: none */
	unsigned retry;         /* shows as retry << 9 in secs */
	bool unicast;           /* broadcast flag not set */
	bool stranger;          /* the options of a phone of another vendor */
	/* Of a phone of another maker that says them itself; NULL: as above. */
	const uint8_t *class_bytes, *wanted;    /* options 60, as they are, and 55 */
	size_t class_len, wanted_len;
};
/* Always DHCP_SIZE bytes: everything that the message does not use is rubbish. */
void dhcp_encode(const struct dhcp_out *m, uint8_t out[DHCP_SIZE]);

struct dhcp_reply {
	enum dhcp_type type;
	uint32_t yiaddr, siaddr;
	uint32_t server, lease, mask, router;
	uint32_t tftp150[2];
	unsigned tftp150_count;
	char tftp66[64];
	char sname[65];
	uint8_t raw[DHCP_SIZE]; /* its options, */
	size_t raw_len;         /* without what an overloaded field holds */
};

enum dhcp_result {
	DHCP_TAKEN = 0,
	DHCP_OTHER,             /* somebody else's, or no reply */
	DHCP_BAD,               /* ours, and the phone throws it away */
};
/* The phones' own strict parser.  *why says in words what was bad. */
enum dhcp_result dhcp_decode(const uint8_t *data, size_t len, const uint8_t mac[6],
			     struct dhcp_reply *out, const char **why);

/* The value of option @tag of a reply; NULL: it has none. */
const uint8_t *dhcp_option(const struct dhcp_reply *r, uint8_t tag, size_t *len);
/* The same as text, where it is one that fits; false: there is none. */
bool dhcp_option_text(const struct dhcp_reply *r, uint8_t tag, char *out, size_t size);

enum dhcp_server_source {
	DHCP_SERVER_NONE,
	DHCP_SERVER_150,
	DHCP_SERVER_66,
	DHCP_SERVER_SIADDR,
	DHCP_SERVER_SNAME,
};
/* The TFTP server that the phone takes from a reply; the first present one wins
 * even when it is of no use: *ip is then 0. */
enum dhcp_server_source dhcp_tftp_server(const struct dhcp_reply *r, uint32_t *ip);
const char *dhcp_server_source_name(enum dhcp_server_source s);

#endif
