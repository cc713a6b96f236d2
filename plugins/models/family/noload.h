/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef MODELS_NOLOAD_H
#define MODELS_NOLOAD_H
/*
 * noload.h -- what a call manager lists among its phones and gives no load: a
 * program, or a port of a gateway that brings its own software.  There is nothing
 * to recover; it is known so that its number and what it asks for can be explained.
 */
#include "legacy.h"

static inline bool noload_parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	(void)self;
	(void)name;
	(void)out;
	return false;
}

#define NOLOAD_FAMILY                                                                  \
	CISCO_PHONE,                                                           \
	.load_format = "%V",                                                           \
	.archive_format = "%V",                                                        \
	LEGACY_PATIENCE,                                                               \
	.parse = noload_parse

#endif
