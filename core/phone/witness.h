/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_WITNESS_H
#define CORE_WITNESS_H
/*
 * witness.h -- who says something about a phone.
 */
#include "core/phone/phone.h"

bool load_source_strong(enum load_source s);
const char *load_source_name(enum load_source s);
enum load_source load_source_of(enum nr_source s);
const char *nr_source_name(enum nr_source s);
/* The source of that name; NR_SOURCE_NONE: there is none. */
enum nr_source nr_source_of(const char *name);
const char *model_source_name(const struct phone *p);
/* "its web page" */
const char *words_of(enum nr_source source);

#endif
