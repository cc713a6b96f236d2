/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_RUNNER_H
#define CORE_RUNNER_H
/*
 * runner.h -- a small process that runs the operator's commands for the bench.
 *
 *   runner_new, runner_add...     what may run: its name, its file, its words
 *   runner_start                  the process, before the bench gives up its rights
 *   runner_run, runner_tick       a job, and what became of it
 *   runner_finish                 the end
 *
 * The bench itself may not start a program once it serves.  The runner takes no program,
 * only the number of a command that was added before the start, and for that more words,
 * more environment (NETRECOVER_... only) and what stands on its standard input.  No shell is
 * involved.  At most RUNNER_JOBS run at a time, each with a limit of time; its whole process
 * group goes with it.  When the bench dies, jobs that run are finished all the same: one
 * may have switched something off that it is to switch on again.
 *
 * Everything in here runs on the loop's thread and blocks nothing but runner_start() and
 * runner_finish().
 */
#include "core/base/command.h"
#include "core/base/runner_loop.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct runner;

struct runner_job {
	const char *command;            /* the name that it was added with */
	const char *subject;            /* of log lines of what it prints; must stay */
	const char *const *args;        /* more words behind its own, NULL at the end; or NULL */
	const char *const *env;         /* "NETRECOVER_PHONE=SEP001B54AA0001", ..., NULL; or NULL */
	const char *input;              /* on its standard input; NULL: nothing */
	size_t input_size;
	int64_t limit;                  /* milliseconds of clock_mono_ms(), then it is ended */
	/*
	 * Called once from runner_tick() or runner_finish(); may be NULL.  @error: 0, then
	 * @status is as of waitpid(2); or a negative errno: it was not started, or nobody knows.
	 */
	void (*ended)(int error, int status, void *arg);
	void *arg;
};

/* NULL: no memory. */
struct runner *runner_new(void);
/*
 * Before runner_start(): under @name, @program (a path) runs with the words of @c behind its
 * name.  Copied.  0, or -ENOMEM; a name that is there already is -EEXIST.
 */
int runner_add(struct runner *r, const char *name, const char *program, const struct command *c);
/* Was nothing added?  Then no process is needed. */
bool runner_is_empty(const struct runner *r);
/*
 * Start the process.  In there @become(@arg) gives up what commands must not have; when it
 * fails (below 0) nothing is started.  0 or -errno.
 */
int runner_start(struct runner *r, int (*become)(void *arg), void *arg);

/*
 * Returns the number of the job, above 0, or -errno: -ENOENT, no such command (also when @r
 * is NULL); -EAGAIN, RUNNER_JOBS run; -E2BIG; -EPIPE, the process is gone.
 */
int runner_run(struct runner *r, const struct runner_job *job);
bool runner_runs(const struct runner *r, int job);
/* About once a second: log what jobs printed, end those that are over their limit, tell of
 * those that ended.  @r may be NULL. */
void runner_tick(struct runner *r);
/* Jobs have ten seconds, then they are ended; then the process and all memory go. */
void runner_finish(struct runner *r);

#endif
