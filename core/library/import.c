/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * import.c -- archives, folders and files into the firmware library.
 *
 * Single files are dealt with here, archives and folders in files of their own.
 * Whatever it is, it is put together in a hidden folder of the library, checked
 * there and renamed into place.  One import at a time holds a lock on the library folder, so what
 * an interrupted one left behind is surely stale and is removed by the next.
 */
#include <config.h>
#include "core/library/import.h"

#include "core/base/file_name.h"
#include "core/base/log.h"
#include "core/library/bycatch.h"
#include "core/library/import_archive.h"
#include "core/library/import_folder.h"
#include "core/library/sigcache.h"
#include "core/library/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* -- single files ------------------------------------------------------------ */

/* A file of the library's top folder with this name in any case, into @found. */
static bool find_any_case(int libfd, const char *name, char found[256])
{
	int fd = openat(libfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *d;
	bool hit = false;

	while (dir && !hit && (d = readdir(dir)) != NULL) {
		hit = strcasecmp(d->d_name, name) == 0;
		if (hit)
			snprintf(found, 256, "%s", d->d_name);
	}
	if (dir)
		closedir(dir);
	else if (fd >= 0)
		close(fd);
	return hit;
}

/* A list may come before its images here, so only the file itself is judged. */
static int check_single(struct stage *s)
{
	const struct library *lib = &s->checked;
	int r = stage_spell(s);

	if (r == 0)
		r = stage_look(s, "");
	if (r == 0 && lib->release_count == 1 && lib->release[0]->file[0]->problem)
		return stage_refuse(s->job, s->label, "%s", lib->release[0]->file[0]->problem);
	return r;
}

/* Is it there already, perhaps in another case, or without the number of a copy? */
static bool is_there(const struct stage *s, const char *name, char found[256])
{
	char plain[256];
	int libfd = s->job->libfd;

	if (find_any_case(libfd, name, found))
		return tree_same(s->fd, s->path[0], libfd, found);
	return bycatch_is_copy(name, plain, sizeof(plain)) && find_any_case(libfd, plain, found) &&
	       tree_same(s->fd, s->path[0], libfd, found);
}

static int place_single(struct stage *s)
{
	const char *name = s->path[0];
	char found[256] = "", from[PATH_SIZE];

	if (is_there(s, name, found))
		return stage_announce(s, found, OUTCOME_THERE);
	if (strcasecmp(found, name) == 0)
		return stage_refuse(s->job, s->label, "another file %s is in the library already", found);
	snprintf(from, sizeof(from), "%s/%s", s->name, name);
	if (stage_sync(s) != 0)
		return stage_trouble(s->job, s->label, "library", errno);
	if (renameat(s->job->libfd, from, s->job->libfd, name) != 0)
		return stage_trouble(s->job, s->label, name, errno);
	fsync(s->job->libfd);
	sigcache_append(s->job->libfd, "", &s->checked);
	return stage_announce(s, name, OUTCOME_TAKEN);
}

static int import_single(struct import_job *job, const char *label, const char *base, int fd,
			 const struct stat *st)
{
	enum bycatch what = bycatch_of_path(base);
	char clean[PATH_SIZE];
	struct stage s;
	int r;

	if (import_archive_refused(job, label, base, fd))
		return -EINVAL;
	if (base[0] == '.' || file_name_clean(base, clean) || strcmp(clean, base) != 0)
		return stage_refuse(job, label, "not the name of a firmware file");
	if (what == BYCATCH_OTHER)
		return stage_refuse(job, label, "no firmware, by its name");
	if (what != BYCATCH_FIRMWARE)
		return stage_refuse(job, label, "%s, no firmware: phones are recovered without them",
				    bycatch_name(what));
	r = stage_open(&s, job, label);
	s.total = (uint64_t)st->st_size;
	if (r == 0)
		r = stage_copy(&s, fd, base);
	if (r == 0)
		r = check_single(&s);
	if (r == 0)
		r = place_single(&s);
	stage_close(&s);
	return r;
}

/* -- whatever it is ---------------------------------------------------------- */

static void remove_stale(int libfd)
{
	int fd = openat(libfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *d;

	while (dir && (d = readdir(dir)) != NULL)
		if (strncmp(d->d_name, STAGE_PREFIX, strlen(STAGE_PREFIX)) == 0)
			tree_remove(libfd, d->d_name, 0);
	if (dir)
		closedir(dir);
	else if (fd >= 0)
		close(fd);
}

/* The last component of @path, also of "." and "firmware/"; false: there is none. */
static bool base_name(const char *path, char out[256])
{
	char *full = NULL;
	size_t n = strlen(path);
	const char *p;

	while (n > 1 && path[n - 1] == '/')
		n--;
	for (p = path + n; p > path && p[-1] != '/'; p--)
		;
	n = (size_t)(path + n - p);
	if (n == 0 || strncmp(p, ".", n) == 0 || strncmp(p, "..", n) == 0) {
		full = realpath(path, NULL);
		p = full ? strrchr(full, '/') + 1 : "";
		n = strlen(p);
	}
	if (n < 256) {
		memcpy(out, p, n);
		out[n] = '\0';
	}
	free(full);
	return n > 0 && n < 256;
}

/* A zip without its suffix; not a phone's .jar, which is one too. */
static bool looks_like_zip(int fd, const char *base)
{
	size_t n = strlen(base);
	uint8_t head[4];

	if (n > 4 && strcasecmp(base + n - 4, ".jar") == 0)
		return false;
	return pread(fd, head, sizeof(head), 0) == sizeof(head) &&
	       memcmp(head, "PK\3\4", sizeof(head)) == 0;
}

static bool is_library(const struct import_job *job, const struct stat *st)
{
	struct stat lib;

	return fstat(job->libfd, &lib) == 0 && lib.st_dev == st->st_dev &&
	       lib.st_ino == st->st_ino;
}

static int import_open(struct import_job *job, const char *path, int fd)
{
	char base[256];
	struct stat st;

	if (fstat(fd, &st) != 0)
		return stage_trouble(job, path, "cannot be read", errno);
	if (!base_name(path, base))
		return stage_refuse(job, path, "has no usable name");
	if (S_ISDIR(st.st_mode))
		return is_library(job, &st) ? stage_refuse(job, path, "is the library itself") :
		       import_folder_take(job, path, base, fd);
	if (!S_ISREG(st.st_mode))
		return stage_refuse(job, path, "is not a regular file");
	if (file_name_archive_suffix(base) > 0 || looks_like_zip(fd, base))
		return import_archive_take(job, path, base, fd, true);
	return import_single(job, path, base, fd, &st);
}

static void import_path(struct import_job *job, const char *path)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0) {
		stage_trouble(job, path, "cannot be read", errno);
		return;
	}
	import_open(job, path, fd);
	close(fd);
}

/* Makes the folder when it is missing; -1 when it cannot, which was reported. */
static int open_library(struct import_job *job, const char *library, bool *made)
{
	int fd;

	*made = mkdir(library, 0755) == 0;
	if (!*made && errno != EEXIST) {
		stage_trouble(job, library, "cannot be made", errno);
		return -1;
	}
	fd = open(library, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || (*made && fchmod(fd, 0755) != 0)) {
		stage_trouble(job, library, "library cannot be read", errno);
		if (fd >= 0)
			close(fd);
		return -1;
	}
	if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
		log_line(LOG_NOTICE, "import", "%s: waiting for another import to end", library);
		while (flock(fd, LOCK_EX) != 0 && errno == EINTR)
			;
	}
	return fd;
}

static void run(struct import_job *job, const char *const *paths, size_t count)
{
	bool made;

	job->libfd = open_library(job, job->library, &made);
	if (job->libfd < 0) {
		job->report->failed = job->report->errors = count;
		return;
	}
	job->progress = log_level() > LOG_WARNING && isatty(STDERR_FILENO);
	remove_stale(job->libfd);
	for (size_t i = 0; i < count; i++)
		import_path(job, paths[i]);
	close(job->libfd);
	if (made && job->report->imported == 0)
		rmdir(job->library);
}

int import_paths(const char *library, const char *const *paths, size_t count,
		 const struct plugins *plugins, struct import_report *report)
{
	struct import_job job = { .library = library, .plugins = plugins, .report = report };

	memset(report, 0, sizeof(*report));
	run(&job, paths, count);
	outcomes_finish(&report->found);
	return (int)report->failed;
}

void import_quietly(const char *library, const char *const *paths, size_t count,
		    const struct plugins *plugins, struct import_report *report)
{
	struct import_job job = { .library = library, .plugins = plugins, .report = report,
				  .quiet = true };

	memset(report, 0, sizeof(*report));
	run(&job, paths, count);
}
