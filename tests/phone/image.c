/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* image.c -- see image.h. */
#include <config.h>

#include "tests/phone/image.h"

#include <stdio.h>
#include <string.h>

bool image_read(const uint8_t *data, size_t len, struct image *out)
{
	char line[256];
	size_t n = 0, size;
	struct image i;

	while (n < len && n + 1 < sizeof(line) && data[n] != '\n')
		n++;
	if (n == len || data[n] != '\n')
		return false;
	memcpy(line, data, n);
	line[n] = '\0';
	if (sscanf(line, "synthetic %zu %127s %23s %23s", &size, i.devices, i.part, i.version) != 4 ||
	    size != len)
		return false;
	*out = i;
	return true;
}

bool image_is_for(const struct image *i, const char *device)
{
	size_t n = strlen(device);

	for (const char *p = i->devices; p; p = strchr(p, ',')) {
		p += *p == ',';
		if (strncmp(p, device, n) == 0 && (p[n] == ',' || p[n] == '\0'))
			return true;
	}
	return false;
}
