/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_event.c -- the table of events, and what it calls a fault. */
#include "core/base/event.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <string.h>

#define HEAD "{\"time\":\"t\",\"bench\":\"b\",\"run\":\"r\",\"schema\":1,\"seq\":1,\"event\":"

/* The fault of the line; "": it is as the table says. */
static const char *fault(const char *text)
{
	static char buf[EVENT_FAULT_SIZE];
	json_t *line = json_loads(text, 0, NULL);
	const char *why;

	ck_assert_msg(json_is_object(line), "%s", text);
	why = event_fault(line, buf);
	json_decref(line);
	return why ? why : "";
}

START_TEST(as_the_table_says)
{
	ck_assert_str_eq(fault(HEAD "\"guard.cleared\"}"), "");
	ck_assert_str_eq(fault(HEAD "\"phone.done\",\"phone\":\"p\",\"load\":\"l\",\"source\":\"s\","
			       "\"advice\":\"a\"}"), "");
	/* what may lack may be null */
	ck_assert_str_eq(fault(HEAD "\"phone.described\",\"phone\":\"p\",\"serial\":null}"), "");
}
END_TEST

START_TEST(faults)
{
	ck_assert_str_eq(fault("{\"event\":\"guard.cleared\"}"), "guard.cleared: 'time' is not a text");
	ck_assert_str_eq(fault(HEAD "\"phone.eaten\"}"), "'phone.eaten' is not in the table of events");
	ck_assert_str_eq(fault(HEAD "\"guard.cleared\",\"phone\":\"p\"}"), "guard.cleared: 'phone' is not in the table");
	ck_assert_str_eq(fault(HEAD "\"phone.written\"}"), "phone.written: has no phone");
	ck_assert_str_eq(fault(HEAD "\"step.sent\",\"phone\":\"p\"}"), "step.sent: 'load' is not a text");
	ck_assert_str_eq(fault(HEAD "\"step.sent\",\"phone\":\"p\",\"load\":7}"), "step.sent: 'load' is not a text");
	ck_assert_str_eq(fault(HEAD "\"step.sent\",\"phone\":\"p\",\"load\":\"l\",\"x\":1}"),
			 "step.sent: 'x' is not in the table");
	ck_assert_str_eq(fault(HEAD "\"bench.stopped\",\"status\":\"0\"}"), "bench.stopped: 'status' is not a number");
	ck_assert_str_eq(fault(HEAD "7}"), "an event: 'event' is not a text");
}
END_TEST

START_TEST(each_once)
{
	for (size_t i = 0; i < event_count; i++) {
		ck_assert_ptr_eq(event_find(event_rows[i].name), &event_rows[i]);
		ck_assert(!event_rows[i].of_phone || strncmp(event_rows[i].name, "bench.", 6) != 0);
	}
	ck_assert_ptr_null(event_find("phone"));
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("event");

	tcase_add_test(t, as_the_table_says);
	tcase_add_test(t, faults);
	tcase_add_test(t, each_once);
	return suite_run("event", t);
}
