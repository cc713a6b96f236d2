/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_modern.c -- the models after the Java series: spelling, evidence, tables,
 * and that multiplatform firmware is never served.
 */
#include <config.h>

#include "core/plan/plan.h"
#include "tests/unit/family.h"
#include "tests/unit/shelf.h"
#include "tests/unit/models/names.h"
#include "tests/unit/suite.h"

#define MODERN_COUNT 39

static struct plugins all;

#define LOAD NR_KIND_LOAD
#define ARCHIVE NR_KIND_ARCHIVE

/* What the model writes it reads again, in the spelling of the files. */
START_TEST(round_trip)
{
	const struct vector *v = &names_modern.vectors[_i];
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
		file_name_normalise(v->name, again);
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

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++) {
		const struct nr_model *m = modules_model(&all, rows[i].model);
		char name[64];
		struct nr_load l;

		ck_assert(model_parse(m, rows[i].name, &l));
		ck_assert(model_format(m->load_format, l.protocol, l.text, name, sizeof(name)));
		ck_assert_str_eq(name, rows[i].load);
	}
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
	ck_assert_uint_eq(NR_ARRAY_SIZE(numbers), MODERN_COUNT);
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
	{ "8851", "sip88xx.10-3-1-20", "sip88xx.14-0-1-0101-145", "N3" },
	{ "8851", "sip88xx.12-5-1SR2-2", "sip88xx.14-0-1-0101-145", "" },
	{ "8851", "sip88xx.12-8-1-0101-482", "sip88xx.11-5-1SR1-1", "" },
	{ "8811", "unknown", "sip88xx.14-0-1-0101-145", "N3" },
	{ "8811", "sip88xx.11-5-1-18", "sip88xx.10-3-1-20", "N10" },
	{ "7841", "sip78xx.10-2-1-12", "sip78xx.14-2-1-0201-40", "N4" },
	{ "7811", "sip78xx.10-3-1-12", "sip78xx.14-2-1-0201-40", "" },
	{ "8845", "sip8845_65.10-3-2-16", "sip8845_65.14-2-1-0201-40", "N3" },
	{ "8831", "sip8831.10-3-1SR4b-1", "sip8831.10-3-1SR6-4", "K3" },
	{ "8831", "sip8831.9-3-2-1", "sip8831.9-3-3-5", "" },
	{ "9971", "sip9971.9-2-2SR1-9", "sip9971.9-4-2SR4-1", "V1 V2" },
	{ "8945", "SCCP894x.9-2-2-0", "SIP894x.9-4-2SR3-1", "S2" },
	{ "8945", "SCCP894x.9-2-2-0", "SIP894x.9-3-1-18", "" },
	{ "6921", "SCCP69xx.9-2-1-0", "SCCP69xx.9-4-1-3SR3", "" },
	{ "6921", "SCCP69xx.9-4-1-3SR3", "SCCP69xx.9-2-1-0", "S1" },
	{ "6945", "SIP6945.9-2-1-0", "SCCP6945.9-3-1-3", "S1" },
	{ "ATA187", "ATA187.9-2-1-1", "ATA187.9-2-3-1", "" },
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

/* An 8831: the interim load, the region that somebody named, and no other. */
START_TEST(regions)
{
	const struct nr_model *m = modules_model(&all, "8831");
	struct shelf s;
	struct plan p;

	shelf_make(&s, m, (const char *const[]){ "sip8831.9-3-3-TO-10-3-1-v2", "sip8831.10-3-1SR7-2",
						 "sip8831.10-3-1SR6-4-LA" }, 3);
	plan_make(&p, m, &s.lib, PLAN_FROM_LOAD, "sip8831.9-3-3-5", "sip8831.10-3-1SR6-4-LA");
	ck_assert_msg(p.result == PLAN_READY, "%s", p.why);
	ck_assert_uint_eq(p.count, 2);
	ck_assert_str_eq(p.step[0].load, "sip8831.9-3-3-TO-10-3-1-v2");
	ck_assert_str_eq(p.step[0].rule, "K1");
	ck_assert_str_eq(p.step[1].load, "sip8831.10-3-1SR6-4-LA");
	ck_assert_ptr_null(p.step[1].rule);
	/* In the middle of its way, and of another region. */
	plan_make(&p, m, &s.lib, PLAN_FROM_LOAD, "sip8831.9-3-3-TO-10-3-1-v2.loads", "sip8831.10-3-1SR6-4-LA");
	ck_assert_uint_eq(p.count, 1);
	plan_make(&p, m, &s.lib, PLAN_FROM_LOAD, "sip8831.10-3-1SR4b-1-EU", "sip8831.10-3-1SR6-4-LA");
	ck_assert_int_eq(p.result, PLAN_IMPOSSIBLE);
	ck_assert_ptr_nonnull(strstr(p.why, "locked to EU"));
	/* Nothing of them is the newest. */
	ck_assert_ptr_null(plan_newest(m, &s.lib, ""));
	/* The archive of the interim load. */
	plan_make(&p, m, NULL, PLAN_FROM_LOAD, "sip8831.9-3-3-5", "sip8831.10-3-1SR6-4");
	ck_assert_str_eq(p.step[0].archive, "cmterm-8831-sip.9-3-3-TO-10-3-1-v2.zip");
	ck_assert(p.step[0].named_only && p.step[1].named_only);
	/* Two archives with one load: of which region nobody can say. */
	shelf_make(&s, m, (const char *const[]){ "sip8831.10-3-1SR6-4", "sip8831.10-3-1SR6-4" }, 2);
	plan_make(&p, m, &s.lib, PLAN_FROM_LOAD, "sip8831.10-3-1SR4b-1", "sip8831.10-3-1SR6-4");
	ck_assert_int_eq(p.result, PLAN_IMPOSSIBLE);
	ck_assert_ptr_nonnull(strstr(p.why, "more than one archive"));
	/* No way back. */
	plan_make(&p, m, NULL, PLAN_FROM_LOAD, "sip8831.10-3-1SR4b-1", "sip8831.9-3-3-5");
	ck_assert_int_eq(p.result, PLAN_IMPOSSIBLE);
	ck_assert_ptr_nonnull(strstr(p.why, "rule K2"));
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("all");
	int status;

	modules_load(&all);
	modules_keep(&all, MODERN);
	tcase_add_loop_test(t, round_trip, 0, (int)names_modern.vector_count);
	tcase_add_test(t, spelling);
	tcase_add_loop_test(t, evidence, 0, (int)NR_ARRAY_SIZE(seen));
	tcase_add_loop_test(t, hints_are_there, 0, (int)NR_ARRAY_SIZE(seen));
	tcase_add_test(t, all_members);
	tcase_add_loop_test(t, names_asked, 0, (int)NR_ARRAY_SIZE(must_ask));
	tcase_add_loop_test(t, no_plan, 0, (int)NR_ARRAY_SIZE(never));
	tcase_add_test(t, regions);
	tcase_add_loop_test(t, one_step, 0, (int)NR_ARRAY_SIZE(direct));
	tcase_set_timeout(t, 120);
	status = suite_run("modern", t);
	modules_unload(&all);
	return status;
}
