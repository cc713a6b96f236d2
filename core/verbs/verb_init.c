/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * verb_init.c -- init: from nothing to a bench.ini.  It looks at the interfaces, listens for
 * phones, asks once, writes the file, gets the call manager's targets and takes firmware
 * into the library by the verbs that do this anyway, and says what is missing.
 *
 * What is not sure is refused: a bench on the wrong wire gives addresses to a whole office.
 */
#include <config.h>

#include "core/base/clock.h"
#include "core/base/file_name.h"
#include "core/host/candidate.h"
#include "core/host/give.h"
#include "core/host/rights.h"
#include "core/plan/xmldefault.h"
#include "core/verbs/app.h"
#include "core/verbs/desk.h"
#include "core/verbs/self.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LISTEN_MS 10000
#define SOURCES 64              /* archives and folders at most */

struct init {
	struct app *app;
	const char *file;               /* that is written */
	char folder[512];               /* where it lies; "" or with a slash */
	struct candidate row[CANDIDATES];
	size_t count;
	const struct candidate *chosen;
	struct in_addr address;
	const char *source[SOURCES];    /* owned when found here */
	size_t source_count, source_given;
	bool targets;                   /* there is an XMLDefault.cnf.xml */
	json_t *doc;                    /* what --json prints */
	int status;                     /* the worst of what followed */
};

/* -- interfaces ---------------------------------------------------------------------- */

static size_t count_phones(const char *text)
{
	json_t *names = json_object();
	size_t n;

	while (text && *text) {
		size_t len = strcspn(text, "\n");
		json_t *row = json_loadb(text, len, 0, NULL);
		const char *name = json_string_value(json_object_get(row, "name"));

		if (name)
			json_object_set_new(names, name, json_true());
		json_decref(row);
		text += len + (text[len] == '\n');
	}
	n = json_object_size(names);
	json_decref(names);
	return n;
}

/* All at the same time, each in a process of its own that sends nothing. */
static void listen_for_phones(struct init *in)
{
	struct self self[CANDIDATES] = { { 0 } };
	int64_t until = clock_mono_ms() + LISTEN_MS;
	char missing[80];
	bool any = false;

	if (rights_missing(RIGHTS_FRAMES, missing, sizeof(missing))) {
		app_note("nobody listens for phones: %s is missing (sudo)", missing);
		return;
	}
	for (size_t i = 0; i < in->count; i++) {
		const char *const argv[] = { "--json", "-q", "-i", in->row[i].name, "identify", NULL };

		if (!candidate_refused(&in->row[i]) && in->row[i].carrier)
			any |= self_start(&self[i], argv) == 0;
	}
	if (any && !in->app->json)
		app_note("listening for phones for %d seconds", LISTEN_MS / 1000);
	for (size_t i = 0; i < in->count; i++) {
		int status;
		char *text = self[i].pid ? self_read(&self[i], until, &status) : NULL;

		if (text && status == EXIT_GOOD)
			in->row[i].phones = (int)count_phones(text);
		free(text);
	}
}

static json_t *reasons_json(const struct candidate *c, bool against)
{
	char text[CANDIDATE_REASONS][CANDIDATE_REASON];
	size_t n = candidate_reasons(c, against, text);
	json_t *out = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(out, json_string(text[i]));
	return out;
}

static json_t *candidates_json(const struct init *in)
{
	json_t *out = json_array();

	for (size_t i = 0; i < in->count; i++) {
		const struct candidate *c = &in->row[i];

		json_array_append_new(out, json_pack("{s:s, s:b, s:o, s:o, s:o}", "name", c->name, "possible",
						     candidate_refused(c) == NULL, "for", reasons_json(c, false),
						     "against", reasons_json(c, true), "phones",
						     c->phones < 0 ? json_null() : json_integer(c->phones)));
	}
	return out;
}

static void print_reasons(const struct candidate *c, bool against)
{
	char text[CANDIDATE_REASONS][CANDIDATE_REASON], line[CANDIDATE_REASONS * (CANDIDATE_REASON + 2)] = "";
	size_t n = candidate_reasons(c, against, text), at = 0;

	for (size_t i = 0; i < n; i++)
		at += (size_t)snprintf(line + at, sizeof(line) - at, "%s%s", i ? ", " : "", text[i]);
	if (n)
		desk_print(against ? "    against  " : "    for      ", 13, line);
}

static void print_candidates(const struct init *in)
{
	printf("Interfaces of this machine:\n");
	for (size_t i = 0; i < in->count; i++) {
		printf("  %s%s\n", in->row[i].name, candidate_refused(&in->row[i]) ? "  (not possible)" : "");
		print_reasons(&in->row[i], false);
		print_reasons(&in->row[i], true);
	}
}

static const struct candidate *find(const struct init *in, const char *name)
{
	for (size_t i = 0; i < in->count; i++)
		if (strcmp(in->row[i].name, name) == 0)
			return &in->row[i];
	return NULL;
}

/* The one that was named: it must be there, and fit. */
static int take_named(struct init *in, const char *name)
{
	const struct candidate *c = find(in, name);

	if (!c)
		return app_fail(EXIT_USAGE, "there is no interface %s", name);
	if (candidate_refused(c))
		return app_fail(c->route > LINK_ROUTE_NONE ? EXIT_GUARD : EXIT_USAGE, "%s cannot be the bench's wire: %s",
				name, candidate_refused(c));
	in->chosen = c;
	return EXIT_GOOD;
}

/* Ask once; an empty answer is a no. */
static int ask(struct init *in, const struct candidate *best)
{
	char answer[40] = "";

	if (best)
		printf("\nServe phones on %s? [y, N, or the name of another] ", best->name);
	else
		printf("\nOn which interface are the phones? ");
	fflush(stdout);
	if (!fgets(answer, sizeof(answer), stdin))
		answer[0] = '\0';
	answer[strcspn(answer, "\r\n")] = '\0';
	if (best && (strcmp(answer, "y") == 0 || strcmp(answer, "yes") == 0)) {
		in->chosen = best;
		return EXIT_GOOD;
	}
	if (!answer[0] || strcmp(answer, "n") == 0 || strcmp(answer, "N") == 0 || strcmp(answer, "no") == 0)
		return app_fail(EXIT_USAGE, "nothing was written");
	return take_named(in, answer);
}

static int choose(struct init *in)
{
	const struct candidate *best = candidate_choose(in->row, in->count);

	if (in->app->interface)
		return take_named(in, in->app->interface);
	if (in->app->yes) {
		in->chosen = best;
		return best ? EXIT_GOOD : app_fail(EXIT_USAGE, "not sure which interface is meant: say --interface NAME");
	}
	if (!in->app->json && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
		return ask(in, best);
	return app_fail(EXIT_USAGE, "nobody can be asked: say --interface NAME, or --yes to take %s", best ? best->name :
			"the only possible one");
}

/* -- the file -------------------------------------------------------------------------- */

static void print_file(const struct init *in, FILE *out)
{
	char a[INET_ADDRSTRLEN];

	inet_ntop(AF_INET, &in->address, a, sizeof(a));
	fprintf(out, "# A bench for boot-looping phones, as '" PACKAGE_NAME " init' proposed it.\n"
		"# Every key is described in netrecover.conf(5); '" PACKAGE_NAME " --help-conf' lists them.\n\n[bench]\n"
		"interface    = %s\n# put on the interface while the bench runs\naddress      = %s/24\n"
		"# filled by: " PACKAGE_NAME " import ARCHIVE...\nlibrary      = firmware\n"
		"# the journal; the next start goes on from what is in it\nstate        = state\n", in->chosen->name, a);
	fprintf(out, "%s\n%scall-manager = " XMLDEFAULT_NAME "\n", in->targets ? "# which load each model shall run" :
		"# which load each model shall run: '" PACKAGE_NAME " fetch HOST' gets the file.  Without it a\n"
		"# phone goes to the newest whole load of the library.", in->targets ? "" : "#");
	fprintf(out, "\n[dhcp]\n# give nothing new while another DHCP server answers on this wire\nguard = on\n"
		"\n# What one phone runs, when nobody can see it; or another target for it.\n"
		"#[phone SEP001B54AA0001]\n#load   = SCCP45.8-3-3S\n#target = SCCP45.9-4-2SR3-1S\n");
}

/* The operator, not root, is to change it: hand it to who said sudo. */
static void give_to_caller(int fd)
{
	const char *uid = getenv("SUDO_UID"), *gid = getenv("SUDO_GID");
	struct rights_user caller;

	if (geteuid() != 0 || !uid || !gid)
		return;
	caller = (struct rights_user){ (uid_t)strtoul(uid, NULL, 10), (gid_t)strtoul(gid, NULL, 10) };
	if (give_open(fd, &caller) < 0)
		app_note("the file stays root's");
}

static int write_file(struct init *in)
{
	int fd = open(in->file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644), err = 0;
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w");

	if (!f) {
		err = errno;
		if (fd >= 0)
			close(fd);
		return app_fail(EXIT_RUNTIME, "%s: %s", in->file, strerror(err));
	}
	print_file(in, f);
	give_to_caller(fd);
	if (ferror(f))
		err = EIO;
	if (fclose(f) != 0)
		err = errno;
	if (!err)
		return EXIT_GOOD;
	unlink(in->file);
	return app_fail(EXIT_RUNTIME, "%s: %s", in->file, strerror(err));
}

/* -- what follows ---------------------------------------------------------------------- */

/* Another verb with the new file.  As text it prints for itself; for --json its document is kept. */
static void follow(struct init *in, const char *verb, const char *const *more, size_t count, const char *key)
{
	const char *argv[SOURCES + 8] = { "-c", in->file, verb };
	size_t n = 3;
	struct self self;
	int status = -1;
	char *text;

	if (in->app->json)
		argv[n++] = "--json";
	for (size_t i = 0; i < count; i++)
		argv[n++] = more[i];
	if (!in->app->json)
		printf("\n");
	text = self_start(&self, argv) == 0 ? self_read(&self, 0, &status) : NULL;
	if (in->app->json)
		json_object_set_new(in->doc, key, text && *text ? json_loads(text, 0, NULL) : json_null());
	else if (text)
		fputs(text, stdout);
	free(text);
	if (status != EXIT_GOOD && in->status == EXIT_GOOD)
		in->status = status < 0 ? EXIT_RUNTIME : status;
}

/* Archives and lists of files that lie beside the file. */
static void find_sources(struct init *in)
{
	DIR *d = opendir(in->folder[0] ? in->folder : ".");
	struct dirent *e;
	char *path;

	while (d && in->source_count < SOURCES && (e = readdir(d)) != NULL)
		if (e->d_name[0] != '.' && file_name_archive_suffix(e->d_name) &&
		    asprintf(&path, "%s%s", in->folder, e->d_name) >= 0)
			in->source[in->source_count++] = path;
	if (d)
		closedir(d);
}

static bool beside(const struct init *in, const char *name)
{
	char path[600];

	snprintf(path, sizeof(path), "%s%s", in->folder, name);
	return access(path, R_OK) == 0;
}

/* Where the call manager's file goes: beside the new file, whatever the working folder is. */
static void fetch_targets(struct init *in)
{
	const char *const to[] = { "-o", NULL, in->app->call_manager };
	const char *argv[3];
	char path[600];

	snprintf(path, sizeof(path), "%s" XMLDEFAULT_NAME, in->folder);
	memcpy(argv, to, sizeof(argv));
	argv[1] = path;
	follow(in, "fetch", argv, 3, "fetch");
}

static void say_next(const struct init *in)
{
	const char *sudo = geteuid() == 0 || getenv("SUDO_UID") ? "sudo " : "";

	printf("\n%s is written: phones are served on %s.\n", in->file, in->chosen->name);
	if (!in->targets)
		desk_print("", 0, "There is no " XMLDEFAULT_NAME " beside it: 'netrecover fetch HOST' gets it from a call "
			   "manager; until then a phone goes to the newest whole load of the library.");
	if (!in->source_count)
		desk_print("", 0, "No archive of firmware was found or named: 'netrecover import ARCHIVE...' takes them; "
			   "'netrecover plan MODEL FROM TO' says which.");
	printf("Next:  %snetrecover -c %s -t\n       %snetrecover -c %s\n", sudo, in->file, sudo, in->file);
}

static int set_up(struct init *in)
{
	int status;

	in->targets = in->app->call_manager != NULL || beside(in, XMLDEFAULT_NAME);
	in->address = candidate_address(in->row, in->count);
	status = write_file(in);
	if (status != EXIT_GOOD)
		return status;
	/* First what is there: fetch says what is missing then. */
	if (!in->source_given)
		find_sources(in);
	if (in->source_count)
		follow(in, "import", in->source, in->source_count, "import");
	if (in->app->call_manager)
		fetch_targets(in);
	if (beside(in, XMLDEFAULT_NAME) && (in->app->json || !in->app->call_manager))
		follow(in, "plan", NULL, 0, "plan");
	if (!in->app->json)
		say_next(in);
	return in->status;
}

static int propose(struct init *in, int argc, char **argv)
{
	const char *slash = strrchr(in->file, '/');
	int status;

	if (access(in->file, F_OK) == 0)
		return app_fail(EXIT_USAGE, "%s is there already, and is left as it is; -c FILE names another", in->file);
	snprintf(in->folder, sizeof(in->folder), "%.*s", slash ? (int)(slash - in->file) + 1 : 0, in->file);
	for (int i = 0; i < argc && in->source_count < SOURCES; i++)
		in->source[in->source_count++] = argv[i];
	in->source_given = in->source_count;
	in->count = candidate_list(in->row, "/sys");
	listen_for_phones(in);
	if (in->app->json)
		json_object_set_new(in->doc, "interfaces", candidates_json(in));
	else
		print_candidates(in);
	status = choose(in);
	if (status != EXIT_GOOD)
		return status;
	json_object_set_new(in->doc, "interface", json_string(in->chosen->name));
	return set_up(in);
}

int verb_init(struct app *app, int argc, char **argv)
{
	struct init in = { .app = app, .file = app->config_path ? app->config_path : "bench.ini", .doc = json_object() };
	int status = propose(&in, argc, argv);

	json_object_set_new(in.doc, "file", in.chosen && access(in.file, F_OK) == 0 ? json_string(in.file) : json_null());
	if (app->json)
		app_print_json(json_incref(in.doc));
	json_decref(in.doc);
	for (size_t i = in.source_given; i < in.source_count; i++)
		free((void *)(uintptr_t)in.source[i]);
	return status;
}
