/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_FOLDER_H
#define CORE_FOLDER_H
/*
 * folder.h -- a folder that the bench writes into after it gave up its rights.
 */
#include "core/host/rights.h"

/*
 * Open the folder @path; when missing it is made, and handed to @user if we are
 * root.  A descriptor that the caller closes, or -errno with a logged line.
 */
int folder_open(const char *subject, const char *path, const struct rights_user *user);

#endif
