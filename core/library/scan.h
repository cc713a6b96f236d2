/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_SCAN_H
#define CORE_SCAN_H
/*
 * scan.h -- what the parts of the library share: the making of an index
 * (scan.c, image_check.c, load_list.c), its memory, and the bytes of its files
 * (blob.c).  Nobody else includes it.
 */
#include "core/library/library.h"
#include "core/base/pool.h"

#include <dirent.h>
#include <string.h>
#include <strings.h>

#define HEAD_SIZE (64 * 1024)           /* most that is read of a file by the scan */

struct kept_blob;

/* What a library owns.  It outlives struct library while bytes of it are in use. */
struct lib_store {
	struct pool pool;
	struct kept_blob *idle;         /* bytes that nobody uses, oldest first */
	uint64_t idle_bytes;
	size_t in_use;                  /* blobs that somebody uses */
	bool retired;                   /* goes when nobody does */
};
void store_free(struct lib_store *s);

/* A file of the index, with what only the scan needs to know. */
struct entry {
	struct lib_file file;
	bool signed_header;
	const char *md5;                /* at the start of its payload, or NULL */
};

enum scan_phase {
	SCAN_FOLDER,                    /* open the next one */
	SCAN_ENTRY,                     /* the next name in it */
	SCAN_ONE_FILE,                  /* the next of its files: a load by itself? */
	SCAN_SIGNATURES,
	SCAN_LOAD,                      /* is the next one whole? */
	SCAN_DONE,
};

struct scan {
	enum scan_phase phase;
	struct library lib;             /* what it will be */
	struct pool *pool;              /* of @lib */
	const struct plugins *plugins;
	const struct library *old;      /* what it was before; NULL: the first scan */
	int64_t now_ns;
	size_t folder, next;            /* where the present phase is */
	size_t file_count;              /* seen so far */
	DIR *dir;                       /* the folder that is read, */
	struct lib_release *release;    /* what becomes of it, */
	const struct lib_release *then; /* what it was before, or NULL, */
	struct list files;              /* and its files so far */
	struct list folders, releases, loads, problems, unsettled;
	int fd;                         /* the file that is looked at, */
	uint8_t *head;                  /* its first bytes, room for HEAD_SIZE, */
	size_t have;                    /* and how many they are */
};

/* One line about the library, or about one file: the first of a file is the one that is told.
 * 0 or -ENOMEM. */
int scan_problem(struct scan *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
int file_problem(struct scan *s, struct lib_file *f, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* The entry around a file of an index. */
static inline const struct entry *entry_of(const struct lib_file *f)
{
	return (const struct entry *)(const void *)((const char *)f - offsetof(struct entry, file));
}

/* Judge the file that is looked at.  *header: where its payload starts.  0 or -ENOMEM. */
int image_check(struct scan *s, struct entry *e, size_t *header);
/* "1,895,872" */
const char *with_commas(uint64_t n, char buf[32]);

/* The file that is looked at is a list: a load.  Its files are found when the whole
 * release is known, by load_resolve().  0 or -ENOMEM. */
int load_add(struct scan *s, struct entry *e, size_t header);
/* Perhaps @f is a load by itself. */
int load_add_one_file(struct scan *s, const struct lib_file *f);
int load_resolve(struct scan *s, struct lib_load *load);
/* @load is not whole, since @text. */
int load_spoil(struct pool *p, struct lib_load *load, const char *text);
bool load_has(const struct lib_load *load, const struct lib_file *f);
/* Files of two families in one load spoil it: a phone takes none of the others'. */
int load_check_families(struct pool *p, struct lib_load *load);

/* Give a file with a bad signature its problem; 0 or -ENOMEM. */
int file_spoil(struct pool *p, struct lib_file *f);
/* A file turned out bad: so do the loads that hold it. */
void library_spoil(struct library *lib, struct lib_file *f);
void library_sort(struct library *lib);
/* Where the files of that name without case start; @r->file_count: nowhere. */
size_t library_first_file(const struct lib_release *r, const char *name);
const struct lib_release *library_release(const struct library *lib, const char *name);

#endif
