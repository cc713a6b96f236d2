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
#include "core/library.h"

#include "core/container.h"
#include "core/log.h"
#include "core/sigcache.h"

#include <archive.h>
#include <archive_entry.h>
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define STAGE_PREFIX ".import-"
#define MAX_ENTRIES 4096
#define MAX_BYTES (1024ull * 1024 * 1024)
#define MAX_DEPTH 4                             /* the library looks no deeper */
#define BOMB_BYTES (64ull * 1024 * 1024)        /* from here on the ratio counts */
#define BOMB_RATIO 100
#define PATH_SIZE 1024

enum outcome { OUTCOME_IMPORTED, OUTCOME_UNCHANGED, OUTCOME_NONE };

struct job {
	int libfd;
	const char *library;
	const struct plugins *plugins;
	struct import_report *report;
	bool progress;
};

/* What comes out of one archive or folder, under a hidden name. */
struct stage {
	struct job *job;
	const char *label;              /* the archive's name, for messages */
	char name[32];                  /* ".import-XXXXXX" */
	int fd;
	char **path;                    /* of each file, relative to the stage */
	size_t count, room;
	uint64_t bytes, packed;
	struct library checked;         /* the stage as the library sees it, once it is judged */
};

/* -- messages ---------------------------------------------------------------- */

/* One line; the import of @label has failed.  Always -EINVAL: the thing itself is bad. */
static int __attribute__((format(printf, 2, 3))) refuse(const char *label, const char *fmt, ...)
{
	char text[1200];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	log_line(LOG_ERR, "import", "%s: %s", label, text);
	return -EINVAL;
}

/* The same for a failure of this machine: returns -EIO. */
static int trouble(const char *label, const char *what, int error)
{
	log_line(LOG_ERR, "import", "%s: %s: %s", label, what, strerror(error));
	return -EIO;
}

static void show_progress(const struct stage *s, bool end)
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

/* -- trees ------------------------------------------------------------------- */

static void remove_tree(int dirfd, const char *name, int depth)
{
	int fd = openat(dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *d;

	if (!dir && fd >= 0)
		close(fd);
	while (dir && (d = readdir(dir)) != NULL) {
		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
			continue;
		if (unlinkat(fd, d->d_name, 0) != 0 && depth < 64)
			remove_tree(fd, d->d_name, depth + 1);
	}
	if (dir)
		closedir(dir);
	unlinkat(dirfd, name, AT_REMOVEDIR);
}

static void remove_stale(int libfd)
{
	int fd = openat(libfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *d;

	while (dir && (d = readdir(dir)) != NULL)
		if (strncmp(d->d_name, STAGE_PREFIX, strlen(STAGE_PREFIX)) == 0)
			remove_tree(libfd, d->d_name, 0);
	if (dir)
		closedir(dir);
	else if (fd >= 0)
		close(fd);
}

static int write_all(int fd, const uint8_t *p, size_t n)
{
	while (n > 0) {
		ssize_t w = write(fd, p, n);

		if (w < 0 && errno != EINTR)
			return -errno;
		if (w > 0) {
			p += w;
			n -= (size_t)w;
		}
	}
	return 0;
}

/* The whole of one read: 0 at the end, -errno. */
static ssize_t read_some(int fd, uint8_t *p, size_t n)
{
	ssize_t r;

	do
		r = read(fd, p, n);
	while (r < 0 && errno == EINTR);
	return r < 0 ? -errno : r;
}

static bool same_bytes(int a, int b)
{
	uint8_t x[16384], y[16384];
	ssize_t n, m, k;

	do {
		n = read_some(a, x, sizeof(x));
		for (m = 0; n > 0 && m < n; m += k)
			if ((k = read_some(b, y + m, (size_t)(n - m))) <= 0)
				return false;
		if (n > 0 && memcmp(x, y, (size_t)n) != 0)
			return false;
	} while (n > 0);
	return n == 0 && read_some(b, y, 1) == 0;
}

static int open_file(int dirfd, const char *path)
{
	struct stat st;
	int fd = openat(dirfd, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (fd >= 0 && (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))) {
		close(fd);
		errno = EINVAL;
		fd = -1;
	}
	return fd;
}

static bool same_file(int dir_a, int dir_b, const char *path)
{
	int a = open_file(dir_a, path), b = open_file(dir_b, path);
	bool same = a >= 0 && b >= 0 && same_bytes(a, b);

	if (a >= 0)
		close(a);
	if (b >= 0)
		close(b);
	return same;
}

/* Files below @dirfd that the library would see; -1 when that cannot be told. */
static int count_files(int dirfd, const char *name, int depth)
{
	int fd = openat(dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *d;
	struct stat st;
	int n = 0;

	if (!dir) {
		if (fd >= 0)
			close(fd);
		return -1;
	}
	while (n >= 0 && (d = readdir(dir)) != NULL) {
		int in = 1;

		if (d->d_name[0] == '.')
			continue;
		if (fstatat(fd, d->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
			in = -1;
		else if (S_ISDIR(st.st_mode))
			in = depth < MAX_DEPTH ? count_files(fd, d->d_name, depth + 1) : -1;
		n = in < 0 ? -1 : n + in;
	}
	closedir(dir);
	return n;
}

/* -- the stage --------------------------------------------------------------- */

static int stage_open(struct stage *s, struct job *job, const char *label)
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
				       trouble(label, "library", errno);
			break;
		}
		if (errno != EEXIST)
			break;
	}
	s->fd = -1;
	return trouble(job->library, "cannot write", errno);
}

static void stage_close(struct stage *s)
{
	show_progress(s, true);
	for (size_t i = 0; i < s->count; i++)
		free(s->path[i]);
	free(s->path);
	if (s->checked.store)
		library_close(&s->checked);
	if (s->fd >= 0)
		close(s->fd);
	if (s->name[0])
		remove_tree(s->job->libfd, s->name, 0);
}

static int remember(struct stage *s, const char *path)
{
	if (s->count == s->room) {
		size_t room = s->room ? s->room * 2 : 32;
		char **more = realloc(s->path, room * sizeof(*more));

		if (!more)
			return trouble(s->label, path, ENOMEM);
		s->path = more;
		s->room = room;
	}
	s->path[s->count] = strdup(path);
	if (!s->path[s->count])
		return trouble(s->label, path, ENOMEM);
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
				return trouble(s->label, part, errno);
		} else if (errno != EEXIST) {
			return trouble(s->label, part, errno);
		}
	}
	return 0;
}

/* A new file of the stage, open for writing; -EINVAL or -EIO, told. */
static int stage_file(struct stage *s, const char *path)
{
	int fd, r;

	if (s->count == MAX_ENTRIES)
		return refuse(s->label, "more than %d files: not a firmware archive", MAX_ENTRIES);
	r = make_folders(s, path);
	if (r == 0)
		r = remember(s, path);
	if (r < 0)
		return r;
	fd = openat(s->fd, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	if (fd < 0 && (errno == EEXIST || errno == ENOTDIR || errno == EISDIR))
		return refuse(s->label, "%s is in it twice", path);
	if (fd < 0)
		return trouble(s->label, path, errno);
	if (fchmod(fd, 0644) != 0) {
		r = trouble(s->label, path, errno);
		close(fd);
		return r;
	}
	return fd;
}

static int stage_write(struct stage *s, int fd, const char *path, const uint8_t *p, size_t n)
{
	int r;

	s->bytes += n;
	if (s->bytes > MAX_BYTES)
		return refuse(s->label, "more than 1 GiB unpacked: not a firmware archive");
	if (s->bytes > BOMB_BYTES && s->bytes / BOMB_RATIO > s->packed)
		return refuse(s->label, "unpacks to more than %d times its size: not a firmware archive",
			      BOMB_RATIO);
	r = write_all(fd, p, n);
	return r < 0 ? trouble(s->label, path, -r) : 0;
}

/* Close what stage_file() opened; @r is what came before. */
static int stage_file_done(struct stage *s, int fd, const char *path, int r)
{
	if (close(fd) != 0 && r == 0)
		r = trouble(s->label, path, errno);
	show_progress(s, false);
	return r;
}

static int copy_into(struct stage *s, int from, const char *path)
{
	static uint8_t buf[65536];
	int fd = stage_file(s, path), r = 0;
	ssize_t n = 0;

	if (fd < 0)
		return fd;
	while (r == 0 && (n = read_some(from, buf, sizeof(buf))) > 0)
		r = stage_write(s, fd, path, buf, (size_t)n);
	if (n < 0)
		r = trouble(s->label, path, (int)-n);
	return stage_file_done(s, fd, path, r);
}

/* -- names in archives ------------------------------------------------------- */

/* Rubbish that a Mac or Windows leaves in archives, and everything hidden. */
static bool is_rubbish(const char *path)
{
	const char *p = path;

	if (strncmp(path, "__MACOSX/", 9) == 0 || strcasecmp(path, "Thumbs.db") == 0)
		return true;
	do {
		p += *p == '/';
		if (*p == '.' && strncmp(p, "../", 3) != 0 && strcmp(p, "..") != 0)
			return true;
	} while ((p = strchr(p, '/')) != NULL);
	return false;
}

/* @raw as a clean relative path; what is wrong with it, or NULL. */
static const char *clean_path(const char *raw, char out[PATH_SIZE])
{
	size_t n = 0;
	int depth = 0;

	if (*raw == '/' || *raw == '\\' || (isalpha((unsigned char)raw[0]) && raw[1] == ':'))
		return "is an absolute path";
	while (*raw) {
		size_t len = strcspn(raw, "/\\");

		if (len == 2 && raw[0] == '.' && raw[1] == '.')
			return "points out of the archive";
		if (len > 255 || n + len + 2 > PATH_SIZE)
			return "is too long a name";
		for (size_t i = 0; i < len; i++)
			if (iscntrl((unsigned char)raw[i]))
				return "has a control character in its name";
		if (len > 0 && !(len == 1 && raw[0] == '.')) {
			if (n > 0)
				out[n++] = '/';
			memcpy(out + n, raw, len);
			n += len;
			depth++;
		}
		raw += len + (raw[len] != '\0');
	}
	out[n] = '\0';
	return n == 0 ? "has no name" : depth > 16 ? "lies too deep in folders" : NULL;
}

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
			return refuse(s->label, "%s and %s differ only in case", s->path[i - 1],
				      s->path[i]);
	return 0;
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
		if (depth > MAX_DEPTH)
			return refuse(s->label, "%s lies too deep in folders", s->path[i]);
	}
	return 0;
}

/* -- is it good? ------------------------------------------------------------- */

static int judge(const struct stage *s, const struct library *lib)
{
	for (size_t i = 0; i < lib->load_count; i++) {
		const struct lib_load *l = lib->load[i];

		if (!l->whole)
			return refuse(s->label, "%s: %s", l->list->name,
				      l->problem_count ? l->problem[0] : "lists no files");
	}
	for (size_t i = 0; i < lib->release_count; i++)
		for (size_t k = 0; k < lib->release[i]->file_count; k++)
			if (lib->release[i]->file[k]->problem)
				return refuse(s->label, "%s", lib->release[i]->file[k]->problem);
	return 0;
}

/* Look at the stage as the library would. */
static int check_stage(struct stage *s, const char *folder)
{
	char path[PATH_SIZE * 2];
	int r;

	if (snprintf(path, sizeof(path), "%s/%s/%s", s->job->library, s->name, folder) >=
	    (int)sizeof(path))
		return trouble(s->label, "path", ENAMETOOLONG);
	r = library_open(&s->checked, path, s->job->plugins);
	if (r < 0)
		return trouble(s->label, "library", -r);
	library_check(&s->checked, NULL, NULL);
	return judge(s, &s->checked);
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
	same = here >= 0 && count_files(there, ".", 0) == (int)s->count;
	for (size_t i = 0; same && i < s->count; i++)
		same = same_file(here, there, s->path[i] + common);
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
static int sync_stage(const struct stage *s)
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

	if (sync_stage(s) != 0)
		return trouble(s->label, "library", errno);
	snprintf(from, sizeof(from), "%s/%.*s", s->name, (int)common, common ? s->path[0] : "");
	from[strlen(from) - 1] = '\0';
	if (renameat(s->job->libfd, from, s->job->libfd, release) != 0)
		return trouble(s->label, release, errno);
	if (!common)
		s->name[0] = '\0';      /* the stage itself became the release */
	fsync(s->job->libfd);
	sigcache_append(s->job->libfd, release, &s->checked);
	return 0;
}

static int announce(const struct stage *s, const char *release, enum outcome o)
{
	show_progress(s, true);
	if (o == OUTCOME_UNCHANGED)
		log_line(LOG_INFO, "import", "%s: already there, as %s", s->label, release);
	else
		log_line(LOG_INFO, "import", "%s: %zu file%s, %llu KiB", release, s->count,
			 s->count == 1 ? "" : "s", (unsigned long long)(s->bytes + 1023) / 1024);
	return (int)o;
}

/* Check what was staged and give it the first free name: @release, @release-2, ... */
static int stage_commit(struct stage *s, const char *release)
{
	char name[160], folder[PATH_SIZE];
	size_t common;
	int r;

	if (s->count == 0)
		return refuse(s->label, "no file in it");
	r = check_case(s);
	if (r < 0)
		return r;
	common = common_folder(s);
	snprintf(folder, sizeof(folder), "%.*s", (int)common, s->path[0]);
	r = check_depth(s, common);
	if (r == 0)
		r = check_stage(s, folder);
	if (r < 0)
		return r;
	snprintf(name, sizeof(name), "%s", release);
	for (int i = 2; exists(s->job->libfd, name); i++) {
		if (same_release(s, common, name))
			return announce(s, name, OUTCOME_UNCHANGED);
		snprintf(name, sizeof(name), "%s-%d", release, i);
	}
	r = move_into_place(s, common, name);
	if (r < 0)
		return r;
	s->job->report->files += s->count;
	s->job->report->bytes += s->bytes;
	return announce(s, name, OUTCOME_IMPORTED);
}

/* -- archives ---------------------------------------------------------------- */

static const char *const archive_suffix[] = {
	".cop.sha512", ".cop.sgn", ".cop", ".tar.gz", ".tgz", ".tar", ".zip",
};

/* Length of the suffix that makes @name an archive, or 0. */
static size_t suffix_length(const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < sizeof(archive_suffix) / sizeof(archive_suffix[0]); i++) {
		size_t k = strlen(archive_suffix[i]);

		if (n > k && strcasecmp(name + n - k, archive_suffix[i]) == 0)
			return k;
	}
	return 0;
}

/* "cmterm-7945_7965-sccp.8-5-2 (1).zip" -> "cmterm-7945_7965-sccp.8-5-2__1_" */
static void release_name(const char *base, char out[128])
{
	size_t n = strlen(base) - suffix_length(base);

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

/* libarchive's reason, in one line of its own. */
static int refuse_damaged(const struct stage *s, struct archive *a, const char *path)
{
	const char *why = archive_error_string(a);

	if (!why)
		why = "no reason given";
	return refuse(s->label, "%s%sdamaged or cut off (%.*s)", path, *path ? ": " : "",
		      (int)strcspn(why, "\r\n"), why);
}

static int unpack_entry(struct stage *s, struct archive *a, const char *path)
{
	static uint8_t buf[65536];
	int fd = stage_file(s, path), r = 0;
	la_ssize_t n = 0;

	if (fd < 0)
		return fd;
	while (r == 0 && (n = archive_read_data(a, buf, sizeof(buf))) > 0)
		r = stage_write(s, fd, path, buf, (size_t)n);
	if (r == 0 && n < 0)
		r = refuse_damaged(s, a, path);
	return stage_file_done(s, fd, path, r);
}

static int take_entry(struct stage *s, struct archive *a, struct archive_entry *e)
{
	const char *raw = archive_entry_pathname(e), *wrong;
	char path[PATH_SIZE];

	if (!raw)
		raw = archive_entry_pathname_utf8(e);
	if (!raw)
		return refuse(s->label, "a name in it cannot be read");
	wrong = clean_path(raw, path);
	if (archive_entry_filetype(e) == AE_IFDIR && !archive_entry_hardlink(e) &&
	    (!wrong || strcmp(wrong, "has no name") == 0))
		return 0;
	if (wrong)
		return refuse(s->label, "%s %s", raw, wrong);
	if (archive_entry_symlink(e) || archive_entry_hardlink(e) ||
	    archive_entry_filetype(e) == AE_IFLNK)
		return refuse(s->label, "%s is a link, not a file", path);
	if (archive_entry_filetype(e) != AE_IFREG)
		return refuse(s->label, "%s is not a regular file", path);
	return is_rubbish(path) ? 0 : unpack_entry(s, a, path);
}

static int unpack_entries(struct stage *s, struct archive *a)
{
	struct archive_entry *e;
	int r = 0, status;

	for (unsigned i = 0; r == 0; i++) {
		status = archive_read_next_header(a, &e);
		if (status == ARCHIVE_EOF)
			break;
		if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
			return refuse_damaged(s, a, "");
		if (i == MAX_ENTRIES)
			return refuse(s->label, "more than %d entries: not a firmware archive",
				      MAX_ENTRIES);
		r = take_entry(s, a, e);
	}
	return r;
}

/* A cop file is a tgz behind a signed header. */
static int skip_signature(struct stage *s, int fd)
{
	uint8_t head[65536];
	ssize_t n = pread(fd, head, sizeof(head), 0);
	struct container c;

	if (n < 0)
		return trouble(s->label, "cannot be read", errno);
	switch (container_decode(head, (size_t)n, s->packed, &c)) {
	case CONTAINER_NONE:
		return 0;
	case CONTAINER_BROKEN:
		return refuse(s->label, "damaged or cut off: its signed header is not whole");
	case CONTAINER_OK:
		break;
	}
	return lseek(fd, c.header_size, SEEK_SET) < 0 ? trouble(s->label, "cannot be read", errno) : 0;
}

/* Nothing but its end record: libarchive does not know such a zip. */
static bool is_empty_zip(int fd, uint64_t size)
{
	uint8_t head[4];

	return size == 22 && pread(fd, head, sizeof(head), 0) == sizeof(head) &&
	       memcmp(head, "PK\5\6", sizeof(head)) == 0;
}

static int unpack(struct stage *s, int fd, const char *name)
{
	size_t k = suffix_length(name);
	/* Without a suffix it came here because it begins like a zip. */
	bool zip = k == 0 || strcasecmp(name + strlen(name) - k, ".zip") == 0;
	struct archive *a;
	int r = zip ? 0 : skip_signature(s, fd);

	if (r < 0 || (zip && is_empty_zip(fd, s->packed)))
		return r;
	a = archive_read_new();
	if (!a)
		return trouble(s->label, "cannot be read", ENOMEM);
	/* Only what is needed; a zip by its directory, or a cut one would pass. */
	if (zip) {
		archive_read_support_format_zip_seekable(a);
	} else {
		archive_read_support_format_tar(a);
		archive_read_support_filter_gzip(a);
	}
	if (archive_read_open_fd(a, fd, 65536) == ARCHIVE_OK)
		r = unpack_entries(s, a);
	else
		r = refuse(s->label, "not a whole %s archive: damaged or cut off", zip ? "zip" : "tar");
	archive_read_free(a);
	return r;
}

static int import_archive(struct job *job, const char *label, const char *base, int fd,
			  const struct stat *st)
{
	char release[128];
	struct stage s;
	int r;

	if (st->st_size == 0)
		return refuse(label, "empty");
	release_name(base, release);
	r = stage_open(&s, job, label);
	s.packed = (uint64_t)st->st_size;
	if (r == 0)
		r = unpack(&s, fd, base);
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
	char path[PATH_SIZE * 2];
	int r;

	snprintf(path, sizeof(path), "%.1000s/%s", s->job->library, s->name);
	r = library_open(&s->checked, path, s->job->plugins);
	if (r < 0)
		return trouble(s->label, "library", -r);
	library_check(&s->checked, NULL, NULL);
	if (lib->release_count == 1 && lib->release[0]->file[0]->problem)
		return refuse(s->label, "%s", lib->release[0]->file[0]->problem);
	return 0;
}

static int place_single(struct stage *s, const char *name)
{
	char found[256], from[PATH_SIZE];

	if (find_any_case(s->job->libfd, name, found)) {
		if (strcmp(found, name) == 0 && same_file(s->fd, s->job->libfd, name))
			return announce(s, name, OUTCOME_UNCHANGED);
		return refuse(s->label, "another file %s is in the library already", found);
	}
	snprintf(from, sizeof(from), "%s/%s", s->name, name);
	if (sync_stage(s) != 0)
		return trouble(s->label, "library", errno);
	if (renameat(s->job->libfd, from, s->job->libfd, name) != 0)
		return trouble(s->label, name, errno);
	fsync(s->job->libfd);
	sigcache_append(s->job->libfd, "", &s->checked);
	s->job->report->files++;
	s->job->report->bytes += s->bytes;
	return announce(s, name, OUTCOME_IMPORTED);
}

static int import_single(struct job *job, const char *label, const char *base, int fd,
			 const struct stat *st)
{
	char clean[PATH_SIZE];
	struct stage s;
	int r;

	if (base[0] == '.' || clean_path(base, clean) || strcmp(clean, base) != 0)
		return refuse(label, "not the name of a firmware file");
	r = stage_open(&s, job, label);
	s.packed = (uint64_t)st->st_size;
	if (r == 0)
		r = copy_into(&s, fd, base);
	if (r == 0)
		r = check_single(&s);
	if (r == 0)
		r = place_single(&s, base);
	stage_close(&s);
	return r;
}

/* -- folders ----------------------------------------------------------------- */

/* A walk through the folders below @fd; nothing is followed out of it. */
struct walk {
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

static bool is_image_or_list(const char *path)
{
	static const char *const ends[] = { ".loads", ".sbn", ".bin", ".sbin", ".sb2", ".zup" };
	const char *dot = strrchr(path, '.');

	for (size_t i = 0; dot && i < sizeof(ends) / sizeof(ends[0]); i++)
		if (strcasecmp(dot, ends[i]) == 0)
			return true;
	return false;
}

static int walk_file(struct walk *w, const char *path)
{
	int fd = open_file(w->fd, path), r;
	struct stat st;

	if (fd < 0 || fstat(fd, &st) != 0) {
		r = trouble(w->stage->label, path, errno);
	} else {
		w->stage->packed += (uint64_t)st.st_size;
		w->firmware |= is_image_or_list(path);
		r = copy_into(w->stage, fd, path);
	}
	if (fd >= 0)
		close(fd);
	return r;
}

static int walk_entry(struct walk *w, const char *prefix, const char *name)
{
	const char *label = w->stage->label, *wrong;
	char path[PATH_SIZE], clean[PATH_SIZE];
	struct stat st;

	if (snprintf(path, sizeof(path), "%s%s", prefix, name) >= (int)sizeof(path))
		return refuse(label, "%s lies too deep in folders", prefix);
	wrong = clean_path(path, clean);
	if (wrong || strcmp(path, clean) != 0)
		return refuse(label, "%s %s", path, wrong ? wrong : "has a backslash in its name");
	if (is_rubbish(path))
		return 0;
	if (fstatat(w->fd, path, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return trouble(label, path, errno);
	if (S_ISLNK(st.st_mode))
		return refuse(label, "%s is a link, not a file", path);
	if (S_ISDIR(st.st_mode))
		return append(&w->folder, &w->folder_count, path, "", "/") ? 0 :
		       trouble(label, path, ENOMEM);
	if (!S_ISREG(st.st_mode))
		return refuse(label, "%s is not a regular file", path);
	if (suffix_length(name) > 0)
		return append(&w->archive, &w->archive_count, path, "", "") ? 0 :
		       trouble(label, path, ENOMEM);
	return walk_file(w, path);
}

static int walk_folder(struct walk *w, const char *prefix)
{
	int fd = openat(w->fd, *prefix ? prefix : ".",
			O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *d;
	int r = 0;

	if (!dir) {
		r = trouble(w->stage->label, *prefix ? prefix : "folder cannot be read", errno);
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

static int import_archive_at(struct job *job, int dirfd, const char *folder, const char *path)
{
	const char *slash = strrchr(path, '/');
	char label[PATH_SIZE * 2];
	struct stat st;
	int fd = open_file(dirfd, path), r;

	snprintf(label, sizeof(label), "%.1000s/%s", folder, path);
	if (fd < 0 || fstat(fd, &st) != 0)
		r = trouble(label, "cannot be read", errno);
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
static int import_folder(struct job *job, const char *label, const char *base, int fd)
{
	struct walk w = { .fd = fd };
	char release[128];
	struct stage s;
	int r = stage_open(&s, job, label);

	w.stage = &s;
	if (r == 0 && !append(&w.folder, &w.folder_count, "", "", ""))
		r = trouble(label, "folder", ENOMEM);
	for (size_t i = 0; r == 0 && i < w.folder_count; i++)
		r = walk_folder(&w, w.folder[i]);
	for (size_t i = 0; r == 0 && i < w.archive_count; i++)
		tally(job->report, import_archive_at(job, fd, label, w.archive[i]));
	release_name(base, release);
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

static bool is_library(const struct job *job, const struct stat *st)
{
	struct stat lib;

	return fstat(job->libfd, &lib) == 0 && lib.st_dev == st->st_dev &&
	       lib.st_ino == st->st_ino;
}

static int import_open(struct job *job, const char *path, int fd)
{
	char base[256];
	struct stat st;

	if (fstat(fd, &st) != 0)
		return trouble(path, "cannot be read", errno);
	if (!base_name(path, base))
		return refuse(path, "has no usable name");
	if (S_ISDIR(st.st_mode))
		return is_library(job, &st) ? refuse(path, "is the library itself") :
		       import_folder(job, path, base, fd);
	if (!S_ISREG(st.st_mode))
		return refuse(path, "is not a regular file");
	if (suffix_length(base) > 0 || looks_like_zip(fd, base))
		return import_archive(job, path, base, fd, &st);
	return import_single(job, path, base, fd, &st);
}

static void import_path(struct job *job, const char *path)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	tally(job->report, fd < 0 ? trouble(path, "cannot be read", errno) :
	      import_open(job, path, fd));
	if (fd >= 0)
		close(fd);
}

/* Makes the folder when it is missing; -1, told. */
static int open_library(const char *library, bool *made)
{
	int fd;

	*made = mkdir(library, 0755) == 0;
	if (!*made && errno != EEXIST) {
		trouble(library, "cannot be made", errno);
		return -1;
	}
	fd = open(library, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || (*made && fchmod(fd, 0755) != 0)) {
		trouble(library, "library cannot be read", errno);
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

int library_import(const char *library, const char *const *paths, size_t count,
		   const struct plugins *plugins, struct import_report *report)
{
	struct job job = { .library = library, .plugins = plugins, .report = report };
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
