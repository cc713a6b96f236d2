/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* checkup_wire.c -- see checkup_wire.h. */
#include <config.h>

#include "core/verbs/checkup_wire.h"
#include "core/base/log.h"
#include "core/base/noun.h"

#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>

#define GUARD_SECONDS 15.

/* -- neighbours --------------------------------------------------------------------------- */

static const char *const kinds[] = {
	[OVERHEAR_ROUTER] = "router",
	[OVERHEAR_CALL_MANAGER] = "call-manager",
	[OVERHEAR_DEVICE] = "devices",
};

static const char *describe(const struct overheard *o, char *buf, size_t size)
{
	char ip[INET_ADDRSTRLEN], mac[NR_MAC_STR_SIZE];

	inet_ntop(AF_INET, &o->ip, ip, sizeof(ip));
	snprintf(buf, size, "%s%s%s%s", o->ip.s_addr ? ip : "", o->ip.s_addr ? " (" : "", nr_mac_str(&o->mac, mac),
		 o->ip.s_addr ? ")" : "");
	return buf;
}

static void find_one(struct checkup *c, const struct overheard *o)
{
	const char *what = o->kind == OVERHEAR_ROUTER ? "a router" : "a call manager";
	const struct settings *s = c->bench->config;
	char who[80], mend[80];

	describe(o, who, sizeof(who));
	if (settings_allows(s, kinds[o->kind], o->ip, &o->mac)) {
		checkup_find(c, NR_ANSWER_OK, 0, NULL, "%s is heard on %s, and allowed: %s, by %s", what, s->interface,
			     who, o->how);
		return;
	}
	snprintf(mend, sizeof(mend), "allow = %s", kinds[o->kind]);
	checkup_find(c, NR_ANSWER_BAD, EXIT_GUARD, mend, "%s is heard on %s: %s, by %s: this wire leads to a network; "
		     "serve an isolated one, or, if it is meant, allow it in [bench]", what, s->interface, who, o->how);
}

/* A phone with an old address is one of few; those of the configuration are known. */
static void find_devices(struct checkup *c, const struct overhear *o)
{
	const struct settings *s = c->bench->config;
	const struct overheard *first = NULL;
	char who[80];
	size_t n = 0;

	for (size_t i = 0; i < o->devices; i++) {
		const struct overheard *d = &o->device[i];

		if (settings_phone(s, &d->mac) || settings_allows(s, kinds[d->kind], d->ip, &d->mac))
			continue;
		n++;
		first = first ? first : d;
	}
	if (n >= OVERHEAR_MANY)
		checkup_find(c, NR_ANSWER_BAD, EXIT_GUARD, "allow = devices", "%zu %s on %s with an address of "
			     "another network, such as %s: this wire leads to one; serve an isolated one, or, if it is "
			     "meant, allow them in [bench]", n, noun_of(n, "device", "devices"),
			     s->interface, describe(first, who, sizeof(who)));
	else if (n)
		checkup_find(c, NR_ANSWER_OK, 0, NULL, "%zu %s on %s with an address of another network, such as "
			     "%s", n, noun_of(n, "device", "devices"), s->interface, describe(first, who, sizeof(who)));
}

void checkup_wire_heard(struct checkup *c, const struct overhear *o)
{
	const char *interface = c->bench->config->interface;
	char ip[INET_ADDRSTRLEN], mac[NR_MAC_STR_SIZE];

	inet_ntop(AF_INET, &o->address, ip, sizeof(ip));
	if (o->taken)
		checkup_find(c, NR_ANSWER_BAD, EXIT_GUARD, "address = ADDRESS/PREFIX", "%s is the address of another host "
			     "on %s, %s: take that one off this wire, or set another address in [bench]", ip, interface,
			     nr_mac_str(&o->by, mac));
	for (size_t i = 0; i < o->count; i++)
		find_one(c, &o->row[i]);
	find_devices(c, o);
	if (!o->taken)
		checkup_find(c, NR_ANSWER_OK, 0, NULL, "nobody has %s on %s; %lu %s heard in %d s", ip, interface,
			     o->frames, noun_of(o->frames, "frame", "frames"), OVERHEAR_MS / 1000);
}

void checkup_wire_neighbours(struct checkup *c)
{
	const struct settings *s = c->bench->config;
	struct overhear o = {
		.mac = c->bench->wire.mac, .address = s->address, .netmask = c->bench->wire.netmask, .vlan = s->vlan,
	};
	int r;

	if (c->link.flags & IFF_LOOPBACK)
		return;
	r = overhear_wire(&o, c->link.index);
	if (r < 0)
		checkup_find(c, NR_ANSWER_UNCHECKED, 0, NULL, "who else is on %s: %s", s->interface, r == -EPERM ?
			     "cap_net_raw is missing" : strerror(-r));
	else
		checkup_wire_heard(c, &o);
}

/* -- other DHCP servers --------------------------------------------------------------------- */

/* The guard's own line, so that the words are those of a run. */
static void hear_guard(int priority, const char *line, void *arg)
{
	struct checkup *c = arg;

	if (priority <= LOG_ERR)
		snprintf(c->said, sizeof(c->said), "%s", line);
}

static void settled(struct bench *b, struct phone *p, void *arg)
{
	(void)arg;
	if (!p && b->guard && b->guard != NR_GUARD_ASKING)
		ev_break(b->loop, EVBREAK_ALL);
}

static void give_up(struct ev_loop *loop, ev_timer *w, int revents)
{
	(void)w;
	(void)revents;
	ev_break(loop, EVBREAK_ALL);
}

static int ask(struct checkup *c, struct nr_instance *dhcp)
{
	struct bench *b = c->bench;
	ev_timer limit;
	int r;

	b->changed = settled;
	r = instance_open(dhcp);
	if (r == 0)
		r = instance_start(dhcp);
	if (r < 0)
		return r;
	ev_timer_init(&limit, give_up, GUARD_SECONDS, 0.);
	ev_timer_start(b->loop, &limit);
	if (!b->guard || b->guard == NR_GUARD_ASKING)
		ev_run(b->loop, 0);
	ev_timer_stop(b->loop, &limit);
	return 0;
}

static const char *words(const struct checkup *c, const char *fallback)
{
	const char *at = strncmp(c->said, "guard: ", 7) == 0 ? c->said + 7 : c->said;

	return *at ? at : fallback;
}

static void find_guard(struct checkup *c, int r)
{
	const char *interface = c->bench->config->interface;

	if (r < 0) {
		checkup_find(c, NR_ANSWER_UNCHECKED, 0, NULL, "other DHCP servers: %s", words(c, strerror(-r)));
		return;
	}
	if (c->bench->guard == NR_GUARD_CLEAR)
		checkup_find(c, NR_ANSWER_OK, 0, NULL, "no other DHCP server answers on %s", interface);
	else if (c->bench->guard == NR_GUARD_TRIPPED)
		checkup_find(c, NR_ANSWER_BAD, EXIT_GUARD, "interface = NAME", "%s", words(c, c->bench->guard_who));
	else if (c->bench->guard == NR_GUARD_OFF)
		checkup_find(c, NR_ANSWER_UNCHECKED, 0, "guard = on", "other DHCP servers: [dhcp] guard is off, so that "
			     "nobody looks for them");
	else
		checkup_find(c, NR_ANSWER_UNCHECKED, 0, NULL, "other DHCP servers: nothing known in %.0f s", GUARD_SECONDS);
}

/* The plugin asks; nothing is answered, since the loop ends with its finding. */
void checkup_wire_guard(struct checkup *c)
{
	struct nr_instance *dhcp = checkup_instance(c, "dhcp");
	int r;

	if (!dhcp)
		return;
	if (c->bench->config->vlan) {
		checkup_find(c, NR_ANSWER_UNCHECKED, 0, NULL, "other DHCP servers: the bench asks on its VLAN when it "
			     "starts");
		return;
	}
	c->said[0] = '\0';
	log_set_sink(hear_guard, c);
	r = ask(c, dhcp);
	log_set_sink(NULL, NULL);
	find_guard(c, r);
}
