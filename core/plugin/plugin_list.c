/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * plugin_list.c -- see plugin_list.h.
 *
 * The child says by a pipe what it finds in a file, and that it is done with it; each message
 * is written as a whole.  When it ends before that, the file at which it was is the one
 * to name, and another child goes on behind it.
 */
#include <config.h>
#include "core/plugin/plugin_list.h"

#include "core/plugin/callback.h"
#include "core/plugin/plugin_copy.h"
#include "core/plugin/soundness.h"
#include "core/plugin/trial.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define LOOK_SECONDS 4                  /* for one file: the child's own limit, */
#define LOOK_MS 4500                    /* and ours */

enum plugin_list_said {
	SAID_PLUGIN = 1,
	SAID_MODEL,
	SAID_PROTOCOL,
	SAID_PROBLEM,
	SAID_DONE,
};

struct plugin_list_message {
	uint32_t index, said;
	char name[64], id[64];
	struct plugin_file_problem problem;
};

/* All files that were ever looked at. */
static struct plugin_list_file **files;
static size_t file_count;

/* -- in the child ------------------------------------------------------------------------- */

static void say(int fd, const struct plugin_list_message *m)
{
	if (write(fd, m, sizeof(*m)) != (ssize_t)sizeof(*m))
		_exit(1);
}

static const char *usable(const char *name)
{
	return plugin_file_good_name(name) ? name : "?";
}

/*
 * Its tables are walked, as they will be: one without an end may lead anywhere.  When they are sound,
 * its functions are called.  The first problem goes to @p; "": none.
 */
static void try_model(const struct nr_plugin *e, const struct nr_model *in, const char *path,
		      struct plugin_file_problem *p)
{
	struct plugin_copy kept = { .origin = NULL };
	char line[SOUNDNESS_LINE];
	struct nr_model m;

	p->text[0] = '\0';
	if (plugin_file_check_model(in, p) && plugin_copy_model(&m, &kept, e, in, path, p)) {
		if (soundness_problem(&m, 0, line))
			plugin_file_first(p, line);
		else
			trial_model(&m, false, plugin_file_first, p);
	}
	plugin_copy_finish(&kept);
}

static void look_inside(int fd, struct plugin_list_message *m, const struct nr_plugin *e, const char *path)
{
	m->said = SAID_PLUGIN;
	snprintf(m->name, sizeof(m->name), "%s", e->name);
	say(fd, m);
	m->said = SAID_MODEL;
	for (size_t i = 0; e->models && i < PLUGIN_MAX_PARTS && e->models[i]; i++) {
		try_model(e, e->models[i], path, &m->problem);
		snprintf(m->name, sizeof(m->name), "%s", usable(e->models[i]->name));
		snprintf(m->id, sizeof(m->id), "%s", usable(e->models[i]->id));
		say(fd, m);
	}
	m->said = SAID_PROTOCOL;
	m->problem.text[0] = m->id[0] = '\0';
	for (size_t i = 0; e->protocols && i < PLUGIN_MAX_PARTS && e->protocols[i]; i++) {
		snprintf(m->name, sizeof(m->name), "%s", usable(e->protocols[i]->type));
		say(fd, m);
	}
}

/* Without binding it: a verb that needs models need not stumble over a protocol's symbols. */
static void look(int fd, uint32_t index, const char *path)
{
	struct plugin_list_message m = { .index = index };
	struct nr_plugin e;
	void *handle;

	alarm(LOOK_SECONDS);
	handle = plugin_file_open(path, RTLD_LAZY, &m.problem);
	if (handle && plugin_file_envelope(handle, &e, &m.problem)) {
		look_inside(fd, &m, &e, path);
		m.said = SAID_DONE;
	} else {
		m.said = SAID_PROBLEM;
	}
	if (handle)
		dlclose(handle);
	say(fd, &m);
}

static void __attribute__((noreturn))
child(int fd, int last, struct plugin_list_file *const *all, size_t from, size_t count)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	callback_watch(last, true);
	for (size_t i = from; i < count; i++)
		look(fd, (uint32_t)i, all[i]->path);
	_exit(0);
}

/* -- here -------------------------------------------------------------------------------- */

static void add_part(struct plugin_list_file *f, const struct plugin_list_message *m)
{
	struct plugin_list_part *more = reallocarray(f->part, f->part_count + 1, sizeof(*more)), *p;

	if (!more)
		return;
	f->part = more;
	p = &more[f->part_count++];
	memset(p, 0, sizeof(*p));
	p->is_protocol = m->said == SAID_PROTOCOL;
	memcpy(p->name, m->name, sizeof(p->name) - 1);
	memcpy(p->id, m->id, sizeof(p->id) - 1);
	plugin_file_wrong(&p->problem, "%.255s", m->problem.text);
}

/* True when the file is done with. */
static bool take(struct plugin_list_file *f, const struct plugin_list_message *m)
{
	switch (m->said) {
	case SAID_PLUGIN:
		memcpy(f->name, m->name, sizeof(f->name) - 1);
		break;
	case SAID_MODEL:
	case SAID_PROTOCOL:
		add_part(f, m);
		break;
	case SAID_PROBLEM:
		plugin_file_wrong(&f->problem, "%.255s", m->problem.text);
		return true;
	case SAID_DONE:
		f->good = true;
		return true;
	default:
		break;
	}
	return false;
}

/* A message in time, from a child that lives; it says which file it is about. */
static bool hear(int fd, struct plugin_list_message *m)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	return poll(&p, 1, LOOK_MS) > 0 && read(fd, m, sizeof(*m)) == (ssize_t)sizeof(*m);
}

/* In which function of a model it was, by its own last words; false: in none. */
static bool describe_last(struct plugin_list_file *f, int last)
{
	char words[400], *of;
	struct pollfd p = { .fd = last, .events = POLLIN };
	ssize_t n = poll(&p, 1, 0) > 0 ? read(last, words, sizeof(words) - 1) : 0;

	words[n > 0 ? n : 0] = '\0';
	words[strcspn(words, "\n")] = '\0';
	of = strstr(words, " of ");     /* the file, which the line names anyway */
	if (of)
		*of = '\0';
	return words[0] && !strstr(words, ": loading(") && !plugin_file_wrong(&f->problem, "%.255s", words);
}

static void describe_end(struct plugin_list_file *f, int status, int last)
{
	if (describe_last(f, last))
		return;
	if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGALRM || WTERMSIG(status) == SIGKILL))
		plugin_file_wrong(&f->problem, "did not come back within %d seconds when it was loaded", LOOK_SECONDS);
	else if (WIFSIGNALED(status))
		plugin_file_wrong(&f->problem, "crashed when it was loaded: %s", strsignal(WTERMSIG(status)));
	else
		plugin_file_wrong(&f->problem, "ended the program that loaded it, with status %d",
				  WEXITSTATUS(status));
}

/* All that this child says.  Returns the file to go on with. */
static size_t attend(pid_t pid, int fd, int last, struct plugin_list_file **all, size_t from, size_t count)
{
	size_t at = from;
	struct plugin_list_message m;
	int status = 0;

	while (at < count && hear(fd, &m) && m.index == at)
		at += take(all[at], &m);
	kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (at < count)
		describe_end(all[at++], status, last);
	return at;
}

/* By one pipe it tells what it finds, by the other, from the handler of its signals, where it died. */
static size_t look_from(struct plugin_list_file **all, size_t from, size_t count)
{
	int fd[2], last[2] = { -1, -1 };
	pid_t pid = -1;

	if (pipe2(fd, O_CLOEXEC) < 0) {
		plugin_file_wrong(&all[from]->problem, "cannot be looked at: %s", strerror(errno));
		return from + 1;
	}
	fflush(NULL);
	if (pipe2(last, O_CLOEXEC) == 0)
		pid = fork();
	if (pid == 0) {
		close(fd[0]);
		child(fd[1], last[1], all, from, count);
	}
	close(fd[1]);
	if (pid < 0)
		plugin_file_wrong(&all[from++]->problem, "cannot be looked at: %s", strerror(errno));
	else
		from = attend(pid, fd[0], last[0], all, from, count);
	close(fd[0]);
	for (int i = 0; i < 2 && last[i] >= 0; i++)
		close(last[i]);
	return from;
}

/* -- what was looked at --------------------------------------------------------------------- */

static bool same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec &&
	       a->st_ctim.tv_sec == b->st_ctim.tv_sec && a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

static struct plugin_list_file *find(const struct plugin_list_wanted *w)
{
	for (size_t i = file_count; i-- > 0;)
		if (strcmp(files[i]->path, w->path) == 0 && same_file(&files[i]->st, &w->st))
			return files[i];
	return NULL;
}

static struct plugin_list_file *add(const struct plugin_list_wanted *w)
{
	struct plugin_list_file **more = reallocarray(files, file_count + 1, sizeof(*more));
	struct plugin_list_file *f = calloc(1, sizeof(*f));

	if (more)
		files = more;
	if (!more || !f || !(f->path = strdup(w->path))) {
		free(f);
		return NULL;
	}
	f->st = w->st;
	files[file_count++] = f;
	return f;
}

int plugin_list_take(const struct plugin_list_wanted *wanted, size_t count,
		     const struct plugin_list_file ***out)
{
	const struct plugin_list_file **all = calloc(count + 1, sizeof(*all));
	size_t known = file_count;

	*out = all;
	for (size_t i = 0; all && i < count; i++) {
		all[i] = find(&wanted[i]);
		if (!all[i] && !(all[i] = add(&wanted[i]))) {
			free(all);
			*out = NULL;
			return -ENOMEM;
		}
	}
	while (known < file_count)
		known = look_from(files, known, file_count);
	return all ? 0 : -ENOMEM;
}
