/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * unpack.c -- an archive into the stage of an import.
 */
#include <config.h>
#include "core/library/unpack.h"

#include "core/base/file_name.h"
#include "core/library/container.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* libarchive's reason, in one line of its own. */
static int refuse_damaged(const struct stage *s, struct archive *a, const char *path)
{
	const char *why = archive_error_string(a);

	if (!why)
		return stage_refuse(s->job, s->label, "%s%sdamaged or cut off", path, *path ? ": " : "");
	return stage_refuse(s->job, s->label, "%s%sdamaged or cut off (%.*s)", path, *path ? ": " : "",
			    (int)strcspn(why, "\r\n"), why);
}

/* As stage_copy() of stage.c, from an archive. */
static int unpack_entry(struct stage *s, struct archive *a, int from, const char *path)
{
	static uint8_t buf[65536];
	int fd = stage_file(s, path), r = 0;
	la_ssize_t n = 0;

	if (fd < 0)
		return fd;
	while (r == 0 && (n = archive_read_data(a, buf, sizeof(buf))) > 0) {
		r = stage_write(s, fd, path, buf, (size_t)n);
		stage_progress(s, (uint64_t)lseek(from, 0, SEEK_CUR));
	}
	if (r == 0 && n < 0)
		r = refuse_damaged(s, a, path);
	return stage_file_done(s, fd, path, r);
}

static int take_entry(struct stage *s, struct archive *a, int from, struct archive_entry *e)
{
	const char *raw = archive_entry_pathname(e), *wrong;
	char path[PATH_SIZE];

	if (!raw)
		raw = archive_entry_pathname_utf8(e);
	if (!raw)
		return stage_refuse(s->job, s->label, "a name in it cannot be read");
	wrong = file_name_clean(raw, path);
	if (archive_entry_filetype(e) == AE_IFDIR && !archive_entry_hardlink(e) &&
	    (!wrong || strcmp(wrong, "has no name") == 0))
		return 0;
	if (wrong)
		return stage_refuse(s->job, s->label, "%s %s", raw, wrong);
	if (archive_entry_symlink(e) || archive_entry_hardlink(e) ||
	    archive_entry_filetype(e) == AE_IFLNK)
		return stage_refuse(s->job, s->label, "%s is a link, not a file", path);
	if (archive_entry_filetype(e) != AE_IFREG)
		return stage_refuse(s->job, s->label, "%s is not a regular file", path);
	if (archive_entry_is_data_encrypted(e))
		return stage_refuse(s->job, s->label, "%s is encrypted: unpack it with its password, then import "
				    "the folder", path);
	/* Before anything of it is written. */
	if (archive_entry_size_is_set(e) && (uint64_t)archive_entry_size(e) > MAX_BYTES)
		return stage_refuse(s->job, s->label, "%s: more than 1 GiB unpacked: not a firmware archive", path);
	return file_name_is_rubbish(path) ? 0 : unpack_entry(s, a, from, path);
}

static int unpack_entries(struct stage *s, struct archive *a, int from)
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
			return stage_refuse(s->job, s->label, "more than %d entries: not a firmware archive",
				      MAX_ENTRIES);
		r = take_entry(s, a, from, e);
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
		return stage_trouble(s->job, s->label, "cannot be read", errno);
	switch (container_decode(head, (size_t)n, s->total, &c)) {
	case CONTAINER_NONE:
		return 0;
	case CONTAINER_BROKEN:
		return stage_refuse(s->job, s->label, "damaged or cut off: its signed header is not whole");
	case CONTAINER_OK:
		break;
	}
	return lseek(fd, c.header_size, SEEK_SET) < 0 ? stage_trouble(s->job, s->label, "cannot be read", errno) : 0;
}

/* Nothing but its end record: libarchive does not know such a zip. */
static bool is_empty_zip(int fd, uint64_t size)
{
	uint8_t head[4];

	return size == 22 && pread(fd, head, sizeof(head), 0) == sizeof(head) &&
	       memcmp(head, "PK\5\6", sizeof(head)) == 0;
}

int unpack_archive(struct stage *s, int fd, const char *name)
{
	size_t k = file_name_archive_suffix(name);
	/* Without a suffix it came here because it begins like a zip. */
	bool zip = k == 0 || strcasecmp(name + strlen(name) - k, ".zip") == 0;
	struct archive *a;
	int r = zip ? 0 : skip_signature(s, fd);

	if (r < 0 || (zip && is_empty_zip(fd, s->total)))
		return r;
	a = archive_read_new();
	if (!a)
		return stage_trouble(s->job, s->label, "cannot be read", ENOMEM);
	/* Only what is needed; a zip by its directory, or a cut one would pass. */
	if (zip) {
		archive_read_support_format_zip_seekable(a);
	} else {
		archive_read_support_format_tar(a);
		archive_read_support_filter_gzip(a);
		/* Read on after the end of the tar, so that a cut gzip trailer is seen. */
		archive_read_set_format_option(a, "tar", "read_concatenated_archives", "1");
	}
	if (archive_read_open_fd(a, fd, 65536) == ARCHIVE_OK)
		r = unpack_entries(s, a, fd);
	else
		r = stage_refuse(s->job, s->label, "not a whole %s archive: damaged or cut off", zip ? "zip" : "tar");
	archive_read_free(a);
	return r;
}
