/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_HELPER_H
#define CORE_HELPER_H
/*
 * helper.h -- a small process that keeps the few rights that a bench needs after its start.
 *
 *   helper_start        before the bench gives up its rights
 *   helper_put          the interface, the VLAN and the address as configured, where one is missing
 *   helper_bind         a socket whose interface is gone, to the one that is there now
 *   helper_finish       what was put on is taken off, and the control socket removed
 *
 * The last also happens when the bench ends in any other way, by SIGKILL too: the kernel
 * closes its end of the socket between them.  Everything here waits for the process, for five
 * seconds at most; each act takes a few system calls.
 */
#include "core/host/helper_loop.h"

#include <sys/types.h>

struct helper {
	int fd;                 /* -1: none */
	pid_t pid;
};

/* @task is copied by fork.  With what rights this process has: a helper without any can still
 * answer.  0 or -errno. */
int helper_start(struct helper *h, const struct helper_task *task);
/* 0, then @out is what has the address; -errno: -ENODEV, the interface is not there;
 * -EADDRINUSE, another interface has the address; -EPIPE, there is no helper (any more). */
int helper_put(struct helper *h, struct helper_reply *out);
/* @fd stays the caller's.  0 or -errno. */
int helper_bind(struct helper *h, int fd);
/* 0, or -ETIMEDOUT: it does not end, and what it put on may still be there. */
int helper_finish(struct helper *h);

#endif
