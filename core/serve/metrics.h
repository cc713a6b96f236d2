/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_METRICS_H
#define CORE_METRICS_H
/*
 * metrics.h -- the bench in the text format of Prometheus, in a file that its node
 * exporter collects (--collector.textfile).
 */
#include "core/phone/bench.h"

#include <stdio.h>

struct metrics {
	const char *path;       /* not owned; NULL: nobody wants them */
	int64_t written_at;     /* clock_mono_ms() of the last try; 0: none */
	int64_t changed_at;     /* what bench.changed_at was then */
	bool failed;            /* the last try; it has been said */
};

/* All of it.  @up: the bench runs. */
void metrics_print(const struct bench *b, bool up, FILE *out);
/* Once a second: write the file when a state has changed, and every METRICS_EVERY_MS as a
 * sign of life.  It is replaced as a whole. */
#define METRICS_EVERY_MS 15000
void metrics_tick(struct metrics *m, const struct bench *b);
/* The bench ends: say so in the file. */
void metrics_end(struct metrics *m, const struct bench *b);

#endif
