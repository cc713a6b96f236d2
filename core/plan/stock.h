/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_STOCK_H
#define CORE_STOCK_H
/*
 * stock.h -- what a library has for phones of one model, as the planner sees it.
 * Pure; a choice never depends on the order in the library.  @lib may be NULL:
 * nothing at hand.
 */
#include "core/plugin/knowledge.h"
#include "core/library/index.h"

/* A place on the way: a load with its name, or nothing known at all. */
struct stop {
	char name[LOAD_NAME_SIZE];
	struct nr_load load;            /* unknown: older than everything */
	const struct lib_load *have;
};

/* The row that forbids @l whatever the phone runs; NULL: none does. */
const struct nr_hop *stock_too_old(const struct nr_model *m, const struct nr_load *l);

/* Which whole loads are meant; NULL: any. */
struct stock_query {
	const char *train, *protocol;
	const struct nr_version *min, *max;
	const char *text;               /* how its version begins */
	int part;                       /* of a model with several: its number; 0: the first */
	const uint32_t *parts;          /* it supports hardware beyond these */
	bool with_manifest;
};

/* The newest and the oldest that the model can run, in a total order; false: none. */
bool stock_newest(const struct nr_model *m, const struct library *lib,
		  const struct stock_query *w, struct stop *out);
bool stock_oldest(const struct nr_model *m, const struct library *lib,
		  const struct stock_query *w, struct stop *out);

/* The load of exactly that name, or else with that second name, whole; with
 * @with_manifest only when its archive has one. */
const struct lib_load *stock_find(const struct nr_model *m, const struct library *lib,
				  const char *name, bool with_manifest);

/*
 * The same, or else a whole load that is the same to the phone by another name (model_same()): not
 * one that a rule asks for by its name, which is there for that.
 */
const struct lib_load *stock_same(const struct nr_model *m, const struct library *lib, const char *name);

/* Does more than one release bring a whole load of that name? */
bool stock_is_ambiguous(const struct library *lib, const char *name);

/* The list that a wiped phone asks for, from the archive that brought @l; NULL: none. */
const struct lib_load *stock_manifest(const struct nr_model *m, const struct library *lib,
				      const struct lib_load *l);

/*
 * The load of @protocol that @said means, "8.3(3)" or "9.4(2)SR3": one of the library, else
 * the name that the model is sure of.  False: it is no version, or nobody knows its load.
 */
bool stock_version(const struct nr_model *m, const struct library *lib, const char *protocol,
		   const char *said, struct stop *out);

/* The newest load whose version begins like that of @load: the one that was meant? */
bool stock_like(const struct nr_model *m, const struct library *lib, const struct nr_load *load,
		struct stop *out);

#endif
