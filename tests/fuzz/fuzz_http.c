/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* fuzz_http.c -- the path of a URL, and a Range header behind a newline. */
#include "plugins/http/http.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ranges(const char *header, uint64_t size)
{
	uint64_t first = 0, count = 0;

	if (http_range(header, size, &first, &count) == HTTP_RANGE_PART &&
	    (count == 0 || first >= size || count > size - first))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1), *header, name[HTTP_NAME_SIZE];

	if (!text)
		return 0;
	if (size)
		memcpy(text, data, size);
	text[size] = '\0';
	header = strchr(text, '\n');
	if (header)
		*header++ = '\0';
	if (http_name(text, name) && (!*name || *name == '/'))
		abort();
	ranges(header, 0);
	ranges(header, 1000);
	ranges(header, UINT64_MAX);
	free(text);
	return 0;
}
