/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_IMPORT_H
#define CORE_IMPORT_H
/*
 * import.h -- archives, folders and files into the firmware library.
 */
#include "core/library/stage.h"

/*
 * Import archives (zip, tar, tgz), folders and single files.  Each archive
 * becomes a release named after it, all of it or nothing; the same archive
 * again changes nothing.  One line per problem goes to log_line().  Returns 0,
 * or the number of paths that failed.
 */
int import_paths(const char *library, const char *const *paths, size_t count,
		 const struct plugins *plugins, struct import_report *report);

/* The release that an archive of that name becomes: "cmterm-7945_7965-sccp.8-5-2 (1).zip"
 * -> "cmterm-7945_7965-sccp.8-5-2__1_" */
void import_release(const char *base, char out[128]);

#endif
