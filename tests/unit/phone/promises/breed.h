/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_PROMISES_BREED_H
#define TESTS_PROMISES_BREED_H
/*
 * breed.h -- the families of true phones: how each names itself, what it asks for and
 * in which order, which loads there are for it.
 */
#include <stdbool.h>
#include <stddef.h>

struct breed {
	const char *model; /* "7945": its plugin is cisco-7945 */
	const char *platform, *vendor_class;
	unsigned type;              /* of the call manager's file */
	const char *const *loads;   /* that it may run, the oldest first; NULL at the end */
	const char *goals[2];       /* what the call manager's file may name */
	const char *const *configs; /* that it asks for when it has booted; %M: its MAC */
	const char *const
		*old_configs;  /* the same, before it has its universal loader; NULL: none */
	const char *manifest;  /* that it asks for when it is wiped; NULL: cannot be */
	const char *suffix;    /* of the file where a download begins */
	const char *registers; /* "sccp", "sip" */
	int flash;             /* seconds that it usually writes */
	bool stages;           /* each image of a list is installed by a restart */
};

extern const struct breed breeds[];
extern const size_t breed_count;

/* The loads that lie in the library: all that are named above, but the oldest ones. */
bool breed_in_library(const struct breed *b, size_t load);
/* The first number of the version of a load of a 7940: 7 of "P0S3-07-5-00". */
unsigned breed_first_number(const char *load);
/* Has the load a universal loader below it, whose name is put into @loader? */
bool breed_loader(const struct breed *b, const char *load, char loader[64]);
/* The load that a configuration names; false: none. */
bool breed_read_config(const char *name, const char *text, char load[64]);
/* The name of the first file of @load, for a phone that runs @runs. */
void breed_first_file(const struct breed *b, const char *runs, const char *load, char out[80]);
/* What it says in CDP that it runs, when it runs @runs ("": wiped), and what it calls itself.
 */
void breed_words(const struct breed *b, const char *runs, const char *mac, char load[64],
		 char device[16]);

#endif
