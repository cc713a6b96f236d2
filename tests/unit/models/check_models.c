/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_models.c -- the Java 79xx plugins: spelling, evidence, tables.
 */
#include <config.h>

#include "tests/unit/family.h"
#include "tests/unit/models/names.h"
#include "tests/unit/suite.h"

static struct plugins all;

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

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++) {
		ck_assert(file_name_normalise(rows[i].raw, out));
		ck_assert_str_eq(out, rows[i].name);
	}
	ck_assert(!file_name_normalise("", out));
	ck_assert(!file_name_normalise("folder/", out));
	ck_assert(!file_name_normalise(" .loads", out));
	memset(longest, 'x', sizeof(longest));
	longest[LOAD_NAME_SIZE] = '\0';
	ck_assert(!file_name_normalise(longest, out));
	longest[LOAD_NAME_SIZE - 1] = '\0';
	ck_assert(file_name_normalise(longest, out));
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
		for (size_t k = 0; k < NR_ARRAY_SIZE(rows); k++) {
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

int main(void)
{
	TCase *t = tcase_create("all");
	int status;

	modules_load(&all);
	modules_keep(&all, JAVA);
	tcase_add_test(t, normalise);
	tcase_add_test(t, format);
	tcase_add_loop_test(t, evidence, 0, (int)NR_ARRAY_SIZE(seen));
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
