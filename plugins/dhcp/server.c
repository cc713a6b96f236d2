/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * server.c -- requests, one by one.
 *
 * Authoritative: an address that is not the client's is denied at once.  A
 * 79xx whose saved lease meets silence tries for a minute before it asks anew.
 */
#include "plugins/dhcp/server.h"

#include <arpa/inet.h>

static const struct in_addr nowhere = { INADDR_ANY };

static bool same(struct in_addr a, struct in_addr b)
{
	return a.s_addr == b.s_addr;
}

static bool is_set(struct in_addr a)
{
	return a.s_addr != INADDR_ANY;
}

enum server_request server_request_kind(const struct message *m)
{
	if (is_set(m->server))
		return SERVER_SELECTING;
	if (is_set(m->requested))
		return SERVER_INIT_REBOOT;
	return is_set(m->ciaddr) ? SERVER_RENEWING : SERVER_LOST;
}

/* A host's address on our network, and not our own. */
static bool on_network(const struct server *s, struct in_addr a)
{
	uint32_t host = a.s_addr & ~s->netmask.s_addr;

	return (a.s_addr & s->netmask.s_addr) == (s->address.s_addr & s->netmask.s_addr) &&
	       host != 0 && host != ~s->netmask.s_addr && !same(a, s->address);
}

struct in_addr server_client_address(const struct server *s, const struct message *m)
{
	bool uses = m->type == MESSAGE_INFORM ||
		    (m->type == MESSAGE_REQUEST && server_request_kind(m) == SERVER_RENEWING);

	return uses && on_network(s, m->ciaddr) ? m->ciaddr : nowhere;
}

struct in_addr server_foreign_address(const struct server *s, const struct message *m,
				      struct in_addr source)
{
	const struct in_addr said[] = { m->ciaddr, m->requested, source };

	for (size_t i = 0; i < NR_ARRAY_SIZE(said) && !is_set(m->server); i++)
		if (is_set(said[i]) && !same(said[i], s->address) &&
		    (said[i].s_addr ^ s->address.s_addr) & s->netmask.s_addr)
			return said[i];
	return nowhere;
}

static enum drop answer_discover(struct server *s, const struct message *m, int64_t now,
				 struct message_answer *out)
{
	out->address = lease_offer(s->book, &m->mac, m->requested, now);
	if (!is_set(out->address))
		return DROP_POOL_FULL;
	out->type = MESSAGE_OFFER;
	return DROP_NONE;
}

static enum drop answer_request(struct server *s, const struct message *m, int64_t now,
				struct message_answer *out)
{
	enum server_request kind = server_request_kind(m);
	struct in_addr wanted = is_set(m->requested) ? m->requested : m->ciaddr;

	if (kind == SERVER_SELECTING && !same(m->server, s->address)) {
		lease_forget_offer(s->book, &m->mac);
		return DROP_OTHER_SERVER;
	}
	if (!is_set(wanted))
		return DROP_NO_ADDRESS;
	if (lease_bind(s->book, &m->mac, wanted, now)) {
		out->type = MESSAGE_ACK;
		out->address = wanted;
	} else {
		out->type = MESSAGE_NAK;
	}
	return DROP_NONE;
}

/* Options only: it keeps the address that it has. */
static enum drop answer_inform(const struct server *s, const struct message *m,
			       struct message_answer *out)
{
	if (!on_network(s, m->ciaddr))
		return DROP_NO_ADDRESS;
	out->type = MESSAGE_ACK;
	return DROP_NONE;
}

static enum drop take_back(struct server *s, const struct message *m, int64_t now)
{
	bool own;

	if (is_set(m->server) && !same(m->server, s->address))
		return DROP_OTHER_SERVER;
	own = m->type == MESSAGE_DECLINE ? lease_decline(s->book, &m->mac, m->requested, now)
					 : lease_release(s->book, &m->mac, m->ciaddr, now);
	return own ? DROP_NONE : DROP_NOT_ITS_OWN;
}

enum drop server_answer(struct server *s, const struct message *m, int64_t now,
			struct message_answer *out)
{
	memset(out, 0, sizeof(*out));
	out->server = s->address;
	out->netmask = s->netmask;
	out->lease = s->lease;
	if (is_set(m->giaddr))
		return DROP_RELAYED;
	/* As take_request() of plugin.c does before it: that one looks at who may ask. */
	switch (m->type) {
	case MESSAGE_DISCOVER:
		return answer_discover(s, m, now, out);
	case MESSAGE_REQUEST:
		return answer_request(s, m, now, out);
	case MESSAGE_INFORM:
		return answer_inform(s, m, out);
	case MESSAGE_DECLINE:
	case MESSAGE_RELEASE:
		return take_back(s, m, now);
	/* As in plugin.c, which has to name them too. */
	case MESSAGE_NONE:
	case MESSAGE_OFFER:
	case MESSAGE_ACK:
	case MESSAGE_NAK:
		break;
	}
	return DROP_TYPE;
}

struct in_addr server_destination(const struct message *m, const struct message_answer *a)
{
	struct in_addr all = { INADDR_BROADCAST };

	if (a->type == MESSAGE_NAK)
		return all;
	if (is_set(m->ciaddr) && (!is_set(a->address) || same(a->address, m->ciaddr)))
		return m->ciaddr;       /* on this network: answer_inform() looked, or it is leased */
	return message_broadcast(m) ? all : a->address;
}

void server_reserve_own(struct server *s)
{
	struct in_addr network = { s->address.s_addr & s->netmask.s_addr };
	struct in_addr all = { s->address.s_addr | ~s->netmask.s_addr };

	lease_reserve(s->book, s->address);
	lease_reserve(s->book, network);
	lease_reserve(s->book, all);
}

bool server_default_pool(struct in_addr address, struct in_addr netmask,
			 struct in_addr *first, struct in_addr *last)
{
	uint32_t net = ntohl(address.s_addr & netmask.s_addr), hosts = ~ntohl(netmask.s_addr);
	uint64_t size = (uint64_t)hosts + 1;
	uint32_t from = (uint32_t)(size * 10 / 256), to = (uint32_t)(size * 200 / 256);

	if (hosts < 3)
		return false;
	if (from == 0)
		from = 1;
	if (size < 256)
		to = hosts - 1;
	if (to - from >= LEASE_POOL_MAX)
		to = from + LEASE_POOL_MAX - 1;
	first->s_addr = htonl(net + from);
	last->s_addr = htonl(net + to);
	return true;
}

const char *server_pool_fault(struct in_addr address, struct in_addr netmask,
			      struct in_addr first, struct in_addr last)
{
	uint32_t net = ntohl(address.s_addr & netmask.s_addr), hosts = ~ntohl(netmask.s_addr);
	uint32_t from = ntohl(first.s_addr), to = ntohl(last.s_addr);

	if (from > to)
		return "ends before it begins";
	if (from - net > hosts || to - net > hosts || from < net)
		return "is not inside the network of the bench";
	if (to - from >= LEASE_POOL_MAX)
		return "has more than 65,536 addresses";
	return NULL;
}
