/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alert.c -- see alert.h. */
#include <config.h>

#include "core/phone/alert.h"

#include <stdarg.h>
#include <stdio.h>

void alert_clear(struct bench *b, enum code code)
{
	size_t kept = 0;

	for (size_t i = 0; i < b->alert_count; i++)
		if (b->alert[i].code != code)
			b->alert[kept++] = b->alert[i];
	b->alert_count = kept;
}

void alert_set(struct bench *b, enum code code, const char *fmt, ...)
{
	struct alert *a;
	va_list ap;

	alert_clear(b, code);
	if (b->alert_count == BENCH_ALERTS)
		return;
	a = &b->alert[b->alert_count++];
	a->code = code;
	va_start(ap, fmt);
	vsnprintf(a->message, sizeof(a->message), fmt, ap);
	va_end(ap);
}
