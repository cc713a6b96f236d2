/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * trace.c -- see trace.h.
 */
#include <config.h>

#include "tests/unit/phone/promises/trace.h"

#include <stdarg.h>
#include <stdio.h>

static bool is_on;

void trace_turn(bool on)
{
	is_on = on;
}

void trace_line(const char *fmt, ...)
{
	va_list ap;

	if (!is_on)
		return;
	va_start(ap, fmt);
	fputs("        ", stdout);
	vprintf(fmt, ap);
	putchar('\n');
	va_end(ap);
}
