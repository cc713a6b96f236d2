/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * hasty-7945.c -- the 7945 with the patience of a story: the same plugin, found
 * earlier, so that nobody waits for ten minutes to see what comes after them.
 */
#include "plugins/models/family/java79.h"

#undef JAVA79_FAMILY
#define JAVA79_FAMILY                                                                          \
	CISCO_PHONE,                                                           \
	.protocols = java79_protocols, .load_suffix = ".loads",                                \
	.wiped_hop = &java79_wiped_hop, .patience = { .ask = 8, .transfer = 5, .flash = 6 },   \
	.boot_ends_writing = true, .parse = java79_parse

#include "plugins/models/cisco-7945.c"
