/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_platforms.c -- the lists of the 78xx, 88xx and 8961, which name files for each
 * platform: how they are read, what a phone fetches, whether a load is whole.
 */
#include <config.h>
#include "core/library/library.h"
#include "core/library/loads.h"
#include "core/library/verify.h"
#include "tests/phone/firmware.h"
#include "tests/unit/modules.h"
#include "tests/unit/scratch.h"

#include <check.h>

/* -- the text ---------------------------------------------------------------------- */

static bool decode(const char *text, struct loads *l)
{
	size_t n = strlen(text);
	uint8_t *copy = malloc(n ? n : 1);
	bool ok;

	memcpy(copy, text, n);
	ok = loads_decode(copy, n, l);
	free(copy);
	return ok;
}

#define HEAD "# RELEASE Model=78xx Version=12-8-1-0001-455\n" \
	     "# LOADS=sip78xx.12-8-1-0001-455.loads\n#\n\n[CISCO-ID]\n" \
	     "version = 12-8-1-0001-455\nhwcompat = 0x00000003\nswcompat = 0x00000004\n" \
	     "transition = 0x00000000\nloadversion = 0x00000001\n\n"
#define EBR "ebr_diskver = 1\nebr_kern    = (-1,2,0,8,0x480000,-1)(-1,2,0,8,0x5b80000,-1)\n\n"

START_TEST(real_form)
{
	static const struct {
		const char *name;
		uint32_t size, platforms;
	} file[] = {
		{ "sboot78xx.12-8-1-0001-455.sbn", 3009, 1 }, { "kern78xx.12-8-1-0001-455.sbn", 3008, 1 },
		{ "rootfs78xx.12-8-1-0001-455.sbn", 39321936, 1 },
		{ "sboot2.78xx.12-8-1-0001-455.sbn", 3011, 2 },
		{ "kern2.78xx.12-8-1-0001-455.sbn", 3010, 2 },
	};
	struct loads l;

	ck_assert(decode(HEAD "[PLATFORM_1]\nsboot=sboot78xx.12-8-1-0001-455.sbn size=3009\n"
			 "kern=kern78xx.12-8-1-0001-455.sbn size=3008\n"
			 "rootfs=rootfs78xx.12-8-1-0001-455.sbn size=39321936\n" EBR
			 "[PLATFORM_2]\nsboot=sboot2.78xx.12-8-1-0001-455.sbn size=3011\n"
			 "kern=kern2.78xx.12-8-1-0001-455.sbn size=3010\n" EBR "\n", &l));
	ck_assert_uint_eq(l.count, 5);
	ck_assert_uint_eq(l.platforms, 3);
	ck_assert_str_eq(l.release_version, "12-8-1-0001-455");
	ck_assert_str_eq(l.alias, "");
	ck_assert_uint_eq(l.hardware_comp, 0);
	for (size_t i = 0; i < l.count; i++) {
		ck_assert_str_eq(l.file[i].name, file[i].name);
		ck_assert_uint_eq(l.file[i].size, file[i].size);
		ck_assert_uint_eq(l.file[i].platforms, file[i].platforms);
		ck_assert_str_eq(l.file[i].md5, "");
	}
}
END_TEST

/* One line in [PLATFORM_1]: the file that it names, and its size. */
START_TEST(lines)
{
	static const struct {
		const char *line, *name;        /* NULL: none, a setting */
		uint32_t size;
	} rows[] = {
		{ "kern=a.sbn", "a.sbn", 0 }, { "kern = a.sbn", "a.sbn", 0 },
		{ "kern=a.sbn size=1", "a.sbn", 1 }, { "kern\t=\ta.sbn\tsize=12 \r", "a.sbn", 12 },
		{ "kern=a.SBN SIZE=7", "a.SBN", 7 }, { "kern=a.sebn crc=5 size=9", "a.sebn", 9 },
		{ "kern=a.sbn size=", "a.sbn", 0 }, { "kern=a.sbn size=x", "a.sbn", 0 },
		{ "kern=a.sbn size=4294967295", "a.sbn", UINT32_MAX },
		{ "kern=a.sbn size=99999999999", "a.sbn", UINT32_MAX },
		{ "kern=a.sbn size =3", "a.sbn", 0 }, { "a.sbn size=3", "a.sbn", 3 },
		/* An image of a kind that no phone had before. */
		{ "logo=pic.img size=10", "pic.img", 10 }, { "logo=pic.img", NULL, 0 },
		{ "hwcompat = 0x3F", NULL, 0 }, { "version = 12-8-1-0001-455", NULL, 0 },
		{ "ebr_kern = (-1,2,0,8,0x480000,-1)", NULL, 0 }, { "empty=", NULL, 0 }, { "=", NULL, 0 },
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++) {
		char text[128];
		struct loads l;
		bool ok;

		snprintf(text, sizeof(text), "[PLATFORM_1]\n%s\n", rows[i].line);
		ok = decode(text, &l);
		ck_assert_msg(ok == (rows[i].name != NULL), "%s", rows[i].line);
		if (!ok)
			continue;
		ck_assert_uint_eq(l.count, 1);
		ck_assert_msg(strcmp(l.file[0].name, rows[i].name) == 0, "%s: %s", rows[i].line,
			      l.file[0].name);
		ck_assert_msg(l.file[0].size == rows[i].size, "%s: %u", rows[i].line, l.file[0].size);
	}
}
END_TEST

START_TEST(sections)
{
	static const struct {
		const char *text;
		uint32_t platforms, first;      /* of the list, of its first file */
		size_t count;
	} rows[] = {
		{ "a=a.sbn\n", 0, 0, 1 },
		{ "[CISCO-ID]\na=a.sbn\n[PLATFORM_1]\nb=b.sbn\n", 1, 0, 2 },
		{ "[PLATFORM_3]\na=a.sbn\n", 4, 4, 1 }, { "[platform_2]\r\na=a.sbn\r\n", 2, 2, 1 },
		{ "[PLATFORM_32]\na=a.sbn\n", 0x80000000, 0x80000000, 1 },
		/* No number, or none that fits: its files are for all. */
		{ "[PLATFORM_33]\na=a.sbn\n", 0, 0, 1 }, { "[PLATFORM_0]\na=a.sbn\n", 0, 0, 1 },
		{ "[PLATFORM_]\na=a.sbn\n", 0, 0, 1 }, { "[\na=a.sbn", 0, 0, 1 },
		/* One file for two platforms is one file. */
		{ "[PLATFORM_1]\na=a.sbn\n[PLATFORM_2]\na=a.sbn size=5\nb=b.sbn\n", 3, 3, 2 },
		{ "[PLATFORM_1]\na=a.sbn\na2=a.sbn\n", 1, 1, 1 },
		{ "[PLATFORM_1]\na=a.sbn\n[PLATFORM_2]\n", 3, 1, 1 },
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++) {
		struct loads l;

		ck_assert_msg(decode(rows[i].text, &l), "%s", rows[i].text);
		ck_assert_msg(l.platforms == rows[i].platforms, "%s: %x", rows[i].text, l.platforms);
		ck_assert_msg(l.file[0].platforms == rows[i].first, "%s", rows[i].text);
		ck_assert_msg(l.count == rows[i].count, "%s", rows[i].text);
	}
}
END_TEST

START_TEST(aliases)
{
	static const struct {
		const char *line, *alias, *version;
	} rows[] = {
		{ "# ALTLOADS=sip88xx.b.loads", "sip88xx.b.loads", "" },
		{ "#ALTLOADS= sip88xx.b.loads \r", "sip88xx.b.loads", "" },
		{ "# ALTLOADS=", "", "" }, { "# ALTLOADS=../x.loads", "", "" }, { "# ALTLOADS", "", "" },
		{ "# RELEASE Model=88xx Version=12-0-7MPP0201-66", "", "12-0-7MPP0201-66" },
		{ "# RELEASE Version=1 Model=88xx", "", "1" }, { "# RELEASE Model=88xx", "", "" },
		{ "# RELEASE Version=0123456789012345678901234567890123456789", "", "" },
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++) {
		char text[128];
		struct loads l;

		snprintf(text, sizeof(text), "%s\n[PLATFORM_1]\na=a.sbn\n", rows[i].line);
		ck_assert(decode(text, &l));
		ck_assert_msg(strcmp(l.alias, rows[i].alias) == 0, "%s", rows[i].line);
		ck_assert_msg(strcmp(l.release_version, rows[i].version) == 0, "%s", rows[i].line);
	}
}
END_TEST

/* -- what a phone fetches ------------------------------------------------------------ */

START_TEST(fetched)
{
	/* Images 0 to 2 are for the first platform, 3 and 4 for the second, 5 for both. */
	static uint32_t two[] = { 1, 1, 1, 2, 2, 3 }, none[] = { 0, 0, 0, 0, 0, 0 };
	/* The second needs all of the first, and one more. */
	static uint32_t more[] = { 3, 3, 2 };
	static const struct {
		uint32_t *for_platforms, platforms;
		size_t count;
		uint64_t sent;
		int last;
		bool all;
	} rows[] = {
		{ none, 0, 6, 0x3f, 0, true }, { none, 0, 6, 0x20, 5, true }, { none, 0, 6, 0x1f, 4, false },
		{ two, 3, 6, 0x07, 2, false }, { two, 3, 6, 0x27, 5, true }, { two, 3, 6, 0x27, 0, true },
		{ two, 3, 6, 0x18, 4, false }, { two, 3, 6, 0x38, 5, true },
		/* It had the others. */
		{ two, 3, 6, 0x24, 5, true }, { two, 3, 6, 0x20, 5, true },
		/* Two platforms at once: no phone does that, and this one has all. */
		{ two, 3, 6, 0x1f, 4, false }, { two, 3, 6, 0x3f, 4, true },
		{ more, 3, 3, 0x01, 0, false }, { more, 3, 3, 0x03, 1, true }, { more, 3, 3, 0x04, 2, true },
		{ two, 3, 5, 0x07, 2, true }, { two, 3, 5, 0x04, 2, true }, { two, 3, 5, 0x18, 4, true },
		{ two, 3, 5, 0x03, 1, false },
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++) {
		struct lib_load l = { .file_platforms = rows[i].for_platforms,
				      .platforms = rows[i].platforms, .file_count = rows[i].count };

		ck_assert_msg(index_load_fetched(&l, rows[i].sent, rows[i].last) == rows[i].all, "%zu", i);
	}
	{
		static uint32_t all[64];
		struct lib_load l = { .file_platforms = all, .file_count = 64 };

		ck_assert(index_load_fetched(&l, UINT64_MAX, 0));
		ck_assert(index_load_fetched(&l, (uint64_t)1 << 63, 63));
		ck_assert(!index_load_fetched(&l, (uint64_t)1 << 62, 62));
	}
}
END_TEST

/* -- whole or not -------------------------------------------------------------------- */

#define LOAD "sip78xx.12-8-1-0001-455"
#define KERN "kern78xx.12-8-1-0001-455.sbn"
#define KERN2 "kern2.78xx.12-8-1-0001-455.sbn"

enum wrap {
	WRAPPED,
	SIGNED,
	ENCRYPTED,
	BARE,
};

static struct plugins all;

static void setup(void)
{
	modules_load(&all);
	scratch_setup();
	scratch_folder("lib");
}

static void teardown(void)
{
	modules_unload(&all);
	scratch_teardown();
}

/* A file of @len bytes of payload, that say inside that they are @inner. */
static void put(const char *name, const char *inner, enum wrap wrap, const void *payload, size_t len)
{
	uint8_t *(*const how[])(const char *, const void *, size_t, size_t *) = {
		[WRAPPED] = firmware_wrap, [SIGNED] = firmware_sign, [ENCRYPTED] = firmware_encrypt };
	char path[256];
	size_t size;
	uint8_t *data;

	snprintf(path, sizeof(path), "lib/%s", name);
	if (wrap == BARE) {
		scratch_write(path, payload, len);
		return;
	}
	data = how[wrap](inner, payload, len, &size);
	ck_assert_ptr_nonnull(data);
	scratch_write(path, data, size);
	free(data);
}

static void put_text(const char *name, const char *inner, enum wrap wrap, const char *text)
{
	put(name, inner, wrap, text, strlen(text));
}

/* Of a U-Boot image, of one that begins with zeros, and of nothing that is known. */
static const uint8_t bare[3][3000] = { { 0x27, 0x05, 0x19, 0x56 }, { 0 }, { 0xff, 0xd8, 0xff } };

#define LIST(more, more2) HEAD "[PLATFORM_1]\nkern=" KERN more "\n" EBR \
			  "[PLATFORM_2]\nkern=" KERN2 more2 "\n" EBR

static const struct {
	const char *list;               /* as on disk */
	const char *inner;              /* as in its container */
	enum wrap wrap;
	const char *text;
	const char *image;              /* the second one, as on disk */
	const char *image_inner;
	enum wrap image_wrap;
	off_t size;                     /* that it is cut to, or made longer; 0: as it is */
	const char *problem;            /* NULL: whole */
} rows[] = {
	/* Both forms of lists in both containers. */
	{ LOAD ".loads", LOAD ".loads", WRAPPED, LIST(" size=3340", " size=3344"), KERN2, KERN2, WRAPPED,
	  0, NULL },
	{ LOAD ".loads", LOAD ".loads", WRAPPED, LIST("", ""), KERN2, KERN2, WRAPPED, 0, NULL },
	{ LOAD ".loads", LOAD ".loads", SIGNED, LIST(" size=3340", " size=3344"), KERN2, KERN2, WRAPPED,
	  0, NULL },
	{ LOAD ".loads", "", BARE, LIST(" size=3340", ""), KERN2, KERN2, WRAPPED, 0, NULL },
	/* Sizes: of the list, of the wrapper. */
	{ LOAD ".loads", LOAD ".loads", WRAPPED, LIST("", " size=3345"), KERN2, KERN2, WRAPPED, 0,
	  KERN2 ": 3,344 bytes, its list says 3,345: cut off or damaged" },
	{ LOAD ".loads", LOAD ".loads", WRAPPED, LIST("", " size=3344"), KERN2, KERN2, WRAPPED, 3360,
	  KERN2 ": 3,360 bytes, its list says 3,344: cut off or damaged" },
	{ LOAD ".loads", LOAD ".loads", WRAPPED, LIST("", ""), KERN2, KERN2, WRAPPED, 3343,
	  KERN2 ": cut off: 3,343 of 3,344 bytes" },
	{ LOAD ".loads", LOAD ".loads", WRAPPED, LIST("", ""), KERN2, KERN2, WRAPPED, 300,
	  KERN2 ": cut off or damaged: its signed header is not whole (300 bytes)" },
	/* Four files are too few to call a longer one wrong. */
	{ LOAD ".loads", LOAD ".loads", WRAPPED, LIST("", ""), KERN2, KERN2, WRAPPED, 3360, NULL },
	/* Every platform's files belong to it. */
	{ LOAD ".loads", LOAD ".loads", WRAPPED, LIST("", ""), "other.sbn", "other.sbn", WRAPPED, 0,
	  KERN2 ": missing" },
	/* Names. */
	{ LOAD ".loads", LOAD ".loads", WRAPPED, LIST("", ""), KERN2, "kern2.78xx.12-8-1-0001-456.sbn",
	  WRAPPED, 0, KERN2 ": renamed: inside it is kern2.78xx.12-8-1-0001-456.sbn" },
	{ LOAD ".loads", LOAD ".loads", WRAPPED, LIST("", ""), KERN2, "Kern2.78XX.12-8-1-0001-455.sbn",
	  WRAPPED, 0, NULL },
	{ LOAD ".loads", LOAD ".loads", WRAPPED, LIST("", ""), "KERN2.78xx.12-8-1-0001-455.sbn", KERN2,
	  WRAPPED, 0, NULL },
	{ LOAD ".loads", "SIP78xx.12-8-1-0001-455.loads", SIGNED, LIST("", ""),
	  "KERN2.78xx.12-8-1-0001-455.sbn", KERN2, SIGNED, 0, NULL },
	{ LOAD ".loads", "sip78xx.12-8-1-0001-456.loads", WRAPPED, LIST("", ""), KERN2, KERN2, WRAPPED,
	  0, LOAD ".loads: renamed: inside it is sip78xx.12-8-1-0001-456.loads" },
	{ LOAD ".loads", "sip78xx.12-8-1-0001-456.loads", WRAPPED,
	  "# ALTLOADS=" LOAD ".loads\n" LIST("", ""), KERN2, KERN2, WRAPPED, 0, NULL },
	{ LOAD ".loads", "sip78xx.12-8-1-0001-456.loads", SIGNED,
	  "# ALTLOADS=" LOAD ".loads\n" LIST("", ""), KERN2, KERN2, WRAPPED, 0, NULL },
	/* Images that are encrypted, or in a container that nobody knows. */
	{ LOAD ".loads", LOAD ".loads", SIGNED, LIST("", ""), KERN2, KERN2, ENCRYPTED, 0, NULL },
	{ LOAD ".loads", LOAD ".loads", SIGNED, LIST("", ""), KERN2, KERN2, ENCRYPTED, 400,
	  KERN2 ": cut off or damaged: its signed header is not whole (400 bytes)" },
	{ LOAD ".loads", LOAD ".loads", WRAPPED, LIST("", " size=3000"), KERN2, KERN2, BARE, 0, NULL },
	{ LOAD ".loads", LOAD ".loads", WRAPPED, LIST("", " size=3000"), KERN2, KERN2, BARE, 2000,
	  KERN2 ": 2,000 bytes, its list says 3,000: cut off or damaged" },
	{ LOAD ".loads", LOAD ".loads", WRAPPED, LIST("", ""), KERN2, KERN2, BARE, 1, NULL },
	/* Lists of which nothing can be said, and of which much can. */
	{ LOAD ".loads", "", BARE, "\1\2\3\4" LIST("", ""), KERN2, KERN2, WRAPPED, 0,
	  LOAD ".loads: of a kind that is not known: which files it lists cannot be read" },
	{ LOAD ".loads", LOAD ".loads", WRAPPED, HEAD EBR, KERN2, KERN2, WRAPPED, 0,
	  LOAD ".loads: cut off or damaged: it lists no files" },
};

START_TEST(is_whole)
{
	/* Each of the bare ones in turn. */
	const void *payload = bare[_i % 3];
	const struct lib_load *l;
	struct library lib;

	put_text(rows[_i].list, rows[_i].inner, rows[_i].wrap, rows[_i].text);
	put(KERN, KERN, WRAPPED, bare[0], 3000);
	put(rows[_i].image, rows[_i].image_inner, rows[_i].image_wrap, payload, 3000);
	if (rows[_i].size) {
		char path[256];

		snprintf(path, sizeof(path), "lib/%s", rows[_i].image);
		ck_assert_int_eq(truncate(scratch_path(path), rows[_i].size), 0);
	}
	ck_assert_int_eq(library_open(&lib, scratch_path("lib"), &all), 0);
	l = index_load(&lib, LOAD);
	ck_assert_ptr_nonnull(l);
	ck_assert_str_eq(l->problem_count ? l->problem[0] : "", rows[_i].problem ? rows[_i].problem : "");
	ck_assert_int_eq(l->whole, rows[_i].problem == NULL);
	ck_assert_int_eq(l->unread, rows[_i].problem && strstr(rows[_i].problem, "of a kind") != NULL);
	library_close(&lib);
}
END_TEST

/* A list on disk under its first name is found, and served, under its second one. */
START_TEST(second_name)
{
	const struct lib_load *l;
	struct library lib;
	int image;

	put_text(LOAD ".loads", LOAD ".loads", WRAPPED,
		 "# ALTLOADS=sip78xx.12-8-1-455.loads\n" LIST("", ""));
	put(KERN, KERN, WRAPPED, bare[0], 3000);
	put(KERN2, KERN2, WRAPPED, bare[0], 3000);
	ck_assert_int_eq(library_open(&lib, scratch_path("lib"), &all), 0);
	ck_assert_uint_eq(lib.load_count, 1);
	l = index_load(&lib, "SIP78xx.12-8-1-455");
	ck_assert_ptr_nonnull(l);
	ck_assert_str_eq(l->name, LOAD);
	ck_assert_ptr_eq(index_load(&lib, LOAD ".loads"), l);
	ck_assert_ptr_null(index_load(&lib, "sip78xx.12-8-1-456"));
	ck_assert_ptr_eq(index_load_file(l, "sip78xx.12-8-1-455.loads", &image), l->list);
	ck_assert_int_eq(image, -1);
	library_close(&lib);
}
END_TEST

/* What was not checked says why, file by file. */
START_TEST(signatures)
{
	static const struct {
		enum wrap wrap;
		enum signature_state state;
		const char *why;
	} kinds[] = {
		{ WRAPPED, SIGNATURE_WRAPPER, "of the 78xx and 88xx" },
		{ SIGNED, SIGNATURE_UNKNOWN_KEY, "no known key opens it" },
		{ ENCRYPTED, SIGNATURE_UNKNOWN_KEY, "8961, 9951 and 9971" },
		{ BARE, SIGNATURE_NONE, "no signed header of a kind that is known" },
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(kinds); i++) {
		const struct signature *sig;
		struct library lib;

		put(KERN, KERN, kinds[i].wrap, bare[2], 3000);
		ck_assert_int_eq(library_open(&lib, scratch_path("lib"), &all), 0);
		verify_all(&lib, NULL, NULL);
		sig = &index_file(lib.release[0], KERN)->signature;
		ck_assert_int_eq(sig->state, kinds[i].state);
		ck_assert_ptr_nonnull(signature_unchecked(sig));
		ck_assert_msg(strstr(signature_unchecked(sig), kinds[i].why), "%s", signature_unchecked(sig));
		library_close(&lib);
	}
	for (int i = 0; i < SIGNATURE_STATES; i++)
		ck_assert_int_eq(signature_unchecked(&(struct signature){ .state = (enum signature_state)i }) ==
				 NULL, i == SIGNATURE_GOOD || i == SIGNATURE_BAD);
}
END_TEST

/* A locale of a desktop program is called .loads, too. */
START_TEST(no_firmware)
{
	struct library lib;

	put_text("CIPC_Locale.loads", "", BARE, "<AutoUpdateManifest>\n<archive name=\"x\"/>\n");
	ck_assert_int_eq(library_open(&lib, scratch_path("lib"), &all), 0);
	ck_assert_uint_eq(lib.load_count, 0);
	ck_assert_uint_eq(lib.problem_count, 0);
	library_close(&lib);
}
END_TEST

/* Without a vendor's form a line is a name, whatever it looks like. */
START_TEST(plain)
{
	static const char text[] = "# a remark\n#? HW_REV 0-4.*\n# ALTLOADS=b.lst\n\n a.img \r\nk=v.img size=7\n[x]\n";
	static const char folder[] = "x/a.img\n";
	struct loads l;

	ck_assert(loads_decode_plain((const uint8_t *)text, sizeof(text) - 1, &l));
	ck_assert_uint_eq(l.count, 3);
	ck_assert_str_eq(l.file[0].name, "a.img");
	ck_assert_str_eq(l.file[1].name, "k=v.img");
	ck_assert_str_eq(l.file[2].name, "[x]");
	ck_assert_uint_eq(l.platforms, 0);
	ck_assert_str_eq(l.alias, "");
	ck_assert(!l.for_boards);
	ck_assert(!loads_decode_plain((const uint8_t *)folder, sizeof(folder) - 1, &l));
	ck_assert(!loads_decode_plain((const uint8_t *)text, 0, &l));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("platforms");
	TCase *t = tcase_create("text"), *u = tcase_create("library");
	SRunner *r;
	int failed;

	tcase_add_test(t, real_form);
	tcase_add_test(t, lines);
	tcase_add_test(t, sections);
	tcase_add_test(t, aliases);
	tcase_add_test(t, fetched);
	tcase_add_test(t, plain);
	suite_add_tcase(s, t);
	tcase_add_checked_fixture(u, setup, teardown);
	tcase_set_timeout(u, 60);
	tcase_add_loop_test(u, is_whole, 0, (int)(NR_ARRAY_SIZE(rows)));
	tcase_add_test(u, second_name);
	tcase_add_test(u, signatures);
	tcase_add_test(u, no_firmware);
	suite_add_tcase(s, u);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
