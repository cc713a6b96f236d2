/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_terms.c -- what a device is told by DHCP on behalf of its model, or of the models that
 * take it for a phone.
 */
#include <config.h>

#include "core/phone/registry.h"
#include "core/plugin/rows.h"
#include "core/serve/terms.h"
#include "tests/unit/phone/life.h"
#include "tests/unit/suite.h"

#include <check.h>

static const struct nr_dhcp rows[] = {
	{ .option = 66, .type = NR_DHCP_TEXT, .text = "%S", .vendor_class = "Old-*" },
	{ .option = 66, .type = NR_DHCP_TEXT, .text = "http://h/", .vendor_class = "New-*" },
	{ .option = 160, .type = NR_DHCP_TEXT, .text = "x" },
	{ .option = 0 }
};
static const struct nr_dhcp other_rows[] = {
	{ .option = 66, .type = NR_DHCP_TEXT, .text = "other" }, { .option = 0 }
};
static const struct nr_match by_address[] = {
	{ NR_FACT_MAC, NR_PHONE, "00:1b:54:*", NR_FACT_END, NULL },
	{ NR_FACT_END, (enum nr_trust)0, NULL, NR_FACT_END, NULL }
};
static const struct nr_match by_other_address[] = {
	{ NR_FACT_MAC, NR_SURE, "00:1b:55:*", NR_FACT_END, NULL },
	{ NR_FACT_END, (enum nr_trust)0, NULL, NR_FACT_END, NULL }
};

static struct plugin_model one = { .model = { .id = "one", .name = "one", .title = "One",
					      .matches = by_address, .dhcp = rows } };
static struct plugin_model two = { .model = { .id = "two", .name = "two", .title = "Two",
					      .matches = by_address, .dhcp = rows } };
static struct plugin_model far = { .model = { .id = "far", .name = "far", .title = "Far",
					      .matches = by_other_address, .dhcp = other_rows } };

static struct plugins all;

/* The device starts, and these models are all that there are. */
static const struct phone *starts(struct plugin_model **models, size_t count, const char *class)
{
	rows_free(all.rows);
	all = (struct plugins){ .model = models, .model_count = count };
	bench.plugins = &all;
	boots(class);
	return the_phone();
}

/* "66=10.77.0.1 160=x" */
static const char *told(const struct phone *p)
{
	static char out[256];
	char text[TERMS_TEXT];
	struct nr_dhcp row;
	size_t n = 0;

	out[0] = '\0';
	for (unsigned i = 0; terms_dhcp_row(&bench, p, i, &row, text); i++)
		n += (size_t)snprintf(out + n, sizeof(out) - n, "%s%u=%s", i ? " " : "", row.option, row.text);
	return out;
}

/* An early Snom says nothing by DHCP: its address alone makes it a phone. */
START_TEST(an_address_makes_a_phone)
{
	struct plugin_model *models[] = { &one, &far };
	const struct phone *p = starts(models, 2, "anything");

	ck_assert(p->belief.is_phone);
	ck_assert_ptr_null(p->belief.model);
	models[0] = &far;
	registry_forget(&bench, the_phone());
	ck_assert(!starts(models, 1, "anything")->belief.is_phone);
}
END_TEST

/* A Nortel takes no answer without its string, and its model shows only by what it asks for later. */
START_TEST(an_open_model_gets_what_all_want)
{
	struct plugin_model *models[] = { &far, &one, &two };

	ck_assert_str_eq(told(starts(models, 3, "Old-A")), "66=10.77.0.1 160=x");
	two.model.dhcp = other_rows;
	ck_assert_str_eq(told(the_phone()), "");
	two.model.dhcp = NULL;
	ck_assert_str_eq(told(the_phone()), "");
	two.model.dhcp = rows;
	ck_assert_str_eq(told(the_phone()), "66=10.77.0.1 160=x");
}
END_TEST

START_TEST(a_row_may_be_for_one_class)
{
	struct plugin_model *models[] = { &one };

	ck_assert_str_eq(told(starts(models, 1, "Old-A")), "66=10.77.0.1 160=x");
	ck_assert_str_eq(told(starts(models, 1, "New-A")), "66=http://h/ 160=x");
	ck_assert_str_eq(told(starts(models, 1, "Another")), "160=x");
}
END_TEST

static void end(void)
{
	teardown();
	rows_free(all.rows);
}

int main(void)
{
	TCase *t = tcase_create("terms");

	tcase_add_checked_fixture(t, setup, end);
	tcase_add_test(t, an_address_makes_a_phone);
	tcase_add_test(t, an_open_model_gets_what_all_want);
	tcase_add_test(t, a_row_may_be_for_one_class);
	return suite_run("terms", t);
}
