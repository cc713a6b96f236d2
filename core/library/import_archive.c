/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * import_archive.c -- one archive into the library, all of it or nothing.
 *
 * It is unpacked into a hidden folder of the library, checked there as the library
 * itself would check it, and renamed into place.  Archives in it are taken out again
 * and come next, each all of it or nothing on its own; those in these are not opened,
 * and what comes out of all of them counts against the limits of the outermost one.
 */
#include <config.h>
#include "core/library/import_archive.h"

#include "core/library/bycatch.h"
#include "core/library/tree.h"
#include "core/library/unpack.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_INNER 64

void import_archive_name(const char *base, char out[IMPORT_ARCHIVE_NAME])
{
	char plain[LOAD_NAME_SIZE];
	size_t n;

	if (bycatch_is_copy(base, plain, sizeof(plain)))
		base = plain;
	n = strlen(base) - file_name_archive_suffix(base);
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

bool import_archive_refused(struct import_job *job, const char *label, const char *base, int fd)
{
	uint8_t head[BYCATCH_HEAD];
	ssize_t n = pread(fd, head, sizeof(head), 0);
	const char *why = bycatch_refusal(base, head, n > 0 ? (size_t)n : 0);

	if (why)
		stage_refuse(job, label, "%s", why);
	return why != NULL;
}

/* What most of it is, by the number of files; the archive's own name says it best. */
static enum bycatch what_it_is(const struct stage *s, const char *base)
{
	size_t count[BYCATCH_OTHER + 1] = { 0 };
	enum bycatch most = BYCATCH_OTHER, own;
	char stem[IMPORT_ARCHIVE_NAME];

	import_archive_name(base, stem);
	own = bycatch_of_path(stem);
	if (own == BYCATCH_LOCALE || own == BYCATCH_TONE)
		return own;
	for (size_t i = 0; i < s->count; i++)
		count[bycatch_of_path(s->path[i])]++;
	for (int what = BYCATCH_LOCALE; what < BYCATCH_OTHER; what++)
		if (count[what] > 0 && (most == BYCATCH_OTHER || count[what] > count[most]))
			most = (enum bycatch)what;
	return most;
}

static bool has_firmware(const struct stage *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (bycatch_of_path(s->path[i]) == BYCATCH_FIRMWARE)
			return true;
	return false;
}

static int no_firmware(const struct stage *s, const char *base, bool asked)
{
	enum bycatch what = what_it_is(s, base);
	char text[80];

	if (s->count == 0)
		return stage_refuse(s->job, s->label, "no file in it");
	if (asked)
		return stage_refuse(s->job, s->label, "%s, no firmware: phones are recovered without it",
				    bycatch_package(what));
	snprintf(text, sizeof(text), "%s, in archives", bycatch_name(what));
	stage_note(s->job, OUTCOME_ASIDE, s->label, text);
	return 0;
}

/* Open and fill the stage of one archive; close it whatever this returns. */
static int unpack(struct stage *s, struct import_job *job, const char *label, const char *base, int fd,
		  const struct stage *outer)
{
	struct stat st = { 0 };
	int r = stage_open(s, job, label);

	if (r == 0 && fstat(fd, &st) != 0)
		r = stage_trouble(job, label, "cannot be read", errno);
	else if (r == 0 && st.st_size == 0)
		r = stage_refuse(job, label, "empty");
	s->limited = true;
	s->total = (uint64_t)st.st_size;
	s->packed = outer ? outer->packed : s->total;
	s->before = outer ? outer->before + outer->bytes : 0;
	return r == 0 ? unpack_archive(s, fd, base) : r;
}

/* The archives in it, @inner of them, are out of it. */
static int settle(struct stage *s, const char *base, size_t inner, bool asked)
{
	char release[IMPORT_ARCHIVE_NAME];

	import_archive_name(base, release);
	if (has_firmware(s))
		return stage_commit(s, release);
	return inner == 0 ? no_firmware(s, base, asked) : 0;
}

/* -- archives in archives ------------------------------------------------------ */

static const char *base_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* An archive, or what is taken for one. */
static bool is_inner(const struct stage *s, const char *path)
{
	uint8_t head[BYCATCH_HEAD];
	bool is = file_name_archive_suffix(base_of(path)) > 0;
	int fd = is || bycatch_of_path(path) != BYCATCH_OTHER ? -1 : tree_open(s->fd, path);
	ssize_t n;

	if (fd < 0)
		return is;
	n = pread(fd, head, sizeof(head), 0);
	close(fd);
	return bycatch_refusal(base_of(path), head, n > 0 ? (size_t)n : 0) != NULL;
}

static int refuse_deeper(struct stage *s, const char *path)
{
	char label[PATH_SIZE * 2];

	snprintf(label, sizeof(label), "%.1000s/%s", s->label, path);
	return stage_refuse(s->job, label, "an archive in an archive in an archive: unpack that one, then "
			    "import this");
}

/* Each that fails was reported, and is none of the others' fault. */
static size_t each_inner(struct stage *s, int (*take)(struct stage *s, const char *path))
{
	size_t count = 0;

	for (size_t i = 0; i < s->count;) {
		if (!is_inner(s, s->path[i])) {
			i++;
			continue;
		}
		take(s, s->path[i]);
		stage_drop(s, i);
		count++;
	}
	return count;
}

static int take_inner(struct stage *outer, const char *path)
{
	char label[PATH_SIZE * 2];
	struct stage s;
	int fd = tree_open(outer->fd, path), r;

	snprintf(label, sizeof(label), "%.1000s/%s", outer->label, path);
	if (fd < 0)
		return stage_trouble(outer->job, label, "cannot be read", errno);
	if (import_archive_refused(outer->job, label, base_of(path), fd)) {
		close(fd);
		return -EINVAL;
	}
	r = unpack(&s, outer->job, label, base_of(path), fd, outer);
	if (r == 0)
		r = settle(&s, base_of(path), each_inner(&s, refuse_deeper), false);
	outer->before += s.bytes;
	stage_close(&s);
	close(fd);
	return r;
}

static int check_inner_count(const struct stage *s)
{
	size_t count = 0;

	for (size_t i = 0; i < s->count; i++)
		count += is_inner(s, s->path[i]);
	if (count <= MAX_INNER)
		return 0;
	return stage_refuse(s->job, s->label, "more than %d archives in it: unpack it, then import the folder",
			    MAX_INNER);
}

int import_archive_take(struct import_job *job, const char *label, const char *base, int fd, bool asked)
{
	struct stage s;
	int r;

	if (import_archive_refused(job, label, base, fd))
		return -EINVAL;
	r = unpack(&s, job, label, base, fd, NULL);
	if (r == 0)
		r = check_inner_count(&s);
	if (r == 0)
		r = settle(&s, base, each_inner(&s, take_inner), asked);
	stage_close(&s);
	return r;
}
