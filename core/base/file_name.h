/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_FILE_NAME_H
#define CORE_FILE_NAME_H
/*
 * file_name.h -- what the name of a file says: firmware, list, archive, or rubbish;
 * and the name of the load in it.  Names only: no file is looked at.
 */
#include <stdbool.h>
#include <stddef.h>

#define PATH_SIZE 1024
#define LOAD_NAME_SIZE 256

/* Does @name end so, in any case, with something before it? */
bool file_name_ends(const char *name, const char *suffix);

/* By its suffix: a list of files or an image; archives are none. */
bool file_name_is_firmware(const char *name);
/* An image that may be a load by itself. */
bool file_name_is_load(const char *name);
/* Length of the suffix that makes @name an archive, or 0. */
size_t file_name_archive_suffix(const char *name);

/* Rubbish that a Mac or Windows leaves in archives, and everything hidden. */
bool file_name_is_rubbish(const char *path);
/* @raw as a clean relative path; what is wrong with it, or NULL. */
const char *file_name_clean(const char *raw, char out[PATH_SIZE]);

/*
 * The name of a load: @raw without folder, NULs, blanks and one suffix of a firmware
 * file, in any case; an archive name keeps its suffix.  False when nothing is left or
 * it does not fit.
 */
bool file_name_normalise(const char *raw, char out[LOAD_NAME_SIZE]);

#endif
