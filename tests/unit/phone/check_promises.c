/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_promises.c -- a witness that cannot be talked round: random histories against the
 * real core, and a truth beside it that the core hears of by its doors only.
 *
 *	check_promises [-runs=N] [-seed=S] [-only=CHECK] [-strict] [-all] [-twice] [-list]
 *
 * -seed: the first of N seeds.  -only: this check alone.  -strict: what is known to be
 * broken counts too (known.h).  -all: go on after a failure, with one line
 * for each.  -twice: run each again, which must come out the same; else one in TWICE, and
 * each that broke.
 */
#include <config.h>

#include "tests/unit/phone/promises/history.h"
#include "tests/unit/phone/promises/promise.h"
#include "tests/unit/phone/promises/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define RUNS  2500
#define TWICE 50

struct options {
	unsigned long long runs, seed;
	bool strict, all, twice, list;
	const char *only;
};

static bool number(const char *arg, const char *key, unsigned long long *out)
{
	if (strncmp(arg, key, strlen(key)) != 0)
		return false;
	*out = strtoull(arg + strlen(key), NULL, 10);
	return true;
}

static bool read_options(struct options *o, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (number(argv[i], "-runs=", &o->runs) || number(argv[i], "-seed=", &o->seed))
			continue;
		if (strncmp(argv[i], "-only=", 6) == 0)
			o->only = argv[i] + 6;
		else if (strcmp(argv[i], "-strict") == 0)
			o->strict = true;
		else if (strcmp(argv[i], "-all") == 0)
			o->all = true;
		else if (strcmp(argv[i], "-twice") == 0)
			o->twice = true;
		else if (strcmp(argv[i], "-list") == 0)
			o->list = true;
		else
			return false;
	}
	return true;
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void report(struct history *h, const char *check)
{
	printf("seed %llu breaks '%s'; the shortest history:\n", (unsigned long long)h->seed,
	       check);
	history_shrink(h, check);
	history_print(h);
}

int main(int argc, char **argv)
{
	struct options o = { .runs = RUNS, .seed = 1 };
	unsigned long long failed = 0, run = 0;
	static struct history h;
	double began;

	if (!read_options(&o, argc, argv)) {
		fputs("usage: check_promises [-runs=N] [-seed=S] [-only=CHECK] [-strict] [-all] [-twice] [-list]\n",
		      stderr);
		return 2;
	}
	if (o.list) {
		promise_list();
		return 0;
	}
	promise_only(o.only);
	world_open();
	began = seconds();
	for (; run < o.runs && (o.all || !failed); run++) {
		const char *check;
		size_t at;

		h.strict = o.strict;
		history_make(&h, o.seed + run);
		check = history_run(&h, &at);
		if ((check || o.twice || run % TWICE == 0) && !history_same_again(&h)) {
			printf("seed %llu does not come out the same twice\n",
			       (unsigned long long)h.seed);
			failed++;
		}
		if (!check)
			continue;
		failed++;
		if (o.all) {
			history_shrink(&h, check);
			history_print_short(&h);
		} else {
			report(&h, check);
		}
	}
	printf("%llu histories from seed %llu, %llu broken, %.2f ms each\n", run, o.seed,
	       failed, (seconds() - began) * 1000 / (double)run);
	world_close();
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
