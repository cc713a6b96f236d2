/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_spelling.c -- the name of a model as people, boxes and call managers write it. */
#include <config.h>

#include "core/plugin/spelling.h"
#include "tests/unit/modules.h"
#include "tests/unit/suite.h"

static struct plugins all;

/* @model: NULL where no model is called so. */
static const struct {
	const char *text, *model;
} spellings[] = {
	{ "7945", "7945" }, { "7945G", "7945" }, { "7945g", "7945" }, { "CP-7945G", "7945" },
	{ "cp-7945g", "7945" }, { "CP-7945", "7945" }, { "cisco-7945", "7945" }, { "Cisco 7945", "7945" },
	{ "CISCO 7975", "7975" }, { "IP Phone 7945", "7945" }, { "Cisco Unified IP Phone 7945G", "7945" },
	{ "IP Phone \n7970", "7970" }, { " 7945 ", "7945" },
	{ "Cisco IP Phone CP-7945G", "7945" }, { "CP-DX650", "DX650" },
	{ "7941", "7941" }, { "7941G", "7941" }, { "7941G-GE", "7941G-GE" }, { "CP-7941G-GE", "7941G-GE" },
	{ "Cisco 7941G-GE", "7941G-GE" }, { "7971", "7971" }, { "7971G-GE", "7971" }, { "CP-7971G-GE", "7971" },
	{ "CISCO 7971", "7971" }, { "7940", "7940" }, { "7940G", "7940" }, { "CP-7940G", "7940" },
	{ "7915-12", "7915-12" }, { "CP-7915-24", "7915-24" }, { "ATA186", "ATA186" }, { "ATA 186", "ATA186" },
	{ "Cisco ATA 187", "ATA187" }, { "ATA190", "ATA190" }, { "8851NR", "8851NR" }, { "CP-8851NR", "8851NR" },
	{ "8851", "8851" }, { "DX70", "DX70" }, { "TelePresence DX70", "TelePresence-DX70" },
	{ "Cisco IP Communicator", "IP-Communicator" }, { "IP-Communicator", "IP-Communicator" },
	{ "Analog Phone", "Analog-Phone" }, { "Cisco VGC Phone", "VGC-Phone" },
	{ "", NULL }, { "G", NULL }, { "Snom 7945", NULL }, { "CPX-7945", NULL },
	{ "CP-", NULL }, { "Cisco", NULL }, { "Phone", NULL }, { "IP Phone", NULL },
	{ "794", NULL }, { "79455", NULL }, { "7945X", NULL }, { "7945GG", NULL }, { "7945G-GE", NULL },
	{ "7975G-GE", NULL }, { "7915", NULL }, { "7945 7965", NULL }, { "7945,7965", NULL },
	{ "a 7945", NULL }, { "CP-7841-3PCC", NULL }, { "SCCP45.9-4-2SR3-1S", NULL }, { "ATA", NULL },
};

START_TEST(a_spelling_is_of_one_model)
{
	const struct nr_model *m = plugins_model(&all, spellings[_i].text);

	ck_assert_msg(m || !spellings[_i].model, "'%s' is no model", spellings[_i].text);
	ck_assert_msg(!m || (spellings[_i].model && strcmp(m->name, spellings[_i].model) == 0),
		      "'%s' is a %s", spellings[_i].text, m ? m->name : "");
}
END_TEST

/* Its own name, id and title are a model's, and no other's. */
START_TEST(every_model_by_each_of_its_names)
{
	ck_assert_uint_gt(all.model_count, 60);
	for (size_t i = 0; i < all.model_count; i++)
		for (size_t j = 0; j < all.model_count; j++) {
			const struct nr_model *m = &all.model[i]->model, *o = &all.model[j]->model;

			ck_assert_msg(spelling_is(m, o->name) == (i == j), "%s, %s", m->name, o->name);
			ck_assert_msg(spelling_is(m, o->id) == (i == j), "%s, %s", m->name, o->id);
			ck_assert_msg(spelling_is(m, o->title) == (i == j), "%s, %s", m->name, o->title);
		}
}
END_TEST

/* What is called just so comes first, whoever brings it. */
START_TEST(exact_before_spelt)
{
	static struct plugin_model likely = { .model = { .name = "7945", .id = "cisco-7945" } };
	static struct plugin_model exact = { .model = { .name = "7945G", .id = "acme-7945g" } };
	struct plugin_model *both[] = { &likely, &exact };
	const struct plugins p = { .model = both, .model_count = 2 };

	ck_assert_str_eq(plugins_model(&p, "7945g")->id, "acme-7945g");
	ck_assert_str_eq(plugins_model(&p, "7945")->id, "cisco-7945");
	ck_assert_str_eq(plugins_model(&p, "CP-7945")->id, "cisco-7945");
}
END_TEST

/* The texts of a call manager's file, from public ones, have other words beside. */
static const struct {
	const char *name, *text;
	bool there;
} texts[] = {
	{ "7945", "Cisco 7945", true }, { "7945", "CP-7945G", true }, { "7945", "my 7945 phones", true },
	{ "7945", "7945/7965", true }, { "7965", "7945;7965", true }, { "7916", "7916;7916", true },
	{ "7914", "Addon 7914", true }, { "7914", "Cisco 7914 14-Button Line Expansion Module", true },
	{ "ATA187", "ATA 187", true }, { "ATA187", "Cisco ATA 187 here", true }, { "7970", "IP Phone \n7970", true },
	{ "7941G-GE", "Cisco 7941G-GE", true }, { "7945", "Cisco-7945G", true },
	{ "7941", "Cisco 7941G-GE", false }, { "7945", "7945X", false }, { "7945", "17945", false },
	{ "7945", "", false }, { "7945", "Cisco", false },
	{ "7912", "Cisco 7915 12-Button Line Expansion Module", false }, { "", "Cisco 7945", false },
};

START_TEST(among_other_words)
{
	ck_assert_msg(spelling_stands_in(texts[_i].name, texts[_i].text) == texts[_i].there, "%s in '%s'",
		      texts[_i].name, texts[_i].text);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("all");
	int status;

	modules_load(&all);
	tcase_add_loop_test(t, a_spelling_is_of_one_model, 0, (int)NR_ARRAY_SIZE(spellings));
	tcase_add_test(t, every_model_by_each_of_its_names);
	tcase_add_test(t, exact_before_spelt);
	tcase_add_loop_test(t, among_other_words, 0, (int)NR_ARRAY_SIZE(texts));
	status = suite_run("spelling", t);
	modules_unload(&all);
	return status;
}
