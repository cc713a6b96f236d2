/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * inbox.c -- a folder into which people drop files, and which of these are complete.
 *
 * The kernel says when a file was closed or moved in.  That is not enough: a copy may
 * close and open it in between, and a share of Windows does.  So a file must also stay as
 * it is for a while, and nobody may have it open for writing, which the kernel tells by
 * refusing a read lease.  Where leases are not to be had, time alone decides.
 */
#include <config.h>
#include "core/library/inbox.h"

#include "core/base/disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netrecover/types.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOOK_MS 250

struct dropped {
	char name[256];
	uint64_t size;
	int64_t mtime_ns;
	int64_t since_ms;               /* it is like that */
	struct dropped *next;
};

struct inbox {
	int events;
	char folder[PATH_SIZE];
	struct dropped *pending;        /* the oldest first */
};

/* Under these names browsers and copiers keep what is not complete. */
static bool is_partial(const char *name)
{
	static const char *const ends[] = {
		".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp", ".opdownload", "~",
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(ends); i++)
		if (file_name_ends(name, ends[i]))
			return true;
	return name[0] == '.';
}

static void drop(struct inbox *b, const char *name, int64_t now_ms)
{
	struct dropped **at = &b->pending, *d;

	if (is_partial(name) || strlen(name) >= sizeof(d->name))
		return;
	for (; *at; at = &(*at)->next)
		if (strcmp((*at)->name, name) == 0) {
			(*at)->since_ms = now_ms;
			return;
		}
	d = calloc(1, sizeof(*d));
	if (!d)
		return;
	snprintf(d->name, sizeof(d->name), "%s", name);
	d->since_ms = now_ms;
	*at = d;
}

/* All that lies there. */
static int look(struct inbox *b, int64_t now_ms)
{
	DIR *dir = opendir(b->folder);
	struct dirent *d;

	if (!dir)
		return -errno;
	while ((d = readdir(dir)) != NULL)
		drop(b, d->d_name, now_ms);
	closedir(dir);
	return 0;
}

static int open_folder(struct inbox *b, const char *folder)
{
	if (snprintf(b->folder, 700, "%s", folder) >= 700)
		return -ENAMETOOLONG;
	b->events = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (b->events < 0 || inotify_add_watch(b->events, folder, IN_CLOSE_WRITE | IN_MOVED_TO | IN_ONLYDIR |
					       IN_DELETE_SELF | IN_MOVE_SELF) < 0)
		return -errno;
	return 0;
}

int inbox_new(struct inbox **out, const char *folder, int64_t now_ms)
{
	struct inbox *b = calloc(1, sizeof(*b));
	int r;

	*out = NULL;
	if (!b)
		return -ENOMEM;
	b->events = -1;
	/* Whoever writes to a file while we ask for its lease sends this. */
	signal(SIGIO, SIG_IGN);
	r = open_folder(b, folder);
	if (r == 0)
		r = look(b, now_ms);
	if (r < 0)
		inbox_free(b);
	else
		*out = b;
	return r;
}

void inbox_free(struct inbox *b)
{
	if (!b)
		return;
	while (b->pending) {
		struct dropped *d = b->pending;

		b->pending = d->next;
		free(d);
	}
	if (b->events >= 0)
		close(b->events);
	free(b);
}

int inbox_fd(const struct inbox *b)
{
	return b->events;
}

static int take_event(struct inbox *b, const struct inotify_event *e, int64_t now_ms)
{
	if (e->mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED))
		return -ENOENT;
	if (e->mask & IN_Q_OVERFLOW)
		return look(b, now_ms);
	if (e->len > 0)
		drop(b, e->name, now_ms);
	return 0;
}

int inbox_read(struct inbox *b, int64_t now_ms)
{
	_Alignas(struct inotify_event) char buf[4096];
	ssize_t n;
	int r = 0;

	while (r == 0 && (n = read(b->events, buf, sizeof(buf))) > 0)
		for (ssize_t at = 0; r == 0 && at < n;) {
			const struct inotify_event *e = (const void *)(buf + at);

			r = take_event(b, e, now_ms);
			at += (ssize_t)(sizeof(*e) + e->len);
		}
	return r;
}

/* Has somebody the file open for writing?  Where that cannot be known: no. */
static bool is_written(int fd)
{
	if (fcntl(fd, F_SETLEASE, F_RDLCK) == 0) {
		fcntl(fd, F_SETLEASE, F_UNLCK);
		return false;
	}
	return errno == EAGAIN;
}

enum look { LOOK_GONE, LOOK_CHANGES, LOOK_COMPLETE };

static enum look look_at(const struct inbox *b, struct dropped *d, int64_t now_ms)
{
	char path[PATH_SIZE + sizeof(d->name) + 1];
	struct stat st;
	bool written;
	int fd;

	/* By its path: a handle would keep the folder from being gone. */
	snprintf(path, sizeof(path), "%s/%s", b->folder, d->name);
	fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		if (fd >= 0)
			close(fd);
		return LOOK_GONE;
	}
	written = is_written(fd);
	close(fd);
	if (written || (uint64_t)st.st_size != d->size || disk_mtime(&st) != d->mtime_ns) {
		d->size = (uint64_t)st.st_size;
		d->mtime_ns = disk_mtime(&st);
		d->since_ms = now_ms;
	}
	if (now_ms - d->since_ms < INBOX_SETTLE_MS)
		return LOOK_CHANGES;
	/* What is empty will be written to, and then closed. */
	return d->size > 0 ? LOOK_COMPLETE : LOOK_GONE;
}

bool inbox_next(struct inbox *b, int64_t now_ms, char path[PATH_SIZE])
{
	for (struct dropped **at = &b->pending; *at;) {
		struct dropped *d = *at;
		enum look seen = look_at(b, d, now_ms);

		if (seen == LOOK_CHANGES) {
			at = &d->next;
			continue;
		}
		*at = d->next;
		snprintf(path, PATH_SIZE, "%.*s/%s", PATH_SIZE - 258, b->folder, d->name);
		free(d);
		if (seen == LOOK_COMPLETE)
			return true;
	}
	return false;
}

int64_t inbox_wait_ms(const struct inbox *b)
{
	return b->pending ? LOOK_MS : -1;
}
