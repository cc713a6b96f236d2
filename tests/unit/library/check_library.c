/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_library.c -- the index of a library folder, and the bytes of its files.
 */
#include <config.h>
#include "core/library/library.h"
#include "core/library/sigcache.h"
#include "core/library/verify.h"
#include "tests/phone/firmware.h"
#include "tests/unit/scratch.h"
#include "tests/unit/library/signer.h"
#include "tests/unit/tiny_model.h"

#include <errno.h>

#define LOAD "SCCP45.8-5-2S"

static struct firmware fw;

static void setup(void)
{
	scratch_setup();
	scratch_folder("lib");
	ck_assert_int_eq(firmware_make(&fw, LOAD, 100000), 0);
}

static void teardown(void)
{
	firmware_finish(&fw);
	scratch_teardown();
}

static void put_release(const char *release)
{
	char path[256];

	snprintf(path, sizeof(path), "lib/%s", release);
	if (*release)
		scratch_folder(path);
	for (size_t i = 0; i < fw.count; i++) {
		snprintf(path, sizeof(path), "lib/%s/%.100s", release, fw.file[i].name);
		scratch_write(path, fw.file[i].data, fw.file[i].size);
	}
}

static void open_library(struct library *lib)
{
	ck_assert_int_eq(library_open(lib, scratch_path("lib"), &tiny_plugins), 0);
}

START_TEST(whole_load)
{
	struct library lib;
	const struct lib_load *l, *m;

	put_release("one");
	open_library(&lib);
	ck_assert_uint_eq(lib.release_count, 1);
	ck_assert_str_eq(lib.release[0]->name, "one");
	ck_assert_uint_eq(lib.release[0]->file_count, 8);
	ck_assert_uint_eq(lib.load_count, 3);
	ck_assert_uint_eq(lib.problem_count, 0);
	l = index_load(&lib, "sccp45.8-5-2s.LOADS");
	ck_assert_ptr_nonnull(l);
	ck_assert_str_eq(l->name, LOAD);
	ck_assert_str_eq(l->list->path, "one/" LOAD ".loads");
	ck_assert_uint_eq(l->problem_count, 0);
	ck_assert(l->whole);
	ck_assert_uint_eq(l->file_count, 5);
	ck_assert_str_eq(l->file_name[0], "jar45sccp.8-5-2.sbn");
	ck_assert_str_eq(l->file[4]->name, "cvm45sccp.8-5-2.sbn");
	ck_assert_uint_eq(l->file[4]->size, firmware_find(&fw, "cvm45sccp.8-5-2.sbn")->size);
	ck_assert_str_eq(l->release_version, "8-5-2");
	ck_assert_int_eq(l->parsed.kind, NR_KIND_LOAD);
	ck_assert_str_eq(l->parsed.protocol, "SCCP");
	m = index_manifest(&lib, l->release, "term45.default.loads");
	ck_assert_ptr_nonnull(m);
	ck_assert_int_eq(m->parsed.kind, NR_KIND_MANIFEST);
	ck_assert(m->whole);
	ck_assert_ptr_eq(m->file[0], l->file[0]);
	ck_assert_ptr_null(index_load(&lib, "SCCP45.9-9-9S"));
	ck_assert_ptr_null(index_manifest(&lib, l->release, "term99.default"));
	/* A model that nobody knows: real, a manifest all the same, without a scale. */
	m = index_manifest(&lib, l->release, "term65.default");
	ck_assert_ptr_nonnull(m);
	ck_assert_int_eq(m->parsed.kind, NR_KIND_MANIFEST);
	ck_assert(!m->parsed.ordered);
	library_close(&lib);
}
END_TEST

/* What is wrong with one file is said in one line, and the load is not whole. */
static void expect_problem(const char *line)
{
	const struct lib_load *l;
	struct library lib;

	open_library(&lib);
	l = index_load(&lib, LOAD);
	ck_assert_ptr_nonnull(l);
	ck_assert(!l->whole);
	ck_assert_uint_eq(l->problem_count, 1);
	ck_assert_str_eq(l->problem[0], line);
	library_close(&lib);
}

START_TEST(missing_image)
{
	put_release("one");
	unlink(scratch_path("lib/one/jar45sccp.8-5-2.sbn"));
	expect_problem("jar45sccp.8-5-2.sbn: missing");
}
END_TEST

START_TEST(cut_image)
{
	struct firmware_file *f = firmware_find(&fw, "jar45sccp.8-5-2.sbn");
	char line[128];

	put_release("one");
	ck_assert_int_eq(truncate(scratch_path("lib/one/jar45sccp.8-5-2.sbn"), 2048), 0);
	snprintf(line, sizeof(line), "jar45sccp.8-5-2.sbn: cut off: 2,048 of %zu,%03zu bytes",
		 f->size / 1000, f->size % 1000);
	expect_problem(line);
	/* So short that its table is cut, too. */
	scratch_write("lib/one/jar45sccp.8-5-2.sbn", f->data, 1024);
	expect_problem("jar45sccp.8-5-2.sbn: cut off or damaged: its list of contents is not whole "
		       "(1,024 bytes)");
	scratch_write("lib/one/jar45sccp.8-5-2.sbn", f->data, f->size);
	ck_assert_int_eq(truncate(scratch_path("lib/one/jar45sccp.8-5-2.sbn"),
				  (off_t)f->size + 512), 0);
	snprintf(line, sizeof(line), "jar45sccp.8-5-2.sbn: damaged: %zu,%03zu bytes instead "
		 "of %zu,%03zu", (f->size + 512) / 1000, (f->size + 512) % 1000,
		 f->size / 1000, f->size % 1000);
	expect_problem(line);
}
END_TEST

START_TEST(cut_header)
{
	put_release("one");
	ck_assert_int_eq(truncate(scratch_path("lib/one/cnu45.8-5-2.sbn"), 200), 0);
	expect_problem("cnu45.8-5-2.sbn: cut off or damaged: its signed header is not whole "
		       "(200 bytes)");
}
END_TEST

START_TEST(empty_image)
{
	put_release("one");
	ck_assert_int_eq(truncate(scratch_path("lib/one/cnu45.8-5-2.sbn"), 0), 0);
	expect_problem("cnu45.8-5-2.sbn: empty");
}
END_TEST

/* ".cop.sgn" ends like an image and is none: an archive left in the library is no
 * damaged firmware, whatever it holds. */
START_TEST(empty_archive)
{
	static const char *const names[] = { "cmterm-45.8-5-2.cop", "cmterm-45.8-5-2.cop.sgn" };
	struct library lib;
	char path[64];

	put_release("one");
	for (size_t i = 0; i < NR_ARRAY_SIZE(names); i++) {
		snprintf(path, sizeof(path), "lib/one/%s", names[i]);
		scratch_write(path, "", 0);
	}
	open_library(&lib);
	for (size_t i = 0; i < NR_ARRAY_SIZE(names); i++) {
		ck_assert_ptr_nonnull(index_any_file(&lib, names[i]));
		ck_assert_ptr_null(index_any_file(&lib, names[i])->problem);
	}
	library_close(&lib);
}
END_TEST

START_TEST(renamed_image)
{
	struct firmware_file *f = firmware_find(&fw, "dsp45.8-5-2.sbn");

	put_release("one");
	free(f->data);
	f->data = firmware_image("dsp45.8-5-3.sbn", 5000, &f->size);
	scratch_write("lib/one/dsp45.8-5-2.sbn", f->data, f->size);
	expect_problem("dsp45.8-5-2.sbn: renamed: it was signed as dsp45.8-5-3.sbn, and a phone "
		       "rejects it under another name");
}
END_TEST

START_TEST(unsigned_image)
{
	put_release("one");
	scratch_write("lib/one/dsp45.8-5-2.sbn", "<html>not found</html>", 22);
	expect_problem("dsp45.8-5-2.sbn: has no signed header: damaged, or not firmware");
}
END_TEST

START_TEST(unsigned_list)
{
	put_release("one");
	scratch_write("lib/one/" LOAD ".loads", "cnu45.8-5-2.sbn\r\n", 17);
	expect_problem(LOAD ".loads: has no signed header: damaged, or not firmware");
}
END_TEST

START_TEST(list_that_lists_nothing)
{
	size_t size;
	uint8_t *list = firmware_sign(LOAD ".loads", "# no file\r\n", 11, &size);

	put_release("one");
	scratch_write("lib/one/" LOAD ".loads", list, size);
	free(list);
	expect_problem(LOAD ".loads: cut off or damaged: it lists no files");
}
END_TEST

START_TEST(unreadable_image)
{
	if (geteuid() == 0)
		return;         /* nothing is unreadable to root */
	put_release("one");
	ck_assert_int_eq(chmod(scratch_path("lib/one/cnu45.8-5-2.sbn"), 0), 0);
	expect_problem("cnu45.8-5-2.sbn: cannot be read: Permission denied");
}
END_TEST

/* term11.default.loads of 8.2(2) lists Jar11sip... while the archive has jar11sip.... */
START_TEST(list_in_other_case)
{
	static const char text[] = "Jar45sccp.8-5-2.SBN\r\n";
	const struct lib_load *l;
	struct library lib;
	size_t size;
	uint8_t *list = firmware_sign(LOAD ".loads", text, sizeof(text) - 1, &size);

	put_release("one");
	scratch_write("lib/one/" LOAD ".loads", list, size);
	free(list);
	open_library(&lib);
	l = index_load(&lib, LOAD);
	ck_assert(l->whole);
	ck_assert_str_eq(l->file[0]->name, "jar45sccp.8-5-2.sbn");
	library_close(&lib);
}
END_TEST

START_TEST(two_releases)
{
	const struct lib_load *l;
	struct library lib;

	put_release("a");
	put_release("b");
	unlink(scratch_path("lib/a/jar45sccp.8-5-2.sbn"));
	open_library(&lib);
	ck_assert_uint_eq(lib.load_count, 6);
	l = index_load(&lib, LOAD);
	ck_assert_str_eq(l->release->name, "b");        /* the whole one */
	ck_assert_str_eq(index_manifest(&lib, lib.release[0], "TERM45.DEFAULT")->release->name,
			 "a");
	ck_assert(!index_manifest(&lib, lib.release[0], "term45.default")->whole);
	library_close(&lib);
	put_release("");
	open_library(&lib);
	ck_assert_str_eq(index_load(&lib, LOAD)->release->name, "");
	ck_assert_str_eq(index_load(&lib, LOAD)->list->path, LOAD ".loads");
	library_close(&lib);
}
END_TEST

START_TEST(files_by_name)
{
	struct library lib;
	const struct lib_release *r;

	scratch_folder("lib/a");
	scratch_folder("lib/b");
	scratch_write("lib/a/Readme.txt", "1", 1);
	scratch_write("lib/a/README.txt", "2", 1);
	scratch_write("lib/b/readme.txt", "3", 1);
	scratch_write("lib/b/empty.txt", "", 0);
	open_library(&lib);
	r = lib.release[0];
	ck_assert_str_eq(index_file(r, "Readme.txt")->name, "Readme.txt");
	ck_assert_str_eq(index_file(r, "README.txt")->name, "README.txt");
	ck_assert_str_eq(index_file(r, "readme.TXT")->name, "README.txt");
	ck_assert_ptr_null(index_file(r, "Readme.tx"));
	ck_assert_ptr_null(index_file(r, ""));
	ck_assert_str_eq(index_any_file(&lib, "readme.txt")->path, "b/readme.txt");
	ck_assert_str_eq(index_any_file(&lib, "rEADME.txt")->path, "a/README.txt");
	ck_assert_ptr_null(index_any_file(&lib, "../b/readme.txt"));
	ck_assert_ptr_null(index_any_file(&lib, "b/readme.txt"));
	ck_assert_ptr_null(index_any_file(&lib, "empty.txt")->problem);
	library_close(&lib);
}
END_TEST

/* Nothing but regular files, none of them through a link, none of them hidden. */
START_TEST(only_regular_files)
{
	struct library lib;

	put_release("one");
	ck_assert_int_eq(mkfifo(scratch_path("lib/one/fifo.sbn"), 0644), 0);
	ck_assert_int_eq(symlink("/etc/passwd", scratch_path("lib/one/passwd")), 0);
	ck_assert_int_eq(symlink("/etc", scratch_path("lib/etc")), 0);
	ck_assert_int_eq(symlink(".", scratch_path("lib/round")), 0);
	scratch_folder("lib/.import-123456");
	scratch_write("lib/.import-123456/x.loads", "x", 1);
	scratch_folder("lib/1");
	scratch_folder("lib/1/2");
	scratch_folder("lib/1/2/3");
	scratch_folder("lib/1/2/3/4");
	scratch_write("lib/1/2/3/4/f.txt", "x", 1);
	scratch_folder("lib/1/2/3/4/5");
	scratch_write("lib/1/2/3/4/5/f.txt", "x", 1);
	open_library(&lib);
	ck_assert_uint_eq(lib.release_count, 2);
	ck_assert_str_eq(lib.release[0]->name, "1/2/3/4");
	ck_assert_uint_eq(lib.release[1]->file_count, 8);
	ck_assert_uint_eq(lib.problem_count, 5);
	ck_assert_ptr_null(index_any_file(&lib, "passwd"));
	library_close(&lib);
}
END_TEST

/* @old may be NULL; one step a slice.  How many slices? */
static unsigned scan_slowly(struct library *out, const struct library *old)
{
	unsigned slices = 1;
	struct scan *s;
	int r;

	ck_assert_int_eq(old ? scan_again(&s, old, &tiny_plugins) :
			 scan_begin(&s, scratch_path("lib"), &tiny_plugins), 0);
	while ((r = scan_step(s, 1, out)) > 0)
		slices++;
	ck_assert_int_eq(r, 0);
	scan_free(s);
	return slices;
}

static void make_old(const char *name)
{
	const struct timespec old[2] = { { .tv_sec = 1000000000 }, { .tv_sec = 1000000000 } };

	ck_assert_int_eq(utimensat(AT_FDCWD, scratch_path(name), old, 0), 0);
}

/* It comes to the same, however small the slices; what is old and whole is not read again. */
START_TEST(scan_in_slices)
{
	struct library lib, now;
	struct scan *s;

	put_release("one");
	make_old("lib/one/jar45sccp.8-5-2.sbn");
	make_old("lib/one/dsp45.8-5-2.sbn");
	ck_assert_uint_gt(scan_slowly(&lib, NULL), 8);
	ck_assert(index_load(&lib, LOAD)->whole);
	/* Other bytes of the same length and time: nobody looks. */
	scratch_write("lib/one/jar45sccp.8-5-2.sbn", "x", 1);
	ck_assert_int_eq(truncate(scratch_path("lib/one/jar45sccp.8-5-2.sbn"),
				  (off_t)firmware_find(&fw, "jar45sccp.8-5-2.sbn")->size), 0);
	make_old("lib/one/jar45sccp.8-5-2.sbn");
	put_release("two");
	scan_slowly(&now, &lib);
	ck_assert_uint_eq(now.release_count, 2);
	ck_assert_uint_eq(now.load_count, 6);
	ck_assert(index_same_load(&now, index_load(&lib, LOAD))->whole);
	library_close(&lib);
	/* Another time: it is read. */
	ck_assert_int_eq(utimensat(AT_FDCWD, scratch_path("lib/one/jar45sccp.8-5-2.sbn"), NULL, 0), 0);
	scan_slowly(&lib, &now);
	ck_assert(!index_same_load(&lib, index_load(&now, LOAD))->whole ||
		  strcmp(index_load(&now, LOAD)->release->name, "one") != 0);
	ck_assert_str_eq(index_load(&lib, LOAD)->release->name, "two");
	library_close(&now);
	/* Given up in the middle. */
	ck_assert_int_eq(scan_again(&s, &lib, &tiny_plugins), 0);
	for (int i = 0; i < 12; i++)
		ck_assert_int_eq(scan_step(s, 1, &now), 1);
	ck_assert_uint_gt(scan_files(s), 0);
	scan_free(s);
	library_close(&lib);
}
END_TEST

START_TEST(folder_that_is_none)
{
	struct library lib;

	ck_assert_int_eq(library_open(&lib, scratch_path("nothing"), &tiny_plugins), -ENOENT);
	ck_assert_int_eq(lib.dirfd, -1);
	library_close(&lib);
	open_library(&lib);
	ck_assert_uint_eq(lib.release_count + lib.load_count, 0);
	ck_assert_ptr_null(index_load(&lib, LOAD));
	library_close(&lib);
	library_close(&lib);
}
END_TEST

START_TEST(bytes_are_shared_and_steady)
{
	struct firmware_file *f = firmware_find(&fw, "jar45sccp.8-5-2.sbn");
	const struct lib_file *file;
	struct lib_blob *a, *b;
	struct library lib;

	put_release("one");
	open_library(&lib);
	file = index_any_file(&lib, f->name);
	a = store_get(&lib, file);
	b = store_get(&lib, file);
	ck_assert_ptr_nonnull(a);
	ck_assert_ptr_eq(a, b);
	ck_assert_uint_eq(a->refs, 2);
	ck_assert_ptr_eq(file->blob, a);
	/* Cut on the disk meanwhile: whoever has it keeps it. */
	ck_assert_int_eq(truncate(scratch_path("lib/one/jar45sccp.8-5-2.sbn"), 5), 0);
	ck_assert_uint_eq(a->size, f->size);
	ck_assert_mem_eq(a->data, f->data, f->size);
	store_put(&lib, a);
	ck_assert_mem_eq(b->data, f->data, f->size);
	store_put(&lib, b);
	/* Kept a little: the next phone of the shelf gets the same bytes. */
	b = store_get(&lib, file);
	ck_assert_ptr_eq(a, b);
	ck_assert_mem_eq(b->data, f->data, f->size);
	store_put(&lib, b);
	store_put(&lib, NULL);
	library_close(&lib);
}
END_TEST

START_TEST(changed_file_is_stale)
{
	const struct lib_file *file;
	struct library lib;

	put_release("one");
	scratch_write("lib/empty.txt", "", 0);
	open_library(&lib);
	file = index_any_file(&lib, "cnu45.8-5-2.sbn");
	ck_assert_int_eq(truncate(scratch_path("lib/one/cnu45.8-5-2.sbn"), 5), 0);
	errno = 0;
	ck_assert_ptr_null(store_get(&lib, file));
	ck_assert_int_eq(errno, ESTALE);
	file = index_any_file(&lib, "jar45sccp.8-5-2.sbn");
	unlink(scratch_path("lib/one/jar45sccp.8-5-2.sbn"));
	ck_assert_ptr_null(store_get(&lib, file));
	ck_assert_int_eq(errno, ENOENT);
	ck_assert_int_eq(symlink("/etc/passwd", scratch_path("lib/one/jar45sccp.8-5-2.sbn")), 0);
	ck_assert_ptr_null(store_get(&lib, file));
	ck_assert_int_eq(errno, ELOOP);
	unlink(scratch_path("lib/one/jar45sccp.8-5-2.sbn"));
	ck_assert_int_eq(mkfifo(scratch_path("lib/one/jar45sccp.8-5-2.sbn"), 0644), 0);
	ck_assert_ptr_null(store_get(&lib, file));
	ck_assert_int_eq(errno, ESTALE);
	file = index_any_file(&lib, "empty.txt");
	ck_assert_ptr_nonnull(store_get(&lib, file));
	ck_assert_uint_eq(file->blob->size, 0);
	store_put(&lib, file->blob);
	library_close(&lib);
}
END_TEST

START_TEST(idle_bytes_are_bounded)
{
	static uint8_t big[6 * 1024 * 1024];
	const struct lib_file *file[4];
	struct library lib;
	char name[16];

	for (int i = 0; i < 4; i++) {
		snprintf(name, sizeof(name), "lib/%d", i);
		scratch_write(name, big, sizeof(big));
	}
	open_library(&lib);
	for (int i = 0; i < 4; i++) {
		snprintf(name, sizeof(name), "%d", i);
		file[i] = index_any_file(&lib, name);
		store_put(&lib, store_get(&lib, file[i]));
	}
	ck_assert_ptr_null(file[0]->blob);
	ck_assert_ptr_null(file[1]->blob);
	ck_assert_ptr_nonnull(file[2]->blob);
	ck_assert_ptr_nonnull(file[3]->blob);
	/* Taken from the middle of those that wait, and put back. */
	store_get(&lib, file[2]);
	ck_assert_uint_eq(file[2]->blob->refs, 1);
	store_put(&lib, file[2]->blob);
	library_close(&lib);
}
END_TEST

/* -- signatures ----------------------------------------------------------------- */

static void sign_all(int who)
{
	for (size_t i = 0; i < fw.count; i++)
		signer_sign(who, fw.file[i].data, fw.file[i].size, SIGNED_ON);
}

static unsigned pieces_of_progress;
static void count_progress(size_t done, size_t of, void *arg)
{
	ck_assert_uint_eq(done, ++pieces_of_progress);
	ck_assert_uint_eq(of, 8);
	ck_assert_ptr_null(arg);
}

START_TEST(signed_load)
{
	const struct signature *s;
	struct library lib;

	signer_init();
	sign_all(0);
	put_release("one");
	open_library(&lib);
	ck_assert_ptr_null(index_signed_by(index_load(&lib, LOAD)));   /* nobody looked */
	pieces_of_progress = 0;
	ck_assert_uint_eq(verify_all(&lib, count_progress, NULL), 8);
	ck_assert_uint_eq(pieces_of_progress, 8);
	s = index_signed_by(index_load(&lib, LOAD));
	ck_assert_ptr_nonnull(s);
	ck_assert_str_eq(s->family, "7945/7965");
	ck_assert_uint_eq(s->date, SIGNED_ON);
	ck_assert(index_load(&lib, LOAD)->whole);
	ck_assert_uint_eq(verify_all(&lib, NULL, NULL), 0);  /* once is enough */
	library_close(&lib);
	signer_finish();
}
END_TEST

/* A key that nobody knows is no fault. */
START_TEST(unknown_key)
{
	struct library lib;

	put_release("one");
	open_library(&lib);
	ck_assert_uint_eq(verify_all(&lib, NULL, NULL), 8);
	ck_assert(index_load(&lib, LOAD)->whole);
	ck_assert_ptr_null(index_signed_by(index_load(&lib, LOAD)));
	library_close(&lib);
}
END_TEST

#define BAD_LINE "dsp45.8-5-2.sbn: damaged: not the bytes that were signed " \
		 "(for the 7945/7965, on 2012-10-16)"

static void put_damaged(void)
{
	struct firmware_file *f = firmware_find(&fw, "dsp45.8-5-2.sbn");

	signer_init();
	sign_all(0);
	f->data[f->size / 2] ^= 1;      /* its length stays right */
	put_release("one");
}

START_TEST(damaged_inside)
{
	struct library lib;
	const struct lib_load *l;

	put_damaged();
	open_library(&lib);
	ck_assert(index_load(&lib, LOAD)->whole);     /* by what its first bytes say */
	verify_all(&lib, NULL, NULL);
	l = index_load(&lib, LOAD);
	ck_assert(!l->whole);
	ck_assert_uint_eq(l->problem_count, 1);
	ck_assert_str_eq(l->problem[0], BAD_LINE);
	ck_assert_ptr_null(index_signed_by(l));
	library_close(&lib);
	signer_finish();
}
END_TEST

/* Nobody checked before: it is found out when it is to be served. */
START_TEST(damaged_is_not_served)
{
	struct library lib;
	const struct lib_file *f;

	put_damaged();
	open_library(&lib);
	f = index_any_file(&lib, "dsp45.8-5-2.sbn");
	for (int i = 0; i < 2; i++) {
		errno = 0;
		ck_assert_ptr_null(store_get(&lib, f));
		ck_assert_int_eq(errno, EBADMSG);
	}
	ck_assert_str_eq(f->problem, BAD_LINE);
	ck_assert(!index_load(&lib, LOAD)->whole);
	f = index_any_file(&lib, "cnu45.8-5-2.sbn");
	store_put(&lib, store_get(&lib, f));
	ck_assert_int_eq(f->signature.state, SIGNATURE_GOOD);
	library_close(&lib);
	signer_finish();
}
END_TEST

START_TEST(two_families)
{
	struct firmware_file *f = firmware_find(&fw, "cvm45sccp.8-5-2.sbn");
	struct library lib;
	const struct lib_load *l;

	signer_init();
	sign_all(0);
	signer_sign(1, f->data, f->size, SIGNED_ON);
	put_release("one");
	open_library(&lib);
	verify_all(&lib, NULL, NULL);
	l = index_load(&lib, LOAD);
	ck_assert(!l->whole);
	ck_assert_uint_eq(l->problem_count, 1);
	ck_assert_str_eq(l->problem[0], "cvm45sccp.8-5-2.sbn: signed for the 7942/7962, its list "
			 "for the 7945/7965");
	library_close(&lib);
	signer_finish();
}
END_TEST

/* What was found is kept, and holds only for the same file and the same keys. */
START_TEST(results_are_kept)
{
	struct library lib;

	put_damaged();
	open_library(&lib);
	verify_all(&lib, NULL, NULL);
	ck_assert_int_eq(sigcache_save(&lib), 0);
	library_close(&lib);

	open_library(&lib);
	ck_assert(!index_load(&lib, LOAD)->whole);
	ck_assert_str_eq(index_load(&lib, LOAD)->problem[0], BAD_LINE);
	ck_assert_uint_eq(verify_all(&lib, NULL, NULL), 0);
	library_close(&lib);

	/* Written anew, with the same length. */
	unlink(scratch_path("lib/one/dsp45.8-5-2.sbn"));
	firmware_find(&fw, "dsp45.8-5-2.sbn")->data[firmware_find(&fw, "dsp45.8-5-2.sbn")->size / 2] ^= 1;
	scratch_write("lib/one/dsp45.8-5-2.sbn", firmware_find(&fw, "dsp45.8-5-2.sbn")->data,
		      firmware_find(&fw, "dsp45.8-5-2.sbn")->size);
	open_library(&lib);
	ck_assert(index_load(&lib, LOAD)->whole);
	ck_assert_uint_eq(verify_all(&lib, NULL, NULL), 1);
	ck_assert_ptr_nonnull(index_signed_by(index_load(&lib, LOAD)));
	library_close(&lib);

	signature_use_keys(NULL, 0);
	open_library(&lib);
	ck_assert_uint_eq(verify_all(&lib, NULL, NULL), 8);
	library_close(&lib);
	signer_finish();
}
END_TEST

/* A damaged file of results is as good as none. */
START_TEST(results_damaged)
{
	static const char *const junk[] = {
		"", "\n", "netrecover-index 1 00000000\n", "x", "1 2 3 4 5 6 one/" LOAD ".loads\n",
	};
	char head[160];
	struct library lib;

	put_release("one");
	for (size_t i = 0; i < NR_ARRAY_SIZE(junk); i++) {
		scratch_write("lib/" SIGCACHE_NAME, junk[i], strlen(junk[i]));
		open_library(&lib);
		ck_assert_uint_eq(verify_all(&lib, NULL, NULL), 8);
		library_close(&lib);
	}
	snprintf(head, sizeof(head), "netrecover-index 1 %08x\n\n9\n-1 -1 -1 99 -1 -1 x\n"
		 "1 1 1 3 0 99 one/" LOAD ".loads\n5", signature_keys_mark());
	scratch_write("lib/" SIGCACHE_NAME, head, strlen(head));
	open_library(&lib);
	ck_assert_uint_eq(verify_all(&lib, NULL, NULL), 8);
	ck_assert_int_eq(sigcache_save(&lib), 0);
	library_close(&lib);
	unlink(scratch_path("lib/" SIGCACHE_NAME));
	ck_assert_int_eq(symlink("/etc/passwd", scratch_path("lib/" SIGCACHE_NAME)), 0);
	open_library(&lib);
	ck_assert_uint_eq(verify_all(&lib, NULL, NULL), 8);
	library_close(&lib);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("library");
	TCase *t = tcase_create("library");
	SRunner *r;
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, whole_load);
	tcase_add_test(t, missing_image);
	tcase_add_test(t, cut_image);
	tcase_add_test(t, cut_header);
	tcase_add_test(t, empty_image);
	tcase_add_test(t, empty_archive);
	tcase_add_test(t, renamed_image);
	tcase_add_test(t, unsigned_image);
	tcase_add_test(t, unsigned_list);
	tcase_add_test(t, list_that_lists_nothing);
	tcase_add_test(t, unreadable_image);
	tcase_add_test(t, list_in_other_case);
	tcase_add_test(t, two_releases);
	tcase_add_test(t, files_by_name);
	tcase_add_test(t, only_regular_files);
	tcase_add_test(t, scan_in_slices);
	tcase_add_test(t, folder_that_is_none);
	tcase_add_test(t, bytes_are_shared_and_steady);
	tcase_add_test(t, changed_file_is_stale);
	tcase_add_test(t, idle_bytes_are_bounded);
	tcase_add_test(t, signed_load);
	tcase_add_test(t, unknown_key);
	tcase_add_test(t, damaged_inside);
	tcase_add_test(t, damaged_is_not_served);
	tcase_add_test(t, two_families);
	tcase_add_test(t, results_are_kept);
	tcase_add_test(t, results_damaged);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
