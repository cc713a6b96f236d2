/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_loads.c -- any text as a .loads: no name in it may leave its folder. */
#include "core/library/loads.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct loads l;

	if (!loads_decode(data, size, &l))
		return 0;
	if (l.count == 0 || l.count > sizeof(l.file) / sizeof(l.file[0]))
		abort();
	for (size_t i = 0; i < l.count; i++)
		if (!l.file[i].name[0] || l.file[i].name[0] == '.' ||
		    strpbrk(l.file[i].name, "/\\ \t\r\n"))
			abort();
	return 0;
}
