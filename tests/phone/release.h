/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_RELEASE_H
#define PHONE_RELEASE_H
/*
 * release.h -- the version in the name of a load or of an image.
 */
#include <stdbool.h>

/* major, minor, release of a load ("SCCP45.8-3-3S") or of a component ("9-4-2ES26"). */
struct release {
	unsigned part[3];
};
bool release_parse(const char *text, struct release *out);
int release_cmp(const struct release *a, const struct release *b);
/* 9.x software knows ITL files. */
bool release_knows_itl(const struct release *r);

#endif
