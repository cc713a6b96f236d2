/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_TFTP_CORE_H
#define TESTS_TFTP_CORE_H
/*
 * tftp-core.h -- a core of a few lines for one protocol plugin: it answers what
 * it is told to answer, and writes down what it is told.  For the unit test and
 * for the benchmark, where it stands in for the real program.
 */
#include <ev.h>
#include <netrecover/plugin.h>
#include <netrecover/protocol.h>
#include <stddef.h>

struct core_file {
	const char *name;               /* compared without case; NULL: any name */
	enum nr_verdict verdict;
	const uint8_t *data;
	uint64_t size;
	int open;                       /* how many times, less how often closed */
};

struct core_deed {
	enum nr_deed deed;
	nr_phone_id phone;
	char what[64], why[160];
	uint64_t bytes, total;
};

#define CORE_PHONE 7                    /* the device that every address is */
#define CORE_DEEDS 64

struct nr_instance {
	const struct nr_protocol *protocol;
	struct ev_loop *loop;
	struct nr_bench bench;
	void *data;
	union {
		uint8_t bytes[256];
		max_align_t align;
	} conf;
	struct core_file *files;        /* ends with a zero verdict, or a NULL name */
	unsigned sightings, asked;
	bool out_of_reach;              /* every address */
	char sighted[256];              /* the last name sighted */
	char wanted[256];               /* the last name asked for */
	enum nr_door door;              /* ... and by which door */
	struct core_deed deeds[CORE_DEEDS];     /* the first ones */
	unsigned deed_count;
	unsigned counts[NR_FILE_AGAIN + 1];
	char log[1024];                 /* the last line */
	bool verbose;                   /* lines to stderr */
};

/* Fill the configuration from the plugin's defaults and bind to @address. */
void core_init(struct nr_instance *core, const struct nr_protocol *protocol,
	       const char *interface, const char *address);
/* A number of the plugin's section. */
void core_set(struct nr_instance *core, const char *key, uint32_t value);
void core_finish(struct nr_instance *core);

#endif
