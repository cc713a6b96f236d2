/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_PROMISES_PROMISE_H
#define TESTS_PROMISES_PROMISE_H
/*
 * promise.h -- what must hold after every event, against the truth.
 */
#include "tests/unit/phone/promises/handset.h"

/* Forget what was broken; @strict: also what is known to be broken counts. */
void promise_begin(bool strict);
/* Has one failed? */
bool promise_failed(void);
/* The name of the first check that failed, and why; NULL: all hold. */
const char *promise_broken(const char **why);
/* Only the check of that name counts (NULL: all). */
void promise_only(const char *name);
/* Look at all that can be looked at now. */
void promise_look(void);
/* The bench gives @file to the phone. */
void promise_served(const struct handset *h, const char *file);
/* The bench gives it a lease. */
void promise_leased(const struct handset *h);
/* Print the names of all checks. */
void promise_list(void);

#endif
