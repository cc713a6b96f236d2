/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef MODELS_SCAN_H
#define MODELS_SCAN_H
/*
 * scan.h -- scanners for load names, beside those of <netrecover/types.h>.  Each
 * moves *s only when it matches; names are compared without case.
 */
#include <netrecover/plugin.h>

bool scan_text(const char **s, const char *text);

/* "SR3" */
bool scan_stage(const char **s, const char *stage, uint16_t *number);

/* Exactly @count digits. */
bool scan_digits(const char **s, int count, uint16_t *out);

/* One of @separators, and a number behind it. */
bool scan_part(const char **s, const char *separators, uint16_t *out);

/* The first @len bytes of @s in capitals; false when they do not fit or are none. */
bool scan_upper(char *out, size_t size, const char *s, size_t len);

/* "9.4(2)SR3-1" as names have it, "9-4-2SR3-1"; false when it does not fit. */
bool scan_dashed(char *out, size_t size, const char *version);

/* Is @s what is left of a developers' build: "DEV", "-7DEV", "-BN12", "BLD3"? */
bool scan_is_dev(const char *s);

/* Does @s, of *len bytes, end so?  Then *len is shorter by that. */
bool scan_end(const char *s, size_t *len, const char *end);

/* How much of @s stands before ".zip", ".k3.cop.sgn" and so on. */
size_t scan_archive(const char *s, bool *is_archive);

/* @name without the end of an archive, in capitals; false when it has none. */
bool scan_inside(char *out, size_t size, const char *name);

/* The last place that shares the first @parts parts with @v. */
struct nr_version scan_last(struct nr_version v, int parts);

#endif
