/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * scan.c -- from the folders of a library to its index, in steps of one file
 * each: a bench that runs takes a few of them whenever it has nothing to do.
 *
 *   FOLDER --> ENTRY ... --> ONE_FILE ... --> FOLDER ... --> SIGNATURES --> LOAD ... --> DONE
 *   opened     each name     each file                       of all         each
 */
#include <config.h>
#include "core/library/scan.h"

#include "core/base/disk.h"
#include "core/base/file_name.h"
#include "core/library/image_check.h"
#include "core/library/load_list.h"
#include "core/library/making.h"
#include "core/library/problem.h"
#include "core/library/sigcache.h"
#include "core/library/store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#define FIRST_READ 4096                 /* enough for nearly all files */
#define SETTLE_NS 60000000000LL         /* a file that young may still be written */

/* Whatever it is: with the name of firmware, something may be missing in what is said. */
static int file_unread(struct scan *s, struct lib_file *f, int error)
{
	int r = problem_of_file(s, f, "cannot be read: %s", strerror(error));

	return r == 0 && file_name_is_firmware(f->name) ? problem_unread(s, f->path, false, error) : r;
}

static int check_file(struct scan *s, struct entry *e)
{
	struct lib_file *f = &e->file;
	bool list = file_name_kind(f->name) == FILE_NAME_LIST;
	size_t want = list ? HEAD_SIZE : FIRST_READ;
	ssize_t n = disk_read(s->fd, s->head, f->size < want ? (size_t)f->size : want, 0);
	struct nr_reader payload;
	int r;

	if (n < 0)
		return file_unread(s, f, (int)-n);
	s->have = (size_t)n;
	if (f->size == 0 && file_name_is_firmware(f->name) && problem_of_file(s, f, "empty") < 0)
		return -ENOMEM;
	r = image_check(s, e, &payload);
	return r == 0 && list ? load_list_add(s, e, payload) : r;
}

/* Changed a moment ago, or not whole: it may still be being written. */
static int note_unsettled(struct scan *s, struct lib_file *f)
{
	return f->problem || s->now_ns - f->mtime_ns < SETTLE_NS ? list_add(&s->unsettled, f) : 0;
}

static bool is_same(const struct lib_file *f, const struct stat *st)
{
	return f->size == (uint64_t)st->st_size && f->mtime_ns == disk_mtime(st) &&
	       f->inode == st->st_ino;
}

/* The same file in the old index, or NULL. */
static const struct lib_file *same_file(const struct scan *s, const char *name,
					const struct stat *st)
{
	const struct lib_file *f = s->then ? index_file(s->then, name) : NULL;

	return f && strcmp(f->name, name) == 0 && is_same(f, st) ? f : NULL;
}

/* It need not be opened again.  But a list makes a load, and what was not whole or is
 * very young may have changed unseen. */
static bool is_settled(const struct scan *s, const struct lib_file *f)
{
	return !f->problem && file_name_kind(f->name) != FILE_NAME_LIST &&
	       s->now_ns - f->mtime_ns >= SETTLE_NS;
}

static int take_over(struct scan *s, struct entry *e, const struct entry *known)
{
	e->signed_header = known->signed_header;
	e->stranger = known->stranger;
	e->md5 = known->md5 ? pool_text(s->pool, known->md5) : NULL;
	return known->md5 && !e->md5 ? -ENOMEM : 0;
}

static int read_file(struct scan *s, struct entry *e, struct stat *st)
{
	int r;

	s->fd = openat(dirfd(s->dir), e->file.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (s->fd < 0) {
		r = file_unread(s, &e->file, errno);
		fstatat(dirfd(s->dir), e->file.name, st, AT_SYMLINK_NOFOLLOW);
		return r;
	}
	if (fstat(s->fd, st) != 0 || !S_ISREG(st->st_mode)) {
		r = problem_of_file(s, &e->file, "not a regular file");
	} else {
		e->file.size = (uint64_t)st->st_size;
		r = check_file(s, e);
	}
	close(s->fd);
	return r;
}

static int scan_file(struct scan *s, const char *name, struct stat st)
{
	const struct lib_file *known = same_file(s, name, &st);
	struct entry *e = pool_take(s->pool, sizeof(*e));
	char *path = pool_path(s->pool, s->release->name, name);
	int r = e && path ? list_add(&s->files, e) : -ENOMEM;

	if (r < 0)
		return r;
	e->file.path = path;
	e->file.name = path + strlen(path) - strlen(name);
	e->file.release = s->release;
	e->file.signature.state = SIGNATURE_NONE;
	if (known && is_settled(s, known))
		r = take_over(s, e, entry_of(known));
	else
		r = read_file(s, e, &st);
	if (known && is_same(known, &st))
		e->file.signature = known->signature;
	e->file.size = (uint64_t)st.st_size;
	e->file.inode = st.st_ino;
	e->file.mtime_ns = disk_mtime(&st);
	s->file_count++;
	return r == 0 ? note_unsettled(s, &e->file) : r;
}

static int add_folder(struct scan *s, const char *parent, const char *name, int depth)
{
	struct lib_folder *f = pool_take(s->pool, sizeof(*f));

	if (!f || !(f->name = pool_path(s->pool, parent, name)))
		return -ENOMEM;
	f->depth = depth;
	return list_add(&s->folders, f);
}

static int scan_entry(struct scan *s, const char *name, unsigned char type)
{
	const struct lib_folder *in = s->folders.item[s->folder];
	const char *slash = *in->name ? "/" : "";
	struct stat st = { 0 };

	/* What it is like counts only where it may be known already. */
	if (type == DT_REG && !s->then)
		return scan_file(s, name, st);
	if (fstatat(dirfd(s->dir), name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
		int error = errno;
		char *path = pool_path(s->pool, in->name, name);

		return path ? problem_unread(s, path, true, error) : -ENOMEM;
	}
	if (S_ISREG(st.st_mode))
		return scan_file(s, name, st);
	if (!S_ISDIR(st.st_mode))
		return problem_of_library(s, "%s%s%s: not a regular file or folder: ignored", in->name,
					  slash, name);
	if (in->depth == LIBRARY_DEPTH)
		return problem_of_library(s, "%s%s%s: too many folders in folders: ignored", in->name,
					  slash, name);
	return add_folder(s, in->name, name, in->depth + 1);
}

static int name_cmp(const char *a, const char *b)
{
	int c = strcasecmp(a, b);

	return c ? c : strcmp(a, b);
}

static int file_cmp(const void *a, const void *b)
{
	const struct lib_file *const *x = a, *const *y = b;

	return name_cmp((*x)->name, (*y)->name);
}

/* -- one step after another ---------------------------------------------------- */

static int open_folder(struct scan *s, struct lib_folder *f)
{
	int fd = disk_open(s->lib.dirfd, *f->name ? f->name : ".", O_RDONLY | O_DIRECTORY);
	struct stat st;

	s->dir = fd >= 0 ? fdopendir(fd) : NULL;
	if (!s->dir) {
		int error = errno;

		if (fd >= 0)
			close(fd);
		/* The old index is better than none. */
		return s->old && f->depth == 0 ? -error : problem_unread(s, f->name, true, error);
	}
	/* Before it is read: what comes later makes it another one. */
	if (fstat(fd, &st) == 0)
		f->mtime_ns = disk_mtime(&st);
	s->release = pool_take(s->pool, sizeof(*s->release));
	if (!s->release)
		return -ENOMEM;
	s->release->name = f->name;
	s->then = s->old ? index_release(s->old, f->name) : NULL;
	s->files.count = 0;
	s->phase = SCAN_ENTRY;
	return 0;
}

static int step_folder(struct scan *s)
{
	int r;

	if (s->folder == s->folders.count) {
		s->phase = SCAN_SIGNATURES;
		return 0;
	}
	r = open_folder(s, s->folders.item[s->folder]);
	s->folder += s->phase == SCAN_FOLDER;   /* that cannot be read: to the next */
	return r;
}

/* All files of the folder are known. */
static int end_folder(struct scan *s)
{
	struct lib_release *rel = s->release;

	closedir(s->dir);
	s->dir = NULL;
	s->next = 0;
	s->phase = SCAN_ONE_FILE;
	if (s->files.count == 0)
		return 0;
	rel->file = list_settle(s->pool, &s->files);
	if (!rel->file)
		return -ENOMEM;
	rel->file_count = s->files.count;
	qsort(rel->file, rel->file_count, sizeof(*rel->file), file_cmp);
	return list_add(&s->releases, rel);
}

static int step_entry(struct scan *s)
{
	struct dirent *d = (errno = 0, readdir(s->dir));
	int r = 0;

	/* What starts with a dot is no firmware: an import under way, rubbish of a Mac. */
	if (d)
		return d->d_name[0] != '.' ? scan_entry(s, d->d_name, d->d_type) : 0;
	if (errno)
		r = problem_unread(s, s->release->name, true, errno);
	return r < 0 ? r : end_folder(s);
}

static int step_one_file(struct scan *s)
{
	if (s->next < s->release->file_count)
		return load_list_add_one_file(s, s->release->file[s->next++]);
	s->folder++;
	s->phase = SCAN_FOLDER;
	return 0;
}

static int release_cmp(const void *a, const void *b)
{
	const struct lib_release *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

/* What an earlier check found bad has its problem before the loads are judged. */
static int step_signatures(struct scan *s)
{
	struct library *lib = &s->lib;

	lib->release = list_settle(s->pool, &s->releases);
	if (!lib->release)
		return -ENOMEM;
	lib->release_count = s->releases.count;
	qsort(lib->release, lib->release_count, sizeof(*lib->release), release_cmp);
	sigcache_load(lib);
	for (size_t i = 0; i < lib->release_count; i++)
		for (size_t k = 0; k < lib->release[i]->file_count; k++) {
			struct lib_file *f = lib->release[i]->file[k];

			if (f->signature.state == SIGNATURE_BAD && problem_bad_signature(s->pool, f) < 0)
				return -ENOMEM;
		}
	s->next = 0;
	s->phase = SCAN_LOAD;
	return 0;
}

static int finish_index(struct scan *s)
{
	struct library *lib = &s->lib;

	lib->load = list_settle(s->pool, &s->loads);
	lib->problem = list_settle(s->pool, &s->problems);
	lib->folder = list_settle(s->pool, &s->folders);
	lib->unsettled = list_settle(s->pool, &s->unsettled);
	if (!lib->load || !lib->problem || !lib->folder || !lib->unsettled)
		return -ENOMEM;
	lib->folder_count = s->folders.count;
	lib->unsettled_count = s->unsettled.count;
	lib->load_count = s->loads.count;
	lib->problem_count = s->problems.count;
	index_sort(lib);
	s->phase = SCAN_DONE;
	return 0;
}

static int step(struct scan *s)
{
	switch (s->phase) {
	case SCAN_FOLDER:
		return step_folder(s);
	case SCAN_ENTRY:
		return step_entry(s);
	case SCAN_ONE_FILE:
		return step_one_file(s);
	case SCAN_SIGNATURES:
		return step_signatures(s);
	case SCAN_LOAD:
		return s->next < s->loads.count ? load_list_resolve(s, s->loads.item[s->next++]) :
		       finish_index(s);
	case SCAN_DONE:
		break;
	}
	return 0;
}

static int64_t now_ns(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

void scan_free(struct scan *s)
{
	if (!s)
		return;
	if (s->dir)
		closedir(s->dir);
	if (s->lib.dirfd >= 0)
		close(s->lib.dirfd);
	store_free(s->lib.store);
	free(s->head);
	free(s->files.item);
	free(s->folders.item);
	free(s->releases.item);
	free(s->loads.item);
	free(s->problems.item);
	free(s->unsettled.item);
	free(s);
}

static int scan_new(struct scan **out, int dirfd, const char *path, const struct library *old,
		    const struct plugins *plugins)
{
	struct scan *s;

	*out = NULL;
	if (dirfd < 0)
		return -errno;
	s = calloc(1, sizeof(*s));
	if (!s) {
		close(dirfd);
		return -ENOMEM;
	}
	s->lib.dirfd = dirfd;
	s->plugins = plugins;
	s->old = old;
	s->now_ns = now_ns(CLOCK_REALTIME);
	s->lib.store = calloc(1, sizeof(*s->lib.store));
	s->pool = s->lib.store ? &s->lib.store->pool : NULL;
	s->head = malloc(HEAD_SIZE);
	if (s->pool && s->head && (s->lib.path = pool_text(s->pool, path)) &&
	    add_folder(s, "", "", 0) == 0) {
		*out = s;
		return 0;
	}
	scan_free(s);
	return -ENOMEM;
}

int scan_begin(struct scan **out, const char *path, const struct plugins *plugins)
{
	return scan_new(out, open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), path, NULL, plugins);
}

int scan_again(struct scan **out, const struct library *old, const struct plugins *plugins)
{
	return scan_new(out, fcntl(old->dirfd, F_DUPFD_CLOEXEC, 3), old->path, old, plugins);
}

int scan_step(struct scan *s, unsigned us, struct library *out)
{
	int64_t end = now_ns(CLOCK_MONOTONIC) + us * 1000LL;

	do {
		int r = step(s);

		if (r < 0)
			return r;
	} while (s->phase != SCAN_DONE && (us == 0 || now_ns(CLOCK_MONOTONIC) < end));
	if (s->phase != SCAN_DONE)
		return 1;
	*out = s->lib;
	memset(&s->lib, 0, sizeof(s->lib));
	s->lib.dirfd = -1;
	return 0;
}

size_t scan_files(const struct scan *s)
{
	return s->file_count;
}
