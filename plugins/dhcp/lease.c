/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * lease.c -- one slot per address, three queues, one hash.
 *
 *   free --offer--> offered --bind--> bound        each change of state moves a
 *    ^  <--reclaim----+------------------+          slot to the tail of its
 *    +------rested---- aside <--decline--+          queue, and each queue has
 *                                                   one duration: its head is
 * always the next to end.  So an ended lease is found in O(1), and only when
 * no address is free: until then it stays with its MAC.
 */
#include "plugins/dhcp/lease.h"

#include <arpa/inet.h>
#include <stdlib.h>

#define NONE UINT32_MAX

enum lease_state {
	LEASE_FREE = 0,
	LEASE_RESERVED,
	LEASE_OFFERED,
	LEASE_BOUND,
	LEASE_ASIDE,
	LEASE_STATE_COUNT,
};

struct lease {
	int64_t until;
	uint32_t prev, next;            /* in its state's queue */
	uint32_t chain;                 /* next of the same hash bucket */
	struct nr_mac mac;
	uint8_t state;
};

struct lease_queue {
	uint32_t head, tail;
};

struct lease_book {
	uint32_t first, count;          /* host order */
	int64_t lease_ms;
	uint32_t free_count;
	uint64_t withdrawn;
	uint32_t bucket_mask;
	struct lease *leases;           /* by address */
	uint32_t *buckets;              /* MAC to slot */
	uint64_t *free_map;             /* one bit per free address */
	struct lease_queue queues[LEASE_STATE_COUNT];
};

/* The finisher of SplitMix64: MACs that follow each other land far apart. */
static uint64_t hash_mac(const struct nr_mac *mac)
{
	uint64_t h = 0;

	for (int i = 0; i < 6; i++)
		h = h << 8 | mac->b[i];
	h = (h ^ h >> 30) * 0xbf58476d1ce4e5b9u;
	h = (h ^ h >> 27) * 0x94d049bb133111ebu;
	return h ^ h >> 31;
}

/* -- slots, queues, buckets -------------------------------------------------- */

static struct in_addr slot_address(const struct lease_book *book, uint32_t slot)
{
	struct in_addr a = { slot == NONE ? INADDR_ANY : htonl(book->first + slot) };

	return a;
}

static uint32_t address_slot(const struct lease_book *book, struct in_addr addr)
{
	uint32_t offset = ntohl(addr.s_addr) - book->first;

	return offset < book->count ? offset : NONE;
}

static uint32_t *bucket_of(const struct lease_book *book, const struct nr_mac *mac)
{
	return &book->buckets[hash_mac(mac) & book->bucket_mask];
}

static uint32_t find(const struct lease_book *book, const struct nr_mac *mac)
{
	uint32_t slot = *bucket_of(book, mac);

	while (slot != NONE && memcmp(&book->leases[slot].mac, mac, sizeof(*mac)) != 0)
		slot = book->leases[slot].chain;
	return slot;
}

static void set_free(struct lease_book *book, uint32_t slot, bool is_free)
{
	uint64_t bit = 1ull << slot % 64;

	book->free_map[slot / 64] ^= bit;
	book->free_count += is_free ? 1 : -1u;
}

static void unqueue(struct lease_book *book, uint32_t slot)
{
	struct lease *l = &book->leases[slot];
	struct lease_queue *q = &book->queues[l->state];

	*(l->prev == NONE ? &q->head : &book->leases[l->prev].next) = l->next;
	*(l->next == NONE ? &q->tail : &book->leases[l->next].prev) = l->prev;
}

/* Into the queue of @state, which ends at @until; at its head when it ended already. */
static void enqueue(struct lease_book *book, uint32_t slot, enum lease_state state,
		    int64_t until, bool ended)
{
	struct lease_queue *q = &book->queues[state];
	struct lease *l = &book->leases[slot];

	l->state = (uint8_t)state;
	l->until = until;
	l->prev = ended ? NONE : q->tail;
	l->next = ended ? q->head : NONE;
	*(l->prev == NONE ? &q->head : &book->leases[l->prev].next) = slot;
	*(l->next == NONE ? &q->tail : &book->leases[l->next].prev) = slot;
}

static void forget_mac(struct lease_book *book, uint32_t slot)
{
	uint32_t *link = bucket_of(book, &book->leases[slot].mac);

	while (*link != slot)
		link = &book->leases[*link].chain;
	*link = book->leases[slot].chain;
}

/* The free address @slot becomes @mac's. */
static void claim(struct lease_book *book, uint32_t slot, const struct nr_mac *mac,
		  enum lease_state state, int64_t until)
{
	uint32_t *bucket = bucket_of(book, mac);

	set_free(book, slot, false);
	book->leases[slot].mac = *mac;
	book->leases[slot].chain = *bucket;
	*bucket = slot;
	enqueue(book, slot, state, until, false);
}

static void move(struct lease_book *book, uint32_t slot, enum lease_state state, int64_t until)
{
	unqueue(book, slot);
	enqueue(book, slot, state, until, false);
}

static void drop(struct lease_book *book, uint32_t slot)
{
	unqueue(book, slot);
	if (book->leases[slot].state != LEASE_ASIDE)
		forget_mac(book, slot);
	book->leases[slot].state = LEASE_FREE;
	set_free(book, slot, true);
}

/* -- finding a free one ------------------------------------------------------ */

static bool drop_ended(struct lease_book *book, enum lease_state state, int64_t now)
{
	uint32_t head = book->queues[state].head;

	if (head == NONE || book->leases[head].until > now)
		return false;
	drop(book, head);
	return true;
}

/*
 * Make sure that one address is free: those that rested first, then ended offers, then
 * leases, then the oldest offer.  Whoever sends DISCOVERs for sport takes none, so the
 * offers that it gets are the oldest, and a client that takes its offer finds room.
 */
static bool have_free(struct lease_book *book, int64_t now)
{
	while (drop_ended(book, LEASE_ASIDE, now))
		;
	if (book->free_count > 0 || drop_ended(book, LEASE_OFFERED, now) ||
	    drop_ended(book, LEASE_BOUND, now))
		return true;
	if (!drop_ended(book, LEASE_OFFERED, INT64_MAX))
		return false;
	book->withdrawn++;
	return true;
}

/* The first free slot at or behind @from, going round.  One must be free. */
static uint32_t next_free(const struct lease_book *book, uint32_t from)
{
	uint32_t words = (book->count + 63) / 64, word = from / 64;
	uint64_t bits = book->free_map[word] & (~0ull << from % 64);

	while (!bits) {
		word = word + 1 < words ? word + 1 : 0;
		bits = book->free_map[word];
	}
	return word * 64 + (uint32_t)__builtin_ctzll(bits);
}

static uint32_t pick(const struct lease_book *book, const struct nr_mac *mac, struct in_addr wish)
{
	uint32_t slot = address_slot(book, wish);

	if (slot != NONE && book->leases[slot].state == LEASE_FREE)
		return slot;
	return next_free(book, (uint32_t)((hash_mac(mac) >> 32) * book->count >> 32));
}

/* -- what the server calls ---------------------------------------------------- */

struct lease_book *lease_book_new(struct in_addr first, struct in_addr last, uint32_t seconds)
{
	uint32_t from = ntohl(first.s_addr), to = ntohl(last.s_addr), buckets = 64;
	struct lease_book *book;

	if (to < from || to - from >= LEASE_POOL_MAX)
		return NULL;
	book = calloc(1, sizeof(*book));
	if (!book)
		return NULL;
	book->first = from;
	book->count = to - from + 1;
	book->lease_ms = (int64_t)seconds * 1000;
	while (buckets < book->count)
		buckets *= 2;
	book->bucket_mask = buckets - 1;
	book->leases = calloc(book->count, sizeof(*book->leases));
	book->buckets = malloc(buckets * sizeof(*book->buckets));
	book->free_map = calloc((book->count + 63) / 64, sizeof(*book->free_map));
	if (!book->leases || !book->buckets || !book->free_map) {
		lease_book_free(book);
		return NULL;
	}
	memset(book->buckets, 0xff, buckets * sizeof(*book->buckets));
	memset(book->queues, 0xff, sizeof(book->queues));
	for (uint32_t slot = 0; slot < book->count; slot++)
		set_free(book, slot, true);
	return book;
}

void lease_book_free(struct lease_book *book)
{
	if (!book)
		return;
	free(book->leases);
	free(book->buckets);
	free(book->free_map);
	free(book);
}

void lease_reserve(struct lease_book *book, struct in_addr addr)
{
	uint32_t slot = address_slot(book, addr);

	if (slot == NONE || book->leases[slot].state != LEASE_FREE)
		return;
	book->leases[slot].state = LEASE_RESERVED;
	set_free(book, slot, false);
}

uint64_t lease_withdrawn(const struct lease_book *book)
{
	return book->withdrawn;
}

bool lease_in_pool(const struct lease_book *book, struct in_addr addr)
{
	return address_slot(book, addr) != NONE;
}

struct in_addr lease_of(const struct lease_book *book, const struct nr_mac *mac)
{
	return slot_address(book, find(book, mac));
}

struct in_addr lease_offer(struct lease_book *book, const struct nr_mac *mac,
			   struct in_addr wish, int64_t now)
{
	uint32_t slot = find(book, mac);

	if (slot == NONE) {
		if (!have_free(book, now))
			return slot_address(book, NONE);
		slot = pick(book, mac, wish);
		claim(book, slot, mac, LEASE_OFFERED, now + LEASE_OFFER_MS);
	} else if (book->leases[slot].state == LEASE_OFFERED || book->leases[slot].until <= now) {
		move(book, slot, LEASE_OFFERED, now + LEASE_OFFER_MS);
	}
	return slot_address(book, slot);
}

bool lease_bind(struct lease_book *book, const struct nr_mac *mac, struct in_addr addr,
		int64_t now)
{
	uint32_t slot = address_slot(book, addr), own = find(book, mac);

	while (drop_ended(book, LEASE_ASIDE, now))
		;
	if (slot == NONE)
		return false;
	if (slot == own) {
		move(book, slot, LEASE_BOUND, now + book->lease_ms);
		return true;
	}
	if (own == NONE && book->leases[slot].state == LEASE_OFFERED)
		drop(book, slot);
	if (own != NONE || book->leases[slot].state != LEASE_FREE)
		return false;
	claim(book, slot, mac, LEASE_BOUND, now + book->lease_ms);
	return true;
}

void lease_forget_offer(struct lease_book *book, const struct nr_mac *mac)
{
	uint32_t slot = find(book, mac);

	if (slot != NONE && book->leases[slot].state == LEASE_OFFERED)
		drop(book, slot);
}

bool lease_decline(struct lease_book *book, const struct nr_mac *mac, struct in_addr addr,
		   int64_t now)
{
	uint32_t slot = find(book, mac);

	if (slot == NONE || slot != address_slot(book, addr))
		return false;
	forget_mac(book, slot);
	move(book, slot, LEASE_ASIDE, now + LEASE_ASIDE_MS);
	return true;
}

bool lease_release(struct lease_book *book, const struct nr_mac *mac, struct in_addr addr,
		   int64_t now)
{
	uint32_t slot = find(book, mac);

	if (slot == NONE || slot != address_slot(book, addr))
		return false;
	unqueue(book, slot);
	enqueue(book, slot, LEASE_BOUND, now, true);
	return true;
}
