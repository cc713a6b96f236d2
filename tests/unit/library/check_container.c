/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_container.c -- signed headers, CNU archives and .loads, whole and broken.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/library/container.h"
#include "core/library/loads.h"
#include "core/library/payload.h"
#include "tests/phone/firmware.h"

/* Each decode sees a block of exactly @len bytes, so that ASan sees every overrun. */
static enum container_result decode(const uint8_t *data, size_t len, uint64_t size,
				    struct container *out)
{
	uint8_t *copy = malloc(len ? len : 1);
	enum container_result r;

	ck_assert_ptr_nonnull(copy);
	memcpy(copy, data, len);
	r = container_decode(copy, len, size, out);
	free(copy);
	return r;
}

START_TEST(header_is_read)
{
	/* As measured on real files of these names, or by the same rule. */
	static const size_t expected[] = { 408, 404, 408 };
	static const char *const name[] = { "term45.default.loads", "jar45sccp.8-5-2.sbn",
					    "jar45sccp.9-4-2ES26.sbn" };
	struct container c;
	size_t size;

	for (int i = 0; i < 3; i++) {
		uint8_t *file = firmware_sign(name[i], "text", 4, &size);

		ck_assert_uint_eq(size, expected[i] + 4);
		ck_assert_int_eq(decode(file, size, size, &c), CONTAINER_OK);
		ck_assert_uint_eq(c.header_size, size - 4);
		ck_assert_str_eq(c.name, name[i]);
		ck_assert_int_eq(c.hash, 1);
		free(file);
	}
}
END_TEST

START_TEST(header_cut_anywhere_is_broken)
{
	struct container c;
	size_t size;
	uint8_t *file = firmware_sign("term45.default.loads", "text", 4, &size);

	for (size_t n = 0; n < size - 4; n++)
		ck_assert_int_eq(decode(file, n, n, &c), n < 3 ? CONTAINER_NONE : CONTAINER_BROKEN);
	/* Enough of the file at hand, but the file itself shorter than it says. */
	ck_assert_int_eq(decode(file, size, 407, &c), CONTAINER_BROKEN);
	ck_assert_int_eq(decode(file, 408, 408, &c), CONTAINER_OK);
	free(file);
}
END_TEST

START_TEST(header_rules)
{
	static const struct {
		size_t at;
		uint8_t value;
		enum container_result r;
	} change[] = {
		{ 0, 0x02, CONTAINER_NONE },   { 1, 0x01, CONTAINER_NONE },
		{ 2, 0x03, CONTAINER_NONE },   { 5, 0x03, CONTAINER_BROKEN },
		{ 7, 0x03, CONTAINER_BROKEN }, { 8, 0xff, CONTAINER_BROKEN },
		{ 8, 0x00, CONTAINER_BROKEN /* 0x98: ends within the signature */ },
		{ 9, 0x97, CONTAINER_OK /* one pad less */ },
		{ 12, 0x5c, CONTAINER_BROKEN }, { 106, 0x10, CONTAINER_BROKEN },
		{ 381, 0x7f, CONTAINER_BROKEN /* no name */ },
		{ 383, 0x14, CONTAINER_BROKEN /* no NUL */ },
		{ 122, 0x0e, CONTAINER_BROKEN /* two names, and one not text */ },
		{ 384, 0x00, CONTAINER_BROKEN /* empty name, rubbish behind it */ },
		{ 405, 0x0c, CONTAINER_BROKEN /* does not land on the end */ },
		{ 122, 0x33, CONTAINER_OK /* unknown element: skipped */ },
		{ 385, 0x1b, CONTAINER_OK /* in the name: shown as '?' */ },
	};
	struct container c;
	size_t size;
	uint8_t *file = firmware_sign("term45.default.loads", "text", 4, &size);

	for (size_t i = 0; i < NR_ARRAY_SIZE(change); i++) {
		uint8_t old = file[change[i].at];
		enum container_result r;

		file[change[i].at] = change[i].value;
		r = decode(file, size, size, &c);
		ck_assert_msg(r == change[i].r, "byte %zu = %02x: %d", change[i].at, change[i].value, (int)r);
		file[change[i].at] = old;
	}
	ck_assert_str_eq(c.name, "t?rm45.default.loads");
	free(file);
}
END_TEST

START_TEST(long_names)
{
	char name[200];
	struct container c;
	size_t size;
	uint8_t *file;

	memset(name, 'a', sizeof(name));
	name[127] = '\0';
	file = firmware_sign(name, "", 0, &size);
	ck_assert_int_eq(decode(file, size, size, &c), CONTAINER_OK);
	ck_assert_str_eq(c.name, name);
	free(file);
	name[127] = 'a';
	name[128] = '\0';
	file = firmware_sign(name, "", 0, &size);
	ck_assert_int_eq(decode(file, size, size, &c), CONTAINER_BROKEN);
	free(file);
}
END_TEST

START_TEST(cnu_archive)
{
	struct container c;
	size_t size;
	uint8_t *file = firmware_image("cnu45.8-5-2.sbn", 20001, &size), *p;
	uint64_t whole;

	ck_assert_int_eq(decode(file, size, size, &c), CONTAINER_OK);
	p = file + c.header_size;
	whole = size - c.header_size;
	ck_assert_int_eq(payload_cnu_whole(p, 4096, whole), 1);
	ck_assert(payload_cnu_size(p, 4096) == whole || payload_cnu_size(p, 4096) == whole - 1);
	ck_assert_int_eq(payload_cnu_whole(p, 4096, whole - 2), 0);
	ck_assert_int_eq(payload_cnu_whole(p, 4096, whole + 2), 0);
	/* The file ends within its table, or within its fixed part. */
	for (size_t n = 20; n < 0x248 + 80; n++) {
		uint8_t *cut = malloc(n);

		memcpy(cut, p, n);
		ck_assert_int_eq(payload_cnu_whole(cut, n, n), 0);
		ck_assert_uint_eq(payload_cnu_size(cut, n), 0);
		free(cut);
	}
	/* The table is longer than what is at hand: nobody knows. */
	ck_assert_int_eq(payload_cnu_whole(p, 0x248 + 40, whole), -1);
	ck_assert_int_eq(payload_cnu_whole(p, 19, whole), -1);
	p[0] = 'X';
	ck_assert_int_eq(payload_cnu_whole(p, 4096, whole), -1);
	free(file);
}
END_TEST

START_TEST(cnu_odd_and_absurd)
{
	uint8_t p[0x248 + 20] = "CNU_File_Archive_3.0";

	p[0x33] = 1;            /* one entry */
	p[0x36] = 0x02;         /* data at 0x25c, right behind the table */
	p[0x37] = 0x5c;
	p[0x248 + 11] = 3;      /* of three bytes */
	ck_assert_uint_eq(payload_cnu_size(p, sizeof(p)), 0x25f);
	ck_assert_int_eq(payload_cnu_whole(p, sizeof(p), 0x25f), 1);
	ck_assert_int_eq(payload_cnu_whole(p, sizeof(p), 0x260), 1);    /* one pad byte */
	ck_assert_int_eq(payload_cnu_whole(p, sizeof(p), 0x261), 0);
	p[0x248 + 11] = 4;
	ck_assert_int_eq(payload_cnu_whole(p, sizeof(p), 0x261), 0);    /* even: no pad */
	p[0x248 + 8] = 0xff;
	ck_assert_uint_eq(payload_cnu_size(p, sizeof(p)), 0x25c + 0xff000004u);
	p[0x37] = 0x5b;         /* data inside the table */
	ck_assert_int_eq(payload_cnu_whole(p, sizeof(p), 0x25f), 0);
	p[0x30] = 0xff;         /* four thousand million entries */
	ck_assert_int_eq(payload_cnu_whole(p, sizeof(p), 0x25f), 0);
}
END_TEST

static bool decode_text(const char *text, struct loads *l)
{
	size_t n = strlen(text);
	uint8_t *copy = malloc(n ? n : 1);
	bool ok;

	memcpy(copy, text, n);
	ok = loads_decode(copy, n, l);
	free(copy);
	return ok;
}

START_TEST(loads_as_they_are)
{
	struct loads l;

	ck_assert(decode_text("#\r\n# This file\r\n# RELEASE load version 9-4-2ES26\r\n"
			      "#HARDWARE_COMP_1 15\r\n\r\njar45sccp.9-4-2ES26.sbn\r\n"
			      "cnu45.9-4-2ES26.sbn\r\ndsp45.9-4-2ES26.sbn \r\n", &l));
	ck_assert_uint_eq(l.count, 3);
	ck_assert_str_eq(l.file[0].name, "jar45sccp.9-4-2ES26.sbn");
	ck_assert_str_eq(l.file[2].name, "dsp45.9-4-2ES26.sbn");
	ck_assert_str_eq(l.release_version, "9-4-2ES26");
	ck_assert_uint_eq(l.hardware_comp, 15);
	/* 7940: a setting; 69xx: no final newline; 7921: size and MD5 behind the name. */
	ck_assert(decode_text("P0030801SR02.sbn\nP0030801SR02.sb2\nLA_VERSION=PAS30831\n", &l));
	ck_assert_uint_eq(l.count, 2);
	ck_assert_str_eq(l.release_version, "");
	ck_assert_uint_eq(l.hardware_comp, 0);
	ck_assert(decode_text("BOOT69xx.0-0-0-14.zz.sgn\r\nSCCP69xx.9-4-1-3SR3.zz.sgn", &l));
	ck_assert_str_eq(l.file[1].name, "SCCP69xx.9-4-1-3SR3.zz.sgn");
	ck_assert(decode_text("[PLATFORM_1]\r\nhwcompat=0x3F\r\nkern = kern78xx.10-3-1-12.sbn\r\n",
			      &l));
	ck_assert_uint_eq(l.count, 1);
	ck_assert_str_eq(l.file[0].name, "kern78xx.10-3-1-12.sbn");
	ck_assert(decode_text("#? HW_REV 0-4.*\nTNUX-1.4.6.3.SBN 123 0123456789abcdef\n", &l));
	ck_assert_str_eq(l.file[0].name, "TNUX-1.4.6.3.SBN");
	ck_assert(l.for_boards && l.board_first == 0 && l.board_last == 4);
}
END_TEST

START_TEST(boards_of_a_list)
{
	static const struct {
		const char *text;
		int first, last;        /* -1: it does not say */
	} rows[] = {
		{ "0-4.*", 0, 4 }, { "2-3", 2, 3 }, { "5", 5, 5 }, { "1.*", 1, 1 }, { " 0-2.*", 0, 2 },
		{ "", -1, -1 }, { "*", -1, -1 }, { "4-", -1, -1 }, { "4-x", -1, -1 }, { "4-2", -1, -1 },
		{ "0-99999999999", -1, -1 }, { "-4", -1, -1 },
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++) {
		struct loads l;
		char text[64];

		snprintf(text, sizeof(text), "#? HW_REV %s\na.sbn\n", rows[i].text);
		ck_assert(decode_text(text, &l));
		ck_assert_msg(l.for_boards == (rows[i].first >= 0), "%s", rows[i].text);
		if (l.for_boards)
			ck_assert_msg(l.board_first == rows[i].first && l.board_last == rows[i].last, "%s",
				      rows[i].text);
	}
	{
		struct loads l;

		ck_assert(decode_text("a.sbn\n#? HW_REV", &l));
		ck_assert(!l.for_boards);
	}
}
END_TEST

START_TEST(loads_that_are_none)
{
	static const char *const text[] = {
		"", "\r\n\r\n", "# nothing\n", "../etc/passwd\n", "a/b.sbn\n", "a\\b.sbn\n",
		".hidden\n", "jar\x01.sbn\n", "\xff\xfe\n", "X=1\n",
	};
	char many[65 * 5 + 1] = "", longer[200];
	struct loads l;

	for (size_t i = 0; i < NR_ARRAY_SIZE(text); i++)
		ck_assert_msg(!decode_text(text[i], &l), "%zu", i);
	for (int i = 0; i < 65; i++)
		snprintf(many + i * 5, 6, "a.%02d\n", i);
	ck_assert(!decode_text(many, &l));
	many[64 * 5] = '\0';
	ck_assert(decode_text(many, &l));
	ck_assert_uint_eq(l.count, 64);
	memset(longer, 'a', sizeof(longer));
	longer[128] = '\0';
	ck_assert(!decode_text(longer, &l));
	longer[127] = '\0';
	ck_assert(decode_text(longer, &l));
	ck_assert(decode_text("#HARDWARE_COMP_1 99999999999999999999\na.sbn", &l));
	ck_assert_uint_eq(l.hardware_comp, UINT32_MAX);
}
END_TEST

START_TEST(made_firmware_is_whole)
{
	struct firmware fw;
	struct loads l;
	struct container c;

	ck_assert_int_eq(firmware_make(&fw, "SIP41.9-4-2SR3-1S", 200000), 0);
	ck_assert_str_eq(fw.archive, "cmterm-7941_7961-sip.9-4-2SR3-1.zip");
	ck_assert_uint_eq(fw.count, 8);
	for (size_t i = 0; i < fw.count; i++) {
		struct firmware_file *f = &fw.file[i];

		ck_assert_int_eq(decode(f->data, f->size, f->size, &c), CONTAINER_OK);
		ck_assert_str_eq(c.name, f->name);
		ck_assert_int_eq(payload_cnu_whole(f->data + c.header_size, f->size - c.header_size,
						   f->size - c.header_size),
				 strstr(f->name, ".sbn") ? 1 : -1);
	}
	container_decode(fw.file[0].data, fw.file[0].size, fw.file[0].size, &c);
	ck_assert(loads_decode(fw.file[0].data + c.header_size,
			       fw.file[0].size - c.header_size, &l));
	ck_assert_uint_eq(l.count, 5);
	for (size_t i = 0; i < l.count; i++)
		ck_assert_ptr_nonnull(firmware_find(&fw, l.file[i].name));
	ck_assert_str_eq(l.release_version, "9-4-2ES26");
	firmware_finish(&fw);
	ck_assert_int_lt(firmware_make(&fw, "SCCP46.8-5-2S", 1), 0);
	ck_assert_int_lt(firmware_make(&fw, "SCCP45.", 1), 0);
	ck_assert_int_lt(firmware_make(&fw, "SCCP45.8-5-2", 1), 0);
	ck_assert_int_lt(firmware_make(&fw, "SCCP45.../../S", 1), 0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("container");
	TCase *t = tcase_create("container");
	SRunner *r;
	int failed;

	tcase_add_test(t, header_is_read);
	tcase_add_test(t, header_cut_anywhere_is_broken);
	tcase_add_test(t, header_rules);
	tcase_add_test(t, long_names);
	tcase_add_test(t, cnu_archive);
	tcase_add_test(t, cnu_odd_and_absurd);
	tcase_add_test(t, loads_as_they_are);
	tcase_add_test(t, loads_that_are_none);
	tcase_add_test(t, boards_of_a_list);
	tcase_add_test(t, made_firmware_is_whole);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
