/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * child.c -- see child.h.
 *
 * A command that goes to another machine and back may hang there, print
 * without end, or leave children behind: its output is cut, and its whole
 * process group goes with it.
 */
#include <config.h>
#include "core/base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define LINES_MAX 20            /* of one run that are logged */

/* posix_spawn(3) wants what it promises not to touch as if it might. */
static char *const *words_of(const char *const *words)
{
	union { const char *const *in; char *const *out; } cast = { .in = words };

	return cast.out;
}

static int set_attributes(posix_spawnattr_t *a)
{
	sigset_t none, all;
	int r;

	sigemptyset(&none);
	sigfillset(&all);
	r = posix_spawnattr_setflags(a, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
				     POSIX_SPAWN_SETSIGDEF);
	if (r == 0)
		r = posix_spawnattr_setpgroup(a, 0);
	if (r == 0)
		r = posix_spawnattr_setsigmask(a, &none);
	return r ? r : posix_spawnattr_setsigdefault(a, &all);
}

/* Nothing of the bench stays open there; all that it opens itself says so, and
 * with glibc 2.34 and later what its libraries open goes too. */
static int set_files(posix_spawn_file_actions_t *f, int in, int out)
{
	int r = in < 0 ? posix_spawn_file_actions_addopen(f, STDIN_FILENO, "/dev/null", O_RDONLY, 0) :
			 posix_spawn_file_actions_adddup2(f, in, STDIN_FILENO);

	if (r == 0)
		r = posix_spawn_file_actions_adddup2(f, out, STDOUT_FILENO);
	if (r == 0)
		r = posix_spawn_file_actions_adddup2(f, out, STDERR_FILENO);
#ifdef HAVE_POSIX_SPAWN_FILE_ACTIONS_ADDCLOSEFROM_NP
	if (r == 0)
		r = posix_spawn_file_actions_addclosefrom_np(f, STDERR_FILENO + 1);
#endif
	return r;
}

static int spawn(pid_t *pid, int in, int out, const char *const *argv, const char *const *env)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	int r = posix_spawn_file_actions_init(&files);

	if (r)
		return -r;
	r = posix_spawnattr_init(&attributes);
	if (r)
		goto files;
	r = set_files(&files, in, out);
	if (r == 0)
		r = set_attributes(&attributes);
	if (r == 0)
		r = posix_spawn(pid, argv[0], &files, &attributes, words_of(argv), words_of(env));
	posix_spawnattr_destroy(&attributes);
files:
	posix_spawn_file_actions_destroy(&files);
	return -r;
}

int child_start(struct child *c, const char *const *argv, const char *const *env, int in)
{
	int ends[2], r;

	memset(c, 0, sizeof(*c));
	c->out = -1;
	if (pipe2(ends, O_CLOEXEC) < 0)
		return -errno;
	r = fcntl(ends[0], F_SETFL, O_NONBLOCK) < 0 ? -errno : spawn(&c->pid, in, ends[1], argv, env);
	close(ends[1]);
	if (r < 0) {
		close(ends[0]);
		c->pid = 0;
		return r;
	}
	c->out = ends[0];
	return 0;
}

void child_tells(struct child *c, void (*tell)(const char *line, void *arg, unsigned id), void *arg, unsigned id)
{
	c->tell = tell;
	c->arg = arg;
	c->id = id;
}

static void end_line(struct child *c)
{
	char text[sizeof(c->line) + 8];

	c->line[c->len] = '\0';
	snprintf(text, sizeof(text), "says: %s", c->line);
	if (c->len && ++c->lines <= LINES_MAX && c->tell)
		c->tell(text, c->arg, c->id);
	else if (c->len && c->lines == LINES_MAX + 1 && c->tell)
		c->tell("says more, which is not logged", c->arg, c->id);
	c->len = 0;
}

static void take_output(struct child *c, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (text[i] == '\n')
			end_line(c);
		else if (c->len + 1 < sizeof(c->line))
			c->line[c->len++] = text[i];
}

/* All that is there, but not endlessly. */
static void read_output(struct child *c)
{
	char text[4096];
	ssize_t n;

	for (int i = 0; i < 64 && c->out >= 0; i++) {
		n = read(c->out, text, sizeof(text));
		if (n <= 0)
			return;
		take_output(c, text, (size_t)n);
	}
}

/* While it is not taken, its number, which is its group's too, is nobody else's. */
static bool reap(struct child *c, int *status)
{
	siginfo_t info = { .si_pid = 0 };

	if (waitid(P_PID, (id_t)c->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == 0)
		return false;
	if (c->asked)
		kill(-c->pid, SIGKILL);
	if (waitpid(c->pid, status, 0) < 0)
		*status = 127 << 8;     /* not ours to take: as if it could not be run */
	read_output(c);
	end_line(c);
	close(c->out);
	c->out = -1;
	c->pid = 0;
	return true;
}

bool child_step(struct child *c, int *status)
{
	if (!c->pid)
		return false;
	read_output(c);
	return reap(c, status);
}

void child_end(struct child *c, int signal)
{
	c->asked = true;
	kill(-c->pid, signal);
}

void child_detach(void)
{
	sigset_t all;
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
	setsid();
	for (int i = 0; i < 3 && null >= 0; i++)
		dup2(null, i);
}
