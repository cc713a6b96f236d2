/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_JOURNAL_H
#define CORE_JOURNAL_H
/*
 * journal.h -- STATE/journal.jsonl: append-only, one JSON object a line.
 */
#include <jansson.h>
#include <stdbool.h>
#include <sys/types.h>

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
 * also over restarts), "schema" (event.h) and "event", then the members of @more (an object, stolen;
 * may be NULL).  @sync: on disk before this returns (a phone
 * changed its state).  A write error is logged once and counted.
 */
void journal_event(struct journal *j, const char *event, json_t *more, bool sync);
/*
 * When the file has @bytes (0: never) it is closed as journal.jsonl.1, or the next number,
 * and a new one begins with the event journal.continued and what @snapshot(@arg), a new
 * object, says.
 */
void journal_limit(struct journal *j, off_t bytes, json_t *(*snapshot)(void *arg), void *arg);
/*
 * Now and then: is the file still there, and does the disk take what was refused?  Begins it
 * anew when it was taken away.  0, or the -errno with which events are lost at present.
 */
int journal_check(struct journal *j);
/*
 * @on: from here on lines wait until journal_flush(), or an event with @sync, or until there
 * are many; they leave in one write, in order.  Else each leaves when it is noted.
 */
void journal_batch(struct journal *j, bool on);
/* Write what waits: it survives the end of this process.  NULL: no journal. */
void journal_flush(struct journal *j);
/* The same in the handler of a fault, and nothing but write(2): whole lines, also while one is being
 * made.  The journal is of no use afterwards. */
void journal_rescue(const struct journal *j);
/* How many events were lost. */
unsigned long journal_missing(const struct journal *j);
/* Put everything written so far on disk. */
void journal_sync(struct journal *j);
void journal_close(struct journal *j);

/*
 * Call @each for every whole object in the journal, oldest first, those of closed files too.
 * Lines and files are bounded (journal_file.h).  0, or -errno of the file that is written.
 */
int journal_read(int dirfd, void (*each)(const json_t *event, void *arg), void *arg);
/* The same, but only what tells what is known now, from the last snapshot on; lines that
 * @wants does not want are not parsed. */
int journal_read_known(int dirfd, bool (*wants)(const char *line), void (*each)(const json_t *event, void *arg),
		       void *arg);

#endif
