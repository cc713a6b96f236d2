/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_IMPORT_FOLDER_H
#define CORE_IMPORT_FOLDER_H
/*
 * import_folder.h -- a folder, such as that of a TFTP server, into the library: what is
 * whole of it.
 */
#include "core/library/stage.h"

/* @fd: the folder, @base its name.  Every whole load goes in; the rest is noted. */
int import_folder_take(struct import_job *job, const char *label, const char *base, int fd);

#endif
