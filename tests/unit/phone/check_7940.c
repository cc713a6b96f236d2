/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_7940.c -- loads of one file in the library, and the life of a 7940 from
 * an unsigned SIP load to the last one, stop by stop.
 */
#include <config.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/phone/deed.h"
#include "core/phone/recovery.h"
#include "core/phone/registry.h"
#include "core/serve/answer.h"
#include "tests/phone/firmware.h"
#include "tests/unit/scratch.h"

#include <arpa/inet.h>
#include <check.h>

static int64_t now_ms = 1000000;

static int64_t test_now(void)
{
	return now_ms;
}

static const struct clock_ops test_clock = { test_now, test_now };

static struct plugins plugins;
static struct settings config;
static struct library library;
static struct xmldefault defaults;
static struct bench bench;
static const struct nr_mac mac = { { 0x00, 0x1b, 0x54, 0xaa, 0x00, 0x01 } };

static void quiet(int priority, const char *line, void *arg)
{
	(void)priority;
	(void)arg;
	if (getenv("VERBOSE"))
		fprintf(stderr, "%s\n", line);
}

static void setup(void)
{
	clock_ops = &test_clock;
	log_set_sink(quiet, NULL);
	scratch_setup();
	scratch_folder("lib");
	ck_assert_int_eq(plugins_load(&plugins, NULL, (const char *const[]){ NULL }), 0);
	ck_assert_int_eq(settings_load(&config, NULL, NULL, 0), 0);
	library.dirfd = -1;
}

static void teardown(void)
{
	registry_finish(&bench);
	xmldefault_finish(&defaults);
	library_close(&library);
	settings_finish(&config);
	plugins_finish(&plugins);
	scratch_teardown();
}

/* -- the library ------------------------------------------------------------------- */

/* An unsigned image: jumps of an ARM, its name, noise. */
static void put_bin(const char *file, const char *inside)
{
	uint8_t image[3000];

	memset(image, 0x5a, sizeof(image));
	for (int i = 3; i < 32; i += 4)
		image[i] = 0xea;
	memset(image + 0x20, 0, 32);
	memcpy(image + 0x20, inside, strlen(inside));
	scratch_write(file, image, sizeof(image));
}

static void put_signed(const char *file, const char *payload, size_t len)
{
	size_t size;
	uint8_t *data = firmware_sign(strrchr(file, '/') + 1, payload, len, &size);

	scratch_write(file, data, size);
	free(data);
}

static void open_library(void)
{
	ck_assert_int_eq(library_open(&library, scratch_path("lib"), &plugins), 0);
}

/* P0S3-05-3-00: one image, in both wrappers. */
static void put_single(const char *load)
{
	char path[128];

	snprintf(path, sizeof(path), "lib/%s", load);
	scratch_folder(path);
	snprintf(path, sizeof(path), "lib/%s/%s.bin", load, load);
	put_bin(path, load);
	snprintf(path, sizeof(path), "lib/%s/%s.sbn", load, load);
	put_signed(path, load, strlen(load));
}

/* P0S3-8-12-00: the universal loader P003-8-12-00, and the application. */
static void put_double(const char *load)
{
	char path[128], loader[32], list[200];
	int n;

	snprintf(loader, sizeof(loader), "P003%s", load + 4);
	snprintf(path, sizeof(path), "lib/%s", load);
	scratch_folder(path);
	snprintf(path, sizeof(path), "lib/%s/%s.bin", load, loader);
	put_bin(path, loader);
	snprintf(path, sizeof(path), "lib/%s/%s.sbn", load, loader);
	put_signed(path, loader, strlen(loader));
	snprintf(path, sizeof(path), "lib/%s/%s.sb2", load, load);
	put_signed(path, load, strlen(load));
	n = snprintf(list, sizeof(list), "%s.sbn\n%s.sb2\nLA_VERSION=PAS30831\n", loader, load);
	snprintf(path, sizeof(path), "lib/%s/%s.loads", load, load);
	put_signed(path, list, (size_t)n);
}

START_TEST(one_file)
{
	const struct lib_load *l;
	int image = -2;

	put_single("P0S3-05-3-00");
	scratch_folder("lib/7910");
	put_bin("lib/7910/P00405000700.bin", "P00405000700");
	scratch_folder("lib/other");
	put_bin("lib/other/unknown.bin", "unknown");
	put_signed("lib/other/jar45sccp.8-5-2.sbn", "x", 1);
	open_library();
	ck_assert_uint_eq(library.load_count, 2);
	l = index_load(&library, "P0S3-05-3-00");
	ck_assert(l->whole);
	ck_assert_uint_eq(l->file_count, 1);
	ck_assert_ptr_eq(l->file[0], l->list);
	ck_assert_str_eq(l->list->name, "P0S3-05-3-00.sbn");
	ck_assert_str_eq(l->parsed.protocol, "SIP");
	ck_assert_str_eq(index_load_file(l, "p0s3-05-3-00.BIN", &image)->name, "P0S3-05-3-00.bin");
	ck_assert_int_eq(image, 0);
	ck_assert_ptr_eq(index_load_file(l, "P0S3-05-3-00.sbn", &image), l->list);
	ck_assert_ptr_null(index_load_file(l, "P0S3-05-3-00.loads", &image));
	ck_assert_ptr_null(index_load_file(l, "P0S3-05-3-00.txt", &image));
	ck_assert(index_load(&library, "P00405000700")->whole);
}
END_TEST

START_TEST(two_stages)
{
	const struct lib_load *l;
	int image = -2;

	put_double("P0S3-8-12-00");
	scratch_folder("lib/alone");
	put_signed("lib/alone/P00308000900.sbn", "x", 1);
	open_library();
	/* a loader without its list is no load */
	ck_assert_uint_eq(library.load_count, 1);
	l = index_load(&library, "P0S3-8-12-00");
	ck_assert(l->whole);
	ck_assert_uint_eq(l->file_count, 2);
	ck_assert_str_eq(index_load_file(l, "P003-8-12-00.bin", &image)->name, "P003-8-12-00.bin");
	ck_assert_int_eq(image, 0);
	ck_assert_ptr_eq(index_load_file(l, "P0S3-8-12-00.loads", &image), l->list);
	ck_assert_int_eq(image, -1);
	index_load_file(l, "P0S3-8-12-00.sb2", &image);
	ck_assert_int_eq(image, 1);
	ck_assert_ptr_null(index_load_file(l, "P0S3-8-12-00.sbn", &image));
}
END_TEST

static void expect_problem(const char *load, const char *line)
{
	const struct lib_load *l = index_load(&library, load);

	ck_assert_ptr_nonnull(l);
	ck_assert(!l->whole);
	ck_assert_uint_eq(l->problem_count, 1);
	ck_assert_msg(strstr(l->problem[0], line) != NULL, "%s", l->problem[0]);
}

START_TEST(wrong_images)
{
	static const char kup[40] = "kup100000000";
	char zup[40];

	memcpy(zup, kup, sizeof(kup));
	zup[35] = 40 - 24;
	scratch_folder("lib/a");
	put_bin("lib/a/P00405000700.bin", "P00403020214");
	scratch_write("lib/a/ATA030204SCCP090202A.zup", zup, 40);
	scratch_write("lib/a/ATA030203SCCP051201A.zup", zup, 38);
	scratch_write("lib/a/cmterm_7936.3-3-21-0.bin", "", 0);
	put_signed("lib/a/CP7905080003SCCP070409A.sbin", zup, 36);
	open_library();
	expect_problem("P00405000700", "renamed: inside it is P00403020214");
	expect_problem("ATA030203SCCP051201A", "cut off: 38 of 40 bytes");
	expect_problem("cmterm_7936.3-3-21-0", "empty");
	expect_problem("CP7905080003SCCP070409A", "cut off");
	ck_assert(index_load(&library, "ATA030204SCCP090202A")->whole);
}
END_TEST

START_TEST(list_with_sizes)
{
	char list[200];
	int n;

	scratch_folder("lib/a");
	scratch_folder("lib/b");
	scratch_write("lib/a/TNUX.SBN", "12345", 5);
	scratch_write("lib/b/TNUX.SBN", "1234", 4);
	n = snprintf(list, sizeof(list), "#? HW_REV 0-4.*\n#? SW_CAP PEAP\n"
		     "TNUX.SBN 5 0123456789ABCDEF0123456789ABCDEF\n");
	put_signed("lib/a/CP7921G-1.4.6.3.LOADS", list, (size_t)n);
	put_signed("lib/b/CP7921G-1.4.5.3.LOADS", list, (size_t)n);
	open_library();
	ck_assert(index_load(&library, "CP7921G-1.4.6.3")->whole);
	expect_problem("CP7921G-1.4.5.3", "TNUX.SBN: 4 bytes, its list says 5");
}
END_TEST

/* -- the life of a phone ------------------------------------------------------------- */

#define GOAL "P0S3-8-12-00"

static void start_bench(const char *goal)
{
	static const char xml[] = "<Default><callManagerGroup/><loadInformation8 model=\"Cisco 7940\">"
				  "%s</loadInformation8></Default>";
	char text[512];

	open_library();
	snprintf(text, sizeof(text), xml, goal);
	ck_assert_int_eq(xmldefault_parse(&defaults, "XMLDefault.cnf.xml", text, strlen(text)), 0);
	bench = (struct bench){ .config = &config, .plugins = &plugins, .library = &library,
				.xmldefault = &defaults, .guard = NR_GUARD_CLEAR };
	inet_pton(AF_INET, "10.77.0.1", &bench.wire.address);
}

static struct phone *the_phone(void)
{
	return registry_get(&bench, &mac);
}

static void sight(enum nr_source source, const struct nr_fact_value *facts)
{
	struct nr_sighting s = { .source = source, .mac = &mac, .facts = facts };

	ck_assert_ptr_nonnull(recovery_sight(&bench, &s));
}

static void cdp(const char *device, const char *load)
{
	struct nr_fact_value facts[] = { { NR_FACT_PLATFORM, "Cisco IP Phone 7940" },
					 { NR_FACT_DEVICE_NAME, device }, { NR_FACT_LOAD, load },
					 { NR_FACT_END, NULL } };

	now_ms += 30000;
	sight(NR_SOURCE_CDP, facts);
}

#define SIP_DEVICE "SIP001B54AA0001"
#define SEP_DEVICE "SEP001B54AA0001"

static void boots(void)
{
	struct nr_fact_value facts[] = {
		{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone CP-7940G" },
		{ NR_FACT_BOOT, "discover" }, { NR_FACT_END, NULL } };

	now_ms += 60000;
	sight(NR_SOURCE_DHCP, facts);
}

/* Ask, and take it whole unless the cable is pulled; false: not found. */
static bool asks(const char *name, bool whole, char text[2048])
{
	struct nr_file f;
	bool served;

	served = answer_file(&bench, the_phone(), name, &f) == NR_SERVE;
	if (served) {
		deed_started(&bench, the_phone(), "tftp", f.name, f.size);
		if (text)
			snprintf(text, 2048, "%.*s", (int)f.size, (const char *)f.data);
		if (whole)
			deed_sent(&bench, the_phone(), "tftp", f.name, f.size, f.size);
		else
			deed_failed(&bench, the_phone(), "tftp", f.name, 0, "timeout");
		answer_close(&bench, &f);
	} else {
		deed_refused(&bench, the_phone(), name);
	}
	now_ms += 10000;
	return served;
}

static bool takes(const char *name)
{
	return asks(name, true, NULL);
}

static void reads(const char *name, const char *want)
{
	char text[2048];

	ck_assert_msg(asks(name, true, text), "%s was not served", name);
	ck_assert_msg(strstr(text, want) != NULL, "no %s in %s", want, text);
}

static void runs(const char *device, const char *load, enum phone_state state, size_t step)
{
	boots();
	cdp(device, load);
	ck_assert_int_eq(the_phone()->state, state);
	ck_assert_uint_eq(the_phone()->course.step, step);
}

START_TEST(from_unsigned_to_the_last)
{
	put_single("P0S3-05-3-00");
	put_single("P0S3-06-3-00");
	put_double("P0S3-07-5-00");
	put_double(GOAL);
	start_bench(GOAL);
	cdp(SIP_DEVICE, "P0S3-04-4-00");
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	ck_assert_uint_eq(the_phone()->course.plan->count, 4);

	/* unsigned: it takes the .bin; nothing else of the library exists for it */
	boots();
	reads("OS79XX.TXT", "P0S3-05-3-00");
	reads("SIPDefault.cnf", "image_version: P0S3-05-3-00\n");
	ck_assert(!takes("P0S3-06-3-00.sbn"));
	ck_assert(!takes(GOAL ".loads"));
	ck_assert(takes("P0S3-05-3-00.bin"));
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	runs(SIP_DEVICE, "P0S3-05-3-00", PHONE_PLANNED, 1);

	reads("OS79XX.TXT", "P0S3-06-3-00");
	ck_assert(takes("P0S3-06-3-00.sbn"));
	runs(SIP_DEVICE, "P0S3-06-3-00", PHONE_PLANNED, 2);

	/* the loader first, by OS79XX.TXT; it asks for its application itself */
	reads("OS79XX.TXT", "P003-07-5-00");
	ck_assert(takes("P003-07-5-00.sbn"));
	runs(SEP_DEVICE, "P003-07-5-00", PHONE_PLANNED, 2);
	ck_assert(!takes("CTLSEP001B54AA0001.tlv"));
	ck_assert_msg(!takes("SEP001B54AA0001.cnf.xml"), "it would choose SCCP");
	reads("SIP001B54AA0001.cnf", "image_version: P0S3-07-5-00\n");
	ck_assert(takes("P0S3-07-5-00.loads"));
	ck_assert_int_eq(the_phone()->state, PHONE_SERVING);
	ck_assert(takes("P0S3-07-5-00.sb2"));
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	runs(SIP_DEVICE, "P003-07-5-00", PHONE_PLANNED, 3);
	ck_assert_str_eq(the_phone()->belief.load, "P0S3-07-5-00");

	/* and both stages by the list */
	reads("SIP001B54AA0001.cnf", "image_version: " GOAL "\n");
	ck_assert(takes(GOAL ".loads"));
	ck_assert(takes("P003-8-12-00.sbn"));
	boots();
	cdp(SIP_DEVICE, "P003-8-12-00");
	ck_assert_msg(the_phone()->state != PHONE_DONE, "its application is still to come");
	ck_assert(takes(GOAL ".loads"));
	ck_assert(takes(GOAL ".sb2"));
	runs(SIP_DEVICE, "P003-8-12-00", PHONE_DONE, 4);
	ck_assert_str_eq(the_phone()->belief.load, GOAL);
	ck_assert(!takes("SEP001B54AA0001.cnf.xml"));
	reads("SIP001B54AA0001.cnf", "image_version: " GOAL "\n");
}
END_TEST

/* SCCP to SIP: told in its XML, which is gone when it has the load. */
START_TEST(from_sccp_to_sip)
{
	put_double(GOAL);
	start_bench(GOAL);
	config.protocol_change = true;
	cdp(SEP_DEVICE, "P00308000900");
	boots();
	reads("SEP001B54AA0001.cnf.xml", "<loadInformation>" GOAL "</loadInformation>");
	ck_assert(takes(GOAL ".loads"));
	ck_assert(takes("P003-8-12-00.sbn"));
	ck_assert(takes(GOAL ".sb2"));
	ck_assert(!takes("SEP001B54AA0001.cnf.xml"));
	reads("SIP001B54AA0001.cnf", GOAL);
	runs(SIP_DEVICE, "P003-8-12-00", PHONE_DONE, 1);
}
END_TEST

/* The loader never asks for SIPDefault.cnf: the SIP application runs. */
START_TEST(application_asks)
{
	put_double(GOAL);
	start_bench(GOAL);
	config.protocol_change = true;
	cdp(SEP_DEVICE, "P00308000900");
	boots();
	ck_assert(takes("SEP001B54AA0001.cnf.xml"));
	ck_assert(takes(GOAL ".loads"));
	ck_assert(takes("P003-8-12-00.sbn"));
	boots();
	ck_assert(takes(GOAL ".loads"));
	ck_assert(takes(GOAL ".sb2"));
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	takes("SIP001B54AA0001.cnf");
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	reads("SIPDefault.cnf", GOAL);
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	ck_assert_str_eq(the_phone()->belief.load, GOAL);
	ck_assert_int_eq(the_phone()->belief.load_source, LOAD_SIGN);
}
END_TEST

/* One that had a SIP application before may be that one still. */
START_TEST(old_application_asks)
{
	put_double(GOAL);
	start_bench(GOAL);
	cdp(SIP_DEVICE, "P003-07-5-00");
	boots();
	ck_assert(takes("SIP001B54AA0001.cnf"));
	ck_assert(takes(GOAL ".loads"));
	ck_assert(takes("P003-8-12-00.sbn"));
	ck_assert(takes(GOAL ".sb2"));
	ck_assert(takes("SIPDefault.cnf"));
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
}
END_TEST

/* What the universal loader asks for of itself is what it wants; no list is asked before 7.0. */
START_TEST(loader_asks_for_a_list)
{
	struct nr_fact_value wants[] = { { NR_FACT_FILE_WANTED, GOAL ".loads" }, { NR_FACT_END, NULL } };

	put_double(GOAL);
	start_bench(GOAL);
	boots();
	ck_assert(!takes("SEP001B54AA0001.cnf.xml"));
	sight(NR_SOURCE_TFTP, wants);
	ck_assert_str_eq(the_phone()->belief.load, "");
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	ck_assert_uint_eq(the_phone()->course.plan->count, 1);
	ck_assert(takes(GOAL ".loads"));
	ck_assert(takes("P003-8-12-00.sbn"));
	ck_assert(takes(GOAL ".sb2"));
	runs(SIP_DEVICE, "P003-8-12-00", PHONE_DONE, 1);
}
END_TEST

/* "Protocol Application Invalid": the loader runs, its application does not. */
START_TEST(loader_without_application)
{
	put_double(GOAL);
	start_bench(GOAL);
	cdp(SEP_DEVICE, "P003-8-12-00");
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	ck_assert_uint_eq(the_phone()->course.plan->count, 1);
	boots();
	reads("SIP001B54AA0001.cnf", GOAL);
	ck_assert(takes(GOAL ".loads"));
	ck_assert(takes(GOAL ".sb2"));
	runs(SIP_DEVICE, "P003-8-12-00", PHONE_DONE, 1);
}
END_TEST

/* What it called itself before it started, or to another witness, says nothing of its loader. */
START_TEST(loader_under_an_old_name)
{
	const struct nr_fact_value facts[] = { { NR_FACT_LOAD, "P003-8-12-00" },
					       { NR_FACT_END, NULL } };

	put_double("P0S3-07-5-00");
	put_double(GOAL);
	start_bench(GOAL);
	cdp(SIP_DEVICE, "P003-07-5-00");
	reads("SIP001B54AA0001.cnf", "image_version: " GOAL "\n");
	ck_assert(takes(GOAL ".loads"));
	ck_assert(takes("P003-8-12-00.sbn"));
	ck_assert(takes(GOAL ".sb2"));
	boots();
	sight(NR_SOURCE_SIP, facts);
	ck_assert_msg(the_phone()->state != PHONE_DONE, "its loader is no application");
	runs(SIP_DEVICE, "P003-8-12-00", PHONE_DONE, 1);
}
END_TEST

/* A load of one file has no list: interrupted, it is no refusal; installed it must be. */
START_TEST(one_file_again_and_again)
{
	put_single("P0S3-05-3-00");
	start_bench("P0S3-05-3-00");
	cdp(SIP_DEVICE, "P0S3-04-4-00");
	for (int i = 0; i < 6; i++) {
		boots();
		ck_assert(asks("P0S3-05-3-00.bin", false, NULL));
	}
	ck_assert_str_eq(the_phone()->code, "NR-UNHEARD");
	for (int i = 0; i < 3; i++) {
		ck_assert(takes("P0S3-05-3-00.bin"));
		boots();
	}
	ck_assert(!takes("P0S3-05-3-00.bin"));
	ck_assert_int_eq(the_phone()->state, PHONE_REFUSED);
}
END_TEST

static void registers(const char *protocol)
{
	struct nr_fact_value facts[] = { { NR_FACT_REGISTERS, protocol }, { NR_FACT_END, NULL } };

	now_ms += 30000;
	sight(NR_SOURCE_TCP, facts);
}

/* Nobody sees its load: it is asked, in a file that does not change its protocol. */
START_TEST(asked_whether_it_runs_the_target)
{
	put_double(GOAL);
	start_bench(GOAL);
	boots();
	ck_assert(!takes("SEP001B54AA0001.cnf.xml"));
	ck_assert(!takes("SIP001B54AA0001.cnf"));
	ck_assert(takes("SIPDefault.cnf"));
	registers("sip");
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	ck_assert_str_eq(the_phone()->code, "NR-UNKNOWN");

	boots();
	ck_assert(!takes("SEP001B54AA0001.cnf.xml"));
	ck_assert(!takes("SIP001B54AA0001.cnf"));
	reads("SIPDefault.cnf", "image_version: " GOAL "\n");
	ck_assert_msg(!takes(GOAL ".loads"), "a question is no offer");
	ck_assert_msg(!takes("P003-8-12-00.sbn"), "a question is no offer");
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
}
END_TEST

START_TEST(answers_that_it_runs_the_target)
{
	put_double(GOAL);
	start_bench(GOAL);
	boots();
	ck_assert(takes("SIPDefault.cnf"));
	registers("sip");
	boots();
	reads("SIPDefault.cnf", "image_version: " GOAL "\n");
	registers("sip");
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	ck_assert_str_eq(the_phone()->belief.load, GOAL);
}
END_TEST

/* It boots again and again, and its protocol cannot be seen: no way is safe. */
START_TEST(silent_and_unknown)
{
	put_double(GOAL);
	start_bench(GOAL);
	for (int i = 0; i < 6; i++) {
		boots();
		takes("SIPDefault.cnf");
	}
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	ck_assert_str_eq(the_phone()->code, "NR-NOPLAN");
	ck_assert(!takes(GOAL ".loads"));
	cdp(SIP_DEVICE, "P003-07-5-00");
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("7940");
	TCase *t = tcase_create("all");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, one_file);
	tcase_add_test(t, two_stages);
	tcase_add_test(t, wrong_images);
	tcase_add_test(t, list_with_sizes);
	tcase_add_test(t, from_unsigned_to_the_last);
	tcase_add_test(t, from_sccp_to_sip);
	tcase_add_test(t, application_asks);
	tcase_add_test(t, old_application_asks);
	tcase_add_test(t, loader_asks_for_a_list);
	tcase_add_test(t, loader_without_application);
	tcase_add_test(t, loader_under_an_old_name);
	tcase_add_test(t, one_file_again_and_again);
	tcase_add_test(t, asked_whether_it_runs_the_target);
	tcase_add_test(t, answers_that_it_runs_the_target);
	tcase_add_test(t, silent_and_unknown);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
