/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_INI_VALUE_H
#define CORE_INI_VALUE_H
/*
 * ini_value.h -- the values of a configuration file, by their type, into a conf struct.
 */
#include "core/config/ini.h"

/*
 * Fill @conf from the entries of [section name] by @rows: defaults first, then
 * values; marks entries as used; reports bad values and unknown keys.  An
 * empty value leaves the default.  Text values point into @ini or are owned by
 * it.
 */
void ini_value_apply(struct ini *ini, const char *section, const char *name,
	       const struct nr_option *rows, void *conf);

/* "text", "number", ... for people. */
const char *ini_value_type_name(enum nr_type type);
/* Bytes that a value of this type takes in the conf struct; 0: no such type. */
size_t ini_value_type_size(enum nr_type type);

/* yes, no, true, false, on, off, 1, 0, in any case; false when it is none of these. */
bool ini_value_read_bool(const char *s, bool *out);
/* "90s", "10m", "2h", "90"; false when it is none of these. */
bool ini_value_read_seconds(const char *text, uint32_t *out);

#endif
