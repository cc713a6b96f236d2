/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_RUNNER_LOOP_H
#define CORE_RUNNER_LOOP_H
/*
 * runner_loop.h -- the process of runner.h: its messages, and what it does.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdnoreturn.h>

#define RUNNER_JOBS 8                   /* at a time */
#define RUNNER_INPUT_MAX 65536          /* bytes on standard input */
#define RUNNER_LIMIT_MAX 3600000        /* ms */
#define RUNNER_TEXTS 64                 /* words, or rows of the environment, in a message */

struct runner_command {
	char *name;
	char **argv;                    /* [0]: the path of its file; NULL at the end */
	size_t words;
};

struct runner_commands {
	struct runner_command *row;
	size_t count;
};

enum runner_verb {
	RUNNER_RUN = 1,
	RUNNER_TERM,                    /* job @id is to end */
	RUNNER_KILL,
};

/* To the process.  Of @bytes the first @size are there; the rest is not sent. */
struct runner_message {
	uint32_t verb;                  /* enum runner_verb */
	uint32_t id;                    /* of the job, chosen by the bench */
	uint32_t command;               /* its place among the commands */
	uint32_t limit;                 /* milliseconds */
	uint32_t args, env;             /* so many texts with their NULs, one after another; then */
	uint32_t input;                 /* so many bytes for its standard input */
	size_t size;
	char bytes[RUNNER_INPUT_MAX + 32768];
};

enum runner_reply_verb {
	RUNNER_READY = 1,
	RUNNER_SAYS,                    /* @text is a line that job @id printed */
	RUNNER_ENDED,
};

struct runner_reply {
	uint32_t verb;                  /* enum runner_reply_verb */
	uint32_t id;
	int32_t error;                  /* 0, or -errno: it could not be started */
	int32_t status;                 /* of waitpid(2) */
	char text[256];                 /* not all of it is sent */
};

/* Reads from @fd until its other end is closed and no job runs. */
noreturn void runner_loop(int fd, const struct runner_commands *commands, int (*become)(void *arg), void *arg);

#endif
