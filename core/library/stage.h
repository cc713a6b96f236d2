/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_STAGE_H
#define CORE_STAGE_H
/*
 * stage.h -- what one import puts together under a hidden name, and then makes
 * part of the library, or not.  A negative result has been reported: -EINVAL is
 * the fault of what is imported, -EIO of this machine.
 */
#include "core/base/file_name.h"
#include "core/library/outcome.h"
#include "core/library/index.h"

#include <sys/types.h>

#define STAGE_PREFIX ".import-"
#define MAX_ENTRIES 4096
#define MAX_BYTES (1024ull * 1024 * 1024)

struct plugins;

/* Counts of what is in @found. */
struct import_report {
	size_t imported, unchanged;     /* archives, folders and single files */
	size_t failed;                  /* what could not be taken */
	size_t errors;                  /* of @failed: not the archive's fault; it cannot be
					 * read, or the library not be written */
	size_t loads, files;            /* that were imported */
	uint64_t bytes;
	struct outcomes found;
};

/* One call of import_paths(). */
struct import_job {
	int libfd;
	const char *library;
	const struct plugins *plugins;
	struct import_report *report;
	bool progress;                  /* on a terminal */
	bool quiet;                     /* the caller prints @report; else each outcome is a
					 * line of the log */
};

/* What comes out of one archive or folder, under a hidden name. */
struct stage {
	struct import_job *job;
	const char *label;              /* the archive's name, for messages */
	char name[32];                  /* ".import-XXXXXX"; "": it became the release */
	int fd;
	char **path;                    /* of each file, relative to the stage */
	size_t count, room;
	bool limited;                   /* an archive: it may be made to fill the disk */
	uint64_t bytes;                 /* unpacked so far, */
	uint64_t before;                /* and out of the same outermost archive before */
	uint64_t packed;                /* size of that */
	uint64_t total;                 /* bytes to read, for the progress */
	int64_t began_ms, shown_ms;
	struct library checked;         /* the stage as the library sees it, once it is judged */
};

/* One line; the import of @label has failed.  Always -EINVAL: the thing itself is bad. */
int stage_refuse(struct import_job *job, const char *label, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* The same for what this machine cannot do.  Always -EIO. */
int stage_trouble(struct import_job *job, const char *label, const char *what, int error);
/* Any other outcome; NULL when memory ends. */
struct outcome *stage_note(struct import_job *job, enum outcome_kind kind, const char *label,
			   const char *text);

int stage_open(struct stage *s, struct import_job *job, const char *label);
/* Takes away what did not become part of the library. */
void stage_close(struct stage *s);

/* A new file of the stage, open for writing. */
int stage_file(struct stage *s, const char *path);
int stage_write(struct stage *s, int fd, const char *path, const uint8_t *p, size_t n);
/* Close what stage_file() opened; @r is what came before, and is returned. */
int stage_file_done(struct stage *s, int fd, const char *path, int r);
int stage_copy(struct stage *s, int from, const char *path);

/* So far @done of s->total bytes were read: now and then, on a terminal. */
void stage_progress(struct stage *s, uint64_t done);

/* Sort the paths; files whose names differ from those that were signed in letter case only,
 * or by the number of a copy, get these. */
int stage_spell(struct stage *s);
/* Where a path stands after that; s->count: nowhere. */
size_t stage_find(const struct stage *s, const char *path);
/* Not into the library, then. */
void stage_drop(struct stage *s, size_t i);
/* How many bytes of folder all files have in common: the release starts there. */
size_t stage_common(const struct stage *s);

/* Look at the stage as the library would: s->checked. */
int stage_look(struct stage *s, const char *folder);
int stage_sync(const struct stage *s);
/* Check an archive that was staged, all of it or nothing, and place it. */
int stage_commit(struct stage *s, const char *release);
/* What was looked at becomes a release below its common folder, under the first free
 * name: @release, @release-2, ... */
int stage_place(struct stage *s, size_t common, const char *release);
/* Say what became of it: OUTCOME_TAKEN or OUTCOME_THERE.  0. */
int stage_announce(struct stage *s, const char *release, enum outcome_kind kind);

#endif
