/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * stage.c -- a hidden folder of the library in which an import is put together,
 * judged as the library itself would, and then renamed into place.
 */
#include <config.h>
#include "core/library/stage.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/noun.h"
#include "core/library/bycatch.h"
#include "core/library/container.h"
#include "core/library/estimate.h"
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

static void count(struct import_report *r, enum outcome_kind kind)
{
	switch (kind) {
	case OUTCOME_TAKEN:
		r->imported++;
		break;
	case OUTCOME_THERE:
		r->unchanged++;
		break;
	case OUTCOME_BROKEN:
	case OUTCOME_REFUSED:
		r->failed++;
		break;
	case OUTCOME_ASIDE:
		break;
	}
}

static int priority_of(enum outcome_kind kind)
{
	switch (kind) {
	case OUTCOME_TAKEN:
	case OUTCOME_THERE:
		return LOG_INFO;
	case OUTCOME_BROKEN:
	case OUTCOME_REFUSED:
		return LOG_ERR;
	case OUTCOME_ASIDE:
		break;
	}
	return LOG_DEBUG;
}

struct outcome *stage_note(struct import_job *job, enum outcome_kind kind, const char *label,
			   const char *text)
{
	count(job->report, kind);
	if (!job->quiet)
		log_line(priority_of(kind), "import", "%s: %s", label, text);
	return outcomes_add(&job->report->found, kind, label, text);
}

int stage_refuse(struct import_job *job, const char *label, const char *fmt, ...)
{
	char text[1200];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	stage_note(job, OUTCOME_REFUSED, label, text);
	return -EINVAL;
}

int stage_trouble(struct import_job *job, const char *label, const char *what, int error)
{
	char text[1200];

	snprintf(text, sizeof(text), "%s: %s", what, strerror(error));
	stage_note(job, OUTCOME_REFUSED, label, text);
	job->report->errors++;
	return -EIO;
}

/* -- progress ---------------------------------------------------------------- */

static void show(struct stage *s, const char *text)
{
	const char *slash = strrchr(s->label, '/');

	fprintf(stderr, "\r%.40s: %s\033[K", slash && slash[1] ? slash + 1 : s->label, text);
	fflush(stderr);
}

/* Is it time?  What takes less than a second needs none. */
static bool is_due(struct stage *s)
{
	int64_t now = clock_mono_ms();

	if (!s->job->progress || now - s->began_ms < ESTIMATE_AFTER_MS || now - s->shown_ms < 100)
		return false;
	s->shown_ms = now;
	return true;
}

void stage_progress(struct stage *s, uint64_t done)
{
	char text[ESTIMATE_SIZE];

	if (is_due(s))
		show(s, estimate_text(done, s->total, clock_mono_ms() - s->began_ms, text));
}

static void show_check(size_t done, size_t of, void *arg)
{
	struct stage *s = arg;
	char text[64];

	snprintf(text, sizeof(text), "checking %zu of %zu %s", done, of, noun_of(of, "file", "files"));
	if (is_due(s))
		show(s, text);
}

static void end_progress(const struct stage *s)
{
	if (!s->shown_ms)
		return;
	fputs("\r\033[K", stderr);
	fflush(stderr);
}

/* -- the stage --------------------------------------------------------------- */

int stage_open(struct stage *s, struct import_job *job, const char *label)
{
	memset(s, 0, sizeof(*s));
	s->job = job;
	s->label = label;
	s->began_ms = clock_mono_ms();
	for (unsigned i = 0; i < 1000; i++) {
		snprintf(s->name, sizeof(s->name), STAGE_PREFIX "%06u",
			 ((unsigned)getpid() + i) % 1000000);
		if (mkdirat(job->libfd, s->name, 0700) == 0) {
			s->fd = openat(job->libfd, s->name,
				       O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
			if (s->fd >= 0)
				return fchmod(s->fd, 0755) == 0 ? 0 :
				       stage_trouble(job, label, "library", errno);
			break;
		}
		if (errno != EEXIST)
			break;
	}
	s->fd = -1;
	return stage_trouble(job, job->library, "cannot write", errno);
}

void stage_close(struct stage *s)
{
	end_progress(s);
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
			return stage_trouble(s->job, s->label, path, ENOMEM);
		s->path = more;
		s->room = room;
	}
	s->path[s->count] = strdup(path);
	if (!s->path[s->count])
		return stage_trouble(s->job, s->label, path, ENOMEM);
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
				return stage_trouble(s->job, s->label, part, errno);
		} else if (errno != EEXIST) {
			return stage_trouble(s->job, s->label, part, errno);
		}
	}
	return 0;
}

int stage_file(struct stage *s, const char *path)
{
	int fd, r;

	if (s->limited && s->count == MAX_ENTRIES)
		return stage_refuse(s->job, s->label, "more than %d files: not a firmware archive", MAX_ENTRIES);
	r = make_folders(s, path);
	if (r == 0)
		r = remember(s, path);
	if (r < 0)
		return r;
	fd = openat(s->fd, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	if (fd < 0 && (errno == EEXIST || errno == ENOTDIR || errno == EISDIR))
		return stage_refuse(s->job, s->label, "%s appears in it twice", path);
	if (fd < 0)
		return stage_trouble(s->job, s->label, path, errno);
	if (fchmod(fd, 0644) != 0) {
		r = stage_trouble(s->job, s->label, path, errno);
		close(fd);
		return r;
	}
	return fd;
}

int stage_write(struct stage *s, int fd, const char *path, const uint8_t *p, size_t n)
{
	uint64_t all = s->before + (s->bytes += n);
	int r;

	if (s->limited && all > MAX_BYTES)
		return stage_refuse(s->job, s->label, "more than 1 GiB unpacked: not a firmware archive");
	if (s->limited && all > BOMB_BYTES && all / BOMB_RATIO > s->packed)
		return stage_refuse(s->job, s->label,
				    "unpacks to more than %d times its size: not a firmware archive",
				    BOMB_RATIO);
	r = tree_write(fd, p, n);
	return r < 0 ? stage_trouble(s->job, s->label, path, -r) : 0;
}

int stage_file_done(struct stage *s, int fd, const char *path, int r)
{
	if (close(fd) != 0 && r == 0)
		r = stage_trouble(s->job, s->label, path, errno);
	return r;
}

/* As unpack_entry() of unpack.c, which reads and counts with another library. */
int stage_copy(struct stage *s, int from, const char *path)
{
	static uint8_t buf[65536];
	int fd = stage_file(s, path), r = 0;
	ssize_t n = 0;

	if (fd < 0)
		return fd;
	while (r == 0 && (n = tree_read(from, buf, sizeof(buf))) > 0) {
		r = stage_write(s, fd, path, buf, (size_t)n);
		stage_progress(s, s->bytes);
	}
	if (n < 0)
		r = stage_trouble(s->job, s->label, path, (int)-n);
	return stage_file_done(s, fd, path, r);
}

static bool exists(int dirfd, const char *name)
{
	struct stat st;

	return fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

/* -- names ------------------------------------------------------------------- */

static int path_cmp(const void *a, const void *b)
{
	const char *x = *(const char *const *)a, *y = *(const char *const *)b;
	int c = strcasecmp(x, y);

	return c ? c : strcmp(x, y);
}

size_t stage_find(const struct stage *s, const char *path)
{
	char **hit = s->count ? bsearch(&path, s->path, s->count, sizeof(*s->path), path_cmp) : NULL;

	return hit ? (size_t)(hit - s->path) : s->count;
}

void stage_drop(struct stage *s, size_t i)
{
	char folder[PATH_SIZE], *slash;

	unlinkat(s->fd, s->path[i], 0);
	snprintf(folder, sizeof(folder), "%s", s->path[i]);
	while ((slash = strrchr(folder, '/')) != NULL) {
		*slash = '\0';
		if (unlinkat(s->fd, folder, AT_REMOVEDIR) != 0)
			break;
	}
	free(s->path[i]);
	memmove(&s->path[i], &s->path[i + 1], (--s->count - i) * sizeof(*s->path));
}

/* The name that a file was signed under. */
static bool signed_name(const struct stage *s, const char *path, char out[LOAD_NAME_SIZE])
{
	int fd = tree_open(s->fd, path);
	struct container c;
	struct stat st = { 0 };
	uint8_t head[2048];
	ssize_t n = fd >= 0 && fstat(fd, &st) == 0 ? pread(fd, head, sizeof(head), 0) : -1;

	if (fd >= 0)
		close(fd);
	if (n <= 0 || container_decode(head, (size_t)n, (uint64_t)st.st_size, &c) != CONTAINER_OK)
		return false;
	snprintf(out, LOAD_NAME_SIZE, "%s", c.name);
	return true;
}

/* Do they differ, and in nothing but letter case and the number of a copy? */
static bool is_spelling(const char *name, const char *should)
{
	char plain[LOAD_NAME_SIZE];

	if (strcmp(name, should) == 0)
		return false;
	return strcasecmp(name, should) == 0 ||
	       (bycatch_is_copy(name, plain, sizeof(plain)) && strcasecmp(plain, should) == 0);
}

/* The path of the file @i as it was signed, malloc()ed; NULL: it has that already. */
static char *signed_path(const struct stage *s, size_t i)
{
	char *slash = strrchr(s->path[i], '/'), *path;
	size_t folder = slash ? (size_t)(slash - s->path[i]) + 1 : 0;
	char name[LOAD_NAME_SIZE];

	if (bycatch_of_path(s->path[i]) != BYCATCH_FIRMWARE || !signed_name(s, s->path[i], name) ||
	    !is_spelling(s->path[i] + folder, name) || strchr(name, '/'))
		return NULL;
	path = malloc(folder + strlen(name) + 1);
	if (path) {
		memcpy(path, s->path[i], folder);
		memcpy(path + folder, name, strlen(name) + 1);
	}
	return path;
}

int stage_spell(struct stage *s)
{
	for (size_t i = 0; i < s->count; i++) {
		char *path = signed_path(s, i);

		if (path && exists(s->fd, path)) {
			if (tree_same(s->fd, path, s->fd, s->path[i]))
				stage_drop(s, i--);
			free(path);
		} else if (path) {
			if (renameat(s->fd, s->path[i], s->fd, path) != 0) {
				free(path);
				return stage_trouble(s->job, s->label, s->path[i], errno);
			}
			free(s->path[i]);
			s->path[i] = path;
		}
	}
	if (s->count)
		qsort(s->path, s->count, sizeof(*s->path), path_cmp);
	return 0;
}

/* -- is it good? ------------------------------------------------------------- */

/* Firmware whose names differ only in case is one file; for anything else it does no harm. */
static int check_case(struct stage *s)
{
	for (size_t i = 1; i < s->count; i++) {
		const char *a = s->path[i - 1], *b = s->path[i];

		if (strcasecmp(a, b) != 0 || bycatch_of_path(a) != BYCATCH_FIRMWARE)
			continue;
		if (!tree_same(s->fd, a, s->fd, b))
			return stage_refuse(s->job, s->label, "%s and %s differ only in case", a, b);
		stage_drop(s, i--);
	}
	return 0;
}

/* How many bytes of folder all files have in common: the release starts there. */
size_t stage_common(const struct stage *s)
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
			return stage_refuse(s->job, s->label, "%s lies too deep in folders", s->path[i]);
	}
	return 0;
}

static int judge(const struct stage *s)
{
	const struct library *lib = &s->checked;

	for (size_t i = 0; i < lib->load_count; i++) {
		const struct lib_load *l = lib->load[i];

		if (!l->whole)
			return stage_refuse(s->job, s->label, "%s: %s", l->list->name,
				      l->problem_count ? l->problem[0] : "lists no files");
	}
	for (size_t i = 0; i < lib->release_count; i++)
		for (size_t k = 0; k < lib->release[i]->file_count; k++)
			if (lib->release[i]->file[k]->problem)
				return stage_refuse(s->job, s->label, "%s", lib->release[i]->file[k]->problem);
	return 0;
}

int stage_look(struct stage *s, const char *folder)
{
	char path[PATH_SIZE * 2];
	int r;

	if (snprintf(path, sizeof(path), "%s/%s/%s", s->job->library, s->name, folder) >=
	    (int)sizeof(path))
		return stage_trouble(s->job, s->label, "path", ENAMETOOLONG);
	r = library_open(&s->checked, path, s->job->plugins);
	if (r < 0)
		return stage_trouble(s->job, s->label, "library", -r);
	verify_all(&s->checked, show_check, s);
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
		return stage_trouble(s->job, s->label, "library", errno);
	snprintf(from, sizeof(from), "%s/%.*s", s->name, (int)common, common ? s->path[0] : "");
	from[strlen(from) - 1] = '\0';
	if (renameat(s->job->libfd, from, s->job->libfd, release) != 0)
		return stage_trouble(s->job, s->label, release, errno);
	if (!common)
		s->name[0] = '\0';      /* the stage itself became the release */
	fsync(s->job->libfd);
	sigcache_append(s->job->libfd, release, &s->checked);
	return 0;
}

/* What a release holds, for people: a single load by its name. */
static size_t count_loads(const struct stage *s, const char **name)
{
	const struct library *lib = &s->checked;
	size_t loads = 0, lists = 0;

	for (size_t i = 0; i < lib->load_count; i++) {
		const struct lib_load *l = lib->load[i];
		bool load = l->parsed.kind == NR_KIND_LOAD;

		if (!l->whole)
			continue;
		loads += load;
		lists++;
		if (load || lists == 1)
			*name = l->name;
	}
	return loads ? loads : lists;
}

int stage_announce(struct stage *s, const char *release, enum outcome_kind kind)
{
	const char *name = "no load that is known";
	struct import_report *r = s->job->report;
	size_t loads = count_loads(s, &name);
	struct outcome *f;
	char text[400];

	end_progress(s);
	if (kind == OUTCOME_THERE)
		snprintf(text, sizeof(text), "already there, as %s", release);
	else if (loads > 1)
		snprintf(text, sizeof(text), "%zu %s", loads, noun_of(loads, "load", "loads"));
	else
		snprintf(text, sizeof(text), "%s", name);
	f = stage_note(s->job, kind, s->label, text);
	if (f && kind == OUTCOME_TAKEN) {
		f->loads = loads;
		f->files = s->count;
		f->bytes = s->bytes;
	}
	if (kind == OUTCOME_TAKEN) {
		r->loads += loads;
		r->files += s->count;
		r->bytes += s->bytes;
	}
	return 0;
}

int stage_place(struct stage *s, size_t common, const char *release)
{
	char name[160];
	int r;

	snprintf(name, sizeof(name), "%s", release);
	for (int i = 2; exists(s->job->libfd, name); i++) {
		if (same_release(s, common, name))
			return stage_announce(s, name, OUTCOME_THERE);
		snprintf(name, sizeof(name), "%s-%d", release, i);
	}
	r = move_into_place(s, common, name);
	return r < 0 ? r : stage_announce(s, name, OUTCOME_TAKEN);
}

int stage_commit(struct stage *s, const char *release)
{
	char folder[PATH_SIZE];
	size_t common;
	int r;

	if (s->count == 0)
		return stage_refuse(s->job, s->label, "no file in it");
	r = stage_spell(s);
	if (r == 0)
		r = check_case(s);
	if (r < 0)
		return r;
	common = stage_common(s);
	snprintf(folder, sizeof(folder), "%.*s", (int)common, s->path[0]);
	r = check_depth(s, common);
	if (r == 0)
		r = stage_look(s, folder);
	if (r == 0)
		r = judge(s);
	return r < 0 ? r : stage_place(s, common, release);
}
