/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * clock.c -- the time, by the two clocks of the kernel; see clock.h.
 */
#include "core/base/clock.h"

#include <stdio.h>
#include <time.h>

static int64_t read_clock(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int64_t system_mono(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

static int64_t system_wall(void)
{
	return read_clock(CLOCK_REALTIME);
}

static const struct clock_ops system_clock = { system_mono, system_wall };
const struct clock_ops *clock_ops = &system_clock;

int64_t clock_mono_ms(void)
{
	return clock_ops->mono();
}

int64_t clock_wall_ms(void)
{
	return clock_ops->wall();
}

int64_t clock_kernel_ms(void)
{
	return system_mono();
}

char *clock_str(int64_t wall_ms, char buf[CLOCK_STR_SIZE])
{
	time_t sec = (time_t)(wall_ms / 1000);
	char day[20];
	struct tm tm;

	gmtime_r(&sec, &tm);
	strftime(day, sizeof(day), "%Y-%m-%dT%H:%M:%S", &tm);
	snprintf(buf, CLOCK_STR_SIZE, "%s.%03uZ", day, (unsigned)(wall_ms % 1000) % 1000u);
	return buf;
}

int64_t clock_parse(const char *text)
{
	unsigned ms;
	struct tm tm = { 0 };
	int end = 0;

	if (!text ||
	    sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2d.%3uZ%n", &tm.tm_year, &tm.tm_mon, &tm.tm_mday,
		   &tm.tm_hour, &tm.tm_min, &tm.tm_sec, &ms, &end) != 7 ||
	    text[end])
		return 0;
	tm.tm_year -= 1900;
	tm.tm_mon--;
	return (int64_t)timegm(&tm) * 1000 + ms;
}
