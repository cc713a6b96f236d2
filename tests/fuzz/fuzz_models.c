/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * fuzz_models.c -- any bytes as a model's file of models.d; what stands behind the first NUL, line
 * by line, are names and user agents for it.
 */
#include "core/plugin/model_data.h"
#include "core/plugin/plugin_copy.h"
#include "core/plugin/soundness.h"
#include "core/plugin/trial.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void drop(void *arg, const char *line)
{
	*(size_t *)arg += strlen(line);
}

static void ask(const struct nr_model *m, const char *text)
{
	static const char *const nothing[] = { NULL };
	const struct nr_ask a = { .load = text, .file = text, .protocol = "", .want_name = text, .runs = text, .part = "",
				  .parts = nothing, .http_port = 80, .user_agent = "" };
	char load[64], buf[64];
	struct nr_body body = { buf, sizeof(buf), 0 };
	struct nr_load l;

	if (model_parse(m, text, &l) &&
	    (memchr(l.text, 0, sizeof(l.text)) == NULL || memchr(l.part, 0, sizeof(l.part)) == NULL ||
	     nr_version_cmp(&l.version, &l.latest) > 0))
		abort();
	for (unsigned i = 0; model_says(m, NR_FACT_USER_AGENT, text, "", i, load); i++)
		if (memchr(load, 0, sizeof(load)) == NULL)
			abort();
	model_config(m, NR_WANT_CONFIG, &a, &body);
}

static void use(const struct nr_model *in, char *names)
{
	static const struct nr_sizes sizes = { sizeof(struct nr_sizes), NR_SIZES_OF_MODELS, 0, 0, 0 };
	const struct nr_plugin e = { .abi = NR_ABI, .plugin_size = sizeof(e), .model_size = sizeof(*in), .name = "x",
				     .version = "-", .sizes = &sizes };
	struct plugin_copy kept = { .origin = NULL };
	struct plugin_file_problem p;
	char line[SOUNDNESS_LINE], *name;
	struct nr_model m;
	size_t count = 0;

	if (plugin_file_check_model(in, &p) && plugin_copy_model(&m, &kept, &e, in, "x.ini", &p) &&
	    !soundness_problem(&m, 0, line)) {
		trial_model(&m, false, drop, &count);
		while ((name = strsep(&names, "\n")) != NULL)
			ask(&m, name);
	}
	plugin_copy_finish(&kept);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = memchr(data, 0, size);
	size_t n = end ? (size_t)(end - data) : size;
	char why[MODEL_DATA_WHY] = "", *names = end ? strndup((const char *)end + 1, size - n - 1) : strdup("");
	struct model_data *d = model_data_parse("x.ini", (const char *)data, n, why);

	if (!names || (!d && why[0] == '\0') || memchr(why, 0, sizeof(why)) == NULL)
		abort();
	if (d && !model_data_like(d))
		use(model_data_model(d), names);
	model_data_free(d);
	free(names);
	return 0;
}
