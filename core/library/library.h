/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_LIBRARY_H
#define CORE_LIBRARY_H
/*
 * library.h -- the firmware library: a folder, its releases, their loads.
 *
 * Every folder below the library (and the library itself) that holds files is
 * a release: what one archive brought.  Files keep their names and bytes for
 * ever.  Two releases may ship files of one name (term45.default.loads).
 * Requests are answered from this index, never from a path made of a request.
 */
#include "core/plugin/plugins.h"
#include "core/library/signature.h"

/* So deep are folders in folders looked into. */
#define LIBRARY_DEPTH 4

struct lib_release;

struct lib_file {
	const char *name;               /* as on disk */
	const char *path;               /* relative to the library */
	uint64_t size;
	int64_t mtime_ns;
	uint64_t inode;
	struct signature signature;     /* pending until somebody checks */
	const struct lib_release *release;
	const char *problem;            /* one line, or NULL when nothing is wrong */
	struct lib_blob *blob;          /* while somebody uses its bytes; owned by blob.c */
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
	size_t file_count;
	const char *release_version;    /* "9-4-2ES26" of the RELEASE line, or NULL */
	uint32_t hardware_comp;         /* HARDWARE_COMP_1, 0: no line */
	bool for_boards;                /* its list says for which (HW_REV): */
	uint16_t board_first, board_last;
	bool whole;                     /* every file is there and nothing is wrong with it */
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
	/* What tells that it is another one by now: library_changed(). */
	struct lib_folder **folder;     size_t folder_count;
	struct lib_file **unsettled;    size_t unsettled_count; /* perhaps still being written */
	bool spoiled;                   /* a file turned out bad when it was to be served */
	struct lib_store *store;
};

/* Scan @path.  Problems are in the index; -errno when the folder itself cannot be read. */
int library_open(struct library *out, const char *path, const struct plugins *plugins);
void library_close(struct library *lib);

/* Has it changed since it was scanned?  One look at each folder, not at each file. */
bool library_changed(const struct library *lib);
/*
 * The same in steps, for a bench that runs: an index of @path, or of the folder
 * of @old, by the handle that it holds: its path need not be reachable any more.
 * @old must outlive the scan; what has not changed since is not read again, and
 * what it knows of signatures is taken over.  0 or -errno.
 */
struct scan;
int scan_begin(struct scan **out, const char *path, const struct plugins *plugins);
int scan_again(struct scan **out, const struct library *old, const struct plugins *plugins);
/* Go on for about @us microseconds (0: to the end).  1: there is more to do; 0: *out is
 * the index; -errno. */
int scan_step(struct scan *s, unsigned us, struct library *out);
size_t scan_files(const struct scan *s);        /* seen so far */
void scan_free(struct scan *s);

/* library_close() for one whose bytes may be in use: they, and what is needed to
 * give them back, stay until the last library_put(). */
void library_retire(struct library *lib);

/*
 * Check the signatures that nobody has checked yet: reads whole files.  A bad
 * one gets its problem, its loads are no longer whole.  @progress, or NULL, hears
 * of every file.  Returns how many were looked at; sigcache_save() keeps that.
 */
size_t library_check(struct library *lib, void (*progress)(size_t done, size_t of, void *arg),
		     void *arg);
/* Who signed a load, when all its files say the same; NULL: not known. */
const struct signature *library_signed(const struct lib_load *load);

/* How many loads there are, without manifests. */
size_t library_loads(const struct library *lib);
/* The load of that name (any case, with or without suffix); a whole one first.  NULL: none. */
const struct lib_load *library_load(const struct library *lib, const char *name);
/* The manifest of that name in the release @r; NULL: none. */
const struct lib_load *library_manifest(const struct library *lib, const struct lib_release *r,
					const char *name);
/* The load of exactly this name in the release of that name; NULL: none. */
const struct lib_load *library_same_load(const struct library *lib, const struct lib_load *old);
/* A file of one release by name: exact first, then without case; NULL: none. */
const struct lib_file *library_file(const struct lib_release *r, const char *name);
/*
 * The file of @l that answers a request for @want: its list, one of its images,
 * or the twin of one, which the same release ships under another suffix for
 * phones of another age (P0S3-05-3-00.bin beside .sbn).  *image: which image
 * that is, -1 for the list.  NULL: none of this load.
 */
const struct lib_file *library_load_file(const struct lib_load *l, const char *want, int *image);
/* The same in the whole library (serve = all). */
const struct lib_file *library_any_file(const struct library *lib, const char *name);

/*
 * The bytes of a file: read once, shared, steady until the last blob_put().
 * Its signature is checked before that.  NULL (errno) when it cannot be read or
 * is no longer what was indexed (ESTALE), or is bad (EBADMSG, and it has its problem).
 */
struct lib_blob {
	const uint8_t *data;
	uint64_t size;
	unsigned refs;
};
struct lib_blob *library_get(struct library *lib, const struct lib_file *file);
void library_put(struct library *lib, struct lib_blob *blob);

struct import_report {
	size_t imported, unchanged, failed;
	size_t errors;                  /* of @failed: not the archive's fault; it cannot be
					 * read, or the library not be written */
	size_t files;
	uint64_t bytes;
};

/*
 * Import archives (zip, tar, tgz), folders and single files.  Each archive
 * becomes a release named after it, all of it or nothing; the same archive
 * again changes nothing.  One line per problem goes to log_line().  Returns 0,
 * or the number of paths that failed.
 */
int library_import(const char *library, const char *const *paths, size_t count,
		   const struct plugins *plugins, struct import_report *report);

#endif
