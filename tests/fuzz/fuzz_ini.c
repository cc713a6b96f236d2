/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* fuzz_ini.c -- any bytes as a configuration file, and their lines as --set. */
#include "core/config/ini.h"
#include "core/config/ini_value.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct conf {
	bool flag;
	uint32_t number, time;
	const char *text, *path;
	struct in_addr addr;
	struct nr_range range;
};

static const struct nr_option rows[] = {
	{ .key = "guard", .type = NR_BOOL, .offset = offsetof(struct conf, flag) },
	{ .key = "port", .type = NR_UINT, .offset = offsetof(struct conf, number), .max = 9 },
	{ .key = "lease", .type = NR_SECONDS, .offset = offsetof(struct conf, time) },
	{ .key = "user", .type = NR_STRING, .offset = offsetof(struct conf, text) },
	{ .key = "library", .type = NR_PATH, .offset = offsetof(struct conf, path) },
	{ .key = "address", .type = NR_ADDR, .offset = offsetof(struct conf, addr) },
	{ .key = "pool", .type = NR_RANGE, .offset = offsetof(struct conf, range) },
	{ .key = NULL },
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct conf conf;
	struct ini ini;
	char *set = strndup((const char *)data, size < 200 ? size : 200);

	if (ini_parse(&ini, "dir/x.ini", (const char *)data, size) < 0 || !set)
		abort();
	ini_set(&ini, set);
	for (size_t i = 0; i < ini.section_count; i++)
		ini_value_apply(&ini, ini.section[i].section, ini.section[i].name, rows, &conf);
	for (size_t i = 0; i < ini.count; i++)
		if (!ini.entry[i].used)
			abort();
	free(set);
	ini_finish(&ini);
	return 0;
}
