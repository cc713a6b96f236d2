/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_APP_H
#define CORE_APP_H
/*
 * app.h -- what the command line said, and the verbs.
 */
#include "core/config/settings.h"
#include "core/library/library.h"
#include "core/plugin/plugins.h"

enum exit_status {
	EXIT_GOOD = 0,
	EXIT_RUNTIME = 1,
	EXIT_USAGE = 2,
	EXIT_NOT_DONE = 3,
	EXIT_GUARD = 4,
	EXIT_NOTHING = 5,
	EXIT_LIBRARY = 6,
	EXIT_INTERRUPTED = 130,
};

/* Of a report; JSON is --json everywhere. */
enum app_form {
	APP_FORM_TEXT,
	APP_FORM_HTML,
	APP_FORM_CSV,
};

struct app {
	const char *verb;               /* "run", "status", ... */
	const char *config_path;        /* -c, or NULL */
	const char *sets[64];           /* --set */
	size_t set_count;
	bool json, quiet;
	unsigned verbose;               /* 1: -v; 2: -vv */
	bool until_done;                /* run --until-done[=SECONDS] */
	unsigned until_seconds;         /* 0: no limit */
	const char *capture;            /* identify -r */
	const char *interface;          /* identify, init: -i */
	const char *output;             /* fetch, report: -o */
	const char *hardware;           /* plan --hardware, or NULL */
	bool force;                     /* retry --force */
	const char *watched;            /* import --watch, or NULL */
	bool yes;                       /* init --yes */
	const char *call_manager;       /* init --call-manager, or NULL */
	bool words;                     /* help --words */
	enum app_form form;             /* report --html */
	unsigned forms;                 /* how many were asked for, with --json */
	const char *since, *until;      /* report; or NULL */
	const char *run;                /* report --run; or NULL */
	bool mask;                      /* report --mask */
	const char *listen;             /* web, fleet --listen, or NULL */
	const char *journals;           /* fleet, report --journals, or NULL */
};

/* Each returns an exit status; argv[0] is the first argument after the verb. */
int verb_init(struct app *app, int argc, char **argv);
int verb_run(struct app *app, int argc, char **argv);
int verb_doctor(struct app *app, int argc, char **argv);
int verb_demo(struct app *app, int argc, char **argv);
int verb_models(struct app *app, int argc, char **argv);
int verb_export_model(struct app *app, int argc, char **argv);
int verb_explain(struct app *app, int argc, char **argv);
int verb_compare(struct app *app, int argc, char **argv);
int verb_plan(struct app *app, int argc, char **argv);
int verb_import(struct app *app, int argc, char **argv);
int verb_library(struct app *app, int argc, char **argv);
int verb_fetch(struct app *app, int argc, char **argv);
int verb_identify(struct app *app, int argc, char **argv);
int verb_status(struct app *app, int argc, char **argv);
int verb_watch(struct app *app, int argc, char **argv);
int verb_control(struct app *app, int argc, char **argv);       /* hold, resume, retry, forget, reset */
int verb_web(struct app *app, int argc, char **argv);
int verb_mqtt(struct app *app, int argc, char **argv);
int verb_fleet(struct app *app, int argc, char **argv);
int verb_report(struct app *app, int argc, char **argv);
int verb_check_plugin(struct app *app, int argc, char **argv);
int verb_help_conf(struct app *app, int argc, char **argv);     /* --help-conf */

/*
 * What most verbs need first.  The file is -c, or ./bench.ini, or none.  Prints
 * every error; returns EXIT_GOOD or the exit status to end with.  Sections of
 * protocol plugins are checked only by verbs that load those plugins.
 */
int app_config(struct app *app, struct settings *out);
/* Is there anything to read: -c, --set or ./bench.ini? */
bool app_has_file(const struct app *app);
/* Model plugins that the configuration wants (no protocol plugins); also checks
 * its [model] sections.  Nothing is left in @out unless EXIT_GOOD. */
int app_models(struct app *app, struct settings *c, struct plugins *out);

/*
 * What a bench needs: the configuration, all plugins that it wants, and their
 * instances.  Every error of the whole file is printed.  Whatever this returns,
 * free with instance_stop_all(), plugins_finish() and settings_finish().
 */
struct bench;
int app_bench(struct app *app, struct bench *b, struct settings *c, struct plugins *p);

/*
 * How every verb says what went wrong: "netrecover: ..." on standard error; the
 * exit status @status.  What is wrong inside a file starts with the file instead.
 */
int app_fail(int status, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* "netrecover: note: ...", unless -q. */
void app_note(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* One JSON document and a newline to standard output; steals @doc. */
struct json_t;
int app_print_json(struct json_t *doc);

/*
 * Words of the user or names of files may hold any bytes.  As a JSON string: what is
 * not UTF-8 gets '?' for each byte that is not plain.  For a terminal: control bytes
 * become '?'; returns @buf.
 */
struct json_t *app_json_text(const char *s);
const char *app_plain(const char *s, char *buf, size_t size);
/* An array of texts that ends with NULL, or NULL for none, as a JSON array. */
struct json_t *app_json_strings(const char *const *strings);

#endif
