/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_SANDBOX_H
#define CORE_SANDBOX_H
/*
 * sandbox.h -- what the bench can still do once it serves, whoever tells it to.
 *
 * sandbox_read() and sandbox_write() name the folders while everything is opened;
 * sandbox_enter(), after rights_drop(), closes the rest for good:
 *
 *   files     Landlock: the folders named, nothing else, and no program is started
 *   kernel    seccomp: what a server needs; sockets of AF_INET and AF_UNIX; no exec, no
 *             fork, no ptrace, no mount, no namespaces.  What is not allowed fails with EPERM
 *   rights    PR_SET_NO_NEW_PRIVS; no core file
 *
 * Descriptors that are open stay open.  Threads are allowed, processes are not.
 */
#include <stdbool.h>

/* What is below the folder open at @fd (not kept) may be read; or read, made, changed and
 * removed.  0 or -errno. */
int sandbox_read(int fd);
int sandbox_write(int fd);
/* Only names in it may be removed and made: for a socket, a file that is replaced as a whole. */
int sandbox_write_folder_of(const char *path);
/*
 * Enter it.  0, also when this kernel lacks a part, which is said in one line; -errno with a
 * logged line when a part that it has cannot be had: never go on without it.
 */
int sandbox_enter(void);
/* With sandbox = off: forget what was named. */
void sandbox_forget(void);

#endif
