/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_PROMISES_WORLD_H
#define TESTS_PROMISES_WORLD_H
/*
 * world.h -- the real core with a clock of its own, a library on the disk and a
 * journal; and the doors by which plugins and the operator reach it.
 *
 * The library and the plugins are made once.  A history begins with a bench that
 * knows nothing.
 */
#include "core/serve/instance.h"

enum { WORLD_ALL, WORLD_NO_STOPS, WORLD_NO_GOALS, WORLD_EMPTY, WORLD_LIBRARIES };

struct world {
	struct bench bench;
	struct nr_instance tftp, dhcp, pcap; /* by whom the core is reached */
	int64_t now, started;                /* ms; when the bench was */
	unsigned library, goals;
	bool guard_asked; /* somebody looked for other DHCP servers */
	bool foreign;     /* one is there */
	bool hears_macs;  /* the MAC of a request is known */
	bool deaf;        /* it sniffs nothing: no announcement, no SYN */
	long on_disk;     /* bytes of the journal that a power cut spares */
};

extern struct world world;

void world_open(void);
void world_close(void);
void world_begin(unsigned goals);
void world_end(void);

/* Time passes; the core looks at its clock now and then, @look is called as often. */
void world_pass(int64_t ms, void (*look)(void));
/* The bench is killed (or its power is cut: what is not on disk is lost) and started. */
void world_restart(bool power_cut);
/* The library of the bench becomes that one. */
void world_library(unsigned which);
/* A load, or the n-th list of that name for wiped phones, in the library when it is complete;
 * NULL: none. */
const struct lib_load *world_load(const char *name);
const struct lib_load *world_manifest(const char *name, size_t n);
const struct nr_model *world_model(const char *name);
/* Another DHCP server answers on the wire, or is gone. */
void world_foreign(bool there);

#endif
