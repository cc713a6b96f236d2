/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_IMPORT_ARCHIVE_H
#define CORE_IMPORT_ARCHIVE_H
/*
 * import_archive.h -- one archive into the library, all of it or nothing, and the archives
 * in it, each as one of its own.
 */
#include "core/library/stage.h"

/* What @fd holds; @base: its name.  @asked: by the user; else it was met in a folder. */
int import_archive_take(struct import_job *job, const char *label, const char *base, int fd, bool asked);

/* "cmterm-7945_7965-sccp.8-5-2 (1).zip" -> "cmterm-7945_7965-sccp.8-5-2" */
#define IMPORT_ARCHIVE_NAME 128
void import_archive_name(const char *base, char out[IMPORT_ARCHIVE_NAME]);

/* Is what @fd holds something that cannot be read here?  It was refused, then. */
bool import_archive_refused(struct import_job *job, const char *label, const char *base, int fd);

#endif
