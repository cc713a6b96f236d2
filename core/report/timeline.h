/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_TIMELINE_H
#define CORE_TIMELINE_H
/*
 * timeline.h -- the picture of a run: a thin bar for each phone, in SVG.
 */
#include "core/report/record.h"

#include <stdio.h>

/* An <svg> element that may stand in a page; all of its styles are in it. */
void timeline_print(const struct record *r, FILE *out);
/* "waiting", "download", "writing", "done", "trouble" */
const char *timeline_phase(enum record_phase phase);

#endif
