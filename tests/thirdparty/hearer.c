/* SPDX-License-Identifier: ISC */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * hearer.c -- a protocol with several keys that uses every struct which goes between a protocol
 * plugin and the program, and aborts where one is not as it was built.  abi.sh builds it with
 * headers that are older and newer than the program's.
 */
#include <netrecover/plugin.h>
#include <netrecover/protocol.h>

#include <stdlib.h>
#include <unistd.h>

#ifdef GROWN
#define LATER , .later = { (void *)1, (void *)1 }
#define UNKNOWN(s) (!(s).later[0] && !(s).later[1])
#else
#define LATER
#define UNKNOWN(s) true
#endif

struct conf {
	uint32_t first, second, third;
	const char *text;
};

static const struct nr_option options[] = {
	{ .key = "first", .type = NR_UINT, .offset = offsetof(struct conf, first), .fallback = "7",
	  .min = 1, .max = 9, .help = "One." LATER },
	{ .key = "second", .type = NR_SECONDS, .offset = offsetof(struct conf, second), .fallback = "2m",
	  .help = "Two." LATER },
	{ .key = "text", .type = NR_STRING, .offset = offsetof(struct conf, text), .fallback = "a text",
	  .help = "Three." LATER },
	{ .key = "third", .type = NR_UINT, .offset = offsetof(struct conf, third), .fallback = "11",
	  .help = "Four." LATER },
	{ .key = NULL }
};

static void must(bool good, const char *what)
{
	static const char said[] = "hearer: wrong: ";

	if (good)
		return;
	/* Into a file it may not be let write: then the crash alone says it. */
	if (write(STDERR_FILENO, said, sizeof(said) - 1) > 0 && write(STDERR_FILENO, what, strlen(what)) > 0 &&
	    write(STDERR_FILENO, "\n", 1) > 0)
		abort();
	abort();
}

/* Something behind each, that nobody else may write to. */
#define GUARDED(type) struct { struct type it; unsigned char behind[64]; }
#define GUARD(g) memset(&(g), 0x5a, sizeof(g))

static bool untouched(const unsigned char behind[64])
{
	for (int i = 0; i < 64; i++)
		if (behind[i] != 0x5a)
			return false;
	return true;
}

static int open_it(struct nr_instance *self)
{
	const struct conf *c = nr_conf(self);
	GUARDED(nr_bench) bench;

	must(c->first == 7 && c->second == 120 && c->third == 11, "the numbers of its section");
	must(c->text && strcmp(c->text, "a text") == 0, "the text of its section");
	GUARD(bench);
	nr_get_bench(self, &bench.it, sizeof(bench.it));
	must(strcmp(bench.it.interface, "lo") == 0 && strcmp(bench.it.parent, "lo") == 0, "the bench");
	must(UNKNOWN(bench.it), "new members of the bench");
	must(untouched(bench.behind), "behind the bench");
	return 0;
}

static void ask(struct nr_instance *self, nr_phone_id phone)
{
	const struct nr_request r = { .want = "hearer.cfg", .door = NR_DOOR_HTTP, .port = 6970 LATER };
	GUARDED(nr_file) file;
	GUARDED(nr_dhcp) row;
	GUARDED(nr_restart) restart;

	GUARD(file);
	if (nr_ask_request(self, phone, &r, sizeof(r), &file.it) == NR_SERVE)
		nr_file_close(self, &file.it);
	must(UNKNOWN(file.it), "new members of a file");
	must(untouched(file.behind), "behind a file");
	GUARD(file);
	if (nr_ask_file(self, phone, "hearer.cfg", &file.it) == NR_SERVE)
		nr_file_close(self, &file.it);
	must(UNKNOWN(file.it) && untouched(file.behind), "a file by its name alone");
	GUARD(row);
	if (nr_dhcp_row(self, phone, 0, &row.it, sizeof(row.it)))
		must(row.it.option == 66 && UNKNOWN(row.it), "a row for DHCP");
	must(untouched(row.behind), "behind a row for DHCP");
	GUARD(restart);
	if (nr_restart_row(self, phone, 0, &restart.it, sizeof(restart.it)))
		must(restart.it.text && UNKNOWN(restart.it), "a restart");
	must(untouched(restart.behind), "behind a restart");
}

static int start(struct nr_instance *self)
{
	static const struct nr_mac mac = { { 0x02, 0, 0, 0, 0, 0x77 } };
	static const struct nr_fact_value facts[] = { { NR_FACT_VENDOR_CLASS, "a word" }, { NR_FACT_END, NULL } };
	const struct nr_sighting s = { .source = NR_SOURCE_PLUGIN, .mac = &mac, .facts = facts LATER };
	const struct nr_server server = { .mac = mac LATER };
	nr_phone_id phone = nr_sight(self, &s);

	must(phone != NR_NO_PHONE, "the device that it saw");
	ask(self, phone);
	nr_guard_tripped(self, &server, sizeof(server));
	return 0;
}

static void stop(struct nr_instance *self)
{
	(void)self;
}

static const struct nr_protocol protocol = {
	.type = "hearer", .conf_size = sizeof(struct conf), .options = options,
	.open = open_it, .start = start, .stop = stop LATER
};

NR_PROTOCOL_PLUGIN("hearer", "1.0", &protocol);
