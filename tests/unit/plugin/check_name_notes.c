/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_name_notes.c -- what a name says besides its load and version: the platform of an
 * image, the short form.
 */
#include <config.h>

#include "core/plugin/knowledge.h"
#include "tests/unit/modules.h"
#include "tests/unit/suite.h"

#include <string.h>

static struct plugins all;

/* From lists of a 78xx with 12.8(1) and of an 88xx with 12.0(7) for three platforms. */
static const struct {
	const char *name, *note;
} rows[] = {
	{ "rootfs288xx.14-1-1SR1-1.sbn", "for platform 2" },
	{ "kernel388xx.12-0-7MPP0201-66.sbn", "for platform 3" },
	{ "kern2.78xx.12-8-1-0001-455.sbn", "for platform 2" },
	{ "sboot2.78xx.12-8-1-0001-455.sbn", "for platform 2" },
	{ "kern88xx.14-1-1SR1-1.sbn", NULL },
	{ "sboot78xx.12-8-1-0001-455.sbn", NULL },
	/* a boot image says a version of its own; the list says for whom it is */
	{ "sb288xx.BE-01-020.sbn", NULL },
	{ "boot1288xx.BE-01-007P.sbn", "for platform 2" },
	{ "sb2388xx.BE-01-032P.sbn", "for platform 3" },
	{ "sip88xx.12-0-7MPP0201-20250617-c76a7182f1.loads", "of sip88xx.12-0-7MPP0201-66" },
	{ "P005B302.bin", "short form" },
	{ "P00503020700.bin", NULL },
};

START_TEST(name_notes)
{
	struct meaning m;

	knowledge_explain(&all, rows[_i].name, &m);
	ck_assert_uint_gt(m.model_count, 0);
	ck_assert_msg(!m.load.note == !rows[_i].note, "%s", rows[_i].name);
	if (rows[_i].note)
		ck_assert_msg(strstr(m.load.note, rows[_i].note) != NULL, "%s", m.load.note);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("notes");
	int status;

	modules_load(&all);
	if (all.model_count == 0) {
		fputs("no model plugin was built\n", stderr);
		return EXIT_FAILURE;
	}
	tcase_add_loop_test(t, name_notes, 0, (int)(NR_ARRAY_SIZE(rows)));
	status = suite_run("name notes", t);
	modules_unload(&all);
	return status;
}
