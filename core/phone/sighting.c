/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * sighting.c -- see sighting.h.
 */
#include <config.h>

#include "core/phone/sighting.h"

#include <string.h>

void sighting_read(struct sighting *out, const struct nr_sighting *s)
{
	memset(out, 0, sizeof(*out));
	if ((unsigned)s->source < NR_SOURCE_COUNT)
		out->source = s->source;
	out->mac = s->mac;
	out->addr = s->addr;
	for (const struct nr_fact_value *f = s->facts; f && f->fact != NR_FACT_END; f++)
		if (f->fact > NR_FACT_END && f->fact < NR_FACT_COUNT && !out->says[f->fact])
			out->says[f->fact] = f->text;
	out->has_own_mac = !out->mac && out->says[NR_FACT_MAC] &&
			   nr_mac_read(out->says[NR_FACT_MAC], &out->own_mac);
}
