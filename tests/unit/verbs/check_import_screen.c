/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_import_screen.c -- the folder of a TFTP server as it grew over the years: 2,000
 * files, 30 loads of which 5 are broken, 200 locale files, 3 archives.  One screen tells
 * what became of it.
 */
#include <config.h>
#include "core/library/import.h"
#include "core/library/library.h"
#include "core/verbs/import_print.h"
#include "tests/phone/firmware.h"
#include "tests/unit/library/packer.h"
#include "tests/unit/modules.h"

#include <jansson.h>

static struct plugins all;
static char tftp[128];

static void setup(void)
{
	modules_load(&all);
	scratch_setup();
	scratch_folder("tftp");
	snprintf(tftp, sizeof(tftp), "%s/tftp", scratch);
}

static void teardown(void)
{
	scratch_teardown();
	modules_unload(&all);
}

/* -- the folder ---------------------------------------------------------------- */

static const char *const families[] = { "SCCP11", "SCCP31", "SCCP41", "SIP42", "SCCP45", "SIP70" };
static const char *const versions[] = { "8-3-3S", "8-5-2S", "9-2-1S", "9-3-1SR1-1S", "9-4-2SR3-1S" };

static void put_load(const char *load)
{
	struct firmware fw;
	char path[256];

	ck_assert_int_eq(firmware_make(&fw, load, 30000), 0);
	for (size_t i = 0; i < fw.count; i++) {
		snprintf(path, sizeof(path), "tftp/%s", fw.file[i].name);
		scratch_write(path, fw.file[i].data, fw.file[i].size);
	}
	firmware_finish(&fw);
}

static void put_loads(void)
{
	char load[64];

	for (size_t v = 0; v < NR_ARRAY_SIZE(versions); v++)
		for (size_t f = 0; f < NR_ARRAY_SIZE(families); f++) {
			snprintf(load, sizeof(load), "%s.%s", families[f], versions[v]);
			put_load(load);
		}
}

/* A file that is missing, cut, renamed, of another kind; a list that is cut. */
static void break_five(void)
{
	uint8_t *renamed;
	size_t size;

	ck_assert_int_eq(unlink(scratch_path("tftp/jar11sccp.8-3-3.sbn")), 0);
	ck_assert_int_eq(truncate(scratch_path("tftp/apps41.8-5-2.sbn"), 3000), 0);
	renamed = firmware_image("cnu42.8-3-2.sbn", 3000, &size);
	scratch_write("tftp/cnu42.8-3-3.sbn", renamed, size);
	free(renamed);
	scratch_write("tftp/dsp31.8-3-3.sbn", "noise", 5);
	ck_assert_int_eq(truncate(scratch_path("tftp/SIP70.8-5-2S.loads"), 100), 0);
}

static void put_many(unsigned count, const char *format)
{
	char path[256];

	for (unsigned i = 0; i < count; i++) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		snprintf(path, sizeof(path), format, i);
#pragma GCC diagnostic pop
		scratch_write(path, "x", 1);
	}
}

static void put_rest(void)
{
	scratch_folder("tftp/german_germany");
	put_many(200, "tftp/german_germany/mk-%u.jar");
	scratch_folder("tftp/ringtones");
	put_many(120, "tftp/ringtones/Ring%u.raw");
	scratch_folder("tftp/Desktops");
	put_many(60, "tftp/Desktops/Picture%u.png");
	put_many(8, "tftp/Font%u.ttf");
	put_many(12, "tftp/notes%u.txt");
	put_many(25, "tftp/backup%u.old");
}

static void put_archives(void)
{
	struct firmware fw;

	ck_assert_int_eq(firmware_make(&fw, "SCCP75.9-4-2SR3-1S", 30000), 0);
	ck_assert_int_eq(firmware_write(&fw, scratch_path("tftp"), false), 0);
	firmware_finish(&fw);
	pack_start("tftp/po-locale-de_DE-k3-11.5.1.3000-1.cop.sgn", false, true, NULL);
	pack_file("locale/german_germany/mk-sccp.jar", "x", 1);
	pack_finish();
	scratch_write("tftp/cmterm-7970-sccp.6-0-1.exe", "MZ", 2);
}

static void make_folder(void)
{
	put_loads();
	break_five();
	put_rest();
	put_archives();
	put_many(2000 - (scratch_count("tftp") - 3), "tftp/SEP001B54AA%04X.cnf.xml");
	ck_assert_uint_eq(scratch_count("tftp") - 3, 2000);
}

/* -- what is said -------------------------------------------------------------- */

static char text[16384];

static void print(const struct app *app, const struct import_report *r)
{
	int out = dup(STDOUT_FILENO), err = dup(STDERR_FILENO);
	int fd = open(scratch_path("screen"), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	ssize_t n;

	fflush(stdout);
	fflush(stderr);
	dup2(fd, STDOUT_FILENO);
	dup2(fd, STDERR_FILENO);
	import_print_text(app, "firmware", tftp, r);
	fflush(stdout);
	fflush(stderr);
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	n = pread(fd, text, sizeof(text) - 1, 0);
	text[n > 0 ? n : 0] = '\0';
	close(fd);
	close(out);
	close(err);
	printf("%s", text);
	fflush(stdout);
}

static void expect(const char *line)
{
	ck_assert_msg(strstr(text, line), "no '%s' in:\n%s", line, text);
}

START_TEST(one_screen)
{
	const char *path = tftp;
	struct app app = { .quiet = false };
	struct import_report r;
	unsigned lines = 0;

	make_folder();
	import_quietly(scratch_path("lib"), &path, 1, &all, &r);
	print(&app, &r);
	for (const char *p = text; *p; p += strcspn(p, "\n") + 1, lines++)
		ck_assert_msg(strcspn(p, "\n") <= 80, "%zu columns: %s", strcspn(p, "\n"), p);
	ck_assert_uint_le(lines, 24);
	ck_assert_uint_eq(r.imported, 2);
	ck_assert_uint_eq(r.loads, 26);
	expect("tftp: 25 loads, ");
	expect("cmterm-7975-sccp.9-4-2SR3-1.zip: SCCP75.9-4-2SR3-1S, ");
	expect("  SCCP11.8-3-3S: jar11sccp.8-3-3.sbn: missing\n");
	expect("  SCCP41.8-5-2S: apps41.8-5-2.sbn: cut off: 3,000 of ");
	expect("  SIP42.8-3-3S: cnu42.8-3-3.sbn: renamed: ");
	expect("  SCCP31.8-3-3S: dsp31.8-3-3.sbn: ");
	expect("  SIP70.8-5-2S: cut off");
	expect("  locale files: 200 (german_germany/mk-");
	expect("  ring tones: 120 (");
	expect("  locale files, in archives: 1 (po-locale-de_DE-k3-11.5.1.3000-1.cop.sgn)");
	expect("cmterm-7970-sccp.6-0-1.exe: a program for Windows");
	outcomes_finish(&r.found);
}
END_TEST

/* With -q only what went wrong. */
START_TEST(quiet)
{
	const char *path = tftp;
	struct app app = { .quiet = true };
	struct import_report r;

	put_load("SCCP45.8-5-2S");
	scratch_write("tftp/x.rar", "Rar!", 4);
	scratch_write("tftp/a.raw", "x", 1);
	import_quietly(scratch_path("lib"), &path, 1, &all, &r);
	print(&app, &r);
	ck_assert_str_eq(text, "Not taken:\n  x.rar: a RAR archive: unpack it, then import the folder\n");
	outcomes_finish(&r.found);
}
END_TEST

START_TEST(json)
{
	const char *path = tftp, *kind, *name;
	struct import_report r;
	json_t *doc;
	int count;

	put_load("SCCP45.8-5-2S");
	scratch_write("tftp/a.raw", "x", 1);
	import_quietly(scratch_path("lib"), &path, 1, &all, &r);
	doc = import_print_json(&r);
	ck_assert_ptr_nonnull(doc);
	ck_assert_int_eq(json_unpack(doc, "{s:i, s:[{s:s, s:s}, {s:s}]}", "imported", &count, "items",
				     "kind", &kind, "name", &name, "kind", &kind), 0);
	ck_assert_int_eq(count, 1);
	ck_assert_uint_eq(json_array_size(json_object_get(doc, "items")), 2);
	json_decref(doc);
	outcomes_finish(&r.found);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("import_screen");
	TCase *t = tcase_create("import_screen");
	SRunner *r;
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, one_screen);
	tcase_add_test(t, quiet);
	tcase_add_test(t, json);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
