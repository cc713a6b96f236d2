/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * life.c -- see life.h.
 */
#include <config.h>

#include "tests/unit/phone/life.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/phone/deed.h"
#include "core/phone/recovery.h"
#include "core/phone/registry.h"
#include "core/serve/answer.h"

#include <arpa/inet.h>
#include <check.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int64_t now_ms = 1000000;

static int64_t test_now(void)
{
	return now_ms;
}

int64_t wall_ahead_ms;

static int64_t test_wall(void)
{
	return now_ms + wall_ahead_ms;
}

static const struct clock_ops test_clock = { test_now, test_wall };

char folder[] = "/tmp/netrecover-recovery-XXXXXX";
struct plugins plugins;
struct settings config;
struct library library;
struct xmldefault defaults;
struct bench bench;
const struct nr_mac mac = { { 0x00, 0x1b, 0x54, 0xaa, 0x00, 0x01 } };

/* -- the world of one test ----------------------------------------------------- */

void make_library(const char *const *loads)
{
	char program[512];
	const char *argv[16] = { program, "-d", "-s", "64", "-o", folder };
	const char *top = getenv("top_builddir");
	int n = 6, status;
	pid_t pid;

	snprintf(program, sizeof(program), "%s/netrecover-firmware", top ? top : ".");
	while (*loads)
		argv[n++] = *loads++;
	pid = fork();
	if (pid == 0) {
		union { const char **in; char *const *out; } cast = { .in = argv };

		execv(program, cast.out);
		_exit(127);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
}

static void quiet(int priority, const char *line, void *arg)
{
	(void)priority;
	(void)arg;
	if (getenv("VERBOSE"))
		fprintf(stderr, "%s\n", line);
}

void setup_with(const char *const *loads, const char *goal)
{
	static const char xml[] = "<Default><callManagerGroup/><loadInformation435 model=\"Cisco 7945\">"
				  "%s</loadInformation435></Default>";
	char text[512];

	clock_ops = &test_clock;
	wall_ahead_ms = 0;
	log_set_sink(quiet, NULL);
	snprintf(folder, sizeof(folder), "/tmp/netrecover-recovery-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	make_library(loads);
	ck_assert_int_eq(plugins_load(&plugins, NULL, (const char *const[]){ NULL }), 0);
	ck_assert_int_eq(settings_load(&config, NULL, NULL, 0), 0);
	ck_assert_int_eq(library_open(&library, folder, &plugins), 0);
	snprintf(text, sizeof(text), xml, goal);
	ck_assert_int_eq(xmldefault_parse(&defaults, "XMLDefault.cnf.xml", text, strlen(text)), 0);
	bench = (struct bench){ .config = &config, .plugins = &plugins, .library = &library,
				.xmldefault = &defaults, .guard = NR_GUARD_CLEAR };
	inet_pton(AF_INET, "10.77.0.1", &bench.wire.address);
}

void setup(void)
{
	setup_with((const char *const[]){ STONE, MIDDLE, GOAL, NULL }, GOAL);
}

int remove_entry(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

void teardown(void)
{
	registry_finish(&bench);
	xmldefault_finish(&defaults);
	library_close(&library);
	settings_finish(&config);
	plugins_finish(&plugins);
	nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

int journal_begins(void)
{
	int dirfd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	ck_assert_int_eq(journal_open(&bench.journal, dirfd, "bench", "run"), 0);
	return dirfd;
}

void journal_ends(int dirfd)
{
	journal_close(bench.journal);
	bench.journal = NULL;
	close(dirfd);
}

/* -- what a phone does --------------------------------------------------------- */

struct phone *the_phone(void)
{
	return registry_get(&bench, &mac);
}

void sight(enum nr_source source, enum nr_fact fact, const char *text, enum nr_fact fact2,
	   const char *text2)
{
	struct nr_fact_value facts[] = { { fact, text }, { fact2, text2 }, { NR_FACT_END, NULL } };
	struct nr_sighting s = { .source = source, .mac = &mac, .facts = facts };

	ck_assert_ptr_nonnull(recovery_sight(&bench, &s));
}

void cdp(const char *load)
{
	sight(NR_SOURCE_CDP, NR_FACT_PLATFORM, "Cisco IP Phone 7945", NR_FACT_LOAD, load);
}

void boots(const char *class)
{
	now_ms += 60000;
	sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, class, NR_FACT_BOOT, "discover");
}

void back(const char *load)
{
	boots(CLASS);
	cdp(load);
}

void registers(void)
{
	sight(NR_SOURCE_TCP, NR_FACT_REGISTERS, "sccp", NR_FACT_END, NULL);
}

bool asks(const char *name, struct nr_file *f)
{
	if (answer_file(&bench, the_phone(), name, f) == NR_SERVE) {
		deed_started(&bench, the_phone(), "tftp", f->name, f->size);
		return true;
	}
	deed_refused(&bench, the_phone(), name);
	return false;
}

void receives(struct nr_file *f)
{
	deed_sent(&bench, the_phone(), "tftp", f->name, f->size, f->size);
	answer_close(&bench, f);
}

bool takes(const char *name)
{
	struct nr_file f;
	bool served;

	sight(NR_SOURCE_TFTP, NR_FACT_FILE_WANTED, name, NR_FACT_END, NULL);
	served = asks(name, &f);
	if (served)
		receives(&f);
	now_ms += 1000;
	return served;
}

void config_names(const char *load)
{
	struct nr_file f;
	char text[8192], want[128];

	ck_assert(asks(CONFIG, &f));
	ck_assert_uint_lt(f.size, sizeof(text));
	memcpy(text, f.data, f.size);
	text[f.size] = '\0';
	receives(&f);
	snprintf(want, sizeof(want), "<loadInformation>%s</loadInformation>", load ? load : "");
	if (load)
		ck_assert_msg(strstr(text, want), "no %s in:\n%s", want, text);
	else
		ck_assert_msg(!strstr(text, "<loadInformation>S"), "names a load:\n%s", text);
}

void takes_images(const char *build)
{
	static const char *const image[] = { "jar45sccp", "cnu45", "apps45", "dsp45", "cvm45sccp" };
	char name[64];

	for (size_t i = 0; i < 5; i++) {
		snprintf(name, sizeof(name), "%s.%s.sbn", image[i], build);
		ck_assert_msg(takes(name), "%s was not served", name);
	}
}

void takes_load(const char *load, const char *build)
{
	char list[80];

	snprintf(list, sizeof(list), "%s.loads", load);
	ck_assert_msg(takes(list), "%s was not served", list);
	ck_assert_int_eq(the_phone()->state, PHONE_SERVING);
	takes_images(build);
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
}
