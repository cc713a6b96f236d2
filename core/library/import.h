/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_IMPORT_H
#define CORE_IMPORT_H
/*
 * import.h -- archives, folders and files into the firmware library.
 */
#include "core/library/stage.h"

/*
 * Import archives (zip, tar, tgz), folders and single files.  Each archive becomes a
 * release named after it, all of it or nothing; of a folder every load that is whole; the
 * same again changes nothing.  Each outcome goes to log_line().  Returns 0, or how many
 * things could not be taken.
 */
int import_paths(const char *library, const char *const *paths, size_t count,
		 const struct plugins *plugins, struct import_report *report);
/* The same for a caller that prints report->found, and then gives it outcomes_finish(). */
void import_quietly(const char *library, const char *const *paths, size_t count,
		    const struct plugins *plugins, struct import_report *report);


#endif
