/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_IMPORT_PRINT_H
#define CORE_IMPORT_PRINT_H
/*
 * import_print.h -- what an import did, for people and for scripts.
 */
#include "core/verbs/app.h"

struct import_report;
struct json_t;

/* On one screen: what is alike in one line.  @path: the only one that was asked for, which
 * is then left out of the names; or NULL. */
void import_print_text(const struct app *app, const char *library, const char *path,
		       const struct import_report *r);
/* One line for each outcome, as they come. */
void import_print_lines(const struct app *app, const struct import_report *r);
/* The same as JSON, an object a line. */
void import_print_stream(const struct import_report *r);
struct json_t *import_print_json(const struct import_report *r);

#endif
