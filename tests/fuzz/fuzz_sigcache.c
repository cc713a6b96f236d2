/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * fuzz_sigcache.c -- any bytes as the results of earlier checks of signatures: read, written and read again they say
 * the same, and they never say of a file that it is good without naming a family of keys.
 */
#include <config.h>

#include "core/library/sigcache.h"
#include "core/library/signature.h"
#include "tests/fuzz/folder.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILES 3

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Sizes, times and inodes as in the seeds. */
static struct lib_file files[FILES] = {
	{ .name = "a.sbn", .path = "one/a.sbn", .size = 100, .mtime_ns = 1000, .inode = 7 },
	{ .name = "b.sbn", .path = "one/b.sbn", .size = 200, .mtime_ns = 2000, .inode = 8 },
	{ .name = "c d.sbn", .path = "one/c d.sbn", .size = 300, .mtime_ns = 3000, .inode = 9 },
};

static void forget(void)
{
	for (size_t i = 0; i < FILES; i++)
		files[i].signature = (struct signature){ .state = SIGNATURE_PENDING };
}

static void check(void)
{
	for (size_t i = 0; i < FILES; i++) {
		const struct signature *s = &files[i].signature;

		if (s->state == SIGNATURE_NONE || s->state >= SIGNATURE_STATES)
			abort();
		if ((s->state == SIGNATURE_GOOD || s->state == SIGNATURE_BAD) && !s->family)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct lib_file *list[FILES] = { &files[0], &files[1], &files[2] };
	static struct lib_release release = { .name = "one", .file = list, .file_count = FILES };
	static struct lib_release *releases[] = { &release };
	static struct library lib = { .dirfd = -1, .release = releases, .release_count = 1 };
	struct signature first[FILES];
	char head[64];
	uint8_t *text;
	int n;

	if (lib.dirfd < 0)
		lib.dirfd = folder_make();
	folder_put(lib.dirfd, SIGCACHE_NAME, data, size);
	forget();
	sigcache_load(&lib);
	check();
	/* The same behind a head that is right: only such rows count. */
	n = snprintf(head, sizeof(head), "netrecover-index 1 %08x\n", (unsigned)signature_keys_mark());
	text = malloc((size_t)n + size);
	if (!text)
		abort();
	memcpy(text, head, (size_t)n);
	memcpy(text + n, data, size);
	folder_put(lib.dirfd, SIGCACHE_NAME, text, (size_t)n + size);
	free(text);
	forget();
	sigcache_load(&lib);
	check();
	for (size_t i = 0; i < FILES; i++)
		first[i] = files[i].signature;
	if (sigcache_save(&lib) < 0)
		abort();
	forget();
	sigcache_load(&lib);
	for (size_t i = 0; i < FILES; i++)
		if (files[i].signature.state != first[i].state || (first[i].state != SIGNATURE_PENDING &&
		    (files[i].signature.date != first[i].date || files[i].signature.family != first[i].family)))
			abort();
	return 0;
}
