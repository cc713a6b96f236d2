/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_SIGHTING_H
#define CORE_SIGHTING_H
/*
 * sighting.h -- what one packet said, read once.
 */
#include "core/plugin/model.h"

#include <netrecover/sighting.h>

struct sighting {
	enum nr_source source;
	const struct nr_mac *mac;        /* NULL: not known */
	struct nr_mac own_mac;           /* as it wrote it itself, where no frame shows it: */
	bool has_own_mac;                /* whose it is where nobody has its address */
	struct in_addr addr;             /* INADDR_ANY: not known */
	const char *by;                  /* the type of the plugin that heard it; or NULL */
	const char *says[NR_FACT_COUNT]; /* by fact, the first of each; NULL: nothing */
	char load[64];                   /* what says[NR_FACT_LOAD] points to, when the model read it */
	char part[MODEL_PARTS][64];      /* what it says to run of other parts than the first, by the
					  * number of the part; "": nothing */
};

/* The texts are borrowed from @s.  A fact or source that a newer plugin knows is left out. */
void sighting_read(struct sighting *out, const struct nr_sighting *s);

#endif
