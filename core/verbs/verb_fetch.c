/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * verb_fetch.c -- the verb "fetch": files from a call manager.
 *
 * The network is the business of netrecover-fetch, a program of its own.  What
 * it brings goes to a hidden folder first; an XMLDefault.cnf.xml must be
 * readable before it replaces another one, and firmware goes through import.
 */
#include <config.h>
#include "core/base/noun.h"
#include "core/library/import.h"
#include "core/library/stage.h"
#include "core/verbs/app.h"
#include "core/base/log.h"
#include "core/verbs/needs_print.h"
#include "core/verbs/self.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <signal.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define XML_BYTES "1048576"
#define XML_SECONDS "40"
#define FILE_BYTES "134217728"
#define FILE_SECONDS "1800"
#define PATH_SIZE 1024

struct errand {
	struct app *app;
	struct settings config;
	struct plugins plugins;
	char folder[PATH_SIZE];         /* where things arrive */
	char url[1300];                 /* that answered */
};

/* -- the helper ---------------------------------------------------------------- */

static pid_t start(const char *helper, const char *const *argv, int out)
{
	pid_t pid = fork();

	if (pid != 0)
		return pid;
	signal(SIGPIPE, SIG_DFL);
	if (dup2(out, STDOUT_FILENO) >= 0)
		execv(helper, (char *const *)(uintptr_t)argv);
	_exit(127);
}

/* What the helper says, one line, into @e->url; its exit status. */
static int hear(struct errand *e, int fd, pid_t pid)
{
	size_t n = 0;
	ssize_t r;
	int status;

	while ((r = read(fd, e->url + n, sizeof(e->url) - 1 - n)) > 0 || (r < 0 && errno == EINTR))
		n += r > 0 ? (size_t)r : 0;
	e->url[n] = '\0';
	e->url[strcspn(e->url, "\n")] = '\0';
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return 127;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* One of @names (ends with NULL) from @host into @path. */
static int get(struct errand *e, const char *host, const char *const *names, const char *bytes,
	       const char *seconds, const char *path)
{
	const char *argv[6 + XMLDEFAULT_SPELLINGS] = { "netrecover-fetch", bytes, seconds, path, host };
	char helper[SELF_PATH_SIZE];
	int out[2], status;
	size_t n = 5;
	pid_t pid;

	for (; *names; names++)
		argv[n++] = *names;
	if (!self_program("netrecover-fetch", helper) || pipe2(out, O_CLOEXEC) < 0)
		return EXIT_RUNTIME;
	pid = start(helper, argv, out[1]);
	close(out[1]);
	status = pid < 0 ? 127 : hear(e, out[0], pid);
	close(out[0]);
	if (status == 0)
		return EXIT_GOOD;
	if (status == 2)
		return EXIT_USAGE;
	if (status != 1)
		app_fail(EXIT_RUNTIME, "netrecover-fetch ended with %d", status);
	return status == 128 + SIGINT ? EXIT_INTERRUPTED : EXIT_RUNTIME;
}

/* A hidden folder beside @path, so that rename() moves out of it. */
static int make_folder(struct errand *e, const char *path)
{
	const char *slash = strrchr(path, '/');
	int len = slash ? (int)(slash - path) + 1 : 0;

	if (snprintf(e->folder, sizeof(e->folder), "%.*s.fetch-XXXXXX", len, path) >=
	    (int)sizeof(e->folder) || !mkdtemp(e->folder)) {
		app_fail(EXIT_RUNTIME, "%.*s: cannot be written: %s", len ? len : 1, len ? path : ".",
			 strerror(errno));
		e->folder[0] = '\0';
		return EXIT_RUNTIME;
	}
	return EXIT_GOOD;
}

/* -- the call manager's targets ------------------------------------------------- */

static bool same_content(const char *a, const char *b)
{
	FILE *x = fopen(a, "re"), *y = fopen(b, "re");
	int c = 0, d = x && y ? 0 : 1;

	while (x && y && c == d && c != EOF) {
		c = getc(x);
		d = getc(y);
	}
	if (x)
		fclose(x);
	if (y)
		fclose(y);
	return c == d;
}

/* The file that was there, when it is another one, stays as FILE~. */
static int put_in_place(const char *from, const char *path)
{
	char old[PATH_SIZE];

	if (access(path, F_OK) == 0 && !same_content(from, path) &&
	    snprintf(old, sizeof(old), "%s~", path) < (int)sizeof(old) && rename(path, old) == 0)
		app_note("the %s that was there is now %s", path, old);
	if (rename(from, path) == 0)
		return EXIT_GOOD;
	return app_fail(EXIT_RUNTIME, "%s: %s", path, strerror(errno));
}

static int show_needs(struct errand *e, const struct xmldefault *x, const char *path)
{
	struct library lib;
	struct needs needs;
	bool have = library_open(&lib, e->config.library, &e->plugins) == 0;
	int status = EXIT_RUNTIME;

	if (needs_make(&needs, &e->plugins, have ? &lib : NULL, &e->config, x) == 0) {
		if (e->app->json) {
			json_t *o = needs_print_json(&needs);

			json_object_set_new(o, "url", json_string(e->url));
			json_object_set_new(o, "file", json_string(path));
			status = app_print_json(o);
		} else {
			printf("%s: %s, %zu %s\n\n", path, e->url, needs.count,
			       noun_of(needs.count, "model", "models"));
			status = needs_print(&needs, false);
		}
		if (status == EXIT_GOOD && needs.list_count)
			status = EXIT_LIBRARY;
		needs_finish(&needs);
	}
	if (have)
		library_close(&lib);
	return status;
}

static int take_xml(struct errand *e, const char *from, const char *path)
{
	struct xmldefault x;
	int status = EXIT_RUNTIME;

	if (xmldefault_load(&x, from) < 0) {
		const char *why = x.messages.error ? strstr(x.messages.error, XMLDEFAULT_NAME) : NULL;

		app_fail(EXIT_RUNTIME, "%s: %s; %s was left as it is", e->url, why ? why : "cannot be read",
			 path);
		xmldefault_finish(&x);
		return EXIT_RUNTIME;
	}
	for (size_t i = 0; i < x.messages.warning_count; i++) {
		const char *text = strstr(x.messages.warning[i], XMLDEFAULT_NAME);

		app_note("%s", text ? text : x.messages.warning[i]);
	}
	status = put_in_place(from, path);
	if (status == EXIT_GOOD)
		status = show_needs(e, &x, path);
	xmldefault_finish(&x);
	return status;
}

static int fetch_xml(struct errand *e, const char *host)
{
	const char *path = e->app->output;
	char from[PATH_SIZE + 32];
	int status;

	if (!path)
		path = e->config.call_manager ? e->config.call_manager : XMLDEFAULT_NAME;
	status = make_folder(e, path);
	if (status != EXIT_GOOD)
		return status;
	snprintf(from, sizeof(from), "%s/" XMLDEFAULT_NAME, e->folder);
	status = get(e, host, xmldefault_spelling, XML_BYTES, XML_SECONDS, from);
	if (status == EXIT_GOOD)
		status = take_xml(e, from, path);
	unlink(from);
	return status;
}

/* -- firmware -------------------------------------------------------------------- */

static bool plain_name(const char *name)
{
	if (name[0] != '.' && !strchr(name, '/') && !strchr(name, '\\') && strlen(name) < 200)
		return true;
	app_fail(EXIT_USAGE, "fetch: '%s' is not the name of a firmware file", name);
	return false;
}

static int fetch_one(struct errand *e, const char *host, const char *name,
		     struct import_report *total)
{
	const char *const names[] = { name, NULL };
	struct import_report report;
	char path[PATH_SIZE + 256];
	const char *paths[] = { path };
	int status;

	snprintf(path, sizeof(path), "%s/%s", e->folder, name);
	status = get(e, host, names, FILE_BYTES, FILE_SECONDS, path);
	if (status != EXIT_GOOD)
		return status;
	log_line(LOG_INFO, "fetch", "%s", e->url);
	import_paths(e->config.library, paths, 1, &e->plugins, &report);
	unlink(path);
	total->imported += report.imported;
	total->unchanged += report.unchanged;
	total->failed += report.failed;
	if (report.failed == 0)
		return EXIT_GOOD;
	return report.errors ? EXIT_RUNTIME : EXIT_LIBRARY;
}

/* All that can be had; the first failure is the exit status. */
static int fetch_files(struct errand *e, const char *host, char **names, int count)
{
	struct import_report total = { 0 };
	int status, r;

	for (int i = 0; i < count; i++)
		if (!plain_name(names[i]))
			return EXIT_USAGE;
	status = make_folder(e, e->config.library);
	if (status != EXIT_GOOD)
		return status;
	for (int i = 0; i < count; i++) {
		r = fetch_one(e, host, names[i], &total);
		status = status == EXIT_GOOD ? r : status;
		if (r == EXIT_INTERRUPTED)
			break;
	}
	if (e->app->json)
		app_print_json(json_pack("{s:I, s:I, s:I}", "imported", (json_int_t)total.imported,
					 "unchanged", (json_int_t)total.unchanged, "failed",
					 (json_int_t)count - (json_int_t)(total.imported + total.unchanged)));
	return status;
}

/* A name or an address; which ports are asked is known. */
static int check_host(const char *host)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:";
	const char *colon = strchr(host, ':');

	if (host[0] && strspn(host, letters) == strlen(host) && (!colon || strchr(colon + 1, ':')))
		return EXIT_GOOD;
	return app_fail(EXIT_USAGE, "fetch: '%s' is no name or address of a host; it stands alone, without a port or a path",
			host);
}

int verb_fetch(struct app *app, int argc, char **argv)
{
	struct errand e = { .app = app };
	int status = check_host(argv[0]);

	if (status != EXIT_GOOD)
		return status;
	status = app_config(app, &e.config);
	if (status != EXIT_GOOD)
		return status;
	status = app_models(app, &e.config, &e.plugins);
	if (status == EXIT_GOOD)
		status = argc == 1 ? fetch_xml(&e, argv[0]) :
			 fetch_files(&e, argv[0], argv + 1, argc - 1);
	if (e.folder[0])
		rmdir(e.folder);
	plugins_finish(&e.plugins);
	settings_finish(&e.config);
	return status;
}
