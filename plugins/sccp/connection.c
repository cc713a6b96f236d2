/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * connection.c -- see connection.h.  Memory is taken when it is first needed and
 * kept for the next connection.
 */
#include "plugins/sccp/connection.h"

#include <stdlib.h>

static unsigned count_from(const struct connections *c, struct in_addr addr)
{
	unsigned n = 0;

	for (const struct connection *p = c->used; p; p = p->next)
		n += p->peer.sin_addr.s_addr == addr.s_addr;
	return n;
}

struct connection *connection_take(struct connections *c, const struct sockaddr_in *peer)
{
	struct connection *one = c->free;

	if (c->count >= CONNECTIONS_MAX || count_from(c, peer->sin_addr) >= CONNECTIONS_PER_ADDRESS)
		return NULL;
	if (one)
		c->free = one->next;
	else
		one = malloc(sizeof(*one));
	if (!one)
		return NULL;
	memset(one, 0, offsetof(struct connection, buf));
	one->peer = *peer;
	one->next = c->used;
	c->used = one;
	c->count++;
	return one;
}

void connection_give_back(struct connections *c, struct connection *one)
{
	struct connection **p = &c->used;

	while (*p != one)
		p = &(*p)->next;
	*p = one->next;
	one->next = c->free;
	c->free = one;
	c->count--;
}

void connections_finish(struct connections *c)
{
	struct connection *one;

	while ((one = c->free) != NULL) {
		c->free = one->next;
		free(one);
	}
}
