/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * signature.c -- check the signature of a firmware file.
 *
 * The block that a key opens: 00 01 FF..FF 00 | time, 4 bytes | SHA-1, 20 bytes.
 * It looks like PKCS #1 (RFC 8017, 9.2) and has no DigestInfo, so the usual
 * functions do not take it; the power is GMP's.
 */
#include <config.h>
#include "core/library/signature.h"

#include <gmp.h>
#include <stdio.h>
#include <strings.h>
#include <time.h>

#define KEY_SIZE 256
#define TAIL (4 + SHA1_DIGEST_SIZE)
#define HASH_SHA1 1

static const struct signing_key *keys = signing_keys;
static size_t key_count;                /* 0: all of signing_keys */

static size_t count_keys(void)
{
	return key_count ? key_count : signing_keys_count;
}

void signature_use_keys(const struct signing_key *other, size_t count)
{
	keys = other ? other : signing_keys;
	key_count = other ? count : 0;
}

uint32_t signature_keys_mark(void)
{
	uint32_t h = 2166136261u;       /* FNV-1a */

	for (size_t i = 0; i < count_keys(); i++)
		for (const char *p = keys[i].modulus; *p; p++)
			h = (h ^ (uint8_t)*p) * 16777619u;
	return h;
}

int signature_family_index(const char *family)
{
	for (size_t i = 0; family && i < count_keys(); i++)
		if (strcmp(keys[i].family, family) == 0)
			return (int)i;
	return -1;
}

const char *signature_family(int index)
{
	return index >= 0 && (size_t)index < count_keys() ? keys[index].family : NULL;
}

/* -- the block ----------------------------------------------------------------- */

/* GMP's functions of the lowest level, of those the ones that get their room from the caller: it
 * ends the whole process when it has no memory. */
#define LIMBS (KEY_SIZE * 8 / GMP_NUMB_BITS)
#define BYTES_OF_LIMB (GMP_NUMB_BITS / 8)

static void to_limbs(mp_limb_t out[LIMBS], const uint8_t bytes[KEY_SIZE])
{
	memset(out, 0, LIMBS * sizeof(*out));
	for (size_t i = 0; i < KEY_SIZE; i++)
		out[i / BYTES_OF_LIMB] |= (mp_limb_t)bytes[KEY_SIZE - 1 - i] << 8 * (i % BYTES_OF_LIMB);
}

static void from_limbs(uint8_t out[KEY_SIZE], const mp_limb_t limbs[LIMBS])
{
	for (size_t i = 0; i < KEY_SIZE; i++)
		out[KEY_SIZE - 1 - i] = (uint8_t)(limbs[i / BYTES_OF_LIMB] >> 8 * (i % BYTES_OF_LIMB));
}

static int nibble(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) : -1;
}

/* False: it is no odd number of that size, as every modulus is. */
static bool read_modulus(const char *hex, mp_limb_t out[LIMBS])
{
	size_t digits = strlen(hex);
	uint8_t bytes[KEY_SIZE] = { 0 };

	if (digits == 0 || digits > 2 * KEY_SIZE)
		return false;
	for (size_t i = 0; i < digits; i++) {
		int n = nibble(hex[digits - 1 - i]);

		if (n < 0)
			return false;
		bytes[KEY_SIZE - 1 - i / 2] |= (uint8_t)(n << (i % 2 ? 4 : 0));
	}
	to_limbs(out, bytes);
	return bytes[0] != 0 && (bytes[KEY_SIZE - 1] & 1);
}

/* signature ^ 3 mod n; false when the signature is no number below n. */
static bool open_block(const struct signing_key *key, const uint8_t *signature,
		       uint8_t block[KEY_SIZE])
{
	/* What mpn_sec_powm_itch() asks for is checked: it grows with the window, which two bits keep at one. */
	enum { SCRATCH = 16 * LIMBS };
	mp_limb_t n[LIMBS], s[LIMBS], power[LIMBS], scratch[SCRATCH];
	const mp_limb_t three = 3;

	if (!read_modulus(key->modulus, n) || mpn_sec_powm_itch(LIMBS, 2, LIMBS) > SCRATCH)
		return false;
	to_limbs(s, signature);
	if (mpn_cmp(s, n, LIMBS) >= 0)
		return false;
	mpn_sec_powm(power, s, LIMBS, &three, 2, n, LIMBS, scratch);
	from_limbs(block, power);
	return true;
}

static bool is_block(const uint8_t *block)
{
	size_t zero = KEY_SIZE - TAIL - 1;

	if (block[0] != 0 || block[1] != 1 || block[zero] != 0)
		return false;
	for (size_t i = 2; i < zero; i++)
		if (block[i] != 0xff)
			return false;
	return true;
}

static bool find_key(struct signature_check *check, const uint8_t *signature)
{
	uint8_t block[KEY_SIZE];

	for (size_t i = 0; i < count_keys(); i++) {
		const uint8_t *tail = block + KEY_SIZE - TAIL;

		if (!open_block(&keys[i], signature, block) || !is_block(block))
			continue;
		check->found.family = keys[i].family;
		check->found.date = (uint32_t)tail[0] << 24 | (uint32_t)tail[1] << 16 |
				    (uint32_t)tail[2] << 8 | tail[3];
		memcpy(check->digest, tail + 4, SHA1_DIGEST_SIZE);
		return true;
	}
	return false;
}

/* -- a file -------------------------------------------------------------------- */

bool signature_begin(struct signature_check *check, const uint8_t *header,
		     const struct container *c)
{
	size_t element = c->signature_at - 3u;  /* tag and length stand before the value */
	size_t after = c->signature_at + c->signature_size;

	memset(check, 0, sizeof(*check));
	if (c->kind == CONTAINER_WRAPPER) {
		check->found.state = SIGNATURE_WRAPPER;
		return false;
	}
	if (c->hash != HASH_SHA1 || c->signature_size != KEY_SIZE) {
		check->found.state = SIGNATURE_NEWER_KIND;
		return false;
	}
	if (!find_key(check, header + c->signature_at)) {
		check->found.state = SIGNATURE_UNKNOWN_KEY;
		return false;
	}
	check->found.state = SIGNATURE_PENDING;
	sha1_init(&check->sha);
	sha1_update(&check->sha, element, header);
	sha1_update(&check->sha, c->header_size - after, header + after);
	return true;
}

void signature_update(struct signature_check *check, const uint8_t *payload, size_t len)
{
	sha1_update(&check->sha, len, payload);
}

void signature_end(struct signature_check *check, struct signature *out)
{
	uint8_t digest[SHA1_DIGEST_SIZE];

	if (check->found.state == SIGNATURE_PENDING) {
		sha1_digest(&check->sha, sizeof(digest), digest);
		check->found.state = memcmp(digest, check->digest, sizeof(digest)) == 0 ?
				     SIGNATURE_GOOD : SIGNATURE_BAD;
	}
	*out = check->found;
}

void signature_of(const uint8_t *data, size_t size, struct signature *out)
{
	struct signature_check check;
	struct container c;

	memset(out, 0, sizeof(*out));
	out->state = SIGNATURE_NONE;
	if (container_decode(data, size, size, &c) != CONTAINER_OK)
		return;
	if (signature_begin(&check, data, &c))
		signature_update(&check, data + c.header_size, size - c.header_size);
	signature_end(&check, out);
}

const char *signature_unchecked(const struct signature *s)
{
	switch (s->state) {
	case SIGNATURE_GOOD:
	case SIGNATURE_BAD:
		break;
	case SIGNATURE_PENDING:
		return "it could not be read";
	case SIGNATURE_NONE:
		return "it has no signed header of a kind that is known";
	case SIGNATURE_UNKNOWN_KEY:
		return "no known key opens it; not known are those of the 7902, 7905, 7910, 7912, "
		       "7914, 7940, 7960, 8961, 9951 and 9971";
	case SIGNATURE_NEWER_KIND:
		return "signed in a newer way than with SHA-1 and RSA-2048";
	case SIGNATURE_WRAPPER:
		return "the signatures of the 78xx and 88xx are of a kind that nobody has described";
	case SIGNATURE_STATES:
		break;
	}
	return NULL;
}

const char *signature_date(const struct signature *s, char buf[16])
{
	time_t t = (time_t)s->date;
	struct tm tm;

	buf[0] = '\0';
	if (s->date && gmtime_r(&t, &tm))
		strftime(buf, 16, "%Y-%m-%d", &tm);
	return buf;
}
