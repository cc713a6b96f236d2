/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * fuzz_journal.c -- any bytes as the journal of an earlier run: read, and what it says of
 * phones put into a snapshot, which must say the same when it is read in its place.
 */
#include <config.h>

#include "core/base/journal.h"
#include "core/base/journal_file.h"
#include "core/base/log.h"
#include "core/phone/bench.h"
#include "core/phone/memory.h"
#include "core/phone/registry.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void quiet(int priority, const char *line, void *arg)
{
	(void)priority;
	(void)line;
	(void)arg;
}

/* The folder goes at once; what is opened in it later needs no name. */
static int make_folder(void)
{
	char folder[] = "/tmp/netrecover-fuzz-XXXXXX";
	int fd = mkdtemp(folder) ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

	if (fd < 0)
		abort();
	return fd;
}

static void put(int dirfd, const char *bytes, size_t size)
{
	int fd = openat(dirfd, JOURNAL_NAME, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd < 0 || write(fd, bytes, size) != (ssize_t)size)
		abort();
	close(fd);
}

static void remove_folder(int dirfd)
{
	char link[40], path[60];
	ssize_t n;

	unlinkat(dirfd, JOURNAL_NAME, 0);
	snprintf(link, sizeof(link), "/proc/self/fd/%d", dirfd);
	n = readlink(link, path, sizeof(path) - 1);
	if (n > 0) {
		path[n] = '\0';
		rmdir(path);
	}
	close(dirfd);
}

static char *snapshot_line(struct bench *b)
{
	json_t *all = memory_snapshot(b);
	char *text, *line;

	if (!all || json_object_set_new(all, "event", json_string(JOURNAL_CONTINUED)) < 0)
		abort();
	text = json_dumps(all, JSON_COMPACT);
	if (!text || asprintf(&line, "%s\n", text) < 0)
		abort();
	free(text);
	json_decref(all);
	return line;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct bench first, second;
	int dirfd = make_folder();
	char *line, *again;

	log_set_sink(quiet, NULL);
	put(dirfd, (const char *)data, size);
	(void)journal_file_seq(dirfd, 0);
	memory_read(&first, dirfd);
	line = snapshot_line(&first);
	put(dirfd, line, strlen(line));
	memory_read(&second, dirfd);
	again = snapshot_line(&second);
	if (strcmp(line, again) != 0)
		abort();
	free(line);
	free(again);
	registry_finish(&first);
	registry_finish(&second);
	remove_folder(dirfd);
	return 0;
}
