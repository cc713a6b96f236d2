/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * main.c -- the command line: the options of options.c, then one verb of verbs.c.
 * Options may stand before and after the command, whatever POSIXLY_CORRECT says.
 */
#include <config.h>

#include "core/base/build.h"
#include "core/base/nearest.h"
#include "core/config/ini_value.h"
#include "core/verbs/app.h"
#include "core/base/log.h"
#include "core/base/refused.h"
#include "core/verbs/help.h"
#include "core/verbs/options.h"
#include "core/verbs/verbs.h"
#include "core/verbs/wrap.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What the command line asks for beside struct app. */
struct command_line {
	bool help, version, help_conf, test;
	struct options_given given;
	char **word;            /* the verb and its arguments */
	int words;
};

static void print_version(bool verbose)
{
	printf(PACKAGE_NAME " %s\nCopyright (C) 2026 the netrecover contributors\n"
	       "GNU GPL version 3 or later; a plugin may have any licence.  There is no warranty.\n",
	       build_version());
	if (verbose)
		printf("%s\nplugins in %s\nmodels in %s\n", NR_SUMMARY, PLUGINDIR, MODELDIR);
}

static int unknown_option(char **argv, int opt)
{
	const char *names[OPTIONS_MAX], *near = NULL;
	const char *word = argv[optind - 1];
	char name[40];
	size_t n = 0;

	if (optopt > 0 && optopt < 256 && opt == ':')
		return app_fail(EXIT_USAGE, "-%c needs an argument", optopt);
	if (opt == ':')
		return app_fail(EXIT_USAGE, "%s needs an argument", word);
	if (optopt >= 256)
		return app_fail(EXIT_USAGE, "%s takes no argument", word);
	if (strncmp(word, "--", 2) != 0)
		return app_fail(EXIT_USAGE, "unknown option -%c; see " PACKAGE_NAME " --help", optopt);
	for (size_t i = 0; i < options_count && n < OPTIONS_MAX; i++)
		if (options_rows[i].name)
			names[n++] = options_rows[i].name;
	snprintf(name, sizeof(name), "%.*s", (int)strcspn(word + 2, "="), word + 2);
	near = nearest(name, names, n);
	if (near)
		return app_fail(EXIT_USAGE, "unknown option '--%s' (did you mean '--%s'?)", name, near);
	return app_fail(EXIT_USAGE, "unknown option '--%s'; see " PACKAGE_NAME " --help", name);
}

static int read_until(struct app *app, const char *limit)
{
	uint32_t seconds = 0;

	if (limit && (!ini_value_read_seconds(limit, &seconds) || seconds == 0))
		return app_fail(EXIT_USAGE, "--until-done: '%s' is not a time in seconds", limit);
	app->until_done = true;
	app->until_seconds = seconds;
	return EXIT_GOOD;
}

static int read_option(struct app *app, struct command_line *line, char **argv, int opt)
{
	if (opt > 0 && (size_t)opt < NR_ARRAY_SIZE(line->given.key))
		line->given.key[opt] = true;
	if (options_take(app, opt, optarg))
		return EXIT_GOOD;
	switch (opt) {
	case 'h':
		line->help = true;
		break;
	case 'V':
		line->version = true;
		break;
	case 't':
		line->test = true;
		break;
	case OPT_JSON:
		app->json = true;
		app->forms++;
		break;
	case OPT_SET:
		if (app->set_count >= NR_ARRAY_SIZE(app->sets))
			return app_fail(EXIT_USAGE, "too many --set");
		app->sets[app->set_count++] = optarg;
		break;
	case OPT_UNTIL_DONE:
		return read_until(app, optarg);
	case OPT_HTML:
	case OPT_CSV:
	case OPT_TEXT:
		app->form = opt == OPT_HTML ? APP_FORM_HTML : opt == OPT_CSV ? APP_FORM_CSV : APP_FORM_TEXT;
		app->forms++;
		break;
	case OPT_HELP_CONF:
		line->help_conf = true;
		break;
	default:
		return unknown_option(argv, opt);
	}
	return EXIT_GOOD;
}

/* Sort the command line into options and words.  @line->word has room for all. */
static int read_line(struct app *app, struct command_line *line, int argc, char **argv)
{
	struct option longs[OPTIONS_MAX + 1];
	int before, opt, r;
	char letters[80];

	options_long(longs);
	options_letters(letters, sizeof(letters));
	opterr = 0;
	for (;;) {
		before = optind;
		optopt = 0;
		opt = getopt_long(argc, argv, letters, longs, NULL);
		if (opt != -1) {
			r = read_option(app, line, argv, opt);
			if (r != EXIT_GOOD)
				return r;
			continue;
		}
		if (optind >= argc)
			return EXIT_GOOD;
		if (optind > before)            /* it stepped over "--" */
			break;
		line->word[line->words++] = argv[optind++];
	}
	while (optind < argc)
		line->word[line->words++] = argv[optind++];
	return EXIT_GOOD;
}

/* What a verb wants beside its own options. */
static int check_options(const struct app *app, const struct command_line *line, const struct verb *v)
{
	int r = options_check(&line->given, v->name);

	if (r == EXIT_GOOD && v->run == verb_identify && !app->capture == !app->interface)
		return app_fail(EXIT_USAGE, "identify needs either -r CAPTURE or -i INTERFACE");
	return r;
}

static int run_verb(struct app *app, const struct command_line *line, const struct verb *v, int argc, char **argv)
{
	int r = check_options(app, line, v);

	if (r != EXIT_GOOD)
		return r;
	if (argc < v->least || (v->most >= 0 && argc > v->most))
		return app_fail(EXIT_USAGE, "usage: " PACKAGE_NAME " %s%s%s", v->name, v->args[0] ? " " : "",
				v->args);
	app->verb = v->name;
	return v->run ? v->run(app, argc, argv) : help_run(app, argc, argv);
}

static int run_line(struct app *app, struct command_line *line)
{
	const char *name = line->words ? line->word[0] : line->test ? "doctor" : "run";
	const struct verb *v = verbs_find(name);

	if (line->version) {
		print_version(app->verbose);
		return EXIT_GOOD;
	}
	if (line->help_conf)
		return verb_help_conf(app, 0, NULL);
	if (line->help && line->words == 0) {
		help_short();
		return EXIT_GOOD;
	}
	if (!v)
		return help_unknown(name);
	if (line->help) {
		help_verb(v);
		return EXIT_GOOD;
	}
	if (line->test && v->run != verb_doctor)
		return app_fail(EXIT_USAGE, "-t is doctor; it cannot go with '%s'", name);
	return run_verb(app, line, v, line->words ? line->words - 1 : 0, line->word + 1);
}

int main(int argc, char **argv)
{
	struct command_line line = { .word = calloc((size_t)argc + 2, sizeof(char *)) };
	struct app app = { .verb = NULL };
	int r;

	if (!line.word) {
		fputs(PACKAGE_NAME ": out of memory\n", stderr);
		return EXIT_RUNTIME;
	}
	wrap_libraries();
	signal(SIGPIPE, SIG_IGN);
	log_set_form(log_find_form(STDERR_FILENO, false));
	r = read_line(&app, &line, argc, argv);
	if (r == EXIT_GOOD) {
		log_set_level(app.verbose ? LOG_DEBUG : app.quiet ? LOG_WARNING : LOG_INFO);
		r = run_line(&app, &line);
	}
	log_flush();
	if (fflush(stdout) != 0 && r == EXIT_GOOD)
		r = EXIT_RUNTIME;
	/* A bench has said so when it was refused, and goes on. */
	if (refused_any() && (!app.verb || strcmp(app.verb, "run") != 0)) {
		fputs(PACKAGE_NAME ": out of memory: what was printed may lack something\n", stderr);
		r = EXIT_RUNTIME;
	}
	free(line.word);
	return r;
}
