/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_CHECK_SANDBOX_H
#define CORE_CHECK_SANDBOX_H
/*
 * check_sandbox.h -- run what a strange file brings in a child: without rights, without network,
 * with limits of time and memory.  Whatever happens to the child is a line for the caller.
 */
#include <stdbool.h>
#include <stddef.h>

#define CHECK_SANDBOX_LINE 600

struct check_sandbox {
	const char *path;               /* as the operator wrote it */
	int file;                       /* a copy of it in memory, which nobody changes meanwhile */
	unsigned seconds;               /* that a child has */
};

/* All children of one file together. */
#define CHECK_SANDBOX_SECONDS 4

/* Regular, whole, and to be had: its copy goes to out->file, which the caller closes.  False: one
 * line in @why. */
bool check_sandbox_take(struct check_sandbox *out, const char *path, char why[CHECK_SANDBOX_LINE]);

/*
 * Call @run(@file, @arg) in the child; @file names the copy for dlopen().  What it returns,
 * malloc()ed, comes back as text, which the caller frees.  NULL: the child crashed, hung or
 * said nothing, and @why says where.
 */
char *check_sandbox_run(const struct check_sandbox *s, char *(*run)(const char *file, void *arg),
			void *arg, char why[CHECK_SANDBOX_LINE]);

#endif
