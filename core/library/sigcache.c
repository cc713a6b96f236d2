/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * sigcache.c -- results of signature checks, kept beside the files.
 *
 * Lines of text: a head with the mark of the keys, then one row for each file
 *	SIZE MTIME-NS INODE STATE DATE KEY PATH
 * A later row for a path replaces an earlier one.  A new file replaces the old
 * one by rename(), so a reader sees one or the other.
 */
#include <config.h>
#include "core/library/sigcache.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD "netrecover-index 1 %08" PRIx32 "\n"
#define CACHE_MAX (16 << 20)             /* bytes; a row for each file makes far less */
#define NEW_NAME SIGCACHE_NAME ".new"

static int path_cmp(const void *a, const void *b)
{
	const struct lib_file *const *x = a, *const *y = b;

	return strcmp((*x)->path, (*y)->path);
}

/* All files that have a signature, by path; NULL: none, or no memory. */
static struct lib_file **signed_files(const struct library *lib, size_t *count)
{
	struct lib_file **all;
	size_t room = 0, n = 0;

	for (size_t i = 0; i < lib->release_count; i++)
		room += lib->release[i]->file_count;
	all = room ? malloc(room * sizeof(*all)) : NULL;
	for (size_t i = 0; all && i < lib->release_count; i++)
		for (size_t k = 0; k < lib->release[i]->file_count; k++)
			if (lib->release[i]->file[k]->signature.state != SIGNATURE_NONE)
				all[n++] = lib->release[i]->file[k];
	if (all)
		qsort(all, n, sizeof(struct lib_file *), path_cmp);
	*count = n;
	return all;
}

static struct lib_file *find(struct lib_file **all, size_t count, const char *path)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = strcmp(all[mid]->path, path);

		if (c == 0)
			return all[mid];
		if (c < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

static FILE *open_cache(int dirfd, int flags, const char *mode)
{
	struct stat st;
	int fd = openat(dirfd, SIGCACHE_NAME, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0644);
	FILE *f = NULL;

	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= CACHE_MAX)
		f = fdopen(fd, mode);
	if (fd >= 0 && !f)
		close(fd);
	return f;
}

static void take_row(struct lib_file **all, size_t count, char *line)
{
	uint64_t size, inode;
	int64_t mtime;
	unsigned state;
	uint32_t date;
	int key, at = 0;
	struct lib_file *f;

	if (sscanf(line, "%" SCNu64 " %" SCNd64 " %" SCNu64 " %u %" SCNu32 " %d %n", &size, &mtime,
		   &inode, &state, &date, &key, &at) != 6 || at == 0)
		return;
	f = find(all, count, line + at);
	if (!f || f->size != size || f->mtime_ns != mtime || f->inode != inode ||
	    state <= SIGNATURE_NONE || state >= SIGNATURE_STATES)
		return;
	if ((state == SIGNATURE_GOOD || state == SIGNATURE_BAD) && !signature_family(key))
		return;
	f->signature.state = (enum signature_state)state;
	f->signature.date = date;
	f->signature.family = signature_family(key);
}

static bool has_head(FILE *f)
{
	char head[64], line[64];

	snprintf(head, sizeof(head), HEAD, signature_keys_mark());
	return fgets(line, sizeof(line), f) && strcmp(line, head) == 0;
}

size_t sigcache_load(struct library *lib)
{
	size_t count, pending = 0, room = 0;
	struct lib_file **all = signed_files(lib, &count);
	FILE *f = all ? open_cache(lib->dirfd, O_RDONLY, "r") : NULL;
	char *line = NULL;
	ssize_t n;

	if (f && has_head(f))
		while ((n = getline(&line, &room, f)) > 1)
			if (line[n - 1] == '\n') {
				line[n - 1] = '\0';
				take_row(all, count, line);
			}
	free(line);
	if (f)
		fclose(f);
	for (size_t i = 0; all && i < count; i++)
		pending += all[i]->signature.state == SIGNATURE_PENDING;
	free(all);
	return pending;
}

static void write_rows(FILE *out, const char *folder, struct lib_file **all, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct lib_file *f = all[i];

		if (f->signature.state == SIGNATURE_PENDING || strchr(f->path, '\n'))
			continue;
		fprintf(out, "%" PRIu64 " %" PRId64 " %" PRIu64 " %u %" PRIu32 " %d %s%s%s\n",
			f->size, f->mtime_ns, f->inode, (unsigned)f->signature.state,
			f->signature.date, signature_family_index(f->signature.family), folder,
			*folder ? "/" : "", f->path);
	}
}

int sigcache_save(const struct library *lib)
{
	size_t count;
	struct lib_file **all;
	FILE *out;
	int fd, r;

	/* Never through something that another put there. */
	unlinkat(lib->dirfd, NEW_NAME, 0);
	fd = openat(lib->dirfd, NEW_NAME, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	if (fd < 0)
		return -errno;
	out = fdopen(fd, "w");
	if (!out) {
		close(fd);
		return -ENOMEM;
	}
	all = signed_files(lib, &count);
	fprintf(out, HEAD, signature_keys_mark());
	write_rows(out, "", all, all ? count : 0);
	free(all);
	r = ferror(out) ? -EIO : 0;
	if (fclose(out) != 0 && r == 0)
		r = -errno;
	if (r == 0 && renameat(lib->dirfd, NEW_NAME, lib->dirfd, SIGCACHE_NAME) != 0)
		r = -errno;
	if (r < 0)
		unlinkat(lib->dirfd, NEW_NAME, 0);
	return r;
}

int sigcache_append(int dirfd, const char *release, const struct library *part)
{
	FILE *out = open_cache(dirfd, O_RDWR | O_CREAT | O_APPEND, "a+");
	struct lib_file **all;
	size_t count;
	int r = 0;

	if (!out)
		return -errno;
	rewind(out);
	if (!has_head(out)) {
		/* New, damaged, or of other keys. */
		if (ftruncate(fileno(out), 0) != 0)
			r = -errno;
		fseek(out, 0, SEEK_END);
		fprintf(out, HEAD, signature_keys_mark());
	}
	fseek(out, 0, SEEK_END);
	all = signed_files(part, &count);
	write_rows(out, release, all, all ? count : 0);
	free(all);
	return fclose(out) != 0 ? -errno : r;
}
