/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_CLEANER_H
#define CORE_CLEANER_H
/*
 * cleaner.h -- take the control socket away when the bench ends, however it
 * ends.  The bench gives its rights up and may then no longer write to the
 * folder; a small child that keeps them waits for its end.
 */
#include <sys/types.h>

struct cleaner {
	int fd;                 /* -1: none */
	pid_t pid;
};

/* Only does something as root.  0 or -errno. */
int cleaner_start(struct cleaner *c, const char *path);
/* Let it do its work, and wait for it. */
void cleaner_finish(struct cleaner *c);

#endif
