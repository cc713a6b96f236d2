/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_PROMISES_KNOWN_H
#define TESTS_PROMISES_KNOWN_H
/*
 * known.h -- checks of promise.c that the core is known to fail: these are left out, each
 * for one reason.  The list gets shorter, never longer.
 */
#include <stddef.h>

struct known {
	const char *check, *reason;
};

static const struct known known[] = {
	{ NULL, NULL },
};

#endif
