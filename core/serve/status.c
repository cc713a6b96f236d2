/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * status.c -- the status document: the bench and its phones as JSON.
 */
#include <config.h>

#include "core/serve/status.h"
#include "core/base/build.h"
#include "core/base/clock.h"
#include "core/phone/alert.h"
#include "core/phone/course.h"
#include "core/phone/diary.h"
#include "core/phone/download.h"
#include "core/phone/evidence.h"
#include "core/phone/safety.h"
#include "core/phone/state.h"
#include "core/phone/transfer.h"
#include "core/phone/uplink.h"
#include "core/phone/witness.h"
#include "core/plugin/model.h"

#include <arpa/inet.h>

static json_t *text_or_null(const char *s)
{
	return s && s[0] ? json_string(s) : json_null();
}

static json_t *address_or_null(struct in_addr a)
{
	char buf[INET_ADDRSTRLEN];

	return a.s_addr == INADDR_ANY ? json_null() :
					json_string(inet_ntop(AF_INET, &a, buf, sizeof(buf)));
}

/* A load as people say it: "8.5(2)". */
static json_t *printed(const struct phone *p, const char *load)
{
	struct nr_load l;

	return p->belief.model && load && load[0] && model_parse(p->belief.model, load, &l) ? text_or_null(l.printed) :
											     json_null();
}

static void put_step(json_t *o, const struct phone *p)
{
	const struct plan *plan = p->course.planned ? p->course.plan : NULL;
	bool moving = plan && p->course.step < plan->count;
	size_t step = moving ? p->course.step + 1 :
		      plan   ? plan->count :
			       0; /* at the end: the last */

	json_object_set_new(o, "step", json_integer((json_int_t)step));
	json_object_set_new(o, "steps", json_integer(plan ? (json_int_t)plan->count : 0));
	json_object_set_new(o, "step_load", text_or_null(step ? plan->step[step - 1].load : NULL));
	json_object_set_new(o, "step_version", text_or_null(step ? plan->step[step - 1].version : NULL));
	json_object_set_new(o, "load_version", printed(p, p->belief.load));
	json_object_set_new(o, "file", text_or_null(p->transfer.file));
	json_object_set_new(o, "bytes", json_integer((json_int_t)p->transfer.bytes));
	json_object_set_new(o, "total", json_integer((json_int_t)p->transfer.total));
}

/* It shows no other server on this wire, and ends with the address that it gets here. */
static json_t *address_note(const struct phone *p)
{
	const char *address = evidence_fact(p, NR_FACT_ADDRESS);

	if (!address[0] || p->ip.s_addr != INADDR_ANY)
		return json_null();
	return json_sprintf("comes with %s, an address of another network: typed in, or leased there", address);
}

/* How far it is with the files of its step; @files 0: it takes none. */
static void put_files(json_t *o, const struct phone *p)
{
	unsigned of = 0, taken = course_step(p) ? download_taken(p, &of) : 0;

	json_object_set_new(o, "file_number", json_integer(p->transfer.running && taken < of ? taken + 1 : taken));
	json_object_set_new(o, "files", json_integer(of));
}

/* In bytes and seconds; null where nothing moves. */
static void put_speed(json_t *o, const struct phone *p)
{
	uint64_t total = 0, bytes = course_step(p) ? download_bytes(p, &total) : 0;
	uint64_t rate = transfer_rate(p);
	bool moves = p->state == PHONE_SERVING && rate && total >= bytes;

	json_object_set_new(o, "step_bytes", json_integer((json_int_t)bytes));
	json_object_set_new(o, "step_total", json_integer((json_int_t)total));
	json_object_set_new(o, "rate", rate ? json_integer((json_int_t)rate) : json_null());
	json_object_set_new(o, "left", moves ? json_integer((json_int_t)((total - bytes + rate - 1) / rate)) :
					       json_null());
}

/* Of the bench's interface: with a switch in between nobody knows that of the phone's own cable. */
static json_t *link_or_null(const struct bench *b)
{
	switch (b->link) {
	case BENCH_LINK_UP:
		return json_string("up");
	case BENCH_LINK_DOWN:
		return json_string("down");
	case BENCH_LINK_UNKNOWN:
		break;
	}
	return json_null();
}

static void put_writing(json_t *o, const struct phone *p)
{
	char since[CLOCK_STR_SIZE];

	json_object_set_new(o, "writing_since", safety_may_write(p) ?
			    json_string(clock_str(p->progress.writing_since, since)) : json_null());
	json_object_set_new(o, "overdue", json_boolean(safety_is_overdue(p)));
}

json_t *status_phone(const struct bench *b, const struct phone *p)
{
	char mac[NR_MAC_STR_SIZE], since[CLOCK_STR_SIZE];
	json_t *o = json_object(), *parts = diary_parts(p);

	json_object_set_new(o, "name", json_string(p->name));
	json_object_set_new(o, "mac", json_string(nr_mac_str(&p->mac, mac)));
	json_object_set_new(o, "ip", address_or_null(p->ip));
	json_object_set_new(o, "address_note", address_note(p));
	json_object_set_new(o, "vlan", p->vlan ? json_integer(p->vlan) : json_null());
	json_object_set_new(o, "model",
			    text_or_null(p->belief.model ? p->belief.model->name : NULL));
	json_object_set_new(o, "load", text_or_null(p->belief.load));
	json_object_set_new(o, "load_source",
			    p->belief.load[0] ?
				    json_string(witness_of_load(p)) :
				    json_null());
	if (parts)
		json_object_set_new(o, "parts", parts);
	json_object_set_new(o, "model_source",
			    p->belief.model ? json_string(witness_model_name(p)) : json_null());
	json_object_set_new(o, "serial", text_or_null(evidence_fact(p, NR_FACT_SERIAL)));
	json_object_set_new(o, "hardware", text_or_null(evidence_fact(p, NR_FACT_HARDWARE)));
	json_object_set_new(o, "disagreement", text_or_null(p->belief.disagreement));
	json_object_set_new(
		o, "reason",
		text_or_null(p->progress.step.reason ? p->progress.step.reason->words : NULL));
	json_object_set_new(o, "target",
			    text_or_null(p->course.planned ? p->course.plan->target : NULL));
	json_object_set_new(o, "state", json_string(state_name(p->state)));
	put_step(o, p);
	put_files(o, p);
	put_speed(o, p);
	json_object_set_new(o, "link", link_or_null(b));
	json_object_set_new(o, "code", text_or_null(p->code));
	json_object_set_new(o, "message", text_or_null(p->message));
	json_object_set_new(o, "remedy", text_or_null(code_remedy(p->code)));
	json_object_set_new(o, "certainty", text_or_null(p->certainty));
	json_object_set_new(o, "advice", text_or_null(safety_advice(p)));
	put_writing(o, p);
	json_object_set_new(o, "since", json_string(clock_str(p->since, since)));
	return o;
}

/* Its way, step by step, with why; of one phone only. */
json_t *status_plan(const struct phone *p)
{
	json_t *steps = json_array();

	for (size_t i = 0; p->course.planned && i < p->course.plan->count; i++) {
		const struct plan_step *s = &p->course.plan->step[i];

		json_array_append_new(steps, json_pack("{s:s, s:s, s:s?, s:s?, s:s?}", "load", s->load, "version",
						       s->version, "reason", s->reason, "source", s->source, "rule",
						       s->rule));
	}
	return steps;
}

const char *status_guard_name(enum nr_guard_state state)
{
	switch (state) {
	case NR_GUARD_TRIPPED:
		return "tripped";
	case NR_GUARD_OFF:
		return "off";
	case NR_GUARD_CLEAR:
		return "clear";
	case NR_GUARD_ASKING:
		break;
	}
	return "asking";
}

/* Null while the guard is not tripped. */
static json_t *guard_by(const struct bench *b)
{
	const struct nr_server *by = &b->guard_by;
	const struct nr_mac none = { { 0 } };
	char mac[NR_MAC_STR_SIZE], where[UPLINK_TEXT_SIZE];

	if (b->guard != NR_GUARD_TRIPPED)
		return json_null();
	uplink_text(b, where);
	return json_pack("{s:o, s:s?, s:o, s:o}", "address", address_or_null(by->address), "mac",
			 memcmp(&by->mac, &none, sizeof(none)) == 0 ? NULL : nr_mac_str(&by->mac, mac),
			 "who", json_sprintf("%s%s%s", b->guard_who, where[0] ? "; the bench is at " : "", where),
			 "switch", text_or_null(where));
}

json_t *status_document(const struct bench *b)
{
	json_t *phones = json_array(), *o = json_object();

	json_object_set_new(o, "version", json_string(build_version()));
	json_object_set_new(o, "bench", text_or_null(b->config ? b->config->name : NULL));
	json_object_set_new(o, "run", text_or_null(b->run));
	json_object_set_new(o, "interface", text_or_null(b->wire.interface));
	json_object_set_new(o, "address", address_or_null(b->wire.address));
	json_object_set_new(o, "guard", json_string(status_guard_name(b->guard)));
	json_object_set_new(o, "guard_by", guard_by(b));
	json_object_set_new(o, "alerts", alert_list(b));
	json_object_set_new(o, "link", link_or_null(b));
	if (b->indexing)
		json_object_set_new(o, "indexing", json_integer((json_int_t)b->indexed));
	for (const struct phone *p = b->phones; p; p = p->next)
		json_array_append_new(phones, status_phone(b, p));
	json_object_set_new(o, "phones", phones);
	return o;
}
