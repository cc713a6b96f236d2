/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * mac_index.c -- see mac_index.h.  Open addressing: a row stands at the first free place from
 * where its address points to, and what is removed leaves no gap.  Where an address points to
 * is drawn anew in each run, so that nobody can make up addresses that meet.
 */
#include <config.h>
#include "core/base/mac_index.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

struct mac_place {
	struct nr_mac mac;
	uint32_t row;           /* MAC_INDEX_NONE: free */
};

static uint64_t key(void)
{
	static uint64_t drawn;

	if (!drawn && getrandom(&drawn, sizeof(drawn), GRND_NONBLOCK) != sizeof(drawn))
		drawn = 0x9e3779b97f4a7c15u;
	return drawn | 1;
}

static size_t home(const struct mac_index *x, const struct nr_mac *mac)
{
	uint64_t h = 0;

	memcpy(&h, mac->b, sizeof(mac->b));
	h = (h ^ h >> 23) * key();
	h = (h ^ h >> 29) * 0xbf58476d1ce4e5b9u;
	return (size_t)(h >> 32) & (x->room - 1);
}

/* Where it stands, or the free place where it would; there is always a free one. */
static size_t place_of(const struct mac_index *x, const struct nr_mac *mac)
{
	size_t i = home(x, mac);

	while (x->place[i].row != MAC_INDEX_NONE && memcmp(&x->place[i].mac, mac, sizeof(*mac)) != 0)
		i = (i + 1) & (x->room - 1);
	return i;
}

uint32_t mac_index_find(const struct mac_index *x, const struct nr_mac *mac)
{
	return x->count ? x->place[place_of(x, mac)].row : MAC_INDEX_NONE;
}

static bool grow(struct mac_index *x)
{
	struct mac_index more = { .room = x->room ? 2 * x->room : 64 };

	more.place = malloc(more.room * sizeof(*more.place));
	if (!more.place)
		return false;
	for (size_t i = 0; i < more.room; i++)
		more.place[i].row = MAC_INDEX_NONE;
	for (size_t i = 0; i < x->room; i++)
		if (x->place[i].row != MAC_INDEX_NONE)
			more.place[place_of(&more, &x->place[i].mac)] = x->place[i];
	more.count = x->count;
	free(x->place);
	*x = more;
	return true;
}

bool mac_index_put(struct mac_index *x, const struct nr_mac *mac, uint32_t row)
{
	struct mac_place *p;

	if (3 * (x->count + 1) > 2 * x->room && !grow(x))
		return false;
	p = &x->place[place_of(x, mac)];
	x->count += p->row == MAC_INDEX_NONE;
	*p = (struct mac_place){ *mac, row };
	return true;
}

void mac_index_remove(struct mac_index *x, const struct nr_mac *mac)
{
	size_t gap, i;

	if (!x->count || x->place[gap = place_of(x, mac)].row == MAC_INDEX_NONE)
		return;
	x->count--;
	/* What stands behind it, and might have stood here, moves up. */
	for (i = (gap + 1) & (x->room - 1); x->place[i].row != MAC_INDEX_NONE; i = (i + 1) & (x->room - 1)) {
		size_t from_home = (i - home(x, &x->place[i].mac)) & (x->room - 1);

		if (from_home < ((i - gap) & (x->room - 1)))
			continue;
		x->place[gap] = x->place[i];
		gap = i;
	}
	x->place[gap].row = MAC_INDEX_NONE;
}

void mac_index_finish(struct mac_index *x)
{
	free(x->place);
	memset(x, 0, sizeof(*x));
}
