/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PLUGINS_SIP_TOKEN_H
#define PLUGINS_SIP_TOKEN_H
/*
 * token.h -- what nobody else may have chosen: tags, branches, Call-IDs (RFC 3261, 19.3).
 */
#include <stdint.h>
#include <string.h>
#include <sys/random.h>

/* Writes @digits hexadecimal digits, at most 32 different ones, and a NUL. */
static inline void token(char *out, size_t digits)
{
	uint8_t bytes[16];

	if (getrandom(bytes, sizeof(bytes), GRND_NONBLOCK) != (ssize_t)sizeof(bytes))
		memset(bytes, 0x5a, sizeof(bytes));
	for (size_t i = 0; i < digits; i++)
		out[i] = "0123456789abcdef"[bytes[i / 2 % 16] >> 4 * (i % 2) & 15];
	out[digits] = '\0';
}

#endif
