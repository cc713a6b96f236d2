/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* fuzz_loads.c -- any text as a .loads: no name in it may leave its folder. */
#include "core/library/loads.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must_be_name(const char *s)
{
	if (!*s || *s == '.' || strpbrk(s, "/\\ \t\r\n"))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct loads l;

	if (loads_decode_plain(data, size, &l)) {
		if (l.count == 0 || l.count > LOADS_FILES || l.platforms || l.alias[0])
			abort();
		for (size_t i = 0; i < l.count; i++)
			must_be_name(l.file[i].name);
	}
	if (!loads_decode(data, size, &l))
		return 0;
	if (l.count == 0 || l.count > LOADS_FILES)
		abort();
	for (size_t i = 0; i < l.count; i++) {
		must_be_name(l.file[i].name);
		/* For platforms that the list has, and once in each. */
		if (l.file[i].platforms & ~l.platforms)
			abort();
		for (size_t k = 0; l.file[i].platforms && k < i; k++)
			if (l.file[k].platforms && strcmp(l.file[k].name, l.file[i].name) == 0)
				abort();
	}
	if (l.alias[0])
		must_be_name(l.alias);
	return 0;
}
