/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef DHCP_MESSAGE_H
#define DHCP_MESSAGE_H
/*
 * message.h -- DHCP messages: RFC 2131, 2132, 5859 (option 150).
 *
 * Pure: bytes to struct and back.  Strict on structure and blind to what a
 * Cisco 79xx leaves in unused places: its requests have old memory behind the
 * hardware address and in sname and file, so these are never looked at.
 */
#include <netrecover/types.h>
#include "plugins/dhcp/drop.h"

#define MESSAGE_MAX 548         /* the most that every client takes: 576 with IP and UDP */
#define MESSAGE_MIN 300         /* old clients drop what is shorter, RFC 1542 2.1 */

enum message_op {
	MESSAGE_REQUEST_OP = 1,
	MESSAGE_REPLY_OP = 2,
};

enum message_type {
	MESSAGE_NONE = 0,
	MESSAGE_DISCOVER,
	MESSAGE_OFFER,
	MESSAGE_REQUEST,
	MESSAGE_DECLINE,
	MESSAGE_ACK,
	MESSAGE_NAK,
	MESSAGE_RELEASE,
	MESSAGE_INFORM,
};

/* "DISCOVER" */
const char *message_type_name(enum message_type type);

#define MESSAGE_TFTP_SERVERS 150        /* the option of the file servers */

struct message {
	enum message_type type;
	uint32_t xid;
	uint16_t flags;
	struct in_addr ciaddr, yiaddr, siaddr, giaddr;
	uint8_t chaddr[16];             /* as it was sent, rubbish included */
	struct nr_mac mac;              /* its first six bytes */
	struct in_addr requested;       /* option 50; zero: absent */
	struct in_addr server;          /* option 54; zero: absent */
	uint8_t wants[32];              /* option 55 as a set of bits */
	char vendor_class[128];         /* option 60; empty: absent */
	char host_name[65];             /* option 12; empty: absent */
	uint8_t client_id_size;         /* option 61; 0: absent */
};

static inline bool message_broadcast(const struct message *m)
{
	return m->flags & 0x8000;
}

static inline bool message_wants(const struct message *m, uint8_t option)
{
	return m->wants[option / 8] >> option % 8 & 1;
}

/* "discover" or "init-reboot": with this a client begins to boot; NULL: with this it does not. */
const char *message_boot(const struct message *m);

/* Dissect the UDP payload @data, which must be of @op.  *out is whole only with DROP_NONE. */
enum drop message_parse(const uint8_t *data, size_t size, enum message_op op, struct message *out);

struct extra;

/* What a server says besides what it copies from the request. */
struct message_answer {
	enum message_type type;         /* OFFER, ACK or NAK */
	struct in_addr address;         /* for the client; zero in a NAK and for INFORM */
	struct in_addr server, netmask; /* ours: server, router and file server in one */
	uint32_t lease;                 /* seconds */
	const struct extra *extra;      /* of its model and of the operator; NULL: none */
};

/* Write the answer to @request; returns its size, MESSAGE_MIN at least. */
size_t message_write_answer(uint8_t out[MESSAGE_MAX], const struct message *request,
			    const struct message_answer *answer);

/* Write the DISCOVER of a phone @mac, to be answered by broadcast. */
size_t message_write_discover(uint8_t out[MESSAGE_MAX], const struct nr_mac *mac, uint32_t xid,
			      const char *vendor_class);

/*
 * Would the phone's own parser take this OFFER or ACK, and would it find a
 * file server in it?  NULL: yes.  Otherwise what is wrong, in words.  A 79xx
 * throws away the whole message when option 150 is not a number of whole
 * addresses, as when somebody typed it in as text.
 */
const char *message_offer_fault(const uint8_t *data, size_t size);

/*
 * The file servers of option 150 in a reply: at most @max of them go to @out, all are
 * counted.  0: it has none, or none that a phone would take.
 */
size_t message_file_servers(const uint8_t *data, size_t size, struct in_addr *out, size_t max);

static inline bool message_offer_valid(const uint8_t *data, size_t size)
{
	return message_offer_fault(data, size) == NULL;
}

#endif
