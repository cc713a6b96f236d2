/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_IMAGE_H
#define PHONE_IMAGE_H
/*
 * image.h -- a synthetic image of another maker's phone: one line, and noise.
 *
 *	synthetic 70000 snom320 application 6.5.20
 *
 * size of the file, devices that it is for with commas between them, which part, version.  In
 * the place of headers that no document describes: by it a simulated phone knows what it was
 * given, whatever the file is called, and that it is whole.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct image {
	char devices[128];
	char part[24];
	char version[24];
};

/* False: it is none, or is not whole. */
bool image_read(const uint8_t *data, size_t len, struct image *out);
/* Is it for @device, "snom320"? */
bool image_is_for(const struct image *i, const char *device);

#endif
