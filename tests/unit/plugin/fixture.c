/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * fixture.c -- one plugin per way to be right or wrong; the build compiles it
 * once with each of the names below.
 */
#include <netrecover/plugin.h>
#include <netrecover/protocol.h>

#include <signal.h>

#define EXPORTED __attribute__((visibility("default")))

#ifndef PLUGIN_NAME
#define PLUGIN_NAME "fixture"
#endif
#ifndef PLUGIN_ABI
#define PLUGIN_ABI NR_ABI
#endif
#ifndef PLUGIN_SIZE
#define PLUGIN_SIZE sizeof(struct nr_plugin)
#endif
#ifndef MODEL_SIZE
#define MODEL_SIZE sizeof(struct nr_model)
#endif

#ifdef WITH_PROTOCOL

struct conf {
	uint32_t port;
	struct in_addr server;
};

#ifndef LEASE_OFFSET
#define LEASE_OFFSET offsetof(struct conf, port)
#endif
#ifndef LEASE_DEFAULT
#define LEASE_DEFAULT "10"
#endif

static const struct nr_option options[] = {
	{ .key = "port", .type = NR_UINT, .offset = LEASE_OFFSET, .fallback = LEASE_DEFAULT,
	  .min = 1, .max = 65535, .help = "The port." },
	{ .key = "server", .type = NR_ADDR, .offset = offsetof(struct conf, server), .help = "Who." },
	{ .key = NULL },
};

#ifdef UNRESOLVED
int nr_no_such_function(struct nr_instance *self);
#define OPEN nr_no_such_function
#else
#define OPEN nothing
#endif

static int nothing(struct nr_instance *self)
{
	return self == NULL;
}

static int open_it(struct nr_instance *self)
{
	return OPEN(self);
}

static void stop(struct nr_instance *self)
{
	(void)self;
}

static const struct nr_protocol protocol = {
	.type = "echo",
	.conf_size = sizeof(struct conf),
	.options = options,
	.open = open_it,
	.start = nothing,
	.stop = stop,
};

NR_PROTOCOL_PLUGIN(PLUGIN_NAME, "1.0", &protocol);

#else

static bool parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	const char *s = name;
	uint16_t major;

	(void)self;
#ifdef CRASH
	if (name[0] == '.')
		raise(SIGSEGV);         /* no sanitizer sees it before the program does */
#endif
#ifdef GREEDY
	memset(out, 0, sizeof(*out));
	return true;
#endif
	if (!nr_scan_lit(&s, "TEST.") || !nr_scan_u16(&s, &major) || *s)
		return false;
	memset(out, 0, sizeof(*out));
	out->kind = NR_KIND_LOAD;
	out->ordered = true;
	out->version.part[0] = out->latest.part[0] = major;
	snprintf(out->text, sizeof(out->text), "%u", major);
	return true;
}

static const char *const prefixes[] = { "TEST.", NULL };
static const char *const protocols[] = { "SCCP", NULL };
static const struct nr_match matches[] = {
	{ NR_FACT_PLATFORM, NR_SURE, "Test Phone", NR_FACT_END, NULL },
	{ .glob = NULL },
};
static const struct nr_name names[] = { { NR_WANT_CONFIG, "%M.cnf" }, { .glob = NULL } };

#ifdef BAD_HOP
#define HOP_REASON NULL
#define HOP_MIN 9
#else
#define HOP_REASON "Because."
#define HOP_MIN 5
#endif

static const struct nr_hop hops[] = {
	{ .id = "T1", .reason = HOP_REASON, .source = "nowhere", .confidence = NR_HIGH,
	  .before = { { 5 } }, .reaching = { { 9 } }, .via_min = { { HOP_MIN } },
	  .via_max = { { 6 } }, .via_text = "5" },
	{ .id = NULL },
};

/* A model of a header to come: what we do not know must do no harm. */
static const struct {
	struct nr_model model;
	void *later[4];
} model = {
	.model = {
		.id = "test-9901",
		.name = "9901",
		.title = "Test Phone 9901",
		.type = 9901,
		.load_prefixes = prefixes,
		.protocols = protocols,
		.load_format = "TEST.%V",
		.matches = matches,
		.hops = hops,
		.names = names,
#ifndef NO_PARSE
		.parse = parse,
#endif
	},
	.later = { (void *)1, (void *)1, (void *)1, (void *)1 },
};

static const struct nr_sizes sizes = { sizeof(struct nr_sizes), NR_SIZES_OF_MODELS, 0, 0, 0 };
static const struct nr_model *const models[] = { &model.model, NULL };

#ifdef NO_PARSE
EXPORTED const void *unused(void);
EXPORTED const void *unused(void)
{
	return (const void *)(uintptr_t)parse;
}
#endif

#ifdef NO_SYMBOL
#define netrecover_plugin some_other_name
#endif
EXPORTED extern const struct nr_plugin netrecover_plugin;
const struct nr_plugin netrecover_plugin = {
	PLUGIN_ABI, PLUGIN_SIZE, MODEL_SIZE, 0, PLUGIN_NAME, "1.0", models, NULL, &sizes
};

#endif
