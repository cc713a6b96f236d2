/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * diary.c -- what the journal says about a phone.
 */
#include <config.h>

#include "core/phone/diary.h"
#include "core/base/log.h"
#include "core/phone/crowd.h"
#include "core/phone/evidence.h"
#include "core/phone/memory.h"
#include "core/phone/witness.h"

#include <arpa/inet.h>

/*
 * Somebody acts on it before this turn of the loop ends: a phone gets its image, the operator
 * his answer, a command runs.  It must be known after a kill in between.
 */
static bool comes_first(const char *event)
{
	return strcmp(event, "phone.writing") == 0 || strcmp(event, "phone.forgotten") == 0 ||
	       strcmp(event, "phone.note") == 0 || strncmp(event, "operator.", 9) == 0 ||
	       strncmp(event, "power.", 6) == 0;
}

void diary_note(struct bench *b, struct phone *p, const char *event, json_t *more, bool sync)
{
	json_t *o;

	if (!crowd_may_write(b, p)) {
		json_decref(more);
		return;
	}
	o = json_pack("{s:s}", "phone", p->name);

	if (more) {
		json_object_update(o, more);
		json_decref(more);
	}
	memory_note(b, event, p->name, o);
	b->journal_dirty |= sync;
	if (b->journal)
		journal_event(b->journal, event, o, false);
	if (b->journal && comes_first(event))
		journal_flush(b->journal);
	if (!b->journal)
		json_decref(o);
}

json_t *diary_parts(const struct phone *p)
{
	json_t *o = NULL;

	for (size_t i = 0; i < NR_ARRAY_SIZE(p->belief.other_part); i++) {
		const struct part_load *l = &p->belief.other_part[i];

		if (!l->part[0])
			continue;
		if (!o)
			o = json_object();
		json_object_set_new(o, l->part, json_string(l->load));
	}
	return o;
}

void diary_identified(struct bench *b, struct phone *p)
{
	json_t *o = json_pack("{s:s, s:s}", "model", p->belief.model->name, "model_source",
			      witness_model_name(p));
	json_t *parts = diary_parts(p);
	char ip[INET_ADDRSTRLEN];

	if (p->belief.load[0]) {
		json_object_set_new(o, "load", json_string(p->belief.load));
		json_object_set_new(o, "source",
				    json_string(witness_of_load(p)));
	} else {
		json_object_set_new(o, "load", json_null());
		json_object_set_new(o, "source", json_string(witness_model_name(p)));
	}
	if (parts)
		json_object_set_new(o, "parts", parts);
	if (p->ip.s_addr != INADDR_ANY)
		json_object_set_new(o, "ip",
				    json_string(inet_ntop(AF_INET, &p->ip, ip, sizeof(ip))));
	diary_note(b, p, "phone.identified", o, true);
	if (!crowd_may_write(b, p))
		return;
	log_line(LOG_INFO, p->name, "is a %s, runs %s%s%s%s", p->belief.model->name,
		 p->belief.wiped   ? "no load (wiped)" :
		 p->belief.load[0] ? p->belief.load :
				     "an unknown load",
		 p->belief.load[0] ? " (" : "",
		 p->belief.load[0] ? witness_of_load(p) : "",
		 p->belief.load[0] ? ")" : "");
}

void diary_described(struct bench *b, struct phone *p)
{
	const char *serial = evidence_fact(p, NR_FACT_SERIAL), *hardware = evidence_fact(p, NR_FACT_HARDWARE);

	diary_note(b, p, "phone.described",
		   json_pack("{s:s?, s:s?}", "serial", serial[0] ? serial : NULL, "hardware",
			     hardware[0] ? hardware : NULL),
		   true);
}
