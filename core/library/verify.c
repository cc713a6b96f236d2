/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * verify.c -- the signatures of all files of the library: reads them whole.
 */
#include <config.h>
#include "core/library/verify.h"

#include "core/base/disk.h"
#include "core/library/container.h"
#include "core/library/load_list.h"
#include "core/library/making.h"
#include "core/library/problem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void verify_spoil(struct library *lib, struct lib_file *f)
{
	if (problem_bad_signature(&lib->store->pool, f) < 0)
		return;
	for (size_t i = 0; i < lib->load_count; i++)
		if (index_load_has(lib->load[i], f))
			problem_of_load(&lib->store->pool, lib->load[i], f->problem);
	index_sort(lib);
}

/* False when the file cannot be read, or has changed meanwhile: it stays pending. */
static bool check_whole(int fd, const struct lib_file *f, uint8_t *buf, struct signature *out)
{
	ssize_t n = disk_read(fd, buf, HEAD_SIZE, 0);
	struct signature_check check;
	struct container c;

	if (n < 0 || container_decode(buf, (size_t)n, f->size, &c) != CONTAINER_OK)
		return false;
	if (signature_begin(&check, buf, &c)) {
		signature_update(&check, buf + c.header_size, (size_t)n - c.header_size);
		for (off_t at = n; n > 0; at += n) {
			do
				n = pread(fd, buf, HEAD_SIZE, at);
			while (n < 0 && errno == EINTR);
			if (n < 0)
				return false;
			signature_update(&check, buf, (size_t)n);
		}
	}
	signature_end(&check, out);
	return index_is_same_file(fd, f);
}

static void check_one(struct library *lib, struct lib_file *f, uint8_t *buf)
{
	int fd = disk_open(lib->dirfd, f->path, O_RDONLY | O_NONBLOCK);
	struct signature s;

	if (fd < 0)
		return;
	if (index_is_same_file(fd, f) && check_whole(fd, f, buf, &s)) {
		f->signature = s;
		if (s.state == SIGNATURE_BAD)
			verify_spoil(lib, f);
	}
	close(fd);
}

/* Those that were not checked yet; NULL: none, or no memory. */
static struct lib_file **pending_files(const struct library *lib, size_t *count)
{
	struct list found = { 0 };

	for (size_t i = 0; i < lib->release_count; i++)
		for (size_t k = 0; k < lib->release[i]->file_count; k++) {
			struct lib_file *f = lib->release[i]->file[k];

			if (f->signature.state == SIGNATURE_PENDING && list_add(&found, f) < 0)
				break;
		}
	*count = found.count;
	return (struct lib_file **)found.item;
}

size_t verify_all(struct library *lib, void (*progress)(size_t done, size_t of, void *arg),
		  void *arg)
{
	size_t count;
	struct lib_file **pending = pending_files(lib, &count);
	uint8_t *buf = count ? malloc(HEAD_SIZE) : NULL;

	for (size_t i = 0; buf && i < count; i++) {
		check_one(lib, pending[i], buf);
		if (progress)
			progress(i + 1, count, arg);
	}
	free(buf);
	free(pending);
	for (size_t i = 0; i < lib->load_count; i++)
		load_list_check_families(&lib->store->pool, lib->load[i]);
	index_sort(lib);
	return count;
}
