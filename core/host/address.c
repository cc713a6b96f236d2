/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * address.c -- the link and its address, by rtnetlink (RFC 3549) with libmnl.
 *
 * A missing address is put on by the helper, which also takes it off: there is no moment in
 * which an address is on the interface and nobody is left to take it off.
 *
 * A VLAN (IEEE 802.1Q) is a sub-interface of the interface: the helper makes it,
 * and at the end takes it away, the address with it.
 */
#include <config.h>

#include "core/host/address.h"
#include "core/base/log.h"
#include "core/host/link.h"
#include "core/host/place.h"

#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unistd.h>

/* -- links ---------------------------------------------------------------------------- */

static int add_name(const struct nlmsghdr *h, void *arg)
{
	const struct ifinfomsg *info = mnl_nlmsg_get_payload(h);
	struct nlattr *a;
	char *names = arg;
	size_t len = strlen(names);

	mnl_attr_for_each(a, h, sizeof(*info))
		if (mnl_attr_get_type(a) == IFLA_IFNAME && mnl_attr_validate(a, MNL_TYPE_NUL_STRING) == 0)
			snprintf(names + len, 200 - len, "%s%s", len ? ", " : "", mnl_attr_get_str(a));
	return MNL_CB_OK;
}

/* The name is wrong: say which ones there are. */
static void list_links(struct netlink *n, const char *name)
{
	struct nlmsghdr *h = netlink_begin(n, RTM_GETLINK, NLM_F_DUMP);
	char names[200] = "";

	mnl_nlmsg_put_extra_header(h, sizeof(struct ifinfomsg));
	netlink_talk(n, h, add_name, names);
	log_line(LOG_ERR, "interface", "there is no '%s' here; there are: %s", name, names);
}

static int find_link(struct netlink *n, const char *name, struct interface *out)
{
	int r = strlen(name) < IFNAMSIZ ? link_get(n, name, out) : -ENODEV;

	if (r == -ENODEV)
		list_links(n, name);
	else if (r < 0)
		log_line(LOG_ERR, "interface", "cannot look at %s: %s", name, strerror(-r));
	return r;
}

/* -- what the bench calls --------------------------------------------------------------------- */

static void fill(struct nr_bench *out, const char *interface, const struct interface *link)
{
	snprintf(out->interface, sizeof(out->interface), "%s", interface);
	snprintf(out->parent, sizeof(out->parent), "%s", interface);
	out->ifindex = link->index;
	memcpy(out->mac.b, link->mac, 6);
}

int address_look(struct nr_bench *out, const char *interface)
{
	struct netlink n;
	struct interface link;
	int r = netlink_open(&n);

	if (r < 0) {
		log_line(LOG_ERR, "interface", "no netlink: %s", strerror(-r));
		return r;
	}
	r = find_link(&n, interface, &link);
	if (r == 0)
		fill(out, interface, &link);
	netlink_close(&n);
	return r;
}

const char *address_no_vlan(const char *interface)
{
	char path[80];

	snprintf(path, sizeof(path), "/sys/class/net/%s/phy80211", interface);
	if (access(path, F_OK) == 0)
		return "is Wi-Fi, which carries no VLAN tags: use a cable";
	snprintf(path, sizeof(path), "/proc/net/vlan/%s", interface);
	if (access(path, F_OK) == 0)
		return "is a VLAN already: serve it without vlan, or name the interface that it is made of";
	return NULL;
}

/* "eth1.100", as everybody calls it; by number where that is too long. */
static void name_vlan(struct place *w, const char *interface)
{
	if (snprintf(w->name, sizeof(w->name), "%s.%u", interface, w->vlan) >= (int)sizeof(w->name))
		snprintf(w->name, sizeof(w->name), "if%u.%u", w->index % 100000, w->vlan);
}

static int ensure_up(struct netlink *n, const char *interface, const struct interface *link)
{
	int r = link->flags & IFF_UP ? 0 : link_set_up(n, link->index);

	if (r < 0)
		log_line(LOG_ERR, "interface", "%s is down: %s; be root, or say: ip link set %s up",
			 interface, strerror(-r), interface);
	return r;
}

/* Is it on the interface already?  1: yes; -errno, with @fault: it is where it must not be. */
static int look_for(struct netlink *n, struct place *w, char *fault, size_t size)
{
	char text[INET_ADDRSTRLEN], other[IF_NAMESIZE];
	int r = place_find(n, w);

	inet_ntop(AF_INET, &w->address, text, sizeof(text));
	if (r < 0) {
		snprintf(fault, size, "cannot read the addresses: %s", strerror(-r));
		return r;
	}
	if (!w->found_index)
		return 0;
	if (w->found_index == w->index && !w->vlan)
		return 1;
	if (!if_indextoname(w->found_index, other))
		snprintf(other, sizeof(other), "%u", w->found_index);
	snprintf(fault, size, "%s is the address of %s: take it off there, or set another address", text, other);
	return -EADDRINUSE;
}

static int check_address(struct netlink *n, const char *interface, struct place *w)
{
	char fault[160], text[INET_ADDRSTRLEN];
	int r = look_for(n, w, fault, sizeof(fault));

	inet_ntop(AF_INET, &w->address, text, sizeof(text));
	if (r < 0)
		log_line(LOG_ERR, "interface", "%s", fault);
	else if (r == 1 && w->found_prefix != w->prefix)
		log_line(LOG_WARNING, "interface", "%s has %s/%u, and the configuration says /%u",
			 interface, text, w->found_prefix, w->prefix);
	return r;
}

static void vlan_fault(const char *interface, const struct place *w, int r, char *fault, size_t size)
{
	if (r == -EEXIST)
		snprintf(fault, size, "VLAN %u of %s is there already (ip -d link shows it): serve that one by its "
			 "name without vlan, or take it away: ip link del %s", w->vlan, interface, w->name);
	else if (r == -EOPNOTSUPP)
		snprintf(fault, size, "this kernel makes no VLAN of %s: try modprobe 8021q, or another interface",
			 interface);
	else
		snprintf(fault, size, "cannot make %s, VLAN %u of %s: %s; be root", w->name, w->vlan, interface,
			 strerror(-r));
}

static void say_no_vlan(const char *interface, const struct place *w, int r)
{
	char fault[240];

	vlan_fault(interface, w, r, fault, sizeof(fault));
	log_line(LOG_ERR, "interface", "%s", fault);
}

static int start_helper(struct address *a, const struct address_wanted *want, const struct place *w)
{
	struct helper_task task = { .place = *w, .socket = { want->socket[0], want->socket[1] } };
	int r;

	snprintf(task.interface, sizeof(task.interface), "%s", want->interface);
	r = helper_start(&a->helper, &task);
	if (r < 0)
		log_line(LOG_ERR, "interface", "cannot start the process that keeps the address: %s", strerror(-r));
	return r;
}

/* @there: it is on the interface already, and the helper only learns which one that is. */
static int put_address(struct address *a, const char *interface, const struct place *w, bool there)
{
	struct helper_reply reply = { .put = 0 };
	char text[INET_ADDRSTRLEN];
	int r = helper_put(&a->helper, &reply);

	a->added = r == 0 && reply.put;
	inet_ntop(AF_INET, &w->address, text, sizeof(text));
	if (r == 0 && there)
		return 0;
	if (r < 0 && w->vlan)
		say_no_vlan(interface, w, r);
	else if (r < 0)
		log_line(LOG_ERR, "interface", "cannot put %s/%u on %s: %s; be root, or say: "
			 "ip address add %s/%u dev %s", text, w->prefix, interface, strerror(-r), text,
			 w->prefix, interface);
	else
		log_line(LOG_INFO, "interface", "%s/%u is on %s until the end", text, w->prefix, w->name);
	return r;
}

/* The address is to go on a VLAN of @interface. */
static int prepare_vlan(const char *interface, struct place *w)
{
	const char *fault = address_no_vlan(interface);

	name_vlan(w, interface);
	if (!fault)
		return 0;
	log_line(LOG_ERR, "interface", "vlan = %u: %s %s", w->vlan, interface, fault);
	return -EOPNOTSUPP;
}

static int ensure(struct address *a, struct netlink *n, const struct address_wanted *want, struct place *w,
		  struct interface *link)
{
	const char *interface = want->interface;
	int r = find_link(n, interface, link), there = 0;

	if (r < 0)
		return r;
	w->index = link->index;
	snprintf(w->name, sizeof(w->name), "%s", interface);
	r = w->vlan ? prepare_vlan(interface, w) : 0;
	if (r == 0)
		r = ensure_up(n, interface, link);
	if (r == 0)
		r = there = check_address(n, interface, w);
	if (r >= 0)
		r = start_helper(a, want, w);
	if (r == 0)
		r = put_address(a, interface, w, there);
	return r == 0 && w->vlan ? link_get(n, w->name, link) : r;
}

int address_find(const struct address_wanted *want, char *fault, size_t size)
{
	struct place w = { .address = want->address, .prefix = want->prefix, .vlan = want->vlan };
	struct interface link;
	struct netlink n;
	int r = netlink_open(&n);

	snprintf(fault, size, "%s", r < 0 ? strerror(-r) : "");
	if (r < 0)
		return r;
	r = link_get(&n, want->interface, &link);
	w.index = link.index;
	if (r < 0)
		snprintf(fault, size, "%s: %s", want->interface, strerror(-r));
	else
		r = look_for(&n, &w, fault, size);
	name_vlan(&w, want->interface);
	if (r == 0 && w.vlan && link_get(&n, w.name, &link) == 0) {
		r = -EEXIST;
		vlan_fault(want->interface, &w, r, fault, size);
	}
	netlink_close(&n);
	return r;
}

int address_ensure(struct address *a, struct nr_bench *out, const struct address_wanted *want)
{
	struct place w = { .address = want->address, .prefix = want->prefix, .vlan = want->vlan };
	struct netlink n;
	struct interface link;
	int r = netlink_open(&n);

	a->added = false;
	a->helper.fd = -1;
	if (r < 0) {
		log_line(LOG_ERR, "interface", "no netlink: %s", strerror(-r));
		return r;
	}
	r = ensure(a, &n, want, &w, &link);
	netlink_close(&n);
	if (r < 0) {
		helper_finish(&a->helper);
		return r;
	}
	fill(out, w.name, &link);
	snprintf(out->parent, sizeof(out->parent), "%s", want->interface);
	out->vlan = (uint16_t)want->vlan;
	out->address = want->address;
	out->netmask.s_addr = place_mask(want->prefix);
	return 0;
}

void address_release(struct address *a)
{
	if (helper_finish(&a->helper) < 0)
		log_line(LOG_WARNING, "interface", "the address may still be there");
	a->added = false;
}
