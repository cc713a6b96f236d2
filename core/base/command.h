/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_COMMAND_H
#define CORE_COMMAND_H
/*
 * command.h -- a command of the operator: its words, and one child that runs it.
 *
 * No shell is involved, nothing blocks and no signal is used: the owner of a
 * child calls child_tick() about once a second, which reads what it printed,
 * looks at the time and takes its exit status.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define COMMAND_WORDS 32
#define COMMAND_TEXT 1024

struct command {
	const char *word[COMMAND_WORDS];        /* they point into @text */
	size_t count;
	char text[COMMAND_TEXT];
};

/*
 * Split @text at blanks; '...' and "..." hold blanks together, and nothing else
 * is special.  NULL, or what is wrong with it ("has a quote that is not closed").
 */
const char *command_read(struct command *c, const char *text);

/*
 * The file that runs for @program: itself when it has a slash, else the first
 * executable of that name in $PATH.  0, or -errno: -ENOENT, -EACCES; @out is then the
 * last that was tried.
 */
int command_find(const char *program, char *out, size_t size);

struct child {
	pid_t pid;              /* 0: none */
	const char *subject;    /* of its log lines; the owner's */
	int out;                /* its output and errors; not blocking */
	int64_t started;        /* clock_mono_ms() */
	bool told, killed;      /* to end: SIGTERM, then SIGKILL */
	char line[200];         /* that it has begun */
	size_t len;
	unsigned lines;
};

/* @argv, @env: NULL-terminated.  It reads nothing, and is a process group of its
 * own.  0 or -errno. */
int child_start(struct child *c, const char *subject, const char *const *argv,
		const char *const *env);
/*
 * Log what it printed; after @limit milliseconds tell it to end, a little later
 * end it.  True once: it has ended, with *status as of waitpid(2).
 */
bool child_tick(struct child *c, int64_t limit, int *status);
/* The bench ends: wait for it a little, then end it.  True when there was one,
 * with *status. */
bool child_finish(struct child *c, int *status);

#endif
