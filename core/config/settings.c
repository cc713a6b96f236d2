/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * settings.c -- what the sections of the core mean: [bench], [model NAME],
 * [phone SEP...].  Sections of plugins are theirs.
 */
#include <config.h>
#include "core/config/settings.h"
#include "core/base/device_name.h"

#include "core/base/command.h"
#include "core/base/nearest.h"
#include "core/config/ini_value.h"

#include <arpa/inet.h>
#include <errno.h>
#include <ctype.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

/* -- rows --------------------------------------------------------------------- */

/* [bench] as written; what needs a closer look is text here. */
struct bench_text {
	const char *interface, *address, *library, *state, *control, *view, *plugins, *models;
	const char *journal_size;
	uint32_t devices;
	bool sandbox;
	const char *call_manager, *target, *target_missing, *serve, *user, *power_cycle;
	const char *default_route, *allow, *name, *metrics, *on_done, *on_trouble, *on_end, *label, *label_command;
	uint32_t vlan;
	bool downgrade, protocol_change;
};

static const struct nr_option bench_rows[] = {
	{ .key = "interface",
	  .type = NR_STRING,
	  .offset = offsetof(struct bench_text, interface),
	  .help = "The network interface to serve on; the bench serves nowhere else." },
	{ .key = "vlan",
	  .type = NR_UINT,
	  .offset = offsetof(struct bench_text, vlan),
	  .min = 1,
	  .max = 4094,
	  .help = "Serve the phones that send their frames in this 802.1Q VLAN, not the untagged ones." },
	{ .key = "address",
	  .type = NR_STRING,
	  .offset = offsetof(struct bench_text, address),
	  .help = "The bench's own address with its prefix length, such as 10.77.0.1/24; put on the "
		  "interface when it is not there, and taken off at the end." },
	{ .key = "library",
	  .type = NR_PATH,
	  .offset = offsetof(struct bench_text, library),
	  .fallback = "firmware",
	  .help = "The folder with the firmware library." },
	{ .key = "state",
	  .type = NR_PATH,
	  .offset = offsetof(struct bench_text, state),
	  .fallback = "state",
	  .help = "The folder for the journal and all that must survive a restart; made when it "
		  "is missing." },
	{ .key = "control",
	  .type = NR_PATH,
	  .offset = offsetof(struct bench_text, control),
	  .fallback = "netrecover.sock",
	  .help = "The socket through which status and the other commands reach a running bench." },
	{ .key = "view",
	  .type = NR_PATH,
	  .offset = offsetof(struct bench_text, view),
	  .help = "A second socket, for whoever may look and not touch: it answers status and watch only, "
		  "also for the page (web); beside control when it is not set." },
	{ .key = "plugins",
	  .type = NR_STRING,
	  .offset = offsetof(struct bench_text, plugins),
	  .help = "Protocol plugins to load, separated by commas; all that are installed when it "
		  "is not set." },
	{ .key = "models",
	  .type = NR_STRING,
	  .offset = offsetof(struct bench_text, models),
	  .fallback = "*",
	  .help = "Phone models to load, separated by commas; * is all." },
	{ .key = "call-manager",
	  .type = NR_PATH,
	  .offset = offsetof(struct bench_text, call_manager),
	  .help = "The XMLDefault.cnf.xml of the call manager, which names the load of each model." },
	{ .key = "target",
	  .type = NR_STRING,
	  .offset = offsetof(struct bench_text, target),
	  .fallback = "call-manager",
	  .help = "Where a phone shall go when nothing else says so: call-manager, or newest for "
		  "the newest whole load in the library." },
	{ .key = "target-missing",
	  .type = NR_STRING,
	  .offset = offsetof(struct bench_text, target_missing),
	  .fallback = "leave",
	  .help = "Where a phone shall go whose model the call manager's file does not name: leave it "
		  "alone, or newest for the newest whole load in the library." },
	{ .key = "downgrade",
	  .type = NR_BOOL,
	  .offset = offsetof(struct bench_text, downgrade),
	  .fallback = "no",
	  .help = "May the call manager's file take a phone to an older load than it runs?  Without "
		  "it such a phone is blocked; a target for the phone or its model is always allowed." },
	{ .key = "protocol-change",
	  .type = NR_BOOL,
	  .offset = offsetof(struct bench_text, protocol_change),
	  .fallback = "no",
	  .help = "May the call manager's file move a phone from SCCP to SIP, or back?" },
	{ .key = "serve",
	  .type = NR_STRING,
	  .offset = offsetof(struct bench_text, serve),
	  .fallback = "phones",
	  .help = "Whom to serve: phones, or all for every device and every regular file of the "
		  "library by its name." },
	{ .key = "user",
	  .type = NR_STRING,
	  .offset = offsetof(struct bench_text, user),
	  .fallback = NR_USER,
	  .help = "The user to become, when started as root, once everything is open." },
	{ .key = "power-cycle",
	  .type = NR_STRING,
	  .offset = offsetof(struct bench_text, power_cycle),
	  .help = "A command that switches a phone that stays stalled off and on; it gets the phone's "
		  "MAC address and its switch port." },
	{ .key = "default-route", .type = NR_STRING, .offset = offsetof(struct bench_text, default_route),
	  .fallback = "refuse",
	  .help = "May the interface carry the default route of this machine, and so lead to another "
		  "network: refuse or allow." },
	{ .key = "allow", .type = NR_STRING, .offset = offsetof(struct bench_text, allow),
	  .help = "What may be on the wire beside the phones, separated by commas: router, call-manager, "
		  "devices, or the address of one." },
	{ .key = "name", .type = NR_STRING, .offset = offsetof(struct bench_text, name),
	  .help = "What the bench is called in the journal, in reports and where several are shown; the "
		  "name of this machine when it is not set." },
	{ .key = "sandbox", .type = NR_BOOL, .offset = offsetof(struct bench_text, sandbox),
	  .fallback = "on",
	  .help = "Close the bench in while it serves: on or off; off for a plugin that needs more than a "
		  "server does." },
	{ .key = "journal-size", .type = NR_STRING, .offset = offsetof(struct bench_text, journal_size),
	  .fallback = "16M",
	  .help = "How large journal.jsonl may become before it is closed as journal.jsonl.1 and so on: "
		  "bytes, or with K, M or G behind." },
	{ .key = "devices", .type = NR_UINT, .offset = offsetof(struct bench_text, devices),
	  .fallback = "100000", .min = 4096, .max = 10000000,
	  .help = "How many devices the bench knows at most; those that were only heard asking for an address go "
		  "first." },
	{ .key = "metrics", .type = NR_PATH, .offset = offsetof(struct bench_text, metrics),
	  .help = "A file for the text collector of the Prometheus node exporter, written anew as a whole "
		  "when something has changed." },
	{ .key = "on-done", .type = NR_STRING, .offset = offsetof(struct bench_text, on_done),
	  .help = "A command that hears, as JSON on its input, that a phone is done." },
	{ .key = "on-trouble", .type = NR_STRING, .offset = offsetof(struct bench_text, on_trouble),
	  .help = "A command that hears that a phone is blocked, refused or stalled." },
	{ .key = "on-end", .type = NR_STRING, .offset = offsetof(struct bench_text, on_end),
	  .help = "A command that hears that the bench ends, and how every phone stands." },
	{ .key = "label", .type = NR_PATH, .offset = offsetof(struct bench_text, label),
	  .help = "A text with {name}, {mac}, {serial} and so on, which the command label fills for a phone." },
	{ .key = "label-command", .type = NR_STRING, .offset = offsetof(struct bench_text, label_command),
	  .help = "The command that gets a filled label on its input." },
	{ .key = NULL },
};

static const struct nr_option model_rows[] = {
	{ .key = "target", .type = NR_STRING, .offset = offsetof(struct settings_model, target),
	  .help = "The load for all phones of this model; wins over the target of [bench]." },
	{ .key = NULL },
};

static const struct nr_option phone_rows[] = {
	{ .key = "target",
	  .type = NR_STRING,
	  .offset = offsetof(struct settings_phone, target),
	  .help = "The load for this phone; wins over its model." },
	{ .key = "model",
	  .type = NR_STRING,
	  .offset = offsetof(struct settings_phone, model),
	  .help = "Its model, when what it says of itself is ambiguous or missing." },
	{ .key = "load",
	  .type = NR_STRING,
	  .offset = offsetof(struct settings_phone, load),
	  .help = "The load that it runs now, if it cannot be seen." },
	{ .key = "hold",
	  .type = NR_BOOL,
	  .offset = offsetof(struct settings_phone, hold),
	  .fallback = "no",
	  .help = "Watch this phone and serve it nothing that changes it." },
	{ .key = "power-cycle",
	  .type = NR_STRING,
	  .offset = offsetof(struct settings_phone, power_cycle),
	  .help = "The command that switches this phone off and on, or no; wins over [bench]." },
	{ .key = "switch-port",
	  .type = NR_STRING,
	  .offset = offsetof(struct settings_phone, switch_port),
	  .help = "The switch port of this phone, for the power-cycle command." },
	{ .key = NULL },
};

static const struct nr_option mqtt_rows[] = {
	{ .key = "broker",
	  .type = NR_STRING,
	  .offset = offsetof(struct settings_mqtt, broker),
	  .help = "The broker that netrecover mqtt tells: HOST, HOST:PORT, or mqtts://HOST with TLS; nobody is told when "
		  "it is not set." },
	{ .key = "topic",
	  .type = NR_STRING,
	  .offset = offsetof(struct settings_mqtt, topic),
	  .fallback = "netrecover",
	  .help = "What all topics begin with." },
	{ .key = "user",
	  .type = NR_STRING,
	  .offset = offsetof(struct settings_mqtt, user),
	  .help = "Its name at the broker." },
	{ .key = "password-file",
	  .type = NR_PATH,
	  .offset = offsetof(struct settings_mqtt, password_file),
	  .help = "The file whose first line is the password." },
	{ .key = "ca",
	  .type = NR_PATH,
	  .offset = offsetof(struct settings_mqtt, ca),
	  .help = "The certificates by which the broker is known; with it, the connection is TLS.  Those of the system "
		  "when it is not set." },
	{ .key = "certificate",
	  .type = NR_PATH,
	  .offset = offsetof(struct settings_mqtt, certificate),
	  .help = "The bench's own certificate, where the broker asks for one." },
	{ .key = "key",
	  .type = NR_PATH,
	  .offset = offsetof(struct settings_mqtt, key),
	  .help = "The key of that certificate." },
	{ .key = "keep-alive",
	  .type = NR_SECONDS,
	  .offset = offsetof(struct settings_mqtt, keep_alive),
	  .min = 5,
	  .max = 3600,
	  .fallback = "60s",
	  .help = "A bench that is silent for so long is gone." },
	{ .key = NULL },
};

const struct settings_section settings_sections[] = {
	{ "bench", bench_rows },
	{ "model NAME", model_rows },
	{ "mqtt", mqtt_rows },
	{ "phone SEPxxxxxxxxxxxx", phone_rows },
	{ NULL, NULL },
};

static const char *const own_sections[] = SETTINGS_SECTIONS;

bool settings_is_own(const char *section)
{
	for (size_t i = 0; i < NR_ARRAY_SIZE(own_sections); i++)
		if (strcmp(section, own_sections[i]) == 0)
			return true;
	return false;
}

/* -- values --------------------------------------------------------------------- */

/* About a key of [bench], wherever it was set. */
static void __attribute__((format(printf, 3, 4)))
bench_error(struct settings *c, const char *key, const char *fmt, ...)
{
	const struct ini_entry *e = ini_find(&c->ini, "bench", "", key);
	char text[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (e)
		ini_value_error(&c->ini, e, "%s", text);
	else
		ini_error(&c->ini, 0, "bench", "%s: %s", key, text);
}

/* Which of @words is @value?  Reports an error and gives 0 when none is. */
static unsigned read_choice(struct settings *c, const char *key, const char *value,
			    const char *const words[2])
{
	const char *near;

	for (unsigned i = 0; i < 2; i++)
		if (strcmp(value, words[i]) == 0)
			return i;
	near = nearest(value, words, 2);
	if (near)
		bench_error(c, key, "'%.64s' is not known (did you mean '%s'?)", value, near);
	else
		bench_error(c, key, "'%.64s' is neither %s nor %s", value, words[0], words[1]);
	return 0;
}

#define SIZE_LEAST (UINT64_C(64) << 10)

/* Bytes: "16M"; K, M and G are powers of 1024. */
static uint64_t read_size(struct settings *c, const char *key, const char *value)
{
	static const char units[] = "KMG";
	const char *unit;
	char *end;
	unsigned long long n;

	errno = 0;
	n = strtoull(value, &end, 10);
	unit = *end ? strchr(units, *end) : NULL;
	if (!isdigit((unsigned char)value[0]) || errno || (*end && (!unit || end[1])) || n > UINT32_MAX) {
		bench_error(c, key, "'%.64s' is no size: write 16M, or bytes", value);
		return SIZE_LEAST;
	}
	n <<= unit ? 10 * (unsigned)(unit - units + 1) : 0;
	if (n < SIZE_LEAST)
		bench_error(c, key, "%.64s is too small: 64K is the least", value);
	return n;
}

static void read_interface(struct settings *c, const char *value)
{
	if (!value)
		return;
	if (strlen(value) > 15 || strpbrk(value, "/ \t") || strcmp(value, ".") == 0 ||
	    strcmp(value, "..") == 0)
		bench_error(c, "interface", "'%.64s' cannot be the name of an interface", value);
	else
		c->interface = value;
}

static void read_address(struct settings *c, const char *value)
{
	const char *slash = value ? strchr(value, '/') : NULL, *end = NULL;
	char text[INET_ADDRSTRLEN] = "";
	unsigned prefix = 0;
	uint32_t host, mask;

	if (!value)
		return;
	if (slash && slash - value < INET_ADDRSTRLEN)
		memcpy(text, value, (size_t)(slash - value));
	for (end = slash ? slash + 1 : ""; *end >= '0' && *end <= '9' && prefix < 100; end++)
		prefix = prefix * 10 + (unsigned)(*end - '0');
	if (!slash || slash[1] == '\0' || *end || inet_pton(AF_INET, text, &c->address) != 1) {
		memset(&c->address, 0, sizeof(c->address));
		bench_error(c, "address", "'%.64s' is not an address with its prefix length, such as "
			    "10.77.0.1/24", value);
		return;
	}
	if (prefix < 8 || prefix > 30) {
		bench_error(c, "address", "the prefix length of '%s' is not between 8 and 30", value);
		return;
	}
	host = ntohl(c->address.s_addr);
	mask = UINT32_MAX << (32 - prefix);
	if ((host & ~mask) == 0 || (host & ~mask) == ~mask || host >> 24 == 127 || host >> 28 >= 14 ||
	    host >> 24 == 0) {
		bench_error(c, "address", "'%s' cannot be the address of a machine", value);
		return;
	}
	c->prefix = prefix;
}

/* A command that makes no sense is an error now, not when a phone needs it. */
static void check_command(struct settings *c, const char *section, const char *name, const char *key,
			  const char *text)
{
	const struct ini_entry *e = text ? ini_find(&c->ini, section, name, key) : NULL;
	struct command command;
	const char *wrong = text ? command_read(&command, text) : NULL;

	if (wrong && e)
		ini_value_error(&c->ini, e, "'%.64s' %s", text, wrong);
}

/* "a, b" as a NULL-terminated array; NULL for "*" and for no value. */
static const char **read_list(struct settings *c, const char *key, const char *value)
{
	const char **list, *near = value;
	size_t n = 0, room = 2;

	if (!value || strcmp(value, "*") == 0)
		return NULL;
	for (const char *p = value; *p; p++)
		room += *p == ',';
	list = calloc(room, sizeof(*list));
	while (list && near) {
		const char *comma = strchr(near, ','), *end = comma ? comma : near + strlen(near);

		while (near < end && ini_is_blank(*near))
			near++;
		while (end > near && ini_is_blank(end[-1]))
			end--;
		if (end == near)
			bench_error(c, key, "an empty name in '%.64s'", value);
		else if ((list[n] = ini_text(&c->ini, near, (size_t)(end - near))) != NULL)
			n++;
		near = comma ? comma + 1 : NULL;
	}
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(list[i], list[j]) == 0)
				bench_error(c, key, "'%s' is listed twice", list[i]);
	return list;
}

/* What is allowed on the wire: a kind, or the address of one device. */
static void check_allowed(struct settings *c)
{
	static const char *const kinds[] = SETTINGS_NEIGHBOURS;
	struct in_addr ip;
	struct nr_mac mac;

	for (const char **w = c->allow; w && *w; w++) {
		const char *near = nearest(*w, kinds, NR_ARRAY_SIZE(kinds));
		bool known = inet_pton(AF_INET, *w, &ip) == 1 || nr_mac_read(*w, &mac);

		for (size_t i = 0; i < NR_ARRAY_SIZE(kinds); i++)
			known |= strcmp(*w, kinds[i]) == 0;
		if (!known && near)
			bench_error(c, "allow", "'%.64s' is not known (did you mean '%s'?)", *w, near);
		else if (!known)
			bench_error(c, "allow", "'%.64s' is neither router, call-manager or devices nor an address", *w);
	}
}

bool settings_allows(const struct settings *c, const char *kind, struct in_addr ip, const struct nr_mac *mac)
{
	struct in_addr a;
	struct nr_mac m;

	for (const char **w = c->allow; w && *w; w++)
		if (strcmp(*w, kind) == 0 || (inet_pton(AF_INET, *w, &a) == 1 && a.s_addr == ip.s_addr) ||
		    (nr_mac_read(*w, &m) && memcmp(&m, mac, sizeof(m)) == 0))
			return true;
	return false;
}

/* A name goes into files, topics and pages: what all of them take. */
static const char *read_name(struct settings *c, const char *value)
{
	static const char good[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ._-";
	char host[SETTINGS_NAME_MAX + 1] = "";
	size_t n;

	if (value) {
		n = strspn(value, good);
		if (value[n])
			bench_error(c, "name", "'%.64s' may have letters, digits, blanks and ._- only",
				    value);
		else if (n > SETTINGS_NAME_MAX)
			bench_error(c, "name", "it is longer than %d", SETTINGS_NAME_MAX);
		return value;
	}
	if (gethostname(host, sizeof(host)) < 0)
		host[0] = '\0';
	host[sizeof(host) - 1] = '\0';
	n = strspn(host, good);
	return ini_text(&c->ini, n ? host : "bench", n ? n : strlen("bench"));
}

/* "/run/netrecover-view.sock" beside "/run/netrecover.sock"; NULL: no memory. */
static const char *beside(struct settings *c, const char *control)
{
	static const char end[] = ".sock";
	size_t n = control ? strlen(control) : 0;
	const char *path = NULL;
	char *text;

	if (!control)
		return NULL;
	if (n > strlen(end) && strcmp(control + n - strlen(end), end) == 0)
		n -= strlen(end);
	if (asprintf(&text, "%.*s-view%s", (int)n, control, end) < 0)
		return NULL;
	path = ini_text(&c->ini, text, strlen(text));
	free(text);
	return path;
}

static void read_bench(struct settings *c)
{
	static const char *const targets[2] = { "call-manager", "newest" };
	static const char *const missing[2] = { "leave", "newest" };
	static const char *const serves[2] = { "phones", "all" };
	static const char *const routes[2] = { "refuse", "allow" };
	struct bench_text b;

	memset(&b, 0, sizeof(b));
	ini_value_apply(&c->ini, "bench", "", bench_rows, &b);
	read_interface(c, b.interface);
	c->vlan = b.vlan;
	read_address(c, b.address);
	c->library = b.library;
	c->state = b.state;
	c->control = b.control;
	c->view = b.view ? b.view : beside(c, b.control);
	c->plugins = read_list(c, "plugins", b.plugins);
	c->models = read_list(c, "models", b.models);
	c->call_manager = b.call_manager;
	c->downgrade = b.downgrade;
	c->protocol_change = b.protocol_change;
	c->target = read_choice(c, "target", b.target, targets) ? SETTINGS_TARGET_NEWEST
								: SETTINGS_TARGET_CALL_MANAGER;
	c->missing_newest = read_choice(c, "target-missing", b.target_missing, missing) != 0;
	c->serve_all = read_choice(c, "serve", b.serve, serves) != 0;
	c->user = b.user;
	c->power_cycle = b.power_cycle;
	c->default_route = read_choice(c, "default-route", b.default_route, routes) != 0;
	c->allow = read_list(c, "allow", b.allow);
	c->name = read_name(c, b.name);
	c->metrics = b.metrics;
	c->sandbox = b.sandbox;
	c->on_done = b.on_done;
	c->on_trouble = b.on_trouble;
	c->on_end = b.on_end;
	c->label = b.label;
	c->label_command = b.label_command;
	c->devices = b.devices;
	c->journal_size = read_size(c, "journal-size", b.journal_size);
	check_allowed(c);
	check_command(c, "bench", "", "power-cycle", b.power_cycle);
	check_command(c, "bench", "", "on-done", b.on_done);
	check_command(c, "bench", "", "on-trouble", b.on_trouble);
	check_command(c, "bench", "", "on-end", b.on_end);
	check_command(c, "bench", "", "label-command", b.label_command);
}

/* It stands in topics, between slashes, and is compared with patterns. */
static void read_mqtt(struct settings *c)
{
	const struct ini_entry *e = ini_find(&c->ini, "mqtt", "", "topic");

	ini_value_apply(&c->ini, "mqtt", "", mqtt_rows, &c->mqtt);
	if (e && (strpbrk(e->value, "+#$ ") || e->value[0] == '/' || !e->value[0] || strlen(e->value) > 60 ||
		  e->value[strlen(e->value) - 1] == '/'))
		ini_value_error(&c->ini, e, "'%.64s' is no topic: write names with slashes between them", e->value);
}

/* -- sections with names ----------------------------------------------------------- */

static int add_model(struct settings *c, const struct ini_section *s)
{
	struct settings_model *m = reallocarray(c->model, c->model_count + 1, sizeof(*m));

	if (!m)
		return -ENOMEM;
	c->model = m;
	m += c->model_count++;
	*m = (struct settings_model){ .name = s->name, .line = s->line };
	ini_value_apply(&c->ini, "model", s->name, model_rows, m);
	return 0;
}

static int add_phone(struct settings *c, const struct ini_section *s)
{
	struct settings_phone *p;
	struct nr_mac mac;

	if (!device_name_mac(s->name, &mac) || mac.b[0] & 1) {
		ini_section_error(&c->ini, s,
				  "[phone %s] '%s' is not a phone: write its name, with the "
				  "twelve digits of its MAC address", s->name, s->name);
		return 0;
	}
	if (settings_phone(c, &mac)) {
		ini_section_error(&c->ini, s, "[phone %s] the same phone as in line %u", s->name,
				  settings_phone(c, &mac)->line);
		return 0;
	}
	p = reallocarray(c->phone, c->phone_count + 1, sizeof(*p));
	if (!p)
		return -ENOMEM;
	c->phone = p;
	p += c->phone_count++;
	*p = (struct settings_phone){ .mac = mac, .line = s->line };
	ini_value_apply(&c->ini, "phone", s->name, phone_rows, p);
	p->mac = mac;
	check_command(c, "phone", s->name, "power-cycle", p->power_cycle);
	return 0;
}

static int read_section(struct settings *c, const struct ini_section *s)
{
	bool model = strcmp(s->section, "model") == 0, phone = strcmp(s->section, "phone") == 0;

	if (!model && !phone) {
		if (s->name[0])
			ini_section_error(&c->ini, s, "[%s] takes no name: '%s'", s->section, s->name);
		return 0;
	}
	if (s->name[0] == '\0') {
		ini_section_error(&c->ini, s, "[%s] needs a name: [%s %s]", s->section, s->section,
				  model ? "7945" : "SEP001B54AA0001");
		return 0;
	}
	return model ? add_model(c, s) : add_phone(c, s);
}

void settings_read_named(struct settings *c, const char *section, const char *key)
{
	const struct ini_entry *e = ini_find(&c->ini, section, "", key);
	bool serve = true;

	/* A value that is no boolean is reported by the plugin's own reading. */
	c->serve_named |= e && ini_value_read_bool(e->value, &serve) && !serve;
	if (!c->serve_named)
		return;
	if (c->phone_count == 0)
		ini_value_error(&c->ini, e, "it serves only phones with a section of their own, and there is none: write "
				"[phone SEP001B54AA0001] for each");
	if (c->serve_all)
		ini_value_error(&c->ini, e, "no, and serve = all in [bench]: each excludes the other");
}

int settings_program(struct settings *c, const struct command *k, char *out, size_t size)
{
	const char *program = k->word[0];

	if (strchr(program, '/'))
		program = ini_path(&c->ini, program);
	return program ? command_find(program, out, size) : -ENOMEM;
}

const char *settings_command_fault(struct settings *c, const char *text, char *out, size_t size)
{
	struct command k;
	const char *why = command_read(&k, text);
	int r;

	if (why) {
		snprintf(out, size, "%s", text);
		return why;
	}
	r = settings_program(c, &k, out, size);
	return r < 0 ? strerror(-r) : NULL;
}

int settings_load(struct settings *out, const char *path, const char *const *sets,
		  size_t set_count)
{
	int r;

	memset(out, 0, sizeof(*out));
	r = path ? ini_load(&out->ini, path) : ini_parse(&out->ini, NULL, NULL, 0);
	if (!out->ini.own)
		return -ENOMEM;
	for (size_t i = 0; r != -ENOMEM && i < set_count; i++)
		if (ini_set(&out->ini, sets[i]) < 0)
			r = -ENOMEM;
	if (r == -ENOMEM)
		return r;
	read_bench(out);
	read_mqtt(out);
	if (!out->library || !out->state || !out->control || !out->view || !out->name)
		return -ENOMEM;
	for (size_t i = 0; i < out->ini.section_count; i++) {
		r = read_section(out, &out->ini.section[i]);
		if (r < 0)
			return r;
	}
	return out->ini.errors.count ? -EINVAL : 0;
}

void settings_finish(struct settings *c)
{
	free(c->plugins);
	free(c->allow);
	free(c->models);
	free(c->model);
	free(c->phone);
	ini_finish(&c->ini);
	memset(c, 0, sizeof(*c));
}

const struct settings_phone *settings_phone(const struct settings *c, const struct nr_mac *mac)
{
	for (size_t i = 0; i < c->phone_count; i++)
		if (memcmp(&c->phone[i].mac, mac, sizeof(*mac)) == 0)
			return &c->phone[i];
	return NULL;
}
