/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_bycatch.c -- names as they lie in the folders of call managers and of TFTP
 * servers, and the first bytes of what people take for archives.
 */
#include <config.h>
#include "core/library/bycatch.h"

#include <netrecover/types.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* Sources: administration guides of the 7961 and 9951 ("Customizing"), TFTP logs. */
static const struct {
	const char *path;
	enum bycatch what;
} paths[] = {
	{ "SCCP45.9-4-2SR3-1S.loads", BYCATCH_FIRMWARE },
	{ "a/term45.default.loads", BYCATCH_FIRMWARE },
	{ "jar45sccp.9-4-2ES26.sbn", BYCATCH_FIRMWARE },
	{ "CP7921G-1.4.6.3.LOADS", BYCATCH_FIRMWARE },
	{ "SCCP69xx.9-4-1-3SR3.zz.sgn", BYCATCH_FIRMWARE },
	{ "SCCP6945.9-4-1-3.bin1.sgn", BYCATCH_FIRMWARE },
	{ "rootfs8961.9-4-2SR4-1.sebn", BYCATCH_FIRMWARE },
	{ "P00308001000.bin", BYCATCH_FIRMWARE },
	{ "german_germany/mk-sccp.jar", BYCATCH_LOCALE },
	{ "mk-sip.jar", BYCATCH_LOCALE },
	{ "mk-sip.jar.sgn", BYCATCH_LOCALE },
	{ "g3-tones.xml", BYCATCH_LOCALE },
	{ "US/7960-tones.xml", BYCATCH_LOCALE },
	{ "SCCP-dictionary.utf-8.xml", BYCATCH_LOCALE },
	{ "7960-kate.xml", BYCATCH_LOCALE },
	{ "english_united_states/tc", BYCATCH_LOCALE },
	{ "german_germany/CIPC_Locale.loads", BYCATCH_LOCALE },
	{ "7960-font.xml", BYCATCH_FONT },
	{ "fonts/Unicode.font", BYCATCH_FONT },
	{ "RINGLIST.XML", BYCATCH_TONE },
	{ "DISTINCTIVERLIST.XML", BYCATCH_TONE },
	{ "DistinctiveRingList.xml.sgn", BYCATCH_TONE },
	{ "ringtones/CTU24.raw", BYCATCH_TONE },
	{ "Desktops/320x212x12/List.xml", BYCATCH_PICTURE },
	{ "Desktops/320x212x12/TN-Fountain.png", BYCATCH_PICTURE },
	{ "SEP001B54AA0001.cnf.xml", BYCATCH_CONFIGURATION },
	{ "SEP001B54AA0001.cnf.xml.enc.sgn", BYCATCH_CONFIGURATION },
	{ "CTLSEP001B54AA0001.tlv", BYCATCH_CONFIGURATION },
	{ "SIP001B54AA0001.cnf", BYCATCH_CONFIGURATION },
	{ "XMLDefault.cnf.xml", BYCATCH_CONFIGURATION },
	{ "dialplan.xml", BYCATCH_CONFIGURATION },
	{ "readme.txt", BYCATCH_DOCUMENT },
	{ "cip_8.5.2.pdf", BYCATCH_DOCUMENT },
	{ "c2800nm-ipbase.img", BYCATCH_OTHER },
	{ "x_y/z", BYCATCH_OTHER },
	{ "", BYCATCH_OTHER },
};

START_TEST(path_is)
{
	enum bycatch what = bycatch_of_path(paths[_i].path);

	ck_assert_msg(what == paths[_i].what, "%s: %s", paths[_i].path, bycatch_name(what));
}
END_TEST

/* Each with a word of its line; NULL: nothing to object to. */
static const struct {
	const char *name, *bytes, *text;
} heads[] = {
	{ "cmterm-7970-sccp.6-0-1.exe", "MZ\x90", "program for Windows" },
	{ "cmterm-7970-sccp.6-0-1.exe", "", "program for Windows" },
	{ "x.zip", "MZ\x90", "program for Windows" },
	{ "page.rar", "Rar!\x1a\x07", "a RAR archive" },
	{ "page.rar", "what", "a RAR archive" },
	{ "x.7z", "7z\xbc\xaf\x27\x1c", "a 7z archive" },
	{ "x.tar.xz", "\xfd" "7zXZ", "packed with xz" },
	{ "split.zip.001", "PK\3\4", "a part of a split archive" },
	{ "split.zip.003", "noise", "a part of a split archive" },
	{ "split.z01", "noise", "a part of a split archive" },
	{ "split.r00", "Rar!", "a part of a split archive" },
	{ "split.part2.rar", "Rar!", "a part of a split archive" },
	{ "cmterm.zip", "<!DOCTYPE html>\n<html>", "a web page" },
	{ "cmterm.zip", "\xef\xbb\xbf\r\n <HTML lang", "a web page" },
	{ "jar45.sbn", "<html>", "a web page" },
	{ "jar45.sbn", "version https://git-lfs.github.com/spec/v1\n", "a Git LFS pointer" },
	{ "index.html", "<html>", NULL },
	{ "cmterm.zip", "PK\3\4", NULL },
	{ "cmterm-8.5.2.tgz", "\x1f\x8b", NULL },
	{ "SCCP45.8-5-2S.loads", "# This", NULL },
	{ "cmterm-7945_7965-sccp.8-5-2", "PK\3\4", NULL },
	{ "P003.100", "x", "a part of a split archive" },
	{ "x.z", "", NULL },
	{ ".001", "", NULL },
	{ "", "", NULL },
};

START_TEST(head_is)
{
	const char *text = bycatch_refusal(heads[_i].name, (const uint8_t *)heads[_i].bytes,
					   strlen(heads[_i].bytes));

	if (!heads[_i].text)
		ck_assert_msg(!text, "%s: %s", heads[_i].name, text);
	else
		ck_assert_msg(text && strstr(text, heads[_i].text), "%s: %s", heads[_i].name,
			      text ? text : "nothing");
}
END_TEST

static const struct {
	const char *name, *plain;
} copies[] = {
	{ "jar45sccp.8-5-2 (1).sbn", "jar45sccp.8-5-2.sbn" },
	{ "jar45sccp.8-5-2(12).sbn", "jar45sccp.8-5-2.sbn" },
	{ "a (2).tar.gz", "a.tar.gz" },
	{ "a (2)", "a" },
	{ "jar45sccp.8-5-2.sbn", NULL },
	{ "a (b).sbn", NULL },
	{ "a (1) b.sbn", NULL },
	{ "(1).sbn", NULL },
	{ " (1).sbn", NULL },
	{ "a (1", NULL },
	{ "a (2009).zip", NULL },
};

START_TEST(copy_is)
{
	char plain[64] = "";
	bool is = bycatch_is_copy(copies[_i].name, plain, sizeof(plain));

	ck_assert_msg(is == (copies[_i].plain != NULL), "%s: %s", copies[_i].name, plain);
	if (is)
		ck_assert_str_eq(plain, copies[_i].plain);
}
END_TEST

#define ROWS(table) (int)NR_ARRAY_SIZE(table)

int main(void)
{
	Suite *s = suite_create("bycatch");
	TCase *t = tcase_create("bycatch");
	SRunner *r;
	int failed;

	tcase_add_loop_test(t, path_is, 0, ROWS(paths));
	tcase_add_loop_test(t, head_is, 0, ROWS(heads));
	tcase_add_loop_test(t, copy_is, 0, ROWS(copies));
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
