/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_MAC_INDEX_H
#define CORE_MAC_INDEX_H
/*
 * mac_index.h -- from a MAC address to the number of a row, in flat memory: 12 bytes for each
 * place, at most two places in three are taken.  All zero is an empty index.
 */
#include <netrecover/types.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MAC_INDEX_NONE UINT32_MAX

struct mac_place;

struct mac_index {
	struct mac_place *place;
	size_t room, count;
};

/* The row of @mac; MAC_INDEX_NONE: none. */
uint32_t mac_index_find(const struct mac_index *x, const struct nr_mac *mac);
/* @mac, which has no row yet or another one, has @row from now on.  False: no memory. */
bool mac_index_put(struct mac_index *x, const struct nr_mac *mac, uint32_t row);
void mac_index_remove(struct mac_index *x, const struct nr_mac *mac);
/* Empty again. */
void mac_index_finish(struct mac_index *x);

#endif
