/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* event.c -- see event.h. */
#include <config.h>

#include "core/base/event.h"

#include <netrecover/types.h>

#include <stdio.h>
#include <string.h>

const struct event_member event_head[] = {
	{ "time", EVENT_TEXT, false },    { "bench", EVENT_TEXT, false },    { "run", EVENT_TEXT, false },
	{ "schema", EVENT_NUMBER, false }, { "seq", EVENT_NUMBER, false },   { "event", EVENT_TEXT, false },
	{ NULL, EVENT_TEXT, false },
};

#define TROUBLE { { "code", EVENT_TEXT, true }, { "message", EVENT_TEXT, false } }
#define TRANSFER { { "file", EVENT_TEXT, false }, { "bytes", EVENT_NUMBER, false }, { "protocol", EVENT_TEXT, false } }
#define WIRE { { "interface", EVENT_TEXT, false }, { "message", EVENT_TEXT, false } }
#define LOAD { { "load", EVENT_TEXT, false } }

const struct event_row event_rows[] = {
	{ "bench.started", false, { { "version", EVENT_TEXT, false }, { "interface", EVENT_TEXT, false },
				    { "address", EVENT_TEXT, false }, { "loads", EVENT_NUMBER, false } } },
	{ "bench.stopped", false, { { "status", EVENT_NUMBER, false } } },
	{ "journal.continued", false, { { "phones", EVENT_ARRAY, false } } },
	{ "guard.tripped", false, { { "who", EVENT_TEXT, false }, { "address", EVENT_TEXT, true },
				    { "mac", EVENT_TEXT, true }, { "client", EVENT_TEXT, true } } },
	{ "guard.cleared", false, { { "by", EVENT_TEXT, true } } },
	{ "link.down", false, WIRE },
	{ "link.up", false, WIRE },
	{ "link.renamed", false, { { "interface", EVENT_TEXT, false }, { "was", EVENT_TEXT, false } } },
	{ "address.gone", false, WIRE },
	{ "address.back", false, WIRE },

	{ "phone.seen", true, { { "mac", EVENT_TEXT, false } } },
	{ "phone.named", true, { { "before", EVENT_TEXT, false }, { "mac", EVENT_TEXT, false } } },
	{ "phone.leased", true, { { "ip", EVENT_TEXT, false } } },
	{ "phone.described", true, { { "serial", EVENT_TEXT, true }, { "hardware", EVENT_TEXT, true } } },
	{ "phone.identified", true, { { "model", EVENT_TEXT, false }, { "model_source", EVENT_TEXT, false },
				      { "load", EVENT_TEXT, true }, { "source", EVENT_TEXT, false },
				      { "parts", EVENT_OBJECT, true }, { "ip", EVENT_TEXT, true } } },
	{ "phone.disagreement", true, { { "load", EVENT_TEXT, false }, { "source", EVENT_TEXT, false },
					{ "other", EVENT_TEXT, false }, { "other_source", EVENT_TEXT, false } } },
	{ "phone.planned", true, { { "from", EVENT_TEXT, false }, { "target", EVENT_TEXT, false },
				   { "steps", EVENT_NUMBER, false } } },
	{ "phone.writing", true, { { "load", EVENT_TEXT, true } } },
	{ "phone.written", true, { { NULL, EVENT_TEXT, false } } },
	{ "phone.wiped", true, { { NULL, EVENT_TEXT, false } } },
	{ "phone.done", true, { { "load", EVENT_TEXT, false }, { "source", EVENT_TEXT, false },
				{ "advice", EVENT_TEXT, false } } },
	{ "phone.blocked", true, TROUBLE },
	{ "phone.refused", true, TROUBLE },
	{ "phone.stalled", true, TROUBLE },
	{ "phone.stuck", true, TROUBLE },
	{ "phone.held", true, { { NULL, EVENT_TEXT, false } } },
	{ "phone.reset", true, { { NULL, EVENT_TEXT, false } } },
	{ "phone.forgotten", true, { { NULL, EVENT_TEXT, false } } },
	{ "phone.note", true, { { "text", EVENT_TEXT, false } } },

	{ "step.started", true, { { "load", EVENT_TEXT, false }, { "list", EVENT_TEXT, true },
				  { "sha256", EVENT_TEXT, true }, { "signed", EVENT_TEXT, true } } },
	{ "step.again", true, { { NULL, EVENT_TEXT, false } } },
	{ "step.rejected", true, LOAD },
	{ "step.reason", true, { { "load", EVENT_TEXT, true }, { "reason", EVENT_TEXT, false },
				 { "message", EVENT_TEXT, false } } },
	{ "step.sent", true, LOAD },
	{ "step.proven", true, { { "load", EVENT_TEXT, false }, { "source", EVENT_TEXT, false },
				 { "part", EVENT_TEXT, true } } },

	{ "transfer.started", true, TRANSFER },
	{ "transfer.done", true, TRANSFER },
	{ "transfer.failed", true, { { "file", EVENT_TEXT, false }, { "bytes", EVENT_NUMBER, false },
				     { "protocol", EVENT_TEXT, false }, { "message", EVENT_TEXT, true } } },

	{ "operator.model", true, { { "model", EVENT_TEXT, false } } },
	{ "operator.target", true, LOAD },
	{ "operator.retry", true, { { NULL, EVENT_TEXT, false } } },
	{ "power.started", true, { { "command", EVENT_TEXT, false }, { "try", EVENT_NUMBER, false },
				   { "code", EVENT_TEXT, true } } },
	{ "power.done", true, { { "status", EVENT_NUMBER, false } } },
	{ "power.failed", true, { { "message", EVENT_TEXT, true }, { "signal", EVENT_NUMBER, true },
				  { "status", EVENT_NUMBER, true } } },
};

const size_t event_count = NR_ARRAY_SIZE(event_rows);

const char *event_type_name(enum event_type type)
{
	switch (type) {
	case EVENT_NUMBER:
		return "number";
	case EVENT_OBJECT:
		return "object";
	case EVENT_ARRAY:
		return "array";
	case EVENT_TEXT:
		break;
	}
	return "text";
}

const struct event_row *event_find(const char *name)
{
	for (size_t i = 0; i < event_count; i++)
		if (strcmp(event_rows[i].name, name) == 0)
			return &event_rows[i];
	return NULL;
}

static bool has_type(const json_t *value, enum event_type type)
{
	switch (type) {
	case EVENT_NUMBER:
		return json_is_integer(value);
	case EVENT_OBJECT:
		return json_is_object(value);
	case EVENT_ARRAY:
		return json_is_array(value);
	case EVENT_TEXT:
		break;
	}
	return json_is_string(value);
}

static const struct event_member *member_of(const struct event_member *m, size_t most, const char *name)
{
	for (size_t i = 0; i < most && m[i].name; i++)
		if (strcmp(m[i].name, name) == 0)
			return &m[i];
	return NULL;
}

static bool is_wrong(const json_t *line, const struct event_member *m)
{
	const json_t *value = json_object_get(line, m->name);

	return !value || json_is_null(value) ? !m->may_lack : !has_type(value, m->type);
}

/* The first of @m that is absent or of another type; NULL: none. */
static const struct event_member *wrong_of(const json_t *line, const struct event_member *m, size_t most)
{
	for (size_t i = 0; i < most && m[i].name; i++)
		if (is_wrong(line, &m[i]))
			return &m[i];
	return NULL;
}

/* A member that the table does not have; NULL: none. */
static const char *extra_of(const json_t *line, const struct event_row *row)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)line, key, value)
		if (!member_of(event_head, NR_ARRAY_SIZE(event_head), key) &&
		    !member_of(row->member, EVENT_MEMBERS, key) && !(row->of_phone && strcmp(key, "phone") == 0))
			return key;
	return NULL;
}

const char *event_fault(const json_t *line, char buf[EVENT_FAULT_SIZE])
{
	const struct event_member *wrong = wrong_of(line, event_head, NR_ARRAY_SIZE(event_head));
	const char *name = json_string_value(json_object_get(line, "event")), *extra;
	const struct event_row *row = name ? event_find(name) : NULL;

	if (!wrong && row)
		wrong = wrong_of(line, row->member, EVENT_MEMBERS);
	if (wrong) {
		snprintf(buf, EVENT_FAULT_SIZE, "%.40s: '%s' is not a %s", name ? name : "an event", wrong->name,
			 event_type_name(wrong->type));
		return buf;
	}
	extra = row ? extra_of(line, row) : NULL;
	if (!row)
		snprintf(buf, EVENT_FAULT_SIZE, "'%.40s' is not in the table of events", name);
	else if (extra)
		snprintf(buf, EVENT_FAULT_SIZE, "%s: '%.40s' is not in the table", name, extra);
	else if (row->of_phone != json_is_string(json_object_get(line, "phone")))
		snprintf(buf, EVENT_FAULT_SIZE, "%s: has %s phone", name, row->of_phone ? "no" : "a");
	else
		return NULL;
	return buf;
}
