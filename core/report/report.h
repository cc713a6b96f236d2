/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_REPORT_H
#define CORE_REPORT_H
/*
 * report.h -- what the forms of a report share: times, and the few words that must be the same.
 */
#include "core/report/record.h"

#define REPORT_TIME_SIZE 24
/* "2026-01-01 14:03" or "14:03:12", in the time zone of this machine; "" for 0. */
const char *report_day(int64_t at, char buf[REPORT_TIME_SIZE]);
const char *report_clock(int64_t at, char buf[REPORT_TIME_SIZE]);
/* "1 h 5 min", "12 min", "40 s" */
const char *report_span(int64_t ms, char buf[REPORT_TIME_SIZE]);
/* What is said of a factory reset: it was seen, or not. */
const char *report_wiped(const struct record_phone *p);
/* NULL becomes "". */
const char *report_or(const char *text, const char *otherwise);

#endif
