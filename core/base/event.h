/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_EVENT_H
#define CORE_EVENT_H
/*
 * event.h -- the schema of the journal, as data: every event that this program writes, with its
 * members.  netrecover-journal(5) is held to this table, and so is every line that a test
 * makes.
 */
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * The version of the schema, "schema" in each line.  A new event or member does not change
 * it, since readers leave alone what they do not know; a member that means something else, or
 * is gone, does.
 */
#define EVENT_SCHEMA 1

enum event_type {
	EVENT_TEXT,
	EVENT_NUMBER,           /* an integer */
	EVENT_OBJECT,
	EVENT_ARRAY,
};

struct event_member {
	const char *name;       /* NULL: no more */
	enum event_type type;
	bool may_lack;          /* it may be absent, or null */
};

#define EVENT_MEMBERS 8

struct event_row {
	const char *name;       /* "phone.done" */
	bool of_phone;          /* has "phone" */
	struct event_member member[EVENT_MEMBERS];
};

extern const struct event_row event_rows[];
extern const size_t event_count;
/* What each line has. */
extern const struct event_member event_head[];

/* "text", "number", "object", "array" */
const char *event_type_name(enum event_type type);
/* NULL: there is none of that name. */
const struct event_row *event_find(const char *name);
/*
 * Why @line is not as this program writes it, in a sentence in @buf; NULL: it is.  For tests: a
 * reader takes more than that.
 */
#define EVENT_FAULT_SIZE 160
const char *event_fault(const json_t *line, char buf[EVENT_FAULT_SIZE]);

#endif
