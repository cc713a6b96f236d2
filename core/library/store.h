/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_STORE_H
#define CORE_STORE_H
/*
 * store.h -- the bytes of the files of a library.
 */
#include "core/library/index.h"

/*
 * The bytes of a file: read once, shared, steady until the last store_put().
 * Its signature is checked before that.  NULL (errno) when it cannot be read or
 * is no longer what was indexed (ESTALE), or is bad (EBADMSG, and it has its problem).
 */
struct lib_blob {
	const uint8_t *data;
	uint64_t size;
	unsigned refs;
};

struct lib_blob *store_get(struct library *lib, const struct lib_file *file);
void store_put(struct library *lib, struct lib_blob *blob);

void store_free(struct lib_store *s);
/* The same as soon as nobody uses any bytes of it. */
void store_retire(struct lib_store *s);

#endif
