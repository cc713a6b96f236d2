/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_diary.c -- what the journal says about a phone: its serial number, its hardware. */
#include <config.h>

#include "core/phone/memory.h"
#include "core/phone/registry.h"
#include "tests/unit/phone/life.h"
#include "tests/unit/suite.h"

#include <fcntl.h>
#include <unistd.h>

static char state[40];
static int state_fd;
static json_t *described;       /* all events of that name */

static void begin(void)
{
	setup();
	snprintf(state, sizeof(state), "/tmp/check_diary-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(state));
	state_fd = open(state, O_RDONLY | O_DIRECTORY);
	ck_assert_int_eq(journal_open(&bench.journal, state_fd, "bench", "run"), 0);
	described = json_array();
}

static void end(void)
{
	json_decref(described);
	journal_close(bench.journal);
	close(state_fd);
	nftw(state, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
	teardown();
}

static void collect(const json_t *event, void *arg)
{
	(void)arg;
	if (strcmp(json_string_value(json_object_get(event, "event")), "phone.described") == 0)
		json_array_append(described, (json_t *)(uintptr_t)event);
}

static size_t read_journal(void)
{
	json_array_clear(described);
	ck_assert_int_eq(journal_read(state_fd, collect, NULL), 0);
	return json_array_size(described);
}

static const char *said(size_t at, const char *key)
{
	return json_string_value(json_object_get(json_array_get(described, at), key));
}

START_TEST(serial_and_hardware)
{
	back(OLD);
	ck_assert_uint_eq(read_journal(), 0);
	sight(NR_SOURCE_LLDP, NR_FACT_SERIAL, "FCH1234ABCD", NR_FACT_END, NULL);
	ck_assert_uint_eq(read_journal(), 1);
	ck_assert_str_eq(said(0, "phone"), "SEP001B54AA0001");
	ck_assert_str_eq(said(0, "serial"), "FCH1234ABCD");
	ck_assert_ptr_null(said(0, "hardware"));
	ck_assert(json_is_null(json_object_get(json_array_get(described, 0), "hardware")));
	/* the same again is no news */
	sight(NR_SOURCE_LLDP, NR_FACT_SERIAL, "FCH1234ABCD", NR_FACT_END, NULL);
	ck_assert_uint_eq(read_journal(), 1);
	sight(NR_SOURCE_LLDP, NR_FACT_HARDWARE, "V15", NR_FACT_SERIAL, "FCH1234ABCD");
	ck_assert_uint_eq(read_journal(), 2);
	ck_assert_str_eq(said(1, "hardware"), "V15");
	ck_assert_str_eq(said(1, "serial"), "FCH1234ABCD");
}
END_TEST

/* Said before anybody knew that it is a phone: kept until then.  A laptop's is none of our business. */
START_TEST(of_phones_only)
{
	sight(NR_SOURCE_LLDP, NR_FACT_SERIAL, "FCH1234ABCD", NR_FACT_END, NULL);
	ck_assert_uint_eq(read_journal(), 0);
	cdp(OLD);
	ck_assert_uint_eq(read_journal(), 1);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("journal");

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, serial_and_hardware);
	tcase_add_test(t, of_phones_only);
	return suite_run("diary", t);
}
