/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stage.c -- a hidden folder of the library in which an import is put together,
 * judged as the library itself would, and then renamed into place.
 */
#include <config.h>
#include "core/library/stage.h"

#include "core/base/log.h"
#include "core/library/library.h"
#include "core/library/sigcache.h"
#include "core/library/tree.h"
#include "core/library/verify.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define BOMB_BYTES (64ull * 1024 * 1024)        /* from here on the ratio counts */
#define BOMB_RATIO 100

/* -- messages ---------------------------------------------------------------- */

int stage_refuse(const char *label, const char *fmt, ...)
{
	char text[1200];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	log_line(LOG_ERR, "import", "%s: %s", label, text);
	return -EINVAL;
}

int stage_trouble(const char *label, const char *what, int error)
{
	log_line(LOG_ERR, "import", "%s: %s: %s", label, what, strerror(error));
	return -EIO;
}

static void stage_progress(const struct stage *s, bool end)
{
	if (!s->job->progress)
		return;
	if (end)
		fputs("\r\033[K", stderr);
	else
		fprintf(stderr, "\r%s: %zu files, %llu KiB\033[K", s->label, s->count,
			(unsigned long long)(s->bytes / 1024));
	fflush(stderr);
}

/* -- the stage --------------------------------------------------------------- */

int stage_open(struct stage *s, struct import_job *job, const char *label)
{
	memset(s, 0, sizeof(*s));
	s->job = job;
	s->label = label;
	for (unsigned i = 0; i < 1000; i++) {
		snprintf(s->name, sizeof(s->name), STAGE_PREFIX "%06u",
			 ((unsigned)getpid() + i) % 1000000);
		if (mkdirat(job->libfd, s->name, 0700) == 0) {
			s->fd = openat(job->libfd, s->name,
				       O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
			if (s->fd >= 0)
				return fchmod(s->fd, 0755) == 0 ? 0 :
				       stage_trouble(label, "library", errno);
			break;
		}
		if (errno != EEXIST)
			break;
	}
	s->fd = -1;
	return stage_trouble(job->library, "cannot write", errno);
}

void stage_close(struct stage *s)
{
	stage_progress(s, true);
	for (size_t i = 0; i < s->count; i++)
		free(s->path[i]);
	free(s->path);
	if (s->checked.store)
		library_close(&s->checked);
	if (s->fd >= 0)
		close(s->fd);
	if (s->name[0])
		tree_remove(s->job->libfd, s->name, 0);
}

static int remember(struct stage *s, const char *path)
{
	if (s->count == s->room) {
		size_t room = s->room ? s->room * 2 : 32;
		char **more = realloc(s->path, room * sizeof(*more));

		if (!more)
			return stage_trouble(s->label, path, ENOMEM);
		s->path = more;
		s->room = room;
	}
	s->path[s->count] = strdup(path);
	if (!s->path[s->count])
		return stage_trouble(s->label, path, ENOMEM);
	s->count++;
	return 0;
}

/* Make the folders before the last component. */
static int make_folders(struct stage *s, const char *path)
{
	char part[PATH_SIZE];

	for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
		snprintf(part, sizeof(part), "%.*s", (int)(slash - path), path);
		if (mkdirat(s->fd, part, 0755) == 0) {
			if (fchmodat(s->fd, part, 0755, 0) != 0)
				return stage_trouble(s->label, part, errno);
		} else if (errno != EEXIST) {
			return stage_trouble(s->label, part, errno);
		}
	}
	return 0;
}

int stage_file(struct stage *s, const char *path)
{
	int fd, r;

	if (s->count == MAX_ENTRIES)
		return stage_refuse(s->label, "more than %d files: not a firmware archive", MAX_ENTRIES);
	r = make_folders(s, path);
	if (r == 0)
		r = remember(s, path);
	if (r < 0)
		return r;
	fd = openat(s->fd, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	if (fd < 0 && (errno == EEXIST || errno == ENOTDIR || errno == EISDIR))
		return stage_refuse(s->label, "%s appears in it twice", path);
	if (fd < 0)
		return stage_trouble(s->label, path, errno);
	if (fchmod(fd, 0644) != 0) {
		r = stage_trouble(s->label, path, errno);
		close(fd);
		return r;
	}
	return fd;
}

int stage_write(struct stage *s, int fd, const char *path, const uint8_t *p, size_t n)
{
	int r;

	s->bytes += n;
	if (s->bytes > MAX_BYTES)
		return stage_refuse(s->label, "more than 1 GiB unpacked: not a firmware archive");
	if (s->bytes > BOMB_BYTES && s->bytes / BOMB_RATIO > s->packed)
		return stage_refuse(s->label, "unpacks to more than %d times its size: not a firmware archive",
			      BOMB_RATIO);
	r = tree_write(fd, p, n);
	return r < 0 ? stage_trouble(s->label, path, -r) : 0;
}

int stage_file_done(struct stage *s, int fd, const char *path, int r)
{
	if (close(fd) != 0 && r == 0)
		r = stage_trouble(s->label, path, errno);
	stage_progress(s, false);
	return r;
}

int stage_copy(struct stage *s, int from, const char *path)
{
	static uint8_t buf[65536];
	int fd = stage_file(s, path), r = 0;
	ssize_t n = 0;

	if (fd < 0)
		return fd;
	while (r == 0 && (n = tree_read(from, buf, sizeof(buf))) > 0)
		r = stage_write(s, fd, path, buf, (size_t)n);
	if (n < 0)
		r = stage_trouble(s->label, path, (int)-n);
	return stage_file_done(s, fd, path, r);
}

/* -- is it good? ------------------------------------------------------------- */

static int path_cmp(const void *a, const void *b)
{
	return strcasecmp(*(const char *const *)a, *(const char *const *)b);
}

/* Also folders that differ only in case end up here, by the files in them. */
static int check_case(struct stage *s)
{
	qsort(s->path, s->count, sizeof(*s->path), path_cmp);
	for (size_t i = 1; i < s->count; i++)
		if (strcasecmp(s->path[i - 1], s->path[i]) == 0)
			return stage_refuse(s->label, "%s and %s differ only in case", s->path[i - 1],
				      s->path[i]);
	return 0;
}

/* Nothing but an archive in an archive is no release; beside firmware it does no harm. */
static int check_nested(const struct stage *s)
{
	const char *nested = NULL;

	for (size_t i = 0; i < s->count; i++) {
		if (file_name_is_firmware(s->path[i]))
			return 0;
		if (file_name_archive_suffix(s->path[i]) > 0)
			nested = s->path[i];
	}
	return nested ? stage_refuse(s->label, "%s is an archive in this one: unpack it, then import %s",
				     nested, nested) : 0;
}

/* How many bytes of folder all files have in common: the release starts there. */
static size_t common_folder(const struct stage *s)
{
	size_t common = 0;

	for (const char *slash = strchr(s->path[0], '/'); slash; slash = strchr(slash + 1, '/')) {
		size_t len = (size_t)(slash - s->path[0]) + 1;

		for (size_t i = 1; i < s->count; i++)
			if (strncmp(s->path[i], s->path[0], len) != 0)
				return common;
		common = len;
	}
	return common;
}

static int check_depth(const struct stage *s, size_t common)
{
	for (size_t i = 0; i < s->count; i++) {
		int depth = 1;

		for (const char *p = s->path[i] + common; (p = strchr(p, '/')) != NULL; p++)
			depth++;
		if (depth > LIBRARY_DEPTH)
			return stage_refuse(s->label, "%s lies too deep in folders", s->path[i]);
	}
	return 0;
}

static int judge(const struct stage *s)
{
	const struct library *lib = &s->checked;

	for (size_t i = 0; i < lib->load_count; i++) {
		const struct lib_load *l = lib->load[i];

		if (!l->whole)
			return stage_refuse(s->label, "%s: %s", l->list->name,
				      l->problem_count ? l->problem[0] : "lists no files");
	}
	for (size_t i = 0; i < lib->release_count; i++)
		for (size_t k = 0; k < lib->release[i]->file_count; k++)
			if (lib->release[i]->file[k]->problem)
				return stage_refuse(s->label, "%s", lib->release[i]->file[k]->problem);
	return 0;
}

int stage_look(struct stage *s, const char *folder)
{
	char path[PATH_SIZE * 2];
	int r;

	if (snprintf(path, sizeof(path), "%s/%s/%s", s->job->library, s->name, folder) >=
	    (int)sizeof(path))
		return stage_trouble(s->label, "path", ENAMETOOLONG);
	r = library_open(&s->checked, path, s->job->plugins);
	if (r < 0)
		return stage_trouble(s->label, "library", -r);
	verify_all(&s->checked, NULL, NULL);
	return 0;
}

/* -- into place -------------------------------------------------------------- */

static bool same_release(const struct stage *s, size_t common, const char *release)
{
	char base[PATH_SIZE];
	int there = openat(s->job->libfd, release, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	int here;
	bool same;

	if (there < 0)
		return false;
	snprintf(base, sizeof(base), "%.*s", (int)common, common ? s->path[0] : "");
	here = common ? openat(s->fd, base, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : dup(s->fd);
	same = here >= 0 && tree_count(there, ".", 0) == (int)s->count;
	for (size_t i = 0; same && i < s->count; i++)
		same = tree_same_file(here, there, s->path[i] + common);
	if (here >= 0)
		close(here);
	close(there);
	return same;
}

static bool exists(int dirfd, const char *name)
{
	struct stat st;

	return fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

static int sync_one(int dirfd, const char *path)
{
	int fd = openat(dirfd, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	int r = fd < 0 ? -1 : fsync(fd);

	if (fd >= 0)
		close(fd);
	return r;
}

/* All files to the disk, then the folders that name them. */
int stage_sync(const struct stage *s)
{
	char part[PATH_SIZE];

	for (size_t i = 0; i < s->count; i++)
		if (sync_one(s->fd, s->path[i]) != 0)
			return -1;
	for (size_t i = 0; i < s->count; i++) {
		const char *slash = strrchr(s->path[i], '/');
		size_t len = slash ? (size_t)(slash - s->path[i]) : 0;

		if (!slash || (i > 0 && strncmp(s->path[i - 1], s->path[i], len + 1) == 0))
			continue;
		snprintf(part, sizeof(part), "%.*s", (int)len, s->path[i]);
		if (sync_one(s->fd, part) != 0)
			return -1;
	}
	return fsync(s->fd);
}

static int move_into_place(struct stage *s, size_t common, const char *release)
{
	char from[PATH_SIZE + 64];

	if (stage_sync(s) != 0)
		return stage_trouble(s->label, "library", errno);
	snprintf(from, sizeof(from), "%s/%.*s", s->name, (int)common, common ? s->path[0] : "");
	from[strlen(from) - 1] = '\0';
	if (renameat(s->job->libfd, from, s->job->libfd, release) != 0)
		return stage_trouble(s->label, release, errno);
	if (!common)
		s->name[0] = '\0';      /* the stage itself became the release */
	fsync(s->job->libfd);
	sigcache_append(s->job->libfd, release, &s->checked);
	return 0;
}

int stage_announce(const struct stage *s, const char *release, enum outcome o)
{
	stage_progress(s, true);
	if (o == OUTCOME_UNCHANGED)
		log_line(LOG_INFO, "import", "%s: already there, as %s", s->label, release);
	else
		log_line(LOG_INFO, "import", "%s: %zu file%s, %llu KiB", release, s->count,
			 s->count == 1 ? "" : "s", (unsigned long long)(s->bytes + 1023) / 1024);
	return (int)o;
}

int stage_commit(struct stage *s, const char *release)
{
	char name[160], folder[PATH_SIZE];
	size_t common;
	int r;

	if (s->count == 0)
		return stage_refuse(s->label, "no file in it");
	r = check_case(s);
	if (r == 0)
		r = check_nested(s);
	if (r < 0)
		return r;
	common = common_folder(s);
	snprintf(folder, sizeof(folder), "%.*s", (int)common, s->path[0]);
	r = check_depth(s, common);
	if (r == 0)
		r = stage_look(s, folder);
	if (r == 0)
		r = judge(s);
	if (r < 0)
		return r;
	snprintf(name, sizeof(name), "%s", release);
	for (int i = 2; exists(s->job->libfd, name); i++) {
		if (same_release(s, common, name))
			return stage_announce(s, name, OUTCOME_UNCHANGED);
		snprintf(name, sizeof(name), "%s-%d", release, i);
	}
	r = move_into_place(s, common, name);
	if (r < 0)
		return r;
	s->job->report->files += s->count;
	s->job->report->bytes += s->bytes;
	return stage_announce(s, name, OUTCOME_IMPORTED);
}
