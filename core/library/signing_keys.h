/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_SIGNING_KEYS_H
#define CORE_SIGNING_KEYS_H
/*
 * signing_keys.h -- the public keys with which firmware was signed.
 */
#include <stddef.h>

/* A public key; the exponent is 3. */
struct signing_key {
	const char *family;             /* "7945/7965" */
	const char *modulus;            /* 512 hexadecimal digits */
};
extern const struct signing_key signing_keys[];
extern const size_t signing_keys_count;

#endif
