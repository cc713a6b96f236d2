/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * build.c -- the version that make found, in a file of its own: a new commit compiles
 * this one anew and nothing else.
 */
#include "core/base/build.h"

#include <build-version.h>

const char *build_version(void)
{
	return BUILD_VERSION;
}
