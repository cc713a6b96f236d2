/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* collected.c -- see collected.h. */
#include <config.h>

#include "core/fleet/collected.h"
#include "core/base/clock.h"
#include "core/base/disk.h"
#include "core/base/journal_file.h"
#include "core/base/log.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK 65536
#define LINE_FIRST 4096         /* in which its time stands */

struct source {
	char *name;             /* below the folder */
	dev_t dev;
	ino_t ino;
	off_t at;               /* read so far: whole lines */
	int64_t begins;         /* milliseconds since 1970; 0: not known yet */
	bool seen;              /* at this look */
};

struct collected {
	char *path;
	struct source *source;
	size_t count;
	bool many;              /* that there are too many was said */
	char *line;             /* JOURNAL_LINE_MAX + 1 */
	void (*each)(const json_t *line, void *arg);
	void *arg;
	long lines;
};

struct collected *collected_new(const char *path)
{
	struct collected *c = calloc(1, sizeof(*c));

	if (c && (c->path = strdup(path)) && (c->line = malloc(JOURNAL_LINE_MAX + 1)))
		return c;
	collected_free(c);
	return NULL;
}

void collected_free(struct collected *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->count; i++)
		free(c->source[i].name);
	free(c->source);
	free(c->path);
	free(c->line);
	free(c);
}

/* -- which files there are ------------------------------------------------------------- */

static bool is_journal(const char *name)
{
	const char *at = strstr(name, ".jsonl"), *end = name + strlen(name);

	if (name[0] == '.' || !at)
		return false;
	return !(end - name > 3 && (strcmp(end - 3, ".gz") == 0 || strcmp(end - 3, ".xz") == 0)) &&
	       !(end - name > 4 && (strcmp(end - 4, ".zst") == 0 || strcmp(end - 4, ".bz2") == 0));
}

static int64_t begin_of(int fd)
{
	static const char key[] = "\"time\":\"";
	char text[LINE_FIRST + 1];
	ssize_t n = pread(fd, text, LINE_FIRST, 0);
	char *at, *end;

	text[n > 0 ? n : 0] = '\0';
	at = strstr(text, key);
	end = at ? strchr(at + strlen(key), '"') : NULL;
	if (!end)
		return 0;
	*end = '\0';
	return clock_parse(at + strlen(key));
}

static struct source *find(struct collected *c, const struct stat *st)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->source[i].dev == st->st_dev && c->source[i].ino == st->st_ino)
			return &c->source[i];
	return NULL;
}

static struct source *add(struct collected *c, const struct stat *st)
{
	struct source *grown;

	if (c->count >= COLLECTED_FILES) {
		if (!c->many)
			log_line(LOG_WARNING, "fleet", "%s: more than %d files; the rest is not read", c->path,
				 COLLECTED_FILES);
		c->many = true;
		return NULL;
	}
	grown = reallocarray(c->source, c->count + 1, sizeof(*grown));
	if (!grown)
		return NULL;
	c->source = grown;
	grown[c->count] = (struct source){ .dev = st->st_dev, .ino = st->st_ino };
	return &grown[c->count++];
}

static void take_name(struct collected *c, int dirfd, const char *folder, const char *name)
{
	struct source *s;
	struct stat st;
	int fd = disk_open_file(dirfd, name, &st);

	if (fd < 0)
		return;
	s = find(c, &st);
	if (!s)
		s = add(c, &st);
	if (s) {
		s->seen = true;
		free(s->name);
		if (asprintf(&s->name, "%s%s%s", folder, folder[0] ? "/" : "", name) < 0)
			s->name = NULL;
		if (st.st_size < s->at)         /* cut: it begins anew */
			s->at = 0;
		if (!s->begins)
			s->begins = begin_of(fd);
	}
	close(fd);
}

/* @deep: also the folders in it. */
static int look(struct collected *c, int dirfd, const char *folder, bool deep)
{
	DIR *d = fdopendir(dirfd);
	const struct dirent *e;

	if (!d) {
		close(dirfd);
		return -errno;
	}
	while ((e = readdir(d)) != NULL) {
		int below = deep && e->d_name[0] != '.' && (e->d_type == DT_DIR || e->d_type == DT_UNKNOWN) ?
			    openat(dirfd, e->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW) : -1;

		if (below >= 0)
			(void)look(c, below, e->d_name, false);
		else if (is_journal(e->d_name))
			take_name(c, dirfd, folder, e->d_name);
	}
	closedir(d);
	return 0;
}

static void drop_unseen(struct collected *c)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->count; i++) {
		if (c->source[i].seen)
			c->source[kept++] = c->source[i];
		else
			free(c->source[i].name);
	}
	c->count = kept;
}

static int by_time(const void *x, const void *y)
{
	const struct source *a = x, *b = y;

	if (a->begins != b->begins)
		return a->begins < b->begins ? -1 : 1;
	return strcmp(a->name ? a->name : "", b->name ? b->name : "");
}

/* -- what is in them --------------------------------------------------------------------- */

static void take_line(struct collected *c, size_t len)
{
	json_t *line = json_loadb(c->line, len, JSON_REJECT_DUPLICATES, NULL);

	if (json_is_object(line)) {
		c->lines++;
		c->each(line, c->arg);
	}
	json_decref(line);
}

/* Whole lines from where it ended; one without an end is left for the next time. */
static void read_source(struct collected *c, struct source *s, int fd)
{
	char block[BLOCK];
	size_t len = 0;
	bool skip = false;      /* a line without bound */
	off_t at = s->at;
	ssize_t n;

	while ((n = pread(fd, block, sizeof(block), at)) > 0) {
		for (ssize_t i = 0; i < n; i++) {
			if (block[i] == '\n') {
				if (!skip && len)
					take_line(c, len);
				s->at = at + i + 1;
				len = 0;
				skip = false;
			} else if (len < JOURNAL_LINE_MAX) {
				c->line[len++] = block[i];
			} else {
				skip = true;
			}
		}
		at += n;
	}
}

long collected_read(struct collected *c, void (*each)(const json_t *line, void *arg), void *arg)
{
	int dirfd = open(c->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), again, err;

	if (dirfd < 0)
		return -errno;
	again = fcntl(dirfd, F_DUPFD_CLOEXEC, 3);
	for (size_t i = 0; i < c->count; i++)
		c->source[i].seen = false;
	err = again < 0 ? -errno : look(c, again, "", true);
	drop_unseen(c);
	if (c->count)
		qsort(c->source, c->count, sizeof(*c->source), by_time);
	c->each = each;
	c->arg = arg;
	c->lines = 0;
	for (size_t i = 0; i < c->count; i++) {
		struct stat st;
		int fd = c->source[i].name ? disk_open_file(dirfd, c->source[i].name, &st) : -1;

		if (fd >= 0 && st.st_ino == c->source[i].ino && st.st_size > c->source[i].at)
			read_source(c, &c->source[i], fd);
		if (fd >= 0)
			close(fd);
	}
	close(dirfd);
	return err < 0 ? err : c->lines;
}
