/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_MANAGER_H
#define CORE_MANAGER_H
/*
 * manager.h -- the services that manage network interfaces, and may take the bench's
 * address off while it runs.
 */
#include <stddef.h>

enum manager {
	MANAGER_NONE,
	MANAGER_NETWORKMANAGER,
	MANAGER_NETWORKD,
};

/* Who manages the interface of that number?  @root is "", or a folder of a test. */
enum manager manager_find(const char *root, unsigned index);
const char *manager_name(enum manager m);
/* The command that keeps it off the interface; returns @buf. */
const char *manager_off(enum manager m, const char *interface, char *buf, size_t size);

#endif
