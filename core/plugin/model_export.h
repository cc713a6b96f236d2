/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_MODEL_EXPORT_H
#define CORE_MODEL_EXPORT_H
/*
 * model_export.h -- a model as the file that model_data.h reads.
 */
#include "core/plugin/model.h"

#include <stdio.h>

/* Write @m, with the functions of the model that it is like: itself. */
void model_export_write(FILE *out, const struct nr_model *m);

#endif
