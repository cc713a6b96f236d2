/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_CHILD_H
#define CORE_CHILD_H
/*
 * child.h -- one child that runs a command of the operator.
 *
 * No shell is involved, nothing blocks and no signal is used: the owner of a
 * child calls child_tick() about once a second, which reads what it printed,
 * looks at the time and takes its exit status.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct child {
	pid_t pid;              /* 0: none */
	const char *subject;    /* of its log lines; the owner's */
	int out;                /* its output and errors; not blocking */
	int64_t started;        /* clock_mono_ms() */
	bool asked, killed;     /* to end: SIGTERM, then SIGKILL */
	char line[200];         /* that it has begun */
	size_t len;
	unsigned lines;
};

/* @argv, @env: NULL-terminated.  It reads nothing, and is a process group of its
 * own.  0 or -errno. */
int child_start(struct child *c, const char *subject, const char *const *argv,
		const char *const *env);
/*
 * Log what it printed; after @limit milliseconds ask it to end, a little later
 * kill it.  True once: it has ended, with *status as of waitpid(2).
 */
bool child_tick(struct child *c, int64_t limit, int *status);
/* The bench ends: wait for it a little, then end it.  True when there was one,
 * with *status. */
bool child_finish(struct child *c, int *status);

#endif
