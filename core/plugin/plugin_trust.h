/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_PLUGIN_TRUST_H
#define CORE_PLUGIN_TRUST_H
/*
 * plugin_trust.h -- whose plugins run with the rights of this program?
 *
 * For root, and for whoever has rights that others have not: only what nobody else could have
 * put there.  A plugin and its folder belong to root or to the owner of the program's own file,
 * and neither group nor others may write to them; in a folder above, others may where the sticky
 * bit keeps what is there from being exchanged.  An ordinary user runs what he likes.
 */
#include "core/plugin/plugin_file.h"

#include <sys/types.h>

/* Does what a plugin is matter here? */
bool plugin_trust_matters(void);

/*
 * Open @path: a regular file, judged by its descriptor, with all its folders.  Returns the
 * descriptor, which the caller closes when the plugin is loaded; -1 with the problem.
 */
int plugin_trust_open(const char *path, struct plugin_file_problem *p);

/*
 * The same judgement of what was looked at already; @owner: of the program's own file.  @above: a
 * folder above the plugin's own.  Pure.
 */
bool plugin_trust_judge(uid_t owner, uid_t uid, mode_t mode, bool above);

#endif
