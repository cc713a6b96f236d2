/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * check_modern.c -- the models after the Java series: names, order, evidence,
 * tables, and that multiplatform firmware is never served.  The names are ones
 * that real phones, archives and documents use.
 */
#include <config.h>

#include "core/plan/planner.h"
#include "tests/unit/family.h"
#include "tests/unit/suite.h"

#define GROUP_69XX "6921,6941,6961"
#define GROUP_894X "8941,8945"
#define GROUP_78XX "7811,7821,7841,7861"
#define GROUP_88XX "8811,8841,8851,8851NR,8861"
#define GROUP_8845 "8845,8865,8865NR"
#define GROUP_8832 "8832,8832NR"
#define MODERN                                                                         \
	"6901,6911,6945," GROUP_69XX "," GROUP_894X ",8961,9951,9971,8821,8831,DX650," \
	GROUP_78XX ",7832," GROUP_88XX "," GROUP_8845 "," GROUP_8832                   \
	",3905,3911,3951,ATA187,ATA190,ATA191,DX70,DX80,TelePresence-DX70,TelePresence-DX80"
#define MODERN_COUNT 39

static struct plugins all;

#define LOAD      NR_KIND_LOAD
#define COMPONENT NR_KIND_COMPONENT
#define ARCHIVE   NR_KIND_ARCHIVE

static const struct vector vectors[] = {
	{ "SCCP6901.9-3-1-SR1-3", LOAD, "F8", "SCCP", "6901", "9.3(1)SR1-3", "", true },
	{ "SCCP6901.9-3-1-SR3-1", LOAD, "F8", "SCCP", "6901", "9.3(1)SR3-1", "", true },
	{ "SCCP6901.9-2-1-a", LOAD, "F8", "SCCP", "6901", "9.2(1) a", "", true },
	{ "SIP6911.9-3-1-SR2-4", LOAD, "F8", "SIP", "6911", "9.3(1)SR2-4", "", true },
	{ "SCCP69xx.9-2-1-0", LOAD, "F8", "SCCP", GROUP_69XX, "9.2(1)", "", true },
	{ "SCCP69xx.9-3-1-3", LOAD, "F8", "SCCP", GROUP_69XX, "9.3(1) b3", "", true },
	{ "SCCP69xx.9-4-1-3", LOAD, "F8", "SCCP", GROUP_69XX, "9.4(1) b3", "", true },
	{ "SCCP69xx.9-4-1-3SR1", LOAD, "F8", "SCCP", GROUP_69XX, "9.4(1)SR1 b3", "", true },
	{ "SCCP69xx.9-4-1-3SR3", LOAD, "F8", "SCCP", GROUP_69XX, "9.4(1)SR3 b3", "", true },
	{ "SIP69xx.9-4-1-3SR3", LOAD, "F8", "SIP", GROUP_69XX, "9.4(1)SR3 b3", "", true },
	{ "SCCP6945.9-3-1-3", LOAD, "F8", "SCCP", "6945", "9.3(1) b3", "", true },
	{ "SCCP894x.9-2-2-0", LOAD, "F8", "SCCP", GROUP_894X, "9.2(2)", "", true },
	{ "SCCP894x.9-4-2SR1-2", LOAD, "F8", "SCCP", GROUP_894X, "9.4(2)SR1-2", "", true },
	{ "SIP894x.9-4-2SR3-1", LOAD, "F8", "SIP", GROUP_894X, "9.4(2)SR3-1", "", true },
	{ "SIP8941_8945.9-3-1-18", LOAD, "F8", "SIP", GROUP_894X, "9.3(1) b18", "", true },
	{ "SCCP8941_8945.9-4-1-9", LOAD, "F8", "SCCP", GROUP_894X, "9.4(1) b9", "", true },

	{ "sip9951.9-0-3", LOAD, "F9", "SIP", "9951", "9.0(3)", "", true },
	{ "sip9971.9-4-2SR2-2", LOAD, "F9", "SIP", "9971", "9.4(2)SR2-2", "", true },
	{ "sip9971.9-4-2SR4-1", LOAD, "F9", "SIP", "9971", "9.4(2)SR4-1", "", true },
	{ "sip9971.9-2-2SR1-9", LOAD, "F9", "SIP", "9971", "9.2(2)SR1-9", "", true },
	{ "sip8961.9-4-1-9", LOAD, "F9", "SIP", "8961", "9.4(1) b9", "", true },
	{ "sip8831.10-3-1SR6-4", LOAD, "F9", "SIP", "8831", "10.3(1)SR6-4", "", true },
	{ "sip8821.11-0-5SR2-2", LOAD, "F9", "SIP", "8821", "11.0(5)SR2-2", "", true },
	{ "sip8821.11-0-6SR8-2", LOAD, "F9", "SIP", "8821", "11.0(6)SR8-2", "", true },
	{ "sipdx650.10-2-3-33", LOAD, "F9", "SIP", "DX650", "10.2(3) b33", "", true },

	{ "sip78xx.10-1-1SR1-4", LOAD, "F10", "SIP", GROUP_78XX, "10.1(1)SR1-4", "", true },
	{ "sip78xx.12-5-1SR1-4", LOAD, "F10", "SIP", GROUP_78XX, "12.5(1)SR1-4", "", true },
	{ "sip78xx.14-2-1-0201-40", LOAD, "F10", "SIP", GROUP_78XX, "14.2(1)SR2", "", true },
	{ "sip88xx.10-3-1-20", LOAD, "F10", "SIP", GROUP_88XX, "10.3(1) b20", "", true },
	{ "sip88xx.12-5-1SR2-2", LOAD, "F10", "SIP", GROUP_88XX, "12.5(1)SR2-2", "", true },
	{ "sip88xx.12-7-1-0001-393", LOAD, "F10", "SIP", GROUP_88XX, "12.7(1)", "", true },
	{ "sip88xx.14-0-1-0001-135", LOAD, "F10", "SIP", GROUP_88XX, "14.0(1)", "", true },
	{ "sip88xx.14-0-1-0101-145", LOAD, "F10", "SIP", GROUP_88XX, "14.0(1)SR1", "", true },
	{ "sip88xx.12-8-1-0101-482", LOAD, "F10", "SIP", GROUP_88XX, "12.8(1)SR1", "", true },
	{ "sip8845_65.14-1-1-0001-125", LOAD, "F10", "SIP", GROUP_8845, "14.1(1)", "", true },
	{ "sip8832.12-5-1SR2-2", LOAD, "F10", "SIP", GROUP_8832, "12.5(1)SR2-2", "", true },
	{ "sip7832.14-2-1-0201-40", LOAD, "F10", "SIP", "7832", "14.2(1)SR2", "", true },
	/* the shape does not tell: taken for a call manager's */
	{ "sip78xx.14-4-1-0301-6", LOAD, "F10", "SIP", GROUP_78XX, "14.4(1)SR3", "", true },
	{ "sip88xx.12-0-1MN-113", LOAD, "F10", "SIP", GROUP_88XX, "12.0(1) MN b113", "", true },
	{ "sip88xx.12-8-1ES3-2", LOAD, "F10", "SIP", GROUP_88XX, "12.8(1)ES3 b2", "", true },
	{ "sip88xx.11-0-1MPP-477", LOAD, "F10", "MPP", GROUP_88XX, "11.0(1) MPP b477", "", true },
	{ "sip88xx.11-2-3MSR1-1", LOAD, "F10", "MPP", GROUP_88XX, "11.2(3) MSR1-1", "", true },
	{ "sip78xx.11-3-1MSR3-3", LOAD, "F10", "MPP", GROUP_78XX, "11.3(1) MSR3-3", "", true },
	{ "sip88xx.12-0-7MPP0201-66", LOAD, "F10", "MPP", GROUP_88XX, "12.0(7) MPP0201", "", true },
	{ "sip88xx.11-3-3MPP0103-381", LOAD, "F10", "MPP", GROUP_88XX, "11.3(3) MPP0103", "", true },
	{ "sip8832.12.0.2MPP0001.116", LOAD, "F10", "MPP", GROUP_8832, "12.0(2) MPP0001", "", true },
	{ "sip88xx.TLexE2M-11-2-3C-4", LOAD, "F10", "MPP", GROUP_88XX, "TLexE2M-11-2-3C-4", "", false },
	{ "sip88xx.11-0-0MPP-7dev", LOAD, "F10", "MPP", GROUP_88XX, "11-0-0MPP-7DEV", "", false },
	{ "sip88xx.11-0-1-11dev", LOAD, "F10", "SIP", GROUP_88XX, "11-0-1-11DEV", "", false },
	{ "sip88xx.11-0-1-BN7", LOAD, "F10", "SIP", GROUP_88XX, "11-0-1-BN7", "", false },
	{ "sip88xx.12-7-1-0001-BLD3", LOAD, "F10", "SIP", GROUP_88XX, "12-7-1-0001-BLD3", "", false },

	{ "CP3905.9-4-1SR3", LOAD, "F11", "SIP", "3905", "9.4(1)SR3", "", true },
	{ "CP3905.9-4-1SR4-2", LOAD, "F11", "SIP", "3905", "9.4(1)SR4-2", "", true },
	{ "SIP3951.8-1-4a", LOAD, "F11", "SIP", "3911,3951", "8.1(4a)", "", true },
	{ "ATA187.9-2-3-1", LOAD, "F12", "SIP", "ATA187", "9.2(3).1", "", true },
	{ "ata190.1-2-2-003", LOAD, "F12", "SIP", "ATA190", "1.2(2).3", "", true },
	{ "ATA191.12-0-1-29", LOAD, "F12", "SIP", "ATA191", "12.0(1).29", "", true },
	{ "ATA191.12-0-2-0001-011", LOAD, "F12", "SIP", "ATA191", "12.0(2).11", "", true },
	{ "ATA19x.11-1-0MPP0401-002", LOAD, "F12", "MPP", "ATA191", "11.1(0) MPP0401", "", true },

	/* as phones and people spell them */
	{ "sip88xx.10-3-1-20.loads", LOAD, "F10", "SIP", GROUP_88XX, "10.3(1) b20", "", true },
	{ "SIP88XX.12-5-1sr2-2.LOADS", LOAD, "F10", "SIP", GROUP_88XX, "12.5(1)SR2-2", "", true },
	{ "/tftp/sccp69XX.9-4-1-3sr3.zz.sgn", LOAD, "F8", "SCCP", GROUP_69XX, "9.4(1)SR3 b3", "",
	  true },
	{ "cp3905.9-4-1SR3", LOAD, "F11", "SIP", "3905", "9.4(1)SR3", "", true },
	{ "sip3951.8-1-4A.loads", LOAD, "F11", "SIP", "3911,3951", "8.1(4a)", "", true },

	/* images */
	{ "rootfs88xx.14-3-1-0201-246.sbn", COMPONENT, "F10", "SIP", GROUP_88XX, "14.3(1)SR2",
	  "sip88xx.14-3-1-0201-246", true },
	{ "rootfs288xx.12-0-7MPP0201-66.sbn", COMPONENT, "F10", "MPP", GROUP_88XX, "12.0(7) MPP0201",
	  "sip88xx.12-0-7MPP0201-66", true },
	{ "vc488xx.10-3-1-20.sbn", COMPONENT, "F10", "SIP", GROUP_88XX, "10.3(1) b20",
	  "sip88xx.10-3-1-20", true },
	{ "rootfs8845_65.14-3-1-0201-246", COMPONENT, "F10", "SIP", GROUP_8845, "14.3(1)SR2",
	  "sip8845_65.14-3-1-0201-246", true },
	{ "kern2.78xx.10-3-1-12.sbn", COMPONENT, "F10", "SIP", GROUP_78XX, "10.3(1) b12",
	  "sip78xx.10-3-1-12", true },
	{ "fbi88xx.BE-01-010.sbn", COMPONENT, "F10", "SIP", GROUP_88XX, "BE-01-010", "", false },
	{ "sb28845_65.BEV-01-020P.sbn", COMPONENT, "F10", "SIP", GROUP_8845, "BEV-01-020P", "", false },
	{ "rootfs9951.9-0-3.sebn", COMPONENT, "F9", "SIP", "9951", "9.0(3)", "sip9951.9-0-3", true },
	{ "dkern9951.100609R2-9-0-3.sebn", COMPONENT, "F9", "SIP", "9951", "9.0(3)", "sip9951.9-0-3", true },
	{ "sboot8961.031610R1-9-4-1-9.sebn", COMPONENT, "F9", "SIP", "8961", "9.4(1) b9",
	  "sip8961.9-4-1-9", true },
	{ "KNL6901SCCP.9-2-1-a.zz.sgn", COMPONENT, "F8", "SCCP", "6901", "9.2(1) a",
	  "SCCP6901.9-2-1-a", true },
	{ "BFS6911SCCP.9-3-1-SR1-3.zz.sgn", COMPONENT, "F8", "SCCP", "6911", "9.3(1)SR1-3",
	  "SCCP6911.9-3-1-SR1-3", true },
	{ "DSP69xx.12-4-123-2.160119.zz.sgn", COMPONENT, "F8", "", GROUP_69XX, "12-4-123-2.160119", "",
	  false },
	{ "BOOT894x.0-0-2-0.bin.sgn", COMPONENT, "F8", "", GROUP_894X, "0-0-2-0", "", false },
	{ "SCCP6945.9-3-1-3.bin1.sgn", COMPONENT, "F8", "SCCP", "6945", "9.3(1) b3", "SCCP6945.9-3-1-3",
	  true },
	{ "SCCP894x.9-4-2SR1-2.bin9.sgn", COMPONENT, "F8", "SCCP", GROUP_894X, "9.4(2)SR1-2",
	  "SCCP894x.9-4-2SR1-2", true },
	{ "APP3905.9-4-1SR3.zz", COMPONENT, "F11", "SIP", "3905", "9.4(1)SR3", "CP3905.9-4-1SR3", true },

	{ "sipdx80.10-2-5-215.loads", LOAD, "F9", "SIP", "DX70,DX80", "10-2-5-215", "", false },
	{ "sipdx80.ce915.291117", LOAD, "F9", "SIP", "TelePresence-DX70,TelePresence-DX80",
	  "ce915.291117", "", false },

	{ "sip88xx.tlexe2m-11-2-3c-4", LOAD, "F10", "MPP", GROUP_88XX, "TLexE2M-11-2-3c-4", "", false },

	/* archives */
	{ "cmterm-6901-sccp.9-3-1-SR3-1.k3.cop.sgn", ARCHIVE, "F8", "SCCP", "6901", "9.3(1)SR3-1",
	  "SCCP6901.9-3-1-SR3-1", true },
	{ "cmterm-69xx-sip.9-4-1-3SR3.zip", ARCHIVE, "F8", "SIP", GROUP_69XX, "9.4(1)SR3 b3",
	  "SIP69xx.9-4-1-3SR3", true },
	{ "cmterm-8941_8945-sccp.9-3-1-18.zip", ARCHIVE, "F8", "SCCP", GROUP_894X, "9.3(1) b18",
	  "SCCP8941_8945.9-3-1-18", true },
	{ "cmterm-894x-sip.9-4-2SR3-1.zip", ARCHIVE, "F8", "SIP", GROUP_894X, "9.4(2)SR3-1",
	  "SIP894x.9-4-2SR3-1", true },
	{ "cmterm-SIP894x.9-4-2SR3-1.cop.sgn", ARCHIVE, "F8", "SIP", GROUP_894X, "9.4(2)SR3-1",
	  "SIP894x.9-4-2SR3-1", true },
	{ "cmterm-SCCP8941_8945.9-4-1-9.tar.gz", ARCHIVE, "F8", "SCCP", GROUP_894X, "9.4(1) b9",
	  "SCCP8941_8945.9-4-1-9", true },
	{ "SIP8941_8945.9-3-1-18.bin3.sgn", COMPONENT, "F8", "SIP", GROUP_894X, "9.3(1) b18",
	  "SIP8941_8945.9-3-1-18", true },
	{ "cmterm-8961.9-4-1-9_REL.zip", ARCHIVE, "F9", "SIP", "8961", "9.4(1) b9", "sip8961.9-4-1-9",
	  true },
	{ "cmterm-9971.9-4-2SR4-1.k3.cop.sgn", ARCHIVE, "F9", "SIP", "9971", "9.4(2)SR4-1",
	  "sip9971.9-4-2SR4-1", true },
	{ "cmterm-8821.11-0-5SR2-2.zip", ARCHIVE, "F9", "SIP", "8821", "11.0(5)SR2-2",
	  "sip8821.11-0-5SR2-2", true },
	{ "cmterm-8831-sip.10-3-1SR6-4.cop.sgn", ARCHIVE, "F9", "SIP", "8831", "10.3(1)SR6-4",
	  "sip8831.10-3-1SR6-4", true },
	{ "cmterm-78xx.11-5-1-18.zip", ARCHIVE, "F10", "SIP", GROUP_78XX, "11.5(1) b18",
	  "sip78xx.11-5-1-18", true },
	{ "cmterm-78xx.11-3-1MSR3-3_REL.zip", ARCHIVE, "F10", "MPP", GROUP_78XX, "11.3(1) MSR3-3",
	  "sip78xx.11-3-1MSR3-3", true },
	{ "cmterm-78xx.14-2-1-0201-40.k4.cop.sha512", ARCHIVE, "F10", "SIP", GROUP_78XX, "14.2(1)SR2",
	  "sip78xx.14-2-1-0201-40", true },
	{ "cmterm-88xx-sip.10-2-2-16.zip", ARCHIVE, "F10", "SIP", GROUP_88XX, "10.2(2) b16",
	  "sip88xx.10-2-2-16", true },
	{ "cmterm-88xx-sip.10-2-2-16.cop.sgn", ARCHIVE, "F10", "SIP", GROUP_88XX, "10.2(2) b16",
	  "sip88xx.10-2-2-16", true },
	{ "cmterm-88xx.14-0-1-0001-135_REL.zip", ARCHIVE, "F10", "SIP", GROUP_88XX, "14.0(1)",
	  "sip88xx.14-0-1-0001-135", true },
	{ "cmterm-88xx.14-0-1-0101-145.k3.cop.sha512", ARCHIVE, "F10", "SIP", GROUP_88XX, "14.0(1)SR1",
	  "sip88xx.14-0-1-0101-145", true },
	{ "cmterm-8845_65-sip.12-8-1-0101-482.k3.cop.sgn", ARCHIVE, "F10", "SIP", GROUP_8845,
	  "12.8(1)SR1", "sip8845_65.12-8-1-0101-482", true },
	{ "cmterm-3905.9-4-1SR2-2.k3.cop.sgn", ARCHIVE, "F11", "SIP", "3905", "9.4(1)SR2-2",
	  "CP3905.9-4-1SR2-2", true },
	{ "cmterm-ata190.1-2-2-003.zip", ARCHIVE, "F12", "SIP", "ATA190", "1.2(2).3", "ata190.1-2-2-003",
	  true },
	{ "ATA19x.11-1-0MPP0401-002.zip", ARCHIVE, "F12", "MPP", "ATA191", "11.1(0) MPP0401",
	  "ATA19x.11-1-0MPP0401-002", true },

	/* for the order below */
	{ "sip78xx.10-2-1-12", LOAD, "F10", "SIP", GROUP_78XX, "10.2(1) b12", "", true },
	{ "sip78xx.12-1-1-12", LOAD, "F10", "SIP", GROUP_78XX, "12.1(1) b12", "", true },
	{ "sip78xx.14-1-1-0001-136", LOAD, "F10", "SIP", GROUP_78XX, "14.1(1)", "", true },
	{ "sip78xx.14-2-1-0101-26", LOAD, "F10", "SIP", GROUP_78XX, "14.2(1)SR1", "", true },
	{ "sip88xx.10-2-2-16", LOAD, "F10", "SIP", GROUP_88XX, "10.2(2) b16", "", true },
	{ "sip88xx.11-5-1-18", LOAD, "F10", "SIP", GROUP_88XX, "11.5(1) b18", "", true },
	{ "sip88xx.11-5-1SR1-1", LOAD, "F10", "SIP", GROUP_88XX, "11.5(1)SR1-1", "", true },
	{ "sip88xx.11-7-1-17", LOAD, "F10", "SIP", GROUP_88XX, "11.7(1) b17", "", true },
	{ "sip88xx.12-0-1SR1-1", LOAD, "F10", "SIP", GROUP_88XX, "12.0(1)SR1-1", "", true },
	{ "sip88xx.12-1-1SR1-4", LOAD, "F10", "SIP", GROUP_88XX, "12.1(1)SR1-4", "", true },
	{ "sip88xx.14-3-1-0201-246", LOAD, "F10", "SIP", GROUP_88XX, "14.3(1)SR2", "", true },
};
#define VECTORS (sizeof(vectors) / sizeof(vectors[0]))

START_TEST(vector)
{
	check_vector(&all, &vectors[_i]);
}
END_TEST

/* What the model writes it reads again, in the spelling of the files. */
START_TEST(round_trip)
{
	const struct vector *v = &vectors[_i];
	char name[LOAD_NAME_SIZE], again[LOAD_NAME_SIZE];
	struct meaning m;
	struct nr_load l;

	knowledge_explain(&all, v->name, &m);
	for (size_t i = 0; i < m.model_count; i++) {
		ck_assert(model_format(m.models[i]->load_format, m.load.protocol, m.load.text, name,
				       sizeof(name)));
		if (v->kind != LOAD || strncmp(v->name, "ATA19x", 6) == 0 ||
		    strchr(strchr(v->name, '.') + 1, '.') || v->name[0] == '/')
			continue;
		load_normalise(v->name, again);
		ck_assert_msg(strcasecmp(name, again) == 0 || strstr(name, "894x"), "%s: %s", v->name,
			      name);
		ck_assert(model_parse(m.models[i], name, &l));
		ck_assert_str_eq(l.text, m.load.text);
		ck_assert(model_format(m.models[i]->archive_format, m.load.protocol, m.load.text, name,
				       sizeof(name)));
		if (strncmp(l.text, "TLex", 4) == 0)
			continue;
		ck_assert_msg(model_parse(m.models[i], name, &l), "%s", name);
		ck_assert_int_eq(l.kind, ARCHIVE);
		ck_assert_str_eq(l.text, m.load.text);
	}
}
END_TEST

/* Lower-case prefixes and letters stay as they are, the rest is in capitals. */
START_TEST(spelling)
{
	static const struct {
		const char *model, *name, *load;
	} rows[] = {
		{ "8851", "SIP88XX.12-5-1sr2-2", "sip88xx.12-5-1SR2-2" },
		{ "6921", "sccp69XX.9-4-1-3sr3", "SCCP69xx.9-4-1-3SR3" },
		{ "8945", "SIP8941_8945.9-3-1-18", "SIP894x.9-3-1-18" },
		{ "3951", "sip3951.8-1-4A", "SIP3951.8-1-4a" },
		{ "ATA190", "ATA190.1-2-2-003", "ata190.1-2-2-003" },
		{ "8832", "sip8832.12.0.2MPP0001.116", "sip8832.12-0-2MPP0001-116" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct nr_model *m = modules_model(&all, rows[i].model);
		char name[64];
		struct nr_load l;

		ck_assert(model_parse(m, rows[i].name, &l));
		ck_assert(model_format(m->load_format, l.protocol, l.text, name, sizeof(name)));
		ck_assert_str_eq(name, rows[i].load);
	}
}
END_TEST

static const char *const strangers[] = {
	"sip88xx.TLexE2M-11-2-3", "sip88xx.TLexE2M-11-2-3C", "sip88xx.TLexE2M-11-2-3 hello world",
	"sip88xx.TLexE2M-11-2-3%s%n", "sip88xx.TLexE2M-11-2-3C-4-5", "sip88xx.TLexE2M-11-2-3\033[2J",
	"sipdx80.", "sipdx80.ce", "sipdx80.cex15", "sipdx80.11-0-1MPP-477", "dkern9951.100609R-9-0-3",
	"", " ", ".loads", "sip88xx", "sip88xx.", "sip88xx.12", "sip88xx.12-5", "sip88xx.12-5-",
	"sip88xx.12-5-1SR", "sip88xx.12-5-1SR2-", "sip88xx.12-5-1X", "sip88xx.65536-0-0",
	"sip88xx.12--5-1", "sip88xx.12-5-1SR2SR3-1", "sip88xx.12-5-1-1-2-3", "sip88xx.12-5-1-a",
	"sip88xx.TLexE2M-", "sip88xx.TLexE2M-11", "sip8841.12-5-1-1",
	"sip88xx.TLexE2M-99999999999999999999-1-1", "sip8851.12-5-1SR2-2",
	"SCCP88xx.12-5-1SR2-2", "SCCP9971.9-4-2", "sip9971.11-0-1MPP-477",
	"sip8821.14-0-1-0001-XYZ", "SCCP45.8-5-2S", "P00308000500", "apps37sccp.1-4-5-7",
	"SCCP69xx.9-4-1-3SR3-", "SCCP69xy.9-4-1-3", "SCCP894x.", "CP3905.", "CP3905", "ATA187.9-2",
	"ATA19x.11-1-0-002", "ATA191.", "ATA030204SCCP090202A", "rootfs88xx.", "rootfs88xy.12-5-1",
	"fbi88xx.", "fbi88xx.BE 01", "fbi88xx.BE-01-010-too-long-to-be-true", "SCCP6945.bin1",
	"cmterm-88xx.zip", "cmterm-.zip", "cmterm-88xx-.zip",
	"cmterm-88xx-sip.zip", "cmterm-7945_7965-sccp.8-5-2.zip", "cmterm-88xxx.12-5-1.zip",
	"cmterm-88xx.12-5-1SR2-2 .zip", ".zip", "term88.default", "79XX_default_load",
	"sip88xx.1111111111111111111111111111111111111",
	"sip88xx.14-0-1-0001-0000000000000000000000000135",
};

START_TEST(stranger)
{
	check_stranger(&all, strangers[_i]);
}
END_TEST

/* -- order ---------------------------------------------------------------------------- */

/* Each row is one chain, older to newer. */
static const char *const chains[][14] = {
	{ "SCCP69xx.9-2-1-0", "SCCP69xx.9-3-1-3", "SCCP69xx.9-4-1-3", "SCCP69xx.9-4-1-3SR1",
	  "SCCP69xx.9-4-1-3SR3" },
	{ "SCCP6901.9-2-1-a", "SCCP6901.9-2-1-b", "SCCP6901.9-3-1", "SCCP6901.9-3-1-SR1-3",
	  "SCCP6901.9-3-1-SR2-2", "SCCP6901.9-3-1-SR3-1" },
	{ "SCCP894x.9-2-2-0", "SIP8941_8945.9-3-1-18", "SCCP8941_8945.9-4-1-9", "SCCP894x.9-4-2SR1-2",
	  "SCCP894x.9-4-2SR3-1" },
	{ "sip9971.9-0-3", "sip9971.9-2-2SR1-9", "sip9971.9-4-1-9", "sip9971.9-4-2SR2-2",
	  "sip9971.9-4-2SR4-1" },
	{ "sip8821.11-0-5SR2-2", "sip8821.11-0-6SR2-4", "sip8821.11-0-6SR5-5", "sip8821.11-0-6SR8-2" },
	{ "sip78xx.10-1-1SR1-4", "sip78xx.10-2-1-12", "sip78xx.10-3-1-12", "sip78xx.11-5-1-18",
	  "sip78xx.12-1-1-12", "sip78xx.12-5-1SR1-4", "sip78xx.12-5-1SR2-2", "sip78xx.12-7-1-0001-393",
	  "sip78xx.12-8-1-0101-482", "sip78xx.14-1-1-0001-136", "sip78xx.14-2-1-0101-26",
	  "sip78xx.14-2-1-0201-40" },
	{ "sip88xx.10-2-2-16", "sip88xx.10-3-1-20", "sip88xx.11-5-1-18", "sip88xx.11-5-1SR1-1",
	  "sip88xx.11-7-1-17", "sip88xx.12-0-1SR1-1", "sip88xx.12-1-1SR1-4", "sip88xx.12-5-1SR2-2",
	  "sip88xx.14-0-1-0001-135", "sip88xx.14-0-1-0101-145", "sip88xx.14-3-1-0201-246" },
	{ "sip88xx.11-0-1MPP-477", "sip88xx.11-2-3MPP-398", "sip88xx.11-2-3MSR1-1",
	  "sip88xx.11-3-3MPP0103-381", "sip88xx.12-0-7MPP0101-5", "sip88xx.12-0-7MPP0201-66" },
	{ "sip88xx.11-7-1-17", "sip88xx.12-0-1MN-113", "sip88xx.12-1-1SR1-4" },
	{ "SIP3951.8-1-4", "SIP3951.8-1-4a", "SIP3951.8-1-4b" },
	{ "CP3905.9-4-1SR2-2", "CP3905.9-4-1SR3", "CP3905.9-4-1SR4-2" },
	{ "ATA191.12-0-1-29", "ATA191.12-0-2-0001-011", "ATA191.12-0-2-0101-002" },
	{ "ata190.1-2-1-004", "ata190.1-2-2-003", "ata190.1-2-2-010" },
};

START_TEST(chain)
{
	const char *const *c = chains[_i];

	for (size_t i = 0; c[i]; i++)
		for (size_t k = 0; c[k]; k++) {
			enum nr_order want = i < k ? NR_OLDER : i > k ? NR_NEWER : NR_SAME;

			ck_assert_msg(knowledge_compare(&all, c[i], c[k]) == want, "%s %s: %d", c[i],
				      c[k], knowledge_compare(&all, c[i], c[k]));
		}
}
END_TEST

static const struct pair order_pairs[] = {
	{ "SIP69xx.9-4-1-3SR3", NR_SAME, "SCCP69xx.9-4-1-3SR3" },
	{ "SIP894x.9-4-1-9", NR_SAME, "SIP8941_8945.9-4-1-9" },
	{ "sip88xx.10-3-1-20.loads", NR_SAME, "SIP88XX.10-3-1-20" },
	{ "rootfs88xx.14-3-1-0201-246", NR_SAME, "sip88xx.14-3-1-0201-246" },
	{ "ata190.1-2-2-003", NR_SAME, "ata190.1-2-2-3" },
	/* never as strings */
	{ "sip88xx.9-4-1-9", NR_OLDER, "sip88xx.10-2-2-16" },
	{ "sip88xx.10-3-1-9", NR_OLDER, "sip88xx.10-3-1-20" },
	/* not comparable */
	{ "sip88xx.12-5-1SR2-2", NR_ORDER_UNKNOWN, "sip88xx.12-0-7MPP0201-66" },
	{ "sip88xx.11-0-1MPP-477", NR_ORDER_UNKNOWN, "sip88xx.14-0-1-0001-135" },
	{ "sip88xx.11-0-1MPP-477", NR_ORDER_UNKNOWN, "sip78xx.11-3-1MSR3-3" },
	{ "sip88xx.12-5-1SR2-2", NR_ORDER_UNKNOWN, "sip78xx.12-5-1SR2-2" },
	{ "sip88xx.12-5-1SR2-2", NR_ORDER_UNKNOWN, "sip8845_65.12-5-1SR2-2" },
	{ "SCCP69xx.9-4-1-3", NR_ORDER_UNKNOWN, "SCCP6945.9-4-1-3" },
	{ "sip9951.9-4-2SR4-1", NR_ORDER_UNKNOWN, "sip9971.9-4-2SR4-1" },
	{ "sip88xx.12-5-1SR2-2", NR_ORDER_UNKNOWN, "sip88xx.TLexE2M-11-2-3C-4" },
	{ "sip88xx.11-2-3MPP-398", NR_ORDER_UNKNOWN, "sip88xx.TLexE2M-11-2-3C-4" },
	{ "sip88xx.12-0-1MN-113", NR_ORDER_UNKNOWN, "sip88xx.12-0-1SR1-1" },
	{ "sip88xx.12-8-1ES3-2", NR_ORDER_UNKNOWN, "sip88xx.12-8-1-0101-482" },
	{ "sip88xx.12-8-1ES3-2", NR_OLDER, "sip88xx.14-0-1-0001-135" },
	{ "sip88xx.11-0-1-11dev", NR_ORDER_UNKNOWN, "sip88xx.12-5-1SR2-2" },
	{ "sip88xx.11-0-0MPP-7dev", NR_ORDER_UNKNOWN, "sip88xx.11-0-1MPP-477" },
	{ "ATA19x.11-1-0MPP0401-002", NR_ORDER_UNKNOWN, "ATA191.12-0-1-29" },
	{ "sip88xx.12-5-1SR2-2", NR_ORDER_UNKNOWN, "nonsense" },
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

/* -- evidence: the rows as the program reads them ---------------------------------------- */

#define CLASS    NR_FACT_VENDOR_CLASS
#define PLATFORM NR_FACT_PLATFORM

static const struct {
	enum nr_fact fact;
	const char *text;
	const char *sure, *hints;       /* lists of models; "" none */
	bool phone;                     /* is it surely a phone of some model? */
} seen[] = {
	{ CLASS, "Cisco systems, Inc. IP Phone CP-6961", "6961", "", true },
	{ CLASS, "Cisco Systems, Inc. IP Phone CP-8941", "8941", "", true },
	{ CLASS, "Cisco Systems, Inc. IP Phone CP-8945", "8945", "", true },
	{ CLASS, "Cisco System, Inc. IP Phone CP-8945", "8945", "", true },
	{ CLASS, "Cisco Systems, Inc. IP Phone CP-8961", "8961", "", true },
	{ CLASS, "Cisco Systems, Inc. IP Phone CP-9951", "9951", "", true },
	{ CLASS, "Cisco Systems, Inc. IP Phone CP-9971", "9971", "", true },
	{ CLASS, "Cisco Systems, Inc. IP Phone CP-8851", "8851", "8851NR", true },
	{ CLASS, "Cisco Systems, Inc. IP Phone CP-8851NR", "8851NR", "", true },
	{ CLASS, "Cisco Systems, Inc. IP Phone CP-8845", "8845", "", true },
	{ CLASS, "Cisco Systems, Inc. IP Phone CP-8865NR", "8865NR", "", true },
	{ CLASS, "Cisco Systems, Inc. IP Phone CP-7811", "7811", "", true },
	{ CLASS, "Cisco Systems, Inc. IP Phone CP-7811-3PCC", "", "7811", true },
	{ CLASS, "Cisco Systems, Inc. IP Phone CP-7841-3PCC", "", "7841", true },
	{ CLASS, "Cisco Systems, Inc. IP Phone CP-6841-3PCC", "", "", true },
	{ CLASS, "Cisco Systems, Inc. IP Phone SPA504G", "", "", true },
	{ CLASS, "Cisco SPA504G", "", "", false },
	{ CLASS, "Cisco Systems, Inc. IP Phone", "", "", true },
	{ CLASS, "Cisco Systems, Inc. IP Phone CP-7945G", "", "", true },
	{ CLASS, "Cisco Systems, Inc.", "", "", false },
	{ CLASS, "CISCO ATA190", "ATA190", "", true },
	{ CLASS, "CISCO ATA191-MPP", "", "ATA191", true },
	{ CLASS, "CISCO ATA192-MPP", "", "", true },
	{ CLASS, "MSFT 5.0", "", "", false },
	{ PLATFORM, "Cisco IP Phone 8851", "8851", "8851NR", true },
	{ PLATFORM, "Cisco IP Phone 8945", "8945", "", true },
	{ PLATFORM, "Cisco IP Phone CP-DX650", "DX650", "", true },
	{ PLATFORM, "Cisco IP Phone CP-DX650, V1, sipdx650.10-2-5-215", "DX650", "", true },
	{ PLATFORM, "Cisco IP Phone 6901", "6901", "", true },
	{ PLATFORM, "Cisco IP Phone 6901,SCCP6901.9-3-1-SR2-2", "6901", "", true },
	{ PLATFORM, "6901,SCCP6901.9-3-1-SR2-2", "6901", "", false },
	{ PLATFORM, "Cisco IP Phone 8841,V05, sip88xx.12-5-1SR2-2.loads", "8841", "", true },
	{ PLATFORM, "CP-8865", "8865", "8865NR", false },
	{ PLATFORM, "CP-8832NR", "8832NR", "", false },
	{ PLATFORM, "Cisco IP Phone 9999", "", "", true },
	{ PLATFORM, "cisco WS-C3560-24PS", "", "", false },
	{ NR_FACT_LOAD, "sip88xx.10-3-1-20.loads", "", GROUP_88XX, false },
	{ NR_FACT_LOAD, "SCCP8941_8945.9-4-1-9", "", GROUP_894X, false },
	{ NR_FACT_FILE_WANTED, "sip78xx.12-5-1SR2-2.loads", "", GROUP_78XX, false },
	{ NR_FACT_FILE_WANTED, "/Cisco/CP-7841-3PCC/00562b043615.cfg", "", "7841", false },
	{ NR_FACT_FILE_WANTED, "7832-3PCC.xml", "", "7832", false },
};

START_TEST(evidence)
{
	bool phone = false;

	for (size_t i = 0; i < all.model_count; i++) {
		const struct nr_model *m = &all.model[i]->model;
		enum nr_trust t = trust_of(m, seen[_i].fact, seen[_i].text);
		bool sure = modules_listed(seen[_i].sure, m->name);

		ck_assert_msg((t == NR_SURE) == sure, "%s: %s %d", seen[_i].text, m->name, t);
		/* A hint is hidden behind "surely a phone" where both rows match. */
		for (const struct nr_match *r = m->matches; r->glob && !sure; r++)
			if (r->fact == seen[_i].fact && r->trust == NR_HINT && !r->and_glob &&
			    fnmatch(r->glob, seen[_i].text, FNM_CASEFOLD) == 0)
				ck_assert_msg(modules_listed(seen[_i].hints, m->name), "%s: %s",
					      seen[_i].text, m->name);
		phone |= t == NR_PHONE;
	}
	ck_assert_msg(phone == seen[_i].phone, "%s", seen[_i].text);
}
END_TEST

START_TEST(hints_are_there)
{
	for (size_t i = 0; i < all.model_count; i++) {
		const struct nr_model *m = &all.model[i]->model;
		bool hint = false;

		for (const struct nr_match *r = m->matches; r->glob; r++)
			hint |= r->fact == seen[_i].fact && r->trust == NR_HINT && !r->and_glob &&
				fnmatch(r->glob, seen[_i].text, FNM_CASEFOLD) == 0;
		if (modules_listed(seen[_i].hints, m->name))
			ck_assert_msg(hint, "%s: %s", seen[_i].text, m->name);
	}
}
END_TEST

/* -- tables ---------------------------------------------------------------------------------- */

static const struct {
	const char *name;
	unsigned type;
} numbers[] = {
	{ "6901", 547 }, { "6911", 548 }, { "6921", 495 }, { "6941", 496 }, { "6961", 497 },
	{ "6945", 564 }, { "8941", 586 }, { "8945", 585 }, { "8961", 540 }, { "9951", 537 },
	{ "9971", 493 }, { "3905", 592 }, { "3911", 446 }, { "3951", 412 }, { "7811", 36213 },
	{ "7821", 621 }, { "7841", 622 }, { "7861", 623 }, { "7832", 36247 }, { "8811", 36217 },
	{ "8821", 36216 }, { "8831", 659 }, { "8832", 36258 }, { "8832NR", 36260 }, { "8841", 683 },
	{ "8845", 36224 }, { "8851", 684 }, { "8851NR", 36232 }, { "8861", 685 }, { "8865", 36225 },
	{ "8865NR", 36248 }, { "ATA187", 550 }, { "ATA190", 681 }, { "ATA191", 36262 },
	{ "DX650", 647 }, { "DX70", 36043 }, { "DX80", 36042 }, { "TelePresence-DX70", 36241 },
	{ "TelePresence-DX80", 36239 },
};

START_TEST(all_members)
{
	ck_assert_uint_eq(all.model_count, MODERN_COUNT);
	ck_assert_uint_eq(sizeof(numbers) / sizeof(numbers[0]), MODERN_COUNT);
	for (size_t i = 0; i < MODERN_COUNT; i++) {
		const struct nr_model *m = modules_model(&all, numbers[i].name);

		ck_assert_msg(m != NULL, "%s", numbers[i].name);
		ck_assert_uint_eq(m->type, numbers[i].type);
	}
	for (size_t i = 0; i < all.model_count; i++) {
		const struct nr_model *m = &all.model[i]->model;

		ck_assert_str_eq(m->id, all.model[i]->plugin);
		ck_assert(strncmp(m->id, "cisco-", 6) == 0 && strcasecmp(m->id + 6, m->name) == 0);
		ck_assert(strncmp(m->type_name, "Cisco ", 6) == 0);
		ck_assert(m->title && m->names && m->protocols && !m->wiped && !m->wiped_hop);
		ck_assert_str_eq(m->load_suffix, ".loads");
		ck_assert(m->patience.ask && m->patience.transfer && m->patience.flash);
		ck_assert(!model_serves(m, "MPP") && model_serves(m, "SIP") && model_serves(m, ""));
	}
}
END_TEST

static const char *const must_ask[] = {
	"CTLSEP%M.tlv", "ITLSEP%M.tlv", "ITLFile.tlv", "SEP%M.cnf.xml", "SEP%M.cnf.xml.sgn",
	"SEP%M.cnf.xml.enc.sgn", "XMLDefault.cnf.xml",
};

START_TEST(names_asked)
{
	for (size_t i = 0; i < all.model_count; i++) {
		const struct nr_name *n = all.model[i]->model.names;

		while (n->glob && strcmp(n->glob, must_ask[_i]) != 0)
			n++;
		ck_assert_msg(n->glob != NULL, "%s: %s", all.model[i]->model.name, must_ask[_i]);
	}
}
END_TEST

/* -- plans: no library at hand ------------------------------------------------------------ */

static struct plan plan_of(const char *model, const char *from, const char *to)
{
	struct plan p;

	plan_make(&p, modules_model(&all, model), NULL,
		  strcmp(from, "unknown") == 0 ? PLAN_FROM_UNKNOWN : PLAN_FROM_LOAD, from, to);
	return p;
}

static const struct {
	const char *model, *from, *to, *word;
} never[] = {
	{ "8851", "sip88xx.12-5-1SR2-2", "sip88xx.12-0-7MPP0201-66", "MPP" },
	{ "8851", "unknown", "sip88xx.11-0-1MPP-477", "MPP" },
	{ "8851", "sip88xx.12-5-1SR2-2", "sip88xx.TLexE2M-11-2-3C-4", "MPP" },
	{ "8851", "sip88xx.12-0-7MPP0201-66", "sip88xx.14-0-1-0001-135", "it runs" },
	{ "8851", "sip88xx.11-0-0MPP-7dev", "sip88xx.14-0-1-0001-135", "it runs" },
	{ "8851", "sip88xx.TLexE2M-11-2-3C-4", "sip88xx.14-0-1-0001-135", "it runs" },
	{ "8851", "rootfs288xx.12-0-7MPP0201-66.sbn", "sip88xx.14-0-1-0001-135", "it runs" },
	{ "ATA191", "ATA191.12-0-1-29", "ATA19x.11-1-0MPP0401-002", "MPP" },
	{ "8851", "sip88xx.12-5-1SR2-2", "sip88xx.12-7-1-0001-BLD3", "no released load" },
	{ "8851", "sip88xx.12-5-1SR2-2", "sip88xx.14-0-1-0101-145DEV", "no released load" },
	{ "8811", "sip88xx.12-5-1SR2-2", "sip88xx.10-1-1-5", "10.2(2)" },
	{ "8811", "sip88xx.10-1-1-2", "sip88xx.10-1-1-5", "10.2(2)" },
	{ "8811", "unknown", "sip88xx.10-1-1-5", "10.2(2)" },
};

START_TEST(no_plan)
{
	struct plan p = plan_of(never[_i].model, never[_i].from, never[_i].to);

	ck_assert_int_eq(p.result, PLAN_IMPOSSIBLE);
	ck_assert_uint_eq(p.count, 0);
	ck_assert_msg(strstr(p.why, never[_i].word) != NULL, "%s", p.why);
}
END_TEST

static const struct {
	const char *model, *from, *to, *advice;
} direct[] = {
	{ "8851", "sip88xx.10-3-1-20", "sip88xx.14-0-1-0101-145", "N2 N3 N8" },
	{ "8851", "sip88xx.12-5-1SR2-2", "sip88xx.14-0-1-0101-145", "N2 N8" },
	{ "8851", "sip88xx.12-8-1-0101-482", "sip88xx.11-5-1SR1-1", "N9 N2" },
	{ "8811", "unknown", "sip88xx.14-0-1-0101-145", "N3 N2 N8" },
	{ "8811", "sip88xx.11-5-1-18", "sip88xx.10-3-1-20", "N9 N10 N2" },
	{ "7841", "sip78xx.10-2-1-12", "sip78xx.14-2-1-0201-40", "N4 N8" },
	{ "9971", "sip9971.9-2-2SR1-9", "sip9971.9-4-2SR4-1", "V1 V2" },
	{ "8945", "SCCP894x.9-2-2-0", "SIP894x.9-4-2SR3-1", "S2" },
	{ "8945", "SCCP894x.9-2-2-0", "SIP894x.9-3-1-18", "" },
	{ "6921", "SCCP69xx.9-2-1-0", "SCCP69xx.9-4-1-3SR3", "S1" },
	{ "ATA187", "ATA187.9-2-1-1", "ATA187.9-2-3-1", "A1" },
	{ "3905", "CP3905.9-4-1SR3", "CP3905.9-4-1SR4-2", "" },
	{ "8821", "sip8821.11-0-5SR2-2", "sip8821.11-0-6SR8-2", "" },
};

/* No rule is sure enough to ask for a stop: one step, and what is worth knowing. */
START_TEST(one_step)
{
	struct plan p = plan_of(direct[_i].model, direct[_i].from, direct[_i].to);

	ck_assert_msg(p.result == PLAN_MISSING, "%s", p.why);
	ck_assert_uint_eq(p.count, 1);
	ck_assert_str_eq(p.step[0].load, direct[_i].to);
	ck_assert_msg((p.advice_count == 0) == (direct[_i].advice[0] == '\0'), "%s: %zu",
		      direct[_i].to, p.advice_count);
	for (size_t i = 0; i < p.advice_count; i++)
		ck_assert_msg(strstr(direct[_i].advice, p.advice[i]->id) != NULL, "%s: %s",
			      direct[_i].to, p.advice[i]->id);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof((table)[0]))

int main(void)
{
	TCase *t = tcase_create("all");
	int status;

	modules_load(&all);
	modules_keep(&all, MODERN);
	tcase_add_loop_test(t, vector, 0, COUNT(vectors));
	tcase_add_loop_test(t, round_trip, 0, COUNT(vectors));
	tcase_add_test(t, spelling);
	tcase_add_loop_test(t, stranger, 0, COUNT(strangers));
	tcase_add_loop_test(t, chain, 0, COUNT(chains));
	tcase_add_loop_test(t, order, 0, COUNT(order_pairs));
	tcase_add_test(t, order_is_an_order);
	tcase_add_loop_test(t, evidence, 0, COUNT(seen));
	tcase_add_loop_test(t, hints_are_there, 0, COUNT(seen));
	tcase_add_test(t, all_members);
	tcase_add_loop_test(t, names_asked, 0, COUNT(must_ask));
	tcase_add_loop_test(t, no_plan, 0, COUNT(never));
	tcase_add_loop_test(t, one_step, 0, COUNT(direct));
	tcase_set_timeout(t, 120);
	status = suite_run("modern", t);
	modules_unload(&all);
	return status;
}
