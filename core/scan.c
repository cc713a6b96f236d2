/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scan.c -- from the folders of a library to its index.
 */
#include <config.h>
#include "core/scan.h"

#include "core/disk.h"
#include "core/sigcache.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#define FIRST_READ 4096                 /* enough for nearly all files */
#define SETTLE_NS 60000000000LL         /* a file that young may still be written */

int __attribute__((format(printf, 2, 3)))
scan_problem(struct scan *s, const char *fmt, ...)
{
	char text[600];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return list_add(&s->problems, pool_line(s->pool, text));
}

/* The first problem of a file is the one that is told. */
int __attribute__((format(printf, 3, 4)))
file_problem(struct scan *s, struct lib_file *f, const char *fmt, ...)
{
	char text[600];
	int at = snprintf(text, sizeof(text), "%.255s: ", f->name);
	va_list ap;

	if (f->problem)
		return 0;
	va_start(ap, fmt);
	vsnprintf(text + at, sizeof(text) - (size_t)at, fmt, ap);
	va_end(ap);
	f->problem = pool_line(s->pool, text);
	return f->problem ? 0 : -ENOMEM;
}

static bool is_firmware_name(const char *name)
{
	static const char *const suffix[] = { ".loads", ".sbn", ".sb2", ".sbin", ".bin",
					      ".sgn", ".sebn", ".zup" };

	for (size_t i = 0; i < sizeof(suffix) / sizeof(suffix[0]); i++)
		if (name_ends(name, suffix[i]))
			return true;
	return false;
}

static int check_file(struct scan *s, struct entry *e)
{
	struct lib_file *f = &e->file;
	bool list = name_ends(f->name, ".loads");
	ssize_t n = disk_read(s->fd, s->head, list ? HEAD_SIZE : FIRST_READ, 0);
	size_t header;
	int r;

	if (n < 0)
		return file_problem(s, f, "cannot be read: %s", strerror((int)-n));
	s->have = (size_t)n;
	if (f->size == 0 && is_firmware_name(f->name) && file_problem(s, f, "empty") < 0)
		return -ENOMEM;
	r = image_check(s, e, &header);
	return r == 0 && list ? load_add(s, e, header) : r;
}

/* Changed a moment ago, or not whole: somebody may be at it right now. */
static int note_unsettled(struct scan *s, struct lib_file *f)
{
	return f->problem || s->now_ns - f->mtime_ns < SETTLE_NS ? list_add(&s->unsettled, f) : 0;
}

static int scan_file(struct scan *s, struct lib_release *rel, struct list *files, int dirfd,
		     const char *name, struct stat st)
{
	struct entry *e = pool_take(s->pool, sizeof(*e));
	char *path = pool_path(s->pool, rel->name, name);
	int r = e && path ? list_add(files, e) : -ENOMEM;

	if (r < 0)
		return r;
	e->file.path = path;
	e->file.name = path + strlen(path) - strlen(name);
	e->file.release = rel;
	e->file.signature.state = SIGNATURE_NONE;
	s->fd = openat(dirfd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (s->fd < 0)
		r = file_problem(s, &e->file, "cannot be read: %s", strerror(errno));
	else if (fstat(s->fd, &st) != 0 || !S_ISREG(st.st_mode))
		r = file_problem(s, &e->file, "not a regular file");
	e->file.size = (uint64_t)st.st_size;
	e->file.inode = st.st_ino;
	e->file.mtime_ns = disk_mtime(&st);
	if (r == 0 && !e->file.problem)
		r = check_file(s, e);
	if (s->fd >= 0)
		close(s->fd);
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

static int scan_entry(struct scan *s, const struct lib_folder *in, struct lib_release *rel,
		      struct list *files, int dirfd, const char *name)
{
	const char *slash = *rel->name ? "/" : "";
	struct stat st;

	if (fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return 0;       /* gone meanwhile */
	if (S_ISREG(st.st_mode))
		return scan_file(s, rel, files, dirfd, name, st);
	if (!S_ISDIR(st.st_mode))
		return scan_problem(s, "%s%s%s: not a regular file or folder: ignored", rel->name,
				    slash, name);
	if (in->depth == LIBRARY_DEPTH)
		return scan_problem(s, "%s%s%s: too many folders in folders: ignored", rel->name,
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

static int finish_release(struct scan *s, struct lib_release *rel, struct list *files)
{
	if (files->count == 0)
		return 0;
	rel->file = list_settle(s->pool, files);
	if (!rel->file)
		return -ENOMEM;
	rel->file_count = files->count;
	qsort(rel->file, rel->file_count, sizeof(*rel->file), file_cmp);
	for (size_t i = 0; i < rel->file_count; i++)
		if (load_add_one_file(s, rel->file[i]) < 0)
			return -ENOMEM;
	return list_add(&s->releases, rel);
}

static int scan_entries(struct scan *s, const struct lib_folder *f, DIR *dir)
{
	struct lib_release *rel = pool_take(s->pool, sizeof(*rel));
	struct list files = { 0 };
	struct dirent *d;
	int r = rel ? 0 : -ENOMEM;

	if (rel)
		rel->name = f->name;
	/* What starts with a dot is no firmware: an import under way, rubbish of a Mac. */
	while (r == 0 && (errno = 0, d = readdir(dir)) != NULL)
		if (d->d_name[0] != '.')
			r = scan_entry(s, f, rel, &files, dirfd(dir), d->d_name);
	if (r == 0 && errno != 0)
		r = scan_problem(s, "%s: folder cannot be read: %s", *f->name ? f->name : ".",
				 strerror(errno));
	if (r == 0)
		r = finish_release(s, rel, &files);
	free(files.item);
	return r;
}

static int scan_folder(struct scan *s, struct lib_folder *f)
{
	int fd = disk_open(s->lib->dirfd, *f->name ? f->name : ".", O_RDONLY | O_DIRECTORY);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct stat st;
	int r;

	/* Before it is read: what comes later makes it another one. */
	if (dir && fstat(fd, &st) == 0)
		f->mtime_ns = disk_mtime(&st);
	if (!dir) {
		/* Better the old index than none. */
		if (s->old && f->depth == 0)
			return -errno;
		r = scan_problem(s, "%s: folder cannot be read: %s", f->name, strerror(errno));
		if (fd >= 0)
			close(fd);
		return r;
	}
	r = scan_entries(s, f, dir);
	closedir(dir);
	return r;
}

/* A folder adds the folders in it to the end of the list. */
static int scan_all(struct scan *s)
{
	int r = add_folder(s, "", "", 0);

	for (size_t i = 0; r == 0 && i < s->folders.count; i++)
		r = scan_folder(s, s->folders.item[i]);
	return r;
}

/* -- the index --------------------------------------------------------------- */

static int release_cmp(const void *a, const void *b)
{
	const struct lib_release *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

/* What the index before this one knew of the same files. */
static void inherit(struct lib_release *now, const struct lib_release *then)
{
	for (size_t i = 0; i < now->file_count; i++) {
		struct lib_file *f = now->file[i];
		const struct lib_file *o = library_file(then, f->name);

		if (o && strcmp(o->name, f->name) == 0 && o->size == f->size &&
		    o->mtime_ns == f->mtime_ns && o->inode == f->inode)
			f->signature = o->signature;
	}
}

/* What an earlier check found. */
static int recall_signatures(struct scan *s)
{
	for (size_t i = 0; s->old && i < s->releases.count; i++) {
		struct lib_release *now = s->releases.item[i];
		const struct lib_release *then = library_release(s->old, now->name);

		if (then)
			inherit(now, then);
	}
	sigcache_load(s->lib);
	for (size_t i = 0; i < s->releases.count; i++) {
		struct lib_release *r = s->releases.item[i];

		for (size_t k = 0; k < r->file_count; k++)
			if (r->file[k]->signature.state == SIGNATURE_BAD &&
			    file_spoil(s->pool, r->file[k]) < 0)
				return -ENOMEM;
	}
	return 0;
}

static int make_index(struct scan *s)
{
	struct library *lib = s->lib;

	lib->release = list_settle(s->pool, &s->releases);
	lib->release_count = lib->release ? s->releases.count : 0;
	if (recall_signatures(s) < 0)
		return -ENOMEM;
	for (size_t i = 0; i < s->loads.count; i++)
		if (load_resolve(s, s->loads.item[i]) < 0)
			return -ENOMEM;
	lib->load = list_settle(s->pool, &s->loads);
	lib->problem = list_settle(s->pool, &s->problems);
	lib->folder = list_settle(s->pool, &s->folders);
	lib->unsettled = list_settle(s->pool, &s->unsettled);
	if (!lib->release || !lib->load || !lib->problem || !lib->folder || !lib->unsettled)
		return -ENOMEM;
	lib->folder_count = s->folders.count;
	lib->unsettled_count = s->unsettled.count;
	lib->load_count = s->loads.count;
	lib->problem_count = s->problems.count;
	qsort(lib->release, lib->release_count, sizeof(*lib->release), release_cmp);
	library_sort(lib);
	return 0;
}

static int64_t wall_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* @out->dirfd is open. */
int scan_library(struct library *out, const char *path, const struct library *old,
			const struct plugins *plugins)
{
	struct scan s = { .lib = out, .plugins = plugins, .old = old, .now_ns = wall_ns() };
	int r = -ENOMEM;

	out->store = calloc(1, sizeof(*out->store));
	s.pool = out->store ? &out->store->pool : NULL;
	s.head = malloc(HEAD_SIZE);
	if (s.pool && s.head && (out->path = pool_text(s.pool, path)))
		r = scan_all(&s);
	if (r == 0)
		r = make_index(&s);
	free(s.head);
	free(s.folders.item);
	free(s.releases.item);
	free(s.loads.item);
	free(s.problems.item);
	free(s.unsettled.item);
	if (r < 0)
		library_close(out);
	return r;
}
