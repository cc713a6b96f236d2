/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_import.c -- good archives into the library, bad ones nowhere: each
 * refusal is one line, and leaves the library as it was.
 */
#include <config.h>
#include "core/library/import.h"
#include "core/library/library.h"
#include "core/base/log.h"
#include "core/library/sigcache.h"
#include "core/library/verify.h"
#include "tests/phone/firmware.h"
#include "tests/unit/library/packer.h"
#include "tests/unit/library/signer.h"
#include "tests/unit/tiny_model.h"

#include <errno.h>

#define LOAD "SCCP45.8-5-2S"
#define RELEASE "cmterm-7945_7965-sccp.8-5-2"

static struct firmware fw;
static struct import_report report;
static char said[4096];
static unsigned errors;

static void hear(int priority, const char *line, void *arg)
{
	(void)arg;
	if (priority > LOG_ERR)
		return;
	errors++;
	snprintf(said, sizeof(said), "%s", line);
}

static void setup(void)
{
	scratch_setup();
	ck_assert_int_eq(firmware_make(&fw, LOAD, 60000), 0);
	log_set_sink(hear, NULL);
}

static void teardown(void)
{
	log_flush();
	firmware_finish(&fw);
	scratch_teardown();
}

static int import(const char *path)
{
	const char *paths[] = { path };

	log_set_sink(hear, NULL);       /* forgets the last line: each counts */
	errors = 0;
	said[0] = '\0';
	return import_paths(scratch_path("lib"), paths, 1, &tiny_plugins, &report);
}

/* All that lies in the library, without what it keeps of signatures. */
static unsigned library_count(void)
{
	return scratch_count("lib") - (access(scratch_path("lib/" SIGCACHE_NAME), F_OK) == 0);
}

/* -- archives, good and bad ---------------------------------------------------- */

/* All files of the firmware below @prefix. */
static void firmware(const char *prefix)
{
	char name[256];

	for (size_t i = 0; i < fw.count; i++) {
		snprintf(name, sizeof(name), "%s%s", prefix, fw.file[i].name);
		pack_file(name, fw.file[i].data, fw.file[i].size);
	}
}

/* The library holds the load, whole, in that release of @files files. */
static void expect_load(const char *release, size_t files)
{
	const struct lib_load *l;
	struct library lib;

	ck_assert_msg(report.failed == 0, "%s", said);
	ck_assert_int_eq(library_open(&lib, scratch_path("lib"), &tiny_plugins), 0);
	l = index_load(&lib, LOAD);
	ck_assert_ptr_nonnull(l);
	ck_assert(l->whole);
	ck_assert_str_eq(l->release->name, release);
	ck_assert_uint_eq(l->release->file_count, files);
	library_close(&lib);
}

/* Refused with exactly one line that holds @text, and nothing is left behind. */
static void expect_refusal(const char *path, const char *text)
{
	unsigned before = library_count();

	ck_assert_int_eq(import(scratch_path(path)), 1);
	ck_assert_msg(errors == 1 && strstr(said, text), "%u: %s", errors, said);
	ck_assert_ptr_nonnull(strstr(said, path));
	ck_assert_uint_eq(report.failed, 1);
	ck_assert_uint_eq(library_count(), before);
}

START_TEST(zip)
{
	struct stat st;

	umask(077);
	ck_assert_int_eq(firmware_write(&fw, scratch, false), 0);
	ck_assert_int_eq(import(scratch_path(RELEASE ".zip")), 0);
	ck_assert_uint_eq(report.imported, 1);
	ck_assert_uint_eq(report.files, 8);
	expect_load(RELEASE, 8);
	stat(scratch_path("lib"), &st);
	ck_assert_uint_eq(st.st_mode & 07777, 0755);
	stat(scratch_path("lib/" RELEASE), &st);
	ck_assert_uint_eq(st.st_mode & 07777, 0755);
	stat(scratch_path("lib/" RELEASE "/" LOAD ".loads"), &st);
	ck_assert_uint_eq(st.st_mode & 07777, 0644);
	/* The same again changes nothing. */
	ck_assert_int_eq(import(scratch_path(RELEASE ".zip")), 0);
	ck_assert_uint_eq(report.imported, 0);
	ck_assert_uint_eq(report.unchanged, 1);
	ck_assert_uint_eq(library_count(), 9);
}
END_TEST

START_TEST(same_name_other_content)
{
	ck_assert_int_eq(firmware_write(&fw, scratch, false), 0);
	ck_assert_int_eq(import(scratch_path(RELEASE ".zip")), 0);
	pack_start(RELEASE ".zip", true, false, NULL);
	firmware("");
	pack_file("readme.txt", "x", 1);
	pack_finish();
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(import(scratch_path(RELEASE ".zip")), 0);
		ck_assert_uint_eq(i == 0 ? report.imported : report.unchanged, 1);
	}
	ck_assert_uint_eq(scratch_count("lib/" RELEASE), 8);
	ck_assert_uint_eq(scratch_count("lib/" RELEASE "-2"), 9);
	ck_assert_uint_eq(library_count(), 19);
}
END_TEST

START_TEST(tar_and_tgz_with_a_common_folder)
{
	pack_start("a b.tar", false, false, NULL);
	pack_entry("some/", AE_IFDIR, NULL, "", 0);
	firmware("./some/folder/");
	pack_finish();
	ck_assert_int_eq(import(scratch_path("a b.tar")), 0);
	expect_load("a_b", 8);
	pack_start("0.TGZ", false, true, NULL);
	firmware("f\\");
	pack_file("__MACOSX/f/._x", "x", 1);
	pack_file("f/.DS_Store", "x", 1);
	pack_finish();
	ck_assert_int_eq(import(scratch_path("0.TGZ")), 0);
	expect_load("0", 8);
}
END_TEST

START_TEST(several_folders_stay)
{
	pack_start("a.tar.gz", false, true, NULL);
	firmware("top/loads/");
	pack_file("top/doc/readme.txt", "x", 1);
	pack_finish();
	ck_assert_int_eq(import(scratch_path("a.tar.gz")), 0);
	expect_load("a/loads", 8);
	ck_assert_uint_eq(scratch_count("lib/a"), 11);
}
END_TEST

static void sign_into(const char *from, const char *to)
{
	static uint8_t data[1 << 20];
	int fd = open(scratch_path(from), O_RDONLY);
	ssize_t n = read(fd, data, sizeof(data));
	size_t size;
	uint8_t *cop = firmware_sign(to, data, (size_t)n, &size);

	close(fd);
	scratch_write(to, cop, size);
	free(cop);
}

START_TEST(zip_without_a_suffix)
{
	pack_start("download", true, false, NULL);
	firmware("");
	pack_finish();
	ck_assert_int_eq(import(scratch_path("download")), 0);
	expect_load("download", 8);
}
END_TEST

START_TEST(cop)
{
	pack_start("a.tgz", false, true, NULL);
	firmware("");
	pack_finish();
	sign_into("a.tgz", "cmterm-x.8-5-2.cop.sgn");
	sign_into("a.tgz", "cmterm-x.8-5-2.k4.cop.sha512");
	ck_assert_int_eq(import(scratch_path("cmterm-x.8-5-2.cop.sgn")), 0);
	expect_load("cmterm-x.8-5-2", 8);
	ck_assert_int_eq(import(scratch_path("cmterm-x.8-5-2.k4.cop.sha512")), 0);
	ck_assert_uint_eq(report.imported, 1);
	ck_assert_int_eq(truncate(scratch_path("cmterm-x.8-5-2.cop.sgn"), 300), 0);
	expect_refusal("cmterm-x.8-5-2.cop.sgn", "signed header is not whole");
}
END_TEST

START_TEST(folder)
{
	ck_assert_int_eq(firmware_write(&fw, scratch, true), 0);
	ck_assert_int_eq(import(scratch_path(RELEASE "/")), 0);
	expect_load(RELEASE, 8);
	ck_assert_int_eq(import(scratch_path(RELEASE)), 0);
	ck_assert_uint_eq(report.unchanged, 1);
	expect_refusal("lib", "is the library itself");
}
END_TEST

/* A folder full of downloads: each archive is a release of its own. */
START_TEST(folder_of_archives)
{
	scratch_folder("downloads");
	ck_assert_int_eq(firmware_write(&fw, scratch_path("downloads"), false), 0);
	scratch_write("downloads/notes.txt", "x", 1);
	pack_start("downloads/bad.zip", true, false, NULL);
	pack_file("../x", "x", 1);
	pack_finish();
	ck_assert_int_eq(import(scratch_path("downloads")), 1);
	ck_assert_uint_eq(report.imported, 1);
	ck_assert_uint_eq(errors, 1);
	ck_assert_ptr_nonnull(strstr(said, "downloads/bad.zip: ../x points out of the archive"));
	report.failed = 0;
	expect_load(RELEASE, 8);
	ck_assert_uint_eq(library_count(), 9);
}
END_TEST

START_TEST(single_files)
{
	const char *paths[16];
	char name[16][128];

	for (size_t i = 0; i < fw.count; i++) {
		snprintf(name[i], sizeof(name[i]), "%.60s/%.60s", scratch, fw.file[i].name);
		scratch_write(fw.file[i].name, fw.file[i].data, fw.file[i].size);
		paths[i] = name[i];
	}
	ck_assert_int_eq(import_paths(scratch_path("lib"), paths, fw.count, &tiny_plugins,
				      &report), 0);
	ck_assert_uint_eq(report.imported, 8);
	expect_load("", 8);
	ck_assert_int_eq(import(name[0]), 0);
	ck_assert_uint_eq(report.unchanged, 1);
	/* A different file of that name is not overwritten, in no case; a copy is passed over. */
	scratch_write("x.sbn", "1", 1);
	ck_assert_int_eq(import(scratch_path("x.sbn")), 0);
	scratch_write("x (1).sbn", "1", 1);
	scratch_write("X.sbn", "1", 1);
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(import(scratch_path(i ? "X.sbn" : "x (1).sbn")), 0);
		ck_assert_uint_eq(report.unchanged, 1);
	}
	scratch_write("x.sbn", "2", 1);
	expect_refusal("x.sbn", "another file x.sbn is in the library");
	scratch_write("X.sbn", "2", 1);
	expect_refusal("X.sbn", "another file x.sbn is in the library");
	ck_assert_int_eq(truncate(scratch_path("jar45sccp.8-5-2.sbn"), 3000), 0);
	expect_refusal("jar45sccp.8-5-2.sbn", "cut off: 3,000 of");
}
END_TEST

START_TEST(zip_slip)
{
	static const struct {
		const char *name, *text;
	} bad[] = {
		{ "../x.sbn", "points out" }, { "a/../../x.sbn", "points out" },
		{ "..\\x.sbn", "points out" }, { "/etc/x.sbn", "absolute" },
		{ "\\x.sbn", "absolute" },    { "C:\\x.sbn", "absolute" },
		{ "a\033[2Jb", "control character" }, { "a/..", "points out" },
		{ "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r", "too deep" },
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(bad); i++) {
		pack_start("bad.zip", true, false, NULL);
		firmware("");
		pack_file(bad[i].name, "x", 1);
		pack_finish();
		expect_refusal("bad.zip", bad[i].text);
		pack_start("bad.tar", false, false, NULL);
		pack_file(bad[i].name, "x", 1);
		pack_finish();
		expect_refusal("bad.tar", bad[i].text);
	}
	ck_assert_uint_eq(library_count(), 0);
	ck_assert_int_ne(access(scratch_path("x.sbn"), F_OK), 0);
	ck_assert_int_ne(access(scratch_path("lib"), F_OK), 0);         /* made, and taken away */
}
END_TEST

START_TEST(links_and_devices)
{
	static const struct {
		int type;
		const char *link, *text;
	} bad[] = {
		{ AE_IFLNK, "/etc/passwd", "is a link" }, { AE_IFREG, LOAD ".loads", "is a link" },
		{ AE_IFIFO, NULL, "not a regular file" }, { AE_IFCHR, NULL, "not a regular file" },
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(bad); i++) {
		pack_start("bad.tar", false, false, NULL);
		firmware("");
		pack_entry("evil.sbn", bad[i].type, bad[i].link, "", 0);
		pack_finish();
		expect_refusal("bad.tar", bad[i].text);
	}
	pack_start("bad.zip", true, false, NULL);
	pack_entry("evil.sbn", AE_IFLNK, "/etc/passwd", "", 0);
	pack_finish();
	expect_refusal("bad.zip", "evil.sbn is a link");
	scratch_folder("folder");
	ck_assert_int_eq(symlink("/etc/passwd", scratch_path("folder/x")), 0);
	expect_refusal("folder", "no file in it");
	ck_assert_int_eq(mkfifo(scratch_path("fifo"), 0644), 0);
	expect_refusal("fifo", "not a regular file");
}
END_TEST

START_TEST(doubles)
{
	pack_start("bad.zip", true, false, NULL);
	pack_file("a.sbn", "1", 1);
	pack_file("A.SBN", "2", 1);
	pack_finish();
	expect_refusal("bad.zip", "differ only in case");
	pack_start("bad.zip", true, false, NULL);
	pack_file("a/x.sbn", "1", 1);
	pack_file("A/X.sbn", "2", 1);
	pack_finish();
	expect_refusal("bad.zip", "differ only in case");
	pack_start("bad.zip", true, false, NULL);
	pack_file("a.txt", "1", 1);
	pack_file("./a.txt", "1", 1);
	pack_finish();
	expect_refusal("bad.zip", "a.txt appears in it twice");
	pack_start("bad.zip", true, false, NULL);
	pack_file("a", "1", 1);
	pack_file("a/b", "1", 1);
	pack_finish();
	expect_refusal("bad.zip", "a/b appears in it twice");
	/* The same bytes, or no firmware: no harm. */
	pack_start("good.zip", true, false, NULL);
	firmware("");
	pack_file("JAR45sccp.8-5-2.sbn", firmware_find(&fw, "jar45sccp.8-5-2.sbn")->data,
		  firmware_find(&fw, "jar45sccp.8-5-2.sbn")->size);
	pack_file("notes.txt", "1", 1);
	pack_file("Notes.txt", "2", 1);
	pack_finish();
	ck_assert_int_eq(import(scratch_path("good.zip")), 0);
	expect_load("good", 10);
}
END_TEST

START_TEST(nothing_in_it)
{
	pack_start("bad.zip", true, false, NULL);
	pack_finish();
	expect_refusal("bad.zip", "no file in it");
	pack_start("bad.tar", false, false, NULL);
	pack_entry("a/", AE_IFDIR, NULL, "", 0);
	pack_file(".hidden", "x", 1);
	pack_finish();
	expect_refusal("bad.tar", "no file in it");
	scratch_write("bad.zip", "", 0);
	expect_refusal("bad.zip", "empty");
	scratch_folder("folder");
	expect_refusal("folder", "no file in it");
	scratch_write("bad.tgz", "what is this", 12);
	expect_refusal("bad.tgz", "damaged or cut off");
	expect_refusal("gone.zip", "No such file");
	ck_assert_uint_eq(report.errors, 1);
}
END_TEST

/* Wherever it was cut, it is refused. */
START_TEST(cut_archives)
{
	struct stat st;

	ck_assert_int_eq(firmware_write(&fw, scratch, false), 0);
	stat(scratch_path(RELEASE ".zip"), &st);
	for (off_t n = st.st_size - 1; n > 0; n -= n > st.st_size - 30 ? 1 : 7001) {
		ck_assert_int_eq(truncate(scratch_path(RELEASE ".zip"), n), 0);
		expect_refusal(RELEASE ".zip", "damaged or cut off");
	}
	pack_start("a.tgz", false, true, NULL);
	firmware("");
	pack_finish();
	stat(scratch_path("a.tgz"), &st);
	for (off_t n = st.st_size - 8; n > 0; n -= 7001) {
		ck_assert_int_eq(truncate(scratch_path("a.tgz"), n), 0);
		expect_refusal("a.tgz", "a.tgz: ");
	}
}
END_TEST

START_TEST(damaged_zip)
{
	uint8_t bytes[4] = { 1, 2, 3, 4 };
	int fd;

	ck_assert_int_eq(firmware_write(&fw, scratch, false), 0);
	fd = open(scratch_path(RELEASE ".zip"), O_WRONLY);
	ck_assert_int_eq(pwrite(fd, bytes, sizeof(bytes), 2000), sizeof(bytes));
	close(fd);
	expect_refusal(RELEASE ".zip", "jar45sccp.8-5-2.sbn: damaged or cut off");
}
END_TEST

static void without(const char *name)
{
	pack_start("bad.zip", true, false, NULL);
	for (size_t i = 0; i < fw.count; i++)
		if (strcmp(fw.file[i].name, name) != 0)
			pack_file(fw.file[i].name, fw.file[i].data, fw.file[i].size);
}

START_TEST(load_that_is_not_whole)
{
	struct firmware_file *jar = firmware_find(&fw, "jar45sccp.8-5-2.sbn");
	size_t size;
	uint8_t *other;

	without(jar->name);
	pack_finish();
	expect_refusal("bad.zip", LOAD ".loads: jar45sccp.8-5-2.sbn: missing");
	without(jar->name);
	pack_file(jar->name, jar->data, 3000);
	pack_finish();
	expect_refusal("bad.zip", LOAD ".loads: jar45sccp.8-5-2.sbn: cut off: 3,000 of");
	other = firmware_image("jar45sccp.8-5-3.sbn", 3000, &size);
	without(jar->name);
	pack_file(jar->name, other, size);
	pack_finish();
	free(other);
	expect_refusal("bad.zip", "jar45sccp.8-5-2.sbn: renamed: it was signed as "
		       "jar45sccp.8-5-3.sbn");
	/* A cut file that no list names. */
	without("");
	pack_file("jar45sccp.8-5-1.sbn", jar->data, 200);
	pack_finish();
	expect_refusal("bad.zip", "jar45sccp.8-5-1.sbn: cut off");
}
END_TEST

START_TEST(too_much)
{
	static uint8_t zeros[1 << 20];
	struct archive_entry *e;
	char name[32];

	pack_start("bad.tar", false, false, NULL);
	for (int i = 0; i < 4097; i++) {
		snprintf(name, sizeof(name), "f%d", i);
		pack_file(name, "", 0);
	}
	pack_finish();
	expect_refusal("bad.tar", "more than 4096 entries");
	/* 80 MiB of nothing in 80 KiB. */
	pack_start("bomb.zip", true, false, NULL);
	e = archive_entry_new();
	archive_entry_set_pathname(e, "x");
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_size(e, 80 * (la_int64_t)sizeof(zeros));
	ck_assert_int_eq(archive_write_header(pack, e), ARCHIVE_OK);
	for (int i = 0; i < 80; i++)
		archive_write_data(pack, zeros, sizeof(zeros));
	archive_entry_free(e);
	pack_finish();
	expect_refusal("bomb.zip", "unpacks to more than 100 times its size");
}
END_TEST

START_TEST(what_an_interrupted_import_left)
{
	scratch_folder("lib");
	scratch_folder("lib/.import-000001");
	scratch_folder("lib/.import-000001/deep");
	scratch_write("lib/.import-000001/deep/x.sbn", "x", 1);
	ck_assert_int_eq(firmware_write(&fw, scratch, false), 0);
	ck_assert_int_eq(import(scratch_path(RELEASE ".zip")), 0);
	ck_assert_uint_eq(library_count(), 9);
}
END_TEST

static void signed_archive(const char *name)
{
	pack_start(name, true, false, NULL);
	firmware("");
	pack_finish();
}

/* Looked at while it is imported, and then never again. */
START_TEST(signatures)
{
	struct firmware_file *f = firmware_find(&fw, "apps45.8-5-2.sbn");
	struct library lib;

	signer_init();
	for (size_t i = 0; i < fw.count; i++)
		signer_sign(0, fw.file[i].data, fw.file[i].size, SIGNED_ON);
	signed_archive(RELEASE ".zip");
	f->data[f->size - 9] ^= 0x10;
	signed_archive("bad.zip");
	scratch_write("apps45.8-5-2.sbn", f->data, f->size);
	ck_assert_int_eq(import(scratch_path(RELEASE ".zip")), 0);
	ck_assert_int_eq(import(scratch_path("bad.zip")), 1);
	ck_assert_uint_eq(errors, 1);
	ck_assert_ptr_nonnull(strstr(said, "bad.zip: SCCP45.8-5-2S.loads: apps45.8-5-2.sbn: damaged: "
				     "not the bytes that were signed (for the 7945/7965, on 2012-10-16)"));
	ck_assert_int_eq(import(scratch_path("apps45.8-5-2.sbn")), 1);
	ck_assert_uint_eq(errors, 1);
	ck_assert_uint_eq(library_count(), 9);
	f->data[f->size - 9] ^= 0x10;
	scratch_write("apps45.8-5-2.sbn", f->data, f->size);
	ck_assert_int_eq(import(scratch_path("apps45.8-5-2.sbn")), 0);
	ck_assert_int_eq(library_open(&lib, scratch_path("lib"), &tiny_plugins), 0);
	ck_assert_uint_eq(verify_all(&lib, NULL, NULL), 0);
	ck_assert_ptr_nonnull(index_signed_by(index_load(&lib, LOAD)));
	library_close(&lib);
	signer_finish();
}
END_TEST

START_TEST(library_that_cannot_be)
{
	const char *path = "x.zip";

	errors = 0;
	ck_assert_int_eq(import_paths(scratch_path("no/lib"), &path, 1, &tiny_plugins, &report),
			 1);
	ck_assert_uint_eq(errors, 1);
	ck_assert_uint_eq(report.errors, 1);
	scratch_write("file", "x", 1);
	ck_assert_int_eq(import_paths(scratch_path("file"), &path, 1, &tiny_plugins, &report), 1);
	ck_assert_uint_eq(errors, 2);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("import");
	TCase *t = tcase_create("import");
	SRunner *r;
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, zip);
	tcase_add_test(t, same_name_other_content);
	tcase_add_test(t, tar_and_tgz_with_a_common_folder);
	tcase_add_test(t, several_folders_stay);
	tcase_add_test(t, zip_without_a_suffix);
	tcase_add_test(t, cop);
	tcase_add_test(t, folder);
	tcase_add_test(t, folder_of_archives);
	tcase_add_test(t, single_files);
	tcase_add_test(t, zip_slip);
	tcase_add_test(t, links_and_devices);
	tcase_add_test(t, doubles);
	tcase_add_test(t, nothing_in_it);
	tcase_add_test(t, cut_archives);
	tcase_add_test(t, damaged_zip);
	tcase_add_test(t, load_that_is_not_whole);
	tcase_add_test(t, too_much);
	tcase_add_test(t, what_an_interrupted_import_left);
	tcase_add_test(t, signatures);
	tcase_add_test(t, library_that_cannot_be);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
