/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * index.c -- what the index of the firmware library says.
 *
 * It is made once (scan.c) and lives in one pool.
 */
#include <config.h>
#include "core/library/index.h"

#include "core/base/disk.h"
#include "core/base/file_name.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* By name without case; a whole one before a broken one; then by release. */
static int load_cmp(const void *a, const void *b)
{
	const struct lib_load *x = *(const struct lib_load *const *)a;
	const struct lib_load *y = *(const struct lib_load *const *)b;
	int c = strcasecmp(x->name, y->name);

	if (c == 0 && x->whole != y->whole)
		c = x->whole ? -1 : 1;
	if (c == 0)
		c = strcmp(x->release->name, y->release->name);
	return c ? c : strcmp(x->name, y->name);
}

void index_sort(struct library *lib)
{
	if (lib->load_count)
		qsort(lib->load, lib->load_count, sizeof(*lib->load), load_cmp);
}

const struct lib_release *index_release(const struct library *lib, const char *name)
{
	for (size_t i = 0; i < lib->release_count; i++)
		if (strcmp(lib->release[i]->name, name) == 0)
			return lib->release[i];
	return NULL;
}

/* The first of that name, without case, among @count sorted ones; @count: there is none. */
static size_t first_of(const char *name, const char *(*name_of)(const void *all, size_t i), const void *all,
		       size_t count)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcasecmp(name_of(all, mid), name) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < count && strcasecmp(name_of(all, low), name) == 0 ? low : count;
}

static const char *load_name(const void *lib, size_t i)
{
	return ((const struct library *)lib)->load[i]->name;
}

static const char *file_name(const void *release, size_t i)
{
	return ((const struct lib_release *)release)->file[i]->name;
}

/* Where the loads of that name start; load_count: nowhere. */
static size_t first_load(const struct library *lib, const char *name)
{
	char plain[LOAD_NAME_SIZE];

	if (!file_name_normalise(name, plain))
		return lib->load_count;
	return first_of(plain, load_name, lib, lib->load_count);
}

static bool same_stem(const char *a, const char *b)
{
	char x[LOAD_NAME_SIZE], y[LOAD_NAME_SIZE];

	return file_name_normalise(a, x) && file_name_normalise(b, y) && strcasecmp(x, y) == 0;
}

const struct lib_load *index_load(const struct library *lib, const char *name)
{
	size_t first = first_load(lib, name);
	const struct lib_load *found = NULL;

	if (first < lib->load_count)
		return lib->load[first];
	for (size_t i = 0; i < lib->load_count && (!found || !found->whole); i++)
		if (lib->load[i]->alias && same_stem(lib->load[i]->alias, name) &&
		    (!found || lib->load[i]->whole))
			found = lib->load[i];
	return found;
}

const struct lib_load *index_manifest(const struct library *lib, const struct lib_release *r,
				      const char *name)
{
	size_t first = first_load(lib, name);

	for (size_t i = first; i < lib->load_count; i++) {
		const struct lib_load *l = lib->load[i];

		if (strcasecmp(l->name, lib->load[first]->name) != 0)
			break;
		if (l->release == r)
			return l;
	}
	return NULL;
}

const struct lib_load *index_same_load(const struct library *lib, const struct lib_load *old)
{
	const struct lib_release *r = index_release(lib, old->release->name);
	const struct lib_load *l = r ? index_manifest(lib, r, old->name) : NULL;

	return l && strcmp(l->name, old->name) == 0 ? l : NULL;
}

/* Where the files of that name without case start; @r->file_count: nowhere. */
size_t index_first_file(const struct lib_release *r, const char *name)
{
	return first_of(name, file_name, r, r->file_count);
}

const struct lib_file *index_file(const struct lib_release *r, const char *name)
{
	size_t first = index_first_file(r, name);

	for (size_t i = first; i < r->file_count && strcasecmp(r->file[i]->name, name) == 0; i++)
		if (strcmp(r->file[i]->name, name) == 0)
			return r->file[i];
	return first < r->file_count ? r->file[first] : NULL;
}

static int image_of(const struct lib_load *l, const char *want)
{
	for (size_t i = 0; i < l->file_count; i++)
		if (l->file[i] && strcasecmp(l->file_name[i], want) == 0)
			return (int)i;
	return -1;
}

const struct lib_file *index_load_file(const struct lib_load *l, const char *want, int *image)
{
	const struct lib_file *f;

	*image = image_of(l, want);
	if (*image >= 0)
		return l->file[*image];
	if (strcasecmp(l->list->name, want) == 0 || (l->alias && strcasecmp(l->alias, want) == 0))
		return l->list;
	if (!file_name_is_load(want))
		return NULL;
	for (size_t i = 0; i < l->file_count; i++) {
		if (!l->file[i] || !file_name_is_load(l->file_name[i]) ||
		    !same_stem(l->file_name[i], want))
			continue;
		f = index_file(l->release, want);
		*image = f && !f->problem ? (int)i : -1;
		return f && !f->problem ? f : NULL;
	}
	return NULL;
}

/* The images for one platform. */
static uint64_t images_for(const struct lib_load *l, unsigned platform)
{
	uint64_t all = 0;

	for (size_t i = 0; i < l->file_count && i < 64; i++)
		if (!l->file_platforms[i] || l->file_platforms[i] >> platform & 1)
			all |= (uint64_t)1 << i;
	return all;
}

static bool fetched(uint64_t all, uint64_t sent, int last)
{
	return sent == all || last >= 63 || all >> (last + 1) == 0;
}

bool index_load_fetched(const struct lib_load *l, uint64_t sent, int last)
{
	uint64_t everything = l->file_count >= 64 ? UINT64_MAX :
						    ((uint64_t)1 << l->file_count) - 1;
	bool any = false, all = true;

	for (unsigned n = 0; n < 32; n++) {
		uint64_t mine = l->platforms >> n & 1 ? images_for(l, n) : 0;

		if (!mine || sent & ~mine)
			continue;       /* it has been sent what this platform does not take */
		if (sent == mine)
			return true;
		any = true;
		all &= fetched(mine, sent, last);
	}
	return any ? all : fetched(everything, sent, last);
}

const struct lib_file *index_any_file(const struct library *lib, const char *name)
{
	const struct lib_file *near = NULL;

	for (size_t i = 0; i < lib->release_count; i++) {
		const struct lib_file *f = index_file(lib->release[i], name);

		if (f && strcmp(f->name, name) == 0)
			return f;
		if (f && !near)
			near = f;
	}
	return near;
}

size_t index_count_loads(const struct library *lib)
{
	size_t n = 0;

	for (size_t i = 0; i < lib->load_count; i++)
		n += lib->load[i]->parsed.kind == NR_KIND_LOAD;
	return n;
}

bool index_load_has(const struct lib_load *load, const struct lib_file *f)
{
	bool has = load->list == f;

	for (size_t i = 0; i < load->file_count; i++)
		has |= load->file[i] == f;
	return has;
}

const struct signature *index_signed_by(const struct lib_load *load)
{
	const struct signature *s = &load->list->signature;

	for (size_t i = 0; s->state == SIGNATURE_GOOD && i < load->file_count; i++) {
		const struct lib_file *f = load->file[i];

		if (!f || f->signature.state != SIGNATURE_GOOD ||
		    strcmp(f->signature.family, s->family) != 0)
			return NULL;
	}
	return s->state == SIGNATURE_GOOD ? s : NULL;
}

bool index_is_same_file(int fd, const struct lib_file *f)
{
	struct stat st;

	return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (uint64_t)st.st_size == f->size &&
	       disk_mtime(&st) == f->mtime_ns;
}

bool index_same_images(const struct lib_load *a, const struct lib_load *b)
{
	if (a->release != b->release || a->file_count != b->file_count || a->file_count == 0)
		return false;
	for (size_t i = 0; i < a->file_count; i++)
		if (strcasecmp(a->file_name[i], b->file_name[i]) != 0)
			return false;
	return true;
}
