/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_STAGE_H
#define CORE_STAGE_H
/*
 * stage.h -- what one import puts together under a hidden name, and then makes
 * part of the library, or not.  A negative result has been reported: -EINVAL is
 * the fault of what is imported, -EIO of this machine.
 */
#include "core/base/file_name.h"
#include "core/library/index.h"

#include <sys/types.h>

#define STAGE_PREFIX ".import-"
#define MAX_ENTRIES 4096
#define MAX_BYTES (1024ull * 1024 * 1024)

struct plugins;

enum outcome { OUTCOME_IMPORTED, OUTCOME_UNCHANGED, OUTCOME_NONE };

struct import_report {
	size_t imported, unchanged, failed;
	size_t errors;                  /* of @failed: not the archive's fault; it cannot be
					 * read, or the library not be written */
	size_t files;
	uint64_t bytes;
};

/* One call of import_paths(). */
struct import_job {
	int libfd;
	const char *library;
	const struct plugins *plugins;
	struct import_report *report;
	bool progress;
};

/* What comes out of one archive or folder, under a hidden name. */
struct stage {
	struct import_job *job;
	const char *label;              /* the archive's name, for messages */
	char name[32];                  /* ".import-XXXXXX"; "": it became the release */
	int fd;
	char **path;                    /* of each file, relative to the stage */
	size_t count, room;
	uint64_t bytes, packed;
	struct library checked;         /* the stage as the library sees it, once it is judged */
};

/* One line; the import of @label has failed.  Always -EINVAL: the thing itself is bad. */
int stage_refuse(const char *label, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* The same for a failure of this machine: returns -EIO. */
int stage_trouble(const char *label, const char *what, int error);

int stage_open(struct stage *s, struct import_job *job, const char *label);
/* Takes away what did not become part of the library. */
void stage_close(struct stage *s);

/* A new file of the stage, open for writing. */
int stage_file(struct stage *s, const char *path);
int stage_write(struct stage *s, int fd, const char *path, const uint8_t *p, size_t n);
/* Close what stage_file() opened; @r is what came before, and is returned. */
int stage_file_done(struct stage *s, int fd, const char *path, int r);
int stage_copy(struct stage *s, int from, const char *path);

/* Check what was staged and give it the first free name: @release, @release-2, ... */
int stage_commit(struct stage *s, const char *release);
/* Look at the stage as the library would: s->checked. */
int stage_look(struct stage *s, const char *folder);
int stage_sync(const struct stage *s);
/* Say what became of it; returns @o. */
int stage_announce(const struct stage *s, const char *release, enum outcome o);

#endif
