/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_INBOX_H
#define CORE_INBOX_H
/*
 * inbox.h -- a folder into which people drop files, and which of these are complete.
 */
#include "core/base/file_name.h"

#include <stdint.h>

#define INBOX_SETTLE_MS 1000            /* so long a file must not change */

struct inbox;

/* Watch @folder; what lies there already counts as dropped at @now_ms.  0 or -errno. */
int inbox_new(struct inbox **out, const char *folder, int64_t now_ms);
void inbox_free(struct inbox *b);

/* Readable when something happened; then inbox_read().  0, or -errno when the folder
 * cannot be watched any more: -ENOENT, it is gone. */
int inbox_fd(const struct inbox *b);
int inbox_read(struct inbox *b, int64_t now_ms);

/* The path of a file that is completely written: nobody has it open for that, and it did
 * not change for a while.  It is given once, and again when it is written again. */
bool inbox_next(struct inbox *b, int64_t now_ms, char path[PATH_SIZE]);
/* When to ask again, in milliseconds; -1: when something happened. */
int64_t inbox_wait_ms(const struct inbox *b);

#endif
