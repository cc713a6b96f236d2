/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * image_check.c -- is one firmware file whole, and under the name that it was
 * signed under?  From its first bytes and its length.
 */
#include <config.h>
#include "core/library/image_check.h"

#include "core/base/disk.h"
#include "core/base/file_name.h"
#include "core/library/container.h"
#include "core/library/payload.h"
#include "core/library/problem.h"
#include "core/plugin/knowledge.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

/* Look at more of the file; false when there is no more to see. */
static bool read_more(struct scan *s, size_t size)
{
	ssize_t n = disk_read(s->fd, s->head, size, s->have);

	if (n < 0 || (size_t)n == s->have)
		return false;
	s->have = (size_t)n;
	return true;
}

static int check_payload(struct scan *s, struct lib_file *f, size_t header)
{
	uint64_t payload = f->size - header, size;
	char is[32], should[32];
	int whole = payload_cnu_whole(s->head + header, s->have - header, payload);

	/* Its table may be longer than what was read at first. */
	if (whole < 0 && s->have - header >= 20 && s->head[header] == 'C' &&
	    read_more(s, HEAD_SIZE))
		whole = payload_cnu_whole(s->head + header, s->have - header, payload);
	if (whole != 0)
		return 0;
	size = payload_cnu_size(s->head + header, s->have - header);
	problem_number(f->size, is);
	problem_number(size + header, should);
	if (size == 0)
		return problem_of_file(s, f, "cut off or damaged: its list of contents is not whole "
				       "(%s bytes)", is);
	if (payload < size)
		return problem_of_file(s, f, "cut off: %s of %s bytes", is, should);
	return problem_of_file(s, f, "damaged: %s bytes instead of %s", is, should);
}

/* The images of the 7902, 7905, 7912 and ATA say how large they are. */
static int check_kup(struct scan *s, struct lib_file *f, size_t header)
{
	uint64_t size = payload_kup_size(s->head + header, s->have - header);
	uint64_t payload = f->size - header;
	char is[32], should[32];

	if (size == 0 || size == payload)
		return 0;
	problem_number(f->size, is);
	problem_number(size + header, should);
	if (payload < size)
		return problem_of_file(s, f, "cut off: %s of %s bytes", is, should);
	return problem_of_file(s, f, "damaged: %s bytes instead of %s", is, should);
}

/* Too few files were measured to say that a longer one is wrong. */
static int check_packed(struct scan *s, struct lib_file *f, size_t header)
{
	uint64_t size = payload_packed_size(s->head + header, s->have - header);
	char is[32], should[32];

	if (f->size - header >= size)
		return 0;
	return problem_of_file(s, f, "cut off: %s of %s bytes", problem_number(f->size, is),
			       problem_number(size + header, should));
}

/* An unsigned image has no header with its name, but a 7910's or 7940's a name inside. */
static int check_unsigned(struct scan *s, struct lib_file *f)
{
	char name[32], own[LOAD_NAME_SIZE];

	if (!file_name_ends(f->name, ".bin") || !payload_arm_name(s->head, s->have, name) ||
	    !file_name_normalise(f->name, own) || strcasecmp(name, own) == 0 || name[0] != 'P')
		return check_kup(s, f, 0);
	return problem_of_file(s, f, "renamed: inside it is %s", name);
}

/* Its list names it, too. */
static int note_md5(struct scan *s, struct entry *e, size_t header)
{
	char md5[33];

	if (!payload_md5(s->head + header, s->have - header, md5))
		return 0;
	e->md5 = pool_text(s->pool, md5);
	return e->md5 ? 0 : -ENOMEM;
}

/* A wrapper says how long its payload is.  Four files were measured, and fitted: of a
 * longer one nobody knows whether it is wrong. */
static int check_wrapper(struct scan *s, struct lib_file *f, const struct container *c)
{
	uint64_t size = (uint64_t)c->header_size + c->payload_size;
	char is[32], should[32];

	if (f->size < size)
		return problem_of_file(s, f, "cut off: %s of %s bytes", problem_number(f->size, is),
				       problem_number(size, should));
	return 0;
}

/* What is encrypted says nothing about itself. */
static int check_signed(struct scan *s, struct entry *e, const struct container *c)
{
	struct lib_file *f = &e->file;

	if (c->encrypted)
		return 0;
	if (check_kup(s, f, c->header_size) < 0 || check_packed(s, f, c->header_size) < 0 ||
	    note_md5(s, e, c->header_size) < 0)
		return -ENOMEM;
	return check_payload(s, f, c->header_size);
}

/* A name in other letters is no other name: the lists and signatures of real releases
 * differ in that, and a request finds the file in any. */
static int check_name(struct scan *s, struct entry *e, const char *inner, const char *alias)
{
	struct lib_file *f = &e->file;

	if (!*inner || strcasecmp(inner, f->name) == 0 || strcasecmp(alias, f->name) == 0)
		return 0;
	if (!e->signed_header)
		return problem_of_file(s, f, "renamed: inside it is %s", inner);
	return problem_of_file(s, f, "renamed: it was signed as %s, and a phone rejects it "
			       "under another name", inner);
}

int image_check_name(struct scan *s, struct entry *e, const char *alias)
{
	return e->inner ? check_name(s, e, e->inner, alias) : 0;
}

/* Which names a list may have is known when it is read. */
static int note_name(struct scan *s, struct entry *e, const char *inner)
{
	if (file_name_kind(e->file.name) != FILE_NAME_LIST)
		return check_name(s, e, inner, "");
	e->inner = pool_text(s->pool, inner);
	return e->inner ? 0 : -ENOMEM;
}

/* What of the payload was read; a wrapper may end it before the file does. */
static struct nr_reader payload_of(const struct scan *s, const struct container *c)
{
	struct nr_reader r = nr_reader(s->head, s->have);

	nr_take(&r, c->header_size);
	return c->payload_size && c->payload_size < nr_left(&r) ? nr_sub(&r, c->payload_size) : r;
}

bool image_check_unsigned(const struct lib_file *f)
{
	const struct entry *e = entry_of(f);

	return !e->stranger && f->size > 0 && !e->signed_header &&
	       (file_name_ends(f->name, ".loads") || file_name_ends(f->name, ".sbn"));
}

int image_check(struct scan *s, struct entry *e, struct nr_reader *payload)
{
	struct lib_file *f = &e->file;
	struct container c = { 0 };
	enum container_result r;
	char is[32];

	e->stranger = !knowledge_reads(s->plugins, f->name, FORMATS_IMAGE);
	if (e->stranger) {
		*payload = nr_reader(s->head, s->have);
		return 0;
	}
	r = container_decode(s->head, s->have, f->size, &c);
	if (r == CONTAINER_BROKEN && read_more(s, HEAD_SIZE))
		r = container_decode(s->head, s->have, f->size, &c);
	*payload = payload_of(s, &c);
	switch (r) {
	case CONTAINER_NONE:
		return check_unsigned(s, f);
	case CONTAINER_BROKEN:
		return problem_of_file(s, f, "cut off or damaged: its signed header is not whole "
				       "(%s bytes)", problem_number(f->size, is));
	case CONTAINER_OK:
		break;
	}
	e->signed_header = c.kind == CONTAINER_SIGNED;
	if (note_name(s, e, c.name) < 0)
		return -ENOMEM;
	f->signature.state = c.kind == CONTAINER_WRAPPER ? SIGNATURE_WRAPPER : SIGNATURE_PENDING;
	return c.kind == CONTAINER_WRAPPER ? check_wrapper(s, f, &c) : check_signed(s, e, &c);
}
