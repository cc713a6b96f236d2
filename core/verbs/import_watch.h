/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_IMPORT_WATCH_H
#define CORE_IMPORT_WATCH_H
/*
 * import_watch.h -- import what is dropped into a folder, until interrupted.
 */
#include "core/verbs/app.h"
#include "core/verbs/desk.h"

/* An exit status. */
int import_watch(struct app *app, struct desk *d, const char *folder);

#endif
