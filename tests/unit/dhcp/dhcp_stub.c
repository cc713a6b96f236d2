/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * dhcp_stub.c -- a core of one page: loads the DHCP plugin and runs it on one
 * interface, so that it can be tested and measured alone.
 *
 *   dhcp_stub [-a] [-g] [-o] [-p] [-q] PLUGIN INTERFACE ADDRESS PREFIX [FIRST LAST]
 *
 * -a serves any device, not only Cisco phones; -g without the guard; -p passive; -o as if the
 * operator had written option-160 = tftp://10.77.0.9 and option-42 = 10.77.0.3;
 * -q says nothing about single packets.  What the plugin sights, tells and logs
 * goes to standard output, one line each.  Ends at the end of standard input, or
 * with status 4 when the guard trips.
 */
#include <netrecover/plugin.h>
#include <netrecover/protocol.h>

#include <arpa/inet.h>
#include <dlfcn.h>
#include <ev.h>
#include <net/if.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <syslog.h>
#include <unistd.h>

#define DEVICES 65536                   /* power of two */

struct device {
	struct nr_mac mac;
	bool used, phone, acme;
};

struct nr_instance {
	struct nr_bench bench;
	struct ev_loop *loop;
	void *conf, *data;
	struct device devices[DEVICES];
	bool serve_all, quiet;
	int status;
};

#define API __attribute__((visibility("default")))

static struct nr_instance core;

/* -- what a plugin calls --------------------------------------------------------- */

API const void *nr_conf(const struct nr_instance *self)
{
	return self->conf;
}

API void *nr_data(const struct nr_instance *self)
{
	return self->data;
}

API void nr_set_data(struct nr_instance *self, void *data)
{
	self->data = data;
}

API struct ev_loop *nr_loop(const struct nr_instance *self)
{
	return self->loop;
}

API void nr_get_bench(const struct nr_instance *self, struct nr_bench *out, size_t size)
{
	memcpy(out, &self->bench, size);
}

API void nr_log(const struct nr_instance *self, int priority, const char *fmt, ...)
{
	va_list ap;

	(void)self;
	printf("log %d ", priority);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	printf("\n");
	fflush(stdout);
}

API void nr_find(struct nr_instance *self, enum nr_answer answer, const char *mend, const char *fmt, ...)
{
	(void)self;
	(void)answer;
	(void)mend;
	(void)fmt;
}

API void nr_want_port(struct nr_instance *self, uint16_t port, unsigned how)
{
	(void)self;
	(void)port;
	(void)how;
}

API void nr_want_frames(struct nr_instance *self)
{
	(void)self;
}

static uint32_t slot_of(const struct nr_mac *mac)
{
	uint32_t h = 2166136261u;

	for (int i = 0; i < 6; i++)
		h = (h ^ mac->b[i]) * 16777619u;
	h &= DEVICES - 1;
	while (core.devices[h].used && memcmp(&core.devices[h].mac, mac, sizeof(*mac)) != 0)
		h = (h + 1) & (DEVICES - 1);
	return h;
}

static void print_sighting(const struct nr_sighting *s)
{
	char mac[NR_MAC_STR_SIZE], text[INET_ADDRSTRLEN];

	printf("sight %s %s", s->mac ? nr_mac_str(s->mac, mac) : "-",
	       inet_ntop(AF_INET, &s->addr, text, sizeof(text)));
	for (const struct nr_fact_value *f = s->facts; f && f->fact; f++)
		printf(" %d=%s", (int)f->fact, f->text);
	printf("\n");
	fflush(stdout);
}

API nr_phone_id nr_sight(struct nr_instance *self, const struct nr_sighting *s)
{
	uint32_t slot = slot_of(s->mac);

	self->devices[slot].used = true;
	self->devices[slot].mac = *s->mac;
	for (const struct nr_fact_value *f = s->facts; f && f->fact; f++)
		if (f->fact == NR_FACT_VENDOR_CLASS) {
			self->devices[slot].phone = strncasecmp(f->text, "cisco", 5) == 0;
			self->devices[slot].acme = strncasecmp(f->text, "cisco acme", 10) == 0;
		}
	if (!self->quiet)
		print_sighting(s);
	return slot + 1;
}

API enum nr_verdict nr_ask_lease(struct nr_instance *self, nr_phone_id phone)
{
	return self->serve_all || self->devices[phone - 1].phone ? NR_SERVE : NR_IGNORE;
}

API void nr_tell(struct nr_instance *self, nr_phone_id phone, enum nr_deed deed, const char *what,
		 uint64_t bytes, uint64_t total, const char *why)
{
	char mac[NR_MAC_STR_SIZE];

	(void)bytes;
	(void)total;
	if (self->quiet)
		return;
	printf("tell %s %d %s %s\n", nr_mac_str(&self->devices[phone - 1].mac, mac), (int)deed, what,
	       why ? why : "-");
	fflush(stdout);
}

API void nr_guard(struct nr_instance *self, enum nr_guard_state state, const char *who)
{
	printf("guard %s %s\n", state == NR_GUARD_CLEAR ? "clear" : state == NR_GUARD_OFF ? "off" :
	       state == NR_GUARD_ASKING ? "asking" : "tripped",
	       who ? who : "-");
	fflush(stdout);
	if (state == NR_GUARD_TRIPPED) {
		self->status = 4;
		ev_break(self->loop, EVBREAK_ALL);
	}
}

API void nr_guard_tripped(struct nr_instance *self, const struct nr_server *by, size_t size)
{
	char mac[NR_MAC_STR_SIZE], address[INET_ADDRSTRLEN], who[64];

	(void)size;
	inet_ntop(AF_INET, &by->address, address, sizeof(address));
	snprintf(who, sizeof(who), "%s (%s)", address, nr_mac_str(&by->mac, mac));
	nr_guard(self, NR_GUARD_TRIPPED, who);
}

/* The rows of a model that the bench of this page knows: its devices' class begins with "Cisco ACME". */
API bool nr_dhcp_row(struct nr_instance *self, nr_phone_id phone, unsigned i, struct nr_dhcp *out,
		     size_t size)
{
	static const struct nr_dhcp rows[] = {
		{ 66, 0, NR_DHCP_TEXT, "http://10.77.0.1:6970", false, NULL },
		{ 160, 0, NR_DHCP_TEXT, "http://10.77.0.1:6970/", false, NULL },
		{ 150, 0, NR_DHCP_TEXT, NULL, false, NULL },
		{ 128, 0, NR_DHCP_TEXT_NUL, "ACME,10.77.0.1:4100.", true, NULL },
	};

	if (!self->devices[phone - 1].acme || i >= NR_ARRAY_SIZE(rows))
		return false;
	memcpy(out, &rows[i], size);
	return true;
}

/* -- the program ------------------------------------------------------------------- */

static void die(const char *what, const char *why)
{
	fprintf(stderr, "dhcp_stub: %s: %s\n", what, why);
	exit(2);
}

/* The defaults of the plugin's rows, and what the command line says. */
static void configure(const struct nr_protocol *p, bool guard, bool operator, const char *first, const char *last)
{
	core.conf = calloc(1, p->conf_size);
	if (!core.conf)
		die("conf", "no memory");
	for (const struct nr_option *o = p->options; o->key; o++) {
		char *at = (char *)core.conf + o->offset;

		if (o->type == NR_RANGE && first) {
			inet_pton(AF_INET, first, &((struct nr_range *)(void *)at)->first);
			inet_pton(AF_INET, last, &((struct nr_range *)(void *)at)->last);
		} else if (o->type == NR_SECONDS) {
			*(uint32_t *)(void *)at = 600;
		} else if (o->type == NR_BOOL) {
			*(bool *)at = guard;
		} else if (o->type == NR_NUMBERED && operator) {
			*(struct nr_numbered *)(void *)at = (struct nr_numbered){
				2, { { 160, "tftp://10.77.0.9" }, { 42, "10.77.0.3" } }
			};
		}
	}
}

static void look_at_interface(const char *name, const char *address, unsigned prefix)
{
	struct nr_bench *b = &core.bench;
	struct ifreq r = { 0 };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (strlen(name) >= sizeof(b->interface) || prefix < 1 || prefix > 32)
		die(name, "bad argument");
	memcpy(b->interface, name, strlen(name));
	memcpy(r.ifr_name, name, strlen(name));
	b->ifindex = if_nametoindex(name);
	if (!b->ifindex || ioctl(fd, SIOCGIFHWADDR, &r) != 0)
		die(name, "no such interface");
	close(fd);
	memcpy(b->mac.b, r.ifr_hwaddr.sa_data, 6);
	if (inet_pton(AF_INET, address, &b->address) != 1)
		die(address, "no address");
	b->netmask.s_addr = htonl(~0u << (32 - prefix));
}

static const struct nr_protocol *load(const char *path)
{
	void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	const struct nr_plugin *plugin = library ? dlsym(library, NR_PLUGIN_SYMBOL) : NULL;

	if (!plugin)
		die(path, dlerror());
	return plugin->protocols[0];
}

static void on_input(struct ev_loop *loop, ev_io *w, int events)
{
	char rest[64];

	(void)events;
	if (read(w->fd, rest, sizeof(rest)) <= 0)
		ev_break(loop, EVBREAK_ALL);
}

static void run(const struct nr_protocol *p)
{
	ev_io input;

	if (p->open(&core) != 0 || p->start(&core) != 0) {
		core.status = 1;
	} else {
		ev_io_init(&input, on_input, STDIN_FILENO, EV_READ);
		ev_io_start(core.loop, &input);
		ev_run(core.loop, 0);
		ev_io_stop(core.loop, &input);
	}
	p->stop(&core);
	free(core.conf);
}

int main(int argc, char **argv)
{
	const struct nr_protocol *protocol;
	bool guard = true, operator = false;
	int o;

	while ((o = getopt(argc, argv, "agopq")) != -1) {
		core.serve_all |= o == 'a';
		core.bench.passive |= o == 'p';
		core.quiet |= o == 'q';
		guard = guard && o != 'g';
		operator |= o == 'o';
		if (o == '?')
			return 2;
	}
	if (argc - optind != 4 && argc - optind != 6)
		die("usage", "dhcp_stub [-agopq] PLUGIN INTERFACE ADDRESS PREFIX [FIRST LAST]");
	argv += optind;
	look_at_interface(argv[1], argv[2], (unsigned)strtoul(argv[3], NULL, 10));
	core.loop = ev_default_loop(0);
	protocol = load(argv[0]);
	configure(protocol, guard, operator, argv[4], argv[4] ? argv[5] : NULL);
	run(protocol);
	ev_loop_destroy(core.loop);
	return core.status;
}
