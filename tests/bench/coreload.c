/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * coreload.c -- what one event costs the core, with many phones and many models, in simulated
 * time: no network, no sleep.  The plugins' sightings are made here as plugins/dhcp and
 * plugins/pcap make them.
 *
 *	coreload [-m TIMES] [-j FILE] PHONES...
 *
 * For each number of phones: how long, in nanoseconds of processor time,
 *	new	the first DISCOVER of a phone, its REQUEST, its lease, and its announcement by CDP
 *	known	the same of one that starts again
 *	tick	one second of the bench, per phone, while nothing happens
 * and how many bytes a phone takes.  -m: every model TIMES times, under other names, for a bench with
 * TIMES as many models.  -j: with a journal in this folder.
 */
#include <config.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/phone/deed.h"
#include "core/phone/patience.h"
#include "core/phone/power.h"
#include "core/phone/recovery.h"
#include "core/phone/registry.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static int64_t now_ms = 1000000;

static int64_t now(void)
{
	return now_ms;
}

static void quiet(int priority, const char *line, void *arg)
{
	(void)priority;
	(void)line;
	(void)arg;
}

static int64_t cpu_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* More models: the same rows under other names, each text a copy, so that nothing is shared. */
static char *other(const char *text, unsigned n)
{
	char *copy = malloc(strlen(text) + 16), *digits;

	if (!copy)
		abort();
	memcpy(copy, text, strlen(text) + 1);
	/* the number of the model, if it has one */
	digits = strpbrk(copy, "6789");
	if (digits)
		*digits = (char)('A' + n % 26);
	if (digits && n >= 26)
		digits[1] = (char)('A' + n / 26);
	return copy;
}

static struct nr_match *other_rows(const struct nr_match *rows, unsigned n)
{
	size_t count = 0;
	struct nr_match *copy;

	while (rows[count].fact != NR_FACT_END)
		count++;
	copy = calloc(count + 1, sizeof(*copy));
	if (!copy)
		abort();
	for (size_t i = 0; i < count; i++) {
		copy[i] = rows[i];
		copy[i].glob = other(rows[i].glob, n);
		if (copy[i].and_glob)
			copy[i].and_glob = other(rows[i].and_glob, n);
	}
	return copy;
}

static void multiply(struct plugins *p, unsigned times)
{
	size_t n = p->model_count;
	struct plugin_model **all = calloc(n * times, sizeof(*all));

	if (!all)
		abort();
	for (unsigned t = 0; t < times; t++)
		for (size_t i = 0; i < n; i++) {
			struct plugin_model *m = all[t * n + i] = calloc(1, sizeof(*m));

			*m = *p->model[i];
			if (t == 0)
				continue;
			m->model.matches = other_rows(m->model.matches, t);
			m->model.type += 10000 * t;
		}
	p->model = all;
	p->model_count = n * times;
}

/* -- what is seen -------------------------------------------------------------------------- */

static struct nr_mac number(unsigned i)
{
	return (struct nr_mac){ { 0x00, 0x1b, 0x54, (uint8_t)(i >> 16), (uint8_t)(i >> 8), (uint8_t)i } };
}

static struct in_addr address(unsigned i)
{
	return (struct in_addr){ htonl(0x0a000100u + i) };
}

static void see(struct bench *b, unsigned i, enum nr_source source, struct in_addr addr,
		const struct nr_fact_value *facts)
{
	struct nr_mac mac = number(i);
	struct nr_sighting s = { .source = source, .mac = &mac, .addr = addr, .facts = facts };

	if (!recovery_sight(b, &s))
		abort();
}

static void starts(struct bench *b, unsigned i)
{
	struct nr_mac mac = number(i);
	char host[20], text[INET_ADDRSTRLEN];
	struct in_addr own = address(i), none = { INADDR_ANY };
	struct nr_fact_value discover[] = {
		{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone CP-7945G" }, { NR_FACT_HOST_NAME, host },
		{ NR_FACT_WANTS_SERVER, "150" }, { NR_FACT_BOOT, "discover" }, { NR_FACT_END, NULL } };
	struct nr_fact_value request[] = {
		{ NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone CP-7945G" }, { NR_FACT_HOST_NAME, host },
		{ NR_FACT_WANTS_SERVER, "150" }, { NR_FACT_BOOT, "request" }, { NR_FACT_END, NULL } };
	struct nr_fact_value cdp[] = {
		{ NR_FACT_PLATFORM, "Cisco IP Phone 7945" }, { NR_FACT_LOAD, "SCCP45.9-4-2SR3-1S" },
		{ NR_FACT_DEVICE_NAME, host }, { NR_FACT_END, NULL } };

	snprintf(host, sizeof(host), "SEP001B54%06X", i);
	see(b, i, NR_SOURCE_DHCP, none, discover);
	see(b, i, NR_SOURCE_DHCP, none, request);
	see(b, i, NR_SOURCE_DHCP, own, NULL);
	deed_leased(b, registry_get(b, &mac), inet_ntop(AF_INET, &own, text, sizeof(text)));
	see(b, i, NR_SOURCE_CDP, none, cdp);
	if (i % 64 == 63)
		journal_flush(b->journal);      /* a turn of the loop */
}

static void measure(struct plugins *p, struct settings *config, const char *folder, unsigned phones)
{
	struct bench b = { .config = config, .plugins = p, .guard = NR_GUARD_CLEAR };
	int dirfd = folder ? open(folder, O_RDONLY | O_DIRECTORY) : -1;
	unsigned ticks = phones < 1000000 ? 1000000 / phones : 1;
	size_t before;
	int64_t t[4];

	inet_pton(AF_INET, "10.0.0.1", &b.wire.address);
	if (folder && journal_open(&b.journal, dirfd, "bench", "run") < 0)
		exit(1);
	if (b.journal)
		journal_batch(b.journal, true);
	plugins_rows(p);
	before = mallinfo2().uordblks + mallinfo2().hblkhd;
	t[0] = cpu_ns();
	for (unsigned i = 0; i < phones; i++, now_ms += 1)
		starts(&b, i);
	t[1] = cpu_ns();
	for (unsigned i = 0; i < phones; i++, now_ms += 1)
		starts(&b, i);
	t[2] = cpu_ns();
	for (unsigned i = 0; i < ticks; i++, now_ms += 1000) {
		patience_tick(&b);
		power_tick(&b);
	}
	t[3] = cpu_ns();
	printf("%8u phones %5zu models: new %6lld ns  known %6lld ns  tick %5.1f ns/phone  %5zu bytes/phone\n", phones,
	       p->model_count, (long long)(t[1] - t[0]) / phones, (long long)(t[2] - t[1]) / phones,
	       (double)(t[3] - t[2]) / ticks / phones,
	       (size_t)(mallinfo2().uordblks + mallinfo2().hblkhd - before) / phones);
	fflush(stdout);
	if (b.phone_count != phones)
		printf("         only %zu are known\n", b.phone_count);
	registry_finish(&b);
	journal_close(b.journal);
	if (dirfd >= 0)
		close(dirfd);
}

int main(int argc, char **argv)
{
	static const struct clock_ops simulated = { now, now };
	const char *folder = NULL;
	struct settings config;
	struct plugins plugins;
	unsigned times = 1;
	int o;

	while ((o = getopt(argc, argv, "m:j:")) != -1)
		if (o == 'm')
			times = (unsigned)strtoul(optarg, NULL, 10);
		else if (o == 'j')
			folder = optarg;
		else
			return 2;
	log_set_sink(quiet, NULL);
	if (plugins_load(&plugins, NULL, (const char *const[]){ NULL }) < 0 || plugins.model_count == 0 ||
	    settings_load(&config, NULL, NULL, 0) < 0 || times < 1) {
		fprintf(stderr, "coreload: no models: set NETRECOVER_PLUGIN_PATH\n");
		return 1;
	}
	clock_ops = &simulated;
	multiply(&plugins, times);
	for (; optind < argc; optind++)
		measure(&plugins, &config, folder, (unsigned)strtoul(argv[optind], NULL, 10));
	return 0;
}
