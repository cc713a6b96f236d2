/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_FOLDER_H
#define CORE_FOLDER_H
/*
 * folder.h -- a folder that the bench writes into after it gave up its rights.
 */
#include "core/host/rights.h"

#include <stdint.h>

/*
 * Open the folder @path; when missing it is made, and handed to @user if we are
 * root.  A descriptor that the caller closes, or -errno with a logged line.
 */
int folder_open(const char *subject, const char *path, const struct rights_user *user);

/*
 * Would folder_open() succeed, and may a file be made there now?  NULL, or why not, to be
 * read behind the path.  Changes nothing.
 */
const char *folder_fault(const char *path);
/* Bytes that are free for a file in it, or in the folder it is to be made in; -errno. */
int64_t folder_free(const char *path);

#endif
