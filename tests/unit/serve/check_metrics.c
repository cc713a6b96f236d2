/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_metrics.c -- the file of the node exporter: what is in it, and that it is always whole. */
#include <config.h>

#include "core/serve/metrics.h"
#include "tests/unit/phone/life.h"
#include "tests/unit/suite.h"

#include <fcntl.h>
#include <unistd.h>

static char path[300];
static struct metrics m;

static void begin(void)
{
	setup();
	bench.guard = NR_GUARD_ASKING;
	config.name = "bench-2";
	snprintf(bench.wire.interface, sizeof(bench.wire.interface), "eth1");
	snprintf(path, sizeof(path), "%s/netrecover.prom", folder);
	m = (struct metrics){ .path = path };
}

static const char *content(void)
{
	static char text[8000];
	int fd = open(path, O_RDONLY);
	ssize_t n = read(fd, text, sizeof(text) - 1);

	close(fd);
	ck_assert_int_gt(n, 0);
	text[n] = '\0';
	return text;
}

static bool says(const char *line)
{
	return strstr(content(), line) != NULL;
}

START_TEST(counts_phones)
{
	metrics_tick(&m, &bench);
	ck_assert(says("\nnetrecover_phones{bench=\"bench-2\",state=\"planned\"} 0\n"));
	ck_assert(says("\nnetrecover_up{bench=\"bench-2\"} 1\n"));
	ck_assert(says("\nnetrecover_guard{bench=\"bench-2\",state=\"asking\"} 1\n"));
	back(OLD);
	now_ms += 1000;
	bench.changed_at = now_ms;
	metrics_tick(&m, &bench);
	ck_assert(says("\nnetrecover_phones{bench=\"bench-2\",state=\"planned\"} 1\n"));
	ck_assert(says("\nnetrecover_phones_writing{bench=\"bench-2\"} 0\n"));
	config_names(STONE);
	takes_load(STONE, "8-5-2");
	metrics_end(&m, &bench);
	ck_assert(says("\nnetrecover_phones{bench=\"bench-2\",state=\"sent\"} 1\n"));
	ck_assert(says("\nnetrecover_phones_writing{bench=\"bench-2\"} 1\n"));
	ck_assert(says("\nnetrecover_up{bench=\"bench-2\"} 0\n"));
}
END_TEST

/* Each name has its HELP and TYPE before its first sample, and a sample is name, labels, number. */
START_TEST(is_in_the_format)
{
	static char text[8000];
	char name[64] = "", label[200], kind[16];
	unsigned samples = 0;

	back(OLD);
	metrics_tick(&m, &bench);
	snprintf(text, sizeof(text), "%s", content());
	for (char *rest = text, *line = strsep(&rest, "\n"); line && line[0]; line = strsep(&rest, "\n")) {
		char n[64];
		long long value;

		if (sscanf(line, "# TYPE %63s %15s", n, kind) == 2) {
			ck_assert_str_eq(kind, "gauge");
			snprintf(name, sizeof(name), "%s", n);
		} else if (line[0] != '#') {
			ck_assert_int_eq(sscanf(line, "%63[a-z_]{%199[^}]} %lld", n, label, &value), 3);
			ck_assert_str_eq(n, name);
			samples++;
		}
	}
	ck_assert_uint_ge(samples, 20);
}
END_TEST

/* When nothing has changed it is a sign of life, and no more. */
START_TEST(writes_when_there_is_news)
{
	metrics_tick(&m, &bench);
	ck_assert_int_eq(unlink(path), 0);
	now_ms += 1000;
	metrics_tick(&m, &bench);
	ck_assert_int_lt(access(path, F_OK), 0);
	now_ms += METRICS_EVERY_MS;
	metrics_tick(&m, &bench);
	ck_assert_int_eq(access(path, F_OK), 0);
}
END_TEST

/* A reader never sees half of it, nor do we follow a link that lies in the way. */
START_TEST(replaced_as_a_whole)
{
	char part[320], victim[320];

	snprintf(part, sizeof(part), "%s.part", path);
	snprintf(victim, sizeof(victim), "%s/victim", folder);
	ck_assert_int_eq(symlink(victim, part), 0);
	metrics_tick(&m, &bench);
	ck_assert(says("netrecover_up"));
	ck_assert_int_lt(access(victim, F_OK), 0);
	ck_assert_int_lt(access(part, F_OK), 0);
}
END_TEST

START_TEST(a_folder_that_is_not_there)
{
	m.path = "/nowhere/at/all.prom";
	metrics_tick(&m, &bench);
	ck_assert(m.failed);
	m.path = NULL;
	metrics_tick(&m, &bench);
	metrics_end(&m, &bench);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("file");

	tcase_add_checked_fixture(t, begin, teardown);
	tcase_add_test(t, counts_phones);
	tcase_add_test(t, is_in_the_format);
	tcase_add_test(t, writes_when_there_is_news);
	tcase_add_test(t, replaced_as_a_whole);
	tcase_add_test(t, a_folder_that_is_not_there);
	return suite_run("metrics", t);
}
