/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* place.c -- see place.h. */
#include <config.h>

#include "core/host/place.h"
#include "core/host/link.h"

#include <arpa/inet.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>

/* -- a VLAN (IEEE 802.1Q): a sub-interface ---------------------------------------------- */

/* Make the sub-interface @name of @parent for VLAN @vlan, and bring it up. */
static int add_vlan(struct netlink *n, unsigned parent, const char *name, unsigned vlan)
{
	struct nlmsghdr *h = netlink_begin(n, RTM_NEWLINK, NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL);
	struct ifinfomsg *info = mnl_nlmsg_put_extra_header(h, sizeof(*info));
	struct nlattr *kind, *data;

	info->ifi_family = AF_UNSPEC;
	info->ifi_change = info->ifi_flags = IFF_UP;
	mnl_attr_put_u32(h, IFLA_LINK, parent);
	mnl_attr_put_strz(h, IFLA_IFNAME, name);
	kind = mnl_attr_nest_start(h, IFLA_LINKINFO);
	mnl_attr_put_strz(h, IFLA_INFO_KIND, "vlan");
	data = mnl_attr_nest_start(h, IFLA_INFO_DATA);
	mnl_attr_put_u16(h, IFLA_VLAN_ID, (uint16_t)vlan);
	mnl_attr_nest_end(h, data);
	mnl_attr_nest_end(h, kind);
	return netlink_talk(n, h, NULL, NULL);
}

static int delete_link(struct netlink *n, unsigned index)
{
	struct nlmsghdr *h = netlink_begin(n, RTM_DELLINK, NLM_F_ACK);
	struct ifinfomsg *info = mnl_nlmsg_put_extra_header(h, sizeof(*info));

	info->ifi_family = AF_UNSPEC;
	info->ifi_index = (int)index;
	return netlink_talk(n, h, NULL, NULL);
}

/* -- addresses -------------------------------------------------------------------------- */

static int read_address(const struct nlmsghdr *h, void *arg)
{
	const struct ifaddrmsg *m = mnl_nlmsg_get_payload(h);
	struct place *w = arg;
	struct nlattr *a;

	mnl_attr_for_each(a, h, sizeof(*m)) {
		struct in_addr local;

		if (mnl_attr_get_type(a) != IFA_LOCAL || mnl_attr_get_payload_len(a) != sizeof(local))
			continue;
		memcpy(&local, mnl_attr_get_payload(a), sizeof(local));
		if (local.s_addr == w->address.s_addr && w->found_index != w->index) {
			w->found_index = m->ifa_index;
			w->found_prefix = m->ifa_prefixlen;
		}
	}
	return MNL_CB_OK;
}

int place_find(struct netlink *n, struct place *w)
{
	struct nlmsghdr *h = netlink_begin(n, RTM_GETADDR, NLM_F_DUMP);
	struct ifaddrmsg *m = mnl_nlmsg_put_extra_header(h, sizeof(*m));

	m->ifa_family = AF_INET;
	w->found_index = w->found_prefix = 0;
	return netlink_talk(n, h, read_address, w);
}

uint32_t place_mask(unsigned prefix)
{
	return prefix ? htonl(UINT32_MAX << (32 - prefix)) : 0;
}

/* RTM_NEWADDR or RTM_DELADDR. */
static int change_address(struct netlink *n, uint16_t type, const struct place *w)
{
	uint16_t flags = type == RTM_NEWADDR ? NLM_F_CREATE | NLM_F_EXCL : 0;
	struct nlmsghdr *h = netlink_begin(n, type, NLM_F_ACK | flags);
	struct ifaddrmsg *m = mnl_nlmsg_put_extra_header(h, sizeof(*m));

	m->ifa_family = AF_INET;
	m->ifa_prefixlen = (uint8_t)w->prefix;
	m->ifa_index = w->index;
	mnl_attr_put_u32(h, IFA_LOCAL, w->address.s_addr);
	mnl_attr_put_u32(h, IFA_ADDRESS, w->address.s_addr);
	if (type == RTM_NEWADDR)
		mnl_attr_put_u32(h, IFA_BROADCAST, w->address.s_addr | ~place_mask(w->prefix));
	return netlink_talk(n, h, NULL, NULL);
}

/* -- both -------------------------------------------------------------------------------- */

int place_put_on(struct netlink *n, struct place *w)
{
	struct interface link;
	int r;

	if (!w->vlan)
		return change_address(n, RTM_NEWADDR, w);
	r = add_vlan(n, w->index, w->name, w->vlan);
	if (r < 0)
		return r;
	r = link_get(n, w->name, &link);
	w->index = link.index;
	if (r == 0)
		r = change_address(n, RTM_NEWADDR, w);
	if (r < 0)
		delete_link(n, w->index);
	return r;
}

int place_take_off(struct netlink *n, const struct place *w)
{
	return w->vlan ? delete_link(n, w->index) : change_address(n, RTM_DELADDR, w);
}
