/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_TINY_MODEL_H
#define TESTS_TINY_MODEL_H
/*
 * tiny_model.h -- one model made by hand, for tests that need no plugin: it
 * knows SCCP45.*, SIP45.* and term45.default.
 */
#include "core/plugin/plugins.h"

static inline bool tiny_parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	bool sip = strncmp(name, "SIP45.", 6) == 0;
	const char *version = sip ? name + 6 : name + 7;

	(void)self;
	if (strcmp(name, "term45.default") == 0) {
		memset(out, 0, sizeof(*out));
		out->kind = NR_KIND_MANIFEST;
	} else if (sip || strncmp(name, "SCCP45.", 7) == 0) {
		memset(out, 0, sizeof(*out));
		out->kind = NR_KIND_LOAD;
		snprintf(out->protocol, sizeof(out->protocol), "%s", sip ? "SIP" : "SCCP");
		snprintf(out->text, sizeof(out->text), "%.20s", version);
		snprintf(out->printed, sizeof(out->printed), "%.20s", version);
	} else {
		return false;
	}
	snprintf(out->family, sizeof(out->family), "F1");
	snprintf(out->train, sizeof(out->train), "45");
	return true;
}

static const char *const tiny_formats[] = {
	"cisco-list", "cisco-image", "cisco-signed", "cisco-config", "cisco-defaults", NULL
};

static struct plugin_model tiny_model = {
	.model = {
		.id = "cisco-7945", .name = "7945", .type = 435, .type_name = "Cisco 7945",
		.parse = tiny_parse, .load_suffix = ".loads", .formats = tiny_formats,
	},
	.plugin = "cisco-7945",
};
static struct plugin_model *tiny_models[] = { &tiny_model };
static const struct plugins tiny_plugins = { .model = tiny_models, .model_count = 1 };

#endif
