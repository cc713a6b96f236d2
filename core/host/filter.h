/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_FILTER_H
#define CORE_FILTER_H
/*
 * filter.h -- the system calls that a serving bench may make, and those of its helper.
 */
#include <stdbool.h>

/* Has this kernel, on this processor, such a filter? */
bool filter_is_there(void);
enum filter_who {
	FILTER_BENCH,           /* what reads the wire */
	FILTER_HELPER,          /* helper.h: the few calls of its acts */
};
/* The runtime of a sanitizer starts a process and reads /proc when the program ends, so such
 * a build has none.  Is there one, and does it fit? */
bool filter_fits(void);
/* For all threads, for good; PR_SET_NO_NEW_PRIVS stands already.  0 or -errno. */
int filter_install(enum filter_who who);

#endif
