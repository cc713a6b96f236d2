/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_power.c -- when a phone's power is switched and when never; what the
 * command is told, and that it cannot harm the bench.  The bench's clock is the
 * test's; the commands are real.
 */
#include <config.h>

#include "core/base/clock.h"
#include "core/base/command.h"
#include "core/base/log.h"
#include "core/phone/download.h"
#include "core/phone/memory.h"
#include "core/phone/patience.h"
#include "core/phone/power.h"
#include "core/phone/recovery.h"
#include "core/phone/registry.h"
#include "core/phone/safety.h"
#include "core/serve/answer.h"

#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ASK 120000              /* the patience of a 7945 */
#define FLASH 600000

static int64_t now_ms = 1000000;

static int64_t test_now(void)
{
	return now_ms;
}

static const struct clock_ops test_clock = { test_now, test_now };

static char folder[] = "/tmp/netrecover-power-XXXXXX";
static struct plugins plugins;
static struct settings config;
static struct bench bench;
static char logged[16384];
static const struct nr_mac mac = { { 0x00, 0x1b, 0x54, 0xaa, 0x00, 0x01 } };
static const struct nr_mac other = { { 0x00, 0x1b, 0x54, 0xaa, 0x00, 0x02 } };

static void keep(int priority, const char *line, void *arg)
{
	size_t n = strlen(logged);

	(void)priority;
	(void)arg;
	snprintf(logged + n, sizeof(logged) - n, "%s\n", line);
}

static const char *in_folder(const char *name)
{
	static char path[128];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

static void write_script(const char *body)
{
	FILE *f = fopen(in_folder("cycle"), "we");

	ck_assert_ptr_nonnull(f);
	fprintf(f, "#!/bin/sh\ncd %s || exit 99\n%s\n", folder, body);
	ck_assert_int_eq(fclose(f), 0);
	ck_assert_int_eq(chmod(in_folder("cycle"), 0755), 0);
}

static const char *contents(const char *name)
{
	static char text[8192];
	FILE *f = fopen(in_folder(name), "re");
	size_t n = f ? fread(text, 1, sizeof(text) - 1, f) : 0;

	if (f)
		fclose(f);
	text[n] = '\0';
	return text;
}

static void configure(const char *set, const char *more)
{
	const char *sets[] = { set, more };
	char text[256];

	if (!set) {
		snprintf(text, sizeof(text), "bench.power-cycle=%s/cycle --at 'one word'", folder);
		sets[0] = text;
	}
	settings_finish(&config);
	ck_assert_int_eq(settings_load(&config, NULL, sets, more ? 2 : 1), 0);
	runner_finish(bench.runner);
	bench.runner = runner_new();
	ck_assert_int_eq(power_add_commands(&bench, bench.runner), 0);
	ck_assert_int_eq(runner_start(bench.runner, NULL, NULL), 0);
}

static void setup(void)
{
	int dirfd;

	clock_ops = &test_clock;
	logged[0] = '\0';
	log_set_sink(keep, NULL);
	snprintf(folder, sizeof(folder), "/tmp/netrecover-power-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(plugins_load(&plugins, NULL, (const char *const[]){ NULL }), 0);
	bench = (struct bench){ .config = &config, .plugins = &plugins, .guard = NR_GUARD_CLEAR };
	inet_pton(AF_INET, "10.77.0.1", &bench.wire.address);
	dirfd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	ck_assert_int_eq(journal_open(&bench.journal, dirfd, "bench", "run"), 0);
	close(dirfd);
	write_script("echo \"$*\" >>args; echo \"[$3] [$4]\" >>args; env | grep ^NETRECOVER_ >env; echo done");
	configure(NULL, NULL);
}

static void teardown(void)
{
	static const char *const names[] = { "cycle", "args", "env", "pid", "journal.jsonl" };

	power_say_end(&bench);
	runner_finish(bench.runner);
	registry_finish(&bench);
	journal_close(bench.journal);
	settings_finish(&config);
	plugins_finish(&plugins);
	for (size_t i = 0; i < NR_ARRAY_SIZE(names); i++)
		unlink(in_folder(names[i]));
	rmdir(folder);
}

/* -- a phone -------------------------------------------------------------------- */

static void sight(const struct nr_mac *who, enum nr_source source, enum nr_fact fact, const char *text)
{
	struct nr_fact_value facts[] = { { fact, text }, { NR_FACT_END, NULL } };
	struct nr_sighting s = { .source = source, .mac = who, .facts = facts };

	inet_pton(AF_INET, who == &mac ? "10.77.0.10" : "10.77.0.11", &s.addr);
	ck_assert_ptr_nonnull(recovery_sight(&bench, &s));
}

static struct phone *phone(const struct nr_mac *who)
{
	return registry_get(&bench, who);
}

static void boots(const struct nr_mac *who)
{
	sight(who, NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone CP-7945G");
	sight(who, NR_SOURCE_DHCP, NR_FACT_BOOT, "discover");
}

static void tick_after(int64_t ms)
{
	now_ms += ms;
	patience_tick(&bench);
	runner_tick(bench.runner);
	power_tick(&bench);
}

static bool runs(void)
{
	return runner_runs(bench.runner, bench.power.job);
}

/* Until the command has ended, in real time; the bench's clock stands. */
static void until_ended(void)
{
	const struct timespec pause = { 0, 5000000 };

	for (int i = 0; i < 4000 && runs(); i++) {
		nanosleep(&pause, NULL);
		runner_tick(bench.runner);
		power_tick(&bench);
	}
	ck_assert_msg(!runs(), "the command did not end");
}

static void stall(const struct nr_mac *who)
{
	boots(who);
	tick_after(ASK + 1000);
	ck_assert_int_eq(phone(who)->state, PHONE_STALLED);
	ck_assert_msg(!runs(), "at once");
}

/* -- words ---------------------------------------------------------------------- */

START_TEST(words)
{
	struct command c;
	char text[COMMAND_TEXT + 1];

	ck_assert_ptr_null(command_read(&c, " snmpset  -v2c\t'a b'\"c d\" '' x"));
	ck_assert_uint_eq(c.count, 5);
	ck_assert_str_eq(c.word[0], "snmpset");
	ck_assert_str_eq(c.word[1], "-v2c");
	ck_assert_str_eq(c.word[2], "a bc d");
	ck_assert_str_eq(c.word[3], "");
	ck_assert_str_eq(c.word[4], "x");
	ck_assert_ptr_null(command_read(&c, "it\"'\"s $HOME;|&"));
	ck_assert_str_eq(c.word[0], "it's");
	ck_assert_str_eq(c.word[1], "$HOME;|&");
	ck_assert_str_eq(command_read(&c, "a 'b"), "has a quote that is not closed");
	ck_assert_str_eq(command_read(&c, "  "), "names no command");
	ck_assert_str_eq(command_read(&c, "'' a"), "names no command");
	memset(text, 'a', sizeof(text) - 1);
	text[COMMAND_TEXT] = '\0';
	ck_assert_str_eq(command_read(&c, text), "is too long");
	text[COMMAND_TEXT - 1] = '\0';
	ck_assert_ptr_null(command_read(&c, text));
	for (size_t i = 1; i < COMMAND_TEXT - 1; i += 2)
		text[i] = ' ';
	ck_assert_str_eq(command_read(&c, text), "has too many words");
}
END_TEST

START_TEST(nonsense_is_an_error_at_the_start)
{
	static const char *const sets[] = { "bench.power-cycle=a 'b", "phone.SEP001B54AA0001.power-cycle=\"" };

	settings_finish(&config);
	ck_assert_int_eq(settings_load(&config, NULL, sets, 2), -EINVAL);
	ck_assert_uint_eq(config.ini.errors.count, 2);
	ck_assert_msg(strstr(config.ini.errors.line[0], "has a quote that is not closed"), "%s",
		      config.ini.errors.line[0]);
}
END_TEST

static char missing[256];

static void note_missing(const char *command, const char *why, void *arg)
{
	(void)arg;
	snprintf(missing, sizeof(missing), "%s: %s", command, why);
}

START_TEST(missing_commands_are_told)
{
	ck_assert_uint_eq(power_check(&bench, note_missing, NULL), 0);
	configure("bench.power-cycle=no-such-command-here -x", "phone.SEP001B54AA0001.power-cycle=/dev/null");
	ck_assert_uint_eq(power_check(&bench, note_missing, NULL), 2);
	ck_assert_str_eq(missing, "/dev/null: Permission denied");
	configure("bench.power-cycle=no-such-command-here -x", "phone.SEP001B54AA0001.power-cycle=no");
	ck_assert_uint_eq(power_check(&bench, note_missing, NULL), 1);
	ck_assert_str_eq(missing, "no-such-command-here: No such file or directory");
	configure("bench.power-cycle=sh -c true", NULL);
	ck_assert_uint_eq(power_check(&bench, note_missing, NULL), 0);
}
END_TEST

/* -- when ----------------------------------------------------------------------- */

START_TEST(stalled_phone_is_switched)
{
	configure(NULL, "phone.SEP001B54AA0001.switch-port=Gi0/3");
	stall(&mac);
	tick_after(ASK / 4 + 1000);
	ck_assert(runs());
	ck_assert(power_busy(&bench, phone(&mac)));
	ck_assert_int_eq(answer_lease(&bench, phone(&mac)), NR_IGNORE);
	until_ended();
	ck_assert_int_eq(answer_lease(&bench, phone(&mac)), NR_SERVE);
	ck_assert_str_eq(contents("args"), "--at one word 00:1b:54:aa:00:01 Gi0/3\n[00:1b:54:aa:00:01] [Gi0/3]\n");
	contents("env");
	ck_assert_ptr_nonnull(strstr(contents("env"), "NETRECOVER_MAC=00:1b:54:aa:00:01\n"));
	ck_assert_ptr_nonnull(strstr(contents("env"), "NETRECOVER_PHONE=SEP001B54AA0001\n"));
	ck_assert_ptr_nonnull(strstr(contents("env"), "NETRECOVER_IP=10.77.0.10\n"));
	ck_assert_ptr_nonnull(strstr(contents("env"), "NETRECOVER_CODE=NR-NOTFTP\n"));
	ck_assert_ptr_nonnull(strstr(contents("env"), "NETRECOVER_PORT=Gi0/3\n"));
	ck_assert_ptr_nonnull(strstr(contents("env"), "NETRECOVER_SWITCH=\n"));
	ck_assert_ptr_nonnull(strstr(contents("journal.jsonl"), "\"event\":\"power.started\""));
	ck_assert_ptr_nonnull(strstr(contents("journal.jsonl"),
				     "\"event\":\"power.done\",\"phone\":\"SEP001B54AA0001\",\"status\":0"));
	ck_assert_ptr_nonnull(strstr(logged, "power-cycle: says: done"));
}
END_TEST

START_TEST(off_by_default)
{
	settings_finish(&config);
	ck_assert_int_eq(settings_load(&config, NULL, NULL, 0), 0);
	stall(&mac);
	tick_after(10 * FLASH);
	ck_assert(!runs());
}
END_TEST

START_TEST(not_for_this_phone)
{
	configure(NULL, "phone.SEP001B54AA0001.power-cycle=no");
	stall(&mac);
	tick_after(10 * FLASH);
	ck_assert(!runs());
}
END_TEST

START_TEST(not_before_it_is_stalled)
{
	boots(&mac);
	for (int i = 0; i < 100; i++) {
		tick_after(ASK / 2);
		ck_assert(!runs());
		boots(&mac);
	}
}
END_TEST

/* It has an image and was not seen to start again: it may write, however long. */
START_TEST(never_while_it_may_write)
{
	boots(&mac);
	now_ms += 1000;
	download_image(&bench, phone(&mac));
	tick_after(ASK + 1000);
	ck_assert_int_eq(phone(&mac)->state, PHONE_STALLED);
	ck_assert_str_eq(safety_advice(phone(&mac)), "do not unplug");
	for (int i = 0; i < 100; i++) {
		tick_after(FLASH);
		ck_assert(!runs());
	}
	ck_assert_str_eq(safety_advice(phone(&mac)), "do not unplug");
}
END_TEST

/* It started again and hangs: time alone never makes it safe, */
START_TEST(hangs_after_flash)
{
	boots(&mac);
	download_image(&bench, phone(&mac));
	now_ms += 100000;
	boots(&mac);
	for (int i = 0; i < 100; i++) {
		tick_after(FLASH);
		ck_assert(!runs());
	}
	ck_assert_int_eq(phone(&mac)->state, PHONE_STALLED);
	ck_assert_str_eq(safety_advice(phone(&mac)), "do not unplug");
}
END_TEST

/* ... but the start does, of a model that is known to write before it restarts. */
START_TEST(hangs_after_its_only_start)
{
	struct nr_model model;

	boots(&mac);
	model = *phone(&mac)->belief.model;
	model.boot_ends_writing = true;
	phone(&mac)->belief.model = &model;
	download_image(&bench, phone(&mac));
	now_ms += 100000;
	boots(&mac);
	ck_assert_str_eq(safety_advice(phone(&mac)), "safe to unplug");
	phone(&mac)->belief.model = &model;
	tick_after(ASK + 1000);
	tick_after(ASK);
	ck_assert(runs());
	until_ended();
}
END_TEST

/* A replan forgets what was fetched, but not that the phone may write it. */
START_TEST(never_after_a_replan)
{
	boots(&mac);
	now_ms += 1000;
	download_image(&bench, phone(&mac));
	recovery_hold(&bench, phone(&mac), true);
	recovery_hold(&bench, phone(&mac), false);
	tick_after(ASK + 1000);
	ck_assert_int_eq(phone(&mac)->state, PHONE_STALLED);
	tick_after(10 * FLASH);
	ck_assert(!runs());
}
END_TEST

START_TEST(never_when_held_or_asking_elsewhere)
{
	stall(&mac);
	recovery_hold(&bench, phone(&mac), true);
	tick_after(10 * FLASH);
	ck_assert(!runs());
	recovery_hold(&bench, phone(&mac), false);
	sight(&mac, NR_SOURCE_ARP, NR_FACT_SERVER, "10.10.1.5");
	tick_after(ASK + 1000);
	ck_assert_int_eq(phone(&mac)->state, PHONE_STALLED);
	tick_after(10 * FLASH);
	ck_assert(!runs());
}
END_TEST

START_TEST(never_when_the_guard_is_tripped)
{
	stall(&mac);
	bench.guard = NR_GUARD_TRIPPED;
	tick_after(10 * FLASH);
	ck_assert(!runs());
}
END_TEST

START_TEST(three_times_apart)
{
	stall(&mac);
	for (unsigned i = 1; i <= 3; i++) {
		tick_after(ASK / 4 + 1000);
		ck_assert_uint_eq(phone(&mac)->power.count, i);
		until_ended();
		tick_after(540000);
		ck_assert_msg(!runs(), "within ten minutes");
		tick_after(i < 3 ? 30000 : 100 * FLASH);
		ck_assert(!runs());
	}
	ck_assert_ptr_nonnull(strstr(logged, "that was the last of 3 times"));
}
END_TEST

/* ... also over a restart of the bench. */
START_TEST(three_times_are_remembered)
{
	int dirfd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	stall(&mac);
	tick_after(ASK / 4 + 1000);
	until_ended();
	registry_finish(&bench);
	memory_read(&bench, dirfd);
	close(dirfd);
	boots(&mac);
	ck_assert_uint_eq(phone(&mac)->power.count, 1);
	tick_after(ASK + 1000);
	tick_after(ASK);
	ck_assert_msg(!runs(), "within ten minutes of a start");
}
END_TEST

START_TEST(one_at_a_time)
{
	write_script("while [ -e pid ]; do sleep 0.02; done");
	ck_assert_int_eq(close(creat(in_folder("pid"), 0600)), 0);
	boots(&other);
	stall(&mac);
	tick_after(ASK / 4 + 1000);
	ck_assert(power_busy(&bench, phone(&other)));
	ck_assert(!power_busy(&bench, phone(&mac)));
	tick_after(60000);
	ck_assert_uint_eq(phone(&mac)->power.count, 0);
	ck_assert_int_eq(unlink(in_folder("pid")), 0);
	for (int i = 0; i < 4000 && phone(&mac)->power.count == 0; i++) {
		const struct timespec pause = { 0, 5000000 };

		nanosleep(&pause, NULL);
		runner_tick(bench.runner);
		power_tick(&bench);
	}
	ck_assert(power_busy(&bench, phone(&mac)));
	until_ended();
	ck_assert_uint_eq(phone(&other)->power.count, 1);
}
END_TEST

/* What is not known of a phone is no reason to switch it. */
START_TEST(never_when_not_seen_to_start)
{
	boots(&mac);
	download_image(&bench, phone(&mac));
	registry_forget(&bench, phone(&mac));
	sight(&mac, NR_SOURCE_CDP, NR_FACT_PLATFORM, "Cisco IP Phone 7945");
	tick_after(ASK + 1000);
	ck_assert_int_eq(phone(&mac)->state, PHONE_STALLED);
	tick_after(10 * FLASH);
	ck_assert(!runs());
}
END_TEST

/* -- commands that behave badly ----------------------------------------------------- */

static bool alive(pid_t pid)
{
	char path[64], text[512] = "";
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	f = fopen(path, "re");
	if (!f)
		return false;
	text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
	fclose(f);
	return !strstr(text, ") Z ");
}

/* It ignores SIGTERM and has a child: both go. */
START_TEST(hanging_command_is_ended)
{
	const struct timespec pause = { 0, 5000000 };
	pid_t grandchild = 0;

	write_script("trap '' TERM; sleep 1000 & echo $! >pid; wait; wait; sleep 1000");
	stall(&mac);
	tick_after(ASK / 4 + 1000);
	for (int i = 0; i < 4000 && grandchild == 0; i++) {
		nanosleep(&pause, NULL);
		grandchild = (pid_t)strtol(contents("pid"), NULL, 10);
	}
	ck_assert_int_gt(grandchild, 0);
	tick_after(119000);
	ck_assert(runs());
	tick_after(1000);
	ck_assert_ptr_nonnull(strstr(logged, "takes longer than 120 s"));
	tick_after(5000);
	until_ended();
	for (int i = 0; i < 4000 && alive(grandchild); i++)
		nanosleep(&pause, NULL);
	ck_assert_msg(!alive(grandchild), "its child is left");
	ck_assert_ptr_nonnull(strstr(logged, "was ended by signal"));
	ck_assert_ptr_nonnull(strstr(contents("journal.jsonl"), "\"event\":\"power.failed\""));
}
END_TEST

START_TEST(chatter_is_cut)
{
	write_script("i=0; while [ $i -lt 3000 ]; do echo line $i 'with a \a bell'; i=$((i + 1)); done; exit 3");
	stall(&mac);
	tick_after(ASK / 4 + 1000);
	until_ended();
	ck_assert_ptr_nonnull(strstr(logged, "says: line 19"));
	ck_assert_ptr_null(strstr(logged, "says: line 20"));
	ck_assert_ptr_nonnull(strstr(logged, "says more"));
	ck_assert_ptr_null(strchr(logged, '\a'));
	ck_assert_ptr_nonnull(strstr(logged, "failed with status 3"));
	ck_assert_ptr_nonnull(strstr(contents("journal.jsonl"), "\"status\":3"));
}
END_TEST

/* It has nothing of the bench but its output, and reads nothing. */
START_TEST(closed_world)
{
	write_script("ls /proc/self/fd | wc -l >args; cat >>args; echo ok >>args");
	stall(&mac);
	tick_after(ASK / 4 + 1000);
	until_ended();
	/* 0, 1, 2, and the folder that ls itself reads. */
	ck_assert_str_eq(contents("args"), "4\nok\n");
}
END_TEST

START_TEST(vanished_command)
{
	stall(&mac);
	ck_assert_int_eq(unlink(in_folder("cycle")), 0);
	tick_after(ASK / 4 + 1000);
	until_ended();
	ck_assert_uint_eq(phone(&mac)->power.count, 1);
	ck_assert_ptr_nonnull(strstr(logged, "No such file or directory"));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("power");
	TCase *t = tcase_create("power");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, words);
	tcase_add_test(t, nonsense_is_an_error_at_the_start);
	tcase_add_test(t, missing_commands_are_told);
	tcase_add_test(t, stalled_phone_is_switched);
	tcase_add_test(t, off_by_default);
	tcase_add_test(t, not_for_this_phone);
	tcase_add_test(t, not_before_it_is_stalled);
	tcase_add_test(t, never_while_it_may_write);
	tcase_add_test(t, hangs_after_flash);
	tcase_add_test(t, hangs_after_its_only_start);
	tcase_add_test(t, never_after_a_replan);
	tcase_add_test(t, never_when_held_or_asking_elsewhere);
	tcase_add_test(t, never_when_the_guard_is_tripped);
	tcase_add_test(t, three_times_apart);
	tcase_add_test(t, three_times_are_remembered);
	tcase_add_test(t, one_at_a_time);
	tcase_add_test(t, never_when_not_seen_to_start);
	tcase_add_test(t, hanging_command_is_ended);
	tcase_add_test(t, chatter_is_cut);
	tcase_add_test(t, closed_world);
	tcase_add_test(t, vanished_command);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? 1 : 0;
}
