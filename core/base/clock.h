/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_CLOCK_H
#define CORE_CLOCK_H
/*
 * clock.h -- the seam through which time comes in, so that tests need not sleep.
 */
#include <stdint.h>

/* Milliseconds: @mono never goes back, @wall counts from 1970 (UTC). */
struct clock_ops {
	int64_t (*mono)(void);
	int64_t (*wall)(void);
};

extern const struct clock_ops *clock_ops;       /* tests put their own here */

int64_t clock_mono_ms(void);
int64_t clock_wall_ms(void);
/* Past the seam: for whoever waits for a process of the system, which no test's clock drives. */
int64_t clock_kernel_ms(void);

/* "2026-01-01T00:00:00.000Z" and its NUL. */
#define CLOCK_STR_SIZE 25
char *clock_str(int64_t wall_ms, char buf[CLOCK_STR_SIZE]);
/* What clock_str() wrote; 0: it is something else, or NULL. */
int64_t clock_parse(const char *text);

#endif
