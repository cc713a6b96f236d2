/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_signature.c -- good, bad, unknown and not checkable; the table of keys.
 */
#include <config.h>
#include "core/library/signature.h"
#include "tests/phone/firmware.h"
#include "tests/unit/library/signer.h"

#include <stdlib.h>

static uint8_t *data;
static size_t size;

static void setup(void)
{
	signer_init();
	data = firmware_image("cnu45.8-5-2.sbn", 20000, &size);
	ck_assert_ptr_nonnull(data);
	signer_sign(0, data, size, SIGNED_ON);
}

static void teardown(void)
{
	free(data);
	signer_finish();
}

static enum signature_state judged(void)
{
	struct signature s;

	signature_of(data, size, &s);
	return s.state;
}

START_TEST(good)
{
	struct signature s;
	char date[16];

	signature_of(data, size, &s);
	ck_assert_int_eq(s.state, SIGNATURE_GOOD);
	ck_assert_str_eq(s.family, "7945/7965");
	ck_assert_uint_eq(s.date, SIGNED_ON);
	ck_assert_str_eq(signature_date(&s, date), "2012-10-16");
	signer_sign(1, data, size, UINT32_MAX);
	signature_of(data, size, &s);
	ck_assert_int_eq(s.state, SIGNATURE_GOOD);
	ck_assert_str_eq(s.family, "7942/7962");
	ck_assert_str_eq(signature_date(&s, date), "2106-02-07");
}
END_TEST

/* One bit anywhere outside of the signature: in the header, the name, the payload. */
START_TEST(changed)
{
	const size_t at[] = { 30, 121, 400, size / 2, size - 1 };

	for (size_t i = 0; i < NR_ARRAY_SIZE(at); i++) {
		data[at[i]] ^= 1;
		ck_assert_msg(judged() == SIGNATURE_BAD, "byte %zu", at[i]);
		data[at[i]] ^= 1;
	}
	ck_assert_int_eq(judged(), SIGNATURE_GOOD);
	size--;
	ck_assert_int_eq(judged(), SIGNATURE_BAD);
}
END_TEST

/* A changed signature is one of a key that nobody knows. */
START_TEST(unknown)
{
	data[SIGNATURE_AT + 77] ^= 1;
	ck_assert_int_eq(judged(), SIGNATURE_UNKNOWN_KEY);
	memset(data + SIGNATURE_AT, 0xff, 256);         /* no number below any modulus */
	ck_assert_int_eq(judged(), SIGNATURE_UNKNOWN_KEY);
	memset(data + SIGNATURE_AT, 0, 256);
	ck_assert_int_eq(judged(), SIGNATURE_UNKNOWN_KEY);
	signer_sign(0, data, size, SIGNED_ON);
	signature_use_keys(NULL, 0);                    /* the real keys do not open it */
	ck_assert_int_eq(judged(), SIGNATURE_UNKNOWN_KEY);
}
END_TEST

/* The block must be exactly of that form. */
START_TEST(forged_blocks)
{
	const struct { size_t at; uint8_t is; } wrong[] = {
		{ 0, 0 }, { 1, 2 }, { 2, 0 }, { 100, 0xfe }, { 230, 0 }, { 231, 1 },
	};

	for (size_t i = 1; i < NR_ARRAY_SIZE(wrong); i++) {
		uint8_t block[256];

		memset(block, 0xff, sizeof(block));
		block[0] = block[231] = 0;
		block[1] = 1;
		block[wrong[i].at] = wrong[i].is;
		signer_put(0, data, block);
		ck_assert_msg(judged() == SIGNATURE_UNKNOWN_KEY, "byte %zu", wrong[i].at);
	}
}
END_TEST

START_TEST(not_checkable)
{
	data[110] = 3;                                  /* SHA-512 */
	ck_assert_int_eq(judged(), SIGNATURE_NEWER_KIND);
	data[110] = 1;
	data[122] = 0x0f;                               /* no signature element at all */
	ck_assert_int_eq(judged(), SIGNATURE_NEWER_KIND);
	data[0] = 'x';
	ck_assert_int_eq(judged(), SIGNATURE_NONE);
	size = 0;
	ck_assert_int_eq(judged(), SIGNATURE_NONE);
}
END_TEST

/* Fed in pieces of any size. */
START_TEST(pieces)
{
	struct signature_check check;
	struct signature s;
	struct container c;

	ck_assert_int_eq(container_decode(data, size, size, &c), CONTAINER_OK);
	ck_assert_uint_eq(c.signature_at, SIGNATURE_AT);
	ck_assert_uint_eq(c.signature_size, 256);
	ck_assert(signature_begin(&check, data, &c));
	for (size_t at = c.header_size, n = 0; at < size; at += n) {
		n = n + 1 < size - at ? n + 1 : size - at;
		signature_update(&check, data + at, n);
	}
	signature_end(&check, &s);
	ck_assert_int_eq(s.state, SIGNATURE_GOOD);
}
END_TEST

/* Sixteen different odd numbers of 2048 bits, each a family of its own. */
START_TEST(table)
{
	uint32_t mark;

	signature_use_keys(NULL, 0);
	mark = signature_keys_mark();
	ck_assert_uint_eq(signing_keys_count, 16);
	for (size_t i = 0; i < signing_keys_count; i++) {
		const struct signing_key *k = &signing_keys[i];

		ck_assert_uint_eq(strlen(k->modulus), 512);
		ck_assert_uint_eq(strspn(k->modulus, "0123456789abcdef"), 512);
		ck_assert_int_ge(k->modulus[0], '8');
		ck_assert_int_eq(signature_family_index(k->family), (int)i);
		ck_assert_str_eq(signature_family((int)i), k->family);
		for (size_t n = 0; n < i; n++)
			ck_assert_str_ne(signing_keys[n].modulus, k->modulus);
	}
	ck_assert_ptr_null(signature_family(16));
	ck_assert_ptr_null(signature_family(-1));
	ck_assert_int_eq(signature_family_index("7999"), -1);
	ck_assert_int_eq(signature_family_index(NULL), -1);
	signature_use_keys(signer_keys, SIGNERS);
	ck_assert_uint_ne(signature_keys_mark(), mark);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("signature");
	TCase *t = tcase_create("signature");
	SRunner *r;
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, good);
	tcase_add_test(t, changed);
	tcase_add_test(t, unknown);
	tcase_add_test(t, forged_blocks);
	tcase_add_test(t, not_checkable);
	tcase_add_test(t, pieces);
	tcase_add_test(t, table);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
