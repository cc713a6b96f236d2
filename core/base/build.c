/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
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

/* gcc says it by a macro, clang by a feature. */
#if defined(__has_feature)
#define FEATURE(name) __has_feature(name)
#else
#define FEATURE(name) 0
#endif

bool build_sanitized(void)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || FEATURE(address_sanitizer) ||  \
	FEATURE(thread_sanitizer) || FEATURE(memory_sanitizer)
	return true;
#else
	return false;
#endif
}
