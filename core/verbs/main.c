/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * main.c -- the command line: options, then one verb of the table below.
 * Options may stand before and after the command, whatever POSIXLY_CORRECT says.
 */
#include <config.h>

#include "core/base/build.h"
#include "core/base/nearest.h"
#include "core/config/ini_value.h"
#include "core/verbs/app.h"
#include "core/base/log.h"

#include <getopt.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

struct verb {
	const char *name, *args, *help;
	int (*run)(struct app *app, int argc, char **argv);
	int least, most;        /* arguments; @most -1: any number */
};

static const struct verb verbs[] = {
	{ "run", "", "run the bench until stopped; so does no command at all", verb_run, 0, 0 },
	{ "doctor", "", "check configuration, library, plan and machine; change nothing; also -t",
	  verb_doctor, 0, 0 },
	{ "demo", "", "the whole job with simulated phones; nothing real is touched", verb_demo, 0, 0 },
	{ "models", "", "the phone models it knows", verb_models, 0, 0 },
	{ "explain", "NAME...", "what the name of a load, file or archive means, or a code such as NR-STEP",
	  verb_explain, 1, -1 },
	{ "compare", "A B", "print <, =, > or ? (not comparable)", verb_compare, 2, 2 },
	{ "plan", "[MODEL FROM [TO]]", "the upgrade path, with reasons, and what the library lacks",
	  verb_plan, 0, 3 },
	{ "import", "PATH... | --watch FOLDER", "take archives, folders or files into the library",
	  verb_import, 0, -1 },
	{ "library", "", "the loads in the library and whether each is whole", verb_library, 0, 0 },
	{ "fetch", "HOST [NAME...]", "XMLDefault.cnf.xml, or firmware, from a call manager; -o FILE",
	  verb_fetch, 1, -1 },
	{ "identify", "-r CAPTURE | -i INTERFACE", "print the phones that are seen; send nothing",
	  verb_identify, 0, 0 },
	{ "status", "[PHONE]", "what a running bench is doing, or all about one phone", verb_status, 0, 1 },
	{ "watch", "[PHONE]", "the table of a running bench, here, until interrupted", verb_watch, 0, 1 },
	{ "hold", "PHONE|all", "serve this phone nothing that changes it", verb_control, 1, 1 },
	{ "resume", "PHONE|all|guard", "undo hold; or: the other DHCP server is gone", verb_control, 1, 1 },
	{ "retry", "[--force] PHONE", "try a phone again that was refused or blocked", verb_control, 1, 1 },
	{ "forget", "[--force] PHONE", "forget all that is known about this phone", verb_control, 1, 1 },
	{ "model", "PHONE MODEL", "say which model a phone is", verb_control, 2, 2 },
	{ "load", "PHONE NAME", "say which load a phone runs", verb_control, 2, 2 },
	{ "target", "PHONE LOAD", "say which load this phone shall reach", verb_control, 2, 2 },
	{ "note", "PHONE TEXT...", "keep a note about a phone in the journal", verb_control, 2, -1 },
	{ "reset", "PHONE", "restart a phone that is registered with the bench", verb_control, 1, 1 },
	{ "check-plugin", "FILE.so...", "load a plugin alone and say whether it is sound",
	  verb_check_plugin, 1, -1 },
};

#define VERBS NR_ARRAY_SIZE(verbs)

enum { OPT_JSON = 256, OPT_SET, OPT_UNTIL_DONE, OPT_HELP_CONF, OPT_HARDWARE, OPT_FORCE, OPT_WATCH };

static const struct option long_options[] = {
	{ "config", required_argument, NULL, 'c' },
	{ "json", no_argument, NULL, OPT_JSON },
	{ "verbose", no_argument, NULL, 'v' },
	{ "quiet", no_argument, NULL, 'q' },
	{ "output", required_argument, NULL, 'o' },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ "set", required_argument, NULL, OPT_SET },
	{ "until-done", optional_argument, NULL, OPT_UNTIL_DONE },
	{ "help-conf", no_argument, NULL, OPT_HELP_CONF },
	{ "hardware", required_argument, NULL, OPT_HARDWARE },
	{ "force", no_argument, NULL, OPT_FORCE },
	{ "watch", required_argument, NULL, OPT_WATCH },
	{ NULL, 0, NULL, 0 },
};

/* What the command line asks for beside struct app. */
struct command_line {
	bool help, version, help_conf, test;
	char **word;            /* the verb and its arguments */
	int words;
};

static void print_help(void)
{
	printf("usage: " PACKAGE_NAME " [-c FILE] [options] [COMMAND [arguments]]\n\n"
	       "Takes boot-looping Cisco IP phones to their target firmware.\n\nCommands:\n");
	for (size_t i = 0; i < VERBS; i++)
		printf("  %-12s %-26s %s\n", verbs[i].name, verbs[i].args, verbs[i].help);
	printf("\nOptions:\n"
	       "  -c, --config FILE         the configuration; ./bench.ini when it is there\n"
	       "      --set SECTION.KEY=VALUE  wins over the file\n"
	       "      --until-done[=TIME]   run: end when every phone seen has reached its end\n"
	       "  -t                        doctor\n"
	       "  -r CAPTURE                identify: read a capture file\n"
	       "  -i INTERFACE              identify: listen on the wire\n"
	       "  -o, --output FILE         fetch: where the call manager's file goes\n"
	       "      --hardware VERSION    plan: of the phone's board, as LLDP reports it: V15\n"
	       "      --force               retry, forget: also a phone that may be writing its flash\n"
	       "      --watch FOLDER        import: what is dropped in there, until interrupted\n"
	       "      --json                JSON on standard output\n"
	       "  -v, --verbose             also what is only of interest when something is wrong\n"
	       "  -q, --quiet               only warnings and errors\n"
	       "  -h, --help; --help-conf   this text; every key of the configuration\n"
	       "  -V, --version             with -v: how it was built\n\n"
	       "Exit status: 0 good, 1 failure, 2 usage or configuration, 3 a phone failed or was\n"
	       "not done, 4 refused by the safety guard, 5 nothing happened, 6 the library lacks\n"
	       "something, 130 interrupted.\n");
}

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
	const char *names[NR_ARRAY_SIZE(long_options)], *near = NULL;
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
	for (; long_options[n].name; n++)
		names[n] = long_options[n].name;
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
	switch (opt) {
	case 'c':
		app->config_path = optarg;
		break;
	case 'v':
		app->verbose = true;
		break;
	case 'q':
		app->quiet = true;
		break;
	case 'h':
		line->help = true;
		break;
	case 'V':
		line->version = true;
		break;
	case 't':
		line->test = true;
		break;
	case 'r':
		app->capture = optarg;
		break;
	case 'i':
		app->interface = optarg;
		break;
	case 'o':
		app->output = optarg;
		break;
	case OPT_JSON:
		app->json = true;
		break;
	case OPT_SET:
		if (app->set_count >= NR_ARRAY_SIZE(app->sets))
			return app_fail(EXIT_USAGE, "too many --set");
		app->sets[app->set_count++] = optarg;
		break;
	case OPT_UNTIL_DONE:
		return read_until(app, optarg);
	case OPT_HARDWARE:
		app->hardware = optarg;
		break;
	case OPT_FORCE:
		app->force = true;
		break;
	case OPT_WATCH:
		app->watched = optarg;
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
	int before, opt, r;

	opterr = 0;
	for (;;) {
		before = optind;
		optopt = 0;
		opt = getopt_long(argc, argv, "+:c:vqhVtr:i:o:", long_options, NULL);
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

static int unknown_verb(const char *name)
{
	const char *names[VERBS], *near, *dot = strrchr(name, '.');

	for (size_t i = 0; i < VERBS; i++)
		names[i] = verbs[i].name;
	near = nearest(name, names, VERBS);
	if (near)
		return app_fail(EXIT_USAGE, "unknown command '%s' (did you mean '%s'?)", name, near);
	if (dot && strcmp(dot, ".ini") == 0)
		return app_fail(EXIT_USAGE, "unknown command '%s' (did you mean '-c %s'?)", name, name);
	return app_fail(EXIT_USAGE, "unknown command '%s'; see " PACKAGE_NAME " --help", name);
}

static const struct verb *find_verb(const char *name)
{
	for (size_t i = 0; i < VERBS; i++)
		if (strcmp(verbs[i].name, name) == 0)
			return &verbs[i];
	return NULL;
}

/* Options that make sense for one verb only. */
static int check_options(const struct app *app, const struct verb *v)
{
	if ((app->capture || app->interface) && v->run != verb_identify)
		return app_fail(EXIT_USAGE, "-r and -i are for identify; the bench's interface is --set "
				"bench.interface=...");
	if (v->run == verb_identify && !app->capture == !app->interface)
		return app_fail(EXIT_USAGE, "identify needs either -r CAPTURE or -i INTERFACE");
	if (app->output && v->run != verb_fetch)
		return app_fail(EXIT_USAGE, "-o is for fetch");
	if (app->hardware && v->run != verb_plan)
		return app_fail(EXIT_USAGE, "--hardware is for plan");
	if (app->force && strcmp(v->name, "retry") != 0 && strcmp(v->name, "forget") != 0)
		return app_fail(EXIT_USAGE, "--force is for retry and forget");
	if (app->watched && v->run != verb_import)
		return app_fail(EXIT_USAGE, "--watch is for import");
	if (app->until_done && v->run != verb_run)
		return app_fail(EXIT_USAGE, "--until-done is for run");
	return EXIT_GOOD;
}

static int run_verb(struct app *app, const struct verb *v, int argc, char **argv)
{
	int r = check_options(app, v);

	if (r != EXIT_GOOD)
		return r;
	if (argc < v->least || (v->most >= 0 && argc > v->most))
		return app_fail(EXIT_USAGE, "usage: " PACKAGE_NAME " %s%s%s", v->name, v->args[0] ? " " : "",
				v->args);
	app->verb = v->name;
	return v->run(app, argc, argv);
}

static int run_line(struct app *app, struct command_line *line)
{
	const char *name = line->words ? line->word[0] : line->test ? "doctor" : "run";
	const struct verb *v = find_verb(name);

	if (line->version) {
		print_version(app->verbose);
		return EXIT_GOOD;
	}
	if (line->help_conf)
		return verb_help_conf(app, 0, NULL);
	if (strcmp(name, "help") == 0 || (line->help && line->words == 0)) {
		print_help();
		return EXIT_GOOD;
	}
	if (!v)
		return unknown_verb(name);
	if (line->help) {
		printf("usage: " PACKAGE_NAME " %s%s%s\n\n%s\n", v->name, v->args[0] ? " " : "",
		       v->args, v->help);
		return EXIT_GOOD;
	}
	if (line->test && v->run != verb_doctor)
		return app_fail(EXIT_USAGE, "-t is doctor; it cannot go with '%s'", name);
	return run_verb(app, v, line->words ? line->words - 1 : 0, line->word + 1);
}

int main(int argc, char **argv)
{
	struct command_line line = { .word = calloc((size_t)argc + 2, sizeof(char *)) };
	struct app app = { .verb = NULL };
	int r;

	if (!line.word)
		return EXIT_RUNTIME;
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
	free(line.word);
	return r;
}
