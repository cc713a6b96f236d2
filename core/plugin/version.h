/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_VERSION_H
#define CORE_VERSION_H
/*
 * version.h -- versions as people and machines print them.  Pure.
 */
#include <stdbool.h>

#define VERSION_SIZE 32

/*
 * Is @said a version as people print it, "8.3(3)", "9.4(2)SR3", "9.4.2(1)", "8-3-3", "8.12"?
 * Then @out is what release notes print, with a build behind a dash: "9.4(2)-1".
 */
bool version_said(const char *said, char out[VERSION_SIZE]);

#endif
