/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_VERBS_H
#define TESTS_VERBS_H
/*
 * verbs.h -- a core for the test of one protocol plugin: it writes down what
 * the plugin sights and logs.  The program must be linked with -export-dynamic.
 */
#pragma GCC visibility push(default)    /* the plugin must find the verbs */
#include <netrecover/plugin.h>
#include <netrecover/protocol.h>
#include <stddef.h>
#pragma GCC visibility pop

struct nr_instance {
	void *data;
	struct ev_loop *loop;
	struct nr_bench bench;
	char log[4096], debug[4096], sights[8192];      /* lines */
	char found[2048];               /* what check() says: lines */
	/* for plugins that serve */
	union {
		uint8_t bytes[1024];
		max_align_t align;
	} conf;
	enum nr_verdict lease;          /* what nr_ask_lease() answers */
	bool restart;                   /* what nr_ask_restart() answers */
	unsigned restart_asked;
	const struct nr_restart *restarts;      /* of the model of phone 1; ends with a zero row */
	bool idle;                      /* nr_next_idle(): only phone 1 ever is */
	struct nr_mac idle_mac;
	struct in_addr idle_addr;
	const char *file_name;          /* the file that is served; another is refused */
	const uint8_t *file_data;
	uint64_t file_size;
	enum nr_verdict file_verdict;
	int files_open;
	char asked[4096], told[8192];   /* lines */
	/* of verbs_open() */
	const struct nr_protocol *protocol;
	uint16_t port;
};

/* A plugin that serves phones, on a free port of the loopback; everybody is a phone. */
void verbs_open(struct nr_instance *core, const char *name);
void verbs_close(struct nr_instance *core);

/* Fill the configuration from the plugin's defaults (numbers only), and set a number. */
void verbs_configure(struct nr_instance *core, const struct nr_protocol *protocol);
void verbs_set(struct nr_instance *core, const struct nr_protocol *protocol, const char *key,
	       uint32_t value);

/* Run the loop until done(arg), at most some seconds; then the test fails. */
void verbs_run(struct nr_instance *core, bool (*done)(void *arg), void *arg);

/* A TCP port of the loopback that is free now. */
uint16_t verbs_free_port(void);

/* A connection to a port of the loopback; it does not block once it stands. */
int verbs_connect(uint16_t port);

/* What has come behind @n bytes of @buf; true when the connection is at its end. */
struct verbs_end {
	bool closed, reset;
};
bool verbs_receive(int fd, void *buf, size_t size, size_t *n, struct verbs_end *end);

/* The first protocol of a plugin that was just built; ends the test without it. */
const struct nr_protocol *verbs_load(const char *name);

#endif
