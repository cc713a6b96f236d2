/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import.c -- archives, folders and files into the firmware library.
 *
 * An archive is unpacked into a hidden folder of the library, checked there as
 * the library itself would check it, and renamed into place: all of it or
 * nothing.  One import at a time holds a lock on the library folder, so what
 * an interrupted one left behind is surely stale and is removed by the next.
 */
#include <config.h>
#include "core/library/import.h"

#include "core/base/file_name.h"
#include "core/base/log.h"
#include "core/library/sigcache.h"
#include "core/library/tree.h"
#include "core/library/unpack.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* -- archives ---------------------------------------------------------------- */

void import_release(const char *base, char out[128])
{
	size_t n = strlen(base) - file_name_archive_suffix(base);

	if (n > 100)
		n = 100;
	for (size_t i = 0; i < n; i++)
		out[i] = isalnum((unsigned char)base[i]) || strchr("._-+", base[i]) ? base[i] : '_';
	if (n == 0)
		out[n++] = '_';
	if (out[0] == '.')
		out[0] = '_';
	out[n] = '\0';
}

static int import_archive(struct import_job *job, const char *label, const char *base, int fd,
			  const struct stat *st)
{
	char release[128];
	struct stage s;
	int r;

	if (st->st_size == 0)
		return stage_refuse(label, "empty");
	import_release(base, release);
	r = stage_open(&s, job, label);
	s.packed = (uint64_t)st->st_size;
	if (r == 0)
		r = unpack_archive(&s, fd, base);
	if (r == 0)
		r = stage_commit(&s, release);
	stage_close(&s);
	return r;
}

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
	int r = stage_look(s, "");

	if (r == 0 && lib->release_count == 1 && lib->release[0]->file[0]->problem)
		return stage_refuse(s->label, "%s", lib->release[0]->file[0]->problem);
	return r;
}

static int place_single(struct stage *s, const char *name)
{
	char found[256], from[PATH_SIZE];

	if (find_any_case(s->job->libfd, name, found)) {
		if (strcmp(found, name) == 0 && tree_same_file(s->fd, s->job->libfd, name))
			return stage_announce(s, name, OUTCOME_UNCHANGED);
		return stage_refuse(s->label, "another file %s is in the library already", found);
	}
	snprintf(from, sizeof(from), "%s/%s", s->name, name);
	if (stage_sync(s) != 0)
		return stage_trouble(s->label, "library", errno);
	if (renameat(s->job->libfd, from, s->job->libfd, name) != 0)
		return stage_trouble(s->label, name, errno);
	fsync(s->job->libfd);
	sigcache_append(s->job->libfd, "", &s->checked);
	s->job->report->files++;
	s->job->report->bytes += s->bytes;
	return stage_announce(s, name, OUTCOME_IMPORTED);
}

static int import_single(struct import_job *job, const char *label, const char *base, int fd,
			 const struct stat *st)
{
	char clean[PATH_SIZE];
	struct stage s;
	int r;

	if (base[0] == '.' || file_name_clean(base, clean) || strcmp(clean, base) != 0)
		return stage_refuse(label, "not the name of a firmware file");
	r = stage_open(&s, job, label);
	s.packed = (uint64_t)st->st_size;
	if (r == 0)
		r = stage_copy(&s, fd, base);
	if (r == 0)
		r = check_single(&s);
	if (r == 0)
		r = place_single(&s, base);
	stage_close(&s);
	return r;
}

/* -- folders ----------------------------------------------------------------- */

/* A walk through the folders below @fd; nothing is followed out of it. */
struct folder_walk {
	struct stage *stage;
	int fd;
	char **folder;                  /* "", "a/", "a/b/": those seen so far */
	char **archive;                 /* relative paths: imported on their own */
	size_t folder_count, archive_count;
	bool firmware;                  /* some other file is a list or an image */
};

static bool append(char ***list, size_t *count, const char *prefix, const char *name,
		   const char *slash)
{
	char **more = realloc(*list, (*count + 1) * sizeof(*more));
	size_t size = strlen(prefix) + strlen(name) + strlen(slash) + 1;

	if (!more)
		return false;
	*list = more;
	more[*count] = malloc(size);
	if (!more[*count])
		return false;
	snprintf(more[*count], size, "%s%s%s", prefix, name, slash);
	++*count;
	return true;
}

static int walk_file(struct folder_walk *w, const char *path)
{
	int fd = tree_open(w->fd, path), r;
	struct stat st;

	if (fd < 0 || fstat(fd, &st) != 0) {
		r = stage_trouble(w->stage->label, path, errno);
	} else {
		w->stage->packed += (uint64_t)st.st_size;
		w->firmware |= file_name_is_firmware(path);
		r = stage_copy(w->stage, fd, path);
	}
	if (fd >= 0)
		close(fd);
	return r;
}

static int walk_entry(struct folder_walk *w, const char *prefix, const char *name)
{
	const char *label = w->stage->label, *wrong;
	char path[PATH_SIZE], clean[PATH_SIZE];
	struct stat st;

	if (snprintf(path, sizeof(path), "%s%s", prefix, name) >= (int)sizeof(path))
		return stage_refuse(label, "%s lies too deep in folders", prefix);
	wrong = file_name_clean(path, clean);
	if (wrong || strcmp(path, clean) != 0)
		return stage_refuse(label, "%s %s", path, wrong ? wrong : "has a backslash in its name");
	if (file_name_is_rubbish(path))
		return 0;
	if (fstatat(w->fd, path, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return stage_trouble(label, path, errno);
	if (S_ISLNK(st.st_mode))
		return stage_refuse(label, "%s is a link, not a file", path);
	if (S_ISDIR(st.st_mode))
		return append(&w->folder, &w->folder_count, path, "", "/") ? 0 :
		       stage_trouble(label, path, ENOMEM);
	if (!S_ISREG(st.st_mode))
		return stage_refuse(label, "%s is not a regular file", path);
	if (file_name_archive_suffix(name) > 0)
		return append(&w->archive, &w->archive_count, path, "", "") ? 0 :
		       stage_trouble(label, path, ENOMEM);
	return walk_file(w, path);
}

static int walk_folder(struct folder_walk *w, const char *prefix)
{
	int fd = openat(w->fd, *prefix ? prefix : ".",
			O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *d;
	int r = 0;

	if (!dir) {
		r = stage_trouble(w->stage->label, *prefix ? prefix : "folder cannot be read", errno);
		if (fd >= 0)
			close(fd);
		return r;
	}
	while (r == 0 && (d = readdir(dir)) != NULL)
		if (d->d_name[0] != '.')
			r = walk_entry(w, prefix, d->d_name);
	closedir(dir);
	return r;
}

static void tally(struct import_report *report, int r)
{
	report->imported += r == OUTCOME_IMPORTED;
	report->unchanged += r == OUTCOME_UNCHANGED;
	report->failed += r < 0;
	report->errors += r == -EIO;
}

static int import_archive_at(struct import_job *job, int dirfd, const char *folder,
			     const char *path)
{
	const char *slash = strrchr(path, '/');
	char label[PATH_SIZE * 2];
	struct stat st;
	int fd = tree_open(dirfd, path), r;

	snprintf(label, sizeof(label), "%.1000s/%s", folder, path);
	if (fd < 0 || fstat(fd, &st) != 0)
		r = stage_trouble(label, "cannot be read", errno);
	else
		r = import_archive(job, label, slash ? slash + 1 : path, fd, &st);
	if (fd >= 0)
		close(fd);
	return r;
}

/*
 * A folder is a release; the archives in it are releases of their own, so that
 * a folder full of downloads does what is meant.
 */
static int import_folder(struct import_job *job, const char *label, const char *base, int fd)
{
	struct folder_walk w = { .fd = fd };
	char release[128];
	struct stage s;
	int r = stage_open(&s, job, label);

	w.stage = &s;
	if (r == 0 && !append(&w.folder, &w.folder_count, "", "", ""))
		r = stage_trouble(label, "folder", ENOMEM);
	for (size_t i = 0; r == 0 && i < w.folder_count; i++)
		r = walk_folder(&w, w.folder[i]);
	for (size_t i = 0; r == 0 && i < w.archive_count; i++)
		tally(job->report, import_archive_at(job, fd, label, w.archive[i]));
	import_release(base, release);
	if (r == 0)
		r = w.archive_count > 0 && !w.firmware ? OUTCOME_NONE : stage_commit(&s, release);
	stage_close(&s);
	for (size_t i = 0; i < w.folder_count; i++)
		free(w.folder[i]);
	for (size_t i = 0; i < w.archive_count; i++)
		free(w.archive[i]);
	free(w.folder);
	free(w.archive);
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
		return stage_trouble(path, "cannot be read", errno);
	if (!base_name(path, base))
		return stage_refuse(path, "has no usable name");
	if (S_ISDIR(st.st_mode))
		return is_library(job, &st) ? stage_refuse(path, "is the library itself") :
		       import_folder(job, path, base, fd);
	if (!S_ISREG(st.st_mode))
		return stage_refuse(path, "is not a regular file");
	if (file_name_archive_suffix(base) > 0 || looks_like_zip(fd, base))
		return import_archive(job, path, base, fd, &st);
	return import_single(job, path, base, fd, &st);
}

static void import_path(struct import_job *job, const char *path)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	tally(job->report, fd < 0 ? stage_trouble(path, "cannot be read", errno) :
	      import_open(job, path, fd));
	if (fd >= 0)
		close(fd);
}

/* Makes the folder when it is missing; -1 when it cannot, which was reported. */
static int open_library(const char *library, bool *made)
{
	int fd;

	*made = mkdir(library, 0755) == 0;
	if (!*made && errno != EEXIST) {
		stage_trouble(library, "cannot be made", errno);
		return -1;
	}
	fd = open(library, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || (*made && fchmod(fd, 0755) != 0)) {
		stage_trouble(library, "library cannot be read", errno);
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

int import_paths(const char *library, const char *const *paths, size_t count,
		 const struct plugins *plugins, struct import_report *report)
{
	struct import_job job = { .library = library, .plugins = plugins, .report = report };
	bool made;

	memset(report, 0, sizeof(*report));
	job.libfd = open_library(library, &made);
	if (job.libfd < 0) {
		report->failed = report->errors = count;
		return (int)count;
	}
	job.progress = log_level() > LOG_WARNING && isatty(STDERR_FILENO);
	remove_stale(job.libfd);
	for (size_t i = 0; i < count; i++)
		import_path(&job, paths[i]);
	close(job.libfd);
	if (made && report->imported == 0)
		rmdir(library);
	return (int)report->failed;
}
