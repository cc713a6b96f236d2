/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * library.c -- open a firmware library, and see whether it has changed.
 */
#include <config.h>
#include "core/library/library.h"

#include "core/base/disk.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int library_open(struct library *out, const char *path, const struct plugins *plugins)
{
	struct scan *s;
	int r = scan_begin(&s, path, plugins);

	memset(out, 0, sizeof(*out));
	out->dirfd = -1;
	if (r < 0)
		return r;
	r = scan_step(s, 0, out);
	scan_free(s);
	return r;
}

static void forget(struct library *lib)
{
	if (lib->dirfd > 0)
		close(lib->dirfd);
	memset(lib, 0, sizeof(*lib));
	lib->dirfd = -1;
}

void library_close(struct library *lib)
{
	store_free(lib->store);
	forget(lib);
}

void library_retire(struct library *lib)
{
	store_retire(lib->store);
	forget(lib);
}

/* Gone counts as changed, as its folder is. */
static bool is_another(const struct library *lib, const char *path, int64_t mtime_ns,
		       const uint64_t *size)
{
	struct stat st;

	return fstatat(lib->dirfd, *path ? path : ".", &st, AT_SYMLINK_NOFOLLOW) != 0 ||
	       disk_mtime(&st) != mtime_ns || (size && (uint64_t)st.st_size != *size);
}

bool library_changed(const struct library *lib)
{
	for (size_t i = 0; i < lib->folder_count; i++)
		if (is_another(lib, lib->folder[i]->name, lib->folder[i]->mtime_ns, NULL))
			return true;
	for (size_t i = 0; i < lib->unsettled_count; i++) {
		const struct lib_file *f = lib->unsettled[i];

		if (is_another(lib, f->path, f->mtime_ns, &f->size))
			return true;
	}
	return lib->spoiled;
}
