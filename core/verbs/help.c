/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* help.c -- see help.h. */
#include <config.h>

#include "core/verbs/help.h"
#include "core/base/nearest.h"
#include "core/verbs/desk.h"
#include "core/verbs/options.h"

#include <string.h>

/* A help has to fit a screen, so its left columns have widths of their own and columns.h is
 * not for it: a usage that is longer than they are still leaves room for its sentence. */
#define WIDTH 80

static const char exit_statuses[] =
	"Exit status: 0 good, 1 failure, 2 usage or configuration, 3 not all phones done, "
	"4 the guard refused, 5 nothing happened, 6 the library lacks something, 130 interrupted.";

/* The verbs of a group by name, wrapped. */
static void print_group(enum verb_group group)
{
	int at = printf("  %-9s", verbs_group_name(group)), begin = at;

	for (size_t i = 0; i < verbs_count; i++) {
		if (verbs_rows[i].group != group)
			continue;
		if (at + 1 + (int)strlen(verbs_rows[i].name) >= WIDTH)
			at = printf("\n%*s", begin, "") - 1;
		at += printf(" %s", verbs_rows[i].name);
	}
	putchar('\n');
}

static bool has_verbs(enum verb_group group)
{
	for (size_t i = 0; i < verbs_count; i++)
		if (verbs_rows[i].group == group)
			return true;
	return false;
}

static void print_option(const struct option_row *o)
{
	char usage[80];

	printf("  %-26s %s\n", options_usage(o, usage, sizeof(usage)), o->help);
}

void help_short(void)
{
	printf("usage: " PACKAGE_NAME " [-c FILE] [options] [COMMAND [arguments]]\n"
	       "Takes boot-looping Cisco IP phones to their target firmware.\n\n");
	for (int g = 0; g < VERB_GROUPS; g++)
		if (has_verbs((enum verb_group)g))
			print_group((enum verb_group)g);
	printf("\n'" PACKAGE_NAME " help' has a line for each, 'help COMMAND' a screen.\n\n");
	for (size_t i = 0; i < options_count; i++)
		if (!options_rows[i].verbs)
			print_option(&options_rows[i]);
	putchar('\n');
	desk_print("", 0, exit_statuses);
}

static void help_all(void)
{
	for (int g = 0; g < VERB_GROUPS; g++)
		for (size_t i = 0; i < verbs_count; i++)
			if (verbs_rows[i].group == (enum verb_group)g)
				printf("  %-12s  %s\n", verbs_rows[i].name, verbs_rows[i].help);
}

void help_verb(const struct verb *v)
{
	bool any = false;

	printf("usage: " PACKAGE_NAME " [-c FILE] %s%s%s\n\n%s: %s.\n", v->name, v->args[0] ? " " : "", v->args, v->name,
	       v->help);
	if (v->more[0]) {
		putchar('\n');
		desk_print("", 0, v->more);
	}
	for (size_t i = 0; i < options_count; i++)
		if (options_is_for(&options_rows[i], v->name)) {
			if (!any)
				putchar('\n');
			print_option(&options_rows[i]);
			any = true;
		}
	printf("\nThe options of every command: " PACKAGE_NAME " --help.  All of it: " PACKAGE_NAME "(8).\n");
}

/* For a shell: a word a line, a tab, and what it is. */
static void print_words(const char *verb)
{
	for (size_t i = 0; !verb && i < verbs_count; i++)
		printf("%s\t%s\n", verbs_rows[i].name, verbs_rows[i].help);
	for (size_t i = 0; i < options_count; i++) {
		const struct option_row *o = &options_rows[i];

		if (o->name && (!o->verbs || (verb && options_is_for(o, verb))))
			printf("--%s%s\t%s\n", o->name, o->arg && !o->optional ? "=" : "", o->help);
	}
}

int help_unknown(const char *name)
{
	const char *names[OPTIONS_MAX * 2], *near, *dot = strrchr(name, '.');
	size_t n = 0;

	for (; n < verbs_count && n < NR_ARRAY_SIZE(names); n++)
		names[n] = verbs_rows[n].name;
	near = nearest(name, names, n);
	if (near)
		return app_fail(EXIT_USAGE, "unknown command '%s' (did you mean '%s'?)", name, near);
	if (dot && strcmp(dot, ".ini") == 0)
		return app_fail(EXIT_USAGE, "unknown command '%s' (did you mean '-c %s'?)", name, name);
	return app_fail(EXIT_USAGE, "unknown command '%s'; see " PACKAGE_NAME " --help", name);
}

int help_run(struct app *app, int argc, char **argv)
{
	const struct verb *v = argc ? verbs_find(argv[0]) : NULL;

	if (app->words) {
		print_words(v ? v->name : NULL);
		return EXIT_GOOD;
	}
	if (argc && !v)
		return help_unknown(argv[0]);
	if (v)
		help_verb(v);
	else
		help_all();
	return EXIT_GOOD;
}
