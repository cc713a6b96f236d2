/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * journal_file.c -- see journal_file.h.  What stands in a journal may be anything: the state
 * folder belongs to the bench's user, and the disk may have filled it with NULs.  So neither
 * a line nor a file is read without a bound.
 */
#include <config.h>
#include "core/base/journal_file.h"

#include "core/base/log.h"
#include "core/base/noun.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK 65536
#define LAST  (256 << 10)       /* bytes in which some line says its number, as a rule */
#define MAX_SEQ (INT64_C(1) << 53)      /* that every reader of JSON can hold */

const char *journal_file_name(unsigned number, char buf[JOURNAL_NAME_SIZE])
{
	if (number)
		snprintf(buf, JOURNAL_NAME_SIZE, JOURNAL_NAME ".%u", number);
	else
		snprintf(buf, JOURNAL_NAME_SIZE, JOURNAL_NAME);
	return buf;
}

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
		return "is not a regular file";
	if (st->st_nlink > 1 && folder->st_uid != 0 && st->st_uid != folder->st_uid)
		return "has a second name and is not of the folder's owner";
	return NULL;
}

/* A device does something when it is opened: look before, and at what was opened. */
int journal_file_open(int dirfd, unsigned number, int flags, const char **why)
{
	char name[JOURNAL_NAME_SIZE];
	struct stat st, folder;
	int fd, r;

	*why = NULL;
	journal_file_name(number, name);
	if (fstat(dirfd, &folder) < 0)
		return -errno;
	if (fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) == 0)
		*why = unfit(&st, &folder);
	if (*why)
		return -EINVAL;
	fd = openat(dirfd, name, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644);
	if (fd < 0)
		return -errno;
	r = fstat(fd, &st) < 0 ? -errno : 0;
	*why = r == 0 ? unfit(&st, &folder) : NULL;
	if (r == 0 && !*why)
		return fd;
	close(fd);
	return *why ? -EINVAL : r;
}

unsigned journal_file_last(int dirfd)
{
	int fd = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	const size_t stem = strlen(JOURNAL_NAME ".");
	const struct dirent *e;
	unsigned last = 0;

	if (!d && fd >= 0)
		close(fd);
	while (d && (e = readdir(d)) != NULL) {
		const char *digits = e->d_name + stem;
		char *end;
		unsigned long n;

		if (strncmp(e->d_name, JOURNAL_NAME ".", stem) != 0 || !isdigit((unsigned char)*digits) ||
		    strlen(digits) > 8)
			continue;
		n = strtoul(digits, &end, 10);
		if (!*end && n > last)
			last = (unsigned)n;
	}
	if (d)
		closedir(d);
	return last;
}

off_t journal_file_whole(int fd, off_t size)
{
	char block[4096];

	while (size > 0) {
		size_t n = size < (off_t)sizeof(block) ? (size_t)size : sizeof(block);
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

/* -- lines ----------------------------------------------------------------------------- */

struct lines {
	int fd;
	char *line;             /* the one that is being read, JOURNAL_LINE_MAX + 1 */
	size_t len;
	bool skip;              /* it is too long, or began before what is read */
	unsigned number, bad;
	bool (*take)(struct lines *l, void *arg);       /* false: no more */
};

/* A whole line.  False: no more of them. */
static bool end_line(struct lines *l, void *arg)
{
	bool more = true;

	l->line[l->len] = '\0';
	l->number++;
	if (l->skip && l->len > 0)
		l->bad++;
	else if (!l->skip)
		more = l->take(l, arg);
	l->skip = false;
	l->len = 0;
	return more;
}

static bool take_block(struct lines *l, const char *block, size_t n, void *arg)
{
	while (n > 0) {
		const char *end = memchr(block, '\n', n);
		size_t part = end ? (size_t)(end - block) : n;

		if (part > JOURNAL_LINE_MAX - l->len)
			l->skip = true;
		else if (!l->skip)
			memcpy(l->line + l->len, block, part);
		l->len = l->skip ? 1 : l->len + part;
		if (end && !end_line(l, arg))
			return false;
		n -= part + (end != NULL);
		block += part + (end != NULL);
	}
	return true;
}

/* The end of a file that is too large: from the first line that begins there. */
static void seek_end(struct lines *l)
{
	struct stat st;

	if (fstat(l->fd, &st) < 0 || st.st_size <= JOURNAL_READ_MAX)
		return;
	log_line(LOG_WARNING, "journal", "has %lld MiB: only the last %d MiB are read", (long long)st.st_size >> 20,
		 JOURNAL_READ_MAX >> 20);
	if (lseek(l->fd, st.st_size - JOURNAL_READ_MAX, SEEK_SET) >= 0)
		l->skip = true;
}

static int read_lines(struct lines *l, void *arg)
{
	char *block = malloc(BLOCK);
	ssize_t n = 0;

	l->line = malloc(JOURNAL_LINE_MAX + 1);
	if (block && l->line) {
		if (!l->skip)           /* else it stands where it shall */
			seek_end(l);
		do
			n = read(l->fd, block, BLOCK);
		while ((n < 0 && errno == EINTR) || (n > 0 && take_block(l, block, (size_t)n, arg)));
	}
	n = !block || !l->line ? -ENOMEM : n < 0 ? -errno : 0;
	free(block);
	free(l->line);
	return (int)n;
}

static int read_file(int dirfd, unsigned number, struct lines *l, void *arg)
{
	const char *why;
	int r;

	l->fd = journal_file_open(dirfd, number, O_RDONLY, &why);
	if (l->fd < 0)
		return l->fd;
	r = read_lines(l, arg);
	close(l->fd);
	if (l->bad)
		log_line(LOG_WARNING, "journal", "%u %s of %s no event; ignored", l->bad,
			 noun_of(l->bad, "line is", "lines are"), number ? "a closed journal" : JOURNAL_NAME);
	return r;
}

/* -- what is read of it ------------------------------------------------------------------ */

struct reading {
	bool (*wants)(const char *line);
	void (*each)(const json_t *event, void *arg);
	void *arg;
};

static bool parse(struct lines *l, void *arg)
{
	const struct reading *r = arg;
	json_t *event;

	if (r->wants && !r->wants(l->line))
		return true;
	event = json_loadb(l->line, l->len, JSON_REJECT_DUPLICATES, NULL);
	if (json_is_object(event))
		r->each(event, r->arg);
	else
		l->bad++;
	json_decref(event);
	return true;
}

int journal_file_read(int dirfd, unsigned number, bool (*wants)(const char *line),
		      void (*each)(const json_t *event, void *arg), void *arg)
{
	struct reading r = { .wants = wants, .each = each, .arg = arg };
	struct lines l = { .take = parse };

	return read_file(dirfd, number, &l, &r);
}

struct counted {
	json_int_t seq;
	bool said;              /* by a line */
};

static bool count(struct lines *l, void *arg)
{
	const char *at = strstr(l->line, "\"seq\":");
	struct counted *c = arg;
	json_int_t said = at ? strtoll(at + 6, NULL, 10) : 0;

	c->said |= said > 0 && said < MAX_SEQ;
	c->seq = said > c->seq && said < MAX_SEQ ? said : c->seq + 1;
	return true;
}

/* The last lines, when one of them says its number. */
static bool count_last(int fd, struct counted *c)
{
	struct lines l = { .fd = fd, .take = count, .skip = true };
	off_t size = lseek(fd, 0, SEEK_END);

	return size > LAST && lseek(fd, size - LAST, SEEK_SET) >= 0 && read_lines(&l, c) == 0 && c->said;
}

json_int_t journal_file_seq(int dirfd, unsigned number)
{
	struct lines l = { .take = count };
	struct counted c = { .seq = 0 };
	const char *why;

	l.fd = journal_file_open(dirfd, number, O_RDONLY, &why);
	if (l.fd < 0)
		return 0;
	if (!count_last(l.fd, &c)) {
		c = (struct counted){ .seq = 0 };
		if (lseek(l.fd, 0, SEEK_SET) >= 0)
			(void)read_lines(&l, &c);
	}
	close(l.fd);
	return c.seq;
}

static bool look_at_first(struct lines *l, void *arg)
{
	*(bool *)arg = strstr(l->line, "\"event\":\"" JOURNAL_CONTINUED "\"") != NULL;
	return false;
}

bool journal_file_continued(int dirfd)
{
	struct lines l = { .take = look_at_first };
	bool is = false;

	(void)read_file(dirfd, 0, &l, &is);
	return is;
}
