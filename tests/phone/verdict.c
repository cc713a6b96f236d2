/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* verdict.c -- see verdict.h. */
#include <config.h>

#include "tests/phone/verdict.h"

const char *verdict_text(enum verdict v)
{
	static const char *const text[] = {
		[VERDICT_TAKE] = "taken",
		[VERDICT_BROKEN] = "Auth Fail (damaged or cut off)",
		[VERDICT_NAME] = "Auth Fail (file name does not match envelope)",
		[VERDICT_HARDWARE] = "Load rejected HC",
		[VERDICT_WRONG] = "Load ID incorrect",
		[VERDICT_JUMP] = "Auth Fail",
		[VERDICT_PROTOCOL] = "Protocol Application Invalid",
		[VERDICT_UNSIGNED] = "Image Authentication Failed",
	};

	return text[v];
}
