/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * check_models.c -- the Java 79xx plugins: names, order, evidence, tables.
 * The names are ones that real phones, archives and documents use.
 */
#include <config.h>

#include "tests/unit/family.h"
#include "tests/unit/suite.h"

static struct plugins all;

#define GROUP_41 "7941,7941G-GE,7961,7961G-GE"
#define JAVA                                                                           \
	"7906,7911,7931,7941,7941G-GE,7942,7945,7961,7961G-GE,7962,7965,7970,7971,7975"

static const struct vector vectors[] = {
	{ "SCCP45.8-3-3S", NR_KIND_LOAD, "F1", "SCCP", "7945,7965", "8.3(3)", "", true },
	{ "SCCP45.8-5-2S", NR_KIND_LOAD, "F1", "SCCP", "7945,7965", "8.5(2)", "", true },
	{ "SCCP45.9-3-1SR1-1S", NR_KIND_LOAD, "F1", "SCCP", "7945,7965", "9.3(1)SR1-1", "", true },
	{ "SCCP45.9-3-1SR4-1S", NR_KIND_LOAD, "F1", "SCCP", "7945,7965", "9.3(1)SR4-1", "", true },
	{ "SCCP45.9-4-2SR2-2S", NR_KIND_LOAD, "F1", "SCCP", "7945,7965", "9.4(2)SR2-2", "", true },
	{ "SCCP45.9-4-2SR3-1S", NR_KIND_LOAD, "F1", "SCCP", "7945,7965", "9.4(2)SR3-1", "", true },
	{ "SCCP45.9-4-2SR4-3S", NR_KIND_LOAD, "F1", "SCCP", "7945,7965", "9.4(2)SR4-3", "", true },
	{ "SIP45.8-4-2S", NR_KIND_LOAD, "F1", "SIP", "7945,7965", "8.4(2)", "", true },
	{ "SIP45.8-5-4S", NR_KIND_LOAD, "F1", "SIP", "7945,7965", "8.5(4)", "", true },
	{ "SIP45.9-3-1SR4-1S", NR_KIND_LOAD, "F1", "SIP", "7945,7965", "9.3(1)SR4-1", "", true },
	{ "TERM41.7-0-3-0S", NR_KIND_LOAD, "F1", "SCCP", GROUP_41, "7.0(3)", "", true },
	{ "SCCP41.8-0-4ES4-0-1S", NR_KIND_LOAD, "F1", "SCCP", GROUP_41, "8.0(4)", "", true },
	{ "SCCP41.8-2-1S", NR_KIND_LOAD, "F1", "SCCP", GROUP_41, "8.2(1)", "", true },
	{ "SCCP41.8-3-3S", NR_KIND_LOAD, "F1", "SCCP", GROUP_41, "8.3(3)", "", true },
	{ "SCCP41.8-4-1S", NR_KIND_LOAD, "F1", "SCCP", GROUP_41, "8.4(1)", "", true },
	{ "SCCP41.8-5-2S", NR_KIND_LOAD, "F1", "SCCP", GROUP_41, "8.5(2)", "", true },
	{ "SCCP41.8-5-2SR1S", NR_KIND_LOAD, "F1", "SCCP", GROUP_41, "8.5(2)SR1", "", true },
	{ "SCCP41.9-4-2-1S", NR_KIND_LOAD, "F1", "SCCP", GROUP_41, "9.4(2)-1", "", true },
	{ "SCCP41.9-4-2SR3-1S", NR_KIND_LOAD, "F1", "SCCP", GROUP_41, "9.4(2)SR3-1", "", true },
	{ "SCCP42.9-3-1-1S", NR_KIND_LOAD, "F1", "SCCP", "7942,7962", "9.3(1)-1", "", true },
	{ "SCCP42.9-3-1ES27S", NR_KIND_LOAD, "F1", "SCCP", "7942,7962", "9.3(1)ES27", "", true },
	{ "SCCP42.9-3-1SR4-1S", NR_KIND_LOAD, "F1", "SCCP", "7942,7962", "9.3(1)SR4-1", "", true },
	{ "SCCP42.9-3-1ES10S", NR_KIND_LOAD, "F1", "SCCP", "7942,7962", "9.3(1)ES10", "", true },
	{ "SIP42.8-5-4S", NR_KIND_LOAD, "F1", "SIP", "7942,7962", "8.5(4)", "", true },
	{ "SCCP11.7-2-1-0S", NR_KIND_LOAD, "F1", "SCCP", "7906,7911", "7.2(1)", "", true },
	{ "SCCP11.8-0-4SR2S", NR_KIND_LOAD, "F1", "SCCP", "7906,7911", "8.0(4)SR2", "", true },
	{ "SCCP11.9-0-2SR1S", NR_KIND_LOAD, "F1", "SCCP", "7906,7911", "9.0(2)SR1", "", true },
	{ "SIP11.8-5-3S", NR_KIND_LOAD, "F1", "SIP", "7906,7911", "8.5(3)", "", true },
	{ "SIP11.9-2-1S", NR_KIND_LOAD, "F1", "SIP", "7906,7911", "9.2(1)", "", true },
	{ "SCCP31.9-2-1S", NR_KIND_LOAD, "F1", "SCCP", "7931", "9.2(1)", "", true },
	{ "SIP70.8-0-3S", NR_KIND_LOAD, "F1", "SIP", "7970,7971", "8.0(3)", "", true },
	{ "TERM70.6-0-2-0S", NR_KIND_LOAD, "F1", "SCCP", "7970,7971", "6.0(2)", "", true },
	{ "SCCP70.8-5-4S", NR_KIND_LOAD, "F1", "SCCP", "7970,7971", "8.5(4)", "", true },
	{ "SCCP75.9-4-2SR4-3S", NR_KIND_LOAD, "F1", "SCCP", "7975", "9.4(2)SR4-3", "", true },

	/* spelled as people and other programs spell them */
	{ "sccp45.9-4-2sr3-1s", NR_KIND_LOAD, "F1", "SCCP", "7945,7965", "9.4(2)SR3-1", "", true },
	{ "/tftp/SCCP45.8-5-2S.loads", NR_KIND_LOAD, "F1", "SCCP", "7945,7965", "8.5(2)", "", true },
	{ " SCCP45.8-5-2S.LOADS \r\n", NR_KIND_LOAD, "F1", "SCCP", "7945,7965", "8.5(2)", "", true },
	{ ".\\SCCP45.8-5-2S", NR_KIND_LOAD, "F1", "SCCP", "7945,7965", "8.5(2)", "", true },

	/* no such file: the final S is missing.  And a build that was never released. */
	{ "SIP45.9-3-1SR4", NR_KIND_LOAD, "F1", "SIP", "7945,7965", "9.3(1)SR4", "", false },
	{ "SCCP45.9-4-2-11devS", NR_KIND_LOAD, "F1", "SCCP", "7945,7965", "9-4-2-11DEV", "", false },
	{ "SCCP45.9-4-2-BN7S", NR_KIND_LOAD, "F1", "SCCP", "7945,7965", "9-4-2-BN7", "", false },

	{ "jar45sip.9-3-1ES26", NR_KIND_COMPONENT, "F1", "SIP", "7945,7965", "9.3(1)SR4-1",
	  "SIP45.9-3-1SR4-1S", true },
	{ "jar45sccp.9-4-2ES26.sbn", NR_KIND_COMPONENT, "F1", "SCCP", "7945,7965", "9.4(2)SR3-1",
	  "SCCP45.9-4-2SR3-1S", true },
	{ "cvm45sccp.9-4-2ES22.sbn ", NR_KIND_COMPONENT, "F1", "SCCP", "7945,7965", "9.4(2)SR2-2",
	  "SCCP45.9-4-2SR2-2S", true },
	{ "cvm45sccp.9-3-1ES8", NR_KIND_COMPONENT, "F1", "SCCP", "7945,7965", "9.3(1)SR1-1",
	  "SCCP45.9-3-1SR1-1S", true },
	{ "jar31sccp.9-2-1TH1-13", NR_KIND_COMPONENT, "F1", "SCCP", "7931", "9.2(1)",
	  "SCCP31.9-2-1S", true },
	{ "jar75sccp.9-4-2SR4-3", NR_KIND_COMPONENT, "F1", "SCCP", "7975", "9.4(2)SR4-3",
	  "SCCP75.9-4-2SR4-3S", true },
	{ "cnu45.9-4-2ES26", NR_KIND_COMPONENT, "F1", "", "7945,7965", "9.4(2)SR3-1", "", true },
	{ "apps41.9-4-2ES26", NR_KIND_COMPONENT, "F1", "", GROUP_41, "9.4(2)SR3-1", "", true },
	{ "dsp45.9-4-2SR4-3", NR_KIND_COMPONENT, "F1", "", "7945,7965", "9.4(2)SR4-3", "", true },
	{ "Jar11sip.8-2-2ES4.sbn", NR_KIND_COMPONENT, "F1", "SIP", "7906,7911", "8.2(2)ES4", "", true },
	{ "cvm11.7-2-0-66", NR_KIND_COMPONENT, "F1", "", "7906,7911", "7.2(1)", "SCCP11.7-2-1-0S", true },
	{ "dsp11.1-0-0-73", NR_KIND_COMPONENT, "F1", "", "7906,7911", "7.2(1)", "SCCP11.7-2-1-0S", true },
	{ "dsp41.1-0-0-99", NR_KIND_COMPONENT, "F1", "", GROUP_41, "1.0(0)-99", "", false },

	{ "term45.default", NR_KIND_MANIFEST, "F1", "", "7945", "", "", false },
	{ "term65.default.loads", NR_KIND_MANIFEST, "F1", "", "7965", "", "", false },
	{ "TERM06.DEFAULT.loads", NR_KIND_MANIFEST, "F1", "", "7906", "", "", false },
	{ "term61.default", NR_KIND_MANIFEST, "F1", "", "7961,7961G-GE", "", "", false },
	{ "79XX_default_load", NR_KIND_MARKER, "F1", "", JAVA, "", "", false },
	{ "79xx_default_load", NR_KIND_MARKER, "F1", "", JAVA, "", "", false },

	{ "cmterm-7945_7965-sccp.8-5-2.zip", NR_KIND_ARCHIVE, "F1", "SCCP", "7945,7965", "8.5(2)",
	  "SCCP45.8-5-2S", true },
	{ "cmterm-7945_7965-sip.9-4-2SR3-1.tar", NR_KIND_ARCHIVE, "F1", "SIP", "7945,7965",
	  "9.4(2)SR3-1", "SIP45.9-4-2SR3-1S", true },
	{ "cmterm-7945_7965-sccp.9-4-2-1SR3-1.zip", NR_KIND_ARCHIVE, "F1", "SCCP", "7945,7965",
	  "9.4(2)SR3-1", "SCCP45.9-4-2SR3-1S", true },
	{ "cmterm-7945_7965-sccp.9-4-2SR4-1.k3.cop.sgn", NR_KIND_ARCHIVE, "F1", "SCCP", "7945,7965",
	  "9.4(2)SR4-1", "SCCP45.9-4-2SR4-1S", true },
	{ "cmterm-7941_7961-sccp.9-4-2SR1-1.k4.cop.sgn", NR_KIND_ARCHIVE, "F1", "SCCP", GROUP_41,
	  "9.4(2)SR1-1", "SCCP41.9-4-2SR1-1S", true },
	{ "cmterm-7911_7906-sip.9-4-2SR1-1.cop.sgn", NR_KIND_ARCHIVE, "F1", "SIP", "7906,7911",
	  "9.4(2)SR1-1", "SIP11.9-4-2SR1-1S", true },
	{ "cmterm-7931-scpp.8-5-2.zip", NR_KIND_ARCHIVE, "F1", "SCCP", "7931", "8.5(2)",
	  "SCCP31.8-5-2S", true },
	{ "CMTERM-7970_7971-SCCP.8-5-4.TGZ", NR_KIND_ARCHIVE, "F1", "SCCP", "7970,7971", "8.5(4)",
	  "SCCP70.8-5-4S", true },
	{ "cmterm-7975-sccp.9-4-2SR4-3.tar.gz", NR_KIND_ARCHIVE, "F1", "SCCP", "7975", "9.4(2)SR4-3",
	  "SCCP75.9-4-2SR4-3S", true },
};
#define VECTORS (sizeof(vectors) / sizeof(vectors[0]))

START_TEST(vector)
{
	check_vector(&all, &vectors[_i]);
}
END_TEST

static const char *const strangers[] = {
	"", " ", ".loads", "SCCP45", "SCCP45.", "SCCP45.S", "SCCP45.8-5S", "SCCP45.8-5-S",
	"SCCP45.8-5-2SS", "SCCP45.8-5-2SRS", "SCCP45.8-5-2-1-2-3S", "SCCP45.8-5-2XS",
	"SCCP45.65536-0-0S", "SCCP45.8--5-2S", "SCCP46.8-5-2S", "TERM45.7-0-3-0S",
	"SCCP45.9-4-2SR3-1 S", "P00308000500", "sip88xx.12-5-1SR2-2", "apps37sccp.1-4-5-7",
	"CP7921G-1.4.6.3", "term46.default", "term45.default.x", "79XX_default", "jar45.sbn",
	"jar45sip.", "cnu45sip.9-3-1ES26", "cmterm-7945_7965-sccp.zip", "cmterm-7945_7941-sccp.8-5-2.zip",
	"cmterm--sccp.8-5-2.zip", "cmterm-7945_7965.8-5-2.zip", "cmterm-7945_79-sccp.8-5-2.zip",
	"cmterm-45-sccp.8-5-2.zip",
	"SCCP45.9-4-2SR3-1111111111111111111111111111111111111S",
};

START_TEST(stranger)
{
	check_stranger(&all, strangers[_i]);
}
END_TEST

static const struct pair order_pairs[] = {
	{ "TERM41.7-0-3-0S", NR_OLDER, "SCCP41.8-0-4ES4-0-1S" },
	{ "SCCP41.8-0-4ES4-0-1S", NR_OLDER, "SCCP41.8-2-1S" },
	{ "SCCP41.8-2-1S", NR_OLDER, "SCCP41.8-3-3S" },
	{ "SCCP41.8-3-3S", NR_OLDER, "SCCP41.8-4-1S" },
	{ "SCCP41.8-4-1S", NR_OLDER, "SCCP41.8-5-2S" },
	{ "SCCP41.8-5-2S", NR_OLDER, "SCCP41.8-5-2SR1S" },
	{ "SCCP45.8-3-3S", NR_OLDER, "SCCP45.8-5-2S" },
	{ "SCCP45.8-5-2S", NR_OLDER, "SCCP45.9-3-1SR1-1S" },
	{ "SCCP45.9-3-1SR1-1S", NR_OLDER, "SCCP45.9-3-1SR4-1S" },
	{ "SCCP45.9-3-1SR4-1S", NR_OLDER, "SCCP45.9-4-2SR2-2S" },
	{ "SCCP45.9-4-2SR2-2S", NR_OLDER, "SCCP45.9-4-2SR3-1S" },
	{ "SCCP45.9-4-2SR3-1S", NR_OLDER, "SCCP45.9-4-2SR4-3S" },
	{ "SCCP41.9-4-2-1S", NR_OLDER, "SCCP41.9-4-2SR3-1S" },
	{ "SIP11.8-5-3S", NR_OLDER, "SIP11.9-2-1S" },
	{ "SCCP45.8-5-2S", NR_OLDER, "SIP45.9-3-1SR4-1S" },
	{ "SCCP45.8-5-2S", NR_SAME, "SIP45.8-5-2S" },
	{ "SCCP45.8-5-2S", NR_SAME, "sccp45.8-5-2s.loads" },
	{ "SCCP45.8-5-10S", NR_NEWER, "SCCP45.8-5-9S" },
	/* an image and its load */
	{ "jar45sip.9-3-1ES26", NR_SAME, "SIP45.9-3-1SR4-1S" },
	{ "jar45sccp.8-2-2ES4", NR_OLDER, "SCCP45.8-3-3S" },
	/* ES numbers between the known ones */
	{ "SCCP42.9-3-1SR4-1S", NR_OLDER, "SCCP42.9-3-1ES27S" },
	{ "SCCP42.9-3-1SR1-1S", NR_OLDER, "SCCP42.9-3-1ES10S" },
	{ "SCCP42.9-3-1ES10S", NR_OLDER, "SCCP42.9-3-1SR4-1S" },
	{ "SCCP42.9-3-1ES10S", NR_ORDER_UNKNOWN, "SCCP42.9-3-1SR2-1S" },
	{ "SCCP42.9-3-1ES27S", NR_OLDER, "SCCP42.9-4-2-1S" },
	{ "SCCP42.9-3-1ES27S", NR_SAME, "SIP42.9-3-1ES27S" },
	{ "SCCP42.9-3-1ES27S", NR_ORDER_UNKNOWN, "SCCP42.9-3-1ES28S" },
	{ "SCCP42.9-2-3ES5S", NR_NEWER, "SCCP42.9-2-3S" },
	{ "SCCP42.9-2-3ES5S", NR_NEWER, "SCCP42.9-2-3-2S" },
	{ "SCCP42.9-2-3ES5S", NR_ORDER_UNKNOWN, "SCCP42.9-2-3SR1S" },
	{ "SCCP42.9-2-3ES5S", NR_OLDER, "SCCP42.9-2-4S" },
	/* nothing to compare */
	{ "SCCP45.8-5-2S", NR_ORDER_UNKNOWN, "SCCP41.8-5-2S" },
	{ "SCCP45.8-5-2S", NR_ORDER_UNKNOWN, "term45.default" },
	{ "SCCP45.8-5-2S", NR_ORDER_UNKNOWN, "79XX_default_load" },
	{ "SCCP45.8-5-2S", NR_ORDER_UNKNOWN, "SIP45.9-3-1SR4" },
	{ "SCCP45.9-4-2-11devS", NR_ORDER_UNKNOWN, "SCCP45.8-5-2S" },
	{ "SCCP45.8-5-2S", NR_ORDER_UNKNOWN, "nonsense" },
};

START_TEST(order)
{
	check_pair(&all, &order_pairs[_i]);
}
END_TEST

START_TEST(order_is_an_order)
{
	check_order(&all, vectors, VECTORS);
}
END_TEST

START_TEST(normalise)
{
	static const struct {
		const char *raw, *name;
	} rows[] = {
		{ "SCCP45.8-5-2S", "SCCP45.8-5-2S" },
		{ "a/b\\SCCP45.8-5-2S.loads", "SCCP45.8-5-2S" },
		{ "dsp45.9-4-2ES26.sbn \r", "dsp45.9-4-2ES26" },
		{ "x.zz.sgn", "x" },
		{ "x.SBIN", "x" },
		{ "x.loads.loads", "x.loads" },
		{ "x.k3.cop.sgn", "x.k3.cop.sgn" },
		{ "x.zip", "x.zip" },
		{ "x .loads", "x" },
	};
	char out[LOAD_NAME_SIZE], longest[LOAD_NAME_SIZE + 8];

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		ck_assert(load_normalise(rows[i].raw, out));
		ck_assert_str_eq(out, rows[i].name);
	}
	ck_assert(!load_normalise("", out));
	ck_assert(!load_normalise("folder/", out));
	ck_assert(!load_normalise(" .loads", out));
	memset(longest, 'x', sizeof(longest));
	longest[LOAD_NAME_SIZE] = '\0';
	ck_assert(!load_normalise(longest, out));
	longest[LOAD_NAME_SIZE - 1] = '\0';
	ck_assert(load_normalise(longest, out));
}
END_TEST

START_TEST(format)
{
	char out[64], small[8];

	ck_assert(model_format("%P45.%VS", "SCCP", "8-5-2", out, sizeof(out)));
	ck_assert_str_eq(out, "SCCP45.8-5-2S");
	ck_assert(model_format("cmterm-7945_7965-%p.%V.zip", "SCCP", "8-5-2", out, sizeof(out)));
	ck_assert_str_eq(out, "cmterm-7945_7965-sccp.8-5-2.zip");
	ck_assert(model_format("100%%", "", "", out, sizeof(out)));
	ck_assert_str_eq(out, "100%");
	ck_assert(!model_format("%P45.%VS", "SCCP", "8-5-2", small, sizeof(small)));
	ck_assert(model_format("%V", "", "1234567", small, sizeof(small)));
	ck_assert(!model_format("%V", "", "12345678", small, sizeof(small)));
	ck_assert(!model_format("%x", "", "", out, sizeof(out)));
	ck_assert(!model_format("%", "", "", out, sizeof(out)));
	ck_assert(!model_format(NULL, "", "", out, sizeof(out)));
}
END_TEST

/* -- evidence: the rows of all models together ------------------------------------ */

static bool row_matches(const struct nr_match *r, enum nr_fact fact, const char *text)
{
	return r->fact == fact && !r->and_glob && fnmatch(r->glob, text, FNM_CASEFOLD) == 0;
}

static const struct {
	enum nr_fact fact;
	const char *text, *sure;        /* NULL: none is sure */
	enum nr_trust others;           /* of every model */
} seen[] = {
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone CP-7945G", "7945", NR_PHONE },
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone CP-7911G", "7911", NR_PHONE },
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone CP-7941G", "7941", NR_PHONE },
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone CP-7941G-GE", "7941G-GE", NR_PHONE },
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone CP-7961G-GE", "7961G-GE", NR_PHONE },
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone CP-7971G-GE", "7971", NR_PHONE },
	{ NR_FACT_VENDOR_CLASS, "Cisco systems, Inc. IP Phone CP-7965", "7965", NR_PHONE },
	{ NR_FACT_VENDOR_CLASS, "Cisco System, Inc. IP Phone CP-7962G", "7962", NR_PHONE },
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone", NULL, NR_PHONE },
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone 7905", NULL, NR_PHONE },
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone CP-8851", NULL, NR_PHONE },
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems Inc. Wireless Phone 7921", NULL, NR_PHONE },
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc.", NULL, (enum nr_trust)0 },
	{ NR_FACT_VENDOR_CLASS, "CISCO ATA190", NULL, (enum nr_trust)0 },
	{ NR_FACT_VENDOR_CLASS, "MSFT 5.0", NULL, (enum nr_trust)0 },
	{ NR_FACT_PLATFORM, "Cisco IP Phone 7945", "7945", NR_PHONE },
	{ NR_FACT_PLATFORM, "Cisco IP Phone 7945G", "7945", NR_PHONE },
	{ NR_FACT_PLATFORM, "Cisco IP Phone CP-7911G,V2, SCCP11.8-4-3S", "7911", NR_PHONE },
	{ NR_FACT_PLATFORM, "Cisco IP Phone 7962G,V12, SCCP42.9-3-1ES27S", "7962", NR_PHONE },
	{ NR_FACT_PLATFORM, "Cisco IP Phone 7941", "7941", NR_PHONE },
	{ NR_FACT_PLATFORM, "Cisco IP Phone 7961G-GE", "7961G-GE", NR_PHONE },
	{ NR_FACT_PLATFORM, "Cisco IP Phone 79XX", NULL, NR_PHONE },
	{ NR_FACT_PLATFORM, "CP-7942G", "7942", (enum nr_trust)0 },
	{ NR_FACT_PLATFORM, "cisco WS-C3560-24PS", NULL, (enum nr_trust)0 },
	{ NR_FACT_DEVICE_NAME, "SEP001B54AA0001", NULL, (enum nr_trust)0 },
	{ NR_FACT_FILE_WANTED, "term45.default.loads", "7945", (enum nr_trust)0 },
	{ NR_FACT_FILE_WANTED, "term06.default.loads", "7906", (enum nr_trust)0 },
	{ NR_FACT_LOAD, "79XX_default_load", NULL, NR_PHONE },
};

START_TEST(evidence)
{
	for (size_t i = 0; i < all.model_count; i++) {
		const struct nr_model *m = &all.model[i]->model;
		enum nr_trust t = trust_of(m, seen[_i].fact, seen[_i].text);
		bool sure = seen[_i].sure && strcmp(seen[_i].sure, m->name) == 0;

		ck_assert_msg((t == NR_SURE) == sure, "%s: %s %d", seen[_i].text, m->name, t);
		if (!sure && t != NR_HINT)
			ck_assert_msg(t == seen[_i].others, "%s: %s %d", seen[_i].text, m->name, t);
	}
}
END_TEST

/* A 7941G-GE says so in DHCP, may say 7941 in CDP and asks for term41. */
START_TEST(sibling_hints)
{
	const struct nr_model *ge = modules_model(&all, "7941G-GE");
	const struct nr_match *r = ge->matches;
	bool hint = false;

	for (; r->glob; r++)
		hint |= r->trust == NR_HINT && row_matches(r, NR_FACT_PLATFORM, "Cisco IP Phone 7941");
	ck_assert(hint);
	ck_assert_int_eq(trust_of(ge, NR_FACT_FILE_WANTED, "term41.default.loads"), NR_HINT);
	ck_assert_int_eq(trust_of(modules_model(&all, "7965"), NR_FACT_LOAD, "SCCP45.8-5-2S"),
			 NR_HINT);
}
END_TEST

/* What a group of models alone asks for is a hint, no more. */
START_TEST(words_and_pictures)
{
	static const struct {
		const char *file, *models;
	} rows[] = {
		{ "English_United_States/be-sip.jar", "7945,7965" },
		{ "German_Germany/mk-sccp.jar", "7941,7941G-GE,7942,7961,7961G-GE,7962" },
		{ "x/td-sip.jar", "7970,7971,7975" },
		{ "x/tc-sip.jar", "7906,7911" },
		{ "x/sl-be-sip.jar", "" },
		{ "Desktops/320x212x16/List.xml", "7945,7965" },
		{ "Desktops/320x216x16/List.xml", "7975" },
		{ "jar45sip.9-3-1ES26.sbn", "7945,7965" },
		{ "cnu11.8-2-2ES4.sbn", "7906,7911" },
		{ "TERM70.7-0-3-0S.loads", "7970,7971" },
	};

	for (size_t i = 0; i < all.model_count; i++)
		for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
			const struct nr_model *m = &all.model[i]->model;

			ck_assert_msg((trust_of(m, NR_FACT_FILE_WANTED, rows[k].file) == NR_HINT) ==
				      modules_listed(rows[k].models, m->name), "%s: %s", rows[k].file,
				      m->name);
		}
}
END_TEST

/* A boot loader without option 60: host name and option 150, together only. */
START_TEST(host_name_with_150)
{
	for (size_t i = 0; i < all.model_count; i++) {
		const struct nr_match *r = all.model[i]->model.matches;

		while (r->glob && r->fact != NR_FACT_HOST_NAME)
			r++;
		ck_assert_str_eq(r->glob, "SEP%M");
		ck_assert_int_eq(r->trust, NR_PHONE);
		ck_assert_int_eq(r->and_fact, NR_FACT_WANTS_SERVER);
		ck_assert_str_eq(r->and_glob, "150");
	}
}
END_TEST

/* -- tables -------------------------------------------------------------------------- */

START_TEST(all_members)
{
	ck_assert_uint_eq(all.model_count, 14);
	for (size_t i = 0; i < all.model_count; i++) {
		const struct nr_model *m = &all.model[i]->model;

		ck_assert_str_eq(m->id, all.model[i]->plugin);
		ck_assert(strncmp(m->id, "cisco-", 6) == 0);
		ck_assert(strcasecmp(m->id + 6, m->name) == 0);
		ck_assert(strncmp(m->type_name, "Cisco ", 6) == 0);
		ck_assert_str_eq(m->type_name + 6, m->name);
		ck_assert(m->title && m->type && m->reset && m->wiped && m->wiped_hop);
		ck_assert_str_eq(m->protocols[0], "SCCP");
		ck_assert_str_eq(m->load_suffix, ".loads");
		ck_assert(m->patience.ask && m->patience.transfer && m->patience.flash);
		for (size_t k = 0; k < i; k++)
			ck_assert_uint_ne(m->type, all.model[k]->model.type);
	}
	ck_assert_uint_eq(modules_model(&all, "7945")->type, 435);
	ck_assert_uint_eq(modules_model(&all, "7961G-GE")->type, 308);
	ck_assert(strstr(modules_model(&all, "7970")->reset, "power brick"));
	ck_assert(!strstr(modules_model(&all, "7945")->reset, "power brick"));
}
END_TEST

/* What the planner asks for must mean something to the model itself. */
START_TEST(hops_make_sense)
{
	struct nr_load l;
	char name[64];

	for (size_t i = 0; i < all.model_count; i++) {
		const struct nr_model *m = &all.model[i]->model;

		for (const struct nr_hop *h = m->hops; h->id; h++) {
			ck_assert(h->reason && h->source);
			if (h->confidence < NR_MEDIUM || !h->via_text)
				continue;
			ck_assert(model_format(m->load_format, "SCCP", h->via_text, name, sizeof(name)));
			ck_assert(model_parse(m, name, &l));
			ck_assert(nr_version_cmp(&l.version, &h->via_min) >= 0);
			ck_assert(nr_version_cmp(&l.latest, &h->via_max) <= 0);
			ck_assert(nr_version_cmp(&h->before, &h->via_min) <= 0);
			ck_assert(model_format(m->archive_format, "SIP", h->via_text, name, sizeof(name)));
			ck_assert(model_parse(m, name, &l));
			ck_assert_int_eq(l.kind, NR_KIND_ARCHIVE);
		}
	}
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof((table)[0]))

int main(void)
{
	TCase *t = tcase_create("all");
	int status;

	modules_load(&all);
	modules_keep(&all, JAVA);
	tcase_add_loop_test(t, vector, 0, COUNT(vectors));
	tcase_add_loop_test(t, stranger, 0, COUNT(strangers));
	tcase_add_loop_test(t, order, 0, COUNT(order_pairs));
	tcase_add_test(t, order_is_an_order);
	tcase_add_test(t, normalise);
	tcase_add_test(t, format);
	tcase_add_loop_test(t, evidence, 0, COUNT(seen));
	tcase_add_test(t, sibling_hints);
	tcase_add_test(t, words_and_pictures);
	tcase_add_test(t, host_name_with_150);
	tcase_add_test(t, all_members);
	tcase_add_test(t, hops_make_sense);
	tcase_set_timeout(t, 120);
	status = suite_run("models", t);
	modules_unload(&all);
	return status;
}
