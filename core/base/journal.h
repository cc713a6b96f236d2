/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_JOURNAL_H
#define CORE_JOURNAL_H
/*
 * journal.h -- STATE/journal.jsonl: append-only, one JSON object a line.
 */
#include <jansson.h>
#include <stdbool.h>

struct journal;

/* Open (make) the journal in the folder open at @dirfd; cut a torn last line off. */
int journal_open(struct journal **out, int dirfd);
/* Its open file, to be handed to another user; stays the journal's. */
int journal_fd(const struct journal *j);
/*
 * Append one event: "time" and "event" first, then the members of @more (an
 * object, stolen; may be NULL).  @sync: on disk before this returns (a phone
 * changed its state).  A write error is logged once and counted.
 */
void journal_event(struct journal *j, const char *event, json_t *more, bool sync);
/* Put everything written so far on disk. */
void journal_sync(struct journal *j);
void journal_close(struct journal *j);

/* Call @each for every whole object in the journal, oldest first. */
int journal_read(int dirfd, void (*each)(const json_t *event, void *arg), void *arg);

#endif
