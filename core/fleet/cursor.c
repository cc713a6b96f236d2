/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cursor.c -- see cursor.h.
 *
 * A file is told by the number of its first line, so that it does not matter who took it away, and
 * how it is called since: the bench itself (journal.jsonl.7), or logrotate.
 */
#include <config.h>

#include "core/fleet/cursor.h"
#include "core/base/disk.h"
#include "core/base/journal_file.h"
#include "core/base/log.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK 65536
#define FIRST 4096              /* bytes in which the number of a line stands */

struct cursor {
	int dirfd, fd;
	struct stat is;         /* the file that is open */
	char *text;             /* read, and not given out */
	size_t len, at, room;
	json_int_t seq;         /* of the last line that was given out */
	bool skip;              /* a line without bound */
};

struct cursor *cursor_new(int dirfd, json_int_t seq)
{
	struct cursor *c = calloc(1, sizeof(*c));

	if (!c)
		return NULL;
	c->fd = -1;
	c->seq = seq;
	c->dirfd = fcntl(dirfd, F_DUPFD_CLOEXEC, 3);
	if (c->dirfd >= 0)
		return c;
	free(c);
	return NULL;
}

void cursor_free(struct cursor *c)
{
	if (!c)
		return;
	if (c->fd >= 0)
		close(c->fd);
	close(c->dirfd);
	free(c->text);
	free(c);
}

/* The number of a line; 0: it says none. */
static json_int_t number_of(const char *line)
{
	const char *at = strstr(line, "\"seq\":");
	long long n = at ? strtoll(at + 6, NULL, 10) : 0;

	return n > 0 ? n : 0;
}

/* -- which file ------------------------------------------------------------------------ */

/* The number of its first line; 0: it has none yet, or is compressed. */
static json_int_t first_of(int fd)
{
	char text[FIRST + 1];
	ssize_t n = pread(fd, text, FIRST, 0);

	text[n > 0 ? n : 0] = '\0';
	return text[0] == '{' ? number_of(text) : 0;
}

/*
 * The file in which the line behind the last one stands: the one that begins last before or with it; when
 * all begin later, the first of them.  -1: there is none.
 */
static int find(const struct cursor *c, struct stat *found)
{
	int dirfd = openat(c->dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), best = -1;
	DIR *d = dirfd < 0 ? NULL : fdopendir(dirfd);
	json_int_t want = c->seq + 1, best_first = 0;
	const struct dirent *e;

	if (!d && dirfd >= 0)
		close(dirfd);
	while (d && (e = readdir(d)) != NULL) {
		struct stat st;
		bool ours = strncmp(e->d_name, JOURNAL_NAME, strlen(JOURNAL_NAME)) == 0;
		int fd = ours ? disk_open_file(dirfd, e->d_name, &st) : -1;
		json_int_t first = fd >= 0 ? first_of(fd) : 0;
		bool better = first && (best < 0 || (first <= want ? best_first > want || first > best_first :
						     best_first > want && first < best_first));

		if (better) {
			if (best >= 0)
				close(best);
			best = fd;
			best_first = first;
			*found = st;
		} else if (fd >= 0) {
			close(fd);
		}
	}
	if (d)
		closedir(d);
	return best;
}

/* Is there another file to go on in?  It is open then. */
static bool go_on(struct cursor *c)
{
	struct stat st = { 0 };
	int fd = find(c, &st);

	if (fd < 0)
		return false;
	if (c->fd >= 0 && st.st_ino == c->is.st_ino && st.st_dev == c->is.st_dev) {
		close(fd);
		return false;
	}
	if (c->fd >= 0)
		close(c->fd);
	c->fd = fd;
	c->is = st;
	c->len = c->at = 0;
	c->skip = false;
	return true;
}

/* -- lines ----------------------------------------------------------------------------- */

/* More of the file that is open; false: it has no more, now. */
static bool read_more(struct cursor *c)
{
	ssize_t n;

	if (c->fd < 0)
		return false;
	if (c->at > 0) {
		memmove(c->text, c->text + c->at, c->len - c->at);
		c->len -= c->at;
		c->at = 0;
	}
	if (c->room - c->len < BLOCK + 1) {
		size_t room = c->room + BLOCK + c->room / 2 + 1;
		char *more = room <= JOURNAL_LINE_MAX ? realloc(c->text, room) : NULL;

		if (!more) {    /* a line without bound: passed over */
			c->len = 0;
			c->skip = true;
			return c->room >= BLOCK;
		}
		c->text = more;
		c->room = room;
	}
	do
		n = read(c->fd, c->text + c->len, BLOCK);
	while (n < 0 && errno == EINTR);
	c->len += n > 0 ? (size_t)n : 0;
	return n > 0;
}

/* A whole line of what was read; NULL: there is none. */
static char *take_line(struct cursor *c, size_t *len)
{
	char *line = c->text + c->at, *end = c->len > c->at ? memchr(line, '\n', c->len - c->at) : NULL;

	if (!end)
		return NULL;
	*end = '\0';
	*len = (size_t)(end - line);
	c->at += *len + 1;
	return line;
}

/* The next line in the file that is open, whichever it is; NULL: it ends here. */
static char *next_line(struct cursor *c, size_t *len)
{
	char *line = take_line(c, len);

	while (!line && read_more(c))
		line = take_line(c, len);
	return line;
}

const char *cursor_next(struct cursor *c, size_t *len, json_int_t *seq)
{
	for (;;) {
		char *line = next_line(c, len);

		/* Whatever the old file got last is read before the new one. */
		if (!line && go_on(c))
			continue;
		if (!line)
			return NULL;
		*seq = number_of(line);
		if (c->skip || *seq <= c->seq) {
			c->skip = false;
			continue;
		}
		if (c->seq && *seq != c->seq + 1)
			log_line(LOG_NOTICE, "mqtt", "lines %lld to %lld of the journal are not here any more",
				 (long long)c->seq + 1, (long long)*seq - 1);
		c->seq = *seq;
		return line;
	}
}

/* -- the place ----------------------------------------------------------------------------- */

json_t *cursor_load(int dirfd)
{
	struct stat st;
	int fd = disk_open_file(dirfd, CURSOR_NAME, &st);
	json_t *doc = fd >= 0 ? json_loadfd(fd, 0, NULL) : NULL;

	if (fd >= 0)
		close(fd);
	if (json_is_object(doc))
		return doc;
	json_decref(doc);
	return json_object();
}

int cursor_save(int dirfd, const json_t *doc)
{
	int fd = openat(dirfd, CURSOR_NAME ".new", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
	int err = fd < 0 ? -errno : json_dumpfd(doc, fd, JSON_COMPACT) < 0 || fdatasync(fd) < 0 ? -EIO : 0;

	if (fd >= 0)
		close(fd);
	if (err == 0 && renameat(dirfd, CURSOR_NAME ".new", dirfd, CURSOR_NAME) < 0)
		err = -errno;
	return err;
}
