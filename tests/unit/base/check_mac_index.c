/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_mac_index.c -- random puts and removals beside a plain array. */
#include <config.h>

#include "core/base/mac_index.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <string.h>

#define MACS 3000

static uint64_t state = 88172645463325252ull;

static unsigned dice(unsigned sides)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 11) % sides;
}

static struct nr_mac number(unsigned i)
{
	return (struct nr_mac){ { 0x00, 0x1b, 0x54, (uint8_t)(i >> 16), (uint8_t)(i >> 8), (uint8_t)i } };
}

START_TEST(as_an_array)
{
	static uint32_t plain[MACS];
	struct mac_index x = { .room = 0 };
	size_t count = 0;

	for (unsigned i = 0; i < MACS; i++)
		plain[i] = MAC_INDEX_NONE;
	for (unsigned turn = 0; turn < 200000; turn++) {
		unsigned i = dice(MACS);
		struct nr_mac mac = number(i);

		/* it fills up, and is emptied, and again */
		if (dice(10) < (turn / 20000 % 2 ? 7u : 3u)) {
			count -= plain[i] != MAC_INDEX_NONE;
			plain[i] = MAC_INDEX_NONE;
			mac_index_remove(&x, &mac);
		} else {
			count += plain[i] == MAC_INDEX_NONE;
			plain[i] = turn;
			ck_assert(mac_index_put(&x, &mac, turn));
		}
		ck_assert_uint_eq(x.count, count);
		mac = number(i = dice(MACS));
		ck_assert_uint_eq(mac_index_find(&x, &mac), plain[i]);
	}
	for (unsigned i = 0; i < MACS; i++) {
		struct nr_mac mac = number(i);

		ck_assert_uint_eq(mac_index_find(&x, &mac), plain[i]);
	}
	mac_index_finish(&x);
	ck_assert_uint_eq(x.count, 0);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("index");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, as_an_array);
	return suite_run("mac_index", t);
}
