/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_ROWS_H
#define CORE_ROWS_H
/*
 * rows.h -- the rows of all models, compiled: which of them hold for the texts of one device,
 * at a cost that does not depend on how many models or rows there are.
 *
 * Each different pattern of a fact stands in an index by a piece of it that must be in the
 * text (literals.h); only the few whose piece is there are compared.  What many models say in
 * the same words is one condition with a list of models.
 */
#include <netrecover/model.h>
#include <netrecover/protocol.h>

struct rows;

enum rows_word {
	ROWS_SURE,              /* enum nr_trust */
	ROWS_HINT,
	ROWS_PHONE,
	ROWS_NAME,              /* it is called, or asks for a file that is called, as phones of this model are */
};

/* A condition that holds. */
struct rows_hit {
	enum rows_word word;
	enum nr_fact fact;
	const uint32_t *model;          /* that say so: their numbers, ascending */
	size_t count;
};

/* Of @count models, whose rows must stay as they are; @model is not kept.  NULL: no memory. */
struct rows *rows_new(const struct nr_model *const *model, size_t count);
void rows_free(struct rows *r);

/* @text: by fact, "" for what was not seen.  The hits are @r's, until it is asked again. */
const struct rows_hit *rows_match(struct rows *r, const char *const text[NR_FACT_COUNT],
				  const struct nr_mac *mac, size_t *count);

/* Does the pattern hold, read plainly?  "%M" or "%m" stands for the twelve digits of @mac. */
bool rows_glob(const struct nr_mac *mac, const char *glob, const char *text);

#endif
