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

bool name_ends(const char *name, const char *suffix);
bool is_firmware_name(const char *name);
bool name_is_image(const char *name);

/* Length of the suffix that makes @name an archive, or 0. */
size_t archive_suffix_length(const char *name);
/* Rubbish that a Mac or Windows leaves in archives, and everything hidden. */
bool name_is_rubbish(const char *path);
/* By its suffix: a list or an image; archives are none. */
bool name_is_firmware(const char *path);
/* @raw as a clean relative path; what is wrong with it, or NULL. */
const char *name_clean(const char *raw, char out[PATH_SIZE]);

/* @raw without folder, NULs, blanks and one suffix of a firmware file
 * (.loads .bin .sbn .sb2 .sbin .zup .zz.sgn .sgn .sebn, any case); an archive
 * name keeps its suffix.  False when nothing is left or it does not fit. */
bool load_normalise(const char *raw, char out[LOAD_NAME_SIZE]);

#endif
