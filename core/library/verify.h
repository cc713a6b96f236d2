/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_VERIFY_H
#define CORE_VERIFY_H
/*
 * verify.h -- the signatures of the files of a library.
 */
#include "core/library/index.h"

/*
 * Check the signatures that were not checked yet: reads whole files.  A file with
 * a bad one gets its problem, and its loads are no longer whole.  @progress (or NULL)
 * is called after each file.  Returns how many were looked at; sigcache_save() keeps that.
 */
size_t verify_all(struct library *lib, void (*progress)(size_t done, size_t of, void *arg),
		  void *arg);

/* A file turned out bad: so do the loads that hold it. */
void verify_spoil(struct library *lib, struct lib_file *f);

#endif
