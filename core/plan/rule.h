/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_RULE_H
#define CORE_RULE_H
/*
 * rule.h -- what one rule of a model (struct nr_hop) says about a jump.  Pure.
 */
#include <netrecover/model.h>

/* A row of high or medium confidence is kept by every plan. */
static inline bool hop_enforced(const struct nr_hop *h)
{
	return h->confidence >= NR_MEDIUM;
}

/* A row without any stop forbids the jump, or tells something about it. */
static inline bool hop_has_stop(const struct nr_hop *h)
{
	static const struct nr_version zero;

	return h->via_text || nr_version_cmp(&h->via_max, &zero) != 0;
}

/* Is the load one that the row asks for? */
bool inside(const struct nr_load *l, const struct nr_hop *h);

/* @rule: NULL, "SIP" or "SCCP>SIP".  An unknown protocol may be any of them. */
bool protocol_fits(const char *rule, const char *from, const char *to);

/* Does the row speak about the jump from @from to @to? */
bool speaks(const struct nr_hop *h, const struct nr_load *from, const struct nr_load *to);

/* Of two stops the lower one, then the narrower, then the better founded. */
bool comes_before(const struct nr_hop *a, const struct nr_hop *b);

/* "SCCP>SIP", not "SIP>SIP", "SIP" or NULL. */
bool is_change(const struct nr_hop *h);

/* An enforced row about a change of protocol, towards @to or (not @towards) from it. */
const struct nr_hop *change_rule(const struct nr_model *m, const char *to, bool towards);

/* Is there a row that demands or forbids something? */
bool has_rules(const struct nr_model *m);

#endif
