/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_SPELLING_H
#define CORE_SPELLING_H
/*
 * spelling.h -- how people, boxes, phones and call managers write the name of a model:
 * its number, its id, "7945G", "CP-7945G", or words of its title before it, in any case.
 * "7945X" and "7945G-GE" are not a 7945, but other models.
 */
#include <netrecover/model.h>

/* Is @text, all of it, the model's name, id or title, or another spelling of its name? */
bool spelling_is(const struct nr_model *m, const char *text);
/* The same of its name or id alone, letter by letter. */
bool spelling_is_exact(const struct nr_model *m, const char *text);

/* Is there a spelling of @name, which a model may have, among the words of @text? */
bool spelling_stands_in(const char *name, const char *text);

#endif
