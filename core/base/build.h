/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_BUILD_H
#define CORE_BUILD_H
/*
 * build.h -- which sources this program was built from.
 */
#include <stdbool.h>

/* The version, exactly: "0.1.0", or "0.1.0+12.gabcdef0" for 12 commits later; as
 * packaging/version says it.  Never NULL; static. */
const char *build_version(void);

/* Was it built with a sanitizer that takes signals and reserves memory for itself? */
bool build_sanitized(void);

#endif
