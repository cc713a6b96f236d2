/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * estimate.c -- how far something is and how long it will still take, as text.
 */
#include <config.h>
#include "core/library/estimate.h"

#include <stdio.h>

static void time_left(int64_t seconds, char out[32])
{
	if (seconds < 100)
		snprintf(out, 32, "%lld s left", (long long)seconds);
	else
		snprintf(out, 32, "%lld min left", (long long)(seconds + 59) / 60);
}

const char *estimate_text(uint64_t done, uint64_t total, int64_t elapsed_ms,
			  char out[ESTIMATE_SIZE])
{
	char left[32];

	if (total < done)
		total = done;
	if (done == 0 || total == done) {
		snprintf(out, ESTIMATE_SIZE, "%.1f MB", (double)done / 1e6);
		return out;
	}
	time_left((int64_t)((double)elapsed_ms * (double)(total - done) / (double)done / 1000) + 1, left);
	snprintf(out, ESTIMATE_SIZE, "%.1f of %.1f MB, %s", (double)done / 1e6, (double)total / 1e6, left);
	return out;
}
