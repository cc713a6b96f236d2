/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_FIRMWARE_H
#define TESTS_FIRMWARE_H
/*
 * firmware.h -- synthetic firmware in the container format of real one.
 *
 * Names, headers, lists and archives are as on a real phone's; what is inside
 * the images is noise that depends on nothing but the name and the size, so
 * that every run makes the same bytes.  No byte comes from a vendor's file.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct firmware_file {
	char name[128];
	uint8_t *data;          /* malloc()ed */
	size_t size;
};

/* What one archive holds: the load's list, its images, the models' manifests. */
struct firmware {
	char archive[96];       /* "cmterm-7945_7965-sccp.8-5-2.zip" */
	struct firmware_file file[24];
	size_t count;
};

#define FIRMWARE_SIZE (1536 * 1024)

/* @payload behind a signed header that holds @name; NULL when memory ends. */
uint8_t *firmware_sign(const char *name, const void *payload, size_t len, size_t *size);
/* The same with the elements of an encrypted image (.sebn of an 8961). */
uint8_t *firmware_encrypt(const char *name, const void *payload, size_t len, size_t *size);
/* @payload in the wrapper of a 78xx. */
uint8_t *firmware_wrap(const char *name, const void *payload, size_t len, size_t *size);
/* A whole CNU_File_Archive_3.0 of about @size bytes, signed as @name. */
uint8_t *firmware_image(const char *name, size_t size, size_t *out_size);

/* All files of @load ("SCCP45.8-5-2S", "P0S3-8-12-00", "sip88xx.12-8-1-0101-482"),
 * about @total bytes.  -EINVAL: no such kind of load name; -ENOMEM.  Free with firmware_finish(). */
int firmware_make(struct firmware *out, const char *load, size_t total);
void firmware_finish(struct firmware *fw);
struct firmware_file *firmware_find(struct firmware *fw, const char *name);

/* Write it as a zip, or as a folder of that name without ".zip", into @folder.
 * 0 or -errno. */
int firmware_write(const struct firmware *fw, const char *folder, bool plain);

#endif
