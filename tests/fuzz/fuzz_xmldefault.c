/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* fuzz_xmldefault.c -- any bytes as XMLDefault.cnf.xml. */
#include "core/plan/xmldefault.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct nr_model model = { .type = 435, .name = "7945" };
	struct xmldefault x;
	bool mended;
	int r = xmldefault_parse(&x, "XMLDefault.cnf.xml", data, size);

	if ((r < 0) != (x.messages.error != NULL) || (r < 0 && strchr(x.messages.error, '\n')))
		abort();
	xmldefault_find(&x, &model, &mended);
	xmldefault_finish(&x);
	return 0;
}
