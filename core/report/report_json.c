/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* report_json.c -- the report for programs. */
#include <config.h>

#include "core/base/clock.h"
#include "core/report/report.h"
#include "core/report/report_json.h"

static json_t *text(const char *s)
{
	return s && s[0] ? json_string(s) : json_null();
}

static json_t *when(int64_t at)
{
	char buf[CLOCK_STR_SIZE];

	return at ? json_string(clock_str(at, buf)) : json_null();
}

static json_t *step_json(const struct record_step *s)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:i, s:i, s:I, s:o, s:o, s:o}", "load", text(s->load), "started",
			 when(s->started), "sent", when(s->sent), "proven", when(s->proven), "source",
			 text(s->source), "times", (int)s->times, "files", (int)s->files, "bytes",
			 (json_int_t)s->bytes, "list", text(s->list), "sha256", text(s->sha256), "signed",
			 text(s->signed_on));
}

static json_t *lines_json(const struct record_line *line, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(array, json_pack("{s:o, s:o, s:o}", "time", when(line[i].at), "code",
						       text(line[i].code), "text", text(line[i].text)));
	return array;
}

static json_t *phone_json(const struct record_phone *p)
{
	json_t *steps = json_array(), *o = json_object();

	for (size_t i = 0; i < p->step_count; i++)
		json_array_append_new(steps, step_json(&p->step[i]));
	json_object_set_new(o, "name", text(p->name));
	if (p->bench)
		json_object_set_new(o, "bench", text(p->bench));
	json_object_set_new(o, "mac", text(p->mac));
	json_object_set_new(o, "serial", text(p->serial));
	json_object_set_new(o, "hardware", text(p->hardware));
	json_object_set_new(o, "model", text(p->model));
	json_object_set_new(o, "from", text(p->from));
	json_object_set_new(o, "to", text(p->to));
	json_object_set_new(o, "runs", text(p->runs));
	json_object_set_new(o, "witness", text(p->witness));
	json_object_set_new(o, "group", text(group_name(record_group(p))));
	json_object_set_new(o, "state", text(p->state));
	json_object_set_new(o, "code", text(p->code));
	json_object_set_new(o, "message", text(p->message));
	json_object_set_new(o, "seen", when(p->seen));
	json_object_set_new(o, "last", when(p->last));
	json_object_set_new(o, "done", when(p->done));
	json_object_set_new(o, "factory_reset_seen", when(p->wiped));
	json_object_set_new(o, "steps", steps);
	json_object_set_new(o, "troubles", lines_json(p->trouble, p->trouble_count));
	json_object_set_new(o, "notes", lines_json(p->note, p->note_count));
	return o;
}

json_t *report_json(const struct record *r)
{
	json_t *phones = json_array(), *groups = json_object(), *o = json_object();
	size_t count[GROUPS];

	record_count(r, count);
	for (int g = 0; g < GROUPS; g++)
		json_object_set_new(groups, group_name((enum group)g), json_integer((json_int_t)count[g]));
	for (size_t i = 0; i < r->phone_count; i++)
		json_array_append_new(phones, phone_json(r->phone[i]));
	json_object_set_new(o, "bench", text(r->bench));
	json_object_set_new(o, "run", text(r->run));
	json_object_set_new(o, "runs", json_integer((json_int_t)r->runs));
	json_object_set_new(o, "version", text(r->version));
	json_object_set_new(o, "interface", text(r->interface));
	json_object_set_new(o, "address", text(r->address));
	json_object_set_new(o, "from", when(r->from));
	json_object_set_new(o, "to", when(r->to));
	json_object_set_new(o, "stopped", json_boolean(r->stopped));
	json_object_set_new(o, "groups", groups);
	json_object_set_new(o, "alarms", lines_json(r->alarm, r->alarm_count));
	json_object_set_new(o, "phones", phones);
	return o;
}
