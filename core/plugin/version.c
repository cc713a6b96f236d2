/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* version.c -- see version.h. */
#include <config.h>

#include "core/plugin/version.h"

#include <netrecover/types.h>
#include <strings.h>

/* "SR3", "SR4b" and "-1", in any spelling; @s ends behind them. */
static bool version_tail(const char *s, bool closed, char stage[12], char build[8])
{
	uint16_t n;

	stage[0] = build[0] = '\0';
	if (strncasecmp(s, "SR", 2) == 0) {
		s += 2;
		if (!nr_scan_u16(&s, &n))
			return false;
		snprintf(stage, 12, "SR%u", n);
		if (*s >= 'a' && *s <= 'z')
			snprintf(stage + strlen(stage), 12 - strlen(stage), "%c", *s++);
	}
	if (*s == '-' || *s == '.' || (*s == '(' && !closed && !stage[0])) {
		bool open = *s++ == '(';

		if (!nr_scan_u16(&s, &n) || (open && *s++ != ')'))
			return false;
		snprintf(build, 8, "-%u", n);
	}
	return *s == '\0';
}

bool version_said(const char *said, char out[VERSION_SIZE])
{
	char plain[32], stage[12], build[8], *inner;
	const char *s = plain;
	uint16_t n[3];
	bool closed;

	/* "9.4(2SR3.1)", as a call manager prints it, is 9.4(2)SR3.1 */
	if (strlen(said) >= sizeof(plain) - 1)
		return false;
	snprintf(plain, sizeof(plain), "%s", said);
	inner = strchr(plain, '(');
	if (inner && plain[strlen(plain) - 1] == ')' && strpbrk(inner, "S.")) {
		size_t digits = strspn(inner + 1, "0123456789");

		plain[strlen(plain) - 1] = '\0';
		memmove(inner + digits + 2, inner + digits + 1, strlen(inner + digits + 1) + 1);
		inner[digits + 1] = ')';
	}
	if (!nr_scan_u16(&s, &n[0]) || (*s != '.' && *s != '-') || (s++, !nr_scan_u16(&s, &n[1])))
		return false;
	if (*s == '\0') {
		snprintf(out, 32, "%u.%u", n[0], n[1]);
		return true;
	}
	closed = *s == '(';
	if (*s != '(' && *s != '.' && *s != '-')
		return false;
	s++;
	if (!nr_scan_u16(&s, &n[2]) || (closed && *s++ != ')') || !version_tail(s, closed, stage, build))
		return false;
	snprintf(out, 32, "%u.%u(%u)%s%s", n[0], n[1], n[2], stage, build);
	return true;
}
