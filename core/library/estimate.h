/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_ESTIMATE_H
#define CORE_ESTIMATE_H
/*
 * estimate.h -- how far something is and how long it will still take, as text.  Pure.
 */
#include <stdint.h>

#define ESTIMATE_AFTER_MS 1000          /* before that nobody wants to know */
#define ESTIMATE_SIZE 80

/* "34.1 of 120.0 MB, 12 s left"; returns @out.  @total 0: not known. */
const char *estimate_text(uint64_t done, uint64_t total, int64_t elapsed_ms,
			  char out[ESTIMATE_SIZE]);

#endif
