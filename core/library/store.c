/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * store.c -- the bytes of the library's files.
 *
 * What is served is read whole into anonymous memory when it is first wanted: a
 * file that is cut, replaced or removed meanwhile harms no transfer.
 */
#include <config.h>
#include "core/library/store.h"

#include "core/base/disk.h"
#include "core/library/making.h"
#include "core/library/verify.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define IDLE_BYTES (16u * 1024 * 1024)  /* blobs kept after their last put */

struct kept_blob {
	struct lib_blob blob;           /* first: store_put() gets a pointer to it */
	struct lib_file *file;
	struct lib_store *store;        /* of its library, which may be retired */
	struct kept_blob *next;         /* in the list of those that nobody uses */
};

static void blob_free(struct kept_blob *b)
{
	if (b->file)
		b->file->blob = NULL;
	munmap((void *)(uintptr_t)b->blob.data, (size_t)b->blob.size + 1);
	free(b);
}

void store_free(struct lib_store *s)
{
	while (s && s->idle) {
		struct kept_blob *b = s->idle;

		s->idle = b->next;
		blob_free(b);
	}
	if (s)
		pool_finish(&s->pool);
	free(s);
}

void store_retire(struct lib_store *s)
{
	if (s && s->in_use)
		s->retired = true;
	else
		store_free(s);
}

/* The file's bytes in memory of its own size and one more; MAP_FAILED with errno. */
static void *read_whole(const struct library *lib, const struct lib_file *f)
{
	size_t size = (size_t)f->size;
	int fd = disk_open(lib->dirfd, f->path, O_RDONLY | O_NONBLOCK), error = 0;
	void *data;
	ssize_t n;

	if (fd < 0)
		return MAP_FAILED;
	data = mmap(NULL, size + 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (data == MAP_FAILED) {
		error = errno;
	} else if (!index_is_same_file(fd, f)) {
		error = ESTALE;
	} else {
		n = disk_read(fd, data, size, 0);
		if (n < 0)
			error = (int)-n;
		else if ((size_t)n != size || !index_is_same_file(fd, f))
			error = ESTALE;
	}
	close(fd);
	if (error && data != MAP_FAILED) {
		munmap(data, size + 1);
		data = MAP_FAILED;
	}
	errno = error;
	return data;
}

/* The same file, as its release owns it. */
static struct lib_file *own_file(const struct lib_file *f)
{
	const struct lib_release *r = f->release;

	for (size_t i = index_first_file(r, f->name); i < r->file_count; i++)
		if (r->file[i] == f)
			return r->file[i];
	return NULL;
}

static void leave_idle(struct lib_store *s, struct kept_blob *b)
{
	for (struct kept_blob **at = &s->idle; *at; at = &(*at)->next)
		if (*at == b) {
			*at = b->next;
			s->idle_bytes -= b->blob.size;
			return;
		}
}

/* Its signature is looked at before any byte is given away; false: it is bad. */
static bool is_good(struct library *lib, struct lib_file *f, const void *data)
{
	if (f->signature.state == SIGNATURE_PENDING || f->signature.state == SIGNATURE_GOOD)
		signature_of(data, (size_t)f->size, &f->signature);
	if (f->signature.state != SIGNATURE_BAD)
		return true;
	verify_spoil(lib, f);
	lib->spoiled = true;
	return false;
}

static struct lib_blob *read_blob(struct library *lib, struct lib_file *f)
{
	size_t room = (size_t)f->size + 1;
	void *data = read_whole(lib, f);
	struct kept_blob *b;
	int error;

	if (data == MAP_FAILED)
		return NULL;
	b = calloc(1, sizeof(*b));
	error = b ? 0 : ENOMEM;
	if (b && !is_good(lib, f, data))
		error = EBADMSG;
	if (error) {
		munmap(data, room);
		free(b);
		errno = error;
		return NULL;
	}
	mprotect(data, room, PROT_READ);
	b->blob.data = data;
	b->blob.size = f->size;
	b->file = f;
	b->store = lib->store;
	return &b->blob;
}

struct lib_blob *store_get(struct library *lib, const struct lib_file *file)
{
	struct lib_file *own = own_file(file);

	if (!own) {
		errno = ENOENT;
		return NULL;
	}
	if (own->blob && own->blob->refs == 0)
		leave_idle(lib->store, (struct kept_blob *)own->blob);
	if (!own->blob)
		own->blob = read_blob(lib, own);
	if (own->blob && own->blob->refs++ == 0)
		lib->store->in_use++;
	return own->blob;
}

/* Phones of one shelf ask for one file one after another: keep it a little. */
static void keep_idle(struct lib_store *s, struct kept_blob *b)
{
	struct kept_blob **last;

	for (last = &s->idle; *last; last = &(*last)->next)
		;
	*last = b;
	b->next = NULL;
	s->idle_bytes += b->blob.size;
	while (s->idle && s->idle_bytes > IDLE_BYTES) {
		b = s->idle;
		s->idle = b->next;
		s->idle_bytes -= b->blob.size;
		blob_free(b);
	}
}

/* The library may have been retired since: the blob knows where it belongs. */
void store_put(struct library *lib, struct lib_blob *blob)
{
	struct kept_blob *b = (struct kept_blob *)blob;
	struct lib_store *s;

	(void)lib;
	if (!blob || --blob->refs > 0)
		return;
	s = b->store;
	s->in_use--;
	keep_idle(s, b);
	if (s->retired && s->in_use == 0)
		store_free(s);
}
