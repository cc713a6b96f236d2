/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_HELPER_LOOP_H
#define CORE_HELPER_LOOP_H
/*
 * helper_loop.h -- the process of helper.h: its messages, and what it does.
 */
#include "core/host/place.h"

#include <stdnoreturn.h>

#define HELPER_SOCKETS 2        /* for orders, and for those who look */

enum helper_verb {
	HELPER_PUT = 1,         /* the interface, its VLAN and its address, where one is missing */
	HELPER_BIND,            /* the socket that comes beside it, to the interface */
};

/* To the process: nothing of the machine is named in it, only the act. */
struct helper_message {
	uint32_t verb;          /* enum helper_verb */
};

struct helper_reply {
	int32_t error;          /* 0 or -errno; then nothing below counts */
	uint32_t index;         /* of what has the address now */
	uint32_t put;           /* 1: the address was not there, and is by this act */
	uint8_t mac[6];
	char name[IF_NAMESIZE];
};

/* What it was started for, and all that it ever touches. */
struct helper_task {
	char interface[IF_NAMESIZE];    /* of the configuration; @place.vlan is one of it */
	struct place place;             /* address, prefix, vlan, name */
	const char *socket[HELPER_SOCKETS]; /* to be removed at the end; NULL: none */
};

/* Reads from @fd until its other end is closed, then takes off what was put on. */
noreturn void helper_loop(int fd, const struct helper_task *task);

#endif
