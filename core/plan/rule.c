/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * rule.c -- what one rule of a model says about a jump.
 */
#include <config.h>
#include "core/plan/rule.h"

#include <string.h>
#include <strings.h>

bool rule_is_inside(const struct nr_load *l, const struct nr_hop *h)
{
	if (rule_is_named(h))
		return strcasecmp(l->text, h->via_text) == 0;
	return rule_has_stop(h) && nr_version_cmp(&l->version, &h->via_min) >= 0 &&
	       nr_version_cmp(&l->latest, &h->via_max) <= 0;
}

bool rule_fits_protocol(const char *rule, const char *from, const char *to)
{
	const char *change = rule ? strchr(rule, '>') : NULL;
	size_t n;

	if (!rule)
		return true;
	if (!change)
		return strcasecmp(rule, to) == 0;
	n = (size_t)(change - rule);
	return strcasecmp(change + 1, to) == 0 &&
	       (!from[0] || (strlen(from) == n && strncasecmp(rule, from, n) == 0));
}

bool rule_speaks(const struct nr_hop *h, const struct nr_load *from, const struct nr_load *to)
{
	enum nr_order order = nr_load_order(from, to);
	bool changes = h->protocol && strchr(h->protocol, '>');

	if (!rule_fits_protocol(h->protocol, from->protocol, to->protocol) ||
	    rule_is_inside(from, h) || (!changes && rule_is_inside(to, h)))
		return false;
	if (h->down)
		return order != NR_OLDER && order != NR_SAME &&
		       nr_version_cmp(&from->latest, &h->before) >= 0 &&
		       nr_version_cmp(&to->version, &h->reaching) < 0;
	return nr_version_cmp(&from->version, &h->before) < 0 &&
	       nr_version_cmp(&to->latest, &h->reaching) >= 0;
}

int rule_part(const struct nr_model *m, const struct nr_hop *h)
{
	return model_part(m, h->part);
}

int rule_needs(const struct nr_model *m, const struct nr_hop *h)
{
	return h->needs ? model_part(m, h->needs) : rule_part(m, h);
}

bool rule_speaks_across(const struct nr_hop *h, const struct nr_load *needed,
			const struct nr_load *from, const struct nr_load *to)
{
	if (!rule_fits_protocol(h->protocol, from->protocol, to->protocol) ||
	    nr_version_cmp(&to->latest, &h->reaching) < 0)
		return false;
	if (!needed)
		return nr_version_cmp(&from->version, &h->reaching) < 0;
	return !rule_is_inside(needed, h) && nr_version_cmp(&needed->version, &h->before) < 0;
}

bool rule_comes_before(const struct nr_hop *a, const struct nr_hop *b)
{
	int c = nr_version_cmp(&a->via_max, &b->via_max);

	if (c == 0)
		c = nr_version_cmp(&b->via_min, &a->via_min);
	return c != 0 ? c < 0 : a->confidence > b->confidence;
}

bool rule_is_change(const struct nr_hop *h)
{
	const char *mark = h->protocol ? strchr(h->protocol, '>') : NULL;
	size_t n = mark ? (size_t)(mark - h->protocol) : 0;

	return mark && (strlen(mark + 1) != n || strncasecmp(h->protocol, mark + 1, n) != 0);
}

const struct nr_hop *rule_of_change(const struct nr_model *m, const char *to, bool towards)
{
	for (const struct nr_hop *h = m->hops; h && h->id; h++)
		if (rule_enforced(h) && !h->optional && rule_is_change(h) &&
		    (strcasecmp(strchr(h->protocol, '>') + 1, to) == 0) == towards)
			return h;
	return NULL;
}

bool rule_any(const struct nr_model *m)
{
	for (const struct nr_hop *h = m->hops; h && h->id; h++)
		if (rule_enforced(h) && !h->optional)
			return true;
	return false;
}
