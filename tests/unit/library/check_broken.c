/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_broken.c -- archives and files that must not get into the library: each
 * is refused with exactly one line, this one, and the library stays as it was,
 * byte for byte.
 */
#include <config.h>
#include "core/library/import.h"
#include "core/library/library.h"
#include "core/base/log.h"
#include "tests/phone/firmware.h"
#include "tests/unit/library/packer.h"
#include "tests/unit/tiny_model.h"

#include <errno.h>
#include <sys/sysmacros.h>

#define LOAD "SCCP45.8-5-2S"
#define GOOD "cmterm-7945_7965-sccp.8-5-2"
#define JAR "jar45sccp.8-5-2.sbn"
#define LIST LOAD ".loads"

static struct firmware fw;
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

static int import(const char *path, struct import_report *report)
{
	log_set_sink(hear, NULL);       /* forgets the last line: each counts */
	errors = 0;
	said[0] = '\0';
	return import_paths(scratch_path("lib"), &path, 1, &tiny_plugins, report);
}

/* -- all that lies in the library, as one number --------------------------------- */

static uint64_t sum;

static void add(const void *data, size_t len)
{
	const uint8_t *p = data;

	for (size_t i = 0; i < len; i++)
		sum = (sum ^ p[i]) * 1099511628211u;
}

static int add_file(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	uint64_t own = sum;
	uint8_t buf[4096];
	ssize_t n;
	int fd;

	(void)flag;
	(void)ftw;
	sum = 14695981039346656037u;    /* of this file alone: no order of names is promised */
	add(path, strlen(path));
	add(&st->st_mode, sizeof(st->st_mode));
	fd = S_ISREG(st->st_mode) ? open(path, O_RDONLY) : -1;
	while (fd >= 0 && (n = read(fd, buf, sizeof(buf))) > 0)
		add(buf, (size_t)n);
	if (fd >= 0)
		close(fd);
	sum += own;
	return 0;
}

static uint64_t library_sum(void)
{
	sum = 0;
	nftw(scratch_path("lib"), add_file, 16, FTW_PHYS);
	return sum;
}

/* -- making archives -------------------------------------------------------------- */

/* The name says which kind. */
static void start(const char *name, const char *options)
{
	const char *suffix = name + strlen(name) - 4;

	pack_start(name, strcmp(suffix, ".zip") == 0, strcmp(suffix, ".tgz") == 0, options);
}

/* All files of the firmware but one ("" for all). */
static void firmware_but(const char *name)
{
	for (size_t i = 0; i < fw.count; i++)
		if (strcmp(fw.file[i].name, name) != 0)
			pack_file(fw.file[i].name, fw.file[i].data, fw.file[i].size);
}

static void whole(const char *name)
{
	start(name, NULL);
	firmware_but("");
	pack_finish();
}

/* The firmware and one thing more. */
static void with(const char *name, const char *what, unsigned type, const char *link)
{
	start(name, NULL);
	firmware_but("");
	pack_entry(what, type, link, "", 0);
	pack_finish();
}

/* The firmware with other bytes for one of its files. */
static void instead(const char *name, const void *data, size_t size)
{
	start("bad.zip", NULL);
	firmware_but(name);
	pack_file(name, data, size);
	pack_finish();
}

static off_t size_of(const char *name)
{
	struct stat st;

	ck_assert_int_eq(stat(scratch_path(name), &st), 0);
	return st.st_size;
}

static void cut(const char *name, off_t size)
{
	ck_assert_int_eq(truncate(scratch_path(name), size), 0);
}

static void cut_to(const char *name, off_t less)
{
	cut(name, size_of(name) - less);
}

/* A cop file: the tgz behind a signed header. */
static void cop(void)
{
	static uint8_t data[1 << 20];
	int fd;
	ssize_t n;
	size_t size;
	uint8_t *all;

	whole("a.tgz");
	fd = open(scratch_path("a.tgz"), O_RDONLY);
	n = read(fd, data, sizeof(data));
	close(fd);
	all = firmware_sign("bad.cop.sgn", data, (size_t)n, &size);
	scratch_write("bad.cop.sgn", all, size);
	free(all);
}

/* A list that says @text, signed as it should be. */
static void list(const char *text)
{
	size_t size;
	uint8_t *data = firmware_sign(LIST, text, strlen(text), &size);

	instead(LIST, data, size);
	free(data);
}

/* -- what is broken ---------------------------------------------------------------- */

static void zip_bomb(void)
{
	static uint8_t zeros[1 << 20];
	struct archive_entry *e = archive_entry_new();

	start("bad.zip", NULL);
	archive_entry_set_pathname(e, "x.sbn");
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_size(e, 80 * (la_int64_t)sizeof(zeros));
	ck_assert_int_eq(archive_write_header(pack, e), ARCHIVE_OK);
	for (int i = 0; i < 80; i++)
		archive_write_data(pack, zeros, sizeof(zeros));
	archive_entry_free(e);
	pack_finish();
}

/* A header that announces 8 GiB, and nothing behind it. */
static void huge_size(void)
{
	struct archive_entry *e = archive_entry_new();
	static uint8_t head[65536];
	size_t used = 0;

	pack = archive_write_new();
	archive_write_set_format_ustar(pack);
	archive_write_set_bytes_per_block(pack, 512);
	archive_write_open_memory(pack, head, sizeof(head), &used);
	archive_entry_set_pathname(e, "x.sbn");
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_size(e, (8ll << 30) - 1);
	ck_assert_int_eq(archive_write_header(pack, e), ARCHIVE_OK);
	archive_entry_free(e);
	archive_write_free(pack);
	scratch_write("bad.tar", head, 512);
}

static void many_entries(void)
{
	char name[32];

	start("bad.tar", NULL);
	for (int i = 0; i < 4097; i++) {
		snprintf(name, sizeof(name), "f%d", i);
		pack_file(name, "", 0);
	}
	pack_finish();
}

static void slip(void)
{
	with("bad.zip", "../evil.sbn", AE_IFREG, NULL);
}

static void deep_slip(void)
{
	with("bad.tar", "a/b/../../../evil.sbn", AE_IFREG, NULL);
}

static void backslash_slip(void)
{
	with("bad.zip", "..\\evil.sbn", AE_IFREG, NULL);
}

static void absolute(void)
{
	with("bad.tar", "/etc/evil.sbn", AE_IFREG, NULL);
}

static void drive_letter(void)
{
	with("bad.zip", "C:\\evil.sbn", AE_IFREG, NULL);
}

static void symlink_in_tar(void)
{
	with("bad.tar", "evil.sbn", AE_IFLNK, "/etc/passwd");
}

static void symlink_in_zip(void)
{
	with("bad.zip", "evil.sbn", AE_IFLNK, "../../etc/passwd");
}

static void hard_link(void)
{
	with("bad.tar", "evil.sbn", AE_IFREG, LIST);
}

static void device(void)
{
	with("bad.tar", "evil.sbn", AE_IFCHR, NULL);
}

static void fifo(void)
{
	with("bad.tar", "evil.sbn", AE_IFIFO, NULL);
}

static void long_name(void)
{
	char name[300];

	memset(name, 'n', sizeof(name));
	memcpy(name + 256, ".sbn", 5);
	with("bad.tar", name, AE_IFREG, NULL);
}

static void control_bytes(void)
{
	with("bad.tar", "evil\033[2J.sbn", AE_IFREG, NULL);
}

static void deep_folders(void)
{
	with("bad.tar", "1/2/3/4/5/x.sbn", AE_IFREG, NULL);
}

static void zip_without_end(void)
{
	whole("bad.zip");
	cut_to("bad.zip", 1);
}

static void zip_in_directory(void)
{
	whole("bad.zip");
	cut_to("bad.zip", 22 + 30);
}

static void zip_in_data(void)
{
	whole("bad.zip");
	cut("bad.zip", 20000);
}

static void zip_damaged(void)
{
	int fd;

	whole("bad.zip");
	fd = open(scratch_path("bad.zip"), O_WRONLY);
	ck_assert_int_eq(pwrite(fd, "\1\2\3\4", 4, 2000), 4);
	close(fd);
}

static void tar_in_header(void)
{
	start("bad.tar", NULL);
	pack_file("readme.txt", "x", 1);
	firmware_but("");
	pack_finish();
	cut("bad.tar", 1024 + 100);
}

static void tar_in_data(void)
{
	whole("bad.tar");
	cut("bad.tar", 20000);
}

static void tar_header_sum(void)
{
	int fd;

	whole("bad.tar");
	fd = open(scratch_path("bad.tar"), O_WRONLY);
	ck_assert_int_eq(pwrite(fd, "zzz", 3, 3), 3);
	close(fd);
}

static void gzip_in_header(void)
{
	whole("bad.tgz");
	cut("bad.tgz", 5);
}

static void gzip_in_data(void)
{
	whole("bad.tgz");
	cut("bad.tgz", 20000);
}

static void gzip_in_trailer(void)
{
	whole("bad.tgz");
	cut_to("bad.tgz", 4);
}

static void cop_in_header(void)
{
	cop();
	cut("bad.cop.sgn", 200);
}

static void cop_at_payload(void)
{
	cop();
	cut("bad.cop.sgn", 404);
}

static void cop_in_data(void)
{
	cop();
	cut("bad.cop.sgn", 20000);
}

static void empty_zip(void)
{
	start("bad.zip", NULL);
	pack_finish();
}

static void empty_tar(void)
{
	start("bad.tar", NULL);
	pack_entry("folder/", AE_IFDIR, NULL, "", 0);
	pack_finish();
}

static void no_bytes(void)
{
	scratch_write("bad.zip", "", 0);
}

static void web_page(void)
{
	scratch_write("bad.zip", "<html>please log in</html>", 26);
}

static void web_page_tgz(void)
{
	scratch_write("bad.tgz", "<html>please log in</html>", 26);
}

static void encrypted(void)
{
	start("bad.zip", "zip:encryption=zipcrypt");
	firmware_but("");
	pack_finish();
}

static void nested(void)
{
	zip_bomb();
	ck_assert_int_eq(rename(scratch_path("bad.zip"), scratch_path("inner")), 0);
	start("bad.zip", NULL);
	{
		static uint8_t data[1 << 20];
		int fd = open(scratch_path("inner"), O_RDONLY);
		ssize_t n = read(fd, data, sizeof(data));

		close(fd);
		pack_file("inner.zip", data, (size_t)n);
	}
	pack_finish();
}

static void only_case(void)
{
	with("bad.zip", "JAR45sccp.8-5-2.sbn", AE_IFREG, NULL);
}

static void twice(void)
{
	with("bad.zip", "./" JAR, AE_IFREG, NULL);
}

static void file_and_folder(void)
{
	with("bad.tar", JAR "/x", AE_IFREG, NULL);
}

static void missing(void)
{
	start("bad.zip", NULL);
	firmware_but(JAR);
	pack_finish();
}

static void folder_for_image(void)
{
	start("bad.tar", NULL);
	firmware_but(JAR);
	pack_entry(JAR "/", AE_IFDIR, NULL, "", 0);
	pack_finish();
}

static void empty_image(void)
{
	instead(JAR, "", 0);
}

static void image_in_header(void)
{
	instead(JAR, firmware_find(&fw, JAR)->data, 200);
}

static void image_in_table(void)
{
	instead(JAR, firmware_find(&fw, JAR)->data, 1000);
}

static void image_in_data(void)
{
	instead(JAR, firmware_find(&fw, JAR)->data, 3000);
}

static void other_name(void)
{
	size_t size;
	uint8_t *data = firmware_image("jar45sccp.8-5-3.sbn", 3000, &size);

	instead(JAR, data, size);
	free(data);
}

static void unsigned_image(void)
{
	instead(JAR, "<html>not found</html>", 22);
}

static void list_in_header(void)
{
	instead(LIST, firmware_find(&fw, LIST)->data, 100);
}

static void list_in_name(void)
{
	instead(LIST, firmware_find(&fw, LIST)->data, 390);
}

static void list_without_lines(void)
{
	list("# RELEASE load version 8-5-2\r\n");
}

static void list_of_paths(void)
{
	list("../../etc/passwd.sbn\r\n");
}

static void folder_with_link(void)
{
	scratch_folder("bad");
	ck_assert_int_eq(symlink("/etc/passwd", scratch_path("bad/x.sbn")), 0);
}

static void folder_as_archive(void)
{
	scratch_folder("bad.zip");
}

static void single_cut(void)
{
	scratch_write(JAR, firmware_find(&fw, JAR)->data, 3000);
}

static void single_fifo(void)
{
	ck_assert_int_eq(mkfifo(scratch_path("bad.sbn"), 0644), 0);
}

static void single_other(void)
{
	scratch_write("X.sbn", "other", 5);
}

#define DAMAGED "damaged or cut off"

/* @line follows the path; what is in brackets is libarchive's and not compared. */
static const struct {
	void (*make)(void);
	const char *path, *line;
} broken[] = {
	{ zip_bomb, "bad.zip", "unpacks to more than 100 times its size: not a firmware archive" },
	{ huge_size, "bad.tar", "x.sbn: more than 1 GiB unpacked: not a firmware archive" },
	{ many_entries, "bad.tar", "more than 4096 entries: not a firmware archive" },
	{ slip, "bad.zip", "../evil.sbn points out of the archive" },
	{ deep_slip, "bad.tar", "a/b/../../../evil.sbn points out of the archive" },
	{ backslash_slip, "bad.zip", "..*evil.sbn points out of the archive" },
	{ absolute, "bad.tar", "/etc/evil.sbn is an absolute path" },
	{ drive_letter, "bad.zip", "C:*evil.sbn is an absolute path" },
	{ symlink_in_tar, "bad.tar", "evil.sbn is a link, not a file" },
	{ symlink_in_zip, "bad.zip", "evil.sbn is a link, not a file" },
	{ hard_link, "bad.tar", "evil.sbn is a link, not a file" },
	{ device, "bad.tar", "evil.sbn is not a regular file" },
	{ fifo, "bad.tar", "evil.sbn is not a regular file" },
	{ long_name, "bad.tar", "nnnn* is too long a name" },
	{ control_bytes, "bad.tar", "evil* has a control character in its name" },
	{ deep_folders, "bad.tar", "1/2/3/4/5/x.sbn lies too deep in folders" },
	{ zip_without_end, "bad.zip", "not a whole zip archive: " DAMAGED },
	{ zip_in_directory, "bad.zip", "not a whole zip archive: " DAMAGED },
	{ zip_in_data, "bad.zip", "not a whole zip archive: " DAMAGED },
	{ zip_damaged, "bad.zip", JAR ": " DAMAGED },
	{ tar_in_header, "bad.tar", DAMAGED },
	{ tar_in_data, "bad.tar", JAR ": " DAMAGED },
	{ tar_header_sum, "bad.tar", "not a whole tar archive: " DAMAGED },
	{ gzip_in_header, "bad.tgz", "not a whole tar archive: " DAMAGED },
	{ gzip_in_data, "bad.tgz", "* " DAMAGED },
	{ gzip_in_trailer, "bad.tgz", "* " DAMAGED },
	{ cop_in_header, "bad.cop.sgn", DAMAGED ": its signed header is not whole" },
	{ cop_at_payload, "bad.cop.sgn", "not a whole tar archive: " DAMAGED },
	{ cop_in_data, "bad.cop.sgn", "* " DAMAGED },
	{ empty_zip, "bad.zip", "no file in it" },
	{ empty_tar, "bad.tar", "no file in it" },
	{ no_bytes, "bad.zip", "empty" },
	{ web_page, "bad.zip", "a web page that was saved under this name: the site wanted a login; sign in and get "
	  "the file again" },
	{ web_page_tgz, "bad.tgz", "a web page that was saved under this name: the site wanted a login; sign in and get "
	  "the file again" },
	{ encrypted, "bad.zip", "* is encrypted: unpack it with its password, then import the folder" },
	{ nested, "bad.zip", "inner.zip: unpacks to more than 100 times its size: not a firmware archive" },
	{ only_case, "bad.zip", "* differ only in case" },
	{ twice, "bad.zip", JAR " appears in it twice" },
	{ file_and_folder, "bad.tar", JAR "/x appears in it twice" },
	{ missing, "bad.zip", LIST ": " JAR ": missing" },
	{ folder_for_image, "bad.tar", LIST ": " JAR ": missing" },
	{ empty_image, "bad.zip", LIST ": " JAR ": empty" },
	{ image_in_header, "bad.zip", LIST ": " JAR ": cut off or damaged: its signed header is not whole "
	  "(200 bytes)" },
	{ image_in_table, "bad.zip", LIST ": " JAR ": cut off or damaged: its list of contents is not "
	  "whole (1,000 bytes)" },
	{ image_in_data, "bad.zip", LIST ": " JAR ": cut off: 3,000 of * bytes" },
	{ other_name, "bad.zip", LIST ": " JAR ": renamed: it was signed as jar45sccp.8-5-3.sbn, and a "
	  "phone rejects it under another name" },
	{ unsigned_image, "bad.zip", LIST ": " JAR ": has no signed header: damaged, or not firmware" },
	{ list_in_header, "bad.zip", LIST ": " LIST ": cut off or damaged: its signed header is not whole "
	  "(100 bytes)" },
	{ list_in_name, "bad.zip", LIST ": " LIST ": cut off or damaged: its signed header is not whole "
	  "(390 bytes)" },
	{ list_without_lines, "bad.zip", LIST ": " LIST ": cut off or damaged: it lists no files" },
	{ list_of_paths, "bad.zip", LIST ": " LIST ": cut off or damaged: it lists no files" },
	{ folder_with_link, "bad", "no file in it" },
	{ folder_as_archive, "bad.zip", "no file in it" },
	{ single_cut, JAR, JAR ": cut off: 3,000 of * bytes" },
	{ single_fifo, "bad.sbn", "is not a regular file" },
	{ single_other, "X.sbn", "another file x.sbn is in the library already" },
};

/* "*" in @pattern stands for anything; a bracket at the end of @line counts only when the
 * pattern has one. */
static bool fits(const char *line, const char *pattern)
{
	const char *star = strchr(pattern, '*');
	size_t n = star ? (size_t)(star - pattern) : strlen(pattern);

	if (strncmp(line, pattern, n) != 0)
		return false;
	if (!star)
		return line[n] == '\0' || strncmp(line + n, " (", 2) == 0;
	for (line += n; *line; line++)
		if (fits(line, star + 1))
			return true;
	return false;
}

static void setup(void)
{
	struct import_report report;

	scratch_setup();
	ck_assert_int_eq(firmware_make(&fw, LOAD, 60000), 0);
	ck_assert_int_eq(firmware_write(&fw, scratch, false), 0);
	ck_assert_int_eq(import(scratch_path(GOOD ".zip"), &report), 0);
	scratch_write("x.sbn", "x", 1);
	ck_assert_int_eq(import(scratch_path("x.sbn"), &report), 0);
}

static void teardown(void)
{
	log_flush();
	firmware_finish(&fw);
	scratch_teardown();
}

START_TEST(is_refused)
{
	uint64_t before = library_sum();
	const char *path = broken[_i].path, *line;
	struct import_report report;

	broken[_i].make();
	ck_assert_int_eq(import(scratch_path(path), &report), 1);
	ck_assert_msg(errors == 1, "%s: %u lines: %s", path, errors, said);
	/* "import: /tmp/.../bad.zip: <line>" */
	line = strstr(said, path);
	ck_assert_msg(line && (strncmp(line + strlen(path), ": ", 2) == 0 || line[strlen(path)] == '/'),
		      "%s", said);
	line += strlen(path);
	line += *line == '/' ? 1 : 2;   /* of something in it */
	ck_assert_msg(fits(line, broken[_i].line), "'%s' is not '%s'", line, broken[_i].line);
	ck_assert_uint_eq(report.failed, 1);
	ck_assert_uint_eq(report.errors, 0);    /* its own fault: exit status 6 */
	ck_assert_msg(library_sum() == before, "%s: the library has changed", line);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("broken");
	TCase *t = tcase_create("broken");
	SRunner *r;
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t, is_refused, 0, (int)(NR_ARRAY_SIZE(broken)));
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
