/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * registrant.c -- see registrant.h.
 */
#include "plugins/registrar/registrant.h"

static void add(struct nr_fact_value *facts, size_t *n, enum nr_fact fact, const char *text)
{
	if (text && *text)
		facts[(*n)++] = (struct nr_fact_value){ fact, text };
}

nr_phone_id registrant_sight(struct nr_instance *self, const struct registrant *r)
{
	char type[12] = "";
	struct nr_fact_value facts[8];
	const struct nr_sighting s = { .source = r->source, .mac = r->mac, .addr = r->addr, .facts = facts };
	size_t n = 0;

	add(facts, &n, NR_FACT_DEVICE_NAME, r->name);
	if (r->type)
		snprintf(type, sizeof(type), "%u", r->type);
	add(facts, &n, NR_FACT_USER_AGENT, r->user_agent);
	add(facts, &n, NR_FACT_PLATFORM, r->model);
	add(facts, &n, NR_FACT_DEVICE_TYPE, type);
	add(facts, &n, NR_FACT_LOAD, r->load);
	add(facts, &n, NR_FACT_REASON, r->reason);
	add(facts, &n, NR_FACT_REGISTERS, r->registers);
	facts[n] = (struct nr_fact_value){ NR_FACT_END, NULL };
	return nr_sight(self, &s);
}
