/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_CHILD_H
#define CORE_CHILD_H
/*
 * child.h -- one child that runs a command of the operator, in the process of runner.h.
 *
 * No shell is involved, nothing blocks and no signal is used: the owner of a child calls
 * child_step() again and again, which reads what it printed and takes its exit status.
 */
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct child {
	pid_t pid;              /* 0: none */
	int out;                /* its output and errors; not blocking */
	bool asked;             /* to end */
	char line[200];         /* that it has begun */
	size_t len;
	unsigned lines;
	void (*tell)(const char *line, void *arg, unsigned id);
	void *arg;
	unsigned id;
};

/* @argv, @env: NULL-terminated.  It reads @in (-1: nothing), which stays the caller's, and
 * is a process group of its own.  0 or -errno. */
int child_start(struct child *c, const char *const *argv, const char *const *env, int in);
/* Who hears the lines that it prints ("says: ..."): the first ones; NULL: nobody. */
void child_tells(struct child *c, void (*tell)(const char *line, void *arg, unsigned id), void *arg, unsigned id);
/* Read what it printed.  True once: it has ended, with *status as of waitpid(2). */
bool child_step(struct child *c, int *status);
/* Send @signal to it and to all of its group; what is left of that when it ends is killed. */
void child_end(struct child *c, int signal);

/*
 * In a child that stays for as long as the bench: no key of the terminal ends it, and no signal
 * that can be blocked; its standard input and output are /dev/null.  What else is open stays so.
 */
void child_detach(void);

#endif
