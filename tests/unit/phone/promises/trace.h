/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_PROMISES_TRACE_H
#define TESTS_PROMISES_TRACE_H
/*
 * trace.h -- what happens in a history, in lines for people; silent at first.
 */
#include <stdbool.h>

void trace_turn(bool on);
void trace_line(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
