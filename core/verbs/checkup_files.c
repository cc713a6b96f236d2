/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* checkup_files.c -- see checkup_files.h. */
#include <config.h>

#include "core/verbs/checkup_files.h"
#include "core/base/disk.h"
#include "core/base/noun.h"
#include "core/host/folder.h"
#include "core/library/import_archive.h"
#include "core/phone/power.h"
#include "core/plugin/knowledge.h"
#include "core/plugin/sections.h"
#include "core/serve/control.h"
#include "core/serve/hook.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define DISK_FULL (1 << 20)             /* a journal does not fit any more */
#define DISK_LOW (64 << 20)

/* -- the configuration ------------------------------------------------------------------ */

static void need(struct checkup *c, const char *key, const char *example, bool there)
{
	const char *path = c->bench->config->ini.path;

	if (there)
		return;
	if (path && path[0])
		checkup_find(c, NR_ANSWER_BAD, EXIT_USAGE, example, "%s: [bench] %s is required", path, key);
	else
		checkup_find(c, NR_ANSWER_BAD, EXIT_USAGE, "netrecover init", "[bench] %s is required: name a file "
			     "with -c, or let init write one", key);
}

/* Its errors, line by line, were found when it was read. */
void checkup_files_configuration(struct checkup *c)
{
	const struct settings *s = c->bench->config;
	const struct plugins *p = c->bench->plugins;

	if (p->protocol_count == 0)
		checkup_find(c, NR_ANSWER_BAD, EXIT_USAGE, NULL, "no protocol plugin is installed: there is nothing "
			     "to serve with; looked in %s and in NETRECOVER_PLUGIN_PATH", PLUGINDIR);
	need(c, "interface", "interface = eth1", s->interface != NULL);
	need(c, "address", "address = 10.77.0.1/24", s->address.s_addr != INADDR_ANY);
	for (size_t i = 0; i < p->replaced_count; i++)
		checkup_find(c, NR_ANSWER_OK, 0, NULL, "the plugin '%s' of %s takes the place of %s", p->replaced[i].name,
			     p->replaced[i].by, p->replaced[i].path);
	if (findings_answer(&c->found, c->now) != NR_ANSWER_BAD)
		checkup_find(c, NR_ANSWER_OK, 0, NULL, "%s; %zu %s, %zu protocol %s",
			     s->ini.path ? s->ini.path : "no file", p->model_count,
			     noun_of(p->model_count, "model", "models"), p->protocol_count,
			     noun_of(p->protocol_count, "plugin", "plugins"));
}

void checkup_files_user(struct checkup *c)
{
	const char *user = c->bench->config->user;
	int r = rights_find(user, &c->user);

	c->have_user = r == 0;
	if (r == -ENOENT)
		checkup_find(c, NR_ANSWER_BAD, EXIT_USAGE, "user = nobody, or make that user", "no user '%s'", user);
	else if (r < 0)
		checkup_find(c, NR_ANSWER_BAD, EXIT_USAGE, NULL, "cannot look up '%s': %s", user, strerror(-r));
}

/* -- the library ------------------------------------------------------------------------ */

/* The archives that lie in it and never became a release; their number, and one of them. */
static size_t count_waiting(const struct library *l, const char **one)
{
	char release[IMPORT_ARCHIVE_NAME];
	size_t n = 0;

	for (size_t i = 0; i < l->release_count; i++)
		for (size_t k = 0; k < l->release[i]->file_count; k++) {
			const struct lib_file *f = l->release[i]->file[k];

			if (!file_name_archive_suffix(f->name))
				continue;
			import_archive_name(f->name, release);
			if (index_release(l, release))
				continue;
			*one = f->path;
			n++;
		}
	return n;
}

/* "netrecover -c bench.ini import": what is to follow comes behind it. */
static void import_command(const struct checkup *c, char *buf, size_t size)
{
	const char *path = c->app->config_path;

	snprintf(buf, size, PACKAGE_NAME "%s%.400s import", path ? " -c " : "", path ? path : "");
}

/* All of one kind in one folder: the library itself is nothing to import. */
static void find_waiting(struct checkup *c)
{
	const char *one = NULL, *path = c->bench->config->library, *slash;
	size_t n = count_waiting(&c->library, &one);
	char mend[1000], command[500];

	if (!n)
		return;
	slash = strrchr(one, '/');
	import_command(c, command, sizeof(command));
	snprintf(mend, sizeof(mend), "%s %.200s/%.*s*%s", command, path, slash ? (int)(slash + 1 - one) : 0, one,
		 one + strlen(one) - file_name_archive_suffix(one));
	checkup_find(c, NR_ANSWER_LACKS, EXIT_LIBRARY, mend, "%s: %zu %s in it that %s never imported, such as "
		     "%s: no phone is served from an archive", path, n, noun_of(n, "archive", "archives"),
		     noun_of(n, "was", "were"), one);
}

static void index_library(struct checkup *c)
{
	const char *path = c->bench->config->library;
	const struct library *l = &c->library;
	char command[500], mend[520];
	size_t loads;

	import_command(c, command, sizeof(command));
	snprintf(mend, sizeof(mend), "%s ARCHIVE...", command);
	find_waiting(c);
	for (size_t i = 0; i < l->problem_count; i++)
		checkup_find(c, NR_ANSWER_LACKS, EXIT_LIBRARY, NULL, "%s", l->problem[i]);
	for (size_t i = 0; i < l->load_count; i++)
		for (size_t k = 0; k < l->load[i]->problem_count; k++)
			checkup_find(c, NR_ANSWER_LACKS, EXIT_LIBRARY, NULL, "%s", l->load[i]->problem[k]);
	loads = index_count_loads(l);
	if (loads)
		checkup_find(c, NR_ANSWER_OK, 0, NULL, "%s: %zu %s in %zu %s", path, loads, noun_of(loads, "load", "loads"),
			     l->release_count, noun_of(l->release_count, "release", "releases"));
	else if (!findings_answer(&c->found, c->now))
		checkup_find(c, NR_ANSWER_LACKS, EXIT_LIBRARY, mend, "%s: no load is in it", path);
}

bool checkup_files_readable(const struct settings *s, const struct rights_user *user, int depth)
{
	int dirfd;
	bool ok;

	if (geteuid() != 0)
		return true;
	dirfd = open(s->library, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	rights_borrow(user);
	ok = dirfd >= 0 && disk_readable(dirfd, depth);
	rights_borrow(NULL);
	if (dirfd >= 0)
		close(dirfd);
	return ok;
}

/* The bench reads it as its user. */
static void find_unreadable(struct checkup *c)
{
	const struct settings *s = c->bench->config;
	char mend[600];

	if (!s->sandbox || !c->have_user || checkup_files_readable(s, &c->user, LIBRARY_DEPTH))
		return;
	snprintf(mend, sizeof(mend), "chmod -R a+rX %.500s", s->library);
	if (checkup_files_readable(s, &c->user, -1))
		checkup_find(c, NR_ANSWER_LACKS, EXIT_LIBRARY, mend, "%s: %s may not read all of it, and no phone is "
			     "served what it may not read", s->library, s->user);
	else
		checkup_find(c, NR_ANSWER_BAD, EXIT_USAGE, mend, "%s: %s, as whom the bench serves, may not read it",
			     s->library, s->user);
}

/* A run makes its index later, and itself. */
void checkup_files_library(struct checkup *c)
{
	const char *path = c->bench->config->library;
	struct stat st;
	int r = stat(path, &st) < 0 ? -errno : S_ISDIR(st.st_mode) ? 0 : -ENOTDIR;

	if (r == 0 && !c->starting) {
		r = library_open(&c->library, path, c->bench->plugins);
		if (r == 0)
			c->bench->library = &c->library;
	}
	if (r < 0)
		checkup_find(c, NR_ANSWER_BAD, EXIT_USAGE, PACKAGE_NAME " import ARCHIVE...", "%s: %s", path,
			     strerror(-r));
	else
		find_unreadable(c);
	if (r == 0 && !c->starting)
		index_library(c);
}

void checkup_files_call_manager(struct checkup *c)
{
	const char *path = c->bench->config->call_manager;
	struct xmldefault *x = c->xmldefault;

	if (!path)
		return;
	if (xmldefault_load(x, path) < 0) {
		checkup_find(c, NR_ANSWER_BAD, EXIT_USAGE, PACKAGE_NAME " fetch HOST", "%s", x->messages.error ?
			     x->messages.error : "the call manager's file cannot be read");
		return;
	}
	c->bench->xmldefault = x;
	for (size_t i = 0; i < x->messages.warning_count; i++)
		checkup_find(c, NR_ANSWER_OK, 0, NULL, "%s", x->messages.warning[i]);
	checkup_find(c, NR_ANSWER_OK, 0, NULL, "%s: %zu load entries", path, x->count);
}

/* -- plans ---------------------------------------------------------------------------------- */

/* Does this bench have to do with that model at all? */
static bool concerned(const struct checkup *c, const struct nr_model *m)
{
	struct nr_load l;

	if (sections_model(c->bench->config, m))
		return true;
	for (size_t i = 0; i < c->library.load_count; i++)
		if (c->library.load[i]->parsed.kind == NR_KIND_LOAD && model_read(m, c->library.load[i]->name, &l))
			return true;
	return false;
}

static const char *target_of(const struct checkup *c, const struct nr_model *m)
{
	const struct settings_model *section = sections_model(c->bench->config, m);
	const struct xmldefault_row *row = NULL;
	const struct lib_load *l;
	bool mended;

	if (section && section->target)
		return section->target;
	if (c->bench->xmldefault && c->bench->config->target == SETTINGS_TARGET_CALL_MANAGER)
		row = xmldefault_find(c->bench->xmldefault, m, &mended);
	if (row)
		return row->load;
	if (c->bench->xmldefault && settings_leaves_missing(c->bench->config))
		return NULL;
	l = plan_newest(m, &c->library, "");
	return l ? l->name : NULL;
}

static void find_missing(struct checkup *c, const struct nr_model *m, const struct plan *plan, const char *target)
{
	char mend[600], command[500];

	import_command(c, command, sizeof(command));
	for (size_t i = 0; i < plan->count; i++) {
		if (plan->step[i].have)
			continue;
		snprintf(mend, sizeof(mend), "%s %s", command, plan->step[i].archive);
		checkup_find(c, NR_ANSWER_LACKS, EXIT_LIBRARY, mend, "%s: the way to %s needs %s", m->name, target,
			     plan->step[i].load);
	}
}

/* The oldest phone there is needs every stop: what it needs is what may be missing. */
static void plan_one(struct checkup *c, const struct nr_model *m)
{
	const char *target = target_of(c, m);
	struct plan plan;

	if (!target && c->bench->xmldefault && settings_leaves_missing(c->bench->config))
		checkup_find(c, NR_ANSWER_OK, 0, "target-missing = newest", "%s: the call manager's file names no load for "
			     "it: such a phone is left alone", m->name);
	if (!target || !target[0])
		return;
	plan_make(&plan, m, &c->library, PLAN_FROM_OLDEST, "", target);
	if (plan.result == PLAN_IMPOSSIBLE) {
		checkup_find(c, NR_ANSWER_LACKS, EXIT_LIBRARY, NULL, "%s: %s", m->name, plan.why);
		return;
	}
	find_missing(c, m, &plan, target);
	if (plan.result == PLAN_READY)
		checkup_find(c, NR_ANSWER_OK, 0, NULL, "%s: at most %zu %s to %s, all in the library%s", m->name,
			     plan.count, noun_of(plan.count, "step", "steps"), target,
			     m->transport == NR_HTTP_FIRST && !checkup_instance(c, "http") ?
			     "; it asks by HTTP first, and without the plugin http fetches by TFTP" : "");
}

void checkup_files_plan(struct checkup *c)
{
	for (size_t i = 0; i < c->bench->plugins->model_count; i++)
		if (concerned(c, &c->bench->plugins->model[i]->model))
			plan_one(c, &c->bench->plugins->model[i]->model);
}

/* -- commands, sockets, folders ------------------------------------------------------------- */

static void cannot_run(const char *command, const char *why, void *arg)
{
	struct checkup *c = arg;
	char mend[300];

	snprintf(mend, sizeof(mend), "ls -l %.280s", command);
	checkup_find(c, NR_ANSWER_BAD, EXIT_USAGE, mend, "%s: cannot be run by %s: %s", command,
		     geteuid() == 0 ? c->bench->config->user : "you", why);
}

/* The commands run with the rights of the bench's user. */
void checkup_files_power(struct checkup *c)
{
	unsigned bad;

	rights_borrow(&c->user);
	bad = power_check(c->bench, cannot_run, c);
	rights_borrow(NULL);
	if (c->bench->config->power_cycle && !bad)
		checkup_find(c, NR_ANSWER_OK, 0, NULL, "%s", c->bench->config->power_cycle);
}

static void cannot_hear(const char *key, const char *what, const char *why, void *arg)
{
	struct checkup *c = arg;
	char mend[300];

	snprintf(mend, sizeof(mend), "ls -l %.280s", what);
	checkup_find(c, NR_ANSWER_BAD, EXIT_USAGE, mend, "%s: %s cannot be run by %s: %s", key, what,
		     geteuid() == 0 ? c->bench->config->user : "you", why);
}

/* They run with the rights of the bench's user, as power-cycle does; the template is read before. */
void checkup_files_commands(struct checkup *c)
{
	const struct settings *s = c->bench->config;
	unsigned bad;

	rights_borrow(&c->user);
	bad = hook_check(c->bench->config, cannot_hear, c);
	rights_borrow(NULL);
	if (s->label && access(s->label, R_OK) < 0) {
		checkup_find(c, NR_ANSWER_BAD, EXIT_USAGE, "ls -l", "label: %s cannot be read: %s", s->label,
			     strerror(errno));
		bad++;
	}
	if (bad == 0 && (s->on_done || s->on_trouble || s->on_end || s->label))
		checkup_find(c, NR_ANSWER_OK, 0, NULL, "%s%s%s%s%scan be run and read", s->on_done ? "on-done " : "",
			     s->on_trouble ? "on-trouble " : "", s->on_end ? "on-end " : "", s->label ? "label " : "",
			     s->label_command ? "label-command " : "");
}

static void find_other_bench(struct checkup *c, const char *key, const char *path, int fd)
{
	struct ucred peer = { .pid = 0 };
	socklen_t len = sizeof(peer);
	char mend[40];

	getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &len);
	snprintf(mend, sizeof(mend), "kill -INT %d", (int)peer.pid);
	checkup_find(c, NR_ANSWER_BAD, EXIT_RUNTIME, mend, "another bench (pid %d) runs at %s: stop it, or set "
		     "another %s", (int)peer.pid, path, key);
}

/* Can the socket of @key be made at @path?  "netrecover-view.sock": @file. */
static bool look_at_socket(struct checkup *c, const char *key, const char *path, const char *file)
{
	char *copy = strdup(path), mend[60];
	const char *fault = copy ? folder_fault(dirname(copy)) : "no memory";
	struct stat st;
	int fd;

	free(copy);
	if (lstat(path, &st) == 0 && !S_ISSOCK(st.st_mode)) {
		snprintf(mend, sizeof(mend), "%s = %s", key, file);
		checkup_find(c, NR_ANSWER_BAD, EXIT_RUNTIME, mend, "%s is there and is no socket: remove it, or set "
			     "another %s", path, key);
		return false;
	}
	fd = control_connect(path);
	if (fd >= 0) {
		find_other_bench(c, key, path, fd);
		close(fd);
	} else if (fault) {
		snprintf(mend, sizeof(mend), "%s = /run/%s", key, file);
		checkup_find(c, NR_ANSWER_BAD, EXIT_RUNTIME, mend, "cannot make the socket %s: %s", path, fault);
	}
	return fd < 0 && !fault;
}

/* One fault is said once: both stand in one folder, and a bench that runs has both. */
void checkup_files_control(struct checkup *c)
{
	if (strcmp(c->bench->config->control, c->bench->config->view) == 0)
		checkup_find(c, NR_ANSWER_BAD, EXIT_USAGE, "view = " PACKAGE_NAME "-view.sock",
			     "control and view are one path, %s: each needs its own", c->bench->config->view);
	else if (look_at_socket(c, "control", c->bench->config->control, PACKAGE_NAME ".sock"))
		look_at_socket(c, "view", c->bench->config->view, PACKAGE_NAME "-view.sock");
}

void checkup_files_state(struct checkup *c)
{
	const char *path = c->bench->config->state, *fault = folder_fault(path);
	int64_t room = fault ? 0 : folder_free(path);
	char mend[600];

	snprintf(mend, sizeof(mend), "mkdir -p %.580s", path);
	if (fault)
		checkup_find(c, NR_ANSWER_BAD, EXIT_RUNTIME, mend, "%s: %s", path,
			     fault);
	else if (room < 0)
		checkup_find(c, NR_ANSWER_UNCHECKED, 0, NULL, "%s: the room on its disk: %s", path,
			     strerror((int)-room));
	else if (room < DISK_FULL)
		checkup_find(c, NR_ANSWER_BAD, EXIT_RUNTIME, "df -h", "%s: its disk is full (%lld KiB are free): the "
			     "journal cannot be kept", path, (long long)room >> 10);
	else
		checkup_find(c, NR_ANSWER_OK, 0, room < DISK_LOW ? "df -h" : NULL, "%s: %lld MiB are free%s", path,
			     (long long)room >> 20, room < DISK_LOW ? ", which is little for a journal" : "");
}
