/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_SIGNATURE_H
#define CORE_SIGNATURE_H
/*
 * signature.h -- who signed a firmware file, when, and are its bytes those that
 * were signed?
 *
 * RSA-2048, exponent 3, over the SHA-1 of the whole file without the signature
 * element.  One check proves: not one byte is lost or changed, the name is the
 * one it was signed under, the family of phones, the day it was made.  Measured
 * on 119 files of public packages.
 */
#include "core/library/container.h"
#include "core/library/signing_keys.h"

#include <nettle/sha1.h>

/* Other keys than these; for tests.  NULL: back to the table. */
void signature_use_keys(const struct signing_key *keys, size_t count);

/* Eight digits that change with the keys: what was found with other ones is stale. */
uint32_t signature_keys_mark(void);
/* The number of the family's key, for a file of results; and back.  -1, NULL: none. */
int signature_family_index(const char *family);
const char *signature_family(int index);

enum signature_state {
	SIGNATURE_PENDING,              /* nobody looked yet */
	SIGNATURE_NONE,                 /* no signed header */
	SIGNATURE_GOOD,
	SIGNATURE_BAD,                  /* a known key opens it, over other bytes */
	SIGNATURE_UNKNOWN_KEY,          /* no known key opens it: a note, not a fault */
	SIGNATURE_NEWER_KIND,           /* another hash or key size: not checkable here */
	SIGNATURE_WRAPPER,              /* in the wrapper of a 78xx: nobody has described it */
	SIGNATURE_STATES,
};

struct signature {
	enum signature_state state;
	uint32_t date;                  /* signing time, seconds since 1970; good and bad */
	const char *family;             /* the same */
};

/* Begin with the header, feed the payload only when that is wanted, end. */
struct signature_check {
	struct signature found;
	uint8_t digest[SHA1_DIGEST_SIZE];
	struct sha1_ctx sha;
};
/* @header: @c->header_size bytes.  True: the payload is wanted. */
bool signature_begin(struct signature_check *check, const uint8_t *header,
		     const struct container *c);
void signature_update(struct signature_check *check, const uint8_t *payload, size_t len);
void signature_end(struct signature_check *check, struct signature *out);

/* The same for a file in memory; also one without a signed header. */
void signature_of(const uint8_t *data, size_t size, struct signature *out);

/* Why it was not checked, for a sentence; NULL: it was. */
const char *signature_unchecked(const struct signature *s);
/* "2012-10-16"; "" when nothing is known. */
const char *signature_date(const struct signature *s, char buf[16]);

#endif
