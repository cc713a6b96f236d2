/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* report.c -- see report.h. */
#include <config.h>

#include "core/report/report.h"

#include <stdio.h>
#include <time.h>

static bool local(int64_t at, struct tm *tm)
{
	time_t sec = (time_t)(at / 1000);

	return at && localtime_r(&sec, tm);
}

/* @n bytes of "2026-01-31 12:34:56", from @begin on; "" for no time. */
static const char *part_of(int64_t at, size_t begin, int n, char buf[REPORT_TIME_SIZE])
{
	char whole[REPORT_TIME_SIZE];
	struct tm tm;

	buf[0] = '\0';
	if (local(at, &tm) && strftime(whole, sizeof(whole), "%Y-%m-%d %H:%M:%S", &tm) > begin)
		snprintf(buf, REPORT_TIME_SIZE, "%.*s", n, whole + begin);
	return buf;
}

const char *report_day(int64_t at, char buf[REPORT_TIME_SIZE])
{
	return part_of(at, 0, 16, buf);
}

const char *report_clock(int64_t at, char buf[REPORT_TIME_SIZE])
{
	return part_of(at, 11, 8, buf);
}

const char *report_span(int64_t ms, char buf[REPORT_TIME_SIZE])
{
	long long s = ms > 0 ? ms / 1000 : 0;

	if (s < 60)
		snprintf(buf, REPORT_TIME_SIZE, "%lld s", s);
	else if (s < 3600)
		snprintf(buf, REPORT_TIME_SIZE, "%lld min", s / 60);
	else
		snprintf(buf, REPORT_TIME_SIZE, "%lld h %lld min", s / 3600 % 100000, s / 60 % 60);
	return buf;
}

const char *report_wiped(const struct record_phone *p)
{
	return p->wiped ? "Factory reset seen" : "Factory reset not seen";
}

const char *report_or(const char *text, const char *otherwise)
{
	return text && text[0] ? text : otherwise;
}
