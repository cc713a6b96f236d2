/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* fuzz_alarm.c -- any bytes as the alarm of a phone, plain and as XML. */
#include "plugins/registrar/alarm.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ends(const char *text, size_t size)
{
	if (strnlen(text, size) == size)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct xml_alarm x = { .name = "" };
	struct alarm a;
	char *text = strndup((const char *)data, size);

	if (!text)
		abort();
	alarm_read(text, &a);
	ends(a.name, sizeof(a.name));
	ends(a.load, sizeof(a.load));
	ends(a.last, sizeof(a.last));
	free(text);
	if (!alarm_read_xml(nr_reader(data, size), &x))
		return 0;
	ends(x.name, sizeof(x.name));
	ends(x.model, sizeof(x.model));
	ends(x.load, sizeof(x.load));
	ends(x.inactive, sizeof(x.inactive));
	ends(x.last, sizeof(x.last));
	return 0;
}
