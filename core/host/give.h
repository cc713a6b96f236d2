/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_GIVE_H
#define CORE_GIVE_H
/*
 * give.h -- hand to the bench's user what root has made for it.
 */
#include <sys/types.h>

/* As root: hand the new socket at @path to a user.  -errno when something else is there. */
int control_give(const char *path, uid_t uid, gid_t gid);

#endif
