/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_SIGHTING_H
#define CORE_SIGHTING_H
/*
 * sighting.h -- what one packet said.
 */
#include <netrecover/sighting.h>

#include <stddef.h>

/* The text of the first fact of this kind in a sighting, or NULL. */
static inline const char *sighting_says(const struct nr_sighting *s, enum nr_fact fact)
{
	for (const struct nr_fact_value *f = s->facts; f && f->fact != NR_FACT_END; f++)
		if (f->fact == fact)
			return f->text;
	return NULL;
}

#endif
