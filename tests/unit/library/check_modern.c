/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_modern.c -- the containers of the 78xx, 88xx, 8961 and 99xx, byte by byte.
 *
 * Sizes are those of real files: the list and images of a 78xx with 12.8(1), the
 * images of an 8961 with 9.4(2)SR4-1.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/library/container.h"

static uint8_t file[4096];
static size_t size;             /* of the header that is in it */

static enum container_result decode(size_t len, uint64_t file_size, struct container *out)
{
	uint8_t *copy = malloc(len ? len : 1);
	enum container_result r;

	ck_assert_ptr_nonnull(copy);
	memcpy(copy, file, len);
	r = container_decode(copy, len, file_size, out);
	free(copy);
	return r;
}

static void le32(size_t at, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		file[at + (size_t)i] = (uint8_t)(v >> (8 * i));
}

/* -- the wrapper --------------------------------------------------------------- */

/*
 * cd 34 12 ab | header length | 0 | payload length | 36 bytes | name length | name, NUL |
 * signature to the end: line ends, so that who reads it as lines sees some
 */
static void put_wrapper(const char *name, uint32_t header, uint32_t payload)
{
	memset(file, 0, sizeof(file));
	memcpy(file, "\xcd\x34\x12\xab", 4);
	le32(4, header);
	le32(12, payload);
	memset(file + header - 0x80, '\n', 0x80);
	le32(0x34, (uint32_t)strlen(name) + 1);
	memcpy(file + 0x38, name, strlen(name) + 1);
	size = header;
}

START_TEST(wrapper_is_read)
{
	static const struct {
		const char *name;
		uint32_t header, payload;
	} rows[] = {
		{ "sip78xx.12-8-1-0001-455.loads", 0x158, 679 },
		{ "rootfs2.78xx.12-8-1-0001-455.sbn", 0x158, 39321936 },
		{ "kern78xx.12-8-1-0001-455.sbn", 0x154, 0xfffffff0 },
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++) {
		struct container c;

		put_wrapper(rows[i].name, rows[i].header, rows[i].payload);
		ck_assert_int_eq(decode(1024, (uint64_t)rows[i].header + rows[i].payload, &c), CONTAINER_OK);
		ck_assert_int_eq(c.kind, CONTAINER_WRAPPER);
		ck_assert_uint_eq(c.header_size, rows[i].header);
		ck_assert_uint_eq(c.payload_size, rows[i].payload);
		ck_assert_str_eq(c.name, rows[i].name);
		ck_assert_uint_eq(c.hash, 0);
		ck_assert_uint_eq(c.signature_size, 0);
		ck_assert(!c.encrypted);
	}
}
END_TEST

START_TEST(wrapper_cut_anywhere_is_broken)
{
	struct container c;

	put_wrapper("sip78xx.12-8-1-0001-455.loads", 0x158, 100);
	for (size_t n = 0; n < 0x158; n++)
		ck_assert_int_eq(decode(n, n, &c), n < 4 ? CONTAINER_NONE : CONTAINER_BROKEN);
	ck_assert_int_eq(decode(0x158, 0x158, &c), CONTAINER_OK);
	/* A whole file with a header longer than what is at hand, or than itself. */
	ck_assert_int_eq(decode(0x157, 5000, &c), CONTAINER_BROKEN);
	ck_assert_int_eq(decode(0x158, 0x157, &c), CONTAINER_BROKEN);
	le32(4, 0xffffffff);
	ck_assert_int_eq(decode(1024, UINT64_MAX, &c), CONTAINER_BROKEN);
	le32(4, 0x37);          /* ends within its own fields */
	ck_assert_int_eq(decode(1024, 1024, &c), CONTAINER_BROKEN);
	le32(4, 0x38);
	ck_assert_int_eq(decode(1024, 1024, &c), CONTAINER_OK);
	ck_assert_str_eq(c.name, "");
}
END_TEST

/* A name that cannot be read does not keep anybody from the payload. */
START_TEST(wrapper_names)
{
	static const struct {
		uint32_t length;
		const char *name;
	} rows[] = {
		{ 6, "a.sbn" },         /* with its NUL */
		{ 5, "a.sbn" },         /* without */
		{ 9, "a.sbn" },         /* more NULs */
		{ 3, "a.s" }, { 0, "" },
		{ 0x158 - 0x38, "a.sbn" }, { 0x158 - 0x38 + 1, "" }, { 0xffff, "" },
	};
	struct container c;

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++) {
		put_wrapper("a.sbn", 0x158, 0);
		le32(0x34, rows[i].length);
		ck_assert_int_eq(decode(0x158, 0x158, &c), CONTAINER_OK);
		ck_assert_msg(strcmp(c.name, rows[i].name) == 0, "%u: %s", rows[i].length, c.name);
	}
	put_wrapper("a.sbn", 0x158, 0);
	file[0x39] = ' ';
	ck_assert_int_eq(decode(0x158, 0x158, &c), CONTAINER_OK);
	ck_assert_str_eq(c.name, "");
	memset(file + 0x38, 'a', 128);
	le32(0x34, 128);
	ck_assert_int_eq(decode(0x158, 0x158, &c), CONTAINER_OK);
	ck_assert_str_eq(c.name, "");
	le32(0x34, 127);
	ck_assert_int_eq(decode(0x158, 0x158, &c), CONTAINER_OK);
	ck_assert_uint_eq(strlen(c.name), 127);
}
END_TEST

START_TEST(no_container)
{
	static const struct {
		uint8_t start[5];
		enum container_result r;
	} rows[] = {
		{ { 0x27, 0x05, 0x19, 0x56, 0 }, CONTAINER_NONE },      /* U-Boot image */
		{ { 0, 0, 0, 0, 0 }, CONTAINER_NONE },
		{ { 'h', 's', 'q', 's', 0 }, CONTAINER_NONE },
		{ { 0xcd, 0x34, 0x12, 0xac, 0 }, CONTAINER_NONE },
		{ { 1, 0, 2, 1, 3 }, CONTAINER_NONE },  /* elements of a version that is not known */
		{ { 1, 0, 2, 0, 0xff }, CONTAINER_NONE },
		{ { 1, 0, 2, 1, 2 }, CONTAINER_BROKEN },
		{ { 1, 0, 2, 1, 0 }, CONTAINER_BROKEN },
	};
	struct container c;

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++) {
		memset(file, 0, sizeof(file));
		memcpy(file, rows[i].start, 5);
		ck_assert_msg(decode(1024, 1024, &c) == rows[i].r, "%zu", i);
	}
}
END_TEST

/* -- encrypted images ------------------------------------------------------------ */

static void put(uint8_t tag, size_t says, size_t is, const char *value)
{
	file[size] = tag;
	file[size + 1] = (uint8_t)(says >> 8);
	file[size + 2] = (uint8_t)says;
	size += 3;
	if (value)
		memcpy(file + size, value, is);
	else
		memset(file + size, 0x0a, is);
	size += is;
}

/*
 * version 0101 | header length | signer 5b { name, serial, issuer } | info 0f { hash 1,
 * 09 { RSA, 2048 } } | signature 100 | name | time 4 | encryption 48 { key 1a { 12, 13 }, 14,
 * info 0d { 16, 17 }, 18, 1a, 1b } | pads to a multiple of 4.  The lengths 48, 1a and 0d are
 * those of real files and do not end where their members end.
 */
static void put_encrypted(const char *name)
{
	memset(file, 0, sizeof(file));
	size = 0;
	put(0x01, 2, 2, "\1\1");
	put(0x02, 2, 2, NULL);
	put(0x03, 0x5b, 0, NULL);
	put(0x04, 0x27, 0x27, NULL);
	put(0x05, 8, 8, NULL);
	put(0x06, 0x23, 0x23, NULL);
	put(0x07, 0x0f, 0, NULL);
	put(0x08, 1, 1, "\1");
	put(0x09, 8, 0, NULL);
	put(0x0a, 1, 1, "\0");
	put(0x0b, 1, 1, "\2");
	put(0x0c, 0x100, 0x100, NULL);
	put(0x0e, strlen(name) + 1, strlen(name) + 1, name);
	put(0x0f, 4, 4, NULL);
	put(0x10, 0x48, 0, NULL);
	put(0x11, 0x1a, 0, NULL);
	put(0x12, 1, 1, NULL);
	put(0x13, 16, 16, NULL);
	put(0x14, 2, 2, NULL);
	put(0x15, 0x0d, 0, NULL);
	put(0x16, 1, 1, NULL);
	put(0x17, 2, 2, NULL);
	put(0x18, 1, 1, NULL);
	put(0x1a, 1, 1, NULL);
	put(0x1b, 20, 20, NULL);
	while (size % 4)
		file[size++] = 0x0d;
	file[8] = (uint8_t)(size >> 8);
	file[9] = (uint8_t)size;
}

START_TEST(encrypted_is_read)
{
	static const struct {
		const char *name;
		size_t header;
	} rows[] = {
		{ "sboot8961.031610R1-9-4-2SR4-1.sebn", 504 },
		{ "kern8961.9-4-2SR4-1.sebn", 496 },
	};
	struct container c;

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++) {
		put_encrypted(rows[i].name);
		ck_assert_uint_eq(size, rows[i].header);
		ck_assert_int_eq(decode(1024, 1024, &c), CONTAINER_OK);
		ck_assert_int_eq(c.kind, CONTAINER_SIGNED);
		ck_assert(c.encrypted);
		ck_assert_uint_eq(c.header_size, rows[i].header);
		ck_assert_str_eq(c.name, rows[i].name);
		ck_assert_uint_eq(c.hash, 1);
		ck_assert_uint_eq(c.signature_at, 125);
		ck_assert_uint_eq(c.signature_size, 256);
		for (size_t n = 3; n < size; n++)
			ck_assert_int_eq(decode(n, n, &c), CONTAINER_BROKEN);
		/* A header that ends within its last element. */
		file[9] -= 4;
		ck_assert_int_eq(decode(1024, 1024, &c), CONTAINER_BROKEN);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("modern");
	TCase *t = tcase_create("modern");
	SRunner *r;
	int failed;

	tcase_add_test(t, wrapper_is_read);
	tcase_add_test(t, wrapper_cut_anywhere_is_broken);
	tcase_add_test(t, wrapper_names);
	tcase_add_test(t, no_container);
	tcase_add_test(t, encrypted_is_read);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
