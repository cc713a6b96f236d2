/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_JOURNAL_FILE_H
#define CORE_JOURNAL_FILE_H
/*
 * journal_file.h -- the files of a journal: journal.jsonl, and journal.jsonl.1, .2, ... that
 * were closed before it, the oldest first; opened with care, read with limits.
 */
#include <jansson.h>
#include <stdbool.h>
#include <sys/types.h>

#define JOURNAL_NAME "journal.jsonl"
#define JOURNAL_NAME_SIZE 32
#define JOURNAL_LINE_MAX (32 << 20)     /* bytes; longer ones are skipped: 100,000 phones fit */
#define JOURNAL_READ_MAX (64 << 20)     /* of one file, from its end; what is before is skipped */
#define JOURNAL_CONTINUED "journal.continued"   /* event with which a file after another begins */

/* "journal.jsonl", for 0, or "journal.jsonl.7"; returns @buf. */
const char *journal_file_name(unsigned number, char buf[JOURNAL_NAME_SIZE]);
/*
 * Open it in the folder, which may be another user's while we are root: no link, no device,
 * nothing that has a second name.  Descriptor, or -errno; -EINVAL with *why.
 */
int journal_file_open(int dirfd, unsigned number, int flags, const char **why);
/* The highest number of a closed one; 0: there is none. */
unsigned journal_file_last(int dirfd);
/* Where the last whole line of the file ends, or -errno. */
off_t journal_file_whole(int fd, off_t size);
/*
 * Call @each for each whole object in it.  @wants, or NULL, looks at the bare line first: those
 * that it does not want are not parsed.  0 or -errno.
 */
int journal_file_read(int dirfd, unsigned number, bool (*wants)(const char *line),
		      void (*each)(const json_t *event, void *arg), void *arg);
/* The number of its last line; when none says one, how many there are. */
json_int_t journal_file_seq(int dirfd, unsigned number);
/* Does it begin with JOURNAL_CONTINUED, so that nothing before it is needed? */
bool journal_file_continued(int dirfd);

#endif
