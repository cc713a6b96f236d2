/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_INDEX_H
#define CORE_INDEX_H
/*
 * index.h -- the firmware library as it was found: its releases, their loads, their files.
 * 
 * Every folder below the library (and the library itself) that holds files is
 * a release: what one archive brought.  Files keep their names and bytes for
 * ever.  Two releases may ship files of one name (term45.default.loads).
 * Requests are answered from this index, never from a path made of a request.
 */
#include "core/library/signature.h"

#include <netrecover/model.h>

/* So deep are folders in folders looked into. */
#define LIBRARY_DEPTH 4

struct lib_blob;
struct lib_release;
struct lib_store;

struct lib_file {
	const char *name;               /* as on disk */
	const char *path;               /* relative to the library */
	uint64_t size;
	int64_t mtime_ns;
	uint64_t inode;
	struct signature signature;     /* pending until it is checked */
	const struct lib_release *release;
	const char *problem;            /* one line, or NULL when nothing is wrong */
	struct lib_blob *blob;          /* while somebody uses its bytes; owned by store.c */
};

/*
 * One list of files: <load>.loads, or a manifest such as term45.default.loads.
 * Or a load of one file, as the older models have it: then @list is the image
 * itself, and the only file of its list.
 */
struct lib_load {
	const char *name;               /* "SCCP45.9-4-2SR3-1S", "term45.default" */
	struct nr_load parsed;          /* of the name; kind NR_KIND_LOAD or NR_KIND_MANIFEST */
	const struct lib_release *release;
	const struct lib_file *list;    /* the .loads file itself, or the image */
	const struct lib_file **file;   /* the images, in order; NULL where missing */
	const char **file_name;         /* as the list has them */
	uint32_t *file_size;            /* as the list has them; 0: it does not say */
	const char **file_md5;          /* the same, in upper case; NULL: it does not say */
	uint32_t *file_platforms;       /* bit N-1: for [PLATFORM_N]; 0: for all */
	size_t file_count;
	uint32_t platforms;             /* that its list has sections for; 0: it has none */
	const char *alias;              /* a second name of it, in its list; or NULL */
	const char *release_version;    /* "9-4-2ES26" of the RELEASE line, or NULL */
	uint32_t hardware_comp;         /* HARDWARE_COMP_1, 0: no line */
	bool for_boards;                /* its list says for which (HW_REV): */
	uint16_t board_first, board_last;
	bool whole;                     /* every file is there and nothing is wrong with it */
	bool unread;                    /* its list is of a kind that is not known */
	bool all_signed;                /* its phone takes no file without a signature */
	const char **problem;           /* one line each */
	size_t problem_count;
};

struct lib_release {
	const char *name;               /* folder, relative to the library; "" for the library itself */
	struct lib_file **file;         /* sorted by name without case */
	size_t file_count;
};

struct lib_folder {
	const char *name;
	int depth;
	int64_t mtime_ns;               /* as it was read */
};

struct library {
	int dirfd;                      /* held from library_open() on */
	const char *path;
	struct lib_release **release;   size_t release_count;
	struct lib_load **load;         size_t load_count;      /* loads and manifests */
	char **problem;                 size_t problem_count;   /* unreadable folder, ... one line each */
	/* Folders, and files with the name of firmware, that are there and could not be read: what
	 * the library lacks is not known.  Each has its line among the problems, or its own. */
	size_t unread;
	const char *unread_first;       /* "folder: Input/output error" */
	/* From these library_changed() knows whether the folder has changed. */
	struct lib_folder **folder;     size_t folder_count;
	struct lib_file **unsettled;    size_t unsettled_count; /* perhaps still being written */
	bool spoiled;                   /* a file turned out bad when it was to be served */
	struct lib_store *store;
};

/* How many loads there are, without manifests. */
size_t index_count_loads(const struct library *lib);
/* The load of that name (any case, with or without suffix), or with that second name; a
 * whole one first.  NULL: none. */
const struct lib_load *index_load(const struct library *lib, const char *name);
/* The manifest of that name in the release @r; NULL: none. */
const struct lib_load *index_manifest(const struct library *lib, const struct lib_release *r,
				      const char *name);
/* The load of exactly this name in the release of that name; NULL: none. */
const struct lib_load *index_same_load(const struct library *lib, const struct lib_load *old);
/* A file of one release by name: exact first, then without case; NULL: none. */
const struct lib_file *index_file(const struct lib_release *r, const char *name);
/*
 * The file of @l that answers a request for @want: its list, one of its images,
 * or the twin of one, which the same release ships under another suffix for
 * phones of another age (P0S3-05-3-00.bin beside .sbn).  *image: which image
 * that is, -1 for the list.  NULL: none of this load.
 */
const struct lib_file *index_load_file(const struct lib_load *l, const char *want, int *image);
/* The same in the whole library (serve = all). */
const struct lib_file *index_any_file(const struct library *lib, const char *name);
/* Has a phone that was sent these images (bit I: the Ith), @last at last, all that it
 * needs?  It fetches those of its own platform only, and none that it has already. */
bool index_load_fetched(const struct lib_load *l, uint64_t sent, int last);

/* Who signed a load, when all its files say the same; NULL: not known. */
const struct signature *index_signed_by(const struct lib_load *load);

/* Is the open file the one that the index knows? */
bool index_is_same_file(int fd, const struct lib_file *f);

/* Is it the list of the load, or one of its images? */
bool index_load_has(const struct lib_load *load, const struct lib_file *f);
/* Put the loads in their order again, after one turned out not to be whole. */
void index_sort(struct library *lib);
/* Where the files of that name without case start; @r->file_count: nowhere. */
size_t index_first_file(const struct lib_release *r, const char *name);
/* The release of that name; NULL: none. */
const struct lib_release *index_release(const struct library *lib, const char *name);

/* Two lists of one release with the same images: a load and its manifest. */
bool index_same_images(const struct lib_load *a, const struct lib_load *b);

#endif
