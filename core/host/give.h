/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_GIVE_H
#define CORE_GIVE_H
/*
 * give.h -- hand to the bench's user what root has made for it.
 */
#include "core/host/rights.h"

/* The new socket at @path.  0 or -errno: -EEXIST when something else is there. */
int give_socket(const char *path, const struct rights_user *user);
/* The file or folder that is open as @fd.  0 or -errno; nothing to do unless we are root. */
int give_open(int fd, const struct rights_user *user);

#endif
