/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_CHECK_STAGE_H
#define CORE_CHECK_STAGE_H
/*
 * check_stage.h -- a folder of made-up firmware, for the lives that check_life.h plays: one folder
 * for each model, by its number.
 */
#include <jansson.h>
#include <stdbool.h>

#define CHECK_STAGE_PATH 256

/*
 * Make it below TMPDIR, with the "files" of each of @models; @out: its path.  False: it could not be
 * made, and nothing is left of it.
 */
bool check_stage_make(const json_t *models, char out[CHECK_STAGE_PATH]);
/* Remove it, and nothing but what was made. */
void check_stage_remove(const json_t *models, const char *path);

#endif
