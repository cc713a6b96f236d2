/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_LOADER_H
#define PHONE_LOADER_H
/*
 * loader.h -- what a phone knows about itself and what its boot loader accepts.
 * Pure, and on purpose a second reading of the facts: it shares no decoder
 * with the program under test.
 */
#include "tests/phone/handset.h"
#include "tests/phone/release.h"
#include "tests/phone/verdict.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LIST_MAX 32

struct image_list {
	char version[32];               /* "9-4-2ES26" of the RELEASE line, or "" */
	uint32_t hardware;              /* HARDWARE_COMP_1 */
	bool has_hardware;
	char name[LIST_MAX][128];
	uint32_t size[LIST_MAX];        /* of the file; 0: the list does not say */
	char md5[LIST_MAX][33];         /* or "" */
	size_t count;
};

/* What is in a phone's flash. */
struct flash {
	char load[64];                  /* what runs; "": wiped */
	char loader[64];                /* the universal loader of a 7940, "": none */
};

struct loader {
	const struct handset *handset;
	const char *running;            /* load name; NULL: wiped */
	const char *universal;          /* its universal loader; NULL: none */
	bool application;               /* it is no longer the loader that asks */
	const char *newest_taken;       /* a wiped phone rejects what is newer; NULL: takes all */
	uint32_t hardware;              /* its own mask; 0: not checked */
};

/* Would this loader take the list @name with these bytes?  @list is filled in. */
enum verdict loader_judge(const struct loader *l, const char *name, const uint8_t *data,
			  size_t len, struct image_list *list);
/* And this image? */
enum verdict loader_image(const char *name, const uint8_t *data, size_t len);
/* Which load runs once the images of the list @name are in flash: a <load>.loads
 * says it, a term45.default.loads ships one whose name follows from its images. */
bool loader_result(const struct handset *h, const char *name, const struct image_list *list,
		   char *out, size_t size);

#endif
