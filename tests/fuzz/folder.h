/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_FUZZ_FOLDER_H
#define TESTS_FUZZ_FOLDER_H
/*
 * folder.h -- a folder for what a fuzz target writes.
 */
#include <stddef.h>

/* A new folder, open; it ends with folder_remove().  Aborts when it cannot be made. */
int folder_make(void);
/* The file @name in it has these bytes. */
void folder_put(int dirfd, const char *name, const void *bytes, size_t size);
/* With all that is in it, folders too; closes @dirfd. */
void folder_remove(int dirfd);

#endif
