/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_JOURNAL_H
#define CORE_JOURNAL_H
/*
 * journal.h -- STATE/journal.jsonl: append-only, one JSON object a line.
 */
#include <jansson.h>
#include <stdbool.h>

struct journal;

/* The name of a run: twelve hexadecimal digits, drawn by lot, and a NUL.  Returns @run. */
#define JOURNAL_RUN_SIZE 13
char *journal_new_run(char run[JOURNAL_RUN_SIZE]);

/*
 * Open (make) the journal in the folder open at @dirfd; cut a torn last line off.
 * @bench and @run, copied, are who writes: they stand in every line.  0 or -errno;
 * what is wrong has been said.
 */
int journal_open(struct journal **out, int dirfd, const char *bench, const char *run);
/* Its open file, to be handed to another user; stays the journal's. */
int journal_fd(const struct journal *j);
/*
 * Append one event: "time", "bench", "run", "seq" (one more than the line before,
 * also over restarts) and "event", then the members of @more (an object, stolen;
 * may be NULL).  @sync: on disk before this returns (a phone
 * changed its state).  A write error is logged once and counted.
 */
void journal_event(struct journal *j, const char *event, json_t *more, bool sync);
/* Put everything written so far on disk. */
void journal_sync(struct journal *j);
void journal_close(struct journal *j);

/* Call @each for every whole object in the journal, oldest first. */
int journal_read(int dirfd, void (*each)(const json_t *event, void *arg), void *arg);

#endif
