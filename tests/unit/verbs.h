/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_VERBS_H
#define TESTS_VERBS_H
/*
 * verbs.h -- a core for the test of one protocol plugin: it writes down what
 * the plugin sights and logs.  The program must be linked with -export-dynamic.
 */
#pragma GCC visibility push(default)    /* the plugin must find the verbs */
#include <netrecover/plugin.h>
#include <netrecover/protocol.h>
#pragma GCC visibility pop

struct nr_instance {
	void *data;
	struct ev_loop *loop;
	struct nr_bench bench;
	char log[4096], debug[4096], sights[8192];      /* lines */
};

/* The first protocol of a plugin that was just built; ends the test without it. */
const struct nr_protocol *verbs_load(const char *name);

#endif
