/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_CHECK_LIFE_H
#define CORE_CHECK_LIFE_H
/*
 * check_life.h -- the whole life of a model, played: its phone is recognised, its firmware listed,
 * the way planned, each step served, and the end proven by the phone's own word.  To be done in
 * a child.
 *
 * The firmware is made up of what the model declares, its rules, its load_format and its
 * suffixes.  A child may write no file, so it says which it needs, its caller makes them, and
 * another child plays.
 */
#include "core/plugin/plugins.h"

#include <jansson.h>

/* The files that the life of @m needs: [{"name", "text"}], names without a folder. */
json_t *check_life_files(const struct nr_model *m);

/*
 * Play the life of model @i of @all, with the files of check_life_files() in @folder.
 * {"played": ["recognised", "listed", "planned", "served", "proven"], "problem": "...", "note":
 * "..."}: how far it came; what is wrong, and what could not be played and why, where there is
 * something.
 */
json_t *check_life_play(struct plugins *all, size_t i, const char *folder);

#endif
