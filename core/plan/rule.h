/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_RULE_H
#define CORE_RULE_H
/*
 * rule.h -- what one rule of a model (struct nr_hop) says about a jump.  Pure.
 */
#include "core/plugin/model.h"

/* Rows of high or medium confidence are kept by every plan; others are advice. */
static inline bool rule_is_sure(enum nr_confidence confidence)
{
	return confidence >= NR_MEDIUM;
}

static inline bool rule_enforced(const struct nr_hop *h)
{
	return rule_is_sure(h->confidence);
}

/* A row without any stop forbids the jump, or says something about it. */
static inline bool rule_has_stop(const struct nr_hop *h)
{
	static const struct nr_version zero;

	return h->via_text || nr_version_cmp(&h->via_max, &zero) != 0;
}

/* The stop is one load, by its name: it has no place on the scale. */
static inline bool rule_is_named(const struct nr_hop *h)
{
	static const struct nr_version zero;

	return h->via_text && nr_version_cmp(&h->via_max, &zero) == 0;
}

/* The row asks for nothing and says why. */
static inline bool rule_says_direct(const struct nr_hop *h)
{
	return h->direct && !rule_has_stop(h);
}

/* Is the load one that the row asks for? */
bool rule_is_inside(const struct nr_load *l, const struct nr_hop *h);

/* @rule: NULL, "SIP" or "SCCP>SIP".  An unknown protocol may be any of them. */
bool rule_fits_protocol(const char *rule, const char *from, const char *to);

/* Does the row speak about the jump from @from to @to? */
bool rule_speaks(const struct nr_hop *h, const struct nr_load *from, const struct nr_load *to);

/* The part of the load to reach of which the row speaks, and the part of its stop, by number. */
int rule_part(const struct nr_model *m, const struct nr_hop *h);
int rule_needs(const struct nr_model *m, const struct nr_hop *h);

/*
 * Does a row that needs another part speak about reaching @to?  @needed: what runs of that part,
 * NULL: nobody knows; @from: what runs of the part of @to.
 */
bool rule_speaks_across(const struct nr_hop *h, const struct nr_load *needed,
			const struct nr_load *from, const struct nr_load *to);

/* Of two stops the lower one, then the narrower, then the better founded. */
bool rule_comes_before(const struct nr_hop *a, const struct nr_hop *b);

/* "SCCP>SIP", not "SIP>SIP", "SIP" or NULL. */
bool rule_is_change(const struct nr_hop *h);

/* An enforced row about a change of protocol, towards @to or (not @towards) from it. */
const struct nr_hop *rule_of_change(const struct nr_model *m, const char *to, bool towards);

/* Is there a row that demands or forbids something? */
bool rule_any(const struct nr_model *m);

#endif
