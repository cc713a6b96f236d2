/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_ASK_H
#define CORE_ASK_H
/*
 * ask.h -- ask a running bench through its sockets.
 */
#include <jansson.h>

/* Send @line, return the first document (new reference) or NULL with a
 * logged line that says what to do ("is the bench running?"). */
json_t *ask_bench(const char *path, const char *line);
/* A line that only looks: at @control, or at @view for whoever may not ask there. */
json_t *ask_to_look(const char *control, const char *view, const char *line);

#endif
