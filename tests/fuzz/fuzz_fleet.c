/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * fuzz_fleet.c -- any bytes as what a broker says, a message a line, "TOPIC TEXT", or as a line of a
 * journal; then the document of all.
 */
#include <config.h>

#include "core/fleet/fleet.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void take(struct fleet *f, char *line, size_t len, int64_t now)
{
	char *blank = memchr(line, ' ', len), why[FLEET_WHY];
	json_t *doc = line[0] == '{' ? json_loadb(line, len, 0, NULL) : NULL;

	if (json_is_object(doc)) {
		fleet_line(f, doc);
	} else if (blank) {
		*blank = '\0';
		(void)fleet_message(f, line, blank + 1, len - (size_t)(blank + 1 - line), len & 1, now, why);
	}
	json_decref(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fleet *f = fleet_new();
	char *text = malloc(size + 1), *line = text;
	json_t *doc;

	if (!f || !text)
		abort();
	memcpy(text, data, size);
	text[size] = '\0';
	while (line < text + size) {
		char *end = memchr(line, '\n', (size_t)(text + size - line));
		size_t len = (size_t)((end ? end : text + size) - line);

		take(f, line, len, INT64_C(1767268800000) + (line - text));
		line += len + 1;
	}
	doc = fleet_document(f, INT64_C(1767268900000), 3);
	if (!json_is_array(json_object_get(doc, "phones")) || json_array_size(json_object_get(doc, "phones")) > 3)
		abort();
	json_decref(doc);
	fleet_free(f);
	free(text);
	return 0;
}
