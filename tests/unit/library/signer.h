/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_SIGNER_H
#define TESTS_SIGNER_H
/*
 * signer.h -- keys of our own, made for one run of a test, in place of those
 * that phones know; and the signature of synthetic firmware made with them.
 */
#include "core/library/signature.h"

#include <check.h>
#include <gmp.h>
#include <string.h>

#define SIGNERS 2
#define SIGNATURE_AT 125                /* of its value, in every firmware file */
#define SIGNED_ON 1350345600u           /* 2012-10-16 */

static struct {
	mpz_t n, d;
	char text[513];
} signer[SIGNERS];
static struct signing_key signer_keys[SIGNERS];

/* A prime of 1024 bits, its two highest set, for which 3 is an exponent. */
static inline void signer_prime(mpz_t p, gmp_randstate_t random)
{
	mpz_urandomb(p, random, 1024);
	mpz_setbit(p, 1023);
	mpz_setbit(p, 1022);
	do
		mpz_nextprime(p, p);
	while (mpz_fdiv_ui(p, 3) != 2);
}

/* The same keys in every run: nothing here is a secret. */
static inline void signer_init(void)
{
	static const char *const family[SIGNERS] = { "7945/7965", "7942/7962" };
	gmp_randstate_t random;
	mpz_t p, q, three;

	gmp_randinit_default(random);
	gmp_randseed_ui(random, 79);
	mpz_inits(p, q, three, NULL);
	mpz_set_ui(three, 3);
	for (int i = 0; i < SIGNERS; i++) {
		signer_prime(p, random);
		signer_prime(q, random);
		mpz_inits(signer[i].n, signer[i].d, NULL);
		mpz_mul(signer[i].n, p, q);
		mpz_sub_ui(p, p, 1);
		mpz_sub_ui(q, q, 1);
		mpz_mul(p, p, q);
		ck_assert_int_ne(mpz_invert(signer[i].d, three, p), 0);
		gmp_snprintf(signer[i].text, sizeof(signer[i].text), "%0512Zx", signer[i].n);
		signer_keys[i] = (struct signing_key){ family[i], signer[i].text };
	}
	mpz_clears(p, q, three, NULL);
	gmp_randclear(random);
	signature_use_keys(signer_keys, SIGNERS);
}

static inline void signer_finish(void)
{
	signature_use_keys(NULL, 0);
	for (int i = 0; i < SIGNERS; i++)
		mpz_clears(signer[i].n, signer[i].d, NULL);
}

/* block ^ d into the file. */
static inline void signer_put(int who, uint8_t *data, const uint8_t block[256])
{
	size_t size;
	mpz_t m;

	mpz_init(m);
	mpz_import(m, 256, 1, 1, 1, 0, block);
	mpz_powm(m, m, signer[who].d, signer[who].n);
	memset(data + SIGNATURE_AT, 0, 256);
	size = (mpz_sizeinbase(m, 2) + 7) / 8;
	mpz_export(data + SIGNATURE_AT + 256 - size, NULL, 1, 1, 1, 0, m);
	mpz_clear(m);
}

/* Sign a file that firmware_sign() made: everything but the signature element. */
static inline void signer_sign(int who, uint8_t *data, size_t size, uint32_t date)
{
	uint8_t block[256];
	struct sha1_ctx sha;

	memset(block, 0xff, sizeof(block));
	block[0] = 0;
	block[1] = 1;
	block[231] = 0;
	for (int i = 0; i < 4; i++)
		block[232 + i] = (uint8_t)(date >> (24 - 8 * i));
	sha1_init(&sha);
	sha1_update(&sha, SIGNATURE_AT - 3, data);
	sha1_update(&sha, size - SIGNATURE_AT - 256, data + SIGNATURE_AT + 256);
	sha1_digest(&sha, 20, block + 236);
	signer_put(who, data, block);
}

#endif
