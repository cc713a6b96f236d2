/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef MODELS_DIGITS_H
#define MODELS_DIGITS_H
/*
 * digits.h -- phones whose loads are a letter, a number of three digits and a
 * version in digits: P004 7910, P005 7935, S001 7914.  The 7940 and 7960, which
 * do this and more, are in p003.c and read such versions with digits_scan().
 */
#include "legacy.h"

/* For the 7910, 7914 and 7935: one SCCP image, P00405000700.bin or .sbn. */
bool digits_parse(const struct nr_model *self, const char *name, struct nr_load *out);
bool digits_load_of(const struct nr_model *self, const char *protocol, const char *version,
		    char *out, size_t size);

#define DIGITS_FAMILY                                                                  \
	CISCO_PHONE,                                                           \
	.not_known = "upgrade rules: no release note was found; whether it takes " \
		"an older load", \
	.load_suffix = ".bin",                                                         \
	.load_format = "%V",                                                           \
	.archive_format = "%V.zip",                                                    \
	LEGACY_DOOR,                                                                   \
	LEGACY_PATIENCE,                                                               \
	.parse = digits_parse,                                                         \
	.load_of = digits_load_of

/* A load of @family and @train that says nothing yet. */
struct nr_load digits_start(enum nr_kind kind, const char *family, const char *train,
			    const char *protocol);

/* The release is @n: exactly there. */
void digits_place(struct nr_load *l, const uint16_t n[4]);

/* "08000500" is 8.0(5). */
bool digits_scan(const char *s, struct nr_load *l);

#endif
