/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_FILTER_H
#define CORE_FILTER_H
/*
 * filter.h -- the system calls that a serving bench may make; part of the sandbox.
 */
#include <stdbool.h>

/* Has this kernel, on this processor, such a filter? */
bool filter_is_there(void);
/* For all threads, for good; PR_SET_NO_NEW_PRIVS stands already.  0 or -errno. */
int filter_install(void);

#endif
