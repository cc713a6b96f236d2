/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * fuzz_archive.c -- any bytes as a zip and as a tgz: what comes out lies below the stage, and the
 * stage is gone afterwards.
 */
#include <config.h>

#include "core/base/log.h"
#include "core/library/stage.h"
#include "core/library/unpack.h"
#include "tests/fuzz/folder.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void quiet(int priority, const char *line, void *arg)
{
	(void)priority;
	(void)line;
	(void)arg;
}

static void check_paths(const struct stage *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (!s->path[i][0] || s->path[i][0] == '/' || strncmp(s->path[i], "../", 3) == 0 ||
		    strstr(s->path[i], "/../"))
			abort();
}

/* But "." and "..". */
static size_t entries(int dirfd)
{
	DIR *d = fdopendir(dup(dirfd));
	const struct dirent *e;
	size_t n = 0;

	if (!d)
		abort();
	rewinddir(d);
	while ((e = readdir(d)) != NULL)
		n += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
	closedir(d);
	return n;
}

static void unpack(int dirfd, const uint8_t *data, size_t size, const char *name)
{
	struct import_report report = { 0 };
	struct import_job job = { .libfd = dirfd, .library = "here", .report = &report, .quiet = true };
	int fd = memfd_create(name, MFD_CLOEXEC);
	struct stage s;

	if (fd < 0 || write(fd, data, size) != (ssize_t)size || lseek(fd, 0, SEEK_SET) != 0 ||
	    stage_open(&s, &job, name) < 0)
		abort();
	s.limited = true;
	s.packed = size;
	(void)unpack_archive(&s, fd, name);
	check_paths(&s);
	stage_close(&s);
	outcomes_finish(&report.found);
	close(fd);
	if (entries(dirfd) != 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int dirfd = -1;

	log_set_sink(quiet, NULL);
	if (dirfd < 0)
		dirfd = folder_make();
	unpack(dirfd, data, size, size && data[0] == 'P' ? "cmterm.zip" : "cmterm.tgz");
	return 0;
}
