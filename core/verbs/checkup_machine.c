/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* checkup_machine.c -- see checkup_machine.h. */
#include <config.h>

#include "core/verbs/checkup_machine.h"
#include "core/base/clock.h"
#include "core/host/address.h"
#include "core/host/firewall.h"
#include "core/host/holder.h"
#include "core/host/manager.h"

#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#define CARRIER_MS 3000                 /* that a link may take to come up */
#define LOWER_UP 0x10000                /* IFF_LOWER_UP: a carrier; <net/if.h> does not know it */

/* -- the interface ---------------------------------------------------------------------- */

static void find_no_interface(struct checkup *c)
{
	struct if_nameindex *list = if_nameindex();
	char names[200] = "", mend[40] = "ip link";
	size_t n;

	for (struct if_nameindex *i = list; i && i->if_index; i++) {
		n = strlen(names);
		snprintf(names + n, sizeof(names) - n, "%s%s", n ? ", " : "", i->if_name);
		if (strcmp(i->if_name, "lo") != 0 && link_default_route(i->if_index) == LINK_ROUTE_NONE)
			snprintf(mend, sizeof(mend), "interface = %s", i->if_name);
	}
	if (list)
		if_freenameindex(list);
	checkup_find(c, NR_ANSWER_BAD, EXIT_RUNTIME, mend, "there is no '%s' here; there are: %s",
		     c->bench->config->interface, names);
}

static void fill_wire(struct checkup *c)
{
	const struct settings *s = c->bench->config;
	struct nr_bench *w = &c->bench->wire;

	snprintf(w->interface, sizeof(w->interface), "%s", s->interface);
	snprintf(w->parent, sizeof(w->parent), "%s", s->interface);
	w->ifindex = c->link.index;
	memcpy(w->mac.b, c->link.mac, 6);
	w->address = s->address;
	w->netmask.s_addr = htonl(~0u << (32 - s->prefix));
}

void checkup_machine_interface(struct checkup *c)
{
	const struct settings *s = c->bench->config;
	int r = link_look(s->interface, &c->link);
	const char *fault = r == 0 && s->vlan ? address_no_vlan(s->interface) : NULL;

	if (r == -ENODEV)
		find_no_interface(c);
	else if (r < 0)
		checkup_find(c, NR_ANSWER_BAD, EXIT_RUNTIME, NULL, "cannot look at %s: %s", s->interface, strerror(-r));
	else if (fault)
		checkup_find(c, NR_ANSWER_BAD, EXIT_RUNTIME, NULL, "vlan = %u: %s %s", s->vlan, s->interface, fault);
	else if (s->vlan)
		checkup_find(c, NR_ANSWER_OK, 0, NULL, "%s, VLAN %u of it: a phone on another VLAN, or on none, is "
			     "reported and not served", s->interface, s->vlan);
	else
		checkup_find(c, NR_ANSWER_OK, 0, NULL, "%s, number %u", s->interface, c->link.index);
	if (r == 0)
		fill_wire(c);
}

/* The interface with the default route leads to somebody's network. */
void checkup_machine_route(struct checkup *c)
{
	const char *interface = c->bench->config->interface;
	int r = link_default_route(c->link.index);

	if (r < 0)
		checkup_find(c, NR_ANSWER_UNCHECKED, 0, NULL, "the routes cannot be read: %s", strerror(-r));
	else if (r == LINK_ROUTE_NONE)
		checkup_find(c, NR_ANSWER_OK, 0, NULL, "no default route leads over %s", interface);
	else if (c->bench->config->default_route)
		checkup_find(c, NR_ANSWER_OK, 0, NULL, "%s has the default route, which [bench] default-route allows",
			     interface);
	else
		checkup_find(c, NR_ANSWER_BAD, EXIT_GUARD, "default-route = allow", "%s has the default route%s: it "
			     "leads to your network; serve an isolated wire, or, if this one is meant, allow it in "
			     "[bench]", interface, r == LINK_ROUTE_IPV6 ? " of IPv6" : "");
}

void checkup_machine_address(struct checkup *c)
{
	const struct settings *s = c->bench->config;
	const struct address_wanted want = { s->interface, s->vlan, s->address, s->prefix, { NULL } };
	char fault[240], text[INET_ADDRSTRLEN];
	int r = address_find(&want, fault, sizeof(fault));

	c->placed = r == 1;
	inet_ntop(AF_INET, &s->address, text, sizeof(text));
	if (r < 0)
		checkup_find(c, NR_ANSWER_BAD, EXIT_RUNTIME, r == -EADDRINUSE ? "ip address" : "ip -d link", "%s", fault);
	else
		checkup_find(c, NR_ANSWER_OK, 0, NULL, "%s/%u %s", text, s->prefix, c->placed ? "is there already" :
			     "is put on while the bench runs");
}

/* Files are looked at as the bench's user. */
void checkup_machine_plugins(struct checkup *c)
{
	rights_borrow(&c->user);
	instance_check_all(c->bench, &c->plugins);
	rights_borrow(NULL);
}

/* -- rights ------------------------------------------------------------------------------ */

static unsigned rights_needed(const struct checkup *c)
{
	unsigned need = c->placed && !c->bench->config->vlan && (c->link.flags & IFF_UP) ? 0 : RIGHTS_ADMIN;

	if (c->plugins.frames)
		need |= RIGHTS_FRAMES;
	for (size_t i = 0; i < c->plugins.ports.count; i++)
		if (port_is_low(&c->plugins.ports.row[i]))
			need |= RIGHTS_LOW_PORT;
	return need;
}

void checkup_machine_rights(struct checkup *c)
{
	char missing[80], self[256], mend[400];
	ssize_t n;

	if (!rights_missing(rights_needed(c), missing, sizeof(missing))) {
		if (geteuid() == 0)
			checkup_find(c, NR_ANSWER_OK, 0, NULL, "root; the bench becomes %s once everything is open",
				     c->bench->config->user);
		else
			checkup_find(c, NR_ANSWER_OK, 0, NULL, "the program has what it needs; the bench stays the user "
				     "who started it");
		return;
	}
	n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	snprintf(mend, sizeof(mend), "sudo setcap cap_net_admin,cap_net_bind_service,cap_net_raw+ep %.*s",
		 n > 0 ? (int)n : 0, self);
	checkup_find(c, NR_ANSWER_BAD, EXIT_RUNTIME, mend, "%s lacks %s, which the ports, the capture and the address "
		     "need: start it with sudo, or give the program's file the right", geteuid() == 0 ? "root here" :
		     "this user", missing);
}

/* -- the cable --------------------------------------------------------------------------- */

static void wait_for_carrier(struct checkup *c)
{
	int64_t end = clock_mono_ms() + CARRIER_MS;

	do {
		(void)poll(NULL, 0, 50);
		if (link_look(c->bench->config->interface, &c->link) < 0)
			return;
	} while (!(c->link.flags & LOWER_UP) && clock_mono_ms() < end);
}

/* Only a run may do this. */
static bool bring_up(struct checkup *c)
{
	const char *interface = c->bench->config->interface;
	struct netlink n;
	char mend[40];
	int r = netlink_open(&n);

	if (r == 0) {
		r = link_set_up(&n, c->link.index);
		netlink_close(&n);
	}
	snprintf(mend, sizeof(mend), "ip link set %s up", interface);
	if (r < 0)
		checkup_find(c, NR_ANSWER_BAD, EXIT_RUNTIME, mend, "%s is down: %s", interface, strerror(-r));
	else
		wait_for_carrier(c);
	return r == 0;
}

void checkup_machine_link(struct checkup *c)
{
	const char *interface = c->bench->config->interface;
	char mend[40];

	snprintf(mend, sizeof(mend), "ip link set %s up", interface);
	if (!(c->link.flags & IFF_UP) && c->starting && !bring_up(c))
		return;
	if (!(c->link.flags & IFF_UP))
		checkup_find(c, NR_ANSWER_UNCHECKED, 0, mend, "%s is down: run brings it up, and only then shows whether "
			     "a cable is plugged in", interface);
	else if (!(c->link.flags & LOWER_UP))
		checkup_find(c, NR_ANSWER_WAITS, 0, NULL, "no carrier on %s: plug in the cable, or switch on what is at "
			     "its other end; the bench starts, and serves when it is there", interface);
	else
		checkup_find(c, NR_ANSWER_OK, 0, NULL, "%s is up and has a carrier", interface);
}

void checkup_machine_manager(struct checkup *c)
{
	const char *interface = c->bench->config->interface;
	enum manager m = manager_find("", c->link.index);
	char off[300];

	if (m == MANAGER_NONE)
		checkup_find(c, NR_ANSWER_OK, 0, NULL, "neither NetworkManager nor systemd-networkd manages %s", interface);
	else
		checkup_find(c, NR_ANSWER_OK, 0, manager_off(m, interface, off, sizeof(off)), "%s manages %s, and may "
			     "take the bench's address off or ask for one by DHCP: keep it off", manager_name(m), interface);
}

/* -- ports -------------------------------------------------------------------------------- */

/* "plugins = ..." with all that are loaded but one; false: that would be none. */
static bool line_without(const struct checkup *c, const char *plugin, char *buf, size_t size)
{
	size_t n = 0;

	snprintf(buf, size, "plugins = ");
	for (size_t i = 0; i < c->bench->plugins->protocol_count; i++) {
		const char *type = c->bench->plugins->protocol[i]->protocol.type;

		if (strcmp(type, plugin) != 0)
			snprintf(buf + strlen(buf), size - strlen(buf), "%s%s", n++ ? ", " : "", type);
	}
	return n > 0;
}

static void find_taken(struct checkup *c, const struct port *p)
{
	struct in_addr address = { p->how & NR_PORT_EVERY ? INADDR_ANY : c->bench->config->address.s_addr };
	char text[PORT_TEXT_SIZE], line[400], mend[640];
	struct holder h;

	holder_find(&h, p->how & NR_PORT_TCP, address, p->number);
	if (line_without(c, p->plugin, line, sizeof(line)))
		snprintf(mend, sizeof(mend), "%s; or, without %s: %s", h.stop, p->plugin, line);
	else
		snprintf(mend, sizeof(mend), "%s", h.stop);
	checkup_find(c, NR_ANSWER_BAD, EXIT_RUNTIME, mend, "%s is taken by %s",
		     port_text(p, c->bench->config->address, text), h.name);
}

static void find_twice(struct checkup *c, const struct port *p, const struct port *q)
{
	char text[PORT_TEXT_SIZE], line[400];

	checkup_find(c, NR_ANSWER_BAD, EXIT_USAGE, line_without(c, p->plugin, line, sizeof(line)) ? line : NULL,
		     "[%s] and [%s] both want %s", q->plugin, p->plugin, port_text(p, c->bench->config->address, text));
}

/* Does an earlier one want the same? */
static const struct port *same_before(const struct port_list *l, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (l->row[k].number == l->row[i].number && !((l->row[k].how ^ l->row[i].how) & NR_PORT_TCP))
			return &l->row[k];
	return NULL;
}

/* True: it can be had. */
static bool try_port(struct checkup *c, size_t i)
{
	const struct port *p = &c->plugins.ports.row[i], *q = same_before(&c->plugins.ports, i);
	/* The sub-interface of a VLAN is not there yet. */
	const char *interface = c->bench->config->vlan ? "" : c->bench->config->interface;
	char text[PORT_TEXT_SIZE];
	int r = q ? 0 : port_try(p, interface, c->bench->config->address);

	port_text(p, c->bench->config->address, text);
	if (q)
		find_twice(c, p, q);
	else if (r == -EADDRINUSE)
		find_taken(c, p);
	else if (r == -EACCES && findings_answer(&c->found, "rights") == NR_ANSWER_BAD)
		checkup_find(c, NR_ANSWER_UNCHECKED, 0, NULL, "%s: rights are missing", text);
	else if (r < 0)
		checkup_find(c, NR_ANSWER_BAD, EXIT_RUNTIME, NULL, "cannot open %s: %s", text, strerror(-r));
	return r == 0 && !q;
}

void checkup_machine_port(struct checkup *c)
{
	const struct port_list *l = &c->plugins.ports;
	char free_ones[400] = "";

	for (size_t i = 0; i < l->count; i++)
		if (try_port(c, i))
			snprintf(free_ones + strlen(free_ones), sizeof(free_ones) - strlen(free_ones), "%s%s %u",
				 free_ones[0] ? ", " : "", l->row[i].how & NR_PORT_TCP ? "TCP" : "UDP", l->row[i].number);
	if (free_ones[0])
		checkup_find(c, NR_ANSWER_OK, 0, NULL, "free: %s", free_ones);
}

/* -- the firewall --------------------------------------------------------------------------- */

/* What one chain is found to do with the ports, in one line. */
struct checkup_chain {
	struct firewall_chain chain;
	enum firewall_verdict verdict;
	char ports[300];
};

static void find_chain(struct checkup *c, const struct checkup_chain *k)
{
	const struct firewall_chain *f = &k->chain;
	char mend[300];

	if (k->verdict == FIREWALL_DROP) {
		snprintf(mend, sizeof(mend), "nft insert rule %.11s %.63s %.63s iifname %s accept", f->family, f->table, f->name,
			 c->bench->config->interface);
		checkup_find(c, NR_ANSWER_LACKS, EXIT_RUNTIME, mend, "the chain %s of table %s %s drops what phones send "
			     "to %s", f->name, f->family, f->table, k->ports);
	} else {
		snprintf(mend, sizeof(mend), "nft list chain %.11s %.63s %.63s", f->family, f->table, f->name);
		checkup_find(c, NR_ANSWER_UNCHECKED, 0, mend, "whether the chain %s of table %s %s lets phones in at %s "
			     "depends on more than the port", f->name, f->family, f->table, k->ports);
	}
}

static bool same_chain(const struct firewall_chain *a, const struct firewall_chain *b)
{
	return strcmp(a->family, b->family) == 0 && strcmp(a->table, b->table) == 0 && strcmp(a->name, b->name) == 0;
}

/* One line for each chain and what it does, not for each port. */
static void add_port(struct checkup_chain *list, size_t max, const struct checkup_chain *one, const struct port *p)
{
	struct checkup_chain *k = list;
	size_t n;

	while (k < list + max && k->ports[0] && !(k->verdict == one->verdict && same_chain(&k->chain, &one->chain)))
		k++;
	if (k == list + max)
		return;
	if (!k->ports[0])
		*k = *one;
	n = strlen(k->ports);
	snprintf(k->ports + n, sizeof(k->ports) - n, "%s%s %u", n ? ", " : "", p->how & NR_PORT_TCP ? "TCP" : "UDP",
		 p->number);
}

static void judge_ports(struct checkup *c, const json_t *rules)
{
	const struct settings *s = c->bench->config;
	struct checkup_chain list[8] = { { .ports = "" } };
	struct firewall_packet packet = { .interface = s->interface, .address = s->address,
					  .netmask = c->bench->wire.netmask };

	for (size_t i = 0; i < c->plugins.ports.count; i++) {
		const struct port *p = &c->plugins.ports.row[i];
		struct checkup_chain one = { .ports = "" };

		if (p->how & NR_PORT_HELD)
			continue;
		packet.tcp = p->how & NR_PORT_TCP;
		packet.port = p->number;
		one.verdict = firewall_judge(rules, &packet, &one.chain);
		if (one.verdict != FIREWALL_PASS)
			add_port(list, NR_ARRAY_SIZE(list), &one, p);
	}
	for (size_t i = 0; i < NR_ARRAY_SIZE(list) && list[i].ports[0]; i++)
		find_chain(c, &list[i]);
	if (!list[0].ports[0])
		checkup_find(c, NR_ANSWER_OK, 0, NULL, "no rule of nftables keeps a phone out");
}

void checkup_machine_firewall(struct checkup *c)
{
	char why[300], tables[100];
	json_t *rules = firewall_read(why, sizeof(why));

	if (rules)
		judge_ports(c, rules);
	else
		checkup_find(c, NR_ANSWER_UNCHECKED, 0, strstr(why, "no nft") ? "apt install nftables" : "sudo nft list ruleset",
			     "the rules of nftables: %s", why);
	if (firewall_legacy("/proc/net/ip_tables_names", tables, sizeof(tables)))
		checkup_find(c, NR_ANSWER_UNCHECKED, 0, "iptables-legacy -S", "the rules of iptables-legacy (tables %s): they "
			     "are not those of nftables, and are not read", tables);
	json_decref(rules);
}
