/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_witness.c -- whose word of a load counts, and who hears when a belief changes.
 */
#include <config.h>

#include "core/phone/deed.h"
#include "core/phone/patience.h"
#include "core/phone/registry.h"
#include "core/phone/witness.h"
#include "core/plugin/knowledge.h"
#include "core/serve/instance.h"
#include "tests/unit/frames.h"
#include "tests/unit/phone/life.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>
#include <check.h>

static char news[1024];

static void hear_news(struct nr_instance *self, const struct nr_mac *about, enum nr_source source,
		      const char *what)
{
	size_t n = strlen(news);

	(void)self;
	ck_assert_mem_eq(about, &mac, sizeof(mac));
	snprintf(news + n, sizeof(news) - n, "%s: %s\n", witness_name(source), what);
}

static const char *heard(void)
{
	static char text[sizeof(news)];

	instance_tell_news(&bench);
	memcpy(text, news, sizeof(text));
	news[0] = '\0';
	return text;
}

/* What a stranger's plugin heard is its phone's own word, shown by the type of the plugin. */
START_TEST(word_by_a_protocol_without_a_name)
{
	struct plugin_protocol syslog = { .protocol = { .type = "syslog" } };
	struct nr_instance self = { .bench = &bench, .plugin = &syslog, .opened = true };
	const struct nr_fact_value facts[] = { { NR_FACT_LOAD, OLD }, { NR_FACT_END, NULL } };
	const struct nr_sighting s = { .source = NR_SOURCE_PLUGIN, .mac = &mac, .facts = facts };

	boots(CLASS);
	ck_assert_uint_ne(nr_sight(&self, &s), NR_NO_PHONE);
	ck_assert_str_eq(the_phone()->belief.load, OLD);
	ck_assert_int_eq(the_phone()->belief.load_source, LOAD_PLUGIN);
	ck_assert_str_eq(witness_of_load(the_phone()), "syslog");
	ck_assert(witness_is_strong(the_phone()->belief.load_source));
	/* what CDP says is CDP's */
	cdp(OLD);
	ck_assert_str_eq(witness_of_load(the_phone()), "cdp");
}
END_TEST

/* A text with an address tells whose a sighting is where nothing else does, and takes no address away. */
START_TEST(address_in_a_text)
{
	const struct nr_mac other = { { 2, 0, 0, 0, 0, 9 } };
	const struct nr_fact_value own[] = { { NR_FACT_MAC, "02-00-00-00-00-09" }, { NR_FACT_END, NULL } };
	const struct nr_fact_value bad[] = { { NR_FACT_MAC, "02-00-00-00-00" }, { NR_FACT_END, NULL } };
	struct plugin_protocol syslog = { .protocol = { .type = "syslog" } };
	struct nr_instance self = { .bench = &bench, .plugin = &syslog, .opened = true };
	struct nr_sighting s = { .source = NR_SOURCE_PLUGIN, .facts = bad };
	struct phone *p;

	s.addr.s_addr = htonl(0x0a4d0063);
	ck_assert_uint_eq(nr_sight(&self, &s), NR_NO_PHONE);
	s.facts = own;
	ck_assert_uint_ne(nr_sight(&self, &s), NR_NO_PHONE);
	p = registry_find_ip(&bench, s.addr);
	ck_assert_ptr_nonnull(p);
	ck_assert_mem_eq(&p->mac, &other, sizeof(other));
	/* the address of another device stays that one's */
	boots(CLASS);
	registry_bind(&bench, the_phone(), (struct in_addr){ htonl(0x0a4d0064) });
	s.addr.s_addr = htonl(0x0a4d0064);
	ck_assert_uint_eq(nr_sight(&self, &s), the_phone()->id);
	ck_assert_uint_eq(p->ip.s_addr, htonl(0x0a4d0063));
}
END_TEST

/* A plugin hears whose words changed a belief, once, and nothing of guesses of our own. */
START_TEST(changed_beliefs_are_told)
{
	struct plugin_protocol ears = { .protocol = { .type = "pcap", .believed = hear_news } };
	struct plugin_protocol older = { .protocol = { .type = "dhcp" } };
	struct nr_instance self[] = { { .bench = &bench, .plugin = &ears, .opened = true },
				      { .bench = &bench, .plugin = &older, .opened = true } };

	bench.instance = self;
	bench.instance_count = 2;
	instance_attach_all(&bench);
	sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, "MSFT 5.0", NR_FACT_BOOT, "discover");
	ck_assert_str_eq(heard(), "");
	boots(CLASS);
	ck_assert_str_eq(heard(), "dhcp: model 7945, by DHCP vendor class\n");
	boots(CLASS);
	sight(NR_SOURCE_TFTP, NR_FACT_FILE_WANTED, CONFIG, NR_FACT_END, NULL);
	ck_assert_str_eq(heard(), "");
	sight(NR_SOURCE_TFTP, NR_FACT_FILE_WANTED, OLD ".loads", NR_FACT_END, NULL);
	deed_refused(&bench, the_phone(), OLD ".loads");
	ck_assert_str_eq(heard(), "tftp: runs " OLD ", by the load that it asks for\n");
	cdp(OLD);                       /* the guess becomes its word */
	ck_assert_str_eq(heard(), "cdp: runs " OLD ", by CDP\n");
	cdp(OLD);
	ck_assert_str_eq(heard(), "");
	boots(CLASS);                   /* what CDP said is history */
	sight(NR_SOURCE_SCCP, NR_FACT_LOAD, STONE, NR_FACT_REGISTERS, "sccp");
	ck_assert_str_eq(heard(), "sccp: runs " STONE ", by SCCP\n");
	/* Not in the middle: when it hears of a load, the plan that follows from it is made. */
	cdp(GOAL);
	ck_assert_str_eq(news, "");
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	ck_assert_str_eq(heard(), "cdp: runs " GOAL ", by CDP\n");
	bench.instance_count = 0;
	bench.instance = NULL;
	instance_attach_all(&bench);    /* nobody wants any */
	ck_assert(!bench.news.wanted && !bench.news.line);
}
END_TEST

/* With a plugin that stands in for the call manager, its words come a moment after the SYN. */
START_TEST(a_call_waits_for_words)
{
	struct plugin_protocol sccp = { .protocol = { .type = "sccp" } };
	struct nr_instance self = { .bench = &bench, .plugin = &sccp };

	bench.instance = &self;
	bench.instance_count = 1;
	instance_attach_all(&bench);
	for (int round = 0; round < 2; round++) {
		cdp(OLD);
		boots(CLASS);
		config_names(STONE);
		takes_load(STONE, "8-5-2");
		boots(CLASS);
		config_names(STONE);
		now_ms += 100;
		registers();
		ck_assert_int_eq(the_phone()->state, PHONE_SENT);
		if (round == 0)         /* it says that it still runs the old load */
			sight(NR_SOURCE_SCCP, NR_FACT_LOAD, OLD, NR_FACT_REGISTERS, "sccp");
		now_ms += 2500;
		patience_tick(&bench);
		ck_assert_int_eq(the_phone()->state, round == 0 ? PHONE_SENT : PHONE_PLANNED);
	}
	ck_assert_str_eq(the_phone()->belief.load, STONE);
	bench.instance_count = 0;
	bench.instance = NULL;
}
END_TEST

START_TEST(word_outweighs_deed)
{
	cdp(OLD);
	boots(CLASS);
	config_names(STONE);
	takes_load(STONE, "8-5-2");
	boots(CLASS);
	config_names(STONE);
	now_ms += 1000;
	cdp(OLD);
	registers();
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	ck_assert_str_eq(the_phone()->belief.load, OLD);
}
END_TEST

static void sccp_says(const char *load)
{
	sight(NR_SOURCE_SCCP, NR_FACT_LOAD, load, NR_FACT_END, NULL);
}

START_TEST(better_witness_stands)
{
	boots(CLASS);
	now_ms += 1000;
	cdp(OLD);
	sccp_says(STONE);
	ck_assert_str_eq(the_phone()->belief.load, OLD);
	ck_assert_int_eq(the_phone()->belief.load_source, LOAD_CDP);
	ck_assert_str_eq(the_phone()->belief.disagreement,
			 "SCCP says " STONE ", CDP says " OLD ": CDP is believed");
	ck_assert_uint_eq(the_phone()->course.step, 0);
	cdp(OLD);
	ck_assert_str_ne(the_phone()->belief.disagreement, "");
	/* It was only slow to say so. */
	cdp(STONE);
	ck_assert_str_eq(the_phone()->belief.load, STONE);
	ck_assert_str_eq(the_phone()->belief.disagreement, "");
}
END_TEST

START_TEST(better_witness_wins)
{
	boots(CLASS);
	now_ms += 1000;
	sccp_says(STONE);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	ck_assert_uint_eq(the_phone()->course.plan->count, 2);
	cdp(OLD);
	ck_assert_str_eq(the_phone()->belief.load, OLD);
	ck_assert_str_eq(the_phone()->belief.disagreement,
			 "SCCP says " STONE ", CDP says " OLD ": CDP is believed");
	ck_assert_uint_eq(the_phone()->course.plan->count, 3);
}
END_TEST

/* What it said before it started again is history, not a contradiction. */
START_TEST(words_age)
{
	boots(CLASS);
	now_ms += 1000;
	cdp(OLD);
	boots(CLASS);
	now_ms += 1000;
	sccp_says(STONE);
	ck_assert_str_eq(the_phone()->belief.load, STONE);
	ck_assert_int_eq(the_phone()->belief.load_source, LOAD_SCCP);
	ck_assert_str_eq(the_phone()->belief.disagreement, "");
	/* ... and so is a disagreement. */
	cdp(OLD);
	ck_assert_str_ne(the_phone()->belief.disagreement, "");
	boots(CLASS);
	ck_assert_str_eq(the_phone()->belief.disagreement, "");
}
END_TEST

/* Who says the same confirms it, and the best of them is named. */
START_TEST(witnesses_agree)
{
	boots(CLASS);
	now_ms += 1000;
	sccp_says(OLD);
	ck_assert_int_eq(the_phone()->belief.load_source, LOAD_SCCP);
	cdp(OLD);
	ck_assert_int_eq(the_phone()->belief.load_source, LOAD_CDP);
	sight(NR_SOURCE_WEB, NR_FACT_LOAD, OLD, NR_FACT_END, NULL);
	ck_assert_int_eq(the_phone()->belief.load_source, LOAD_CDP);
	boots(CLASS);
	now_ms += 1000;
	sccp_says(OLD);
	ck_assert_int_eq(the_phone()->belief.load_source, LOAD_SCCP);
	ck_assert_str_eq(the_phone()->belief.disagreement, "");
	ck_assert_str_eq(witness_model_name(the_phone()), "dhcp");
}
END_TEST

/* A worse witness is no proof of a step when a better one says otherwise. */
START_TEST(contradicted_proof)
{
	cdp(OLD);
	takes_load(STONE, "8-5-2");
	boots(CLASS);
	now_ms += 1000;
	cdp(OLD);
	sccp_says(STONE);
	ck_assert_uint_eq(the_phone()->course.step, 0);
	cdp(STONE);
	ck_assert_uint_eq(the_phone()->course.step, 1);
}
END_TEST

/* With the ending of a list it is the same load: nothing is contradicted while it writes. */
START_TEST(an_ending_is_no_other_load)
{
	cdp(OLD);
	takes_load(STONE, "8-5-2");
	cdp(OLD ".loads");
	ck_assert(!the_phone()->belief.doubt);
	ck_assert_str_eq(the_phone()->belief.disagreement, "");
	boots(CLASS);
	now_ms += 1000;
	cdp(STONE ".loads");
	ck_assert_str_eq(the_phone()->belief.load, STONE);
	ck_assert_uint_eq(the_phone()->course.step, 1);
}
END_TEST

START_TEST(names_are_one_table)
{
	for (int i = NR_SOURCE_NONE; i < NR_SOURCE_COUNT; i++) {
		enum nr_source s = (enum nr_source)i;
		enum load_source word = witness_load_source(s);

		ck_assert_str_eq(witness_name(s), frame_source(s));
		ck_assert_int_eq(witness_source(witness_name(s)), s);
		if (word != LOAD_NONE)
			ck_assert_str_eq(witness_load_name(word), frame_source(s));
		ck_assert_int_eq(word != LOAD_NONE, witness_is_word(word));
	}
	for (int i = LOAD_NONE; i < LOAD_SOURCES; i++)
		ck_assert_ptr_nonnull(witness_load_name((enum load_source)i));
	ck_assert_str_eq(witness_words(NR_SOURCE_NONE), "another plugin");
	ck_assert_str_eq(witness_words(NR_SOURCE_WEB), "its web page");
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("two witnesses");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, a_call_waits_for_words);
	tcase_add_test(t, changed_beliefs_are_told);
	tcase_add_test(t, word_by_a_protocol_without_a_name);
	tcase_add_test(t, address_in_a_text);
	tcase_add_test(t, word_outweighs_deed);
	tcase_add_test(t, better_witness_stands);
	tcase_add_test(t, better_witness_wins);
	tcase_add_test(t, words_age);
	tcase_add_test(t, witnesses_agree);
	tcase_add_test(t, contradicted_proof);
	tcase_add_test(t, an_ending_is_no_other_load);
	tcase_add_test(t, names_are_one_table);
	return suite_run("witness", t);
}
