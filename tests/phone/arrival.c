/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* arrival.c -- see arrival.h. */
#include <config.h>

#include "tests/phone/arrival.h"

#include <string.h>

void arrival_begin(struct arrival *a, uint32_t next)
{
	a->next = next;
	a->early = 0;
	memset(a->have, 0, sizeof(a->have));
}

static void keep(struct arrival *a, size_t at, const uint8_t *data, size_t len)
{
	memcpy(a->data + at, data, len);
	for (size_t i = at; i < at + len; i++) {
		a->early += !a->have[i];
		a->have[i] = true;
	}
}

/* Those at the front, which are taken out. */
static size_t front(struct arrival *a)
{
	const bool *end = memchr(a->have, false, sizeof(a->have));
	size_t n = end ? (size_t)(end - a->have) : sizeof(a->have);

	memcpy(a->ready, a->data, n);
	memmove(a->data, a->data + n, sizeof(a->data) - n);
	memmove(a->have, a->have + n, sizeof(a->have) - n);
	memset(a->have + sizeof(a->have) - n, 0, n);
	a->early -= n;
	a->next += (uint32_t)n;
	return n;
}

size_t arrival_take(struct arrival *a, uint32_t seq, const uint8_t *data, size_t len, const uint8_t **out)
{
	uint32_t known = a->next - seq, ahead = seq - a->next;

	*out = data;
	if (known <= ARRIVAL_WINDOW) {  /* the first of them came before */
		if (known >= len)
			return 0;
		data += known;
		len -= known;
		ahead = 0;
	}
	if (ahead >= ARRIVAL_WINDOW)
		return 0;
	if (len > ARRIVAL_WINDOW - ahead)
		len = ARRIVAL_WINDOW - ahead;
	*out = data;
	if (ahead == 0 && a->early == 0) {
		a->next += (uint32_t)len;
		return len;
	}
	keep(a, ahead, data, len);
	*out = a->ready;
	return front(a);
}
