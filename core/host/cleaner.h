/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_CLEANER_H
#define CORE_CLEANER_H
/*
 * cleaner.h -- take the sockets of a bench away when it ends, however it
 * ends.  The bench gives its rights up and may then no longer write to the
 * folder; a small child that keeps them waits for its end.
 */
#include <sys/types.h>

struct cleaner {
	int fd;                 /* -1: none */
	pid_t pid;
};

#define CLEANER_PATHS 2

/* @path: what is not there, or NULL, is left out.  Only does something as root.  0 or -errno. */
int cleaner_start(struct cleaner *c, const char *const path[CLEANER_PATHS]);
/* Let it do its work, and wait for it. */
void cleaner_finish(struct cleaner *c);

#endif
