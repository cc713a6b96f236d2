/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_MAKING_H
#define CORE_MAKING_H
/*
 * making.h -- what the files share that make an index, judge its entries and hold their
 * bytes: scan, image_check, load_list, verify, store.  No others include it.
 */
#include "core/base/list.h"
#include "core/base/pool.h"
#include "core/library/index.h"

#include <dirent.h>

struct plugins;

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

/* A file of the index, with what only the scan needs to know. */
struct entry {
	struct lib_file file;
	bool signed_header;
	bool stranger;                  /* its maker has other formats than those that are read here */
	const char *inner;              /* a list's name in its container, perhaps ""; NULL: none */
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

/* The entry around a file of an index. */
static inline const struct entry *entry_of(const struct lib_file *f)
{
	return (const struct entry *)(const void *)((const char *)f - offsetof(struct entry, file));
}

#endif
