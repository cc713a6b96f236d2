/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_CHECK_PLUGIN_H
#define CORE_CHECK_PLUGIN_H
/*
 * check_plugin.h -- load one plugin alone, and say whether it is sound.
 */
#include <stdbool.h>

/* Print what the file holds, or what is wrong with it; 0 or -errno. */
int check_plugin(const char *path, bool json);

#endif
