/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_legacy.c -- the older phones: evidence, plans, text configurations.
 */
#include <config.h>

#include "core/plan/plan.h"
#include "tests/unit/family.h"
#include "tests/unit/models/names.h"
#include "tests/unit/shelf.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>

static struct plugins all;

/* -- evidence ---------------------------------------------------------------------------- */

static const struct {
	enum nr_fact fact;
	const char *text, *sure;        /* NULL: none is sure */
} seen[] = {
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone CP-7902G", "7902" },
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone CP-7940", "7940" },
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone CP-7940G", "7940" },
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone CP-7960G", "7960" },
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone 7905", "7905" },
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone 7912", "7912" },
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone 7920", "7920" },
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems Inc. Wireless Phone 7921", "7921" },
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone CP-7935", "7935" },
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone CP-7937G", "7937" },
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone", NULL },
	{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone CP-7945G", NULL },
	{ NR_FACT_VENDOR_CLASS, "CISCO ATA190", NULL },
	{ NR_FACT_VENDOR_CLASS, "CISCO ATA191-MPP", NULL },
	{ NR_FACT_PLATFORM, "Cisco IP Phone 7940", "7940" },
	{ NR_FACT_PLATFORM, "Cisco IP Phone 7960", "7960" },
	{ NR_FACT_PLATFORM, "Cisco IP Phone 7910", "7910" },
	{ NR_FACT_PLATFORM, "Cisco IP Phone 7937G,V1, apps37sccp.1-4-5-7", "7937" },
	{ NR_FACT_PLATFORM, "Cisco IP Phone 7985", "7985" },
	{ NR_FACT_PLATFORM, "7914 14-Button Line Expansion Module", NULL },
	{ NR_FACT_LOAD, "P0S3-8-12-00", NULL },
	{ NR_FACT_FILE_WANTED, "OS79XX.TXT", NULL },
	{ NR_FACT_DEVICE_NAME, "SIP00070EEA5086", NULL },
};

START_TEST(evidence)
{
	for (size_t i = 0; i < all.model_count; i++) {
		const struct nr_model *m = &all.model[i]->model;
		bool sure = seen[_i].sure && strcmp(seen[_i].sure, m->name) == 0;
		enum nr_trust t = trust_of(m, seen[_i].fact, seen[_i].text);

		ck_assert_msg((t == NR_SURE) == sure, "%s: %s %d", seen[_i].text, m->name, t);
	}
}
END_TEST

/* What is no phone is never sure, and makes nothing a phone. */
START_TEST(never_served)
{
	static const char *const names[] = { "7914", "7915-12", "7915-24", "7916-12", "7916-24",
					     "IP-Communicator", "ATA186", "ATA188" };

	for (size_t i = 0; i < NR_ARRAY_SIZE(names); i++) {
		const struct nr_model *m = modules_model(&all, names[i]);

		ck_assert_ptr_nonnull(m);
		for (const struct nr_match *r = m->matches; r->glob; r++)
			ck_assert_int_eq(r->trust, NR_HINT);
	}
}
END_TEST

/* -- tables -------------------------------------------------------------------------------- */

START_TEST(all_members)
{
	static const struct {
		const char *name;
		uint32_t type;
	} types[] = {
		{ "7902", 30008 }, { "7905", 20000 }, { "7910", 6 }, { "7912", 30007 },
		{ "7914", 124 }, { "7915-12", 227 }, { "7915-24", 228 }, { "7916-12", 229 },
		{ "7916-24", 230 }, { "7920", 30002 }, { "7921", 365 }, { "7925", 484 },
		{ "7926", 577 }, { "7935", 9 }, { "7936", 30019 }, { "7937", 431 }, { "7940", 8 },
		{ "7960", 7 }, { "7985", 302 }, { "ATA186", 12 }, { "ATA188", 12 },
		{ "IP-Communicator", 30016 },
	};

	ck_assert_uint_eq(all.model_count, NR_ARRAY_SIZE(types));
	for (size_t i = 0; i < all.model_count; i++) {
		const struct nr_model *m = &all.model[i]->model;

		ck_assert_str_eq(m->name, types[i].name);
		ck_assert_uint_eq(m->type, types[i].type);
		ck_assert_str_eq(m->id, all.model[i]->plugin);
		ck_assert(m->title && m->type_name && m->patience.ask && m->patience.flash);
		ck_assert_ptr_null(m->wiped);
		for (const struct nr_hop *h = m->hops; h && h->id; h++)
			ck_assert(h->reason && h->source);
	}
}
END_TEST

START_TEST(archives)
{
	static const struct {
		const char *model, *load, *archive;
	} rows[] = {
		{ "7940", "P0S3-8-12-00", "P0S3-8-12-00.zip" },
		{ "7960", "P00308000900", "cmterm-7940-7960-sccp.8-0-9.zip" },
		{ "7960", "P0030801SR02", "cmterm-7940-7960-sccp.8-1-2SR2.zip" },
		{ "7940", "P00305000200", "P00305000200.zip" },
		{ "7905", "CP7905080003SCCP070409A", "cmterm-7905G-sccp.8-0-3.zip" },
		{ "ATA186", "ATA030204SCCP090202A", "ata_03_02_04_sccp_090202_a.zip" },
		{ "7921", "CP7921G-1.4.5.3", "cmterm-7921-sccp.1-4-5-3.zip" },
		{ "7937", "apps37sccp.1-4-5-7", "cmterm-7937-1-4-5-7-SCCP.zip" },
	};
	struct nr_load l;
	char out[96];

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++) {
		const struct nr_model *m = modules_model(&all, rows[i].model);

		ck_assert(model_parse(m, rows[i].load, &l));
		ck_assert(model_archive(m, &l, out, sizeof(out)));
		ck_assert_str_eq(out, rows[i].archive);
		ck_assert(model_parse(m, out, &l));
		ck_assert_int_eq(l.kind, NR_KIND_ARCHIVE);
		ck_assert(!model_archive(m, &l, out, 8));
	}
}
END_TEST

/* -- plans ------------------------------------------------------------------------------------ */

/* "P0S3-05-3-00 L1, ?P0S3-8-12-00": "?" is missing.  @from NULL: unknown; or "wiped", "oldest". */
static const char *way(const char *model, const char *library, const char *from, const char *to)
{
	enum plan_from kind = !from ? PLAN_FROM_UNKNOWN :
			      strcmp(from, "wiped") == 0 ? PLAN_FROM_WIPED :
			      strcmp(from, "oldest") == 0 ? PLAN_FROM_OLDEST : PLAN_FROM_LOAD;
	const struct nr_model *m = modules_model(&all, model);
	static char text[512];
	static struct plan p;
	char words[512];
	struct shelf s;
	size_t len = 0;

	snprintf(words, sizeof(words), "%s", library);
	shelf_make(&s, m, NULL, 0);
	for (char *rest = words, *word; (word = strtok_r(rest, " ", &rest)) != NULL;)
		shelf_add(&s, m, word);
	plan_make(&p, m, &s.lib, kind, from, to);
	if (p.result == PLAN_IMPOSSIBLE)
		return p.why;
	text[0] = '\0';
	for (size_t i = 0; i < p.count; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%s%s%s%s", i ? ", " : "",
					p.step[i].have ? "" : "?", p.step[i].load,
					p.step[i].rule ? " " : "", p.step[i].rule ? p.step[i].rule : "");
	return text;
}

#define SIP_ALL "P0S3-04-4-00 P0S3-05-3-00 P0S3-06-0-00 P0S3-06-3-00 P0S3-07-4-00 " \
		"P0S3-07-5-00 P0S3-8-12-00"

START_TEST(sip_chain)
{
	ck_assert_str_eq(way("7940", SIP_ALL, "P0S3-04-4-00", "P0S3-8-12-00"),
			 "P0S3-05-3-00 L1, P0S3-06-3-00 L2, P0S3-07-5-00 L1, P0S3-8-12-00");
	ck_assert_str_eq(way("7960", SIP_ALL, "P0S3-03-2-00", "P0S3-8-12-00"),
			 "P0S3-04-4-00 L1, P0S3-05-3-00 L1, P0S3-06-3-00 L2, P0S3-07-5-00 L1, "
			 "P0S3-8-12-00");
	ck_assert_str_eq(way("7940", SIP_ALL, "P0S30202", "P0S3-07-4-00"),
			 "P0S3-04-4-00 L1, P0S3-05-3-00 L1, P0S3-06-3-00 L2, P0S3-07-4-00");
	ck_assert_str_eq(way("7940", "P0S3-8-12-00", "P0S3-05-3-00", "P0S3-8-12-00"),
			 "?P0S3-06-0-00 L2, ?P0S3-07-4-00 L1, P0S3-8-12-00");
	ck_assert_str_eq(way("7940", SIP_ALL, "P0S3-07-4-00", "P0S3-8-12-00"), "P0S3-8-12-00");
	/* a loader without its application gets the application */
	ck_assert_str_eq(way("7940", SIP_ALL, "P003-8-12-00", "P0S3-8-12-00"), "P0S3-8-12-00");
}
END_TEST

START_TEST(protocol_changes)
{
	ck_assert_str_eq(way("7940", SIP_ALL " P00308000900", "P0S3-06-3-00", "P00308000900"),
			 "P0S3-07-5-00 L6, P00308000900");
	ck_assert_str_eq(way("7940", SIP_ALL " P00308000900", "P0S3-05-3-00", "P00308000900"),
			 "P0S3-06-3-00 L2, P0S3-07-5-00 L6, P00308000900");
	ck_assert_str_eq(way("7940", "P00307020300 P00308000900", "P0S3-06-3-00", "P00308000900"),
			 "?P0S3-07-4-00 L6, P00308000900");
	ck_assert_str_eq(way("7940", SIP_ALL " P00308000900", "P0S3-07-4-00", "P00308000900"),
			 "P00308000900");
	ck_assert_str_eq(way("7940", SIP_ALL " P00305000200", "P00303030300", "P0S3-8-12-00"),
			 "P00305000200 L5, P0S3-8-12-00");
	ck_assert_str_eq(way("7940", SIP_ALL, "P00303030300", "P0S3-8-12-00"),
			 "?P00305000200 L5, P0S3-8-12-00");
	ck_assert_str_eq(way("7940", SIP_ALL, "P00308000900", "P0S3-8-12-00"), "P0S3-8-12-00");
	/* a stop on the way of the one protocol would be wrong for the other */
	ck_assert(strstr(way("7940", SIP_ALL, NULL, "P0S3-8-12-00"), "it is not known which protocol"));
	ck_assert(strstr(way("7940", SIP_ALL, NULL, "P00308000900"), "it is not known which protocol"));
	/* but a library can be judged: what the oldest phone of the target's protocol needs */
	ck_assert_str_eq(way("7940", SIP_ALL, "oldest", "P0S3-8-12-00"),
			 "P0S3-04-4-00 L1, P0S3-05-3-00 L1, P0S3-06-3-00 L2, P0S3-07-5-00 L1, "
			 "P0S3-8-12-00");
	ck_assert_str_eq(way("7940", SIP_ALL, "oldest", "P00308000900"), "?P00308000900");
	ck_assert(strstr(way("7940", SIP_ALL, "wiped", "P0S3-8-12-00"), "a wiped 7940 asks for"));
}
END_TEST

START_TEST(ways_back)
{
	ck_assert_str_eq(way("7940", SIP_ALL, "P0S3-8-12-00", "P0S3-06-0-00"),
			 "P0S3-07-5-00 L4, P0S3-06-0-00");
	ck_assert_str_eq(way("7940", SIP_ALL, "P0S3-06-3-00", "P0S3-05-3-00"),
			 "P0S3-07-5-00 L4, P0S3-05-3-00");
	ck_assert_str_eq(way("7940", SIP_ALL " P0S3-08-4-00", "P0S3-8-12-00", "P0S3-08-4-00"),
			 "P0S3-08-4-00");
	ck_assert(strstr(way("7940", SIP_ALL, "P0S3-8-12-00", "P0S3-04-4-00"), "never takes an unsigned"));
	ck_assert(strstr(way("7940", "P00303030300", "P00308000900", "P00303030300"),
			 "rule L8 of 7940"));
	ck_assert(strstr(way("7905", "", "CP7905010300SIP050414A", "CP7905010000SIP030101A"), "L8"));
}
END_TEST

START_TEST(adapters)
{
	ck_assert_str_eq(way("ATA186", "transition ATA030204SCCP090202A", "ATA013400SCCP010101A",
			     "ATA030204SCCP090202A"),
			 "transition C3, ATA030204SCCP090202A");
	ck_assert_str_eq(way("ATA188", "ATA030204SCCP090202A", "ATA013400SCCP010101A",
			     "ATA030204SCCP090202A"),
			 "?transition C3, ATA030204SCCP090202A");
	ck_assert_str_eq(way("ATA186", "ATA030204SCCP090202A", "transition", "ATA030204SCCP090202A"),
			 "ATA030204SCCP090202A");
	ck_assert_str_eq(way("ATA186", "ATA030204SCCP090202A", "ATA030200SIP041111A",
			     "ATA030204SCCP090202A"),
			 "ATA030204SCCP090202A");
}
END_TEST

START_TEST(direct)
{
	ck_assert_str_eq(way("7921", "CP7921G-1.4.6.3", "CP7921G-1.0.3", "CP7921G-1.4.6.3"),
			 "CP7921G-1.4.6.3");
	ck_assert_str_eq(way("7905", "", "CP7905060000SCCP050124A", "CP7905080003SCCP070409A"),
			 "?CP7905080003SCCP070409A");
	/* On no scale, but real, and no rule of the model depends on its place. */
	ck_assert_str_eq(way("7920", "", NULL, "cmterm_7920.4.0-03-02"), "?cmterm_7920.4.0-03-02");
	ck_assert_str_eq(way("7920", "cmterm_7920.4.0-03-02", "cmterm_7920.4.0-02-01",
			     "cmterm_7920.4.0-03-02"), "cmterm_7920.4.0-03-02");
	ck_assert_str_eq(way("7920", "", "cmterm_7920.4.0-03-02", "cmterm_7920.4.0-03-02"), "");
	ck_assert(strstr(way("7940", "", "P00307020300", "P0030801SR03"), "no certain place"));
}
END_TEST

/* -- 7940: what runs, and what its configurations say ------------------------------------------ */

START_TEST(running)
{
	const struct nr_model *m = modules_model(&all, "7940");
	char out[64] = "-";

	ck_assert(m->running(m, "P003-08-8-00", "SIP00070EEA5086", out, sizeof(out)));
	ck_assert_str_eq(out, "P0S3-08-8-00");
	ck_assert(!m->running(m, "P003-08-8-00", "SEP00070EEA5086", out, sizeof(out)));
	ck_assert(!m->running(m, "P003-08-8-00", "", out, sizeof(out)));
	ck_assert(!m->running(m, "P00308000900", "SIP00070EEA5086", out, sizeof(out)));
	ck_assert(!m->running(m, "P003-08-8-00", "SIP00070EEA5086", out, 5));
}
END_TEST

/* "-" not found; "xml" the core's; else the text. */
static const char *text_of(const char *name, const char *load, const char *protocol,
			   const char *runs)
{
	const struct nr_model *m = modules_model(&all, "7940");
	static char text[1024];
	struct nr_body body = { .buf = text, .size = sizeof(text) };
	struct nr_ask ask = {
		.mac = { { 0x00, 0x07, 0x0e, 0xea, 0x50, 0x86 } }, .load = load,
		.protocol = protocol, .want_name = name, .runs = runs,
	};
	bool xml = strstr(name, ".xml") != NULL, defaults = strstr(name, "XMLDefault") != NULL;

	inet_pton(AF_INET, "10.77.0.1", &ask.server);
	text[0] = '\0';
	if (!m->config(m, defaults ? NR_WANT_DEFAULTS : xml ? NR_WANT_CONFIG : NR_WANT_TEXT, &ask,
		       &body))
		return "xml";
	return body.len ? text : "-";
}

START_TEST(os79xx)
{
	ck_assert_str_eq(text_of("OS79XX.TXT", "P0S3-8-12-00", "SIP", ""), "P003-8-12-00");
	ck_assert_str_eq(text_of("os79xx.txt", "P0S3-07-4-00", "SIP", ""), "P003-07-4-00");
	ck_assert_str_eq(text_of("OS79XX.TXT", "P0S3-05-3-00", "SIP", "P0S3-04-4-00"), "P0S3-05-3-00");
	ck_assert_str_eq(text_of("OS79XX.TXT", "P00308000900", "SCCP", ""), "P00308000900");
	ck_assert_str_eq(text_of("OS79XX.TXT", NULL, "SCCP", ""), "-");
}
END_TEST

#define OWN_XML "SEP00070EEA5086.cnf.xml"
#define OWN_SIP "SIP00070EEA5086.cnf"
#define GOAL_SIP "P0S3-8-12-00"
#define GOAL_SCCP "P00308000900"

START_TEST(which_protocol)
{
	/* on its way from SIP to SIP it must not find what makes an SCCP phone of it */
	ck_assert_str_eq(text_of(OWN_XML, GOAL_SIP, "SIP", "P0S3-07-4-00"), "-");
	ck_assert_str_eq(text_of(OWN_XML, GOAL_SIP, "SIP", "P003-8-12-00"), "-");
	ck_assert(strstr(text_of(OWN_SIP, GOAL_SIP, "SIP", "P0S3-07-4-00"),
			 "image_version: P0S3-8-12-00\n"));
	ck_assert(strstr(text_of("SIPDefault.cnf", GOAL_SIP, "SIP", "P0S3-07-4-00"),
			 "image_version: P0S3-8-12-00\n"));
	ck_assert(strstr(text_of(OWN_SIP, GOAL_SIP, "SIP", GOAL_SIP), "proxy1_address: 10.77.0.1\n"));
	/* from SCCP to SIP: told in its XML until it has it, then that is gone */
	ck_assert_str_eq(text_of(OWN_XML, GOAL_SIP, "SIP", GOAL_SCCP), "xml");
	ck_assert_str_eq(text_of(OWN_XML, GOAL_SIP, "SIP", GOAL_SIP), "-");
	/* SCCP: the XML, and never a SIP file that its loader could find */
	ck_assert_str_eq(text_of(OWN_XML, GOAL_SCCP, "SCCP", "P00305000200"), "xml");
	ck_assert_str_eq(text_of(OWN_SIP, GOAL_SCCP, "SCCP", "P00305000200"), "-");
	/* from SIP to SCCP: whichever it asks for */
	ck_assert_str_eq(text_of(OWN_XML, GOAL_SCCP, "SCCP", "P0S3-07-4-00"), "xml");
	ck_assert(strstr(text_of(OWN_SIP, GOAL_SCCP, "SCCP", "P0S3-07-4-00"),
			 "image_version: P00308000900\n"));
	/* nobody knows what it runs */
	ck_assert_str_eq(text_of(OWN_XML, NULL, "SCCP", ""), "-");
	ck_assert_str_eq(text_of(OWN_SIP, NULL, "SCCP", ""), "-");
	ck_assert_str_eq(text_of("XMLDefault.cnf.xml", NULL, "SCCP", ""), "xml");
	ck_assert(!strstr(text_of("SIPDefault.cnf", NULL, "SCCP", ""), "image_version"));
	/* and is asked whether it is this load: in the files for all phones */
	ck_assert_str_eq(text_of(OWN_XML, GOAL_SIP, "SIP", ""), "-");
	ck_assert_str_eq(text_of(OWN_SIP, GOAL_SIP, "SIP", ""), "-");
	ck_assert_str_eq(text_of("XMLDefault.cnf.xml", GOAL_SCCP, "SCCP", ""), "xml");
	ck_assert(strstr(text_of("SIPDefault.cnf", GOAL_SIP, "SIP", ""), "image_version: " GOAL_SIP));
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("all");
	int status;

	modules_load(&all);
	modules_keep(&all, LEGACY);
	tcase_add_loop_test(t, evidence, 0, (int)NR_ARRAY_SIZE(seen));
	tcase_add_test(t, never_served);
	tcase_add_test(t, all_members);
	tcase_add_test(t, archives);
	tcase_add_test(t, sip_chain);
	tcase_add_test(t, protocol_changes);
	tcase_add_test(t, ways_back);
	tcase_add_test(t, adapters);
	tcase_add_test(t, direct);
	tcase_add_test(t, running);
	tcase_add_test(t, os79xx);
	tcase_add_test(t, which_protocol);
	tcase_set_timeout(t, 120);
	status = suite_run("legacy", t);
	modules_unload(&all);
	return status;
}
