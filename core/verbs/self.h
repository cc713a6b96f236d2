/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_SELF_H
#define CORE_SELF_H
/*
 * self.h -- another command of this program, in a process of its own, and what it prints.
 */
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct self {
	pid_t pid;              /* 0: not started */
	int fd;
};

/* The path of another program of this one, "netrecover-fetch"; false: it is missing, which was said. */
#define SELF_PATH_SIZE 1024
bool self_program(const char *name, char out[SELF_PATH_SIZE]);
/* Start it with these arguments (NULL-terminated, without the program's name): 0 or -errno. */
int self_start(struct self *s, const char *const *argv);
/*
 * All that it prints until it ends, or until clock_mono_ms() is @until, when it is told to
 * end; malloc()ed, NULL when there is no memory.  *status: its exit status, or -1.
 */
char *self_read(struct self *s, int64_t until, int *status);

#endif
