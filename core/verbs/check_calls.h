/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_CHECK_CALLS_H
#define CORE_CHECK_CALLS_H
/*
 * check_calls.h -- call everything that a plugin offers, as the program would and as it should
 * not: with its own names and with nonsense.  To be done in a child.
 */
#include "core/plugin/plugins.h"

#include <jansson.h>

/* What is wrong goes to @problems, one line each.  @m: a copy. */
void check_calls_model(const struct nr_model *m, json_t *problems);
/*
 * On a loop of its own: each port that it opens is knocked at, with the beginnings of what phones
 * say and with nonsense; its timers run; it hears news.  @file: something that is no capture.
 * Returns the names of what was called.
 */
json_t *check_calls_protocol(const struct plugin_protocol *t, const char *file, json_t *problems);

/* Whoever is tried may log what it likes, and nobody reads it. */
void check_calls_quiet(void);

#endif
