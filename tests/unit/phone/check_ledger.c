/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_ledger.c -- a snapshot says what a reader of all lines would know.
 */
#include <config.h>

#include "core/base/log.h"
#include "core/phone/bench.h"
#include "core/phone/memory.h"
#include "core/phone/registry.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>
#include <check.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[] = "/tmp/netrecover-ledger-XXXXXX";
static int dirfd_;

static void quiet(int priority, const char *line, void *arg)
{
	(void)priority;
	(void)line;
	(void)arg;
}

static void setup(void)
{
	log_set_sink(quiet, NULL);
	ck_assert_ptr_nonnull(mkdtemp(folder));
	dirfd_ = open(folder, O_RDONLY | O_DIRECTORY);
	ck_assert_int_ge(dirfd_, 0);
}

static void teardown(void)
{
	unlinkat(dirfd_, "journal.jsonl", 0);
	close(dirfd_);
	rmdir(folder);
	memcpy(folder + sizeof(folder) - 7, "XXXXXX", 6);
}

static void put_file(const char *text)
{
	int fd = openat(dirfd_, "journal.jsonl", O_WRONLY | O_CREAT | O_TRUNC, 0644);

	ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
}

#define EVENT(second, event, phone) \
	"{\"time\":\"2026-01-01T00:00:0" #second ".000Z\",\"event\":\"" event "\",\"phone\":\"" phone "\""

static const char journal[] =
	EVENT(0, "phone.seen", "SEP001B54AA0001") "}\n"
	EVENT(1, "phone.leased", "SEP001B54AA0001") ",\"ip\":\"10.77.0.10\"}\n"
	EVENT(2, "phone.identified", "SEP001B54AA0001") ",\"model\":\"cisco-7945\",\"load\":\"SCCP45.8-3-3S\",\"source\":\"cdp\"}\n"
	EVENT(3, "phone.writing", "SEP001B54AA0001") ",\"load\":\"SCCP45.8-5-2S\"}\n"
	EVENT(4, "step.sent", "SEP001B54AA0001") ",\"load\":\"SCCP45.8-5-2S\"}\n"
	EVENT(5, "operator.model", "SEP001B54AA0002") ",\"model\":\"cisco-7911\"}\n"
	EVENT(6, "operator.target", "SEP001B54AA0002") ",\"load\":\"SCCP11.9-4-2SR3-1S\"}\n"
	EVENT(7, "power.started", "SEP001B54AA0002") "}\n"
	EVENT(8, "power.started", "SEP001B54AA0002") "}\n"
	EVENT(9, "step.sent", "SEP001B54AA0003") ",\"load\":\"SCCP45.8-5-2S\"}\n"
	EVENT(9, "step.rejected", "SEP001B54AA0003") ",\"load\":\"SCCP45.9-4-2SR3-1S\"}\n"
	EVENT(9, "step.rejected", "SEP001B54AA0002") ",\"load\":\"SCCP11.9-4-2SR3-1S\"}\n"
	EVENT(9, "operator.retry", "SEP001B54AA0002") "}\n";

START_TEST(read_again_it_is_the_same)
{
	struct bench first = { .config = NULL }, second = { .config = NULL };
	json_t *all;
	char *text, *line;

	put_file(journal);
	memory_read(&first, dirfd_);
	ck_assert_uint_eq(first.memory_count, 3);
	all = memory_snapshot(&first);
	json_object_set_new(all, "event", json_string("journal.continued"));
	text = json_dumps(all, JSON_COMPACT);
	ck_assert_int_gt(asprintf(&line, "%s\n", text), 0);
	put_file(line);
	memory_read(&second, dirfd_);
	ck_assert_uint_eq(second.memory_count, 3);
	for (size_t i = 0; i < 3; i++)
		ck_assert_int_eq(memcmp(&first.memory[i], &second.memory[i], sizeof(*first.memory)), 0);
	ck_assert_str_eq(second.memory[0].writing, "SCCP45.8-5-2S");
	ck_assert_str_eq(second.memory[0].sent, "SCCP45.8-5-2S");
	ck_assert_uint_eq(second.memory[1].power_cycles, 2);
	ck_assert_str_eq(second.memory[1].target, "SCCP11.9-4-2SR3-1S");
	ck_assert_str_eq(second.memory[1].rejected, "");
	ck_assert(second.memory[2].by_sent);
	ck_assert_str_eq(second.memory[2].rejected, "SCCP45.9-4-2SR3-1S");
	free(text);
	free(line);
	json_decref(all);
	registry_finish(&first);
	registry_finish(&second);
}
END_TEST

/* 400,000 lines about made-up devices push out none that matters. */
START_TEST(a_full_ledger_keeps_what_matters)
{
	struct settings config = { .devices = 4096 };
	struct bench b = { .config = &config };
	json_t *load = json_pack("{s:s, s:s}", "load", "SCCP45.8-5-2S", "time", "2026-01-01T00:00:03.000Z");
	json_t *ip = json_pack("{s:s}", "ip", "10.77.0.10");

	memory_note(&b, "phone.writing", "SEP001B54AA0001", load);
	for (unsigned i = 0; i < 3 * 4096; i++) {
		char name[NR_PHONE_NAME_SIZE];

		snprintf(name, sizeof(name), "SEP02000000%04X", i);
		memory_note(&b, "phone.seen", name, NULL);
		memory_note(&b, "phone.leased", name, ip);
	}
	ck_assert_uint_eq(b.ledger_count, 4096);
	ck_assert_str_eq(b.ledger[0].name, "SEP001B54AA0001");
	ck_assert_str_eq(b.ledger[0].writing, "SCCP45.8-5-2S");
	json_decref(load);
	json_decref(ip);
	registry_finish(&b);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("ledger");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, read_again_it_is_the_same);
	tcase_add_test(t, a_full_ledger_keeps_what_matters);
	return suite_run("ledger", t);
}
