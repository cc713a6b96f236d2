/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_suffixes.c -- how files end is known to the program and, beside it, to the models,
 * which link nothing of the program: both lists say the same.
 */
/* with plugins/models/family/scan.c */
#include <config.h>

#include "core/base/file_name.h"
#include "plugins/models/family/cisco.h"
#include "plugins/models/family/scan.h"
#include "tests/unit/suite.h"

#include <stdio.h>

static enum file_name_kind kind_of(enum nr_file_kind kind)
{
	switch (kind) {
	case NR_FILE_LIST:
		return FILE_NAME_LIST;
	case NR_FILE_LOAD:
		return FILE_NAME_LOAD;
	case NR_FILE_IMAGE:
		return FILE_NAME_IMAGE;
	}
	return FILE_NAME_OTHER;
}

START_TEST(the_program_knows_those_of_the_models)
{
	for (const struct nr_suffix *s = cisco_suffixes; s->text; s++)
		ck_assert_msg(file_name_suffix_kind(s->text) == kind_of(s->kind), "%s", s->text);
}
END_TEST

static bool models_know(const char *text, enum file_name_kind kind)
{
	for (const struct nr_suffix *s = cisco_suffixes; s->text; s++)
		if (strcasecmp(s->text, text) == 0)
			return kind_of(s->kind) == kind;
	return false;
}

static bool is_archive_to_a_model(const char *suffix)
{
	char name[64];
	bool is_archive;

	snprintf(name, sizeof(name), "x%s", suffix);
	return scan_archive(name, &is_archive) == 1 && is_archive;
}

START_TEST(the_models_know_those_of_the_program)
{
	enum file_name_kind kind;
	const char *text;
	size_t i, archives = 0;

	for (i = 0; (text = file_name_suffix(i, &kind)) != NULL; i++) {
		archives += kind == FILE_NAME_ARCHIVE;
		ck_assert_msg(kind == FILE_NAME_ARCHIVE ? is_archive_to_a_model(text) : models_know(text, kind),
			      "%s", text);
	}
	ck_assert_uint_ge(archives, 7);
	ck_assert_uint_ge(i - archives, 9);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("suffixes");

	tcase_add_test(t, the_program_knows_those_of_the_models);
	tcase_add_test(t, the_models_know_those_of_the_program);
	return suite_run("suffixes", t);
}
