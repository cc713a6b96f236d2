/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* fuzz_page.c -- any bytes as the web page of a phone. */
#include "plugins/probe/page.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void printable(const char *s, size_t size)
{
	size_t n = strnlen(s, size);

	if (n == size)
		abort();
	for (size_t i = 0; i < n; i++)
		if (s[i] < 0x20 || s[i] > 0x7e)
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct page p;
	bool good = page_read(data, size, &p);

	printable(p.name, sizeof(p.name));
	printable(p.app, sizeof(p.app));
	printable(p.boot, sizeof(p.boot));
	printable(p.version, sizeof(p.version));
	printable(p.model, sizeof(p.model));
	printable(p.hardware, sizeof(p.hardware));
	printable(p.serial, sizeof(p.serial));
	if (good != (p.has_mac || p.model[0] || page_load(&p)[0]))
		abort();
	return 0;
}
