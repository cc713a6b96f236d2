/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* fingerprint.c -- see fingerprint.h. */
#include <config.h>

#include "core/library/fingerprint.h"
#include "core/library/store.h"

#include <nettle/sha2.h>
#include <stdio.h>

#define MAX_BYTES (4u * 1024 * 1024)    /* some ten milliseconds */

bool fingerprint_of(struct library *lib, const struct lib_file *f, char out[FINGERPRINT_SIZE])
{
	struct lib_blob *blob = f->size <= MAX_BYTES ? store_get(lib, f) : NULL;
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx c;

	out[0] = '\0';
	if (!blob)
		return false;
	sha256_init(&c);
	sha256_update(&c, (size_t)blob->size, blob->data);
	sha256_digest(&c, sizeof(digest), digest);
	store_put(lib, blob);
	for (size_t i = 0; i < sizeof(digest); i++)
		snprintf(out + 2 * i, 3, "%02x", digest[i]);
	return true;
}
