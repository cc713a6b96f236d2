/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_OUTCOME_H
#define CORE_OUTCOME_H
/*
 * outcome.h -- what an import did with each thing that it met, for whoever prints it.
 */
#include <stddef.h>
#include <stdint.h>

enum outcome_kind {
	OUTCOME_TAKEN,                  /* it is in the library now */
	OUTCOME_THERE,                  /* it was there before, byte by byte */
	OUTCOME_BROKEN,                 /* a load of a folder, not whole: left out */
	OUTCOME_REFUSED,                /* anything else that could not be taken */
	OUTCOME_ASIDE,                  /* no firmware, or a copy of some: left where it is */
};

struct outcome {
	enum outcome_kind kind;
	char *name;                     /* its path, as the user may find it */
	char *text;                     /* what it is, or why not and what to do; one line */
	size_t loads, files;            /* of what was taken */
	uint64_t bytes;
};

/* In the order in which they were met. */
struct outcomes {
	struct outcome *item;
	size_t count, room;
};

/* A new one, its control characters made harmless; NULL when memory ends. */
struct outcome *outcomes_add(struct outcomes *f, enum outcome_kind kind, const char *name,
			     const char *text);
/* "taken", "there", ...: as JSON has them. */
const char *outcomes_word(enum outcome_kind kind);
void outcomes_finish(struct outcomes *f);

#endif
