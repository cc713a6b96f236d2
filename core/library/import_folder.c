/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * import_folder.c -- a folder into the library: what is whole of it.
 *
 * Three passes.  The walk notes what is no firmware and remembers what may be.  That is
 * copied into a stage, where it is judged as the library would judge it; loads that are
 * not whole, and images that none of the others needs, are taken out again.  The rest is
 * one release.  The archives that the walk met come last, each a release of its own.
 */
#include <config.h>
#include "core/library/import_folder.h"

#include "core/base/list.h"
#include "core/library/bycatch.h"
#include "core/library/import_archive.h"
#include "core/library/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_FILES 200000

/* A walk through the folders below @fd; nothing is followed out of it. */
struct folder_walk {
	struct import_job *job;
	const char *label;
	int fd;
	struct pool pool;
	struct list folders;            /* "", "a/", "a/b/": those seen so far */
	struct list files, archives;    /* relative paths of firmware, and of archives */
	uint64_t bytes;                 /* of the firmware */
	size_t seen;
	struct stat library;
	char prefix[PATH_SIZE];         /* folder of the stage that becomes the release */
};

static void note(struct folder_walk *w, enum outcome_kind kind, const char *path, const char *text)
{
	char name[PATH_SIZE * 2];

	snprintf(name, sizeof(name), "%.1000s%s%s", w->label, path[0] ? "/" : "", path);
	stage_note(w->job, kind, name, text);
}

static void note_error(struct folder_walk *w, const char *path, int error)
{
	note(w, OUTCOME_REFUSED, path, strerror(error));
	w->job->report->errors++;
}

static int remember(struct folder_walk *w, struct list *list, const char *path, const char *slash)
{
	char text[PATH_SIZE];

	snprintf(text, sizeof(text), "%s%s", path, slash);
	if (list_add(list, pool_text(&w->pool, text)) == 0)
		return 0;
	return stage_trouble(w->job, w->label, "folder", ENOMEM);
}

/* -- the walk ---------------------------------------------------------------- */

/* "name (1).sbn" beside name.sbn. */
static bool is_copy(struct folder_walk *w, const char *path)
{
	const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
	char name[LOAD_NAME_SIZE], other[PATH_SIZE];
	struct stat st;

	if (!bycatch_is_copy(base, name, sizeof(name)) ||
	    snprintf(other, sizeof(other), "%.*s%s", (int)(base - path), path, name) >= (int)sizeof(other) ||
	    fstatat(w->fd, other, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	if (tree_same(w->fd, path, w->fd, other))
		note(w, OUTCOME_ASIDE, path, "copies of files beside them");
	else
		note(w, OUTCOME_REFUSED, path, "not the same as the file without that number beside it: keep "
		     "the whole one under that name, then import the folder again");
	return true;
}

/* A list of another program: XML. */
static bool is_other_list(const char *path, const uint8_t *head, ssize_t n)
{
	return file_name_kind(path) == FILE_NAME_LIST && n > 0 && head[0] == '<';
}

/* What may be firmware or an archive by its name: is it by its first bytes? */
static int walk_candidate(struct folder_walk *w, const char *path, const struct stat *st)
{
	const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path, *why;
	uint8_t head[BYCATCH_HEAD];
	int fd = tree_open(w->fd, path);
	ssize_t n = fd >= 0 ? pread(fd, head, sizeof(head), 0) : -1;
	int error = errno;

	if (fd >= 0)
		close(fd);
	if (n < 0) {
		note_error(w, path, error);
		return 0;
	}
	why = bycatch_refusal(base, head, (size_t)n);
	if (why)
		note(w, OUTCOME_REFUSED, path, why);
	else if (file_name_archive_suffix(base) > 0)
		return remember(w, &w->archives, path, "");
	else if (bycatch_of_path(path) != BYCATCH_FIRMWARE || is_other_list(path, head, n))
		note(w, OUTCOME_ASIDE, path, bycatch_name(BYCATCH_OTHER));
	else {
		w->bytes += (uint64_t)st->st_size;
		return remember(w, &w->files, path, "");
	}
	return 0;
}

static int walk_file(struct folder_walk *w, const char *path, const struct stat *st)
{
	enum bycatch what = bycatch_of_path(path);

	if (++w->seen > MAX_FILES)
		return stage_refuse(w->job, w->label, "more than %d files: import its folders one by one",
				    MAX_FILES);
	if (is_copy(w, path))
		return 0;
	if (what == BYCATCH_FIRMWARE || what == BYCATCH_OTHER || file_name_archive_suffix(path) > 0)
		return walk_candidate(w, path, st);
	note(w, OUTCOME_ASIDE, path, bycatch_name(what));
	return 0;
}

static int walk_folder_in(struct folder_walk *w, const char *path, const struct stat *st)
{
	if (st->st_dev == w->library.st_dev && st->st_ino == w->library.st_ino)
		return 0;
	return remember(w, &w->folders, path, "/");
}

static int walk_entry(struct folder_walk *w, const char *prefix, const char *name)
{
	char path[PATH_SIZE], clean[PATH_SIZE];
	const char *wrong;
	struct stat st;

	if (snprintf(path, sizeof(path), "%s%s", prefix, name) >= (int)sizeof(path)) {
		note(w, OUTCOME_REFUSED, prefix, "lies too deep in folders: import it by itself");
		return 0;
	}
	if (file_name_is_rubbish(path))
		return 0;
	wrong = file_name_clean(path, clean);
	if (wrong || strcmp(path, clean) != 0)
		note(w, OUTCOME_REFUSED, path, wrong ? wrong : "has a backslash in its name");
	else if (fstatat(w->fd, path, &st, AT_SYMLINK_NOFOLLOW) != 0)
		note_error(w, path, errno);
	else if (S_ISDIR(st.st_mode))
		return walk_folder_in(w, path, &st);
	else if (S_ISREG(st.st_mode))
		return walk_file(w, path, &st);
	else
		note(w, OUTCOME_ASIDE, path, S_ISLNK(st.st_mode) ? "links, which are not followed" :
		     "devices and pipes");
	return 0;
}

static int walk_folder(struct folder_walk *w, const char *prefix)
{
	int fd = openat(w->fd, *prefix ? prefix : ".",
			O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *d;
	int r = 0;

	if (!dir) {
		note_error(w, prefix, errno);
		if (fd >= 0)
			close(fd);
		return 0;
	}
	while (r == 0 && (d = readdir(dir)) != NULL)
		if (d->d_name[0] != '.')
			r = walk_entry(w, prefix, d->d_name);
	closedir(dir);
	return r;
}

static int text_cmp(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void sort(struct list *l)
{
	if (l->count)
		qsort(l->item, l->count, sizeof(*l->item), text_cmp);
}

static int walk(struct folder_walk *w)
{
	int r = fstat(w->job->libfd, &w->library) != 0 ?
		stage_trouble(w->job, w->label, "library", errno) : remember(w, &w->folders, "", "");

	for (size_t i = 0; r == 0 && i < w->folders.count; i++)
		r = walk_folder(w, w->folders.item[i]);
	sort(&w->files);
	sort(&w->archives);
	return r;
}

/* -- into the stage ---------------------------------------------------------- */

/* The library looks only so deep: "a/b/c/d/e.sbn" -> "a/b/c_d/e.sbn". */
static void flatten(const char *path, char out[PATH_SIZE])
{
	const char *base = strrchr(path, '/');
	int depth = 1;

	snprintf(out, PATH_SIZE, "%s", path);
	for (char *p = out; base && p < out + (base - path); p++)
		if (*p == '/' && ++depth >= LIBRARY_DEPTH)
			*p = '_';
}

static int stage_one(struct folder_walk *w, struct stage *s, const char *path)
{
	char to[PATH_SIZE];
	int fd = tree_open(w->fd, path), r;

	if (fd < 0) {
		note_error(w, path, errno);
		return 0;
	}
	flatten(path, to);
	r = stage_copy(s, fd, to);
	close(fd);
	return r;
}

/* -- what is whole ------------------------------------------------------------- */

/* No list needs it; or one that is not whole; or one that is. */
enum fate { FATE_STRAY, FATE_LISTED, FATE_KEPT };

/* The stage, and what becomes of each of its files. */
struct judgement {
	struct folder_walk *walk;
	const struct stage *stage;
	enum fate *fate;
};

static const char *staged_path(const struct judgement *j, const struct lib_file *f, char out[PATH_SIZE])
{
	snprintf(out, PATH_SIZE, "%s%s", j->walk->prefix, f->path);
	return out;
}

/* What becomes of @f; NULL: it is not of the stage. */
static enum fate *fate_of(const struct judgement *j, const struct lib_file *f)
{
	char path[PATH_SIZE];
	size_t i = stage_find(j->stage, staged_path(j, f, path));

	return i < j->stage->count ? &j->fate[i] : NULL;
}

static void mark_file(const struct judgement *j, const struct lib_file *f, enum fate value)
{
	enum fate *fate = f ? fate_of(j, f) : NULL;

	if (fate && *fate < value)
		*fate = value;
}

static void mark(const struct judgement *j, const struct lib_load *l)
{
	enum fate value = l->whole ? FATE_KEPT : FATE_LISTED;

	mark_file(j, l->list, value);
	for (size_t i = 0; i < l->file_count; i++)
		mark_file(j, l->file[i], value);
}

/* The manifests of a load say no more than the load itself. */
static bool is_said(const struct library *lib, size_t n)
{
	for (size_t i = 0; i < lib->load_count; i++) {
		const struct lib_load *l = lib->load[i];

		if (i != n && !l->whole && index_same_images(l, lib->load[n]) &&
		    (i < n || l->parsed.kind == NR_KIND_LOAD) &&
		    (lib->load[n]->parsed.kind == NR_KIND_MANIFEST))
			return true;
	}
	return false;
}

static void note_file(const struct judgement *j, enum outcome_kind kind, const struct lib_file *f,
		      const char *text)
{
	char path[PATH_SIZE];
	size_t own = strlen(f->name);

	/* The name stands there already. */
	if (strncmp(text, f->name, own) == 0 && strncmp(text + own, ": ", 2) == 0)
		text += own + 2;
	note(j->walk, kind, staged_path(j, f, path), text);
}

static void note_broken(const struct judgement *j, const struct lib_load *l)
{
	const char *problem = l->problem_count ? l->problem[0] : "lists no files";
	char text[700];

	if (l->problem_count < 2) {
		note_file(j, OUTCOME_BROKEN, l->list, problem);
		return;
	}
	snprintf(text, sizeof(text), "%s (and %zu more)", problem, l->problem_count - 1);
	note_file(j, OUTCOME_BROKEN, l->list, text);
}

static bool same_stem(const char *a, const char *b)
{
	char x[LOAD_NAME_SIZE], y[LOAD_NAME_SIZE];

	return file_name_is_load(a) && file_name_is_load(b) && file_name_normalise(a, x) &&
	       file_name_normalise(b, y) && strcasecmp(x, y) == 0;
}

/* Signed and whole, beside a load that is; or the twin of an image, for phones of another
 * age: both were in the archive. */
static bool belongs(const struct judgement *j, const struct lib_file *f)
{
	for (size_t i = 0; i < f->release->file_count; i++) {
		const struct lib_file *other = f->release->file[i];
		enum fate *fate = fate_of(j, other);

		if (fate && *fate == FATE_KEPT &&
		    (f->signature.state != SIGNATURE_NONE || same_stem(f->name, other->name)))
			return true;
	}
	return false;
}

static void judge_stray(const struct judgement *j, const struct lib_file *f)
{
	enum fate *fate = fate_of(j, f);

	if (!fate || *fate != FATE_STRAY)
		return;
	if (f->problem)
		note_file(j, OUTCOME_REFUSED, f, f->problem);
	else if (belongs(j, f))
		*fate = FATE_KEPT;
	else
		note_file(j, OUTCOME_REFUSED, f, "no list names it: import the archive that it came in");
}

static void judge(const struct judgement *j)
{
	const struct library *lib = &j->stage->checked;

	for (size_t i = 0; i < lib->load_count; i++)
		mark(j, lib->load[i]);
	for (size_t i = 0; i < lib->load_count; i++)
		if (!lib->load[i]->whole && !is_said(lib, i))
			note_broken(j, lib->load[i]);
	for (size_t i = 0; i < lib->release_count; i++)
		for (size_t k = 0; k < lib->release[i]->file_count; k++)
			judge_stray(j, lib->release[i]->file[k]);
}

static uint64_t size_of(const struct stage *s, const char *path)
{
	struct stat st;

	return fstatat(s->fd, path, &st, AT_SYMLINK_NOFOLLOW) == 0 ? (uint64_t)st.st_size : 0;
}

/* Take out what is not kept. */
static int prune(struct folder_walk *w, struct stage *s)
{
	enum fate *fate = calloc(s->count + 1, sizeof(*fate));
	struct judgement j = { w, s, fate };

	if (!fate)
		return stage_trouble(w->job, w->label, "folder", ENOMEM);
	judge(&j);
	for (size_t i = s->count; i-- > 0;) {
		if (fate[i] == FATE_KEPT)
			continue;
		s->bytes -= size_of(s, s->path[i]);
		stage_drop(s, i);
	}
	free(fate);
	return 0;
}

/* -- all of it ----------------------------------------------------------------- */

/* The stage is filled: what is whole of it becomes a release. */
static int take_whole(struct folder_walk *w, struct stage *s, const char *base)
{
	char release[IMPORT_ARCHIVE_NAME];
	size_t common;
	int r = stage_spell(s);

	if (r < 0 || s->count == 0)
		return r;
	common = stage_common(s);
	snprintf(w->prefix, sizeof(w->prefix), "%.*s", (int)common, s->path[0]);
	r = stage_look(s, w->prefix);
	if (r == 0)
		r = prune(w, s);
	import_archive_name(base, release);
	return r == 0 && s->count > 0 ? stage_place(s, common, release) : r;
}

static int take_files(struct folder_walk *w, const char *base)
{
	struct stage s;
	int r = stage_open(&s, w->job, w->label);

	s.total = w->bytes;
	for (size_t i = 0; r == 0 && i < w->files.count; i++)
		r = stage_one(w, &s, w->files.item[i]);
	if (r == 0)
		r = take_whole(w, &s, base);
	stage_close(&s);
	return r;
}

static void take_archive(struct folder_walk *w, const char *path)
{
	const char *slash = strrchr(path, '/');
	char label[PATH_SIZE * 2];
	int fd = tree_open(w->fd, path);

	snprintf(label, sizeof(label), "%.1000s/%s", w->label, path);
	if (fd < 0)
		stage_trouble(w->job, label, "cannot be read", errno);
	else
		import_archive_take(w->job, label, slash ? slash + 1 : path, fd, false);
	if (fd >= 0)
		close(fd);
}

static void finish(struct folder_walk *w)
{
	free(w->folders.item);
	free(w->files.item);
	free(w->archives.item);
	pool_finish(&w->pool);
}

int import_folder_take(struct import_job *job, const char *label, const char *base, int fd)
{
	struct folder_walk w = { .job = job, .label = label, .fd = fd };
	struct import_report *report = job->report;
	size_t failed = report->failed;
	int r = walk(&w);

	if (r == 0 && w.files.count > 0)
		r = take_files(&w, base);
	for (size_t i = 0; r == 0 && i < w.archives.count; i++)
		take_archive(&w, w.archives.item[i]);
	if (r == 0 && w.files.count == 0 && w.archives.count == 0 && report->failed == failed)
		r = stage_refuse(job, label, w.seen ? "no firmware in it" : "no file in it");
	finish(&w);
	return r;
}
