/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_stage.c -- see check_stage.h.  Whoever asks for the files is not trusted: they are few,
 * small, new, and lie in the folder itself.
 */
#include <config.h>

#include "core/verbs/check_stage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_FILES 2000         /* in all */

static const char *name_of(const json_t *file)
{
	const char *name = json_string_value(json_object_get(file, "name"));

	return name && name[0] && name[0] != '.' && !strchr(name, '/') ? name : NULL;
}

static bool write_file(int folder, const json_t *file)
{
	const char *name = name_of(file), *text = json_string_value(json_object_get(file, "text"));
	int fd = name && text ? openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644) : -1;
	size_t len = text ? strlen(text) : 0;
	bool good;

	/* Two rules may ask for the same load. */
	if (fd < 0)
		return name && errno == EEXIST;
	good = write(fd, text, len) == (ssize_t)len && fchmod(fd, 0644) == 0;
	close(fd);
	return good;
}

static int open_folder(int stage, size_t number, bool make)
{
	char name[24];

	snprintf(name, sizeof(name), "%zu", number);
	if (make && (mkdirat(stage, name, 0755) < 0 || fchmodat(stage, name, 0755, 0) < 0))
		return -1;
	return openat(stage, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static bool fill(int stage, const json_t *models)
{
	size_t i, k, count = 0;
	const json_t *model, *file;
	bool good = true;

	json_array_foreach(models, i, model) {
		int folder = open_folder(stage, i, true);

		good &= folder >= 0;
		json_array_foreach(json_object_get(model, "files"), k, file)
			if (folder >= 0 && count++ < MOST_FILES)
				good &= write_file(folder, file);
		if (folder >= 0)
			close(folder);
	}
	return good;
}

/* The child is nobody, where it is not the user: it must get in. */
bool check_stage_make(const json_t *models, char out[CHECK_STAGE_PATH])
{
	const char *tmp = getenv("TMPDIR");
	int stage;
	bool good;

	snprintf(out, CHECK_STAGE_PATH, "%.200s/netrecover-check-XXXXXX", tmp && tmp[0] ? tmp : "/tmp");
	if (!mkdtemp(out))
		return false;
	stage = open(out, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	good = stage >= 0 && fchmod(stage, 0755) == 0 && fill(stage, models);
	if (stage >= 0)
		close(stage);
	if (!good)
		check_stage_remove(models, out);
	return good;
}

void check_stage_remove(const json_t *models, const char *path)
{
	int stage = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	const json_t *model, *file;
	size_t i, k;
	char name[24];

	json_array_foreach(models, i, model) {
		int folder = stage < 0 ? -1 : open_folder(stage, i, false);

		if (folder < 0)
			continue;
		json_array_foreach(json_object_get(model, "files"), k, file)
			if (name_of(file))
				unlinkat(folder, name_of(file), 0);
		close(folder);
		snprintf(name, sizeof(name), "%zu", i);
		unlinkat(stage, name, AT_REMOVEDIR);
	}
	if (stage >= 0)
		close(stage);
	rmdir(path);
}
