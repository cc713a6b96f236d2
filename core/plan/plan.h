/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_PLAN_H
#define CORE_PLAN_H
/*
 * plan.h -- from what a phone runs to what it shall run, in steps that its
 * model allows and the library can serve.  Pure: no I/O, no clock.
 */
#include "core/library/index.h"

enum plan_from {
	PLAN_FROM_LOAD,         /* it is known to run @load */
	PLAN_FROM_WIPED,        /* no load installed: it asks for a manifest */
	PLAN_FROM_UNKNOWN,      /* not known: the conservative way */
	PLAN_FROM_LISTS,        /* not known, and not older than nr_model.lists_from */
	PLAN_FROM_OLDEST,       /* no phone: the oldest load of the target's protocol, which
				 * needs most of a library */
};

#define PLAN_STEPS 12

struct plan_step {
	char load[64];                  /* "SCCP45.8-5-2S" */
	char part[16];                  /* that it brings; "": the model has only one */
	char version[32];               /* "8.5(2)" */
	char archive[96];               /* that holds it */
	const struct lib_load *have;    /* whole in the library; NULL: missing */
	const struct lib_load *manifest; /* wiped: what is served instead of its list */
	const char *reason, *source;    /* one sentence; where it is written */
	const char *rule;               /* "J1", or NULL for the last step */
	char hardware[128];             /* what speaks against it on some boards; or "" */
	bool named_only;                /* of a region: another archive with this load may not do */
};

enum plan_result {
	PLAN_READY,             /* zero steps: it is there already */
	PLAN_MISSING,           /* some step is not in the library, or not whole */
	PLAN_IMPOSSIBLE,        /* @why says why */
};

struct plan {
	enum plan_result result;
	char from[64], target[64];
	struct plan_step step[PLAN_STEPS];
	size_t count;
	const struct nr_hop *advice[8]; /* rows of low confidence that apply: shown, not enforced */
	size_t advice_count;
	const struct nr_board *board[4]; /* rows about boards that may matter: mentioned, not enforced */
	size_t board_count;
	char why[240];
};

/* The list that a phone works through in a step; NULL: it is not in the library. */
static inline const struct lib_load *plan_list(const struct plan_step *s)
{
	return s->manifest ? s->manifest : s->have;
}

/* There is no way, and this is why. */
void plan_refuse(struct plan *plan, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Mention the row with the plan, as long as there is room. */
void plan_mention_board(struct plan *plan, const struct nr_board *row);

/*
 * @load: for PLAN_FROM_LOAD, a load name; of a model with several parts one for each that is
 * known, with commas between them, whatever it is planned from.  @target: a load name.
 */
void plan_make(struct plan *out, const struct nr_model *model, const struct library *lib,
	       enum plan_from from, const char *load, const char *target);

/* For a wiped phone that rejected the target's manifest: the model's wiped_hop. */
void plan_make_wiped_fallback(struct plan *out, const struct nr_model *model,
			      const struct library *lib, const char *target);

/* For one that rejected the stepping stone too: @first, which supports newer hardware, or is older
 * than all that it rejected. */
struct stop;
void plan_make_wiped_older(struct plan *out, const struct nr_model *model,
			   const struct library *lib, const struct stop *first,
			   const char *target);
void plan_make_wiped_board(struct plan *out, const struct nr_model *model,
			   const struct library *lib, const struct stop *first,
			   const char *target);

/*
 * The load that @target means to a phone that runs @runs (NULL: not known): in the
 * spelling of the library, and a load where it names a list.  False: none.
 */
bool plan_target(const struct nr_model *model, const struct library *lib, const char *runs,
		 const char *target, struct stop *out);

/* What it would be to go from the load @runs to @target, by their names alone. */
enum plan_way {
	PLAN_WAY_UNREAD,        /* one of them is no load of the model, or says no protocol */
	PLAN_WAY_PROTOCOL,      /* to another protocol */
	PLAN_WAY_STAY,          /* they are the same */
	PLAN_WAY_UP,
	PLAN_WAY_BACK,
	PLAN_WAY_UNORDERED,     /* nobody knows which is newer */
};
enum plan_way plan_way_of(const struct nr_model *model, const char *runs, const char *target);

/*
 * The newest whole load of @protocol ("" : the model's usual one that the
 * library has) for @model, or NULL.
 */
const struct lib_load *plan_newest(const struct nr_model *model, const struct library *lib,
				   const char *protocol);

#endif
