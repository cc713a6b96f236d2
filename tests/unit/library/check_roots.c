/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_roots.c -- folders, archives and files as people have them on their disks: what
 * is whole gets in, and each other thing is named.
 */
#include <config.h>
#include "core/base/log.h"
#include "core/library/import.h"
#include "core/library/library.h"
#include "core/library/sigcache.h"
#include "tests/phone/firmware.h"
#include "tests/unit/library/packer.h"
#include "tests/unit/tiny_model.h"

#define LOAD "SCCP45.8-5-2S"
#define OTHER "SCCP45.9-4-2SR3-1S"
#define JAR "jar45sccp.8-5-2.sbn"

static struct firmware fw, other;
static struct import_report report;
static char said[8192];                 /* every error, line by line */

static void hear(int priority, const char *line, void *arg)
{
	size_t n = strlen(said);

	(void)arg;
	if (priority <= LOG_ERR)
		snprintf(said + n, sizeof(said) - n, "%s\n", line);
}

static void setup(void)
{
	scratch_setup();
	ck_assert_int_eq(firmware_make(&fw, LOAD, 60000), 0);
	ck_assert_int_eq(firmware_make(&other, OTHER, 60000), 0);
	scratch_folder("root");
}

static void teardown(void)
{
	log_flush();
	firmware_finish(&fw);
	firmware_finish(&other);
	scratch_teardown();
}

static int import(const char *path)
{
	const char *paths[] = { scratch_path(path) };

	said[0] = '\0';
	log_set_sink(hear, NULL);
	return import_paths(scratch_path("lib"), paths, 1, &tiny_plugins, &report);
}

/* -- what people have ------------------------------------------------------------ */

static void put_in(const struct firmware *f, const char *folder, const char *without)
{
	char path[256];

	for (size_t i = 0; i < f->count; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, f->file[i].name);
		if (strcmp(f->file[i].name, without) != 0)
			scratch_write(path, f->file[i].data, f->file[i].size);
	}
}

static void put_text(const char *path, const char *text)
{
	scratch_write(path, text, strlen(text));
}

static void pack_all(const struct firmware *f)
{
	for (size_t i = 0; i < f->count; i++)
		pack_file(f->file[i].name, f->file[i].data, f->file[i].size);
}

static void tones(void)
{
	put_in(&fw, "root", "");
	scratch_folder("root/ringtones");
	put_text("root/ringtones/CTU24.raw", "1");
	put_text("root/ringtones/ctu24.raw", "2");
}

static void locale_list(void)
{
	static char text[80000];

	memset(text, ' ', sizeof(text));
	memcpy(text, "<AutoUpdateManifest>", 20);
	put_in(&fw, "root", "");
	scratch_folder("root/german_germany");
	scratch_write("root/german_germany/CIPC_Locale.loads", text, sizeof(text));
	scratch_write("root/Desktop.loads", text, sizeof(text));
}

static void locale_zip(void)
{
	put_in(&fw, "root", "");
	pack_start("root/CIPC_Locale.zip", true, false, NULL);
	pack_file("help/viewPDF_icon.gif", "1", 1);
	pack_file("help/viewpdf_icon.gif", "2", 1);
	pack_finish();
}

static void other_incomplete(void)
{
	put_in(&fw, "root", "");
	put_in(&other, "root", "jar45sccp.9-4-2ES26.sbn");
	put_in(&fw, "root", "");        /* its manifests again */
}

static void tree(void)
{
	scratch_folder("root/a");
	scratch_folder("root/a/b");
	scratch_folder("root/a/b/c");
	scratch_folder("root/a/b/c/d");
	scratch_folder("root/a/b/c/d/e");
	scratch_folder("root/a/b/c/d/e/f");
	put_in(&fw, "root/a/b/c/d/e/f", "");
	scratch_folder("root/x");
	put_in(&other, "root/x", "");
}

static void case_on_disk(void)
{
	const struct firmware_file *jar = firmware_find(&fw, JAR);

	put_in(&fw, "root", JAR);
	scratch_write("root/JAR45sccp.8-5-2.sbn", jar->data, jar->size);
}

/* The call manager's administrator signed it so; the list spells it otherwise. */
static void case_inside(void)
{
	size_t size;
	uint8_t *image = firmware_image("Jar45sccp.8-5-2.sbn", 20000, &size);

	put_in(&fw, "root", JAR);
	scratch_write("root/" JAR, image, size);
	free(image);
}

static void case_twice(void)
{
	const struct firmware_file *jar = firmware_find(&fw, JAR);

	put_in(&fw, "root", "");
	scratch_write("root/JAR45sccp.8-5-2.sbn", jar->data, jar->size);
}

static void copies(void)
{
	const struct firmware_file *jar = firmware_find(&fw, JAR);

	put_in(&fw, "root", "");
	scratch_write("root/jar45sccp.8-5-2 (1).sbn", jar->data, jar->size);
}

static void other_copy(void)
{
	put_in(&fw, "root", "");
	put_text("root/jar45sccp.8-5-2 (1).sbn", "what is this");
}

/* Nothing but the second download is there. */
static void only_copy(void)
{
	const struct firmware_file *jar = firmware_find(&fw, JAR);

	put_in(&fw, "root", JAR);
	scratch_write("root/jar45sccp.8-5-2(2).sbn", jar->data, jar->size);
}

static void with_links(void)
{
	put_in(&fw, "root", "");
	ck_assert_int_eq(symlink(JAR, scratch_path("root/latest.sbn")), 0);
	ck_assert_int_eq(mkfifo(scratch_path("root/pipe.sbn"), 0600), 0);
}

static void pointers(void)
{
	put_in(&fw, "root", JAR);
	put_text("root/" JAR, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n");
}

static void strays(void)
{
	const struct firmware_file *jar = firmware_find(&other, "jar45sccp.9-4-2ES26.sbn");

	scratch_folder("root/a");
	put_in(&fw, "root/a", "");
	scratch_write("root/jar45sccp.9-4-2ES26.sbn", jar->data, jar->size);
}

static void web_page(void)
{
	put_text("root.zip", "<!DOCTYPE html><html><title>Log in</title>");
}

static void program(void)
{
	put_text("root.exe", "MZ");
}

static void rar(void)
{
	put_text("root.rar", "Rar!\x1a\x07");
}

static void seven(void)
{
	put_text("root.7z", "7z\xbc\xaf\x27\x1c");
}

static void part(void)
{
	put_text("root.zip.002", "noise");
}

static void locale_archive(void)
{
	pack_start("po-locale-de_DE.tgz", false, true, NULL);
	pack_file("locale/german_germany/mk-sccp.jar", "1", 1);
	pack_file("locale/germany/g3-tones.xml", "1", 1);
	pack_finish();
}

static void tone_archive(void)
{
	pack_start("rings.tar", false, false, NULL);
	pack_file("Analog1.raw", "1", 1);
	pack_file("Analog2.raw", "1", 1);
	pack_file("RingList.xml", "1", 1);
	pack_finish();
}

static void desktop_archive(void)
{
	pack_start("desk.zip", true, false, NULL);
	pack_file("Desktops/320x212x12/List.xml", "1", 1);
	pack_file("Desktops/320x212x12/a.png", "1", 1);
	pack_finish();
}

/* @path as bytes of an archive that is written. */
static void pack_path(const char *path, const char *as)
{
	static uint8_t data[1 << 20];
	int fd = open(scratch_path(path), O_RDONLY | O_CLOEXEC);
	ssize_t n = read(fd, data, sizeof(data));

	ck_assert_int_gt(n, 0);
	close(fd);
	pack_file(as, data, (size_t)n);
}

static void in_archive(void)
{
	pack_start("one.zip", true, false, NULL);
	pack_all(&fw);
	pack_finish();
	pack_start("two.tgz", false, true, NULL);
	pack_all(&other);
	pack_finish();
	put_text("cut.zip", "PK\3\4 and no more");
	pack_start("outer.zip", true, false, NULL);
	pack_path("one.zip", "a/cmterm-one.zip");
	pack_path("two.tgz", "b/cmterm-two.tgz");
	pack_file("readme.txt", "1", 1);
	pack_finish();
}

static void in_archive_one_bad(void)
{
	in_archive();
	pack_start("outer.zip", true, false, NULL);
	pack_path("one.zip", "cmterm-one.zip");
	pack_path("cut.zip", "cmterm-cut.zip");
	pack_file("x.rar", "Rar!", 4);
	pack_finish();
}

static void beside_archive(void)
{
	in_archive();
	pack_start("outer.zip", true, false, NULL);
	pack_all(&fw);
	pack_path("two.tgz", "cmterm-two.tgz");
	pack_finish();
}

static void too_deep(void)
{
	in_archive();
	ck_assert_int_eq(rename(scratch_path("outer.zip"), scratch_path("middle.zip")), 0);
	pack_start("outer.zip", true, false, NULL);
	pack_path("middle.zip", "middle.zip");
	pack_finish();
}

static void too_many(void)
{
	char name[32];

	pack_start("outer.zip", true, false, NULL);
	for (int i = 0; i < 65; i++) {
		snprintf(name, sizeof(name), "%d.zip", i);
		pack_file(name, "x", 1);
	}
	pack_finish();
}

static void copied_archive(void)
{
	ck_assert_int_eq(firmware_write(&fw, scratch, false), 0);
	ck_assert_int_eq(import(fw.archive), 0);
	ck_assert_int_eq(rename(scratch_path(fw.archive), scratch_path("cmterm-7945_7965-sccp.8-5-2 (1).zip")), 0);
}

static void nothing_but_locales(void)
{
	scratch_folder("root/german_germany");
	put_text("root/german_germany/mk-sccp.jar", "1");
}

static void library_inside(void)
{
	put_in(&fw, "root", "");
	scratch_folder("root/lib");
	put_in(&other, "root/lib", "");
	ck_assert_int_eq(symlink("root/lib", scratch_path("lib")), 0);
}

/*
 * From reports of people and from the guides of the vendor; the old answers of this
 * program are in the history of it.
 */
static const struct {
	void (*make)(void);
	const char *path;
	unsigned imported, unchanged, failed;
	unsigned whole;                 /* loads of the library, afterwards */
	const char *line;               /* in what was said, or NULL: nothing was */
} row[] = {
	{ tones, "root", 1, 0, 0, 1, NULL },
	{ locale_list, "root", 1, 0, 0, 1, NULL },
	{ locale_zip, "root", 1, 0, 0, 1, NULL },
	{ other_incomplete, "root", 1, 0, 1, 1,
	  OTHER ".loads: jar45sccp.9-4-2ES26.sbn: missing" },
	{ tree, "root", 1, 0, 0, 2, NULL },
	{ case_on_disk, "root", 1, 0, 0, 1, NULL },
	{ case_inside, "root", 1, 0, 0, 1, NULL },
	{ case_twice, "root", 1, 0, 0, 1, NULL },
	{ copies, "root", 1, 0, 0, 1, NULL },
	{ other_copy, "root", 1, 0, 1, 1, "(1).sbn: not the same as the file" },
	{ only_copy, "root", 1, 0, 0, 1, NULL },
	{ with_links, "root", 1, 0, 0, 1, NULL },
	{ pointers, "root", 0, 0, 2, 0, JAR ": a Git LFS pointer" },
	{ strays, "root", 1, 0, 1, 1, "jar45sccp.9-4-2ES26.sbn: no list names it" },
	{ web_page, "root.zip", 0, 0, 1, 0, "root.zip: a web page" },
	{ program, "root.exe", 0, 0, 1, 0, "root.exe: a program for Windows" },
	{ rar, "root.rar", 0, 0, 1, 0, "root.rar: a RAR archive" },
	{ seven, "root.7z", 0, 0, 1, 0, "root.7z: a 7z archive" },
	{ part, "root.zip.002", 0, 0, 1, 0, "root.zip.002: a part of a split archive" },
	{ locale_archive, "po-locale-de_DE.tgz", 0, 0, 1, 0, "a locale package, no firmware" },
	{ tone_archive, "rings.tar", 0, 0, 1, 0, "a package of ring tones, no firmware" },
	{ desktop_archive, "desk.zip", 0, 0, 1, 0, "pictures for the screen (desktops), no firmware" },
	{ in_archive, "outer.zip", 2, 0, 0, 2, NULL },
	{ in_archive_one_bad, "outer.zip", 1, 0, 2, 1, "outer.zip/cmterm-cut.zip: not a whole zip" },
	{ in_archive_one_bad, "outer.zip", 1, 0, 2, 1, "outer.zip/x.rar: a RAR archive" },
	{ beside_archive, "outer.zip", 2, 0, 0, 2, NULL },
	{ too_deep, "outer.zip", 0, 0, 2, 0, "middle.zip/b/cmterm-two.tgz: an archive in an archive" },
	{ too_many, "outer.zip", 0, 0, 1, 0, "outer.zip: more than 64 archives in it" },
	{ copied_archive, "cmterm-7945_7965-sccp.8-5-2 (1).zip", 0, 1, 0, 1, NULL },
	{ nothing_but_locales, "root", 0, 0, 1, 0, "root: no firmware in it" },
	{ library_inside, "root", 1, 0, 0, 2, NULL },
};

/* Loads, without manifests, that are whole. */
static unsigned whole_loads(void)
{
	struct library lib;
	unsigned n = 0;

	if (library_open(&lib, scratch_path("lib"), &tiny_plugins) != 0)
		return 0;
	for (size_t i = 0; i < lib.load_count; i++) {
		ck_assert_msg(lib.load[i]->whole, "%s", lib.load[i]->name);
		n += lib.load[i]->parsed.kind == NR_KIND_LOAD;
	}
	library_close(&lib);
	return n;
}

START_TEST(is_right)
{
	row[_i].make();
	ck_assert_int_eq(import(row[_i].path), (int)row[_i].failed);
	ck_assert_msg(report.imported == row[_i].imported && report.unchanged == row[_i].unchanged &&
		      report.failed == row[_i].failed, "%zu imported, %zu there, %zu failed: %s",
		      report.imported, report.unchanged, report.failed, said);
	if (row[_i].line)
		ck_assert_msg(strstr(said, row[_i].line), "%s", said);
	else
		ck_assert_str_eq(said, "");
	ck_assert_uint_eq(whole_loads(), row[_i].whole);
	/* The same again changes nothing. */
	import(row[_i].path);
	ck_assert_uint_eq(report.imported, 0);
	ck_assert_uint_eq(report.unchanged, row[_i].imported + row[_i].unchanged);
}
END_TEST

/* Wherever a phone spells it otherwise than the disk: the request is answered. */
START_TEST(served_in_any_case)
{
	const struct lib_load *l;
	struct library lib;
	int image;

	case_inside();
	ck_assert_int_eq(import("root"), 0);
	ck_assert_int_eq(library_open(&lib, scratch_path("lib"), &tiny_plugins), 0);
	l = index_load(&lib, LOAD);
	ck_assert(l && l->whole);
	ck_assert_ptr_nonnull(index_load_file(l, JAR, &image));
	ck_assert_str_eq(index_load_file(l, "Jar45sccp.8-5-2.sbn", &image)->name, "Jar45sccp.8-5-2.sbn");
	library_close(&lib);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("roots");
	TCase *t = tcase_create("roots");
	SRunner *r;
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t, is_right, 0, (int)(NR_ARRAY_SIZE(row)));
	tcase_add_test(t, served_in_any_case);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
