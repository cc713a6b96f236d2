/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef DHCP_LEASE_H
#define DHCP_LEASE_H
/*
 * lease.h -- the address book: which address belongs to which MAC.
 *
 * A MAC has at most one address, and keeps it for as long as the pool has
 * others to give away, long after its lease ended: a phone that reboots ten
 * times on its way must find itself at the same place.  Offers are remembered
 * like leases, so that two phones that ask together never get one address.
 *
 * Nothing is written to disk.  After a restart the book fills again by itself:
 * a phone asks for the address that it had, and a MAC without a wish is sent
 * to the place that its hash names.
 *
 * Pure but for the memory; @now is milliseconds of any clock that never goes
 * back.  No call allocates, and a full pool is known at once.
 */
#include <netrecover/types.h>

#define LEASE_OFFER_MS 120000           /* an offer waits; a phone repeats itself for a minute */
#define LEASE_ASIDE_MS 600000           /* an address that somebody else uses rests */
#define LEASE_POOL_MAX 65536            /* addresses in one book */

struct lease_book;

/* The addresses @first to @last, both included.  NULL: too many, or no memory. */
struct lease_book *lease_book_new(struct in_addr first, struct in_addr last, uint32_t seconds);
void lease_book_free(struct lease_book *book);

/* Never give away @addr.  Before the first offer only. */
void lease_reserve(struct lease_book *book, struct in_addr addr);

/* Offers that had to go to others before their time, since the book was made. */
uint64_t lease_withdrawn(const struct lease_book *book);

bool lease_in_pool(const struct lease_book *book, struct in_addr addr);

/* The address of @mac, or INADDR_ANY. */
struct in_addr lease_of(const struct lease_book *book, const struct nr_mac *mac);

/*
 * The address to offer: the one that @mac has; else @wish when it is free;
 * else where its hash leads; in a full pool the one of the oldest offer that nobody
 * took.  INADDR_ANY: every address is leased.
 */
struct in_addr lease_offer(struct lease_book *book, const struct nr_mac *mac,
			   struct in_addr wish, int64_t now);

/*
 * Lease @addr to @mac: true when it is its own, or nobody has taken it while @mac has
 * none (we gave it before we were restarted, or its offer had to go to another).
 */
bool lease_bind(struct lease_book *book, const struct nr_mac *mac, struct in_addr addr,
		int64_t now);

/* @mac took another server's offer: forget ours, if nothing more was between us. */
void lease_forget_offer(struct lease_book *book, const struct nr_mac *mac);

/* @mac found somebody else at its address: it rests.  False: it is not its own. */
bool lease_decline(struct lease_book *book, const struct nr_mac *mac, struct in_addr addr,
		   int64_t now);

/* @mac gives @addr back; it is remembered, but the first to go when others need one. */
bool lease_release(struct lease_book *book, const struct nr_mac *mac, struct in_addr addr,
		   int64_t now);

#endif
