/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_NEEDS_PRINT_H
#define CORE_NEEDS_PRINT_H
/*
 * needs_print.h -- print what a whole bench needs of its library.
 */
#include "core/plan/needs.h"

#include <jansson.h>

/* Text to standard output.  @steps: every step of every way.  An exit status. */
int needs_print(const struct needs *n, bool steps);
json_t *needs_print_json(const struct needs *n);        /* a new reference */

#endif
