/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_WEB_START_H
#define CORE_WEB_START_H
/*
 * web_start.h -- the page of "netrecover web" and "netrecover fleet": its port is opened here, where
 * it may be; netrecover-web (core/web) then takes the place of a process.
 */
#include "core/verbs/app.h"

/* The socket at --listen, or where it is without; *text: where.  An exit status; what is wrong was said. */
int web_start_open(const struct app *app, const struct settings *c, int *fd, const char **text);
/* Become that program, which shows what the socket @view says.  Returns only an exit status, when that failed. */
int web_start_become(const struct app *app, const struct settings *c, const char *view, const char *text, int fd);

#endif
