/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * main.c -- netrecover-phone: any number of simulated phones on one interface.
 *
 * The interface needs no address; one end of a veth pair is a switch port.  Each
 * phone boots as a real one does, with what it is given to run, until all have
 * reached what they are meant to reach.  Or it plays a transcript, once.
 */
#include <config.h>

#include "tests/phone/phone.h"
#include "tests/phone/player.h"

#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PHONES_MAX 256
#define TRANSCRIPT_MAX (1u << 20)

struct lab {
	const char *interface, *pcap, *log_path, *keep, *transcript;
	uint32_t server;        /* for the phones of a transcript that get no address */
	unsigned speed, timeout;
	char until[64];
	bool until_any, stay;
	struct phone_setup setup[PHONES_MAX];
	size_t count;
};

static volatile sig_atomic_t stopping, cut;

static void stop(int sig)
{
	(void)sig;
	stopping = 1;
}

static void cut_power(int sig)
{
	(void)sig;
	cut = 1;
}

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void usage(FILE *f)
{
	fputs("usage: netrecover-phone -i INTERFACE --phone KEY=VALUE,... [--phone ...]\n"
	      "  -i, --interface NAME   the switch port\n"
	      "  -p, --phone KEYS       one phone:\n"
	      "        mac=001B54AA0001  model=7945  load=SCCP45.8-3-3S | wiped\n"
	      "        until=LOAD        the load to reach (else --until)\n"
	      "        nocdp noreg nobroadcast init-reboot\n"
	      "        sick              its load restarts instead of registering\n"
	      "        sip-udp           a SIP load registers by UDP, not TCP\n"
	      "        cdp=MS            time between CDP frames, not divided by the speed\n"
	      "        class=loader|none|CP-7911G|7912|TEXT   option 60\n"
	      "        old=ADDRESS       what it sends from before it has a lease\n"
	      "        fixed=ADDRESS     asks for none, has this one, and announces itself only\n"
	      "        tftp=ADDRESS      an alternate TFTP server in its settings\n"
	      "        deaf              no answer of a DHCP server reaches it\n"
	      "        port=1024         one TFTP source port for every file\n"
	      "        hw=MASK           its hardware, for HARDWARE_COMP_1; since the 8961 the\n"
	      "                          number of its platform\n"
	      "        loss=PERCENT      frames lost, each way\n"
	      "        vlan=N            its 802.1Q VLAN; 0: a tag for its priority only\n"
	      "        wipedmax=8-5-2    while wiped, the newest that it takes\n"
	      "        web=xml|old|html|rubbish|endless|slow|other   its own web page\n"
	      "        http=no|first|only   its doors, other than its model's\n"
	      "        lldp              tells its load by LLDP too\n"
	      "        once-more         wiped: it says \"term45.default\" after its recovery, and\n"
	      "                          fetches the load of its configuration once more\n"
	      "        prints            its alarm prints the version of its load\n"
	      "  -s, --speed N          divide the phones' own waiting times (default 1)\n"
	      "  -u, --until LOAD       end when every phone registers with this load\n"
	      "  -U, --until-registered end when every phone tries to register\n"
	      "  -y, --stay             ... and do not end then, but when told to: 0 if all did\n"
	      "  -t, --timeout SECONDS  end with 1 after this time (default 0: never)\n"
	      "  -l, --log FILE         what happens, one line each (default -)\n"
	      "  -w, --write FILE       every frame, as a pcap file\n"
	      "  -T, --transcript FILE  play what phones once asked for, and end; a --phone, with\n"
	      "                         or without mac=, tells what the file leaves out: model, load,\n"
	      "                         until, class\n"
	      "  -S, --server ADDRESS   of the bench, for those that get no address (10.77.0.1)\n"
	      "  -k, --keep FOLDER      the firmware that the phones fetch\n"
	      "SIGUSR1 cuts the power of every third one for a moment.\n", f);
}

static bool parse_mac(const char *text, uint8_t out[6])
{
	unsigned b[6];
	char rest;

	if (sscanf(text, "%2x%2x%2x%2x%2x%2x%c", &b[0], &b[1], &b[2], &b[3], &b[4], &b[5],
		   &rest) != 6)
		return false;
	for (int i = 0; i < 6; i++)
		out[i] = (uint8_t)b[i];
	return true;
}

static bool parse_number(const char *text, unsigned long max, unsigned long *out)
{
	char *end;

	errno = 0;
	*out = strtoul(text, &end, 0);
	return *text != '\0' && *end == '\0' && errno == 0 && *out <= max;
}

static bool copy(char *out, size_t size, const char *text)
{
	return (size_t)snprintf(out, size, "%s", text) < size;
}

enum key {
	KEY_MAC, KEY_MODEL, KEY_LOAD, KEY_WIPED, KEY_UNTIL, KEY_NOCDP, KEY_NOREG, KEY_NOBROADCAST,
	KEY_INIT_REBOOT, KEY_CLASS, KEY_OLD, KEY_PORT, KEY_HW, KEY_LOSS, KEY_WIPEDMAX, KEY_SICK, KEY_CDP,
	KEY_VLAN, KEY_WEB, KEY_SIP_UDP, KEY_HTTP, KEY_LLDP,
	KEY_PRINTS, KEY_ONCE_MORE, KEY_DEAF, KEY_FIXED, KEY_TFTP,
};

static const char *const key_names[] = {
	[KEY_MAC] = "mac", [KEY_MODEL] = "model", [KEY_LOAD] = "load", [KEY_WIPED] = "wiped",
	[KEY_UNTIL] = "until", [KEY_NOCDP] = "nocdp", [KEY_NOREG] = "noreg",
	[KEY_NOBROADCAST] = "nobroadcast", [KEY_INIT_REBOOT] = "init-reboot",
	[KEY_CLASS] = "class", [KEY_OLD] = "old", [KEY_PORT] = "port", [KEY_HW] = "hw",
	[KEY_LOSS] = "loss", [KEY_WIPEDMAX] = "wipedmax",
	[KEY_SICK] = "sick", [KEY_CDP] = "cdp", [KEY_VLAN] = "vlan", [KEY_WEB] = "web",
	[KEY_SIP_UDP] = "sip-udp", [KEY_HTTP] = "http", [KEY_LLDP] = "lldp",
	[KEY_PRINTS] = "prints", [KEY_ONCE_MORE] = "once-more", [KEY_DEAF] = "deaf",
	[KEY_FIXED] = "fixed", [KEY_TFTP] = "tftp", NULL
};

static bool set_class(struct phone_setup *s, const char *value)
{
	static const char loader[] = "Cisco Systems, Inc. IP Phone";

	if (strcmp(value, "none") == 0)
		return copy(s->class_id, sizeof(s->class_id), "-");
	/* "7912", "CP-7911G": what stands before it has a comma. */
	if (strncmp(value, "CP-", 3) == 0 || (*value >= '0' && *value <= '9'))
		return (size_t)snprintf(s->class_id, sizeof(s->class_id), "%s %s", loader, value) <
		       sizeof(s->class_id);
	return copy(s->class_id, sizeof(s->class_id),
		    strcmp(value, "loader") == 0 ? loader : value);
}

static bool set_doors(struct phone_setup *s, const char *value)
{
	static const char *const doors[] = {
		[DOORS_TFTP] = "no", [DOORS_BOTH] = "first", [DOORS_HTTP] = "only",
	};

	for (int i = DOORS_TFTP; i <= DOORS_HTTP; i++)
		if (strcmp(value, doors[i]) == 0) {
			s->doors = (enum phone_doors)i;
			return true;
		}
	return false;
}

static bool set_flag(struct phone_setup *s, enum key key)
{
	if (key == KEY_WIPED)
		s->load[0] = '\0';
	else if (key == KEY_NOCDP)
		s->no_cdp = true;
	else if (key == KEY_NOREG)
		s->no_register = true;
	else if (key == KEY_NOBROADCAST)
		s->no_broadcast = true;
	else if (key == KEY_INIT_REBOOT)
		s->init_reboot = true;
	else if (key == KEY_SICK)
		s->sick = true;
	else if (key == KEY_SIP_UDP)
		s->sip_udp = true;
	else if (key == KEY_LLDP)
		s->lldp = true;
	else if (key == KEY_PRINTS)
		s->prints = true;
	else if (key == KEY_ONCE_MORE)
		s->once_more = true;
	else if (key == KEY_DEAF)
		s->deaf = true;
	else
		return false;
	return true;
}

static bool parse_address(const char *text, uint32_t *out)
{
	struct in_addr a;

	if (inet_pton(AF_INET, text, &a) != 1)
		return false;
	*out = ntohl(a.s_addr);
	return true;
}

static bool set_number(struct phone_setup *s, enum key key, const char *value)
{
	unsigned long n;

	if (key == KEY_OLD)
		return parse_address(value, &s->old_ip);
	if (key == KEY_FIXED)
		return parse_address(value, &s->fixed_ip);
	if (key == KEY_TFTP)
		return parse_address(value, &s->tftp_ip);
	if (!parse_number(value, key == KEY_LOSS ? 90 : key == KEY_PORT ? 65535 :
			  key == KEY_VLAN ? 4094 : UINT32_MAX, &n))
		return false;
	s->tagged |= key == KEY_VLAN;
	if (key == KEY_PORT)
		s->port = (uint16_t)n;
	else if (key == KEY_CDP)
		s->cdp_ms = (unsigned)n;
	else if (key == KEY_HW)
		s->hardware = (uint32_t)n;
	else if (key == KEY_VLAN)
		s->vlan = (uint16_t)n;
	else
		s->loss = (unsigned)n;
	return true;
}

static bool set_value(struct phone_setup *s, enum key key, const char *value)
{
	switch (key) {
	case KEY_MAC:
		return parse_mac(value, s->mac);
	case KEY_MODEL:
		s->handset = handset_find(value);
		return s->handset != NULL;
	case KEY_LOAD:
		return copy(s->load, sizeof(s->load), value);
	case KEY_UNTIL:
		return copy(s->until, sizeof(s->until), value);
	case KEY_WIPEDMAX:
		return copy(s->newest_wiped, sizeof(s->newest_wiped), value);
	case KEY_CLASS:
		return set_class(s, value);
	case KEY_WEB:
		s->web = web_kind(value);
		return s->web != WEB_KINDS;
	case KEY_HTTP:
		return set_doors(s, value);
	case KEY_OLD:
	case KEY_FIXED:
	case KEY_TFTP:
	case KEY_PORT:
	case KEY_HW:
	case KEY_LOSS:
	case KEY_CDP:
	case KEY_VLAN:
		return set_number(s, key, value);
	case KEY_WIPED:
	case KEY_NOCDP:
	case KEY_NOREG:
	case KEY_NOBROADCAST:
	case KEY_INIT_REBOOT:
	case KEY_SICK:
	case KEY_SIP_UDP:
	case KEY_LLDP:
	case KEY_PRINTS:
	case KEY_ONCE_MORE:
	case KEY_DEAF:
		return false;
	}
	return false;
}

static bool parse_phone(char *text, struct phone_setup *s)
{
	char *rest = text, *item;

	*s = (struct phone_setup){ .handset = NULL };
	while ((item = strsep(&rest, ","))) {
		char *value = strchr(item, '=');
		int key = 0;

		if (value)
			*value++ = '\0';
		while (key_names[key] && strcmp(key_names[key], item) != 0)
			key++;
		if (!key_names[key] ||
		    !(value ? set_value(s, (enum key)key, value) : set_flag(s, (enum key)key))) {
			fprintf(stderr, "netrecover-phone: --phone: '%s' is not understood\n", item);
			return false;
		}
	}
	if (s->class_id[0] == '\0' && s->handset)
		snprintf(s->class_id, sizeof(s->class_id), "%s", s->handset->class_id);
	else if (strcmp(s->class_id, "-") == 0)
		s->class_id[0] = '\0';
	return true;
}

static bool take_phone(struct lab *lab, char *text)
{
	if (lab->count == PHONES_MAX) {
		fprintf(stderr, "netrecover-phone: more than %d phones\n", PHONES_MAX);
		return false;
	}
	return parse_phone(text, &lab->setup[lab->count++]);
}

static bool take_option(struct lab *lab, int c)
{
	unsigned long n;

	switch (c) {
	case 'i':
		lab->interface = optarg;
		return true;
	case 'p':
		return take_phone(lab, optarg);
	case 'u':
		return copy(lab->until, sizeof(lab->until), optarg);
	case 'U':
		lab->until_any = true;
		return true;
	case 'y':
		lab->stay = true;
		return true;
	case 'l':
		lab->log_path = optarg;
		return true;
	case 'w':
		lab->pcap = optarg;
		return true;
	case 'k':
		lab->keep = optarg;
		return true;
	case 'T':
		lab->transcript = optarg;
		return true;
	case 'S':
		return parse_address(optarg, &lab->server);
	case 's':
	case 't':
		if (!parse_number(optarg, 1000000, &n) || (c == 's' && n == 0))
			return false;
		*(c == 's' ? &lab->speed : &lab->timeout) = (unsigned)n;
		return true;
	default:
		return false;
	}
}

/* Phones that live by themselves must be told what they are. */
static bool whole(const struct lab *lab)
{
	static const uint8_t none[6];

	for (size_t i = 0; i < lab->count; i++)
		if (memcmp(lab->setup[i].mac, none, 6) == 0 || !lab->setup[i].handset) {
			fputs("netrecover-phone: --phone needs mac= and model=\n", stderr);
			return false;
		}
	return lab->count > 0;
}

static bool parse(struct lab *lab, int argc, char **argv)
{
	static const struct option options[] = {
		{ "interface", required_argument, NULL, 'i' },
		{ "phone", required_argument, NULL, 'p' },
		{ "speed", required_argument, NULL, 's' },
		{ "until", required_argument, NULL, 'u' },
		{ "until-registered", no_argument, NULL, 'U' },
		{ "stay", no_argument, NULL, 'y' },
		{ "timeout", required_argument, NULL, 't' },
		{ "log", required_argument, NULL, 'l' },
		{ "write", required_argument, NULL, 'w' },
		{ "keep", required_argument, NULL, 'k' },
		{ "transcript", required_argument, NULL, 'T' },
		{ "server", required_argument, NULL, 'S' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 }
	};
	int c;

	while ((c = getopt_long(argc, argv, "i:p:s:u:Uyt:l:w:k:T:S:h", options, NULL)) != -1) {
		if (c == 'h') {
			usage(stdout);
			exit(0);
		}
		if (!take_option(lab, c))
			return false;
	}
	return optind == argc && lab->interface && (lab->transcript || whole(lab));
}

static bool all_reached(const struct phone *phones, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!phones[i].reached)
			return false;
	return true;
}

/* Wait for frames or for what is due first, and hand both out. */
static int turn(struct wire *w, struct phone *phones, size_t count, int64_t end)
{
	struct pollfd fd = { .fd = w->fd, .events = POLLIN };
	int64_t due = end, now;
	uint8_t frame[WIRE_MAX];
	int n = 0;

	for (size_t i = 0; i < count; i++)
		if (phone_due(&phones[i]) < due)
			due = phone_due(&phones[i]);
	now = now_ms();
	poll(&fd, 1, due <= now ? 0 : due - now > 60000 ? 60000 : (int)(due - now));
	/* Not for ever: the clock has its rights while frames pour in. */
	for (int burst = 0; burst < 256 && (n = wire_receive(w, frame, sizeof(frame))) > 0; burst++) {
		now = now_ms();
		for (size_t i = 0; i < count; i++)
			phone_frame(&phones[i], frame, (size_t)n, now);
	}
	now = now_ms();
	for (size_t i = 0; i < count; i++)
		phone_timer(&phones[i], now);
	return n < 0 ? n : 0;
}

static int live(struct lab *lab, struct wire *w, struct phone *phones)
{
	bool aim = lab->until[0] || lab->until_any;
	int64_t start = now_ms();
	int64_t end = lab->timeout ? start + (int64_t)lab->timeout * 1000 : INT64_MAX;

	for (size_t i = 0; i < lab->count; i++) {
		aim = aim || phones[i].setup.until[0];
		phone_power_on(&phones[i], start);
	}
	while (!stopping && now_ms() < end) {
		int rc = turn(w, phones, lab->count, end);

		for (size_t i = 0; cut && i < lab->count; i++)
			if (host_random(&phones[i].host) % 3 == 0)
				phone_power_cut(&phones[i], now_ms());
		cut = 0;

		if (rc < 0) {
			fprintf(stderr, "netrecover-phone: %s: %s\n", lab->interface, strerror(-rc));
			return 1;
		}
		if (aim && !lab->stay && all_reached(phones, lab->count))
			return 0;
	}
	if (lab->stay && all_reached(phones, lab->count))
		return 0;
	return aim || stopping ? 1 : 0;
}

static int run(struct lab *lab, FILE *log)
{
	struct phone *phones = calloc(lab->count, sizeof(*phones));
	struct wire w;
	int rc, status = 1;

	if (!phones)
		return 1;
	rc = wire_open(&w, lab->interface, lab->pcap);
	if (rc < 0) {
		fprintf(stderr, "netrecover-phone: %s: %s\n", lab->interface, strerror(-rc));
		goto free;
	}
	for (size_t i = 0; i < lab->count; i++) {
		struct phone_setup *s = &lab->setup[i];

		if (s->until[0] == '\0')
			memcpy(s->until, lab->until, sizeof(s->until));
		s->keep = lab->keep;
		phone_init(&phones[i], s, &w, lab->speed, log);
	}
	status = live(lab, &w, phones);
	for (size_t i = 0; i < lab->count; i++)
		phone_finish(&phones[i]);
	wire_close(&w);
free:
	free(phones);
	return status;
}

static bool read_file(const char *path, uint8_t *data, size_t size, size_t *len)
{
	FILE *f = fopen(path, "re");

	if (!f)
		return false;
	*len = fread(data, 1, size, f);
	fclose(f);
	return *len < size;
}

static int play(struct player *p, struct wire *w, unsigned timeout)
{
	int64_t end = timeout ? now_ms() + (int64_t)timeout * 1000 : INT64_MAX;
	struct pollfd fd = { .fd = w->fd, .events = POLLIN };
	uint8_t frame[WIRE_MAX];
	int n = 0;

	player_start(p, now_ms());
	while (!stopping && now_ms() < end && !player_done(p)) {
		int64_t now = now_ms(), due = player_due(p);

		poll(&fd, 1, due <= now ? 0 : due - now > 1000 ? 1000 : (int)(due - now));
		for (int burst = 0; burst < 256 && (n = wire_receive(w, frame, sizeof(frame))) > 0; burst++)
			player_frame(p, frame, (size_t)n, now_ms());
		if (n < 0)
			return n;
		player_timer(p, now_ms());
	}
	player_report(p, now_ms());
	return player_done(p) ? 0 : -ETIME;
}

static void tell_player(struct player_phone *to, const struct phone_setup *s)
{
	to->handset = s->handset;
	memcpy(to->mac, s->mac, sizeof(to->mac));
	memcpy(to->class_id, s->class_id, sizeof(to->class_id));
	memcpy(to->load, s->load, sizeof(to->load));
	memcpy(to->until, s->until, sizeof(to->until));
}

static int run_transcript(const struct lab *lab, FILE *log)
{
	static uint8_t data[TRANSCRIPT_MAX];
	static struct player_phone phone[PHONES_MAX];
	struct player_setup setup = {
		.phone = phone, .count = lab->count, .server = lab->server, .speed = lab->speed,
	};
	struct player player;
	struct wire w;
	unsigned row;
	size_t len;
	int rc;

	for (size_t i = 0; i < lab->count; i++)
		tell_player(&phone[i], &lab->setup[i]);
	if (!read_file(lab->transcript, data, sizeof(data), &len)) {
		fprintf(stderr, "netrecover-phone: %s cannot be read, or is too long\n", lab->transcript);
		return 1;
	}
	rc = wire_open(&w, lab->interface, lab->pcap);
	if (rc < 0) {
		fprintf(stderr, "netrecover-phone: %s: %s\n", lab->interface, strerror(-rc));
		return 1;
	}
	rc = player_init(&player, &setup, data, len, &w, log, &row);
	if (rc < 0) {
		fprintf(stderr, "netrecover-phone: %s:%u: %s\n", lab->transcript, row,
			rc == -EINVAL ? "not understood" : strerror(-rc));
	} else {
		rc = play(&player, &w, lab->timeout);
		player_finish(&player);
	}
	wire_close(&w);
	return rc < 0 ? 1 : 0;
}

int main(int argc, char **argv)
{
	static struct lab lab = { .speed = 1, .log_path = "-", .server = 0x0a4d0001 };
	struct sigaction sa = { .sa_handler = stop };
	FILE *log = stdout;
	int status;

	if (!parse(&lab, argc, argv)) {
		usage(stderr);
		return 2;
	}
	sigaction(SIGINT, &sa, NULL);
	sigaction(SIGTERM, &sa, NULL);
	sa.sa_handler = cut_power;
	sigaction(SIGUSR1, &sa, NULL);
	if (strcmp(lab.log_path, "-") != 0)
		log = fopen(lab.log_path, "we");
	if (!log) {
		fprintf(stderr, "netrecover-phone: %s: %s\n", lab.log_path, strerror(errno));
		return 1;
	}
	status = lab.transcript ? run_transcript(&lab, log) : run(&lab, log);
	if (log != stdout)
		fclose(log);
	return status;
}
