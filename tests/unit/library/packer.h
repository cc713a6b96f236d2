/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_PACKER_H
#define TESTS_PACKER_H
/*
 * packer.h -- write an archive into the scratch folder, entry by entry, good or bad.
 */
#include "tests/unit/scratch.h"

#include <archive.h>
#include <archive_entry.h>

static struct archive *pack;    /* the one that is being written */

/* Neither: a plain tar.  @options: of libarchive, such as for encryption; or NULL. */
static inline void pack_start(const char *name, bool zip, bool gzip, const char *options)
{
	pack = archive_write_new();
	if (zip)
		archive_write_set_format_zip(pack);
	else
		archive_write_set_format_pax_restricted(pack);
	if (gzip)
		archive_write_add_filter_gzip(pack);
	if (options) {
		ck_assert_int_eq(archive_write_set_options(pack, options), ARCHIVE_OK);
		archive_write_set_passphrase(pack, "secret");
	}
	ck_assert_int_eq(archive_write_open_filename(pack, scratch_path(name)), ARCHIVE_OK);
}

/* @link: where a symbolic link, or what else is a hard link, leads to; or NULL. */
static inline void pack_entry(const char *name, unsigned type, const char *link, const void *data,
			      size_t size)
{
	struct archive_entry *e = archive_entry_new();

	archive_entry_set_pathname(e, name);
	archive_entry_set_filetype(e, type);
	archive_entry_set_perm(e, 0600);
	archive_entry_set_size(e, (la_int64_t)size);
	if (type == AE_IFLNK)
		archive_entry_set_symlink(e, link);
	else if (link)
		archive_entry_set_hardlink(e, link);
	ck_assert_int_eq(archive_write_header(pack, e), ARCHIVE_OK);
	ck_assert_int_eq(archive_write_data(pack, data, size), (la_ssize_t)size);
	archive_entry_free(e);
}

static inline void pack_file(const char *name, const void *data, size_t size)
{
	pack_entry(name, AE_IFREG, NULL, data, size);
}

static inline void pack_finish(void)
{
	ck_assert_int_eq(archive_write_close(pack), ARCHIVE_OK);
	archive_write_free(pack);
}

#endif
