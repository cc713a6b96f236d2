/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_LIBRARY_H
#define CORE_LIBRARY_H
/*
 * library.h -- a firmware library that is opened: its index, and the bytes of its files.
 */
#include "core/library/index.h"
#include "core/library/scan.h"
#include "core/library/store.h"

/* Scan @path.  Problems are in the index; -errno when the folder itself cannot be read. */
int library_open(struct library *out, const char *path, const struct plugins *plugins);

void library_close(struct library *lib);
/* The same for one whose bytes may be in use: they, and what is needed to give them
 * back, stay until the last store_put(). */
void library_retire(struct library *lib);

/* Has it changed since it was scanned?  One look at each folder, not at each file. */
bool library_changed(const struct library *lib);

#endif
