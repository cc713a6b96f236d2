/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * screenload.c -- what the table of a running bench costs: phones that all download, and phones
 * that do nothing, on a terminal of 80 x 24 and one of 200 x 50, in real time, with the status
 * document, the view and the screen of `netrecover run`.
 *
 *	screenload [-t SECONDS] FOLDER PHONES...
 *
 * FOLDER is a library with the steps of a 7945: netrecover-firmware -d -o FOLDER SCCP45.8-5-2S ...
 * For each number of phones: processor time in percent of one core, and bytes a second that the
 * terminal gets.  A child reads what is drawn.
 */
#include <config.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/phone/deed.h"
#include "core/phone/recovery.h"
#include "core/phone/registry.h"
#include "core/phone/transfer.h"
#include "core/serve/answer.h"
#include "core/serve/status.h"
#include "core/verbs/screen.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define LIST "SCCP45.8-5-2S.loads"
#define IMAGE "apps45.8-5-2.sbn"       /* as netrecover-firmware makes it */

struct load {
	struct plugins plugins;
	struct settings config;
	struct library library;
	struct xmldefault defaults;
	struct bench bench;
	bool moves;
	uint64_t *drawn;                /* bytes; shared with the reader */
};

static void quiet(int priority, const char *line, void *arg)
{
	(void)priority;
	(void)line;
	(void)arg;
}

static double cpu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* -- phones --------------------------------------------------------------------------------- */

static void see(struct bench *b, const struct nr_mac *mac, enum nr_source source, const struct nr_fact_value *facts)
{
	struct nr_sighting s = { .source = source, .mac = mac, .facts = facts };

	if (!recovery_sight(b, &s))
		abort();
}

/* It has its list, and is in the middle of an image. */
static void comes(struct load *l, unsigned i)
{
	struct bench *b = &l->bench;
	struct nr_mac mac = { { 0x00, 0x1b, 0x54, 0xaa, (uint8_t)(i >> 8), (uint8_t)i } };
	struct nr_fact_value boot[] = { { NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone CP-7945G" },
					{ NR_FACT_BOOT, "discover" }, { NR_FACT_END, NULL } };
	struct nr_fact_value cdp[] = { { NR_FACT_PLATFORM, "Cisco IP Phone 7945" }, { NR_FACT_LOAD, "SCCP45.8-3-3S" },
				       { NR_FACT_END, NULL } };
	struct phone *p;
	struct nr_file f;

	see(b, &mac, NR_SOURCE_DHCP, boot);
	see(b, &mac, NR_SOURCE_CDP, cdp);
	p = registry_get(b, &mac);
	if (answer_file(b, p, LIST, &f) != NR_SERVE)
		abort();
	deed_started(b, p, "tftp", f.name, f.size);
	deed_sent(b, p, "tftp", f.name, f.size, f.size);
	answer_close(b, &f);
	if (answer_file(b, p, IMAGE, &f) != NR_SERVE)
		abort();
	deed_started(b, p, "tftp", f.name, f.size);
}

static json_t *status(void *arg)
{
	struct load *l = arg;

	if (!l->moves)
		return NULL;
	for (struct phone *p = l->bench.phones; p; p = p->next)
		transfer_show(p, p->transfer.file, p->transfer.bytes + 9973 + p->mac.b[5] % 64, 3156351);
	return status_document(&l->bench);
}

/* The first one, whatever comes after. */
static json_t *status_once(void *arg)
{
	struct load *l = arg;
	static const struct bench *told;

	if (l->moves)
		return status(arg);
	if (told == &l->bench)
		return NULL;
	told = &l->bench;
	return status_document(&l->bench);
}

static void quit(void *arg)
{
	(void)arg;
}

/* -- the terminal --------------------------------------------------------------------------------- */

static void read_all(int master, uint64_t *drawn)
{
	char buf[65536];
	ssize_t n;

	while ((n = read(master, buf, sizeof(buf))) > 0)
		*drawn += (uint64_t)n;
	_exit(0);
}

/* Standard input and output become a terminal of that size. */
static void use_terminal(struct load *l, unsigned short columns, unsigned short rows)
{
	struct winsize size = { .ws_row = rows, .ws_col = columns };
	int master = posix_openpt(O_RDWR | O_NOCTTY), slave;

	if (master < 0 || grantpt(master) < 0 || unlockpt(master) < 0)
		abort();
	slave = open(ptsname(master), O_RDWR | O_NOCTTY);
	if (slave < 0 || ioctl(slave, TIOCSWINSZ, &size) < 0)
		abort();
	if (fork() == 0) {
		close(slave);
		read_all(master, l->drawn);
	}
	close(master);
	dup2(slave, STDIN_FILENO);
	dup2(slave, STDOUT_FILENO);
	close(slave);
}

static void on_end(struct ev_loop *loop, ev_timer *w, int revents)
{
	(void)w;
	(void)revents;
	ev_break(loop, EVBREAK_ALL);
}

static void run_for(struct ev_loop *loop, double seconds)
{
	ev_timer end;

	ev_timer_init(&end, on_end, seconds, 0.);
	ev_timer_start(loop, &end);
	ev_run(loop, 0);
}

/* In a process of its own: a screen, and nothing before it. */
static void measure(struct load *l, unsigned short columns, unsigned short rows, double seconds)
{
	static const struct screen_ops ops = { status_once, NULL, quit, false };
	struct ev_loop *loop = ev_loop_new(EVFLAG_AUTO);
	struct screen *s;
	uint64_t drawn;
	double used;

	use_terminal(l, columns, rows);
	s = screen_new(&ops, l);
	if (!s || !loop)
		abort();
	screen_start(s, loop);
	run_for(loop, 2.5);                     /* it was drawn as a whole */
	drawn = *l->drawn;
	used = cpu();
	run_for(loop, seconds);
	used = cpu() - used;
	fprintf(stderr, "%5zu phones, %3d x %2d, %-7s %5.2f %% of a core, %6.0f bytes/s\n", l->bench.phone_count, columns, rows,
		l->moves ? "moving:" : "still:", used * 100 / seconds, (double)(*l->drawn - drawn) / seconds);
	screen_free(s);
	_exit(0);
}

static void measure_all(struct load *l, double seconds)
{
	static const unsigned short size[][2] = { { 80, 24 }, { 200, 50 } };

	for (int moves = 1; moves >= 0; moves--)
		for (size_t i = 0; i < NR_ARRAY_SIZE(size); i++) {
			l->moves = moves;
			if (fork() == 0)
				measure(l, size[i][0], size[i][1], seconds);
			wait(NULL);
		}
}

static int load_all(struct load *l, const char *folder)
{
	static const char xml[] = "<Default><loadInformation435>SCCP45.9-4-2SR3-1S</loadInformation435></Default>";

	if (plugins_load(&l->plugins, NULL, (const char *const[]){ NULL }) < 0 || l->plugins.model_count == 0 ||
	    settings_load(&l->config, NULL, NULL, 0) < 0)
		return fprintf(stderr, "screenload: no models: set NETRECOVER_PLUGIN_PATH\n");
	if (library_open(&l->library, folder, &l->plugins) < 0 || !index_count_loads(&l->library) ||
	    xmldefault_parse(&l->defaults, "XMLDefault.cnf.xml", xml, strlen(xml)) < 0)
		return fprintf(stderr, "screenload: no loads in %s\n", folder);
	return 0;
}

int main(int argc, char **argv)
{
	static struct load l;
	double seconds = 10;
	int o;

	while ((o = getopt(argc, argv, "t:")) != -1)
		if (o == 't')
			seconds = strtod(optarg, NULL);
		else
			return 2;
	setenv("TERM", "xterm-256color", 1);
	log_set_sink(quiet, NULL);
	l.drawn = mmap(NULL, sizeof(*l.drawn), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (argc - optind < 2 || l.drawn == MAP_FAILED || load_all(&l, argv[optind]) != 0)
		return 2;
	while (++optind < argc) {
		unsigned phones = (unsigned)strtoul(argv[optind], NULL, 10);

		l.bench = (struct bench){ .config = &l.config, .plugins = &l.plugins, .library = &l.library,
					  .xmldefault = &l.defaults, .guard = NR_GUARD_CLEAR };
		snprintf(l.bench.wire.interface, sizeof(l.bench.wire.interface), "eth1");
		inet_pton(AF_INET, "10.77.0.1", &l.bench.wire.address);
		for (unsigned i = 0; i < phones; i++)
			comes(&l, i);
		measure_all(&l, seconds);
		registry_finish(&l.bench);
	}
	return 0;
}
