/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_xmldefault.c -- XMLDefault.cnf.xml as people have it.
 */
#include <config.h>
#include "core/plan/xmldefault.h"
#include "tests/unit/scratch.h"
#include "tests/unit/tiny_model.h"

#include <errno.h>

#define LOAD "SCCP45.9-4-2SR3-1S"
#define ROW "<loadInformation435 model=\"Cisco 7945\">" LOAD "</loadInformation435>"

static struct xmldefault x;

static int parse_bytes(const void *text, size_t len)
{
	uint8_t *copy = malloc(len ? len : 1);
	int r;

	xmldefault_finish(&x);
	memcpy(copy, text, len);
	r = xmldefault_parse(&x, "f.xml", copy, len);
	free(copy);
	return r;
}

static int parse(const char *text)
{
	return parse_bytes(text, strlen(text));
}

/* One row for the 7945 in @line, told with @warnings, the first holding @text. */
static void expect_row(unsigned line, size_t warnings, const char *text)
{
	bool mended;
	const struct xmldefault_row *row;

	ck_assert_msg(!x.messages.error, "%s", x.messages.error);
	row = xmldefault_find(&x, &tiny_model.model, &mended);
	ck_assert_ptr_nonnull(row);
	ck_assert(!mended);
	ck_assert_uint_eq(row->type, 435);
	ck_assert_str_eq(row->load, LOAD);
	ck_assert_uint_eq(row->line, line);
	ck_assert_msg(x.messages.warning_count == warnings, "%zu: %s", x.messages.warning_count,
		      x.messages.warning_count ? x.messages.warning[0] : "");
	if (text)
		ck_assert_msg(strstr(x.messages.warning[0], text), "%s", x.messages.warning[0]);
}

static void expect_error(const char *text, const char *error)
{
	ck_assert_int_eq(parse(text), -EINVAL);
	ck_assert_ptr_nonnull(x.messages.error);
	ck_assert_msg(strcmp(x.messages.error, error) == 0, "%s", x.messages.error);
	ck_assert_ptr_null(strchr(x.messages.error, '\n'));
	ck_assert_uint_eq(x.count, 0);
}

START_TEST(as_the_call_manager_writes_it)
{
	ck_assert_int_eq(parse("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Default>\n"
			       "<callManagerGroup><members><member priority=\"0\"/></members>"
			       "</callManagerGroup>\n"
			       "<loadInformation30016 model=\"Cisco IP Communicator\"></loadInformation30016>\n"
			       "<loadInformation8 model=\"Cisco 7940\">P00308000500</loadInformation8>\n"
			       ROW "\n<vendorConfig/>\n</Default>\n"), 0);
	expect_row(6, 0, NULL);
	ck_assert_uint_eq(x.count, 3);
	ck_assert_str_eq(x.row[0].load, "");
	ck_assert_str_eq(x.row[0].model, "Cisco IP Communicator");
	ck_assert_uint_eq(x.row[1].type, 8);
	ck_assert_int_eq(parse("<Default/>"), 0);
	ck_assert_uint_eq(x.count, 0);
}
END_TEST

START_TEST(odd_but_right)
{
	/* Zero-padded, lower case, root in lower case, no declaration, Latin-1. */
	ck_assert_int_eq(parse("<default>\n<loadinformation00435 MODEL='x'> " LOAD
			       "\r\n</loadinformation00435></default>"), 0);
	expect_row(2, 1, "f.xml:2: <loadinformation00435> should be <loadInformation435>: mended");
	ck_assert_int_eq(parse("<Default><name>B\xfcro</name>" ROW "</Default>"), 0);
	expect_row(1, 0, NULL);
	ck_assert_int_eq(parse("<Default><!-- <loadInformation435>X</loadInformation435> & -->"
			       ROW "</Default>"), 0);
	expect_row(1, 0, NULL);
	ck_assert_int_eq(parse("<Default>\n<loadInformation435 model=\"IP Phone \n7945\">" LOAD
			       "</loadInformation435>\n</Default>"), 0);
	expect_row(3, 0, NULL);         /* where the tag ends */
	ck_assert_str_eq(x.row[0].model, "IP Phone 7945");
	ck_assert_int_eq(parse("<Default><loadInformation/><loadInformation9999999999/>"
			       "<loadInformation43x/>" ROW "</Default>"), 0);
	ck_assert_uint_eq(x.count, 1);
}
END_TEST

START_TEST(load_names_with_too_much)
{
	ck_assert_int_eq(parse("<Default>\n<loadInformation435>" LOAD ".loads</loadInformation435>"
			       "</Default>"), 0);
	expect_row(2, 1, "f.xml:2: '" LOAD ".loads' should be '" LOAD "'");
	ck_assert_int_eq(parse("<Default><loadInformation435>the new one</loadInformation435>"
			       "<loadInformation436>B\xc3\xa4r</loadInformation436></Default>"), 0);
	ck_assert_uint_eq(x.count, 0);
	ck_assert_uint_eq(x.messages.warning_count, 2);
	ck_assert_str_eq(x.messages.warning[0], "f.xml:1: 'the new one' is not the name of a load: ignored");
}
END_TEST

START_TEST(twice)
{
	ck_assert_int_eq(parse("<Default>\n" ROW "\n<loadInformation435>SCCP45.8-5-2S"
			       "</loadInformation435></Default>"), 0);
	expect_row(2, 1, "f.xml:3: loadInformation435 is in line 2 already");
}
END_TEST

START_TEST(encodings)
{
	static const char text[] = "<?xml version=\"1.0\" encoding=\"utf-16\"?>\n<Default>\n" ROW
				   "</Default>";
	uint8_t wide[2 * sizeof(text) + 2];
	size_t n = strlen(text);

	ck_assert_int_eq(parse("\xef\xbb\xbf<Default>\n" ROW "</Default>"), 0);
	expect_row(2, 0, NULL);
	for (int big = 0; big < 2; big++) {
		wide[0] = big ? 0xfe : 0xff;
		wide[1] = big ? 0xff : 0xfe;
		for (size_t i = 0; i < n; i++) {
			wide[2 + 2 * i + (size_t)!big] = 0;
			wide[2 + 2 * i + (size_t)big] = (uint8_t)text[i];
		}
		ck_assert_int_eq(parse_bytes(wide, 2 * n + 2), 0);
		expect_row(3, 0, NULL);
		ck_assert_int_eq(parse_bytes(wide + 2, 2 * n), 0);
		expect_row(3, 0, NULL);
		ck_assert_int_eq(parse_bytes(wide, 2 * n + 1), -EINVAL);
	}
}
END_TEST

START_TEST(curly_quotes)
{
	ck_assert_int_eq(parse("<Default>\n\n<loadInformation435 model=\xe2\x80\x9d" "Cisco 7945"
			       "\xe2\x80\x9d>" LOAD "</loadInformation435>\n</Default>"), 0);
	expect_row(3, 1, "f.xml:3: curly quotes: mended");
	ck_assert_str_eq(x.row[0].model, "Cisco 7945");
	/* Of an old Windows editor; and one pair of each kind. */
	ck_assert_int_eq(parse("<Default><loadInformation435 model=\x93" "Cisco 7945\x94>" LOAD
			       "</loadInformation435></Default>"), 0);
	expect_row(1, 1, "curly quotes");
	ck_assert_int_eq(parse("<Default><loadInformation435 model=\xe2\x80\x9c" "Cisco 7945\">" LOAD
			       "</loadInformation435></Default>"), 0);
	expect_row(1, 1, "curly quotes");
	/* Inside a value that straight quotes hold, and inside one that curly ones hold. */
	ck_assert_int_eq(parse("<Default><loadInformation435 model=\"Cisco \xe2\x80\x9d" "7945\xe2\x80\x9d\">"
			       LOAD "</loadInformation435></Default>"), 0);
	expect_row(1, 0, NULL);
	ck_assert_int_eq(parse("<Default><a b='1' c=\"x & \xe2\x80\x9d y\" d=\"2\"/>\n"
			       "<loadInformation435 model=\"Cisco \xe2\x80\x9c" "7945\xe2\x80\x9d\">"
			       LOAD "</loadInformation435></Default>"), 0);
	expect_row(2, 1, "'&' that is not written as '&amp;'");
	ck_assert_int_eq(parse("<Default><loadInformation435 model=\xe2\x80\x9d" "Cisco \xe2\x80\x9c" "7945"
			       "\xe2\x80\x9d\xe2\x80\x9d>" LOAD "</loadInformation435></Default>"), 0);
	expect_row(1, 1, "curly quotes");
}
END_TEST

START_TEST(missing_equals)
{
	ck_assert_int_eq(parse("<Default>\n" ROW "\n<loadInformation124 model\"Addon 7914\">"
			       "S00105000400</loadInformation124></Default>"), 0);
	expect_row(2, 1, "f.xml:3: missing '=': mended");
	ck_assert_uint_eq(x.count, 2);
	ck_assert_str_eq(x.row[1].model, "Addon 7914");
}
END_TEST

START_TEST(no_root)
{
	ck_assert_int_eq(parse(ROW), 0);
	expect_row(1, 1, "f.xml:1: no <Default> element around it: mended");
	ck_assert_int_eq(parse("<?xml version=\"1.0\"?>\n<!-- <x> -->\n<loadInformation436/>\n" ROW
			       "\n"), 0);
	expect_row(4, 1, "no <Default>");
}
END_TEST

START_TEST(ampersands)
{
	ck_assert_int_eq(parse("<Default>\n<authenticationURL>http://x/?a=1&b=2&amp;c</authenticationURL>\n"
			       ROW "<name x='A&T'/></Default>"), 0);
	expect_row(3, 2, "f.xml:2: '&' that is not written as '&amp;': mended");
}
END_TEST

START_TEST(blank_before_the_declaration)
{
	ck_assert_int_eq(parse("\n<?xml version=\"1.0\"\n?><Default>" ROW "</Default>"), 0);
	expect_row(3, 0, NULL);
}
END_TEST

START_TEST(beyond_mending)
{
	expect_error("", "f.xml: empty");
	expect_error("   \n", "f.xml: empty");
	expect_error("no XML\n", "f.xml:1: it is not XML: it does not begin with a tag");
	expect_error("<Default>\n<a>\n</b>\n</Default>",
		     "f.xml:3: the tag a of line 2 is closed as b");
	expect_error("<Default>\n" ROW "\n",
		     "f.xml:3: it ends inside the tag Default, which begins in line 1: a part of it is missing");
	expect_error("<device>" ROW "</device>", "f.xml:1: this is the configuration of one phone "
		     "(<device>); XMLDefault.cnf.xml starts with <Default>");
	expect_error("<html><body/></html>",
		     "f.xml:1: starts with <html>; XMLDefault.cnf.xml starts with <Default>");
	ck_assert_int_eq(parse_bytes("<Default>\0</Default>", 20), -EINVAL);
	ck_assert_str_eq(x.messages.error, "f.xml: not a text file");
}
END_TEST

START_TEST(doctype_is_refused_unread)
{
	expect_error("<?xml version=\"1.0\"?>\n<!DOCTYPE Default SYSTEM \"http://127.0.0.1/x\">\n<Default/>",
		     "f.xml:2: declares a document type: such a file is not read");
	expect_error("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><Default>&b;</Default>",
		     "f.xml:1: declares a document type: such a file is not read");
	expect_error("<Default>&undefined;</Default>",
		     "f.xml:1: &undefined; means nothing in XML; an & by itself is written &amp;");
}
END_TEST

START_TEST(wrong_number)
{
	const struct xmldefault_row *row;
	bool mended;

	ck_assert_int_eq(parse("<Default><loadInformation8 model=\"IP Phone 7965\">" LOAD
			       "</loadInformation8>"
			       "<loadInformation1 model=\"IP Phone 7945G\">" LOAD
			       "</loadInformation1></Default>"), 0);
	row = xmldefault_find(&x, &tiny_model.model, &mended);
	ck_assert_ptr_nonnull(row);
	ck_assert(mended);
	ck_assert_uint_eq(row->type, 1);
	/* The right number wins, also when it says "leave the load". */
	ck_assert_int_eq(parse("<Default><loadInformation1 model=\"IP Phone 7945\">" LOAD
			       "</loadInformation1><loadInformation435/></Default>"), 0);
	row = xmldefault_find(&x, &tiny_model.model, &mended);
	ck_assert(!mended);
	ck_assert_str_eq(row->load, "");
	/* A load of another model, and texts that do not name this one. */
	ck_assert_int_eq(parse("<Default><loadInformation8 model=\"7945\">P00308000500"
			       "</loadInformation8>"
			       "<loadInformation9 model=\"17945\">" LOAD "</loadInformation9>"
			       "<loadInformation10 model=\"7945X\">" LOAD "</loadInformation10>"
			       "<loadInformation11 model=\"7945G-GE\">" LOAD "</loadInformation11>"
			       "</Default>"), 0);
	ck_assert_ptr_null(xmldefault_find(&x, &tiny_model.model, &mended));
	ck_assert(!mended);
}
END_TEST

/* For a model of another maker the number counts, and nothing is guessed. */
START_TEST(another_maker)
{
	struct nr_model other = tiny_model.model;
	bool mended;

	other.formats = NULL;
	ck_assert_int_eq(parse("<Default><loadInformation8 model=\"Cisco 7945\">" LOAD
			       "</loadInformation8></Default>"), 0);
	ck_assert_ptr_nonnull(xmldefault_find(&x, &tiny_model.model, &mended));
	ck_assert(mended);
	ck_assert_ptr_null(xmldefault_find(&x, &other, &mended));
	ck_assert(!mended);
	other.type = 8;
	ck_assert_ptr_nonnull(xmldefault_find(&x, &other, &mended));
	ck_assert(!mended);
}
END_TEST

START_TEST(files)
{
	scratch_setup();
	scratch_write("XMLDefault.cnf.xml", "<Default>" ROW "</Default>", strlen(ROW) + 19);
	ck_assert_int_eq(xmldefault_load(&x, scratch_path("XMLDefault.cnf.xml")), 0);
	expect_row(1, 0, NULL);
	xmldefault_finish(&x);
	ck_assert_int_eq(xmldefault_load(&x, scratch_path("none")), -ENOENT);
	ck_assert_ptr_nonnull(strstr(x.messages.error, "none: cannot be read: No such file"));
	xmldefault_finish(&x);
	ck_assert_int_eq(mkfifo(scratch_path("fifo"), 0644), 0);
	ck_assert_int_eq(xmldefault_load(&x, scratch_path("fifo")), -EINVAL);
	xmldefault_finish(&x);
	scratch_write("large", "", 0);
	ck_assert_int_eq(truncate(scratch_path("large"), 1024 * 1024 + 1), 0);
	ck_assert_int_eq(xmldefault_load(&x, scratch_path("large")), -EINVAL);
	ck_assert_ptr_nonnull(strstr(x.messages.error, "larger than 1 MiB"));
	scratch_teardown();
}
END_TEST

static void finish(void)
{
	xmldefault_finish(&x);
}

int main(void)
{
	Suite *s = suite_create("xmldefault");
	TCase *t = tcase_create("xmldefault");
	SRunner *r;
	int failed;

	tcase_add_checked_fixture(t, NULL, finish);
	tcase_add_test(t, as_the_call_manager_writes_it);
	tcase_add_test(t, odd_but_right);
	tcase_add_test(t, load_names_with_too_much);
	tcase_add_test(t, twice);
	tcase_add_test(t, encodings);
	tcase_add_test(t, curly_quotes);
	tcase_add_test(t, missing_equals);
	tcase_add_test(t, no_root);
	tcase_add_test(t, ampersands);
	tcase_add_test(t, blank_before_the_declaration);
	tcase_add_test(t, beyond_mending);
	tcase_add_test(t, doctype_is_refused_unread);
	tcase_add_test(t, wrong_number);
	tcase_add_test(t, another_maker);
	tcase_add_test(t, files);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
