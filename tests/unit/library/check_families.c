/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_families.c -- one synthetic archive of each family of load names, in the
 * form in which real ones come: it is imported, whole, and known for what it is;
 * cut, it is not.
 */
#include <config.h>
#include "core/library/import.h"
#include "core/library/library.h"
#include "core/base/log.h"
#include "tests/phone/firmware.h"
#include "tests/unit/modules.h"
#include "tests/unit/scratch.h"

#include <check.h>

static struct plugins all;
static struct import_report report;
static char said[1024];

static void hear(int priority, const char *line, void *arg)
{
	(void)arg;
	if (priority <= LOG_ERR)
		snprintf(said, sizeof(said), "%s", line);
}

/* -- images ------------------------------------------------------------------------ */

enum kind {
	CNU = 1,        /* an archive of the Java phones, signed */
	MD5,            /* the same of a 7921, with its MD5 in front */
	PACKED,         /* "TiZp" of a 69xx */
	KERNEL,         /* of a 6901 or 6911 */
	SQUASH,         /* squashfs 2.1 of the same */
	PLAIN,          /* signed, nobody knows what is in it */
	KUP,            /* 7905, ATA: says how large it is; unsigned */
	KUP_SIGNED,
	ARM,            /* 7910, 7940: its name at 0x20; unsigned */
	RAW,            /* nothing to go by */
};

#define PAYLOAD_MD5_TEXT "0123456789ABCDEF0123456789ABCDEF"

static void le32(uint8_t *p, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		p[i] = (uint8_t)(v >> (8 * i));
}

static void be32(uint8_t *p, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		p[i] = (uint8_t)(v >> (24 - 8 * i));
}

/* What stands in the first bytes of a payload of @size. */
static void put_magic(enum kind kind, const char *name, uint8_t *p, uint32_t size)
{
	static const uint8_t kernel[4] = { 0x42, 0xfa, 0xed, 0xfe };

	switch (kind) {
	case MD5:
		memcpy(p, PAYLOAD_MD5_TEXT, 32);
		break;
	case PACKED:
		memcpy(p, "TiZp", 4);
		le32(p + 8, size - 256);
		break;
	case KERNEL:
		memcpy(p, kernel, 4);
		le32(p + 4, size - 36);
		break;
	case SQUASH:
		memcpy(p, "hsqs", 4);
		le32(p + 8, size - 8);
		le32(p + 28, 0x00010002);       /* 2.1 */
		break;
	case KUP:
	case KUP_SIGNED:
		memcpy(p, "kup100000000", 12);
		be32(p + 32, size - 24);
		break;
	case ARM:
		for (int i = 0; i < 8; i++)
			p[4 * i + 3] = 0xea;
		snprintf((char *)p + 32, 31, "%.*s", (int)strcspn(name, "."), name);
		break;
	case CNU:
	case PLAIN:
	case RAW:
		break;
	}
}

static uint8_t *image(enum kind kind, const char *name, size_t *size)
{
	static uint8_t payload[4096];
	uint8_t *out;

	if (kind == CNU)
		return firmware_image(name, 3000, size);
	memset(payload, 0x55, sizeof(payload));
	put_magic(kind, name, payload, sizeof(payload));
	if (kind != KUP && kind != ARM && kind != RAW)
		return firmware_sign(name, payload, sizeof(payload), size);
	out = malloc(sizeof(payload));
	ck_assert_ptr_nonnull(out);
	*size = sizeof(payload);
	return memcpy(out, payload, sizeof(payload));
}

/* -- families ------------------------------------------------------------------------ */

static const struct family {
	const char *family, *load, *protocol;
	const char *model;              /* one that takes it */
	const char *list;               /* its list; NULL: the load is one file, the first image */
	const char *before, *after;     /* lines around the names in the list */
	struct {
		const char *name;
		enum kind kind;
	} image[6];
} family[] = {
	{ "F1", "SCCP45.9-4-2SR3-1S", "SCCP", "7945", "SCCP45.9-4-2SR3-1S.loads",
	  "# RELEASE load version 9-4-2ES26\r\n#HARDWARE_COMP_1 7\r\n\r\n", "",
	  { { "jar45sccp.9-4-2ES26.sbn", CNU }, { "cnu45.9-4-2ES26.sbn", CNU },
	    { "apps45.9-4-2ES26.sbn", CNU }, { "dsp45.9-4-2ES26.sbn", CNU },
	    { "cvm45sccp.9-4-2ES26.sbn", CNU } } },
	{ "F1", "SIP70.8-0-3S", "SIP", "7970", "SIP70.8-0-3S.loads", "", "",
	  { { "jar70sip.8-0-2.sbn", CNU }, { "cnu70.3-1-2.sbn", CNU } } },
	{ "F1", "SCCP11.7-2-1-0S", "SCCP", "7911", "SCCP11.7-2-1-0S.loads", "", "\r\n",
	  { { "jar11sccp.7-2-0-66.sbn", CNU }, { "cnu11.3-0-0-81.sbn", CNU } } },
	{ "F1", "SCCP31.9-2-1S", "SCCP", "7931", "SCCP31.9-2-1S.loads", "", "",
	  { { "jar31sccp.9-2-1TH1-13.sbn", CNU } } },
	{ "F2", "P0030801SR02", "SCCP", "7960", "P0030801SR02.loads", "", "LA_VERSION=PAS30831\n",
	  { { "P0030801SR02.sbn", PLAIN }, { "P0030801SR02.sb2", PLAIN } } },
	{ "F2", "P0S3-8-12-00", "SIP", "7940", "P0S3-8-12-00.loads", "", "",
	  { { "P003-8-12-00.sbn", PLAIN }, { "P0S3-8-12-00.sb2", PLAIN } } },
	{ "F2", "P00305000200", "SCCP", "7960", NULL, "", "", { { "P00305000200.bin", ARM } } },
	{ "F3", "P00405000700", "SCCP", "7910", NULL, "", "", { { "P00405000700.bin", ARM } } },
	{ "F3", "P00503021900", "SCCP", "7935", NULL, "", "", { { "P00503021900.bin", RAW } } },
	{ "F4", "CP7905080003SCCP070409A", "SCCP", "7905", NULL, "", "",
	  { { "CP7905080003SCCP070409A.sbin", KUP_SIGNED } } },
	{ "F4", "CP7912080004SCCP080108A", "SCCP", "7912", NULL, "", "",
	  { { "CP7912080004SCCP080108A.zup", KUP } } },
	{ "F5", "ATA030204SCCP090202A", "SCCP", "ATA186", NULL, "", "",
	  { { "ATA030204SCCP090202A.zup", KUP } } },
	{ "F6", "CP7921G-1.4.6.3", "SCCP", "7921", "CP7921G-1.4.6.3.LOADS",
	  "#? HW_REV 0-4.*\r\n#? SW_CAP EAP-TLS,PEAP,VSFIX\r\n", "",
	  { { "APPS-1.4.6.3.SBN", MD5 }, { "GUI-1.4.6.3.SBN", MD5 } } },
	{ "F7", "cmterm_7936.3-3-21-0", "SCCP", "7936", NULL, "", "",
	  { { "cmterm_7936.3-3-21-0.bin", RAW } } },
	{ "F7", "apps37sccp.1-4-5-7", "SCCP", "7937", NULL, "", "",
	  { { "apps37sccp.1-4-5-7.bin", RAW } } },
	{ "F8", "SCCP6901.9-3-1-SR1-3", "SCCP", "6901", "SCCP6901.9-3-1-SR1-3.loads", "", "",
	  { { "KNL6901.9-3-1-SR1-3.zz.sgn", KERNEL }, { "APP6901.9-3-1-SR1-3.zz.sgn", SQUASH } } },
	{ "F8", "SCCP69xx.9-4-1-3SR3", "SCCP", "6921", "SCCP69xx.9-4-1-3SR3.loads", "", "",
	  { { "BOOT69xx.0-0-0-14.zz.sgn", PACKED }, { "DSP69xx.12-4-123.zz.sgn", PACKED },
	    { "SCCP69xx.9-4-1-3SR3.zz.sgn", PACKED } } },
	{ "F8", "SCCP894x.9-4-2SR3-1", "SCCP", "8941", "SCCP894x.9-4-2SR3-1.loads", "", "",
	  { { "SCCP894x.9-4-2SR3-1.bin1.sgn", PLAIN }, { "SCCP894x.9-4-2SR3-1.bin2.sgn", PLAIN } } },
	{ "F9", "sip9971.9-4-2SR2-2", "SIP", "9971", "sip9971.9-4-2SR2-2.loads", "", "",
	  { { "sboot9971.031610R1-9-4-2SR2-2.sebn", PLAIN }, { "kern9971.9-4-2SR2-2.sebn", PLAIN },
	    { "rootfs9971.9-4-2SR2-2.sebn", PLAIN } } },
	{ "F10", "sip88xx.12-5-1SR2-2", "SIP", "8841", "sip88xx.12-5-1SR2-2.loads",
	  "[PLATFORM_1]\nhwcompat=1\nkern=", "",
	  { { "kern88xx.12-5-1SR2-2.sbn", PLAIN }, { "rootfs88xx.12-5-1SR2-2.sbn", PLAIN } } },
	{ "F10", "sip78xx.14-2-1-0201-40", "SIP", "7841", "sip78xx.14-2-1-0201-40.loads", "", "",
	  { { "kern78xx.14-2-1-0201-40.sbn", PLAIN }, { "rootfs78xx.14-2-1-0201-40.sbn", PLAIN } } },
	{ "F11", "CP3905.9-4-1SR3", "SIP", "3905", "CP3905.9-4-1SR3.loads", "", "",
	  { { "APP3905.9-4-1SR3.zz.sgn", PLAIN } } },
	{ "F12", "ATA187.9-2-3-1", "SIP", "ATA187", "ATA187.9-2-3-1.loads", "", "",
	  { { "ATA187.9-2-3-1.bin.sgn", PLAIN } } },
	{ "F13", "B015-1-0-4", "SCCP", "7915-12", NULL, "", "", { { "B015-1-0-4.SBN", PLAIN } } },
};

#define IMAGES 6

static void put_list(const struct family *f, const char *folder)
{
	char text[2048], path[256];
	size_t at = (size_t)snprintf(text, sizeof(text), "%s", f->before), size;
	uint8_t *data;

	for (size_t i = 0; i < IMAGES && f->image[i].name; i++) {
		at += (size_t)snprintf(text + at, sizeof(text) - at, "%s", f->image[i].name);
		if (f->image[i].kind == MD5) {
			free(image(MD5, f->image[i].name, &size));
			at += (size_t)snprintf(text + at, sizeof(text) - at, " %zu " PAYLOAD_MD5_TEXT, size);
		}
		at += (size_t)snprintf(text + at, sizeof(text) - at, "\n");
	}
	at += (size_t)snprintf(text + at, sizeof(text) - at, "%s", f->after);
	data = firmware_sign(f->list, text, at, &size);
	snprintf(path, sizeof(path), "%s/%s", folder, f->list);
	scratch_write(path, data, size);
	free(data);
}

static void put_family(const struct family *f, const char *folder)
{
	char path[256];
	size_t size;
	uint8_t *data;

	scratch_folder(folder);
	for (size_t i = 0; i < IMAGES && f->image[i].name; i++) {
		data = image(f->image[i].kind, f->image[i].name, &size);
		snprintf(path, sizeof(path), "%s/%s", folder, f->image[i].name);
		scratch_write(path, data, size);
		free(data);
	}
	if (f->list)
		put_list(f, folder);
}

static int import(const char *path)
{
	const char *paths[] = { scratch_path(path) };

	said[0] = '\0';
	log_set_sink(hear, NULL);
	return import_paths(scratch_path("lib"), paths, 1, &all, &report);
}

static size_t image_count(const struct family *f)
{
	size_t n = 0;

	while (n < IMAGES && f->image[n].name)
		n++;
	return n;
}

static void setup(void)
{
	memset(&all, 0, sizeof(all));
	modules_load(&all);
	ck_assert_uint_gt(all.model_count, 20);
	scratch_setup();
}

static void teardown(void)
{
	log_flush();
	modules_unload(&all);
	scratch_teardown();
}

START_TEST(is_whole)
{
	const struct family *f = &family[_i];
	const struct nr_model *m = modules_model(&all, f->model);
	const struct lib_load *l;
	struct library lib;
	struct nr_load parsed;

	ck_assert_msg(m != NULL, "%s: no model %s", f->load, f->model);
	put_family(f, "archive");
	ck_assert_msg(import("archive") == 0, "%s: %s", f->load, said);
	ck_assert_int_eq(library_open(&lib, scratch_path("lib"), &all), 0);
	l = index_load(&lib, f->load);
	ck_assert_msg(l != NULL, "%s: not in the library", f->load);
	ck_assert_msg(l->whole, "%s: %s", f->load, l->problem_count ? l->problem[0] : "?");
	ck_assert_str_eq(l->parsed.family, f->family);
	ck_assert_msg(strcmp(l->parsed.protocol, f->protocol) == 0, "%s: %s", f->load,
		      l->parsed.protocol);
	ck_assert_uint_eq(l->file_count, image_count(f));
	for (size_t i = 0; i < l->file_count; i++)
		ck_assert_str_eq(l->file_name[i], f->image[i].name);
	ck_assert_msg(m->parse(m, f->load, &parsed), "%s does not take %s", f->model, f->load);
	ck_assert_uint_eq(l->hardware_comp, strstr(f->before, "HARDWARE") ? 7 : 0);
	library_close(&lib);
}
END_TEST

/* The last image at half its length: whatever says how long it is, says so. */
START_TEST(is_cut)
{
	const struct family *f = &family[_i];
	size_t last = image_count(f) - 1;
	enum kind kind = f->image[last].kind;
	char path[256];

	put_family(f, "archive");
	snprintf(path, sizeof(path), "archive/%s", f->image[last].name);
	ck_assert_int_eq(truncate(scratch_path(path), 2000), 0);
	if (kind == PLAIN || kind == RAW || kind == ARM) {
		ck_assert_int_eq(import("archive"), 0);         /* nothing to tell it by */
		return;
	}
	ck_assert_msg(import("archive") == 1, "%s", f->load);
	ck_assert_msg(strstr(said, f->image[last].name) && strstr(said, "cut off"), "%s", said);
	ck_assert_int_ne(access(scratch_path("lib"), F_OK), 0);
}
END_TEST

/* The list of a 7921 names the MD5 that its images begin with. */
START_TEST(another_md5)
{
	const struct family *f = family;
	uint8_t *data;
	size_t size;

	while (strcmp(f->family, "F6") != 0)
		f++;
	put_family(f, "archive");
	data = image(MD5, "GUI-1.4.6.3.SBN", &size);
	data[size - 4096] = 'F';
	scratch_write("archive/GUI-1.4.6.3.SBN", data, size);
	free(data);
	ck_assert_int_eq(import("archive"), 1);
	ck_assert_msg(strstr(said, "GUI-1.4.6.3.SBN: its MD5 is F123456789ABCDEF0123456789ABCDEF, its list "
			     "says " PAYLOAD_MD5_TEXT ": damaged, or of another release"), "%s", said);
}
END_TEST

/* Images of two releases under one list, told apart by nothing but the list. */
START_TEST(mixed_releases)
{
	struct library lib;

	put_family(&family[0], "archive");
	ck_assert_int_eq(rename(scratch_path("archive/cnu45.9-4-2ES26.sbn"),
				scratch_path("archive/CNU45.9-4-2ES26.sbn")), 0);
	ck_assert_int_eq(import("archive"), 0);         /* only in case: as it was signed */
	ck_assert_int_eq(access(scratch_path("lib/archive/cnu45.9-4-2ES26.sbn"), F_OK), 0);
	nftw(scratch_path("lib"), scratch_remove_one, 16, FTW_DEPTH | FTW_PHYS);
	unlink(scratch_path("archive/CNU45.9-4-2ES26.sbn"));
	ck_assert_int_eq(import("archive"), 1);
	ck_assert_msg(strstr(said, "cnu45.9-4-2ES26.sbn: missing"), "%s", said);
	/* What lies in another release does not fill the gap. */
	scratch_folder("lib");
	ck_assert_int_eq(rename(scratch_path("archive"), scratch_path("lib/a")), 0);
	put_family(&family[0], "lib/b");
	ck_assert_int_eq(library_open(&lib, scratch_path("lib"), &all), 0);
	ck_assert_str_eq(index_load(&lib, family[0].load)->release->name, "b");
	ck_assert(!index_manifest(&lib, lib.release[0], family[0].load)->whole);
	library_close(&lib);
}
END_TEST

int main(void)
{
	int count = (int)(NR_ARRAY_SIZE(family));
	Suite *s = suite_create("families");
	TCase *t = tcase_create("families");
	SRunner *r;
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, is_whole, 0, count);
	tcase_add_loop_test(t, is_cut, 0, count);
	tcase_add_test(t, another_md5);
	tcase_add_test(t, mixed_releases);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
