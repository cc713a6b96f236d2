/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_targets.c -- which load a call manager's file means for each model, in files as
 * people have them, with the models that are installed.
 *
 * The files follow public ones: hand-written files of one line, the defaults of the
 * administration page of chan-sccp, guides that say 8 for every phone, text copied out
 * of a word processor, a file for multiplatform phones.
 */
#include <config.h>
#include "core/plan/needs.h"
#include "core/base/log.h"
#include "tests/unit/modules.h"
#include "tests/unit/suite.h"

#include <check.h>

static struct plugins all;
static struct settings config;
static struct xmldefault xml;
static struct needs needs;

static void setup(void)
{
	ck_assert_int_eq(settings_load(&config, NULL, NULL, 0), 0);
}

static void teardown(void)
{
	needs_finish(&needs);
	xmldefault_finish(&xml);
	settings_finish(&config);
}

#define GROUP "<callManagerGroup><members><member priority=\"0\"><callManager>" \
	      "<processNodeName>192.0.2.10</processNodeName></callManager></member></members>" \
	      "</callManagerGroup>\n"

static const struct sample {
	const char *name;
	const char *text;               /* between <Default> and its end, from line 2 on */
	const char *warning;            /* one of the file's; "": it has none; NULL: not looked at */
	struct {
		const char *model, *load;       /* load NULL: no target */
		const char *note;               /* in what the overview says of its line, or NULL */
	} want[6];
} samples[] = {
	{ "no number", GROUP "<loadInformation>SCCP11.8-5-2S</loadInformation>\n",
	  "f.xml:3: <loadInformation> has no number",
	  { { "7906", "SCCP11.8-5-2S", "line 3 has no number" },
	    { "7911", "SCCP11.8-5-2S", "loadInformation307" },
	    { "7941", NULL, NULL }, { "7945", NULL, NULL } } },
	{ "no number, with a text",
	  "<loadInformation model=\"Cisco 7942\">SIP42.9-4-2SR3-1S</loadInformation>\n",
	  "f.xml:2: <loadInformation> has no number",
	  { { "7942", "SIP42.9-4-2SR3-1S", "line 2 has no number" }, { "7962", NULL, NULL } } },
	{ "no number, text of no model",
	  "<loadInformation model=\"Cisco IP Phone\">SCCP45.8-5-2S</loadInformation>\n", NULL,
	  { { "7945", "SCCP45.8-5-2S", NULL }, { "7965", "SCCP45.8-5-2S", NULL } } },
	{ "no number, text of a model that runs other loads",
	  "<loadInformation model=\"Cisco 7942\">SCCP45.8-5-2S</loadInformation>\n", NULL,
	  { { "7942", NULL, NULL }, { "7945", NULL, NULL } } },
	{ "no number, and empty", "<loadInformation/>\n", "", { { "7945", NULL, NULL } } },
	{ "its own line wins over one without a number",
	  "<loadInformation>SCCP11.8-5-2S</loadInformation>\n"
	  "<loadInformation307>SCCP11.9-4-2SR3-1S</loadInformation307>\n"
	  "<loadInformation369></loadInformation369>\n", NULL,
	  { { "7911", "SCCP11.9-4-2SR3-1S", NULL }, { "7906", "", NULL } } },
	{ "two without a number: the first that fits",
	  "<loadInformation>SCCP45.8-5-2S</loadInformation>\n"
	  "<loadInformation>SCCP11.8-5-2S</loadInformation>\n"
	  "<loadInformation>SIP11.9-4-2SR3-1S</loadInformation>\n", NULL,
	  { { "7911", "SCCP11.8-5-2S", "line 3" }, { "7965", "SCCP45.8-5-2S", "line 2" } } },
	{ "padded and without a number", "<loadinformation000>SCCP45.8-5-2S</loadinformation000>\n",
	  "f.xml:2: <loadinformation000> has no number", { { "7945", "SCCP45.8-5-2S", NULL } } },
	{ "one number for all",
	  "<loadInformation8 model=\"Cisco 7965\">SCCP45.9-4-2SR3-1S</loadInformation8>\n"
	  "<loadInformation1 model=\"IP Phone 7945\">SCCP45.9-4-2SR3-1S</loadInformation1>\n", "",
	  { { "7965", "SCCP45.9-4-2SR3-1S", "line 2 has the number 8, which is not that of a 7965: "
					    "it should be loadInformation436" },
	    { "7945", "SCCP45.9-4-2SR3-1S", "line 3 has the number 1" },
	    { "7940", NULL, NULL } } },
	{ "the number wins where the load can be the model's",
	  "<loadInformation435 model=\"Cisco 7965\">SCCP45.8-5-2S</loadInformation435>\n", NULL,
	  { { "7945", "SCCP45.8-5-2S", NULL }, { "7965", "SCCP45.8-5-2S", "number 435" } } },
	{ "defaults of sccp_manager",
	  "<loadInformation115 model=\"CISCO 7941\">P00308000500</loadInformation115>\n"
	  "<loadInformation229 model=\"7916\">B015-1-0-4</loadInformation229>\n"
	  "<loadInformation557 model=\"7926\">CP7926G-1.4.1SR1</loadInformation557>\n"
	  "<loadInformation550 model=\"ATA 187\">ATA187.9-2-3-1</loadInformation550>\n"
	  "<loadInformation42 model=\"Digital Access+\">D00303010033</loadInformation42>\n", "",
	  { { "7941", "P00308000500", NULL }, { "7926", "CP7926G-1.4.1SR1", "line 4" },
	    { "ATA187", "ATA187.9-2-3-1", NULL }, { "7916-12", "B015-1-0-4", NULL } } },
	{ "curly quotes around a load",
	  "<loadInformation435>\xe2\x80\x9c" "SCCP45.8-5-2S\xe2\x80\x9d</loadInformation435>\n",
	  "f.xml:2: quotes around the load: mended", { { "7945", "SCCP45.8-5-2S", NULL } } },
	{ "straight and single quotes around a load",
	  "<loadInformation435>\"SCCP45.8-5-2S\"</loadInformation435>\n"
	  "<loadInformation436>'SCCP45.8-5-2S'</loadInformation436>\n"
	  "<loadInformation434>\xe2\x80\x98SCCP42.8-5-2S\xe2\x80\x99</loadInformation434>\n",
	  "f.xml:4: quotes around the load: mended",
	  { { "7945", "SCCP45.8-5-2S", NULL }, { "7965", "SCCP45.8-5-2S", NULL },
	    { "7942", "SCCP42.8-5-2S", NULL } } },
	{ "of an old Windows editor",
	  "<loadInformation435>\x93SCCP45.8-5-2S\x94</loadInformation435>\n",
	  "f.xml:2: quotes around the load: mended", { { "7945", "SCCP45.8-5-2S", NULL } } },
	{ "curly dash in a load",
	  "<loadInformation435>SCCP45.8\xe2\x80\x93" "5\xe2\x80\x93" "2S</loadInformation435>\n",
	  "f.xml:2: curly dashes in the load: mended", { { "7945", "SCCP45.8-5-2S", NULL } } },
	{ "multiplatform",
	  "<loadInformation685 model=\"Cisco 8861\">sip88xx.11-2-3MSR1-1</loadInformation685>\n", "",
	  { { "8861", "sip88xx.11-2-3MSR1-1", NULL } } },
};

static const struct need *need_of(const char *model)
{
	for (size_t i = 0; i < needs.count; i++)
		if (needs.need[i].model && strcmp(needs.need[i].model->name, model) == 0)
			return &needs.need[i];
	return NULL;
}

static void check_want(const struct sample *s, const char *model, const char *load, const char *note)
{
	const struct need *d = need_of(model);
	char said[200] = "";

	if (!load) {
		ck_assert_msg(!d, "%s: %s has the target '%s'", s->name, model, d ? d->target : "");
		return;
	}
	ck_assert_msg(d && strcmp(d->target, load) == 0, "%s: %s goes to '%s'", s->name, model,
		      d ? d->target : "none");
	if (d->row)
		xmldefault_remark(d->row, d->model, said, sizeof(said));
	ck_assert_msg(note ? strstr(said, note) != NULL : true, "%s: %s: '%s'", s->name, model, said);
}

static bool is_warned(const char *text)
{
	for (size_t i = 0; i < xml.messages.warning_count; i++)
		if (strstr(xml.messages.warning[i], text))
			return true;
	return false;
}

START_TEST(as_people_have_them)
{
	const struct sample *s = &samples[_i];
	char text[2048];

	snprintf(text, sizeof(text), "<Default>\n%s</Default>\n", s->text);
	ck_assert_msg(xmldefault_parse(&xml, "f.xml", text, strlen(text)) == 0, "%s: %s", s->name,
		      xml.messages.error);
	ck_assert_int_eq(needs_make(&needs, &all, NULL, &config, &xml), 0);
	for (size_t i = 0; i < NR_ARRAY_SIZE(s->want) && s->want[i].model; i++)
		check_want(s, s->want[i].model, s->want[i].load, s->want[i].note);
	if (s->warning && s->warning[0])
		ck_assert_msg(is_warned(s->warning), "%s: %s", s->name, xml.messages.warning_count ?
			      xml.messages.warning[0] : "no warning");
	else if (s->warning)
		ck_assert_msg(xml.messages.warning_count == 0, "%s: %s", s->name,
			      xml.messages.warning[0]);
}
END_TEST

/* What cannot be read is said with its line, and nothing of it counts. */
START_TEST(wrong_end_tag)
{
	static const char text[] = "<Default>\n  <loadInformation model=\"Cisco 7942\">SIP42.9-4-2SR3-1S"
				   "</loadInformation434>\n</Default>\n";

	ck_assert_int_lt(xmldefault_parse(&xml, "f.xml", text, strlen(text)), 0);
	ck_assert_ptr_nonnull(strstr(xml.messages.error,
				     "f.xml:2: the tag loadInformation of line 2 is closed as loadInformation434"));
	ck_assert_uint_eq(xml.count, 0);
}
END_TEST

/* A file for multiplatform phones: not ours, without a word about licences. */
/* Public files name the loader of the load that is meant. */
START_TEST(universal_loader)
{
	static const char text[] = "<Default><loadInformation7 model=\"IP Phone 7960\">P003-8-12-00"
				   "</loadInformation7></Default>";
	const struct need *d;

	ck_assert_int_eq(xmldefault_parse(&xml, "f.xml", text, strlen(text)), 0);
	ck_assert_int_eq(needs_make(&needs, &all, NULL, &config, &xml), 0);
	d = need_of("7960");
	ck_assert_ptr_nonnull(d);
	ck_assert_int_eq(d->plan.result, PLAN_MISSING);
	ck_assert_str_eq(d->plan.target, "P0S3-8-12-00");
}
END_TEST

START_TEST(multiplatform)
{
	static const char text[] = "<Default><loadInformation685 model=\"Cisco 8861\">"
				   "sip88xx.11-2-3MSR1-1</loadInformation685></Default>";
	const struct need *d;

	ck_assert_int_eq(xmldefault_parse(&xml, "f.xml", text, strlen(text)), 0);
	ck_assert_int_eq(needs_make(&needs, &all, NULL, &config, &xml), 0);
	d = need_of("8861");
	ck_assert_ptr_nonnull(d);
	ck_assert_int_eq(d->plan.result, PLAN_IMPOSSIBLE);
	ck_assert_msg(strstr(d->plan.why, "multiplatform phones are not upgraded by this program"), "%s",
		      d->plan.why);
	ck_assert_uint_eq(d->plan.advice_count + d->plan.board_count, 0);
}
END_TEST

static void quiet(int priority, const char *line, void *arg)
{
	(void)priority;
	(void)line;
	(void)arg;
}

int main(void)
{
	TCase *t = tcase_create("all");
	int status;

	log_set_sink(quiet, NULL);
	modules_load(&all);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, as_people_have_them, 0, (int)NR_ARRAY_SIZE(samples));
	tcase_add_test(t, wrong_end_tag);
	tcase_add_test(t, universal_loader);
	tcase_add_test(t, multiplatform);
	status = suite_run("targets", t);
	modules_unload(&all);
	return status;
}
