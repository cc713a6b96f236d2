/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
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

/* What the end of a name makes of a file. */
enum file_name_kind {
	FILE_NAME_OTHER,
	FILE_NAME_LIST,         /* names the files of a load */
	FILE_NAME_LOAD,         /* an image that may be a load by itself */
	FILE_NAME_IMAGE,        /* an image that is always a part of one */
	FILE_NAME_ARCHIVE,
};

/* May firmware end in @suffix?  A dot, then up to 14 letters, digits and dots, a letter among
 * them; and no archive ends so. */
bool file_name_good_suffix(const char *suffix);

/*
 * From now on files that end in @suffix are of that kind, as a model says.  Once known it stays:
 * of two that say different things of one end, the first counts.  False: it is no good
 * suffix, or there is no room.
 */
bool file_name_learn(const char *suffix, enum file_name_kind kind);

/* The @i-th suffix that is known now, and of what kind of file; NULL: no more. */
const char *file_name_suffix(size_t i, enum file_name_kind *kind);

enum file_name_kind file_name_kind(const char *name);
/* The same of a suffix alone: ".loads". */
enum file_name_kind file_name_suffix_kind(const char *suffix);

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
