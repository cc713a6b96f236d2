/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * journal.c -- journal.jsonl in the state folder.
 *
 * A line is one write() to a file opened with O_APPEND, so readers see whole
 * lines; only a power cut can tear the last one, and then it is cut off when
 * the journal is opened again.  The number of a line, seq, goes on from there.
 */
#include <config.h>
#include "core/base/journal.h"

#include "core/base/clock.h"
#include "core/base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_NAME "journal.jsonl"
#define BLOCK 4096
#define MAX_SEQ (INT64_C(1) << 53)      /* that every reader of JSON can hold */

struct journal {
	int fd;
	char *bench, *run;      /* who writes */
	json_int_t seq;         /* of the last line */
	unsigned long failed;   /* events that did not get on disk */
};

/*
 * The folder may be another user's, and we root: what he can put there must lead us to no
 * other file, nor hold us up.  NULL, or why this one is not for us.
 */
static const char *unfit(const struct stat *st, const struct stat *folder)
{
	if (S_ISLNK(st->st_mode))
		return "is a symbolic link";
	if (S_ISFIFO(st->st_mode))
		return "is a pipe";
	if (!S_ISREG(st->st_mode))
		return "is no regular file";
	if (st->st_nlink > 1 && folder->st_uid != 0 && st->st_uid != folder->st_uid)
		return "has a second name and is not of the folder's owner";
	return NULL;
}

/* A device does something when it is opened: look before, and at what was opened. */
static int open_file(int dirfd, int flags, const char **why)
{
	struct stat st, folder;
	int fd, r;

	*why = NULL;
	if (fstat(dirfd, &folder) < 0)
		return -errno;
	if (fstatat(dirfd, FILE_NAME, &st, AT_SYMLINK_NOFOLLOW) == 0)
		*why = unfit(&st, &folder);
	if (*why)
		return -EINVAL;
	fd = openat(dirfd, FILE_NAME, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644);
	if (fd < 0)
		return -errno;
	r = fstat(fd, &st) < 0 ? -errno : 0;
	*why = r == 0 ? unfit(&st, &folder) : NULL;
	if (r == 0 && !*why)
		return fd;
	close(fd);
	return *why ? -EINVAL : r;
}

/* Where the last whole line ends, or -errno. */
static off_t whole_length(int fd, off_t size)
{
	char block[BLOCK];

	while (size > 0) {
		size_t n = size < BLOCK ? (size_t)size : BLOCK;
		ssize_t got = pread(fd, block, n, size - (off_t)n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got != (ssize_t)n)
			return got < 0 ? -errno : -EIO;
		while (n > 0 && block[n - 1] != '\n')
			n--;
		if (n > 0)
			return size - got + (off_t)n;
		size -= got;
	}
	return 0;
}

static int cut_torn_line(int fd)
{
	struct stat st;
	off_t whole;

	if (fstat(fd, &st) < 0)
		return -errno;
	whole = whole_length(fd, st.st_size);
	if (whole < 0)
		return (int)whole;
	if (whole == st.st_size)
		return 0;
	log_line(LOG_NOTICE, "journal", "the last line was torn; %lld bytes cut off",
		 (long long)(st.st_size - whole));
	return ftruncate(fd, whole) < 0 ? -errno : 0;
}

/* The number of the last line.  One of 0.1.0 has none: there its place in the file is it. */
static json_int_t last_seq(int dirfd)
{
	const char *why;
	int fd = open_file(dirfd, O_RDONLY, &why);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "r");
	json_int_t seq = 0;
	char *line = NULL;
	size_t room = 0;

	if (!f) {
		if (fd >= 0)
			close(fd);
		return 0;
	}
	while (getline(&line, &room, f) > 0) {
		const char *at = strstr(line, "\"seq\":");
		json_int_t said = at ? strtoll(at + 6, NULL, 10) : 0;

		seq = said > seq && said < MAX_SEQ ? said : seq + 1;
	}
	free(line);
	fclose(f);
	return seq;
}

static void discard(struct journal *j)
{
	if (j->fd >= 0)
		close(j->fd);
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

int journal_open(struct journal **out, int dirfd, const char *bench, const char *run)
{
	struct journal *j = calloc(1, sizeof(*j));
	const char *why;
	int r = -ENOMEM;

	*out = NULL;
	if (!j)
		return r;
	j->fd = open_file(dirfd, O_RDWR | O_APPEND | O_CREAT, &why);
	r = j->fd < 0 ? j->fd : cut_torn_line(j->fd);
	if (r < 0) {
		log_line(LOG_ERR, "journal", "cannot write " FILE_NAME " in the state folder: %s%s",
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
	*out = j;
	return 0;
}

int journal_fd(const struct journal *j)
{
	return j->fd;
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

void journal_event(struct journal *j, const char *event, json_t *more, bool sync)
{
	char *line = j ? event_line(j, event, more) : NULL;
	int r = j ? -ENOMEM : 0;

	if (line)
		r = append(j->fd, line);
	if (r == 0 && line)
		j->seq++;
	if (r == 0 && j && sync)
		r = put_on_disk(j->fd);
	if (r < 0 && j->failed++ == 0)
		log_line(LOG_ERR, "journal", "cannot write %s: %s; more such errors are only counted",
			 event, strerror(-r));
	free(line);
	json_decref(more);
}

void journal_sync(struct journal *j)
{
	int r = put_on_disk(j->fd);

	if (r < 0 && j->failed++ == 0)
		log_line(LOG_ERR, "journal", "cannot be put on disk: %s", strerror(-r));
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
	const char *why;
	int fd = open_file(dirfd, O_RDONLY, &why);
	unsigned number = 0;
	char *line = NULL;
	size_t room = 0;
	ssize_t n;
	FILE *f;

	if (fd < 0)
		return fd;
	f = fdopen(fd, "r");
	if (!f) {
		close(fd);
		return -ENOMEM;
	}
	while ((n = getline(&line, &room, f)) > 0) {
		json_t *event;

		number++;
		if (line[n - 1] != '\n')        /* torn */
			break;
		event = json_loadb(line, (size_t)n, JSON_REJECT_DUPLICATES, NULL);
		if (json_is_object(event))
			each(event, arg);
		else
			log_line(LOG_WARNING, "journal", "line %u of " FILE_NAME " is no event; ignored",
				 number);
		json_decref(event);
	}
	free(line);
	fclose(f);
	return 0;
}
