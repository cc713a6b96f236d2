/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * journal.c -- journal.jsonl in the state folder.
 *
 * Whole lines are written, one or many at once, to a file opened with O_APPEND, so
 * readers see whole lines; only a power cut can tear the last one, and then it is cut off when
 * the journal is opened again.  The number of a line, seq, goes on from there.
 *
 * At its limit the file is closed under the next number, and a new one begins with a
 * line that says all that is known.  The same line is written when lines were lost and
 * the disk takes some again, or when somebody took the file away: nothing is missing then.
 */
#include <config.h>
#include "core/base/journal.h"

#include "core/base/clock.h"
#include "core/base/event.h"
#include "core/base/journal_file.h"
#include "core/base/log.h"
#include "core/base/noun.h"

#include <netrecover/types.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>


struct journal {
	int fd;
	char *bench, *run;      /* who writes */
	char *quoted_bench, *quoted_run;        /* the same as JSON */
	json_int_t seq;         /* of the last line, one that waits too */
	char *wait;             /* lines that wait to be written */
	size_t wait_len, wait_room;
	unsigned wait_count;
	size_t wait_whole;      /* of wait_len: lines that are whole, for journal_rescue() */
	bool batch;             /* let them wait */
	unsigned long failed;   /* events that did not get on disk */
	int error;              /* why the last one did not; 0: it did */
	int dirfd;              /* its folder */
	off_t size, limit;      /* limit 0: none */
	off_t begun;            /* its size after the line that says all that is known */
	json_t *(*snapshot)(void *arg);
	void *arg;
};

static int cut_torn_line(int fd)
{
	struct stat st;
	off_t whole;

	if (fstat(fd, &st) < 0)
		return -errno;
	whole = journal_file_whole(fd, st.st_size);
	if (whole < 0)
		return (int)whole;
	if (whole == st.st_size)
		return 0;
	log_line(LOG_NOTICE, "journal", "the last line was torn; %lld %s cut off",
		 (long long)(st.st_size - whole), noun_of((unsigned long long)(st.st_size - whole), "byte", "bytes"));
	return ftruncate(fd, whole) < 0 ? -errno : 0;
}

static void discard(struct journal *j)
{
	if (j->fd >= 0)
		close(j->fd);
	if (j->dirfd >= 0)
		close(j->dirfd);
	free(j->bench);
	free(j->run);
	free(j->quoted_bench);
	free(j->quoted_run);
	free(j->wait);
	free(j);
}

char *journal_new_run(char run[JOURNAL_RUN_SIZE])
{
	uint64_t number;

	if (getrandom(&number, sizeof(number), 0) != sizeof(number))
		number = (uint64_t)clock_wall_ms() << 20 ^ (uint64_t)getpid();
	snprintf(run, JOURNAL_RUN_SIZE, "%012llx", (unsigned long long)(number & 0xffffffffffffULL));
	return run;
}

/* @text as JSON, malloc()ed. */
static char *quoted(const char *text)
{
	json_t *s = json_string(text);
	char *out = s ? json_dumps(s, JSON_ENCODE_ANY | JSON_COMPACT) : NULL;

	json_decref(s);
	return out;
}

/* A file that was just begun may say nothing yet: then the one before it does. */
static json_int_t last_seq(int dirfd)
{
	json_int_t seq = journal_file_seq(dirfd, 0);
	unsigned last = seq ? 0 : journal_file_last(dirfd);

	return last ? journal_file_seq(dirfd, last) : seq;
}

int journal_open(struct journal **out, int dirfd, const char *bench, const char *run)
{
	struct journal *j = calloc(1, sizeof(*j));
	const char *why;
	int r = -ENOMEM;

	*out = NULL;
	if (!j)
		return r;
	j->dirfd = fcntl(dirfd, F_DUPFD_CLOEXEC, 3);
	j->fd = journal_file_open(dirfd, 0, O_RDWR | O_APPEND | O_CREAT, &why);
	r = j->fd < 0 ? j->fd : cut_torn_line(j->fd);
	if (r < 0) {
		log_line(LOG_ERR, "journal", "cannot write " JOURNAL_NAME " in the state folder: %s%s",
			 why ? "it " : strerror(-r), why ? why : "");
		discard(j);
		return r;
	}
	j->bench = strdup(bench);
	j->run = strdup(run);
	j->quoted_bench = quoted(bench);
	j->quoted_run = quoted(run);
	if (!j->bench || !j->run || !j->quoted_bench || !j->quoted_run) {
		discard(j);
		return -ENOMEM;
	}
	j->seq = last_seq(dirfd);
	j->size = lseek(j->fd, 0, SEEK_END);
	*out = j;
	return 0;
}

int journal_fd(const struct journal *j)
{
	return j->fd;
}

void journal_limit(struct journal *j, off_t bytes, json_t *(*snapshot)(void *arg), void *arg)
{
	j->limit = bytes;
	j->snapshot = snapshot;
	j->arg = arg;
}

/* -- one line -------------------------------------------------------------------- */

#define WAIT_MAX 65536          /* bytes that wait at most */
#define HEAD_MAX 1024           /* what stands before the members of an event */

static int make_room(struct journal *j, size_t more)
{
	size_t room = j->wait_room ? j->wait_room : 4096;
	char *wait, *old;

	while (room - j->wait_len < more)
		room *= 2;
	if (room == j->wait_room)
		return 0;
	wait = malloc(room);            /* the old one stays whole until the new one is */
	if (!wait)
		return -ENOMEM;
	if (j->wait_len)
		memcpy(wait, j->wait, j->wait_len);
	old = j->wait;
	j->wait = wait;
	free(old);
	j->wait_room = room;
	return 0;
}

static int put_text(struct journal *j, const char *text, size_t len)
{
	int r = make_room(j, len);

	if (r == 0)
		memcpy(j->wait + j->wait_len, text, len);
	j->wait_len += r == 0 ? len : 0;
	return r;
}

/* Text that needs no escape: nearly all. */
static bool is_plain(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)text[i] < 0x20 || (unsigned char)text[i] >= 0x7f || text[i] == '"' ||
		    text[i] == '\\')
			return false;
	return true;
}

/* Any other value: as jansson writes it. */
static int put_dump(struct journal *j, const json_t *value)
{
	char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
	int r = text ? put_text(j, text, strlen(text)) : -ENOMEM;

	free(text);
	return r;
}

static int put_value(struct journal *j, const json_t *value)
{
	size_t len = json_string_length(value);
	char number[24];
	int r;

	if (json_is_integer(value)) {
		len = (size_t)snprintf(number, sizeof(number), "%" JSON_INTEGER_FORMAT, json_integer_value(value));
		return put_text(j, number, len);
	}
	if (!json_is_string(value) || !is_plain(json_string_value(value), len))
		return put_dump(j, value);
	r = put_text(j, "\"", 1);
	if (r == 0)
		r = put_text(j, json_string_value(value), len);
	return r == 0 ? put_text(j, "\"", 1) : r;
}

/* The six that every line has are not overwritten. */
static bool is_head(const char *key)
{
	static const char *const head[] = { "time", "bench", "run", "schema", "seq", "event" };

	for (size_t i = 0; i < NR_ARRAY_SIZE(head); i++)
		if (strcmp(key, head[i]) == 0)
			return true;
	return false;
}

static int put_member(struct journal *j, const char *key, const json_t *value)
{
	int r;

	if (is_head(key))
		return 0;
	r = put_text(j, ",\"", 2);
	if (r == 0)
		r = put_text(j, key, strlen(key)); /* the program's own words */
	if (r == 0)
		r = put_text(j, "\":", 2);
	return r == 0 ? put_value(j, value) : r;
}

/* Behind those that wait.  What fails is taken back. */
static int put_event(struct journal *j, const char *event, json_t *more)
{
	size_t before = j->wait_len;
	char now[CLOCK_STR_SIZE];
	const char *key;
	json_t *value;
	int r = make_room(j, HEAD_MAX + strlen(j->quoted_bench));

	if (r < 0)
		return r;
	j->wait_len += (size_t)snprintf(j->wait + before, j->wait_room - before,
					"{\"time\":\"%s\",\"bench\":%s,\"run\":%s,\"schema\":%d,\"seq\":%lld,"
					"\"event\":\"%s\"", clock_str(clock_wall_ms(), now), j->quoted_bench, j->quoted_run,
					EVENT_SCHEMA, (long long)j->seq + 1, event);
	json_object_foreach(more, key, value)
		if (r == 0)
			r = put_member(j, key, value);
	if (r == 0)
		r = put_text(j, "}\n", 2);
	if (r < 0) {
		j->wait_len = before;
		return r;
	}
	j->seq++;
	j->wait_count++;
	j->wait_whole = j->wait_len;
	return 0;
}

/* -- writing ------------------------------------------------------------------------- */

/* How many whole lines the first @len bytes are; *end: where the last one ends. */
static unsigned count_lines(const char *text, size_t len, size_t *end)
{
	unsigned n = 0;

	*end = 0;
	for (size_t i = 0; i < len; i++)
		if (text[i] == '\n') {
			*end = i + 1;
			n++;
		}
	return n;
}

/* All of it in one write(); a line that was begun and not finished is taken back.  *took: bytes. */
static int append(int fd, const char *text, size_t len, size_t *took)
{
	ssize_t n;
	off_t end;

	*took = 0;
	do
		n = write(fd, text, len);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return -errno;
	*took = (size_t)n;
	if (*took == len)
		return 0;
	count_lines(text, (size_t)n, took);
	end = lseek(fd, 0, SEEK_CUR);
	if (*took < (size_t)n && end >= n && ftruncate(fd, end - n + (off_t)*took) < 0)
		return -errno;
	return -ENOSPC;
}

/* Some files (a pipe, /dev/null) cannot be synced, and need not. */
static int put_on_disk(int fd)
{
	return fdatasync(fd) < 0 && errno != EINVAL ? -errno : 0;
}

static void fail(struct journal *j, const char *what, int error, unsigned lines)
{
	if (j->error != error)
		log_line(LOG_ERR, "journal", "[NR-JOURNAL] cannot write %s: %s; more such errors are only counted",
			 what, strerror(-error));
	j->error = error;
	j->failed += lines;
}

/* Write what waits; the numbers of lines that did not get there are used again. */
static int write_waiting(struct journal *j, unsigned *lost)
{
	size_t took, end;
	unsigned written;
	int r;

	*lost = 0;
	if (!j->wait_len)
		return 0;
	j->wait_whole = 0;
	r = append(j->fd, j->wait, j->wait_len, &took);
	written = count_lines(j->wait, took, &end);
	*lost = j->wait_count - written;
	j->seq -= *lost;
	j->size += (off_t)took;
	j->wait_len = 0;
	j->wait_count = 0;
	return r;
}

static int write_event(struct journal *j, const char *event, json_t *more, bool sync)
{
	unsigned lost;
	int r = put_event(j, event, more);

	if (r == 0)
		r = write_waiting(j, &lost);
	return r == 0 && sync ? put_on_disk(j->fd) : r;
}

static int write_snapshot(struct journal *j)
{
	json_t *all = j->snapshot ? j->snapshot(j->arg) : NULL;
	int r = write_event(j, JOURNAL_CONTINUED, all, true);

	json_decref(all);
	return r;
}

/* The new file, which somebody may have put there for us: logrotate does.  -ESTALE: it has something. */
static int open_new(const struct journal *j, int flags)
{
	const char *why;
	int fd = journal_file_open(j->dirfd, 0, O_RDWR | O_APPEND | flags, &why);

	if (fd < 0 || lseek(fd, 0, SEEK_END) == 0)
		return fd;
	close(fd);
	return -ESTALE;
}

/* Begin a new file; the old one stays open until that is there. */
static int begin_file(struct journal *j, int flags)
{
	int fd = open_new(j, flags), old = j->fd;
	off_t size = j->size;
	int r;

	if (fd < 0)
		return fd;
	j->fd = fd;
	j->size = 0;
	r = write_snapshot(j);
	j->begun = j->size;
	if (r < 0) {
		j->fd = old;
		j->size = size;
		old = fd;
	} else {
		(void)fsync(j->dirfd);
	}
	close(old);
	return r;
}

/* The old file keeps all of its lines, under its new name. */
static void rotate(struct journal *j)
{
	char name[JOURNAL_NAME_SIZE];
	int r;

	journal_file_name(journal_file_last(j->dirfd) + 1, name);
	r = renameat2(j->dirfd, JOURNAL_NAME, j->dirfd, name, RENAME_NOREPLACE) < 0 ? -errno :
		begin_file(j, O_CREAT | O_EXCL);
	if (r == 0)
		return;
	log_line(LOG_WARNING, "journal", "[NR-JOURNAL] cannot begin a new file: %s; the old one goes on", strerror(-r));
	/* Where it was, unless there is something new; and not at each line. */
	unlinkat(j->dirfd, JOURNAL_NAME, 0);
	(void)renameat2(j->dirfd, name, j->dirfd, JOURNAL_NAME, RENAME_NOREPLACE);
	j->limit += j->limit / 4;
}

/* What waits leaves; @what: of it, for the log. */
static int flush(struct journal *j, const char *what)
{
	unsigned lines = j->wait_count, lost;
	int r = write_waiting(j, &lost);

	if (r < 0)
		fail(j, what, r, lost);
	else if (j->error)
		j->failed += lines;     /* written where nobody finds it */
	/* What is known of many phones is long itself: it is no reason to begin another file. */
	if (r == 0 && j->limit && j->size - j->begun >= j->limit)
		rotate(j);
	return r;
}

void journal_sync(struct journal *j)
{
	int r;

	if (j->wait_len && flush(j, "what waits") < 0)
		return;
	r = put_on_disk(j->fd);
	if (r < 0)
		fail(j, "what waits", r, 1);
}

void journal_event(struct journal *j, const char *event, json_t *more, bool sync)
{
	int r = j ? put_event(j, event, more) : 0;

	json_decref(more);
	if (!j)
		return;
	if (r < 0)
		fail(j, event, r, 1);
	if (!j->batch || sync || j->wait_len >= WAIT_MAX)
		r = flush(j, event);
	if (r == 0 && sync)
		journal_sync(j);
}

void journal_batch(struct journal *j, bool on)
{
	if (!on)
		journal_flush(j);
	j->batch = on;
}

void journal_flush(struct journal *j)
{
	if (j && j->wait_len)
		flush(j, "what waits");
}

void journal_rescue(const struct journal *j)
{
	size_t done = 0;

	while (j && done < j->wait_whole) {
		ssize_t n = write(j->fd, j->wait + done, j->wait_whole - done);

		if (n <= 0)
			return;
		done += (size_t)n;
	}
}

/* Is the file still where others look for it? */
static int look(const struct journal *j)
{
	struct stat own, there;

	if (fstat(j->fd, &own) < 0)
		return -errno;
	if (fstatat(j->dirfd, JOURNAL_NAME, &there, AT_SYMLINK_NOFOLLOW) < 0)
		return -errno;
	return own.st_ino == there.st_ino && own.st_dev == there.st_dev ? 0 : -ESTALE;
}

/* Taken away, or too full a moment ago: try again, with all that is known. */
static int mend(struct journal *j, int error)
{
	int r;

	if (error == -ENOENT)
		r = begin_file(j, O_CREAT | O_EXCL);
	else if (error == -ESTALE)
		r = begin_file(j, 0);
	else
		r = error == 0 && j->error ? write_snapshot(j) : error;
	if (r < 0)
		return r;
	if (j->failed == 0) {
		log_line(LOG_INFO, "journal", "was taken away, and goes on in a new file");
		return 0;
	}
	log_line(LOG_NOTICE, "journal", "can be written again; %lu %s missing in it, and what is known is written into it again",
		 j->failed, noun_of(j->failed, "event is", "events are"));
	return 0;
}

int journal_check(struct journal *j)
{
	int r;

	journal_flush(j);
	r = j ? look(j) : 0;
	if (!j || (r == 0 && !j->error))
		return 0;
	r = mend(j, r);
	if (r < 0 && r != j->error)
		log_line(LOG_ERR, "journal", "[NR-JOURNAL] %s", r == -ENOENT ?
			 "the state folder was taken away: nothing that happens now survives a restart" :
			 strerror(-r));
	j->error = r;
	return r;
}

unsigned long journal_missing(const struct journal *j)
{
	return j->failed;
}

void journal_close(struct journal *j)
{
	if (!j)
		return;
	journal_flush(j);
	if (j->failed)
		log_line(LOG_ERR, "journal", "%lu %s missing in it", j->failed,
			 noun_of(j->failed, "event is", "events are"));
	discard(j);
}

int journal_read(int dirfd, void (*each)(const json_t *event, void *arg), void *arg)
{
	unsigned last = journal_file_last(dirfd);

	for (unsigned n = 1; n <= last; n++)
		(void)journal_file_read(dirfd, n, NULL, each, arg);
	return journal_file_read(dirfd, 0, NULL, each, arg);
}

int journal_read_known(int dirfd, bool (*wants)(const char *line), void (*each)(const json_t *event, void *arg),
		       void *arg)
{
	unsigned last = journal_file_continued(dirfd) ? 0 : journal_file_last(dirfd);

	if (last)
		(void)journal_file_read(dirfd, last, wants, each, arg);
	return journal_file_read(dirfd, 0, wants, each, arg);
}
