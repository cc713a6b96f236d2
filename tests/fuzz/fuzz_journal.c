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
#include "tests/fuzz/folder.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void quiet(int priority, const char *line, void *arg)
{
	(void)priority;
	(void)line;
	(void)arg;
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
	int dirfd = folder_make();
	char *line, *again;

	log_set_sink(quiet, NULL);
	folder_put(dirfd, JOURNAL_NAME, data, size);
	(void)journal_file_seq(dirfd, 0);
	memory_read(&first, dirfd);
	line = snapshot_line(&first);
	folder_put(dirfd, JOURNAL_NAME, line, strlen(line));
	memory_read(&second, dirfd);
	again = snapshot_line(&second);
	if (strcmp(line, again) != 0)
		abort();
	free(line);
	free(again);
	registry_finish(&first);
	registry_finish(&second);
	folder_remove(dirfd);
	return 0;
}
