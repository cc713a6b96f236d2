/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_PLUGIN_FILE_H
#define CORE_PLUGIN_FILE_H
/*
 * plugin_file.h -- one plugin file: what it must have.
 *
 * Functions that return bool give false with one line in @p: what was found and
 * what was expected.
 */
#include <netrecover/plugin.h>
#include <netrecover/protocol.h>

#define PLUGIN_MAX_PARTS 1024           /* models or protocols of one file */

struct plugin_file_problem {
	char text[256];
};

/* Always false. */
bool plugin_file_wrong(struct plugin_file_problem *p, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* A trial_said: @problem, a struct plugin_file_problem whose text was "", keeps the first @line. */
void plugin_file_first(void *problem, const char *line);

/* dlopen() with RTLD_LOCAL and @flags; NULL with the problem. */
void *plugin_file_open(const char *path, int flags, struct plugin_file_problem *p);
/* The envelope of an open file, checked, as a copy. */
bool plugin_file_envelope(void *handle, struct nr_plugin *out, struct plugin_file_problem *p);

/* May stand in a file, on a command line and in a log. */
bool plugin_file_good_name(const char *name);
bool plugin_file_check_model(const struct nr_model *m, struct plugin_file_problem *p);
/* The call manager gives a number to one model only: not to two of a file. */
bool plugin_file_check_number(const struct nr_plugin *e, size_t i, struct plugin_file_problem *p);
bool plugin_file_check_protocol(const struct nr_protocol *t, struct plugin_file_problem *p);

#endif
