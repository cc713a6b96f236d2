/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef DHCP_SERVER_H
#define DHCP_SERVER_H
/*
 * server.h -- what a small authoritative server answers: RFC 2131 section 4.3.
 *
 * Pure: a dissected request, the address book and the time make an answer.
 * Whether the client may be served at all was asked before.
 */
#include "plugins/dhcp/lease.h"
#include "plugins/dhcp/message.h"

struct server {
	struct in_addr address, netmask;
	uint32_t lease;                 /* seconds */
	struct lease_book *book;        /* owned by who made it */
};

/* What a REQUEST is about, RFC 2131 table 4. */
enum server_request {
	SERVER_SELECTING,
	SERVER_INIT_REBOOT,
	SERVER_RENEWING,                /* or rebinding */
	SERVER_LOST,                    /* it names no address at all */
};

enum server_request server_request_kind(const struct message *m);

/* The address that the client uses already, or INADDR_ANY. */
struct in_addr server_client_address(const struct server *s, const struct message *m);

/*
 * The address of another network that the client uses, sent from (@source) or wants to
 * keep, or INADDR_ANY: typed in, or leased elsewhere.  It shows no other server here.
 */
struct in_addr server_foreign_address(const struct server *s, const struct message *m,
				      struct in_addr source);

/*
 * The answer to @m goes to *out.  DROP_NONE with out->type MESSAGE_NONE: all
 * is well, but nothing is to be said (RELEASE, DECLINE).
 */
enum drop server_answer(struct server *s, const struct message *m, int64_t now,
			struct message_answer *out);

/* Where the answer must go to reach the client, RFC 2131 section 4.1. */
struct in_addr server_destination(const struct message *m, const struct message_answer *a);

/* Keep our own, the network's and the broadcast address out of the book. */
void server_reserve_own(struct server *s);

/*
 * The pool when the operator named none: from 10/256 to 200/256 of the network,
 * which is .10 to .200 of a /24.  False: the network is too small for one.
 */
bool server_default_pool(struct in_addr address, struct in_addr netmask,
			 struct in_addr *first, struct in_addr *last);

/* NULL, or what is wrong with a pool that the operator named. */
const char *server_pool_fault(struct in_addr address, struct in_addr netmask,
			      struct in_addr first, struct in_addr last);

#endif
