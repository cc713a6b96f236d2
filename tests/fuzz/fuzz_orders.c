/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * fuzz_orders.c -- any line as a request at the control socket, of a bench with two phones: each is
 * answered or refused in words, and what may only look changes nothing.
 */
#include <config.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/config/settings.h"
#include "core/phone/recovery.h"
#include "core/phone/registry.h"
#include "core/plugin/plugins.h"
#include "core/serve/orders.h"
#include "core/serve/status.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct settings config;
static struct plugins plugins;
static struct bench bench = { .config = &config, .plugins = &plugins, .guard = NR_GUARD_CLEAR };

static int64_t noon(void)
{
	return INT64_C(1767268800000);
}

static const struct clock_ops stands = { noon, noon };

static void quiet(int priority, const char *line, void *arg)
{
	(void)priority;
	(void)line;
	(void)arg;
}

static void hear(uint8_t last)
{
	const struct nr_mac mac = { { 0, 0x1b, 0x54, 0xaa, 0, last } };
	const struct nr_fact_value facts[] = {
		{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone CP-7945G" }, { NR_FACT_END, NULL },
	};
	const struct nr_sighting s = { .source = NR_SOURCE_DHCP, .mac = &mac, .facts = facts };

	if (!recovery_sight(&bench, &s))
		abort();
}

static char *status(void)
{
	json_t *o = status_document(&bench);
	char *text = o ? json_dumps(o, JSON_COMPACT | JSON_SORT_KEYS) : NULL;

	if (!text)
		abort();
	json_decref(o);
	return text;
}

static void answered(json_t *o, char *error)
{
	if (!o == !error || (error && !error[0]))
		abort();
	json_decref(o);
	free(error);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *line = malloc(size + 1), *error = NULL, *before, *after;
	json_t *o;

	if (!line)
		abort();
	memcpy(line, data, size);
	line[size] = '\0';
	log_set_sink(quiet, NULL);
	clock_ops = &stands;
	if (!config.name && settings_load(&config, NULL, NULL, 0) < 0)
		abort();
	hear(1);
	hear(2);
	before = status();
	o = orders_look(&bench, line, &error);
	answered(o, error);
	after = status();
	if (strcmp(before, after) != 0)
		abort();
	error = NULL;
	o = orders_answer(&bench, line, &error);
	answered(o, error);
	free(before);
	free(after);
	free(line);
	registry_finish(&bench);
	bench = (struct bench){ .config = &config, .plugins = &plugins, .guard = NR_GUARD_CLEAR };
	return 0;
}
