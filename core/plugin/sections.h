/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_SECTIONS_H
#define CORE_SECTIONS_H
/*
 * sections.h -- sections of bench.ini against the plugins that are there.
 */
#include "core/config/settings.h"

#include <netrecover/model.h>

struct plugins;

/* What [model NAME] and the models of [bench] say, against the models that are loaded. */
void sections_check_models(struct settings *c, const struct plugins *plugins);
/*
 * Sections that nobody read: a line in the log for one whose plugin is installed and
 * was not wanted, an error for any other.
 */
void sections_check_unused(struct settings *c, const struct plugins *plugins);

/* What keys of the plugins' sections say about the whole bench, where a plugin declares one. */
void sections_read_bench(struct settings *c, const struct plugins *plugins);

/* The [model] row for a model's name or id, or NULL. */
const struct settings_model *sections_model(const struct settings *c,
					    const struct nr_model *model);

#endif
