/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * journal.c -- journal.jsonl in the state folder.
 *
 * A line is one write() to a file opened with O_APPEND, so readers see whole
 * lines; only a power cut can tear the last one, and then it is cut off when
 * the journal is opened again.  The number of a line, seq, goes on from there.
 *
 * At its limit the file is closed under the next number, and a new one begins with a
 * line that says all that is known.  The same line is written when lines were lost and
 * the disk takes some again, or when somebody took the file away: nothing is missing then.
 */
#include <config.h>
#include "core/base/journal.h"

#include "core/base/clock.h"
#include "core/base/journal_file.h"
#include "core/base/log.h"

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
	json_int_t seq;         /* of the last line */
	unsigned long failed;   /* events that did not get on disk */
	int error;              /* why the last one did not; 0: it did */
	int dirfd;              /* its folder */
	off_t size, limit;      /* limit 0: none */
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
	log_line(LOG_NOTICE, "journal", "the last line was torn; %lld bytes cut off",
		 (long long)(st.st_size - whole));
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
	if (!j->bench || !j->run) {
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

/* The line with its newline, malloc()ed; NULL when it cannot be made. */
static char *event_line(const struct journal *j, const char *event, json_t *more)
{
	char now[CLOCK_STR_SIZE], *text = NULL, *line = NULL;
	json_t *doc = json_pack("{s:s, s:s, s:s, s:I, s:s}", "time", clock_str(clock_wall_ms(), now),
				"bench", j->bench, "run", j->run, "seq", j->seq + 1, "event", event);

	if (doc && (!more || json_object_update_missing(doc, more) == 0))
		text = json_dumps(doc, JSON_COMPACT);
	if (text && asprintf(&line, "%s\n", text) < 0)
		line = NULL;
	free(text);
	json_decref(doc);
	return line;
}

/* All of it in one write(); what was begun and not finished is taken back. */
static int append(int fd, const char *line)
{
	size_t len = strlen(line);
	ssize_t n;
	off_t end;

	do
		n = write(fd, line, len);
	while (n < 0 && errno == EINTR);
	if (n == (ssize_t)len)
		return 0;
	if (n < 0)
		return -errno;
	end = lseek(fd, 0, SEEK_CUR);
	if (end >= n && ftruncate(fd, end - n) < 0)
		return -errno;
	return -ENOSPC;
}

/* Some files (a pipe, /dev/null) cannot be synced, and need not. */
static int put_on_disk(int fd)
{
	return fdatasync(fd) < 0 && errno != EINVAL ? -errno : 0;
}

static void fail(struct journal *j, const char *what, int error)
{
	if (j->error != error)
		log_line(LOG_ERR, "journal", "[NR-JOURNAL] cannot write %s: %s; more such errors are only counted",
			 what, strerror(-error));
	j->error = error;
	j->failed++;
}

static int write_event(struct journal *j, const char *event, json_t *more, bool sync)
{
	char *line = event_line(j, event, more);
	int r = line ? append(j->fd, line) : -ENOMEM;

	if (r == 0) {
		j->seq++;
		j->size += (off_t)strlen(line);
	}
	if (r == 0 && sync)
		r = put_on_disk(j->fd);
	free(line);
	return r;
}

static int write_snapshot(struct journal *j)
{
	json_t *all = j->snapshot ? j->snapshot(j->arg) : NULL;
	int r = write_event(j, JOURNAL_CONTINUED, all, true);

	json_decref(all);
	return r;
}

/* Begin a new file; the old one stays open until that is there. */
static int begin_file(struct journal *j)
{
	const char *why;
	int fd = journal_file_open(j->dirfd, 0, O_RDWR | O_APPEND | O_CREAT | O_EXCL, &why), old = j->fd;
	off_t size = j->size;
	int r;

	if (fd < 0)
		return fd;
	j->fd = fd;
	j->size = 0;
	r = write_snapshot(j);
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
	r = renameat2(j->dirfd, JOURNAL_NAME, j->dirfd, name, RENAME_NOREPLACE) < 0 ? -errno : begin_file(j);
	if (r == 0)
		return;
	log_line(LOG_WARNING, "journal", "[NR-JOURNAL] cannot begin a new file: %s; the old one goes on", strerror(-r));
	/* Where it was, unless there is something new; and not at each line. */
	unlinkat(j->dirfd, JOURNAL_NAME, 0);
	(void)renameat2(j->dirfd, name, j->dirfd, JOURNAL_NAME, RENAME_NOREPLACE);
	j->limit += j->limit / 4;
}

void journal_event(struct journal *j, const char *event, json_t *more, bool sync)
{
	int r = j ? write_event(j, event, more, sync) : 0;

	if (r < 0)
		fail(j, event, r);
	else if (j && j->error)
		j->failed++;            /* written where nobody finds it */
	json_decref(more);
	if (j && r == 0 && j->limit && j->size >= j->limit)
		rotate(j);
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
	int r = error == -ENOENT ? begin_file(j) : error == 0 && j->error ? write_snapshot(j) : error;

	if (r < 0)
		return r;
	log_line(LOG_NOTICE, "journal", "can be written again; %lu %s missing in it, and what is known is written into it again",
		 j->failed, j->failed == 1 ? "event is" : "events are");
	return 0;
}

int journal_check(struct journal *j)
{
	int r = j ? look(j) : 0;

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

void journal_sync(struct journal *j)
{
	int r = put_on_disk(j->fd);

	if (r < 0)
		fail(j, "what waits", r);
}

void journal_close(struct journal *j)
{
	if (!j)
		return;
	if (j->failed)
		log_line(LOG_ERR, "journal", "%lu %s missing in it", j->failed,
			 j->failed == 1 ? "event is" : "events are");
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
